"""A data export of LinkedIn on disk: a zip, a folder or one of its tables. Nothing is unpacked, names are data."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing

from pmladder.errors import InputError, Problem
from pmladder.files.bounded import LIMIT, input_name, read_bytes
from pmladder.formats.foreign_text import cleaned
from pmladder.formats.spreadsheet import csv_sheet, decoded_table
from pmladder.imports.career.linkedin import Line, TableText, mended, table_of
from pmladder.text import plural

FILES = {
    name.casefold(): name
    for name in ("Positions.csv", "Profile.csv", "Skills.csv", "Education.csv", "Certifications.csv", "Projects.csv")
}
"""The files of an export that are read, whatever the case of their names."""

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_MEMBERS = 10_000
_TABLE = 1024 * 1024
"""The most bytes that one table may hold, unpacked: ten times what people with long histories have."""
_LINES = 20_000
_HEAD = 1 << 16
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY_MARK = b"PK\x01\x02"
_ENCRYPTED = 0x1
_NONE_OF_THEM = f"is no data export of LinkedIn: it holds none of {', '.join(FILES.values())}"


def is_zip(data: bytes) -> bool:
    """Whether `data` begins as a zip does."""
    return data.startswith(ZIP_MARKS)


def is_table(data: bytes, path: str) -> bool:
    """Whether `data` is a table of an export by its header."""
    try:
        # The header is among the first lines; a cut between two lines leaves no half of a character.
        head = data if len(data) <= _HEAD else data[:_HEAD].rpartition(b"\n")[0]
        text, _ = decoded_table(head, path)
        sheet = csv_sheet(cleaned(text), "", path, by_line=True)
    except InputError:
        return False
    lines = [Line(row.number, row.cells) for row in sheet.rows]
    return table_of(lines, os.path.basename(path).rpartition(".")[0]) is not None


def read_folder(path: str) -> tuple[str, list[TableText], list[str]]:
    """How the export in the folder at `path` was read, its tables, and rows that are no CSV. Raises InputError."""
    found: dict[str, str] = {}
    try:
        with os.scandir(path) as entries:
            for _, entry in zip(range(_MEMBERS), entries, strict=False):
                if (known := FILES.get(entry.name.casefold())) and known not in found:
                    found[known] = entry.path
    except OSError as error:
        reason = error.strerror or "it failed"
        raise _refused(path, f"cannot be listed, {reason.lower()}; check its permissions") from None
    if not found:
        raise _refused(path, f"{_NONE_OF_THEM}; name the folder that has them")
    texts = {name: read_bytes(found[name]) for name in FILES.values() if name in found}
    return (f"a folder, {_listed(texts)}", *_tables(texts, path))


def read_zip(data: bytes, path: str) -> tuple[str, list[TableText], list[str]]:
    """The same for the bytes of a zip."""
    file = input_name(path)
    if data.count(_ENTRY_MARK) > _MEMBERS:
        raise _refused(file, f"is a zip of more than {_MEMBERS:,} files; unpack it, and name the folder")
    try:
        with closing(zipfile.ZipFile(io.BytesIO(data))) as archive:
            texts = dict(_members(archive, file))
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        raise _refused(file, "is a damaged zip; download it again, or unpack it and name the folder") from None
    if not texts:
        raise _refused(file, f"{_NONE_OF_THEM}; if they are in a zip within it, unpack that")
    ordered = {name: texts[name] for name in FILES.values() if name in texts}
    return (f"a zip, {_listed(ordered)}", *_tables(ordered, file))


def read_table(data: bytes, path: str) -> tuple[str, list[TableText], list[str]]:
    """The same for the bytes of one table."""
    file = input_name(path)
    if data.lstrip()[:1] in (b"{", b"["):
        raise _refused(file, "is JSON, not a LinkedIn data export")
    name = os.path.basename(file)
    tables, broken = _tables({name: data}, file)
    known = table_of(tables[0].lines, name.rpartition(".")[0])
    if known is None:
        raise _refused(file, "has none of the headers of a LinkedIn export")
    return f"one table, {known[0]}", tables, broken


def check_size(path: str) -> None:
    """Raises InputError, with what to do, for a file of more bytes than are read."""
    try:
        too_large = os.path.isfile(path) and os.path.getsize(path) > LIMIT
    except (OSError, ValueError):
        return
    if too_large and path.casefold().endswith(".zip"):
        most = f"{LIMIT // 1024 // 1024} MiB"
        raise _refused(path, f"is a zip of more than {most}, the most that is read; unpack it, and name the folder")


def _members(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[str, bytes]]:
    """The known files of a zip. Where a name is there twice, the one that lies highest counts, then the first."""
    found: dict[str, zipfile.ZipInfo] = {}
    for member in sorted(archive.infolist(), key=lambda info: info.filename.count("/")):
        name = member.filename.replace("\\", "/").rpartition("/")[2]
        if (known := FILES.get(name.casefold())) and known not in found:
            found[known] = member
    for name, member in found.items():
        if member.flag_bits & _ENCRYPTED:
            raise _refused(file, f"{name} in it is locked with a password; unpack it, and name the folder")
        if member.compress_type not in _PLAIN_METHODS:
            raise _refused(file, f"{name} in it is packed in an unusual way; unpack it, and name the folder")
        with archive.open(member) as packed:
            yield name, packed.read(_TABLE + 1)


def _tables(texts: Mapping[str, bytes], file: str) -> tuple[list[TableText], list[str]]:
    tables: list[TableText] = []
    broken: list[str] = []
    for name, data in texts.items():
        where = name if name != os.path.basename(file) else ""
        if len(data) > _TABLE or max(data.count(b"\n"), data.count(b"\r")) > _LINES:
            most = f"{_TABLE // 1024 // 1024} MiB or {_LINES:,} lines"
            raise InputError(file, [Problem((), where, f"has more than {most}, the most that is read")])
        try:
            text, encoding = decoded_table(data, name)
            sheet = csv_sheet(mended(cleaned(text), name.rpartition(".")[0]), encoding, name, by_line=True)
        except InputError as error:
            raise InputError(file, [Problem((), where, problem.what) for problem in error.problems]) from None
        tables.append(TableText(name, [Line(row.number, row.cells) for row in sheet.rows]))
        broken.extend(f"{name} {line}" for line in sheet.broken)
    return tables, broken


def _listed(texts: Mapping[str, bytes]) -> str:
    return f"{plural(len(texts), 'table')}: {', '.join(texts)}"


def _refused(file: str, what: str) -> InputError:
    return InputError(file, [Problem((), "", what)])
