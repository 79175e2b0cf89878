"""The JSON of `route`: the chains of moves, and what each step adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.climbs import Climb
from pmladder.engine.findings import Verdict
from pmladder.engine.placement import Placement
from pmladder.engine.route import THE_USUAL, Order, Route, Routes, RouteStep, Wish
from pmladder.engine.suggest import Answer
from pmladder.engine.what_if import Step
from pmladder.report import words
from pmladder.report.ground import Ground
from pmladder.report.notes import notes_on
from pmladder.report.pieces import RoleName, TransitionData, YearsRange, finding_label
from pmladder.report.report import SCHEMA_VERSION
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT
from pmladder.report.steps import StepData


class Asked(NamedTuple):
    """What was asked: the goal, the wish, and the steps of `--if` with the routes that they lead to."""

    goal: Role
    wish: Wish
    steps: tuple[Step, ...] = ()
    then: Routes | None = None


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

    Where no route is found, `nearest` are the roles closest to the goal that can be reached, the goal itself first
    where only `--via` keeps one from it, and `entries` those that lead to the goal. `proven` is false only where the
    search was cut short.
    """

    schema_version: str
    kind: Literal["route"]
    as_of: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    placement: Annotated[Placement, PLACEMENT]
    goal: RoleName
    order: Order
    routes: tuple[RouteEntry, ...]
    others: tuple[RouteEntry, ...]
    nearest: tuple[str, ...]
    entries: tuple[str, ...]
    proven: bool
    what_if: IfData | None
    notes: tuple[str, ...]


def route_data(ground: Ground, answer: Answer, asked: Asked, found: Routes, as_of: str | None) -> RouteData:
    """The routes as data."""
    catalogue = ground.catalogue
    then = tuple(_route(route, catalogue) for route in (*asked.then.found, *asked.then.others)) if asked.then else ()
    return RouteData(
        schema_version=SCHEMA_VERSION,
        kind="route",
        as_of=as_of,
        catalogue=ground,
        placement=answer.placement,
        goal=RoleName.of(asked.goal),
        order=asked.wish.order,
        routes=tuple(_route(route, catalogue) for route in found.found),
        others=tuple(_route(route, catalogue) for route in found.others),
        nearest=tuple(role.id for role in found.nearest),
        entries=tuple(role.id for role in found.entries),
        proven=found.proven,
        what_if=IfData(tuple(StepData.of(step, catalogue) for step in asked.steps), then) if asked.steps else None,
        notes=tuple(_notes(ground, answer, asked, found)),
    )


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
        blockers=tuple(finding_label(finding, catalogue) for finding in step.assessment.blockers),
        unknown=step.assessment.counts.unknown,
    )


def _climb_data(climb: Climb, catalogue: Catalogue) -> ClimbData:
    name, start = catalogue.skills_by_id[climb.skill].name, climb.start if climb.known else None
    start_name = catalogue.level_name(start) if start is not None else None
    return ClimbData(climb.skill, name, start, start_name, climb.to, catalogue.level_name(climb.to), climb.levels)


def _notes(ground: Ground, answer: Answer, asked: Asked, found: Routes) -> Iterator[str]:
    yield from notes_on(ground, answer.placement)
    catalogue, present, goal = ground.catalogue, answer.placement.role, asked.goal
    if present is not None and not found.found:
        yield from _why_none(catalogue, present, goal, asked.wish, found)
    if present is not None and found.found and _all_lead_past(present, goal, asked.wish, found):
        within = " within what --avoid leaves" if asked.wish.avoid else ""
        yield f"Every known way to {catalogue.role_labels[goal.id]}{within} leads higher first, and down again."
    held = answer.standing.years_in_role
    if held and any(route.steps[0].transition.years_in_from for route in (*found.found, *found.others)):
        yield f"Time in your present role, {words.plural_years(held)}, is taken off the time before the first move."
    if not found.proven:
        yield "The catalogue is too tangled to try every way; there may be better ones."


def _all_lead_past(present: Role, goal: Role, wish: Wish, found: Routes) -> bool:
    """Whether nothing leads to the goal without climbing past it, and nobody asked for that.

    It is known in the usual order alone: the fastest route may climb past where a slower one does not.
    """
    if wish.via or wish.order != THE_USUAL.order:
        return False
    top = max(present.seniority, goal.seniority)
    return all(any(step.role.seniority > top for step in route.steps) for route in found.found)


def _why_none(catalogue: Catalogue, present: Role, goal: Role, wish: Wish, found: Routes) -> Iterator[str]:
    labels = catalogue.role_labels
    if present.id == goal.id:
        yield f"You are where you want to be: {labels[goal.id]}."
        return
    if goal in found.nearest:
        through = ", then ".join(labels[role] for role in wish.via)
        yield f"No chain of known moves leads to {labels[goal.id]} by way of {through}; without --via there is one."
        return
    within = " within what --via and --avoid leave" if wish.via or wish.avoid else ""
    yield f"No chain of known moves leads from {labels[present.id]} to {labels[goal.id]}{within}."
    if found.entries:
        yield f"Known moves to it come from {', '.join(labels[role.id] for role in found.entries)}."
    else:
        yield f"The catalogue knows no move to {labels[goal.id]} at all{within}."
    if found.nearest:
        yield f"The nearest that can be reached: {', '.join(labels[role.id] for role in found.nearest)}."
    else:
        yield f"The catalogue knows no move from {labels[present.id]} either{within}."
