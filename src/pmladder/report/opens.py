"""The report of `opens`: which single step opens most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.findings import Assessment, Verdict
from pmladder.engine.opens import Opening, unrated
from pmladder.engine.placement import Placement
from pmladder.engine.suggest import Answer
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Tone, paragraph, shown, table
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT
from pmladder.report.steps import ChangedRole, EffortData, StepData
from pmladder.text import plural

_SHOWN = 10


class Target(NamedTuple):
    """A next role, as it stands now."""

    role: str
    title: str
    verdict: Verdict
    blockers: tuple[str, ...]


class OpeningData(NamedTuple):
    """One step: what it changes for each next role that it helps with, and the roles beyond that ask for it too."""

    step: StepData
    blockers_removed: int
    leaves_blocked: tuple[str, ...]
    gaps_closed: int
    roles: tuple[ChangedRole, ...]
    further: tuple[str, ...]
    effort: EffortData | None


class OpensData(NamedTuple):
    """The JSON of `opens`. `unrated` are skills that next roles ask for and whose level nobody knows."""

    schema_version: str
    kind: Literal["opens"]
    as_of: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    placement: Annotated[Placement, PLACEMENT]
    goal: str | None
    targets: tuple[Target, ...]
    steps: tuple[OpeningData, ...]
    unrated: tuple[str, ...]
    notes: tuple[str, ...]


def report(ground: Ground, answer: Answer, openings: Sequence[Opening], as_of: str | None, every: bool) -> Report:
    """What each single step opens; `every` shows those that change nothing as well."""
    catalogue, goal = ground.catalogue, answer.standing.goal
    data = OpensData(
        schema_version=SCHEMA_VERSION,
        kind="opens",
        as_of=as_of,
        catalogue=ground,
        placement=answer.placement,
        goal=goal.id if goal else None,
        targets=tuple(_target(s.assessment) for s in answer.suggestions),
        steps=tuple(_opening(opening, catalogue) for opening in openings),
        unrated=unrated(answer),
        notes=tuple(notes_on(ground, answer.placement)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(labelled(data, catalogue), ground, every)),
        partial(_rows, data),
        tuple(_hints(data)),
        ground=ground,
    )


def _target(assessment: Assessment) -> Target:
    role, blockers = assessment.role, tuple(finding.subject for finding in assessment.blockers)
    return Target(role.id, role.title, assessment.verdict, blockers)


def _opening(opening: Opening, catalogue: Catalogue) -> OpeningData:
    return OpeningData(
        step=StepData.of(opening.step, catalogue),
        blockers_removed=opening.blockers_removed,
        leaves_blocked=tuple(role.id for role in opening.leaves_blocked),
        gaps_closed=opening.gaps_closed,
        roles=tuple(map(ChangedRole.of, opening.changes)),
        further=tuple(role.id for role in opening.further),
        effort=EffortData.of(opening.effort, catalogue, opening.step.kind),
    )


def _hints(data: OpensData) -> Iterator[str]:
    if data.unrated:
        skills = words.first_three(data.unrated)
        yield f"Not counted, since nobody rated them: {skills}. `pmladder assess` asks what matters most first."


def _blocks(data: OpensData, ground: Ground, every: bool) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    if not data.targets:
        yield paragraph("The catalogue knows no move from here, so there is nothing to open.")
        return
    next_roles = "; ".join(f"{target.title} ({target.verdict})" for target in data.targets)
    yield paragraph(f"Next roles: {next_roles}.")
    steps = [step for step in data.steps if step.roles]
    shown_steps = steps if every else steps[:_SHOWN]
    if not shown_steps:
        yield paragraph("No single step changes anything for the next roles.")
        return
    yield _table(shown_steps)
    yield paragraph(Cell("Blockers and gaps are those that close, over all next roles.", "muted"))
    if more := len(steps) - len(shown_steps):
        yield paragraph(Cell(f"{plural(more, 'more step')} with --all.", "muted"))
    if idle := len(data.steps) - len(steps):
        yield paragraph(
            Cell(f"Of no help for the next roles, so in JSON and CSV alone: {plural(idle, 'step')}.", "muted")
        )
    if any(step.effort and step.effort.editorial for step in shown_steps):
        yield paragraph(Cell("Effort is an editorial judgement, for practice beside the job.", "muted"))
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _table(steps: Sequence[OpeningData]) -> Block:
    columns = [
        Column("", right=True),
        Column("One step more"),
        Column("Level"),
        Column("Blockers", right=True),
        Column("Gaps", right=True),
        Column("Effort"),
        Column("Detail", below=True),
    ]
    return table(columns, [_row(number, step) for number, step in enumerate(steps, 1)])


def _row(number: int, opening: OpeningData) -> list[Cell | str]:
    tone: Tone | None = "strong" if opening.blockers_removed else None
    return [
        str(number),
        Cell("Something to show" if opening.step.kind == "evidence" else opening.step.name, tone),
        f"{'?' if opening.step.from_ is None else shown(opening.step.from_)} {words.ARROW} {shown(opening.step.to)}",
        str(opening.blockers_removed),
        str(opening.gaps_closed),
        opening.effort.words if opening.effort else "-",
        _detail(opening),
    ]


def _detail(opening: OpeningData) -> str:
    better = [role for role in opening.roles if role.verdict_before != role.verdict_after]
    # What is to be shown takes a sentence, which no column has room for.
    parts = [opening.step.name] if opening.step.kind == "evidence" else []
    parts += [f"{role.title}: {role.verdict_before} {words.ARROW} {role.verdict_after}" for role in better]
    closed = [role.title for role in opening.roles if role not in better and role.gaps_closed]
    if closed:
        parts.append(f"closes a gap for {', '.join(closed)}")
    if nearer := len(opening.roles) - len(better) - len(closed):
        parts.append(f"brings {plural(nearer, 'other role' if better or closed else 'role')} nearer")
    if opening.further:
        parts.append(f"asked again by {plural(len(opening.further), 'role')} further on")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _rows(data: OpensData) -> list[list[str]]:
    header = ["rank", "kind", "subject", "name", "from", "to", "blockers_removed", "leaves_blocked", "gaps_closed"]
    rows = [[*header, "roles", "further", "effort_min", "effort_max", "effort_unit"]]
    for rank, opening in enumerate(data.steps, 1):
        step, effort = opening.step, opening.effort
        rows.append(
            [
                str(rank),
                step.kind,
                step.subject,
                step.name,
                shown(step.from_),
                shown(step.to),
                str(opening.blockers_removed),
                "; ".join(opening.leaves_blocked),
                str(opening.gaps_closed),
                "; ".join(role.role for role in opening.roles),
                "; ".join(opening.further),
                shown(effort.min if effort else None),
                shown(effort.max if effort else None),
                effort.unit if effort else "",
            ]
        )
    return rows
