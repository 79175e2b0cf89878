"""Reads a plan that was saved as JSON: the plan, or all problems of the text."""

from __future__ import annotations

from pmladder.errors import Problem
from pmladder.formats.limits import PROBLEMS
from pmladder.formats.structured import read_mapping
from pmladder.profile.history import first_day
from pmladder.profile.saved_plan import SavedPlan
from pmladder.validation import validate

_OF_COMPACT = "next_command"
"""A key that only the compact form of an answer has."""


def read_plan(text: str, file: str) -> SavedPlan:
    """The plan in `text`. Raises InputError, naming `file`, if it is not a plan."""
    document = read_mapping(text, file)
    if _OF_COMPACT in document.value:
        what = "was saved with --compact and lacks what to come back to; save it again without that"
        raise document.refusal([Problem(("kind",), "plan", what)])
    made = validate(SavedPlan, document.value, PROBLEMS)
    problems = _impossible(made) if isinstance(made, SavedPlan) else made
    if problems or not isinstance(made, SavedPlan):
        raise document.refusal(problems)
    return made


def _impossible(plan: SavedPlan) -> list[Problem]:
    problems = []
    for index, item in enumerate(plan.case.items):
        try:
            first_day(item.end or "2000")
        except ValueError:
            problems.append(
                Problem(("case", "items", index, "end"), f"item number {index + 1}", "ends on no date that exists")
            )
    return problems
