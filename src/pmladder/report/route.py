"""The report of `route`: chains of moves to a goal, what each step adds and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.formula import Finding
from pmladder.engine.placement import Placement
from pmladder.engine.route import THE_USUAL, Order, Route, Routes, RouteStep, RouteWish
from pmladder.engine.suggest import Answer
from pmladder.engine.what_if import Step
from pmladder.profile.terms import Verdict
from pmladder.report import wording
from pmladder.report.blocks import NUMBER, Block, Cell, Column, Heading, paragraph, remark, rows_of, table, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import NOT_A_PROMISE, first_where, next_commands, notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import (
    CATALOGUE_REF,
    PLACEMENT,
    PROFILE_REF,
    ROLE_NAME,
    TRANSITION,
    YEARS_RANGE,
    Key,
    Shape,
    ids_of,
    many,
    maybe,
    one,
    subjects,
)
from pmladder.report.what_if import STEP, step_line
from pmladder.text import plural

_FIRST = 4


class RouteAsked(NamedTuple):
    """The question: the goal, the wanted routes, and the steps of `--if` with their routes."""

    goal: Role
    wish: RouteWish
    steps: tuple[Step, ...] = ()
    then: Routes | None = None

    @property
    def routes_then(self) -> tuple[Route, ...]:
        """All routes after the steps."""
        return (*self.then.found, *self.then.others) if self.then else ()


TO_SHOW = Shape(
    Finding,
    "ToShowData",
    """A skill to show before the role, from the level held by then to the entry, with their names.

    `from` is null if unknown. `levels` is the number of levels to show; an unknown start counts as the lowest certain
    level.
    """,
    Key("skill", str, lambda finding, _: finding.subject),
    Key("name", str, lambda finding, _: finding.requirement.name),
    Key("from", int | None, lambda finding, _: _level_held(finding)),
    Key("from_name", str | None, lambda finding, ground: ground.level(_level_held(finding))),
    Key("to", int, lambda finding, _: finding.entry),
    Key("to_name", str, lambda finding, ground: ground.level(finding.entry)),
    Key("levels", int, lambda finding, _: finding.levels_worst),
    Key("must_have", bool),
)

DROP = Shape(
    str,
    "DropData",
    "A skill that the role before asks for and this role does not.",
    Key("skill", str, lambda skill, _: skill),
    Key("name", str, lambda skill, ground: ground.catalogue.skills_by_id[skill].name),
)

ROUTE_STEP = Shape(
    RouteStep,
    "RouteStepData",
    "One move. The verdict assumes that all earlier steps are done. `years` pass before the move.",
    Key("role", str, lambda step, _: step.role.id),
    Key("title", str, lambda step, _: step.role.title),
    Key("track", str, lambda step, _: step.role.track),
    Key("seniority", int, lambda step, _: step.role.seniority),
    Key("transition", one(TRANSITION)),
    Key("years", maybe(YEARS_RANGE)),
    Key("adds", many(TO_SHOW)),
    Key("drops", many(DROP), lambda step, _: drops(step)),
    Key("verdict", Verdict, lambda step, _: step.assessment.verdict),
    Key("must_haves", tuple[str, ...], lambda step, _: subjects(step.assessment.must_haves_to_show)),
    Key("growth", int, lambda step, _: step.assessment.counts.growth),
    Key("unknown", int, lambda step, _: step.assessment.counts.unknown),
)

ROUTE = Shape(
    Route,
    "RouteEntry",
    """A chain of moves.

    `way` is the track of the first move. `years` is the range from the earliest to the usual time. `years_known` is
    false if the duration of a step is unknown; the sum is then that of the others. `levels` counts unrated skills from
    zero.
    """,
    "way",
    Key("steps", many(ROUTE_STEP)),
    Key("years", one(YEARS_RANGE)),
    "years_known",
    "levels",
)

IF = Shape(
    RouteAsked,
    "IfData",
    "The routes after some steps, in their new order.",
    Key("steps", many(STEP)),
    Key("routes", many(ROUTE), lambda asked, _: asked.routes_then),
)


class Stage(NamedTuple):
    """One row of the spreadsheet: a move, its route, and the numbers of both."""

    number: int
    route: Route
    place: int
    step: RouteStep


_SHEET = (
    Column(key="route", value=lambda stage, _: stage.number),
    Column(key="way", value=lambda stage, _: stage.route.way),
    Column(key="step", value=lambda stage, _: stage.place),
    Column(key="role", value=lambda stage, _: stage.step.role.id),
    Column(key="title", value=lambda stage, _: stage.step.role.title),
    Column(key="kind", value=lambda stage, _: stage.step.transition.kind),
    Column(key="years_min", value=lambda stage, _: stage.step.years and stage.step.years.min),
    Column(key="years_max", value=lambda stage, _: stage.step.years and stage.step.years.max),
    Column(key="levels", value=lambda stage, _: _levels(stage.step)),
    Column(key="adds", value=lambda stage, _: subjects(stage.step.adds)),
    Column(key="drops", value=lambda stage, _: drops(stage.step)),
    Column(key="verdict", value=lambda stage, _: stage.step.assessment.verdict),
    Column(key="must_haves", value=lambda stage, _: subjects(stage.step.assessment.must_haves_to_show)),
    Column(key="route_years_min", value=lambda stage, _: stage.route.years.min),
    Column(key="route_years_max", value=lambda stage, _: stage.route.years.max),
    Column(key="route_levels", value=lambda stage, _: stage.route.levels),
)

_STEPS = (
    Column("", right=True, value=NUMBER),
    Column("Step", cell=lambda step, ground: Cell(ground.role(step.role), "strong")),
    Column("Move", cell=lambda step, ground: wording.move(step.transition, step.role.track, ground)),
    Column("After", cell=lambda step, _: wording.years_range(step.years) or "not known"),
    Column("Levels", right=True, cell=lambda step, _: _levels(step)),
    Column("Skills", below=True, cell=lambda step, ground: _adds(step, ground)),
    Column("Falls away", below=True, cell=lambda step, ground: _drops(step, ground)),
    Column("Verdict", below=True, cell=lambda step, _: _verdict(step)),
)


_FIRST_ROUTES = (
    Column("", right=True, value=NUMBER),
    Column("Route", cell=lambda route, ground: Cell(_way(route, ground), "strong")),
    Column("years", cell=lambda route, _: _years_in_short(route)),
    Column("levels to show", right=True, value=lambda route, _: route.levels),
)
_FIRST_STEPS = (
    Column("", right=True, value=NUMBER),
    Column("Step", cell=lambda step, ground: ground.role(step.role)),
    Column("usual time", cell=lambda step, _: wording.years_range(step.years) or "not known"),
    Column("must-haves to show", cell=lambda step, ground: wording.must_haves_cell(step.assessment, ground)),
)


class RouteData(NamedTuple):
    """The JSON of `route`.

    `others` are the best routes by each way that none of `routes` takes. If there is no route, `nearest` are the
    reachable roles closest to the goal (the goal itself first if only `--via` prevents a route), and `entries` the
    roles with a move to the goal. `proven` is false only if the search was stopped early.
    """

    schema_version: str
    kind: Literal["route"]
    as_of: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    placement: Annotated[Placement, PLACEMENT]
    goal: Annotated[Role, ROLE_NAME]
    order: Order
    routes: tuple[Annotated[Route, ROUTE], ...]
    others: tuple[Annotated[Route, ROUTE], ...]
    nearest: tuple[str, ...]
    entries: tuple[str, ...]
    proven: bool
    what_if: Annotated[RouteAsked, IF] | None
    notes: tuple[str, ...]


def route_report(
    ground: Ground, answer: Answer, asked: RouteAsked, found: Routes, as_of: str | None, every: bool = True
) -> Report:
    """The routes from the person's role to the goal."""
    data = RouteData(
        schema_version=SCHEMA_VERSION,
        kind="route",
        as_of=as_of,
        catalogue=ground,
        name=ground.name,
        profile=ground,
        placement=answer.placement,
        goal=asked.goal,
        order=asked.wish.order,
        routes=found.found,
        others=found.others,
        nearest=ids_of(found.nearest),
        entries=ids_of(found.entries),
        proven=found.proven,
        what_if=asked if asked.steps else None,
        notes=tuple(_notes(ground, answer, asked, found)),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground)),
        partial(rows_of, _SHEET, tuple(_stages(data)), ground),
        ground=ground,
        first=None if every else lambda: tuple(_first(data, ground)),
    )


