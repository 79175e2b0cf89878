"""The message when a library is missing that only some commands need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pmladder.files.extras import missing


@contextmanager
def needing(what: str, extra: str = "team") -> Iterator[None]:
    """Turn a missing library of an extra into one clear line. Raises SurroundingsError."""
    try:
        yield
    except ImportError as error:
        raise missing(extra, what) from error
