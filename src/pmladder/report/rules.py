"""The words of each rule: what it checks, why a holding is believed, and how to start closing a gap.

The formula decides; a rule only has words. `RULES`, at the bottom, has one rule for each axis.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pmladder.engine.formula import Finding, Holding
from pmladder.profile.terms import Axis, Basis
from pmladder.report.ground import Ground

_BASES: Mapping[Basis, str] = {
    "rated": "rated",
    "given": "given",
    "counted": "counted from the history",
    "presumed": "presumed by your role",
    "named": "held, level unknown",
    "none": "not given",
}
ONLY_TIME = "Only time closes this"
_A_SIGN = f"{ONLY_TIME}; it is a sign, not a gate."
LEAD_SOMEBODY = "Ask to lead people: an associate, an intern, a project team."


class Rule(NamedTuple):
    """The words for one axis. `checks` says what is checked."""

    checks: str
    why: Callable[[Holding, Ground], str]
    start: str = ""


def why_believed(finding: Finding, ground: Ground) -> str:
    """Why a holding is believed."""
    return finding.holding.not_applicable or RULES[finding.axis].why(finding.holding, ground)


def start(finding: Finding) -> str:
    """One way to start closing a gap, except for skills; a must-have of time has none."""
    rule = RULES[finding.axis]
    return "" if rule.start == _A_SIGN and finding.must_have else rule.start


def _by_basis(holding: Holding, _: Ground) -> str:
    return _BASES[holding.basis]


def _skill(holding: Holding, _: Ground) -> str:
    return "not rated" if holding.basis == "none" else _BASES[holding.basis]


def _years(holding: Holding, _: Ground) -> str:
    if holding.is_known or holding.basis == "none":
        return _BASES[holding.basis]
    if not holding.low:
        return f"at most the {holding.high:g} years of all work"
    return f"at least {holding.low:g} years are known"


def _people(holding: Holding, _: Ground) -> str:
    return "not known how many people you lead" if holding.basis == "none" else _BASES[holding.basis]


def _evidence(holding: Holding, _: Ground) -> str:
    return f"{holding.low:g} listed" if holding.low else "none listed"


def _time_on_track(holding: Holding, _: Ground) -> str:
    return "counted from the history" if holding.is_known else "the history does not say"


RULES: Mapping[Axis, Rule] = {
    "skill": Rule("Has each skill at the entry of the role, or higher.", _skill),
    "years-in-product": Rule("Enough years in product roles.", _years, _A_SIGN),
    "years-of-work": Rule("Enough years of all relevant work.", _years, _A_SIGN),
    "people": Rule("Leads, or has led, as many people as the role asks for beforehand.", _people, LEAD_SOMEBODY),
    "reach": Rule(
        "Decisions carry as far as those of the roles that people come from.",
        _by_basis,
        "Ask for a decision that reaches further: a second team, an area.",
    ),
    "education": Rule("Has the education that the role asks for.", _by_basis),
    "evidence": Rule("Has evidence of everything that the role wants to see.", _evidence),
    "time-on-track": Rule("Has enough years in roles of the tracks that the role names.", _time_on_track, _A_SIGN),
}
