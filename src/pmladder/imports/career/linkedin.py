"""Reads the tables of a LinkedIn data export. Tables and columns are recognised by their names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pmladder.imports.career.dates import read_date
from pmladder.imports.career.found import (
    Found,
    FoundEvidence,
    FoundJob,
    FoundSkill,
    FoundStudy,
    ImportedPlace,
    KeyRead,
    Unread,
)
from pmladder.imports.career.lines import is_too_long, line_of
from pmladder.imports.career.title_like import is_title_like
from pmladder.text import safe

TABLES: Mapping[str, frozenset[str]] = {
    "positions": frozenset(("company name", "title")),
    "profile": frozenset(("first name", "headline")),
    "education": frozenset(("school name", "degree name")),
    "certifications": frozenset(("name", "authority")),
    "projects": frozenset(("title", "description", "url")),
    "skills": frozenset(("name",)),
}
"""The tables that are read, each with the columns that identify it, in the order of testing."""

_LONGEST_LINE = 100_000
_MOST_CELLS = 200
_HEADER_WITHIN = 30
"""The header is among this many first rows, as notes may come before it."""


_READ: Mapping[str, str] = {
    "positions": "company name|title|started on|finished on",
    "profile": "first name|last name|headline",
    "education": "school name|degree name|start date|end date",
    "certifications": "name|url|started on",
    "projects": "title|url|started on|finished on",
    "skills": "name",
}
"""The columns of each table that are read."""


_WORDS = {
    "positions": "positions",
    "profile": "the person",
    "education": "courses of study",
    "certifications": "certificates",
    "projects": "projects",
    "skills": "words for skills",
}


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
    """The name of the table in these rows, and the number of its header row; None for any other table.

    A header with the single column "Name" is the table of skills only if the file's `name` says so, or it is the first
    row.
    """
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        columns = {_column(cell) for cell in line.cells} - {""}
        for table, needed in TABLES.items():
            if not needed <= columns:
                continue
            if table != "skills" or (columns == needed and (number == 0 or name.casefold() == "skills")):
                return table, number
    return None


_DATES = frozenset(("started on", "finished on", "start date", "end date"))
_BLANK_BEHIND_QUOTE = re.compile(r'"[ \t]+(?=[,;\t|\n]|$)')
_DELIMITERS = ",;\t|"
_FEWEST = 3
"""Columns of a table whose rows are told by their cells: a line of text has two by chance."""


def mended(text: str, name: str = "") -> str:
    """The text of a table without the slips that exports have: a blank behind a quote, a quote that is missing.

    A quote that opens a cell without an end would swallow the rows behind it. It is taken out where one of these
    would be a whole row; the cells that its line then has too many of are put together again by `read_linkedin`.
    """
    text = _BLANK_BEHIND_QUOTE.sub('"', text)
    lines = text.split("\n")
    header = next(
        ((line, mark) for line in lines[:_HEADER_WITHIN] for mark in _DELIMITERS if _is_header(line, mark, name)), None
    )
    if header is None or text.count('"') == 0:
        return text
    columns = [_column(cell) for cell in _cells(*header)]
    if len(columns) < _FEWEST or _DATES.isdisjoint(columns):
        return text
    mark = header[1]
    opened: int | None = None
    for number, line in enumerate(lines):
        is_odd = line.count('"') % 2 == 1
        if opened is not None:
            if is_odd and _closes(line, mark):
                opened = None
                continue
            if not is_odd and not _is_row(columns, _cells(line, mark)):
                continue
            # The cell never ended, and this is another row.
            lines[opened] = _without_last_quote(lines[opened])
            opened = None
        if is_odd and _opens(line, mark):
            opened = number
        elif is_odd:
            lines[number] = _without_last_quote(line)
    if opened is not None:
        lines[opened] = _without_last_quote(lines[opened])
    return "\n".join(lines)


def _is_header(line: str, delimiter: str, name: str) -> bool:
    return table_of([Line(1, _cells(line, delimiter))], name) is not None


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line[:_LONGEST_LINE]], delimiter=delimiter), [])


def _opens(line: str, delimiter: str) -> bool:
    """Whether the last quote of a line stands where a cell begins."""
    before = line.rpartition('"')[0].rstrip()
    return not before or before.endswith((delimiter, '"'))


def _closes(line: str, delimiter: str) -> bool:
    """Whether the first quote of a line, beside doubled ones, stands where a cell ends."""
    behind = line.replace('""', "").partition('"')[2]
    return not behind or behind.startswith(delimiter)


def _without_last_quote(line: str) -> str:
    before, _, after = line.rpartition('"')
    return before + after


def _is_row(columns: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether cells stand under these columns: as many, with a date wherever there should be one."""
    if len(cells) != len(columns):
        return False
    dates = [read_date(cell) for column, cell in zip(columns, cells, strict=True) if column in _DATES]
    return bool(dates) and dates[0].value is not None and all(read.wrong is None for read in dates)


