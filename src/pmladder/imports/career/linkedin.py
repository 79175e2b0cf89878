"""What a data export of LinkedIn says, from the rows of its tables. Tables and columns are known by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pmladder.imports.career.imported import (
    Found,
    FoundEvidence,
    FoundJob,
    FoundSkill,
    FoundStudy,
    ImportedPlace,
    Unread,
)
from pmladder.imports.career.text import is_too_long, line_of
from pmladder.text import safe

TABLES: Mapping[str, frozenset[str]] = {
    "positions": frozenset(("company name", "title")),
    "profile": frozenset(("first name", "headline")),
    "education": frozenset(("school name", "degree name")),
    "certifications": frozenset(("name", "authority")),
    "projects": frozenset(("title", "description", "url")),
    "skills": frozenset(("name",)),
}
"""The tables that are read, and the columns that tell each from the others, in the order of asking."""

_HEADER_WITHIN = 30
"""Rows among which the header stands: notes may come before it."""


_READ: Mapping[str, str] = {
    "positions": "company name|title|started on|finished on",
    "profile": "first name|last name|headline",
    "education": "school name|degree name|start date|end date",
    "certifications": "name|url|started on",
    "projects": "title|url|started on|finished on",
    "skills": "name",
}
"""The columns that are read of each table."""


class Line(NamedTuple):
    """One row of a table: the line of the file that it begins on, from 1, and its cells."""

    number: int
    cells: Sequence[str]


class TableText(NamedTuple):
    """One file of the export: its name, and its rows that are not blank."""

    file: str
    lines: Sequence[Line]


class _Row(NamedTuple):
    place: ImportedPlace
    cells: Mapping[str, str]

    def line(self, column: str) -> str | None:
        return line_of(self.cells.get(column))


def table_of(lines: Sequence[Line], name: str = "") -> tuple[str, int] | None:
    """Which table these rows are, and which of them is its header; None where they are none that is read.

    A header that is a single "Name" is that of the skills only where the file's `name` says so, or it stands first.
    """
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        columns = {_column(cell) for cell in line.cells} - {""}
        for table, needed in TABLES.items():
            if not needed <= columns:
                continue
            if table != "skills" or (columns == needed and (number == 0 or name.casefold() == "skills")):
                return table, number
    return None


def read_linkedin(files: Iterable[TableText]) -> Found:
    """What the tables in `files` say together."""
    tables: dict[str, list[_Row]] = {}
    unread: list[Unread] = []
    for file in files:
        stem = file.file.rpartition(".")[0]
        known = table_of(file.lines, stem)
        if known is None:
            unread.append(Unread(file.file, "has none of the headers of a LinkedIn export that are read"))
            continue
        table, header = known
        tables.setdefault(table, []).extend(_rows(file, header, unread))
    skills = ((row.place.entry, row.line("name")) for row in tables.get("skills", ()))
    return Found(
        name=_name(tables.get("profile", [])),
        label=next((label for row in tables.get("profile", []) if (label := row.line("headline"))), None),
        label_place="Profile.csv, Headline",
        jobs=tuple(_jobs(tables.get("positions", []), unread)),
        skills=tuple(FoundSkill(place, text) for place, text in skills if text),
        evidence=tuple(_evidence(tables, unread)),
        studies=tuple(_studies(tables.get("education", []))),
        unread=tuple(unread),
        unused=tuple(_unused(tables)),
    )


def _rows(file: TableText, header: int, unread: list[Unread]) -> Iterator[_Row]:
    columns = [_column(cell) for cell in file.lines[header].cells]
    for line in file.lines[header + 1 :]:
        place = ImportedPlace(f"{file.file} line {line.number}", ", ")
        if len(line.cells) > len(columns) and any(cell.strip() for cell in line.cells[len(columns) :]):
            unread.append(Unread(place.entry, "has more cells than the header, and is left out"))
            continue
        yield _Row(place, dict(zip(columns, line.cells, strict=False)))


def _column(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split()).casefold()


def _name(rows: Sequence[_Row]) -> str | None:
    for row in rows:
        name = " ".join(filter(None, (row.line("first name"), row.line("last name"))))
        if name and not is_too_long(name):
            return name
    return None


def _jobs(rows: Sequence[_Row], unread: list[Unread]) -> Iterator[FoundJob]:
    for row in rows:
        title, company = row.line("title"), row.line("company name")
        if title is None or is_too_long(title):
            what = "has no title" if title is None else "has a title that is too long to be one"
            unread.append(Unread(row.place.entry, f"{what}, and is left out", company if title is None else None))
            continue
        if company and is_too_long(company):
            unread.append(Unread(row.place.at("Company Name"), "is too long to be a name"))
            company = None
        dates = row.cells.get("started on"), row.cells.get("finished on")
        yield FoundJob(row.place, title, company, *dates, "Started On", "Finished On")


def _evidence(tables: Mapping[str, Sequence[_Row]], unread: list[Unread]) -> Iterator[FoundEvidence]:
    for table, kind, column, field in (
        ("certifications", "certificate", "name", "Started On"),
        ("projects", "project", "title", "Finished On"),
    ):
        for row in tables.get(table, ()):
            title = row.line(column)
            if title is None or is_too_long(title):
                unread.append(Unread(row.place.entry, "has no name, and is left out"))
                continue
            own = field if row.line(field.casefold()) else "Started On"
            yield FoundEvidence(row.place, kind, title, row.cells.get(own.casefold()), own, row.line("url"))


def _studies(rows: Sequence[_Row]) -> Iterator[FoundStudy]:
    for row in rows:
        if degree := row.line("degree name"):
            yield FoundStudy(row.place, degree, "Degree Name", row.cells.get("end date"), "End Date")


def _unused(tables: Mapping[str, Sequence[_Row]]) -> Iterator[str]:
    """The columns that a profile has no place for, as long as they hold something."""
    for table, rows in tables.items():
        known = {*_READ[table].split("|"), ""}
        others = {column: None for row in rows for column, cell in row.cells.items() if cell and column not in known}
        if others:
            yield f"{table.capitalize()} ({', '.join(safe(column, 60) for column in list(others)[:20])})"
