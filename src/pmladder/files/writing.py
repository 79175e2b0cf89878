"""Writing a file whole or not at all, readable by its owner only."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from pmladder.errors import SurroundingsError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_CLOEXEC"))
_LEFT_OVER = ".tmp"
_RANDOM = 16


def write_whole(path: str, text: str) -> None:
    """Put `text` at `path`, the old file kept until the new one is whole; a link is followed.

    Raises SurroundingsError, with nothing changed, when the disk, a permission or the name does not allow it.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise IsADirectoryError(21, "is a folder")
        replace_with(target, text)
    except (OSError, ValueError) as error:
        raise unwritten(path, error) from error


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
        raise unwritten(path, error) from error


def unwritten(path: str, error: Exception) -> SurroundingsError:
    """What to say when writing to `path` failed with `error`, an OSError or a ValueError about the name."""
    reason = getattr(error, "strerror", None) or "not a usable name"
    return SurroundingsError(f"{path}: cannot be written, {reason}; nothing was changed")


def replace_with(target: Path, text: str) -> None:
    """Make `target`, a file or nothing yet, hold `text`: at every moment it is the old one or the new one.

    Raises OSError, with nothing changed. An interruption leaves no half of a file behind where that can be helped.
    """
    # Named ahead, not by `mkstemp`: whatever interrupts, there is a name to clean up.
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(_RANDOM // 2)}{_LEFT_OVER}")
    try:
        with open(os.open(temporary, _NEW, 0o600), "wb") as file:
            # The umask may have taken rights of the owner as well.
            os.fchmod(file.fileno(), 0o600)
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(target.parent)


def sweep(target: Path) -> None:
    """Remove what killed processes left of writing `target`. Only for who holds its lock: nobody else writes then."""
    start, length = f".{target.name}.", len(target.name) + 2 + _RANDOM + len(_LEFT_OVER)
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):
            if name.startswith(start) and name.endswith(_LEFT_OVER) and len(name) == length:
                with contextlib.suppress(OSError):
                    os.unlink(target.with_name(name))


def _sync_folder(folder: Path) -> None:
    """Make the rename last. The file is in place already, so a failure here is not one of the save."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
