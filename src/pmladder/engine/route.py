"""Routes: the best chains of transitions from the present role to a goal, and the skills that each step adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.engine.assess import Assessment, Holdings, assess, holdings_of, requirements_of, skills_asked
from pmladder.engine.best_ways import Cost, Move, best_ways
from pmladder.engine.formula import Finding
from pmladder.engine.moves import LadderPlace, moves_from, place_of, unusual
from pmladder.engine.what_if import aged
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Presumed, Standing

Order = Literal["usual", "fastest", "fewest-gaps"]
_THOUSANDTHS = 1000
_NEAREST = 3
_PASSED = 10
"""On a ladder with derived moves, how many roles of one place are tried; more if more routes are wanted."""


class Years(NamedTuple):
    """A range of years: at the earliest, and usually."""

    min: float
    max: float


class RouteStep(NamedTuple):
    """One move of a route. Its assessment assumes that all earlier steps are done.

    `years` is the time in the role before, without the time already spent in the present role; None if the catalogue
    does not say. The assessment says what grows in the role.
    """

    role: Role
    transition: Transition
    derived: bool
    years: Years | None
    assessment: Assessment

    @property
    def adds(self) -> tuple[Finding, ...]:
        """The skills to show before the role that are still short then, or unrated."""
        return tuple(finding for finding in self.assessment.findings if finding.is_skill and finding.levels_worst)


class Route(NamedTuple):
    """A chain of moves to the goal. `way` is the track of its first move. No role comes twice.

    `levels` is the number of skill levels to gain in all. Unrated skills count from zero.
    """

    steps: tuple[RouteStep, ...]
    years: Years
    years_known: bool
    levels: int
    way: str


class Routes(NamedTuple):
    """The best routes in order. `others` are the best routes by ways that none of these takes.

    If there is no route, `nearest` are the reachable roles closest to the goal, and `entries` the roles with a move to
    the goal. `proven` is False only if the search was stopped early.
    """

    found: tuple[Route, ...]
    others: tuple[Route, ...]
    nearest: tuple[Role, ...]
    entries: tuple[Role, ...]
    proven: bool


class RouteWish(NamedTuple):
    """The wanted routes: how many at most, in which order, through which roles and without which."""

    most: int = 3
    order: Order = "usual"
    via: tuple[str, ...] = ()
    avoid: frozenset[str] = frozenset()


THE_USUAL = RouteWish()


def routes(catalogue: Catalogue, standing: Standing, present: Role, goal: Role, wish: RouteWish = THE_USUAL) -> Routes:
    """The best routes from `present` to `goal` for this person.

    In the usual order, no route climbs above both ends and comes down again, unless this is wanted or there is no other
    way. The orders by time and by gaps have no such limit.
    """
    moves = _moves(catalogue, standing, present, goal, wish)
    if wish.order == THE_USUAL.order:
        found = _routes(catalogue, standing, _not_past(catalogue, moves, present, goal, wish), present, goal, wish)
        if found.found:
            return found
    return _routes(catalogue, standing, moves, present, goal, wish)


def _routes(
    catalogue: Catalogue, standing: Standing, moves: _Edges, present: Role, goal: Role, wish: RouteWish
) -> Routes:
    field = _field(catalogue, standing, moves, present, wish)
    best, proven = _search(field, present, goal, wish, wish.most)
    taken = {catalogue.roles_by_id[way[1]].track for way in best}
    others = []
    for track in dict.fromkeys(role.track for role in catalogue.roles):
        if best and track not in taken:
            first = [move for move in field.moves[present.id] if catalogue.roles_by_id[move.to].track == track]
            fork = field._replace(moves={**field.moves, present.id: first})
            others += _search(fork, present, goal, wish, 1)[0]
    lost = not best and present.id != goal.id
    nearest = _nearest(catalogue, moves, present, goal) if lost else ()
    entries = tuple(role for role in catalogue.roles if goal.id in moves.get(role.id, ())) if lost else ()
    return Routes(
        tuple(_route(catalogue, standing, moves, way) for way in best),
        tuple(_route(catalogue, standing, moves, way) for way in others),
        nearest,
        entries,
        proven,
    )


class _Edge(NamedTuple):
    transition: Transition
    derived: bool


_Edges = Mapping[str, Mapping[str, _Edge]]


def _moves(
    catalogue: Catalogue, standing: Standing, present: Role, goal: Role, wish: RouteWish
) -> dict[str, dict[str, _Edge]]:
    """The allowed moves, from each role to each.

    Exits leave the ladder and step-downs lead down, so both are left out unless they are wanted.
    """
    unwanted = {"exit"} if goal.seniority < present.seniority else {"exit", "step-down"}
    wanted = (present.id, goal.id, *wish.via)
    passable = _passable(catalogue, standing, wanted, wish) if not catalogue.transitions else catalogue.roles_by_id
    moves: dict[str, dict[str, _Edge]] = {}
    for role in catalogue.roles:
        found = moves_from(catalogue, role, passable) if role.id in passable else ()
        edges = [_Edge(*move) for move in found if move[0].to not in wish.avoid]
        out = [edge for edge in edges if edge.transition.kind not in unwanted or edge.transition.to in wanted]
        moves[role.id] = {edge.transition.to: edge for edge in out}
    return moves


def _passable(catalogue: Catalogue, standing: Standing, wanted: tuple[str, ...], wish: RouteWish) -> set[str]:
    """The roles that the best routes can pass through on a ladder with derived moves.

    Roles of one place have the same moves at the same cost, so the first few roles of each place are enough. If levels
    count, these are the roles that ask for the fewest levels.
    """
    asks = _levels_asked(catalogue, standing) if wish.order == "fewest-gaps" else {}
    places: dict[LadderPlace, list[str]] = {}
    for role in catalogue.roles:
        if role.id not in wish.avoid:
            places.setdefault(place_of(role), []).append(role.id)
    few = max(wish.most, _PASSED)
    first = (sorted(ids, key=lambda role: (asks.get(role, 0).bit_count(), role))[:few] for ids in places.values())
    return {*wanted, *(role for ids in first for role in ids)}


def _not_past(catalogue: Catalogue, moves: _Edges, present: Role, goal: Role, wish: RouteWish) -> _Edges:
    """The moves that lead no higher than the highest of the start, the goal and the roles to pass through."""
    stops = (present, goal, *(catalogue.roles_by_id[role] for role in wish.via))
    top = max(role.seniority for role in stops)
    return {
        role: {to: edge for to, edge in out.items() if catalogue.roles_by_id[to].seniority <= top}
        for role, out in moves.items()
    }


def _cost(transition: Transition, order: Order, held: float = 0) -> Cost:
    """The cost of a move in an order. Unknown time is no saved time, so it costs more than any years."""
    known = _years(transition, held)
    years = known or Years(0, 0)
    time = (int(known is None), round(years.min * _THOUSANDTHS), round(years.max * _THOUSANDTHS))
    usual = 1 + unusual(transition)
    return (*time, usual) if order == "fastest" else (usual, *time)


def _years(transition: Transition, held: float) -> Years | None:
    """The years to stay in the role before, without the years already spent in it."""
    years = transition.years_in_from
    return Years(max(0, years.min - held), max(0, years.max - held)) if years else None


class _Field(NamedTuple):
    """The graph to search: the moves with their costs for this person and, if levels count, what each role asks."""

    moves: Mapping[str, Sequence[Move]]
    asks: Mapping[str, int] | None


def _field(catalogue: Catalogue, standing: Standing, moves: _Edges, present: Role, wish: RouteWish) -> _Field:
    held = standing.years_in_role or 0
    costs = {
        role: [
            Move(to, _cost(edge.transition, wish.order, held if role == present.id else 0)) for to, edge in out.items()
        ]
        for role, out in moves.items()
    }
    return _Field(costs, _levels_asked(catalogue, standing) if wish.order == "fewest-gaps" else None)


def _search(field: _Field, present: Role, goal: Role, wish: RouteWish, most: int) -> tuple[list[tuple[str, ...]], bool]:
    if present.id == goal.id:
        return [], True
    stops = (*(role for role in wish.via if role not in (present.id, goal.id)), goal.id)
    ways = best_ways(field.moves, present.id, stops, most, field.asks)
    return list(ways.found), ways.proven


def _levels_asked(catalogue: Catalogue, standing: Standing) -> dict[str, int]:
    """For each role, the missing levels of its entries: a bit for each level of each skill."""
    top, holdings = len(catalogue.scale), holdings_of(standing)
    first = {skill: place * top for place, skill in enumerate(catalogue.skills_by_id)}
    asked = {}
    for role in catalogue.roles:
        bits = 0
        for skill, held, entry in _to_show(catalogue, standing, holdings, role):
            bits |= ((1 << entry) - (1 << held)) << first[skill]
        asked[role.id] = bits
    return asked


def _to_show(
    catalogue: Catalogue, standing: Standing, holdings: Holdings, role: Role
) -> Iterator[tuple[str, int, int]]:
    """The skills whose entry is above the certain level: each with this level and the entry."""
    for skill, asked in skills_asked(catalogue, role, standing.company_size).items():
        holding = holdings.skill(skill)
        if asked.entry is not None and holding.not_applicable is None and holding.low < asked.entry:
            yield skill, int(holding.low), int(asked.entry)


def _levels_to_show(catalogue: Catalogue, standing: Standing, roles: Iterable[Role]) -> int:
    """The number of levels between the present ones and the highest entries of `roles`, over all skills."""
    holdings = holdings_of(standing)
    most: dict[str, int] = {}
    for role in roles:
        for skill, held, entry in _to_show(catalogue, standing, holdings, role):
            most[skill] = max(entry - held, most.get(skill, 0))
    return sum(most.values())


def _route(catalogue: Catalogue, standing: Standing, moves: _Edges, way: Sequence[str]) -> Route:
    steps: list[RouteStep] = []
    current, held = standing, standing.years_in_role or 0
    for before, after in pairwise(way):
        role, edge = catalogue.roles_by_id[after], moves[before][after]
        years = _years(edge.transition, held)
        if steps and years:
            current = aged(current, years.min)
        steps.append(_step(catalogue, current, catalogue.roles_by_id[before], role, edge, years))
        if len(steps) == 1 and years:
            current = aged(current, years.min)
        current, held = _established(catalogue, current, role), 0
    known = [step.years for step in steps if step.years]
    return Route(
        tuple(steps),
        Years(round(sum(years.min for years in known), 3), round(sum(years.max for years in known), 3)),
        len(known) == len(steps),
        _levels_to_show(catalogue, standing, (step.role for step in steps)),
        steps[0].role.track,
    )


def _step(
    catalogue: Catalogue, standing: Standing, before: Role, role: Role, edge: _Edge, years: Years | None
) -> RouteStep:
    return RouteStep(role, edge.transition, edge.derived, years, assess(catalogue, standing, role, before))


def _established(catalogue: Catalogue, standing: Standing, role: Role) -> Standing:
    """The same person once established in `role`: all its requirements are met, and the growth in it is done."""
    holdings = holdings_of(standing)
    presumed = standing.presumed or Presumed({}, others_unknown=True)
    grown, levels = dict(presumed.levels), dict(standing.levels)
    people, reach, shown = standing.people_led or 0, presumed.reach, list(standing.evidence)
    for asked in requirements_of(catalogue, role, standing.company_size):
        if asked.axis == "skill" and holdings.skill(asked.subject).not_applicable is None:
            held = max(int(asked.level), int(holdings.skill(asked.subject).low))
            (levels if asked.subject in levels else grown)[asked.subject] = held
        elif asked.axis == "people":
            people = max(people, int(asked.level))
        elif asked.axis == "reach":
            reach = max(int(asked.level), reach or 0)
        elif asked.axis == "evidence":
            shown += [Evidence(id=asked.subject)] * int(asked.level)
    return standing._replace(
        role=role,
        levels=levels,
        presumed=Presumed(grown, reach, presumed.others_unknown),
        people=people or standing.people,
        reach=None if standing.reach is None else max(standing.reach, reach or 0),
        evidence=tuple(shown),
        years_in_role=0,
    )


def _nearest(catalogue: Catalogue, moves: _Edges, present: Role, goal: Role) -> tuple[Role, ...]:
    """The reachable roles closest to the goal: by seniority, then on its track.

    The goal comes first if only the roles to pass through prevent a route.
    """
    reached, queue = {present.id}, [present.id]
    while queue:
        new = [to for to in moves.get(queue.pop(), {}) if to not in reached]
        reached.update(new)
        queue.extend(new)
    roles = [catalogue.roles_by_id[role] for role in reached - {present.id}]
    roles.sort(
        key=lambda role: (role.id != goal.id, abs(role.seniority - goal.seniority), role.track != goal.track, role.id)
    )
    return tuple(roles[:_NEAREST])
