"""The report of `next`: where you are, the moves from there, and the gaps of the first of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.engine.findings import Assessment, OrderKey, Suggestion
from pmladder.engine.placement import Placement
from pmladder.engine.suggest import Answer
from pmladder.engine.what_if import WhatIf
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, LadderMap, paragraph
from pmladder.report.columns import NUMBER, rows_of, table_of
from pmladder.report.encoding import Key, Shape, maybe, one
from pmladder.report.findings import gap_blocks, why_table
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import ASSESSMENT, CATALOGUE_REF, PAY, PLACEMENT, TRANSITION, pay_of
from pmladder.report.steps import WHAT_IF, what_if_blocks
from pmladder.text import plural, repr_quoted

if TYPE_CHECKING:
    from pmladder.engine.ladder import Ladder


SUGGESTION = Shape(
    Suggestion,
    "SuggestionData",
    "A role one transition away. `order_key` says why it stands where it does, compared field by field.",
    Key("role", str, lambda suggestion, _: suggestion.role.id),
    Key("title", str, lambda suggestion, _: suggestion.role.title),
    Key("track", str, lambda suggestion, _: suggestion.role.track),
    Key("seniority", int, lambda suggestion, _: suggestion.role.seniority),
    Key("transition", one(TRANSITION)),
    Key("pay", maybe(PAY), lambda suggestion, _: pay_of(suggestion.role)),
    Key("assessment", one(ASSESSMENT)),
    Key("order_key", OrderKey, lambda suggestion, _: suggestion.key),
)


class NextData(NamedTuple):
    """The JSON of `next`."""

    schema_version: str
    kind: Literal["next"]
    as_of: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    placement: Annotated[Placement, PLACEMENT]
    suggestions: tuple[Annotated[Suggestion, SUGGESTION], ...]
    what_if: Annotated[WhatIf, WHAT_IF] | None
    notes: tuple[str, ...]


class NextDetail(NamedTuple):
    """What a reader sees: every suggestion opened, the reason of each finding, and a map of the ladder."""

    every: bool = False
    why: bool = False
    map: Ladder | None = None


def _after(end: str) -> Callable[[Any, Ground], Any]:
    """How to get one end of the years after which a move is made."""
    return lambda entry, _: getattr(entry.transition.years_in_from, end, None)


def _count(name: str, header: str | None = None) -> Column:
    return Column(header, right=True, key=name, value=lambda entry, _: getattr(entry.assessment.counts, name))


COLUMNS = (
    Column("", right=True, key="rank", value=NUMBER),
    Column(key="role", value=lambda entry, _: entry.role.id),
    Column(
        "Next role",
        key="title",
        value=lambda entry, _: entry.role.title,
        cell=lambda entry, ground: Cell(ground.role(entry.role), "strong"),
    ),
    Column(key="track", value=lambda entry, _: entry.role.track),
    Column(key="seniority", value=lambda entry, _: entry.role.seniority),
    Column(
        "Move",
        key="kind",
        value=lambda entry, _: entry.transition.kind,
        cell=lambda entry, ground: words.move(entry.transition, entry.role.track, ground),
    ),
    Column("After", cell=lambda entry, _: words.years_range(entry.transition.years_in_from) or "-"),
    Column(key="years_from_min", value=_after("min")),
    Column(key="years_from_max", value=_after("max")),
    Column(key="common", value=lambda entry, _: entry.transition.common),
    Column(key="company", value=lambda entry, _: entry.transition.company),
    Column(key="derived", value=lambda entry, _: entry.derived),
    Column(key="verdict", value=lambda entry, _: entry.assessment.verdict),
    _count("met"),
    _count("exceeded"),
    _count("short"),
    _count("unknown", "Unknown"),
    _count("not_applicable"),
    _count("blocking_short_best"),
    _count("blocking_short_worst"),
    _count("levels_best"),
    _count("levels_worst"),
    Column("Pay a year", least_screen=100, cell=lambda entry, _: words.pay_bracket(pay_of(entry.role))),
    Column("Where", below=True, cell=lambda entry, _: words.companies(entry.transition)),
    Column("To gain", below=True, cell=lambda entry, _: _to_gain(entry.assessment)),
    Column("Verdict", below=True, cell=lambda entry, ground: _verdict(entry.assessment, ground)),
    Column(key="blockers", value=lambda entry, _: [finding.subject for finding in entry.assessment.blockers]),
    Column(key="gaps", value=lambda entry, _: [f.subject for f in entry.assessment.with_status("short")]),
)


def report(
    ground: Ground,
    answer: Answer,
    as_of: str | None,
    detail: NextDetail,
    what_if: WhatIf | None = None,
) -> Report:
    """The answer to "what is next?"."""
    data = NextData(
        schema_version=SCHEMA_VERSION,
        kind="next",
        as_of=as_of,
        catalogue=ground,
        placement=answer.placement,
        suggestions=answer.suggestions,
        what_if=what_if,
        notes=tuple(notes(ground, answer)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, detail, ground)),
        partial(rows_of, COLUMNS, answer.suggestions, ground),
        tuple(hints(answer)),
        ground=ground,
    )


def notes(ground: Ground, answer: Answer) -> Iterator[str]:
    """What a reader must know to read the answer right."""
    placement, standing = answer.placement, answer.standing
    if placement.role is not None and not answer.suggestions:
        yield from standing.notes
        yield f"The catalogue knows no move from {ground.role(placement.role)}." + _exits(placement)
        return
    yield from notes_on(ground, placement)
    if standing.goal is not None and placement.role is not None:
        yield _goal_note(placement.role, standing.goal, answer, ground.role(standing.goal))


def hints(answer: Answer) -> Iterator[str]:
    """One line on what would make the answer sharper, or on what else to ask."""
    if not answer.suggestions:
        if answer.placement.role is not None:
            yield "Any other role can be held against this one: pmladder gap ROLE."
        return
    skills = [f for f in answer.suggestions[0].assessment.findings if f.rule == "skill-level"]
    telling = [f for f in skills if f.presumed or f.status == "unknown"]
    telling.sort(key=lambda finding: finding.strength != "blocking")
    wishes = []
    if answer.placement.basis == "years":
        wishes.append("--role TITLE")
    asked = {finding.rule for suggestion in answer.suggestions for finding in suggestion.assessment.findings}
    if answer.standing.people is None and "people-led" in asked:
        wishes.append("--people N")
    # Without years to go by, one rating makes all that is not rated unknown: better to rate more than one.
    if answer.placement.basis == "years" or not answer.standing.presumed:
        wishes.extend(f"--skill {finding.subject}=LEVEL" for finding in telling[:2])
    rated = "your skills rated, with `pmladder assess`"
    if wishes:
        yield f"Sharper with {' '.join(wishes)}, or {rated}."
    elif telling:
        yield f"Sharper with {rated}."


def _exits(placement: Placement) -> str:
    exits = placement.role.exits if placement.role else ()
    return f" People leave it for: {', '.join(exits)}." if exits else ""


def _goal_note(present: Role, goal: Role, answer: Answer, called: str) -> str:
    if goal.id == present.id:
        return f"You are where you want to be: {called}."
    if any(suggestion.on_route for suggestion in answer.suggestions):
        return f"Moves on the shortest way to {called} come first."
    if goal.seniority < present.seniority:
        return f"{called} is below your present rung; the usual moves are shown."
    return f"No chain of known moves leads from here to {repr_quoted(called)}."


def _blocks(data: NextData, detail: NextDetail, ground: Ground) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    if detail.map is not None:
        yield Heading("The ladder")
        yield LadderMap(detail.map)
    if not data.suggestions:
        return
    yield table_of(COLUMNS, data.suggestions, ground)
    if data.what_if is not None:
        yield from what_if_blocks(data.what_if, ground)
    for suggestion in data.suggestions if detail.every else data.suggestions[:1]:
        yield Heading(f"{ground.role(suggestion.role)}: {words.verdict_line(suggestion.assessment)}")
        if suggestion.transition.note:
            yield paragraph(Cell(f"{suggestion.transition.note}", "muted"))
        if pay := pay_of(suggestion.role):
            yield paragraph(Cell(f"Pay a year: {words.pay_bracket(pay)}.", "muted"))
        yield from gap_blocks(suggestion.assessment, ground)
        if detail.why:
            yield why_table(suggestion.assessment, ground)
            yield paragraph(
                Cell(f"Order, compared from left to right, lowest first: {_order_words(suggestion.key)}.", "muted")
            )
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _to_gain(assessment: Assessment) -> str:
    """How many skills are new and how many must rise: `1 skill to learn, 7 to raise`."""
    short = [finding for finding in assessment.with_status("short") if finding.rule == "skill-level"]
    new = sum(finding.have == 0 for finding in short)
    if new and len(short) > new:
        return f"{plural(new, 'skill')} to learn, {len(short) - new} to raise"
    if short:
        return f"{plural(len(short), 'skill')} to {'learn' if new else 'raise'}"
    unrated = any(finding.rule == "skill-level" for finding in assessment.with_status("unknown"))
    return "Skills to gain not known" if unrated else "No skill to gain"


def _verdict(assessment: Assessment, ground: Ground) -> Cell:
    return Cell(words.verdict(assessment, ground), words.VERDICT_TONES[assessment.verdict])


def _order_words(key: OrderKey) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in key._asdict().items())
