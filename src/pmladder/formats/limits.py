"""Limits for every text from a file: UTF-8, no unsafe characters, and limited size and depth."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

from pmladder.errors import InputError, Problem
from pmladder.text import escape


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector. The block creates no garbage, so searching for it only costs time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


DEPTH = 32
"""The deepest nesting of lists and mappings, with aliases expanded."""
NODES = 400_000
"""The most keys, values, lists and mappings, with aliases expanded."""
TEXT = 65_536
"""The most characters of one key or value."""
DIGITS = 18
"""The most digits of one number. A longer one is an id or an attack, as printing it takes quadratic time."""
PROBLEMS = 50
"""The most problems that are collected for one file."""


BOM = "\ufeff"
# Controls (a terminal obeys them, and some hide a line break from an editor), line and paragraph separators,
# lone surrogates, a byte order mark inside the text and non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ORDINARY = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
LINE_END = re.compile("\r\n?|\n")


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character at `index`; `\\n`, `\\r` and `\\r\\n` end a line."""
    before = text[:index]
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return len(LINE_END.findall(before)) + 1, index - line_start + 1


def check_characters(text: str, file: str) -> None:
    """Raises `InputError` with the place of the first character that may not stand in a file."""
    # Deleting the ordinary bytes is ten times faster than a search, and usually nothing is left.
    if not text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY):
        return
    found = _FORBIDDEN.search(text)
    if found is None:
        return
    line, column = position(text, found.start())
    what = f"holds the character {escape(found.group())}, which a text file must not contain; remove it"
    raise InputError(file, [Problem((), "", what, line, column)])


_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decoded(data: bytes, file: str) -> str:
    """The text of a file's bytes, without a byte order mark. Raises `InputError` like `read_text`, naming `file`."""
    other = _other_encoding(data)
    if other is not None:
        raise _refused(file, f"is {other}; save it as UTF-8", 1, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(file, *_bad_byte(error)) from None
    check_characters(text, file)
    return text


def _other_encoding(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    # Without a byte order mark, the places of zero bytes show the encoding of mostly ASCII text.
    zeros = [index % 4 for index, byte in enumerate(data[:64]) if byte == 0]
    if len(zeros) < 2 or len(set(zeros)) == 4:
        return None
    if len(set(zeros)) == 3:
        return "UTF-32"
    return "UTF-16" if set(zeros) in ({0, 2}, {1, 3}) else None


def _bad_byte(error: UnicodeDecodeError) -> tuple[str, int, int]:
    # `error.object` is the input of the codec, which removes the byte order mark and counts from after it.
    before = error.object[: error.start].decode("utf-8")
    line, column = position(before, len(before))
    if error.reason == "unexpected end of data":
        return "ends in the middle of a character; the file was cut, save it again as UTF-8", line, column
    what = f"the byte 0x{error.object[error.start]:02x} is not UTF-8 (perhaps Latin-1); save the file as UTF-8"
    return what, line, column


def _refused(file: str, what: str, line: int, column: int) -> InputError:
    return InputError(file, [Problem((), "", what, line, column)])
