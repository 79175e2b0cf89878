"""What could go wrong for a team: each risk with whom it is about, and why it is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.moves import onward
from pmladder.team.coverage import Covered, share_not_rated
from pmladder.team.people import Team
from pmladder.team.successors import SOON, succession

RiskKind = Literal["one-person", "critical-gap", "no-successor", "concentration", "not-rated"]
MUCH = 3
"""So many skills that one person alone holds are a concentration."""


class Risk(NamedTuple):
    """One risk. `subject` is the skill, the role or the person that it is about, `level` that of a skill.

    `people` are those it depends on, by name. `number` is of skills held alone, of people who may have a skill, or of
    cells not rated; `of` is how many there are in all, where the number is a part of something.
    """

    kind: RiskKind
    subject: str
    level: int | None
    people: tuple[str, ...]
    number: int
    of: int | None = None
    is_known: bool = True


def risks(catalogue: Catalogue, team: Team, covered: Sequence[Covered], as_of: date) -> tuple[Risk, ...]:
    """Every risk of a team, kind by kind: held by one person, must-haves nobody meets, roles without a successor."""
    return (
        *(Risk("one-person", c.skill, c.level, c.holders, 1, c.max) for c in held_by_one(team, covered)),
        *(Risk("critical-gap", c.skill, c.level, (), c.max, None, c.max == 0) for c in met_by_nobody(covered)),
        *_without_successor(catalogue, team, as_of),
        *_concentrated(team, covered),
        *_not_rated(team, covered),
    )


def held_by_one(team: Team, covered: Sequence[Covered]) -> list[Covered]:
    """What exactly one person is known to hold, of each skill the lowest level that is so; a team of one has none."""
    if len(team.people) < 2:
        return []
    found = {c.skill: c for c in sorted(covered, key=lambda c: -c.level) if c.min == 1}
    return [c for c in covered if found.get(c.skill) is c]


def met_by_nobody(covered: Sequence[Covered]) -> list[Covered]:
    """Must-haves of the team's roles that nobody is known to meet."""
    return [c for c in covered if c.must_have and c.min == 0]


def key_roles(catalogue: Catalogue, team: Team) -> list[Role]:
    """The roles of a team that somebody else of it could come to: those that lead, and those that moves lead to."""
    moves = {to for role in team.roles for to in onward(catalogue, role)}
    return [role for role in team.roles if role.id in moves or (role.people is not None and role.people.min)]


def _without_successor(catalogue: Catalogue, team: Team, as_of: date) -> Iterator[Risk]:
    for role in key_roles(catalogue, team):
        found = succession(catalogue, team, role, as_of)
        if not found.within(*SOON):
            unknown = len(found.within("cannot-say"))
            yield Risk("no-successor", role.id, None, found.incumbents, unknown, len(found.people), unknown == 0)


def _concentrated(team: Team, covered: Sequence[Covered]) -> Iterator[Risk]:
    alone = held_by_one(team, covered)
    for person in team.people:
        skills = {c.skill for c in alone if c.holders == (person.name,)}
        if len(skills) >= MUCH:
            yield Risk("concentration", person.id, None, (person.name,), len(skills), len({c.skill for c in covered}))


def _not_rated(team: Team, covered: Sequence[Covered]) -> Iterator[Risk]:
    skills = list(dict.fromkeys(c.skill for c in covered))
    unrated, cells = share_not_rated(team.people, skills)
    if unrated:
        nobody = [p.name for p in team.people if not p.standing.levels and not p.standing.present]
        yield Risk("not-rated", "ratings", None, tuple(nobody), unrated, cells)
