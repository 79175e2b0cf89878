"""The JSON of `plan`: what to do for each gap, from when until when, and what is left open."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Skill
from pmladder.engine.findings import Finding, Verdict
from pmladder.engine.placement import Placement
from pmladder.engine.plan import HOURS_AN_AREA, PERIODS, Item, Plan
from pmladder.engine.suggest import Answer
from pmladder.report.blocks import shown
from pmladder.report.ground import Ground
from pmladder.report.notes import notes_on
from pmladder.report.pieces import TransitionData, level_name
from pmladder.report.report import SCHEMA_VERSION
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT
from pmladder.report.steps import EffortData


class ReadingData(NamedTuple):
    """Something to read, and who lists it."""

    title: str
    author: str | None
    sources: tuple[str, ...]


class ItemData(NamedTuple):
    """One thing to do: from a level, or a figure, to the next.

    `focus` tells what takes practice; the rest takes its own time. It runs from `earliest_start` to `earliest` if
    all goes fast, from `start` to `end` if all goes slowly, and `check` is the review after that; an end is null
    where nobody can say. `why` is the need.
    """

    rule: str
    subject: str
    name: str
    from_: float | str | None
    from_name: str | None
    to: float | str
    to_name: str | None
    start: str
    earliest_start: str
    earliest: str | None
    end: str | None
    check: str | None
    effort: EffortData | None
    focus: bool
    blocking: bool
    fits: bool
    why: str
    sources: tuple[str, ...]
    activities: tuple[str, ...]
    reading: tuple[ReadingData, ...]
    artefact: str | None


class OpenEnd(NamedTuple):
    """A requirement that nobody knows about, or that is still to be shown."""

    rule: str
    subject: str
    name: str
    blocking: bool

    @classmethod
    def of(cls, finding: Finding) -> OpenEnd:
        """A finding that no date can be given for, as data."""
        return cls(finding.rule, finding.subject, finding.name, finding.strength == "blocking")


class CapacityData(NamedTuple):
    """What the plan is cut to: hours a week, those that one area takes, how many areas at once, months a review."""

    hours_per_week: float
    hours_an_area: float
    areas_at_once: int
    period: str
    months_a_period: int


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
    move: TransitionData | None
    capacity: CapacityData
    by: str | None
    items: tuple[ItemData, ...]
    effort: EffortData | None
    earliest: str
    latest: str
    blockers_earliest: str
    blockers_latest: str
    to_find_out: tuple[OpenEnd, ...]
    to_show: tuple[OpenEnd, ...]
    notes: tuple[str, ...]


def plan_data(ground: Ground, answer: Answer, plan: Plan) -> PlanData:
    """A plan as data."""
    catalogue, wish = ground.catalogue, plan.wish
    return PlanData(
        schema_version=SCHEMA_VERSION,
        kind="plan",
        as_of=wish.start.isoformat(),
        catalogue=ground,
        placement=answer.placement,
        role=plan.role.id,
        title=plan.role.title,
        verdict=plan.assessment.verdict,
        move=_move(answer, plan),
        capacity=CapacityData(wish.hours, HOURS_AN_AREA, wish.at_once, wish.period, PERIODS[wish.period]),
        by=wish.by.isoformat() if wish.by else None,
        items=tuple(_item(item, plan, catalogue) for item in plan.items),
        effort=EffortData.of(plan.effort, catalogue) if any(item.effort for item in plan.items) else None,
        earliest=plan.earliest.isoformat(),
        latest=plan.latest.isoformat(),
        blockers_earliest=plan.blockers_earliest.isoformat(),
        blockers_latest=plan.blockers_latest.isoformat(),
        to_find_out=tuple(map(OpenEnd.of, plan.to_find_out)),
        to_show=tuple(map(OpenEnd.of, plan.to_show)),
        notes=tuple(notes_on(ground, answer.placement)),
    )


def _move(answer: Answer, plan: Plan) -> TransitionData | None:
    moves = (suggestion for suggestion in answer.suggestions if suggestion.transition.to == plan.role.id)
    return next((TransitionData.of(move.transition, move.derived) for move in moves), None)


def _item(item: Item, plan: Plan, catalogue: Catalogue) -> ItemData:
    finding = item.finding
    skill = catalogue.skills_by_id.get(finding.subject) if item.focus else None
    return ItemData(
        rule=finding.rule,
        subject=finding.subject,
        name=finding.name,
        from_=item.start_level,
        from_name=level_name(item.start_level, catalogue) if skill else None,
        to=item.to,
        to_name=level_name(item.to, catalogue) if skill else None,
        start=item.start.isoformat(),
        earliest_start=item.earliest_start.isoformat(),
        earliest=item.earliest.isoformat() if item.earliest else None,
        end=item.end.isoformat() if item.end else None,
        check=item.check.isoformat() if item.check else None,
        effort=EffortData.of(item.effort, catalogue),
        focus=item.focus,
        blocking=finding.blocks,
        fits=item.fits,
        why=_why(item, plan, catalogue),
        sources=finding.sources,
        activities=skill.close.get(int(item.to), ()) if skill else (),
        reading=tuple(ReadingData(r.title, r.author, r.sources) for r in skill.reading) if skill else (),
        artefact=_artefact(skill, int(item.to)) if skill else None,
    )


def _why(item: Item, plan: Plan, catalogue: Catalogue) -> str:
    finding = item.finding
    asked = catalogue.level_name(int(finding.need)) if item.focus else shown(finding.need)
    return f"{catalogue.role_labels[plan.role.id]} asks for {asked}" + (", and it blocks" if finding.blocks else "")


def _artefact(skill: Skill, level: int) -> str | None:
    """What to have in hand at the check: a piece of work that shows what the level looks like."""
    return f"One piece of work in which this can be seen: {skill.levels[level]}" if level in skill.levels else None
