"""Writes an answer to the target of `-o`, and decides which files may be replaced.

Devices, pipes and open descriptors are written directly. A file is replaced as a whole or not at all, and keeps its
mode and owner. Without `--force`, a file is replaced only if the same command made it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import stat
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from pmladder.errors import PipeClosedError, SurroundingsError
from pmladder.files import system
from pmladder.files.saving import replace_with, unwritten

PATIENCE = 2.0
"""The seconds to wait for a reader of a named pipe."""

STANDARD_OUTPUT = 1
WORKBOOK_MARK = "made by: pmladder"
"""The comment of an archive that is a workbook of ours."""
_STREAMS = {"/dev/stdin": 0, "/dev/stdout": STANDARD_OUTPUT, "/dev/stderr": 2}
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,6})")
_BEGINNING = 1 << 16
_PAUSE = 0.02

_PAGE = re.compile(r"\A<!doctype html>\n<html[^>]*>\n<head>.{,2000}<meta name=\"generator\" content=\"pmladder ", re.S)
_CALENDAR = re.compile(r"\ABEGIN:VCALENDAR\r?\n.{,500}^PRODID:-//pmladder//", re.S | re.M)
_SCHEMA = re.compile(r'\A\{\s*"\$schema":\s*"[^"]*",\s*"\$id":\s*"urn:pmladder:')
_JSON_KIND = re.compile(r'\A\{\s*"schema_version":\s*"[0-9.]+",\s*"kind":\s*("[a-z-]+")')


def open_descriptor(path: str) -> int | None:
    """The number of the open descriptor at `path` (`/dev/stdout`, `/dev/fd/N`); None for any other path."""
    if path in _STREAMS:
        return _STREAMS[path]
    found = _DESCRIPTOR.fullmatch(path)
    return int(found[1]) if found else None


def is_written_through(path: str) -> bool:
    """Whether `path` is written directly and never replaced: a device, a pipe, an open descriptor."""
    if open_descriptor(path) is not None:
        return True
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def write_output(path: str, text: str | bytes, form: str, command: str, *, private: bool, force: bool = False) -> None:
    """Write `text`, the answer of `command`, to `path`.

    A new `private` file is readable only by its owner. Raises SurroundingsError, with nothing changed, if a file exists
    that this command did not make and `force` is false, or if writing fails. Raises PipeClosedError if a reader has
    gone.
    """
    data = text if isinstance(text, bytes) else text.encode()
    try:
        number = open_descriptor(path)
        if number is not None:
            write_through(number, data)
            return
        there = _status(path)
        if there is None or stat.S_ISREG(there.st_mode):
            marked = data if isinstance(text, bytes) else _marked(text, form, command).encode()
            _write_file(path, there, marked, form, private, force)
        elif stat.S_ISSOCK(there.st_mode):
            raise SurroundingsError(f"{path}: is a socket, which nothing is written to; name a file")
        elif stat.S_ISDIR(there.st_mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        else:
            _write_to_node(path, data, is_pipe=stat.S_ISFIFO(there.st_mode))
    except BrokenPipeError as error:
        raise PipeClosedError from error
    except (OSError, ValueError) as error:
        raise unwritten(path, error) from error


def write_through(descriptor: int, data: bytes) -> None:
    """Write all of `data` to an open descriptor. Raises OSError."""
    while data:
        data = data[os.write(descriptor, data) :]


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _write_to_node(path: str, data: bytes, is_pipe: bool) -> None:
    descriptor = _opened_pipe(path) if is_pipe else os.open(path, system.TO_WRITE)
    try:
        system.wait_for_others(descriptor)
        write_through(descriptor, data)
    finally:
        os.close(descriptor)


def _opened_pipe(path: str) -> int:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(path, system.TO_WRITE)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
        if time.monotonic() > until:
            raise SurroundingsError(f"{path}: is a named pipe that nobody reads; begin to read it, then try again")
        time.sleep(_PAUSE)


def _write_file(path: str, there: os.stat_result | None, data: bytes, form: str, private: bool, force: bool) -> None:
    target = Path(os.path.realpath(path))
    if there is None:
        replace_with(target, data, 0o600 if private else None)
        return
    if not force:
        if not _is_own(target, there, data, form):
            what = "already exists and was not made by this command"
            raise SurroundingsError(f"{path}: {what}; name another file, or say --force; nothing was changed")
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if not replace_with(target, data, stat.S_IMODE(there.st_mode), like=there):
        _write_in_place(target, data)


def _write_in_place(target: Path, data: bytes) -> None:
    """Overwrite a file whose owner would be lost by replacing it. If this fails, its old content is restored."""
    with open(target, "r+b", buffering=0) as file:
        before = file.read()
        try:
            _overwrite(file.fileno(), data)
        except BaseException:
            with contextlib.suppress(OSError):
                _overwrite(file.fileno(), before)
            raise


def _overwrite(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_through(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def _is_own(target: Path, there: os.stat_result, data: bytes, form: str) -> bool:
    """Whether the same command made the existing file."""
    maker = _MAKERS.get(form)
    if maker is None:
        return False
    with open(target, "rb") as file:
        first = file.read(_BEGINNING)
        file.seek(max(0, there.st_size - _BEGINNING))
        last = file.read(_BEGINNING)
    made = maker(first.decode("utf-8-sig", "replace"), last.decode("utf-8", "replace"))
    return made is not None and made == maker(
        data[:_BEGINNING].decode(errors="replace"), data[-_BEGINNING:].decode(errors="replace")
    )


def _marked(text: str, form: str, command: str) -> str:
    """The text of a new file. In Markdown, an invisible last line names the command."""
    return f"{text}\n{_mark(command)}\n" if form == "md" else text


def _mark(command: str) -> str:
    return f"<!-- made by: pmladder {command} -->"


def _of_page(first: str, _: str) -> str | None:
    return "page" if _PAGE.match(first) else None


def _of_calendar(first: str, _: str) -> str | None:
    return "calendar" if _CALENDAR.match(first) else None


def _of_json(first: str, _: str) -> str | None:
    found = _JSON_KIND.match(first)
    if found:
        return found[1]
    return "schema" if _SCHEMA.match(first) else None


def _of_markdown(_: str, last: str) -> str | None:
    line = last.rstrip().rpartition("\n")[2]
    return line if line.startswith(_mark("")[:-4].rstrip()) else None


def _of_csv(first: str, _: str) -> str | None:
    import csv

    with contextlib.suppress(csv.Error, StopIteration):
        return json.dumps(next(csv.reader(first.splitlines())))
    return None


def _of_workbook(first: str, last: str) -> str | None:
    """The comment at the end of the archive, which `render.as_xlsx` puts there."""
    return "workbook" if first.startswith("PK") and last.endswith(WORKBOOK_MARK) else None


# Functions that find the command that made a text, from its beginning and its end. Texts of the same command give the
# same value.
_MAKERS: Mapping[str, Callable[[str, str], str | None]] = {
    "html": _of_page,
    "ics": _of_calendar,
    "json": _of_json,
    "md": _of_markdown,
    "csv": _of_csv,
    "xlsx": _of_workbook,
}
