"""From a PDF or a Word document to its lines of text. What reads them is an extra, and is imported here alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.formats.foreign_text import cleaned

EXTRA = "documents"
"""The extra of this program that has the readers."""

_MOST_PAGES = 40
_MOST_LINES = 20_000
_MOST_TEXT = 1_000_000
_MOST_UNPACKED = 32 * 1024 * 1024


class DocumentLines(NamedTuple):
    """The lines of a document, from top to bottom, blank ones too, and what kind of document it is, in words."""

    kind: str
    lines: Sequence[str]


def is_pdf(data: bytes) -> bool:
    """Whether `data` begins as a PDF does."""
    return b"%PDF-" in data[:1024]


def is_docx(data: bytes) -> bool:
    """Whether `data` is a zip with the text of a Word document in it."""
    return data.startswith(b"PK\x03\x04") and b"word/document" in data


def read_pdf(data: bytes, file: str) -> DocumentLines:
    """The lines of a PDF. Raises InputError when it has none, or cannot be read, ImportError without a reader."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            text = "\n\n".join(_text_of(document[number]) for number in range(min(len(document), _MOST_PAGES)))
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        what = "is locked with a password; save it without one" if locked else "is a damaged PDF; save it again"
        raise _refused(file, what) from None
    lines = _lines(text)
    if not any(map(str.strip, lines)):
        raise _refused(file, "is a PDF without text, perhaps of pictures; save the résumé as text or DOCX")
    return DocumentLines("PDF", lines)


def _text_of(page: Any) -> str:
    text = page.get_textpage()
    return str(text.get_text_range(0, min(text.count_chars(), _MOST_TEXT // _MOST_PAGES)))


def read_docx(data: bytes, file: str) -> DocumentLines:
    """The same for a Word document; the cells of a table are lines, row by row."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise _refused(file, "is a Word document that is too large; save the text of it alone")
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(islice(_paragraphs(document.iter_inner_content()), _MOST_LINES))
    except InputError:
        raise
    except Exception:
        # The reader tells a damaged document by whatever its parts raise.
        raise _refused(file, "is a damaged Word document; save it again") from None
    lines = _lines(text)
    if not any(map(str.strip, lines)):
        raise _refused(file, "is a Word document without text; save the résumé as text or PDF")
    return DocumentLines("DOCX", lines)


def _paragraphs(blocks: Iterator[Any], depth: int = 0) -> Iterator[str]:
    for block in blocks:
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = {id(cell._tc): cell for cell in row.cells}.values()
                for cell in cells:
                    if depth < 4:
                        yield from _paragraphs(cell.iter_inner_content(), depth + 1)
            yield ""
        else:
            yield from block.text.split("\n")


def _lines(text: str) -> list[str]:
    return [" ".join(line.split(" ")) for line in cleaned(text[:_MOST_TEXT]).split("\n")[:_MOST_LINES]]


def _refused(file: str, what: str) -> InputError:
    return InputError(file, [Problem((), "", what)])
