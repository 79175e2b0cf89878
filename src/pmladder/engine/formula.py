"""The formula: compares one requirement with one holding, and turns findings into a verdict.

A role is a table of requirements and a person a table of holdings; `engine/assess.py` makes both. Only this module
decides what is met. The sentences about it are made in `report/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pmladder.profile.terms import Axis, Basis, Status, Verdict

VERDICTS: tuple[Verdict, ...] = ("not-yet", "cannot-say", "within-reach", "case-to-make")
"""The verdicts from worst to best."""

OPEN = float("inf")
"""The upper end of an open-ended holding."""


class Requirement(NamedTuple):
    """What a role asks on one axis: `entry` before the role, `level` in the role.

    Without an `entry`, nothing is asked before. Both are levels, years, people, or places in the order of reaches or
    degrees, from 1. `subject` is the id of the skill or of the evidence, the tracks for time on tracks, or else the
    axis. `tracks` are the tracks whose time counts. `kind` is a kind of evidence that counts as well as the id.
    """

    axis: Axis
    subject: str
    name: str
    entry: float | None
    level: float
    must_have: bool = False
    sources: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    kind: str | None = None


class Holding(NamedTuple):
    """What a person has on one axis: at least `low`, at most `high`, and the basis for it.

    `not_applicable` says why the axis does not apply to the person; None if it applies.
    """

    low: float
    high: float
    basis: Basis
    not_applicable: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether the holding is one exact value."""
        return self.low == self.high


class Finding(NamedTuple):
    """The result of comparing one requirement with one holding.

    `growth` is what is left for the role: the distance to the level from the holding, or from the entry if that is
    higher.
    """

    requirement: Requirement
    holding: Holding
    status: Status
    growth: float

    @property
    def axis(self) -> Axis:
        """The axis of the requirement."""
        return self.requirement.axis

    @property
    def subject(self) -> str:
        """What the requirement is about."""
        return self.requirement.subject

    @property
    def is_skill(self) -> bool:
        """Whether the requirement is about a skill."""
        return self.requirement.axis == "skill"

    @property
    def must_have(self) -> bool:
        """Whether the requirement is a must-have."""
        return self.requirement.must_have

    @property
    def presumed(self) -> bool:
        """Whether the holding is presumed from a role, and not stated by anyone."""
        return self.holding.basis == "presumed"

    @property
    def lacks(self) -> bool:
        """Whether a must-have is short."""
        return self.status == "short" and self.requirement.must_have

    @property
    def levels_best(self) -> float:
        """The distance to the entry in the best case."""
        return max(0, self.entry - self.holding.high) if self.status in ("short", "unknown") else 0

    @property
    def levels_worst(self) -> float:
        """The distance to the entry in the worst case."""
        return max(0, self.entry - self.holding.low) if self.status in ("short", "unknown") else 0

    @property
    def entry(self) -> float:
        """The amount asked before the role. Every finding has one."""
        return self.requirement.entry or 0


class Growth(NamedTuple):
    """Something that grows in the role: a requirement, the holding, and the distance; None if it is unrated."""

    requirement: Requirement
    holding: Holding
    levels: float | None


class Counts(NamedTuple):
    """The number of findings of each status, and the distance to the entries in the best and the worst case.

    The best case counts everything unknown as met, the worst case as short. Levels and growth are those of skills.
    `presumed` counts the findings that rest on presumed holdings.
    """

    met: int
    exceeded: int
    short: int
    unknown: int
    not_applicable: int
    must_haves_short: int
    must_haves_unknown: int
    presumed: int
    levels_best: int
    levels_worst: int
    growth: int


def find(requirement: Requirement, holding: Holding) -> Finding:
    """The finding of a requirement with an entry. Raises TypeError for a requirement without one."""
    entry, low = requirement.entry, holding.low
    if entry is None:
        raise TypeError(f"{requirement.subject} asks nothing before the role")
    if holding.not_applicable is not None:
        return Finding(requirement, holding, "not-applicable", 0)
    if holding.high < entry:
        return Finding(requirement, holding, "short", requirement.level - entry)
    if low < entry:
        return Finding(requirement, holding, "unknown", 0)
    if low > requirement.level:
        return Finding(requirement, holding, "exceeded", 0)
    return Finding(requirement, holding, "met", requirement.level - low)


def growth_of(finding: Finding) -> Growth | None:
    """What grows in the role for a finding; None if nothing does."""
    return Growth(finding.requirement, finding.holding, finding.growth) if finding.growth > 0 else None


def growth_in_role(requirement: Requirement, holding: Holding) -> Growth | None:
    """What grows in the role for a requirement without an entry; None if it is met or does not apply."""
    if holding.not_applicable is not None or holding.low >= requirement.level:
        return None
    return Growth(requirement, holding, requirement.level - holding.low if holding.is_known else None)


def verdict(findings: Iterable[Finding]) -> Verdict:
    """The verdict on a set of findings. Unknown never counts as short, and never as met."""
    supporting_short = must_have_unknown = False
    for finding in findings:
        if finding.status == "short":
            if finding.requirement.must_have:
                return "not-yet"
            supporting_short = True
        elif finding.status == "unknown" and finding.requirement.must_have:
            must_have_unknown = True
    if must_have_unknown:
        return "cannot-say"
    return "within-reach" if supporting_short else "case-to-make"


def count(findings: Iterable[Finding]) -> Counts:
    """The counts of a set of findings."""
    statuses = {"met": 0, "exceeded": 0, "short": 0, "unknown": 0, "not-applicable": 0}
    short = unknown = presumed = 0
    best = worst = growth = 0.0
    for finding in findings:
        requirement, holding, status, grows = finding
        statuses[status] += 1
        if holding.basis == "presumed":
            presumed += 1
        if status == "short" or status == "unknown":
            if requirement.must_have:
                if status == "short":
                    short += 1
                else:
                    unknown += 1
            if requirement.axis == "skill":
                best += finding.levels_best
                worst += finding.levels_worst
        if grows and requirement.axis == "skill":
            growth += grows
    return Counts(
        met=statuses["met"],
        exceeded=statuses["exceeded"],
        short=statuses["short"],
        unknown=statuses["unknown"],
        not_applicable=statuses["not-applicable"],
        must_haves_short=short,
        must_haves_unknown=unknown,
        presumed=presumed,
        levels_best=int(best),
        levels_worst=int(worst),
        growth=int(growth),
    )
