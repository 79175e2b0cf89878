"""Tables read cell by cell, in whichever way they are laid out: a row for each role and skill, or roles across."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from pmladder.imports.ladder.blanks import Blanks
from pmladder.imports.ladder.figures import is_money, is_optional, is_track, role_field, strength
from pmladder.imports.ladder.grid import CellGrid, Row, tidied
from pmladder.imports.ladder.headers import (
    IGNORE,
    ROLE_FIELDS,
    Layout,
    field_of_heading,
    find_layout,
    is_told_of_roles,
    row_field,
)
from pmladder.imports.ladder.titles import read_title, step_title
from pmladder.imports.ladder.understood import LINE, AskedPair, Place, Understood, family_id, one_line
from pmladder.text import escape, first_quoted, folded, plural, repr_quoted, unsafe

_ROLE_NAMES = ("role", "title", "family", "family_group")
_ROLE_TEXTS = {"summary": "summary", "role_note": "note"}
_WORDS_OF_MORE = 3
_FEWEST_GROUPS = 2
_NOTE = re.compile(r"(?:notes?|n\.?b\.?|key|legend|source)\s*:|\*", re.IGNORECASE)
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n"})


class TableReading:
    """One table, its layout, and how its cells are put into what is understood.

    `family` is the heading that tells its roles from those of other tables, where headings do.
    """

    def __init__(self, grid: CellGrid, layout: Layout, found: Understood, family: str = "") -> None:
        grid = grid.turned() if layout.turned else grid
        self.grid, self.layout, self.found, self.family = grid, layout, found, family
        # Turned, the header is what was the column of roles.
        self.place = layout.roles if layout.turned else layout.header
        self.header = list(grid.rows[self.place][1])
        if layout.turned:
            self.header = ["", *self.header[layout.header + 1 :]]
            self.layout = layout._replace(fields=("skill", *("levels" if cell else None for cell in self.header[1:])))
        self.groups = _groups_above(grid, self.place, layout.header) if layout.turned else {}
        """For a table with roles down, what stands above each of its skills, by the number of its column."""
        self.blanks = Blanks()
        self.columns: dict[str, int] = {}
        self.across: dict[int, tuple[str, int]] = {}
        self.texts: dict[int, int] = {}
        """The column that says in words what the levels of another ask, by that other."""
        self._names: dict[int, str] = {}
        self._parts: dict[tuple[str, ...], str] = {}
        self._of_roles: list[int] = []
        """The columns that say something of a role."""
        self._roles_read: dict[tuple[str, ...], Hashable] = {}
        self._times: Counter[tuple[str, str]] = Counter()

    def read(self) -> None:
        """Read every row below the header."""
        below: list[Row] = []
        first = self.layout.header if self.layout.turned else 0
        above = self.grid.rows[: self.place] if self.layout.turned else []
        for number, cells in (*above, *self.grid.rows[self.place + 1 :]):
            # A turned row holds what stood above its header too.
            plain = cells[first:]
            if plain == self.header:
                self.found.remarks.append(f"{self.grid.noun} {number}: repeats the header")
            elif any(plain):
                below.append((number, plain))
        tidy = tidied(below, self.layout, self.grid)
        self.found.remarks.extend(tidy.remarks)
        self.found.unused.extend(tidy.unused)
        for column, field in enumerate(tidy.fields):
            if field not in (None, IGNORE, "levels", "texts") and self.columns.setdefault(str(field), column) != column:
                count = sum(1 for _, cells in tidy.rows if column < len(cells) and cells[column])
                line = f"{self._named(column)} is not used: another one says {field}"
                self.found.unused.append(line, count)
        self._unused(tidy.rows, tidy.fields)
        about_roles = {*_ROLE_NAMES, *ROLE_FIELDS, *_ROLE_TEXTS}
        self._of_roles = [column for field, column in self.columns.items() if field in about_roles]
        wide = self.layout.kind == "wide"
        levels = [column for column, field in enumerate(tidy.fields) if field == "levels"]
        self.texts = {column - 1: column for column, field in enumerate(tidy.fields) if field == "texts"}
        if wide:
            self._roles_across(levels)
        for number, cells in tidy.rows:
            if self.found.is_too_large():
                break
            if wide:
                self._wide_row(number, cells, levels)
            else:
                self._long_row(number, cells)
        self.found.remarks.extend(self.blanks.remarks())

    def _named(self, column: int) -> str:
        """What a column is called in messages: by its header, or by its number."""
        if column not in self._names:
            text = self.header[column] if column < len(self.header) else ""
            self._names[column] = f"{self.grid.across} {repr_quoted(text) if text else column + 1}"
        return self._names[column]

    def _unused(self, rows: Sequence[Row], fields: Sequence[str | None]) -> None:
        """Say which columns hold something that is not read."""
        counts = Counter(column for _, cells in rows for column, cell in enumerate(cells) if cell)
        for column in sorted(counts):
            field = fields[column] if column < len(fields) else None
            named, count = self._named(column), counts[column]
            if field == IGNORE:
                self.found.unused.append(f"{named} is left out, {plural(count, 'cell')}", count)
            elif field is None and named.endswith('"'):
                line = f"{named} is not used, {plural(count, 'cell')}"
                option = f'; --map "{self.header[column]}=FIELD" reads it' if '"' not in self.header[column] else ""
                self.found.unused.append(f"{line}{option if self.grid.noun == 'row' else ''}", count)
            elif field is None:
                self.found.unread.append(f"{named} has no header; {plural(count, 'cell')} not read", count)

    def _cell(self, cells: Sequence[str], field: str) -> str:
        column = self.columns.get(field)
        return cells[column] if column is not None and column < len(cells) else ""

    def _text(self, place: Place, cells: Sequence[str], field: str) -> str:
        """The text of a field, empty where a word says that there is none."""
        text = self._cell(cells, field)
        return "" if text and self.blanks.is_no_text(text, place.where, self._named(self.columns[field])) else text

    def _place(self, number: int, *fields: str) -> Place:
        """Where the first of these fields is in a row."""
        if fields not in self._parts:
            column = next((self.columns[field] for field in fields if field in self.columns), None)
            self._parts[fields] = "" if column is None else self._named(column)
        return Place(f"{self.grid.noun} {number}", self._parts[fields])

    def _roles_across(self, levels: Sequence[int]) -> None:
        number = self.grid.rows[self.place][0]
        times: Counter[str] = Counter()
        for column in levels:
            title = step_title(one_line(self.header[column])) if column < len(self.header) else ""
            if title and self.found.fits(title, Place(f"{self.grid.noun} {number}", str(column + 1))):
                times[folded(title)] += 1
                self.across[column] = title, times[folded(title)]
                if "family" not in self.columns:
                    self._role_across(column, self.family)
        self._tracks_above()

    def _role_across(self, column: int, family: str) -> Hashable:
        """The key of the role of a column, in a family where there are several."""
        title, time = self.across[column]
        key = ("across", folded(title), time, folded(family))
        if key not in self.found.roles:
            self.found.role(key, title)
            if family and (made := family_id(family)):
                self.found.roles[key]["family"] = made
                self.found.families.setdefault(made, one_line(family)[:100])
        return key

    def _tracks_above(self) -> None:
        """Read the row above the titles where it says the tracks, each in the first of its cells or in all."""
        if self.layout.turned or not self.layout.header or not self.across or "family" in self.columns:
            return
        number, above = self.grid.rows[self.layout.header - 1]
        first = min(self.across)
        if len(above) <= first or not above[first] or not all(map(is_track, filter(None, above[first:]))):
            return
        track = ""
        for column in range(first, len(self.header)):
            track = above[column] if column < len(above) and above[column] else track
            if column in self.across:
                self.found.field(
                    self._role_across(column, self.family), "track", track, Place(f"row {number}", str(column + 1))
                )
        self.found.remarks.append(f"row {number}: is read as the tracks of the roles")

    def _wide_row(self, number: int, cells: list[str], levels: Sequence[int]) -> None:
        texts = {n: cells[text] for n, text in self.texts.items() if text < len(cells) and cells[text]}
        filled = [column for column in levels if (column < len(cells) and cells[column]) or column in texts]
        if self._about_roles(number, cells, [column for column in filled if cells[column]]):
            for column, behind in self.texts.items():
                if column in texts:
                    self.found.unread.append(f"{self.grid.noun} {number}, {self._named(behind)}: is of no skill")
            return
        if not filled and _is_note(self._cell(cells, "skill") or self._cell(cells, "skill_name")):
            self.found.unused.append(f"{self.grid.noun} {number}: has no level and is taken for a note; not used")
            return
        key = self._wide_skill(number, cells)
        if key is None:
            what = f"has no skill; {plural(len(filled), 'level')} not read"
            self.found.unread.append(f"{self._place(number, 'skill_name', 'skill')}: {what}", len(filled))
            return
        family = self._cell(cells, "family") or self.family
        where = f"{self.grid.noun} {number}"
        for column in filled:
            named = self._named(column)
            if column not in self.across:
                continue
            place, text = Place(where, named), texts.get(column, "")
            if not self.blanks.is_not_asked(cells[column], where, named):
                level_text = text if self.found.fits(text, place, line=False) else ""
                self.found.asked.append(
                    AskedPair(self._role_across(column, family), key, cells[column], place, level_text)
                )
            elif text:
                self.found.unread.append(f"{place}: has a text behind it and no level; the text is not read")

    def _wide_skill(self, number: int, cells: list[str]) -> Hashable | None:
        """The key of the skill of a row: a name that stands twice in one table is two skills, in two tables one."""
        name = folded(_name_and_more(self._cell(cells, "skill_name") or self._cell(cells, "skill"))[0])
        family = folded(self._cell(cells, "family"))
        self._times[name, family] += bool(name)
        key = (name, self._times[name, family])
        return key if self._skill(key, number, cells) else None

    def _about_roles(self, number: int, cells: list[str], columns: Sequence[int]) -> bool:
        """Read a row that says something of the roles, such as their years; False for one of a skill."""
        name = self._cell(cells, "skill") or self._cell(cells, "skill_name")
        field = row_field(name, [cells[column] for column in columns]) if columns else None
        where = f"{self.grid.noun} {number}"
        if not columns and is_told_of_roles(name):
            self.found.remarks.append(f"{where}: {repr_quoted(name)} is about the roles, and empty")
            return True
        if field == IGNORE:
            what = f"{repr_quoted(name)} is about the roles, not a skill; {plural(len(columns), 'cell')} not used"
            self.found.unused.append(f"{where}: {what}", len(columns))
        elif field:
            self.found.remarks.append(f"{where}: {repr_quoted(name)} is read as {field.replace('_', ' ')} of the roles")
            for column in columns:
                if column in self.across and not self.blanks.is_not_asked(cells[column], where, self._named(column)):
                    place = Place(where, self._named(column))
                    role = self._role_across(column, self._cell(cells, "family") or self.family)
                    self._role_field(role, field, name, cells[column], place)
        return field is not None

    def _role_field(self, key: Hashable, field: str, name: str, text: str, place: Place) -> None:
        """A field of a role; pay and people in words are kept as a note, under the name that they have in the file."""
        if field == "title":
            self._title(key, text, place)
        elif field in ("pay", "people") and role_field(field, text) is None:
            self.found.field(key, "note", f"{one_line(name)}: {text}", place)
        elif self.found.fits(text, place, line=field not in ("summary", "note", "scope")):
            self.found.field(key, field, text, place)

    def _title(self, key: Hashable, text: str, place: Place) -> None:
        """A title beside what the column is called: a bare grade (`L1`) gives way to it, a title has one more name."""
        role, title = self.found.roles[key], one_line(text)
        if not self.found.fits(title, place) or folded(title) == folded(role["title"]):
            return
        if not read_title(role["title"]).job:
            role["title"], title = title, role["title"]
        role["aliases"] = [*role.get("aliases", ()), title]

    def _long_row(self, number: int, cells: list[str]) -> None:
        key = self._role(number, cells)
        if key is None:
            return
        level, level_number = self._cell(cells, "level"), self._cell(cells, "level_number")
        place = self._place(number, "level", "level_number", "level_description")
        level_text = self._text(place, cells, "level_description")
        skill = self._cell(cells, "skill") or self._cell(cells, "skill_name")
        has_levels = "level" in self.columns or "level_number" in self.columns
        nothing = not level and not level_number and (has_levels or not level_text)
        if not skill and nothing:
            return
        skill = folded(_name_and_more(skill)[0])
        if not self._skill(skill, number, cells):
            self.found.unread.append(f"{self._place(number, 'skill', 'skill_name')}: has a level but no skill")
        elif nothing:
            self.found.unread.append(f"{place}: has a skill but no level")
        elif not has_levels or not self.blanks.is_not_asked(level or level_number, place.where, place.part):
            said_strength = self._cell(cells, "strength")
            bound, optional = strength(said_strength), is_optional(said_strength)
            if bound is None:
                self.found.unread.append(
                    f"{self._place(number, 'strength')}: {repr_quoted(said_strength)} is no strength; "
                    "supporting is taken"
                )
            level_text = level_text if self.found.fits(level_text, place, line=False) else ""
            self.found.asked.append(
                AskedPair(
                    key, skill, level or level_number, place, level_text, level_number, bound or "supporting", optional
                )
            )

    def _role(self, number: int, cells: list[str]) -> Hashable | None:
        """The key of the role that a row is about, its fields read; None, and told, when it names none.

        Most tables say the same of a role in each of its rows: what was read without a word is not read again.
        """
        written = tuple(cells[column] for column in self._of_roles if column < len(cells))
        if written in self._roles_read:
            return self._roles_read[written]
        told = self._lines_told()
        key = self._new_role(number, cells)
        if key is not None and self._lines_told() == told:
            self._roles_read[written] = key
        return key

    def _lines_told(self) -> int:
        return self.found.unread.total + self.blanks.count()

    def _new_role(self, number: int, cells: list[str]) -> Hashable | None:
        place = self._place(number, "role", "title")
        role, title = self._text(place, cells, "role"), one_line(self._cell(cells, "title"))
        family = "/".join(filter(None, (self._cell(cells, "family_group"), self._cell(cells, "family"))))
        if not role and self._cell(cells, "role"):
            # A role without levels, such as one of the Senior Civil Service, is its own and only level.
            role = self._cell(cells, "family")
        elif self.layout.sorted_by_title and not title:
            role = _with_job(one_line(role), one_line(self._cell(cells, "family")))
        shown = title or step_title(one_line(role))
        if not shown:
            self.found.unread.append(f"{place}: names no role; the row is not read")
        if not shown or not self.found.fits(shown, place):
            return None
        # Two families may have a role of the same title each; an id of its own tells a role from all others.
        family = family or self.family
        has_id = bool(title and role)
        key = (folded(role or title), "" if has_id else folded(family))
        self.found.role(key, shown, role or title, has_id)
        if family:
            self.found.field(key, "family", family, self._place(number, "family", "family_group"))
            if made := family_id(family):
                self.found.families.setdefault(made, one_line(self._cell(cells, "family") or family)[:100])
        for field in ROLE_FIELDS:
            if field in self.columns and (text := self._cell(cells, field)):
                self._role_field(key, field, self.header[self.columns[field]], text, self._place(number, field))
        if title:
            self.found.say("role", key, "title", title, self._place(number, "title"))
        for field, name in _ROLE_TEXTS.items():
            if field not in self.columns:
                continue
            place = self._place(number, field)
            if (text := self._text(place, cells, field)) and self.found.fits(text, place, line=False):
                self.found.say("role", key, name, text, place)
        return key

    def _skill(self, key: Hashable, number: int, cells: list[str]) -> bool:
        """Read the skill of a row and its fields; False when it names none."""
        text, name = self._cell(cells, "skill"), one_line(self._cell(cells, "skill_name"))
        text, more = _name_and_more(text)
        shown = name or text
        place = self._place(number, "skill_name", "skill")
        if not shown or not self.found.fits(shown, place):
            return False
        self.found.skill(key, shown, text or name, bool(text and name))
        self.found.say("skill", key, "name", shown, place)
        category = one_line(self._cell(cells, "category")), one_line(self._cell(cells, "category_name"))
        if not any(category) and number in self.groups:
            self.found.skills[key].setdefault("category", self.found.category(self.groups[number]))
        if not any(category) and self.grid.heading and self.grid.heading != self.family:
            made = self.found.category(self.grid.heading)
            self.found.skills[key].setdefault("category", made)
        if any(category) and self.found.fits(max(category, key=len), self._place(number, "category")):
            made = self.found.category(category[0] or category[1], category[1])
            self.found.say("skill", key, "category", made, self._place(number, "category", "category_name"))
        place = self._place(number, "skill_description")
        text = "\n\n".join(filter(None, (more, self._text(place, cells, "skill_description"))))
        if text and self.found.fits(text, place, line=False):
            self.found.say("skill", key, "description", text, place)
        return True


def _groups_above(turned: CellGrid, roles: int, header: int) -> dict[int, str]:
    """The groups of skills in the row above a header, by the numbers of their columns; a cell stands for those behind.

    `turned` has the columns as rows. Above the column of the roles, and before it, there has to be nothing.
    """
    if not header:
        return {}
    above = [(number, one_line(cells[header - 1])) for number, cells in turned.rows]
    if any(text for _, text in above[: roles + 1]) or len({text for _, text in above if text}) < _FEWEST_GROUPS:
        return {}
    groups: dict[int, str] = {}
    group = ""
    for number, text in above[roles + 1 :]:
        group = text or group
        if group:
            groups[number] = group[:LINE]
    return groups


def _is_note(text: str) -> bool:
    """Whether what stands alone where a skill would is a remark on the table: `1 = learns`, `Note: of this spring`."""
    return "=" in text or _NOTE.match(text) is not None


def _name_and_more(text: str) -> tuple[str, str]:
    """What a cell calls a skill, and what it says of it on more lines: a few words there are the end of the name."""
    first, _, rest = text.strip().partition("\n")
    more = rest.strip()
    return (one_line(first), more) if len(more.split()) >= _WORDS_OF_MORE else (one_line(text), "")


def _with_job(level: str, job: str) -> str:
    """The title of a level of a job: the level itself where it is a title, else both: `Junior baker`, `Baker 2`."""
    if read_title(level).job or not job or not level:
        return level
    return f"{job} {level}" if any(map(str.isdecimal, level)) else f"{level} {job}"


def safe_grid(grid: CellGrid, found: Understood) -> CellGrid:
    """The grid with nothing invisible in it, and line separators as line ends; what is left out is told."""
    rows = []
    for number, cells in grid.rows:
        if not all(cell.isascii() and cell.isprintable() for cell in cells):
            cells = [_safe(cell, f"{grid.noun} {number}, {grid.across} {n}", found) for n, cell in enumerate(cells, 1)]
        rows.append((number, cells))
    return grid._replace(rows=rows)


def _safe(cell: str, where: str, found: Understood) -> str:
    text = cell.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    while character := unsafe(text):
        text = text.replace(character, "")
        found.remarks.append(f"{where}: the invisible {escape(character)} is left out")
    return text.strip()


def split_tables(grid: CellGrid, layout: Layout) -> list[CellGrid]:
    """A grid cut where another table begins below: its header names the skills in the same way, and other roles."""
    header = grid.rows[layout.header][1]
    skill = next((n for n, field in enumerate(layout.fields) if field in ("skill", "skill_name")), 0)
    if layout.guessed or layout.turned or layout.kind != "wide" or not header[skill]:
        return [grid]
    cuts = [
        place
        for place, (_, cells) in enumerate(grid.rows)
        if place > layout.header
        and skill < len(cells)
        and folded(cells[skill]) == folded(header[skill])
        and sum(map(bool, cells)) > 1
        and cells != header
    ]
    if not cuts:
        return [grid]
    ends = [*cuts, len(grid.rows)]
    return [grid._replace(rows=grid.rows[start:end]) for start, end in zip((0, *cuts), ends, strict=True)]


def with_headings(grids: Sequence[CellGrid]) -> list[CellGrid]:
    """The grids, with a column more for what only their headings say: for which skill, or for which role, each is."""
    says = [field_of_heading(grid.rows[0][1]) if grid.heading and grid.rows else None for grid in grids]
    headings = [grid.heading for grid, field in zip(grids, says, strict=True) if field]
    if len(set(headings)) < max(len(headings), 1) or len(set(says) - {None}) > 1:
        return list(grids)
    return [_with_heading(grid, field) if field else grid for grid, field in zip(grids, says, strict=True)]


def _with_heading(grid: CellGrid, field: str) -> CellGrid:
    (number, header), *rows = grid.rows
    if field == "skill":
        header = ["Role", *header[1:]]
    filled = [(line, [grid.heading, *cells]) for line, cells in rows]
    return grid._replace(rows=[(number, [field, *header]), *filled], heading="")


def about_head(grid: CellGrid, layout: Layout) -> list[str]:
    """Where the header is, and what stands above it."""
    number, _ = grid.rows[layout.header]
    above = [cell for _, cells in grid.rows[: layout.header] for cell in cells if cell]
    line = f"the header is {grid.noun} {number}" + (f"; above it stands {first_quoted(above)}" if above else "")
    told = [f"under {repr_quoted(grid.heading)}, {line}" if grid.heading else line] if grid.noun != "entry" else []
    if layout.turned:
        told.append("the roles run down and the skills across")
    elif layout.guessed:
        told.append("warning: no header says what it is; the first column is taken for skills")
    return told


def headings_are_families(tables: Sequence[tuple[CellGrid, Layout]]) -> bool:
    """Whether two tables under different headings name the same skills for roles of the same titles.

    Then a heading tells jobs apart, and not kinds of skills.
    """
    seen: set[tuple[str, str]] = set()
    for grid, layout in tables:
        if layout.kind != "wide" or not grid.heading:
            return False
        skill = next((n for n, field in enumerate(layout.fields) if field in ("skill", "skill_name")), 0)
        header = grid.rows[layout.header][1]
        roles = {folded(cell) for cell, field in zip(header, layout.fields, strict=False) if field == "levels"}
        names = {folded(cells[skill]) for _, cells in grid.rows[layout.header + 1 :] if skill < len(cells)}
        pairs = {(role, name) for role in roles for name in names if name}
        if pairs & seen:
            return True
        seen |= pairs
    return False


def is_pay(grid: CellGrid) -> bool:
    """Whether all that a table holds, but for its first row and column, are sums of money."""
    cells = [cell for _, row in grid.rows[1:] for cell in row[1:] if cell]
    return len(cells) > 1 and all(map(is_money, cells))


def find_tables(
    grids: Sequence[CellGrid], mapping: Mapping[str, str], found: Understood
) -> list[tuple[CellGrid, Layout]]:
    """The grids that are tables of a ladder, each with its layout; told of the others. Raises NoLadderError."""
    tables: list[tuple[CellGrid, Layout]] = []
    for grid in with_headings(grids):
        layout = find_layout([cells for _, cells in grid.rows], mapping)
        parts = split_tables(grid, layout) if layout else [grid]
        for part in parts:
            if is_pay(part):
                line = (
                    f"the table of {part.noun} {part.rows[0][0]} holds pay, which the roles of a ladder have as a row"
                )
                found.unused.append(f"{line}; not used", sum(map(bool, (cell for _, row in part.rows for cell in row))))
            elif (
                layout_of_part := layout
                if part.rows is grid.rows
                else find_layout([cells for _, cells in part.rows], mapping)
            ):
                tables.append((part, layout_of_part))
            elif part.rows:
                line = f"the table of {part.noun} {part.rows[0][0]} holds no roles with their skills"
                found.unused.append(
                    f"{line}; not used", sum(map(bool, (cell for _, cells in part.rows for cell in cells)))
                )
    return tables
