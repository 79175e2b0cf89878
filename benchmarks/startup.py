"""How long pmladder takes from start to end, against the least that such a program takes (`floor.py`).

    python benchmarks/startup.py [RUNS]

Run it where pmladder is installed: it starts the `pmladder` beside this Python. Program and floor run in turn, so
that a busy machine slows both; the ratio of each pair is the figure to watch, as it says about the same on every
machine. The goal is 1.25 for `next --years 6` with a warm cache. "Cold" is the first run after an installation or
a change of the catalogue, when the cache is empty and the catalogue is read and checked in full.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

RUNS = 20
GOAL = 1.25
FLOOR = [sys.executable, "-c", "from floor import app; app()", "--years", "6"]
"""Imported, not run as a script: so is pmladder, and only what is imported is kept compiled."""


class Took(NamedTuple):
    """What one process took, in seconds."""

    wall: float
    cpu: float


class Case(NamedTuple):
    """One command to time; `before` runs ahead of each start and is not timed."""

    name: str
    command: list[str]
    surroundings: dict[str, str]
    before: Callable[[], object] = lambda: None


def took(command: list[str], surroundings: dict[str, str]) -> Took:
    """Run one process to its end and time it. Raises RuntimeError when it fails."""
    quiet = os.open(os.devnull, os.O_RDWR)
    start = perf_counter()
    streams = [(os.POSIX_SPAWN_DUP2, quiet, number) for number in (0, 1, 2)]
    child = os.posix_spawn(command[0], command, surroundings, file_actions=streams)
    _, status, used = os.wait4(child, 0)
    wall = perf_counter() - start
    os.close(quiet)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Took(wall, used.ru_utime + used.ru_stime)


def in_turn(case: Case, runs: int) -> list[tuple[Took, Took]]:
    """The times of the floor and of `case`, in pairs, after one run of each that does not count."""
    pairs = []
    for _ in range(runs + 1):
        floor = took(FLOOR, case.surroundings | {"PYTHONPATH": str(Path(__file__).parent)})
        case.before()
        pairs.append((floor, took(case.command, case.surroundings)))
    return pairs[1:]


def row(case: Case, runs: int) -> str:
    """One line of the table: the medians in milliseconds, and the ratios with their smallest and largest."""
    pairs = in_turn(case, runs)
    milliseconds = [1000 * median(pair[which].wall for pair in pairs) for which in (0, 1)]
    return "".join(
        [
            f"{case.name:<22}",
            *(f"{value:7.0f} ms" for value in milliseconds),
            spread([ours.wall / floor.wall for floor, ours in pairs]),
            spread([ours.cpu / floor.cpu for floor, ours in pairs]),
        ]
    )


def spread(ratios: list[float]) -> str:
    return f"   {median(ratios):5.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


def cases(program: str, folder: Path) -> list[Case]:
    """The commands to time, with a cache and a configuration folder of their own below `folder`."""
    cache = folder / "cache"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PMLADDER_")}
    plain = inherited | {
        "XDG_CACHE_HOME": str(cache),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "COLUMNS": "80",
    }
    completing = {"_PMLADDER_COMPLETE": "complete_bash", "COMP_WORDS": "pmladder gap se", "COMP_CWORD": "2"}
    following = [program, "next", "--years", "6"]
    return [
        Case("next --years 6", following, plain),
        Case("next --years 6 --json", [*following, "--json"], plain),
        Case("--help", [program, "--help"], plain),
        Case("completing a role", [program], plain | completing),
        Case("next --years 6, cold", following, plain, before=lambda: shutil.rmtree(cache, ignore_errors=True)),
    ]


def main(runs: int) -> None:
    """Time every case and print the table."""
    program = Path(sysconfig.get_path("scripts"), "pmladder")
    if not program.exists():
        sys.exit(f"pmladder is not installed beside {sys.executable}; install it there first")
    print(f"{runs} pairs each, Python {sys.version.split()[0]}; medians, and ratios to the floor (smallest-largest)")
    print(f"{'':<22}{'floor':>10}{'pmladder':>10}   {'wall':<20}user and system")
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(str(program), Path(folder)):
            print(row(case, runs), flush=True)
    print(f"goal: next --years 6 at most {GOAL} times the floor")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
