"""Writing a file whole or not at all, readable by its owner only."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from pmladder.errors import SurroundingsError


def write_whole(path: str, text: str) -> None:
    """Put `text` at `path`, the old file kept until the new one is whole; a link is followed.

    Raises SurroundingsError, with nothing changed, when the disk, a permission or the name does not allow it.
    """
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        if target.is_dir():
            raise IsADirectoryError(21, "is a folder")
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
        with open(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except (OSError, ValueError) as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise SurroundingsError(f"{path}: cannot be written, {reason}; nothing was changed") from error
    _sync_folder(target.parent)


def write_new(path: str, text: str) -> None:
    """Put `text` at `path`, where nothing may be yet, readable as the user's files are.

    Raises SurroundingsError, with nothing changed, when there is something, or the surroundings do not allow it.
    """
    made = False
    try:
        with open(path, "x", encoding="utf-8", newline="") as file:
            made = True
            file.write(text)
    except FileExistsError:
        raise SurroundingsError(f"{path}: is there already, and nothing was changed; name another file") from None
    except (OSError, ValueError) as error:
        if made:
            with contextlib.suppress(OSError):
                os.unlink(path)
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise SurroundingsError(f"{path}: cannot be written, {reason}; nothing was changed") from error


def _sync_folder(folder: Path) -> None:
    """Make the rename last. The file is in place already, so a failure here is not one of the save."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
