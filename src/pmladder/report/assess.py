"""The text of `assess`: its questions one by one, and the report of one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Skill
from pmladder.engine.asking import Outlook, Question, is_unrated
from pmladder.engine.assess import Assessment
from pmladder.engine.placement import Placement
from pmladder.profile.models import Rating
from pmladder.profile.terms import Verdict
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, rows_of, table, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import remarks, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT, PROFILE_REF, Key, Shape, subjects
from pmladder.text import plural


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
    """A role and its verdict after the answers. `before` is the verdict before the first answer, if it was a target."""

    target: Assessment
    before: Verdict | None


JUDGED = Shape(
    Judged,
    "VerdictData",
    """The verdict on one role now, and before the first answer; `before` is None for a role that was not a target.

    `must_haves` are the ones to show. `unknown` are subjects of requirements that cannot be judged yet. `unrated` are
    skills that nobody rated, presumed or not.
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
    Column("Before", extra=True, cell=lambda judged, _: _before(judged)),
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
        cell=lambda judged, ground: wording.must_haves(judged.target, ground),
    ),
)


class AssessData(NamedTuple):
    """The JSON of `assess`. `file` is the profile; `asked` are the skills that were asked, in this order.

    `unrated_left` are unrated skills that some of the roles ask for.
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
    """The report of one run of `assess`.

    `closing` says in one line how many answers were saved and where. `following` is the command to run next.
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
    return Cell(wording.VERDICT_WORDS[target.verdict], wording.VERDICT_TONES[target.verdict])


def _before(judged: Judged) -> str:
    changed = judged.before is not None and judged.before != judged.target.verdict
    return wording.VERDICT_WORDS[judged.before] if judged.before and changed else ""


def _blocks(data: AssessData, ground: Ground, rated: RatingRun, closing: str) -> Iterator[Block]:
    yield Heading("Where this leaves you")
    yield from where_blocks(data.placement, ground, data.notes)
    yield table_of(COLUMNS, data.verdicts, ground)
    if beside := _beside_skills(rated.after.targets):
        yield paragraph(Cell("Unknown beside skills: ", "open"), f"{'; '.join(beside)}.")
    yield paragraph(Cell(f"{closing}.", "muted"))


def _beside_skills(targets: tuple[Assessment, ...]) -> list[str]:
    """The names of other unknown requirements, which are not skills. Evidence comes last."""
    unknown = [finding for target in targets for finding in target.with_status("unknown")]
    named = [f.requirement.name for f in unknown if f.axis not in ("skill", "evidence")]
    shown = sum(finding.axis == "evidence" for finding in unknown)
    return [*dict.fromkeys(named), *(["evidence that roles want to see"] if shown else [])]


_ROLES_NAMED = 3
_VERDICTS_NAMED = 3


class QuestionPlace(NamedTuple):
    """The number of this question, the number of questions, and the roles that they are for."""

    number: int
    of: int
    roles: tuple[str, ...]


def question_blocks(
    catalogue: Catalogue, question: Question, rating: Rating | None, place: QuestionPlace
) -> Iterator[Block]:
    """The head of one question: the skill, the number of the question, the meaning of the skill, and its rating so far.

    `rating` is the present rating, with date and rater. The levels that roles ask for are not shown, as they would
    influence the answer.
    """
    skill = question.skill
    category = next((one.name for one in catalogue.categories if one.id == skill.category), None)
    where = ", ".join(filter(None, [f"{place.number} of {place.of}", category]))
    name = Cell(catalogue.skill_labels[skill.id], "strong")
    yield paragraph(name, Cell(f"  ({where}; for {_listed(place.roles, _ROLES_NAMED)})", "muted"))
    if skill.description:
        yield paragraph(skill.description)
    if question.level is not None or question.present or question.not_applicable is not None:
        yield paragraph(Cell("So far: ", "muted"), f"{_so_far(question, rating, catalogue)}.")


def level_blocks(catalogue: Catalogue, question: Question, every: bool) -> Iterator[Block]:
    """The descriptions of a skill's levels: all of them, or those around the present and the required level."""
    top = len(catalogue.scale)
    shown = range(top + 1) if every else levels_shown(question, top)
    yield table(
        ["", ""],
        [
            (
                Cell(_level(level, catalogue), "strong" if level == question.level else None),
                looks(level, question.skill, catalogue),
            )
            for level in shown
        ],
    )
    if hidden := [_level(level, catalogue) for level in range(top + 1) if level not in shown]:
        yield paragraph(Cell(f"Not shown: {', '.join(hidden)}; ? shows them.", "muted"))


