"""The report of `assess`: what was rated, and the verdicts that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.engine.asking import Outlook, is_unrated
from pmladder.engine.assess import Assessment
from pmladder.engine.placement import Placement
from pmladder.profile.terms import Verdict
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import remarks, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT, PROFILE_REF, Key, Shape, subjects


class Answered(NamedTuple):
    """One answer: the level of a skill, or why it does not apply."""

    skill: str
    level: int | None
    not_applicable: str | None = None


SAVED = Shape(
    Answered,
    "SavedData",
    "One answer that was saved: a level with its name, or why the skill does not apply.",
    "skill",
    Key("name", str, lambda answer, ground: ground.catalogue.skills_by_id[answer.skill].name),
    "level",
    Key("level_name", str | None, lambda answer, ground: ground.level(answer.level)),
    "not_applicable",
)


class Judged(NamedTuple):
    """A role held against what is rated now; `before` is the verdict before the first answer, if it was a target."""

    target: Assessment
    before: Verdict | None


JUDGED = Shape(
    Judged,
    "VerdictData",
    """The verdict on one role now, and before the first answer; `before` is None for a role that was not a target.

    `must_haves` are those to show, `unknown` subjects whose requirement nobody can judge yet, `unrated` skills that
    nobody rated, presumed or not.
    """,
    Key("role", str, lambda judged, _: judged.target.role.id),
    Key("title", str, lambda judged, _: judged.target.role.title),
    Key("track", str, lambda judged, _: judged.target.role.track),
    "before",
    Key("verdict", Verdict, lambda judged, _: judged.target.verdict),
    Key("must_haves", tuple[str, ...], lambda judged, _: subjects(judged.target.must_haves_to_show)),
    Key("unknown", tuple[str, ...], lambda judged, _: subjects(judged.target.with_status("unknown"))),
    Key("unrated", tuple[str, ...], lambda judged, _: _unrated(judged)),
)

COLUMNS = (
    Column(key="role", value=lambda judged, _: judged.target.role.id),
    Column(
        "Role",
        key="title",
        value=lambda judged, _: judged.target.role.title,
        cell=lambda judged, ground: ground.role(judged.target.role),
    ),
    Column(key="track", value=lambda judged, _: judged.target.role.track),
    Column(key="before"),
    Column(
        "Verdict",
        key="verdict",
        value=lambda judged, _: judged.target.verdict,
        cell=lambda judged, _: _verdict(judged.target),
    ),
    Column("Before", least_screen=100, cell=lambda judged, _: _before(judged)),
    Column(
        "Not rated",
        right=True,
        key="unrated",
        value=lambda judged, _: _unrated(judged),
        cell=lambda judged, _: len(_unrated(judged)),
    ),
    Column(
        "Must-haves to show",
        key="must_haves",
        value=lambda judged, _: subjects(judged.target.must_haves_to_show),
        cell=lambda judged, ground: words.must_haves(judged.target, ground),
    ),
)


class AssessData(NamedTuple):
    """The JSON of `assess`. `file` is the profile; `asked` are the skills that were asked, in this order.

    `unrated_left` are skills that some of the roles ask for and nobody rated.
    """

    schema_version: str
    kind: Literal["assess"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    file: str
    placement: Annotated[Placement, PLACEMENT]
    asked: tuple[str, ...]
    saved: tuple[Annotated[Answered, SAVED], ...]
    unrated_left: tuple[str, ...]
    verdicts: tuple[Annotated[Judged, JUDGED], ...]
    notes: tuple[str, ...]


class RatingRun(NamedTuple):
    """One run of rating: the skills asked, the answers saved by skill, and the outlook before and after it."""

    asked: tuple[str, ...]
    saved: tuple[Answered, ...]
    before: Outlook
    after: Outlook


def assess_report(ground: Ground, rated: RatingRun, as_of: str, file: str, closing: str, following: str) -> Report:
    """What one run of `assess` came to.

    `closing` says in one line how much of it is kept, and where; `following` is the command that answers from it.
    """
    after = rated.after
    data = AssessData(
        schema_version=SCHEMA_VERSION,
        kind="assess",
        as_of=as_of,
        catalogue=ground,
        name=ground.name,
        profile=ground,
        file=file,
        placement=after.placement,
        asked=rated.asked,
        saved=rated.saved,
        unrated_left=tuple(skill for skill in ground.catalogue.skills_by_id if skill in after.unrated),
        verdicts=tuple(_judged(rated)),
        notes=tuple(remarks(after.standing)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, rated, closing)),
        partial(rows_of, COLUMNS, data.verdicts, ground),
        (f"Now try: {following}",) if data.saved else (),
        ground=ground,
    )


def _judged(rated: RatingRun) -> Iterator[Judged]:
    was = {target.role.id: target.verdict for target in rated.before.targets}
    for target in rated.after.targets:
        yield Judged(target, was.get(target.role.id))


def _unrated(judged: Judged) -> tuple[str, ...]:
    return subjects(finding for finding in judged.target.findings if is_unrated(finding))


def _verdict(target: Assessment) -> Cell:
    return Cell(words.VERDICT_WORDS[target.verdict], words.VERDICT_TONES[target.verdict])


def _before(judged: Judged) -> str:
    changed = judged.before is not None and judged.before != judged.target.verdict
    return words.VERDICT_WORDS[judged.before] if judged.before and changed else ""


def _blocks(data: AssessData, ground: Ground, rated: RatingRun, closing: str) -> Iterator[Block]:
    yield Heading("Where this leaves you")
    yield from where_blocks(data.placement, ground, data.notes)
    yield table_of(COLUMNS, data.verdicts, ground)
    if beside := _beside_skills(rated.after.targets):
        yield paragraph(Cell("Unknown beside skills: ", "open"), f"{'; '.join(beside)}.")
    yield paragraph(Cell(f"{closing}.", "muted"))


def _beside_skills(targets: tuple[Assessment, ...]) -> list[str]:
    """What else nobody can judge yet, by name: questions about skills do not settle it. Evidence comes last."""
    unknown = [finding for target in targets for finding in target.with_status("unknown")]
    named = [f.requirement.name for f in unknown if f.axis not in ("skill", "evidence")]
    shown = sum(finding.axis == "evidence" for finding in unknown)
    return [*dict.fromkeys(named), *(["evidence that roles want to see"] if shown else [])]
