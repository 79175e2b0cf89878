"""What an unknown title may have been meant to be: slips of the pen, and the roles whose names look like it."""

from __future__ import annotations

from functools import lru_cache

from pmladder.names import words
from pmladder.names.index import letter_pairs
from pmladder.names.match import Title

_NEAREST = 3
# How much a word of at least so many letters must look like a seniority word to be a slip for it.
_SLIP, _LONG_ENOUGH = 0.82, 4
_ALIKE = 0.45
_SAME_FUNCTION = 0.5

_RANKS = sorted(word for word in words.RANKS if len(word) >= _LONG_ENOUGH)


def misspelt(title: Title) -> bool:
    """Whether a word looks like a slip for a seniority word ("senoir"): passing it over would change the rung."""
    tokens = {token for phrase in title.phrases for token in phrase}
    return any(_is_slip(token) for token in tokens - words.KNOWN)


@lru_cache(4096)
def _is_slip(word: str) -> bool:
    from difflib import get_close_matches  # Most titles are found before a slip is looked for.

    return len(word) >= _LONG_ENOUGH and bool(get_close_matches(word, _RANKS, 1, _SLIP))


def nearest(title: Title) -> tuple[str, ...]:
    """The roles whose names look most like the title, those with its function before others."""
    pairs = letter_pairs(" ".join(title.spelled))
    functions = [function for reading in title.readings for function in reading.functions]
    same = {role for function in functions for role in title.names.functions.get(function, ())}
    alike: dict[str, float] = {}
    for role, letters in title.names.letters:
        shared = 2 * len(pairs & letters) / (len(pairs) + len(letters))
        alike[role] = max(alike.get(role, 0.0), shared + (_SAME_FUNCTION if role in same else 0.0))
    best = sorted((role for role in alike if alike[role] >= _ALIKE), key=lambda role: -alike[role])
    return tuple(best[:_NEAREST])
