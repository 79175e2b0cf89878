"""A language ready to be looked up: what its words, its forms and its joined words are in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pmladder.names import words
from pmladder.names.languages.known import ENGLISH, LANGUAGES
from pmladder.names.languages.language import Language
from pmladder.names.spelling import one_spelling

_SHORTEST = 3
"""Letters of a word that may be a part of another, and of what an ending leaves."""
_SHORTEST_LAST = 5
"""Letters of such a word where nobody knows what stands before it: "Zahlungsproduktmanager"."""
_TELLING = {"of": 0, "the": 0, "in": 0, "&": 1, "at": 1, "for": 1}
"""How much a small word says about the language of a title; any other word says more."""
_MOST_TELLING = 3


class Unit(NamedTuple):
    """Words that stay together, in English; `foreign` where they were not English."""

    tokens: tuple[str, ...]
    foreign: bool


class Lexicon:
    """The words of one language. A word that it does not know is taken to be English, or a name."""

    def __init__(self, language: Language) -> None:
        self.noun_first = language.noun_first
        self._links = language.links
        self._words = _by_word(language.words)
        self._last = self._words | {one_spelling(word): tuple(said.split()) for word, said in language.ends.items()}
        endings = {one_spelling(ending): one_spelling(base) for ending, base in language.endings.items()}
        self._endings = sorted(endings.items(), key=lambda pair: -len(pair[0]))
        self._phrases: dict[str, list[tuple[list[str], Unit]]] = {}
        for phrase, said in language.phrases.items():
            first, *_ = spelled = one_spelling(phrase).split()
            self._phrases.setdefault(first, []).append((spelled, Unit(tuple(said.split()), foreign=True)))
        self._within = None if language.spaced else re.compile("|".join(sorted(self._words, key=len, reverse=True)))
        self.units = lru_cache(4096)(self._units)

    def knows(self, tokens: Sequence[str]) -> int:
        """How much `tokens` speak for a title in this language; words that are English too say nothing."""
        phrases = sum(self._phrase_at(at, tokens) is not None for at in range(len(tokens)))
        return phrases * _MOST_TELLING + sum(map(self._says, filter(_is_unknown, tokens)))

    def _says(self, token: str) -> int:
        found = [unit.tokens for unit in self.units(token) if unit.foreign]
        return max((_TELLING.get(tokens[0], _MOST_TELLING) for tokens in found if tokens), default=0)

    def read(self, tokens: Sequence[str]) -> Iterator[Unit]:
        """The words and marks of a title in this language, in its own order."""
        at = 0
        while at < len(tokens):
            found = self._phrase_at(at, tokens)
            if found is None:
                yield from self.units(tokens[at])
                at += 1
            else:
                length, unit = found
                yield unit
                at += length

    def _phrase_at(self, at: int, tokens: Sequence[str]) -> tuple[int, Unit] | None:
        for phrase, unit in self._phrases.get(tokens[at], ()):
            if list(tokens[at : at + len(phrase)]) == phrase:
                return len(phrase), unit
        return None

    def _units(self, token: str) -> tuple[Unit, ...]:
        """What one word is: itself, where it is English or nobody knows it."""
        known = self._words.get(token)
        if known is not None:
            return (Unit(known, foreign=True),)
        if token in words.KNOWN or token in words.SAME_WORD or not token[0].isalpha():
            return (Unit((token,), foreign=False),)
        if self._within is not None:
            return tuple(self._written_on(token, self._within))
        return (self._form(token, self._words) or self._joined(token) or Unit((token,), foreign=False),)

    def _form(self, token: str, table: Mapping[str, tuple[str, ...]]) -> Unit | None:
        """A word of `table`, or an English one, in another gender, number or case."""
        for ending, base in self._endings:
            stem = token[: len(token) - len(ending)]
            if token.endswith(ending) and len(stem) >= _SHORTEST:
                found = table.get(stem + base) or _english(stem + base)
                if found is not None:
                    return Unit(found, foreign=True)
        return None

    def _joined(self, token: str) -> Unit | None:
        """Several words written as one, the last of them known: "Produktmanagerin", "tuotepäällikkö"."""
        for start in range(1, len(token) - _SHORTEST + 1) if self._links else ():
            last = self._part(token[start:], self._last) or self._form(token[start:], self._last)
            if last is None:
                continue
            before = self._parts_before(token[:start])
            if before is not None:
                return Unit((*before.tokens, *last.tokens), before.foreign or last.foreign)
            if last.foreign and len(token) - start >= _SHORTEST_LAST and start >= _SHORTEST:
                return Unit((token[:start], *last.tokens), foreign=True)
        return None

    def _parts_before(self, text: str) -> Unit | None:
        """The words that `text`, the beginning of a joined word, is made of; None where they are not all known."""
        for link in self._links:
            rest = text.removesuffix(link)
            if len(rest) < _SHORTEST or not text.endswith(link):
                continue
            if whole := self._part(rest, self._words):
                return whole
            for start in range(_SHORTEST, len(rest) - _SHORTEST + 1):
                last, before = self._part(rest[start:], self._words), None
                if last is not None:
                    before = self._parts_before(rest[:start])
                if last is not None and before is not None:
                    return Unit((*before.tokens, *last.tokens), before.foreign or last.foreign)
        return None

    def _part(self, text: str, table: Mapping[str, tuple[str, ...]]) -> Unit | None:
        if (found := table.get(text)) is not None:
            return Unit(found, foreign=True)
        english = _english(text)
        return None if english is None else Unit(english, foreign=False)

    def _written_on(self, token: str, word: re.Pattern[str]) -> Iterator[Unit]:
        """The words of a text without spaces, and what nobody knows between them."""
        at = 0
        for found in word.finditer(token):
            if found.start() > at:
                yield Unit((token[at : found.start()],), foreign=False)
            yield Unit(self._words[found.group()], foreign=True)
            at = found.end()
        if at < len(token):
            yield Unit((token[at:],), foreign=False)


def _by_word(said: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {one_spelling(word): tuple(english.split()) for english, others in said.items() for word in others.split()}


def _english(text: str) -> tuple[str, ...] | None:
    return (text,) if text in words.JOINED else None


@cache
def _lexicons() -> tuple[Lexicon, ...]:
    return tuple(map(Lexicon, LANGUAGES))


@cache
def _english_lexicon() -> Lexicon:
    return Lexicon(ENGLISH)


def _is_unknown(token: str) -> bool:
    """Whether this is a word, and none that English titles have."""
    return token[0].isalpha() and token not in words.KNOWN and token not in words.SAME_WORD


def lexicon_of(tokens: Sequence[str]) -> Lexicon:
    """The language that knows most of these words; English where none knows one that English does not."""
    best, most = _english_lexicon(), 0
    for lexicon in _lexicons() if any(map(_is_unknown, tokens)) else ():
        knows = lexicon.knows(tokens)
        if knows > most:
            best, most = lexicon, knows
    return best
