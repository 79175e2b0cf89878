"""A plan on a calendar: a row for each thing to do, with its days if all goes fast above those if all goes slowly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from pmladder.engine.plan import Item
from pmladder.render.charts.fitting import cut
from pmladder.report.ground import Ground
from pmladder.report.plan import PlanData

WIDTH = 900.0
_NAMES = 250.0
_TOP, _ROW, _THICK = 34.0, 26.0, 14.0
_TEXT = 12.0
_LEAST_APART = 62.0
_LEAST_DAYS = 30


class Span(NamedTuple):
    """One bar from `x` to `end`. `kind` tells practice that goes fast or slowly from time that passes by itself."""

    x: float
    end: float
    kind: Literal["fast", "slow", "passing"]


class Row(NamedTuple):
    """One subject with its bars, one after another; none where nobody can give a date."""

    y: float
    name: str
    blocking: bool
    spans: tuple[Span, ...]


class Tick(NamedTuple):
    """A day on the axis."""

    x: float
    label: str


class Timeline(NamedTuple):
    """The picture. `by` is where the day lies that the plan is held against."""

    width: float
    height: float
    left: float
    thick: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    by: Tick | None


def timeline(plan: PlanData) -> Timeline | None:
    """The plan as a picture; None where nothing in it has a date."""
    ends = [item.end for item in plan.items if item.end]
    if not ends:
        return None
    first = date.fromisoformat(plan.as_of)
    last = max(*ends, date.fromisoformat(plan.by or plan.as_of))
    scale, ground = _Scale(first, last), plan.catalogue
    by_subject: dict[str, list[Item]] = {}
    for item in plan.items:
        by_subject.setdefault(item.finding.subject, []).append(item)
    rows = tuple(_row(place, items, scale, ground) for place, items in enumerate(by_subject.values()))
    by = Tick(scale.x(plan.by), f"by {plan.by}") if plan.by else None
    return Timeline(WIDTH, _TOP + len(rows) * _ROW + 6, _NAMES, _THICK, rows, tuple(_ticks(scale)), by)


class _Scale:
    """Days as places between the names and the right edge."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._days = max(_LEAST_DAYS, (last - first).days)

    def x(self, day: str | date) -> float:
        """Where a day lies."""
        day = date.fromisoformat(day) if isinstance(day, str) else day
        return round(_NAMES + (WIDTH - _NAMES - 10) * (day - self.first).days / self._days, 1)


def _row(place: int, items: list[Item], scale: _Scale, ground: Ground) -> Row:
    name = cut(ground.requirement(items[0].finding), (_NAMES - 30) / _TEXT, f" ({items[0].finding.subject})")
    spans = tuple(span for item in items for span in _spans(item, scale))
    return Row(_TOP + place * _ROW, name, items[0].finding.blocks, spans)


def _spans(item: Item, scale: _Scale) -> Iterator[Span]:
    if item.end is None:
        return
    if item.focus:
        yield Span(scale.x(item.earliest_start), scale.x(item.earliest or item.end), "fast")
    yield Span(scale.x(item.start), scale.x(item.end), "slow" if item.focus else "passing")


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """The first days of quarters, of half years or of years, as many as have room."""
    room = (WIDTH - _NAMES) / _LEAST_APART
    for months in (3, 6, 12, 24, 60, 120):
        days = list(_firsts(scale, months))
        if len(days) <= room:
            break
    for day in days:
        yield Tick(scale.x(day), f"{day:%Y-%m}")


def _firsts(scale: _Scale, months: int) -> Iterator[date]:
    month = scale.first.year * 12 + scale.first.month - 1
    month += -month % months
    while month // 12 <= date.max.year and (day := date(month // 12, month % 12 + 1, 1)) <= scale.last:
        if day >= scale.first:
            yield day
        month += months
