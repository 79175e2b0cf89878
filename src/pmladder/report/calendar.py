"""A plan on a calendar, as the days that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmladder.engine.plan import PERIODS, Item, PlanWish, Wait
from pmladder.report.blocks import Calendar, CalendarLine, CalendarSpan
from pmladder.report.ground import Ground


def calendar_of(items: Sequence[Item], waits: Sequence[Wait], wish: PlanWish, ground: Ground) -> Calendar:
    """The calendar of a plan: a line for each gap that has dates, must-haves told apart, then years that pass."""
    lines = [
        CalendarLine(
            ground.requirement(item.finding), item.finding.subject, item.finding.must_have, tuple(_spans(item))
        )
        for item in items
    ]
    lines += [
        CalendarLine(
            ground.requirement(wait.finding),
            wait.finding.subject,
            wait.finding.must_have,
            (CalendarSpan(wish.as_of.isoformat(), wait.day.isoformat(), "passing", wait.finding.entry),),
        )
        for wait in waits
    ]
    return Calendar(
        lines=tuple(lines),
        first=wish.start.isoformat(),
        months=PERIODS[wish.period],
        by=wish.by.isoformat() if wish.by else None,
    )


def _spans(item: Item) -> Iterator[CalendarSpan]:
    """If all goes fast, and if all goes slowly. What the job brings by itself has a span that just passes."""
    if item.end is None or item.earliest is None:
        return
    first, end, soon = item.first_day, item.end.isoformat(), item.earliest.isoformat()
    if item.start is None:
        yield CalendarSpan(first.isoformat(), end, "passing", item.to)
        return
    yield CalendarSpan((item.earliest_start or first).isoformat(), soon, "fast", item.to)
    yield CalendarSpan(item.start.isoformat(), end, "slow", item.to)
