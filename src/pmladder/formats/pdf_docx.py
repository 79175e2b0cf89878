"""Reads the lines of text of a PDF or a Word document. The libraries for it are an extra, imported only here."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.formats.foreign_text import cleaned

EXTRA = "documents"
"""The extra of this program with these libraries."""

_MOST_PAGES = 40
_MOST_LINES = 20_000
_MOST_TEXT = 1_000_000
_MOST_LETTERS = 120_000
"""The most letters of a PDF: a résumé of forty pages."""
_MOST_EDGES = 100
"""The most left edges of runs of text that are tried as the left edge of a column."""
_FEWEST, _MOST_CROSSING = 0.15, 0.03
"""The smallest share of a page's text for a column, and the largest share that may cross the gap between two."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_UNPACKED = 32 * 1024 * 1024


class DocumentLines(NamedTuple):
    """The lines of a document, from top to bottom, including blank ones, and the kind of the document in words."""

    kind: str
    lines: Sequence[str]


def is_pdf(data: bytes) -> bool:
    """Whether `data` begins as a PDF does."""
    return b"%PDF-" in data[:1024]


def is_docx(data: bytes) -> bool:
    """Whether `data` is a zip with the text of a Word document in it."""
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


def read_pdf(data: bytes, file: str) -> DocumentLines:
    """The lines of a PDF. Raises InputError if it has none or cannot be read, and ImportError without the extra."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            text = "\n\n".join(_pages(document))
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        what = "is locked with a password; save it without a password" if locked else "is a damaged PDF; save it again"
        raise _refused(file, what) from None
    lines = _lines(text)
    if not any(map(str.strip, lines)):
        raise _refused(file, "is a PDF without text, perhaps of pictures; save the résumé as text or DOCX")
    return DocumentLines("PDF", lines)


def _pages(document: Any) -> Iterator[str]:
    left = _MOST_LETTERS
    for number in range(min(len(document), _MOST_PAGES)):
        if left > 0:
            text, letters = _text_of(document[number], left)
            left -= letters
            yield text


class _Box(NamedTuple):
    """A run of text on a page: its left and right edge, its middle and its height, in points from below."""

    left: float
    right: float
    middle: float
    height: float
    text: str


def _text_of(page: Any, most: int) -> tuple[str, int]:
    """The lines of a page in reading order, whatever their order in the file, and the number of letters."""
    text = page.get_textpage()
    letters = min(text.count_chars(), most)
    lines = ("\n".join(_rows(column)) for column in _columns(list(_boxes(text, letters))))
    return "\n\n".join(lines), letters


def _boxes(text: Any, letters: int) -> Iterator[_Box]:
    """The runs of text on a page: letters side by side on one line, without a wide gap."""
    from pypdfium2.raw import FPDFText_GetUnicode

    run: list[str] = []
    left = right = bottom = top = 0.0
    for number in range(letters):
        code = FPDFText_GetUnicode(text, number)
        letter = chr(code) if 0 < code < 0x110000 else " "
        # Line ends and some spaces are not in the file: the library inserts them between letters.
        if letter in "\r\n":
            box = None
        elif letter == " ":
            run.append(letter)
            continue
        else:
            box = text.get_charbox(number, loose=True)
        is_next = box and run and abs(box[1] - bottom) < (top - bottom) / 2 and -1 < box[0] - right < 2 * (top - bottom)
        if run and not is_next:
            yield from _box(run, left, right, bottom, top)
            run = []
        if box is None:
            continue
        if not run:
            left, bottom, _, top = box
        right = box[2]
        run.append(letter)
    yield from _box(run, left, right, bottom, top)


def _box(run: list[str], left: float, right: float, bottom: float, top: float) -> Iterator[_Box]:
    if text := "".join(run).strip():
        yield _Box(left, right, (bottom + top) / 2, top - bottom, text)


def _columns(boxes: list[_Box]) -> list[list[_Box]]:
    """The columns of a page, from left to right.

    There is only one, unless a gap runs through nearly the whole page. A column of dates belongs to the lines beside
    it.
    """
    edges = sorted({round(box.left) for box in boxes})
    for edge in edges[1:_MOST_EDGES]:
        left = [box for box in boxes if box.left < edge - 1]
        right = [box for box in boxes if box.left >= edge - 1]
        crossing = sum(box.right > edge for box in left)
        if min(len(left), len(right)) < _FEWEST * len(boxes) or crossing > _MOST_CROSSING * len(boxes):
            continue
        if not any(_is_of_dates(column) for column in (left, right)):
            return [left, right]
    return [boxes]


def _is_of_dates(column: list[_Box]) -> bool:
    return sum(_YEAR.search(box.text) is not None and len(box.text) < 40 for box in column) * 2 >= len(column)


def _rows(boxes: list[_Box]) -> Iterator[str]:
    """The lines of a column, from top to bottom. A wide gap within a line becomes two spaces, a gap between lines a
    blank line.
    """
    rows: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: -box.middle):
        if rows and abs(rows[-1][0].middle - box.middle) < max(rows[-1][0].height, box.height) / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    for number, row in enumerate(rows):
        row.sort(key=lambda box: box.left)
        if number and rows[number - 1][0].middle - row[0].middle > 2.5 * max(row[0].height, rows[number - 1][0].height):
            yield ""
        line = row[0].text
        for one, other in pairwise(row):
            line += ("  " if other.left - one.right > one.height else " ") + other.text
        yield line


def read_docx(data: bytes, file: str) -> DocumentLines:
    """The same for a Word document. The cells of a table are lines, row by row."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise _refused(file, "is a Word document that is too large; save the text of it alone")
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(islice(_paragraphs(document.element.body), _MOST_LINES))
    except InputError:
        raise
    except Exception:
        # The library can raise almost any error for a damaged document.
        raise _refused(file, "is a damaged Word document; save it again") from None
    lines = _lines(text)
    if not any(map(str.strip, lines)):
        raise _refused(file, "is a Word document without text; save the résumé as text or PDF")
    return DocumentLines("DOCX", lines)


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs in the order of the file, including cells and text boxes, with a blank line before each row."""
    from docx.oxml.ns import qn

    paragraph, row = qn("w:p"), qn("w:tr")
    for element in body.iter(paragraph, row):
        if element.tag == row:
            yield ""
            continue
        # The bullet of a list entry is drawn and is not in the text.
        is_point = str(element.style or "").startswith("List")
        if element.pPr is not None and element.pPr.numPr is not None:
            is_point = True
        yield from (f"• {line}" if is_point else line for line in str(element.text).split("\n"))


def _lines(text: str) -> list[str]:
    return cleaned(text[:_MOST_TEXT]).replace("\xa0", " ").split("\n")[:_MOST_LINES]


def _refused(file: str, what: str) -> InputError:
    return InputError(file, [Problem((), "", what)])
