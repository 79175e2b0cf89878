"""The report of `plan`: what to show before a role, with dates, and what grows in the role."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Reading, Skill, YearsInFrom
from pmladder.engine.formula import Finding, Growth
from pmladder.engine.placement import Placement
from pmladder.engine.plan import HOURS_AN_AREA, PERIODS, Case, Item, Plan, PlanWish, Wait
from pmladder.engine.schedule import Months, add_days
from pmladder.engine.suggest import Answer
from pmladder.profile.terms import Axis, Verdict
from pmladder.report import wording
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, remark, rows_of_parts, table_of
from pmladder.report.drawings import calendar_of
from pmladder.report.gap import growth_words
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, first_where, next_commands, notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Event, Report
from pmladder.report.shapes import (
    CATALOGUE_REF,
    GROWTH,
    PLACEMENT,
    PROFILE_REF,
    YEARS_RANGE,
    Key,
    Shape,
    many,
    maybe,
    one,
    subjects,
)
from pmladder.report.what_if import MONTHS

_FIRST = 5
PERIOD_WORDS = {"month": "month", "quarter": "quarter", "half": "half year"}
NOTHING_SHORT = "No skill is known to be short."
SETTLE_FIRST = "You are new in your role: settle in it first. Only the must-haves are named."
NO_DATES = "This has no dates: the role brings it."

READING = Shape(Reading, "ReadingData", "Something to read, and who lists it.", "title", "author", "sources")

ITEM = Shape(
    Item,
    "ItemData",
    """One gap of a skill, from the present level to the entry.

    At the fast pace it runs from `earliest_start` to `earliest`, at the slow pace from `start` to `end`. `check` is the
    review after that. A start is null if the job teaches the skill before there is time to focus on it. An end is null
    if the catalogue has no effort figure. `focus` is the time in focus, in months.
    """,
    Key("axis", Axis, lambda item, _: item.finding.axis),
    Key("subject", str, lambda item, _: item.finding.subject),
    Key("name", str, lambda item, _: item.finding.requirement.name),
    Key("from", int, lambda item, _: item.held),
    Key("from_name", str, lambda item, ground: ground.level(item.held)),
    "to",
    Key("to_name", str, lambda item, ground: ground.level(item.to)),
    "start",
    "earliest_start",
    "earliest",
    "end",
    "check",
    Key("focus", maybe(MONTHS)),
    "on_the_job",
    Key("must_have", bool, lambda item, _: item.finding.must_have),
    Key("presumed", bool, lambda item, _: item.finding.presumed),
    "fits",
    Key("sources", tuple[str, ...], lambda item, _: item.finding.requirement.sources),
    Key("activities", tuple[str, ...], lambda item, ground: activities(item, ground)),
    Key("reading", many(READING), lambda item, ground: reading(item, ground)),
    Key("artefact", str | None, lambda item, ground: artefact(item, ground)),
)

HOURS = Shape(
    Months,
    "HoursData",
    "A range of hours.",
    Key("min", int, lambda hours, _: round(hours.min)),
    Key("max", int, lambda hours, _: round(hours.max)),
)

CASE = Shape(
    Case,
    "CaseData",
    """Everything to show before the role, must-haves first.

    `months` run from the start to the last date of all gaps. `hours` count the time in focus.
    """,
    Key("items", many(ITEM)),
    Key("months", one(MONTHS)),
    "earliest",
    "latest",
    Key("hours", one(HOURS)),
    "must_haves_earliest",
    "must_haves_latest",
)

WAIT = Shape(
    Wait,
    "WaitData",
    "Years that have to pass, and the day when they have passed.",
    Key("axis", Axis, lambda wait, _: wait.finding.axis),
    Key("subject", str, lambda wait, _: wait.finding.subject),
    Key("name", str, lambda wait, _: wait.finding.requirement.name),
    Key("entry", float, lambda wait, _: wait.finding.entry),
    Key("low", float, lambda wait, _: wait.finding.holding.low),
    "day",
    Key("must_have", bool, lambda wait, _: wait.finding.must_have),
)

OPEN_END = Shape(
    Finding,
    "OpenEnd",
    "A requirement without dates, an unknown one, or one that is still to be shown.",
    "axis",
    "subject",
    Key("name", str, lambda finding, _: finding.requirement.name),
    Key("entry", float, lambda finding, _: finding.entry),
    Key("must_have", bool),
)

CAPACITY = Shape(
    PlanWish,
    "CapacityData",
    "The limits of the plan: hours a week, hours for one area, areas at a time, months between reviews.",
    Key("hours_per_week", float, lambda wish, _: wish.hours),
    Key("hours_an_area", float, lambda *_: HOURS_AN_AREA),
    Key("areas_at_once", int, lambda wish, _: wish.at_once),
    "period",
    Key("months_a_period", int, lambda wish, _: PERIODS[wish.period]),
)

COLUMNS = (
    Column("", cell=lambda item, _: Cell("!" if item.finding.must_have else "", "bad")),
    Column(key="axis", value=lambda item, _: item.finding.axis),
    Column(key="subject", value=lambda item, _: item.finding.subject),
    Column(
        "To show (! must-have)",
        key="name",
        value=lambda item, _: item.finding.requirement.name,
        cell=lambda item, ground: _what(item, ground),
    ),
    Column("Level", cell=lambda item, ground: span(item, ground)),
    Column(key="from", value=lambda item, _: item.held),
    Column(key="to"),
    Column("If fast", key="earliest", cell=lambda item, _: item.earliest or "-"),
    Column("If slow", key="end", cell=lambda item, _: item.end or "no date"),
    Column("How", cell=lambda item, _: how(item)),
    Column(key="earliest_start"),
    Column(key="start"),
    Column(key="check"),
    Column(key="focus_min", value=lambda item, _: item.focus and item.focus.min),
    Column(key="focus_max", value=lambda item, _: item.focus and item.focus.max),
    Column(key="on_the_job"),
    Column(key="must_have", value=lambda item, _: item.finding.must_have),
    Column(key="presumed", value=lambda item, _: item.finding.presumed),
    Column(key="fits"),
)


_FIRST_COLUMNS = (
    Column("", cell=lambda item, _: Cell("▲", "bad") if item.finding.lacks else ""),
    Column("To show", cell=lambda item, ground: Cell(_what(item, ground).text, None, (ground.short(item.finding),))),
    Column("level", cell=lambda item, ground: span(item, ground)),
    Column("if fast", cell=lambda item, _: item.earliest or "-"),
    Column("if slow", cell=lambda item, _: item.end or "no date"),
    Column("how", extra=True, cell=lambda item, _: how(item)),
)


def _of_finding(*keys: str) -> tuple[Column, ...]:
    ways: dict[str, Any] = {
        "name": lambda finding, _: finding.requirement.name,
        "to": lambda finding, _: finding.entry,
        "from": lambda finding, _: finding.holding.low if finding.holding.is_known else None,
    }
    return tuple(Column(key=key, value=ways.get(key)) for key in keys)


_BESIDE_COLUMNS = _of_finding("axis", "subject", "name", "from", "to", "must_have")
_WAIT_COLUMNS = (
    Column(key="axis", value=lambda wait, _: wait.finding.axis),
    Column(key="subject", value=lambda wait, _: wait.finding.subject),
    Column(key="name", value=lambda wait, _: wait.finding.requirement.name),
    Column(key="from", value=lambda wait, _: wait.finding.holding.low),
    Column(key="to", value=lambda wait, _: wait.finding.entry),
    Column(key="end", value=lambda wait, _: wait.day),
    Column(key="must_have", value=lambda wait, _: wait.finding.must_have),
)
_GROW_COLUMNS = (
    Column(key="axis", value=lambda growth, _: growth.requirement.axis),
    Column(key="subject", value=lambda growth, _: growth.requirement.subject),
    Column(key="name", value=lambda growth, _: growth.requirement.name),
    Column(key="from", value=lambda growth, _: growth.requirement.entry),
    Column(key="to", value=lambda growth, _: growth.requirement.level),
    Column(key="must_have", value=lambda growth, _: growth.requirement.must_have),
)


class PlanData(NamedTuple):
    """The JSON of `plan`, in two parts: the `case` has dates; `grow`, what grows in the role, has none.

    `usual` are the years that people usually spend in the role before, null if no move is known. `waits` are years that
    have to pass, `beside` gaps without dates. `decides` says what decides the move if nothing is left to show.
    `settle_first`: the present role is held for less than the usual time.
    """

    schema_version: str
    kind: Literal["plan"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    placement: Annotated[Placement, PLACEMENT]
    role: str
    title: str
    verdict: Verdict
    must_haves: tuple[str, ...]
    settle_first: bool
    usual: Annotated[YearsInFrom, YEARS_RANGE] | None
    capacity: Annotated[PlanWish, CAPACITY]
    by: str | None
    case: Annotated[Case, CASE]
    grow: tuple[Annotated[Growth, GROWTH], ...]
    waits: tuple[Annotated[Wait, WAIT], ...]
    beside: tuple[Annotated[Finding, OPEN_END], ...]
    to_find_out: tuple[Annotated[Finding, OPEN_END], ...]
    to_show: tuple[Annotated[Finding, OPEN_END], ...]
    decides: str | None
    notes: tuple[str, ...]


def plan_report(ground: Ground, answer: Answer, plan: Plan, every: bool = True) -> Report:
    """The plan for one role."""
    wish = plan.wish
    data = PlanData(
        schema_version=SCHEMA_VERSION,
        kind="plan",
        as_of=wish.start.isoformat(),
        catalogue=ground,
        name=ground.name,
        profile=ground,
        placement=answer.placement,
        role=plan.role.id,
        title=plan.role.title,
        verdict=plan.assessment.verdict,
        must_haves=subjects(plan.assessment.must_haves_to_show),
        settle_first=plan.settle_first,
        usual=plan.usual,
        capacity=wish,
        by=wish.by.isoformat() if wish.by else None,
        case=plan.case,
        grow=plan.grow,
        waits=plan.waits,
        beside=plan.beside,
        to_find_out=plan.to_find_out,
        to_show=plan.to_show,
        decides=wording.what_decides(plan.assessment, ground) if plan.nothing_to_show else None,
        notes=tuple(notes_on(ground, answer.placement)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, wording.verdict_line(plan.assessment), ground)),
        partial(_rows, data, ground),
        tuple(_hints(data)),
        lambda: tuple(_events(data, ground)),
        ground,
        None if every else lambda: tuple(_first(data, ground)),
    )


def activities(item: Item, ground: Ground) -> tuple[str, ...]:
    """The activities for each level of an item, the next level first."""
    skill = _skill(item, ground)
    return tuple(text for level in range(item.held + 1, item.to + 1) for text in skill.close.get(level, ()))


def reading(item: Item, ground: Ground) -> tuple[Reading, ...]:
    """What to read for an item."""
    return _skill(item, ground).reading


def artefact(item: Item, ground: Ground) -> str | None:
    """What to bring to the review: a piece of work that shows the level."""
    looks = _skill(item, ground).levels.get(item.to)
    return None if looks is None else f"One piece of work that shows this: {looks}"


def _skill(item: Item, ground: Ground) -> Skill:
    return ground.catalogue.skills_by_id[item.finding.subject]


def span(item: Item, ground: Ground) -> str:
    """The range of levels, by name."""
    return f"{ground.level(item.held)} {wording.ARROW} {ground.level(item.to)}"


def case_line(case: Case) -> str:
    """When the case can be made: `6-12 months, 209-417 hours in focus`."""
    return f"{wording.months(case.months)}, {wording.hours(case.hours)} in focus"


def items_named(data: PlanData) -> tuple[Item, ...]:
    """The items that are shown: people who are new in their role see only must-haves."""
    items = data.case.items
    return tuple(item for item in items if item.finding.must_have) if data.settle_first else items


def begun(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items that are worked on from the first day."""
    return tuple(item for item in items if item.start is not None and item.start == item.first_day)


