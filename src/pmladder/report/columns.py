"""Lists of columns, one for each kind of entry that an answer lists: table, Markdown and CSV follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pmladder.report.blocks import Cell, Column, Table, shown
from pmladder.report.ground import Ground


def NUMBER(*_: Any) -> str:  # noqa: N802 - it stands for a value
    """The `value` of a column that counts the entries from 1."""
    return ""


def table_of(columns: Sequence[Column], entries: Iterable[Any], ground: Ground | None = None) -> Table:
    """The table of the columns that have a header."""
    heads = tuple(column for column in columns if column.header is not None)
    rows = (tuple(_cell(column, *numbered, ground) for column in heads) for numbered in enumerate(entries, 1))
    return Table(heads, tuple(rows))


def rows_of(columns: Sequence[Column], entries: Iterable[Any], ground: Ground | None = None) -> list[list[str]]:
    """The rows of a spreadsheet, their header first: the columns that have a key."""
    keyed = [column for column in columns if column.key is not None]
    rows = [[written(_value(column, *numbered, ground)) for column in keyed] for numbered in enumerate(entries, 1)]
    return [[column.key or "" for column in keyed], *rows]


def rows_of_parts(
    keys: Sequence[str], parts: Iterable[tuple[str, Sequence[Column], Iterable[Any]]], ground: Ground | None = None
) -> list[list[str]]:
    """The rows of a spreadsheet with several kinds of entries under the same keys; the first key tells the kind."""
    rows = [["part", *keys]]
    for part, columns, entries in parts:
        head, *found = rows_of(columns, entries, ground)
        rows += [[part, *(dict(zip(head, row, strict=True)).get(key, "") for key in keys)] for row in found]
    return rows


def written(value: Any) -> str:
    """A value as the text of a spreadsheet's cell: yes or no, what is many with semicolons between."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, (tuple, list)) else shown(value)


def _cell(column: Column, number: int, entry: Any, ground: Ground | None) -> Cell:
    found = column.cell(entry, ground) if column.cell else _value(column, number, entry, ground)
    return found if isinstance(found, Cell) else Cell(shown(found))


def _value(column: Column, number: int, entry: Any, ground: Ground | None) -> Any:
    if column.value is NUMBER:
        return number
    return column.value(entry, ground) if column.value else getattr(entry, column.key or "")
