"""A plan on a calendar, as the days that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmladder.engine.plan import PERIODS, Item, PlanWish
from pmladder.report.blocks import Calendar, CalendarLine, Stretch
from pmladder.report.ground import Ground


def calendar_of(items: Sequence[Item], wish: PlanWish, ground: Ground) -> Calendar:
    """The calendar of a plan: a line for each subject, blockers told apart."""
    lines: dict[tuple[str, str], CalendarLine] = {}
    for item in items:
        finding = item.finding
        fresh = CalendarLine(ground.requirement(finding), finding.subject, finding.blocks, ())
        line = lines.setdefault((finding.rule, finding.subject), fresh)
        lines[finding.rule, finding.subject] = line._replace(stretches=(*line.stretches, *_stretches(item)))
    return Calendar(
        lines=tuple(lines.values()),
        first=wish.start.isoformat(),
        months=PERIODS[wish.period],
        by=wish.by.isoformat() if wish.by else None,
    )


def _stretches(item: Item) -> Iterator[Stretch]:
    if item.end is None:
        return
    end = item.end.isoformat()
    if item.focus:
        soon = item.earliest.isoformat() if item.earliest else end
        yield Stretch(item.earliest_start.isoformat(), soon, "fast", item.to)
    yield Stretch(item.start.isoformat(), end, "slow" if item.focus else "passing", item.to)
