"""The report of `assess`: what was rated, and the verdicts that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.engine.asking import Outlook
from pmladder.engine.findings import Assessment, Verdict
from pmladder.engine.placement import Placement
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, table
from pmladder.report.ground import Ground
from pmladder.report.notes import where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT


class SavedData(NamedTuple):
    """One answer that was saved: a level with its name, or why the skill does not apply."""

    skill: str
    name: str
    level: int | None
    level_name: str | None
    not_applicable: str | None


class VerdictData(NamedTuple):
    """The verdict on one role now, and before the first answer; `before` is None for a role that was not a target.

    `unknown` are subjects whose requirement nobody can judge yet, skills or others; `blockers` those known to be short.
    """

    role: str
    title: str
    track: str
    before: Verdict | None
    verdict: Verdict
    unknown: tuple[str, ...]
    blockers: tuple[str, ...]


class AssessData(NamedTuple):
    """The JSON of `assess`. `file` is the profile; `asked` are the skills that were asked, in this order.

    `unknown_left` are skills that some of the roles ask for and nobody rated.
    """

    schema_version: str
    kind: Literal["assess"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    file: str
    placement: Annotated[Placement, PLACEMENT]
    asked: tuple[str, ...]
    saved: tuple[SavedData, ...]
    unknown_left: tuple[str, ...]
    verdicts: tuple[VerdictData, ...]
    notes: tuple[str, ...]


class Rated(NamedTuple):
    """One run of rating: the skills asked, the answers saved by skill, and the outlook before and after it."""

    asked: tuple[str, ...]
    saved: tuple[SavedData, ...]
    before: Outlook
    after: Outlook


def report(ground: Ground, rated: Rated, as_of: str, file: str, closing: str, following: str) -> Report:
    """What one run of `assess` came to.

    `closing` says in one line how much of it is kept, and where; `following` is the command that answers from it.
    """
    catalogue, after = ground.catalogue, rated.after
    data = AssessData(
        schema_version=SCHEMA_VERSION,
        kind="assess",
        as_of=as_of,
        catalogue=ground,
        file=file,
        placement=after.placement,
        asked=rated.asked,
        saved=rated.saved,
        unknown_left=tuple(skill for skill in catalogue.skills_by_id if skill in after.unknown),
        verdicts=tuple(_verdicts(rated)),
        notes=tuple(_notes(after)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(labelled(data, catalogue), ground, rated, closing)),
        partial(_rows, data),
        (f"Now try: {following}",) if data.saved else (),
        ground=ground,
    )


def _notes(outlook: Outlook) -> Iterator[str]:
    yield from outlook.standing.notes
    if outlook.placement.basis == "years":
        yield "What is not rated is unknown here; `next` and `gap` presume it from the role that your years suggest."


def _verdicts(rated: Rated) -> Iterator[VerdictData]:
    was = {target.role.id: target.verdict for target in rated.before.targets}
    for target in rated.after.targets:
        yield VerdictData(
            role=target.role.id,
            title=target.role.title,
            track=target.role.track,
            before=was.get(target.role.id),
            verdict=target.verdict,
            unknown=tuple(finding.subject for finding in target.with_status("unknown")),
            blockers=tuple(finding.subject for finding in target.blockers),
        )


def _blocks(data: AssessData, ground: Ground, rated: Rated, closing: str) -> Iterator[Block]:
    yield Heading("Where this leaves you")
    yield from where_blocks(data.placement, ground, data.notes)
    columns = [
        Column("Role"),
        Column("Verdict"),
        Column("Before", least_screen=100),
        Column("Unknown", right=True),
        Column("Blocked by"),
    ]
    targets = zip(data.verdicts, rated.after.targets, strict=True)
    yield table(columns, [_row(verdict, target, ground) for verdict, target in targets])
    if beside := _beside_skills(rated.after.targets):
        yield paragraph(Cell("Unknown beside skills: ", "open"), f"{'; '.join(beside)}.")
    yield paragraph(Cell(f"{closing}.", "muted"))


def _row(data: VerdictData, target: Assessment, ground: Ground) -> list[Cell | str]:
    return [
        data.title,
        Cell(data.verdict, words.VERDICT_TONES[data.verdict]),
        data.before if data.before not in (None, data.verdict) else "",
        str(len(data.unknown)),
        "; ".join(map(ground.requirement, target.blockers)),
    ]


def _beside_skills(targets: tuple[Assessment, ...]) -> list[str]:
    """What else nobody can judge yet, by name: questions about skills do not settle it. Evidence comes last."""
    unknown = [finding for target in targets for finding in target.with_status("unknown")]
    named = [finding.name for finding in unknown if finding.rule not in ("skill-level", "evidence")]
    shown = sum(finding.rule == "evidence" for finding in unknown)
    return [*dict.fromkeys(named), *(["evidence that roles want to see"] if shown else [])]


def _rows(data: AssessData) -> list[list[str]]:
    header = ["role", "title", "track", "before", "verdict", "unknown", "blockers"]
    return [
        header,
        *(
            [v.role, v.title, v.track, v.before or "", v.verdict, "; ".join(v.unknown), "; ".join(v.blockers)]
            for v in data.verdicts
        ),
    ]
