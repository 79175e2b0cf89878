"""The values that the rules yield and the assessments that are made of them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.catalogue.fields import Strength
from pmladder.catalogue.models import Role, Transition

Status = Literal["met", "exceeded", "short", "unknown", "not-applicable"]
Verdict = Literal["blocked", "can't say yet", "within reach", "case to make"]

VERDICTS: tuple[Verdict, ...] = ("blocked", "can't say yet", "within reach", "case to make")
"""The verdicts from worst to best."""


class Finding(NamedTuple):
    """One requirement held against one profile.

    `need` and `have` are of one kind: levels, years or counts as numbers, education as a word; `have` is
    None when nobody knows. `climb_best` and `climb_worst` are the levels of a skill still to climb if
    what is unknown turns out well, or badly. `presumed` says that `have` was not rated but taken from
    the role that the person was placed on.
    """

    rule: str
    subject: str
    name: str
    need: float | int | str
    have: float | int | str | None
    status: Status
    strength: Strength
    reason: str
    sources: tuple[str, ...] = ()
    presumed: bool = False
    climb_best: int = 0
    climb_worst: int = 0

    @property
    def blocks(self) -> bool:
        """Whether this is a blocker: a blocking requirement that is known to be short."""
        return self.status == "short" and self.strength == "blocking"


class Counts(NamedTuple):
    """How many findings there are of each status, and what is left in the best and in the worst case.

    The best case takes everything unknown as met, the worst as short. Levels are those of skills.
    """

    met: int
    exceeded: int
    short: int
    unknown: int
    not_applicable: int
    blocking_short_best: int
    blocking_short_worst: int
    levels_best: int
    levels_worst: int


class Assessment(NamedTuple):
    """All findings of one profile for one role, and the verdict. Never a ratio, never a mean.

    `dropped` are ids of skills that the present role asks for and this one does not.
    """

    role: Role
    verdict: Verdict
    counts: Counts
    findings: tuple[Finding, ...]
    dropped: tuple[str, ...] = ()

    def with_status(self, *statuses: Status) -> tuple[Finding, ...]:
        """The findings of these statuses, in their order."""
        return tuple(finding for finding in self.findings if finding.status in statuses)

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """The blocking requirements that are known to be short."""
        return tuple(finding for finding in self.findings if finding.blocks)


class OrderKey(NamedTuple):
    """Why a suggestion stands where it does; compared from the first field to the last, lowest first."""

    off_route: int
    other_company: int
    unusual: int
    time_misfit: int
    blockers_worst: int
    levels_worst: int
    role: str


class Suggestion(NamedTuple):
    """A role one transition away, with its assessment.

    `derived` when the catalogue lists no transitions; `on_route` when it is on a shortest way to the goal.
    """

    transition: Transition
    assessment: Assessment
    key: OrderKey
    derived: bool = False
    on_route: bool = False

    @property
    def role(self) -> Role:
        """The role that the transition leads to."""
        return self.assessment.role
