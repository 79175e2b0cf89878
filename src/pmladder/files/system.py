"""Functions that some operating systems lack, each with the nearest safe replacement. No other module calls them
directly.

Windows has no file owners and modes like POSIX, no SIGHUP, no timers and no signal masks. All other code is the same on
every system.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

TERMINATING: tuple[int, ...] = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals that ask the program to end, beside Ctrl-C."""

_PATIENCE = 2.0
_PAUSE = 0.02


def _flags(*names: str) -> int:
    return sum(getattr(os, name, 0) for name in names)


# Without O_NONBLOCK, opening a FIFO waits for the other side; without O_NOCTTY, a terminal may take over the process.
TO_READ = os.O_RDONLY | _flags("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
TO_READ_OWN = TO_READ | _flags("O_NOFOLLOW")
TO_WRITE = os.O_WRONLY | _flags("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
TO_WRITE_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flags("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")


def wait_for_others(descriptor: int) -> None:
    """Make reading and writing blocking. Systems without this call always block."""
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)


def set_mode(descriptor: int, mode: int) -> None:
    """Set the mode of an open file. Without modes, a file has the rights of its folder."""
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)


def give_owner(descriptor: int, status: os.stat_result) -> bool:
    """Give an open file the owner and the group of another file; False if that fails."""
    if not hasattr(os, "fchown"):
        return True
    mine = os.fstat(descriptor)
    if (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.fchown(descriptor, status.st_uid, status.st_gid)
        except OSError:
            return False
    return True


def is_own(status: os.stat_result) -> bool:
    """Whether this is a regular file of the user that nobody else can write.

    On systems without owners, files in the user's own folders count as the user's.
    """
    if not hasattr(os, "geteuid"):
        return stat.S_ISREG(status.st_mode)
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o022


def is_trusted(path: Path) -> bool:
    """Whether the file at `path`, and the link to it if it is one, belong to the user or to root.

    On systems without owners, it must be in the user's home. Raises OSError.
    """
    if hasattr(os, "geteuid"):
        return {os.lstat(path).st_uid, os.stat(path).st_uid} <= {os.geteuid(), 0}
    home = os.path.expanduser("~")
    return os.path.isabs(home) and Path(os.path.realpath(path)).is_relative_to(os.path.realpath(home))


def replace(source: Path, target: Path) -> None:
    """Replace one file by another. If the file is open on Windows, this is tried for a while."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return os.replace(source, target)
        except PermissionError:
            # On Windows, a virus scanner or an editor may hold the file for a moment.
            if hasattr(os, "geteuid") or time.monotonic() > until:
                raise
        time.sleep(_PAUSE)


def sync_folder(folder: Path) -> None:
    """Write the renaming in `folder` to disk. The file is already in place, so an error here is ignored."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | _flags("O_CLOEXEC"))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def unstopped() -> Iterator[None]:
    """Delay all signals until the end of the block."""
    numbers = (signal.SIGINT, *TERMINATING)
    if hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return
    came: list[int] = []
    handlers = {number: signal.signal(number, lambda got, _: came.append(got)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def soon(then: Callable[[int, FrameType | None], object]) -> None:
    """Call `then` a moment later, interrupting the program as a signal would."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, then)
        signal.setitimer(signal.ITIMER_REAL, 0.001)
        return
    from _thread import interrupt_main
    from threading import Timer

    signal.signal(signal.SIGINT, then)
    Timer(0.001, interrupt_main).start()
