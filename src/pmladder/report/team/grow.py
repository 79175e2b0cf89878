"""The report of `team grow`: who could close a gap of a team in one skill, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.report.blocks import Block, Cell, Column, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.report.team.common import (
    TeamHead,
    day_text,
    head_blocks,
    head_of,
    level_name,
    role_name,
    some,
    unread_lines,
)
from pmladder.team.coverage import Covered
from pmladder.team.grow import Grower, SkillGrowth
from pmladder.team.people import Team


class TeamGrowData(NamedTuple):
    """The JSON of `team grow`: who is at the level, and who could reach it, by name."""

    schema_version: str
    kind: Literal["team-grow"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    team: TeamHead
    covered: Covered
    people: tuple[Grower, ...]


def _held(person: Grower, ground: Ground) -> str:
    if person.level is None:
        return "not rated"
    return level_name(ground, person.level) + ("*" if person.basis == "presumed" else "")


def _between(person: Grower, _: Any) -> str:
    if person.level is None:
        return "rate it first"
    return f"{day_text(person.earliest)} to {day_text(person.latest)}" if person.latest else "not known"


COLUMNS = (
    Column(key="id"),
    Column("Person", key="name", cell=lambda p, _: Cell(p.name, "strong")),
    Column("Role", key="role", cell=lambda p, ground: role_name(ground, p.role)),
    Column("Holds", key="level", cell=_held),
    Column(key="basis"),
    Column("Own job asks", key="on_the_job", cell=lambda p, _: "yes" if p.on_the_job else "no"),
    Column("Could be there", cell=_between),
    Column(key="earliest"),
    Column(key="latest"),
)


def report(ground: Ground, team: Team, found: SkillGrowth, as_of: str) -> Report:
    """The people who could reach a level of a skill."""
    data = TeamGrowData(SCHEMA_VERSION, "team-grow", as_of, ground, head_of(team), found.covered, found.people)
    return Report(
        data,
        lambda: tuple(_blocks(data, ground)),
        partial(rows_of, COLUMNS, found.people, ground),
        hints=unread_lines(team.unread),
        ground=ground,
    )


def _blocks(data: TeamGrowData, ground: Ground) -> Iterator[Block]:
    entry = data.covered
    there = f"{entry.min} there ({some(entry.holders)})" if entry.holders else "nobody there"
    name = f"{ground.skill(entry.skill)} at {level_name(ground, entry.level)}"
    yield paragraph(Cell(f"{name}: {entry.needed} asked, {there}", "strong"))
    if data.people:
        yield table_of(COLUMNS, data.people, ground)
    yield paragraph(
        Cell("Dates with only this skill in focus, at the fast and the slow pace. * presumed from their role.", "muted")
    )
    yield from head_blocks(data.team)
