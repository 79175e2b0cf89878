"""Compares a saved plan with today's profile: the progress of each planned item and of each item to grow into."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import holdings_of, requirements_of
from pmladder.engine.formula import OPEN, Finding, Holding, Requirement
from pmladder.profile.history import first_day
from pmladder.profile.saved_plan import SavedGrowth, SavedItem, SavedPlan
from pmladder.profile.standing import Standing

State = Literal["done", "open", "late", "not known", "no longer asked"]
STATES: tuple[State, ...] = ("late", "open", "not known", "done", "no longer asked")
"""What wants attention first."""

GrowthState = Literal["reached", "on the way", "not begun", "lowered", "not known", "no longer asked"]
GROWTH_STATES: tuple[GrowthState, ...] = (
    "lowered",
    "on the way",
    "not begun",
    "not known",
    "reached",
    "no longer asked",
)
"""What wants attention first."""

LoweredBy = Literal["you", "ladder", "both"]


class CheckedItem(NamedTuple):
    """One planned item, its outcome, and the present holding; None if the role no longer asks for it."""

    item: SavedItem
    state: State
    holding: Holding | None


class CheckedGrowth(NamedTuple):
    """One item to grow into, its outcome, today's requirement, and the present holding.

    `requirement` and `holding` are None if the role no longer asks for it. `lowered_by` says why an item is lowered:
    the person has less than before, the ladder asks less, or both.
    """

    saved: SavedGrowth
    state: GrowthState
    requirement: Requirement | None
    holding: Holding | None
    lowered_by: LoweredBy | None = None

    @property
    def held_then(self) -> Holding:
        """The holding when the plan was made."""
        saved = self.saved
        return Holding(saved.low, OPEN if saved.high is None else saved.high, saved.basis)

    @property
    def way(self) -> float:
        """The distance from the certain holding to the level, when the plan was made."""
        return max(0, round(self.saved.level - self.saved.low, 1))

    @property
    def gained(self) -> float | None:
        """How much of the distance is certainly gained; None if it is unknown or no longer asked."""
        if self.holding is None or self.state in ("not known", "no longer asked"):
            return None
        return min(self.way, max(0, round(self.holding.low - self.saved.low, 1)))


def check_plan(saved: SavedPlan, findings: Iterable[Finding], as_of: date) -> tuple[CheckedItem, ...]:
    """The outcome of each planned item, by today's findings for the role of the plan."""
    today = {(finding.axis, finding.subject): finding for finding in findings}
    return tuple(_checked(item, today.get((item.axis, item.subject)), as_of) for item in saved.case.items)


def check_growth(saved: SavedPlan, catalogue: Catalogue, standing: Standing, role: Role) -> tuple[CheckedGrowth, ...]:
    """The outcome of each item to grow into. `role` is the role of the plan. `standing` includes presumed levels."""
    holdings = holdings_of(standing)
    asked = {(one.axis, one.subject): one for one in requirements_of(catalogue, role, standing.company_size)}
    return tuple(
        CheckedGrowth(growth, "no longer asked", None, None)
        if (requirement := asked.get((growth.axis, growth.subject))) is None
        else _grown(growth, requirement, holdings.of(requirement))
        for growth in saved.grow
    )


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


def _grown(growth: SavedGrowth, requirement: Requirement, holding: Holding) -> CheckedGrowth:
    if holding.not_applicable is not None:
        return CheckedGrowth(growth, "no longer asked", requirement, holding)
    if holding.low >= growth.level:
        return CheckedGrowth(growth, "reached", requirement, holding)
    by_you, by_ladder = holding.high < growth.low, requirement.level < growth.level
    if by_you or by_ladder:
        by: LoweredBy = "both" if by_you and by_ladder else "you" if by_you else "ladder"
        return CheckedGrowth(growth, "lowered", requirement, holding, by)
    if holding.low > growth.low:
        return CheckedGrowth(growth, "on the way", requirement, holding)
    return CheckedGrowth(growth, "not begun" if holding.is_known else "not known", requirement, holding)
