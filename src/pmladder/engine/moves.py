"""The moves of a catalogue: its transitions, or moves derived from the ladder if it lists none.

This includes the ways in: the neighbouring roles from which people enter the ladder, and the rung they begin on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from pmladder.catalogue.fields import MoveKind
from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.profile.standing import Standing

COMMON_ORDER = ("usual", "often", "sometimes", "rare")
"""How usual a move is, most usual first. A move without this figure comes between often and sometimes."""
_UNSAID = 1.5


class LadderPlace(NamedTuple):
    """The place of a role on its ladder. Roles of one place have the same derived moves."""

    family: str
    track: str
    seniority: int


def moves_from(
    catalogue: Catalogue, role: Role, among: Container[str] | None = None
) -> Iterator[tuple[Transition, bool]]:
    """The transitions from a role, each with whether it is derived. `among` limits them to these target ids.

    In a catalogue without transitions, they lead to the next rung of the family: to the next role of the own track and,
    if the ladder forks on the way, to the next role of each other track.
    """
    if catalogue.transitions:
        listed = catalogue.moves.get(role.id, ())
        yield from ((transition, False) for transition in listed if among is None or transition.to in among)
        return
    for other in _above(catalogue, role):
        if among is not None and other.id not in among:
            continue
        kind: MoveKind = "promotion" if other.track == role.track else "fork"
        yield Transition.model_construct(from_role=role.id, to=other.id, kind=kind), True


def onward(catalogue: Catalogue, role: Role) -> Sequence[str]:
    """The ids of the roles that a move leads to from `role`."""
    if catalogue.transitions:
        return [transition.to for transition in catalogue.moves.get(role.id, ())]
    return [other.id for other in _above(catalogue, role)]


def unusual(transition: Transition) -> int:
    """Twice the place in `COMMON_ORDER`, so that a move without this figure gets a whole number too."""
    return int(2 * (COMMON_ORDER.index(transition.common) if transition.common else _UNSAID))


def steps_to(catalogue: Catalogue, goal: Role | None) -> Mapping[str, int]:
    """The number of transitions from each role to the goal. Roles that cannot reach it are missing."""
    if goal is None:
        return {}
    known: dict[str, Mapping[str, int]] = catalogue.derived.setdefault("steps to", {})
    if goal.id not in known:
        known[goal.id] = _steps_listed(catalogue, goal) if catalogue.transitions else _steps_derived(catalogue, goal)
    return known[goal.id]


def _steps_listed(catalogue: Catalogue, goal: Role) -> dict[str, int]:
    backward: dict[str, list[str]] = {}
    for transition in catalogue.transitions:
        backward.setdefault(transition.to, []).append(transition.from_role)
    steps, queue = {goal.id: 0}, deque([goal.id])
    while queue:
        reached = queue.popleft()
        for before in backward.get(reached, ()):
            if before not in steps:
                steps[before] = steps[reached] + 1
                queue.append(before)
    return steps


def _steps_derived(catalogue: Catalogue, goal: Role) -> dict[str, int]:
    """The same for derived moves: all roles of one place are equally far away, except the goal itself."""
    ladder = _ladder(catalogue)
    backward: dict[LadderPlace, list[LadderPlace]] = {}
    for place, above in ladder.above.items():
        for other in above:
            backward.setdefault(other, []).append(place)
    start = place_of(goal)
    steps: dict[LadderPlace, int] = {}
    queue = deque((before, 1) for before in backward.get(start, ()))
    while queue:
        place, away = queue.popleft()
        if place not in steps:
            steps[place] = away
            queue.extend((before, away + 1) for before in backward.get(place, ()))
    found = {role.id: away for place, away in steps.items() for role in ladder.roles[place]}
    return {**found, goal.id: 0}


def place_of(role: Role) -> LadderPlace:
    """The place of a role on its ladder."""
    return LadderPlace(role.family, role.track, role.seniority)


class _Ladder(NamedTuple):
    """The roles of each place, the next places from each place, and the order of all roles."""

    roles: Mapping[LadderPlace, Sequence[Role]]
    above: Mapping[LadderPlace, Sequence[LadderPlace]]
    order: Mapping[str, int]


def _ladder(catalogue: Catalogue) -> _Ladder:
    """The places of a catalogue without transitions, computed once."""
    if "ladder" not in catalogue.derived:
        roles: dict[LadderPlace, list[Role]] = {}
        for role in catalogue.roles:
            roles.setdefault(place_of(role), []).append(role)
        rungs: dict[str, dict[str, list[int]]] = {}
        for place in sorted(roles, key=lambda place: place.seniority):
            rungs.setdefault(place.family, {}).setdefault(place.track, []).append(place.seniority)
        above = {place: _next_places(place, rungs[place.family]) for place in roles}
        catalogue.derived["ladder"] = _Ladder(
            roles, above, {role.id: number for number, role in enumerate(catalogue.roles)}
        )
    ladder: _Ladder = catalogue.derived["ladder"]
    return ladder


def _next_places(place: LadderPlace, rungs: Mapping[str, Sequence[int]]) -> list[LadderPlace]:
    """The next rung of the own track, and of each other track if it is not above that."""
    nearest = {}
    for track, seniorities in rungs.items():
        higher = bisect_right(seniorities, place.seniority)
        if higher < len(seniorities):
            nearest[track] = seniorities[higher]
    rung = nearest.get(place.track, min(nearest.values(), default=place.seniority))
    return [LadderPlace(place.family, track, seniority) for track, seniority in nearest.items() if seniority <= rung]


def _above(catalogue: Catalogue, role: Role) -> Sequence[Role]:
    """The roles that a derived move leads to, in the order of the catalogue."""
    ladder = _ladder(catalogue)
    known: dict[LadderPlace, Sequence[Role]] = catalogue.derived.setdefault("above", {})
    place = place_of(role)
    if place not in known:
        roles = [other for above in ladder.above[place] for other in ladder.roles[above]]
        known[place] = sorted(roles, key=lambda other: ladder.order[other.id])
    return known[place]


CORE = "core"


class WayIn(NamedTuple):
    """A role outside the ladder, and its moves into the ladder, the most usual first."""

    role: Role
    moves: tuple[Transition, ...]


class UsualRung(NamedTuple):
    """The rung that most ways in lead to, and the years of work that people typically have when they enter."""

    role: Role
    from_years: float | None


def ways_in(catalogue: Catalogue) -> Sequence[WayIn]:
    """The ways into the core of the ladder, in the order of the catalogue. Computed once."""
    known: dict[str, Sequence[WayIn]] = catalogue.derived
    if "ways in" not in known:
        outside = (WayIn(role, _by_use(catalogue, role)) for role in catalogue.roles if role.family != CORE)
        known["ways in"] = tuple(way for way in outside if way.moves)
    return known["ways in"]


def usual_rung(catalogue: Catalogue) -> UsualRung | None:
    """The rung that most ways in lead to; None if the catalogue has no ways in. Computed once."""
    known: dict[str, UsualRung | None] = catalogue.derived
    if "usual rung" not in known:
        counted = Counter(move.to for way in ways_in(catalogue) for move in way.moves)
        roles = catalogue.roles_by_id
        first = min(counted, key=lambda to: (-counted[to], roles[to].seniority, to), default=None)
        role = roles[first] if first else None
        known["usual rung"] = UsualRung(role, role.years.typical if role.years else None) if role else None
    return known["usual rung"]


def moves_in(catalogue: Catalogue) -> Sequence[Transition]:
    """The moves of people without a role: to each rung that asks for no years in product.

    A rung with a single way in is only for people from that role. Each move is as usual as the most usual way in to its
    rung. Its duration is unknown.
    """
    leading: dict[str, list[Transition]] = {}
    for move in (move for way in ways_in(catalogue) for move in way.moves):
        leading.setdefault(move.to, []).append(move)
    open_to_all = {to: min(moves, key=unusual) for to, moves in leading.items() if len(moves) > 1}
    return [
        Transition.model_construct(from_role="", to=to, kind="entry", common=move.common)
        for to, move in open_to_all.items()
        if not _years_before(catalogue, to)
    ]


def is_off_rung(catalogue: Catalogue, standing: Standing, move: Transition) -> bool:
    """Whether people with this many years of work usually begin on another rung than the one that this move leads to.

    A rung above the usual one needs the years that its role asks for. A rung below is for people with fewer years than
    is typical for the usual rung.
    """
    work, usual = standing.years_of_work, usual_rung(catalogue)
    if work is None or usual is None or move.kind != "entry":
        return False
    role = catalogue.roles_by_id[move.to]
    if role.family != CORE:
        return False
    if role.seniority < usual.role.seniority:
        return usual.from_years is not None and work >= usual.from_years
    return role.seniority > usual.role.seniority and role.years is not None and work < (role.years.min or 0)


def _years_before(catalogue: Catalogue, role: str) -> float:
    asked = catalogue.roles_by_id[role].years_in_product
    return (asked.min if asked else None) or 0


def _by_use(catalogue: Catalogue, role: Role) -> tuple[Transition, ...]:
    into = [move for move in catalogue.moves.get(role.id, ()) if move.kind == "entry" and _is_core(catalogue, move)]
    return tuple(sorted(into, key=unusual))


def _is_core(catalogue: Catalogue, move: Transition) -> bool:
    return catalogue.roles_by_id[move.to].family == CORE
