"""Who could take over a role, and by when they could make the case; people are listed, never ranked."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.formula import Finding
from pmladder.engine.plan import PlanWish, plan
from pmladder.engine.schedule import add_months
from pmladder.profile.terms import Status
from pmladder.team.people import Member, Team

SuccessionWindow = Literal["now", "within-6-months", "within-12-months", "later", "cannot-say"]
WINDOWS: tuple[SuccessionWindow, ...] = ("now", "within-6-months", "within-12-months", "later", "cannot-say")
SOON: tuple[SuccessionWindow, ...] = ("now", "within-6-months", "within-12-months")


class MustHaveHeld(NamedTuple):
    """One must-have of the role and how a person stands to it; `presumed` where only their role lets one believe it."""

    subject: str
    axis: str
    name: str
    status: Status
    presumed: bool


class Successor(NamedTuple):
    """Somebody who could make the case for a role, and by when.

    `by` is the day at the slow end of the plan, None where there is none to wait for or nobody can say. `must_haves`
    are all of the role, `undated` those without a day: a team to lead, a degree.
    """

    id: str
    name: str
    role: str | None
    window: SuccessionWindow
    by: date | None
    must_haves: tuple[MustHaveHeld, ...]
    undated: tuple[str, ...]


class Succession(NamedTuple):
    """Everybody who could come to a role, by window and in it by name; `incumbents` hold it now.

    `above` counts the people on a higher rung, whom a move to it would take down.
    """

    role: Role
    incumbents: tuple[str, ...]
    people: tuple[Successor, ...]
    above: int

    def within(self, *windows: SuccessionWindow) -> tuple[Successor, ...]:
        """The people of these windows."""
        return tuple(person for person in self.people if person.window in windows)


def succession(catalogue: Catalogue, team: Team, role: Role, as_of: date) -> Succession:
    """Who of a team could come to `role`."""
    incumbents = [p for p in team.people if p.role is not None and p.role.id == role.id]
    others = [p for p in team.people if p not in incumbents]
    below = [p for p in others if p.role is None or p.role.seniority <= role.seniority]
    found = [_successor(catalogue, person, role, as_of) for person in below]
    ordered = tuple(one for window in WINDOWS for one in found if one.window == window)
    return Succession(role, tuple(p.name for p in incumbents), ordered, len(others) - len(below))


def _successor(catalogue: Catalogue, person: Member, role: Role, as_of: date) -> Successor:
    made = plan(catalogue, person.answer, role, PlanWish(as_of, as_of))
    findings = made.assessment.findings
    dated = {item.finding.subject: item.end for item in made.case.items if item.end is not None}
    waits = {wait.finding.subject: wait.day for wait in made.waits if wait.finding.must_have}
    undated = [f for f in findings if f.lacks and f.subject not in dated and f.subject not in waits]
    days = [*dated.values(), *waits.values()]
    by = max(days) if days else None
    window = _window(by, as_of, bool(undated), any(f.must_have and f.status == "unknown" for f in findings))
    return Successor(
        id=person.id,
        name=person.name,
        role=person.role.id if person.role else None,
        window=window,
        by=None if undated or window == "cannot-say" else by,
        must_haves=tuple(_held(f) for f in findings if f.must_have),
        undated=tuple(f.subject for f in undated),
    )


def _window(by: date | None, as_of: date, has_undated: bool, has_unknown: bool) -> SuccessionWindow:
    """What is certain counts first: who has a must-have to show that takes longer is later, whatever is unknown."""
    if has_undated or (by is not None and by > add_months(as_of, 12)):
        return "later"
    if has_unknown:
        return "cannot-say"
    if by is None:
        return "now"
    return "within-6-months" if by <= add_months(as_of, 6) else "within-12-months"


def _held(finding: Finding) -> MustHaveHeld:
    name = finding.requirement.name
    return MustHaveHeld(finding.subject, finding.axis, name, finding.status, finding.presumed)
