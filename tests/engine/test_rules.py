"""Each rule: what it must find, what it must leave alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.small import small
from pmladder.engine import rules
from pmladder.engine.assess import assess
from pmladder.profile.models import Profile
from pmladder.profile.standing import stand

CATALOGUE = small()

JOBS = [{"title": "Senior", "start": "2018-01", "end": "2020-12"}]


def found(role: str, rule: str, **profile: Any) -> list[tuple[str, str, Any, Any]]:
    standing = stand(Profile.model_validate(profile), CATALOGUE, date(2026, 1, 1))
    assessment = assess(CATALOGUE, standing, CATALOGUE.roles_by_id[role])
    return [(f.subject, f.status, f.need, f.have) for f in assessment.findings if f.rule == rule]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({}, [("years-in-product", "unknown", 2, None), ("years-of-work", "unknown", 3, None)]),
        ({"years": 1}, [("years-in-product", "short", 2, 1), ("years-of-work", "unknown", 3, None)]),
        # Years in product are years of work as well.
        ({"years": 3}, [("years-in-product", "met", 2, 3), ("years-of-work", "met", 3, None)]),
        ({"years": 5}, [("years-in-product", "exceeded", 2, 5), ("years-of-work", "met", 3, None)]),
        ({"years_of_work": 1}, [("years-in-product", "short", 2, None), ("years-of-work", "short", 3, 1)]),
        ({"years_of_work": 9}, [("years-in-product", "unknown", 2, None), ("years-of-work", "exceeded", 3, 9)]),
        ({"years": 4, "years_of_work": 2}, [("years-in-product", "met", 2, 4), ("years-of-work", "met", 3, 4)]),
    ],
)
def test_years(profile: dict[str, Any], expected: list[Any]) -> None:
    assert found("senior", "years", **profile) == expected


def test_a_floor_of_zero_years_asks_for_nothing() -> None:
    assert found("junior", "years", years=0) == []


@pytest.mark.parametrize(
    ("rating", "status", "have"),
    [
        (None, "unknown", None),
        (0, "short", 0),
        ("basic", "short", 1),
        ("Solid", "met", 2),
        (3, "exceeded", 3),
        ({}, "unknown", None),
        ({"not_applicable": "no such work here"}, "not-applicable", None),
    ],
)
def test_skill_level(rating: Any, status: str, have: int | None) -> None:
    skills = {} if rating is None else {"craft": rating}
    assert found("senior", "skill-level", skills=skills)[0] == ("craft", status, 2, have)


def test_a_skill_that_is_there_at_an_unknown_level_has_less_to_climb() -> None:
    def climb(skills: dict[str, Any]) -> tuple[int, int]:
        standing = stand(Profile.model_validate({"skills": skills}), CATALOGUE, None)
        counts = assess(CATALOGUE, standing, CATALOGUE.roles_by_id["senior"]).counts
        return counts.levels_best, counts.levels_worst

    assert climb({}) == (0, 4)
    assert climb({"craft": {}}) == (0, 3)
    assert climb({"craft": 1}) == (1, 3)
    assert climb({"craft": {"not_applicable": "why"}}) == (0, 2)


@pytest.mark.parametrize(
    ("people", "status"), [(None, "unknown"), (0, "short"), (1, "short"), (2, "met"), (5, "met"), (6, "exceeded")]
)
def test_people_led(people: int | None, status: str) -> None:
    profile = {} if people is None else {"people": people}
    assert found("lead", "people-led", **profile) == [("people", status, 2, people)]
    assert found("senior", "people-led", **profile) == []


@pytest.mark.parametrize(
    ("entries", "status", "have"),
    [
        ([], "unknown", None),
        ([{"id": "a", "kind": "launch"}], "unknown", 1),
        ([{"id": "a", "kind": "launch"}, {"id": "b", "kind": "launch"}], "met", 2),
        ([{"id": "a", "kind": "launch"}, {"id": "b", "shows": ["launch"]}], "met", 2),
        ([{"id": "a", "kind": "talk"}, {"id": "b"}], "unknown", None),
    ],
)
def test_evidence_is_met_or_unknown_but_never_short(entries: list[Any], status: str, have: int | None) -> None:
    assert found("lead", "evidence", evidence=entries) == [("launch", status, 2, have)]


@pytest.mark.parametrize(
    ("education", "status"),
    [(None, "unknown"), ("none", "short"), ("school", "short"), ("bachelor", "met"), ("master", "exceeded")],
)
def test_education(education: str | None, status: str) -> None:
    profile = {} if education is None else {"education": education}
    assert found("lead", "education", **profile) == [("education", status, "bachelor", education)]


def test_prior_role() -> None:
    assert found("lead", "prior-role") == [("individual", "unknown", 2, None)]
    assert found("lead", "prior-role", history=JOBS) == [("individual", "met", 2, 3.0)]
    short = [{"title": "Senior", "start": "2018-01", "end": "2018-12"}]
    assert found("lead", "prior-role", history=short) == [("individual", "short", 2, 1.0)]
    # A title that nobody can place may have been such a role.
    assert found("lead", "prior-role", history=[*short, {"title": "Wizard", "start": "2019"}])[0][1] == "unknown"


@pytest.mark.parametrize(
    ("profile", "verdict"),
    [
        ({}, "can't say yet"),
        ({"skills": {"craft": 1}}, "blocked"),
        ({"skills": {"craft": 1, "talk": 2}, "years": 9}, "blocked"),
        ({"skills": {"craft": 2, "talk": 1}}, "within reach"),
        ({"skills": {"craft": 2}}, "case to make"),
        ({"skills": {"craft": 2, "talk": 3}, "years": 1}, "within reach"),
        ({"skills": {"craft": {"not_applicable": "why"}}}, "case to make"),
        ({"skills": {"craft": 3, "talk": 3}, "years": 9}, "case to make"),
    ],
)
def test_verdicts(profile: dict[str, Any], verdict: str) -> None:
    standing = stand(Profile.model_validate(profile), CATALOGUE, None)
    assert assess(CATALOGUE, standing, CATALOGUE.roles_by_id["senior"]).verdict == verdict


def test_every_rule_says_in_a_sentence_what_it_checks() -> None:
    for rule in rules.RULES:
        first = (rule.__doc__ or "").splitlines()[0]
        assert first.endswith("."), rule.__name__
        assert len(first) > 20, rule.__name__


def test_findings_carry_their_sources() -> None:
    assessment = assess(CATALOGUE, stand(Profile(), CATALOGUE, None), CATALOGUE.roles_by_id["lead"])
    assert {f.subject: f.sources for f in assessment.findings if f.rule == "skill-level"} == {
        "craft": (),
        "people": ("book",),
    }


def test_what_is_no_longer_asked_for() -> None:
    roles = CATALOGUE.roles_by_id
    assert assess(CATALOGUE, stand(Profile(), CATALOGUE, None), roles["lead"], roles["senior"]).dropped == ("talk",)
