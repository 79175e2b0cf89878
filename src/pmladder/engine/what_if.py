"""What would change if a person took some steps and stayed in the present role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import Assessment, Holdings, assess
from pmladder.engine.formula import Finding
from pmladder.engine.placement import Placement, presume
from pmladder.engine.suggest import Answer, moves
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing

StepKind = Literal["skill", "years", "people", "evidence"]


class Step(NamedTuple):
    """A gain: a skill raised to a level, passed years, people led, or one more piece of evidence.

    `subject` is the id of the skill or of the evidence, or else the kind again. `start` is the present amount; None if
    unknown. `to` is the new level, years in product, people, or count.
    """

    kind: StepKind
    subject: str
    start: float | None
    to: float


class FindingPair(NamedTuple):
    """One requirement whose finding changes: the findings before and after."""

    was: Finding
    now: Finding


class Change(NamedTuple):
    """The effect of steps on the assessment for one role."""

    role: Role
    before: Assessment
    after: Assessment

    @property
    def pairs(self) -> tuple[FindingPair, ...]:
        """Each requirement whose finding changes."""
        both = map(FindingPair, self.before.findings, self.after.findings)
        return tuple(p for p in both if (p.was.status, p.was.holding) != (p.now.status, p.now.holding))

    @property
    def closed(self) -> tuple[Finding, ...]:
        """The gaps that are closed after the steps."""
        return tuple(pair.was for pair in self.pairs if pair.was.status == "short" != pair.now.status)

    @property
    def must_haves_closed(self) -> tuple[Finding, ...]:
        """The must-haves among the gaps that close."""
        return tuple(finding for finding in self.closed if finding.must_have)

    @property
    def helps(self) -> bool:
        """Whether something short or unknown is met after the steps: a step helps only if it reaches an entry."""
        return any(
            pair.was.status in ("short", "unknown") and pair.now.status not in ("short", "unknown")
            for pair in self.pairs
        )

    @property
    def leaves_not_yet(self) -> bool:
        """Whether a must-have is short before the steps and none is after."""
        return self.before.verdict == "not-yet" != self.after.verdict


class WhatIf(NamedTuple):
    """Steps, and their effect on each role, in the order of suggestions after the steps."""

    steps: tuple[Step, ...]
    changes: tuple[Change, ...]


def after_steps(standing: Standing, steps: Iterable[Step]) -> Standing:
    """The same person with `steps` taken. A step may also lower a level."""
    for step in steps:
        standing = _taken(standing, step)
    return standing


def standing_after(catalogue: Catalogue, placement: Placement, standing: Standing, steps: Iterable[Step]) -> Standing:
    """The same person on the same role with `steps` taken, and with the levels presumed then."""
    return presume(catalogue, after_steps(standing, steps), placement)


def answer_after(catalogue: Catalogue, answer: Answer, steps: Sequence[Step]) -> Answer:
    """The answer after `steps`, with the placement of `answer`."""
    return moves(catalogue, answer.placement, standing_after(catalogue, answer.placement, answer.standing, steps))


def changes(before: Answer, after: Answer) -> tuple[Change, ...]:
    """The change for each next role, in the order of `after`. Both answers have the same roles."""
    was = {suggestion.assessment.role.id: suggestion.assessment for suggestion in before.suggestions}
    now = [suggestion.assessment for suggestion in after.suggestions]
    return tuple(Change(assessment.role, was[assessment.role.id], assessment) for assessment in now)


def change(
    catalogue: Catalogue,
    before: Assessment,
    standing: Standing,
    present: Role | None,
    holdings: Holdings | None = None,
) -> Change:
    """The change for the role of `before`, for a person with `standing`."""
    return Change(before.role, before, assess(catalogue, standing, before.role, present, holdings))


def _taken(standing: Standing, step: Step) -> Standing:
    match step.kind:
        case "skill":
            return standing._replace(
                levels={**standing.levels, step.subject: int(step.to)},
                present=standing.present - {step.subject},
                not_applicable={k: reason for k, reason in standing.not_applicable.items() if k != step.subject},
            )
        case "years":
            # Without given years in product, the passing time is unknown.
            passed = 0 if standing.years is None else step.to - standing.years
            return aged(standing, passed)._replace(years=step.to)
        case "people":
            return standing._replace(people=int(step.to))
        case "evidence":
            shown = int(step.to - (step.start or 0))
            added = tuple(Evidence(id=step.subject) for _ in range(shown))
            return standing._replace(evidence=(*standing.evidence, *added))


def aged(standing: Standing, passed: float) -> Standing:
    """The same person in the same role, `passed` years later. All known counts of years grow by the same amount."""

    def later(count: float | None) -> float | None:
        return None if count is None else max(0, round(count + passed, 3))

    return standing._replace(
        years=later(standing.years),
        years_of_work=later(standing.years_of_work),
        years_in_role=later(standing.years_in_role),
    )
