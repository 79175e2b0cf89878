"""How long a large catalogue takes to load and to check, against libyaml's own loader in the same process, and in how
much memory; and how long a whole command takes with it.

    python benchmarks/load.py

The ratio is the figure to watch: it says the same on every machine. "Loading" is everything up to a checked catalogue;
`yaml.load` stops at plain dictionaries, so a ratio below 1 is a catalogue for less than the price of its dictionaries.
"Checking" is `catalogue check`: from the file to every warning with its line and column.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time

import yaml

from pmladder.files.catalogue_file import check_file, parse_catalogue

ROUNDS = 5
LEVELS = ("awareness", "working", "practitioner", "expert")
SOURCE = Path(__file__).resolve().parent.parent / "src"

NEXT = (sys.executable, "-m", "pmladder", "next", "--years", "6")

CHILD = """
import sys
from time import perf_counter
from pmladder.files.catalogue_file import load_catalogue
start = perf_counter()
load_catalogue(sys.argv[1])
seconds = perf_counter() - start
status = open("/proc/self/status").read()
print(seconds, int(status.partition("VmHWM:")[2].split()[0]) / 1024)
"""


def catalogue(roles: int, skills_each: int) -> str:
    """The text of a catalogue of so many roles, each asking for so many skills by the names of levels."""
    lines = ["catalogue: {id: large, title: A large catalogue}", "roles:"]
    for number in range(roles):
        lines += [
            f"- id: role-{number}",
            f"  title: Product manager of area {number} in the company",
            f"  track: {'management' if number % 3 == 0 else 'individual'}",
            f"  seniority: {number % 15}",
            f"  years: {{min: {number % 10}, typical: {number % 10 + 2.5}}}",
            "  skills:",
            *(f"    stakeholder-skill-{(number + n) % 97}: {LEVELS[(number + n) % 4]}" for n in range(skills_each)),
        ]
    lines += ["transitions:", *(f"- {{from: role-{n}, to: role-{n + 1}, kind: lateral}}" for n in range(20))]
    return "\n".join(lines) + "\n"


def seconds(work: Callable[[], object]) -> float:
    """Processor time that `work` takes once; what else runs on the machine does not count."""
    start = process_time()
    work()
    return process_time() - start


def compare(text: str, file: Path) -> tuple[float, float, float]:
    """Median seconds of libyaml's loader alone, of a full load and of a check, taken in turn."""
    theirs, load, check = [], [], []
    for _ in range(ROUNDS):
        theirs.append(seconds(lambda: yaml.load(text, Loader=yaml.CSafeLoader)))
        load.append(seconds(lambda: parse_catalogue(text, "large.yaml")))
        check.append(seconds(lambda: check_file(str(file))))
    return median(theirs), median(load), median(check)


def fresh(file: Path, cache: Path | None) -> str:
    """Seconds and peak memory of a new process that loads `file`, with its cache in `cache` or with none."""
    # What is no folder is no place for a cache, so that there is none.
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "XDG_CACHE_HOME": str(cache or os.devnull)}
    command = [sys.executable, "-c", CHILD, str(file)]
    taken, peak = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    return f"{float(taken):6.3f} s, {float(peak):5.1f} MB"


def next_role(arguments: Sequence[str], cache: Path) -> float:
    """Processor seconds of a new process that says what role comes next."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "XDG_CACHE_HOME": str(cache)}
    before = os.times()
    subprocess.run([*NEXT, *arguments], env=environment, capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def compare_next(file: Path, cache: Path) -> tuple[float, float]:
    """Median seconds of `next` with the built-in catalogue and with `file`, both from the cache, taken in turn."""
    taken = [[next_role((), cache), next_role(("--catalogue", str(file)), cache)] for _ in range(ROUNDS + 1)]
    builtin, large = zip(*taken[1:], strict=True)
    return median(builtin), median(large)


def main() -> None:
    for roles, skills_each in ((5_000, 3), (1_000, 20)):
        text = catalogue(roles, skills_each)
        print(f"{roles:,} roles with {skills_each} skills each, {len(text) / 1e6:.2f} MB")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "large.yaml"
            file.write_text(text, encoding="utf-8")
            theirs, load, check = compare(text, file)
            print(f"  yaml.load {theirs:.3f} s, a full load {load:.3f} s: ratio {load / theirs:.2f}")
            warnings = len(check_file(str(file)).warnings)
            print(f"  check, {warnings:,} warnings, {check:.3f} s: ratio {check / theirs:.2f}")
            print(f"  fresh process, no cache:        {fresh(file, None)}")
            print(f"  fresh process, filling a cache: {fresh(file, Path(folder))}")
            print(f"  fresh process, from the cache:  {fresh(file, Path(folder))}")
            builtin, large = compare_next(file, Path(folder))
            print(f"  next {large:.2f} s, with the built-in catalogue {builtin:.2f} s: ratio {large / builtin:.2f}")


if __name__ == "__main__":
    main()