def ends(data: PlanData) -> Iterator[str]:
    """When the must-haves are closed, when all gaps are closed, and when the move is usual."""
    case = data.case
    dated = [item for item in case.items if item.end]
    if any(item.finding.must_have for item in dated):
        span = wording.between(case.must_haves_earliest.isoformat(), case.must_haves_latest.isoformat())
        yield f"The must-haves are closed {span}."
    if len(dated) > sum(item.finding.must_have for item in dated):
        yield f"All gaps are closed {wording.between(case.earliest.isoformat(), case.latest.isoformat())}."
    if data.usual:
        yield f"{wording.usual_time(data.usual)}."
    if len(dated) < len(case.items):
        yield "The ladder does not say how long a level takes, so the plan has an order but no dates."


def pace(wish: PlanWish) -> str:
    """The pace of the plan."""
    return f"{wording.pace(wish.hours, HOURS_AN_AREA, wish.at_once)}."


def _what(item: Item, ground: Ground) -> Cell:
    name = ground.requirement(item.finding) + (" *" if _is_late(item) else "")
    return Cell(name, "bad" if item.finding.lacks else None)


def how(item: Item) -> str:
    """How a gap closes: by focus, with its months, or by the job."""
    if item.on_the_job:
        return "by the job"
    return f"focus, {wording.months(item.focus)}" if item.focus else "-"