def _level_held(finding: Finding) -> int | None:
    return int(finding.holding.low) if finding.holding.is_known else None


def drops(step: RouteStep) -> tuple[str, ...]:
    """The skills that the role before asks for and this one does not."""
    return step.assessment.dropped


def _stages(data: RouteData) -> Iterator[Stage]:
    for number, route in enumerate((*data.routes, *data.others), 1):
        for place, step in enumerate(route.steps, 1):
            yield Stage(number, route, place, step)


def _notes(ground: Ground, answer: Answer, asked: RouteAsked, found: Routes) -> Iterator[str]:
    yield from notes_on(ground, answer.placement)
    catalogue, present, goal = ground.catalogue, answer.placement.role, asked.goal
    if present is not None and not found.found:
        yield from _why_none(catalogue, present, goal, asked.wish, found)
    if present is not None and found.found and _all_lead_past(present, goal, asked.wish, found):
        within = " within what --avoid leaves" if asked.wish.avoid else ""
        yield f"Every known route to {catalogue.role_labels[goal.id]}{within} first leads higher and then down again."
    held = answer.standing.years_in_role
    if held and any(route.steps[0].transition.years_in_from for route in (*found.found, *found.others)):
        years = wording.plural_years(held)
        yield f"Your time in the present role ({years}) counts towards the time before the first move."
    if not found.proven:
        yield "The catalogue has too many routes to try them all; there may be better ones."


