"""From the rows of a spreadsheet to a catalogue in the form of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pmladder.catalogue.imports.table_entries import Entries, Place, Raw, Wanted
from pmladder.catalogue.imports.table_figures import is_optional, strength
from pmladder.catalogue.imports.table_headers import FIELDS, IGNORE, Layout, find_layout, folded_header
from pmladder.catalogue.imports.table_levels import NOT_ASKED, find_levels
from pmladder.errors import InputError, Problem
from pmladder.text import escape, plural, repr_quoted, unsafe

Row = tuple[int, list[str]] | tuple[int, list[str], int]
"""The number of a row and its cells; the line that it begins on does not matter here."""

_KINDS = {
    "long": "one row for each role and skill",
    "wide": "skills down, roles across",
    "government": "the UK government's list of capabilities",
}
_ROLE_TEXTS = {"summary": "summary", "role_note": "note"}
_ROLE_FIGURES = ("track", "seniority", *(field for field in FIELDS if field.startswith("years")))
_NO_HEADER = (
    "no row can be a header; name the columns Role, Skill and Level, or Skill and then each role, "
    'or say which is which with --map "Header=field"'
)


class Imported(NamedTuple):
    """A catalogue in the form of its file, and lines on how it was read and on what was not."""

    raw: Raw
    remarks: tuple[str, ...]
    unread: tuple[str, ...]


def import_table(
    rows: Sequence[Row], mapping: Mapping[str, str], scale: Sequence[str] | None, file: str, broken: Sequence[str] = ()
) -> Imported:
    """The catalogue that `rows` (number and cells, none blank) hold; `file` is what messages call it.

    `mapping` says what headers mean, folded; `scale` has the names of the levels, lowest first; `broken` are lines
    on what of the file is no row. Raises InputError when nothing could be read, UsageError for a header in
    `mapping` that is not there.
    """
    reading = _Reading(rows)
    reading.entries.unread.extend(broken)
    layout = find_layout([cells for _, cells in reading.rows], mapping)
    if layout is None:
        raise InputError(file, [Problem((), "", what) for what in (*broken, _NO_HEADER)])
    if layout.guessed and _is_turned(reading.rows[layout.header][1]):
        what = "has its roles down and its skills across; turn it (paste, transpose), or give a row to each pair"
        raise InputError(file, [Problem((), "", what)])
    reading.read(layout)
    entries = reading.entries
    levels = find_levels(((wanted.level, wanted.number) for wanted in entries.wanted), scale)
    if levels is None:
        what = 'the cells hold too many different words to be levels; say which are with --scale "LOWEST,...,HIGHEST"'
        raise InputError(file, [Problem((), "", what)])
    entries.sorted_by_title = layout.kind == "government"
    raw = entries.raw(levels)
    if not entries.wanted:
        del raw["scale"]
    skill_less = layout.kind == "long" and not entries.wanted
    if not entries.roles or not (skill_less or any("skills" in role for role in entries.roles.values())):
        nothing = "nothing could be read: no role asks for a skill at a level"
        raise InputError(file, [Problem((), "", what) for what in (*entries.unread, nothing)])
    found = [plural(len(entries.roles), "role"), plural(len(entries.skills), "skill")]
    asked = sum(len(role.get("skills", ())) for role in entries.roles.values())
    head = f"{_KINDS[layout.kind]}: {', '.join(found)}, {plural(asked, 'level')}"
    remarks = (*reading.head(layout), head, *(levels.remarks if entries.wanted else ()), *entries.remarks)
    return Imported(raw, remarks, tuple(entries.unread))


def _is_turned(header: Sequence[str]) -> bool:
    return folded_header(header[0]) in (*FIELDS["role"], *FIELDS["title"])


class _Reading:
    """The rows, made safe, and the entries that are read from them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.entries = Entries()
        self.rows = [
            (row[0], [self._safe(cell, row[0], number) for number, cell in enumerate(row[1], 1)]) for row in rows
        ]
        self.header: list[str] = []
        self.columns: dict[str, int] = {}

    def head(self, layout: Layout) -> list[str]:
        """Where the header is, and what stands above it."""
        number = self.rows[layout.header][0]
        above = [cell for _, cells in self.rows[: layout.header] for cell in cells if cell]
        said = f"the header is row {number}"
        if above:
            said += f"; above it stands {', '.join(map(repr_quoted, above[:5]))}{', ...' if len(above) > 5 else ''}"
        return [said, *(["warning: no header says what it is; the first column is taken for skills"] * layout.guessed)]

    def read(self, layout: Layout) -> None:
        """Read every row below the header."""
        self.header = self.rows[layout.header][1]
        for column, field in enumerate(layout.fields):
            if field not in (None, IGNORE, "levels") and self.columns.setdefault(str(field), column) != column:
                self.entries.remarks.append(f"column {self._named(column)} is not used: another one says {field}")
        self._unused(layout)
        if layout.kind == "wide":
            self._roles_across(layout)
        for number, cells in self.rows[layout.header + 1 :]:
            if cells == self.header:
                self.entries.remarks.append(f"row {number}: repeats the header")
            elif layout.kind == "wide":
                self._wide_row(number, cells, layout)
            else:
                self._long_row(number, cells, layout)

    def _safe(self, cell: str, row: int, column: int) -> str:
        text = cell.replace("\r\n", "\n").replace("\r", "\n")
        while character := unsafe(text):
            text = text.replace(character, "")
            self.entries.remarks.append(f"row {row}, column {column}: the invisible {escape(character)} is left out")
        return text.strip()

    def _named(self, column: int) -> str:
        text = self.header[column] if column < len(self.header) else ""
        return repr_quoted(text) if text else str(column + 1)

    def _unused(self, layout: Layout) -> None:
        """Say which columns hold something that is not read."""
        below = [cells for _, cells in self.rows[layout.header + 1 :]]
        for column in range(max(map(len, below), default=0)):
            field = layout.fields[column] if column < len(layout.fields) else None
            count = sum(1 for cells in below if column < len(cells) and cells[column])
            if field is None and count:
                named = self._named(column)
                if named.startswith('"'):
                    told = f'column {named} is not used, {plural(count, "cell")}; --map {named[:-1]}=FIELD" reads it'
                    self.entries.remarks.append(told)
                else:
                    self.entries.unread.append(f"column {named} has no header; {plural(count, 'cell')} not read")

    def _cell(self, cells: Sequence[str], field: str) -> str:
        column = self.columns.get(field)
        return cells[column] if column is not None and column < len(cells) else ""

    def _place(self, row: int, *fields: str) -> Place:
        """Where the first of these fields is in a row."""
        return Place(row, next((self._named(self.columns[field]) for field in fields if field in self.columns), "?"))

    def _roles_across(self, layout: Layout) -> None:
        number = self.rows[layout.header][0]
        for column, field in enumerate(layout.fields):
            title = _line(self.header[column]) if column < len(self.header) else ""
            if field == "levels" and self.entries.fits(title, Place(number, str(column + 1))):
                self.entries.role(column, title, title, False)

    def _wide_row(self, number: int, cells: list[str], layout: Layout) -> None:
        levels = [n for n, field in enumerate(layout.fields) if field == "levels" and n < len(cells) and cells[n]]
        if not self._skill(number, number, cells):
            what = f"has no skill; {plural(len(levels), 'level')} not read"
            self.entries.unread.append(f"{self._place(number, 'skill_name', 'skill')}: {what}")
            return
        for column in levels:
            if column in self.entries.roles and not self._is_blank(cells[column]):
                place = Place(number, self._named(column))
                self.entries.wanted.append(Wanted(column, number, cells[column], "", "supporting", "", place))
        if not levels:
            name = self.entries.skills[number]["name"]
            self.entries.remarks.append(f"row {number}: {repr_quoted(name)} is kept as a skill that no role asks for")

    def _is_blank(self, cell: str) -> bool:
        return not cell or cell.casefold() in NOT_ASKED

    def _long_row(self, number: int, cells: list[str], layout: Layout) -> None:
        key = self._role(number, cells, layout)
        if key is None:
            return
        level, level_number = self._cell(cells, "level"), self._cell(cells, "level_number")
        skill = self._cell(cells, "skill") or self._cell(cells, "skill_name")
        if not skill and not level and not level_number:
            return
        place = self._place(number, "level", "level_number")
        if not self._skill(skill, number, cells):
            self.entries.unread.append(f"{self._place(number, 'skill', 'skill_name')}: has a level but no skill")
        elif not level and not level_number:
            self.entries.unread.append(f"{place}: has a skill but no level")
        elif self._is_blank(level or level_number):
            self.entries.remarks.append(f"{place}: {repr_quoted(level or level_number)} is taken for not asked")
        else:
            said_strength = self._cell(cells, "strength")
            bound, optional = strength(said_strength), is_optional(said_strength)
            if bound is None:
                self.entries.unread.append(
                    f"{self._place(number, 'strength')}: {repr_quoted(said_strength)} is no strength; "
                    "supporting is taken"
                )
            said = self._cell(cells, "level_description")
            said = said if self.entries.fits(said, place, line=False) else ""
            self.entries.wanted.append(
                Wanted(key, skill, level or level_number, level_number, bound or "supporting", said, place, optional)
            )

    def _role(self, number: int, cells: list[str], layout: Layout) -> tuple[str, ...] | None:
        """The key of the role that a row is about, its fields read; None, and told, when it names none."""
        role, title = self._cell(cells, "role"), _line(self._cell(cells, "title"))
        place = self._place(number, "role", "title")
        shown = title or _line(role)
        if not shown:
            self.entries.unread.append(f"{place}: names no role; the row is not read")
        if not shown or not self.entries.fits(shown, place):
            return None
        family = "/".join(filter(None, (self._cell(cells, "family_group"), self._cell(cells, "family"))))
        # Two families may have a level of the same title each.
        key = (role or title, family if layout.kind == "government" else "")
        self.entries.role(key, shown, role or title, bool(title and role))
        self._role_fields(key, number, cells, family)
        return key

    def _role_fields(self, key: tuple[str, ...], number: int, cells: list[str], family: str) -> None:
        if family:
            self.entries.figure(key, "family", family, self._place(number, "family", "family_group"))
        for field in _ROLE_FIGURES:
            if text := self._cell(cells, field):
                self.entries.figure(key, field, text, self._place(number, field))
        if title := _line(self._cell(cells, "title")):
            self.entries.say("role", key, "title", title, self._place(number, "title"))
        for field, name in _ROLE_TEXTS.items():
            place = self._place(number, field)
            if (text := self._cell(cells, field)) and self.entries.fits(text, place, line=False):
                self.entries.say("role", key, name, text, place)

    def _skill(self, key: str | int, number: int, cells: list[str]) -> bool:
        """Read the skill of a row and its fields; False when it names none."""
        text, name = self._cell(cells, "skill"), _line(self._cell(cells, "skill_name"))
        shown = name or _line(text)
        place = self._place(number, "skill_name", "skill")
        if not shown or not self.entries.fits(shown, place):
            return False
        self.entries.skill(key, shown, text or name, bool(text and name))
        self.entries.say("skill", key, "name", shown, place)
        category = _line(self._cell(cells, "category")), _line(self._cell(cells, "category_name"))
        if any(category) and self.entries.fits(max(category, key=len), self._place(number, "category")):
            made = self.entries.category(category[0] or category[1], category[1])
            self.entries.say("skill", key, "category", made, self._place(number, "category", "category_name"))
        place = self._place(number, "skill_description")
        if (text := self._cell(cells, "skill_description")) and self.entries.fits(text, place, line=False):
            self.entries.say("skill", key, "description", text, place)
        return True


def _line(text: str) -> str:
    """A text of one line: line breaks and tabs as spaces."""
    return text.replace("\n", " ").replace("\t", " ").strip()
