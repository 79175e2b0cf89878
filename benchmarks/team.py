"""What many people cost: a team beside one person, and everybody against every role beside the engine.

    python benchmarks/team.py             with 100,000 people
    python benchmarks/team.py 1000000

Times are of the processor, of children too, and are compared within one run: a ratio says the same on every machine.
"Commands" are medians of three runs, in a process of their own. "Engine" is one person against every role in Python,
without reading or writing; "database" is `team assess` from CSV to Parquet, everything included.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from pmladder.catalogue.models import Catalogue
from pmladder.files.catalogue_file import load_catalogue
from pmladder.files.people import read_people
from pmladder.report.team.assess import pairs_of

ROUNDS = 3
TODAY = "2026-11-27"
BY_ENGINE = 500


def write_roster(path: Path, catalogue: Catalogue, people: int) -> None:
    """A roster with 30 % not rated."""
    rnd = Random(7)
    titles = [role.title for role in catalogue.roles]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        heads = ["id", "name", "title", "years", "years in role", "people", "company size"]
        writer.writerow([*heads, *(skill.id for skill in catalogue.skills)])
        for number in range(people):
            about = [f"p{number}", f"Person {number}", rnd.choice(titles), rnd.choice(["", "3", "8"])]
            about += [rnd.choice(["", "1", "4"]), rnd.choice(["", "0", "3"]), rnd.choice(["", "small", "large"])]
            writer.writerow([*about, *(rnd.choice("01234") if rnd.random() < 0.7 else "" for _ in catalogue.skills)])


def run(*arguments: str) -> tuple[float, float]:
    """The processor's seconds of one command, and the megabytes that it takes at most."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "pmladder", *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024


def main() -> None:
    """Measure, and print a line for each figure."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for number in (50, 200, BY_ENGINE, people):
            write_roster(Path(f"{number}.csv"), catalogue, number)
        one = median(run("next", "--role", "senior-pm")[0] for _ in range(ROUNDS))
        print(f"next                    {one:6.2f} s")
        for number in (50, 200):
            team = median(run("team", "show", f"{number}.csv", "--as-of", TODAY)[0] for _ in range(ROUNDS))
            print(f"team show, {number:3} people   {team:6.2f} s  {team / one:.1f} times next")
        roster = read_people([f"{BY_ENGINE}.csv"], catalogue)
        begun = process_time()
        pairs = sum(1 for _ in pairs_of(catalogue, roster, date.fromisoformat(TODAY)))
        by_engine = (process_time() - begun) / BY_ENGINE
        print(f"engine                  {by_engine * 1000:6.2f} ms a person, {pairs // BY_ENGINE} roles")
        seconds, memory = run("team", "assess", f"{people}.csv", "-o", "pairs.parquet")
        print(
            f"database, {people:,} people  {seconds:.1f} s, {memory:.0f} MB, {seconds / people * 1e6:.0f} us a person"
        )
        print(f"database against engine {by_engine * people / seconds:.0f} times the throughput")


if __name__ == "__main__":
    main()
