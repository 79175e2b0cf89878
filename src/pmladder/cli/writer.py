"""The one place that writes to the outside: whole texts, to standard output and standard error."""

from __future__ import annotations

import os
from collections.abc import Iterable

from pmladder.errors import PipeClosedError, SurroundingsError
from pmladder.files.writing import write_through
from pmladder.text import safe

STANDARD_OUTPUT = 1
STANDARD_ERROR = 2
_NAMES = {STANDARD_OUTPUT: "standard output", STANDARD_ERROR: "standard error"}


def write_answer(text: str, encoding: str = "utf-8", to: int = STANDARD_OUTPUT) -> None:
    """Write the whole of `text` at once to standard output, or to standard error.

    Raises PipeClosedError when the reader is gone, SurroundingsError when the output cannot take it.
    """
    try:
        write_through(to, text.encode(encoding, "backslashreplace"))
    except BrokenPipeError as error:
        raise PipeClosedError from error
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise SurroundingsError(f"the answer cannot be written to {_NAMES[to]}, {reason}") from error


def write_remarks(lines: Iterable[str]) -> None:
    """Write lines beside the answer to standard error; where it is closed, nobody wants them."""
    from pmladder.cli.terminal import encoding

    text = "".join(f"{safe(line, 1000)}\n" for line in lines)
    try:
        os.write(2, text.encode(encoding(), "backslashreplace"))
    except OSError:
        return
