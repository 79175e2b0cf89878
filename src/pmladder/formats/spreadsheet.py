"""Reads the rows of a spreadsheet (CSV or Excel workbook) from its bytes, as texts, with remarks about the reading.

Of a workbook, only saved values are read. Nothing is computed.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.parsers import expat

from pmladder.errors import InputError, Problem
from pmladder.formats.limits import BOM, check_characters
from pmladder.text import did_you_mean, first_quoted, plural, repr_quoted

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
ROWS, COLUMNS, CELLS = 100_000, 16_384, 1_000_000
"""The most of one sheet: non-blank rows, columns (no spreadsheet program has more), and cells."""

_SAMPLE = 50
_MOST_BROKEN = 20
_NO_CSV = "too many rows are not CSV; save it as CSV again"
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_GUARDED = re.compile("'(?='*[=+\\-@\t\r\n＝＋－＠])")
"""The apostrophe before a text that a spreadsheet would run as a formula."""
_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "is an old Excel workbook (.xls)"),
    (b"%PDF", "is a PDF document"),
    (b"\xff\xfe\x00\x00", "is text in UTF-32"),
    (b"\x00\x00\xfe\xff", "is text in UTF-32"),
)
_UNPACKED = 16 * 1024 * 1024
_WORK = 500_000
"""The most XML elements for the reader. A part counts each time it is opened."""
_WEIGHTS = {"worksheet": 1, "sst": 2}
"""The weight of an element by its part: elements of formats and names are the slowest to read."""
_WEIGHT = 10
_LONGEST = 2_000
"""The most characters of an attribute, such as a number format. Excel allows 255 in most."""
_HEAVY = f"is too large a workbook: only about {_WORK // 8:,} cells are read of one; save the sheet as CSV"
_UNREADABLE = "is no Excel workbook that can be read; save it again, or save the sheet as CSV"
_AGAIN = "a part of it would be lost; open the workbook in a spreadsheet program and save it again"
_NOT_COMPUTED = "is a formula without a saved value; open the workbook and save it"
_CELL = re.compile("([A-Z]{1,3})[0-9]{1,7}")
_ROW = re.compile("[0-9]{1,7}")
_LOWEST = 1_048_576
_TEXT_FILES = {"yaml": "YAML", "yml": "YAML", "json": "JSON"}


class SheetRow(NamedTuple):
    """One row: its number in the spreadsheet, from 1, and its cells."""

    number: int
    cells: list[str]


class Sheet(NamedTuple):
    """The non-blank rows of a sheet. `how` says how it was read, `broken` which parts could not be read."""

    file: str
    how: str
    rows: list[SheetRow]
    broken: list[str]


def read_sheet(data: bytes, file: str, sheet: str | None = None) -> Sheet:
    """The rows of a CSV file or an Excel workbook from its bytes and name.

    Raises InputError when it cannot be read.
    """
    suffix = file.rpartition(".")[2].lower()
    if suffix in _TEXT_FILES:
        what = f"is {_TEXT_FILES[suffix]}, not a spreadsheet; a catalogue needs no import, another file has to be CSV"
        raise InputError(file, [Problem((), "", what)])
    for mark, kind in _OTHER_KINDS:
        if data.startswith(mark):
            raise InputError(file, [Problem((), "", f"{kind}; save it as CSV in UTF-8, or as .xlsx")])
    if data.startswith(b"PK\x03\x04"):
        (name, *others), rows, broken = _workbook(data, file, sheet)
        how = f"an Excel workbook, sheet {repr_quoted(name)}"
        if others:
            how += f"; not read: {plural(len(others), 'sheet')}, {first_quoted(others)} (--sheet NAME reads another)"
        return Sheet(file, how, _filled(rows, file), broken)
    text, encoding = decoded_table(data, file)
    if sheet is not None:
        raise InputError(file, [Problem((), "", "is text and has no sheets; leave --sheet out")])
    check_characters(without_separators(text), file)
    return csv_sheet(text, encoding, file)


def without_separators(text: str) -> str:
    """`text` with spaces for Unicode's separators of lines and paragraphs, which word processors leave in texts."""
    return text.replace("\u2028", " ").replace("\u2029", " ")


