"""A saved plan held against the profile of today: what is done, what is late, what is no longer asked."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.engine.findings import Finding
from pmladder.engine.rules import EDUCATION_ORDER, RULES
from pmladder.profile.history import first_day
from pmladder.profile.saved_plan import SavedItem, SavedPlan
from pmladder.profile.standing import Standing

State = Literal["done", "open", "late", "not known", "no longer asked"]
STATES: tuple[State, ...] = ("late", "open", "not known", "done", "no longer asked")
"""What wants attention first."""


class CheckedItem(NamedTuple):
    """One planned thing, what became of it, and what is held now."""

    item: SavedItem
    state: State
    have: float | str | None


def check_plan(saved: SavedPlan, role: Role, standing: Standing, as_of: date) -> tuple[CheckedItem, ...]:
    """What became of each thing that was planned for `role`."""
    findings = {(f.rule, f.subject): f for rule in RULES for f in rule(role, standing)}
    return tuple(_checked(item, findings.get((item.rule, item.subject)), as_of) for item in saved.items)


def _checked(item: SavedItem, finding: Finding | None, as_of: date) -> CheckedItem:
    if finding is None or finding.status == "not-applicable" or not _reaches(finding.need, item.to):
        return CheckedItem(item, "no longer asked", finding.have if finding else None)
    if finding.have is not None and _reaches(finding.have, item.to):
        return CheckedItem(item, "done", finding.have)
    if finding.status == "unknown":
        return CheckedItem(item, "not known", None)
    late = item.end is not None and first_day(item.end) < as_of
    return CheckedItem(item, "late" if late else "open", finding.have)


def _reaches(value: float | str, to: float | str) -> bool:
    """Whether `value` is `to` or more, for figures and for education."""
    if isinstance(value, str) or isinstance(to, str):
        order: tuple[str, ...] = EDUCATION_ORDER
        return value in order and to in order and order.index(str(value)) >= order.index(str(to))
    return value >= to
