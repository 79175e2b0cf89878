"""Changing a file that a person keeps: one writer at a time, the old file or the new one, its owner's alone."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from pmladder.errors import InputError, Problem, SurroundingsError
from pmladder.files import system
from pmladder.files.bounded import no_file, read_bytes
from pmladder.files.settings import make_data_folder
from pmladder.formats.limits import BOM, decoded

PATIENCE = 10
"""How many seconds to wait for another writer of the same file."""

_LEFT_OVER = ".tmp"
_RANDOM = 16


def update(path: str, change: Callable[[str | None], str], then: Callable[[], None] | None = None) -> str:
    """Make the file at `path` hold what `change` makes of its text, and return that text.

    `change` is given the text as it is at that moment, None where there is no file, and nobody else changes
    it meanwhile; a text that comes back as it was is not written. A link is followed and kept. `then` is done once it
    is written, before anybody else may change it.

    Raises InputError when the file is not one to read, SurroundingsError when it cannot be written, and
    what `change` raises; nothing is changed then.
    """
    with locked(path) as target:
        old, mark = _text_of(target, path)
        new = change(old)
        if new != old:
            _put(target, path, mark + new)
        if then is not None:
            then()
    return new


@contextlib.contextmanager
def locked(path: str) -> Iterator[Path]:
    """The file that `path` leads to, while nobody else holds it.

    Raises InputError where something else than a file is there, SurroundingsError when it cannot be had; beside a
    device no lock is left.
    """
    from filelock import FileLock, Timeout

    _check_kind(path)

    try:
        target = Path(os.path.realpath(path))
        make_data_folder(target.parent)
        if not target.parent.is_dir():
            # The lock would make it.
            raise FileNotFoundError(errno.ENOENT, "there is no such folder")
        lock = FileLock(lock_of(target), timeout=PATIENCE, mode=0o600, poll_interval=0.01)
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


def lock_of(target: Path) -> Path:
    """The file that tells others that `target` is being changed."""
    return target.with_name(f".{target.name}.lock")


def _check_kind(path: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        if what := no_file(os.stat(path).st_mode):
            raise InputError(path, [Problem((), "", f"{what}; nothing was changed")])


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
        replace_with(target, text.encode(), 0o600)
    except OSError as error:
        raise unwritten(path, error) from error


def replace_with(target: Path, data: bytes, mode: int | None, like: os.stat_result | None = None) -> bool:
    """Make `target`, a file or nothing yet, hold `data`: at every moment it is the old one or the new one.

    It gets `mode`, or where that is None, what the user's new files get, and the owner of `like`; false, with nothing
    changed, where that owner cannot be given. Raises OSError, with nothing changed. An interruption leaves no half of a
    file behind where that can be helped.
    """
    # Most commands save nothing.
    from secrets import token_hex

    # Named ahead, not by `mkstemp`: whatever interrupts, there is a name to clean up.
    temporary = target.with_name(f".{target.name}.{token_hex(_RANDOM // 2)}{_LEFT_OVER}")
    try:
        with open(os.open(temporary, system.TO_WRITE_NEW, 0o666 if mode is None else 0o600), "wb") as file:
            kept = like is None or system.give_owner(file.fileno(), like)
            if kept:
                file.write(data)
                file.flush()
                if mode is not None:
                    # The umask may have taken rights of the owner as well.
                    system.set_mode(file.fileno(), mode)
                os.fsync(file.fileno())
        if kept:
            system.replace(temporary, target)
        else:
            os.unlink(temporary)
            return False
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    system.sync_folder(target.parent)
    return True


def sweep(target: Path) -> None:
    """Remove what killed processes left of writing `target`. Only for who holds its lock: nobody else writes then."""
    start, length = f".{target.name}.", len(target.name) + 2 + _RANDOM + len(_LEFT_OVER)
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):
            if name.startswith(start) and name.endswith(_LEFT_OVER) and len(name) == length:
                with contextlib.suppress(OSError):
                    os.unlink(target.with_name(name))


def unwritten(path: str, error: Exception) -> SurroundingsError:
    """What to say when writing to `path` failed with `error`, an OSError or a ValueError about the name."""
    reason = getattr(error, "strerror", None) or "not a usable name"
    return SurroundingsError(f"{path}: cannot be written, {reason}; nothing was changed")


def folder_to_fill(path: str) -> None:
    """Make a folder for its owner alone, where there is none of this name. Raises SurroundingsError."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
    except OSError as error:
        raise SurroundingsError(f"{path}: cannot be made, {(error.strerror or 'it failed').lower()}") from None
