"""Time from dated positions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmladder.profile.history import Span, day_after, first_day, is_held, span, years_covered
from pmladder.profile.models import Job
from rows import each

TODAY = date(2026, 11, 22)


def job(start: str | None = None, end: str | None = None) -> Job:
    return Job(title="PM", start=start, end=end)


@each(
    ("written", "first", "after"),
    [
        ("2023", date(2023, 1, 1), date(2024, 1, 1)),
        ("2023-06", date(2023, 6, 1), date(2023, 7, 1)),
        ("2023-12", date(2023, 12, 1), date(2024, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2023-12-31", date(2023, 12, 31), date(2024, 1, 1)),
    ],
)
def test_partial_dates(written: str, first: date, after: date) -> None:
    assert first_day(written) == first
    assert day_after(written) == after


@each("written", ["2023-02-29", "9999", "9999-12", "9999-12-31"])
def test_dates_that_do_not_exist_or_have_no_day_after(written: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        day_after(written)


@each(
    ("held", "as_of", "meant"),
    [
        (job("2020-03", "2023-06"), None, Span(date(2020, 3, 1), date(2023, 7, 1))),
        (job("2020", "2023"), None, Span(date(2020, 1, 1), date(2023, 1, 1))),
        (job("2023-05", "2023"), None, Span(date(2023, 5, 1), date(2023, 5, 1))),
        (job("2023-07"), TODAY, Span(date(2023, 7, 1), TODAY)),
        (job("2023-07"), None, None),
        (job("2023-07", "2030"), TODAY, Span(date(2023, 7, 1), TODAY)),
        (job("2027"), TODAY, Span(date(2027, 1, 1), date(2027, 1, 1))),
        (job(None, "2023"), TODAY, None),
        (job(), TODAY, None),
    ],
)
def test_span(held: Job, as_of: date | None, meant: Span | None) -> None:
    assert span(held, as_of) == meant


@each(
    ("position", "as_of", "held"),
    [
        (job("2020"), None, True),
        (job("2020"), TODAY, True),
        (job("2020", "2025"), TODAY, False),
        (job("2020", "2026-11-21"), TODAY, False),
        (job("2020", "2026-11-22"), TODAY, True),
        (job("2020", "2026-11"), TODAY, True),
        (job("2020", "2026"), TODAY, False),
        (job("2020", "2027"), TODAY, True),
        (job("2020", "2027"), None, False),
        (job("2027-01"), TODAY, False),
        (job(), TODAY, True),
    ],
)
def test_held(position: Job, as_of: date | None, held: bool) -> None:
    assert is_held(position, as_of) is held


def stretch(start: int, end: int) -> Span:
    return Span(date(start, 1, 1), date(end, 1, 1))


@each(
    ("spans", "years"),
    [
        ([], 0),
        ([stretch(2020, 2023)], 3),
        ([stretch(2020, 2023), stretch(2020, 2023)], 3),
        ([stretch(2020, 2023), stretch(2022, 2025)], 5),
        ([stretch(2022, 2025), stretch(2020, 2023)], 5),
        ([stretch(2020, 2030), stretch(2022, 2024), stretch(2023, 2025)], 10),
        ([stretch(2010, 2012), stretch(2020, 2021)], 3),
        ([stretch(2020, 2021), stretch(2021, 2022)], 2),
        ([stretch(2020, 2020)], 0),
    ],
)
def test_overlaps_count_once(spans: list[Span], years: float) -> None:
    assert years_covered(spans) == years


days = st.dates(date(1950, 1, 1), date(2050, 1, 1))
stretches = st.lists(st.tuples(days, days).map(lambda pair: Span(min(pair), max(pair))), max_size=8)


@given(stretches)
def test_the_union_is_what_a_calendar_would_say(spans: list[Span]) -> None:
    held: set[int] = set()
    for one in spans:
        held.update(range(one.start.toordinal(), one.end.toordinal()))
    assert years_covered(spans) == round(len(held) / 365.2425, 1)
    assert years_covered(reversed(spans)) == years_covered(spans)
