"""A saved plan held against the profile of today: what is done, what is late, what is no longer asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from pmladder.engine.findings import Finding
from pmladder.engine.rules import EDUCATION_ORDER
from pmladder.profile.history import first_day
from pmladder.profile.saved_plan import SavedItem, SavedPlan

State = Literal["done", "open", "late", "not known", "no longer asked"]
STATES: tuple[State, ...] = ("late", "open", "not known", "done", "no longer asked")
"""What wants attention first."""


class CheckedItem(NamedTuple):
    """One planned thing, what became of it, and what is held now. `presumed`: nobody rated what is held."""

    item: SavedItem
    state: State
    have: float | str | None
    presumed: bool = False


def check_plan(saved: SavedPlan, findings: Iterable[Finding], as_of: date) -> tuple[CheckedItem, ...]:
    """What became of each thing that was planned, by the findings of today for the role of the plan."""
    today = {(finding.rule, finding.subject): finding for finding in findings}
    return tuple(_checked(item, today.get((item.rule, item.subject)), as_of) for item in saved.items)


def _checked(item: SavedItem, finding: Finding | None, as_of: date) -> CheckedItem:
    if finding is None or finding.status == "not-applicable" or not _reaches(finding.need, item.to):
        return CheckedItem(item, "no longer asked", finding.have if finding else None)
    if finding.have is not None and _reaches(finding.have, item.to):
        return CheckedItem(item, "done", finding.have, finding.presumed)
    if finding.status == "unknown":
        return CheckedItem(item, "not known", None)
    late = item.end is not None and first_day(item.end) < as_of
    return CheckedItem(item, "late" if late else "open", finding.have, finding.presumed)


def _reaches(value: float | str, to: float | str) -> bool:
    """Whether `value` is `to` or more, for figures and for education."""
    if isinstance(value, str) or isinstance(to, str):
        order: tuple[str, ...] = EDUCATION_ORDER
        return value in order and to in order and order.index(str(value)) >= order.index(str(to))
    return value >= to
