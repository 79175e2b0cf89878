"""Held against asked before and in the role, a bar for each skill under its category. Lengths are pixels."""

from __future__ import annotations

from typing import NamedTuple

from pmladder.engine.formula import Finding
from pmladder.report.blocks import Bar, Bars

WIDTH, HEIGHT = 168, 14


class BarShape(NamedTuple):
    """One skill as it is drawn. `number` is its axis in the picture of the shape.

    `held` is how far the bar of what is held runs; `entry` and `level` are where the marks of what is asked before
    the role and in it stand. `missing` runs from what is held to the entry, `open` from the worst case of what nobody
    knows to the entry, `grow` from there to the level. Each is a place and a length.
    """

    number: int
    finding: Finding
    held: float
    entry: float
    level: float
    missing: tuple[float, float] | None
    open: tuple[float, float] | None
    grow: tuple[float, float] | None


class BarList(NamedTuple):
    """A category and its bars."""

    name: str
    bars: tuple[BarShape, ...]


class BarPicture(NamedTuple):
    """All bars of one role, in the order of the catalogue."""

    groups: tuple[BarList, ...]
    left_out: tuple[Finding, ...]

    @property
    def all(self) -> tuple[BarShape, ...]:
        """The bars of all groups."""
        return tuple(bar for group in self.groups for bar in group.bars)


def skill_bars(bars: Bars) -> BarPicture:
    """The bars of an assessment as a picture."""
    groups = tuple(BarList(group.name, tuple(_shape(bar, bars.top) for bar in group.bars)) for group in bars.groups)
    return BarPicture(groups, bars.left_out)


def ticks_of(top: int) -> tuple[float, ...]:
    """Where the levels below the highest lie between 0 and `WIDTH`."""
    return tuple(_at(level, top) for level in range(1, top))


def _shape(bar: Bar, top: int) -> BarShape:
    held, entry, level = (_at(end, top) for end in (bar.worst, bar.entry, bar.level))
    rest, grown = (held, round(entry - held, 1)), max(held, entry)
    status = bar.finding.status
    return BarShape(
        number=bar.number,
        finding=bar.finding,
        held=held,
        entry=entry,
        level=level,
        missing=rest if status == "short" else None,
        open=rest if status == "unknown" else None,
        grow=(grown, round(level - grown, 1)) if bar.finding.growth else None,
    )


def _at(level: int, top: int) -> float:
    return round(WIDTH * level / top, 1)
