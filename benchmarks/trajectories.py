"""How well the order of suggestions fits real careers.

    python benchmarks/trajectories.py FILE.jsonl [--placement]

FILE has one person a line: {"id": ..., "jobs": [{"class", "product", "start", "end"}, ...]}, jobs in order of
start, times in years since the first job, `class` a role id of the built-in catalogue, `intern`, `founder` or
`other:FUNCTION`. Counted are moves from one product role to a different one. For each, `next` is asked with what
was known the day before: the role held, the time in it, the years in product so far. Beside it stands the plain
guess: the most frequent next role given the present one, counted over everybody else in the file. Moves that stand
in the catalogue because they were counted in careers may have been counted in these: a further row shows the order
without them. The last row asks with a dated history in place of role and years. Moves up, to a higher seniority, are
counted apart too.

With `--placement`, each year that somebody spends in a product role is one question: which role is that, by the years
in product alone? A role is given where the answer names one; where it says that years cannot tell, none is.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from pmladder import Profile, load_catalogue, next_roles
from pmladder.catalogue.models import Catalogue

DEPTHS = (1, 2, 3)
COUNTED = ("resumes-2026",)
"""The sources of a move that was counted in careers and is named nowhere else."""
FOUNDER = "founder"
"""No product role in these files, though the catalogue knows it: a way into product, and a way out."""
BEGIN = date(2000, 1, 1)


@dataclass(frozen=True)
class Move:
    """One move of one person: from where, to where, and the years behind it."""

    person: str
    present: str
    following: str
    years_in_role: float
    years_in_product: float
    day: float
    jobs: tuple[dict, ...]


def moves_of(person: dict, roles: Set[str]) -> Iterator[Move]:
    """The moves between different product roles in one career."""
    jobs = _in_product(person, roles)
    since = jobs[0]["start"] if jobs else 0.0
    for index, (job, after) in enumerate(itertools.pairwise(jobs)):
        if job["class"] != after["class"]:
            yield Move(
                person=person["id"],
                present=job["class"],
                following=after["class"],
                years_in_role=max(0.0, after["start"] - since),
                years_in_product=_covered(jobs[: index + 1], after["start"]),
                day=after["start"],
                jobs=tuple(jobs[: index + 1]),
            )
            since = after["start"]


def _in_product(person: dict, roles: Set[str]) -> list[dict]:
    """The jobs in product roles, each with the id of its role as class."""
    jobs = [job | {"class": "pm-intern" if job["class"] == "intern" else job["class"]} for job in person["jobs"]]
    return [job for job in jobs if job["product"] and job["class"] in roles]


def _covered(jobs: list[dict], until: float) -> float:
    """Years in the union of the jobs' spans, up to `until`."""
    total = reached = 0.0
    for job in jobs:
        start, end = max(job["start"], reached), min(job["end"] if job["end"] is not None else until, until)
        if end > start:
            total, reached = total + end - start, end
    return total


def by_pmladder(catalogue: Catalogue, move: Move) -> list[str]:
    """The suggestions for the day before the move, in their order."""
    profile = Profile(role=move.present, years=move.years_in_product, years_in_role=move.years_in_role)
    return [suggestion.assessment.role.id for suggestion in next_roles(catalogue, profile).suggestions]


def by_history(catalogue: Catalogue, move: Move) -> list[str]:
    """The same for a profile that has nothing but the positions in product up to then, with their titles."""
    history = [
        {
            "title": f"{catalogue.roles_by_id[job['class']].title}, Example Inc.",
            "start": _day(job["start"]).isoformat(),
            "end": None if job["end"] is None or job["end"] >= move.day else _day(job["end"]).isoformat(),
        }
        for job in move.jobs
    ]
    as_of = _day(move.day) - timedelta(days=1)
    answer = next_roles(catalogue, Profile.model_validate({"history": history}), as_of)
    return [suggestion.assessment.role.id for suggestion in answer.suggestions]


def _day(years: float) -> date:
    return BEGIN + timedelta(days=round(years * 365.2425))


