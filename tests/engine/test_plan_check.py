"""A saved plan held against today: each state, and each clause that decides it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.small import small
from pmladder.engine.assess import assess
from pmladder.engine.formula import Finding
from pmladder.engine.plan_check import State, check_plan
from pmladder.profile.models import Profile
from pmladder.profile.saved_plan import SavedPlan
from pmladder.profile.standing import standing_of

DAY = date(2026, 9, 1)
SMALL = small()


def saved(axis: str = "skill", subject: str = "craft", to: float = 2, end: str | None = "2027-01-01") -> SavedPlan:
    item = {"axis": axis, "subject": subject, "name": "Name", "to": to, "end": end}
    about = {"kind": "plan", "as_of": "2026-01-01", "catalogue": {"id": "small", "digest": "0"}, "role": "senior"}
    return SavedPlan.model_validate({**about, "case": {"items": [item]}})


def findings(**skills: Any) -> tuple[Finding, ...]:
    standing = standing_of(Profile.model_validate({"skills": skills, "years": 1}), SMALL, DAY)
    return assess(SMALL, standing, SMALL.roles_by_id["senior"]).findings


@pytest.mark.parametrize(
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
