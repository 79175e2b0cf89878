"""What to say where a library is missing that only some commands need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pmladder.files.extras import missing


@contextmanager
def needing(what: str) -> Iterator[None]:
    """Turns the lack of a library of the extra for teams into one clear line. Raises SurroundingsError."""
    try:
        yield
    except ImportError as error:
        raise missing("team", what) from error
