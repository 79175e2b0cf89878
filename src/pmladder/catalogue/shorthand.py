"""The shorthands that people may write in a catalogue, spelled out into the form of the models.

A level may be written by name, years as a bare number, an alias as a bare text, and so on. Anything
that is not a known shorthand is left as it is, for the models to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.labels import folded
from pmladder.catalogue.levels import DEFAULT_SCALE, level_numbers, unknown_level_of
from pmladder.catalogue.role_parts import SkillAsked
from pmladder.catalogue.shapes import ROLE, Raw, spelled_name, spelled_range
from pmladder.errors import Problem
from pmladder.text import repr_quoted

Path = tuple[str | int, ...]


def spell_out(raw: Raw, most: int, written: dict[Path, str | int] | None = None) -> list[Problem]:
    """Spell out every shorthand in `raw`, a freshly read catalogue, in place.

    `written` is filled with what stood in the file for each level that is a key, by the path that it has now.
    Returns what cannot be spelled out, at most so many problems of a kind: levels that the scale does not have or
    that are given twice, and skills without a list of them that are spelled in two ways.
    """
    levels = _Levels(_scale(raw), most, {} if written is None else written)
    levels.reaches = raw.get("reach") or []
    for index, skill in _entries(raw, "skills"):
        _skill(index, skill, levels)
    for index, role in _entries(raw, "roles"):
        _role(index, role, levels)
    for _, transition in _entries(raw, "transitions"):
        _sources(transition)
        if "years_in_from" in transition:
            transition["years_in_from"] = spelled_range(transition["years_in_from"])
        _list(transition, "company")
    for part in ("company_ladders", "scale"):
        for _, entry in _entries(raw, part):
            _sources(entry)
    if isinstance(effort := raw.get("effort"), dict):
        _effort(effort, levels)
    _seniority_by_order(raw)
    spellings = _skills_by_use(raw)[:most]
    return [*(levels.problems if levels.readable else ()), *spellings]


class _Levels:
    """Turns level names into numbers, and remembers what it could not turn: at most so many problems."""

    def __init__(self, scale: list[Any], most: int, written: dict[Path, str | int]) -> None:
        self.most = most
        self.written = written
        names = [level.get("name") if isinstance(level, dict) else None for level in scale]
        self.names = tuple(name for name in names if isinstance(name, str))
        # With a scale that is itself wrong, only the scale is reported.
        self.readable = len(self.names) == len(scale) > 0
        self.numbers = level_numbers(self.names)
        self.problems: list[Problem] = []
        self.reaches: list[Any] = []
        self.alone: dict[bool, dict[Any, SkillAsked]] = {False: {}, True: {}}

    def shared(self, written: Any, decides: bool, entry: Raw) -> Any:
        """`entry`, which says no more than the level that is `written`: one value for all roles that ask for the same.

        A large catalogue says little else, and is built in less time and memory so. What is no level stays as it is.
        """
        if written.__class__ is not int and written.casefold() not in self.numbers:
            return entry
        try:
            made = self.alone[decides][written] = SkillAsked.model_validate(entry)
        except ValidationError:
            return entry
        return made

    def asked(self, written: str, role: Any, index: int, skill: str) -> int:
        """The level that the role at `index` asks of `skill`."""
        found = self.numbers.get(written.casefold())
        if found is None and len(self.problems) < self.most:
            where = f"role {repr_quoted(str(role))}, skills, {repr_quoted(skill)}"
            path = ("roles", index, "skills", skill)
            self.problems.append(Problem(path, where, unknown_level_of(self.names, written)))
        return found or 0

    def by_number(self, mapping: Raw, path: tuple[str | int, ...], where: str) -> dict[Any, Any]:
        """`mapping` with its keys, names or numbers of levels, as numbers."""
        numbered: dict[Any, Any] = {}
        for key, value in mapping.items():
            number = self._number(key)
            if number is not None and number not in numbered:
                numbered[number] = value
                self.written[*path, number] = key
            elif len(self.problems) < self.most:
                twice = f"level {number} is given twice, by name and by number or in two spellings; keep one"
                what = unknown_level_of(self.names, key) if number is None else twice
                self.problems.append(Problem((*path, key), where, what, on_key=True))
        return numbered

    def in_order(self, listed: list[Any], path: Path) -> dict[Any, Any]:
        """`listed`, one entry for each level from the lowest, by the numbers of the levels."""
        self.written.update({(*path, number): number - 1 for number in range(1, len(listed) + 1)})
        return dict(enumerate(listed, 1))

    def _number(self, key: str) -> int | None:
        number = self.numbers.get(key.casefold())
        if number is None and key.isdecimal() and len(key) < 4 and 0 < int(key) <= len(self.names):
            number = int(key)
        return number


def _scale(raw: Raw) -> list[Any]:
    scale = raw.setdefault("scale", list(DEFAULT_SCALE))
    if not isinstance(scale, list):
        return []
    scale[:] = map(spelled_name, scale)
    return scale


def _skill(index: int, skill: Raw, levels: _Levels) -> None:
    _sources(skill)
    _list(skill, "aliases")
    where = f"skill {repr_quoted(str(skill.get('id')))}"
    for key in ("levels", "close"):
        value = skill.get(key)
        if isinstance(value, list):
            skill[key] = levels.in_order(value, ("skills", index, key))
        elif isinstance(value, dict) and all(isinstance(name, str) for name in value):
            skill[key] = levels.by_number(value, ("skills", index, key), f"{where}, {key}")
    if isinstance(close := skill.get("close"), dict):
        skill["close"] = {level: [text] if isinstance(text, str) else text for level, text in close.items()}
    _entries_from_text(skill, "reading", "title")


def _shim(role: Raw, reaches: list[Any], levels: _Levels) -> None:
    numbers = {name: n for n, name in enumerate(["none", *reaches])}
    for one in [role, *(role.get("by_company") or {}).values()]:
        if isinstance(reach := one.get("reach"), str):
            one["reach"] = {"level": reach}
        if "reach" in one:
            one["reach"] = {k: numbers.get(v, v) if k in ("level", "entry") else v for k, v in one["reach"].items()}
        for evidence in one.get("evidence") or []:
            if evidence.pop("entry", None) == "none":
                evidence["in_role"] = True
    for one in (role.get("by_company") or {}).values():
        for key in ("years", "years_in_product", "years_in_role", "people"):
            if isinstance(one.get(key), int):
                one[key] = {"min": one[key], "typical": one[key]} if key != "people" else {"min": one[key]}
        for skill, cell in (one.get("skills") or {}).items():
            cell = cell if isinstance(cell, dict) else {"level": cell}
            one["skills"][skill] = {
                k: levels.numbers.get(v, v) if k in ("level", "entry") else v for k, v in cell.items()
            }


def _role(index: int, role: Raw, levels: _Levels) -> None:
    _shim(role, levels.reaches, levels)
    _sources(role)
    for key, spelled_out in _ROLE_SHORTHANDS.items():
        if key in role:
            role[key] = spelled_out(role[key])
            for entry in _plain(role[key] if isinstance(role[key], list) else [role[key]]):
                _sources(entry)
    _skills_asked(index, role, levels)


def _skills_asked(index: int, role: Raw, levels: _Levels) -> None:
    skills = role.get("skills")
    if not isinstance(skills, dict):
        return
    decisive = role.get("must_have")
    blocking = set(_texts(decisive)) if isinstance(decisive, list) else set()
    for skill, asked in skills.items():
        is_short = asked.__class__ is str or asked.__class__ is int
        if is_short and (known := levels.alone[skill in blocking].get(asked)):
            skills[skill] = known
            continue
        entry: Any = asked if asked.__class__ is dict else {"level": asked}
        level = entry.get("level")
        if level.__class__ is str:
            entry["level"] = levels.asked(level, role.get("id"), index, skill)
        if skill in blocking and "must_have" not in entry:
            entry["must_have"] = True
        if entry.get("entry").__class__ is str:
            entry["entry"] = levels.asked(entry["entry"], role.get("id"), index, skill)
        if len(entry) > 1:
            _sources(entry)
        skills[skill] = levels.shared(asked, skill in blocking, entry) if is_short else entry


def _aliases(value: Any) -> Any:
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list):
        return value
    aliases = [{"title": alias} if isinstance(alias, str) else alias for alias in value]
    for alias in _plain(aliases):
        _list(alias, "company")
    return aliases


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


def _evidence(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [
        {"id": f"evidence-{number}", "text": entry} if isinstance(entry, str) else entry
        for number, entry in enumerate(value, 1)
    ]


# What stands for a mapping is known to the shapes; here are the lists, and what has sources and no shorthand.
_ROLE_SHORTHANDS: Mapping[str, Callable[[Any], Any]] = {
    **{key: shape.spelled for key, shape in ROLE.keys.items() if shape.spelled},
    "aliases": _aliases,
    "evidence": _evidence,
    "prior": lambda value: value,
    "pay": _one_or_many,
}


def _effort(effort: Raw, levels: _Levels) -> None:
    _sources(effort)
    for key in ("focus", "on_the_job"):
        if isinstance(default := effort.get(key), dict):
            effort[key] = _months(default, ("effort", key), levels)
    if isinstance(skills := effort.get("skills"), dict):
        for skill, months in skills.items():
            if isinstance(months, dict):
                skills[skill] = _months(months, ("effort", "skills", skill), levels)


def _months(months: Raw, path: tuple[str, ...], levels: _Levels) -> dict[Any, Any]:
    if not all(isinstance(key, str) for key in months):
        return months
    numbered = levels.by_number(months, path, ", ".join([*map(str, path[:2]), *map(repr_quoted, path[2:])]))
    return {level: spelled_range(span) for level, span in numbered.items()}


def _seniority_by_order(raw: Raw) -> None:
    """Without any seniority in the file, the order of its roles is the order of the ladder."""
    roles = [role for _, role in _entries(raw, "roles")]
    if not any("seniority" in role for role in roles):
        for number, role in enumerate(roles, 1):
            role["seniority"] = number


def _skills_by_use(raw: Raw) -> list[Problem]:
    """Without a list of skills in the file, the skills are those that its roles ask for.

    Returns a problem for each that differs from another in its spelling alone.
    """
    if "skills" in raw:
        return []
    used: dict[str, tuple[str | int, ...]] = {}
    for index, role in _entries(raw, "roles"):
        if isinstance(role.get("skills"), dict):
            for skill in role["skills"]:
                if skill not in used:
                    used[skill] = ("roles", index, "skills", skill)
    raw["skills"] = [{"id": skill, "name": skill} for skill in used]
    return list(_spelled_twice(used))


def _spelled_twice(used: dict[str, tuple[str | int, ...]]) -> Iterator[Problem]:
    spellings: dict[str, str] = {}
    for skill, path in used.items():
        first = spellings.setdefault(folded(skill), skill)
        if first is not skill:
            what = f"skill {repr_quoted(skill)} differs from {repr_quoted(first)} only in its spelling; rename one"
            yield Problem(path, "skills", what, on_key=True)


def _sources(entry: Raw) -> None:
    """A single source may stand without a list, and `editorial: true` is one more source."""
    sources = entry.get("sources")
    if isinstance(sources, str):
        sources = entry["sources"] = [sources]
    if entry.get("editorial") is True and (sources is None or isinstance(sources, list)):
        del entry["editorial"]
        entry["sources"] = [*(sources or []), *([] if EDITORIAL in (sources or []) else [EDITORIAL])]
    elif entry.get("editorial") is False:
        del entry["editorial"]


def _list(entry: Raw, key: str) -> None:
    if isinstance(entry.get(key), str):
        entry[key] = [entry[key]]


def _entries_from_text(entry: Raw, key: str, field: str) -> None:
    if isinstance(values := entry.get(key), list):
        entry[key] = [{field: value} if isinstance(value, str) else value for value in values]
        for value in _plain(entry[key]):
            _sources(value)


def _entries(raw: Raw, part: str) -> Iterator[tuple[int, Raw]]:
    values = raw.get(part)
    if isinstance(values, list):
        yield from ((index, entry) for index, entry in enumerate(values) if isinstance(entry, dict))


def _plain(values: Any) -> Iterator[Raw]:
    return (value for value in values if isinstance(value, dict))


def _texts(values: Any) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))
