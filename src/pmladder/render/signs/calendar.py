"""A plan on a calendar in signs: one for so many months, the same for all lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from pmladder.engine.schedule import add_months
from pmladder.render.screen import WIDEST, Signs
from pmladder.report.blocks import Calendar, CalendarLine, CalendarSpan, Cell, Plain, paragraph, shown
from pmladder.text import plural

_IDLE, _PASSING, _BY = ".", "=", "|"


def calendar_signs(calendar: Calendar) -> Iterator[Plain | Signs]:
    """The calendar if all goes slowly, and what its signs mean.

    A sign stands for one review, or for several if the width requires it. A mark follows the period
    that contains the day of `--by`.
    """
    last = max((span.end for line in calendar.lines for span in _slow(line)), default=calendar.first)
    room = WIDEST - (calendar.by is not None)
    times = 1
    while len(edges := _edges(calendar.first, last, calendar.months * times)) - 1 > room:
        times += 1
    rows = tuple(
        (("! " if line.must_have else "") + line.name, _signs(line, edges, calendar.by)) for line in calendar.lines
    )
    yield Signs(rows)
    months = calendar.months * times
    every = plural(months, "month")
    by = f" {_BY} is {calendar.by}." if any(_BY in signs for _, signs in rows) else ""
    yield paragraph(
        Cell(
            f"One character is {every} at the slow pace, from {calendar.first}: a digit is the level to work towards, "
            f"{_PASSING} is time that has to pass.{by}",
            "muted",
        )
    )


def _slow(line: CalendarLine) -> Iterator[CalendarSpan]:
    yield from (span for span in line.spans if span.kind != "fast")


def _edges(first: str, last: str, months: int) -> list[str]:
    """The first day of every period up to the one in which `last` lies, and the day after that."""
    start, edges = date.fromisoformat(first), [first]
    while len(edges) < 2 or edges[-1] < last:
        edges.append(add_months(start, months * len(edges)).isoformat())
        if len(edges) > 20 * WIDEST:
            break
    return edges


def _signs(line: CalendarLine, edges: Sequence[str], by: str | None) -> str:
    signs = ""
    for start, end in pairwise(edges):
        found = [_sign(span) for span in _slow(line) if span.start < end and span.end > start]
        signs += found[-1] if found else _IDLE
        if by is not None and start < by <= end:
            signs += _BY
    return signs


def _sign(span: CalendarSpan) -> str:
    to = shown(span.to)
    return to if span.kind == "slow" and len(to) == 1 else _PASSING
