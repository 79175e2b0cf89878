"""What a team can do: for each skill and level that is asked, how many people are there, and who."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import skills_asked
from pmladder.team.people import Member, Team

CoverageState = Literal["covered", "not known", "missing"]


class Target(NamedTuple):
    """How many people a team needs at a level of a skill; where that `must` be so, the lack of it is critical."""

    skill: str
    level: int
    people: int
    must_have: bool = False


class Covered(NamedTuple):
    """A skill and level that is asked, and how many people are there.

    `needed` people are to have it. `rated` people have it by a rating, `presumed` ones by their role. There are from
    `min`, if whoever is not rated has none of it, to `max`. `holders` are the people of `min`, by name.
    """

    skill: str
    level: int
    must_have: bool
    needed: int
    rated: int
    presumed: int
    min: int
    max: int
    holders: tuple[str, ...]

    @property
    def state(self) -> CoverageState:
        """Whether there are enough people: for certain, perhaps, or not."""
        if self.min >= self.needed:
            return "covered"
        return "not known" if self.max >= self.needed else "missing"


def targets_of(catalogue: Catalogue, team: Team) -> tuple[Target, ...]:
    """What the roles of a team ask of it: each level of a skill, by as many people as their roles ask for it or more.

    In the order of the catalogue, the highest level of a skill first.
    """
    asked: dict[str, list[tuple[int, bool]]] = {}
    for person in team.people:
        if person.role is None:
            continue
        for skill, requirement in skills_asked(catalogue, person.role, person.standing.company_size).items():
            asked.setdefault(skill, []).append((int(requirement.level), requirement.must_have))
    return tuple(
        Target(skill.id, level, sum(one >= level for one, _ in found), any(m and one == level for one, m in found))
        for skill in catalogue.skills
        if (found := asked.get(skill.id))
        for level in sorted({one for one, _ in found}, reverse=True)
    )


def coverage(team: Team, targets: Sequence[Target]) -> tuple[Covered, ...]:
    """How far each target is covered, in the order of the targets."""
    return tuple(covered(team.people, target) for target in targets)


def covered(people: Iterable[Member], target: Target) -> Covered:
    """How many of these people are at the level of a target."""
    holders = []
    rated = presumed = most = 0
    for person in people:
        holding = person.holdings.skill(target.skill)
        if holding.not_applicable is not None:
            continue
        most += holding.high >= target.level
        if holding.low >= target.level:
            holders.append(person.name)
            if holding.basis == "presumed":
                presumed += 1
            else:
                rated += 1
    return Covered(
        target.skill,
        target.level,
        target.must_have,
        target.people,
        rated,
        presumed,
        len(holders),
        most,
        tuple(holders),
    )


class HeldCell(NamedTuple):
    """What one person holds of one skill: the level where it is known, and why that is believed.

    `asked` is the level that the person's own role asks for; None where it does not ask for the skill.
    """

    skill: str
    level: int | None
    basis: str
    asked: int | None


class PersonRow(NamedTuple):
    """One person's line of the matrix."""

    id: str
    name: str
    role: str | None
    cells: tuple[HeldCell, ...]


def matrix(catalogue: Catalogue, team: Team, skills: Sequence[str]) -> tuple[PersonRow, ...]:
    """What everybody holds of these skills: a row a person, a cell a skill."""
    # People with the same facts share their holdings, and so their cells.
    known: dict[tuple[int, str | None], tuple[HeldCell, ...]] = {}
    rows = []
    for person in team.people:
        role = person.role.id if person.role else None
        facts = (id(person.holdings), role)
        if facts not in known:
            known[facts] = _cells(catalogue, person, skills)
        rows.append(PersonRow(person.id, person.name, role, known[facts]))
    return tuple(rows)


def _cells(catalogue: Catalogue, person: Member, skills: Sequence[str]) -> tuple[HeldCell, ...]:
    asked: Mapping[str, int] = {}
    if person.role is not None:
        asked = {s: int(r.level) for s, r in skills_asked(catalogue, person.role, person.standing.company_size).items()}
    cells = []
    for skill in skills:
        held = person.holdings.skill(skill)
        basis = "not-applicable" if held.not_applicable is not None else held.basis
        level = int(held.low) if held.is_known and held.not_applicable is None else None
        cells.append(HeldCell(skill, level, basis, asked.get(skill)))
    return tuple(cells)


def share_not_rated(people: Sequence[Member], skills: Sequence[str]) -> tuple[int, int]:
    """How many cells of these people and skills nobody rated, and how many there are; what does not apply is none."""
    unrated = cells = 0
    for person in people:
        for skill in skills:
            held = person.holdings.skill(skill)
            if held.not_applicable is None:
                cells += 1
                unrated += held.basis not in ("rated", "named")
    return unrated, cells
