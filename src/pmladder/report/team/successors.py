"""The report of `team successors`: who could make the case for a role, and by when; by name, never ranked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.report.blocks import Block, Cell, Column, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, ROLE_NAME
from pmladder.report.team.common import TeamHead, day_text, head_blocks, head_of, role_name, some, unread_lines
from pmladder.team.people import Team
from pmladder.team.successors import WINDOWS, MustHaveHeld, Succession, SuccessionWindow, Successor
from pmladder.text import plural

WINDOW_WORDS: dict[SuccessionWindow, str] = {
    "now": "now",
    "within-6-months": "within 6 months",
    "within-12-months": "within 12 months",
    "later": "later",
    "cannot-say": "can't say",
}


class TeamSuccessorsData(NamedTuple):
    """The JSON of `team successors`: people by window, in it by name. `above` counts people on a higher rung."""

    schema_version: str
    kind: Literal["team-successors"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    team: TeamHead
    role: Annotated[Role, ROLE_NAME]
    incumbents: tuple[str, ...]
    people: tuple[Successor, ...]
    above: int


def must_have_words(held: MustHaveHeld, ground: Ground) -> str:
    """A must-have with a person's status: `Strategy met`, with a star if the level is presumed."""
    name = ground.skill(held.subject) if held.axis == "skill" else held.name
    status = {"short": "to show", "unknown": "not rated", "exceeded": "met"}.get(held.status, held.status)
    return f"{name} {status}{'*' if held.presumed else ''}"


def open_words(person: Successor, ground: Ground) -> str:
    """The must-haves that are still to show or to rate; `all met` if there are none."""
    left = [must_have_words(m, ground) for m in person.must_haves if m.status in ("short", "unknown")]
    return some(left, 2) if left else "all met"


def _by(person: Successor, _: Any) -> str:
    return "no date" if person.undated else day_text(person.by)


COLUMNS = (
    Column(key="id"),
    Column("When", key="window", cell=lambda p, _: WINDOW_WORDS[p.window]),
    Column("Person", key="name", cell=lambda p, _: Cell(p.name, "strong")),
    Column("Role", key="role", cell=lambda p, ground: role_name(ground, p.role)),
    Column("By", key="by", cell=_by),
    Column(
        "Must-haves",
        key="must_haves",
        value=lambda p, _: tuple(f"{m.subject}={m.status}{' (presumed)' if m.presumed else ''}" for m in p.must_haves),
        cell=open_words,
    ),
    Column(key="undated"),
)


def report(ground: Ground, team: Team, found: Succession, as_of: str) -> Report:
    """The people who could reach a role."""
    data = TeamSuccessorsData(
        SCHEMA_VERSION,
        "team-successors",
        as_of,
        ground,
        head_of(team),
        found.role,
        found.incumbents,
        found.people,
        found.above,
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground)),
        partial(rows_of, COLUMNS, found.people, ground),
        hints=unread_lines(team.unread),
        ground=ground,
    )


def _blocks(data: TeamSuccessorsData, ground: Ground) -> Iterator[Block]:
    held = f"held by {some(data.incumbents)}" if data.incumbents else "held by nobody here"
    counts = [(window, sum(p.window == window for p in data.people)) for window in WINDOWS]
    counted = ", ".join(f"{number} {WINDOW_WORDS[window]}" for window, number in counts if number) or "nobody"
    yield paragraph(Cell(f"{ground.role(data.role)}, {held}: {counted}", "strong"))
    if data.people:
        yield table_of(COLUMNS, data.people, ground)
    if data.above:
        yield paragraph(Cell(f"Left out, on a higher rung: {plural(data.above, 'person', 'people')}.", "muted"))
    meaning = "When the case could be made, at the slow pace; by name. * presumed from their role, not rated."
    yield paragraph(Cell(meaning, "muted"))
    yield paragraph(Cell("Meeting everything makes a case; it does not give the role.", "muted"))
    yield from head_blocks(data.team)
