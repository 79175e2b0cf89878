"""From a structured ladder (levels, areas, criteria) to a catalogue in the form of its file.

Levels become roles and areas skills. Where criteria name a proficiency, that is the level asked; else the steps of
the ladder are the scale: a role asks an area at the highest step, up to its own, that has criteria for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pmladder.errors import InputError, Problem
from pmladder.imports.ladder.structured_parts import Parts, folded_key, one_line, plain_text
from pmladder.imports.ladder.structured_reading import Criterion, FrameworkReading, Raw
from pmladder.imports.ladder.structured_steps import FrameworkStep
from pmladder.imports.ladder.table_ids import slug
from pmladder.imports.ladder.table_import import ImportedLadder
from pmladder.imports.ladder.table_levels import Levels, find_levels
from pmladder.imports.ladder.told import Told
from pmladder.text import escape, plural, repr_quoted, unsafe

_LINE, _TEXT = 5_000, 20_000
_LAST_CONTROL = "\x9f"
_ABOUT = {"name": "title", "title": "title", "summary": "description", "description": "description"}
_ABOUT_AS_THEY_ARE = ("version", "licence", "license", "attribution")
_CATALOGUE = "is a catalogue already and needs no import; give it with --catalogue, or try `pmladder catalogue check`"
_NO_CRITERIA = (
    "holds no criteria that name a level; a ladder has levels, areas (themes, domains), and competencies, each with a "
    "level and an area"
)
_NO_SCALE = "most criteria name no proficiency, so the steps of the ladder are the scale; leave --scale out"


def without_invisible(text: str) -> tuple[str, list[str]]:
    """`text` without invisible marks, which a catalogue may not hold, and a line on each that is left out."""
    lines, told = [], []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        while (mark := unsafe(line)) and mark > _LAST_CONTROL:
            told.append(f"line {number}: the invisible {escape(mark)} is left out")
            line = line.replace(mark, "")
        lines.append(line)
    return "\n".join(lines), told


def import_structured(raw: Mapping[str, Any], scale: Sequence[str] | None, file: str) -> ImportedLadder:
    """The catalogue that a structured ladder holds; `file` is what messages call it.

    `scale` has the names of the proficiency levels, lowest first. Raises InputError when it is no such ladder.
    """
    if _is_catalogue(raw):
        raise InputError(file, [Problem((), "", _CATALOGUE)])
    parts = Parts(raw)
    if not parts.entries["criterion"]:
        raise InputError(file, [Problem((), "", what) for what in (*parts.unread, _NO_CRITERIA)])
    reading = FrameworkReading(parts)
    if problem := reading.too_large():
        raise InputError(file, [Problem((), "", problem)])
    said = list(reading.said())
    levels = _proficiencies(said, reading.steps, scale)
    if levels is None and scale is not None:
        raise InputError(file, [Problem((), "", _NO_SCALE)])
    if levels is not None:
        reading.remarks += levels.remarks
        reading.ask_proficiencies(said, levels)
        names: Sequence[str] = levels.names
    else:
        names = reading.ask_steps(said)
    if not any("skills" in role for role in reading.roles):
        raise InputError(file, [Problem((), "", text) for text in (*parts.unread, "no role asks for anything")])
    reading.remark_idle()
    about = _about(raw, parts)
    made: dict[str, list[Any]] = {
        "scale": list(names),
        "categories": reading.categories,
        "skills": reading.skills,
        "roles": reading.roles,
    }
    if known_by_id := sum("id" in entry.fields for entry in parts.entries["criterion"]):
        reading.remarks.append(f"the ids of {plural(known_by_id, 'criterion', 'criteria')} are not kept")
    found = ", ".join(plural(len(made[name]), name[:-1]) for name in ("roles", "skills"))
    read_as = ", ".join(f"{part} from {repr_quoted(key)}" for part, key in sorted(parts.keys.items()))
    head = f"a structured ladder, {read_as}: {found}, {plural(len(said), 'criterion', 'criteria')}"
    raw_made = {**({"catalogue": about} if about else {}), **{key: value for key, value in made.items() if value}}
    remarks = Told([head])
    remarks.extend(reading.remarks)
    remarks.extend(parts.remarks())
    return ImportedLadder(raw_made, remarks, parts.unread)


def _is_catalogue(raw: Mapping[str, Any]) -> bool:
    """Whether this is a file of our own: it has a scale, moves, or roles that ask for skills by id."""
    roles = raw.get("roles")
    asks = isinstance(roles, list) and any(
        isinstance(role, dict) and isinstance(role.get("skills"), dict) and _are_levels(role["skills"])
        for role in roles
    )
    return asks or not raw.keys().isdisjoint(("scale", "transitions", "extends"))


def _are_levels(skills: Mapping[str, Any]) -> bool:
    """Whether these are levels by skill, not criteria: short words and numbers, or mappings with a level."""
    return all(
        "level" in asked if isinstance(asked, dict) else 0 < len(plain_text(asked)) < 30 for asked in skills.values()
    )


def _proficiencies(
    said: Sequence[Criterion], steps: Sequence[FrameworkStep], scale: Sequence[str] | None
) -> Levels | None:
    """The scale that the criteria name, lowest steps first; None when most of them name none, or no scale."""
    named = sorted((steps[one.step].rank, number, one.asked) for number, one in enumerate(said) if one.asked)
    return find_levels(((text, "") for _, _, text in named), scale) if 2 * len(named) > len(said) else None


def _about(raw: Mapping[str, Any], parts: Parts) -> Raw:
    about: Raw = {}
    for key, value in raw.items():
        field = _ABOUT.get(folded_key(key), folded_key(key) if folded_key(key) in _ABOUT_AS_THEY_ARE else "")
        field = "licence" if field == "license" else field
        text = plain_text(value)
        if key in parts.keys.values():
            continue
        most = _LINE if field in ("title", "version") else _TEXT
        if field and field not in about and text and len(text) <= most:
            about[field] = text if field == "description" else one_line(text)
        else:
            parts.unused[f"key {repr_quoted(key)}"] += 1
    if title := slug(about.get("title", "")):
        about["id"] = title
    return about
