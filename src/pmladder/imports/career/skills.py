"""Which skill of a catalogue the words of a résumé name: by id, by name, by an alias, by a part of its name, or none.

Never by likeness: "project management" is one word away from "product management" and something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmladder.catalogue.labels import level_numbers
from pmladder.catalogue.models import Catalogue
from pmladder.imports.career.found import FoundSkill, ReadSkill, Unread
from pmladder.imports.career.lines import is_too_long
from pmladder.names.skill_words import SkillWords
from pmladder.profile.standing import level_to_write
from pmladder.text import plural

_WHOLE = ("id", "name")


def read_skills(
    found: Sequence[FoundSkill], catalogue: Catalogue
) -> tuple[dict[str, dict[str, int | str]], tuple[ReadSkill, ...], tuple[Unread, ...], tuple[str, ...]]:
    """The ratings that the words in `found` come to; then what was matched, what was not, and remarks.

    A level counts where it is a name of the catalogue's scale and stands beside the whole name of a skill: an alias
    may be a method of it, as a part of its name is a part of it. Without a level the skill is there, and how far is
    not known.
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
