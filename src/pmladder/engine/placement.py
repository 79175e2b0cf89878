"""Places a person on the ladder: by the given role, by years, or by skills.

It also presumes levels of unrated skills from the roles that they hold and held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import requirements_of, skills_asked
from pmladder.engine.moves import CORE, ways_in
from pmladder.profile.history import years_covered
from pmladder.profile.standing import Presumed, RoleBasis, Standing

INDIVIDUAL = "individual"
"""The track for a placement by years alone, as time makes nobody a manager."""

PlacementBasis = RoleBasis | Literal["years", "skills"]


class Placement(NamedTuple):
    """The role that a person is placed on, and why.

    `by_years` is the role that most people hold after these years, `others` are other roles that people with these
    years hold. `cannot_tell`: there are too many years to tell the roles apart. `has_years`: the catalogue has figures
    for years.
    """

    role: Role | None
    basis: PlacementBasis | None
    by_years: Role | None = None
    others: tuple[Role, ...] = ()
    cannot_tell: bool = False
    has_years: bool = True


class Rung(NamedTuple):
    """A role, the years from which people are placed on it, the usual years in it, and the minimum.

    `led` is the least number of people that it leads.
    """

    role: Role
    starts: float
    usual: float
    floor: float
    led: int


def place(catalogue: Catalogue, standing: Standing) -> Placement:
    """Place a person: on the role they hold or held last, or else by their years, or else by their skills.

    A person with zero years in product is on no rung yet, if the catalogue has ways in.
    """
    rungs = rungs_of(catalogue)
    is_outside = standing.years == 0 and bool(ways_in(catalogue))
    by_years = None if is_outside else _by_years(rungs, standing)
    tell_until = catalogue.years_tell_until
    alone = bool(by_years) and not standing.people
    cannot_tell = alone and tell_until is not None and standing.years is not None and standing.years >= tell_until
    others = _others(rungs, standing, by_years) if by_years else ()
    found = Placement(None, None, by_years.role if by_years else None, others, cannot_tell, bool(rungs))
    if standing.role is not None:
        return found._replace(role=standing.role, basis=standing.role_basis, cannot_tell=False)
    if found.by_years is not None:
        return found._replace(role=found.by_years, basis="years")
    if not is_outside and (by_skills := _by_skills(catalogue, standing)) is not None:
        return found._replace(role=by_skills, basis="skills")
    return found


def presume(catalogue: Catalogue, standing: Standing, placement: Placement) -> Standing:
    """The same standing, with levels of unrated skills presumed from the placement and the history.

    Nothing is presumed if the person is placed by skills, or does not want it.
    """
    if not standing.presumes or placement.role is None or placement.basis == "skills":
        return standing._replace(presumed=None)
    if placement.basis == "years":
        held: tuple[RoleHeld, ...] = (RoleHeld(placement.role, standing.company_size, None),)
    else:
        held = roles_held(standing, placement.role)
    return standing._replace(presumed=presumed_from(catalogue, held, standing.role_is_unread))


def core_roles(catalogue: Catalogue) -> tuple[Role, ...]:
    """The core roles; all roles if the catalogue has no core family."""
    return tuple(role for role in catalogue.roles if role.family == CORE) or catalogue.roles


def rungs_of(catalogue: Catalogue) -> Sequence[Rung]:
    """The roles with figures for years, computed once.

    These are the `placed_from` years of the catalogue. Without them, the typical years count: in product, or of all
    work if a ladder has only those.
    """
    known: dict[str, Sequence[Rung]] = catalogue.derived
    if "rungs" not in known:
        known["rungs"] = tuple(_figures(core_roles(catalogue)))
    return known["rungs"]


def _figures(ladder: Sequence[Role]) -> list[Rung]:
    placed = any(role.placed_from is not None for role in ladder)
    in_product = any(role.years_in_product for role in ladder)
    rungs = []
    for role in ladder:
        years = role.years_in_product if in_product else role.years
        floor = (years.min if years else None) or 0
        led = (role.people and role.people.min) or 0
        usual = years.typical if years and years.typical is not None else floor
        if placed:
            if role.placed_from is not None:
                rungs.append(Rung(role, role.placed_from, usual, floor, led))
        elif years is not None and (years.typical is not None or years.min is not None):
            rungs.append(Rung(role, usual, usual, floor, led))
    return rungs


def _by_years(rungs: Sequence[Rung], standing: Standing) -> Rung | None:
    """The role that most people hold after these years; for a leader, the highest role with as many people.

    Years alone place people on the individual track. On a ladder without that track, they place people on roles that
    lead nobody.
    """
    years, people = standing.years, standing.people or 0
    if years is None:
        return None
    held = [rung for rung in leading(rungs) if rung.led <= people and rung.floor <= years]
    if held:
        return _highest([rung for rung in held if rung.starts <= years]) or _first(held)
    individual = single(rungs)
    return _highest([rung for rung in individual if rung.starts <= years]) or _first(individual)


def leading(rungs: Sequence[Rung]) -> list[Rung]:
    """The rungs that lead people. People who lead are placed on a rung from its usual years."""
    return [rung._replace(starts=rung.usual) for rung in rungs if rung.led > 0]


def single(rungs: Sequence[Rung]) -> list[Rung]:
    """The rungs for a placement by years alone: the individual track, or else the rungs that lead nobody."""
    return [rung for rung in rungs if rung.role.track == INDIVIDUAL] or [rung for rung in rungs if not rung.led]


def highest_first(rung: Rung) -> tuple[float, int, float, str]:
    """The sort key of the rungs for a person with enough years for several."""
    return (-rung.starts, -rung.role.seniority, -rung.floor, rung.role.id)


def first_first(rung: Rung) -> tuple[float, int, str]:
    """The sort key of the rungs for a person with too few years for any."""
    return (rung.starts, rung.role.seniority, rung.role.id)


def _highest(rungs: Sequence[Rung]) -> Rung | None:
    return min(rungs, key=highest_first, default=None)


def _first(rungs: Sequence[Rung]) -> Rung | None:
    return min(rungs, key=first_first, default=None)


def _others(rungs: Sequence[Rung], standing: Standing, placed: Rung) -> tuple[Role, ...]:
    """The other roles that people with these years hold: on each track, those with the highest `placed_from`."""
    years = standing.years or 0
    allowed = [
        rung for rung in rungs if rung.starts <= years and (standing.people is None or rung.led <= standing.people)
    ]
    most = {track: max(rung.starts for rung in allowed if rung.role.track == track) for track in _tracks(allowed)}
    most[placed.role.track] = placed.starts
    others = [rung.role for rung in allowed if rung.starts == most[rung.role.track]]
    return tuple(role for role in others if role.id != placed.role.id)


def _tracks(rungs: Sequence[Rung]) -> Sequence[str]:
    return list(dict.fromkeys(rung.role.track for rung in rungs))


def _by_skills(catalogue: Catalogue, standing: Standing) -> Role | None:
    """The role whose levels are nearest to the rated levels. At least half of its skills must be rated.

    This is a description, not a verdict: the ratings look like this role.
    """
    candidates = []
    for role in core_roles(catalogue):
        asked = skills_asked(catalogue, role, standing.company_size)
        rated = [skill for skill in standing.levels if skill in asked]
        if not asked or 2 * len(rated) < len(asked):
            continue
        leads = any(
            r.axis == "people" and standing.people is not None and r.level > standing.people
            for r in requirements_of(catalogue, role, standing.company_size)
        )
        if leads:
            continue
        distance = sum(abs(standing.levels[skill] - asked[skill].level) for skill in rated)
        # Rated skills that the role does not ask for count as a difference too.
        distance += sum(level for skill, level in standing.levels.items() if skill not in asked)
        candidates.append((distance, role.seniority, role.id, role))
    return min(candidates)[3] if candidates else None


class RoleHeld(NamedTuple):
    """A role that somebody holds or held, the company's size, and the years in it, if known."""

    role: Role
    size: CompanySize | None
    years: float | None

    @property
    def is_settled(self) -> bool:
        """Whether it was held for the usual time. An unknown time counts as long enough."""
        asked = self.role.years_in_role
        usual = asked.min if asked else None
        return self.years is None or usual is None or self.years >= usual


def presumed_from(catalogue: Catalogue, held: tuple[RoleHeld, ...], others_unknown: bool = False) -> Presumed:
    """For each skill, the highest level that one of these roles presumes. The first role is the present one.

    A role presumes its level, or its entry if it was held for less than the usual time. Optional skills are never
    presumed. `others_unknown`: a role held could not be read, so skills that no role asks for may still be there.
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
        positions = [p for p in standing.history if p.role and (p.role.id, p.size) == (role, size)]
        known = all(position.is_counted for position in positions)
        yield RoleHeld(one, size, years_covered(p.span for p in positions if p.span) if known else None)
