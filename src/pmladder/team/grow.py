"""Who could close a team's gap in one skill, and by when."""

from __future__ import annotations

from datetime import date
from math import inf
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import skills_asked
from pmladder.engine.schedule import Stretch, day_of, focus_months, job_months, schedule
from pmladder.team.coverage import Covered
from pmladder.team.people import Member, Team


class Grower(NamedTuple):
    """Somebody who is not at the level yet: what they hold, and by when they could be there.

    `level` is None where nobody rated the skill. `on_the_job` tells that their own job asks for it. The days are of
    a plan that has this skill alone in focus, None where the catalogue does not say how long it takes.
    """

    id: str
    name: str
    role: str | None
    level: int | None
    basis: str
    on_the_job: bool
    earliest: date | None
    latest: date | None


class SkillGrowth(NamedTuple):
    """One skill and level: who is there, and who could come there; both by name."""

    covered: Covered
    people: tuple[Grower, ...]


def grow(catalogue: Catalogue, team: Team, covered: Covered, as_of: date) -> SkillGrowth:
    """Who could come to the level of a skill that `covered` tells of."""
    there = set(covered.holders)
    people = (p for p in team.people if p.name not in there)
    growers = [
        _grower(catalogue, person, covered.skill, covered.level, as_of)
        for person in people
        if person.holdings.skill(covered.skill).not_applicable is None
    ]
    return SkillGrowth(covered, tuple(growers))


def _grower(catalogue: Catalogue, person: Member, skill: str, level: int, as_of: date) -> Grower:
    held = person.holdings.skill(skill)
    asked = None
    if person.role is not None:
        asked = skills_asked(catalogue, person.role, person.standing.company_size).get(skill)
    earliest = latest = None
    if held.is_known:
        # The job teaches what it asks for, to one level above that at most.
        taught = int(asked.level) + 1 if asked else 0
        earliest, latest = (_day(catalogue, skill, int(held.low), level, taught, as_of, slow) for slow in (False, True))
    return Grower(
        id=person.id,
        name=person.name,
        role=person.role.id if person.role else None,
        level=int(held.low) if held.is_known else None,
        basis=held.basis,
        on_the_job=asked is not None,
        earliest=earliest,
        latest=latest,
    )


def _day(catalogue: Catalogue, skill: str, held: int, level: int, taught: int, as_of: date, slow: bool) -> date | None:
    """The day on which the level is reached with the skill in focus, at the slow or the fast end of all times."""
    stretches = []
    for step in range(held + 1, level + 1):
        focus, job = focus_months(catalogue, skill, step), job_months(catalogue, step) if step <= taught else None
        if focus is None and job is None:
            return None
        ends = [inf if months is None else months.max if slow else months.min for months in (focus, job)]
        stretches.append(Stretch(*ends))
    [booked] = schedule([stretches], 0, 1)
    return day_of(as_of, booked.end)
