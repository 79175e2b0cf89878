"""The report of `plan --against`: what became of a saved plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.engine.placement import Placement
from pmladder.engine.plan_check import STATES, CheckedItem, State
from pmladder.profile.saved_plan import SavedPlan
from pmladder.profile.terms import Axis, Basis
from pmladder.report import wording as words
from pmladder.report.blocks import Block, Cell, Column, Heading, Tone, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import notes_on, where_blocks
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT, PROFILE_REF, Key, Shape, upper_end

_TONES: dict[State, Tone] = {"late": "bad", "open": "strong", "not known": "open", "done": "good"}


class CheckBasis(NamedTuple):
    """Where the person stands on the day of the check, with what is presumed."""

    placement: Placement
    as_of: str


CHECKED = Shape(
    CheckedItem,
    "CheckedData",
    "One planned thing: up to what, until when, what is held now and on what basis, and what became of it.",
    Key("axis", Axis, lambda checked, _: checked.item.axis),
    Key("subject", str, lambda checked, _: checked.item.subject),
    Key("name", str, lambda checked, ground: _name(checked, ground)),
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
        value=lambda checked, ground: _name(checked, ground),
        cell=lambda checked, ground: _label(checked, ground),
    ),
    Column(f"Held {words.ARROW} planned", cell=lambda checked, ground: _span(checked, ground)),
    Column(key="low", value=lambda checked, _: checked.holding and checked.holding.low),
    Column(key="to", value=lambda checked, _: checked.item.to),
    Column("Until", key="end", value=lambda checked, _: checked.item.end, cell=lambda c, _: c.item.end or "no date"),
    Column(key="basis", value=lambda checked, _: checked.holding and checked.holding.basis),
)


class PlanCheckData(NamedTuple):
    """The JSON of `plan --against`. `counts` has every state."""

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
    counts: dict[str, int]
    items: tuple[Annotated[CheckedItem, CHECKED], ...]
    notes: tuple[str, ...]


def report(ground: Ground, saved: SavedPlan, role: Role, items: Sequence[CheckedItem], basis: CheckBasis) -> Report:
    """A saved plan held against the profile of today."""
    counted = Counter(item.state for item in items)
    presumed = sum(
        item.state == "done" and item.holding is not None and item.holding.basis == "presumed" for item in items
    )
    rated = (f"Of what is done, {presumed} is presumed, not rated: rate yourself to be sure.",) if presumed else ()
    same = saved.catalogue.digest == ground.digest
    changed = () if same else ("The ladder has changed since the plan was made; what it asks today counts.",)
    data = PlanCheckData(
        schema_version=SCHEMA_VERSION,
        kind="plan-check",
        as_of=basis.as_of,
        planned=saved.as_of,
        catalogue=ground,
        name=ground.name,
        profile=ground,
        same_catalogue=same,
        placement=basis.placement,
        role=role.id,
        title=role.title,
        counts={state: counted[state] for state in STATES},
        items=tuple(items),
        notes=(*notes_on(ground, basis.placement), *rated, *changed),
    )
    return Report(
        data, lambda: tuple(_blocks(data, ground)), partial(rows_of, COLUMNS, data.items, ground), ground=ground
    )


def _is_known_skill(checked: CheckedItem, ground: Ground) -> bool:
    return checked.item.axis == "skill" and checked.item.subject in ground.catalogue.skills_by_id


def _name(checked: CheckedItem, ground: Ground) -> str:
    item = checked.item
    return ground.catalogue.skills_by_id[item.subject].name if _is_known_skill(checked, ground) else item.name


def _label(checked: CheckedItem, ground: Ground) -> str:
    return ground.skill(checked.item.subject) if _is_known_skill(checked, ground) else checked.item.name


def _span(checked: CheckedItem, ground: Ground) -> str:
    item, holding = checked.item, checked.holding
    held = "-" if holding is None else words.had(holding, item.axis, ground)
    return f"{held} {words.ARROW} {words.amount(item.to, item.axis, ground)}"


def _blocks(data: PlanCheckData, ground: Ground) -> list[Block]:
    counts = ", ".join(f"{count} {state}" for state, count in data.counts.items() if count)
    blocks: list[Block] = list(where_blocks(data.placement, ground, data.notes))
    blocks.append(Heading(f"Plan of {data.planned} for {ground.role(data.role)}: {counts or 'nothing was planned'}"))
    items = sorted(data.items, key=lambda checked: STATES.index(checked.state))
    return [*blocks, table_of(COLUMNS, items, ground)] if items else blocks