def by_frequency(moves: list[Move], move: Move) -> list[str]:
    """The most frequent next roles of all other people in the same role; ties go by id."""
    counts = Counter(m.following for m in moves if m.present == move.present and m.person != move.person)
    return sorted(counts, key=lambda role: (-counts[role], role))


class Year(NamedTuple):
    """One year of work in product, or the part of it in one role: the role held, and the years in product by then."""

    role: str
    years: float
    length: float


def years_of(person: dict, roles: Set[str]) -> Iterator[Year]:
    """The time of one career in product, cut at each full year in product and at each change of role."""
    jobs = _in_product(person, roles)
    passed = reached = 0.0
    for job in jobs:
        start, end = max(job["start"], reached), job["end"] if job["end"] is not None else _last_day(person)
        while start < end:
            stop = min(end, start + math.floor(passed) + 1 - passed)
            yield Year(job["class"], passed + (stop - start) / 2, stop - start)
            passed, start, reached = round(passed + stop - start, 9), stop, stop


def _last_day(person: dict) -> float:
    """What a career is known up to: the latest day that its jobs name."""
    return max(day for job in person["jobs"] for day in (job["start"], job["end"]) if day is not None)


def place_all(catalogue: Catalogue, people: list[dict], roles: Set[str]) -> str:
    """For how many years in product years alone give a role, and for how many it is the role held."""
    total = given = right = 0.0
    for year in (year for person in people for year in years_of(person, roles)):
        placement = next_roles(catalogue, Profile(years=year.years)).placement
        total += year.length
        if placement.role is not None and not placement.cannot_tell:
            given += year.length
            right += year.length * (placement.role.id == year.role)
    if not total:
        raise SystemExit("no year in a product role in this file")
    of_given = f"{right / given:.0%} of those" if given else "none"
    return f"{total:.1f} person-years; a role given for {given / total:.0%}, right for {of_given}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was not among the first three")
    parser.add_argument("--placement", action="store_true", help="ask which role is held, by years alone")
    arguments = parser.parse_args()
    catalogue = load_catalogue()
    named = [transition for transition in catalogue.transitions if transition.sources != COUNTED]
    uncounted = load_catalogue().model_copy(update={"transitions": tuple(named)})
    people = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    roles = catalogue.roles_by_id.keys() - {FOUNDER}
    if arguments.placement:
        print(place_all(catalogue, people, roles))
        return
    moves = [move for person in people for move in moves_of(person, roles)]
    if not moves:
        raise SystemExit("no move between different product roles in this file")
    seniority = {role.id: role.seniority for role in catalogue.roles}
    ups = [move for move in moves if seniority[move.following] > seniority[move.present]]
    hits: dict[str, Counter[int]] = defaultdict(Counter)
    hits_up: dict[str, Counter[int]] = defaultdict(Counter)
    for move in moves:
        guesses = {
            "pmladder next": by_pmladder(catalogue, move),
            "most frequent": by_frequency(moves, move),
            "uncounted moves": by_pmladder(uncounted, move),
            "by history": by_history(catalogue, move),
        }
        for name, guess in guesses.items():
            found = [depth for depth in DEPTHS if move.following in guess[:depth]]
            hits[name].update(found)
            hits_up[name].update(found if move in ups else ())
        if arguments.misses and move.following not in guesses["pmladder next"][:3]:
            print(f"missed: {move.present} -> {move.following}, first were {guesses['pmladder next'][:3]}")
    print(f"{len(moves)} moves of {len({move.person for move in moves})} people, of {len(people)} in the file")
    _table("all moves", hits, len(moves))
    if ups:
        print()
        _table(f"{len(ups)} up", hits_up, len(ups))


def _table(called: str, hits: Mapping[str, Counter[int]], moves: int) -> None:
    print(f"{called:16}" + "".join(f"hit at {depth:<6}" for depth in DEPTHS))
    for name, counted in hits.items():
        print(f"{name:16}" + "".join(f"{counted[depth] / moves:<13.0%}" for depth in DEPTHS))


if __name__ == "__main__":
    main()