def decoded_table(data: bytes, file: str) -> tuple[str, str]:
    """The text of a table, and the name of its encoding. Any characters are allowed. Raises InputError."""
    for encoding, name in _encodings(data):
        try:
            return data.decode(encoding).removeprefix(BOM), name
        except UnicodeDecodeError:
            continue
    raise InputError(file, [Problem((), "", "is no text in UTF-8, UTF-16 or Windows-1252; save it as CSV in UTF-8")])


def _encodings(data: bytes) -> Iterator[tuple[str, str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16", "UTF-16"
        return
    # Without a mark, UTF-16 of mostly ASCII characters shows by where its zero bytes are.
    zeros = {index % 2 for index, byte in enumerate(data[:64]) if byte == 0}
    if len(zeros) == 1:
        yield ("utf-16-be", "UTF-16") if zeros == {0} else ("utf-16-le", "UTF-16")
    marked = data.startswith(b"\xef\xbb\xbf")
    yield "utf-8", "UTF-8 with a byte order mark" if marked else "UTF-8"
    yield "cp1252", "Windows-1252, for it is not UTF-8 (check letters with accents)"


def csv_sheet(text: str, encoding: str, file: str, by_line: bool = False) -> Sheet:
    """The rows of a CSV text, numbered as in an editor (`by_line`) or as in a spreadsheet.

    Raises InputError if it is not CSV, or too large.
    """
    before = 0
    if separator := _SEPARATOR_LINE.match(text):
        delimiter, before = separator[1], 1
        text = text[separator.end() :]
    else:
        delimiter = delimiter_of(text)
    broken: list[str] = []
    rows = _filled(_rows(text, delimiter, before, broken, file, by_line), file)
    for row in rows:
        row.cells[:] = [_GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell for cell in row.cells]
    return Sheet(file, f"CSV in {encoding}, separated by {DELIMITERS[delimiter]}", rows, broken)


def delimiter_of(text: str) -> str:
    """The delimiter that splits most of the first rows into the same number of cells, at least two."""

    def regular(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[: 1 << 18], newline=""), delimiter=delimiter, skipinitialspace=True)
        widths: Counter[int] = Counter()
        with contextlib.suppress(csv.Error):
            widths.update(len(row) for row, _ in zip(reader, range(_SAMPLE), strict=False) if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=regular)


def _rows(text: str, delimiter: str, before: int, broken: list[str], file: str, by_line: bool) -> Iterator[SheetRow]:
    """Every row, also blank ones. A row that is not CSV is noted in `broken`, and reading continues after its first
    line.
    """
    lines = _Lines(text)
    number, cells = before, 0
    while True:
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
        try:
            while True:
                lines.mark()
                row = next(reader, None)
                if row is None:
                    return
                number, cells = number + 1, cells + len(row)
                if cells > CELLS or len(row) > COLUMNS:
                    raise too_much(file)
                yield SheetRow(lines.marked + before + 1 if by_line else number, row)
        except csv.Error as error:
            number += 1
            lines.back_behind_mark()
            line = lines.read + before
            broken.append(f"row {number} (line {line}): {_csv_problem(str(error))}; the line is not read")
            if len(broken) > _MOST_BROKEN:
                problems = [Problem((), "", what) for what in [*broken, _NO_CSV]]
                raise InputError(file, problems) from None


class _Lines:
    """The lines of a text, read one by one. Reading can go back to the line after a mark."""

    def __init__(self, text: str) -> None:
        self._text = io.StringIO(text, newline="")
        self._place = 0
        self.marked = self.read = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.read += 1
        return line

    def mark(self) -> None:
        """Mark the present place."""
        self._place, self.marked = self._text.tell(), self.read

    def back_behind_mark(self) -> None:
        """Go back to the mark, and skip one line."""
        self._text.seek(self._place)
        self._text.readline()
        self.read = self.marked + 1


def _csv_problem(error: str) -> str:
    if "field limit" in error:
        return "a cell has more than 131,072 characters, or a quote in it is never closed"
    if "unexpected end" in error:
        return "a quote is opened and never closed"
    if "expected after" in error:
        return "a quote ends within a cell; write a quote inside of quotes twice"
    return f"this is not CSV ({error})"


def _filled(rows: Iterator[SheetRow], file: str) -> list[SheetRow]:
    """The non-blank rows, with stripped cells. Raises InputError for too many."""
    filled: list[SheetRow] = []
    for number, cells in rows:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            if len(filled) == ROWS:
                raise too_much(file)
            filled.append(SheetRow(number, stripped))
    return filled


def too_much(file: str) -> InputError:
    """The message about a sheet that is too large."""
    most = f"{ROWS:,} rows, {COLUMNS:,} columns or {CELLS:,} cells"
    return InputError(file, [Problem((), "", f"has more than {most}; split it")])


def _workbook(data: bytes, file: str, sheet: str | None) -> tuple[list[str], Iterator[SheetRow], list[str]]:
    """The names of the sheets (the one that is read comes first), the rows, and the formulas without a saved value.

    The first sheet is read, or the wanted one. Raises InputError if this is no such workbook, or it is too large.
    """
    from openpyxl.reader.excel import ExcelReader

    try:
        with _Archive(data, file) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            reader.archive = archive
            reader.read()
            names, rows = _cells_of(reader.wb, file, sheet)
            # The part that was opened last is the sheet.
            return names, iter(rows), archive.latest.without_value
    except InputError:
        raise
    except Exception:
        # A damaged workbook can make the reader fail with any error.
        raise _refused(file, _UNREADABLE) from None


def _refused(file: str, what: str) -> InputError:
    return InputError(file, [Problem((), "", what)])


class _Part(NamedTuple):
    """Facts about a part before it is read: how much work it is, and which formulas have no saved value."""

    work: int
    without_value: list[str]


class _Archive(zipfile.ZipFile):
    """The parts of a workbook. Each part is checked before it is read, and only parts that are read are unpacked."""

    def __init__(self, data: bytes, file: str) -> None:
        super().__init__(io.BytesIO(data))
        self._file = file
        self._left = _WORK
        self._known: dict[str, _Part] = {}
        self.latest = _Part(0, [])
        if sum(member.file_size for member in self.infolist()) > _UNPACKED:
            raise _refused(file, f"unpacks to more than {_UNPACKED // 1024 // 1024} MiB; save the sheet as CSV")

    def open(self, name: Any, *_: Any, **__: Any) -> Any:
        """The content of a part. Raises InputError if it is more work than the limit still allows."""
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
    """Check a part and return its work. Raises InputError if it is more than `most`, or not as spreadsheet programs
    write it.
    """
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
            column = _column_number(attributes["r"]) if "r" in attributes else column + 1
            if column <= before:
                raise _refused(file, f"has repeated or unordered cells in row {row}; {_AGAIN}")
        elif name == "row":
            before, column = row, 0
            row = _row_number(attributes["r"]) if "r" in attributes else row + 1
            if row <= before:
                raise _refused(file, f"has repeated or unordered rows after row {before}; {_AGAIN}")
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
    # The reader does not parse a part that is no XML, such as a picture, or it fails at the same place.
    with contextlib.suppress(expat.ExpatError):
        parser.Parse(content, True)
    return _Part(work + 1, without_value)


def _cells_of(book: Any, file: str, sheet: str | None) -> tuple[list[str], list[SheetRow]]:
    names = [page.title for page in book.worksheets]
    if not names:
        raise _refused(file, "has no sheet with cells")
    if sheet is not None and sheet not in names:
        hint = did_you_mean(sheet, names) or f"; there are {', '.join(map(repr_quoted, names[:10]))}"
        raise _refused(file, f"has no sheet {repr_quoted(sheet)}{hint}")
    page = book[sheet or names[0]]
    # The size that the file states may be wrong, and rows would be filled up to it.
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
            rows.append(SheetRow(number, [_cell_text(value) for value in row]))
    return [page.title, *(name for name in names if name != page.title)], rows


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _column_number(cell: str) -> int:
    """The column number of a cell name such as `C12`; 0 if it is none."""
    column = 0
    for letter in found[1] if (found := _CELL.fullmatch(cell)) else "":
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def _row_number(number: str) -> int:
    """The row number in this text; 0 if no sheet has such a row."""
    return row if _ROW.fullmatch(number) and (row := int(number)) <= _LOWEST else 0
