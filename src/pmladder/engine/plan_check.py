"""A saved plan held against the profile of today: what is done, what is late, what is no longer asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from pmladder.engine.formula import Finding, Holding
from pmladder.profile.history import first_day
from pmladder.profile.saved_plan import SavedItem, SavedPlan

State = Literal["done", "open", "late", "not known", "no longer asked"]
STATES: tuple[State, ...] = ("late", "open", "not known", "done", "no longer asked")
"""What wants attention first."""


class CheckedItem(NamedTuple):
    """One planned thing, what became of it, and what is held now; None where the role no longer asks for it."""

    item: SavedItem
    state: State
    holding: Holding | None


def check_plan(saved: SavedPlan, findings: Iterable[Finding], as_of: date) -> tuple[CheckedItem, ...]:
    """What became of each thing that was planned to be shown, by the findings of today for the role of the plan."""
    today = {(finding.axis, finding.subject): finding for finding in findings}
    return tuple(_checked(item, today.get((item.axis, item.subject)), as_of) for item in saved.case.items)


def _checked(item: SavedItem, finding: Finding | None, as_of: date) -> CheckedItem:
    holding = finding.holding if finding else None
    if finding is None or finding.status == "not-applicable" or finding.entry < item.to:
        return CheckedItem(item, "no longer asked", holding)
    if finding.holding.low >= item.to:
        return CheckedItem(item, "done", holding)
    if finding.status == "unknown":
        return CheckedItem(item, "not known", holding)
    late = item.end is not None and first_day(item.end) < as_of
    return CheckedItem(item, "late" if late else "open", holding)
