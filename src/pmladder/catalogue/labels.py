"""The names that people read and write: labels that keep roles and skills apart, and the names of levels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pmladder.catalogue.fields import NONE
from pmladder.text import did_you_mean, repr_quoted, safe

DEFAULT_SCALE = ("awareness", "working", "practitioner", "expert")
_NAMED = 8


def level_numbers(scale: tuple[str, ...]) -> dict[str, int]:
    """The number of each level name of a scale, folded for comparison; `none` is 0."""
    return {NONE: 0, **{name.casefold(): number for number, name in enumerate(scale, 1)}}


def unknown_level_of(names: tuple[str, ...], written: str) -> str:
    """The message about a level that the scale does not have. `names` are its levels, lowest first."""
    hint = did_you_mean(written, (NONE, *names)) or f"; the levels are {_numbered(names)}"
    return f"unknown level {repr_quoted(written)}{hint}"


def unknown_reach_of(names: tuple[str, ...], written: str) -> str:
    """The message about a reach that is not among `names`, nearest first."""
    if not names:
        return f"unknown reach {repr_quoted(written)}; name it in `reach` at the head of the file, nearest first"
    hint = did_you_mean(written, (NONE, *names)) or f"; there are {_numbered(names)}"
    return f"unknown reach {repr_quoted(written)}{hint}"


def _numbered(names: tuple[str, ...]) -> str:
    numbered = enumerate((NONE, *names[:_NAMED]))
    shown = [name if name == str(number) else f"{number} {safe(name, 60)}" for number, name in numbered]
    return f"{', '.join(shown)}{', ...' if len(names) > _NAMED else ''}"


Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+[+#]*")
_AMERICAN = re.compile(r"(?<=[a-z]{3})iz(?=e|ing|ation)")
_ONE_WORD = {
    "roadmap": "roadmapping", "roadmaps": "roadmapping", "analytic": "analytics", "backlogs": "backlog",
    "modeling": "modelling",
}  # fmt: skip
_NO_PLURALS = frozenset({"communications"})
"""Words that mean something else without their `s`, such as communications or public relations."""


def labels(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The label of each id: its name (`PM`), or name and id (`PM (pm-platform)`) when two entries share the name."""
    names = dict(named)
    read = [_read(name) for name in names.values()]
    times = Counter(read)
    if any(name.endswith(")") for name in read):
        # The name of one entry may be the same text as the name and id of another.
        times.update(_read(f"{name} ({key})") for key, name in names.items())
    return {
        key: name if times[alike] == 1 else f"{name} ({key})"
        for (key, name), alike in zip(names.items(), read, strict=True)
    }


def _read(text: str) -> str:
    """A name as a reader sees it: every kind of space is the same space."""
    return " ".join(folded(text).split())


def folded(text: str) -> str:
    """`text` as ids are compared: the same for case variants and for Unicode forms that look the same."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFKC", text).casefold()


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
