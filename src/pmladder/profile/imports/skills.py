"""Which skill of a catalogue the words of a résumé name: by id, by name, by an alias, by a part of its name, or none.

Never by likeness: "project management" is one word away from "product management" and something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmladder.catalogue.levels import level_numbers
from pmladder.catalogue.models import Catalogue, Skill
from pmladder.catalogue.skill_names import SkillNames, Words, words_of
from pmladder.profile.imports.imported import FoundSkill, NamedBy, ReadSkill, Unread
from pmladder.profile.imports.text import is_too_long
from pmladder.profile.imports.text import words as listed
from pmladder.profile.standing import level_to_write
from pmladder.text import plural

_PART = re.compile(r",|;|/|\band\b|&", re.IGNORECASE)
_FILLING = listed(
    "the of in for and skill skills ability abilities strong product products "
    "methodology methodologies methods practices principles"
)
"""Words that say nothing about which skill is meant."""
_AROUND = listed(
    "strategy strategies planning plans management development design methodology methodologies method methods "
    "techniques framework frameworks practices practice process processes expertise experience analysis "
    "cross functional agile digital b2b b2c saas"
)
"""Words that may stand around a name of several words without making it another skill."""
_AROUND_OR_FILLING = _AROUND | _FILLING
_SEVERAL = tuple(re.compile(between, re.IGNORECASE) for between in (r"[()]", r"[(),;&]|\band\b", r"[(),;&/]|\band\b"))
"""What stands between names in one text: "User experience (UX)", "Agile and Scrum", "Agile/Scrum"."""
_BY: tuple[NamedBy, ...] = ("id", "name", "alias", "part")
_WHOLE = ("id", "name")
_MOST_WORDS = 20


class _Meaning(NamedTuple):
    """The skill that some words name, and by what."""

    skill: str
    by: NamedBy


def read_skills(
    found: Sequence[FoundSkill], catalogue: Catalogue
) -> tuple[dict[str, dict[str, int | str]], tuple[ReadSkill, ...], tuple[Unread, ...], tuple[str, ...]]:
    """The ratings that the words in `found` come to; then what was matched, what was not, and remarks.

    A level counts where it is a name of the catalogue's scale and stands beside the whole name of a skill: an alias
    may be a method of it, as a part of its name is a part of it. Without a level the skill is there, and how far is
    not known.
    """
    names_of = _Names(catalogue)
    names = level_numbers(tuple(level.name for level in catalogue.scale))
    read: list[ReadSkill] = []
    unread: list[Unread] = []
    without_level: list[str] = []
    for entry in found:
        meaning = None if is_too_long(entry.text) else names_of.meaning(entry.text)
        if meaning is None:
            unread.append(Unread(entry.place, "is no skill of this catalogue", entry.text))
            continue
        level = entry.level.casefold() if entry.level and meaning.by in _WHOLE else None
        number = names.get(level) if level else None
        if entry.level and number is None:
            without_level.append(entry.place)
        written = None if number is None else level_to_write(number, catalogue)
        read.append(ReadSkill(entry.place, entry.text, meaning.skill, written, matched_by=meaning.by))
    ratings, remarks = _ratings(read)
    if without_level:
        remarks.append(_no_levels(without_level, catalogue))
    return ratings, tuple(read), tuple(unread), tuple(remarks)


def _no_levels(places: list[str], catalogue: Catalogue) -> str:
    shown = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    scale = ", ".join(level.name for level in catalogue.scale)
    return (
        f"{plural(len(places), 'level')} in words ({shown}) {'is' if len(places) == 1 else 'are'} not taken over: "
        f"only {scale} count, and only beside the whole name of a skill; the skill itself is taken"
    )


def _ratings(read: list[ReadSkill]) -> tuple[dict[str, dict[str, int | str]], list[str]]:
    said: dict[str, set[int | str]] = {}
    for entry in read:
        said.setdefault(entry.skill, set()).update([] if entry.level is None else [entry.level])
    ratings: dict[str, dict[str, int | str]] = {}
    remarks = []
    for skill, levels in said.items():
        ratings[skill] = {"level": next(iter(levels))} if len(levels) == 1 else {}
        if len(levels) > 1:
            remarks.append(f"{skill} is there at {len(levels)} levels; it is taken without one")
    return ratings, remarks


class _Names:
    """What the skills of a catalogue are called, and what the parts of their names are."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = SkillNames(catalogue)
        self._parts: dict[Words, set[str]] = {}
        for skill in catalogue.skills:
            for words in _parts(skill):
                self._parts.setdefault(words, set()).add(skill.id)

    def meaning(self, text: str) -> _Meaning | None:
        """The one skill that `text` names: all of it, or several names of one skill beside each other."""
        readings = (self._of_several(between.split(text)) for between in _SEVERAL)
        return self._of_one(words_of(text)) or next(filter(None, readings), None)

    def _of_one(self, words: Words) -> _Meaning | None:
        stripped = tuple(word for word in words if word not in _FILLING)
        for name in (words, stripped):
            if self._is_known(name):
                return self._known(name)
        # Several words of a name, in their order, with nothing around them that makes them another skill.
        words = words[:_MOST_WORDS]
        for start in range(len(words)):
            for end in range(min(len(words), start + self._names.longest), start + 1, -1):
                if _AROUND_OR_FILLING.issuperset(words[:start] + words[end:]) and self._names.of(words[start:end]):
                    return self._known(words[start:end])
        return None

    def _of_several(self, names: list[str]) -> _Meaning | None:
        """The skill that every one of `names` means, by the name that says least."""
        meanings = [self._of_one(words) for words in map(words_of, names) if words]
        found = [meaning for meaning in meanings if meaning is not None]
        if len(found) < 2 or len(found) < len(meanings) or len({meaning.skill for meaning in found}) > 1:
            return None
        return max(found, key=lambda meaning: _BY.index(meaning.by))

    def _is_known(self, words: Words) -> bool:
        return self._names.of(words) is not None or words in self._parts

    def _known(self, words: Words) -> _Meaning | None:
        """The skill of a known name; none where it is several."""
        naming = self._names.of(words)
        skills = self._parts[words] if naming is None else naming.skills
        return _Meaning(next(iter(skills)), "part" if naming is None else naming.by) if len(skills) == 1 else None


def _parts(skill: Skill) -> Iterator[Words]:
    parts = [words_of(part) for part in _PART.split(skill.name)]
    yield from {part for part in parts if part and any(len(word) > 2 for word in part)} - {words_of(skill.name)}
