"""Levels that a spreadsheet draws: ticks, and marks that are counted, such as stars."""

from __future__ import annotations

from collections.abc import Iterable

_FULL = frozenset("●⬤★✭⭐■▮◆✓✔•*+")
_EMPTY = frozenset("○◯☆✩□▯◇·-")
_TICKS = frozenset(("✓", "✔", "☑", "✅", "●", "•", "yes", "y", "true"))
_CROSSES = frozenset(("x", "✗", "✘", "✕", "×"))
_NOT = frozenset(("no", "n", "false", "❌", "☐", "○"))
_VARIANT = "\ufe0f"
"""What asks for the coloured form of a mark."""
YES = "yes"


def counted(word: str) -> int | None:
    """How many full marks a word is made of (`●●○` is 2); None when it is no row of marks."""
    marks = word.replace(_VARIANT, "").replace(" ", "")
    if not marks or not set(marks) <= _FULL | _EMPTY or not (set(marks) & _FULL or len(marks) > 1):
        return None
    return sum(mark in _FULL for mark in marks)


def ticked(words: Iterable[str]) -> tuple[str, dict[str, int]] | None:
    """The one level of cells that only say yes or no, and what each word means; None if they say more.

    A cross is a tick where there is no other, and no one knows what beside others: then it has no meaning.
    """
    bare = {word: word.replace(_VARIANT, "") for word in words}
    crosses = [word for word, mark in bare.items() if mark in _CROSSES]
    if not set(bare.values()) <= _TICKS | _CROSSES | _NOT:
        return None
    ticks = [word for word, mark in bare.items() if mark in _TICKS]
    meaning = {word: int(mark in _TICKS) for word, mark in bare.items() if mark not in _CROSSES}
    if not meaning:
        return YES, dict.fromkeys(crosses, 1)
    return (YES, meaning) if ticks else None
