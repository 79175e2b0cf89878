"""The map of a ladder as data: lanes, stops with their marks, and the moves between them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.engine.ladder import Ladder, Stop


class StopData(NamedTuple):
    """A role on the map. `years` are usual ones, counted in product or of all `work`; null where nobody says.

    `next` is the rank of the suggestion, `on_route` which step of the route leads here, both from 1.
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
        """Whether the stop means something to the person whom the map is drawn for."""
        return self.here or self.goal or self.next is not None or self.on_route is not None


class LaneData(NamedTuple):
    """The core roles of one track, or all roles of another family, which has no track; lowest first."""

    track: str | None
    family: str
    stops: tuple[StopData, ...]


class LineData(NamedTuple):
    """A known move, or one derived from seniority in a catalogue that lists none."""

    from_: str
    to: str
    kind: str
    common: str | None
    derived: bool
    on_route: bool


class LadderData(NamedTuple):
    """The whole map; `rungs` are the seniorities that occur, lowest first."""

    lanes: tuple[LaneData, ...]
    lines: tuple[LineData, ...]
    rungs: tuple[int, ...]

    @classmethod
    def of(cls, ladder: Ladder) -> LadderData:
        """A map as data."""
        return cls(
            tuple(LaneData(lane.track, lane.family, tuple(map(_stop, lane.stops))) for lane in ladder.lanes),
            tuple(LineData(*line) for line in ladder.lines),
            ladder.rungs,
        )


def _stop(stop: Stop) -> StopData:
    role, years = stop.role, stop.years
    asked = role.years_in_product if years and years.counted == "product" else role.years
    return StopData(
        role=role.id,
        title=role.title,
        seniority=role.seniority,
        years=years.usual if years else None,
        counted=years.counted if years else None,
        sources=asked.sources if years and asked else (),
        here=stop.here,
        next=stop.next,
        on_route=stop.on_route,
        goal=stop.goal,
    )
