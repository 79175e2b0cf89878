"""A grid of cells, the common form of every table, made plain: merged cells filled, headings and sums set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pmladder.imports.ladder.headers import Layout, are_kinds_of_columns, folded_header, is_told_of_roles
from pmladder.imports.ladder.told import Told
from pmladder.text import first_quoted, folded, plural, repr_quoted

Row = tuple[int, list[str]]
"""The number of a row, and its cells."""


class CellGrid(NamedTuple):
    """The rows of one table that are not blank.

    `heading` is what it stands under in a document, `above` the heading over that where it tells
    jobs apart; `noun` and `across` are what its rows and columns are called.
    """

    rows: list[Row]
    heading: str = ""
    noun: str = "row"
    across: str = "column"
    above: str = ""

    def turned(self) -> CellGrid:
        """The same cells, with the rows as columns."""
        width = max((len(cells) for _, cells in self.rows), default=0)
        columns = [
            (number + 1, [cells[number] if number < len(cells) else "" for _, cells in self.rows])
            for number in range(width)
        ]
        return self._replace(rows=columns, noun=self.across, across=self.noun)


_LINE = re.compile(r":?-+:?")
_SUMS = frozenset(
    (
        "total",
        "totals",
        "sum",
        "sums",
        "grand total",
        "subtotal",
        "sub total",
        "average",
        "mean",
        "summe",
        "gesamt",
        "somme",
        "suma",
        "totale",
        "soma",
    )
)
_MERGED = (("role", "title"), ("family",), ("family_group",), ("skill", "skill_name"))
_MERGED_WIDE = (("category", "category_name"),)
"""The fields that may be in merged cells, those that name one thing together."""
_LEVELS = ("level", "level_number")
_SKILLS = ("skill", "skill_name")


class Tidy(NamedTuple):
    """The rows below the header, the fields of their columns, and what was made plain."""

    rows: list[Row]
    fields: tuple[str | None, ...]
    remarks: Told
    unused: Told


def tidied(rows: Sequence[Row], layout: Layout, grid: CellGrid) -> Tidy:
    """The rows below the header of `layout`, made plain; every change is told."""
    remarks, unused = Told(), Told()
    wide = layout.kind == "wide"
    kept: list[Row] = []
    for number, cells in rows:
        if "--" in "".join(cells) and all(_LINE.fullmatch(cell) for cell in cells if cell):
            remarks.append(f"{grid.noun} {number}: is a line of dashes and left out")
        elif wide and "texts" in layout.fields and are_kinds_of_columns(cells):
            remarks.append(f"{grid.noun} {number}: says which columns hold levels and which hold texts")
        elif wide and folded_header(_skill(cells, layout.fields)) in _SUMS:
            named = repr_quoted(_skill(cells, layout.fields))
            unused.append(
                f"{grid.noun} {number}: {named} is taken for a sum of those above, not for a skill",
                sum(map(bool, cells)) - 1,
            )
        else:
            kept.append((number, cells))
    levels = [column for column, field in enumerate(layout.fields) if field in _LEVELS]
    for names in _MERGED_WIDE if wide else _MERGED:
        columns = [column for column, field in enumerate(layout.fields) if field in names]
        kept = _filled(kept, columns, levels, remarks) if columns and kept else kept
    if wide and kept and not {"category", "category_name"} & set(layout.fields):
        kept, fields = _under_headings(kept, layout, remarks)
        return Tidy(kept, fields, remarks, unused)
    return Tidy(kept, layout.fields, remarks, unused)


def _skill(cells: Sequence[str], fields: Sequence[str | None]) -> str:
    return next((cell for cell, field in zip(cells, fields, strict=False) if field in _SKILLS and cell), "")


def _stands_alone(cells: Sequence[str], layout: Layout) -> bool:
    skill = _skill(cells, layout.fields)
    return sum(map(bool, cells)) == 1 and bool(skill) and not is_told_of_roles(skill)


def _filled(rows: list[Row], columns: Sequence[int], levels: Sequence[int], remarks: Told) -> list[Row]:
    """The rows with the cells that were merged: what these columns say stands once, on top of those it is for.

    A row of a long table that has no level is about a role alone, and blank for another reason.
    """
    named = [tuple(row[column] if column < len(row) else "" for column in columns) for _, row in rows]
    written = [tuple(map(folded, cells)) for cells in named if any(cells)]
    blank = [row for (_, row), cells in zip(rows, named, strict=True) if not any(cells)]
    if not any(named[0]) or not blank or len(set(written)) < len(written):
        return rows
    if levels and not all(any(column < len(row) and row[column] for column in levels) for row in blank):
        return rows
    above = named[0]
    filled = []
    for (number, row), cells in zip(rows, named, strict=True):
        above = cells if any(cells) else above
        full = [*row, *([""] * (max(columns) + 1 - len(row)))]
        for column, cell in zip(columns, above, strict=True):
            full[column] = cell
        filled.append((number, full))
    where = " and ".join(f"column {column + 1}" for column in columns)
    remarks.append(f"{where}: {plural(len(blank), 'blank cell')} taken for merged, the text above stands for it")
    return filled


def _under_headings(rows: list[Row], layout: Layout, remarks: Told) -> tuple[list[Row], tuple[str | None, ...]]:
    """The rows with the heading that each stands under as its category, in a column more; as they are without any.

    A heading stands alone in its row, and rows with levels follow. The first row has to be one: without that, a
    row that stands alone is a skill that no role asks for.
    """
    alone = [_stands_alone(cells, layout) for _, cells in rows]
    heads = [is_alone and not after for is_alone, after in zip(alone, [*alone[1:], True], strict=True)]
    if not heads[0]:
        return rows, layout.fields
    width = max(len(layout.fields), *(len(cells) for _, cells in rows))
    found: list[str] = []
    kept: list[Row] = []
    for (number, cells), is_head in zip(rows, heads, strict=True):
        if is_head:
            found.append(_skill(cells, layout.fields))
        else:
            kept.append((number, [*cells, *([""] * (width - len(cells))), found[-1]]))
    taken = f"{plural(len(found), 'row')} with no level taken for headings, and so for categories"
    remarks.append(f"{taken}: {first_quoted(found)}")
    return kept, (*layout.fields, *([None] * (width - len(layout.fields))), "category")
