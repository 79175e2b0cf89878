"""A plan: what is dated and in which order, what is named beside, and what it promises over the whole catalogue."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from amount import every
from engine.small import TODAY, catalogue_of, person
from pmladder.catalogue.models import Catalogue
from pmladder.engine.moves import moves_from
from pmladder.engine.plan import Item, Plan, PlanWish, plan
from pmladder.engine.route import routes
from pmladder.engine.schedule import WEEKS_A_MONTH
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.standing import Standing
from rows import each

LADDER = """
entry: {supporting: -1}
effort:
  focus: {one: [1, 2], two: [2, 4], three: [3, 6], four: [6, 12]}
  on_the_job: {one: [4, 6], two: [6, 12], three: [12, 24], four: [24, 48]}
  skills: {slow: {one: [10, 20]}}
skills: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}, {id: d, name: D}, {id: slow, name: Slow}]
roles:
  - {id: low, title: Low, seniority: 1, years_in_role: {min: 2, typical: 3}, skills: {a: two, d: one}}
  - id: high
    title: High
    seniority: 2
    must_have: [b]
    years_in_product: {min: 5, typical: 8}
    people: {entry: 2, min: 4}
    education: {text: A degree, level: bachelor}
    evidence: [{id: launch, text: Launched}, {id: budget, text: Budget, entry: none}]
    prior: {tracks: [individual], years: 3}
    skills: {a: four, b: two, c: two, d: two, slow: two}
