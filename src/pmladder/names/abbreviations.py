"""Abbreviations of titles in full: "PM" is a product manager, unless its own words stand beside it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from pmladder.names import words
from pmladder.names.phrase import Phrase

Abbreviations = Mapping[str, Phrase]
"""Letters in lower case, with the words that they stand for."""


def written_out(tokens: list[str], abbreviations: Abbreviations) -> list[str]:
    """`tokens` with abbreviations in full. One that stands beside its own words says nothing else than they do."""
    if abbreviations.keys().isdisjoint(tokens):
        return tokens
    found: list[str] = []
    for at, token in enumerate(tokens):
        behind = tokens[at + 1 :]
        if token not in abbreviations:
            found.append(token)
        elif not _said_in_full(token, abbreviations[token], found, behind):
            found += abbreviations[token]
    return found


def _said_in_full(letters: str, full: Phrase, before: list[str], behind: list[str]) -> bool:
    """Whether words that begin with these letters, and mean another thing, stand before or behind a mark.

    "Chief people officer, CPO" and "PM (project manager)": the words count.
    """
    marked = [word for word in before[-1:] if _is_mark(word)]
    runs = [_run(reversed(before[: len(before) - len(marked)]))[::-1]]
    if behind and _is_mark(behind[0]):
        runs.append(_run(behind[1:]))
    for run in runs:
        last = tuple(run[-len(letters) :])
        same = "".join(word[0] for word in last) == letters
        of_person = last[-1:] == ("management",) and last[0] in words.FUNCTIONS
        if same and last != full and (of_person or last[-1] in words.TELLING):
            return True
    return False


def _run(tokens: Iterable[str]) -> list[str]:
    """The words up to the first mark."""
    return list(itertools.takewhile(lambda token: not _is_mark(token), tokens))


def _is_mark(token: str) -> bool:
    return token in words.JOINS or token in (words.SIDE_BY_SIDE, words.STOP)
