"""The report of `plan --check`: what became of a saved plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.plan_check import STATES, CheckedItem, State
from pmladder.profile.saved_plan import SavedPlan
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, Tone, paragraph, shown, table
from pmladder.report.pieces import CatalogueRef
from pmladder.report.report import SCHEMA_VERSION, Report

_TONES: dict[State, Tone] = {"late": "bad", "open": "strong", "not known": "open", "done": "good"}


class CheckedData(NamedTuple):
    """One planned thing: up to what, until when, what is held now, and what became of it."""

    rule: str
    subject: str
    name: str
    to: float | str
    to_name: str | None
    end: str | None
    have: float | str | None
    have_name: str | None
    state: State


class PlanCheckData(NamedTuple):
    """The JSON of `plan --check`. `counts` has every state."""

    schema_version: str
    kind: Literal["plan-check"]
    as_of: str
    planned: str
    catalogue: CatalogueRef
    same_catalogue: bool
    role: str
    title: str
    counts: dict[str, int]
    items: tuple[CheckedData, ...]
    notes: tuple[str, ...]


def report(
    catalogue: Catalogue, digest: str, saved: SavedPlan, role: Role, items: Sequence[CheckedItem], as_of: str
) -> Report:
    """A saved plan held against the profile of today."""
    counted = Counter(item.state for item in items)
    same = saved.catalogue.digest == digest
    notes = () if same else ("The ladder has changed since the plan was made; what it asks today counts.",)
    data = PlanCheckData(
        schema_version=SCHEMA_VERSION,
        kind="plan-check",
        as_of=as_of,
        planned=saved.as_of,
        catalogue=CatalogueRef.of(catalogue, digest),
        same_catalogue=same,
        role=role.id,
        title=role.title,
        counts={state: counted[state] for state in STATES},
        items=tuple(_checked(item, catalogue) for item in items),
        notes=notes,
    )
    return Report(data, lambda: tuple(_blocks(data)), partial(_rows, data))


def _checked(checked: CheckedItem, catalogue: Catalogue) -> CheckedData:
    item, is_skill = checked.item, checked.item.rule == "skill-level"
    known = catalogue.skills_by_id.get(item.subject) if is_skill else None

    def name(level: float | str | None) -> str | None:
        return catalogue.level_name(int(level)) if known and isinstance(level, (int, float)) else None

    return CheckedData(
        rule=item.rule,
        subject=item.subject,
        name=known.name if known else item.name,
        to=item.to,
        to_name=name(item.to),
        end=item.end,
        have=checked.have,
        have_name=name(checked.have),
        state=checked.state,
    )


def _blocks(data: PlanCheckData) -> list[Block]:
    counts = ", ".join(f"{count} {state}" for state, count in data.counts.items() if count)
    blocks: list[Block] = [Heading(f"Plan of {data.planned} for {data.title}: {counts or 'nothing was planned'}")]
    blocks += [paragraph(Cell(note, "muted")) for note in data.notes]
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
    header = ["state", "rule", "subject", "name", "have", "to", "end"]
    return [
        header,
        *([i.state, i.rule, i.subject, i.name, shown(i.have), shown(i.to), i.end or ""] for i in data.items),
    ]
