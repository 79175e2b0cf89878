"""The report of `route`: chains of moves to a goal, what each step adds and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.findings import Verdict
from pmladder.engine.route import Climb, Order, Route, Routes, RouteStep, Wish
from pmladder.engine.suggest import Answer
from pmladder.engine.what_if import Step
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, shown, table
from pmladder.report.notes import NOT_A_PROMISE, notes_on
from pmladder.report.pieces import CatalogueRef, PlacementData, TransitionData, YearsRange
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.steps import StepData
from pmladder.text import plural


class Asked(NamedTuple):
    """What was asked: the goal, the wish, and the steps of `--if` with the routes that they lead to."""

    goal: Role
    wish: Wish
    steps: tuple[Step, ...] = ()
    then: Routes | None = None


class GoalData(NamedTuple):
    """The role at the end of the routes."""

    role: str
    title: str
    track: str
    seniority: int


class ClimbData(NamedTuple):
    """A skill that a step raises, from the level held by then to the one asked, with their names.

    `from` is null where nobody knows it; `levels`, how many are climbed, then counts from the least that is certain.
    """

    skill: str
    name: str
    from_: int | None
    from_name: str | None
    to: int
    to_name: str
    levels: int


class DropData(NamedTuple):
    """A skill that the role before asks for and this one does not."""

    skill: str
    name: str


class RouteStepData(NamedTuple):
    """One move. The verdict is that of a person who has done all the steps before it; `years` go by before it."""

    role: str
    title: str
    track: str
    seniority: int
    transition: TransitionData
    years: YearsRange | None
    adds: tuple[ClimbData, ...]
    drops: tuple[DropData, ...]
    verdict: Verdict
    blockers: tuple[str, ...]
    unknown: int


class RouteEntry(NamedTuple):
    """A chain of moves. `way` is the track of its first; `years` run from the earliest to the usual.

    `years_known` is false where some step does not say how long; the sum then is of the others. `levels` counts
    what nobody rated from the bottom.
    """

    way: str
    steps: tuple[RouteStepData, ...]
    years: YearsRange
    years_known: bool
    levels: int


class IfData(NamedTuple):
    """The routes with some steps taken, in their order then."""

    steps: tuple[StepData, ...]
    routes: tuple[RouteEntry, ...]


class RouteData(NamedTuple):
    """The JSON of `route`. `others` are the best routes by each way that none of `routes` takes.

    Where no route is found, `nearest` are the roles closest to the goal that can be reached, and `entries` those
    that lead to the goal. `proven` is false only where the search was cut short.
    """

    schema_version: str
    kind: Literal["route"]
    as_of: str | None
    catalogue: CatalogueRef
    placement: PlacementData
    goal: GoalData
    order: Order
    routes: tuple[RouteEntry, ...]
    others: tuple[RouteEntry, ...]
    nearest: tuple[str, ...]
    entries: tuple[str, ...]
    proven: bool
    what_if: IfData | None
    notes: tuple[str, ...]


def report(catalogue: Catalogue, digest: str, answer: Answer, asked: Asked, found: Routes, as_of: str | None) -> Report:
    """The routes from where the person stands to the goal."""
    goal = asked.goal
    then = tuple(_route(route, catalogue) for route in (*asked.then.found, *asked.then.others)) if asked.then else ()
    data = RouteData(
        schema_version=SCHEMA_VERSION,
        kind="route",
        as_of=as_of,
        catalogue=CatalogueRef.of(catalogue, digest),
        placement=PlacementData.of(answer.placement, answer.standing),
        goal=GoalData(goal.id, goal.title, goal.track, goal.seniority),
        order=asked.wish.order,
        routes=tuple(_route(route, catalogue) for route in found.found),
        others=tuple(_route(route, catalogue) for route in found.others),
        nearest=tuple(role.id for role in found.nearest),
        entries=tuple(role.id for role in found.entries),
        proven=found.proven,
        what_if=IfData(tuple(StepData.of(step, catalogue) for step in asked.steps), then) if asked.steps else None,
        notes=tuple(_notes(answer, asked, found)),
    )
    return Report(data, lambda: tuple(_blocks(data)), partial(_rows, data))


def _route(route: Route, catalogue: Catalogue) -> RouteEntry:
    years = YearsRange(route.years.min, route.years.max)
    steps = tuple(_step(step, catalogue) for step in route.steps)
    return RouteEntry(route.way, steps, years, route.years_known, route.levels)


def _step(step: RouteStep, catalogue: Catalogue) -> RouteStepData:
    role, skills = step.role, catalogue.skills_by_id
    return RouteStepData(
        role=role.id,
        title=role.title,
        track=role.track,
        seniority=role.seniority,
        transition=TransitionData.of(step.transition, step.derived),
        years=YearsRange(*step.years) if step.years else None,
        adds=tuple(_climb_data(climb, catalogue) for climb in step.adds),
        drops=tuple(DropData(skill, skills[skill].name) for skill in step.drops),
        verdict=step.assessment.verdict,
        blockers=tuple(finding.name for finding in step.assessment.blockers),
        unknown=step.assessment.counts.unknown,
    )


def _climb_data(climb: Climb, catalogue: Catalogue) -> ClimbData:
    name, start = catalogue.skills_by_id[climb.skill].name, climb.start if climb.known else None
    start_name = catalogue.level_name(start) if start is not None else None
    return ClimbData(climb.skill, name, start, start_name, climb.to, catalogue.level_name(climb.to), climb.levels)


def _notes(answer: Answer, asked: Asked, found: Routes) -> Iterator[str]:
    yield from notes_on(answer.placement, answer.standing)
    present, goal = answer.placement.role, asked.goal
    if present is not None and not found.found:
        yield from _why_none(present, goal, asked.wish, found)
    if not found.proven:
        yield "The catalogue is too tangled to try every way; there may be better ones."


def _why_none(present: Role, goal: Role, wish: Wish, found: Routes) -> Iterator[str]:
    if present.id == goal.id:
        yield f"You are where you want to be: {goal.title}."
        return
    within = " within what --via and --avoid leave" if wish.via or wish.avoid else ""
    yield f"No chain of known moves leads from {present.title} to {goal.title}{within}."
    if found.entries:
        yield f"Known moves to it come from {', '.join(role.title for role in found.entries)}."
    else:
        yield f"The catalogue knows no move to {goal.title} at all{within}."
    if found.nearest:
        yield f"The nearest that can be reached: {', '.join(role.title for role in found.nearest)}."
    else:
        yield f"The catalogue knows no move from {present.title} either{within}."


def _blocks(data: RouteData) -> Iterator[Block]:
    yield paragraph(Cell(f"{words.where_you_are(data.placement)}.", "strong"))
    for note in data.notes:
        yield paragraph(Cell(note, "muted"))
    for number, route in enumerate(data.routes, 1):
        yield Heading(f"{number}. {_summary(route)}")
        yield _table(route)
    for route in data.others:
        yield Heading(f"Another way: {_summary(route)}")
        yield _table(route)
    if data.what_if is not None:
        yield from _what_if(data.what_if, data)
    if any(map(_has_unrated, (*data.routes, *data.others))):
        yield paragraph(Cell("? is a level that nobody rated; its levels count from the bottom.", "muted"))
    if data.routes:
        yield paragraph(
            Cell(
                "Verdicts are those of a person who has done the steps before. Years and people led take their own "
                f"time. {NOT_A_PROMISE}",
                "muted",
            )
        )


def _summary(route: RouteEntry) -> str:
    names = f" {words.ARROW} ".join(step.title for step in route.steps)
    most = "up to " if _has_unrated(route) else ""
    levels = f"{most}{plural(route.levels, 'level')} to climb"
    return f"{names} ({plural(len(route.steps), 'move')}, {_years(route)}, {levels})"


def _has_unrated(route: RouteEntry) -> bool:
    return any(climb.from_ is None for step in route.steps for climb in step.adds)


def _years(route: RouteEntry) -> str:
    if not any(step.years for step in route.steps):
        return "years not known"
    least = "" if route.years_known else "at least "
    if route.years.min == route.years.max:
        return f"{least}{words.plural_years(route.years.min)}"
    return f"{least}{route.years.min:g} years at the earliest, {route.years.max:g} as is usual"


def _table(route: RouteEntry) -> Block:
    columns = [
        Column("", right=True),
        Column("Step"),
        Column("Move"),
        Column("After"),
        Column("Levels", right=True),
        Column("Adds", below=True),
        Column("Falls away", below=True),
        Column("Verdict", below=True),
    ]
    return table(columns, [_row(number, step) for number, step in enumerate(route.steps, 1)])


def _row(number: int, step: RouteStepData) -> list[Cell | str]:
    blocked = f"Blocked by {'; '.join(step.blockers)}" if step.blockers else step.verdict.capitalize()
    return [
        str(number),
        Cell(step.title, "strong"),
        words.move(step.transition, step.track),
        words.years_range(step.years) or "not known",
        str(sum(climb.levels for climb in step.adds)),
        f"Adds {', '.join(_climb(climb) for climb in step.adds)}" if step.adds else "Adds no skill",
        f"No longer asked: {', '.join(drop.name for drop in step.drops)}" if step.drops else "",
        Cell(blocked, words.VERDICT_TONES[step.verdict]),
    ]


def _climb(climb: ClimbData) -> str:
    return f"{climb.name} {'?' if climb.from_ is None else climb.from_}{words.ARROW}{climb.to}"


def _what_if(what_if: IfData, data: RouteData) -> Iterator[Block]:
    before = {tuple(step.role for step in route.steps): route for route in (*data.routes, *data.others)}
    rows: list[list[Cell | str]] = []
    for route in what_if.routes:
        now = before.get(tuple(step.role for step in route.steps))
        changed = now is None or now.levels != route.levels
        rows.append(
            [
                Cell(f" {words.ARROW} ".join(step.title for step in route.steps), "strong" if changed else None),
                str(now.levels) if now else "-",
                str(route.levels),
                "new here" if now is None else _verdicts(now, route),
            ]
        )
    yield Heading(f"If {'; '.join(step.line for step in what_if.steps)}")
    columns = [Column("Route"), Column("Levels now", right=True), Column("Then", right=True), Column("What changes")]
    yield table(columns, rows)


def _verdicts(now: RouteEntry, then: RouteEntry) -> str:
    changes = [
        f"{was.title}: {was.verdict} {words.ARROW} {will.verdict}"
        for was, will in zip(now.steps, then.steps, strict=True)
        if was.verdict != will.verdict
    ]
    by_levels = "fewer levels" if then.levels < now.levels else "more levels" if then.levels > now.levels else "nothing"
    return "; ".join(changes) or by_levels


def _rows(data: RouteData) -> list[list[str]]:
    header = ["route", "way", "step", "role", "title", "kind", "years_min", "years_max", "levels", "adds", "drops"]
    rows = [[*header, "verdict", "route_years_min", "route_years_max", "route_levels"]]
    for number, route in enumerate((*data.routes, *data.others), 1):
        for place, step in enumerate(route.steps, 1):
            rows.append(
                [
                    str(number),
                    route.way,
                    str(place),
                    step.role,
                    step.title,
                    step.transition.kind,
                    shown(step.years.min if step.years else None),
                    shown(step.years.max if step.years else None),
                    str(sum(climb.levels for climb in step.adds)),
                    "; ".join(climb.skill for climb in step.adds),
                    "; ".join(drop.skill for drop in step.drops),
                    step.verdict,
                    shown(route.years.min),
                    shown(route.years.max),
                    str(route.levels),
                ]
            )
    return rows
