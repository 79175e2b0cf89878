"""Where each stop of a ladder stands, in signs and in pictures: a column for each lane, higher rungs further up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from pmladder.engine.ladder import Ladder, Lane, Stop

MarkKind = Literal["here", "next", "route", "goal"]


class GridLane(NamedTuple):
    """A column: the stops of a lane by rung, those of one rung in the catalogue's order."""

    name: str
    core: bool
    cells: Mapping[int, Sequence[Stop]]


class Grid(NamedTuple):
    """The columns that have stops to draw, the rungs from the highest down, and how many roles are not drawn."""

    lanes: tuple[GridLane, ...]
    rungs: tuple[int, ...]
    left_out: int

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The stops that are drawn."""
        return tuple(stop for lane in self.lanes for cell in lane.cells.values() for stop in cell)


def grid(ladder: Ladder, wanted: Collection[str]) -> Grid:
    """The places of the roles that are wanted, by their ids."""
    lanes = tuple(lane for lane in (_lane(lane, wanted) for lane in ladder.lanes) if lane.cells)
    drawn = Grid(lanes, tuple(sorted(ladder.rungs, reverse=True)), 0)
    return drawn._replace(left_out=len(ladder.stops) - len(drawn.stops))


def marks_of(stop: Stop) -> Iterator[tuple[MarkKind, int | None]]:
    """What a stop is to the person, each with its number where it has one."""
    if stop.here:
        yield "here", None
    if stop.next is not None:
        yield "next", stop.next
    if stop.on_route is not None:
        yield "route", stop.on_route
    if stop.goal:
        yield "goal", None


def _lane(lane: Lane, wanted: Collection[str]) -> GridLane:
    cells: dict[int, list[Stop]] = defaultdict(list)
    for stop in lane.stops:
        if stop.role in wanted:
            cells[stop.seniority].append(stop)
    return GridLane(lane.name, lane.track is not None, dict(cells))