def _all_lead_past(present: Role, goal: Role, wish: RouteWish, found: Routes) -> bool:
    """Whether every way to the goal climbs past it, although this was not wanted.

    Only the usual order tells this, as the fastest route may climb past the goal while a slower one does not.
    """
    if wish.via or wish.order != THE_USUAL.order:
        return False
    top = max(present.seniority, goal.seniority)
    return all(any(step.role.seniority > top for step in route.steps) for route in found.found)


def _why_none(catalogue: Catalogue, present: Role, goal: Role, wish: RouteWish, found: Routes) -> Iterator[str]:
    labels = catalogue.role_labels
    if present.id == goal.id:
        yield f"You already have the role of your goal: {labels[goal.id]}."
        return
    if goal in found.nearest:
        through = ", then ".join(labels[role] for role in wish.via)
        yield f"No known route leads to {labels[goal.id]} through {through}; without --via there is one."
        return
    within = " within what --via and --avoid leave" if wish.via or wish.avoid else ""
    yield f"No known route leads from {labels[present.id]} to {labels[goal.id]}{within}."
    if found.entries:
        yield f"Known moves to it come from {', '.join(labels[role.id] for role in found.entries)}."
    else:
        yield f"The catalogue knows no move to {labels[goal.id]} at all{within}."
    if found.nearest:
        yield f"The nearest roles that can be reached: {', '.join(labels[role.id] for role in found.nearest)}."
    else:
        yield f"The catalogue knows no move from {labels[present.id]} either{within}."


def _first(data: RouteData, ground: Ground) -> Iterator[Block]:
    goal = ground.role(data.goal)
    yield from first_where(data.placement, ground, data.notes)
    routes = (*data.routes, *data.others)
    if not routes:
        yield paragraph(Cell(f"No route to {goal}", "strong"))
        yield next_commands((wording.command(ground, "next"), "the moves from here"))
        return
    best = routes[0]
    line = f"{plural(len(best.steps), 'move')}, {_years(best)}"
    yield paragraph(Cell(f"{goal}: {line}", "strong"))
    yield table_of(_FIRST_ROUTES, routes[:_FIRST], ground)
    if len(routes) > _FIRST:
        yield remark(f"   {len(routes) - _FIRST} more")
    yield Heading("Route 1, step by step")
    yield table_of(_FIRST_STEPS, best.steps[:_FIRST], ground)._replace(close=True)
    if len(best.steps) > _FIRST:
        yield remark(f"   {plural(len(best.steps) - _FIRST, 'more step')}")
    yield remark(f"Each step assumes that you finished the ones before it. {NOT_A_PROMISE}")
    if data.what_if is not None:
        yield from _what_if(data.what_if, data, ground)
    yield next_commands(
        (wording.command(ground, "route", data.goal.id, "--all"), "every route, step by step"),
        (wording.command(ground, "gap", best.steps[0].role.id), "the first step"),
    )


