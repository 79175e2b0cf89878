"""The ladder as a picture for a reader: a column for each lane, the highest rung on top, marks in plain signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from pmladder.catalogue.models import Catalogue
from pmladder.engine.ladder import Ladder, Lane, Stop
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, Tone, paragraph, table
from pmladder.text import plural

_HERE, _NEXT, _ROUTE, _GOAL = "@", "#", ">", "*"
_MOST_LANES, _MOST_STOPS = 4, 60
"""A larger ladder is drawn with what is marked alone, so that the picture stays one."""


def map_blocks(ladder: Ladder, catalogue: Catalogue) -> Iterator[Block]:
    """The map of one person, what its signs mean, the route in words, and how much is not drawn."""
    drawn, labels = _drawn(ladder), catalogue.role_labels
    stops = [stop for lane in drawn for stop in lane.stops]
    yield Heading("The ladder")
    yield table(
        [Column("Rung", right=True), *(Column(_lane_name(lane)) for lane in drawn)],
        [row for rung in reversed(ladder.rungs) for row in _rung(rung, drawn, labels)],
    )
    yield paragraph(Cell(f"{_legend(stops)}.", "muted"))
    if steps := sorted((stop.on_route, labels[stop.role.id]) for stop in ladder.stops if stop.on_route is not None):
        here = [labels[stop.role.id] for stop in ladder.stops if stop.here]
        yield paragraph(f"The way to the goal: {f' {words.ARROW} '.join([*here, *(label for _, label in steps)])}.")
    if left := len(ladder.stops) - len(stops):
        yield paragraph(Cell(f"Not drawn: {plural(left, 'role')}; `pmladder catalogue show` has all.", "muted"))


def _drawn(ladder: Ladder) -> list[Lane]:
    """The lanes with the stops to draw: all of the core, and what is marked of other families."""
    core = [lane for lane in ladder.lanes if lane.track is not None]
    whole = len(core) <= _MOST_LANES and sum(len(lane.stops) for lane in core) <= _MOST_STOPS
    lanes = [
        lane._replace(stops=tuple(stop for stop in lane.stops if stop.marked or (whole and lane.track is not None)))
        for lane in ladder.lanes
    ]
    return [lane for lane in lanes if lane.stops]


def _lane_name(lane: Lane) -> str:
    return lane.track or lane.family


def _rung(rung: int, lanes: list[Lane], labels: Mapping[str, str]) -> Iterator[list[Cell | str]]:
    """The lines of one rung: as many as the fullest lane has stops on it."""
    columns: list[list[Cell | str]] = [
        [_cell(stop, labels[stop.role.id]) for stop in lane.stops if stop.role.seniority == rung] for lane in lanes
    ]
    yield from ([str(rung), *(cell or "" for cell in cells)] for cells in zip_longest(*columns))


def _cell(stop: Stop, label: str) -> Cell:
    tone: Tone | None = "good" if stop.goal else "strong" if stop.marked else "muted"
    return Cell(" ".join([*_signs(stop), label]), tone)


def _signs(stop: Stop) -> list[str]:
    """The marks of a stop: `@`, `#2`, `>1`, `*`."""
    here, goal = [_HERE] if stop.here else [], [_GOAL] if stop.goal else []
    suggested = [f"{_NEXT}{stop.next}"] if stop.next is not None else []
    step = [f"{_ROUTE}{stop.on_route}"] if stop.on_route is not None else []
    return [*here, *suggested, *step, *goal]


def _legend(stops: list[Stop]) -> str:
    """What the signs that were drawn mean."""
    meanings = {
        _HERE: "you are here",
        _NEXT: "a next role, by its number below",
        _ROUTE: "a step on the way to the goal",
        _GOAL: "your goal",
    }
    drawn = {sign[0] for stop in stops for sign in _signs(stop)}
    return ", ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in drawn)
