"""One catalogue laid over another: what the upper one names is changed, added or removed, the rest stays.

Both are as they were read, shorthands and all, so that an overlay is written like any catalogue. What an overlay
says stands where it says it; where the result is wrong, `catalogue/origins.py` finds the file that is to blame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pmladder.catalogue.levels import DEFAULT_SCALE, level_numbers
from pmladder.catalogue.shapes import BINDING, CATALOGUE, PARTS, Key, Raw, Shape, is_removal, key_of
from pmladder.errors import Problem
from pmladder.text import did_you_mean, repr_quoted

EXTENDS = "extends"
_HINTED = 50
"""Problems that a name is suggested for. Whoever has more has not slipped, and each suggestion takes its time."""
_NAMED_BY = {"categories": "name", "skills": "name", "roles": "title", "sources": "title"}
Path = tuple[str | int, ...]


def overlay(base: Raw, upper: Raw) -> tuple[Raw, list[Problem]]:
    """`base` with `upper` laid over it, in data of its own, and what of `upper` cannot be laid over it.

    Mappings merge key by key, entries of the six named parts by what they are known by; other lists are replaced
    whole. `remove: true` takes an entry away, with what only stands because of it.
    """
    laid = _Overlay(_copied(base), _copied(upper))
    return laid.result(), laid.problems


def entry_key(part: str, entry: Any) -> Key | None:
    """What an entry of `part` is known by: its id, its name, the two roles of a move."""
    return key_of(entry, CATALOGUE.of(part).by)


def entry_name(part: str, key: Key) -> str:
    """What an entry is called in a message: `role "pm"`, `transition "pm" to "senior-pm"`."""
    return f"{PARTS[part]} {' to '.join(map(repr_quoted, key))}"


class _Overlay:
    """The work on one pair: `base` is changed in place, `problems` have paths into `upper`."""

    def __init__(self, base: Raw, upper: Raw) -> None:
        self.base, self.upper = base, upper
        self.problems: list[Problem] = []
        self.removed: dict[str, set[Key]] = {}
        self.numbers: dict[str, int] = {}

    def result(self) -> Raw:
        self.upper.pop(EXTENDS, None)
        _fill_in(self.base, self.upper)
        for part in ("transitions", *PARTS):
            if part not in self.removed:
                self.removed[part] = set(self._remove(part))
        _remove_mentions(self.base, {part: {key[0] for key in keys} for part, keys in self.removed.items()})
        for part in sorted(self.upper, key=lambda part: part != "scale"):
            self.base[part] = self._part(part, self.upper[part])
            if part == "scale":
                names = (key_of(level, ("name",)) for level in _list(self.base, "scale"))
                self.numbers = level_numbers(tuple(name[0] if name else "" for name in names))
        return self.base

    def _remove(self, part: str) -> Iterator[Key]:
        """Take what `upper` removes from this part out of `base`; yields what was there."""
        keys = {entry_key(part, entry) for entry in _list(self.upper, part) if is_removal(entry)}
        if keys and isinstance(entries := self.base.get(part), list):
            yield from (key for entry in entries if (key := entry_key(part, entry)) in keys and key is not None)
            self.base[part] = [entry for entry in entries if entry_key(part, entry) not in keys]

    def _part(self, part: str, value: Any) -> Any:
        shape = CATALOGUE.of(part)
        if not self.numbers:
            scale = _list(self.base, "scale") or list(DEFAULT_SCALE)
            names = (key_of(level, ("name",)) for level in scale)
            self.numbers = level_numbers(tuple(name[0] if name else "" for name in names))
        if part in PARTS and isinstance(value, list):
            return self._entries(part, _list(self.base, part), value, shape.each or Shape())
        return self._merged(self.base.get(part, {}), value, shape, (part,), part)

    def _entries(self, part: str, base: list[Any], upper: list[Any], shape: Shape) -> list[Any]:
        places = {key: number for number, entry in reversed(list(enumerate(base))) if (key := entry_key(part, entry))}
        known = {key[0]: None for key in [*places, *self.removed[part]]}
        seen: set[Key] = set()
        entries = list(base)
        for number, entry in enumerate(upper):
            path, key = (part, number), entry_key(part, entry)
            if key is None:
                entries.append(entry)
                continue
            where = entry_name(part, key)
            if key in seen:
                self.problems.append(Problem(path, where, "stands twice in this file; write one entry"))
            elif self._stays(part, key, entry, path, known):
                if key in places:
                    at = places[key]
                    entries[at] = self._merged(base[at], entry, shape, path, where)
                elif part in _NAMED_BY and isinstance(entry, dict) and _NAMED_BY[part] not in entry:
                    hint = self._meant(key[0], known) or f"; a new one needs a {_NAMED_BY[part]}"
                    what = f"there is no such {PARTS[part]} to change{hint}"
                    self.problems.append(Problem((*path, "id"), where, what))
                else:
                    entries.append(self._merged({}, entry, shape, path, where))
            seen.add(key)
        return entries

    def _stays(self, part: str, key: Key, entry: Any, path: Path, known: dict[str, None]) -> bool:
        """Whether an entry is there to be merged. Tells what is wrong with one that is not."""
        if not isinstance(entry, dict) or "remove" not in entry:
            return True
        if not isinstance(entry["remove"], bool):
            what = "should be true or false"
            self.problems.append(Problem((*path, "remove"), f"{entry_name(part, key)}, remove", what, misread=True))
            return False
        if not entry.pop("remove"):
            return True
        if key not in self.removed[part]:
            hint = self._meant(key[0], known) if len(key) == 1 else ""
            what = f"there is no such {PARTS[part]} to remove{hint or '; take the entry out'}"
            self.problems.append(Problem(path, entry_name(part, key), what))
        return False

    def _merged(self, base: Any, upper: Any, shape: Shape, path: Path, where: str) -> Any:
        """`upper` over `base`: key by key where both are mappings, or stand for one; else `upper` alone."""
        if shape.levels:
            base, upper = _numbered(base), _numbered(upper)
        if shape.spelled:
            base, upper = shape.spelled(base), shape.spelled(upper)
        if not isinstance(base, dict) or not isinstance(upper, dict):
            return upper
        merged = dict(base)
        if self._other_figure(base, upper, shape):
            for mark in shape.marks:
                merged.pop(mark, None)
        if "sources" in upper:
            # `editorial: true` is a source in another spelling; the list of sources is replaced whole.
            merged.pop("editorial", None)
        same = {self._level(key): key for key in base} if shape.levels else {}
        for key, value in upper.items():
            child = shape.of(key)
            if child.removable and (value is None or is_removal(value)):
                self._without(merged, key, (*path, key), where)
                continue
            if child.removable and isinstance(value, dict) and value.get("remove") is False:
                del value["remove"]
            at = same.get(self._level(key), key) if shape.levels else key
            merged[at] = self._merged(base.get(at, {}), value, child, (*path, key), where)
        self._keep_decisive(merged, upper)
        return merged

    def _meant(self, name: str, known: Iterable[str]) -> str:
        return did_you_mean(name, list(known)) if len(self.problems) < _HINTED else ""

    def _other_figure(self, base: Raw, upper: Raw, shape: Shape) -> bool:
        """Whether `upper` gives another figure, level or wording than `base`, which `base` has marks for."""
        figures = (key for key in upper if key not in (*BINDING, *shape.marks)) if shape.marks else ()
        return any(self._level(upper[key]) != self._level(base.get(key)) for key in figures)

    def _without(self, merged: Raw, key: str, path: Path, where: str) -> None:
        """Take a skill out of a role."""
        if key in merged:
            del merged[key]
        elif (key,) not in self.removed["skills"]:
            hint = self._meant(key, merged) or "; take the line out"
            what = f"there is no skill {repr_quoted(key)} here to remove{hint}"
            self.problems.append(Problem(path, f"{where}, skills", what, on_key=True))

    def _keep_decisive(self, merged: Raw, upper: Raw) -> None:
        """What a role no longer asks for no longer decides, unless the overlay itself says so."""
        skills, decisive = upper.get("skills"), merged.get("decisive")
        if isinstance(skills, dict) and isinstance(decisive, list) and "decisive" not in upper:
            gone = {skill for skill, value in skills.items() if value is None or is_removal(value)}
            merged["decisive"] = [skill for skill in decisive if skill not in gone]

    def _level(self, key: Any) -> Any:
        """A level's number, whether it is named or numbered; anything else stands for itself."""
        number = self.numbers.get(str(key).casefold())
        return int(key) if number is None and str(key).isdecimal() and len(str(key)) < 4 else number or key


