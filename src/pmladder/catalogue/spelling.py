"""The words of a name in one spelling, to recognise names that are written differently."""

from __future__ import annotations

import re

from pmladder.text import folded

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+[+#]*")
_AMERICAN = re.compile(r"(?<=[a-z]{3})iz(?=e|ing|ation)")
_ONE_WORD = {
    "roadmap": "roadmapping", "roadmaps": "roadmapping", "analytic": "analytics", "backlogs": "backlog",
    "modeling": "modelling",
}  # fmt: skip
_NO_PLURALS = frozenset({"communications"})
"""Words that mean something else without their `s`, such as communications or public relations."""


def words_of(text: str) -> Words:
    """The words of a name, in one spelling; letters that stand alone are one word: `A/B` is `AB`."""
    plain = _AMERICAN.sub("is", folded(text.replace("&", " and ")))
    words: list[str] = []
    letters = False
    for word in _WORD.findall(plain):
        if letters and len(word) == 1:
            words[-1] += word
        else:
            words.append(_ONE_WORD.get(word, word))
        letters = len(word) == 1
    return tuple(words)


def singular(words: Words) -> Words:
    """`words` without the endings of plurals."""
    return tuple(map(_singular, words))


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss") or word in _NO_PLURALS:
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
