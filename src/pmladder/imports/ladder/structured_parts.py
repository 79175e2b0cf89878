"""The parts of a structured ladder, and the words that people use for them.

Such a file has levels (junior, senior), areas (themes, domains) and criteria, each of an area and of one level or
several. Criteria stand in a list of their own, or inside of their level or area.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from pmladder.imports.ladder.table_headers import folded_header
from pmladder.imports.ladder.told import Told
from pmladder.text import plural, repr_quoted

Part = Literal["level", "area", "criterion"]

_TEXT = ("summary", "description", "text", "definition", "detail", "details")
_ID, _NAME = ("id", "key", "slug", "code"), ("name", "title", "label")
_LEVELS = ("levels", "roles", "grades", "ranks", "steps", "rungs", "positions", "career levels", "job levels")
_AREAS = ("themes", "domains", "areas", "skills", "dimensions", "pillars", "categories", "capabilities")
_CRITERIA = ("competencies", "criteria", "expectations", "behaviours", "behaviors", "statements", "requirements")
_NAMES: Mapping[Part, tuple[str, ...]] = {
    "level": _LEVELS,
    "area": (*_AREAS, "competencies"),
    "criterion": (*_CRITERIA, "skills", "capabilities"),
}
"""What a part is called, folded; what comes first is looked for first."""


def _ones(names: tuple[str, ...]) -> tuple[str, ...]:
    """What one entry of a part is called, and its id, where another entry speaks of it."""
    singular = [f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s") for name in names]
    return (*singular, *(f"{name} id" for name in singular))


_FIELDS: Mapping[Part, Mapping[str, tuple[str, ...]]] = {
    "level": {
        "id": _ID, "name": _NAME, "text": _TEXT, "track": ("track", "stream", "branch", "career track"),
        "family": ("family", "discipline"), "rank": ("rank", "seniority", "order", "rung", "number", "grade", "level"),
    },
    "area": {"id": _ID, "name": _NAME, "text": _TEXT, "category": ("category", "group")},
    "criterion": {
        "id": _ID, "name": _NAME, "text": (*_TEXT, "statement", "criterion", "expectation"),
        "levels": (*_ones(_LEVELS), *_LEVELS), "area": (*_ones(_AREAS), "competency"),
        "asked": ("proficiency", "proficiency level", "skill level", "rating", "mastery"),
        "examples": ("examples", "example", "indicators", "evidence"),
    },
}  # fmt: skip
"""What is read of an entry, each with the keys that say it, folded, the first of them first."""


class LevelEntry(NamedTuple):
    """One level, area or criterion: where it stands, and what is read of it."""

    where: str
    fields: Mapping[str, Any]

    def text(self, field: str) -> str:
        """A field that is a text or a whole number; empty when it is missing or anything else."""
        value = self.fields.get(field)
        return plain_text(value)

    def texts(self, field: str) -> list[str]:
        """A field that is a text or a list of them; what is neither is missing."""
        value = self.fields.get(field)
        return [text for one in (value if isinstance(value, list) else [value]) if (text := plain_text(one))]


class Parts:
    """The entries of a file by part, with what of it is not read: single places, and keys with their number."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.unread = Told()
        self.unused: Counter[str] = Counter()
        self.keys = _find(raw)
        self.entries: dict[Part, list[LevelEntry]] = {"level": [], "area": [], "criterion": []}
        for part, key in self.keys.items():
            for where, name, value in _each(raw[key], key):
                self._add(part, where, value, key, {"id": name} if name else {})

    def remarks(self) -> list[str]:
        """A line for each key that is not used."""
        return [f"{key} is not used, {plural(count, 'entry', 'entries')}" for key, count in self.unused.items()]

    def _add(self, part: Part, where: str, value: Any, key: str, known: Mapping[str, Any]) -> None:
        """One entry of a part; `known` is what its place says of it."""
        if text := plain_text(value):
            value = {"text" if part == "criterion" or known else "name": text}
        if not isinstance(value, dict) or not value:
            self.unread.append(f"{where}: is neither a text nor a mapping of keys to values")
            return
        fields: dict[str, Any] = dict(known)
        inside: list[tuple[str, Any]] = []
        names = {field: folded_key(field) for field in value}
        for field, words in _FIELDS[part].items():
            said = sorted((words.index(name), own) for own, name in names.items() if name in words)
            for _, own in said[: field not in known]:
                fields[field] = value[own]
                del names[own]
        for own, name in names.items():
            if part != "criterion" and _holds_criteria(part, name, value[own]):
                inside.append((own, value[own]))
            else:
                self.unused[f"{key}: key {repr_quoted(own)}"] += 1
        entry = LevelEntry(where, fields)
        for field in fields.keys() - {"examples", "levels"}:
            if not entry.text(field) and fields[field] not in (None, ""):
                self.unread.append(f"{where}, {field}: is neither a text nor a whole number")
        self.entries[part].append(entry)
        for own, held in inside:
            self._inside(part, entry, own, held)

    def _inside(self, part: Part, entry: LevelEntry, key: str, value: Any) -> None:
        """The criteria inside of a level or an area: a list of them, or one or more for each of the other."""
        own = entry.text("id") or entry.text("name")
        mine, other = ("levels", "area") if part == "level" else ("area", "levels")
        for where, name, held in _each(value, f"{entry.where}, {key}"):
            known = {mine: own, **({other: name} if name else {})}
            for one in held if name and isinstance(held, list) else [held]:
                self._add("criterion", where, one, key, known)


def plain_text(value: Any) -> str:
    """A text without spaces around, or a whole number as one; empty for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def one_line(text: str) -> str:
    """`text` with single spaces for whatever space is in it."""
    return " ".join(text.split())


def folded_key(key: str) -> str:
    """A key as keys are compared: `skillLevel`, `skill_level` and `Skill level` are one."""
    return folded_header(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key))


def _find(raw: Mapping[str, Any]) -> dict[Part, str]:
    """The key of each part at the top of a file. Criteria are what tells a level."""
    named = {folded_key(key): key for key, value in raw.items() if isinstance(value, (list, dict)) and value}
    found: dict[Part, str] = {}
    for part in ("criterion", "level", "area"):
        for name in _NAMES[part]:
            key = named.get(name)
            if key and key not in found.values() and (part != "criterion" or _tells_levels(raw[key])):
                found[part] = key
                break
    return found


def _tells_levels(value: Any) -> bool:
    words = _FIELDS["criterion"]["levels"]
    return any(
        isinstance(entry, dict) and any(folded_key(key) in words and not _is_nested(entry[key]) for key in entry)
        for _, _, entry in _each(value, "")
    )


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value))


def _holds_criteria(part: Part, name: str, value: Any) -> bool:
    """Whether a key inside of a level or an area holds criteria: a list or a mapping under a fitting name."""
    names = (*_CRITERIA, *_AREAS) if part == "level" else (*_CRITERIA, *_LEVELS)
    return name in names and isinstance(value, (list, dict)) and bool(value)


def _each(value: Any, key: str) -> Iterator[tuple[str, str, Any]]:
    """Where each entry of a list or a mapping stands, the key that it has in a mapping, and the entry."""
    if isinstance(value, dict):
        yield from ((f"{key}, {repr_quoted(str(name))}", str(name), entry) for name, entry in value.items())
    else:
        yield from ((f"{key}, number {number}", "", entry) for number, entry in enumerate(value, 1))
