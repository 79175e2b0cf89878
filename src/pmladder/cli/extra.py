"""What to say where a library is missing that only some commands need."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pmladder.errors import SurroundingsError


@contextmanager
def needing(what: str, extra: str = "team") -> Iterator[None]:
    """Turns the lack of a library within into one clear line. Raises SurroundingsError."""
    try:
        yield
    except ImportError as error:
        command = f"{shlex.quote(sys.executable)} -m pip install 'pmladder[{extra}]'"
        raise SurroundingsError(f"{what} needs {error.name}, which is not installed: {command}") from None
