"""The roles, skills and categories of a spreadsheet, collected cell by cell, with what could not be read."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

from pmladder.catalogue.fields import Strength
from pmladder.catalogue.grammar import Raw
from pmladder.catalogue.labels import folded
from pmladder.imports.ladder import table_figures
from pmladder.imports.ladder.table_families import find_families
from pmladder.imports.ladder.table_ids import Ids, is_id, slug
from pmladder.imports.ladder.table_levels import Levels, as_number
from pmladder.imports.ladder.table_order import set_rungs
from pmladder.imports.ladder.told import Told
from pmladder.text import first_quoted, plural, repr_quoted

_LINE, _TEXT = 5_000, 20_000
_ANOTHER = "another level, which is not taken"


class CellPlace(NamedTuple):
    """Where a cell is: the number of its row, and the header of its column or the column's number."""

    row: int
    column: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}"


class WantedLevel(NamedTuple):
    """One level in a cell, asked of a skill by a role; its number and its description where columns have them."""

    role: Hashable
    skill: Hashable
    level: str
    number: str
    strength: Strength
    description: str
    place: CellPlace
    optional: bool = False


class Entries:
    """Everything of one table, in the order of its first appearance. What cannot be read ends in `unread`."""

    def __init__(self) -> None:
        self.unread, self.remarks = Told(), Told()
        self.roles: dict[Hashable, Raw] = {}
        self.skills: dict[Hashable, Raw] = {}
        self.categories: dict[str, Raw] = {}
        self.wanted: list[WantedLevel] = []
        self._ids = {noun: Ids(noun) for noun in ("role", "skill", "category")}
        self._spellings: set[tuple[str, str]] = set()
        self._said_at: dict[tuple[str, Hashable, str], int] = {}

    def role(self, key: Hashable, title: str, text_of_id: str, as_is: bool) -> None:
        """A role, made at its first appearance."""
        if key not in self.roles:
            self.roles[key] = {"id": self._ids["role"].take(text_of_id, as_is), "title": title}
        self._same("role", title, self.roles[key]["title"])

    def skill(self, key: Hashable, name: str, text_of_id: str, as_is: bool) -> None:
        """A skill, made at its first appearance."""
        if key not in self.skills:
            self.skills[key] = {"id": self._ids["skill"].take(text_of_id, as_is), "name": name}
        self._same("skill", name, self.skills[key]["name"])

    def _same(self, noun: str, text: str, first: str) -> None:
        """Tell, once, that two spellings are of one thing."""
        if text != first and folded(text) == folded(first):
            if (noun, text) not in self._spellings:
                self.remarks.append(f"{noun} {repr_quoted(text)} is taken for {repr_quoted(first)}")
            self._spellings.add((noun, text))

    def category(self, text: str, name: str) -> str:
        """The id of the category of this id or name."""
        if text not in self.categories:
            self.categories[text] = {"id": self._ids["category"].take(text, bool(name)), "name": name or text}
        return str(self.categories[text]["id"])

    def say(self, part: str, key: Hashable, field: str, value: Any, place: CellPlace) -> None:
        """Set a field of a role or a skill, once: another value in a later row is told, not taken."""
        entry = (self.roles if part == "role" else self.skills)[key]
        first_value = entry.setdefault(field, value)
        if first_value == value or (field in ("title", "name") and folded(first_value) == folded(value)):
            self._said_at.setdefault((part, key, field), place.row)
            return
        first = self._said_at.get((part, key, field))
        where = f"row {first}" if first else "another column"
        self.unread.append(
            f"{place}: says something else of {part} {repr_quoted(entry['id'])} than {where}, which counts"
        )

    def figure(self, key: Hashable, field: str, text: str, place: CellPlace) -> None:
        """Read a field of a role that is no plain text: years, seniority, track or family."""
        value: Any
        if field == "seniority":
            value = as_number(text)
        elif field.startswith("years"):
            self._years(key, field, text, place)
            return
        else:
            word = table_figures.track(text) if field == "track" else text
            value = word if is_id(word) else slug(word) or None
        if value is None:
            self.unread.append(f"{place}: {repr_quoted(text)} cannot be read as {field}")
        else:
            self.say("role", key, field, value, place)

    def _years(self, key: Hashable, field: str, text: str, place: CellPlace) -> None:
        asked = table_figures.years(text)
        name, _, end = field.rpartition("_")
        if asked is None:
            self.unread.append(f"{place}: {repr_quoted(text)} cannot be read as years, such as 5, 5+ or 3-5")
        elif end not in ("min", "typical"):
            self.say("role", key, field, asked, place)
        else:
            before = self.roles[key].get(name, {})
            after = {**before, end: asked["min"]}
            if before.get(end, asked["min"]) != asked["min"] or after.get("min", 0) > after.get("typical", _TEXT):
                self.unread.append(f"{place}: {repr_quoted(text)} years do not go with those read before")
            else:
                self.roles[key][name] = after

    def fits(self, text: str, place: CellPlace, line: bool = True) -> bool:
        """Whether a text is short enough for a catalogue; told if not."""
        most = _LINE if line else _TEXT
        if len(text) > most:
            self.unread.append(f"{place}: is too long, {len(text):,} characters; {most:,} are the most")
        return len(text) <= most

    def raw(self, levels: Levels, sorted_by_title: bool) -> Raw:
        """The catalogue in the form of its file, levels by number.

        `sorted_by_title` is whether tables of this kind are, so that their order says nothing of seniority.
        """
        asked: dict[tuple[Hashable, Hashable], tuple[int, CellPlace]] = {}
        for wanted in self.wanted:
            self._ask(wanted, levels, asked)
        for ids in self._ids.values():
            self.remarks.extend(ids.remarks)
        if self.wanted and (idle := [role["title"] for role in self.roles.values() if "skills" not in role]):
            asks = plural(len(idle), "role asks", "roles ask")
            self.remarks.append(f"{asks} for no skill: {first_quoted(idle)}")
        self._fill_seniority(sorted_by_title)
        parts = {
            "scale": list(levels.names),
            "categories": list(self.categories.values()),
            "skills": list(self.skills.values()),
            "roles": list(self.roles.values()),
        }
        return {name: part for name, part in parts.items() if part or name == "skills"}

    def _ask(
        self, wanted: WantedLevel, levels: Levels, asked: dict[tuple[Hashable, Hashable], tuple[int, CellPlace]]
    ) -> None:
        level = levels.read(wanted.level)
        if isinstance(level, str):
            self.unread.append(f"{wanted.place}: {level}")
            return
        role, skill = self.roles[wanted.role], self.skills[wanted.skill]
        pair = (wanted.role, wanted.skill)
        if pair in asked:
            before, place = asked[pair]
            told, how = (self.remarks, "the same") if before == level else (self.unread, _ANOTHER)
            again = f"asks {repr_quoted(skill['id'])} of role {repr_quoted(role['id'])} again"
            told.append(f"{wanted.place}: {again}, {how}; see row {place.row}")
            return
        asked[pair] = (level, wanted.place)
        role.setdefault("skills", {})[skill["id"]] = {"level": level, "optional": True} if wanted.optional else level
        if wanted.strength == "must-have":
            role.setdefault("must_have", []).append(skill["id"])
        if wanted.description and level:
            self._describe(skill, level, wanted)

    def _describe(self, skill: Raw, level: int, wanted: WantedLevel) -> None:
        first = skill.setdefault("levels", {}).setdefault(str(level), wanted.description)
        if first != wanted.description:
            what = (
                f"describes level {level} of skill {repr_quoted(skill['id'])} otherwise than a row before, which counts"
            )
            self.unread.append(f"row {wanted.place.row}: {what}")

    def _fill_seniority(self, sorted_by_title: bool) -> None:
        roles = list(self.roles.values())
        if not any("seniority" in role for role in roles):
            if not any("family" in role or "track" in role for role in roles):
                find_families(roles, self.remarks)
            set_rungs(roles, sorted_by_title, self.remarks)
            return
        for number, role in enumerate(roles, 1):
            if "seniority" not in role:
                role["seniority"] = number
                self.remarks.append(f"role {repr_quoted(role['id'])} has no seniority; {number}, its place, is taken")
