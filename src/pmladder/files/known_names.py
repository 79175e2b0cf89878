"""Caches the names for shell completion, by the files that they come from.

This must be fast, so only the standard library is imported, and the files are not read. An entry is valid while each of
its files keeps its time, size and owner. A damaged entry, or one of another user, is made anew. A failure to write is
ignored.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from pmladder.files import system

_SHAPE = 1
"""Older entries with another number are ignored."""
_KEPT = 16
_MOST_BYTES = 4 * 1024 * 1024


def load(asked: str) -> dict[str, Any] | None:
    """The cached names for `asked`; None if there are none, or a file has changed."""
    path = _path(asked)
    if path is None:
        return None
    try:
        descriptor = os.open(path, system.TO_READ_OWN)
        with open(descriptor, "rb") as file:
            if not system.is_own(os.fstat(descriptor)):
                return None
            entry = json.loads(file.read(_MOST_BYTES))
        unchanged = all(_state(file) == state for file, state in entry["files"].items())
        return dict(entry["names"]) if unchanged else None
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def save(asked: str, files: Iterable[str], names: dict[str, Any]) -> None:
    """Cache the names that come from these files, if the cache can be written. Missing files are recorded too."""
    path = _path(asked)
    if path is None:
        return
    body = json.dumps({"files": {file: _state(file) for file in files}, "names": names}).encode()
    temporary, folder = f"{path}.{os.getpid()}.tmp", os.path.dirname(path)
    with contextlib.suppress(OSError):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.open(temporary, system.TO_WRITE_NEW, 0o600), "wb") as file:
            file.write(body)
        system.replace(Path(temporary), Path(path))
        _sweep(folder)


def _state(file: str) -> list[int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return [found.st_mtime_ns, found.st_size, found.st_uid]


def _path(asked: str) -> str | None:
    from platformdirs import user_cache_dir

    try:
        folder = user_cache_dir("pmladder", appauthor=False)
    except (RuntimeError, OSError):
        return None
    key = sha256(f"{_SHAPE}\0{asked}".encode("utf-8", "replace")).hexdigest()[:32]
    return os.path.join(folder, f"names-{key}.json") if os.path.isabs(folder) else None


def _sweep(folder: str) -> None:
    """Remove the oldest entries."""
    entries = [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith("names-")]
    for entry in sorted(entries, key=os.path.getmtime, reverse=True)[_KEPT:]:
        with contextlib.suppress(OSError):
            os.unlink(entry)
