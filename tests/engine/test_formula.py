"""The formula: each clause of each condition, and what findings come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmladder.engine.formula import (
    OPEN,
    VERDICTS,
    Finding,
    Holding,
    Requirement,
    count,
    find,
    growth_in_role,
    growth_of,
    verdict,
)
from pmladder.profile.terms import Basis, Status, Verdict
from rows import each


def asks(entry: float | None, level: float, must_have: bool = False, subject: str = "craft") -> Requirement:
    return Requirement("skill", subject, subject.title(), entry, level, must_have)


def holds(low: float, high: float | None = None, basis: Basis = "rated") -> Holding:
    return Holding(low, low if high is None else high, basis)


@each(
    ("entry", "level", "low", "high", "status", "growth"),
    [
        # short: high < entry
        (2, 3, 1, 1, "short", 1),
        (2, 3, 0, 1, "short", 1),
        (2, 2, 1, 1, "short", 0),
        (1, 3, 0, 0, "short", 2),
        # unknown: low < entry <= high
        (2, 3, 1, 2, "unknown", 0),
        (2, 3, 0, 4, "unknown", 0),
        (2, 3, 1, OPEN, "unknown", 0),
        (2, 2, 0, 2, "unknown", 0),
        # met: entry <= low <= level
        (2, 3, 2, 2, "met", 1),
        (2, 3, 2, 4, "met", 1),
        (2, 3, 3, 3, "met", 0),
        (2, 2, 2, 2, "met", 0),
        (2, 3, 3, 4, "met", 0),
        # exceeded: level < low
        (2, 3, 4, 4, "exceeded", 0),
        (2, 2, 3, 3, "exceeded", 0),
        (1, 1, 2, OPEN, "exceeded", 0),
    ],
)
def test_a_finding(entry: float, level: float, low: float, high: float, status: Status, growth: float) -> None:
    found = find(asks(entry, level), Holding(low, high, "rated"))
    assert (found.status, found.growth) == (status, growth)


def test_what_does_not_apply_is_neither_short_nor_met_and_does_not_grow() -> None:
    found = find(asks(2, 4, must_have=True), Holding(0, 4, "none", "no such work here"))
    assert (found.status, found.growth, found.lacks) == ("not-applicable", 0, False)
    assert growth_of(found) is None
    assert verdict([found]) == "case-to-make"
    counts = count([found])
    assert (counts.not_applicable, counts.levels_best, counts.levels_worst, counts.must_haves_unknown) == (1, 0, 0, 0)


def test_what_asks_nothing_before_the_role_is_no_finding() -> None:
    with pytest.raises(TypeError):
        find(asks(None, 3), holds(1))


@each(
    ("holding", "levels"),
    [
        (holds(0), 3),
        (holds(2), 1),
        (holds(0, 4, "none"), None),
        (holds(1, 4, "named"), None),
        (holds(3), "nothing"),
        (holds(4), "nothing"),
        (Holding(0, 4, "none", "not here"), "nothing"),
    ],
)
def test_what_comes_in_the_role_alone(holding: Holding, levels: float | str | None) -> None:
    grown = growth_in_role(asks(None, 3), holding)
    assert ("nothing" if grown is None else grown.levels) == levels


SHORT = find(asks(2, 2), holds(1))
LACKS = find(asks(2, 2, must_have=True), holds(1))
UNKNOWN = find(asks(2, 2), holds(0, 4, "none"))
MUST_HAVE_UNKNOWN = find(asks(2, 2, must_have=True), holds(0, 4, "none"))
MET = find(asks(2, 2, must_have=True), holds(2))


@each(
    ("findings", "expected"),
    [
        ([], "case-to-make"),
        ([MET], "case-to-make"),
        ([UNKNOWN], "case-to-make"),
        ([MET, SHORT], "within-reach"),
        ([UNKNOWN, SHORT], "within-reach"),
        ([MUST_HAVE_UNKNOWN], "cannot-say"),
        ([SHORT, MUST_HAVE_UNKNOWN], "cannot-say"),
        ([LACKS], "not-yet"),
        ([MUST_HAVE_UNKNOWN, LACKS], "not-yet"),
        ([SHORT, UNKNOWN, MET, LACKS], "not-yet"),
    ],
)
def test_a_verdict(findings: list[Finding], expected: Verdict) -> None:
    assert verdict(findings) == expected
    assert verdict(reversed(findings)) == expected


def test_counts() -> None:
    presumed = find(asks(1, 4, subject="talk"), holds(2, basis="presumed"))
    beyond = find(asks(1, 1), holds(2))
    years = find(Requirement("years-in-product", "years-in-product", "Years", 4, 6), holds(1, basis="given"))
    counts = count([SHORT, LACKS, UNKNOWN, MUST_HAVE_UNKNOWN, MET, presumed, beyond, years])
    assert counts._asdict() == {
        "met": 2,
        "exceeded": 1,
        "short": 3,
        "unknown": 2,
        "not_applicable": 0,
        "must_haves_short": 1,
        "must_haves_unknown": 1,
        "presumed": 1,
        # Two levels short in any case, four more if what is unknown turns out to be nothing. Years are no levels.
        "levels_best": 2,
        "levels_worst": 6,
        "growth": 2,
    }


levels = st.integers(0, 5)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Requirement, Holding]:
    entry, low = draw(st.integers(1, 4)), draw(levels)
    level, high = draw(st.integers(entry, 5)), draw(st.integers(low, 5))
    return asks(entry, level, draw(st.booleans())), Holding(low, high, "rated")


@given(pairs())
def test_every_pair_has_one_status_and_growth_never_counts_what_is_still_to_show(
    pair: tuple[Requirement, Holding],
) -> None:
    requirement, holding = pair
    found = find(requirement, holding)
    assert requirement.entry is not None
    above = {"short": holding.high < requirement.entry, "unknown": holding.low < requirement.entry <= holding.high}
    assert above.get(found.status, holding.low >= requirement.entry)
    assert 0 <= found.growth <= requirement.level - requirement.entry
    assert found.levels_best <= found.levels_worst
    assert (found.levels_worst == 0) == (found.status in ("met", "exceeded"))


@given(st.lists(pairs(), max_size=6), st.data())
def test_more_of_anything_never_worsens_a_verdict(held: list[tuple[Requirement, Holding]], data: st.DataObject) -> None:
    """More is a higher lower end; to know more exactly is another matter, and may bring out a gap."""
    before = [find(*pair) for pair in held]
    more = [
        find(requirement, Holding(low := data.draw(st.integers(int(holding.low), 6)), max(low, holding.high), "rated"))
        for requirement, holding in held
    ]
    assert VERDICTS.index(verdict(more)) >= VERDICTS.index(verdict(before))
    best = [find(f.requirement, Holding(f.holding.high, f.holding.high, "rated")) for f in before]
    assert VERDICTS.index(verdict(best)) >= VERDICTS.index(verdict(before))
