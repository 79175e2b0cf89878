"""Through how many files of pmladder a command passes: those in which a function runs, not those only imported.

python benchmarks/passed.py             the numbers
python benchmarks/passed.py --files     and which files
"""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import FrameType

COMMANDS = {
    "next": ["next", "--years", "6"],
    "gap": ["gap", "group-pm", "--role", "senior-pm", "--skill", "coaching=2"],
    "compare": ["compare", "senior-pm", "group-pm"],
    "role": ["role", "senior-pm"],
}


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print("\n".join(passed(sys.argv[2:])))
        return
    with tempfile.TemporaryDirectory() as home:
        for name, arguments in COMMANDS.items():
            # The first run reads the catalogue and fills the cache; people mostly see the second.
            _, files = files_of(arguments, home), files_of(arguments, home)
            print(f"{name:<8} {len(files)}")
            if "--files" in sys.argv:
                print("\n".join(f"    {file}" for file in files))


def files_of(arguments: list[str], home: str) -> list[str]:
    """The files that a command passes through, in a process of its own."""
    surroundings = {"HOME": home, "XDG_CACHE_HOME": home, "PATH": os.environ["PATH"], "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, __file__, "--one", *arguments], check=True, capture_output=True, text=True, env=surroundings
    )
    return done.stdout.split()


def passed(arguments: list[str]) -> list[str]:
    """The files in which a function runs while a command does."""
    import pmladder
    from pmladder.cli import output
    from pmladder.cli.main import run

    root = str(Path(pmladder.__file__).parent)
    found: set[str] = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        # A module or class that is being made is imported, not passed through.
        if event == "call" and code.co_flags & inspect.CO_NEWLOCALS and code.co_flags & inspect.CO_OPTIMIZED:
            found.add(code.co_filename)

    output.write_answer = lambda *_: None
    with contextlib.redirect_stderr(io.StringIO()):
        sys.setprofile(watch)
        code = run(arguments)
        sys.setprofile(None)
    assert code == 0, f"{arguments} ended with {code}"
    return sorted(Path(file).relative_to(root).as_posix() for file in found if file.startswith(root + os.sep))


if __name__ == "__main__":
    main()
