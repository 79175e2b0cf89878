"""Time held, counted from dated positions. Today is always passed in, never read."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from pmladder.profile.models import Job

DAYS_A_YEAR = 365.2425


class Span(NamedTuple):
    """A stretch of time: the first day, and the day after the last."""

    start: date
    end: date


def first_day(written: str) -> date:
    """The first day that a date of a year, a month or a day stands for. Raises ValueError for 30 February."""
    year, month, day = [*map(int, written.split("-")), 1, 1][:3]
    return date(year, month, day)


def day_after(written: str) -> date:
    """The day after the last one that `written` stands for: `2023-06` lasts to the end of June."""
    parts = list(map(int, written.split("-")))
    if len(parts) == 1:
        return date(parts[0] + 1, 1, 1)
    last = parts[2] if len(parts) == 3 else calendar.monthrange(parts[0], parts[1])[1]
    return date.fromordinal(date(parts[0], parts[1], last).toordinal() + 1)


def span(job: Job, as_of: date | None) -> Span | None:
    """When `job` was held, as far as `as_of`; None when its dates do not say.

    An unclear one without an end was begun, and nobody knows for how long it was held.
    """
    if job.start is None:
        return None
    start = first_day(job.start)
    if job.end is None and job.unclear is not None:
        return Span(start, start)
    end = as_of if job.end is None else _end(job.end)
    if end is None:
        return None
    if as_of is not None:
        end = min(end, as_of)
    return Span(start, max(start, end))


def is_held(job: Job, as_of: date | None) -> bool:
    """Whether `job` is held on the day `as_of`; where dates do not say, whether it has no end.

    An unclear one that has begun may have ended.
    """
    if job.unclear is not None and job.start is not None and job.end is None:
        return False
    if job.start is None or as_of is None:
        return job.end is None
    return first_day(job.start) <= as_of and (job.end is None or _end(job.end) > as_of)


def _end(written: str) -> date:
    """A year alone is taken to end at its beginning, so that time is not overstated."""
    return first_day(written) if len(written) == 4 else day_after(written)


def years_covered(spans: Iterable[Span]) -> float:
    """Years in the union of `spans`: overlapping positions count once. One decimal."""
    days, reached = 0, date.min
    for stretch in sorted(spans, key=lambda s: (s.start, s.end)):
        start = max(stretch.start, reached)
        if stretch.end > start:
            days += (stretch.end - start).days
            reached = stretch.end
    return round(days / DAYS_A_YEAR, 1)
