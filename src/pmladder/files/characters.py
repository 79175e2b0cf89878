"""Characters that no file may hold as they are, and where in a text something stands."""

from __future__ import annotations

import re

from pmladder.errors import InputError, Problem
from pmladder.text import escape

BOM = "\ufeff"
# Controls (a terminal obeys them, and some hide a line break from an editor), line and paragraph separators,
# lone surrogates, a byte order mark inside the text and non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ORDINARY = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_LINE_END = re.compile("\r\n?|\n")


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character at `index`; `\\n`, `\\r` and `\\r\\n` end a line."""
    before = text[:index]
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return len(_LINE_END.findall(before)) + 1, index - line_start + 1


def check_characters(text: str, file: str) -> None:
    """Raises `InputError` with the place of the first character that may not stand in a file."""
    # Deleting the ordinary bytes is ten times faster than the search, and nearly always leaves nothing.
    if not text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY):
        return
    found = _FORBIDDEN.search(text)
    if found is None:
        return
    line, column = position(text, found.start())
    what = f"holds the character {escape(found.group())}, which may not stand in a text file; remove it"
    raise InputError(file, [Problem((), "", what, line, column)])
