"""Steps, routes and plans where figures are missing, units are odd, and time runs out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmladder.catalogue.models import Catalogue
from pmladder.engine.climbs import levels_to_climb
from pmladder.engine.opens import openings, sort_by
from pmladder.engine.plan import Plan, PlanWish, plan
from pmladder.engine.route import routes
from pmladder.engine.schedule import LAST_YEAR, add_days, add_months, review_from
from pmladder.engine.suggest import Answer, next_moves
from pmladder.engine.what_if import Step, take
from pmladder.profile.models import Profile
from pmladder.profile.standing import Standing, stand

TODAY = date(2026, 1, 31)


def ladder(unit: str = "months", months: float = 6, **asked: Any) -> Catalogue:
    """Two rungs; the upper one asks for two skills, one of them called as a kind of step is."""
    months_each = {level: {"min": months, "max": months} for level in (1, 2)}
    skills = {"people": {"level": 2}, "craft": {"level": 2, "strength": "blocking"}}
    return Catalogue.model_validate(
        {
            "scale": [{"name": "basic"}, {"name": "solid"}],
            "skills": [{"id": name, "name": name.title()} for name in skills],
            "effort": {"unit": unit, "default": months_each},
            "roles": [
                {"id": "low", "title": "Low", "seniority": 1},
                {"id": "high", "title": "High", "seniority": 2, "skills": skills, **asked},
            ],
        }
    )


def asked_of(catalogue: Catalogue, **profile: Any) -> Answer:
    rated = {"people": 0, "craft": 0}
    fields = {"role": "low", "skills": rated, **profile}
    return next_moves(catalogue, stand(Profile.model_validate(fields), catalogue, TODAY))


def planned(catalogue: Catalogue, wish: PlanWish, **profile: Any) -> Plan:
    return plan(catalogue, asked_of(catalogue, **profile), catalogue.roles_by_id["high"], wish)


@pytest.mark.parametrize(
    ("unit", "days"), [("weeks", 42), ("Week", 42), ("days", 7), ("quarters", 546), ("years", 2191)]
)
def test_efforts_count_in_the_unit_of_the_catalogue(unit: str, days: int) -> None:
    first = planned(ladder(unit), PlanWish(TODAY)).items[0]
    assert first.end is not None
    assert abs((first.end - first.start).days - days) <= 3


def test_a_unit_that_is_no_time_of_the_calendar_gives_no_dates() -> None:
    found = planned(ladder("sprints"), PlanWish(TODAY, by=date(2030, 1, 1)))
    assert all(item.end is None and item.check is None and item.effort is not None for item in found.items)
    # Each still has its turn.
    assert len({item.start for item in found.items}) > 1


def test_a_year_and_weeks_of_practice_are_compared_as_time() -> None:
    catalogue = ladder("weeks", 40, years_in_product={"min": 8})
    by_effort = sorted(openings(catalogue, asked_of(catalogue, years=6)), key=sort_by("effort"))
    assert [opening.step.kind for opening in by_effort] == ["skill", "skill", "years"]


def test_a_skill_called_as_a_kind_of_step_is_keeps_to_itself() -> None:
    catalogue = ladder(people={"min": 2})
    answer = asked_of(catalogue, people=0)
    found = {(opening.step.kind, opening.step.subject): opening for opening in openings(catalogue, answer)}
    assert found["people", "people"].gaps_closed == 1
    assert found["skill", "people"].gaps_closed == 0
    plan_ = plan(catalogue, answer, catalogue.roles_by_id["high"], PlanWish(TODAY))
    assert [item.finding.rule for item in plan_.items] == ["skill-level"] * 4 + ["people-led"]


def test_years_that_nobody_gave_pass_on_no_date() -> None:
    catalogue = ladder(years_in_product={"min": 8})
    [years] = [i for i in planned(catalogue, PlanWish(TODAY), years_of_work=2).items if i.finding.rule == "years"]
    assert (years.start_level, years.end) == (None, None)
    [years] = [i for i in planned(catalogue, PlanWish(TODAY), years=2).items if i.finding.rule == "years"]
    assert years.end == date(2032, 1, 31)


def test_nobody_knows_how_much_time_passes_where_no_years_are_given() -> None:
    step = Step("years", "years", None, 6)
    then = take(Standing(years_of_work=9, years_in_role=1.25), [step])
    assert (then.years, then.years_of_work, then.years_in_role) == (6, 9, 1.25)
    back = take(Standing(years=6, years_of_work=9, years_in_role=1.25), [Step("years", "years", 6, 3)])
    assert (back.years, back.years_of_work, back.years_in_role) == (3, 6, 0)


def test_a_route_does_not_take_the_unknown_for_none() -> None:
    catalogue = ladder()
    answer = asked_of(catalogue, skills={"people": {}, "craft": 1})
    present, goal = answer.placement.role, catalogue.roles_by_id["high"]
    assert present is not None
    [route] = routes(catalogue, answer.standing, present, goal).found
    climbs = {climb.skill: (climb.known, climb.start, climb.levels) for climb in route.steps[0].adds}
    # What is there at a level that nobody gave is at least at the lowest.
    assert climbs == {"people": (False, 1, 1), "craft": (True, 1, 1)}
    assert route.levels == levels_to_climb(answer.standing, [goal]) == 2


def test_who_is_at_the_goal_needs_no_way_there() -> None:
    catalogue = ladder()
    low = catalogue.roles_by_id["low"]
    found = routes(catalogue, asked_of(catalogue).standing, low, low)
    assert (found.found, found.others, found.nearest, found.entries) == ((), (), (), ())


@pytest.mark.parametrize("start", [date(2026, 12, 31), date(LAST_YEAR - 1, 12, 31), date(9999, 12, 31)])
def test_a_plan_longer_than_time_comes_to_an_end(start: date) -> None:
    found = planned(ladder("years", 960), PlanWish(start, "month", 0.5))
    assert all(item.end is not None and item.end >= item.start for item in found.items)
    assert found.latest >= found.earliest >= start


@pytest.mark.parametrize("day", [date(LAST_YEAR, 12, 1), date(LAST_YEAR, 12, 31), date(9999, 12, 31)])
def test_at_the_end_of_time_no_day_comes_before_another(day: date) -> None:
    assert add_months(day, 3) >= day
    assert add_months(day, 10**9) >= day
    assert add_days(day, 1e12) >= day
    assert review_from(TODAY, min(day, date(LAST_YEAR, 12, 31)), 3) >= min(day, date(LAST_YEAR, 12, 31))


def test_plans_of_sixty_years_at_half_an_hour_a_week() -> None:
    found = planned(ladder("months", 24), PlanWish(TODAY, hours=0.5))
    assert found.wish.at_once == 1
    assert [item.start.year for item in found.items] == [2026, 2042, 2058, 2074]
    assert (found.effort.min, found.effort.max) == (96, 96)