def levels_shown(question: Question, top: int) -> Sequence[int]:
    """The levels around the present and the required level, lowest first."""
    marks = {int(asked.requirement.level) for asked in question.asked}
    if question.level is not None:
        marks.add(question.level)
    return [level for level in range(top + 1) if any(abs(level - mark) <= 1 for mark in marks)]


def changed(catalogue: Catalogue, before: Outlook, after: Outlook) -> str:
    """The effect of an answer in one line: the changed verdicts, and how much is still unknown."""
    was = {target.role.id: target.verdict for target in before.targets}
    moved = [
        f"{catalogue.role_labels[target.role.id]}: "
        f"{wording.VERDICT_WORDS[was[target.role.id]]} {wording.ARROW} {wording.VERDICT_WORDS[target.verdict]}"
        for target in after.targets
        if was.get(target.role.id, target.verdict) != target.verdict
    ]
    if len(moved) > _VERDICTS_NAMED:
        others = plural(len(moved) - _VERDICTS_NAMED + 1, "more verdict")
        moved = [*moved[: _VERDICTS_NAMED - 1], f"{others} changed"]
    text = "; ".join([*_moved_to(catalogue, before, after), *moved, unrated_left(after)])
    return text[:1].upper() + text[1:]


def unrated_left(outlook: Outlook) -> str:
    """`7 skills not rated`, of those that the targets ask for."""
    count = len(outlook.unrated)
    return f"{plural(count, 'skill')} not rated yet" if count else "every skill is rated"


def opening_blocks(catalogue: Catalogue, outlook: Outlook, path: str, is_new: bool, replies: str) -> Iterator[Block]:
    """The purpose of the questions, where answers are saved, and the possible replies."""
    titles = [catalogue.role_labels[target.role.id] for target in outlook.targets]
    if outlook.placement.role is None and len(titles) > 1:
        whole = "No role to start from, so the questions are for the whole ladder."
        yield paragraph(whole + " --role TITLE, --years N or a ROLE would narrow them.")
    else:
        yield paragraph(f"The questions are for {_listed(titles, _ROLES_NAMED)}.")
    kept = f"The first answer starts a profile in {path}." if is_new else f"Each answer is saved in {path} at once."
    yield paragraph(f"{kept} {unrated_left(outlook).capitalize()}.")
    if replies:
        yield paragraph(Cell(f"You may answer: {replies}.", "muted"))


def saved_line(answers: int, path: str, again: str) -> str:
    """How many answers were saved, where, and how to continue."""
    if not answers:
        return f"No answer was given, and nothing was changed; to go on: {again}"
    return f"{plural(answers, 'answer')} saved in {path}; to go on: {again}"


def _moved_to(catalogue: Catalogue, before: Outlook, after: Outlook) -> Iterator[str]:
    was, now, labels = before.placement.role, after.placement.role, catalogue.role_labels
    if now is not None and (was is None or was.id != now.id):
        yield f"your ratings now look like {labels[now.id]}"
        if [target.role.id for target in before.targets] != [target.role.id for target in after.targets]:
            yield f"the questions are now for {_listed([labels[t.role.id] for t in after.targets], _ROLES_NAMED)}"


def _so_far(question: Question, rating: Rating | None, catalogue: Catalogue) -> str:
    if question.not_applicable is not None:
        state = f"set aside as not applicable ({question.not_applicable})"
    elif question.level is not None:
        state = catalogue.level_name(question.level)
    else:
        state = "held, level unknown" if question.present else "not rated"
    when = f"rated {rating.rated}" if rating and rating.rated else ""
    who = f"by {rating.rater}" if rating and rating.rater else ""
    return ", ".join([state, *filter(None, [" ".join(filter(None, [when, who]))])])


def _level(level: int, catalogue: Catalogue) -> str:
    return f"{level} {catalogue.level_name(level)}"


def looks(level: int, skill: Skill, catalogue: Catalogue) -> str:
    """The description of a skill's level, or else the general meaning of the level."""
    if level == 0:
        return skill.levels.get(0, "Not held.")
    return skill.levels.get(level) or catalogue.scale[level - 1].meaning or ""


def _listed(names: Sequence[str], most: int) -> str:
    """`A, B and C`; for many, the first ones and the number of the others."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
