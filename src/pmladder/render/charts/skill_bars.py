"""Held against asked, a bar for each skill under its category. Lengths are pixels."""

from __future__ import annotations

from typing import NamedTuple

from pmladder.engine.findings import Finding
from pmladder.report.blocks import Bar, Bars

WIDTH, HEIGHT = 168, 14


class BarShape(NamedTuple):
    """One skill as it is drawn. `number` is its axis in the picture of the shape.

    `held` is how far the bar of what is held runs, `asked` where the mark of what is asked stands. `missing` runs
    from what is held to what is asked, `open` from the worst to the best case of what nobody knows.
    """

    number: int
    finding: Finding
    held: float
    asked: float
    missing: tuple[float, float] | None
    open: tuple[float, float] | None


class BarList(NamedTuple):
    """A category and its bars."""

    name: str
    bars: tuple[BarShape, ...]


class BarPicture(NamedTuple):
    """All bars of one role, in the order of the catalogue, and where the levels lie between 0 and `WIDTH`."""

    groups: tuple[BarList, ...]
    ticks: tuple[float, ...]
    left_out: tuple[Finding, ...]

    @property
    def all(self) -> tuple[BarShape, ...]:
        """The bars of all groups."""
        return tuple(bar for group in self.groups for bar in group.bars)


def skill_bars(bars: Bars) -> BarPicture:
    """The bars of an assessment as a picture."""
    groups = tuple(BarList(group.name, tuple(_shape(bar, bars.top) for bar in group.bars)) for group in bars.groups)
    return BarPicture(groups, tuple(_at(level, bars.top) for level in range(1, bars.top)), bars.left_out)


def _shape(bar: Bar, top: int) -> BarShape:
    held, asked = _at(bar.worst, top), _at(bar.asked, top)
    rest = (held, round(asked - held, 1))
    return BarShape(
        number=bar.number,
        finding=bar.finding,
        held=held,
        asked=asked,
        missing=rest if bar.held is not None and bar.held < bar.asked else None,
        open=rest if bar.held is None else None,
    )


def _at(level: int, top: int) -> float:
    return round(WIDTH * level / top, 1)
