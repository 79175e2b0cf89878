"""Reading a plan that was saved as JSON, with every problem in it."""

from __future__ import annotations

from pmladder.errors import InputError, Problem
from pmladder.files.bounded import read_text
from pmladder.formats.limits import PROBLEMS
from pmladder.formats.positions import locate
from pmladder.formats.structured import parse
from pmladder.profile.history import first_day
from pmladder.profile.saved_plan import SavedPlan
from pmladder.validation import validate


def read_plan(path: str) -> SavedPlan:
    """The plan in the file at `path`. Raises InputError when it is missing, unreadable or no plan."""
    text = read_text(path)
    made = validate(SavedPlan, parse(text, path), PROBLEMS)
    problems = _impossible(made) if isinstance(made, SavedPlan) else made
    if problems or not isinstance(made, SavedPlan):
        raise InputError(path, locate(text, problems))
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
