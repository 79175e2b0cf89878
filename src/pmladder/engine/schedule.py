"""How long it takes to gain a level, and skills put on a calendar.

A level is gained in focus, with hours set aside for it, and by doing the present job. A few skills are in focus at a
time, while the job teaches the rest as far as it can.
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
    """From so many months to so many."""

    min: float
    max: float

    def __add__(self, other: object) -> Months:
        """The sum, end by end."""
        if not isinstance(other, Months):
            return NotImplemented
        return Months(self.min + other.min, self.max + other.max)


NO_TIME = Months(0, 0)


def focus_months(catalogue: Catalogue, skill: str, level: int) -> Months | None:
    """How long it takes to climb to `level` from the one below, in focus; None where the catalogue does not say."""
    if catalogue.effort is None:
        return None
    months = catalogue.effort.skills.get(skill, {}).get(level) or catalogue.effort.focus.get(level)
    return Months(months.min, months.max) if months else None


def job_months(catalogue: Catalogue, level: int) -> Months | None:
    """The same by doing a job that asks for the skill."""
    months = catalogue.effort.on_the_job.get(level) if catalogue.effort else None
    return Months(months.min, months.max) if months else None


def focus_months_between(catalogue: Catalogue, skill: str, held: int, to: int) -> Months | None:
    """How long it takes in focus from one level to another; None where the catalogue leaves a level out."""
    total = NO_TIME
    for level in range(held + 1, to + 1):
        months = focus_months(catalogue, skill, level)
        if months is None:
            return None
        total += months
    return total


LAST_YEAR = 9000
"""Plans end with this year, whatever a catalogue says, so that every date is one."""
_LAST_DAY = date(LAST_YEAR, 12, 31)


class Stretch(NamedTuple):
    """One level to gain: the months that it takes in focus, and by the job; infinite where it does not teach it."""

    focus: float
    job: float


class Booked(NamedTuple):
    """When one skill is in focus, and when it is there, in months from the first day.

    `start` is None for a skill that the job brings before there is room for it.
    """

    start: float | None
    end: float

    @property
    def in_focus(self) -> float:
        """How many months it is in focus."""
        return 0 if self.start is None else self.end - self.start


def schedule(areas: Sequence[Sequence[Stretch]], first: float, at_once: int) -> tuple[Booked, ...]:
    """When each area is worked on and done. `areas` are in order of priority, each with its levels from the lowest.

    The job goes on from month 0, focus begins in month `first`. At most `at_once` areas are in focus; one once begun
    is brought to its end, at the faster of its two speeds. Who starts higher is never done later: an area that ends
    sooner, or needs no focus, only makes room for those behind it.
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
    """The month in which the last of `levels` is there, if focus begins in month `start`."""
    month = 0.0
    for level in levels:
        if month + level.job <= start:
            month += level.job
            continue
        # What the job has done of this level by the start need not be done again.
        left = 1.0
        if month < start:
            left -= (start - month) / level.job if level.job < inf else 0
            month = start
        month += left * min(level.focus, level.job)
    return month


def day_of(first: date, months: float) -> date:
    """The day so many months after `first`, a part of a day counted as one."""
    whole = int(months)
    # Sums of thirds and the like are no part of a day.
    return add_days(add_months(first, whole), round((months - whole) * DAYS_A_MONTH, 6))


def months_between(first: date, day: date) -> float:
    """How many months lie between two days, 0 for one that comes before."""
    return max(0, (day - first).days) / DAYS_A_MONTH


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
