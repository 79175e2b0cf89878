"""The report of `brief`: one page to take into a 1:1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import Assessment
from pmladder.engine.formula import Finding
from pmladder.engine.placement import Placement
from pmladder.engine.plan import MOST_AREAS, Plan
from pmladder.engine.progress import Progress
from pmladder.engine.progress_levels import LevelChange
from pmladder.engine.suggest import Answer
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing
from pmladder.profile.terms import Verdict
from pmladder.report import wording
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, remark, rows_of
from pmladder.report.gap import first_gaps
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, first_notes, next_commands, notes_on, source_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import ASSESSMENT, CATALOGUE_REF, PLACEMENT, PROFILE_REF
from pmladder.text import plural

_MOST_LISTED = 5


class FocusData(NamedTuple):
    """A focus area: the present and the required level, the evidence so far, and how to start.

    `check` is the day to check whether `first_name`, the next level, is reached.
    """

    skill: str
    name: str
    from_: int
    from_name: str
    to: int
    to_name: str
    first_name: str
    must_have: bool
    evidence: tuple[str, ...]
    start_with: str | None
    check: str | None


class SinceData(NamedTuple):
    """What changed since the last entry of the journal before today."""

    then: str
    verdict_then: Verdict | None
    levels: tuple[str, ...]


class BriefLine(NamedTuple):
    """One line of the page in a spreadsheet."""

    part: str
    subject: str
    text: str


COLUMNS = (Column(key="part"), Column(key="subject"), Column(key="text"))


class BriefData(NamedTuple):
    """The JSON of `brief`. `since` is null if there is no earlier assessment."""

    schema_version: str
    kind: Literal["brief"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    placement: Annotated[Placement, PLACEMENT]
    role: str
    title: str
    assessment: Annotated[Assessment, ASSESSMENT]
    focus: tuple[FocusData, ...]
    questions: tuple[str, ...]
    decides: str | None
    since: SinceData | None
    notes: tuple[str, ...]


def brief_report(ground: Ground, answer: Answer, plan: Plan, since: Progress | None, every: bool = True) -> Report:
    """The page on one role. `since` is the comparison with the last time, if there was one."""
    catalogue = ground.catalogue
    focus, present = tuple(_focus(plan, catalogue, answer.standing)), answer.placement.role
    data = BriefData(
        schema_version=SCHEMA_VERSION,
        kind="brief",
        as_of=plan.wish.start.isoformat(),
        catalogue=ground,
        name=ground.name,
        profile=ground,
        placement=answer.placement,
        role=plan.role.id,
        title=plan.role.title,
        assessment=plan.assessment,
        focus=focus,
        questions=tuple(_questions(plan, focus, ground, present.id if present else None))[:3],
        decides=wording.what_decides(plan.assessment, ground) if plan.nothing_to_show else None,
        since=_since(since, plan.role.id, catalogue) if since else None,
        notes=tuple(notes_on(ground, answer.placement)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground)),
        partial(rows_of, COLUMNS, tuple(_lines(data)), ground),
        ground=ground,
        first=None if every else lambda: tuple(_first(data, ground)),
    )


def _focus(plan: Plan, catalogue: Catalogue, standing: Standing) -> Iterator[FocusData]:
    """The first areas of the plan."""
    for item in plan.case.items[:MOST_AREAS]:
        skill = item.finding.subject
        close = catalogue.skills_by_id[skill].close.get(item.held + 1, ())
        yield FocusData(
            skill=skill,
            name=item.finding.requirement.name,
            from_=item.held,
            from_name=catalogue.level_name(item.held),
            to=item.to,
            to_name=catalogue.level_name(item.to),
            first_name=catalogue.level_name(item.held + 1),
            must_have=item.finding.must_have,
            evidence=tuple(_evidence_name(entry) for entry in _evidence(skill, standing)),
            start_with=close[0] if close else None,
            check=item.check.isoformat() if item.check else None,
        )


def _evidence(skill: str, standing: Standing) -> list[Evidence]:
    """The evidence for a skill: named by its rating, or naming the skill."""
    named = standing.backing.get(skill, ())
    return [entry for entry in standing.evidence if entry.id in named or skill in entry.shows]


def _evidence_name(entry: Evidence) -> str:
    return entry.title or entry.id


def _questions(plan: Plan, focus: Sequence[FocusData], ground: Ground, present: str | None) -> Iterator[str]:
    """Questions for the manager, the most useful first; always three.

    A person who already has the role does not ask for a post or for people to lead.
    """
    title, lacking = ground.role(plan.role), plan.assessment.must_haves_short
    is_present = plan.role.id == present
    if lacking:
        names = _listed([ground.requirement(finding) for finding in lacking])
        what = f"I still lack as {title}" if is_present else f"stands between me and {title}"
        yield f"Do you agree that {names} {'is' if len(lacking) == 1 else 'are'} what {what}?"
    if focus:
        by = f" by {focus[0].check}" if focus[0].check else ""
        yield f"What would you have to see{by} to rate me {focus[0].first_name} in {ground.skill(focus[0].skill)}?"
    unknown = [ground.requirement(f) for f in _must_haves_first(plan.to_find_out) if f.is_skill]
    if unknown:
        yield f"How do you see me on {_listed(unknown)}? Nobody has rated {'it' if len(unknown) == 1 else 'them'}."
    led = [f for f in (*plan.to_find_out, *plan.beside) if f.axis == "people"]
    if led and not is_present:
        yield f"{title} leads {led[0].requirement.level:g} people or more: whom could I begin to lead?"
    if plan.to_show:
        shown = plan.to_show[0].requirement.name.rstrip(".")
        yield f"What of my work would count as this: {shown}?"
    if is_present:
        yield f"What do you expect of a {title} here that I do not show yet?"
        yield "Which of my work should I do less of?"
    else:
        yield f"Is there a post as {title} here, and who decides on it?"
        yield "What should I stop doing to make room for this?"
    yield "Whose work should I look at to see the next level done well?"


def _must_haves_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: not finding.must_have)


def _listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and 3 more`."""
    if len(names) <= 2:
        return " and ".join(names)
    return f"{', '.join(names[:2])} and {len(names) - 2} more"


