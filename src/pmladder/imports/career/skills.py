"""Matches words of a résumé to skills of a catalogue: by id, name, alias, or a part of the name.

Similar words never match: "project management" is not "product management".
"""

from __future__ import annotations

from collections.abc import Sequence

from pmladder.catalogue.models import Catalogue, level_numbers
from pmladder.imports.career.found import FoundSkill, ReadSkill, Unread
from pmladder.imports.career.lines import is_too_long
from pmladder.names.skill_words import SkillWords
from pmladder.profile.standing import level_to_write
from pmladder.text import plural

_WHOLE = ("id", "name")


def read_skills(
    found: Sequence[FoundSkill], catalogue: Catalogue
) -> tuple[dict[str, dict[str, int | str]], tuple[ReadSkill, ...], tuple[Unread, ...], tuple[str, ...]]:
    """The ratings from the words in `found`; then the matches, the unread words, and remarks.

    A level counts only if it is a name of the catalogue's scale and is beside the full name of a skill, as an alias or
    a part of the name may mean less than the skill. Without a level, the level of the skill is unknown.
    """
    words = SkillWords(catalogue)
    names = level_numbers(tuple(level.name for level in catalogue.scale))
    read: list[ReadSkill] = []
    unread: list[Unread] = []
    without_level: list[str] = []
    for entry in found:
        meaning = None if is_too_long(entry.text) else words.meaning(entry.text)
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
    levels_of: dict[str, set[int | str]] = {}
    for entry in read:
        levels_of.setdefault(entry.skill, set()).update([] if entry.level is None else [entry.level])
    ratings: dict[str, dict[str, int | str]] = {}
    remarks = []
    for skill, levels in levels_of.items():
        ratings[skill] = {"level": next(iter(levels))} if len(levels) == 1 else {}
        if len(levels) > 1:
            remarks.append(f"{skill} is there at {len(levels)} levels; it is taken without one")
    return ratings, remarks
