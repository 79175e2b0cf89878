"""Reads the text of a path: only regular files and pipes, up to a maximum size."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Callable
from functools import partial

from pmladder.errors import InputError, Problem
from pmladder.files import system
from pmladder.formats.limits import decoded

LIMIT = 8 * 1024 * 1024
"""The most bytes that are read: seven times the size of a catalogue of 5,000 roles."""

STANDARD_INPUT = "standard input"
STANDARD_INPUTS = ("-", "/dev/stdin")
"""The names of standard input in place of a file."""

_CHUNK = 1 << 16
_DESCRIPTOR = re.compile(r"/dev/fd/[0-9]+|/proc/(?:self|[0-9]+)/fd/[0-9]+")
_OPENING = {
    errno.ENOENT: "there is no such file; check the name",
    errno.ENOTDIR: "there is no such file: a part of the path is not a folder; check the name",
    errno.EACCES: "may not be read; change its permissions, or name another file",
    errno.EPERM: "may not be read; change its permissions, or name another file",
    errno.EISDIR: "is a folder; name a file in it",
    errno.ELOOP: "is a symbolic link that leads back to itself; name the file itself",
    errno.ENAMETOOLONG: "the name is too long to be a file; check it",
    errno.ENXIO: "is a socket or a device, not a file; name a file",
}
_KINDS = (
    (stat.S_ISDIR, "is a folder; name a file in it"),
    (stat.S_ISFIFO, "is a named pipe, not a file; name a file, or pass the data on standard input with `-`"),
    (stat.S_ISSOCK, "is a socket, not a file; name a file"),
)
_TOO_LARGE = f"is larger than {LIMIT // 1024 // 1024} MiB, the most that is read; split it, or check the name"


def read_text(path: str) -> str:
    """The text of the file at `path`, of a pipe given as `/dev/fd/N`, or of standard input for `-`.

    A byte order mark is removed, and line ends stay. Raises `InputError` if the file does not exist, is not a file, is
    too large, is not UTF-8 or holds control characters.
    """
    return decoded(read_bytes(path), input_name(path))


def input_name(path: str) -> str:
    """The name of the input at `path` in messages."""
    return STANDARD_INPUT if path in STANDARD_INPUTS else path


def read_bytes(path: str) -> bytes:
    """The bytes of a file or pipe, as for `read_text`. Raises `InputError` in the same cases."""
    if path in STANDARD_INPUTS:
        return _standard_input()
    if not path:
        raise _refused('""', "the file name is empty; name a file, or `-` for standard input")
    return _read(path)


def _refused(file: str, what: str, line: int | None = None, column: int | None = None) -> InputError:
    return InputError(file, [Problem((), "", what, line, column)])


def _standard_input() -> bytes:
    # If the program was started with standard input closed, Python has no object for it.
    if sys.stdin is None:
        raise _refused(STANDARD_INPUT, "is closed; pass the data on it, or name a file")
    try:
        # Files that Python opens have this attribute, although the type does not declare it.
        data = _read_all(sys.stdin.buffer.read1)  # type: ignore[union-attr]
    except (OSError, ValueError):
        raise _refused(STANDARD_INPUT, "cannot be read; pass the data on it, or name a file") from None
    return _within_limit(data, STANDARD_INPUT)


def _read(path: str) -> bytes:
    try:
        descriptor = os.open(path, system.TO_READ)
    except OSError as error:
        reason = _OPENING.get(error.errno or 0, f"cannot be opened ({error.strerror}); check the name")
        raise _refused(path, reason) from None
    except ValueError:
        raise _refused(path, "the name holds a character that no file name can hold; check it") from None
    try:
        _check_kind(path, descriptor)
        return _within_limit(_read_all(partial(os.read, descriptor)), path)
    except OSError as error:
        raise _refused(path, f"cannot be read ({error.strerror}); check the disk, or name another file") from None
    finally:
        # By now everything is read, or an error is being raised.
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _check_kind(path: str, descriptor: int) -> None:
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode):
        if status.st_size > LIMIT:
            raise _refused(path, _TOO_LARGE)
        return
    if stat.S_ISFIFO(status.st_mode) and _DESCRIPTOR.fullmatch(path):
        system.wait_for_others(descriptor)
        return
    raise _refused(path, no_file(status.st_mode) or "is no file; name a file")


def no_file(mode: int) -> str | None:
    """The message about a path that is not a regular file; None for a regular file."""
    if stat.S_ISREG(mode):
        return None
    reasons = (reason for is_kind, reason in _KINDS if is_kind(mode))
    return next(reasons, "is a device, not a file; name a file")


def _read_all(read: Callable[[int], bytes | None]) -> bytes:
    """Everything up to one byte beyond the limit. The extra byte shows that a growing file or a pipe is too large.

    It is read in parts, as an interrupt is handled only between two of them.
    """
    parts: list[bytes] = []
    left = LIMIT + 1
    while left and (part := read(min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _within_limit(data: bytes, file: str) -> bytes:
    if len(data) > LIMIT:
        raise _refused(file, _TOO_LARGE)
    return data
