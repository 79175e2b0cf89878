"""Steps that a person could take, and what they change, as data and in words. Shared by `opens` and `--if`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Catalogue
from pmladder.engine.effort import Effort
from pmladder.engine.findings import Status, Verdict
from pmladder.engine.what_if import Change, Step, StepKind
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, shown, table


class StepData(NamedTuple):
    """Something gained. For skills, `from` and `to` are levels with their names; `from` is null when unknown."""

    kind: StepKind
    subject: str
    name: str
    from_: float | None
    from_name: str | None
    to: float
    to_name: str | None

    @classmethod
    def of(cls, step: Step, catalogue: Catalogue) -> StepData:
        """A step as data."""
        level = catalogue.level_name if step.kind == "skill" else None
        return cls(
            kind=step.kind,
            subject=step.subject,
            name=_name(step, catalogue),
            from_=step.start,
            from_name=level(int(step.start)) if level and step.start is not None else None,
            to=step.to,
            to_name=level(int(step.to)) if level else None,
        )

    @property
    def line(self) -> str:
        """`Coaching: working → practitioner`."""
        held = words.held(self.from_, self.from_name)
        return f"{self.name}: {held} {words.ARROW} {words.held(self.to, self.to_name)}"


class EffortData(NamedTuple):
    """From so many units of time to so many; editorial where no published source has it."""

    min: float
    max: float
    unit: str
    editorial: bool

    @classmethod
    def of(cls, effort: Effort | None, catalogue: Catalogue, kind: StepKind = "skill") -> EffortData | None:
        """An effort as data. A year is a year, whoever says so."""
        if effort is None:
            return None
        unit = "months"
        editorial = kind == "skill" and catalogue.effort is not None and EDITORIAL in catalogue.effort.sources
        return cls(effort.min, effort.max, unit, editorial)

    @property
    def words(self) -> str:
        """`6-12 months`."""
        span = shown(self.min) if self.min == self.max else f"{shown(self.min)}-{shown(self.max)}"
        return f"{span} {self.unit}"


class ChangedFinding(NamedTuple):
    """One requirement that is answered otherwise."""

    rule: str
    subject: str
    name: str
    strength: str
    before: Status
    after: Status


class ChangedRole(NamedTuple):
    """What steps do to the assessment for one role: the verdict before and after, and each finding that changes."""

    role: str
    title: str
    verdict_before: Verdict
    verdict_after: Verdict
    blockers_removed: tuple[str, ...]
    gaps_closed: tuple[str, ...]
    findings: tuple[ChangedFinding, ...]

    @classmethod
    def of(cls, change: Change) -> ChangedRole:
        """A change as data."""
        pairs = change.pairs
        return cls(
            role=change.role.id,
            title=change.role.title,
            verdict_before=change.before.verdict,
            verdict_after=change.after.verdict,
            blockers_removed=tuple(finding.subject for finding in change.blockers_removed),
            gaps_closed=tuple(finding.subject for finding in change.closed),
            findings=tuple(
                ChangedFinding(was.rule, was.subject, was.name, was.strength, was.status, now.status)
                for was, now in pairs
            ),
        )


class WhatIfData(NamedTuple):
    """The answer with some steps taken: what changes for each role, in the order that they would have then."""

    steps: tuple[StepData, ...]
    roles: tuple[ChangedRole, ...]

    @classmethod
    def of(cls, steps: Sequence[Step], changes: Sequence[Change], catalogue: Catalogue) -> WhatIfData:
        """Steps and what they change, as data."""
        return cls(tuple(StepData.of(step, catalogue) for step in steps), tuple(map(ChangedRole.of, changes)))


def what_if_blocks(what_if: WhatIfData) -> tuple[Block, ...]:
    """The answer of now beside that with the steps taken."""
    steps = "; ".join(step.line for step in what_if.steps)
    columns = [
        Column("", right=True),
        Column("Role"),
        Column("Now"),
        Column("Then"),
        Column("What changes", below=True),
    ]
    rows: list[list[Cell | str]] = [
        [
            str(number),
            Cell(role.title, "strong"),
            Cell(role.verdict_before, words.VERDICT_TONES[role.verdict_before]),
            Cell(_then(role), words.VERDICT_TONES[role.verdict_after]),
            _what_changes(role),
        ]
        for number, role in enumerate(what_if.roles, 1)
    ]
    return Heading(f"If {steps}"), table(columns, rows), paragraph(Cell("All else stays as it is.", "muted"))


def _then(role: ChangedRole) -> str:
    return role.verdict_after if role.verdict_after != role.verdict_before else "the same"


def _what_changes(role: ChangedRole) -> str:
    told = [text for finding in role.findings if (text := _finding(finding))]
    return "; ".join(told) or "Nothing changes"


def _finding(finding: ChangedFinding) -> str:
    if finding.before != finding.after:
        return f"{finding.name}: {finding.before} {words.ARROW} {finding.after}{_blocking(finding)}"
    # More of what is there already changes nothing that a reader would act on.
    return f"{finding.name}: still short" if finding.after == "short" else ""


def _blocking(finding: ChangedFinding) -> str:
    if finding.strength != "blocking" or "short" not in (finding.before, finding.after):
        return ""
    return " (blocks)" if finding.after == "short" else " (blocks no more)"


def _name(step: Step, catalogue: Catalogue) -> str:
    match step.kind:
        case "skill":
            return catalogue.skills_by_id[step.subject].name
        case "evidence":
            return evidence_text(step.subject, catalogue)
        case "years":
            return "Years in product"
        case "people":
            return "People led"


def evidence_text(subject: str, catalogue: Catalogue) -> str:
    """What a role of the catalogue wants to see shown, in its words; the id where no role has any."""
    texts = (asked.text for role in catalogue.roles for asked in role.evidence if asked.id == subject)
    return next(texts, subject).rstrip(".")
