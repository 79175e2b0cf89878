"""What Windows lacks, taken away: run as a program, it leaves Python as it is there and then runs command lines.

Each line of standard input is a command line as JSON. Each line of standard output is what came of one.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import stat
import sys
import tempfile
import warnings
from collections.abc import Iterable
from types import ModuleType
from typing import Any


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OF_OS = _words(
    """
    O_ACCMODE O_ASYNC O_CLOEXEC O_DIRECT O_DIRECTORY O_DSYNC O_LARGEFILE O_NDELAY O_NOATIME O_NOCTTY O_NOFOLLOW
    O_NONBLOCK O_PATH O_RSYNC O_SYNC WNOHANG chown chroot confstr ctermid fchdir fchmod fchown fdatasync fork
    forkpty fpathconf fstatvfs get_blocking getegid geteuid getgid getgrouplist getgroups getloadavg getpgid
    getpgrp getpriority getresgid getresuid getsid getuid initgroups killpg lchown lockf major makedev minor
    mkfifo mknod nice openpty pathconf pipe2 posix_fadvise posix_fallocate pread preadv pwrite pwritev readv
    sched_yield sendfile set_blocking setegid seteuid setgid setgroups setpgid setpriority setregid setresgid
    setresuid setreuid setsid setuid statvfs sync sysconf tcgetpgrp tcsetpgrp ttyname uname wait wait3 wait4
    waitid writev
    """
)
OF_SIGNAL = _words(
    """
    ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGPROF
    SIGQUIT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGUSR1 SIGUSR2 SIGVTALRM SIGWINCH SIG_BLOCK SIG_SETMASK
    SIG_UNBLOCK alarm getitimer pause pthread_kill pthread_sigmask setitimer siginterrupt sigpending sigtimedwait
    sigwait sigwaitinfo
    """
)
MODULES = _words(
    """
    curses fcntl grp nis posix pty pwd readline resource spwd syslog termios tty
    """
)
LIBRARIES = _words(
    """
    typer rich.console rich.table rich.text pydantic yaml platformdirs.unix filelock icalendar jinja2 questionary
    openpyxl mcp.server.stdio mcp.server.lowlevel subprocess tempfile shutil webbrowser zipfile multiprocessing.util
    """
)
"""What is not ours has its own ways on Windows, so it is imported before."""


def become_windows() -> None:
    """Take it all away, here and now."""
    for library in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    tempfile.gettempdir()
    # What locks here asks for what Linux has; on Windows something else locks. It keeps an `os` of its own.
    whole = ModuleType("os")
    vars(whole).update(vars(os))
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "filelock" and hasattr(module, "os"):
            module.os = whole
    for part, names in ((os, OF_OS), (signal, OF_SIGNAL)):
        for name in names:
            if hasattr(part, name):
                delattr(part, name)
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    _guard_open_files()
    # Its encoding for text is not UTF-8: whoever opens a text says which one it is.
    warnings.filterwarnings("error", category=EncodingWarning, module=r"pmladder(\..*)?")


def _guard_open_files() -> None:
    """What is open cannot be replaced or deleted there, and a folder cannot be opened."""
    real_open, real_replace, real_unlink = os.open, os.replace, os.unlink

    def refuse(path: Any) -> None:
        # A lock is held by a descriptor here; there its file is deleted by whoever releases it.
        if os.path.realpath(path) in _open_here():
            raise PermissionError(13, "The process cannot access the file", str(path))

    def opened(path: Any, flags: int, mode: int = 0o777, **named: Any) -> int:
        if os.path.isdir(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, flags, mode, **named)

    def replaced(source: Any, target: Any) -> None:
        refuse(source)
        refuse(target)
        real_replace(source, target)

    def unlinked(path: Any, **named: Any) -> None:
        refuse(path)
        real_unlink(path, **named)

    os.open, os.replace = opened, replaced
    os.unlink = os.remove = unlinked  # type: ignore[assignment]


def _open_here() -> Iterable[str]:
    for number in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            if stat.S_ISREG(os.fstat(int(number)).st_mode):
                yield os.readlink(f"/proc/self/fd/{number}")


def main() -> None:
    """Run every command line that comes in."""
    answers, lines = (open(os.dup(number), mode, encoding="utf-8") for number, mode in ((1, "w"), (0, "r")))  # noqa: SIM115
    # What goes wrong here itself is told where it is seen.
    sys.stderr = open(os.dup(2), "w", encoding="utf-8")  # noqa: SIM115
    streams = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
    become_windows()
    from pmladder.cli.main import run

    for line in lines:
        asked = json.loads(line)
        for stream in streams:
            os.ftruncate(stream.fileno(), 0)
            os.lseek(stream.fileno(), 0, os.SEEK_SET)
        os.write(0, asked["typed"].encode())
        os.lseek(0, 0, os.SEEK_SET)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the command runs
        code = run(asked["arguments"])
        texts = []
        for number in (1, 2):
            os.lseek(number, 0, os.SEEK_SET)
            texts.append(os.read(number, 1 << 24).decode("utf-8", "replace"))
        answers.write(json.dumps([code, *texts]) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
