"""A plan on a calendar: a row for each thing to do, with the fast pace above the slow pace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from pmladder.render.charts.fitting import cut
from pmladder.report.blocks import Calendar, CalendarLine

WIDTH = 900.0
_NAMES = 250.0
_TOP, _ROW, _THICK = 34.0, 26.0, 14.0
_TEXT = 12.0
_LEAST_APART = 62.0
_LEAST_DAYS = 30


class TimelineSpan(NamedTuple):
    """One bar from `x` to `end`. `kind` tells practice that goes fast or slowly from time that passes by itself."""

    x: float
    end: float
    kind: Literal["fast", "slow", "passing"]


class TimelineRow(NamedTuple):
    """One subject with its bars, one after another; none where nobody can give a date."""

    y: float
    name: str
    must_have: bool
    spans: tuple[TimelineSpan, ...]


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
    rows: tuple[TimelineRow, ...]
    ticks: tuple[Tick, ...]
    by: Tick | None


def timeline(calendar: Calendar) -> Timeline | None:
    """The calendar as a picture; None where nothing in it has a date."""
    ends = [span.end for line in calendar.lines for span in line.spans]
    if not ends:
        return None
    first = date.fromisoformat(calendar.first)
    last = max(date.fromisoformat(end) for end in [*ends, calendar.by or calendar.first])
    scale = _Scale(first, last)
    rows = tuple(_row(place, line, scale) for place, line in enumerate(calendar.lines))
    by = Tick(scale.x(calendar.by), f"by {calendar.by}") if calendar.by else None
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


def _row(place: int, line: CalendarLine, scale: _Scale) -> TimelineRow:
    name = cut(line.name, (_NAMES - 30) / _TEXT, f" ({line.subject})")
    spans = tuple(TimelineSpan(scale.x(span.start), scale.x(span.end), span.kind) for span in line.spans)
    return TimelineRow(_TOP + place * _ROW, name, line.must_have, spans)


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