def _rows(data: PlanData, ground: Ground) -> list[list[str]]:
    keys = [column.key for column in COLUMNS if column.key]
    parts = [
        ("case", COLUMNS, data.case.items),
        ("wait", _WAIT_COLUMNS, data.waits),
        ("beside", _BESIDE_COLUMNS, data.beside),
        ("to find out", _BESIDE_COLUMNS, data.to_find_out),
        ("to show", _BESIDE_COLUMNS, data.to_show),
        ("grow", _GROW_COLUMNS, data.grow),
    ]
    return rows_of_parts(keys, parts, ground)


def _hints(data: PlanData) -> Iterator[str]:
    if any(finding.is_skill for finding in data.to_find_out):
        yield "Skills that nobody rated are not in the plan; `pmladder assess` asks what matters most first."


def _first(data: PlanData, ground: Ground) -> Iterator[Block]:
    items = items_named(data)
    yield from first_where(data.placement, ground, data.notes)
    line = f": {case_line(data.case)}" if data.case.items else f": {NOTHING_SHORT}"
    yield paragraph(Cell(f"Plan for {ground.role(data.role)}{line}", "strong"))
    if data.decides:
        yield paragraph(data.decides)
    if data.settle_first:
        yield paragraph(SETTLE_FIRST)
    if items:
        yield table_of(_FIRST_COLUMNS, items[:_FIRST], ground)
        yield remark("   ▲ must-have" + (f"   {len(items) - _FIRST} more to show" if len(items) > _FIRST else ""))
        if data.by:
            yield _before(data.by, items)
        if todo := [(item, activities(item, ground)) for item in begun(items)]:
            item, texts = todo[0]
            if texts:
                yield paragraph(Cell(f"Start with {ground.requirement(item.finding)}: ", "muted"), texts[0])
    if beside := ", ".join(_counted_beside(data)):
        yield paragraph(Cell(f"Without dates: {beside}.", "muted"))
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))
    commands = [(wording.command(ground, "plan", data.role, "--all"), "all of it, on a calendar")]
    if any(item.end for item in items):
        commands.append((wording.command(ground, "plan", data.role, "-o plan.ics"), "the dates for your calendar"))
    else:
        commands.append((wording.command(ground, "assess", data.role, "--limit 5"), "your own levels"))
    yield next_commands(*commands)