def _since(progress: Progress, role: str, catalogue: Catalogue) -> SinceData:
    verdict = next((change.verdict_then for change in progress.roles if change.role == role), None)
    return SinceData(progress.then.date, verdict, tuple(_level(change, catalogue) for change in progress.levels))


def _level(change: LevelChange, catalogue: Catalogue) -> str:
    name = catalogue.skill_labels.get(change.skill, change.skill)
    held = [state.name or state.state.replace("-", " ") for state in (change.then, change.now)]
    return f"{name}: {held[0]} {wording.ARROW} {held[1]}"


def _first(data: BriefData, ground: Ground) -> Iterator[Block]:
    assessment, title = data.assessment, ground.role(data.role)
    yield from source_blocks(ground)
    yield paragraph(Cell(f"{title}: {wording.verdict_line(assessment)}", "strong"), Cell(f"   {data.as_of}", "muted"))
    yield paragraph(Cell(f"You: {wording.where_you_are(data.placement, ground)}.", "muted"))
    yield from first_notes(data.placement, ground, data.notes)
    if data.decides:
        yield paragraph(data.decides)
    if gaps := tuple(first_gaps(assessment, ground, bars=False)):
        yield Heading("Must-haves to show" if assessment.must_haves_to_show else "Gaps")
        yield from gaps
    yield Heading("Ask")
    yield Bullets(tuple(map(Cell, data.questions)), close=True)
    if data.since is not None:
        changed = plural(len(data.since.levels), "level") if data.since.levels else "no level"
        yield paragraph(Cell(f"Since {data.since.then}: {changed} changed.", "muted"))
    yield remark(NOT_A_PROMISE)
    yield next_commands(
        (wording.command(ground, "brief", data.role, "--all"), "all of it"),
        (wording.command(ground, "brief", data.role, "-o brief.md"), "the page to take along"),
    )


