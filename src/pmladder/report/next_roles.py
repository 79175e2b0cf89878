"""The report of `next`: where you are, the moves from there, and the gaps of the first of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.engine.assess import Assessment
from pmladder.engine.formula import Finding
from pmladder.engine.moves import CORE, WayIn, usual_rung, ways_in
from pmladder.engine.placement import Placement
from pmladder.engine.suggest import Answer, OrderKey, Suggestion
from pmladder.engine.what_if import WhatIf
from pmladder.report import wording
from pmladder.report.blocks import NUMBER, Block, Cell, Column, Heading, LadderMap, paragraph, rows_of, table_of
from pmladder.report.gap import first_gaps, gap_blocks, must_have_blocks, why_table
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, at_sizes, first_where, next_commands, notes_on, remarks, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import (
    ASSESSMENT,
    CATALOGUE_REF,
    PAY,
    PLACEMENT,
    PROFILE_REF,
    TRANSITION,
    Key,
    Shape,
    maybe,
    one,
    pay_of,
    subjects,
)
from pmladder.report.what_if import WHAT_IF, what_if_blocks
from pmladder.text import plural, repr_quoted

if TYPE_CHECKING:
    from pmladder.engine.ladder import Ladder


_SETBACKS = {
    "out_or_down": "out of product or a step down",
    "off_route": "not on a shortest way to the goal",
    "off_rung": "not where people with these years of work begin",
    "outside": "not usual in a company of this size",
}
"""The words for fields of an `OrderKey` that put a suggestion behind others, in the order of the fields."""
_MOVES = {"usual": "a usual move", "often": "a frequent move", "sometimes": "an occasional move", "rare": "a rare move"}
_BROUGHT = 6
_ENOUGH = 5
"""From this number of rated skills on, the answer is about the person and not about two roles."""
_LISTED = 4
"""The number of moves that are listed without `--all`."""

SUGGESTION = Shape(
    Suggestion,
    "SuggestionData",
    """A role one transition away.

    `order_key` is its sort key, compared field by field. `decides` says what decides the move if no must-have is left
    to show.
    """,
    Key("role", str, lambda suggestion, _: suggestion.role.id),
    Key("title", str, lambda suggestion, _: suggestion.role.title),
    Key("track", str, lambda suggestion, _: suggestion.role.track),
    Key("seniority", int, lambda suggestion, _: suggestion.role.seniority),
    Key("transition", one(TRANSITION)),
    Key("pay", maybe(PAY), lambda suggestion, _: pay_of(suggestion.role)),
    Key("assessment", one(ASSESSMENT)),
    Key("decides", str | None, lambda suggestion, ground: _decides(suggestion, ground)),
    Key("order_key", OrderKey, lambda suggestion, _: suggestion.key),
)


WAY_IN = Shape(
    WayIn,
    "WayInData",
    "A role outside the ladder from which people enter it, and the roles in which they begin, the most usual first.",
    Key("role", str, lambda way, _: way.role.id),
    Key("title", str, lambda way, _: way.role.title),
    Key("begin_as", tuple[str, ...], lambda way, _: tuple(move.to for move in way.moves)),
)


class NextData(NamedTuple):
    """The JSON of `next`.

    `ways_in` are the roles from which people enter the ladder, if the person has no role yet; `suggestions` are then
    the roles to begin with. `exits` is the work for which people leave the present role.
    """

    schema_version: str
    kind: Literal["next"]
    as_of: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    placement: Annotated[Placement, PLACEMENT]
    suggestions: tuple[Annotated[Suggestion, SUGGESTION], ...]
    ways_in: tuple[Annotated[WayIn, WAY_IN], ...]
    exits: tuple[str, ...]
    what_if: Annotated[WhatIf, WHAT_IF] | None
    notes: tuple[str, ...]


class NextDetail(NamedTuple):
    """Optional parts of the report: every suggestion in full, the reason of each finding, and a map of the ladder."""

    every: bool = False
    why: bool = False
    map: Ladder | None = None


def _after(end: str) -> Callable[[Any, Ground], Any]:
    """A function that gets one end of the usual years before a move."""
    return lambda entry, _: getattr(entry.transition.years_in_from, end, None)


def _count(name: str, header: str | None = None) -> Column:
    return Column(header, right=True, key=name, value=lambda entry, _: getattr(entry.assessment.counts, name))


COLUMNS = (
    Column("", right=True, key="rank", value=NUMBER),
    Column(key="role", value=lambda entry, _: entry.role.id),
    Column(
        "Where people go next",
        key="title",
        value=lambda entry, _: entry.role.title,
        cell=lambda entry, ground: Cell(ground.role(entry.role), "strong"),
    ),
    Column(key="track", value=lambda entry, _: entry.role.track),
    Column(key="seniority", value=lambda entry, _: entry.role.seniority),
    Column(
        "Move",
        extra=True,
        key="kind",
        value=lambda entry, _: entry.transition.kind,
        cell=lambda entry, ground: wording.move(entry.transition, entry.role.track, ground),
    ),
    Column("Usual time", cell=lambda entry, _: wording.years_range(entry.transition.years_in_from) or "-"),
    Column(key="years_from_min", value=_after("min")),
    Column(key="years_from_max", value=_after("max")),
    Column(key="common", value=lambda entry, _: entry.transition.common),
    Column(key="company", value=lambda entry, _: entry.transition.company),
    Column(key="derived", value=lambda entry, _: entry.derived),
    Column(key="verdict", value=lambda entry, _: entry.assessment.verdict),
    _count("met"),
    _count("exceeded"),
    _count("short"),
    _count("unknown"),
    _count("not_applicable"),
    _count("must_haves_short"),
    _count("must_haves_unknown"),
    _count("presumed"),
    _count("levels_best"),
    _count("levels_worst"),
    _count("growth"),
    Column(
        "Must-haves to show",
        key="must_haves",
        value=lambda entry, _: subjects(entry.assessment.must_haves_to_show),
        cell=lambda entry, ground: _must_haves(entry.assessment, ground),
    ),
    Column("Pay a year", extra=True, cell=lambda entry, _: wording.pay_bracket(pay_of(entry.role))),
    Column(key="gaps", value=lambda entry, _: subjects(entry.assessment.with_status("short"))),
    Column(key="brings", value=lambda entry, _: subjects(_brought(entry))),
)


def _first_columns(head: str) -> tuple[Column, ...]:
    return (
        COLUMNS[0],
        Column(head, cell=lambda entry, ground: Cell(ground.role(entry.role), "strong")),
        Column("usual time", cell=lambda entry, _: wording.years_range(entry.transition.years_in_from) or "-"),
        Column("must-haves to show", cell=lambda entry, ground: wording.must_haves_cell(entry.assessment, ground)),
    )


_FIRST_COLUMNS, _ENTRY_COLUMNS = _first_columns("Where people go next"), _first_columns("Where people begin")


def next_report(
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
        name=ground.name,
        profile=ground,
        placement=answer.placement,
        suggestions=answer.suggestions,
        ways_in=() if answer.placement.role else tuple(ways_in(ground.catalogue)),
        exits=answer.placement.role.exits if answer.placement.role else (),
        what_if=what_if,
        notes=tuple(notes(ground, answer)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, detail, ground)),
        partial(rows_of, COLUMNS, answer.suggestions, ground),
        tuple(hints(answer)),
        ground=ground,
        first=None if any(detail) else lambda: tuple(_first(data, ground)),
    )


def notes(ground: Ground, answer: Answer) -> Iterator[str]:
    """Notes that a reader needs to understand the answer."""
    placement, standing = answer.placement, answer.standing
    if placement.role is not None and not answer.suggestions:
        yield from remarks(standing)
        yield f"No further move is known from {ground.role(placement.role)}."
        return
    yield from notes_on(ground, placement)
    yield from _beginning(ground, answer)
    if standing.goal is not None and placement.role is not None:
        yield _goal_note(placement.role, standing.goal, answer, ground.role(standing.goal))
    onward = [s.assessment for s in answer.suggestions if not s.key.out_or_down]
    # One example is enough to say that the size matters.
    yield from islice(at_sizes(ground, placement, onward), 1)


def hints(answer: Answer) -> Iterator[str]:
    """One line on how to get a better answer, or on what to ask next."""
    if not answer.suggestions:
        if answer.placement.role is not None:
            yield "To compare any other role with this one: pmladder gap ROLE."
        return
    skills = [finding for finding in answer.suggestions[0].assessment.findings if finding.is_skill]
    telling = [finding for finding in skills if finding.holding.basis != "rated" and finding.status != "not-applicable"]
    telling.sort(key=lambda finding: not finding.must_have)
    wishes = []
    if answer.placement.basis in (None, "years"):
        wishes.append("--role TITLE")
    asked = {finding.axis for suggestion in answer.suggestions for finding in suggestion.assessment.findings}
    if answer.standing.people_led is None and "people" in asked:
        wishes.append("--people N")
    wishes.extend(f"--skill {finding.subject}=LEVEL" for finding in telling[:2])
    rate = "rate your skills: `pmladder assess`"
    if wishes:
        yield f"For a better answer, add {' '.join(wishes)}, or {rate}."


def _beginning(ground: Ground, answer: Answer) -> Iterator[str]:
    """For people who enter the ladder: what their years of work say about the rung, and what would help."""
    into = [s for s in answer.suggestions if s.transition.kind == "entry" and s.role.family == CORE]
    usual, work = usual_rung(ground.catalogue), ground.standing.years_of_work
    if into and usual is not None and usual.from_years:
        begins = ground.role(usual.role)
        below = [s.role for s in into if s.role.seniority < usual.role.seniority]
        names = " or ".join(map(ground.role, below))
        if below and (work is None or work < usual.from_years):
            yield f"With {usual.from_years:g} years of work, people begin as {begins}; with fewer, also as {names}."
        elif below:
            yield f"With {usual.from_years:g} years of work, people begin as {begins}, rarely as {names}."
    if answer.placement.role is None and into:
        yield (
            "What you bring depends on your work so far: add --role TITLE and --years-of-work N. "
            "If you have worked in product, add --years N."
        )


def _goal_note(present: Role, goal: Role, answer: Answer, called: str) -> str:
    if goal.id == present.id:
        return f"You already have the role of your goal: {called}."
    if any(suggestion.on_route for suggestion in answer.suggestions):
        return f"Moves on the shortest way to {called} come first."
    if goal.seniority < present.seniority:
        return f"{called} is below your present rung; the usual moves are shown."
    return f"No known route leads from here to {repr_quoted(called)}."


def _first(data: NextData, ground: Ground) -> Iterator[Block]:
    yield from first_where(data.placement, ground, data.notes)
    if not data.suggestions:
        if data.exits:
            yield paragraph(f"What people do next: {_listed(data.exits)}.")
        yield next_commands((wording.command(ground, "gap", "ROLE"), "compare any other role with this one"))
        return
    _, listed = _listed_moves(data)
    yield table_of(_FIRST_COLUMNS if data.placement.role else _ENTRY_COLUMNS, listed, ground)
    if more := len(data.suggestions) - len(listed):
        yield paragraph(Cell(f"   {more} more: ", "muted"), wording.command(ground, "next", "--all"), close=True)
    if data.what_if is not None:
        yield from what_if_blocks(data.what_if, ground)
    first = data.suggestions[0]
    yield Heading(f"{ground.role(first.role)}: {wording.verdict_line(first.assessment)}")
    if decides := _decides(first, ground):
        yield paragraph(decides, close=True)
    if brought := _brought(first):
        yield paragraph("You bring: ", _first_of([ground.short(f) for f in brought]), ".", close=True)
    yield from first_gaps(first.assessment, ground, bars=False)
    if data.ways_in:
        yield paragraph(
            Cell("Known ways in, as TITLE: ", "muted"), _first_of([ground.role(w.role) for w in data.ways_in])
        )
    yield _go_on(first.role, ground)


def _go_on(role: Role, ground: Ground) -> Block:
    """The next command: rating oneself while few skills are rated, else the gaps of the first role."""
    standing = ground.standing
    if standing.read.role is not None and standing.read.role.role is None:
        # Only this command accepts a title that is no role of the catalogue.
        ground = ground._replace(options=())
    gaps = (wording.command(ground, "gap", role.id), "all that it asks")
    if len(standing.levels) >= _ENOUGH:
        return next_commands(gaps)
    what = "your own gaps; this compares two roles" if standing.presumed else "your own gaps"
    return next_commands(gaps, (wording.command(ground, "assess", "--limit 5"), what))


def _blocks(data: NextData, detail: NextDetail, ground: Ground) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    if detail.map is not None:
        yield Heading("The ladder")
        yield LadderMap(detail.map)
    if not data.suggestions:
        if data.exits:
            yield Heading("What people do next")
            yield paragraph(f"{_listed(data.exits)}.")
        return
    onward, begun = _listed_moves(data)
    out = data.suggestions[len(onward) :]
    listed = onward if detail.every else begun
    if listed:
        yield table_of(COLUMNS, listed, ground)
    if len(data.suggestions) > len(listed) and not detail.every:
        yield paragraph(Cell(f"{len(data.suggestions) - len(listed)} more with --all.", "muted"))
    if detail.every and out:
        yield Heading("Out of product, or a step down")
        yield table_of(COLUMNS, out, ground)
    if detail.every and data.exits:
        yield paragraph(Cell(f"People also leave it for: {', '.join(data.exits)}.", "muted"))
    if data.what_if is not None:
        yield from what_if_blocks(data.what_if, ground)
    for suggestion in data.suggestions if detail.every else data.suggestions[:1]:
        yield from _opened(suggestion, detail, ground)
    if data.ways_in:
        names = ", ".join(ground.role(way.role) for way in data.ways_in)
        yield paragraph(Cell("Known ways in, as TITLE: ", "muted"), f"{names}.")
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _listed_moves(data: NextData) -> tuple[list[Suggestion], list[Suggestion]]:
    """The moves onward, and the first of them that are listed."""
    onward = [suggestion for suggestion in data.suggestions if not suggestion.key.out_or_down]
    begun = [suggestion for suggestion in onward if not suggestion.key.off_rung] or onward
    return onward, begun[:_LISTED]


def _opened(suggestion: Suggestion, detail: NextDetail, ground: Ground) -> Iterator[Block]:
    """One suggestion: complete with `--all`, else only its must-haves."""
    assessment = suggestion.assessment
    yield Heading(f"{ground.role(suggestion.role)}: {wording.verdict_line(assessment)}")
    if decides := _decides(suggestion, ground):
        yield paragraph(decides)
    if brought := _brought(suggestion):
        yield paragraph(Cell("You bring: ", "good"), _first_of([ground.requirement(f) for f in brought]), ".")
    if detail.every:
        if suggestion.transition.note:
            yield paragraph(Cell(f"{suggestion.transition.note}", "muted"))
        if where := wording.companies(suggestion.transition):
            yield paragraph(Cell(f"{where}.", "muted"))
        if pay := pay_of(suggestion.role):
            yield paragraph(Cell(f"Pay a year: {wording.pay_bracket(pay)}.", "muted"))
        yield from gap_blocks(assessment, ground)
    else:
        yield from must_have_blocks(assessment, ground)
    if detail.why:
        yield why_table(assessment, ground)
        yield paragraph(Cell(f"Its place in the list, by what counts first: {_order_words(suggestion)}.", "muted"))


def _decides(suggestion: Suggestion, ground: Ground) -> str | None:
    if suggestion.key.out_or_down or suggestion.assessment.must_haves_to_show:
        return None
    return wording.what_decides(suggestion.assessment, ground)


def _brought(suggestion: Suggestion) -> tuple[Finding, ...]:
    """For a way in, the skills held at or above the entry: must-haves first, then those held at the highest level."""
    if suggestion.transition.kind != "entry":
        return ()
    held = [finding for finding in suggestion.assessment.with_status("met", "exceeded") if finding.is_skill]
    return tuple(sorted(held, key=lambda finding: (not finding.must_have, -finding.holding.low)))


def _first_of(names: Sequence[str]) -> str:
    more = f" and {len(names) - _BROUGHT} more" if len(names) > _BROUGHT else ""
    return ", ".join(names[:_BROUGHT]) + more


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    text = f"{', '.join(others)} or {last}" if others else last
    return text[:1].upper() + text[1:]


def _must_haves(assessment: Assessment, ground: Ground) -> Cell:
    text = wording.must_haves(assessment, ground)
    if text == "none":
        return Cell("none to show", "good")
    return Cell(text, "bad" if assessment.counts.must_haves_short else "open")


def _order_words(suggestion: Suggestion) -> str:
    """What the place of a suggestion rests on, in the order in which it counts."""
    key, common = suggestion.key, suggestion.transition.common
    words = [text for field, text in _SETBACKS.items() if getattr(key, field)]
    words.append(_MOVES[common] if common else "a move of unknown frequency")
    words += [f"{plural(key.must_haves, 'must-have')} to show", f"{plural(key.levels, 'level')} to show"]
    return ", ".join(words)
