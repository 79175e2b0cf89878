"""Which skill of a catalogue the words of a résumé name: by id, by name, by a catalogue's own words, or none.

Never by likeness: "project management" is one word away from "product management" and something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pmladder.catalogue.levels import level_numbers
from pmladder.catalogue.models import Catalogue, Skill, folded
from pmladder.profile.imports.imported import FoundSkill, ReadSkill, Unread
from pmladder.profile.imports.text import is_too_long
from pmladder.profile.imports.text import words as listed
from pmladder.profile.standing import level_to_write
from pmladder.text import plural

_WORD = re.compile(r"[^\W_]+")
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
_AMERICAN = re.compile(r"(?<=[a-z]{3})iz(?=e|ing|ation)")
_ONE_WORD = {"roadmap": "roadmapping", "roadmaps": "roadmapping", "analytic": "analytics", "backlogs": "backlog"}

Words = tuple[str, ...]


class _Meaning(NamedTuple):
    """The skill that some words name; `whole` unless they are only a part of its name."""

    skill: str
    whole: bool


def read_skills(
    found: Sequence[FoundSkill], catalogue: Catalogue
) -> tuple[dict[str, dict[str, int | str]], tuple[ReadSkill, ...], tuple[Unread, ...], tuple[str, ...]]:
    """The ratings that the words in `found` come to; then what was matched, what was not, and remarks.

    A level counts where it is a name of the catalogue's scale and stands beside the whole name of a skill;
    without one the rating has no level: the skill is there, and how far is not known.
    """
    index = _index(catalogue)
    names = level_numbers(tuple(level.name for level in catalogue.scale))
    read: list[ReadSkill] = []
    unread: list[Unread] = []
    without_level: list[str] = []
    for entry in found:
        meaning = None if is_too_long(entry.text) else _meaning(entry.text, index)
        if meaning is None:
            unread.append(Unread(entry.place, "is no skill of this catalogue", entry.text))
            continue
        level = entry.level.casefold() if entry.level and meaning.whole else None
        number = names.get(level) if level else None
        if entry.level and number is None:
            without_level.append(entry.place)
        written = None if number is None else level_to_write(number, catalogue)
        read.append(ReadSkill(entry.place, entry.text, meaning.skill, written))
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


def _meaning(text: str, index: Mapping[Words, _Meaning | None]) -> _Meaning | None:
    words = _words(text)
    if words in index:
        return index[words]
    stripped = tuple(word for word in words if word not in _FILLING)
    if stripped in index:
        return index[stripped]
    # Several words of a name, in their order, with nothing around them that makes them another skill.
    for start in range(len(words)):
        for end in range(len(words), start + 1, -1):
            meaning = index.get(words[start:end])
            rest = {*words[:start], *words[end:]}
            if meaning is not None and meaning.whole and rest <= _AROUND | _FILLING:
                return meaning
    return None


def _index(catalogue: Catalogue) -> dict[Words, _Meaning | None]:
    """Every id, name and part of a name as words, with the skill that it names; None where it is several."""
    index: dict[Words, _Meaning | None] = {}
    for whole in (True, False):
        claims: dict[Words, set[str]] = {}
        for skill in catalogue.skills:
            for words in _names(skill) if whole else _parts(skill):
                claims.setdefault(words, set()).add(skill.id)
        for words, skills in claims.items():
            index.setdefault(words, _Meaning(next(iter(skills)), whole) if len(skills) == 1 else None)
    return index


def _names(skill: Skill) -> Iterator[Words]:
    yield from filter(None, {_words(skill.id), _words(skill.name)})


def _parts(skill: Skill) -> Iterator[Words]:
    parts = [_words(part) for part in _PART.split(skill.name)]
    yield from {part for part in parts if part and any(len(word) > 2 for word in part)} - {_words(skill.name)}


def _words(text: str) -> Words:
    plain = _AMERICAN.sub("is", folded(text.replace("&", " and ")))
    words = tuple(_ONE_WORD.get(word, word) for word in _WORD.findall(plain))
    return words[:20]
