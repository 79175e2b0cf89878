"""How much work one megabyte of anything makes: processor time, memory and growth of every command that reads a file.

    python benchmarks/work.py [WORD ...]

Each kind of file is read at a quarter of a megabyte and at one. `growth` is how much longer the second takes, without
what the program takes to begin: 4 is linear. `alone` is what the program takes without a file, measured beside it: on a
busy machine processor time is longer too, and the ratio of the two tells more. WORD chooses the kinds whose names hold
it.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from heavy_files import KINDS, lay_out  # noqa: E402

SIZE = 1_000_000
MOST_SECONDS, MOST_MEGABYTES = 3.0, 300
LEAST_MEASURED = 0.2
"""Seconds below which a difference is noise."""
EVERY = 5
"""After so many kinds, the program alone is measured again."""


def measured(arguments: list[str], folder: Path) -> tuple[int, float, int]:
    """Exit code, processor seconds and peak megabytes of the program, run anew."""
    child = os.fork()
    if not child:
        os.chdir(folder)
        os.environ.update(HOME=str(folder), PYTHONPATH=str(ROOT / "src"))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nowhere, descriptor)
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        os.execv(sys.executable, [sys.executable, "-m", "pmladder", *arguments])
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def main(words: list[str]) -> None:
    """Measure every kind that is chosen."""
    with tempfile.TemporaryDirectory() as kept:
        chosen = {name: heavy for name, heavy in KINDS.items() if not words or any(word in name for word in words)}
        empty = 0.0
        print(f"{'code':>4} {'seconds':>7} {'alone':>5} {'MB':>4} {'growth':>6}")
        for number, (name, heavy) in enumerate(chosen.items()):
            if number % EVERY == 0:
                empty = min(measured(["roles"], Path(kept))[1] for _ in range(2))
            figures = []
            for size in (SIZE // 4, SIZE):
                folder = Path(kept) / f"{len(figures)}" / name.replace(":", "").replace(" ", "-")
                figures.append(measured(lay_out(folder, heavy, size), folder))
            (_, less, _), (code, seconds, megabytes) = figures
            growth = (seconds - empty) / max(less - empty, LEAST_MEASURED)
            over = seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES or code not in (0, 1, 3) or growth > 6
            print(
                f"{code:4} {seconds:7.2f} {empty:5.2f} {megabytes:4} {growth:6.1f}   {name}"
                f"{'   <-- too much' if over else ''}",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])
