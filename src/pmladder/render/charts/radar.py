"""The shape of what is held against what is asked: an axis for each skill, a ring for each level."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from pmladder.report.blocks import Bar, Bars

LEAST_AXES = 3
MOST_AXES = 40
RADIUS = 100.0
_MARGIN = 20.0
SIZE = 2 * (RADIUS + _MARGIN)
_MIDDLE = SIZE / 2


class Axis(NamedTuple):
    """An axis: where it ends, and where its number stands."""

    x: float
    y: float
    label_x: float
    label_y: float
    number: int


class Dot(NamedTuple):
    """What is held on one axis; `sign` is met, short, lacks (a must-have that is short) or unknown."""

    x: float
    y: float
    sign: str


class Radar(NamedTuple):
    """The picture. `entry`, `level`, `worst` and `best` are closed lines, as the points of a polygon.

    `worst` and `best` differ where something is unknown; without anything unknown `best` is None.
    """

    size: float
    middle: float
    rings: tuple[float, ...]
    axes: tuple[Axis, ...]
    entry: str
    level: str
    worst: str
    best: str | None
    dots: tuple[Dot, ...]


def radar(chart: Bars) -> Radar | None:
    """The shape of these skills on their scale; None where they are too few or too many for a shape."""
    bars, top = chart.all, chart.top
    if not LEAST_AXES <= len(bars) <= MOST_AXES:
        return None
    turns = [2 * math.pi * place / len(bars) for place in range(len(bars))]

    def line(levels: Sequence[int]) -> str:
        return " ".join("{:g},{:g}".format(*_at(turn, level / top)) for turn, level in zip(turns, levels, strict=True))

    entry = [bar.entry for bar in bars]
    level = [bar.level for bar in bars]
    worst = [bar.worst for bar in bars]
    best = [bar.entry if bar.finding.status == "unknown" else bar.worst for bar in bars]
    dots = tuple(Dot(*_at(turn, bar.worst / top), _sign(bar)) for turn, bar in zip(turns, bars, strict=True))
    axes = tuple(
        Axis(*_at(turn, 1), *_at(turn, 1 + 11 / RADIUS), bar.number) for turn, bar in zip(turns, bars, strict=True)
    )
    rings = tuple(round(RADIUS * level / top, 1) for level in range(1, top + 1))
    return Radar(
        size=SIZE,
        middle=_MIDDLE,
        rings=rings,
        axes=axes,
        entry=line(entry),
        level=line(level),
        worst=line(worst),
        best=line(best) if worst != best else None,
        dots=dots,
    )


def _sign(bar: Bar) -> str:
    if bar.finding.lacks:
        return "lacks"
    return bar.finding.status if bar.finding.status in ("short", "unknown") else "met"


def _at(turn: float, out: float) -> tuple[float, float]:
    """The point on an axis, so far out: 0 is the middle, 1 the highest level. The first axis points up."""
    return round(_MIDDLE + RADIUS * out * math.sin(turn), 1), round(_MIDDLE - RADIUS * out * math.cos(turn), 1)
