"""Where a person stands on the ladder: by what they say, by their years, by their skills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role, YearsAsked
from pmladder.profile.standing import Standing

CORE = "core"
# How many rungs higher a role of another track may be and still be worth naming beside the placement.
_COMPARABLE = 2
Basis = Literal["given", "title", "history", "skills", "years"]


class Placement(NamedTuple):
    """The role that a person is taken to hold, and what years and skills each say.

    `rungs` are the roles passed on the way to a role that was found by years, itself included.
    `alternatives` are roles of other tracks that the same years are usual for. `has_years` tells whether
    the catalogue has any figures for years.
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


def place(catalogue: Catalogue, standing: Standing) -> Placement:
    """Place a person: the role they say they hold, else what their skills show, else what their years suggest."""
    ladder = core_roles(catalogue)
    by_years = _by_years(ladder, standing.years, standing.people)
    by_skills = _by_skills(ladder, standing)
    has_years = any(_figures(role, ladder) for role in ladder)
    if standing.role is not None:
        return Placement(standing.role, standing.role_basis, by_years, by_skills, has_years=has_years)
    if by_skills is not None:
        return Placement(by_skills, "skills", by_years, by_skills, has_years=has_years)
    if by_years is not None:
        rungs, others = _rungs(ladder, standing), _alternatives(ladder, by_years, standing)
        return Placement(by_years, "years", by_years, None, rungs, others, has_years)
    return Placement(None, None, has_years=has_years)


def core_roles(catalogue: Catalogue) -> tuple[Role, ...]:
    """The roles of the ladder itself; all of them in a catalogue that makes no such difference."""
    return tuple(role for role in catalogue.roles if role.family == CORE) or catalogue.roles


def _figures(role: Role, ladder: Sequence[Role]) -> YearsAsked | None:
    """The years that places are told by: those in product, or all years where a ladder has only those."""
    if any(other.years_in_product for other in ladder):
        return role.years_in_product
    return role.years


def _typical(role: Role, ladder: Sequence[Role]) -> float | None:
    figures = _figures(role, ladder)
    if figures is None:
        return None
    return figures.typical if figures.typical is not None else figures.min


def _by_years(ladder: Sequence[Role], years: float | None, people: int | None) -> Role | None:
    """The highest role whose typical years are reached, among those that the people led allow.

    Years alone never make a manager: without a word on people led, only roles that lead nobody count.
    """
    if years is None:
        return None
    allowed = [role for role in ladder if _led(role) <= (people or 0)]
    leaders = [role for role in allowed if _led(role)]
    return _highest_reached(leaders, ladder, years) or _highest_reached(allowed, ladder, years)


def _rungs(ladder: Sequence[Role], standing: Standing) -> tuple[Role, ...]:
    """Every role that fewer years, or fewer people led, would have been placed on."""
    years, people = standing.years or 0, standing.people or 0
    figures = {figure for role in ladder for figure in (_typical(role, ladder), _floor(role, ladder)) if figure}
    crowds = {0, people, *(_led(role) for role in ladder if _led(role) < people)}
    passed = (
        _by_years(ladder, earlier, crowd)
        for earlier in sorted({0, years, *(figure for figure in figures if figure < years)})
        for crowd in sorted(crowds)
    )
    return tuple({role.id: role for role in passed if role is not None}.values())


def _led(role: Role) -> int:
    """How many people a role leads at least."""
    return (role.people and role.people.min) or 0


def _highest_reached(pool: Sequence[Role], ladder: Sequence[Role], years: float) -> Role | None:
    """The role of `pool` with the most typical years that are reached; of equals the one with the higher floor."""
    figures = [(typical, role) for role in pool if (typical := _typical(role, ladder)) is not None]
    reached = [(typical, role) for typical, role in figures if typical <= years]
    if reached:
        return min(reached, key=lambda pair: (-pair[0], -_floor(pair[1], ladder), -pair[1].seniority, pair[1].id))[1]
    allowed = [pair for pair in figures if _floor(pair[1], ladder) <= years]
    if not allowed and not any(_led(role) for role in pool):
        # Below the first rung: the first rung is where one begins.
        allowed = figures
    return min(allowed, key=lambda pair: (pair[0], pair[1].seniority, pair[1].id))[1] if allowed else None


def _floor(role: Role, ladder: Sequence[Role]) -> float:
    figures = _figures(role, ladder)
    return figures.min if figures is not None and figures.min is not None else 0


def _alternatives(ladder: Sequence[Role], placed: Role, standing: Standing) -> tuple[Role, ...]:
    """The role of each other track that the same years are usual for, were people led not unknown."""
    if standing.years is None or standing.people is not None:
        return ()
    others = dict.fromkeys(role.track for role in ladder if role.track != placed.track)
    found = []
    for track in others:
        pool = [role for role in ladder if role.track == track and (_typical(role, ladder) or 0) <= standing.years]
        role = _highest_reached(pool, ladder, standing.years)
        if role is not None and role.seniority <= placed.seniority + _COMPARABLE:
            found.append(role)
    return tuple(found)


def _by_skills(ladder: Sequence[Role], standing: Standing) -> Role | None:
    """The role whose asked levels differ least from the rated ones, if half of what it asks is rated.

    A description of where the ratings lie, not a verdict: it says what role they look like.
    """
    candidates = []
    for role in ladder:
        if standing.people is not None and _led(role) > standing.people:
            continue
        rated = [skill for skill in role.skills if skill in standing.levels]
        if role.skills and 2 * len(rated) >= len(role.skills):
            apart = sum(abs(standing.levels[skill] - role.skills[skill].level) for skill in rated)
            # What is held beyond the role's own list sets it apart as well.
            apart += sum(level for skill, level in standing.levels.items() if skill not in role.skills)
            candidates.append((apart, role.seniority, role.id, role))
    return min(candidates)[3] if candidates else None