transitions: [{from: low, to: high, years_in_from: [2, 3]}]
"""
CATALOGUE = catalogue_of(LADDER)


def planned(catalogue: Catalogue = CATALOGUE, wish: PlanWish | None = None, to: str = "high", **profile: Any) -> Plan:
    fields = {"role": "low", **profile}
    answer = next_moves(catalogue, person(catalogue, **fields))
    return plan(catalogue, answer, catalogue.roles_by_id[to], wish or PlanWish(TODAY, TODAY))


def subjects(items: tuple[Item, ...]) -> list[str]:
    return [item.finding.subject for item in items]


def test_the_case_has_the_gaps_to_the_entry_must_haves_first_then_the_longest() -> None:
    found = planned()
    assert [(i.finding.subject, i.held, i.to) for i in found.case.items] == [
        ("b", 0, 2),
        ("slow", 0, 1),
        ("a", 2, 3),
        ("c", 0, 1),
    ]
    # `d` is at its entry already; what is above that, and above the other entries, comes in the role.
    assert {(g.requirement.subject, g.levels) for g in found.grow if g.requirement.axis == "skill"} == {
        ("a", 1),
        ("c", 1),
        ("d", 1),
        ("slow", 1),
    }
    assert [g.requirement.subject for g in found.grow if g.requirement.entry is None] == ["budget"]


def test_the_order_depends_on_nothing_that_the_person_holds() -> None:
    order = ["b", "slow", "a", "c"]
    for skills in ({}, {"slow": 0, "a": 1}, {"b": 1, "a": 0}, {"c": 0, "b": 0}):
        assert subjects(planned(skills=skills).case.items) == order
    # What is chosen goes first, and changes nothing else.
    wish = PlanWish(TODAY, TODAY, focus=("c", "a"))
    assert subjects(planned(wish=wish).case.items) == ["c", "a", "b", "slow"]


def test_three_at_once_and_the_faster_of_two_speeds() -> None:
    b, slow, a, c = planned().case.items
    # From none to two in focus: 2 + 4 at the slow end, 1 + 2 at the fast one.
    assert (b.start, b.end, b.earliest) == (TODAY, date(2026, 7, 31), date(2026, 4, 30))
    assert (slow.start, slow.end) == (TODAY, date(2027, 9, 30))
    # The job teaches `a` one level above what it asks.
    assert (a.start, a.end) == (TODAY, date(2026, 7, 31))
    # The fourth waits for room; where everything goes fast, that is there sooner.
    assert (c.start, c.end, c.earliest_start) == (date(2026, 7, 31), date(2026, 9, 30), date(2026, 4, 30))
    assert (b.check, c.check) == (date(2026, 7, 31), date(2026, 10, 31))


def test_months_are_those_of_the_calendar_and_hours_those_in_focus() -> None:
    case = planned().case
    assert case.months == (10, 20)
    assert (case.earliest, case.latest) == (date(2026, 11, 30), date(2027, 9, 30))
    assert (case.must_haves_earliest, case.must_haves_latest) == (date(2026, 4, 30), date(2026, 7, 31))
    assert case.hours == pytest.approx(((3 + 10 + 3 + 1) * 4 * WEEKS_A_MONTH, (6 + 20 + 6 + 2) * 4 * WEEKS_A_MONTH))


@each(("hours", "at_once", "stretch"), [(80, 3, 1), (12, 3, 1), (11.9, 2, 1), (4, 1, 1), (2, 1, 2)])
def test_hours_a_week_say_how_many_areas_and_how_fast(hours: float, at_once: int, stretch: float) -> None:
    wish = PlanWish(TODAY, TODAY, hours=hours)
    assert (wish.at_once, wish.stretch) == (at_once, stretch)


def test_fewer_hours_take_longer_and_cost_no_more_of_them() -> None:
    cases = [planned(wish=PlanWish(TODAY, TODAY, hours=hours)).case for hours in (12, 8, 4, 2)]
    assert [case.latest for case in cases] == sorted(case.latest for case in cases)
    assert cases[0].latest < cases[-1].latest
    assert all(case.hours.max <= cases[0].hours.max + 1e-6 for case in cases)


def test_the_job_goes_on_before_the_plan_starts() -> None:
    later = date(2026, 7, 31)
    at_once = planned(wish=PlanWish(TODAY, TODAY))
    waiting = planned(wish=PlanWish(later, TODAY))
    a = next(item for item in waiting.case.items if item.finding.subject == "a")
    # Six of its 24 months on the job are over, so a quarter of the level is there: 4.5 of 6 months are left.
    assert a.start == later
    assert a.end is not None
    assert (a.end - later).days == pytest.approx(137, abs=2)
    assert waiting.case.latest > at_once.case.latest
    assert waiting.case.months.max <= at_once.case.months.max + 0.1


@each(("years", "settle"), [(None, False), (2, False), (1.9, True), (0, True)])
def test_who_is_new_in_a_role_settles_first(years: float | None, settle: bool) -> None:
    given = {} if years is None else {"years_in_role": years}
    assert planned(**given).settle_first == settle


def test_years_have_a_day_of_their_own_that_is_not_the_end_of_the_case() -> None:
    found = planned(years=3, years_of_work=9)
    waits = {wait.finding.subject: wait.day for wait in found.waits}
    assert waits == {"years-in-product": date(2028, 1, 31)}
    assert found.case.latest < date(2028, 1, 31)
    assert planned(years=3.5).waits[0].day == date(2027, 8, 2)
    # Nobody knows when years have passed that are only known to be fewer.
    bounded = planned(years_of_work=2)
    assert ("years-in-product" in {f.subject for f in bounded.beside}, bounded.waits) == (True, ())


def test_what_no_calendar_closes_is_named_beside() -> None:
    found = planned(people=1, education="school", years=9)
    assert {finding.axis for finding in found.beside} == {"people", "education"}
    unknown = planned()
    assert {finding.axis for finding in unknown.to_find_out} == {
        "years-in-product",
        "people",
        "education",
        "time-on-track",
    }
    assert [finding.subject for finding in unknown.to_show] == ["launch"]


def test_what_does_not_apply_is_in_neither_part() -> None:
    found = planned(skills={"b": {"not_applicable": "no"}})
    assert "b" not in subjects(found.case.items)
    assert "b" not in {growth.requirement.subject for growth in found.grow}


def test_a_day_to_be_done_by_tells_what_fits() -> None:
    found = planned(wish=PlanWish(TODAY, TODAY, by=date(2026, 8, 1)))
    assert {item.finding.subject: item.fits for item in found.case.items} == {
        "b": True,
        "slow": False,
        "a": True,
        "c": False,
    }


def test_a_catalogue_that_says_no_times_plans_without_dates() -> None:
    found = planned(
        catalogue_of(
            LADDER.replace("effort:", "effort: {note: None.}\nsilence:").split("silence:")[0]
            + LADDER[LADDER.index("skills: [") :]
        )
    )
    assert all(item.end is None and item.focus is None for item in found.case.items)
    assert found.case.items
    assert found.case.latest == TODAY


def test_the_usual_time_of_the_move_stands_beside() -> None:
    usual = planned().usual
    assert usual is not None
    assert (usual.min, usual.max) == (2, 3)
    assert planned(to="low").usual is None


def test_with_nothing_left_to_show_it_says_so() -> None:
    ready = {"skills": {"a": 3, "b": 2, "c": 1, "slow": 1}, "years": 9, "people": 2, "education": "bachelor"}
    history = [{"title": "Low", "start": "2010-01", "end": "2020-01"}]
    assert planned(**ready, history=history, evidence=[{"id": "launch"}]).nothing_to_show
    assert not planned(**ready, history=history).nothing_to_show
    assert not planned(skills={"a": 2}).nothing_to_show


BUILTIN = load_catalogue()
ROLES = [role.id for role in BUILTIN.roles]


def holder(role: str, years_in_role: float | None = None, size: Any = None, **held: Any) -> Standing:
    return Standing(
        role=BUILTIN.roles_by_id[role],
        role_basis="given",
        years_in_role=years_in_role,
        company_size=size,
        top_level=len(BUILTIN.scale),
        **held,
    )


def plan_of(standing: Standing, to: str, wish: PlanWish | None = None) -> Plan:
    return plan(BUILTIN, next_moves(BUILTIN, standing), BUILTIN.roles_by_id[to], wish or PlanWish(TODAY, TODAY))


WISHES = (
    PlanWish(TODAY, TODAY),
    PlanWish(TODAY, TODAY, "month", 2.0),
    PlanWish(date(2026, 9, 1), TODAY, "half", 9.0),
)


@pytest.mark.parametrize("step", [8, pytest.param(4, marks=pytest.mark.slow)])
@each("role", ROLES)
def test_a_plan_from_any_role_to_any_role_holds(role: str, step: int) -> None:
    for to in every(step, ROLES.index(role), ROLES):
        for wish in (
            PlanWish(TODAY, TODAY),
            PlanWish(TODAY, TODAY, "month", 2.0),
            PlanWish(date(2026, 9, 1), TODAY, "half", 9.0),
        ):
            found = plan_of(holder(role, years=2.5, people=0), to, wish)
            short = found.assessment.with_status("short")
            dated = {(i.finding.axis, i.finding.subject) for i in found.case.items}
            named = {(f.axis, f.subject) for f in (*(w.finding for w in found.waits), *found.beside)}
            assert dated | named == {(f.axis, f.subject) for f in short}
            assert not dated & named
            for item in found.case.items:
                assert item.end is not None
                assert item.earliest is not None
                assert item.check is not None
                assert wish.start <= item.earliest <= item.end <= min(item.check, found.case.latest)
                assert (item.start is None) or wish.start <= item.start <= item.end
            assert wish.start <= found.case.earliest <= found.case.latest
            assert found.case.must_haves_latest <= found.case.latest
            assert found.case.months.min <= found.case.months.max
            assert found.case.hours.min <= found.case.hours.max


MOVES = [
    pytest.param(role.id, move, id=f"{role.id}-{move.to}")
    for role in BUILTIN.roles
    for move, _ in moves_from(BUILTIN, role)
    if move.years_in_from is not None and move.kind not in ("exit", "step-down")
]


@each(("role", "move"), MOVES)
@each("years_in_role", [None, 0.0], ids=["established", "new in the role"])
def test_the_case_ends_within_the_usual_time_of_the_move(role: str, move: Any, years_in_role: float | None) -> None:
    for size in move.company or (None,):
        found = plan_of(holder(role, years_in_role, size), move.to)
        assert all(item.end is not None for item in found.case.items)
        assert found.case.months.max <= move.years_in_from.max * 12


def with_job_times(factor: float) -> Catalogue:
    """The built-in catalogue with jobs that teach faster or more slowly."""
    assert BUILTIN.effort is not None
    job = {
        level: months.model_copy(update={"min": months.min * factor, "max": months.max * factor})
        for level, months in BUILTIN.effort.on_the_job.items()
    }
    return BUILTIN.model_copy(update={"effort": BUILTIN.effort.model_copy(update={"on_the_job": job})})


@each("factor", [0.75, 1.5])
def test_so_it_does_where_jobs_teach_faster_or_more_slowly(factor: float) -> None:
    catalogue = with_job_times(factor)
    for role, move in (param.values for param in MOVES):
        for size in move.company or (None,):  # type: ignore[union-attr]
            answer = next_moves(catalogue, holder(str(role), None, size))
            found = plan(catalogue, answer, catalogue.roles_by_id[move.to], PlanWish(TODAY, TODAY))  # type: ignore[union-attr]
            assert found.case.months.max <= move.years_in_from.max * 12, (role, move.to)  # type: ignore[union-attr]


@pytest.mark.parametrize("step", [9, pytest.param(3, marks=pytest.mark.slow)])
@each("role", ROLES)
def test_so_it_does_for_each_step_of_a_route(role: str, step: int) -> None:
    present = BUILTIN.roles_by_id[role]
    for goal in every(step, ROLES.index(role), ROLES):
        standing = next_moves(BUILTIN, holder(role)).standing
        for route in routes(BUILTIN, standing, present, BUILTIN.roles_by_id[goal]).found:
            before, stand = role, standing
            for taken in route.steps:
                usual = taken.transition.years_in_from
                if usual is not None:
                    assert plan_of(holder(before), taken.role.id).case.months.max <= usual.max * 12, (
                        before,
                        taken.role.id,
                    )
                before = taken.role.id
                assert stand.role is not None


@each("role", ["associate-pm", "pm", "senior-pm", "group-pm", "director"])
def test_raising_a_rating_never_lengthens_a_plan(role: str) -> None:
    raising_never_lengthens(role, 20)


@pytest.mark.slow
@pytest.mark.parametrize("role", ["associate-pm", "pm", "senior-pm", "group-pm", "director"])
def test_raising_any_rating_of_two_thousand_people_never_lengthens_their_plan(role: str) -> None:
    raising_never_lengthens(role, 2_000)


def raising_never_lengthens(role: str, people: int) -> None:
    chance = random.Random(role)
    skills, goals = list(BUILTIN.skills_by_id), [move.to for move, _ in moves_from(BUILTIN, BUILTIN.roles_by_id[role])]
    for _ in range(people):
        rated = {skill: chance.randint(0, 4) for skill in skills if chance.random() < chance.random()}
        raised = chance.choice(skills)
        wish = PlanWish(TODAY, TODAY, hours=chance.choice([2.0, 4.0, 8.0, 12.0]))
        standing = holder(role, chance.choice([None, 0.0]), chance.choice([None, "small", "large"]), levels=rated)
        answer, goal = next_moves(BUILTIN, standing), chance.choice(goals)
        assert answer.standing.presumed is not None
        held = rated.get(raised, answer.standing.presumed.levels.get(raised, 0))
        higher = standing._replace(levels={**rated, raised: min(4, held + 1)})
        before, after = plan_of(standing, goal, wish).case, plan_of(higher, goal, wish).case
        assert after.latest <= before.latest
        assert after.earliest <= before.earliest


def test_what_the_job_brings_before_there_is_room_for_it_has_no_beginning() -> None:
    items = planned(wish=PlanWish(TODAY, TODAY, hours=4)).case.items
    assert [(i.finding.subject, i.on_the_job, i.start is None) for i in items] == [
        ("b", False, False),
        ("slow", False, False),
        ("a", True, True),
        ("c", False, False),
    ]
    assert not items[0]._replace(end=None, start=None).on_the_job
