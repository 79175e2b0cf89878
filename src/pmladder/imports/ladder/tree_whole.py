"""What nested data are as a whole: a catalogue already, a table of flat entries, or criteria in a list of their own."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pmladder.imports.ladder.grid import CellGrid
from pmladder.imports.ladder.headers import NoLadderError, find_layout, folded_header, meaning
from pmladder.imports.ladder.tree_entries import (
    AREA_NAMES,
    AREAS,
    ASKED,
    CRITERIA,
    LEVEL_NAMES,
    LEVELS,
    SAMPLE,
    TEXTS,
    each_entry,
    folded_key,
    is_nested,
    names_of_one,
    plain_text,
)


class Relation(NamedTuple):
    """The list of criteria of which each names a level and an area, the fields that do, and the lists of those."""

    key: str
    level: str
    area: str
    levels: str | None
    areas: str | None


def is_catalogue(raw: Mapping[str, Any]) -> bool:
    """Whether this is a file of our own: it has a scale, moves, or roles with ids that ask for levels of skills."""
    roles = raw.get("roles")
    asks = (
        isinstance(roles, list)
        and all(isinstance(role, dict) and {"id", "title"} <= role.keys() for role in roles)
        and any(isinstance(role.get("skills"), dict) and _are_levels(role["skills"]) for role in roles)
    )
    return asks or not raw.keys().isdisjoint(("scale", "transitions", "extends"))


def _are_levels(skills: Mapping[str, Any]) -> bool:
    """Whether these are levels by skill, not criteria: short words and numbers, or mappings with a level."""
    return all(
        "level" in asked if isinstance(asked, dict) else 0 < len(plain_text(asked)) < 30 for asked in skills.values()
    )


def find_relation(raw: Mapping[str, Any]) -> Relation | None:
    lists = {folded_key(key): key for key, value in raw.items() if isinstance(value, (list, dict)) and value}
    singles = {name: key for folded_name, key in lists.items() for name in names_of_one((folded_name,))}
    first = [name for name in (*CRITERIA, "competencies", "skills", "capabilities", "entries") if name in lists]
    for name in (*first, *(name for name in lists if name not in first)):
        fields = Counter(
            folded_key(field)
            for _, _, entry in each_entry(raw[lists[name]], "")
            if isinstance(entry, dict)
            for field, value in entry.items()
            if not is_nested(value) and value not in (None, "", [])
        )
        levels = [field for field in (*LEVEL_NAMES, *LEVELS) if field in fields]
        areas = sorted((field for field in AREA_NAMES if field in fields), key=lambda field: -fields[field])
        others = [
            field
            for field in fields
            if singles.get(field, lists[name]) != lists[name] and field not in (*levels, *areas)
        ]
        half = sum(1 for _ in each_entry(raw[lists[name]], "")) / 2
        levels, areas, others = ([field for field in some if fields[field] >= half] for some in (levels, areas, others))
        level = next(iter((*levels, *others)), None)
        area = next((field for field in (*areas, *others) if field != level), None)
        if (
            level
            and area
            and {level, area} <= {*singles, *LEVEL_NAMES, *LEVELS, *AREA_NAMES}
            and (_are_apart(level, area, singles, name) or _are_pairs(raw[lists[name]], level, area))
        ):
            of_level = singles.get(level) or next((lists[word] for word in LEVELS if word in lists), None)
            of_area = singles.get(area) or next((lists[word] for word in AREAS if word in lists), None)
            criteria_key = lists[name]
            return Relation(
                criteria_key,
                level,
                area,
                of_level if of_level != criteria_key else None,
                of_area if of_area not in (criteria_key, of_level) else None,
            )
    return None


def _are_apart(level: str, area: str, singles: Mapping[str, str], name: str) -> bool:
    """Whether the two fields name entries of lists of their own, or the entries are criteria by their name."""
    return area in singles or level in singles or name in (*CRITERIA, "competencies", "skills", "entries")


def _are_pairs(criteria: Any, level: str, area: str) -> bool:
    """Whether each entry says in a text what one level asks of one area, and both come again in others."""
    levels: Counter[str] = Counter()
    areas: set[str] = set()
    entries = [entry for _, _, entry in each_entry(criteria, "")]
    for entry in entries:
        fields = {folded_key(key): value for key, value in entry.items()} if isinstance(entry, dict) else {}
        if not plain_text(fields.get(level)) or not plain_text(fields.get(area)):
            return False
        if not fields.keys() & {*TEXTS, *CRITERIA, *ASKED}:
            return False
        levels[plain_text(fields[level])] += 1
        areas.add(plain_text(fields[area]))
    return len(areas) > 1 and 2 * len(levels) <= len(entries) + 1 and len(levels) > 1


def as_grid(raw: Mapping[str, Any]) -> CellGrid | None:
    """A list of entries without any lists or mappings in them, as the grid of a table; None if it is no such list."""
    lists = [value for value in raw.values() if isinstance(value, list) and value]
    if len(lists) != 1 or not all(isinstance(entry, dict) and entry for entry in lists[0]):
        return None
    entries: list[dict[str, Any]] = lists[0]
    if any(isinstance(value, (dict, list)) for entry in entries for value in entry.values()):
        return None
    header = list(dict.fromkeys(key for entry in entries for key in entry))
    if len(header) > SAMPLE * 4:
        return None
    rows = [(0, [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key) for key in header])]
    rows += [(n, [plain_text(entry.get(key)) for key in header]) for n, entry in enumerate(entries, 1)]
    layout = None
    with contextlib.suppress(NoLadderError):
        layout = find_layout([cells for _, cells in rows[:SAMPLE]], {})
    names_roles = any(meaning(folded_header(key)) in ("role", "title", "finer") for key in rows[0][1])
    if not layout or layout.header or layout.guessed:
        return None
    if layout.kind == "long" and not (names_roles and layout.has_skills):
        return None
    titles = [row[layout.roles] for _, row in rows[1:]] if layout.turned else []
    if len(set(titles)) < len(titles) and find_relation(raw) is not None:
        # A row for each role names each once; a criterion names its level as often as that asks for something.
        return None
    return CellGrid(rows, noun="entry", across="key")


def without_wrapping(raw: dict[str, Any]) -> dict[str, Any]:
    """The same, without a key around it all: `{ladder: {levels: ..., themes: ...}}`."""
    while True:
        nested = [key for key, value in raw.items() if isinstance(value, (dict, list)) and value]
        inside = raw[nested[0]] if len(nested) == 1 else None
        if not isinstance(inside, dict) or folded_key(nested[0]) in (*LEVELS, *AREAS, *CRITERIA):
            return raw
        parts = [key for key, value in inside.items() if isinstance(value, (dict, list)) and value]
        if not any(folded_key(key) in (*LEVELS, *AREAS, *CRITERIA) for key in parts):
            return raw
        raw = {**{key: value for key, value in raw.items() if key != nested[0]}, **inside}


def with_names_as_keys(value: Any) -> Any:
    """The same, with each list of mappings of one key as one mapping: `[{Dough: ...}, {Oven: ...}]`."""
    if isinstance(value, dict):
        return {key: with_names_as_keys(one) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    pairs = [pair for one in value if isinstance(one, dict) and len(one) == 1 for pair in one.items()]
    if len({name for name, _ in pairs}) == len(value) > 1 and all(isinstance(held, (dict, list)) for _, held in pairs):
        return {name: with_names_as_keys(held) for name, held in pairs}
    return [with_names_as_keys(one) for one in value]


def with_steps_named(raw: dict[str, Any]) -> dict[str, Any]:
    """The same, where texts stand in lists of as many as a list of levels names: then those are the levels."""
    steps = next((value for key, value in raw.items() if folded_key(key) in LEVELS and isinstance(value, list)), [])
    if len(steps) < 2 or not all(map(plain_text, steps)) or set(_lengths(raw)) != {len(steps)}:
        return raw
    names = [plain_text(step) for step in steps]

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                "levels" if _is_list_of_steps(key, one) else key: dict(zip(names, one, strict=True))
                if _is_list_of_steps(key, one)
                else named(one)
                for key, one in value.items()
            }
        return [named(one) for one in value] if isinstance(value, list) else value

    return {key: value if value is steps else named(value) for key, value in raw.items()}


def _lengths(value: Any) -> Iterator[int]:
    """How many texts each list of steps has."""
    for key, one in value.items() if isinstance(value, dict) else (("", one) for one in value):
        if _is_list_of_steps(key, one):
            yield len(one)
        elif isinstance(one, (dict, list)):
            yield from _lengths(one)


def _is_list_of_steps(key: str, value: Any) -> bool:
    return isinstance(value, list) and folded_key(key) in CRITERIA and all(map(plain_text, value))
