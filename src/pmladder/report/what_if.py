"""Possible steps of a person and their effects, as JSON and in words. `opens` and `--if` share this."""

from __future__ import annotations

from pmladder.catalogue.models import Catalogue
from pmladder.engine.schedule import Months
from pmladder.engine.what_if import Change, FindingPair, Step, WhatIf
from pmladder.profile.terms import Axis, Status, Verdict
from pmladder.report import wording
from pmladder.report.blocks import NUMBER, Block, Cell, Column, Heading, paragraph, table_of
from pmladder.report.ground import Ground
from pmladder.report.shapes import Key, Shape, many, subjects

STEP = Shape(
    Step,
    "StepData",
    "Something gained. For skills, `from` and `to` are levels with their names; `from` is null when unknown.",
    "kind",
    "subject",
    Key("name", str, lambda step, ground: step_name(step, ground.catalogue)),
    Key("from", float | None, lambda step, _: step.start),
    Key("from_name", str | None, lambda step, ground: ground.level(step.start) if step.kind == "skill" else None),
    "to",
    Key("to_name", str | None, lambda step, ground: ground.level(step.to) if step.kind == "skill" else None),
)

MONTHS = Shape(Months, "MonthsData", "A range of months.", "min", "max")

CHANGED_FINDING = Shape(
    FindingPair,
    "ChangedFinding",
    "One requirement whose finding changes.",
    Key("axis", Axis, lambda pair, _: pair.was.axis),
    Key("subject", str, lambda pair, _: pair.was.subject),
    Key("name", str, lambda pair, _: pair.was.requirement.name),
    Key("must_have", bool, lambda pair, _: pair.was.must_have),
    Key("before", Status, lambda pair, _: pair.was.status),
    Key("after", Status, lambda pair, _: pair.now.status),
)

CHANGED_ROLE = Shape(
    Change,
    "ChangedRole",
    "The effect of steps on the assessment for one role: the verdict before and after, and each finding that changes.",
    Key("role", str, lambda change, _: change.role.id),
    Key("title", str, lambda change, _: change.role.title),
    Key("verdict_before", Verdict, lambda change, _: change.before.verdict),
    Key("verdict_after", Verdict, lambda change, _: change.after.verdict),
    Key("must_haves_closed", tuple[str, ...], lambda change, _: subjects(change.must_haves_closed)),
    Key("gaps_closed", tuple[str, ...], lambda change, _: subjects(change.closed)),
    Key("findings", many(CHANGED_FINDING), lambda change, _: change.pairs),
)

WHAT_IF = Shape(
    WhatIf,
    "WhatIfData",
    "The answer after some steps: the changes for each role, in the new order.",
    Key("steps", many(STEP)),
    Key("roles", many(CHANGED_ROLE), lambda what_if, _: what_if.changes),
)

_COLUMNS = (
    Column("", right=True, value=NUMBER),
    Column("Role", cell=lambda change, ground: Cell(ground.role(change.role), "strong")),
    Column(
        "Now",
        cell=lambda change, _: Cell(
            wording.VERDICT_WORDS[change.before.verdict], wording.VERDICT_TONES[change.before.verdict]
        ),
    ),
    Column("Then", cell=lambda change, _: Cell(_then(change), wording.VERDICT_TONES[change.after.verdict])),
    Column("What changes", below=True, cell=lambda change, ground: _what_changes(change, ground)),
)


def what_if_blocks(what_if: WhatIf, ground: Ground) -> tuple[Block, ...]:
    """The present answer beside the answer after the steps."""
    steps = "; ".join(step_line(step, ground) for step in what_if.steps)
    changes = table_of(_COLUMNS, what_if.changes, ground)
    return Heading(f"If {steps}"), changes, paragraph(Cell("All else stays as it is.", "muted"))


def step_line(step: Step, ground: Ground) -> str:
    """`Coaching: working → practitioner`."""
    is_skill = step.kind == "skill"
    start, end = (wording.held(level, ground.level(level) if is_skill else None) for level in (step.start, step.to))
    return f"{step_label(step, ground)}: {start} {wording.ARROW} {end}"


def step_label(step: Step, ground: Ground) -> str:
    """The label of a step."""
    return ground.skill(step.subject) if step.kind == "skill" else step_name(step, ground.catalogue)


def step_name(step: Step, catalogue: Catalogue) -> str:
    """The name of a step's subject."""
    match step.kind:
        case "skill":
            return catalogue.skills_by_id[step.subject].name
        case "evidence":
            return _evidence_text(step.subject, catalogue)
        case "years":
            return "Years in product"
        case "people":
            return "People led"


def _then(change: Change) -> str:
    now = change.after.verdict
    return wording.VERDICT_WORDS[now] if now != change.before.verdict else "the same"


def _what_changes(change: Change, ground: Ground) -> str:
    lines = [text for pair in change.pairs if (text := _finding(pair, ground))]
    return "; ".join(lines) or "Nothing changes"


def _finding(pair: FindingPair, ground: Ground) -> str:
    name, before, after = ground.requirement(pair.was), pair.was.status, pair.now.status
    if before != after:
        return f"{name}: {before} {wording.ARROW} {after}{_must_have(pair)}"
    # Raising a holding that is already enough changes nothing that matters to a reader.
    return f"{name}: still short" if after == "short" else ""


def _must_have(pair: FindingPair) -> str:
    if not pair.was.must_have or "short" not in (pair.was.status, pair.now.status):
        return ""
    return " (a must-have)"


def _evidence_text(subject: str, catalogue: Catalogue) -> str:
    """The text of a role's evidence requirement; the id if no role has a text."""
    texts = (asked.text for role in catalogue.roles for asked in role.evidence if asked.id == subject)
    return next(texts, subject).rstrip(".")
