"""The program run within the tests' own process, which it leaves as it was."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

from pmladder.cli.main import run
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