def _blocks(data: RouteData, ground: Ground) -> Iterator[Block]:
    yield from where_blocks(data.placement, ground, data.notes)
    for number, route in enumerate(data.routes, 1):
        yield Heading(f"{number}. {_summary(route, ground)}")
        yield table_of(_STEPS, route.steps, ground)
    for route in data.others:
        yield Heading(f"Another way: {_summary(route, ground)}")
        yield table_of(_STEPS, route.steps, ground)
    if data.what_if is not None:
        yield from _what_if(data.what_if, data, ground)
    if any(map(_has_unrated, (*data.routes, *data.others))):
        yield paragraph(Cell("? is a level that nobody rated; it counts as none.", "muted"))
    if data.routes:
        yield paragraph(
            Cell(
                "Each step assumes that you finished the ones before it. Years and people led are not counted. "
                f"{NOT_A_PROMISE}",
                "muted",
            )
        )


def _summary(route: Route, ground: Ground) -> str:
    most = "up to " if _has_unrated(route) else ""
    levels = f"{most}{plural(route.levels, 'level')} to show"
    return f"{_way(route, ground)} ({plural(len(route.steps), 'move')}, {_years(route)}, {levels})"


def _way(route: Route, ground: Ground) -> str:
    return f" {wording.ARROW} ".join(ground.role(step.role) for step in route.steps)


def _has_unrated(route: Route) -> bool:
    return any(not finding.holding.is_known for step in route.steps for finding in step.adds)


def _years(route: Route) -> str:
    return wording.route_years(route.years, [step.years for step in route.steps])


def _years_in_short(route: Route) -> str:
    """`4-9`, or `2-4 and more` if the duration of a step is unknown."""
    if all(step.years is None for step in route.steps):
        return "?"
    low, high = route.years.min, route.years.max
    return (f"{low:g}" if low == high else f"{low:g}-{high:g}") + ("" if route.years_known else " and more")


def _levels(step: RouteStep) -> int:
    return int(sum(finding.levels_worst for finding in step.adds))


def _adds(step: RouteStep, ground: Ground) -> str:
    return (
        f"To show: {', '.join(_shown(finding, ground) for finding in step.adds)}" if step.adds else "No skill to show"
    )


def _shown(finding: Finding, ground: Ground) -> str:
    held = f"{finding.holding.low:g}" if finding.holding.is_known else "?"
    must_have = " (must-have)" if finding.must_have else ""
    return f"{ground.skill(finding.subject)} {held}{wording.ARROW}{finding.entry:g}{must_have}"


def _drops(step: RouteStep, ground: Ground) -> str:
    return f"No longer asked: {', '.join(map(ground.skill, drops(step)))}" if drops(step) else ""


def _verdict(step: RouteStep) -> Cell:
    line = wording.verdict_line(step.assessment)
    return Cell(line[:1].upper() + line[1:], wording.VERDICT_TONES[step.assessment.verdict])


def _what_if(asked: RouteAsked, data: RouteData, ground: Ground) -> Iterator[Block]:
    before = {tuple(step.role.id for step in route.steps): route for route in (*data.routes, *data.others)}
    rows: list[list[Cell | str]] = []
    for route in asked.routes_then:
        now = before.get(tuple(step.role.id for step in route.steps))
        changed = now is None or (now.levels, now.years) != (route.levels, route.years)
        rows.append(
            [
                Cell(
                    f" {wording.ARROW} ".join(ground.role(step.role) for step in route.steps),
                    "strong" if changed else None,
                ),
                str(now.levels) if now else "-",
                str(route.levels),
                "new here" if now is None else _changes(now, route, ground),
            ]
        )
    yield Heading(f"If {'; '.join(step_line(step, ground) for step in asked.steps)}")
    columns = [Column("Route"), Column("Levels now", right=True), Column("Then", right=True), Column("What changes")]
    yield table(columns, rows)


def _changes(now: Route, then: Route, ground: Ground) -> str:
    changes = [
        f"{ground.role(was.role)}: {was.assessment.verdict} {wording.ARROW} {will.assessment.verdict}"
        for was, will in zip(now.steps, then.steps, strict=True)
        if was.assessment.verdict != will.assessment.verdict
    ]
    if now.levels != then.levels and not changes:
        changes.append("fewer levels" if then.levels < now.levels else "more levels")
    if now.years != then.years:
        changes.append(f"{_years(now)} {wording.ARROW} {_years(then)}")
    return "; ".join(changes) or "no verdict, no level"
