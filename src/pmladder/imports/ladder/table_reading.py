"""The rows of a spreadsheet read cell by cell into entries, in whichever way they are laid out."""

from __future__ import annotations

from collections.abc import Sequence

from pmladder.catalogue.labels import folded
from pmladder.imports.ladder.table_blanks import Blanks
from pmladder.imports.ladder.table_entries import CellPlace, Entries, WantedLevel
from pmladder.imports.ladder.table_figures import is_optional, is_track, strength
from pmladder.imports.ladder.table_headers import IGNORE, YEARS, Layout, row_field
from pmladder.imports.ladder.table_tidy import Row, tidied
from pmladder.text import escape, first_quoted, plural, repr_quoted, unsafe

SheetRow = tuple[int, list[str]] | tuple[int, list[str], int]
"""The number of a row and its cells; the line that it begins on does not matter here."""

_ROLE_TEXTS = {"summary": "summary", "role_note": "note"}
_ROLE_FIGURES = ("track", "seniority", *YEARS)


class SheetReading:
    """The rows, made safe, and the entries that are read from them."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self.entries = Entries()
        self.blanks = Blanks()
        self.rows: list[Row] = [
            (row[0], [self._safe(cell, row[0], number) for number, cell in enumerate(row[1], 1)]) for row in rows
        ]
        self.header: list[str] = []
        self.columns: dict[str, int] = {}
        # What columns are called, and those of some fields: asked for in each row, and the same in all of them.
        self._names: dict[int, str] = {}
        self._names_of: dict[tuple[str, ...], str] = {}

    def head(self, layout: Layout) -> list[str]:
        """Where the header is, and what stands above it."""
        number = self.rows[layout.header][0]
        above = [cell for _, cells in self.rows[: layout.header] for cell in cells if cell]
        said = f"the header is row {number}"
        if above:
            said += f"; above it stands {first_quoted(above)}"
        return [said, *(["warning: no header says what it is; the first column is taken for skills"] * layout.guessed)]

    def read(self, layout: Layout) -> None:
        """Read every row below the header."""
        self.header = self.rows[layout.header][1]
        below: list[Row] = []
        rows = self.rows[layout.header + 1 :]
        for place, (number, cells) in enumerate(rows):
            if layout.kind == "wide" and self._begins_another(cells, layout):
                left = plural(len(rows) - place, "row")
                self.entries.unread.append(f"row {number}: begins another table, {left}; give it a file of its own")
                break
            if cells == self.header:
                self.entries.remarks.append(f"row {number}: repeats the header")
            else:
                below.append((number, cells))
        tidy = tidied(below, layout)
        self.entries.remarks.extend(tidy.remarks)
        layout = layout._replace(fields=tidy.fields)
        for column, field in enumerate(layout.fields):
            if field not in (None, IGNORE, "levels") and self.columns.setdefault(str(field), column) != column:
                self.entries.remarks.append(f"column {self._named(column)} is not used: another one says {field}")
        self._unused(tidy.rows, layout)
        if layout.kind == "wide":
            self._roles_across(layout)
        for number, cells in tidy.rows:
            if layout.kind == "wide":
                self._wide_row(number, cells, layout)
            else:
                self._long_row(number, cells, layout)
        self.entries.remarks.extend(self.blanks.remarks())

    def _begins_another(self, cells: Sequence[str], layout: Layout) -> bool:
        """Whether a row is the header of another table: it names its skills in the same way, and other roles."""
        skill = next((n for n, field in enumerate(layout.fields) if field in ("skill", "skill_name")), 0)
        if layout.guessed or skill >= min(len(cells), len(self.header)) or not self.header[skill]:
            return False
        return folded(cells[skill]) == folded(self.header[skill]) and sum(map(bool, cells)) > 1 and cells != self.header

    def _safe(self, cell: str, row: int, column: int) -> str:
        text = cell.replace("\r\n", "\n").replace("\r", "\n")
        while character := unsafe(text):
            text = text.replace(character, "")
            self.entries.remarks.append(f"row {row}, column {column}: the invisible {escape(character)} is left out")
        return text.strip()

    def _named(self, column: int) -> str:
        if column not in self._names:
            text = self.header[column] if column < len(self.header) else ""
            self._names[column] = repr_quoted(text) if text else str(column + 1)
        return self._names[column]

    def _unused(self, rows: Sequence[Row], layout: Layout) -> None:
        """Say which columns hold something that is not read."""
        below = [cells for _, cells in rows]
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

    def _text(self, row: int, cells: Sequence[str], field: str) -> str:
        """The text of a field, empty where a word says that there is none."""
        text = self._cell(cells, field)
        return "" if text and self.blanks.is_no_text(text, row, self._named(self.columns.get(field, 0))) else text

    def _place(self, row: int, *fields: str) -> CellPlace:
        """Where the first of these fields is in a row."""
        if fields not in self._names_of:
            named = (self._named(self.columns[field]) for field in fields if field in self.columns)
            self._names_of[fields] = next(named, "?")
        return CellPlace(row, self._names_of[fields])

    def _roles_across(self, layout: Layout) -> None:
        number = self.rows[layout.header][0]
        for column, field in enumerate(layout.fields):
            title = _line(self.header[column]) if column < len(self.header) else ""
            if field == "levels" and self.entries.fits(title, CellPlace(number, str(column + 1))):
                self.entries.role(column, title, title, False)
        self._tracks_above(layout)

    def _tracks_above(self, layout: Layout) -> None:
        """Read the row above the titles where it says the tracks, each in the first of its cells or in all."""
        if not layout.header or not self.entries.roles:
            return
        number, above = self.rows[layout.header - 1]
        first = min(column for column in self.entries.roles if isinstance(column, int))
        if len(above) <= first or not above[first] or not all(map(is_track, filter(None, above[first:]))):
            return
        said = ""
        for column in range(first, len(self.header)):
            said = above[column] if column < len(above) and above[column] else said
            if column in self.entries.roles:
                self.entries.figure(column, "track", said, CellPlace(number, str(column + 1)))
        self.entries.remarks.append(f"row {number}: is read as the tracks of the roles")

    def _wide_row(self, number: int, cells: list[str], layout: Layout) -> None:
        levels = [n for n, field in enumerate(layout.fields) if field == "levels" and n < len(cells) and cells[n]]
        if self._about_roles(number, cells, levels):
            return
        if not self._skill(number, number, cells):
            what = f"has no skill; {plural(len(levels), 'level')} not read"
            self.entries.unread.append(f"{self._place(number, 'skill_name', 'skill')}: {what}")
            return
        for column in levels:
            named = self._named(column)
            if column in self.entries.roles and not self.blanks.is_not_asked(cells[column], number, named):
                place = CellPlace(number, named)
                self.entries.wanted.append(WantedLevel(column, number, cells[column], "", "supporting", "", place))
        if not levels:
            name = self.entries.skills[number]["name"]
            self.entries.remarks.append(f"row {number}: {repr_quoted(name)} is kept as a skill that no role asks for")

    def _about_roles(self, number: int, cells: list[str], columns: Sequence[int]) -> bool:
        """Read a row that says something of the roles, such as their years; False for one of a skill."""
        name = self._cell(cells, "skill") or self._cell(cells, "skill_name")
        field = row_field(name, [cells[column] for column in columns]) if columns else None
        if field == IGNORE:
            what = f"{repr_quoted(name)} is about the roles, not a skill; {plural(len(columns), 'cell')} not used"
            self.entries.remarks.append(f"row {number}: {what}")
        elif field:
            self.entries.remarks.append(f"row {number}: {repr_quoted(name)} is read as {field} of the roles")
            for column in columns:
                if column in self.entries.roles:
                    self.entries.figure(column, field, cells[column], CellPlace(number, self._named(column)))
        return field is not None

    def _long_row(self, number: int, cells: list[str], layout: Layout) -> None:
        key = self._role(number, cells, layout)
        if key is None:
            return
        level, level_number = self._cell(cells, "level"), self._cell(cells, "level_number")
        skill = self._cell(cells, "skill") or self._cell(cells, "skill_name")
        if not skill and not level and not level_number:
            return
        place = self._place(number, "level", "level_number")
        skill = folded(skill)
        if not self._skill(skill, number, cells):
            self.entries.unread.append(f"{self._place(number, 'skill', 'skill_name')}: has a level but no skill")
        elif not level and not level_number:
            self.entries.unread.append(f"{place}: has a skill but no level")
        elif not self.blanks.is_not_asked(level or level_number, number, place.column):
            said_strength = self._cell(cells, "strength")
            bound, optional = strength(said_strength), is_optional(said_strength)
            if bound is None:
                self.entries.unread.append(
                    f"{self._place(number, 'strength')}: {repr_quoted(said_strength)} is no strength; "
                    "supporting is taken"
                )
            said = self._text(number, cells, "level_description")
            said = said if self.entries.fits(said, place, line=False) else ""
            self.entries.wanted.append(
                WantedLevel(
                    key, skill, level or level_number, level_number, bound or "supporting", said, place, optional
                )
            )

    def _role(self, number: int, cells: list[str], layout: Layout) -> tuple[str, ...] | None:
        """The key of the role that a row is about, its fields read; None, and told, when it names none."""
        role, title = self._text(number, cells, "role"), _line(self._cell(cells, "title"))
        if not role and self._cell(cells, "role"):
            # A role without levels, such as one of the Senior Civil Service, is its own and only level.
            role = self._cell(cells, "family")
        place = self._place(number, "role", "title")
        shown = title or _line(role)
        if not shown:
            self.entries.unread.append(f"{place}: names no role; the row is not read")
        if not shown or not self.entries.fits(shown, place):
            return None
        family = "/".join(filter(None, (self._cell(cells, "family_group"), self._cell(cells, "family"))))
        # Two families may have a level of the same title each.
        key = (folded(role or title), family if layout.kind == "government" else "")
        self.entries.role(key, shown, role or title, bool(title and role))
        self._role_fields(key, number, cells, family)
        return key

    def _role_fields(self, key: tuple[str, ...], number: int, cells: list[str], family: str) -> None:
        if family:
            self.entries.figure(key, "family", family, self._place(number, "family", "family_group"))
        for field in _ROLE_FIGURES:
            if field in self.columns and (text := self._cell(cells, field)):
                self.entries.figure(key, field, text, self._place(number, field))
        if title := _line(self._cell(cells, "title")):
            self.entries.say("role", key, "title", title, self._place(number, "title"))
        for field, name in _ROLE_TEXTS.items():
            if text := self._text(number, cells, field):
                place = self._place(number, field)
                if self.entries.fits(text, place, line=False):
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
        if text := self._text(number, cells, "skill_description"):
            place = self._place(number, "skill_description")
            if self.entries.fits(text, place, line=False):
                self.entries.say("skill", key, "description", text, place)
        return True


def _line(text: str) -> str:
    """A text of one line: line breaks and tabs as spaces."""
    return text.replace("\n", " ").replace("\t", " ").strip()
