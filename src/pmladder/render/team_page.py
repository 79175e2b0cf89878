"""The answers on a team as one HTML page: the sentences, the tables, and a matrix whose cells show their source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pmladder.render.page_frame import framed
from pmladder.report.blocks import Bullets, Heading, Paragraph, Table
from pmladder.report.ground import Ground
from pmladder.report.report import Report
from pmladder.report.team.coverage import TeamCoverageData
from pmladder.report.team.show import TeamShowData
from pmladder.report.team.successors import TeamSuccessorsData
from pmladder.team.coverage import HeldCell

_SOURCES = {
    "rated": "rated",
    "presumed": "by role",
    "named": "level unknown",
    "none": "not rated",
    "not-applicable": "does not apply",
}
_STATUS = {
    "met": "met",
    "exceeded": "met",
    "short": "to show",
    "unknown": "not rated",
    "not-applicable": "does not apply",
}


class MatrixCell(NamedTuple):
    """A cell of the matrix: a mark, the words behind it, where it is from, and whether it is a must-have to show."""

    mark: str
    words: str
    source: str
    is_lacking: bool = False


class MatrixRow(NamedTuple):
    """One person's row."""

    name: str
    role: str
    cells: tuple[MatrixCell, ...]


class Matrix(NamedTuple):
    """People down, skills or must-haves across."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def team_page(report: Report) -> str:
    """The page of an answer. It asks for nothing, runs nothing, and every text in it is data."""
    if report.ground is None:
        raise ValueError("a page needs a ground")
    first, *blocks = report.blocks()
    return framed(
        "team.html",
        ("look.css", "team.css"),
        (),
        title=first.text if isinstance(first, Paragraph) else "Team",
        as_of=report.data.as_of,
        catalogue=report.ground.catalogue.catalogue,
        blocks=[_plain(block) for block in blocks],
        matrix=_matrix(report.data, report.ground),
    )


def _plain(block: Any) -> dict[str, Any]:
    """A block as a template takes it."""
    match block:
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Bullets(items):
            return {"kind": "bullets", "items": [item.text for item in items]}
        case Table(columns, rows):
            return {"kind": "table", "heads": [column.head for column in columns], "rows": rows}
        case _:
            raise TypeError(f"{type(block).__name__} has no place on a page of a team")


def _matrix(data: Any, ground: Ground) -> Matrix | None:
    match data:
        case TeamShowData() | TeamCoverageData() if data.matrix:
            skills = [cell.skill for cell in data.matrix[0].cells]
            rows = (MatrixRow(r.name, _role(r.role, ground), tuple(_held(r.cells, ground))) for r in data.matrix)
            return Matrix("Who holds what", tuple(ground.skill(skill) for skill in skills), tuple(rows))
        case TeamSuccessorsData() if data.people:
            heads = tuple(ground.skill(m.subject) if m.axis == "skill" else m.name for m in data.people[0].must_haves)
            return Matrix("Must-haves", heads, tuple(_stands(person, ground) for person in data.people))
        case _:
            return None


def _role(role: str | None, ground: Ground) -> str:
    return ground.role(role) if role else "no role"


def _held(cells: Sequence[HeldCell], ground: Ground) -> Iterable[MatrixCell]:
    for cell in cells:
        asked = f", own role asks {ground.level(cell.asked)}" if cell.asked else ""
        if cell.level is None:
            yield MatrixCell(
                "×" if cell.basis == "not-applicable" else "?", asked.removeprefix(", "), _SOURCES[cell.basis]
            )
        else:
            yield MatrixCell(str(cell.level), f"{ground.level(cell.level)}{asked}", _SOURCES[cell.basis])


def _stands(person: Any, ground: Ground) -> MatrixRow:
    marks = {"met": "✓", "exceeded": "✓", "short": "▲", "unknown": "?", "not-applicable": "×"}
    cells = tuple(
        MatrixCell(marks[m.status], _STATUS[m.status], "by role" if m.presumed else "", m.status == "short")
        for m in person.must_haves
    )
    return MatrixRow(person.name, _role(person.role, ground), cells)
