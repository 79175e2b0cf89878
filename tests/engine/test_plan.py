"""Plans keep what they promise, for every pair of roles of the built-in catalogue and for odd calendars."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amount import every
from pmladder.engine.effort import total
from pmladder.engine.plan import HOURS_AN_AREA, MOST_AREAS, PERIODS, Plan, PlanWish, plan
from pmladder.engine.schedule import add_months, review_from, schedule
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import stand

CATALOGUE = load_catalogue()
START = date(2026, 11, 23)
WISHES = [
    PlanWish(START),
    PlanWish(START, "month", 2.0),
    PlanWish(date(2024, 2, 29), "half", 80.0, date(2027, 1, 31)),
    PlanWish(date(2025, 8, 31), "quarter", 9.0, focus=("coaching", "communication")),
]


def made(role: str, goal: str, wish: PlanWish, **fields: object) -> Plan:
    profile = Profile.model_validate({"role": role, "years": 2.5, "people": 0, **fields})
    answer = next_moves(CATALOGUE, stand(profile, CATALOGUE, wish.start))
    return plan(CATALOGUE, answer, CATALOGUE.roles_by_id[goal], wish)


def periods_of(plan: Plan, start: date, end: date) -> list[int]:
    """The numbers of the periods that a span touches."""
    months, numbers, number = PERIODS[plan.wish.period], [], 0
    while (first := add_months(plan.wish.start, months * number)) < end:
        if add_months(plan.wish.start, months * (number + 1)) > start:
            numbers.append(number)
        number += 1
        assert first < end
    return numbers


@pytest.mark.parametrize("wish", WISHES, ids=["usual", "two hours", "no limit", "chosen"])
@pytest.mark.parametrize("role", [role.id for role in CATALOGUE.roles])
def test_a_plan_from_any_role_to_any_role_holds(role: str, wish: PlanWish) -> None:
    # Each role to a few goals and each goal from a few roles by each wish, more of them by the usual one.
    ids = [role.id for role in CATALOGUE.roles]
    usual = wish is WISHES[0]
    holds(role, every(6 if usual else 12, ids.index(role) + WISHES.index(wish), ids), wish)


@pytest.mark.slow
@pytest.mark.parametrize("wish", WISHES, ids=["usual", "two hours", "no limit", "chosen"])
@pytest.mark.parametrize("role", [role.id for role in CATALOGUE.roles])
def test_a_plan_from_each_role_to_each_role_holds(role: str, wish: PlanWish) -> None:
    # Every pair of roles by the usual wish, every fifth by each of the others.
    ids = [role.id for role in CATALOGUE.roles]
    holds(role, ids if wish is WISHES[0] else ids[WISHES.index(wish) :: 5], wish)


def holds(role: str, goals: list[str], wish: PlanWish) -> None:
    for goal in goals:
        found = made(role, goal, wish)
        gaps = {(gap.rule, gap.subject): gap for gap in found.assessment.with_status("short")}
        assert {(item.finding.rule, item.finding.subject) for item in found.items} == set(gaps)
        practised = [item for item in found.items if item.focus]

        # Never more areas than the hours are for, nor than three, in any period.
        areas: dict[int, set[str]] = {}
        for item in practised:
            assert item.end is not None
            for number in periods_of(found, item.start, item.end):
                areas.setdefault(number, set()).add(item.finding.subject)
        assert all(len(subjects) <= wish.at_once <= MOST_AREAS for subjects in areas.values())
        assert wish.at_once * HOURS_AN_AREA / wish.stretch <= wish.hours

        # Level by level, each from where the one before it ends, from what is held up to what is asked.
        for (rule, subject), gap in gaps.items():
            steps = [item for item in practised if item.finding.subject == subject]
            if rule == "skill-level":
                assert [item.to for item in steps] == [*range(int(gap.have or 0) + 1, int(gap.need) + 1)]
                assert all(one.end == other.start for one, other in pairwise(steps))

        # Not over before the years have passed, nor before the last thing is done.
        for item in found.items:
            if item.finding.rule == "years":
                missing = float(item.finding.need) - float(item.finding.have or 0)
                assert found.earliest >= wish.start + timedelta(days=missing * 365)
            if item.end is not None and item.earliest is not None:
                assert wish.start <= item.earliest_start <= item.earliest <= item.end <= found.latest
                assert item.earliest_start <= item.start <= item.end
                assert item.check is not None
                assert item.check >= item.end
                assert item.earliest <= found.earliest
            assert item.fits == (wish.by is None or (item.end is not None and item.end <= wish.by))
        assert wish.start <= found.blockers_earliest <= found.blockers_latest <= found.latest
        assert found.earliest <= found.latest
        assert found.effort == total(item.effort for item in found.items)


def test_blockers_come_first_unless_something_is_chosen() -> None:
    usual = [item.finding for item in made("senior-pm", "head-of-product", PlanWish(START)).items if item.focus]
    blocks = [finding.blocks for finding in usual]
    assert blocks == sorted(blocks, reverse=True)
    assert any(blocks)
    chosen = made("senior-pm", "head-of-product", PlanWish(START, focus=("communication",)))
    assert chosen.items[0].finding.subject == "communication"


def test_fewer_hours_take_longer() -> None:
    ends = [
        made("senior-pm", "head-of-product", PlanWish(START, hours=hours)).latest for hours in (12.0, 8.0, 4.0, 2.0)
    ]
    assert ends == sorted(ends)
    assert len(set(ends)) == len(ends)


@pytest.mark.parametrize(
    ("years", "end"), [(3, date(2027, 11, 23)), (2, date(2028, 11, 23)), (3.5, date(2027, 5, 25)), (4, None)]
)
def test_whole_years_are_over_on_the_same_day_of_the_year(years: float, end: date | None) -> None:
    found = made("senior-pm", "head-of-product", PlanWish(START), years=years)
    ends = [item.end for item in found.items if item.finding.subject == "years-in-product"]
    assert ends == ([end] if end else [])


def test_what_nobody_knows_is_not_planned_but_named() -> None:
    found = made("senior-pm", "head-of-product", PlanWish(START), skills={"coaching": 2})
    assert {item.finding.subject for item in found.items if item.focus} == {"coaching"}
    assert Counter(finding.rule for finding in found.to_find_out)["skill-level"] > 5
    assert {finding.rule for finding in found.to_show} == {"evidence"}


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.lists(st.lists(st.floats(0, 60), max_size=4), max_size=8),
    st.sampled_from(sorted(PERIODS.values())),
    st.integers(1, MOST_AREAS),
)
def test_areas_begin_at_reviews(first: date, areas: list[list[float]], period: int, at_once: int) -> None:
    for spans in schedule(areas, first, period, at_once):
        for span in spans[:1]:
            assert review_from(first, span.start, period) == span.start
        assert all(span.start <= span.end for span in spans)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(0, 20_000), st.sampled_from([1, 3, 6]))
def test_a_review_is_the_first_on_a_day_or_after_it(first: date, days: int, period: int) -> None:
    day = first + timedelta(days=days)
    reviews = (add_months(first, period * number) for number in range(days // 27 + 2))
    assert review_from(first, day, period) == next(review for review in reviews if review >= day)


def test_a_calendar_has_an_end() -> None:
    ((span,),) = schedule([[10.0**12]], START, 3, 1)
    assert span.end.year <= 9001
