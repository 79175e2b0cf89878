"""What was understood of a ladder, whatever its format and shape: roles, skills, what is asked, and what is left over.

Every reader fills one of these, in the order of the file; `making` turns it into a catalogue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from typing import Any, NamedTuple

from pmladder.catalogue.fields import Strength
from pmladder.catalogue.grammar import Raw
from pmladder.imports.ladder import figures
from pmladder.imports.ladder.ids import Ids, is_id, slug
from pmladder.imports.ladder.titles import title_and_grade
from pmladder.imports.ladder.told import Told
from pmladder.text import folded, repr_quoted

_WITH_YEARS = re.compile(r"\b(?:years?|yrs?)\b", re.IGNORECASE)
LINE, TEXT = 5_000, 20_000
"""The most characters of a text of one line, and of a longer one."""
_MOST_ENTRIES, _MOST_ASKED = 10_000, 100_000
"""The most roles and skills together, and the most that all roles ask: more takes long to make and to check."""


class Place(NamedTuple):
    """Where something stands: a row and a column of a table, or an entry and a part of it."""

    where: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.where}, {self.part}" if self.part else self.where


class AskedPair(NamedTuple):
    """What one role asks of one skill: the level as it is written, and the text on what that level looks like.

    Without a level, the text is that of the role's own step. `number` is the number of the level where the file has
    a place of its own for it.
    """

    role: Hashable
    skill: Hashable
    level: str
    place: Place
    text: str = ""
    number: str = ""
    strength: Strength = "supporting"
    optional: bool = False


class Understood:
    """The roles, skills and categories by key, each made at its first appearance, and what is asked.

    `unread` has what should have been read and could not be, `unused` what was left aside on purpose.
    """

    def __init__(self) -> None:
        self.unread, self.unused, self.remarks = Told(), Told(), Told()
        self.about: Raw = {}
        self.roles: dict[Hashable, Raw] = {}
        self.skills: dict[Hashable, Raw] = {}
        self.categories: dict[str, Raw] = {}
        self.families: dict[str, str] = {}
        """What the file calls each family, by its id."""
        self.asked: list[AskedPair] = []
        self.meanings: list[tuple[Hashable, str, str, Place]] = []
        """What a level of a skill looks like for all roles: the skill, the level as it is written, and the text."""
        self.sorted_by_file = False
        """Whether the order is that of the names of files, and so says nothing."""
        self.named_by_id: set[Hashable] = set()
        """The keys of roles that have an id of their own beside their title."""
        self._texts_of_ids: dict[Hashable, tuple[str, bool]] = {}
        """From what the id of each role is made, and whether as it is."""
        self._ids = {noun: Ids(noun) for noun in ("role", "skill", "category")}
        self._spellings: set[tuple[str, str]] = set()
        self._said_at: dict[tuple[str, Hashable, str], str] = {}

    def is_too_large(self) -> bool:
        """Whether it is more than a catalogue can hold, so that what is left need not be read."""
        return len(self.roles) + len(self.skills) > _MOST_ENTRIES or len(self.asked) > _MOST_ASKED

    def too_large(self) -> str:
        """What is too large about it, and what to do."""
        return (
            f"has more than a catalogue can hold: {_MOST_ENTRIES:,} roles and skills, and {_MOST_ASKED:,} levels that "
            "roles ask; split it"
        )

    def role(self, key: Hashable, title: str, text_of_id: str = "", as_is: bool = False) -> Raw:
        """The role of this key, made at its first appearance."""
        if key not in self.roles:
            self.roles[key] = {"id": self._ids["role"].take(text_of_id or title, as_is), "title": title}
            self._texts_of_ids[key] = (text_of_id or title, as_is)
            if as_is:
                self.named_by_id.add(key)
        self._same("role", title, self.roles[key]["title"])
        return self.roles[key]

    def skill(self, key: Hashable, name: str, text_of_id: str = "", as_is: bool = False) -> Raw:
        """The skill of this key, made at its first appearance."""
        if key not in self.skills:
            self.skills[key] = {"id": self._ids["skill"].take(text_of_id or name, as_is), "name": name}
        self._same("skill", name, self.skills[key]["name"])
        return self.skills[key]

    def category(self, text: str, name: str = "") -> str:
        """The id of the category of this id or name."""
        if text not in self.categories:
            self.categories[text] = {"id": self._ids["category"].take(text, bool(name)), "name": name or text}
        return str(self.categories[text]["id"])

    def say(self, part: str, key: Hashable, field: str, value: Any, place: Place) -> None:
        """Set a field of a role or a skill, once: another value in a later place is told, not taken."""
        entry = (self.roles if part == "role" else self.skills)[key]
        first_value = entry.setdefault(field, value)
        if first_value == value or (field in ("title", "name") and folded(first_value) == folded(value)):
            self._said_at.setdefault((part, key, field), place.where)
            return
        where = self._said_at.get((part, key, field), "another place")
        self.unread.append(
            f"{place}: says something else of {part} {repr_quoted(entry['id'])} than {where}, which counts"
        )

    def field(self, key: Hashable, field: str, text: str, place: Place) -> None:
        """Read a field of a role from its text; told when it cannot be."""
        if field.startswith("years"):
            self._years(key, field, text, place)
            return
        if field == "note":
            before = self.roles[key].get("note")
            self.roles[key]["note"] = f"{before}\n{text}" if before else text
            return
        value = figures.role_field(field, text)
        if value is None:
            self.unread.append(f"{place}: {repr_quoted(text)} cannot be read as {field.replace('_', ' ')}")
        else:
            self.say("role", key, field, value, place)

    def fits(self, text: str, place: Place, line: bool = True) -> bool:
        """Whether a text is short enough for a catalogue; told if not."""
        most = LINE if line else TEXT
        if len(text) > most:
            self.unread.append(f"{place}: is too long, {len(text):,} characters; {most:,} are the most")
        return len(text) <= most

    def take_grades_apart(self) -> None:
        """Take the grade or the years in brackets off the ends of titles, where these stay different without them.

        A grade is one more name of the role, or a note on it where several roles have that grade.
        """
        read = {key: title_and_grade(role["title"]) for key, role in self.roles.items()}
        times = Counter((folded(title), self.roles[key].get("family")) for key, (title, _) in read.items())
        holders = Counter(folded(grade) for _, grade in read.values())
        ids = Ids("role")
        for key, role in self.roles.items():
            (title, grade), (text, as_is) = read[key], self._texts_of_ids[key]
            if grade and times[folded(title), role.get("family")] == 1:
                text = title if text == role["title"] else text
                role["title"] = title
                if _WITH_YEARS.search(grade):
                    role.setdefault("years", figures.years(grade))
                elif holders[folded(grade)] == 1:
                    role["aliases"] = [*role.get("aliases", ()), grade]
                else:
                    role["note"] = "\n".join(filter(None, (role.get("note"), f"grade: {grade}")))
            role["id"] = ids.take(text, as_is)
        self._ids["role"] = ids

    def id_remarks(self) -> None:
        """Say which ids had to be numbered."""
        for ids in self._ids.values():
            self.remarks.extend(ids.remarks)

    def _same(self, noun: str, text: str, first: str) -> None:
        """Tell, once, that two spellings are of one thing."""
        if text != first and folded(text) == folded(first):
            if (noun, text) not in self._spellings:
                self.remarks.append(f"{noun} {repr_quoted(text)} is taken for {repr_quoted(first)}")
            self._spellings.add((noun, text))

    def _years(self, key: Hashable, field: str, text: str, place: Place) -> None:
        asked = figures.years(text)
        name, _, end = field.rpartition("_")
        if asked is None:
            self.unread.append(f"{place}: {repr_quoted(text)} cannot be read as years, such as 5, 5+ or 3-5")
        elif end not in ("min", "typical"):
            self.say("role", key, field, asked, place)
        else:
            before = self.roles[key].get(name, {})
            after = {**before, end: asked["min"]}
            if before.get(end, asked["min"]) != asked["min"] or after.get("min", 0) > after.get("typical", TEXT):
                self.unread.append(f"{place}: {repr_quoted(text)} years do not go with those read before")
            else:
                self.roles[key][name] = after


def one_line(text: str) -> str:
    """`text` on one line: a space for each line end with the space around it, and for a tab."""
    if text.isprintable():
        return text.strip()
    return " ".join(filter(None, map(str.strip, text.replace("\t", " ").splitlines())))


def family_id(text: str) -> str | None:
    """A family as catalogues can name it; None when nothing of it can be an id."""
    return text if is_id(text) else slug(text) or None
