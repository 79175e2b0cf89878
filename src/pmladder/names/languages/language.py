"""What a language is to job titles: its words beside the English ones, and how it puts words together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

NOTHING: Mapping[str, str] = {}


class Language(NamedTuple):
    """One language as data; nothing but these fields sets it apart.

    `words` has the words of the language, between blanks, under the English one that each is read as: seniority,
    functions, people, and small words ("&", "of", "at", "for", "in"). `phrases` has words that mean something else
    together, with what they mean in English.

    `endings` has the endings of another gender, number or case, each with the ending of the form that `words` has.

    `links` are the letters that may stand between two words written as one; a language that writes none has none.
    `ends` has the words that mean something else as the end of such a word. `spaced` is whether there are spaces
    between words at all.

    `noun_first` says that what narrows a noun follows it: "analista de datos".
    """

    name: str
    words: Mapping[str, str]
    phrases: Mapping[str, str] = NOTHING
    endings: Mapping[str, str] = NOTHING
    links: tuple[str, ...] = ()
    ends: Mapping[str, str] = NOTHING
    spaced: bool = True
    noun_first: bool = False
