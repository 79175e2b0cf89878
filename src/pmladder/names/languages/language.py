"""One language as the program needs it for job titles: its words, and how it combines words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

NOTHING: Mapping[str, str] = {}


class Language(NamedTuple):
    """One language, as data only.

    `words` maps an English word to its translations, separated by blanks: seniority, functions, people, and small words
    ("&", "of", "at", "for", "in"). `phrases` maps groups of words with a meaning of their own to English.

    `endings` maps the endings of other genders, numbers and cases to the ending of the form in `words`.

    `links` are the letters that may join two words into a compound; empty for a language without compounds. `ends`
    holds words with another meaning at the end of a compound. `spaced` says whether the language puts spaces between
    words.

    `noun_first` says that qualifiers follow their noun: "analista de datos".
    """

    name: str
    words: Mapping[str, str]
    phrases: Mapping[str, str] = NOTHING
    endings: Mapping[str, str] = NOTHING
    links: tuple[str, ...] = ()
    ends: Mapping[str, str] = NOTHING
    spaced: bool = True
    noun_first: bool = False
