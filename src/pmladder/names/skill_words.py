"""Matches words of a résumé to a skill: by id, name, alias, or a part of the name.

Similar words never match: "project management" is not "product management".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Skill
from pmladder.catalogue.spelling import Words, words_of
from pmladder.names.skills import SkillNames

NamedBy = Literal["id", "name", "alias", "part"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PART = re.compile(r",|;|/|\band\b|&", re.IGNORECASE)
_FILLING = _set(
    "the of in for and skill skills ability abilities strong product products "
    "methodology methodologies methods practices principles"
)
"""Words that do not help to identify a skill."""
_AROUND = _set(
    "strategy strategies planning plans management development design methodology methodologies method methods "
    "techniques framework frameworks practices practice process processes expertise experience analysis "
    "cross functional agile digital b2b b2c saas"
)
"""Words that may surround a name of several words without changing the skill."""
_AROUND_OR_FILLING = _AROUND | _FILLING
_SEVERAL = tuple(re.compile(between, re.IGNORECASE) for between in (r"[()]", r"[(),;&]|\band\b", r"[(),;&/]|\band\b"))
"""The separators of names in one text: "User experience (UX)", "Agile and Scrum", "Agile/Scrum"."""
_BY: tuple[NamedBy, ...] = ("id", "name", "alias", "part")
_MOST_WORDS = 20


class SkillMeaning(NamedTuple):
    """A skill that some words name, and how it was matched."""

    skill: str
    by: NamedBy


class SkillWords:
    """The names of a catalogue's skills, and the parts of these names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = SkillNames(catalogue)
        self._parts: dict[Words, set[str]] = {}
        for skill in catalogue.skills:
            for words in _parts(skill):
                self._parts.setdefault(words, set()).add(skill.id)

    def meaning(self, text: str) -> SkillMeaning | None:
        """The skill that `text` names, as one name or as several names of the same skill."""
        readings = (self._of_several(between.split(text)) for between in _SEVERAL)
        return self._of_one(words_of(text)) or next(filter(None, readings), None)

    def _of_one(self, words: Words) -> SkillMeaning | None:
        stripped = tuple(word for word in words if word not in _FILLING)
        for name in (words, stripped):
            if self._is_known(name):
                return self._known(name)
        # Several words of a name, in order, without surrounding words that make it another skill.
        words = words[:_MOST_WORDS]
        for start in range(len(words)):
            for end in range(min(len(words), start + self._names.longest), start + 1, -1):
                if _AROUND_OR_FILLING.issuperset(words[:start] + words[end:]) and self._names.of(words[start:end]):
                    return self._known(words[start:end])
        return None

    def _of_several(self, names: list[str]) -> SkillMeaning | None:
        """The skill that all `names` mean, with the weakest kind of match among them."""
        meanings = [self._of_one(words) for words in map(words_of, names) if words]
        found = [meaning for meaning in meanings if meaning is not None]
        if len(found) < 2 or len(found) < len(meanings) or len({meaning.skill for meaning in found}) > 1:
            return None
        return max(found, key=lambda meaning: _BY.index(meaning.by))

    def _is_known(self, words: Words) -> bool:
        return self._names.of(words) is not None or words in self._parts

    def _known(self, words: Words) -> SkillMeaning | None:
        """The skill of a known name; None if several skills share it."""
        naming = self._names.of(words)
        skills = self._parts[words] if naming is None else naming.skills
        return SkillMeaning(next(iter(skills)), "part" if naming is None else naming.by) if len(skills) == 1 else None


def _parts(skill: Skill) -> Iterator[Words]:
    parts = [words_of(part) for part in _PART.split(skill.name)]
    yield from {part for part in parts if part and any(len(word) > 2 for word in part)} - {words_of(skill.name)}
