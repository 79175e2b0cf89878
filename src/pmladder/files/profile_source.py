"""The source of `profile import`: a résumé, a LinkedIn data export or a profile, recognised by its content."""

from __future__ import annotations

import os
import re
from typing import Any, Literal, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.files.bounded import input_name, read_bytes
from pmladder.files.extras import missing
from pmladder.files.linkedin_export import FILES, check_size, is_table, is_zip, read_folder, read_table, read_zip
from pmladder.formats.foreign_text import cleaned, cleaned_json, plain_json
from pmladder.formats.pdf_docx import EXTRA, DocumentLines, is_docx, is_pdf, read_docx, read_pdf
from pmladder.formats.profile_reader import read_profile_text
from pmladder.formats.spreadsheet import decoded_table
from pmladder.formats.structured import parse_listed
from pmladder.formats.xml_values import parse_xml
from pmladder.imports.career.document import read_document
from pmladder.imports.career.found import Found, Unread
from pmladder.imports.career.linkedin import TableText, read_linkedin
from pmladder.imports.career.shapes import careers_in, is_career, read_values
from pmladder.profile.models import Profile

SourceKind = Literal["resume", "linkedin", "document", "profile"]
_PROFILE = "a profile of pmladder"

_SUFFIXES = (".json", ".yaml", ".yml")
_PLAIN_TEXTS = (".txt", ".md", ".markdown")
_DOCUMENTS = ((b"{\\rtf", "a document in RTF"), (b"\xd0\xcf\x11\xe0", "an old Office document"))
_WEB_PAGE = re.compile(rb"[\xef\xbb\xbf\s]*<(?:!doctype html|html)", re.IGNORECASE)
_OFFICE = (b"[Content_Types].xml", b"META-INF/manifest.xml", b"mimetypeapplication/")
_INSTEAD = (
    "pmladder reads a résumé in JSON, YAML, Europass XML, PDF or DOCX, a LinkedIn data export, or a profile; "
    "`pmladder profile new` begins a profile without one"
)
_TOP = "the list"


class ProfileSource(NamedTuple):
    """The source that was read: its kind, how it was read in words, and its content, which is `found` or `profile`.

    `is_guessed`: titles and dates were found in running text, so a person has to check them.
    """

    file: str
    kind: SourceKind
    how: str
    found: Found | None = None
    profile: Profile | None = None
    is_guessed: bool = False


def read_source(path: str, wanted: SourceKind | None) -> ProfileSource:
    """Read the file or folder at `path` (`-` for standard input), as the kind `wanted` if given.

    Raises InputError if it cannot be read, is of another kind, or if none of its positions can be read.
    """
    file = input_name(path)
    if path != "-" and os.path.isdir(path):
        _check_wanted(file, "a folder", wanted, "linkedin")
        return _linkedin(file, *read_folder(path))
    check_size(path)
    data = read_bytes(path)
    if is_pdf(data) or is_docx(data):
        _check_wanted(file, "a PDF" if is_pdf(data) else "a Word document", wanted, "document")
        try:
            return _document(file, read_pdf(data, file) if is_pdf(data) else read_docx(data, file))
        except ImportError:
            raise missing(EXTRA, f"{file}: to read a {'PDF' if is_pdf(data) else 'Word document'}") from None
    _check_document(data, file)
    if is_zip(data):
        _check_wanted(file, "a zip", wanted, "linkedin")
        return _linkedin(file, *read_zip(data, path))
    if wanted == "linkedin" or (wanted is None and _looks_like_a_table(data, path)):
        return _linkedin(file, *read_table(data, path))
    if wanted == "document" or (wanted is None and path.casefold().endswith(_PLAIN_TEXTS)):
        text, _ = _decoded(data, file)
        return _document(file, DocumentLines("text", cleaned(text).split("\n")))
    return _values(data, path, file, wanted)


