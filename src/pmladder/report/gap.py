"""The report of `gap`: everything one role asks, held against the person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.findings import Assessment
from pmladder.engine.placement import Placement
from pmladder.profile.standing import Standing
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Heading, paragraph
from pmladder.report.findings import ROWS_HEADER, finding_rows, gap_blocks, why_blocks
from pmladder.report.notes import NOT_A_PROMISE, notes_on, where_blocks
from pmladder.report.pieces import AssessmentData, CatalogueRef, PlacementData, RoleName
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.report.steps import WhatIfData, what_if_blocks


class GapData(NamedTuple):
    """The JSON of `gap`."""

    schema_version: str
    kind: Literal["gap"]
    as_of: str | None
    catalogue: CatalogueRef
    placement: PlacementData
    role: RoleName
    assessment: AssessmentData
    what_if: WhatIfData | None
    notes: tuple[str, ...]


class Held(NamedTuple):
    """One person held against one role."""

    placement: Placement
    standing: Standing
    assessment: Assessment


class Detail(NamedTuple):
    """What a reader sees beside the gaps: every finding with its rule and source, and bars of the skills."""

    why: bool = False
    chart: bool = False


def report(
    catalogue: Catalogue, digest: str, held: Held, as_of: str | None, detail: Detail, what_if: WhatIfData | None = None
) -> Report:
    """The gaps of one person for one role."""
    placement, standing, assessment = held
    data = GapData(
        schema_version=SCHEMA_VERSION,
        kind="gap",
        as_of=as_of,
        catalogue=CatalogueRef.of(catalogue, digest),
        placement=PlacementData.of(placement, standing),
        role=RoleName.of(assessment.role),
        assessment=AssessmentData.of(assessment, catalogue, standing),
        what_if=what_if,
        notes=tuple(notes_on(catalogue, placement, standing)),
    )

    def blocks() -> tuple[Block, ...]:
        seen = labelled(data, catalogue)
        chart = _chart(seen, catalogue, standing.present) if detail.chart else ()
        return tuple(_blocks(seen, detail.why, chart))

    return Report(data, blocks, partial(_rows, data))


def _chart(data: GapData, catalogue: Catalogue, present: Collection[str]) -> Iterator[Block]:
    from pmladder.report.bars import bars_of, categories_of

    if any(finding.rule == "skill-level" for finding in data.assessment.findings):
        yield Heading("Skills held against asked")
        names = [level.name for level in catalogue.scale]
        yield bars_of(data.assessment, tuple(categories_of(catalogue)), names, present)


def _blocks(data: GapData, why: bool, chart: Iterable[Block]) -> Iterator[Block]:
    assessment = data.assessment
    yield from where_blocks(data.placement, data.notes)
    yield Heading(f"{data.role.title}: {words.verdict_line(assessment)}")
    yield paragraph(_counted(assessment))
    yield from chart
    yield from gap_blocks(assessment)
    if data.what_if is not None:
        yield from what_if_blocks(data.what_if)
    if why:
        yield from why_blocks(assessment)
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _counted(assessment: AssessmentData) -> str:
    counts = assessment.counts
    parts = [f"{counts.met} met", f"{counts.exceeded} exceeded", f"{counts.short} short", f"{counts.unknown} unknown"]
    if counts.not_applicable:
        parts.append(f"{counts.not_applicable} not applicable")
    climb = f"{counts.levels_best}"
    if counts.levels_worst != counts.levels_best:
        climb += f" to {counts.levels_worst}"
    return f"{', '.join(parts)}; skill levels to climb: {climb}."


def _rows(data: GapData) -> list[list[str]]:
    return [ROWS_HEADER, *finding_rows(data.role.role, data.assessment)]
