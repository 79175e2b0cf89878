"""A plan on a calendar, as the days that it shows."""

from __future__ import annotations

from collections.abc import Iterator

from pmladder.report.blocks import Calendar, CalendarLine, Stretch
from pmladder.report.plan_data import ItemData, PlanData


def calendar_of(plan: PlanData) -> Calendar:
    """The calendar of a plan: a line for each subject, blockers told apart."""
    lines: dict[tuple[str, str], CalendarLine] = {}
    for item in plan.items:
        line = lines.setdefault((item.rule, item.subject), CalendarLine(item.name, item.subject, item.blocking, ()))
        lines[item.rule, item.subject] = line._replace(stretches=(*line.stretches, *_stretches(item)))
    return Calendar(tuple(lines.values()), plan.as_of, plan.capacity.months_a_period, plan.by)


def _stretches(item: ItemData) -> Iterator[Stretch]:
    if item.end is None:
        return
    if item.focus:
        yield Stretch(item.earliest_start, item.earliest or item.end, "fast", item.to)
    yield Stretch(item.start, item.end, "slow" if item.focus else "passing", item.to)
