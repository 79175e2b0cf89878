"""The report of `plan --against`: the progress of a saved plan."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.engine.assess import Assessment
from pmladder.engine.formula import Holding
from pmladder.engine.placement import Placement
from pmladder.engine.plan_check import (
    GROWTH_STATES,
    STATES,
    CheckedGrowth,
    CheckedItem,
    GrowthState,
    State,
)
from pmladder.profile.saved_plan import SavedGrowth, SavedItem, SavedPlan
from pmladder.profile.terms import Axis, Basis, Verdict
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, Heading, Tone, rows_of_parts, shown, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT, PROFILE_REF, Key, Shape, subjects, upper_end

_TONES: dict[State, Tone] = {"late": "bad", "open": "strong", "not known": "open", "done": "good"}


_GROWTH_TONES: dict[GrowthState, Tone] = {
    "lowered": "strong",
    "on the way": "strong",
    "not known": "open",
    "reached": "good",
}


class CheckedPlan(NamedTuple):
    """A saved plan, today's assessment for its role, the person's placement today, and the outcome of each part."""

    saved: SavedPlan
    assessment: Assessment
    placement: Placement
    as_of: str
    items: tuple[CheckedItem, ...]
    grow: tuple[CheckedGrowth, ...]


CHECKED = Shape(
    CheckedItem,
    "CheckedData",
    "One planned item: its target and date, the present holding and its basis, and the outcome.",
    Key("axis", Axis, lambda checked, _: checked.item.axis),
    Key("subject", str, lambda checked, _: checked.item.subject),
    Key("name", str, lambda checked, ground: _name(checked.item, ground)),
    Key("to", float, lambda checked, _: checked.item.to),
    Key("to_name", str | None, lambda checked, ground: ground.amount_name(checked.item.to, checked.item.axis)),
    Key("end", str | None, lambda checked, _: checked.item.end),
    Key("low", float | None, lambda checked, _: checked.holding and checked.holding.low),
    Key("high", float | None, lambda checked, _: checked.holding and upper_end(checked.holding)),
    Key("basis", Basis | None, lambda checked, _: checked.holding and checked.holding.basis),
    "state",
)

COLUMNS = (
    Column("State", key="state", cell=lambda checked, _: Cell(checked.state, _TONES.get(checked.state))),
    Column(key="axis", value=lambda checked, _: checked.item.axis),
    Column(key="subject", value=lambda checked, _: checked.item.subject),
    Column(
        "What",
        key="name",
        value=lambda checked, ground: _name(checked.item, ground),
        cell=lambda checked, ground: _label(checked.item, ground),
    ),
    Column(f"Held {wording.ARROW} planned", cell=lambda checked, ground: _span(checked, ground)),
    Column(key="low", value=lambda checked, _: checked.holding and checked.holding.low),
    Column(key="to", value=lambda checked, _: checked.item.to),
    Column("Until", key="end", value=lambda checked, _: checked.item.end, cell=lambda c, _: c.item.end or "no date"),
    Column(key="basis", value=lambda checked, _: checked.holding and checked.holding.basis),
)

CHECKED_GROWTH = Shape(
    CheckedGrowth,
    "CheckedGrowthData",
    """One item to grow into: the planned level, the holdings then and now, and the outcome.

    `asked` is the level that the role asks today, null if it asks none. `way` is the distance from the holding then to
    the level, `gained` the part of it that is done, null if unknown. `lowered_by` says who lowered a lowered item.
    """,
    Key("axis", Axis, lambda checked, _: checked.saved.axis),
    Key("subject", str, lambda checked, _: checked.saved.subject),
    Key("name", str, lambda checked, ground: _name(checked.saved, ground)),
    Key("level", float, lambda checked, _: checked.saved.level),
    Key("level_name", str | None, lambda c, ground: ground.amount_name(c.saved.level, c.saved.axis)),
    Key("asked", float | None, lambda checked, _: _asked(checked)),
    Key("asked_name", str | None, lambda c, ground: ground.amount_name(_asked(c), c.saved.axis)),
    Key("low_then", float, lambda checked, _: checked.held_then.low),
    Key("high_then", float | None, lambda checked, _: upper_end(checked.held_then)),
    Key("low", float | None, lambda checked, _: checked.holding and checked.holding.low),
    Key("high", float | None, lambda checked, _: checked.holding and upper_end(checked.holding)),
    Key("basis", Basis | None, lambda checked, _: checked.holding and checked.holding.basis),
    Key("way", float),
    Key("gained", float | None),
    "state",
    "lowered_by",
)

GROWTH_COLUMNS = (
    Column("State", key="state", cell=lambda checked, _: Cell(_became(checked), _GROWTH_TONES.get(checked.state))),
    Column(key="axis", value=lambda checked, _: checked.saved.axis),
    Column(key="subject", value=lambda checked, _: checked.saved.subject),
    Column(
        "What",
        key="name",
        value=lambda checked, ground: _name(checked.saved, ground),
        cell=lambda checked, ground: _label(checked.saved, ground),
    ),
    Column(f"Held then {wording.ARROW} now", cell=lambda checked, ground: _then_and_now(checked, ground)),
    Column(key="low", value=lambda checked, _: checked.holding and checked.holding.low),
    Column(
        "In the role",
        key="to",
        value=lambda checked, _: checked.saved.level,
        cell=lambda checked, ground: _level(checked, ground),
    ),
    Column(key="basis", value=lambda checked, _: checked.holding and checked.holding.basis),
    Column(key="low_then", value=lambda checked, _: checked.held_then.low),
    Column(key="asked", value=lambda checked, _: _asked(checked)),
    Column(key="gained"),
    Column(key="lowered_by"),
)
_KEYS = ("state", "axis", "subject", "name", "low", "to", "end", "basis", "low_then", "asked", "gained", "lowered_by")


class PlanCheckData(NamedTuple):
    """The JSON of `plan --against`: `items` were to be shown, `grow` was to be grown into.

    `verdict` and `must_haves` are today's. `counts` and `grow_counts` have every state of the two.
    """

    schema_version: str
    kind: Literal["plan-check"]
    as_of: str
    planned: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    same_catalogue: bool
    placement: Annotated[Placement, PLACEMENT]
    role: str
    title: str
    verdict: Verdict
    must_haves: tuple[str, ...]
    counts: dict[str, int]
    items: tuple[Annotated[CheckedItem, CHECKED], ...]
    grow_counts: dict[str, int]
    grow: tuple[Annotated[CheckedGrowth, CHECKED_GROWTH], ...]
    notes: tuple[str, ...]


def plan_check_report(ground: Ground, checked: CheckedPlan) -> Report:
    """A saved plan compared with today's profile."""
    saved, assessment = checked.saved, checked.assessment
    counted, grown = Counter(one.state for one in checked.items), Counter(one.state for one in checked.grow)
    held = [one.holding for one in checked.items if one.state == "done"]
    held += [one.holding for one in checked.grow if one.state == "reached"]
    presumed = sum(holding is not None and holding.basis == "presumed" for holding in held)
    rated = (f"Presumed to be done, not rated: {presumed}. Rate yourself to be sure.",) if presumed else ()
    same_catalogue = saved.catalogue.digest == ground.digest
    changed = () if same_catalogue else ("The ladder has changed since the plan was made; what it asks now counts.",)
    data = PlanCheckData(
        schema_version=SCHEMA_VERSION,
        kind="plan-check",
        as_of=checked.as_of,
        planned=saved.as_of,
        catalogue=ground,
        name=ground.name,
        profile=ground,
        same_catalogue=same_catalogue,
        placement=checked.placement,
        role=assessment.role.id,
        title=assessment.role.title,
        verdict=assessment.verdict,
        must_haves=subjects(assessment.must_haves_to_show),
        counts={state: counted[state] for state in STATES},
        items=checked.items,
        grow_counts={state: grown[state] for state in GROWTH_STATES},
        grow=checked.grow,
        notes=(*notes_on(ground, checked.placement), *rated, *changed),
    )
    verdict = wording.verdict_line(assessment)
    return Report(data, lambda: tuple(_blocks(data, verdict, ground)), partial(_rows, data, ground), ground=ground)


