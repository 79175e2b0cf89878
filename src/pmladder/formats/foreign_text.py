"""Cleans text of other programs: removes the characters that our files may not hold."""

from __future__ import annotations

import re

from pmladder.text import unsafe, without_unsafe

_LINE_END = re.compile("\r\n?")
# These characters do not end a line in JSON or CSV.
_GAP = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_NON_CHARACTERS = re.compile("[\ufffe\uffff]")
# A surrogate pair is one character. Any other escape is checked alone.
_ESCAPE = re.compile(r"\\(?:(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|.)", re.DOTALL)
_LETTERS = {"\\r": "\\n", "\\f": " ", "\\b": " "}
_JOINERS = "\u200c\u200d"


def cleaned(text: str) -> str:
    """`text` with our line ends, and without invisible characters and control characters."""
    return without_unsafe(_NON_CHARACTERS.sub("", _GAP.sub(" ", _LINE_END.sub("\n", text))))


def cleaned_json(text: str) -> str:
    """The same for a JSON text, which may hold such characters as escapes too."""
    return cleaned(_ESCAPE.sub(_kept, text))


# Possessive, so that a long text needs no memory for backtracking.
_COMMENT = re.compile(
    r'"(?:[^"\\]++|\\.)*+"|(?P<comment>//[^\n]*+|/\*.*?(?:\*/|\Z))|(?P<comma>,)(?=(?:\s|//[^\n]*+|/\*.*?(?:\*/|\Z))*+[]}])',
    re.DOTALL,
)
_LAST_COMMA = re.compile(r",\s*+[]}]")


def plain_json(text: str) -> str:
    """A JSON text without comments, and without commas before a closing bracket; every line keeps its number."""
    if "//" not in text and "/*" not in text and not _LAST_COMMA.search(text):
        return text
    return _COMMENT.sub(_blanked, text)


def _blanked(found: re.Match[str]) -> str:
    if found["comment"] is None:
        return "" if found["comma"] else found[0]
    return "\n" * found["comment"].count("\n") or " "


def _kept(escape: re.Match[str]) -> str:
    if escape[1]:
        high, low = int(escape[1][1:5], 16), int(escape[1][7:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    if escape[2] is None:
        return _LETTERS.get(escape[0], escape[0])
    character = chr(int(escape[2], 16))
    if character in _JOINERS:
        return character
    if _GAP.match(character):
        return " "
    return "" if unsafe(character) or _NON_CHARACTERS.match(character) else escape[0]
