"""The report of `gap`: everything one role asks, held against the person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.engine.assess import Assessment
from pmladder.engine.placement import Placement
from pmladder.engine.what_if import WhatIf
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Heading, paragraph
from pmladder.report.columns import rows_of
from pmladder.report.findings import finding_columns, gap_blocks, why_table
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, at_sizes, notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import ASSESSMENT, CATALOGUE_REF, PLACEMENT, PROFILE_REF, ROLE_NAME
from pmladder.report.steps import WHAT_IF, what_if_blocks


class GapData(NamedTuple):
    """The JSON of `gap`. `decides` says what decides a move for which no must-have is left to show."""

    schema_version: str
    kind: Literal["gap"]
    as_of: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    placement: Annotated[Placement, PLACEMENT]
    role: Annotated[Role, ROLE_NAME]
    assessment: Annotated[Assessment, ASSESSMENT]
    decides: str | None
    what_if: Annotated[WhatIf, WHAT_IF] | None
    notes: tuple[str, ...]


class GapDetail(NamedTuple):
    """What a reader sees beside the gaps: every finding with its rule and source, and bars of the skills."""

    why: bool = False
    chart: bool = False


def report(
    ground: Ground,
    placement: Placement,
    assessment: Assessment,
    as_of: str | None,
    detail: GapDetail,
    what_if: WhatIf | None = None,
) -> Report:
    """The gaps of one person for one role."""
    data = GapData(
        schema_version=SCHEMA_VERSION,
        kind="gap",
        as_of=as_of,
        catalogue=ground,
        name=ground.name,
        profile=ground,
        placement=placement,
        role=assessment.role,
        assessment=assessment,
        decides=_decides(placement, assessment, ground),
        what_if=what_if,
        notes=(*notes_on(ground, placement), *at_sizes(ground, placement, [assessment])),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, detail)),
        partial(rows_of, finding_columns(assessment.role), assessment.findings, ground),
        ground=ground,
    )


def _blocks(data: GapData, ground: Ground, detail: GapDetail) -> Iterator[Block]:
    assessment = data.assessment
    yield from where_blocks(data.placement, ground, data.notes)
    yield Heading(f"{ground.role(data.role)}: {words.verdict_line(assessment)}")
    yield paragraph(_counted(assessment))
    if data.decides:
        yield paragraph(data.decides)
    if detail.chart:
        from pmladder.report.bars import bars_of, categories_of

        if any(finding.is_skill for finding in assessment.findings):
            yield Heading("Skills held against asked")
            yield bars_of(assessment, ground, tuple(categories_of(ground.catalogue)))
    yield from gap_blocks(assessment, ground)
    if data.what_if is not None:
        yield from what_if_blocks(data.what_if, ground)
    if detail.why:
        yield why_table(assessment, ground)
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _decides(placement: Placement, assessment: Assessment, ground: Ground) -> str | None:
    if assessment.must_haves_to_show or (placement.role is not None and placement.role.id == assessment.role.id):
        return None
    return words.what_decides(assessment, ground)


def _counted(assessment: Assessment) -> str:
    counts = assessment.counts
    parts = [f"{counts.met} met", f"{counts.exceeded} exceeded", f"{counts.short} short", f"{counts.unknown} not rated"]
    if counts.not_applicable:
        parts.append(f"{counts.not_applicable} not applicable")
    levels = f"{counts.levels_best}"
    if counts.levels_worst != counts.levels_best:
        levels += f" to {counts.levels_worst}"
    presumed = f"; {counts.presumed} presumed by your role" if counts.presumed else ""
    return f"{', '.join(parts)}{presumed}; skill levels to show: {levels}, to grow into: {counts.growth}."
