"""The report of `team coverage`: for each skill, how many people are at the level that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.report.blocks import Block, Cell, Column, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.report.team.common import TeamHead, head_blocks, head_of, level_name, some, unread_lines
from pmladder.team.coverage import Covered, PersonRow
from pmladder.team.people import Team
from pmladder.text import plural


class TeamCoverageData(NamedTuple):
    """The JSON of `team coverage`: each required skill and level, and who holds it. `target` names the file, if any."""

    schema_version: str
    kind: Literal["team-coverage"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    team: TeamHead
    target: str | None
    coverage: tuple[Covered, ...]
    matrix: tuple[PersonRow, ...]


def _state(entry: Covered, _: Any) -> Cell:
    if entry.state == "missing":
        return Cell(f"{entry.needed - entry.max} short", "bad" if entry.must_have else None)
    return Cell("enough" if entry.state == "covered" else "not known", None if entry.state == "covered" else "open")


COLUMNS = (
    Column("Skill", key="skill", cell=lambda entry, ground: Cell(ground.skill(entry.skill), "strong")),
    Column("Level", key="level", cell=lambda entry, ground: level_name(ground, entry.level)),
    Column("Must-have", key="must_have", extra=True, cell=lambda entry, _: "must-have" if entry.must_have else ""),
    Column("Asked", right=True, key="needed"),
    Column("Rated", right=True, key="rated"),
    Column("Presumed", right=True, key="presumed"),
    Column("Min", right=True, key="min"),
    Column("Max", right=True, key="max"),
    Column("State", key="state", cell=_state),
    Column("Who", key="holders", extra=True, cell=lambda entry, _: some(entry.holders)),
)


def report(
    ground: Ground,
    team: Team,
    covered: tuple[Covered, ...],
    matrix: tuple[PersonRow, ...],
    as_of: str,
    target: str | None,
    every: bool,
) -> Report:
    """The coverage of a team. The screen leaves out covered skills, unless `every` row is wanted."""
    data = TeamCoverageData(SCHEMA_VERSION, "team-coverage", as_of, ground, head_of(team), target, covered, matrix)
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, every)),
        partial(rows_of, COLUMNS, covered, ground),
        hints=unread_lines(team.unread),
        ground=ground,
    )


def _blocks(data: TeamCoverageData, ground: Ground, every: bool) -> Iterator[Block]:
    states = [entry.state for entry in data.coverage]
    counts = {state: states.count(state) for state in ("missing", "not known", "covered")}
    people = plural(data.team.people, "person", "people")
    yield paragraph(
        Cell(
            f"{people}; of {plural(len(states), 'skill at a level', 'skills at a level')}, {counts['missing']} short, "
            f"{counts['not known']} not known, {counts['covered']} covered",
            "strong",
        )
    )
    shown = [entry for entry in data.coverage if every or entry.state != "covered"]
    shown.sort(key=lambda entry: (entry.state != "missing", not entry.must_have))
    cut = shown if every else shown[:12]
    if cut:
        yield table_of(COLUMNS, cut, ground)
    if len(cut) < len(states):
        yield paragraph(Cell(f"{len(states) - len(cut)} more: --all shows every row.", "muted"))
    meaning = (
        "Min counts an unknown level as none, max as held. Presumed levels come from the role only; nobody rated them."
    )
    yield paragraph(Cell(meaning, "muted"))
    yield from head_blocks(data.team)
