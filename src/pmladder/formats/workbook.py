"""Excel workbooks (.xlsx) as rows of texts: values only, nothing in them is computed."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.parsers import expat

from pmladder.errors import InputError, Problem
from pmladder.formats.spreadsheet import CELLS, ROWS, SheetRow, too_much
from pmladder.text import did_you_mean, repr_quoted

_UNPACKED = 16 * 1024 * 1024
_WORK = 500_000
"""The most XML elements that the reader may be given, each part counted as often as it opens it."""
_WEIGHTS = {"worksheet": 1, "sst": 2}
"""How much an element counts by the part that it is in: those of formats and names cost the reader most."""
_WEIGHT = 10
_LONGEST = 2_000
"""Characters of an attribute, such as the format of a number; Excel allows 255 in most."""
_HEAVY = f"is too large a workbook: only about {_WORK // 8:,} cells are read of one; save the sheet as CSV"
_UNREADABLE = "is no Excel workbook that can be read; save it again, or save the sheet as CSV"
_AGAIN = "a part of it would be lost; open the workbook in a spreadsheet program and save it again"
_NOT_COMPUTED = "is a formula without a saved value; open the workbook and save it"
_CELL = re.compile("([A-Z]{1,3})[0-9]{1,7}")
_ROW = re.compile("[0-9]{1,7}")
_LOWEST = 1_048_576


def read_workbook(data: bytes, file: str, sheet: str | None) -> tuple[list[str], Iterator[SheetRow], list[str]]:
    """The names of the sheets, that which is read first, its rows, and the formulas that have no value.

    It is the first sheet, or the one asked for. Raises InputError when it is no such workbook, or too much of one.
    """
    from openpyxl.reader.excel import ExcelReader

    try:
        with _Archive(data, file) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            reader.archive = archive
            reader.read()
            names, rows = _rows(reader.wb, file, sheet)
            # The sheet is the part that was opened last.
            return names, iter(rows), archive.latest.without_value
    except InputError:
        raise
    except Exception:
        # A damaged workbook makes the reader fail in any way there is.
        raise _refused(file, _UNREADABLE) from None


def _refused(file: str, what: str) -> InputError:
    return InputError(file, [Problem((), "", what)])


class _Part(NamedTuple):
    """What is known of a part before the reader sees it: how much work it is, and which formulas have no value."""

    work: int
    without_value: list[str]


class _Archive(zipfile.ZipFile):
    """The parts of a workbook, each looked through before it is handed out, and no more of them than is read."""

    def __init__(self, data: bytes, file: str) -> None:
        super().__init__(io.BytesIO(data))
        self._file = file
        self._left = _WORK
        self._known: dict[str, _Part] = {}
        self.latest = _Part(0, [])
        if sum(member.file_size for member in self.infolist()) > _UNPACKED:
            raise _refused(file, f"unpacks to more than {_UNPACKED // 1024 // 1024} MiB; save the sheet as CSV")

    def open(self, name: Any, *_: Any, **__: Any) -> Any:
        """The content of a part. Raises InputError when it is more work than is left."""
        called = name if isinstance(name, str) else name.filename
        with super().open(name) as opened:
            content = opened.read()
        if called not in self._known:
            self._known[called] = _looked_through(content, self._left, self._file)
        self.latest = self._known[called]
        self._left -= self.latest.work
        if self._left < 0:
            raise _refused(self._file, _HEAVY)
        return io.BytesIO(content)


def _looked_through(content: bytes, most: int, file: str) -> _Part:
    """How much work a part is. Raises InputError when it is more than `most`, or what no spreadsheet program writes."""
    parser = expat.ParserCreate()
    work = weight = row = column = 0
    has_formula = has_value = False
    without_value: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal work, weight, row, column, has_formula, has_value
        name = name.rpartition(":")[2]
        weight = weight or _WEIGHTS.get(name, _WEIGHT)
        work += weight
        if work > most or any(len(text) > _LONGEST for text in attributes.values()):
            raise _refused(file, _HEAVY)
        if name == "c":
            before, has_formula, has_value = column, False, False
            column = _column(attributes["r"]) if "r" in attributes else column + 1
            if column <= before:
                raise _refused(file, f"has a cell of row {row} twice, or in no order; {_AGAIN}")
        elif name == "row":
            before, column = row, 0
            row = _row(attributes["r"]) if "r" in attributes else row + 1
            if row <= before:
                raise _refused(file, f"has rows twice, or in no order, behind row {before}; {_AGAIN}")
        elif name == "f":
            has_formula = True
        elif name == "v" and has_formula:
            parser.CharacterDataHandler = value

    def value(_: str) -> None:
        nonlocal has_value
        has_value = True

    def end(name: str) -> None:
        parser.CharacterDataHandler = None
        if has_formula and not has_value and name.rpartition(":")[2] == "c":
            without_value.append(f"row {row}, column {column}: {_NOT_COMPUTED}")

    def refuse(*_: object) -> None:
        raise _refused(file, _UNREADABLE)

    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, refuse
    # What is no XML, such as a picture, the reader does not parse either, or it fails at the same place.
    with contextlib.suppress(expat.ExpatError):
        parser.Parse(content, True)
    return _Part(work + 1, without_value)


def _rows(book: Any, file: str, sheet: str | None) -> tuple[list[str], list[SheetRow]]:
    names = [page.title for page in book.worksheets]
    if not names:
        raise _refused(file, "has no sheet with cells")
    if sheet is not None and sheet not in names:
        hint = did_you_mean(sheet, names) or f"; there are {', '.join(map(repr_quoted, names[:10]))}"
        raise _refused(file, f"has no sheet {repr_quoted(sheet)}{hint}")
    page = book[sheet or names[0]]
    # What the file says of its own size may be wrong, and rows would be filled up to it.
    page.reset_dimensions()
    rows: list[SheetRow] = []
    cells = 0
    for number, row in enumerate(page.iter_rows(values_only=True), 1):
        cells += len(row)
        if cells > CELLS:
            raise too_much(file)
        if any(value is not None for value in row):
            if len(rows) == ROWS:
                raise too_much(file)
            rows.append(SheetRow(number, [_text(value) for value in row]))
    return [page.title, *(name for name in names if name != page.title)], rows


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _column(cell: str) -> int:
    """The number of the column that a cell such as `C12` names; 0 for what names none."""
    column = 0
    for letter in found[1] if (found := _CELL.fullmatch(cell)) else "":
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def _row(number: str) -> int:
    """The row of this number; 0 for one that no sheet has."""
    return row if _ROW.fullmatch(number) and (row := int(number)) <= _LOWEST else 0