def _fill_in(base: Raw, upper: Raw) -> None:
    """Write out what `base` leaves unsaid and `upper` speaks of: the scale, its skills, the order of its roles."""
    roles = [role for role in _list(base, "roles") if isinstance(role, dict)]
    if "scale" in upper:
        base.setdefault("scale", list(DEFAULT_SCALE))
    if "skills" in upper and "skills" not in base:
        asked = [role["skills"] for role in roles if isinstance(role.get("skills"), dict)]
        base["skills"] = [
            {"id": skill, "name": skill} for skill in dict.fromkeys(s for skills in asked for s in skills)
        ]
    above = [role for role in _list(upper, "roles") if isinstance(role, dict)]
    if any("seniority" in role for role in above) and not any("seniority" in role for role in roles):
        for number, role in enumerate(roles, 1):
            role["seniority"] = number


def _remove_mentions(base: Raw, gone: dict[str, set[str]]) -> None:
    """Take out of `base` what names the roles, skills and categories that are gone."""
    if roles := gone["roles"]:
        if isinstance(moves := base.get("transitions"), list):
            base["transitions"] = [m for m in moves if not roles.intersection(entry_key("transitions", m) or ())]
        if isinstance(ladders := base.get("company_ladders"), list):
            base["company_ladders"] = [ladder for ladder in ladders if _keeps_some(ladder, "ladder", roles)]
    for role in _list(base, "roles"):
        if gone["skills"] and isinstance(role, dict):
            _drop(role.get("skills"), gone["skills"])
            _keeps_some(role, "decisive", gone["skills"])
    if isinstance(effort := base.get("effort"), dict):
        _drop(effort.get("skills"), gone["skills"])
    for skill in _list(base, "skills"):
        if isinstance(skill, dict) and skill.get("category") in gone["categories"]:
            del skill["category"]


def _keeps_some(entry: Any, key: str, gone: set[str]) -> bool:
    """Take `gone` out of a list in `entry`; whether anything that was in it is left."""
    if not isinstance(entry, dict) or not isinstance(names := entry.get(key), list):
        return True
    entry[key] = [name for name in names if not isinstance(name, str) or name not in gone]
    return bool(entry[key]) or not names


def _drop(mapping: Any, gone: set[str]) -> None:
    for name in gone if isinstance(mapping, dict) else ():
        mapping.pop(name, None)


def _list(raw: Raw, part: str) -> list[Any]:
    value = raw.get(part)
    return value if isinstance(value, list) else []


def _numbered(value: Any) -> Any:
    return {str(number): entry for number, entry in enumerate(value, 1)} if isinstance(value, list) else value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(entry) for key, entry in value.items()}
    return [_copied(entry) for entry in value] if isinstance(value, list) else value
