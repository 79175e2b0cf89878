"""Excel workbooks (.xlsx) as rows of texts: values only, nothing in them is computed."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from pmladder.errors import InputError, Problem, SurroundingsError
from pmladder.files.spreadsheet import CELLS, SheetRow
from pmladder.text import did_you_mean, repr_quoted

ROWS = 100_000
"""The most rows of one sheet, blank ones counted."""
_UNPACKED = 128 * 1024 * 1024
_MISSING = "to read Excel workbooks, install the extra xlsx: pip install 'pmladder[xlsx]'; or save the sheet as CSV"


def read_workbook(data: bytes, file: str, sheet: str | None) -> tuple[list[str], Iterator[SheetRow], list[str]]:
    """The names of the sheets, that which is read first, its rows, and the formulas that have no value.

    It is the first sheet, or the one asked for.

    Raises InputError when it is no such workbook, SurroundingsError when the reader of workbooks is not installed.
    """
    try:
        openpyxl: Any = import_module("openpyxl")
    except ImportError:
        raise SurroundingsError(_MISSING) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _UNPACKED:
                raise _refused(file, f"unpacks to more than {_UNPACKED // 1024 // 1024} MiB; save the sheet as CSV")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values, formulas = (_cells(openpyxl, data, file, sheet, computed) for computed in (True, False))
            return values[0], iter(_texts(values[1])), _without_value(values[1], formulas[1])
    except InputError:
        raise
    except Exception:
        # A damaged workbook makes the reader fail in any way there is.
        raise _refused(file, "is no Excel workbook that can be read; save it again, or save the sheet as CSV") from None


def _refused(file: str, what: str) -> InputError:
    return InputError(file, [Problem((), "", what)])


def _cells(
    openpyxl: Any, data: bytes, file: str, sheet: str | None, computed: bool
) -> tuple[list[str], list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=computed, keep_links=False)
    names = [page.title for page in book.worksheets]
    if not names:
        raise _refused(file, "has no sheet with cells")
    if sheet is not None and sheet not in names:
        hint = did_you_mean(sheet, names) or f"; there are {', '.join(map(repr_quoted, names[:10]))}"
        raise _refused(file, f"has no sheet {repr_quoted(sheet)}{hint}")
    page = book[sheet or names[0]]
    # What the file says of its own size may be wrong, and rows would be filled up to it.
    page.reset_dimensions()
    rows: list[list[Any]] = []
    cells = 0
    for row in page.iter_rows(values_only=True):
        cells += len(row)
        if len(rows) >= ROWS or cells > CELLS:
            raise _refused(file, f"has more than {ROWS:,} rows or {CELLS:,} cells; split it")
        rows.append(list(row))
    return [page.title, *(name for name in names if name != page.title)], rows


def _texts(rows: list[list[Any]]) -> list[SheetRow]:
    return [SheetRow(number, [_text(value) for value in row]) for number, row in enumerate(rows, 1)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _without_value(values: list[list[Any]], formulas: list[list[Any]]) -> list[str]:
    """Formulas whose value was never saved, for nothing here computes them."""
    return [
        f"row {number}, column {column}: is a formula without a saved value; open the workbook and save it"
        for number, (row, written) in enumerate(zip(values, formulas, strict=False), 1)
        for column, (value, formula) in enumerate(zip(row, written, strict=False), 1)
        if value is None and formula is not None
    ]
