"""Where a person stands on the ladder: by what they say, by their years, by their skills.

And what the roles that they hold and held let one presume of every skill that nobody rated.
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
"""The track that years alone place on: nobody is made a manager by time."""

PlacementBasis = RoleBasis | Literal["years", "skills"]


class Placement(NamedTuple):
    """The role that a person is taken to hold, and why.

    `by_years` is the role that most people hold after so many years, `others` are roles that people with so many
    years hold as well. From some years on they `cannot_tell` one from the other. `has_years` tells whether the
    catalogue has any figures for years.
    """

    role: Role | None
    basis: PlacementBasis | None
    by_years: Role | None = None
    others: tuple[Role, ...] = ()
    cannot_tell: bool = False
    has_years: bool = True


class Rung(NamedTuple):
    """A role, the years from which people are placed on it, those that they usually have in it, and the least.

    `led` is how many people it leads at least.
    """

    role: Role
    starts: float
    usual: float
    floor: float
    led: int


def place(catalogue: Catalogue, standing: Standing) -> Placement:
    """Place a person: the role they hold or held last, else what their years suggest, else what their skills show.

    Who says that they have no years in product is on no rung yet, where the catalogue knows ways in.
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
    """The same person with what the placement and the history let one presume of every skill that nobody rated.

    Placed by skills, or on the person's wish, nothing is presumed.
    """
    if not standing.presumes or placement.role is None or placement.basis == "skills":
        return standing._replace(presumed=None)
    if placement.basis == "years":
        held: tuple[RoleHeld, ...] = (RoleHeld(placement.role, standing.company_size, None),)
    else:
        held = roles_held(standing, placement.role)
    return standing._replace(presumed=presumed_from(catalogue, held, standing.role_is_unread))


def core_roles(catalogue: Catalogue) -> tuple[Role, ...]:
    """The roles of the ladder itself; all of them in a catalogue that makes no such difference."""
    return tuple(role for role in catalogue.roles if role.family == CORE) or catalogue.roles


def rungs_of(catalogue: Catalogue) -> Sequence[Rung]:
    """The roles with figures for years, worked out once.

    Those are the years that the catalogue places by. Where it has none, they are the years that people typically
    have: in product, or all years where a ladder has only those.
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
    """The role that most people hold after so many years; for who leads people, the highest that so many allow.

    Years alone place on the individual track, or on the roles that lead nobody where a ladder has no such track.
    """
    years, people = standing.years, standing.people or 0
    if years is None:
        return None
    held = [rung for rung in leading(rungs) if 0 < rung.led <= people and rung.floor <= years]
    if held:
        return _highest([rung for rung in held if rung.starts <= years]) or _first(held)
    individual = single(rungs)
    return _highest([rung for rung in individual if rung.starts <= years]) or _first(individual)


def leading(rungs: Sequence[Rung]) -> list[Rung]:
    """The rungs that lead people, each from the years that are usual in it: who leads is placed on these."""
    return [rung._replace(starts=rung.usual) for rung in rungs if rung.led > 0]


def single(rungs: Sequence[Rung]) -> list[Rung]:
    """The rungs that years alone place on: the individual track, or those that lead nobody where there is none."""
    return [rung for rung in rungs if rung.role.track == INDIVIDUAL] or [rung for rung in rungs if not rung.led]


def highest_first(rung: Rung) -> tuple[float, int, float, str]:
    """The order in which rungs are tried for who has the years for several."""
    return (-rung.starts, -rung.role.seniority, -rung.floor, rung.role.id)


def first_first(rung: Rung) -> tuple[float, int, str]:
    """The order for who has the years for none."""
    return (rung.starts, rung.role.seniority, rung.role.id)


def _highest(rungs: Sequence[Rung]) -> Rung | None:
    return min(rungs, key=highest_first, default=None)


def _first(rungs: Sequence[Rung]) -> Rung | None:
    return min(rungs, key=first_first, default=None)


def _others(rungs: Sequence[Rung], standing: Standing, placed: Rung) -> tuple[Role, ...]:
    """The other roles that people with so many years hold: on each track, those that the most years place on."""
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
    """The role whose levels differ least from the rated ones, if half of what it asks is rated.

    A description of where the ratings lie, not a verdict: it says what role they look like.
    """
    candidates = []
    for role in core_roles(catalogue):
        asked = skills_asked(catalogue, role, standing.company_size)
        leads = any(
            r.axis == "people" and standing.people is not None and r.level > standing.people
            for r in requirements_of(catalogue, role, standing.company_size)
        )
        rated = [skill for skill in asked if skill in standing.levels]
        if leads or not asked or 2 * len(rated) < len(asked):
            continue
        apart = sum(abs(standing.levels[skill] - asked[skill].level) for skill in rated)
        # What is held beyond the role's own list sets it apart as well.
        apart += sum(level for skill, level in standing.levels.items() if skill not in asked)
        candidates.append((apart, role.seniority, role.id, role))
    return min(candidates)[3] if candidates else None


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
