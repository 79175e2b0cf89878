"""From what a file holds to a catalogue in the form of its file: read into what is understood, then made.

Each format gives one of three common forms: grids of cells, nested data, or headed sections.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from pmladder.errors import InputError, Problem
from pmladder.imports.ladder.glossary import apart_from_glossaries, read_glossary
from pmladder.imports.ladder.grid import CellGrid
from pmladder.imports.ladder.headers import NoLadderError, check_mapping
from pmladder.imports.ladder.headings import HeadedPart, read_headings, tables_of
from pmladder.imports.ladder.making import ImportedLadder, LadderReading, make
from pmladder.imports.ladder.table import (
    TableReading,
    about_head,
    find_tables,
    headings_are_families,
    safe_grid,
)
from pmladder.imports.ladder.tree import read_tree
from pmladder.imports.ladder.understood import Understood
from pmladder.text import plural

_ONE_ROW_A_ROLE = "one row for each role"
_KINDS = {"long": "one row for each role and skill", "wide": "skills down, roles across"}
_NO_HEADER = (
    "no row can be a header; name the columns Role, Skill and Level, or Skill and then each role, "
    'or say which is which with --map "Header=field"'
)

SheetRow = tuple[int, list[str]] | tuple[int, list[str], int]
"""The number of a row and its cells; the line that it begins on does not matter here."""


def import_table(
    rows: Sequence[SheetRow],
    mapping: Mapping[str, str],
    scale: Sequence[str] | None,
    file: str,
    broken: Sequence[str] = (),
    partly: bool = False,
) -> ImportedLadder:
    """The catalogue that `rows` (number and cells, none blank) hold; `file` is what messages call it.

    `mapping` says what headers mean, folded; `scale` has the names of the levels, lowest first; `broken` are lines
    on what of the file is no row. Raises InputError when nothing could be read, or, unless it is wanted `partly`,
    less than could not; UsageError for a header in `mapping` that is not there.
    """
    found = Understood()
    found.unread.extend(broken)
    return import_grids([CellGrid([(row[0], row[1]) for row in rows])], found, mapping, scale, file, partly)


def import_grids(
    grids: Sequence[CellGrid],
    found: Understood,
    mapping: Mapping[str, str],
    scale: Sequence[str] | None,
    file: str,
    partly: bool,
) -> ImportedLadder:
    """The catalogue of the ladder that one or more tables hold; the rest as for `import_table`."""
    return make(found, _read_grids(grids, found, mapping, file), scale, file, partly)


def _read_grids(grids: Sequence[CellGrid], found: Understood, mapping: Mapping[str, str], file: str) -> LadderReading:
    safe = [safe_grid(grid, found) for grid in grids]
    try:
        of_ladder, glossaries = apart_from_glossaries(safe, mapping)
        tables = find_tables(of_ladder, mapping, found)
    except NoLadderError as reason:
        raise InputError(file, [Problem((), "", str(reason))]) from None
    if not tables:
        raise InputError(file, [Problem((), "", what) for what in (*found.unread, _NO_HEADER)])
    check_mapping((grid.rows[layout.header][1] for grid, layout in tables), mapping)
    families = headings_are_families(tables)
    for grid, layout in tables:
        found.remarks.extend(about_head(grid, layout))
        TableReading(grid, layout, found, grid.above or (grid.heading if families else "")).read()
    for grid in glossaries:
        read_glossary(grid, found)
    kinds = {layout.kind for _, layout in tables}
    shapes = sorted(
        {_KINDS[layout.kind] if layout.has_skills else _ONE_ROW_A_ROLE for _, layout in tables}, reverse=True
    )
    return LadderReading(
        " and ".join(shapes),
        sorted_by_title=any(layout.sorted_by_title for _, layout in tables),
        roles_alone="long" in kinds,
    )


def import_nested(
    raw: Any, scale: Sequence[str] | None, file: str, partly: bool = False, found: Understood | None = None
) -> ImportedLadder:
    """The catalogue of the ladder that nested data hold: mappings and lists of any make.

    Raises InputError when it is no such ladder, or a catalogue already.
    """
    found = found or Understood()
    try:
        read = read_tree(raw, found)
    except NoLadderError as reason:
        raise _refused(file, found, str(reason)) from None
    if isinstance(read, CellGrid):
        return import_grids([read], found, {}, scale, file, partly)
    return make(found, read, scale, file, partly)


def import_documents(
    documents: Sequence[HeadedPart],
    found: Understood,
    mapping: Mapping[str, str],
    scale: Sequence[str] | None,
    file: str,
    partly: bool,
) -> ImportedLadder:
    """The catalogue of the ladder in documents: in their tables, if those are of a ladder, else in their headings."""
    tables = tables_of(documents)
    layouts = []
    with contextlib.suppress(NoLadderError):
        of_ladder, _ = apart_from_glossaries([safe_grid(grid, Understood()) for grid in tables], mapping)
        layouts = [layout for _, layout in find_tables(of_ladder, mapping, Understood())]
    if any(not layout.guessed for layout in layouts) and not _headings_say_more(documents, tables, mapping, file):
        _tell_prose(documents, found)
        return import_grids(tables, found, mapping, scale, file, partly)
    try:
        reading = read_headings(documents, found)
    except NoLadderError as reason:
        if layouts:
            _tell_prose(documents, found)
            return import_grids(tables, found, mapping, scale, file, partly)
        raise _refused(file, found, str(reason)) from None
    if tables:
        cells = sum(len(cells) for grid in tables for _, cells in grid.rows)
        found.unused.append(f"{plural(len(tables), 'table')} beside the headings: not used", cells)
    return make(found, reading, scale, file, partly)


def _headings_say_more(
    documents: Sequence[HeadedPart], tables: Sequence[CellGrid], mapping: Mapping[str, str], file: str
) -> bool:
    """Whether headings, read alone, say of more skills what roles ask than the tables do, which may be overviews."""
    by_tables, by_headings = Understood(), Understood()
    try:
        _read_grids(tables, by_tables, mapping, file)
    except InputError:
        return True
    try:
        read_headings(copy.deepcopy(documents), by_headings)
    except NoLadderError:
        return False
    return len(by_headings.skills) > len(by_tables.skills) and len(_asked(by_headings)) > len(_asked(by_tables))


def _asked(found: Understood) -> set[tuple[Hashable, Hashable]]:
    return {(one.role, one.skill) for one in found.asked}


def _tell_prose(documents: Sequence[HeadedPart], found: Understood) -> None:
    count = sum(len(path[-1].passages) for document in documents for path in document.walk())
    if count:
        found.unused.append(f"{plural(count, 'passage')} beside the tables: not used", count)


def _refused(file: str, found: Understood, why: str) -> InputError:
    return InputError(file, [Problem((), "", what) for what in (*found.unread, why)])