def _name(saved: SavedItem | SavedGrowth, ground: Ground) -> str:
    return ground.catalogue.skills_by_id[saved.subject].name if _is_known_skill(saved, ground) else saved.name


def _label(saved: SavedItem | SavedGrowth, ground: Ground) -> str:
    return ground.skill(saved.subject) if _is_known_skill(saved, ground) else saved.name


def _is_known_skill(saved: SavedItem | SavedGrowth, ground: Ground) -> bool:
    return saved.axis == "skill" and saved.subject in ground.catalogue.skills_by_id


def _span(checked: CheckedItem, ground: Ground) -> str:
    item = checked.item
    return f"{_held(checked.holding, item.axis, ground)} {wording.ARROW} {wording.amount(item.to, item.axis, ground)}"


def _held(holding: Holding | None, axis: Axis, ground: Ground) -> str:
    return "-" if holding is None else wording.holding_words(holding, axis, ground)


def _became(checked: CheckedGrowth) -> str:
    """The outcome of an item to grow into: its progress, or who lowered it."""
    if checked.state == "on the way":
        return f"on the way, {shown(checked.gained)} of {shown(checked.way)}"
    by = {None: "", "you": " by you", "ladder": " by the ladder", "both": " by you and the ladder"}
    return f"{checked.state}{by[checked.lowered_by]}"


def _then_and_now(checked: CheckedGrowth, ground: Ground) -> str:
    axis = checked.saved.axis
    return f"{_held(checked.held_then, axis, ground)} {wording.ARROW} {_held(checked.holding, axis, ground)}"


def _level(checked: CheckedGrowth, ground: Ground) -> str:
    """The planned level, and today's level if the role asks for another one."""
    axis, asked = checked.saved.axis, _asked(checked)
    planned = wording.amount(checked.saved.level, axis, ground)
    return (
        planned if asked in (None, checked.saved.level) else f"{planned}, today {wording.amount(asked, axis, ground)}"
    )


def _asked(checked: CheckedGrowth) -> float | None:
    return None if checked.requirement is None else checked.requirement.level


def _rows(data: PlanCheckData, ground: Ground) -> list[list[str]]:
    return rows_of_parts(_KEYS, [("case", COLUMNS, data.items), ("grow", GROWTH_COLUMNS, data.grow)], ground)


def _blocks(data: PlanCheckData, verdict: str, ground: Ground) -> list[Block]:
    blocks: list[Block] = list(where_blocks(data.placement, ground, data.notes))
    blocks.append(Heading(f"{ground.role(data.role)}: {verdict}"))
    counts = _counted(data.counts)
    blocks.append(Heading(f"Plan of {data.planned}: {counts or 'nothing was planned'}"))
    if data.items:
        items = sorted(data.items, key=lambda checked: STATES.index(checked.state))
        blocks.append(table_of(COLUMNS, items, ground))
    if data.grow:
        grow = sorted(data.grow, key=lambda checked: GROWTH_STATES.index(checked.state))
        blocks += [
            Heading(f"To grow into, in the role: {_counted(data.grow_counts)}"),
            table_of(GROWTH_COLUMNS, grow, ground),
        ]
    return blocks


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {state}" for state, count in counts.items() if count)
