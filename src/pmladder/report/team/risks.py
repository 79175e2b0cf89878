"""The report of `team risks`: skills that depend on one person, gaps that nobody closes, roles without a successor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.report.blocks import Block, Cell, Column, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.report.team.common import TeamHead, head_blocks, head_of, level_name, some, unread_lines
from pmladder.team.people import Team
from pmladder.team.risks import Risk, RiskKind
from pmladder.text import plural

KINDS: dict[RiskKind, str] = {
    "one-person": "one person",
    "critical-gap": "critical gap",
    "no-successor": "no successor",
    "concentration": "concentration",
    "not-rated": "not rated",
}


class TeamRisksData(NamedTuple):
    """The JSON of `team risks`."""

    schema_version: str
    kind: Literal["team-risks"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    team: TeamHead
    risks: tuple[Risk, ...]


def subject_of(risk: Risk, ground: Ground) -> str:
    """The subject of a risk, as text."""
    if risk.level is not None:
        return f"{ground.skill(risk.subject)}, {level_name(ground, risk.level)}"
    if risk.kind == "no-successor":
        return ground.role(risk.subject)
    return risk.people[0] if risk.kind == "concentration" else "the team's ratings"


def why(risk: Risk, _: Ground) -> str:
    """The reason of a risk, in one sentence."""
    match risk.kind:
        case "one-person":
            more = (risk.of or 1) - 1
            perhaps = f"; {plural(more, 'other')} may, not rated" if more else ""
            return f"only {some(risk.people)} holds it{perhaps}"
        case "critical-gap":
            return "a must-have that nobody meets" if risk.is_known else f"nobody is rated at it; {risk.number} may be"
        case "no-successor":
            held = f"held by {some(risk.people)}; " if risk.people else ""
            unknown = f"; for {risk.number} nobody can say" if risk.number else ""
            return f"{held}nobody could make the case within 12 months{unknown}"
        case "concentration":
            return f"the only one with {plural(risk.number, 'skill')} of {risk.of} asked"
        case _:
            nobody = f"; no ratings at all: {some(risk.people)}" if risk.people else ""
            return f"{risk.number} of {risk.of} cells not rated{nobody}"


COLUMNS = (
    Column("Risk", key="kind", cell=lambda risk, _: KINDS[risk.kind]),
    Column("About", key="subject", cell=lambda risk, ground: Cell(subject_of(risk, ground), "strong")),
    Column(key="level"),
    Column(key="people"),
    Column(key="number"),
    Column(key="of"),
    Column(key="is_known"),
    Column("Why", key="why", value=why),
)


def report(ground: Ground, team: Team, found: tuple[Risk, ...], as_of: str) -> Report:
    """Every risk of a team."""
    data = TeamRisksData(SCHEMA_VERSION, "team-risks", as_of, ground, head_of(team), found)
    return Report(
        data,
        lambda: tuple(_blocks(data, ground)),
        partial(rows_of, COLUMNS, found, ground),
        hints=unread_lines(team.unread),
        ground=ground,
    )


def _blocks(data: TeamRisksData, ground: Ground) -> Iterator[Block]:
    people = plural(data.team.people, "person", "people")
    yield paragraph(Cell(f"{people}, {plural(len(data.risks), 'risk')}", "strong"))
    if data.risks:
        yield table_of(COLUMNS, data.risks, ground)
    yield from head_blocks(data.team)
