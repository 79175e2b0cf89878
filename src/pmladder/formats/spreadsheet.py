"""From the bytes of a spreadsheet to its rows of texts, with what was found out about the file on the way."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.formats.limits import BOM, check_characters
from pmladder.text import first_quoted, plural, repr_quoted

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
ROWS, CELLS = 100_000, 1_000_000
"""The most rows that hold something, and the most cells, of one sheet: 5,000 roles with 20 skills each."""

_SAMPLE = 50
_MOST_BROKEN = 20
_NO_CSV = "too many rows are no CSV; save it as CSV again"
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_GUARDED = re.compile("'(?='*[=+\\-@\t\r\n＝＋－＠])")
"""The apostrophe that is put before a text that a spreadsheet would run."""
_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "is an old Excel workbook (.xls)"),
    (b"%PDF", "is a PDF document"),
    (b"\xff\xfe\x00\x00", "is text in UTF-32"),
    (b"\x00\x00\xfe\xff", "is text in UTF-32"),
)
_TEXT_FILES = {"yaml": "YAML", "yml": "YAML", "json": "JSON"}


class SheetRow(NamedTuple):
    """One row: its number as a spreadsheet shows it, from 1, and its cells."""

    number: int
    cells: list[str]


class Sheet(NamedTuple):
    """The rows of a sheet that are not blank; `how` says how it was read, `broken` what could not be."""

    file: str
    how: str
    rows: list[SheetRow]
    broken: list[str]


def read_sheet(data: bytes, file: str, sheet: str | None = None) -> Sheet:
    """The rows of a CSV file or an Excel workbook, from its bytes and its name.

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
        from pmladder.formats.workbook import read_workbook

        (name, *others), rows, broken = read_workbook(data, file, sheet)
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
    """The text of a table, and its encoding in words; whatever characters it holds. Raises InputError."""
    for encoding, words in _encodings(data):
        try:
            return data.decode(encoding).removeprefix(BOM), words
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
    """The rows of a CSV text, numbered `by_line` as an editor shows it, or as a spreadsheet does.

    Raises InputError for what is no CSV, or too much of it.
    """
    before = 0
    if said := _SEPARATOR_LINE.match(text):
        delimiter, before = said[1], 1
        text = text[said.end() :]
    else:
        delimiter = _delimiter(text)
    broken: list[str] = []
    rows = _filled(_rows(text, delimiter, before, broken, file, by_line), file)
    for row in rows:
        row.cells[:] = [_GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell for cell in row.cells]
    return Sheet(file, f"CSV in {encoding}, separated by {DELIMITERS[delimiter]}", rows, broken)


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of cells, more than one."""

    def regular(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[: 1 << 18], newline=""), delimiter=delimiter, skipinitialspace=True)
        widths: Counter[int] = Counter()
        with contextlib.suppress(csv.Error):
            widths.update(len(row) for row, _ in zip(reader, range(_SAMPLE), strict=False) if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=regular)


def _rows(text: str, delimiter: str, before: int, broken: list[str], file: str, by_line: bool) -> Iterator[SheetRow]:
    """Every row, blank ones too. One that is no CSV is told in `broken`; reading goes on behind its first line."""
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
                if cells > CELLS:
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
    """The lines of a text, read one by one; reading may go back to the line behind a mark."""

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
        """Mark where reading is."""
        self._place, self.marked = self._text.tell(), self.read

    def back_behind_mark(self) -> None:
        """Go back to the mark, and over one line."""
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
    """The rows that hold something, their cells without spaces around. Raises InputError for too many."""
    filled: list[SheetRow] = []
    for number, cells in rows:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            if len(filled) == ROWS:
                raise too_much(file)
            filled.append(SheetRow(number, stripped))
    return filled


def too_much(file: str) -> InputError:
    """What is said of a sheet that is too large."""
    return InputError(file, [Problem((), "", f"has more than {ROWS:,} rows or {CELLS:,} cells; split it")])
