"""The program without a start of Python: in the tests' own process, or in one that is forked from it."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile

from pmladder.cli.main import main, run
from pmladder.files.system import TERMINATING

SIGNALS = (signal.SIGINT, *TERMINATING)


def run_here(arguments: Sequence[str]) -> int:
    """Run one command through the function of the installed program; what it listens to is put back."""
    handlers, hook = {number: signal.getsignal(number) for number in SIGNALS}, sys.unraisablehook
    try:
        return run(list(arguments))
    finally:
        sys.unraisablehook = hook
        for number, handler in handlers.items():
            signal.signal(number, handler)


@contextmanager
def standard_input(data: bytes) -> Iterator[None]:
    """What this process reads from its standard input meanwhile."""
    before, kept = sys.stdin, os.dup(0)
    with TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        os.dup2(file.fileno(), 0)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
        try:
            yield
        finally:
            sys.stdin = before
            os.dup2(kept, 0)
            os.close(kept)


def started(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[list[str], Callable[[], None] | None]:
    """A command line that starts the program, and what to run between fork and exec: the program, which then ends.

    So it starts in a fraction of the time. There is no such thing where a fork may fail (macOS), nor for what Python
    itself reads as it starts; there the command line stands alone.
    """
    command = [sys.executable, "-m", "pmladder", *arguments]
    new = {name for name, value in environment.items() if os.environ.get(name) != value}
    if sys.platform != "linux" or any(name.startswith(("PYTHON", "LC_")) for name in new):
        return command, None

    def instead() -> None:
        code = 70
        try:
            # Among them is the one whose end says that the program has started.
            os.closerange(3, 4096)
            os.environ.clear()
            os.environ.update(environment)
            sys.stdin, sys.stdout, sys.stderr = (open(number, mode) for number, mode in enumerate("rww"))  # noqa: SIM115
            for number in (*SIGNALS, signal.SIGALRM, signal.SIGPIPE):
                signal.signal(number, signal.SIG_IGN if number == signal.SIGPIPE else signal.SIG_DFL)
            sys.unraisablehook = sys.__unraisablehook__
            sys.argv = ["pmladder", *arguments]
            main()
        finally:
            os._exit(code)

    return command, instead
