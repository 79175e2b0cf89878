"""What nobody rated and a role that somebody holds or held lets one presume, skill by skill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.requirements import requirements_of
from pmladder.profile.history import years_covered
from pmladder.profile.standing import Presumed, Standing


class RoleHeld(NamedTuple):
    """A role that somebody holds or held, at a company of which size, and for how many years if that is known."""

    role: Role
    size: CompanySize | None
    years: float | None

    @property
    def is_settled(self) -> bool:
        """Whether it was held as long as is usual; where nobody knows how long, it is taken to be."""
        asked = self.role.years_in_role
        usual = asked.min if asked else None
        return self.years is None or usual is None or self.years >= usual


def presumed_from(catalogue: Catalogue, held: tuple[RoleHeld, ...], others_unknown: bool = False) -> Presumed:
    """Each skill at the highest level that one of these roles lets one presume; the first role is the present one.

    That is the role's level, or its entry for who held it for less time than is usual. An optional skill says
    nothing about those who hold the role. `others_unknown` tells that a role held could not be read, so that what
    none of these asks for is not known to be missing.
    """
    levels: dict[str, int] = {}
    reach = None
    for number, one in enumerate(held):
        optional = {skill for skill, asked in one.role.sized(one.size).skills.items() if asked.optional}
        for requirement in requirements_of(catalogue, one.role, one.size):
            value = int(requirement.level if one.is_settled else requirement.entry or 0)
            if requirement.axis == "skill" and requirement.subject not in optional:
                levels[requirement.subject] = max(value, levels.get(requirement.subject, 0))
            elif requirement.axis == "reach" and number == 0:
                reach = value
    return Presumed(levels, reach, others_unknown)


def roles_held(standing: Standing, present: Role) -> tuple[RoleHeld, ...]:
    """The present role, then those of the history, each at its own company size."""
    return (RoleHeld(present, standing.company_size, standing.years_in_role), *_past(standing, present))


def _past(standing: Standing, present: Role) -> Iterator[RoleHeld]:
    held: dict[tuple[str, CompanySize | None], Role] = {}
    for position in standing.history:
        if position.role is not None and not (
            position.role.id == present.id and position.size == standing.company_size
        ):
            held[position.role.id, position.size] = position.role
    for (role, size), one in held.items():
        same = [p for p in standing.history if p.role and (p.role.id, p.size) == (role, size)]
        known = all(position.is_counted for position in same)
        yield RoleHeld(one, size, years_covered(p.span for p in same if p.span) if known else None)
