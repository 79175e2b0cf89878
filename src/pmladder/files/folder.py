"""The files of known kinds in a folder, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from pmladder.errors import InputError, Problem
from pmladder.files.bounded import LIMIT, read_bytes

_MOST, _DEEPEST = 1_000, 4


def is_folder(path: str) -> bool:
    """Whether there is a folder at `path`."""
    return bool(path) and "\0" not in path and os.path.isdir(path)


def read_folder(path: str, suffixes: Sequence[str]) -> list[tuple[str, str, bytes]]:
    """Each file with one of these suffixes below a folder: its path, its path within the folder, and its bytes.

    Hidden files and links are left out. Raises InputError for too many or too much.
    """
    found: list[tuple[str, str, bytes]] = []
    size = 0
    for file in _files(path, suffixes, _DEEPEST):
        data = read_bytes(file)
        size += len(data)
        if len(found) == _MOST or size > LIMIT:
            what = f"holds more than {_MOST:,} files or {LIMIT // 1024 // 1024} MiB to read; name a folder in it"
            raise InputError(path, [Problem((), "", what)])
        found.append((file, os.path.relpath(file, path).replace(os.sep, "/"), data))
    return found


def _files(path: str, suffixes: Sequence[str], deepest: int) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(path, [Problem((), "", f"cannot be read ({error.strerror}); check its permissions")]) from None
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir() and deepest:
            yield from _files(entry.path, suffixes, deepest - 1)
        elif entry.is_file() and entry.name.lower().endswith(tuple(suffixes)):
            yield entry.path
