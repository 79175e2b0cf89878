"""The report of `opens`: which single step opens most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.engine.assess import Assessment
from pmladder.engine.opens import Opening, targets_of, unrated
from pmladder.engine.placement import Placement
from pmladder.engine.suggest import Answer
from pmladder.report import wording
from pmladder.report.blocks import (
    NUMBER,
    Block,
    Bullets,
    Cell,
    Column,
    paragraph,
    remark,
    rows_of_parts,
    shown,
    table_of,
)
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, first_where, next_commands, notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT, PROFILE_REF, Key, Shape, ids_of, many, maybe, one, subjects
from pmladder.report.what_if import CHANGED_ROLE, MONTHS, STEP, step_label, step_name
from pmladder.text import plural

_SHOWN, _FIRST = 10, 5

TARGET = Shape(
    Assessment,
    "Target",
    "A next role, and its present verdict.",
    Key("role", str, lambda target, _: target.role.id),
    Key("title", str, lambda target, _: target.role.title),
    "verdict",
    Key("must_haves", tuple[str, ...], lambda target, _: subjects(target.must_haves_to_show)),
)

OPENING = Shape(
    Opening,
    "OpeningData",
    "One step, its effect on each next role that it helps with, and the later roles that ask for it too.",
    Key("step", one(STEP)),
    Key("must_haves_closed", int),
    Key("leaves_not_yet", tuple[str, ...], lambda opening, _: ids_of(opening.leaves_not_yet)),
    Key("gaps_closed", int),
    Key("roles", many(CHANGED_ROLE), lambda opening, _: opening.changes),
    Key("further", tuple[str, ...], lambda opening, _: ids_of(opening.further)),
    Key("months", maybe(MONTHS)),
)

COLUMNS = (
    Column("", right=True, key="rank", value=NUMBER),
    Column(key="kind", value=lambda opening, _: opening.step.kind),
    Column(key="subject", value=lambda opening, _: opening.step.subject),
    Column(
        "One step more",
        key="name",
        value=lambda opening, ground: step_name(opening.step, ground.catalogue),
        cell=lambda opening, ground: _step(opening, ground),
    ),
    Column("Level", cell=lambda opening, _: _level(opening)),
    Column(key="from", value=lambda opening, _: opening.step.start),
    Column(key="to", value=lambda opening, _: opening.step.to),
    Column("Must-haves", right=True, key="must_haves_closed"),
    Column(key="leaves_not_yet", value=lambda opening, _: ids_of(opening.leaves_not_yet)),
    Column("Gaps", right=True, key="gaps_closed"),
    Column(key="roles", value=lambda opening, _: [change.role.id for change in opening.changes]),
    Column(key="further", value=lambda opening, _: ids_of(opening.further)),
    Column("In focus", cell=lambda opening, _: wording.months(opening.months) if opening.months else "-"),
    Column(key="months_min", value=lambda opening, _: opening.months and opening.months.min),
    Column(key="months_max", value=lambda opening, _: opening.months and opening.months.max),
    Column("Detail", below=True, cell=lambda opening, ground: _detail(opening, ground)),
)

_TARGET_COLUMNS = (
    Column(key="rank", value=NUMBER),
    Column(key="subject", value=lambda target, _: target.role.id),
    Column(key="name", value=lambda target, _: target.role.title),
    Column(key="verdict"),
    Column(key="must_haves", value=lambda target, _: subjects(target.must_haves_to_show)),
)

_FIRST_COLUMNS = (
    COLUMNS[0],
    Column("One step more", cell=lambda opening, ground: _step(opening, ground)),
    Column("level", cell=lambda opening, ground: _level_named(opening, ground)),
    Column("must-haves", right=True, value=lambda opening, _: opening.must_haves_closed),
    Column("gaps closed", right=True, value=lambda opening, _: opening.gaps_closed),
    Column("in focus", cell=lambda opening, _: wording.months(opening.months) if opening.months else "-"),
)


class OpensData(NamedTuple):
    """The JSON of `opens`. `unrated` are skills of unknown level that next roles ask for."""

    schema_version: str
    kind: Literal["opens"]
    as_of: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    placement: Annotated[Placement, PLACEMENT]
    goal: str | None
    targets: tuple[Annotated[Assessment, TARGET], ...]
    steps: tuple[Annotated[Opening, OPENING], ...]
    unrated: tuple[str, ...]
    notes: tuple[str, ...]


def opens_report(ground: Ground, answer: Answer, openings: Sequence[Opening], as_of: str | None, every: bool) -> Report:
    """What each single step opens. `every` also shows steps without effect."""
    goal = answer.standing.goal
    data = OpensData(
        schema_version=SCHEMA_VERSION,
        kind="opens",
        as_of=as_of,
        catalogue=ground,
        name=ground.name,
        profile=ground,
        placement=answer.placement,
        goal=goal.id if goal else None,
        targets=tuple(targets_of(answer)),
        steps=tuple(openings),
        unrated=unrated(answer),
        notes=tuple(notes_on(ground, answer.placement)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, every)),
        partial(_rows, data, ground),
        tuple(_hints(data)),
        ground=ground,
        first=None if every else lambda: tuple(_first(data, ground)),
    )


def _rows(data: OpensData, ground: Ground) -> list[list[str]]:
    """The next roles as they stand now, then the steps."""
    keys = [*(column.key for column in COLUMNS if column.key), "verdict", "must_haves"]
    return rows_of_parts(keys, [("role", _TARGET_COLUMNS, data.targets), ("step", COLUMNS, data.steps)], ground)


def _first(data: OpensData, ground: Ground) -> Iterator[Block]:
    yield from first_where(data.placement, ground, data.notes)
    steps = [step for step in data.steps if step.changes]
    if not steps:
        text = "No single step changes anything for your next roles." if data.targets else "No move is known from here."
        yield paragraph(Cell(text, "strong"))
        yield next_commands((wording.command(ground, "next"), "the roles around yours"))
        return
    best = steps[0]
    closed = [plural(best.must_haves_closed, "must-have")] if best.must_haves_closed else []
    closed += [plural(best.gaps_closed, "gap")] if best.gaps_closed else []
    effect = f" (closes {' and '.join(closed)})" if closed else ""
    yield paragraph(Cell(f"What opens most: {step_label(best.step, ground)}{effect}", "strong"))
    yield table_of(_FIRST_COLUMNS, steps[:_FIRST], ground)
    roles = ", ".join(ground.role(target.role) for target in data.targets[:_FIRST])
    more = f" and {len(data.targets) - _FIRST} more" if len(data.targets) > _FIRST else ""
    yield remark(f"Counted over your next roles: {roles}{more}.")
    if data.unrated:
        yield remark(f"Not counted: {plural(len(data.unrated), 'skill')} not rated yet.")
    yield remark(NOT_A_PROMISE)
    commands = [(wording.command(ground, "opens", "--all"), f"all {len(steps)} steps")]
    if best.step.kind == "skill":
        commands.append((Cell(f"pmladder skill {best.step.subject}", "command"), "how to get there"))
    else:
        commands.append((wording.command(ground, "next"), "the roles that it helps with"))
    yield next_commands(*commands)


def _hints(data: OpensData) -> Iterator[str]:
    if data.unrated:
        skills = wording.first_three(data.unrated)
        yield f"Not counted, because not rated: {skills}. `pmladder assess` asks what matters most first."


def _blocks(data: OpensData, ground: Ground, every: bool) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    if not data.targets:
        yield paragraph("The catalogue knows no move from here, so there is nothing to open.")
        return
    yield paragraph("Next roles:")
    yield Bullets(tuple(Cell(_target(target, ground)) for target in data.targets))
    steps = [step for step in data.steps if step.changes]
    shown_steps = steps if every else steps[:_SHOWN]
    if not shown_steps:
        yield paragraph("No single step changes anything for the next roles.")
        return
    yield table_of(COLUMNS, shown_steps, ground)
    yield paragraph(Cell("Must-haves and gaps closed are counted over all your next roles.", "muted"))
    if more := len(steps) - len(shown_steps):
        yield paragraph(Cell(f"{plural(more, 'more step')} with --all.", "muted"))
    if idle := len(data.steps) - len(steps):
        yield paragraph(
            Cell(f"{plural(idle, 'more step')} would help no next role; only JSON and CSV list them.", "muted")
        )
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _target(target: Assessment, ground: Ground) -> str:
    named = f" ({wording.must_haves(target, ground)})" if target.must_haves_to_show else ""
    return f"{ground.role(target.role)}: {wording.verdict_line(target)}{named}"


def _step(opening: Opening, ground: Ground) -> Cell:
    # Evidence needs a sentence, which does not fit into a column.
    text = "Something to show" if opening.step.kind == "evidence" else step_label(opening.step, ground)
    return Cell(text, "strong" if opening.must_haves_closed else None)


def _level(opening: Opening) -> str:
    start = "?" if opening.step.start is None else shown(opening.step.start)
    return f"{start} {wording.ARROW} {shown(opening.step.to)}"


def _level_named(opening: Opening, ground: Ground) -> Cell:
    numbers = _level(opening)
    if opening.step.kind != "skill":
        return Cell(numbers)
    start = "?" if opening.step.start is None else ground.level(opening.step.start)
    return Cell(f"{start} {wording.ARROW} {ground.level(opening.step.to)}", shorter=(numbers,))


def _detail(opening: Opening, ground: Ground) -> str:
    better = [change for change in opening.changes if change.before.verdict != change.after.verdict]
    parts = [step_label(opening.step, ground)] if opening.step.kind == "evidence" else []
    parts += [f"{ground.role(c.role)}: {wording.verdicts(c.before.verdict, c.after.verdict)}" for c in better]
    closed = [ground.role(change.role) for change in opening.changes if change not in better and change.closed]
    if closed:
        parts.append(f"closes a gap for {', '.join(closed)}")
    if settled := len(opening.changes) - len(better) - len(closed):
        parts.append(f"answers what is unknown for {plural(settled, 'other role' if better or closed else 'role')}")
    if opening.further:
        parts.append(f"also needed later by {plural(len(opening.further), 'role')}")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]