def _counted_beside(data: PlanData) -> Iterator[str]:
    """The numbers of the other parts of a plan, beside its dated gaps."""
    unrated = len(data.to_find_out) + len(data.to_show)
    yield from [f"{len(data.grow)} to grow into in the role"] if data.grow and not data.settle_first else []
    yield from [f"{unrated} not rated yet"] if unrated else []
    others = len(data.beside) + len(data.waits)
    yield from [f"{others} that practice does not close"] if others else []


def _blocks(data: PlanData, verdict: str, ground: Ground) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    yield Heading(f"Plan for {ground.role(data.role)}: {verdict}")
    if data.decides:
        yield paragraph(data.decides)
    yield from _case_blocks(data, ground)
    yield from _beside_blocks(data, ground)
    if data.grow and not data.settle_first:
        yield Heading("To grow into, in the role")
        yield paragraph(f"{growth_words(data.grow, ground)}. {NO_DATES}")
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _case_blocks(data: PlanData, ground: Ground) -> Iterator[Block]:
    items = items_named(data)
    if not data.case.items:
        if not data.decides:
            yield paragraph(NOTHING_SHORT)
        return
    yield Heading(f"To make the case: {case_line(data.case)}")
    yield from map(paragraph, ends(data))
    yield paragraph(Cell(pace(data.capacity), "muted"))
    if data.settle_first:
        yield paragraph(SETTLE_FIRST)
    yield table_of(COLUMNS, items, ground)
    if data.by:
        yield _before(data.by, items)
    if any(item.end for item in items):
        yield Heading("On the calendar")
        yield calendar_of(items, data.waits, data.capacity, ground)
    if now := tuple(_now(items, ground)):
        yield Heading(f"First {PERIOD_WORDS[data.capacity.period]}: what to do now")
        yield from now


