"""What would change: steps taken on paper, by a person who stays in the present role."""

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
    """Something gained: a skill brought to a level, years passed, people led, one thing more to show.

    `subject` is the id of the skill or of the evidence asked for, else the kind again. `start` is what is held
    now, None when nobody knows; `to` is the level, the years in product, the people, or the count led to.
    """

    kind: StepKind
    subject: str
    start: float | None
    to: float


class Otherwise(NamedTuple):
    """One requirement that is answered otherwise: its finding before, and after."""

    was: Finding
    now: Finding


class Change(NamedTuple):
    """What steps do to the assessment for one role."""

    role: Role
    before: Assessment
    after: Assessment

    @property
    def pairs(self) -> tuple[Otherwise, ...]:
        """Each requirement that is answered otherwise."""
        both = map(Otherwise, self.before.findings, self.after.findings)
        return tuple(p for p in both if (p.was.status, p.was.holding) != (p.now.status, p.now.holding))

    @property
    def closed(self) -> tuple[Finding, ...]:
        """The gaps of before that are none after."""
        return tuple(pair.was for pair in self.pairs if pair.was.status == "short" != pair.now.status)

    @property
    def must_haves_closed(self) -> tuple[Finding, ...]:
        """The must-haves among the gaps that close."""
        return tuple(finding for finding in self.closed if finding.must_have)

    @property
    def helps(self) -> bool:
        """Whether something short or unknown is shown after: a step counts when it reaches an entry."""
        return any(
            pair.was.status in ("short", "unknown") and pair.now.status not in ("short", "unknown")
            for pair in self.pairs
        )

    @property
    def leaves_not_yet(self) -> bool:
        """Whether a must-have is short before and none is after."""
        return self.before.verdict == "not-yet" != self.after.verdict


class WhatIf(NamedTuple):
    """Steps, and what they change for each role, in the order that the roles would have then."""

    steps: tuple[Step, ...]
    changes: tuple[Change, ...]


def after_steps(standing: Standing, steps: Iterable[Step]) -> Standing:
    """The same person with `steps` taken. Raises nothing: a step back in level is a step too."""
    for step in steps:
        standing = _taken(standing, step)
    return standing


def standing_after(catalogue: Catalogue, placement: Placement, standing: Standing, steps: Iterable[Step]) -> Standing:
    """The same person in the same place with `steps` taken, and with what may be presumed then."""
    return presume(catalogue, after_steps(standing, steps), placement)


def answer_after(catalogue: Catalogue, answer: Answer, steps: Sequence[Step]) -> Answer:
    """What `answer` would be with `steps` taken, in the role that it found."""
    return moves(catalogue, answer.placement, standing_after(catalogue, answer.placement, answer.standing, steps))


def changes(before: Answer, after: Answer) -> tuple[Change, ...]:
    """What has changed for each next role, in the order of `after`. Both answers have the same roles."""
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
    """What has changed for the role of `before`, now that the person stands as `standing` says."""
    return Change(before.role, before, assess(catalogue, standing, before.role, present, holdings))


def _taken(standing: Standing, step: Step) -> Standing:
    match step.kind:
        case "skill":
            return standing._replace(
                levels={**standing.levels, step.subject: int(step.to)},
                present=standing.present - {step.subject},
                not_applicable={k: why for k, why in standing.not_applicable.items() if k != step.subject},
            )
        case "years":
            # How much time passes, nobody knows where the years in product are not given.
            passed = 0 if standing.years is None else step.to - standing.years
            return aged(standing, passed)._replace(years=step.to)
        case "people":
            return standing._replace(people=int(step.to))
        case "evidence":
            shown = int(step.to - (step.start or 0))
            added = tuple(Evidence(id=step.subject) for _ in range(shown))
            return standing._replace(evidence=(*standing.evidence, *added))


def aged(standing: Standing, passed: float) -> Standing:
    """The same person in the same role `passed` years later: every count that is known grows alike."""

    def later(count: float | None) -> float | None:
        return None if count is None else max(0, round(count + passed, 3))

    return standing._replace(
        years=later(standing.years),
        years_of_work=later(standing.years_of_work),
        years_in_role=later(standing.years_in_role),
    )
