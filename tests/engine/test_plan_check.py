"""A saved plan held against today, in both its parts: each state, and each clause that decides it."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.small import TEXT, small
from pmladder.engine.assess import assess
from pmladder.engine.formula import OPEN, Finding
from pmladder.engine.plan_check import CheckedGrowth, GrowthState, LoweredBy, State, check_growth, check_plan
from pmladder.engine.suggest import gap
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.saved_plan import SavedGrowth, SavedPlan
from pmladder.profile.standing import Standing, standing_of
from rows import each

DAY = date(2026, 9, 1)
SMALL = small()


def saved(axis: str = "skill", subject: str = "craft", to: float = 2, end: str | None = "2027-01-01") -> SavedPlan:
    item = {"axis": axis, "subject": subject, "name": "Name", "to": to, "end": end}
    about = {"kind": "plan", "as_of": "2026-01-01", "catalogue": {"id": "small", "digest": "0"}, "role": "senior"}
    return SavedPlan.model_validate({**about, "case": {"items": [item]}})


def grown(growth: dict[str, Any], standing: Standing | None = None, **about: Any) -> CheckedGrowth:
    """What became of one thing to grow into, in the role `lead`, for whoever `about` tells of."""
    usual = {"axis": "skill", "subject": "people", "name": "Name", "level": 3, "low": 1, "high": 1, "basis": "rated"}
    plan = SavedPlan.model_validate({**saved().model_dump(), "grow": [{**usual, **growth}]})
    standing = standing or standing_of(Profile.model_validate(about), SMALL, DAY)
    [checked] = check_growth(plan, SMALL, standing, SMALL.roles_by_id["lead"])
    return checked


def findings(**skills: Any) -> tuple[Finding, ...]:
    standing = standing_of(Profile.model_validate({"skills": skills, "years": 1}), SMALL, DAY)
    return assess(SMALL, standing, SMALL.roles_by_id["senior"]).findings


@each(
    ("skills", "plan", "state"),
    [
        ({"craft": 2}, {}, "done"),
        ({"craft": 3}, {}, "done"),
        ({"craft": 2}, {"end": "2026-01-01"}, "done"),
        ({"craft": 1}, {}, "open"),
        ({"craft": 1}, {"end": None}, "open"),
        ({"craft": 1}, {"end": "2026-09-01"}, "open"),
        ({"craft": 1}, {"end": "2026-08-31"}, "late"),
        # What is dated by its month is due when that begins.
        ({"craft": 1}, {"end": "2026-08"}, "late"),
        ({}, {}, "not known"),
        ({}, {"end": "2026-01-01"}, "not known"),
        ({"talk": {"not_applicable": "Nobody talks here."}}, {"subject": "talk"}, "no longer asked"),
        ({"craft": {"not_applicable": "No craft here."}}, {}, "no longer asked"),
        ({"craft": 1}, {"to": 3}, "no longer asked"),
        ({"craft": 3}, {"to": 1}, "done"),
        ({"craft": 2}, {"subject": "people"}, "no longer asked"),
        ({"craft": 2}, {"axis": "evidence"}, "no longer asked"),
        ({}, {"axis": "years-in-product", "subject": "years-in-product"}, "open"),
    ],
)
def test_what_became_of_it(skills: dict[str, Any], plan: dict[str, Any], state: State) -> None:
    [checked] = check_plan(saved(**plan), findings(**skills), DAY)
    assert checked.state == state


def test_what_is_held_stands_beside_it() -> None:
    [checked] = check_plan(saved(), findings(craft=1), DAY)
    assert checked.item.subject == "craft"
    assert checked.holding is not None
    assert (checked.holding.low, checked.holding.high) == (1, 1)
    [gone] = check_plan(saved(subject="people"), findings(craft=1), DAY)
    assert gone.holding is None


def test_of_what_is_no_longer_asked_so_high_the_holding_is_told_too() -> None:
    [checked] = check_plan(saved(to=3), findings(craft=1), DAY)
    assert checked.holding is not None


HELD_1: dict[str, Any] = {"skills": {"people": 1}}
HELD_2: dict[str, Any] = {"skills": {"people": 2}}
HELD_3: dict[str, Any] = {"skills": {"people": 3}}
NOT_RATED = {"low": 0, "high": 3, "basis": "none"}
LAUNCHES = {"axis": "evidence", "subject": "launch", "level": 2, "low": 0, "high": None, "basis": "none"}
YEARS = {"axis": "years-in-product", "subject": "years-in-product", "level": 6, "low": 4, "high": 4}


@each(
    ("about", "growth", "state", "gained", "by"),
    [
        (HELD_3, {}, "reached", 2, None),
        (HELD_3, {"level": 2}, "reached", 1, None),
        (HELD_2, {}, "on the way", 1, None),
        (HELD_1, {}, "not begun", 0, None),
        (HELD_1, {"low": 0, "high": 0}, "on the way", 1, None),
        (HELD_2, NOT_RATED, "on the way", 2, None),
        # Nobody has rated it, whatever was known then.
        ({}, {}, "not known", None, None),
        ({}, NOT_RATED, "not known", None, None),
        ({"skills": {"people": {"evidence": []}}}, {}, "not known", None, None),
        # What is there at an unknown level is at least at the lowest.
        ({"skills": {"people": {"evidence": []}}}, NOT_RATED, "on the way", 1, None),
        (HELD_1, {"low": 2, "high": 2}, "lowered", 0, "you"),
        (HELD_2, {"level": 4}, "lowered", 1, "ladder"),
        # What the ladder asks today is there, and still it is not what was planned.
        (HELD_3, {"level": 4}, "lowered", 2, "ladder"),
        ({}, {"level": 4}, "lowered", 0, "ladder"),
        (HELD_1, {"level": 4, "low": 2, "high": 2}, "lowered", 0, "both"),
        (HELD_3, {"subject": "talk"}, "no longer asked", None, None),
        ({"skills": {"people": {"not_applicable": "No team."}}}, {}, "no longer asked", None, None),
        (HELD_3, {"axis": "reach"}, "no longer asked", None, None),
        ({"years": 6}, YEARS, "reached", 2, None),
        ({"years": 4.3}, YEARS, "on the way", 0.3, None),
        ({"years": 3}, YEARS, "lowered", 0, "you"),
        ({}, YEARS, "not known", None, None),
        ({}, LAUNCHES, "not known", None, None),
        ({"evidence": [{"id": "a", "title": "A", "kind": "launch"}]}, LAUNCHES, "on the way", 1, None),
        ({"evidence": [{"id": n, "title": "A", "kind": "launch"} for n in "ab"]}, LAUNCHES, "reached", 2, None),
    ],
)
def test_what_became_of_what_to_grow_into(
    about: dict[str, Any], growth: dict[str, Any], state: GrowthState, gained: float | None, by: LoweredBy | None
) -> None:
    checked = grown(growth, **about)
    assert (checked.state, checked.gained, checked.lowered_by) == (state, gained, by)


def test_the_way_runs_from_what_was_held_to_the_level() -> None:
    assert grown({}, **HELD_3).way == 2
    assert grown({"level": 2}, **HELD_3).gained == 1
    assert grown({"level": 1, "low": 2}, **HELD_3).way == 0
    years = grown({**YEARS, "low": 4.26, "high": 4.26}, years=5)
    assert (years.way, years.gained) == (1.7, 0.7)
    then = grown(NOT_RATED, **HELD_2).held_then
    assert (then.low, then.high, then.basis) == (0, 3, "none")
    assert grown(LAUNCHES).held_then.high == OPEN


def test_what_is_presumed_today_counts_as_held() -> None:
    standing = standing_of(Profile.model_validate({"role": "lead"}), SMALL, DAY)
    _, presumed, _ = gap(SMALL, standing, SMALL.roles_by_id["lead"])
    checked = grown({}, presumed)
    assert (checked.state, checked.holding and checked.holding.basis) == ("reached", "presumed")


def test_the_size_of_the_company_decides_what_is_asked() -> None:
    by_size = TEXT.replace(
        "must_have: [people]\n", "must_have: [people]\n    by_company: {small: {skills: {people: solid}}}\n"
    )
    assert by_size != TEXT
    ladder = parse_catalogue(by_size, "small.yaml")
    plan = SavedPlan.model_validate({**saved().model_dump(), "grow": [grown({}).saved.model_dump()]})
    for size, state in (("small", "lowered"), ("large", "on the way")):
        standing = standing_of(Profile.model_validate({"company": {"size": size}, **HELD_2}), ladder, DAY)
        [checked] = check_growth(plan, ladder, standing, ladder.roles_by_id["lead"])
        assert checked.state == state


def test_a_plan_of_the_first_edition_has_nothing_to_grow_into() -> None:
    old = {"rule": "skill-level", "subject": "craft", "name": "Craft", "to": 2, "end": "2027-01-01"}
    about = {"kind": "plan", "as_of": "2026-01-01", "catalogue": {"id": "small", "digest": "0"}}
    plan = SavedPlan.model_validate({**about, "role": {"role": "senior"}, "items": [old]})
    assert [checked.state for checked in check_plan(plan, findings(craft=1), DAY)] == ["open"]
    assert check_growth(plan, SMALL, standing_of(Profile(), SMALL, DAY), SMALL.roles_by_id["senior"]) == ()


def test_the_name_of_what_is_grown_into_may_run_over_lines() -> None:
    shown = {
        "axis": "evidence",
        "subject": "team",
        "name": "Led a team\nof three",
        "level": 1,
        "low": 0,
        "basis": "none",
    }
    assert SavedGrowth.model_validate(shown).name == "Led a team\nof three"