def _now(items: tuple[Item, ...], ground: Ground) -> Iterator[Block]:
    for item in begun(items):
        yield paragraph(Cell(ground.requirement(item.finding), "strong"), f": {span(item, ground)}.")
        todo = [Cell(text) for text in activities(item, ground)[:2]]
        for first in reading(item, ground)[:1]:
            todo.append(Cell(f"To read: {first.title}" + (f", {first.author}" if first.author else "")))
        if todo:
            yield Bullets(tuple(todo))


def _beside_blocks(data: PlanData, ground: Ground) -> Iterator[Block]:
    if data.waits:
        passed = "; ".join(f"{ground.requirement(wait.finding)} on {wait.day.isoformat()}" for wait in data.waits)
        yield paragraph(Cell("Time that passes: ", "muted"), passed, ". It is a sign, not a gate.")
    if data.beside:
        listed = "; ".join(f"{ground.requirement(f)} {wording.from_to(f, ground)}" for f in data.beside)
        yield paragraph(Cell("Without dates: ", "strong"), listed, ".")
    if data.to_show:
        texts = "; ".join(finding.requirement.name.rstrip(".") for finding in data.to_show)
        yield paragraph(Cell(f"To show ({len(data.to_show)}): ", "open"), texts, ".")
    if data.to_find_out:
        names = ", ".join(map(ground.requirement, data.to_find_out))
        yield paragraph(Cell(f"Not rated yet, so not planned ({len(data.to_find_out)}): ", "open"), names, ".")


def _before(by: str, items: tuple[Item, ...]) -> Block:
    """Whether everything is done by the deadline; None if something has no date."""
    late, undated = sum(map(_is_late, items)), sum(item.end is None for item in items)
    open_end = f" {undated} of {len(items)} {'has' if undated == 1 else 'have'} no date." if undated else ""
    if late:
        text = f"At the slow pace, {late} of {len(items)} {'ends' if late == 1 else 'end'} after {by}, marked *."
        return paragraph(Cell(text, "strong"), open_end)
    if undated == len(items):
        return paragraph(open_end.strip())
    return paragraph(Cell(f"Everything {'with a date ' if undated else ''}fits before {by}.", "good"), open_end)


def _is_late(item: Item) -> bool:
    return not item.fits and item.end is not None


def _events(data: PlanData, ground: Ground) -> Iterator[Event]:
    """An all-day entry for each gap that has dates; its id stays the same from plan to plan."""
    for item in data.case.items:
        if item.end is None:
            continue
        sources = ", ".join(source for source in item.finding.requirement.sources if source != EDITORIAL)
        lines = [
            f"Asked by {ground.role(data.role)}" + (f" ({sources})." if sources else "."),
            *activities(item, ground),
        ]
        lines += [work] if (work := artefact(item, ground)) else []
        lines += [f"Check on {item.check}."] if item.check else []
        start = item.start or item.first_day
        yield Event(
            id=f"{ground.catalogue.catalogue.id}/{data.role}/{item.finding.axis}/{item.finding.subject}/{item.to}",
            title=f"{ground.requirement(item.finding)}: {span(item, ground)}",
            start=start.isoformat(),
            # An entry without duration takes one day.
            end=max(item.end, add_days(start, 1)).isoformat(),
            text="\n".join(lines),
            stamp=data.as_of,
        )
