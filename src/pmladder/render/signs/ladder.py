"""The ladder in signs: a column for each lane, the highest rung on top, and a mark before what means something."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from pmladder.engine.ladder import Ladder, Stop
from pmladder.render.charts.ladder_grid import Grid, MarkKind, grid, marks_of
from pmladder.report import wording
from pmladder.report.blocks import Cell, Column, Plain, Tone, paragraph, table
from pmladder.text import plural

_SIGNS: dict[MarkKind, str] = {"here": "@", "next": "#", "route": ">", "goal": "*"}
_MEANINGS: dict[MarkKind, str] = {
    "here": "you are here",
    "next": "a next role, by its number below",
    "route": "a step on the way to the goal",
    "goal": "your goal",
}
_MOST_LANES, _MOST_STOPS = 4, 60
"""Of a larger ladder only the marked roles are drawn, so that the picture stays readable."""


def ladder_signs(ladder: Ladder) -> Iterator[Plain]:
    """The map of one person, what its signs mean, the route in words, and how much is not drawn."""
    drawn = grid(ladder, _wanted(ladder))
    yield table([Column("Rung", right=True), *(Column(lane.name) for lane in drawn.lanes)], list(_rows(drawn)))
    yield paragraph(Cell(f"{_legend(drawn)}.", "muted"))
    if steps := sorted((stop.on_route, stop.title) for stop in ladder.stops if stop.on_route is not None):
        here = [stop.title for stop in ladder.stops if stop.here]
        yield paragraph(f"The way to the goal: {f' {wording.ARROW} '.join([*here, *(title for _, title in steps)])}.")
    if drawn.left_out:
        yield paragraph(
            Cell(f"Not drawn: {plural(drawn.left_out, 'role')}; `pmladder catalogue show` has all.", "muted")
        )


def _wanted(ladder: Ladder) -> set[str]:
    """The roles to draw: all of the core, and what is marked of other families."""
    core = [lane for lane in ladder.lanes if lane.track is not None]
    whole = len(core) <= _MOST_LANES and sum(len(lane.stops) for lane in core) <= _MOST_STOPS
    return {
        stop.role for lane in ladder.lanes for stop in lane.stops if stop.marked or (whole and lane.track is not None)
    }


def _rows(drawn: Grid) -> Iterator[list[Cell | str]]:
    """The lines of each rung: as many as the fullest lane has stops on it."""
    for rung in drawn.rungs:
        for stops in zip_longest(*(lane.cells.get(rung, ()) for lane in drawn.lanes)):
            yield [str(rung), *(_cell(stop) if stop else "" for stop in stops)]


def _cell(stop: Stop) -> Cell:
    tone: Tone | None = "good" if stop.goal else "strong" if stop.marked else "muted"
    signs = (f"{_SIGNS[kind]}{'' if number is None else number}" for kind, number in marks_of(stop))
    return Cell(" ".join([*signs, stop.title]), tone)


def _legend(drawn: Grid) -> str:
    """What the signs that were drawn mean."""
    kinds = {kind for stop in drawn.stops for kind, _ in marks_of(stop)}
    return ", ".join(f"{_SIGNS[kind]} {meaning}" for kind, meaning in _MEANINGS.items() if kind in kinds)
