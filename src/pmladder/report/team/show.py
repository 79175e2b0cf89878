"""The report of `team show`: everybody's role and next role on one screen, and topics to discuss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.report.blocks import Block, Cell, Column, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.report.team.common import (
    SOME,
    TeamHead,
    head_blocks,
    head_of,
    level_name,
    role_name,
    some,
    subject_name,
    unread_lines,
)
from pmladder.team.coverage import Covered, PersonRow
from pmladder.team.overview import Overview, PersonLine
from pmladder.team.people import Team
from pmladder.text import plural

ROWS = 12
"""The most people on the first screen."""
_LONG, _LINE = 22, 80
"""A longer title or text would take a second line of the first screen."""


class TeamShowData(NamedTuple):
    """The JSON of `team show`: everybody by name, and topics to discuss. Nobody is ranked."""

    schema_version: str
    kind: Literal["team-show"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    team: TeamHead
    overview: Overview
    matrix: tuple[PersonRow, ...]
    notes: tuple[str, ...]


class RoleCount(NamedTuple):
    """How many people hold a role."""

    role: str | None
    people: int


def _must_haves(line: PersonLine, ground: Ground) -> str:
    return some([subject_name(ground, line.next, subject) for subject in line.must_haves], 2)


def verdict_words(line: PersonLine) -> str:
    """The number of must-haves of the next role that are to show or not rated."""
    match line.verdict:
        case None:
            return "-"
        case "case-to-make" | "within-reach":
            return "all met"
        case "cannot-say":
            return f"{len(line.must_haves)} not rated"
        case _:
            return f"{len(line.must_haves)} to show"


def _role(role: str | None, ground: Ground) -> Cell:
    """A role on one line: its title, or its id if the title is long."""
    cell = role_name(ground, role)
    return cell._replace(text=(*cell.shorter, cell.text)[0]) if len(cell.text) > _LONG else cell


COLUMNS = (
    Column(key="id"),
    Column("Person", key="name", cell=lambda line, _: Cell(line.name, "strong")),
    Column("Team", key="team", extra=True),
    Column("Role", key="role", cell=lambda line, ground: _role(line.role, ground)),
    Column(key="years_in_role"),
    Column("Next", key="next", cell=lambda line, ground: _role(line.next, ground)),
    Column("Must-haves", key="verdict", cell=lambda line, _: verdict_words(line)),
    Column("Which", key="must_haves", extra=True, cell=_must_haves),
    Column("Unrated", right=True, key="not_rated", extra=True),
    Column(key="rated"),
    Column(key="rated_like"),
)

_BY_ROLE = (
    Column("Role", cell=lambda entry, ground: role_name(ground, entry.role)._replace(tone="strong")),
    Column("People", right=True, value=lambda entry, _: entry.people),
)


def report(
    ground: Ground, team: Team, seen: Overview, matrix: tuple[PersonRow, ...], as_of: str, every: bool
) -> Report:
    """A team at a glance. If there are too many people, the screen counts roles, unless `every` person is wanted."""
    notes = tuple(_notes(seen, ground))
    data = TeamShowData(SCHEMA_VERSION, "team-show", as_of, ground, head_of(team), seen, matrix, notes)
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, every)),
        partial(rows_of, COLUMNS, seen.people, ground),
        hints=unread_lines(team.unread),
        ground=ground,
    )


def _blocks(data: TeamShowData, ground: Ground, every: bool) -> Iterator[Block]:
    seen = data.overview
    roles = Counter(line.role for line in seen.people)
    yield paragraph(Cell(f"{plural(len(seen.people), 'person', 'people')} in {plural(len(roles), 'role')}", "strong"))
    if every or len(seen.people) <= ROWS:
        yield table_of(COLUMNS, seen.people, ground)
    else:
        places = ground.catalogue.role_places
        ordered = sorted(roles, key=lambda role: places.get(role or "", -1))
        yield table_of(_BY_ROLE, [RoleCount(role, roles[role]) for role in ordered[:ROWS]], ground)
        yield paragraph(Cell("--all names everybody.", "muted"))
    for note in data.notes:
        yield paragraph(note)
    yield from head_blocks(data.team)


def _notes(seen: Overview, ground: Ground) -> Iterator[str]:
    """The topics to discuss, one line each."""
    if seen.held_by_one:
        named = [f"{_level(c, ground)} ({c.holders[0]})" for c in seen.held_by_one]
        yield _line("Held by one person", named)
    if missing := [c for c in seen.met_by_nobody if c.max == 0]:
        yield _line("Must-haves that nobody meets", [_level(c, ground) for c in missing])
    if unknown := [c for c in seen.met_by_nobody if c.max > 0]:
        yield _line("Must-haves to rate that somebody may meet", [_level(c, ground) for c in unknown])
    if seen.near:
        near = [f"{line.name} ({ground.role(line.next or '')})" for line in seen.near]
        yield _line("No must-have missing for the next role", near)
    if seen.apart:
        apart = [f"{line.name} ({ground.role(line.rated_like or '')})" for line in seen.apart]
        yield _line("Rated like another role", apart)
    if seen.cells:
        share = f"{100 * seen.not_rated // seen.cells} %" if seen.cells >= 100 else f"{seen.not_rated} of {seen.cells}"
        text = f"Not rated: {share} of what is asked"
        text += f"; of no known day: {seen.undated}" if seen.undated else ""
        yield _line(f"{text}; over a year old: {len(seen.old)}", seen.old, " (", ")") if seen.old else f"{text}."


def _level(found: Covered, ground: Ground) -> str:
    return f"{ground.skill(found.skill)} at {level_name(ground, found.level)}"


def _line(text: str, names: Sequence[str], begin: str = ": ", end: str = "") -> str:
    """The names that fit on one line, and the number of the others."""
    for most in range(min(SOME, len(names)), 0, -1):
        line = f"{text}{begin}{some(names, most)}{end}."
        if len(line) <= _LINE:
            break
    return line
