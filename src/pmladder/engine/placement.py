"""Where a person stands on the ladder: by what they say, by their years, by their skills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.profile.standing import Standing

CORE = "core"
EXECUTIVE = "executive"
"""The track that no number of years puts anyone on: somebody has to say that they are there."""

# How many rungs higher a role of another track may be and still be worth naming beside the placement.
_COMPARABLE = 2
Basis = Literal["given", "title", "history", "last-held", "skills", "years"]


class Placement(NamedTuple):
    """The role that a person is taken to hold, and what years and skills each say.

    `rungs` are the roles passed on the way to a role that was found by years, itself included.
    `alternatives` are roles that the same years are usual for as well. `has_years` tells whether the
    catalogue has any figures for years.
    """

    role: Role | None
    basis: Basis | None
    by_years: Role | None = None
    by_skills: Role | None = None
    rungs: tuple[Role, ...] = ()
    alternatives: tuple[Role, ...] = ()
    has_years: bool = True

    @property
    def conflict(self) -> bool:
        """Whether years and skills point at roles of different seniority."""
        return (
            self.by_years is not None
            and self.by_skills is not None
            and self.by_years.seniority != self.by_skills.seniority
        )


class _Rung(NamedTuple):
    """A role with what places are told by: typical years, the floor under them, and people led at least."""

    role: Role
    typical: float
    floor: float
    led: int


def place(catalogue: Catalogue, standing: Standing) -> Placement:
    """Place a person: the role they hold or held last, else what their skills show, else what their years suggest."""
    ladder = core_roles(catalogue)
    rungs = _rungs(ladder)
    placed = _by_years(rungs, standing.years, standing.people or 0)
    by_years = placed.role if placed else None
    by_skills = _by_skills(ladder, standing)
    if standing.role is not None:
        return Placement(standing.role, standing.role_basis, by_years, by_skills, has_years=bool(rungs))
    if by_skills is not None:
        return Placement(by_skills, "skills", by_years, by_skills, has_years=bool(rungs))
    if placed is not None:
        passed = _passed(rungs, placed, standing)
        return Placement(by_years, "years", by_years, None, passed, _alternatives(rungs, placed, standing))
    return Placement(None, None, has_years=bool(rungs))


def core_roles(catalogue: Catalogue) -> tuple[Role, ...]:
    """The roles of the ladder itself; all of them in a catalogue that makes no such difference."""
    return tuple(role for role in catalogue.roles if role.family == CORE) or catalogue.roles


def _rungs(ladder: Sequence[Role]) -> list[_Rung]:
    """The roles with figures for years: those in product, or all years where a ladder has only those."""
    in_product = any(role.years_in_product for role in ladder)
    rungs = []
    for role in ladder:
        years = role.years_in_product if in_product else role.years
        if years is not None and (years.typical is not None or years.min is not None):
            floor = years.min or 0
            led = (role.people and role.people.min) or 0
            rungs.append(_Rung(role, years.typical if years.typical is not None else floor, floor, led))
    return rungs


def _by_years(rungs: Sequence[_Rung], years: float | None, people: int) -> _Rung | None:
    """The highest role whose typical years are reached, among those that the people led allow.

    Years alone never make a manager: without a word on people led, only roles that lead nobody count. And no
    years make an executive.
    """
    if years is None:
        return None
    allowed = [rung for rung in rungs if rung.led <= people and rung.role.track != EXECUTIVE]
    leaders = [rung for rung in allowed if rung.led]
    single = [rung for rung in allowed if not rung.led]
    return _reached(leaders, years) or _entry(leaders, years) or _reached(single, years) or _first(single)


def _reached(rungs: Sequence[_Rung], years: float) -> _Rung | None:
    reached = [rung for rung in rungs if rung.typical <= years]
    return min(reached, key=lambda rung: (-rung.typical, -rung.role.seniority, -rung.floor, rung.role.id), default=None)


def _entry(rungs: Sequence[_Rung], years: float) -> _Rung | None:
    """The way into leading people, for somebody who leads and has the years that it asks for at least."""
    first = _first(rungs)
    return first if first is not None and first.floor <= years else None


def _first(rungs: Sequence[_Rung]) -> _Rung | None:
    return min(rungs, key=lambda rung: (rung.typical, rung.role.seniority, rung.role.id), default=None)


def _passed(rungs: Sequence[_Rung], placed: _Rung, standing: Standing) -> tuple[Role, ...]:
    """The roles on the way to `placed`: those of its kind, lower or equal, whose typical years are reached."""
    years, people = standing.years or 0, standing.people or 0
    passed = [
        rung.role
        for rung in rungs
        if rung.typical <= years
        and rung.led <= people
        and bool(rung.led) == bool(placed.led)
        and rung.role.seniority <= placed.role.seniority
    ]
    return (*(role for role in passed if role.id != placed.role.id), placed.role)


def _alternatives(rungs: Sequence[_Rung], placed: _Rung, standing: Standing) -> tuple[Role, ...]:
    """Other roles that the same years are usual for: of the same typical years, and on each other track."""
    allowed = [rung for rung in rungs if standing.people is None or rung.led <= standing.people]
    same = [
        rung.role
        for rung in allowed
        if rung.role.id != placed.role.id and rung.role.track == placed.role.track and rung.typical == placed.typical
    ]
    if standing.people is not None:
        return tuple(same) if placed.led else ()
    comparable = [rung for rung in allowed if rung.role.seniority <= placed.role.seniority + _COMPARABLE]
    tracks = dict.fromkeys(rung.role.track for rung in comparable if rung.role.track != placed.role.track)
    others = (_reached([r for r in comparable if r.role.track == track], standing.years or 0) for track in tracks)
    return tuple(rung.role for rung in others if rung is not None)


def _by_skills(ladder: Sequence[Role], standing: Standing) -> Role | None:
    """The role whose asked levels differ least from the rated ones, if half of what it asks is rated.

    A description of where the ratings lie, not a verdict: it says what role they look like.
    """
    candidates = []
    for role in ladder:
        if standing.people is not None and ((role.people and role.people.min) or 0) > standing.people:
            continue
        rated = [skill for skill in role.skills if skill in standing.levels]
        if role.skills and 2 * len(rated) >= len(role.skills):
            apart = sum(abs(standing.levels[skill] - role.skills[skill].level) for skill in rated)
            # What is held beyond the role's own list sets it apart as well.
            apart += sum(level for skill, level in standing.levels.items() if skill not in role.skills)
            candidates.append((apart, role.seniority, role.id, role))
    return min(candidates)[3] if candidates else None
