"""Typing mistakes in a title ("Product Manger"), and the roles with names similar to an unknown title."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pmladder.names import vocabulary
from pmladder.names.index import Title, letter_pairs
from pmladder.names.lexicon import is_name
from pmladder.names.text import plain

_SHORTEST = 5
"""The fewest letters of a word that is corrected: many shorter words are one letter away from another word."""
_WORD = re.compile(r"[a-z]{5,}")
_RIGHT = sorted(
    word
    for word in vocabulary.TELLING | vocabulary.FUNCTIONS | {"management"}
    if word.isalpha() and len(word) >= _SHORTEST and word not in vocabulary.UNPLACED
)


class CorrectedTitle(NamedTuple):
    """A corrected title, and the corrected words: the typed form and the right one."""

    text: str
    corrections: dict[str, str]


def corrected(text: str) -> CorrectedTitle | None:
    """`text` with every misspelled word corrected; None if there is nothing to correct."""
    found = plain(text)
    corrections = {word: right for word in _WORD.findall(found) if (right := _correct_word(word)) is not None}
    if not corrections:
        return None
    return CorrectedTitle(_WORD.sub(lambda word: corrections.get(word.group(), word.group()), found), corrections)


def _correct_word(word: str) -> str | None:
    if word in vocabulary.KNOWN or word in vocabulary.SAME_WORD or not is_name(word):
        return None
    # A plural is no typing mistake: a founders' associate is no founder.
    candidates = [
        right for right in _RIGHT if right[0] == word[0] and word != f"{right}s" and _is_one_slip(word, right)
    ]
    return candidates[0] if len(candidates) == 1 else None


def _is_one_slip(word: str, right: str) -> bool:
    """Whether one letter is missing, added or replaced, or two neighbours are swapped."""
    shorter, longer = sorted((word, right), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((at for at, (one, other) in enumerate(zip(shorter, longer, strict=False)) if one != other), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    swapped = shorter[at : at + 2] == longer[at : at + 2][::-1] and shorter[at + 2 :] == longer[at + 2 :]
    return swapped or shorter[at + 1 :] == longer[at + 1 :]


_NEAREST = 3
# How similar to a seniority word a word must be to count as misspelled, by its number of letters.
_SLIP, _LONG_ENOUGH = 0.82, 4
_ALIKE = 0.45
_SAME_FUNCTION = 0.5

_RANKS = sorted(word for word in vocabulary.RANKS if len(word) >= _LONG_ENOUGH)


def misspelt(title: Title) -> bool:
    """Whether a word looks like a misspelled seniority word ("senoir"). Ignoring it would change the rung."""
    tokens = {token for phrase in title.phrases for token in phrase}
    return any(_is_slip(token) for token in tokens - vocabulary.KNOWN)


@lru_cache(4096)
def _is_slip(word: str) -> bool:
    from difflib import get_close_matches  # Most titles are matched without this import.

    return len(word) >= _LONG_ENOUGH and bool(get_close_matches(word, _RANKS, 1, _SLIP))


def nearest(title: Title) -> tuple[str, ...]:
    """The roles with the names most similar to the title. Roles with its function come first."""
    pairs = letter_pairs(" ".join(title.spelled))
    functions = [function for reading in title.readings for function in reading.functions]
    with_function = {role for function in functions for role in title.names.functions.get(function, ())}
    similarity: dict[str, float] = {}
    for role, letters in title.names.letters:
        shared = 2 * len(pairs & letters) / (len(pairs) + len(letters))
        similarity[role] = max(similarity.get(role, 0.0), shared + (_SAME_FUNCTION if role in with_function else 0.0))
    best = sorted((role for role in similarity if similarity[role] >= _ALIKE), key=lambda role: -similarity[role])
    return tuple(best[:_NEAREST])
