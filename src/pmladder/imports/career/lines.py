"""Texts of a source as lines that a profile may hold: on one line, nothing in them that acts, not endless."""

from __future__ import annotations

from typing import Any

from pmladder.text import without_unsafe

LONGEST = 300
"""Characters of a title, a name or a skill; what is longer is a paragraph that stands in the wrong place."""
_LONGEST_READ = 20_000


def words(text: str, separator: str | None = None) -> frozenset[str]:
    """The words that `text` lists."""
    return frozenset(text.split(separator))


def names(text: str) -> tuple[str, ...]:
    """The same, in their order."""
    return tuple(text.split())


def line_of(value: Any) -> str | None:
    """`value` as one line; None where it is no text, or blank."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = value if isinstance(value, str) else f"{value:.15g}" if isinstance(value, float) else _digits(value)
    line = " ".join(text[:_LONGEST_READ].split())
    return " ".join(without_unsafe(line).split()) or None


def is_too_long(line: str) -> bool:
    """Whether a line is longer than a title, a name or a skill can be."""
    return len(line) > LONGEST


def _digits(number: int) -> str:
    # Python refuses to write out endless numbers.
    return str(number) if abs(number) < 10**18 else ""
