"""Changes a user's file safely: one writer at a time, completely or not at all, readable only by its owner."""

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
"""The seconds to wait for another writer of the same file."""

_LEFT_OVER = ".tmp"
_RANDOM = 16


def update(path: str, change: Callable[[str | None], str], then: Callable[[], None] | None = None) -> str:
    """Replace the text of the file at `path` with the result of `change`, and return it.

    `change` gets the present text, or None without a file, while the file is locked. An unchanged text is not written.
    A link is followed and kept. `then` is called after writing, while the file is still locked.

    Raises InputError if the file cannot be read, SurroundingsError if it cannot be written, and any error of `change`.
    Then nothing is changed.
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
    """Lock the file that `path` leads to.

    Raises InputError if it is not a file, and SurroundingsError if it cannot be locked. No lock file is left beside a
    device.
    """
    from filelock import FileLock, Timeout

    _check_kind(path)

    try:
        target = Path(os.path.realpath(path))
        make_data_folder(target.parent)
        if not target.parent.is_dir():
            # The lock would create the folder.
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
        # The lock is released at the latest when this process ends, and the save has already succeeded or failed.
        with contextlib.suppress(OSError):
            lock.release()


def lock_of(target: Path) -> Path:
    """The lock file for `target`."""
    return target.with_name(f".{target.name}.lock")


def _check_kind(path: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        if what := no_file(os.stat(path).st_mode):
            raise InputError(path, [Problem((), "", f"{what}; nothing was changed")])


def _text_of(target: Path, path: str) -> tuple[str | None, str]:
    """The text, and its byte order mark, if it has one."""
    try:
        os.stat(target)
    except FileNotFoundError:
        return None, ""
    except OSError:
        pass  # the reader reports the problem
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
    """Write `data` to `target` in one step: at every moment, the file is either the old one or the new one.

    The file gets `mode` (None: the default for new files) and the owner of `like`. Returns False, with nothing changed,
    if this owner cannot be set. Raises OSError, with nothing changed. An interruption leaves no partial file if
    possible.
    """
    # Most commands do not save, so this is imported late.
    from secrets import token_hex

    # The name is known before the file exists (unlike with `mkstemp`), so that it can be removed after any
    # interruption.
    temporary = target.with_name(f".{target.name}.{token_hex(_RANDOM // 2)}{_LEFT_OVER}")
    try:
        with open(os.open(temporary, system.TO_WRITE_NEW, 0o666 if mode is None else 0o600), "wb") as file:
            kept = like is None or system.give_owner(file.fileno(), like)
            if kept:
                file.write(data)
                file.flush()
                if mode is not None:
                    # The umask may have removed rights of the owner too.
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
    """Remove partial files that killed processes left beside `target`. Call it only with the lock of `target`."""
    start, length = f".{target.name}.", len(target.name) + 2 + _RANDOM + len(_LEFT_OVER)
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):
            if name.startswith(start) and name.endswith(_LEFT_OVER) and len(name) == length:
                with contextlib.suppress(OSError):
                    os.unlink(target.with_name(name))


def unwritten(path: str, error: Exception) -> SurroundingsError:
    """The error message when writing to `path` failed with `error`, an OSError or a ValueError about the name."""
    reason = getattr(error, "strerror", None) or "not a usable name"
    return SurroundingsError(f"{path}: cannot be written, {reason}; nothing was changed")


def folder_to_fill(path: str) -> None:
    """Make a folder that only its owner can use, unless it exists. Raises SurroundingsError."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
    except OSError as error:
        raise SurroundingsError(f"{path}: cannot be made, {(error.strerror or 'it failed').lower()}") from None