def _put_together(table: str, columns: Sequence[str], cells: Sequence[str]) -> dict[str, str] | None:
    """A row with too many cells, where one text was cut at its commas; None where that can be mended in two ways.

    Columns that are not read come first: it makes no difference where exactly such a text was cut.
    """
    extra = len(cells) - len(columns)
    read = frozenset(_READ[table].split("|"))
    texts = [column for column in columns if column not in _DATES]
    for among in ([c for c in texts if c not in read], [c for c in texts if c in read]):
        readings: list[dict[str, str]] = []
        for at in range(len(columns)):
            joined = [*cells[:at], ", ".join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]
            is_title = "title" not in columns or is_title_like(joined[columns.index("title")])
            if columns[at] in among and is_title and _is_row(columns, joined):
                readings.append({c: cell for c, cell in zip(columns, joined, strict=True) if c in read})
        if readings:
            return readings[0] if all(way == readings[0] for way in readings) else None
    return None


def read_linkedin(files: Iterable[TableText]) -> Found:
    """The content of all tables in `files`."""
    tables: dict[str, list[_Row]] = {}
    unread: list[Unread] = []
    for file in files:
        stem = file.file.rpartition(".")[0]
        known = table_of(file.lines, stem)
        if known is None:
            unread.append(Unread(file.file, "has none of the headers of a LinkedIn export that are read"))
            continue
        table, header = known
        tables.setdefault(table, []).extend(_rows(table, file, header, unread))
    keys = [KeyRead(f"{name.capitalize()}.csv", _WORDS[name], len(rows)) for name, rows in tables.items() if rows]
    skills = ((row.place.entry, row.line("name")) for row in tables.get("skills", ()))
    return Found(
        name=_name(tables.get("profile", [])),
        label=next((label for row in tables.get("profile", []) if (label := row.line("headline"))), None),
        label_place="Profile.csv, Headline",
        jobs=tuple(_jobs(tables.get("positions", []), unread)),
        skills=tuple(FoundSkill(place, text) for place, text in skills if text),
        evidence=tuple(_evidence(tables, unread)),
        studies=tuple(_studies(tables.get("education", []))),
        keys=tuple(keys),
        unread=tuple(unread),
        unused=tuple(_unused(tables)),
    )


def _rows(table: str, file: TableText, header: int, unread: list[Unread]) -> Iterator[_Row]:
    columns = [_column(cell) for cell in file.lines[header].cells]
    for line in file.lines[header + 1 :]:
        place = ImportedPlace(f"{file.file} line {line.number}", ", ")
        is_dated = not _DATES.isdisjoint(columns)
        fits = not is_dated or _is_row(columns, line.cells[: len(columns)])
        if len(line.cells) > len(columns) and (not fits or any(cell.strip() for cell in line.cells[len(columns) :])):
            if cells := _put_together(table, columns, line.cells[:_MOST_CELLS]):
                yield _Row(place, cells)
                continue
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
        start, end = read_date(row.cells.get("started on")), read_date(row.cells.get("finished on"), is_end=True)
        yield FoundJob(row.place, title, company, start, end, "Started On", "Finished On")


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
            date_field = field if row.line(field.casefold()) else "Started On"
            day = read_date(row.cells.get(date_field.casefold()), is_end=True)
            yield FoundEvidence(row.place, kind, title, day, date_field, row.line("url"))


def _studies(rows: Sequence[_Row]) -> Iterator[FoundStudy]:
    for row in rows:
        if degree := row.line("degree name"):
            end = read_date(row.cells.get("end date"), is_end=True)
            yield FoundStudy(row.place, degree, "Degree Name", end, "End Date")


def _unused(tables: Mapping[str, Sequence[_Row]]) -> Iterator[str]:
    """The non-empty columns that do not fit into a profile."""
    for table, rows in tables.items():
        known = {*_READ[table].split("|"), ""}
        others = {column: None for row in rows for column, cell in row.cells.items() if cell and column not in known}
        if others:
            yield f"{table.capitalize()} ({', '.join(safe(column, 60) for column in list(others)[:20])})"
