"""The report of `next`: where you are, the moves from there, and the gaps of the first of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.findings import OrderKey, Suggestion
from pmladder.engine.placement import Placement
from pmladder.engine.suggest import Answer
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, Marked, paragraph, shown, table
from pmladder.report.findings import gap_blocks, why_blocks
from pmladder.report.notes import NOT_A_PROMISE, notes_on, where_blocks
from pmladder.report.pieces import AssessmentData, CatalogueRef, PayData, PlacementData, TransitionData
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.report.steps import WhatIfData, what_if_blocks
from pmladder.text import plural, repr_quoted

if TYPE_CHECKING:
    from pmladder.engine.ladder import Ladder


class SuggestionData(NamedTuple):
    """A role one transition away. `order_key` says why it stands where it does, compared field by field."""

    role: str
    title: str
    track: str
    seniority: int
    transition: TransitionData
    pay: PayData | None
    assessment: AssessmentData
    order_key: OrderKey


class NextData(NamedTuple):
    """The JSON of `next`."""

    schema_version: str
    kind: Literal["next"]
    as_of: str | None
    catalogue: CatalogueRef
    placement: PlacementData
    suggestions: tuple[SuggestionData, ...]
    what_if: WhatIfData | None
    notes: tuple[str, ...]


class Detail(NamedTuple):
    """What a reader sees: every suggestion opened, the reason of each finding, and a map of the ladder."""

    every: bool = False
    why: bool = False
    map: Ladder | None = None


def report(
    catalogue: Catalogue,
    digest: str,
    answer: Answer,
    as_of: str | None,
    detail: Detail,
    what_if: WhatIfData | None = None,
) -> Report:
    """The answer to "what is next?"."""
    data = NextData(
        schema_version=SCHEMA_VERSION,
        kind="next",
        as_of=as_of,
        catalogue=CatalogueRef.of(catalogue, digest),
        placement=PlacementData.of(answer.placement, answer.standing),
        suggestions=tuple(_suggestion(s, catalogue, answer) for s in answer.suggestions),
        what_if=what_if,
        notes=tuple(notes(catalogue, answer)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(labelled(data, catalogue), detail, catalogue)),
        partial(_rows, data),
        tuple(hints(data, answer)),
    )


def notes(catalogue: Catalogue, answer: Answer) -> Iterator[str]:
    """What a reader must know to read the answer right."""
    placement, standing = answer.placement, answer.standing
    if placement.role is not None and not answer.suggestions:
        yield from standing.notes
        yield f"The catalogue knows no move from {catalogue.role_labels[placement.role.id]}." + _exits(placement)
        return
    yield from notes_on(catalogue, placement, standing)
    if standing.goal is not None and placement.role is not None:
        yield _goal_note(placement.role, standing.goal, answer, catalogue.role_labels[standing.goal.id])


def hints(data: NextData, answer: Answer) -> Iterator[str]:
    """One line on what would make the answer sharper, or on what else to ask."""
    if not data.suggestions:
        if answer.placement.role is not None:
            yield "Any other role can be held against this one: pmladder gap ROLE."
        return
    skills = [f for f in data.suggestions[0].assessment.findings if f.rule == "skill-level"]
    telling = [f for f in skills if f.presumed or f.status == "unknown"]
    telling.sort(key=lambda finding: finding.strength != "blocking")
    wishes = []
    if data.placement.basis == "years":
        wishes.append("--role TITLE")
    asked = {finding.rule for suggestion in data.suggestions for finding in suggestion.assessment.findings}
    if answer.standing.people is None and "people-led" in asked:
        wishes.append("--people N")
    # Without years to go by, one rating makes all that is not rated unknown: better to rate more than one.
    if data.placement.basis == "years" or not answer.standing.presumed:
        wishes.extend(f"--skill {finding.subject}=LEVEL" for finding in telling[:2])
    rated = "your skills rated, with `pmladder assess`"
    if wishes:
        yield f"Sharper with {' '.join(wishes)}, or {rated}."
    elif telling:
        yield f"Sharper with {rated}."


def _suggestion(suggestion: Suggestion, catalogue: Catalogue, answer: Answer) -> SuggestionData:
    role = suggestion.assessment.role
    return SuggestionData(
        role=role.id,
        title=role.title,
        track=role.track,
        seniority=role.seniority,
        transition=TransitionData.of(suggestion.transition, suggestion.derived),
        pay=PayData.of(role.pay[0]) if role.pay else None,
        assessment=AssessmentData.of(suggestion.assessment, catalogue, answer.standing),
        order_key=suggestion.key,
    )


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


def _blocks(data: NextData, detail: Detail, catalogue: Catalogue) -> Iterator[Block]:
    yield from where_blocks(data.placement, data.notes)
    if detail.map is not None:
        yield Heading("The ladder")
        yield Marked(labelled(detail.map, catalogue))
    if not data.suggestions:
        return
    yield _moves(data)
    if data.what_if is not None:
        yield from what_if_blocks(data.what_if)
    for suggestion in data.suggestions if detail.every else data.suggestions[:1]:
        yield Heading(f"{suggestion.title}: {words.verdict_line(suggestion.assessment)}")
        if suggestion.transition.note:
            yield paragraph(Cell(f"{suggestion.transition.note}", "muted"))
        if suggestion.pay:
            yield paragraph(Cell(f"Pay a year: {words.pay_bracket(suggestion.pay)}.", "muted"))
        yield from gap_blocks(suggestion.assessment)
        if detail.why:
            yield from why_blocks(suggestion.assessment)
            yield paragraph(
                Cell(
                    f"Order, compared from left to right, lowest first: {_order_words(suggestion.order_key)}.", "muted"
                )
            )
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _moves(data: NextData) -> Block:
    columns = [
        Column("", right=True),
        Column("Next role"),
        Column("Move"),
        Column("After"),
        Column("Unknown", right=True),
        Column("Pay a year", least_screen=100),
        Column("Where", below=True),
        Column("To gain", below=True),
        Column("Verdict", below=True),
    ]
    return table(columns, [_move_row(number, s) for number, s in enumerate(data.suggestions, 1)])


def _move_row(number: int, suggestion: SuggestionData) -> list[Cell | str]:
    assessment = suggestion.assessment
    return [
        str(number),
        Cell(suggestion.title, "strong"),
        words.move(suggestion.transition, suggestion.track),
        words.years_range(suggestion.transition.years_in_from) or "-",
        str(assessment.counts.unknown),
        words.pay_bracket(suggestion.pay),
        words.companies(suggestion.transition),
        _to_gain(assessment),
        Cell(words.verdict(assessment), words.VERDICT_TONES[assessment.verdict]),
    ]


def _to_gain(assessment: AssessmentData) -> str:
    """How many skills are new and how many must rise: `1 skill to learn, 7 to raise`."""
    short = [finding for finding in assessment.with_status("short") if finding.rule == "skill-level"]
    new = sum(finding.have == 0 for finding in short)
    if new and len(short) > new:
        return f"{plural(new, 'skill')} to learn, {len(short) - new} to raise"
    if short:
        return f"{plural(len(short), 'skill')} to {'learn' if new else 'raise'}"
    unrated = any(finding.rule == "skill-level" for finding in assessment.with_status("unknown"))
    return "Skills to gain not known" if unrated else "No skill to gain"


def _order_words(key: OrderKey) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in key._asdict().items())


def _rows(data: NextData) -> list[list[str]]:
    counts = ["met", "exceeded", "short", "unknown", "not_applicable"]
    cases = ["blocking_short_best", "blocking_short_worst", "levels_best", "levels_worst"]
    role, years = ["rank", "role", "title", "track", "seniority"], ["years_from_min", "years_from_max"]
    rows = [[*role, "kind", *years, "common", "company", "derived", "verdict", *counts, *cases, "blockers", "gaps"]]
    for rank, s in enumerate(data.suggestions, 1):
        after = s.transition.years_in_from
        rows.append(
            [
                str(rank),
                s.role,
                s.title,
                s.track,
                str(s.seniority),
                s.transition.kind,
                shown(after.min if after else None),
                shown(after.max if after else None),
                s.transition.common or "",
                "; ".join(s.transition.company),
                "yes" if s.transition.derived else "no",
                s.assessment.verdict,
                *(str(getattr(s.assessment.counts, name)) for name in (*counts, *cases)),
                "; ".join(finding.subject for finding in s.assessment.blockers),
                "; ".join(finding.subject for finding in s.assessment.with_status("short")),
            ]
        )
    return rows