def _check_wanted(file: str, what: str, wanted: SourceKind | None, kind: SourceKind) -> None:
    if wanted not in (None, kind):
        raise InputError(file, [Problem((), "", f"is {what}, but --from names another kind; leave out --from")])


def _check_document(data: bytes, file: str) -> None:
    """Raises InputError for kinds of documents that are not supported, although people use them for résumés."""
    kind = next((kind for mark, kind in _DOCUMENTS if data.startswith(mark)), None)
    if _WEB_PAGE.match(data):
        kind = "a web page"
    is_office = is_zip(data) and any(name in data for name in _OFFICE)
    if kind is None and is_office and not any(name.encode() in data for name in FILES.values()):
        kind = "an Office document other than DOCX"
    if kind:
        raise InputError(file, [Problem((), "", f"is {kind}; save it as PDF or DOCX")])


def _looks_like_a_table(data: bytes, path: str) -> bool:
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b"<"):
        return False
    return path.casefold().endswith(".csv") or is_table(data, path)


def _linkedin(file: str, how: str, tables: list[TableText], broken: list[str]) -> ProfileSource:
    found = read_linkedin(tables)
    unread = (*(Unread(*line.split(": ", 1)) for line in broken), *found.unread)
    found = found._replace(unread=unread)
    return ProfileSource(file, "linkedin", f"a LinkedIn data export ({how})", found=_with_positions(found, file))


def _document(file: str, document: DocumentLines) -> ProfileSource:
    found = _with_positions(read_document(document.lines), file)
    return ProfileSource(file, "document", f"a résumé in {document.kind}", found=found, is_guessed=True)


def _values(data: bytes, path: str, file: str, wanted: SourceKind | None) -> ProfileSource:
    """The content of a file of values: a résumé, if its entries look like one, or a profile."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raw, how = parse_xml(data, file), "a résumé in XML"
    else:
        raw, how = _parsed(data, path, file)
    if wanted == "resume" or (wanted is None and is_career(raw)):
        if (several := careers_in(raw)) > 1:
            what = f"holds the careers of {several} people; keep one of them in the file"
            raise InputError(file, [Problem((), "", what)])
        return ProfileSource(file, "resume", how, found=_with_positions(read_values(raw), file))
    text, _ = _decoded(data, file)
    return ProfileSource(file, "profile", _PROFILE, profile=read_profile_text(text, file).profile)


def _with_positions(found: Found, file: str) -> Found:
    """`found`. Raises InputError if entries look like positions but none could be read."""
    if found.jobs or not found.unread_entries:
        return found
    what = (
        f"no position could be read: {'; '.join(found.unread_entries)}; a position has a title (position, title, role) "
        "and dates (startDate and endDate, start and end, or one text)"
    )
    raise InputError(file, [Problem((), "", what)])


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    """The text of a file, and words about its encoding; empty for UTF-8."""
    try:
        text, encoding = decoded_table(data, file)
    except InputError:
        what = "is no text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8"
        raise InputError(file, [Problem((), "", what)]) from None
    return text, "" if encoding == "UTF-8" else f" in {encoding}"


def _parsed(data: bytes, path: str, file: str) -> tuple[Any, str]:
    """The value of a JSON or YAML text, and how it was read."""
    text, encoding = _decoded(data, file)
    plain = plain_json(text) if text.lstrip()[:1] in ("{", "[", "/") else text
    is_json = plain.lstrip()[:1] in ("{", "[")
    clean = cleaned_json(plain) if is_json else cleaned(text)
    try:
        raw: Any = parse_listed(clean, file, _TOP)
    except InputError as error:
        if path == "-" or path.casefold().endswith(_SUFFIXES):
            raise
        # A résumé in plain text should not be reported as YAML with mistakes.
        raise InputError(file, [*error.problems, Problem((), "", _INSTEAD)]) from None
    how = f"a résumé in {'JSON' if is_json else 'YAML'}{encoding}"
    return (raw[_TOP] if list(raw) == [_TOP] else raw), how
