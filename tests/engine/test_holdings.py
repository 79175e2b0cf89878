"""What a person holds, as a table: the interval of every axis and why it is believed."""

from __future__ import annotations

from typing import Any

from engine.small import catalogue_of, person
from pmladder.engine.assess import holdings_of
from pmladder.engine.formula import OPEN, Requirement
from pmladder.profile.standing import Presumed
from pmladder.profile.terms import Axis
from rows import each

CATALOGUE = catalogue_of("""
reach: [task, team, company]
skills: [{id: craft, name: Craft}]
roles:
  - {id: maker, title: Maker}
  - {id: boss, title: Boss, track: management}
  - {id: seller, title: Seller, family: adjacent}
""")

Interval = tuple[float, float, str]


def held(
    axis: Axis, subject: str = "", tracks: tuple[str, ...] = (), kind: str | None = None, **profile: Any
) -> Interval:
    presumed = profile.pop("presumed", None)
    standing = person(CATALOGUE, **profile)._replace(presumed=presumed)
    holding = holdings_of(standing).of(Requirement(axis, subject or axis, axis, 2, 2, tracks=tracks, kind=kind))
    return holding.low, holding.high, holding.basis


@each(
    ("rating", "presumed", "expected"),
    [
        (None, None, (0, 4, "none")),
        (3, None, (3, 3, "rated")),
        ("two", None, (2, 2, "rated")),
        (0, None, (0, 0, "rated")),
        ({}, None, (1, 4, "named")),
        # A rating replaces what is presumed of its skill, up or down.
        (None, Presumed({"craft": 3}), (3, 3, "presumed")),
        (1, Presumed({"craft": 3}), (1, 1, "rated")),
        (4, Presumed({"craft": 3}), (4, 4, "rated")),
        # What is only named says less than a level presumed, and more than none.
        ({}, Presumed({"craft": 3}), (3, 3, "presumed")),
        ({}, Presumed({"craft": 0}), (1, 4, "named")),
        ({}, Presumed({}), (1, 4, "named")),
        # What no role presumes is not there, unless a role held could not be read.
        (None, Presumed({}), (0, 0, "presumed")),
        (None, Presumed({}, others_unknown=True), (0, 4, "none")),
        (None, Presumed({"craft": 2}, others_unknown=True), (2, 2, "presumed")),
    ],
)
def test_a_skill(rating: Any, presumed: Presumed | None, expected: Interval) -> None:
    skills = {} if rating is None else {"craft": rating}
    assert held("skill", "craft", skills=skills, presumed=presumed) == expected


def test_what_does_not_apply_says_why_whatever_is_presumed() -> None:
    standing = person(CATALOGUE, skills={"craft": {"not_applicable": "no such work"}})
    for presumed in (None, Presumed({"craft": 3})):
        holding = holdings_of(standing._replace(presumed=presumed)).skill("craft")
        assert (holding.not_applicable, holding.basis) == ("no such work", "none")


MAKER = {"title": "Maker", "start": "2020-01", "end": "2023-12"}


@each(
    ("profile", "expected"),
    [
        ({}, (0, OPEN, "none")),
        ({"years": 3}, (3, 3, "given")),
        ({"years": 3, "years_of_work": 9}, (3, 3, "given")),
        # Years in product are a part of all years of work.
        ({"years_of_work": 9}, (0, 9, "given")),
        ({"history": [MAKER]}, (4, 4, "counted")),
        ({"history": [MAKER, {"title": "Seller", "start": "2010", "end": "2020"}]}, (4, 4, "counted")),
        # A position without dates may have been time in product.
        ({"history": [MAKER, {"title": "Boss"}]}, (4, OPEN, "counted")),
        ({"history": [MAKER, {"title": "Juggler"}]}, (4, OPEN, "counted")),
        ({"history": [MAKER, {"title": "Boss"}], "years_of_work": 6}, (4, 6, "counted")),
        ({"history": [MAKER, {"title": "Seller"}]}, (4, 4, "counted")),
        ({"years": 2, "history": [MAKER, {"title": "Boss"}]}, (2, 2, "given")),
    ],
)
def test_years_in_product(profile: dict[str, Any], expected: Interval) -> None:
    assert held("years-in-product", **profile) == expected


