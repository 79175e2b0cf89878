"""The report of `plan`: the gaps of one role on a calendar, what to do for each, and when to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Reading, Skill, Transition
from pmladder.engine.effort import Effort
from pmladder.engine.findings import Finding, Verdict
from pmladder.engine.placement import Placement
from pmladder.engine.plan import HOURS_AN_AREA, PERIODS, Item, Plan, PlanWish
from pmladder.engine.schedule import add_days
from pmladder.engine.suggest import Answer
from pmladder.report import words
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, shown
from pmladder.report.calendar import calendar_of
from pmladder.report.columns import rows_of, table_of
from pmladder.report.encoding import Key, Shape, many, maybe
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Event, Report
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT, TRANSITION
from pmladder.report.steps import EFFORT

_PERIOD_WORDS = {"month": "month", "quarter": "quarter", "half": "half year"}

READING = Shape(Reading, "ReadingData", "Something to read, and who lists it.", "title", "author", "sources")

ITEM = Shape(
    Item,
    "ItemData",
    """One thing to do: from a level, or a figure, to the next.

    `focus` tells what takes practice; the rest takes its own time. It runs from `earliest_start` to `earliest` if
    all goes fast, from `start` to `end` if all goes slowly, and `check` is the review after that; an end is null
    where nobody can say. `why` is the need.
    """,
    Key("rule", str, lambda item, _: item.finding.rule),
    Key("subject", str, lambda item, _: item.finding.subject),
    Key("name", str, lambda item, _: item.finding.name),
    Key("from", float | str | None, lambda item, _: item.start_level),
    Key("from_name", str | None, lambda item, ground: level(item, item.start_level, ground)),
    Key("to", float | str),
    Key("to_name", str | None, lambda item, ground: level(item, item.to, ground)),
    "start",
    "earliest_start",
    "earliest",
    "end",
    "check",
    Key("effort", maybe(EFFORT)),
    "focus",
    Key("blocking", bool, lambda item, _: item.finding.blocks),
    "fits",
    Key("why", str, lambda item, ground: why(item, ground)),
    Key("sources", tuple[str, ...], lambda item, _: item.finding.sources),
    Key("activities", tuple[str, ...], lambda item, ground: activities(item, ground)),
    Key("reading", many(READING), lambda item, ground: reading(item, ground)),
    Key("artefact", str | None, lambda item, ground: artefact(item, ground)),
)

OPEN_END = Shape(
    Finding,
    "OpenEnd",
    "A requirement that nobody knows about, or that is still to be shown.",
    "rule",
    "subject",
    "name",
    Key("blocking", bool, lambda finding, _: finding.strength == "blocking"),
)

CAPACITY = Shape(
    PlanWish,
    "CapacityData",
    "What the plan is cut to: hours a week, those that one area takes, how many areas at once, months a review.",
    Key("hours_per_week", float, lambda wish, _: wish.hours),
    Key("hours_an_area", float, lambda *_: HOURS_AN_AREA),
    Key("areas_at_once", int, lambda wish, _: wish.at_once),
    "period",
    Key("months_a_period", int, lambda wish, _: PERIODS[wish.period]),
)

COLUMNS = (
    Column("", cell=lambda item, _: Cell("!" if item.finding.blocks else "", "bad")),
    Column(key="rule", value=lambda item, _: item.finding.rule),
    Column(key="subject", value=lambda item, _: item.finding.subject),
    Column(
        "What (! blocks)",
        key="name",
        value=lambda item, _: item.finding.name,
        cell=lambda item, ground: _what(item, ground),
    ),
    Column("Level", cell=lambda item, _: steps(item)),
    Column(key="from", value=lambda item, _: item.start_level),
    Column(key="to"),
    Column("From", key="start"),
    Column(key="earliest_start"),
    Column(key="earliest"),
    Column(key="end"),
    Column("Check", key="check", cell=lambda item, _: shown(item.check) or "no date"),
    Column("Effort", cell=lambda item, _: words.effort(item.effort) if item.effort else "-"),
    Column(key="effort_min", value=lambda item, _: item.effort and item.effort.min),
    Column(key="effort_max", value=lambda item, _: item.effort and item.effort.max),
    Column(key="focus"),
    Column(key="blocking", value=lambda item, _: item.finding.blocks),
    Column(key="fits"),
    Column(key="why", value=lambda item, ground: why(item, ground)),
    Column(key="sources", value=lambda item, _: item.finding.sources),
    Column(key="activities", value=lambda item, ground: " | ".join(activities(item, ground))),
    Column(key="reading", value=lambda item, ground: " | ".join(entry.title for entry in reading(item, ground))),
    Column(key="artefact", value=lambda item, ground: artefact(item, ground)),
)


class PlanData(NamedTuple):
    """The JSON of `plan`. Dates are days; `earliest` and `latest` are those of the whole, as far as it has dates.

    `move` is the one from the present role, null where none is known.
    """

    schema_version: str
    kind: Literal["plan"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    placement: Annotated[Placement, PLACEMENT]
    role: str
    title: str
    verdict: Verdict
    move: Annotated[Transition, TRANSITION] | None
    capacity: Annotated[PlanWish, CAPACITY]
    by: str | None
    items: tuple[Annotated[Item, ITEM], ...]
    effort: Annotated[Effort, EFFORT] | None
    earliest: str
    latest: str
    blockers_earliest: str
    blockers_latest: str
    to_find_out: tuple[Annotated[Finding, OPEN_END], ...]
    to_show: tuple[Annotated[Finding, OPEN_END], ...]
    notes: tuple[str, ...]


def report(ground: Ground, answer: Answer, plan: Plan) -> Report:
    """The plan for one role."""
    wish = plan.wish
    data = PlanData(
        schema_version=SCHEMA_VERSION,
        kind="plan",
        as_of=wish.start.isoformat(),
        catalogue=ground,
        placement=answer.placement,
        role=plan.role.id,
        title=plan.role.title,
        verdict=plan.assessment.verdict,
        move=next((s.transition for s in answer.suggestions if s.transition.to == plan.role.id), None),
        capacity=wish,
        by=wish.by.isoformat() if wish.by else None,
        items=plan.items,
        effort=plan.effort,
        earliest=plan.earliest.isoformat(),
        latest=plan.latest.isoformat(),
        blockers_earliest=plan.blockers_earliest.isoformat(),
        blockers_latest=plan.blockers_latest.isoformat(),
        to_find_out=plan.to_find_out,
        to_show=plan.to_show,
        notes=tuple(notes_on(ground, answer.placement)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground)),
        partial(rows_of, COLUMNS, plan.items, ground),
        tuple(_hints(data)),
        lambda: tuple(_events(data, ground)),
        ground,
    )


def why(item: Item, ground: Ground) -> str:
    """The need that an item is for."""
    finding = item.finding
    asked = ground.catalogue.level_name(int(finding.need)) if item.focus else shown(finding.need)
    return f"{ground.role(item.role)} asks for {asked}" + (", and it blocks" if finding.blocks else "")


def level(item: Item, value: float | str | None, ground: Ground) -> str | None:
    """The name of a level that an item begins or ends with; None where it is about no skill."""
    return ground.level(value) if item.focus else None


def activities(item: Item, ground: Ground) -> tuple[str, ...]:
    """What leads to the level that an item is for."""
    skill = _skill(item, ground)
    return skill.close.get(int(item.to), ()) if skill else ()


def reading(item: Item, ground: Ground) -> tuple[Reading, ...]:
    """What to read for an item."""
    skill = _skill(item, ground)
    return skill.reading if skill else ()


def artefact(item: Item, ground: Ground) -> str | None:
    """What to have in hand at the check: a piece of work that shows what the level looks like."""
    skill, to = _skill(item, ground), int(item.to) if item.focus else 0
    looks = skill.levels.get(to) if skill else None
    return None if looks is None else f"One piece of work in which this can be seen: {looks}"


def _skill(item: Item, ground: Ground) -> Skill | None:
    return ground.catalogue.skills_by_id.get(item.finding.subject) if item.focus else None


def span(item: Item, ground: Ground) -> str:
    """From which level to which, by name."""
    ends = (words.held(value, level(item, value, ground)) for value in (item.start_level, item.to))
    return f" {words.ARROW} ".join(ends)


def steps(item: Item) -> str:
    """From which level to which, by number."""
    start = "?" if item.start_level is None else shown(item.start_level)
    return f"{start} {words.ARROW} {shown(item.to)}"


def _what(item: Item, ground: Ground) -> Cell:
    name = ground.requirement(item.finding) + (" *" if _is_late(item) else "")
    return Cell(name, "bad" if item.finding.blocks else None)


def _hints(data: PlanData) -> Iterator[str]:
    if any(entry.rule == "skill-level" for entry in data.to_find_out):
        yield "Skills that nobody rated are not in the plan; `pmladder assess` asks what matters most first."


def _blocks(data: PlanData, ground: Ground) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    yield Heading(f"Plan for {ground.role(data.role)}")
    if not data.items:
        yield paragraph("Nothing known is short, so there is nothing to plan.")
    else:
        yield from _what_it_rests_on(data, ground)
        if now := tuple(_now(data, ground)):
            yield Heading(f"First {_PERIOD_WORDS[data.capacity.period]}: what to do now")
            yield from now
        if any(item.end for item in data.items):
            yield Heading("On the calendar")
            yield calendar_of(data.items, data.capacity, ground)
        else:
            yield Heading("In order")
        yield table_of(COLUMNS, data.items, ground)
    yield from _left_out(data, ground)
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _what_it_rests_on(data: PlanData, ground: Ground) -> Iterator[Block]:
    capacity = data.capacity
    pace = words.pace(capacity.hours, HOURS_AN_AREA, capacity.at_once)
    yield paragraph(f"{pace}. A review every {_PERIOD_WORDS[capacity.period]}, where new areas begin.")
    blocking = [item for item in data.items if item.finding.blocks]
    if any(item.end for item in blocking):
        which = "What blocks" if all(item.end for item in blocking) else "What blocks and has a date"
        yield paragraph(f"{which} closes {words.between(data.blockers_earliest, data.blockers_latest)}.")
    if data.latest != data.as_of:
        yield paragraph(f"Every gap that has a date closes {words.between(data.earliest, data.latest)}.")
    if data.move and data.move.years_in_from:
        editorial = " (editorial)" if EDITORIAL in data.move.sources else ""
        yield paragraph(f"{words.usual_time(data.move.years_in_from)}{editorial}, whatever is still open by then.")
    if data.effort:
        editorial = " (an editorial judgement)" if data.effort.editorial else ""
        yield paragraph(f"Effort in all: {words.effort(data.effort)} of practice beside the job{editorial}.")
    if guessed := sum(item.focus and item.end is None for item in data.items):
        which = "a level takes" if all(item.end is None for item in data.items) else f"{guessed} of these levels take"
        yield paragraph(
            f"The ladder does not say how long {which}: each is given one {_PERIOD_WORDS[capacity.period]}, so that "
            "it has its turn. Take the order from this, not the days."
        )
    own_time = [item for item in data.items if not item.focus]
    if own_time:
        yield paragraph("Takes its own time: ", "; ".join(_own_time(item, ground) for item in own_time), ".")


def _own_time(item: Item, ground: Ground) -> str:
    until = f", passed on {item.end}" if item.end else ", no date can be given"
    return (
        f"{ground.requirement(item.finding)} {words.held(item.start_level, None)} {words.ARROW} {shown(item.to)}{until}"
    )


def _now(data: PlanData, ground: Ground) -> Iterator[Block]:
    for item in (item for item in data.items if item.focus and item.start.isoformat() == data.as_of):
        yield paragraph(
            Cell(ground.requirement(item.finding), "strong"), f": {span(item, ground)}. {_why(item, ground)}."
        )
        todo = [Cell(text) for text in activities(item, ground)]
        if work := artefact(item, ground):
            todo.append(Cell(f"To show: {work}"))
        for first in reading(item, ground)[:1]:
            todo.append(Cell(f"To read: {first.title}" + (f", {first.author}" if first.author else "")))
        if todo:
            yield Bullets(tuple(todo))


def _why(item: Item, ground: Ground) -> str:
    """The need, and whose word for it there is."""
    sources = ", ".join(item.finding.sources)
    return (
        f"{why(item, ground)} ({'source: ' if sources != EDITORIAL else ''}{sources})" if sources else why(item, ground)
    )


def _left_out(data: PlanData, ground: Ground) -> Iterator[Block]:
    if data.by and data.items:
        yield _before(data.by, data.items)
    if data.to_show:
        texts = "; ".join(finding.name.rstrip(".") for finding in data.to_show)
        yield paragraph(Cell(f"To show ({len(data.to_show)}): ", "open"), texts, ".")
    if data.to_find_out:
        names = ", ".join(map(ground.requirement, data.to_find_out))
        yield paragraph(Cell(f"Unknown, so not planned ({len(data.to_find_out)}): ", "open"), names, ".")


def _before(by: str, items: Sequence[Item]) -> Block:
    """Whether all of it is done by then; what has no date neither fits nor does not."""
    late, undated = sum(map(_is_late, items)), sum(item.end is None for item in items)
    open_end = f" For {undated} of {len(items)} no date can be given." if undated else ""
    if late:
        text = f"Does not fit before {by}, if it goes slowly: {late} of {len(items)}, marked *."
        return paragraph(Cell(text, "bad"), open_end)
    if undated == len(items):
        return paragraph(open_end.strip())
    return paragraph(Cell(f"All {'that has a date ' if undated else ''}fits before {by}.", "good"), open_end)


def _is_late(item: Item) -> bool:
    return not item.fits and item.end is not None


def _events(data: PlanData, ground: Ground) -> Iterator[Event]:
    """An all-day entry for each thing that has dates; its id stays the same from plan to plan."""
    for item in data.items:
        if item.end is None:
            continue
        lines = [_why(item, ground) + ".", *activities(item, ground)]
        lines += [work] if (work := artefact(item, ground)) else []
        lines += [f"Check on {item.check}."] if item.check else []
        if item.effort and item.effort.editorial:
            lines.append(f"The time it takes is {EDITORIAL}.")
        yield Event(
            id=f"{ground.catalogue.catalogue.id}/{data.role}/{item.finding.rule}/{item.finding.subject}/{shown(item.to)}",
            title=f"{ground.requirement(item.finding)}: {span(item, ground)}",
            start=item.start.isoformat(),
            # What takes no time is an entry of one day.
            end=max(item.end, add_days(item.start, 1)).isoformat(),
            text="\n".join(lines),
            stamp=data.as_of,
        )
