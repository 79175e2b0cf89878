"""The time to gain a level, and a schedule for several skills.

A level is gained in focus, with hours set aside for it, or by doing the present job. A few skills are in focus at a
time. The job teaches other skills meanwhile, as far as it asks for them.
"""

from __future__ import annotations

import calendar
import heapq
from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, inf
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue

DAYS_A_MONTH = 365.2425 / 12
WEEKS_A_MONTH = DAYS_A_MONTH / 7


class Months(NamedTuple):
    """A range of months."""

    min: float
    max: float

    def __add__(self, other: object) -> Months:
        """The sum: fewest plus fewest, most plus most."""
        if not isinstance(other, Months):
            return NotImplemented
        return Months(self.min + other.min, self.max + other.max)


NO_TIME = Months(0, 0)


def focus_months(catalogue: Catalogue, skill: str, level: int) -> Months | None:
    """The months in focus from the level below to `level`; None if the catalogue does not say."""
    if catalogue.effort is None:
        return None
    months = catalogue.effort.skills.get(skill, {}).get(level) or catalogue.effort.focus.get(level)
    return Months(months.min, months.max) if months else None


def job_months(catalogue: Catalogue, level: int) -> Months | None:
    """The months of doing a job that asks for the skill, from the level below to `level`."""
    months = catalogue.effort.on_the_job.get(level) if catalogue.effort else None
    return Months(months.min, months.max) if months else None


def focus_months_between(catalogue: Catalogue, skill: str, held: int, to: int) -> Months | None:
    """The months in focus from one level to another; None if the catalogue lacks a figure."""
    total = NO_TIME
    for level in range(held + 1, to + 1):
        months = focus_months(catalogue, skill, level)
        if months is None:
            return None
        total += months
    return total


LAST_YEAR = 9000
"""The last year of a plan, so that every date can be represented."""
_LAST_DAY = date(LAST_YEAR, 12, 31)


class Stretch(NamedTuple):
    """One level to gain: the months in focus, and the months by the job (infinite if the job does not teach it)."""

    focus: float
    job: float


class Booked(NamedTuple):
    """When one skill is in focus, and when it is reached, in months from the first day.

    `start` is None for a skill that the job teaches before there is time to focus on it.
    """

    start: float | None
    end: float

    @property
    def in_focus(self) -> float:
        """The months in focus."""
        return 0 if self.start is None else self.end - self.start


def schedule(areas: Sequence[Sequence[Stretch]], first: float, at_once: int) -> tuple[Booked, ...]:
    """The schedule of all areas. `areas` are in order of priority, each with its levels from the lowest.

    The job teaches from month 0, and focus begins in month `first`. At most `at_once` areas are in focus. An area that
    has begun is finished, at the faster of its two speeds. A higher start never leads to a later end: an area that ends
    sooner, or needs no focus, only makes room for later areas.
    """
    free = [first] * at_once
    booked = []
    for levels in areas:
        start = heapq.heappop(free)
        end = _finished(levels, start)
        heapq.heappush(free, max(start, end))
        booked.append(Booked(start if end > start else None, end))
    return tuple(booked)


def _finished(levels: Sequence[Stretch], start: float) -> float:
    """The month in which the last of `levels` is reached, if focus begins in month `start`."""
    month = 0.0
    for level in levels:
        if month + level.job <= start:
            month += level.job
            continue
        # The part of this level that the job has taught by the start is already done.
        left = 1.0
        if month < start:
            left -= (start - month) / level.job if level.job < inf else 0
            month = start
        month += left * min(level.focus, level.job)
    return month


def day_of(first: date, months: float) -> date:
    """The day this many months after `first`, rounded up to a whole day."""
    whole = int(months)
    # Rounding removes the errors of float sums, such as those of thirds.
    return add_days(add_months(first, whole), round((months - whole) * DAYS_A_MONTH, 6))


def months_between(first: date, day: date) -> float:
    """The months between two days; 0 if the second comes first."""
    return max(0, (day - first).days) / DAYS_A_MONTH


def add_months(day: date, months: int) -> date:
    """The same day of the month, this many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > LAST_YEAR:
        return max(day, _LAST_DAY)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: float) -> date:
    """The date this many days later, rounded up to a whole day."""
    left = max(0, (_LAST_DAY - day).days)
    return day + timedelta(days=ceil(min(days, left)))


def review_from(first: date, day: date, period: int) -> date:
    """The first review on or after `day`. Reviews are at `first` and every `period` months after it."""
    months = (day.year - first.year) * 12 + day.month - first.month
    number = max(0, months // period)
    while (review := add_months(first, number * period)) < day:
        number += 1
    return review
