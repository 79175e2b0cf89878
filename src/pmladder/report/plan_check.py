"""The report of `plan --check`: what became of a saved plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.placement import Placement
from pmladder.engine.plan_check import STATES, CheckedItem, State
from pmladder.profile.saved_plan import SavedPlan
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, Tone, shown, table
from pmladder.report.ground import Ground
from pmladder.report.notes import notes_on, where_blocks
from pmladder.report.pieces import level_name
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT

_TONES: dict[State, Tone] = {"late": "bad", "open": "strong", "not known": "open", "done": "good"}


class Basis(NamedTuple):
    """Where the person stands on the day of the check, with what is presumed."""

    placement: Placement
    as_of: str


class CheckedData(NamedTuple):
    """One planned thing: up to what, until when, what is held now, rated or `presumed`, and what became of it."""

    rule: str
    subject: str
    name: str
    to: float | str
    to_name: str | None
    end: str | None
    have: float | str | None
    have_name: str | None
    presumed: bool
    state: State


class PlanCheckData(NamedTuple):
    """The JSON of `plan --check`. `counts` has every state."""

    schema_version: str
    kind: Literal["plan-check"]
    as_of: str
    planned: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    same_catalogue: bool
    placement: Annotated[Placement, PLACEMENT]
    role: str
    title: str
    counts: dict[str, int]
    items: tuple[CheckedData, ...]
    notes: tuple[str, ...]


def report(ground: Ground, saved: SavedPlan, role: Role, items: Sequence[CheckedItem], basis: Basis) -> Report:
    """A saved plan held against the profile of today."""
    catalogue = ground.catalogue
    counted = Counter(item.state for item in items)
    presumed = sum(item.state == "done" and item.presumed for item in items)
    rated = (f"Of what is done, {presumed} is presumed, not rated: rate yourself to be sure.",) if presumed else ()
    same = saved.catalogue.digest == ground.digest
    changed = () if same else ("The ladder has changed since the plan was made; what it asks today counts.",)
    data = PlanCheckData(
        schema_version=SCHEMA_VERSION,
        kind="plan-check",
        as_of=basis.as_of,
        planned=saved.as_of,
        catalogue=ground,
        same_catalogue=same,
        placement=basis.placement,
        role=role.id,
        title=role.title,
        counts={state: counted[state] for state in STATES},
        items=tuple(_checked(item, catalogue) for item in items),
        notes=(*notes_on(ground, basis.placement), *rated, *changed),
    )
    return Report(data, lambda: tuple(_blocks(labelled(data, catalogue), ground)), partial(_rows, data), ground=ground)


def _checked(checked: CheckedItem, catalogue: Catalogue) -> CheckedData:
    item, is_skill = checked.item, checked.item.rule == "skill-level"
    known = catalogue.skills_by_id.get(item.subject) if is_skill else None

    return CheckedData(
        rule=item.rule,
        subject=item.subject,
        name=known.name if known else item.name,
        to=item.to,
        to_name=level_name(item.to, catalogue) if known else None,
        end=item.end,
        have=checked.have,
        have_name=level_name(checked.have, catalogue) if known else None,
        presumed=checked.presumed,
        state=checked.state,
    )


def _blocks(data: PlanCheckData, ground: Ground) -> list[Block]:
    counts = ", ".join(f"{count} {state}" for state, count in data.counts.items() if count)
    blocks: list[Block] = list(where_blocks(data.placement, ground, data.notes))
    blocks.append(Heading(f"Plan of {data.planned} for {data.title}: {counts or 'nothing was planned'}"))
    columns = [Column("State"), Column("What"), Column(f"Held {words.ARROW} planned"), Column("Until")]
    rows: list[list[Cell | str]] = [
        [
            Cell(item.state, _TONES.get(item.state)),
            item.name,
            f"{words.held(item.have, item.have_name)} {words.ARROW} {words.held(item.to, item.to_name)}",
            item.end or "no date",
        ]
        for item in sorted(data.items, key=lambda item: STATES.index(item.state))
    ]
    return [*blocks, table(columns, rows)] if rows else blocks


def _rows(data: PlanCheckData) -> list[list[str]]:
    header = ["state", "rule", "subject", "name", "have", "to", "end", "presumed"]
    return [
        header,
        *(
            [i.state, i.rule, i.subject, i.name, shown(i.have), shown(i.to), i.end or "", "yes" if i.presumed else "no"]
            for i in data.items
        ),
    ]
