"""An entry of the journal: what is put down of a person, and what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.small import small
from pmladder.engine.formula import Holding, Requirement, find
from pmladder.engine.journal_entry import entry_of
from pmladder.profile.journal import Entry
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing
from rows import each

SMALL = small()
DAY = date(2026, 11, 22)


def entry(role: str | None, goal: str | None = None, also: str | None = None, **said: Any) -> Entry:
    """The entry of somebody who holds `role`."""
    roles = SMALL.roles_by_id
    person = Standing(
        role=roles[role] if role else None,
        role_basis="given" if role else None,
        goal=roles[goal] if goal else None,
        top_level=3,
        **said,
    )
    return entry_of(SMALL, "d1", person, DAY, roles[also] if also else None)


def held(one: Entry) -> dict[str, tuple[float, float | None, str]]:
    return {holding.axis: (holding.low, holding.high, holding.basis) for holding in one.held}


OPEN_YEARS = (0, None, "none")


# A seller, one move from the junior of whom nothing but years in product is asked beside the skills.
@each(
    ("said", "expected"),
    [
        # Asked and not known: put down as unknown. Neither asked nor known: left out.
        ({}, {"years-in-product": OPEN_YEARS}),
        # Known and not asked: put down where it is years or people, whatever they are.
        ({"people": 3}, {"years-in-product": OPEN_YEARS, "people": (3, 3, "given")}),
        ({"people": 0}, {"years-in-product": OPEN_YEARS, "people": (0, 0, "given")}),
        (
            {"years_of_work": 5.0},
            {"years-in-product": (0, 5.0, "given"), "years-of-work": (5.0, 5.0, "given")},
        ),
        # Two years in product are two years of work at least: that is not one value, and nobody asks.
        ({"years": 2.0}, {"years-in-product": (2.0, 2.0, "given")}),
        # Known, but neither asked nor years nor people.
        ({"education": "master"}, {"years-in-product": OPEN_YEARS}),
        ({"evidence": (Evidence(id="launch", kind="launch"),)}, {"years-in-product": OPEN_YEARS}),
        # Skills have a place of their own.
        ({"levels": {"craft": 2, "talk": 1}}, {"years-in-product": OPEN_YEARS}),
    ],
)
def test_what_is_held_beside_the_skills(
    said: dict[str, Any], expected: dict[str, tuple[float, float | None, str]]
) -> None:
    assert held(entry("seller", **said)) == expected


def test_what_a_role_that_matters_asks_beside_the_skills_is_held_known_or_not() -> None:
    nothing, something = entry("seller", "lead"), entry("seller", "lead", education="master", people=2)
    axes = {"years-in-product", "people", "education", "evidence", "time-on-track"}
    assert held(nothing) == dict.fromkeys(axes, OPEN_YEARS)
    assert held(something) == held(nothing) | {"people": (2, 2, "given"), "education": (3, 3, "given")}
    assert held(entry("seller", also="lead")) == held(nothing)
    assert {asked.axis for asked in nothing.asked["lead"].others} == axes


@each(
    ("role", "said", "expected"),
    [
        ("junior", {}, True),
        ("junior", {"role_is_unread": True}, False),
        ("junior", {"presumes": False}, False),
        ("junior", {"presumes": False, "role_is_unread": True}, False),
        (None, {}, False),
        (None, {"years": 3.0}, True),
    ],
)
def test_a_skill_nobody_asks_is_presumed_not_to_be_there_where_every_role_held_is_known(
    role: str | None, said: dict[str, Any], expected: bool
) -> None:
    assert entry(role, **said).others_presumed_none == expected


@each(
    ("holding", "must_have", "lacks", "presumed"),
    [
        (Holding(1, 1, "rated"), True, True, False),
        (Holding(1, 1, "rated"), False, False, False),
        (Holding(1, 1, "presumed"), True, True, True),
        (Holding(2, 2, "presumed"), True, False, True),
        (Holding(2, 2, "rated"), True, False, False),
        (Holding(0, 3, "none"), True, False, False),
        (Holding(1, 3, "named"), True, False, False),
        (Holding(0, 3, "none", "not here"), True, False, False),
    ],
)
def test_what_a_finding_lacks_and_whether_it_is_presumed(
    holding: Holding, must_have: bool, lacks: bool, presumed: bool
) -> None:
    found = find(Requirement("skill", "craft", "Craft", 2, 2, must_have), holding)
    assert (found.lacks, found.presumed) == (lacks, presumed)
