"""Areas of practice put on a calendar: so many at a time, new ones begun at a review, one level after the other."""

from __future__ import annotations

import calendar
import heapq
from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from pmladder.engine.effort import DAYS_A_MONTH

LAST_YEAR = 9000
"""Plans end with this year, whatever a catalogue says, so that every date is one."""
_LAST_DAY = date(LAST_YEAR, 12, 31)


class Booked(NamedTuple):
    """When one level is worked on: the first day, and the day after the last."""

    start: date
    end: date


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > LAST_YEAR:
        return max(day, _LAST_DAY)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: float) -> date:
    """So many whole days later, a part of a day counted as one."""
    left = max(0, (_LAST_DAY - day).days)
    return day + timedelta(days=ceil(min(days, left)))


def review_from(first: date, day: date, period: int) -> date:
    """The first review on `day` or after it; there is one at `first` and every `period` months after."""
    months = (day.year - first.year) * 12 + day.month - first.month
    number = max(0, months // period - 1)
    while (review := add_months(first, number * period)) < day:
        number += 1
    return review


def schedule(
    areas: Sequence[Sequence[float]], first: date, period: int, at_once: int
) -> tuple[tuple[Booked, ...], ...]:
    """When each level of each area is worked on. `areas` are in order of priority, their levels in months.

    At most `at_once` areas are worked on in any period of so many months; an area once begun is brought to its end.
    """
    free = [first] * at_once
    booked = []
    for levels in areas:
        day = review_from(first, heapq.heappop(free), period)
        spans = []
        for months in levels:
            whole = int(months)
            end = add_days(add_months(day, whole), (months - whole) * DAYS_A_MONTH)
            spans.append(Booked(day, end))
            day = end
        heapq.heappush(free, day)
        booked.append(tuple(spans))
    return tuple(booked)
