"""The report of `plan`: the gaps of one role on a calendar, what to do for each, and when to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from pmladder.catalogue.fields import EDITORIAL
from pmladder.engine.plan import Plan
from pmladder.engine.schedule import add_days
from pmladder.engine.suggest import Answer
from pmladder.report import words
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, shown, table
from pmladder.report.calendar import calendar_of
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, where_blocks
from pmladder.report.plan_data import ItemData, PlanData, plan_data
from pmladder.report.report import Event, Report, labelled

_PERIOD_WORDS = {"month": "month", "quarter": "quarter", "half": "half year"}


def report(ground: Ground, answer: Answer, plan: Plan) -> Report:
    """The plan for one role."""
    data = plan_data(ground, answer, plan)
    seen = labelled(data, ground.catalogue)
    return Report(
        data,
        lambda: tuple(_blocks(seen, ground)),
        partial(_rows, data),
        tuple(_hints(seen)),
        lambda: tuple(events(seen)),
        ground,
    )


def _hints(data: PlanData) -> Iterator[str]:
    if any(entry.rule == "skill-level" for entry in data.to_find_out):
        yield "Skills that nobody rated are not in the plan; `pmladder assess` asks what matters most first."


def _blocks(data: PlanData, ground: Ground) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    yield Heading(f"Plan for {data.title}")
    if not data.items:
        yield paragraph("Nothing known is short, so there is nothing to plan.")
    else:
        yield from _what_it_rests_on(data)
        if now := tuple(_now(data)):
            yield Heading(f"First {_PERIOD_WORDS[data.capacity.period]}: what to do now")
            yield from now
        if any(item.end for item in data.items):
            yield Heading("On the calendar")
            yield calendar_of(data)
        else:
            yield Heading("In order")
        yield _items(data)
    yield from _left_out(data)
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _what_it_rests_on(data: PlanData) -> Iterator[Block]:
    capacity = data.capacity
    pace = words.pace(capacity.hours_per_week, capacity.hours_an_area, capacity.areas_at_once)
    yield paragraph(f"{pace}. A review every {_PERIOD_WORDS[capacity.period]}, where new areas begin.")
    blocking = [item for item in data.items if item.blocking]
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
        yield paragraph(f"Effort in all: {data.effort.words} of practice beside the job{editorial}.")
    if guessed := sum(item.focus and item.end is None for item in data.items):
        which = "a level takes" if all(item.end is None for item in data.items) else f"{guessed} of these levels take"
        yield paragraph(
            f"The ladder does not say how long {which}: each is given one {_PERIOD_WORDS[capacity.period]}, so that "
            "it has its turn. Take the order from this, not the days."
        )
    own_time = [item for item in data.items if not item.focus]
    if own_time:
        yield paragraph("Takes its own time: ", "; ".join(_own_time(item) for item in own_time), ".")


def _own_time(item: ItemData) -> str:
    until = f", passed on {item.end}" if item.end else ", no date can be given"
    return f"{item.name} {words.held(item.from_, item.from_name)} {words.ARROW} {shown(item.to)}{until}"


def _now(data: PlanData) -> Iterator[Block]:
    for item in (item for item in data.items if item.focus and item.start == data.as_of):
        yield paragraph(Cell(item.name, "strong"), f": {_levels(item)}. {_why(item)}.")
        todo = [Cell(text) for text in item.activities]
        if item.artefact:
            todo.append(Cell(f"To show: {item.artefact}"))
        if item.reading:
            first = item.reading[0]
            todo.append(Cell(f"To read: {first.title}" + (f", {first.author}" if first.author else "")))
        if todo:
            yield Bullets(tuple(todo))


def _why(item: ItemData) -> str:
    """The need, and whose word for it there is."""
    sources = ", ".join(item.sources)
    return f"{item.why} ({'source: ' if sources != EDITORIAL else ''}{sources})" if sources else item.why


def _levels(item: ItemData) -> str:
    return f"{words.held(item.from_, item.from_name)} {words.ARROW} {words.held(item.to, item.to_name)}"


def _items(data: PlanData) -> Block:
    columns = [
        Column(""),
        Column("What (! blocks)"),
        Column("Level"),
        Column("From"),
        Column("Check"),
        Column("Effort"),
    ]
    rows: list[list[Cell | str]] = []
    for item in data.items:
        held = "?" if item.from_ is None else shown(item.from_)
        rows.append(
            [
                Cell("!" if item.blocking else "", "bad"),
                Cell(item.name + (" *" if _is_late(item) else ""), "bad" if item.blocking else None),
                f"{held} {words.ARROW} {shown(item.to)}",
                item.start,
                item.check or "no date",
                item.effort.words if item.effort else "-",
            ]
        )
    return table(columns, rows)


def _left_out(data: PlanData) -> Iterator[Block]:
    if data.by and data.items:
        yield _before(data.by, data.items)
    if data.to_show:
        yield paragraph(
            Cell(f"To show ({len(data.to_show)}): ", "open"), "; ".join(e.name.rstrip(".") for e in data.to_show), "."
        )
    if data.to_find_out:
        names = ", ".join(entry.name for entry in data.to_find_out)
        yield paragraph(Cell(f"Unknown, so not planned ({len(data.to_find_out)}): ", "open"), names, ".")


def _before(by: str, items: Sequence[ItemData]) -> Block:
    """Whether all of it is done by then; what has no date neither fits nor does not."""
    late, undated = sum(map(_is_late, items)), sum(item.end is None for item in items)
    open_end = f" For {undated} of {len(items)} no date can be given." if undated else ""
    if late:
        text = f"Does not fit before {by}, if it goes slowly: {late} of {len(items)}, marked *."
        return paragraph(Cell(text, "bad"), open_end)
    if undated == len(items):
        return paragraph(open_end.strip())
    return paragraph(Cell(f"All {'that has a date ' if undated else ''}fits before {by}.", "good"), open_end)


def _is_late(item: ItemData) -> bool:
    return not item.fits and item.end is not None


def _rows(data: PlanData) -> list[list[str]]:
    dates = ["start", "earliest_start", "earliest", "end", "check"]
    told = ["effort_min", "effort_max", "focus", "blocking", "fits", "why", "sources", "activities", "reading"]
    rows = [["rule", "subject", "name", "from", "to", *dates, *told, "artefact"]]
    for item in data.items:
        rows.append(
            [
                item.rule,
                item.subject,
                item.name,
                shown(item.from_),
                shown(item.to),
                item.start,
                item.earliest_start,
                item.earliest or "",
                item.end or "",
                item.check or "",
                shown(item.effort.min if item.effort else None),
                shown(item.effort.max if item.effort else None),
                "yes" if item.focus else "no",
                "yes" if item.blocking else "no",
                "yes" if item.fits else "no",
                item.why,
                "; ".join(item.sources),
                " | ".join(item.activities),
                " | ".join(reading.title for reading in item.reading),
                item.artefact or "",
            ]
        )
    return rows


def events(data: PlanData) -> Iterator[Event]:
    """An all-day entry for each thing that has dates; its id stays the same from plan to plan."""
    for item in data.items:
        if item.end is None:
            continue
        lines = [_why(item) + ".", *item.activities, *([item.artefact] if item.artefact else [])]
        lines += [f"Check on {item.check}."] if item.check else []
        if item.effort and item.effort.editorial:
            lines.append(f"The time it takes is {EDITORIAL}.")
        yield Event(
            id=f"{data.catalogue.catalogue.catalogue.id}/{data.role}/{item.rule}/{item.subject}/{shown(item.to)}",
            title=f"{item.name}: {_levels(item)}",
            start=item.start,
            # What takes no time is an entry of one day.
            end=max(item.end, add_days(date.fromisoformat(item.start), 1).isoformat()),
            text="\n".join(lines),
            stamp=data.as_of,
        )
