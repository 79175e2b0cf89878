"""One catalogue laid over another: the upper one changes, adds or removes entries, and all others stay.

Both are data as read from their files, with shorthands, so an overlay is written like any catalogue. If the merged
catalogue is wrong, `catalogue/origins.py` finds the file with the mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pmladder.catalogue.fields import Model
from pmladder.catalogue.grammar import (
    EDITORIAL_KEY,
    REMOVE,
    SOURCES,
    WHOLE,
    FieldShape,
    Names,
    Path,
    Raw,
    grammar,
    is_removal,
    names_of,
)
from pmladder.catalogue.models import DEFAULT_SCALE, Catalogue, level_numbers
from pmladder.catalogue.notation import Notation
from pmladder.catalogue.shorthand import skills_asked
from pmladder.errors import Problem
from pmladder.text import did_you_mean, repr_quoted

EXTENDS = "extends"
_HINTED = 50
"""How many problems get a "did you mean" hint. More than this are no typing mistakes, and each hint takes time."""


def overlay(base: Raw, upper: Raw, model: type[Model] = Catalogue) -> tuple[Raw, list[Problem]]:
    """A new merged catalogue of `base` with `upper` laid over it, and the problems of `upper`.

    Mappings merge key by key, and entries of merged parts by their identity. Other lists are replaced as a whole.
    `remove: true` removes an entry, together with everything that refers to it.
    """
    merge = _Overlay(_copied(base), _copied(upper), grammar(model))
    return merge.result(), merge.problems


class _Overlay:
    """One merge. `base` is changed in place, and `problems` have paths into `upper`."""

    def __init__(self, base: Raw, upper: Raw, shape: FieldShape) -> None:
        self.base, self.upper, self.shape = base, upper, shape
        self.problems: list[Problem] = []
        self.removed: dict[str, set[Names]] = {}
        self.numbers: dict[str, int] = {}

    def result(self) -> Raw:
        self.upper.pop(EXTENDS, None)
        _fill_in(self.base, self.upper)
        for part in ("transitions", *self.shape.merged):
            if part not in self.removed:
                self.removed[part] = set(self._remove(part))
        self._remove_mentions({part: {key[0] for key in keys} for part, keys in self.removed.items()})
        for part in sorted(self.upper, key=lambda part: part != "scale"):
            self.base[part] = self._part(part, self.upper[part])
            if part == "scale":
                self.numbers = scale_numbers(_list(self.base, "scale"))
        return self.base

    def _remove(self, part: str) -> Iterator[Names]:
        """Remove from this part of `base` what `upper` removes, and yield the identity of each removed entry."""
        by = self._entry(part).names
        keys = {names_of(entry, by) for entry in _list(self.upper, part) if is_removal(entry)}
        if keys and isinstance(entries := self.base.get(part), list):
            yield from (key for entry in entries if (key := names_of(entry, by)) in keys and key is not None)
            self.base[part] = [entry for entry in entries if names_of(entry, by) not in keys]

    def _part(self, part: str, value: Any) -> Any:
        if not self.numbers:
            self.numbers = scale_numbers(_list(self.base, "scale") or list(DEFAULT_SCALE))
        if part in self.shape.merged and isinstance(value, list):
            return self._entries(part, _list(self.base, part), value, self._entry(part))
        return self._merged(self.base.get(part, {}), value, self.shape.of(part), (part,), part)

    def _entry(self, part: str) -> FieldShape:
        """The shape of an entry of this part."""
        return self.shape.of(part).each or WHOLE

    def _named(self, part: str, key: Names) -> str:
        """The name of an entry in a message: `role "pm"`, `transition "pm" to "senior-pm"`."""
        return f"{self._noun(part)} {' to '.join(map(repr_quoted, key))}"

    def _noun(self, part: str) -> str:
        entries = self.shape.parts[part].entries
        return entries.noun if entries else part

    def _entries(self, part: str, base: list[Any], upper: list[Any], shape: FieldShape) -> list[Any]:
        by = shape.names
        places = {key: number for number, entry in reversed(list(enumerate(base))) if (key := names_of(entry, by))}
        known = {key[0]: None for key in [*places, *self.removed[part]]}
        seen: set[Names] = set()
        entries = list(base)
        for number, entry in enumerate(upper):
            path, key = (part, number), names_of(entry, by)
            if key is None:
                entries.append(entry)
                continue
            where = self._named(part, key)
            if key in seen:
                self.problems.append(Problem(path, where, "stands twice in this file; write one entry"))
            elif self._stays(part, key, entry, path, known):
                if key in places:
                    at = places[key]
                    entries[at] = self._merged(base[at], entry, shape, path, where)
                elif shape.name_key and isinstance(entry, dict) and shape.name_key not in entry:
                    hint = self._hint(key[0], known) or f"; a new one needs a {shape.name_key}"
                    what = f"there is no such {self._noun(part)} to change{hint}"
                    self.problems.append(Problem((*path, by[0]), where, what))
                else:
                    entries.append(self._merged({}, entry, shape, path, where))
            seen.add(key)
        return entries

    def _stays(self, part: str, key: Names, entry: Any, path: Path, known: dict[str, None]) -> bool:
        """Whether an entry can be merged. If not, its problem is noted."""
        if not isinstance(entry, dict) or REMOVE not in entry:
            return True
        if not isinstance(entry[REMOVE], bool):
            what = "should be true or false"
            self.problems.append(Problem((*path, REMOVE), f"{self._named(part, key)}, {REMOVE}", what, misread=True))
            return False
        if not entry.pop(REMOVE):
            return True
        if key not in self.removed[part]:
            hint = self._hint(key[0], known) if len(key) == 1 else ""
            what = f"there is no such {self._noun(part)} to remove{hint or '; take the entry out'}"
            self.problems.append(Problem(path, self._named(part, key), what))
        return False

    def _merged(self, base: Any, upper: Any, shape: FieldShape, path: Path, where: str) -> Any:
        """`upper` over `base`: key by key if both are mappings or shorthands of one, else `upper` alone."""
        levels = shape.form == "by level"
        if levels:
            base, upper = _numbered(base), _numbered(upper)
        base, upper = shape.spelled(base), shape.spelled(upper)
        if not isinstance(base, dict) or not isinstance(upper, dict):
            return upper
        merged = dict(base)
        if self._other_figure(base, upper, shape):
            for key in shape.credit:
                merged.pop(key, None)
        if any(key in upper for key in shape.short):
            for key in shape.follows:
                merged.pop(key, None)
        self._leave_by_case(merged, upper, shape)
        if SOURCES in upper:
            # `editorial: true` is another spelling of a source, and lists of sources are replaced as a whole.
            merged.pop(EDITORIAL_KEY, None)
        written_keys = {self._level(key): key for key in base} if levels else {}
        removable = Notation.REMOVABLE in shape.notation
        for key, value in upper.items():
            if removable and (value is None or is_removal(value)):
                self._without(merged, key, (*path, key), where)
                continue
            if removable and isinstance(value, dict) and value.get(REMOVE) is False:
                del value[REMOVE]
            at = written_keys.get(self._level(key), key) if levels else key
            inner = shape.of(key)
            # A value that is neither a mapping nor a shorthand of one is taken as it is.
            if inner.short or isinstance(value, dict):
                value = self._merged(merged.get(at, {}), value, inner, (*path, key), where)
            merged[at] = value
        self._keep_picked(merged, upper, shape)
        return merged

    def _hint(self, name: str, known: Iterable[str]) -> str:
        return did_you_mean(name, list(known)) if len(self.problems) < _HINTED else ""

    def _other_figure(self, base: Raw, upper: Raw, shape: FieldShape) -> bool:
        """Whether `upper` changes a figure, level or wording for which `base` names sources."""
        figures = (key for key in upper if key not in (*shape.binds, *shape.credit)) if shape.credit else ()
        return any(self._level(upper[key]) != self._level(base.get(key)) for key in figures)

    def _without(self, merged: Raw, key: str, path: Path, where: str) -> None:
        """Take a skill out of a role."""
        if key in merged:
            del merged[key]
        elif (key,) not in self.removed["skills"]:
            hint = self._hint(key, merged) or "; take the line out"
            what = f"there is no skill {repr_quoted(key)} here to remove{hint}"
            self.problems.append(Problem(path, f"{where}, skills", what, on_key=True))

    def _leave_by_case(self, merged: Raw, upper: Raw, shape: FieldShape) -> None:
        """A value of `upper` holds for all cases, so the differences for single cases in `base` are removed."""
        for cases in shape.varies:
            if not isinstance(by_case := merged.get(cases), dict):
                continue
            merged[cases] = by_case = dict(by_case)
            each = shape.of(cases).each or WHOLE
            for case, differences in by_case.items():
                if isinstance(differences, dict):
                    by_case[case] = _not_set_again(differences, upper, each)

    def _keep_picked(self, merged: Raw, upper: Raw, shape: FieldShape) -> None:
        """Remove from the picking lists the keys that the entry no longer has, unless the overlay itself picks them."""
        for mapping, (names, _) in shape.picked.items():
            asked, picked = upper.get(mapping), merged.get(names)
            if isinstance(asked, dict) and isinstance(picked, list) and names not in upper:
                gone = {key for key, value in asked.items() if value is None or is_removal(value)}
                merged[names] = [key for key in picked if key not in gone]

    def _remove_mentions(self, gone: dict[str, set[str]]) -> None:
        """Remove from `base` everything that refers to removed roles, skills and categories."""
        base = self.base
        if roles := gone["roles"]:
            by = self._entry("transitions").names
            if isinstance(moves := base.get("transitions"), list):
                base["transitions"] = [move for move in moves if not roles.intersection(names_of(move, by) or ())]
            if isinstance(ladders := base.get("company_ladders"), list):
                base["company_ladders"] = [ladder for ladder in ladders if _keeps_some(ladder, "ladder", roles)]
        for role in _list(base, "roles"):
            if gone["skills"] and isinstance(role, dict):
                by_company = role.get("by_company")
                for asking in (role, *(by_company.values() if isinstance(by_company, dict) else ())):
                    if isinstance(asking, dict):
                        _drop(asking.get("skills"), gone["skills"])
                        _keeps_some(asking, "must_have", gone["skills"])
        if isinstance(effort := base.get("effort"), dict):
            _drop(effort.get("skills"), gone["skills"])
        for skill in _list(base, "skills"):
            if isinstance(skill, dict) and skill.get("category") in gone["categories"]:
                del skill["category"]

    def _level(self, key: Any) -> Any:
        """The number of a level that is given by name or number. Any other value stays as it is."""
        number = self.numbers.get(str(key).casefold())
        return int(key) if number is None and str(key).isdecimal() and len(str(key)) < 4 else number or key


def scale_numbers(scale: list[Any]) -> dict[str, int]:
    """The level numbers of a scale that is data as read from its file."""
    names = (names_of(level, ("name",)) for level in scale)
    return level_numbers(tuple(name[0] if name else "" for name in names))


def _fill_in(base: Raw, upper: Raw) -> None:
    """Write out what `base` leaves out and `upper` refers to: the scale, the skills, the order of the roles."""
    roles = [role for role in _list(base, "roles") if isinstance(role, dict)]
    if "scale" in upper:
        base.setdefault("scale", list(DEFAULT_SCALE))
    if "skills" in upper and "skills" not in base:
        asked = dict.fromkeys(skill for role in roles for _, skills in skills_asked(role) for skill in skills)
        base["skills"] = [{"id": skill, "name": skill} for skill in asked]
    above = [role for role in _list(upper, "roles") if isinstance(role, dict)]
    if any("seniority" in role for role in above) and not any("seniority" in role for role in roles):
        for number, role in enumerate(roles, 1):
            role["seniority"] = number


def _not_set_again(differences: Raw, upper: Raw, shape: FieldShape) -> Raw:
    """`differences` without the values that `upper` sets again. In a mapping by id, only those entries go."""
    kept: Raw = {}
    for key, value in differences.items():
        anew = upper.get(key)
        if key not in upper or key not in shape.parts:
            kept[key] = value
        elif shape.parts[key].shape.form == "by id" and isinstance(value, dict) and isinstance(anew, dict):
            kept[key] = {name: cell for name, cell in value.items() if name not in anew}
    return kept


def _keeps_some(entry: Any, key: str, gone: set[str]) -> bool:
    """Remove `gone` from a list in `entry`; False when this empties a list that had entries."""
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
