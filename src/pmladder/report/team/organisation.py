"""The reports for an organisation: groups instead of people, words instead of counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.report.team.common import level_name
from pmladder.team.organisation import GroupCell, GroupLine, Organisation
from pmladder.text import plural

OrganisationQuestion = Literal["show", "coverage", "compare"]


class TeamOrganisationData(NamedTuple):
    """The JSON of `--audience org`: the groups that may be shown. It says nothing about single people."""

    schema_version: str
    kind: Literal["team-organisation"]
    question: OrganisationQuestion
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    organisation: Organisation


class GroupSkill(NamedTuple):
    """One cell with its group, a row of a spreadsheet."""

    group: str
    people: int
    cell: GroupCell


_GROUPS = (
    Column("Group", key="group", cell=lambda line, _: Cell(line.group, "strong")),
    Column("People", right=True, key="people"),
    Column("Near a next role", key="near"),
    Column("Not rated", key="not_rated"),
)

_CELLS = (
    Column("Group", key="group", cell=lambda row, _: Cell(row.group, "strong")),
    Column(key="people"),
    Column("Skill", key="skill", value=lambda row, _: row.cell.skill, cell=lambda row, g: g.skill(row.cell.skill)),
    Column(
        "Level", key="level", value=lambda row, _: row.cell.level, cell=lambda row, g: level_name(g, row.cell.level)
    ),
    Column("At the level", key="there", value=lambda row, _: row.cell.there),
    Column("Not rated", key="not_rated", value=lambda row, _: row.cell.not_rated),
)


def report(ground: Ground, found: Organisation, question: OrganisationQuestion, as_of: str) -> Report:
    """The report for an organisation."""
    data = TeamOrganisationData(SCHEMA_VERSION, "team-organisation", question, as_of, ground, found)
    rows: Any = found.groups if question == "show" else cells_of(found.groups)
    columns = _GROUPS if question == "show" else _CELLS
    return Report(data, lambda: tuple(_blocks(data, ground)), partial(rows_of, columns, rows, ground), ground=ground)


def cells_of(groups: tuple[GroupLine, ...]) -> tuple[GroupSkill, ...]:
    """Every cell with its group."""
    return tuple(GroupSkill(line.group, line.people, cell) for line in groups for cell in line.cells)


def _blocks(data: TeamOrganisationData, ground: Ground) -> Iterator[Block]:
    found = data.organisation
    yield paragraph(Cell(f"{plural(len(found.groups), 'group')} of {found.k} people or more", "strong"))
    if data.question == "show" and found.groups:
        yield table_of(_GROUPS, found.groups, ground)
    elif found.groups:
        skills = list(dict.fromkeys((cell.skill, cell.level) for line in found.groups for cell in line.cells))
        yield Heading("People at the level that is asked")
        yield table_of(_side_by_side(found.groups), skills, ground)
    if found.hidden:
        hidden = plural(found.hidden, "group")
        yield paragraph(Cell(f"Not shown: {hidden}, because they are too small, or would reveal a small one.", "muted"))
    yield paragraph(Cell("None, some (up to half) or most of the people in a group.", "muted"))


def _side_by_side(groups: tuple[GroupLine, ...]) -> tuple[Column, ...]:
    """A column a group; a skill is what (skill, level) says."""

    def there(cells: Mapping[tuple[str, int], str], entry: tuple[str, int], _: Ground) -> str:
        return cells.get(entry, "-")

    known = [{(cell.skill, cell.level): cell.there for cell in line.cells} for line in groups]
    return (
        Column("Skill", cell=lambda entry, ground: Cell(ground.skill(entry[0]), "strong")),
        Column("Level", cell=lambda entry, ground: level_name(ground, entry[1])),
        *(Column(line.group, value=partial(there, cells)) for line, cells in zip(groups, known, strict=True)),
    )
