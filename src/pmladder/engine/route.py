"""Routes: the best chains of transitions from the present role to a goal, and what each step adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.engine.assess import assess
from pmladder.engine.climbs import Climb, applies, climbs, floor_of, levels_to_climb
from pmladder.engine.findings import Assessment
from pmladder.engine.suggest import moves_from, unusual
from pmladder.engine.ways import Cost, Move, best_ways
from pmladder.engine.what_if import aged
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing

Order = Literal["usual", "fastest", "fewest-gaps"]
_THOUSANDTHS = 1000
_NEAREST = 3


class Years(NamedTuple):
    """From so many years, at the earliest, to so many, as is usual."""

    min: float
    max: float


class RouteStep(NamedTuple):
    """One move of a route. The assessment is that of a person who has done all the steps before it.

    `years` is how long the role before is held, less what is held of the present one already; None where the
    catalogue does not say.
    """

    role: Role
    transition: Transition
    derived: bool
    years: Years | None
    adds: tuple[Climb, ...]
    drops: tuple[str, ...]
    assessment: Assessment


class Route(NamedTuple):
    """A chain of moves to the goal. `way` is the track of its first move; no role comes twice.

    `levels` is how many levels of skills are climbed in all; what nobody rated counts from the bottom.
    """

    steps: tuple[RouteStep, ...]
    years: Years
    years_known: bool
    levels: int
    way: str


class Routes(NamedTuple):
    """The best routes in order; `others` are the best by each way that none of them takes.

    Where there is none, `nearest` are the roles closest to the goal that can be reached, and `entries` the roles
    that a known move leads to the goal from. `proven` is False only where the search was cut short.
    """

    found: tuple[Route, ...]
    others: tuple[Route, ...]
    nearest: tuple[Role, ...]
    entries: tuple[Role, ...]
    proven: bool


class RouteWish(NamedTuple):
    """Which routes are asked for: how many at most, in which order, through and without which roles."""

    most: int = 3
    order: Order = "usual"
    via: tuple[str, ...] = ()
    avoid: frozenset[str] = frozenset()


THE_USUAL = RouteWish()


def routes(catalogue: Catalogue, standing: Standing, present: Role, goal: Role, wish: RouteWish = THE_USUAL) -> Routes:
    """The best routes from `present` to `goal` for this person.

    In the usual order none climbs past both to come down again, unless that is asked for or there is no other way;
    who asks for the fastest or for the fewest gaps gets these, wherever they lead.
    """
    moves = _moves(catalogue, goal, wish)
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
    near = _nearest(catalogue, moves, present, goal) if lost else ()
    entries = tuple(role for role in catalogue.roles if goal.id in moves[role.id]) if lost else ()
    return Routes(
        tuple(_route(catalogue, standing, moves, way) for way in best),
        tuple(_route(catalogue, standing, moves, way) for way in others),
        near,
        entries,
        proven,
    )


class _Edge(NamedTuple):
    transition: Transition
    derived: bool


_Edges = Mapping[str, Mapping[str, _Edge]]


def _moves(catalogue: Catalogue, goal: Role, wish: RouteWish) -> dict[str, dict[str, _Edge]]:
    """The moves that a route may be made of, from each role to each.

    An exit leaves the ladder: nobody goes that way to come back, unless it is asked for.
    """
    moves: dict[str, dict[str, _Edge]] = {}
    wanted = (goal.id, *wish.via)
    for role in catalogue.roles:
        found = [_Edge(*move) for move in moves_from(catalogue, role) if move[0].to not in wish.avoid]
        out = [edge for edge in found if edge.transition.kind != "exit" or edge.transition.to in wanted]
        moves[role.id] = {edge.transition.to: edge for edge in out}
    return moves


def _not_past(catalogue: Catalogue, moves: _Edges, present: Role, goal: Role, wish: RouteWish) -> _Edges:
    """The moves that lead no higher than the highest of what a route begins at, ends at and is to pass through."""
    stops = (present, goal, *(catalogue.roles_by_id[role] for role in wish.via))
    top = max(role.seniority for role in stops)
    return {
        role: {to: edge for to, edge in out.items() if catalogue.roles_by_id[to].seniority <= top}
        for role, out in moves.items()
    }


def _cost(transition: Transition, order: Order, held: float = 0) -> Cost:
    """What a move costs in an order; time that nobody knows is no time saved, so it counts before all years."""
    known = _years(transition, held)
    years = known or Years(0, 0)
    time = (int(known is None), round(years.min * _THOUSANDTHS), round(years.max * _THOUSANDTHS))
    usual = 1 + unusual(transition)
    return (*time, usual) if order == "fastest" else (usual, *time)


def _years(transition: Transition, held: float) -> Years | None:
    """How long to stay in the role before, less the years it is held already."""
    years = transition.years_in_from
    return Years(max(0, years.min - held), max(0, years.max - held)) if years else None


class _Field(NamedTuple):
    """What is searched: the moves with what each costs this person, and where levels count, what each role asks."""

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
    """For each role, the levels that it asks above those held: a bit for each level of each skill."""
    top = len(catalogue.scale)
    first = {skill: place * top for place, skill in enumerate(catalogue.skills_by_id)}
    asked = {}
    for role in catalogue.roles:
        bits = 0
        for climb in climbs(standing, role):
            bits |= ((1 << climb.to) - (1 << climb.start)) << first[climb.skill]
        asked[role.id] = bits
    return asked


def _route(catalogue: Catalogue, standing: Standing, moves: _Edges, way: Sequence[str]) -> Route:
    steps: list[RouteStep] = []
    stand, held = standing, standing.years_in_role or 0
    for before, after in pairwise(way):
        role, edge = catalogue.roles_by_id[after], moves[before][after]
        years = _years(edge.transition, held)
        if steps and years:
            stand = aged(stand, years.min)
        steps.append(_step(catalogue, stand, catalogue.roles_by_id[before], role, edge, years))
        if len(steps) == 1 and years:
            stand = aged(stand, years.min)
        stand, held = _grown(stand, role), 0
    known = [step.years for step in steps if step.years]
    return Route(
        tuple(steps),
        Years(round(sum(years.min for years in known), 3), round(sum(years.max for years in known), 3)),
        len(known) == len(steps),
        levels_to_climb(standing, (step.role for step in steps)),
        steps[0].role.track,
    )


def _step(
    catalogue: Catalogue, standing: Standing, before: Role, role: Role, edge: _Edge, years: Years | None
) -> RouteStep:
    assessment = assess(catalogue, standing, role, before)
    adds = climbs(standing, role)
    return RouteStep(role, edge.transition, edge.derived, years, adds, assessment.dropped, assessment)


def _grown(standing: Standing, role: Role) -> Standing:
    """The same person once everything that `role` asks for is there."""
    levels = dict(standing.levels)
    for skill, asked in role.skills.items():
        if applies(standing, skill):
            levels[skill] = max(asked.level, floor_of(standing, skill))
    people = max(standing.people or 0, (role.people and role.people.min) or 0)
    shown = tuple(Evidence(id=asked.id) for asked in role.evidence for _ in range(asked.count))
    return standing._replace(
        role=role,
        levels=levels,
        present=standing.present - levels.keys(),
        people=people if people else standing.people,
        evidence=(*standing.evidence, *shown),
        years_in_role=0,
    )


def _nearest(catalogue: Catalogue, moves: _Edges, present: Role, goal: Role) -> tuple[Role, ...]:
    """The roles that can be reached and lie closest to the goal: by seniority, then on its track.

    The goal itself comes first where nothing but the roles to pass through keeps one from it.
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
