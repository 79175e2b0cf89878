"""Text in pictures: broken into lines that fit, since SVG breaks none itself."""

from __future__ import annotations

import unicodedata

from pmladder.text import safe

_NARROW = frozenset("iljtfrI.,:;'|!()[]{} ")
_WIDE = frozenset("mwMW@%&")
_MOST = 400


def width(text: str) -> float:
    """The approximate width of `text` in ems, in a proportional font; ideographs are one em wide."""
    return sum(_width(character) for character in text)


def fit(text: str, ems: float, lines: int) -> tuple[str, ...]:
    """`text` in at most so many lines of at most so many ems; what does not fit ends in an ellipsis."""
    words = safe(" ".join(text[:_MOST].split()), _MOST).split()
    made: list[str] = []
    line = ""
    for place, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if width(longer) <= ems:
            line = longer
            continue
        if line and len(made) == lines - 1:
            return (*made, cut(" ".join([line, *words[place:]]), ems))
        if line:
            made.append(line)
        line = cut(word, ems) if len(made) == lines - 1 or width(word) > ems else word
    return (*made, line)[:lines] if line else tuple(made[:lines])


def cut(text: str, ems: float, end: str = "") -> str:
    """As much of `text` as fits, with an ellipsis where some of it does not; an `end` that it has stays, if it can."""
    if width(text) <= ems:
        return text
    if end and text.endswith(end) and width(end) < ems - 2:
        return cut(text.removesuffix(end), ems - width(end)) + end
    kept, used = "", width("…")
    for character in text:
        used += _width(character)
        if used > ems:
            break
        kept += character
    return kept.rstrip() + "…"


def _width(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if character in _WIDE or character.isupper():
        return 0.78
    if not character.isascii():
        if unicodedata.combining(character):
            return 0.0
        if unicodedata.east_asian_width(character) in "WF":
            return 1.05
    return 0.62
