"""Changing a file that a person keeps: one writer at a time, the old file or the new one, its owner's alone."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from pmladder.errors import InputError, SurroundingsError
from pmladder.files.bounded import decoded, read_bytes
from pmladder.files.characters import BOM
from pmladder.files.places import make_data_folder
from pmladder.files.writing import replace_with, sweep, unwritten

PATIENCE = 10
"""How many seconds to wait for another writer of the same file."""


def update(path: str, change: Callable[[str | None], str]) -> str:
    """Make the file at `path` hold what `change` makes of its text, and return that text.

    `change` is given the text as it is at that moment, None where there is no file, and nobody else changes
    it meanwhile; a text that comes back as it was is not written. A link is followed and kept.

    Raises InputError when the file is not one to read, SurroundingsError when it cannot be written, and
    what `change` raises; nothing is changed then.
    """
    with locked(path) as target:
        old, mark = _text_of(target, path)
        new = change(old)
        if new != old:
            _put(target, path, mark + new)
    return new


@contextlib.contextmanager
def locked(path: str) -> Iterator[Path]:
    """The file that `path` leads to, while nobody else holds it. Raises SurroundingsError when it cannot be had."""
    from filelock import FileLock, Timeout

    try:
        target = Path(os.path.realpath(path))
        make_data_folder(target.parent)
        if not target.parent.is_dir():
            # The lock would make it.
            raise FileNotFoundError(errno.ENOENT, "there is no such folder")
        lock = FileLock(target.with_name(f".{target.name}.lock"), timeout=PATIENCE, mode=0o600, poll_interval=0.01)
        lock.acquire()
    except Timeout:
        wait = f"another pmladder has been writing it for {PATIENCE} seconds"
        raise SurroundingsError(f"{path}: {wait}; wait until it ends, then try again; nothing was changed") from None
    except (OSError, ValueError) as error:
        raise unwritten(path, error) from error
    try:
        yield target
    finally:
        # It is free at the latest when this process ends; by now the file is saved, or is not.
        with contextlib.suppress(OSError):
            lock.release()


def _text_of(target: Path, path: str) -> tuple[str | None, str]:
    """The text, and the byte order mark that it begins with, if it does."""
    try:
        os.stat(target)
    except FileNotFoundError:
        return None, ""
    except OSError:
        pass  # what is wrong with it, the reader says
    try:
        data = read_bytes(str(target))
    except InputError as error:
        raise InputError(path, error.problems) from None
    return decoded(data, path), BOM if data.startswith(codecs.BOM_UTF8) else ""


def _put(target: Path, path: str, text: str) -> None:
    try:
        sweep(target)
        replace_with(target, text)
    except OSError as error:
        raise unwritten(path, error) from error
