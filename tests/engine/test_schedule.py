"""Skills on a calendar: what runs at once, what the job does meanwhile, and that a better start never ends later."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmladder.engine.schedule import (
    LAST_YEAR,
    Booked,
    Stretch,
    add_days,
    add_months,
    day_of,
    months_between,
    review_from,
    schedule,
)
from rows import each

START = date(2026, 11, 23)


def focus(*months: float) -> list[Stretch]:
    return [Stretch(each, inf) for each in months]


@each(
    ("areas", "first", "at_once", "expected"),
    [
        ([], 0, 3, []),
        ([focus(6)], 0, 3, [Booked(0, 6)]),
        ([focus(3, 6)], 0, 1, [Booked(0, 9)]),
        # Side by side as far as there is room, then as each ends.
        ([focus(6), focus(2), focus(1)], 0, 3, [Booked(0, 6), Booked(0, 2), Booked(0, 1)]),
        ([focus(6), focus(2), focus(1)], 0, 2, [Booked(0, 6), Booked(0, 2), Booked(2, 3)]),
        ([focus(6), focus(2), focus(1)], 0, 1, [Booked(0, 6), Booked(6, 8), Booked(8, 9)]),
        # Focus begins later, the job goes on from the first day.
        ([focus(6)], 2, 3, [Booked(2, 8)]),
        ([[Stretch(6, 12)]], 3, 1, [Booked(3, 7.5)]),
        # The faster of the two speeds counts.
        ([[Stretch(6, 4)]], 0, 1, [Booked(0, 4)]),
        ([[Stretch(6, 12)]], 0, 1, [Booked(0, 6)]),
        # What the job does while one waits need not be done again: half of it by month 6.
        ([focus(6), [Stretch(6, 12)]], 0, 1, [Booked(0, 6), Booked(6, 9)]),
        # What is there before there is room for it takes none of it.
        ([focus(12), [Stretch(6, 12)], focus(1)], 0, 1, [Booked(0, 12), Booked(None, 12), Booked(12, 13)]),
        ([focus(20), [Stretch(6, 12)], focus(1)], 0, 1, [Booked(0, 20), Booked(None, 12), Booked(20, 21)]),
        # The job teaches the first level alone; the second waits for focus.
        ([focus(20), [Stretch(6, 12), Stretch(3, inf)]], 0, 1, [Booked(0, 20), Booked(20, 23)]),
        ([focus(18), [Stretch(6, 12), Stretch(6, 12)]], 0, 1, [Booked(0, 18), Booked(18, 21)]),
        # No time in focus is known: the job alone.
        ([[Stretch(inf, 12)]], 0, 1, [Booked(0, 12)]),
    ],
)
def test_what_runs_when(areas: list[list[Stretch]], first: float, at_once: int, expected: list[Booked]) -> None:
    assert schedule(areas, first, at_once) == tuple(expected)


months = st.floats(0.5, 48)
stretches = st.builds(Stretch, months, st.one_of(months, st.just(inf)))
areas_of_levels = st.lists(st.lists(stretches, min_size=1, max_size=4), min_size=1, max_size=7)


@given(areas_of_levels, st.floats(0, 12), st.integers(1, 3), st.data())
def test_who_starts_higher_is_never_done_later(
    areas: list[list[Stretch]], first: float, at_once: int, data: st.DataObject
) -> None:
    before = max(booked.end for booked in schedule(areas, first, at_once))
    raised = [levels[data.draw(st.integers(0, len(levels))) :] for levels in areas]
    after = max(booked.end for booked in schedule(raised, first, at_once))
    assert after <= before + 1e-6


@given(areas_of_levels, st.floats(0, 12), st.integers(1, 3))
def test_more_room_less_to_wait_for_and_faster_work_never_end_later(
    areas: list[list[Stretch]], first: float, at_once: int
) -> None:
    def ends(areas: list[list[Stretch]], first: float, at_once: int) -> float:
        return max(booked.end for booked in schedule(areas, first, at_once))

    now = ends(areas, first, at_once)
    assert ends(areas, first, at_once + 1) <= now + 1e-6
    assert ends(areas, 0, at_once) <= now + 1e-6
    faster = [[Stretch(level.focus / 2, level.job / 2) for level in levels] for levels in areas]
    assert ends(faster, first, at_once) <= now + 1e-6


@given(areas_of_levels, st.floats(0, 12), st.integers(1, 3))
def test_never_more_areas_in_focus_than_there_is_room_for(
    areas: list[list[Stretch]], first: float, at_once: int
) -> None:
    booked = [one for one in schedule(areas, first, at_once) if one.start is not None]
    for one in booked:
        assert one.start is not None
        assert first <= one.start <= one.end
        running = [other for other in booked if other.start is not None and other.start <= one.start < other.end]
        assert len(running) <= at_once


@each("months_before", [1, 5, 40])
def test_no_review_comes_before_the_first(months_before: int) -> None:
    assert review_from(START, add_months(START, -months_before), 3) == START


def test_months_count_within_the_last_year_too() -> None:
    assert add_months(date(LAST_YEAR - 1, 12, 15), 11) == date(LAST_YEAR, 11, 15)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(0, 20_000), st.sampled_from([1, 3, 6]))
def test_a_review_is_the_first_on_a_day_or_after_it(first: date, days: int, period: int) -> None:
    day = first + timedelta(days=days)
    reviews = (add_months(first, period * number) for number in range(days // 27 + 2))
    assert review_from(first, day, period) == next(review for review in reviews if review >= day)


@each(
    ("months", "day"),
    [
        (0, date(2026, 1, 31)),
        (1, date(2026, 2, 28)),
        (2, date(2026, 3, 31)),
        (0.5, date(2026, 2, 16)),
        (12, date(2027, 1, 31)),
        # A sum of thirds is a whole month.
        (0.1 + 0.2 + 0.7, date(2026, 2, 28)),
    ],
)
def test_a_day_so_many_months_later(months: float, day: date) -> None:
    assert day_of(date(2026, 1, 31), months) == day


def test_months_between_two_days() -> None:
    assert months_between(START, START) == 0
    assert months_between(START, START - timedelta(days=40)) == 0
    assert months_between(START, date(2027, 11, 23)) == pytest.approx(12, abs=0.02)


@each("day", [date(LAST_YEAR, 12, 1), date(LAST_YEAR, 12, 31), date(9999, 12, 31)])
def test_at_the_end_of_time_no_day_comes_before_another(day: date) -> None:
    assert add_months(day, 3) >= day
    assert add_months(day, 10**9) >= day
    assert add_days(day, 1e12) >= day
    assert review_from(START, min(day, date(LAST_YEAR, 12, 31)), 3) >= min(day, date(LAST_YEAR, 12, 31))
    assert day_of(START, 10.0**12).year <= 9001