@each(
    ("profile", "expected"),
    [
        ({}, (0, OPEN, "none")),
        ({"years_of_work": 5}, (5, 5, "given")),
        ({"years_of_work": 5, "years": 7}, (7, 7, "given")),
        ({"years": 3}, (3, OPEN, "counted")),
        ({"years": 1, "history": [MAKER, {"title": "Juggler", "start": "2024", "end": "2025"}]}, (4, OPEN, "counted")),
        ({"history": [MAKER]}, (4, 4, "counted")),
    ],
)
def test_years_of_work(profile: dict[str, Any], expected: Interval) -> None:
    assert held("years-of-work", **profile) == expected


@each(
    ("profile", "expected"),
    [
        ({}, (0, OPEN, "none")),
        ({"people": 3}, (3, 3, "given")),
        ({"people_led_before": 5}, (5, 5, "given")),
        ({"people": 0, "people_led_before": 5}, (5, 5, "given")),
        ({"people": 8, "people_led_before": 5}, (8, 8, "given")),
        # People are never presumed.
        ({"presumed": Presumed({}, 3)}, (0, OPEN, "none")),
    ],
)
def test_people_led(profile: dict[str, Any], expected: Interval) -> None:
    assert held("people", **profile) == expected


@each(
    ("profile", "expected"),
    [
        ({}, (0, OPEN, "none")),
        ({"reach": "Team"}, (2, 2, "given")),
        ({"presumed": Presumed({}, 3)}, (3, 3, "presumed")),
        ({"reach": "task", "presumed": Presumed({}, 3)}, (1, 1, "given")),
        ({"presumed": Presumed({}, None)}, (0, OPEN, "none")),
    ],
)
def test_reach(profile: dict[str, Any], expected: Interval) -> None:
    assert held("reach", **profile) == expected


@each(
    ("education", "expected"),
    [
        (None, (0, OPEN, "none")),
        ("none", (0, 0, "given")),
        ("bachelor", (2, 2, "given")),
        ("doctorate", (4, 4, "given")),
    ],
)
def test_education(education: str | None, expected: Interval) -> None:
    assert held("education", **({"education": education} if education else {})) == expected


@each(
    ("shown", "expected"),
    [
        ([], (0, OPEN, "none")),
        ([{"id": "launch"}], (1, OPEN, "given")),
        ([{"id": "x", "kind": "start"}], (1, OPEN, "given")),
        ([{"id": "x", "shows": ["launch"]}], (1, OPEN, "given")),
        ([{"id": "x", "kind": "other"}], (0, OPEN, "none")),
        # More than is asked shows no more than is asked.
        ([{"id": f"x{n}", "kind": "start"} for n in range(5)], (2, OPEN, "given")),
    ],
)
def test_evidence_is_never_known_to_be_lacking(shown: list[dict[str, Any]], expected: Interval) -> None:
    assert held("evidence", "launch", kind="start", evidence=shown) == expected


@each(
    ("history", "expected"),
    [
        ([], (0, OPEN, "none")),
        ([MAKER], (4, 4, "counted")),
        ([MAKER, {"title": "Boss", "start": "2024-01", "end": "2024-12"}], (4, 4, "counted")),
        ([MAKER, {"title": "Juggler", "start": "2024-01", "end": "2024-12"}], (4, OPEN, "counted")),
        ([MAKER, {"title": "Maker"}], (4, OPEN, "counted")),
        ([{"title": "Juggler", "start": "2024-01", "end": "2024-12"}], (0, OPEN, "none")),
    ],
)
def test_time_on_a_track(history: list[dict[str, Any]], expected: Interval) -> None:
    assert held("time-on-track", "individual", tracks=("individual",), history=history) == expected
