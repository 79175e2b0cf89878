"""What `profile import` is given: a JSON Resume, a data export of LinkedIn or a profile, told apart by its content."""

from __future__ import annotations

import os
from typing import Any, Literal, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.files.bounded import input_name, read_bytes
from pmladder.files.linkedin_export import (
    check_size,
    is_office_document,
    is_table,
    is_zip,
    read_folder,
    read_table,
    read_zip,
)
from pmladder.formats.foreign_text import cleaned, cleaned_json
from pmladder.formats.limits import decoded
from pmladder.formats.profile_reader import read_profile_text
from pmladder.formats.structured import parse
from pmladder.imports.career.imported import Found, Unread
from pmladder.imports.career.linkedin import TableText, read_linkedin
from pmladder.imports.career.resume import is_resume, read_resume
from pmladder.profile.models import Profile

SourceKind = Literal["json-resume", "linkedin", "profile"]
_WORDS: dict[SourceKind, str] = {
    "json-resume": "a JSON Resume",
    "linkedin": "a LinkedIn data export",
    "profile": "a profile of pmladder",
}

_SUFFIXES = (".json", ".yaml", ".yml")
_DOCUMENTS = ((b"%PDF", "a PDF"), (b"{\\rtf", "a document in RTF"), (b"\xd0\xcf\x11\xe0", "an Office document"))
_INSTEAD = (
    "what can be read is a JSON Resume, a LinkedIn data export or a profile in YAML or JSON; "
    "`pmladder profile new` begins a profile without one"
)


class ProfileSource(NamedTuple):
    """What was read: which kind it is, in words how it was read, and what it says: one of the last two."""

    file: str
    kind: SourceKind
    how: str
    found: Found | None = None
    profile: Profile | None = None


def read_source(path: str, wanted: SourceKind | None) -> ProfileSource:
    """What the file or folder at `path` says (`-` for standard input), read as `wanted` where that is said.

    Raises InputError when it cannot be read, or is none of these.
    """
    file = input_name(path)
    if path != "-" and os.path.isdir(path):
        _check_wanted(file, "a folder", wanted)
        return _linkedin(file, *read_folder(path))
    check_size(path)
    data = read_bytes(path)
    _check_document(data, file)
    if is_zip(data):
        _check_wanted(file, "a zip", wanted)
        return _linkedin(file, *read_zip(data, path))
    if wanted == "linkedin" or (wanted is None and _looks_like_a_table(data, path)):
        return _linkedin(file, *read_table(data, path))
    raw = _parsed(data, path, file)
    if wanted == "json-resume" or (wanted is None and is_resume(raw)):
        return ProfileSource(file, "json-resume", _WORDS["json-resume"], found=read_resume(raw))
    profile = read_profile_text(decoded(data, file), file).profile
    return ProfileSource(file, "profile", _WORDS["profile"], profile=profile)


def _check_wanted(file: str, what: str, wanted: SourceKind | None) -> None:
    if wanted not in (None, "linkedin"):
        raise InputError(file, [Problem((), "", f"is {what}, not {_WORDS[wanted]}; name the file itself")])


def _check_document(data: bytes, file: str) -> None:
    """Raises InputError for the documents that people have their résumés in."""
    kind = next((kind for mark, kind in _DOCUMENTS if data.startswith(mark)), None)
    if kind is None and is_zip(data) and is_office_document(data):
        kind = "an Office document"
    if kind:
        raise InputError(file, [Problem((), "", f"is {kind}; {_INSTEAD}")])


def _looks_like_a_table(data: bytes, path: str) -> bool:
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return False
    return path.casefold().endswith(".csv") or is_table(data, path)


def _linkedin(file: str, how: str, tables: list[TableText], broken: list[str]) -> ProfileSource:
    found = read_linkedin(tables)
    unread = (*(Unread(*line.split(": ", 1)) for line in broken), *found.unread)
    return ProfileSource(file, "linkedin", f"{_WORDS['linkedin']} ({how})", found=found._replace(unread=unread))


def _parsed(data: bytes, path: str, file: str) -> dict[str, Any]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decoded(data, file)
    clean = cleaned_json(text) if text.lstrip()[:1] == "{" else cleaned(text)
    try:
        return parse(clean, file)
    except InputError as error:
        if path == "-" or path.casefold().endswith(_SUFFIXES):
            raise
        # A résumé in plain text is no YAML with a mistake in it.
        raise InputError(file, [*error.problems, Problem((), "", _INSTEAD)]) from None
