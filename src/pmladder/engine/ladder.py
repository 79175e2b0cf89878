"""The ladder as a map: lanes of stops, the lines between them, and where a person is on it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import Common, MoveKind
from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.catalogue.role_parts import YearsAsked
from pmladder.engine.moves import moves_from
from pmladder.engine.placement import core_roles
from pmladder.engine.route import Route
from pmladder.engine.suggest import Answer

_MOST_JOINED = 200
"""In a catalogue without transitions, a map of more roles than this shows only the lines that matter to the person."""


class Stop(NamedTuple):
    """A role on the map. Its `title` is unique.

    `years` are the usual years in product, or of all `work`; None if the catalogue has no figure.

    `next` is the rank of the suggestion, `on_route` the step of the route that leads here, both from 1.
    """

    role: str
    title: str
    seniority: int
    years: float | None
    counted: Literal["product", "work"] | None
    sources: tuple[str, ...]
    here: bool
    next: int | None
    on_route: int | None
    goal: bool

    @property
    def marked(self) -> bool:
        """Whether the stop matters to the person of the map."""
        return self.here or self.goal or self.next is not None or self.on_route is not None


class Lane(NamedTuple):
    """The core roles of one track, or all roles of another family (without a track), lowest first."""

    track: str | None
    family: str
    stops: tuple[Stop, ...]

    @property
    def name(self) -> str:
        """The name of the lane."""
        return self.track or self.family


class LadderLine(NamedTuple):
    """A listed transition, or one derived from seniority if the catalogue lists none."""

    start: str
    end: str
    kind: MoveKind
    common: Common | None
    derived: bool
    on_route: bool


class Ladder(NamedTuple):
    """The whole map. `rungs` are the seniorities that occur, lowest first."""

    lanes: tuple[Lane, ...]
    lines: tuple[LadderLine, ...]
    rungs: tuple[int, ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The stops of all lanes, lane by lane."""
        return tuple(stop for lane in self.lanes for stop in lane.stops)


def ladder(catalogue: Catalogue, answer: Answer | None = None, route: Route | None = None) -> Ladder:
    """The map of a catalogue, with marks from a person's answer and from a route."""
    marks = _Marks(catalogue, answer, route)
    core = _core(catalogue, marks)
    inside = {role.id for role in core}
    outside = [role for role in catalogue.roles if role.id not in inside]
    lanes = [
        Lane(track, core[0].family, _stops(core, marks, track=track)) for track in _in_order(r.track for r in core)
    ]
    lanes += [
        Lane(None, family, _stops(outside, marks, family=family)) for family in _in_order(r.family for r in outside)
    ]
    return Ladder(tuple(lanes), _lines(catalogue, marks), tuple(sorted({role.seniority for role in catalogue.roles})))


def _core(catalogue: Catalogue, marks: _Marks) -> tuple[Role, ...]:
    """The core roles. Without a core family: the roles of the person's family, or all roles without a person."""
    core = core_roles(catalogue)
    own_role = catalogue.roles_by_id.get(marks.here or "") or catalogue.roles_by_id.get(marks.goal or "")
    if own_role is None or len(core) < len(catalogue.roles):
        return core
    return tuple(role for role in core if role.family == own_role.family)


class _Marks:
    """The marks, by role id."""

    def __init__(self, catalogue: Catalogue, answer: Answer | None, route: Route | None) -> None:
        steps = route.steps if route else ()
        present = answer.placement.role if answer else None
        goal = steps[-1].role if steps else answer.standing.goal if answer else None
        self.here = present.id if present else steps[0].transition.from_role if steps else None
        self.goal = goal.id if goal else None
        suggested = [suggestion.transition.to for suggestion in answer.suggestions] if answer else []
        # If two moves lead to one role, the better rank counts.
        self.next = {role: rank for rank, role in reversed(list(enumerate(suggested, 1)))}
        self.on_route = {step.role.id: number for number, step in enumerate(steps, 1)}
        way = [self.here, *self.on_route] if steps else []
        self.way = set(pairwise(way))
        self.near = {*filter(None, (self.here, self.goal)), *suggested, *self.on_route}
        self.labels = catalogue.role_labels

    def stop(self, role: Role) -> Stop:
        """The stop of a role."""
        years, counted, sources = _usual_years(role)
        return Stop(
            role=role.id,
            title=self.labels[role.id],
            seniority=role.seniority,
            years=years,
            counted=counted,
            sources=sources,
            here=role.id == self.here,
            next=self.next.get(role.id),
            on_route=self.on_route.get(role.id),
            goal=role.id == self.goal,
        )


def _usual_years(role: Role) -> tuple[float | None, Literal["product", "work"] | None, tuple[str, ...]]:
    """The typical years (or else the minimum) in product, or else of all work, with their sources."""
    kinds: tuple[tuple[YearsAsked | None, Literal["product", "work"]], ...]
    kinds = (role.years_in_product, "product"), (role.years, "work")
    for asked, counted in kinds:
        usual = (asked.typical if asked.typical is not None else asked.min) if asked else None
        if asked is not None and usual is not None:
            return usual, counted, asked.sources
    return None, None, ()


def _stops(
    roles: Iterable[Role], marks: _Marks, track: str | None = None, family: str | None = None
) -> tuple[Stop, ...]:
    """The roles of this track or family by seniority. Roles of one rung keep the catalogue's order."""
    mine = [role for role in roles if track in (None, role.track) and family in (None, role.family)]
    return tuple(marks.stop(role) for role in sorted(mine, key=lambda role: role.seniority))


def _lines(catalogue: Catalogue, marks: _Marks) -> tuple[LadderLine, ...]:
    # Derived moves are the same for all roles of one place on the ladder, and a large ladder has few places.
    moves_of_place: dict[tuple[str, int, str], list[tuple[Transition, bool]]] = {}
    lines = []
    only = marks.near if not catalogue.transitions and len(catalogue.roles) > _MOST_JOINED else None
    for role in catalogue.roles:
        if only is not None and role.id not in only:
            continue
        place = (role.family, role.seniority, role.track)
        moves = moves_of_place.get(place)
        if moves is None:
            moves = list(moves_from(catalogue, role))
            if not catalogue.transitions:
                moves_of_place[place] = moves
        for move, derived in moves:
            if only is not None and move.to not in only:
                continue
            on_route = (role.id, move.to) in marks.way
            lines.append(LadderLine(role.id, move.to, move.kind, move.common, derived, on_route))
    return tuple(lines)


def _in_order(names: Iterable[str]) -> list[str]:
    """Each name once, in order of appearance."""
    return list(dict.fromkeys(names))