def _blocks(data: BriefData, ground: Ground) -> Iterator[Block]:
    here, title = data.placement, ground.role(data.role)
    yield from source_blocks(ground)
    yield Heading(
        title
        if here.role and here.role.id == data.role
        else f"{ground.role(here.role) if here.role else 'Product career'} {wording.ARROW} {title}"
    )
    yield paragraph(
        f"{data.as_of}. {wording.where_you_are(data.placement, ground)}. For {title}: ", _verdict(data), "."
    )
    for note in data.notes:
        yield paragraph(Cell(note, "muted"))
    if to_show := data.assessment.must_haves_to_show:
        yield Heading("Must-haves to show")
        yield Bullets(tuple(_must_have(finding, ground) for finding in to_show))
    yield Heading("Focus")
    yield (
        Bullets(tuple(Cell(_area(area, ground.skill(area.skill))) for area in data.focus))
        if data.focus
        else paragraph(data.decides or "No skill is known to be short.")
    )
    if unknown := wording.unknown_names(data.assessment, ground):
        yield Heading("Not known yet")
        yield paragraph(f"{unknown}. Ask your manager and somebody in the role about these.")
    yield Heading("Questions")
    yield Bullets(tuple(map(Cell, data.questions)))
    yield Heading("Since last time")
    yield from _since_blocks(data, title)
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _verdict(data: BriefData) -> Cell:
    assessment = data.assessment
    return Cell(wording.verdict_line(assessment), wording.VERDICT_TONES[assessment.verdict])


def _must_have(finding: Finding, ground: Ground) -> Cell:
    """`Coaching: working → practitioner (by your role)`; an unrated skill says so."""
    name = ground.requirement(finding)
    if finding.status == "unknown":
        return Cell(f"{name}: not rated, {wording.asked(finding, ground)} to show", "open")
    by_role = " (by your role)" if finding.presumed else ""
    return Cell(f"{name}: {wording.from_to(finding, ground)}{by_role}", "bad")


def _area(area: FocusData, name: str) -> str:
    must_have = " (must-have)" if area.must_have else ""
    parts = [f"{name}: {area.from_name} {wording.ARROW} {area.to_name}{must_have}."]
    parts.append(
        f"Evidence so far: {'; '.join(area.evidence[:_MOST_LISTED])}." if area.evidence else "No evidence listed yet."
    )
    if area.start_with:
        parts.append(f"To start: {area.start_with}")
    return " ".join(parts)


def _since_blocks(data: BriefData, title: str) -> Iterator[Block]:
    since = data.since
    if since is None:
        yield paragraph("No earlier assessment is on record.")
        return
    if since.verdict_then and since.verdict_then != data.assessment.verdict:
        was, now = wording.VERDICT_WORDS[since.verdict_then], wording.VERDICT_WORDS[data.assessment.verdict]
        yield paragraph(f"{title}: {was} on {since.then}, {now} now.")
    if since.levels:
        more = len(since.levels) - _MOST_LISTED
        listed = [*since.levels[:_MOST_LISTED], *([f"and {plural(more, 'more change')}"] if more > 0 else [])]
        yield Bullets(tuple(map(Cell, listed)))
    else:
        yield paragraph(f"No level has changed since {since.then}.")


def _lines(data: BriefData) -> Iterator[BriefLine]:
    for finding in data.assessment.must_haves_to_show:
        yield BriefLine("must-have", finding.subject, finding.status)
    yield from (BriefLine("focus", area.skill, _area(area, area.name)) for area in data.focus)
    yield from (BriefLine("question", "", question) for question in data.questions)
    yield from (BriefLine("since", "", change) for change in (data.since.levels if data.since else ()))
