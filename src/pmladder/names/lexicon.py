"""A language prepared for lookup: the English meaning of its words, inflected forms and compounds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pmladder.names import vocabulary
from pmladder.names.languages.known import ENGLISH, LANGUAGES
from pmladder.names.languages.language import Language

Tokens = tuple[str, ...]

_SHORTEST = 3
"""The fewest letters of a part of a compound, and of a word without its ending."""
_SHORTEST_LAST = 5
"""The fewest known letters of a compound with an unknown beginning: "Zahlungsproduktmanager"."""
_LONGEST = 40
"""The most letters of a word that is searched for parts."""
_ENGLISH_TOO = frozenset({"es", "er", "en", "em"})
"""Longer endings that are also common in English. Like single letters, they are no sign of the language."""
_TELLING = {"of": 0, "the": 0, "in": 0, "&": 1, "at": 1, "for": 1}
"""The weight of a small word when the language of a title is guessed; other words weigh more."""
_MOST_TELLING = 3
_SMALL = frozenset((word,) for word in _TELLING)


class Unit(NamedTuple):
    """Words that belong together, in English. `foreign`: they were translated. `whole`: all of them are known."""

    tokens: Tokens
    foreign: bool
    whole: bool = True


class Lexicon:
    """The words of one language. An unknown word counts as English, or as a name."""

    def __init__(self, language: Language) -> None:
        self.noun_first = language.noun_first
        self.is_english = language is ENGLISH
        self.phrases: dict[str, list[tuple[Tokens, Unit]]] = {}
        for phrase, english in language.phrases.items():
            spelled = tuple(one_spelling(phrase).split())
            self.phrases.setdefault(spelled[0], []).append((spelled, Unit(tuple(english.split()), foreign=True)))
        self._links = language.links
        self._words = _by_word(language.words)
        self._last = self._words | {
            one_spelling(word): tuple(english.split()) for word, english in language.ends.items()
        }
        endings = {one_spelling(ending): one_spelling(base) for ending, base in language.endings.items()}
        self._endings = sorted(endings.items(), key=lambda pair: -len(pair[0]))
        self._any_ending = tuple(endings)
        self._tails = {word[-_SHORTEST:] for word in (*self._last, *vocabulary.JOINED)}
        self._script_of_its_own = bool(self._words) and not any(map(str.isascii, self._words))
        self._within = None if language.spaced else re.compile("|".join(sorted(self._words, key=len, reverse=True)))
        self.units = lru_cache(4096)(self._units)

    def read(self, tokens: Sequence[str]) -> Iterator[Unit]:
        """The words and marks of a title in this language, in its own order."""
        at = 0
        while at < len(tokens):
            for phrase, unit in self.phrases.get(tokens[at], ()):
                if tuple(tokens[at : at + len(phrase)]) == phrase:
                    yield unit
                    at += len(phrase)
                    break
            else:
                yield from self.units(tokens[at])
                at += 1

    def has(self, token: str) -> bool:
        """Whether `token` is a word of this language as it stands."""
        return token in self._words

    def says(self, token: str) -> int:
        """How strongly a non-English word suggests that the title is in this language."""
        found = [unit for unit in self.units(token) if unit.foreign and unit.tokens]
        return max((_TELLING.get(unit.tokens[0], _MOST_TELLING - (not unit.whole)) for unit in found), default=0)

    def _units(self, token: str) -> tuple[Unit, ...]:
        """The meaning of one word: the word itself if it is English or unknown."""
        known = self._words.get(token)
        if known is not None:
            return (Unit(known, foreign=True),)
        if not _is_unknown(token) or (self._script_of_its_own and token.isascii()):
            return (Unit((token,), foreign=False),)
        if self._within is not None:
            return tuple(self._written_on(token, self._within))
        return (self._form(token, self._words) or self._joined(token) or Unit((token,), foreign=False),)

    def _form(self, token: str, table: Mapping[str, Tokens]) -> Unit | None:
        """A word of `table`, or an English one, in another gender, number or case."""
        for ending, base in self._endings if token.endswith(self._any_ending) else ():
            stem = token[: len(token) - len(ending)]
            if token.endswith(ending) and len(stem) >= _SHORTEST:
                found = self._part(stem + base, table)
                if found is not None and (found.foreign or (len(ending) > 1 and ending not in _ENGLISH_TOO)):
                    return found._replace(foreign=True)
        return None

    def _part(self, text: str, table: Mapping[str, Tokens]) -> Unit | None:
        if (found := table.get(text)) is not None:
            return None if found[:1] in _SMALL else Unit(found, foreign=True)
        return Unit((text,), foreign=False) if text in vocabulary.JOINED else None

    def _joined(self, token: str) -> Unit | None:
        """A compound whose last part is known: "Produktmanagerin", "tuotepäällikkö"."""
        if not self._links or len(token) > _LONGEST:
            return None
        if token[-_SHORTEST:] not in self._tails and not token.endswith(self._any_ending):
            return None  # The last letters rule out most unknown words quickly.
        if whole := self._whole(token, self._last):
            return whole
        for start in range(_SHORTEST, len(token) - _SHORTEST_LAST + 1):
            known = self._whole(token[start:], self._last)
            if known is not None and known.foreign:
                return Unit((token[:start], *known.tokens), foreign=True, whole=False)
        return None

    def _whole(self, text: str, table: Mapping[str, Tokens]) -> Unit | None:
        """The parts of the compound `text`, without linking letters; None if a part is unknown."""
        if found := self._part(text, table) or self._form(text, table):
            return found
        for start in range(_SHORTEST, len(text) - _SHORTEST + 1):
            last = self._part(text[start:], table) or self._form(text[start:], table)
            for link in self._links if last else ():
                rest = text[: start - len(link)]
                before = self._whole(rest, self._words) if text[:start].endswith(link) else None
                if last and before:
                    return Unit((*before.tokens, *last.tokens), before.foreign or last.foreign)
        return None

    def _written_on(self, token: str, word: re.Pattern[str]) -> Iterator[Unit]:
        """The words of a text without spaces, and the unknown text between them."""
        at = 0
        for found in word.finditer(token):
            if found.start() > at:
                yield Unit((token[at : found.start()],), foreign=False)
            yield Unit(self._words[found.group()], foreign=True)
            at = found.end()
        if at < len(token):
            yield Unit((token[at:],), foreign=False)


def lexicon_of(tokens: Sequence[str]) -> Lexicon:
    """The language that knows most of these words; English if no other language knows a non-English one."""
    unknown = [token for token in tokens if _is_unknown(token)]
    if not unknown:
        return _english()
    phrases = () if _phrases().keys().isdisjoint(tokens) else tokens
    return _lexicon_that_knows(tuple(unknown), tuple(phrases))


@lru_cache(8192)
def _lexicon_that_knows(unknown: tuple[str, ...], tokens: tuple[str, ...]) -> Lexicon:
    """The language that knows most of these words and of the phrases in `tokens`."""
    knows: Counter[int] = Counter()
    for token in unknown:
        knows.update(dict(_said_by(token)))
    for at, token in enumerate(tokens):
        for place, phrase in _phrases().get(token, ()):
            if tokens[at : at + len(phrase)] == phrase:
                knows[place] += _MOST_TELLING
    most = max(knows.values(), default=0)
    return _lexicons()[min(place for place in knows if knows[place] == most)] if most else _english()


def is_name(token: str) -> bool:
    """Whether the word is in no language, so that it is probably a name."""
    return _is_unknown(token) and not _said_by(token)


@lru_cache(8192)
def _is_unknown(token: str) -> bool:
    """Whether this is a word that English titles do not use."""
    return token[0].isalpha() and not any(
        one in vocabulary.KNOWN or one in vocabulary.SAME_WORD for one in (token, token.removesuffix("s"))
    )


@lru_cache(8192)
def _said_by(token: str) -> tuple[tuple[int, int], ...]:
    """The languages that know a word (as indexes), each with how strongly the word suggests it."""
    lexicons = list(enumerate(_lexicons()))
    having = [(place, lexicon) for place, lexicon in lexicons if lexicon.has(token)]
    strengths = ((place, lexicon.says(token)) for place, lexicon in having or lexicons)
    return tuple((place, much) for place, much in strengths if much)


@cache
def _phrases() -> dict[str, list[tuple[int, Tokens]]]:
    """The phrases of all languages by their first words."""
    found: dict[str, list[tuple[int, Tokens]]] = {}
    for place, lexicon in enumerate(_lexicons()):
        for first, phrases in lexicon.phrases.items():
            found.setdefault(first, []).extend((place, phrase) for phrase, _ in phrases)
    return found


@cache
def _lexicons() -> tuple[Lexicon, ...]:
    return tuple(map(Lexicon, LANGUAGES))


@cache
def _english() -> Lexicon:
    return Lexicon(ENGLISH)


def _by_word(translations: Mapping[str, str]) -> dict[str, Tokens]:
    return {
        one_spelling(word): tuple(english.split()) for english, many in translations.items() for word in many.split()
    }


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ß": "ss"})


def one_spelling(text: str) -> str:
    """`text` in lower case without accents: "Kıdemli" is `kidemli`."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(character for character in split if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", kept).translate(_LETTERS)
