"""Spells out the shorthands of a catalogue's file into the form of the models.

For example, a level may be written by name, years as a bare number, an alias as a bare text. The grammar lists all.
Anything else stays as it is, and the models accept or refuse it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from pmladder.catalogue.fields import EDITORIAL, NONE, Model
from pmladder.catalogue.grammar import EDITORIAL_KEY, SOURCES, WHOLE, FieldShape, Part, Path, Raw, grammar
from pmladder.catalogue.models import DEFAULT_SCALE, Catalogue, level_numbers, unknown_level_of, unknown_reach_of
from pmladder.catalogue.notation import Notation, Picks
from pmladder.errors import Problem
from pmladder.text import folded, repr_quoted


def spell_out(
    raw: Raw, most: int, written: dict[Path, str | int] | None = None, model: type[Model] = Catalogue
) -> list[Problem]:
    """Spell out every shorthand in `raw`, a freshly read catalogue, in place.

    For each level that is a key, `written` gets the key of the file under the new path. Returns at most `most` problems
    of each kind: levels that the scale does not have, levels that are given twice, and skill ids that differ only in
    spelling when the file has no list of skills.
    """
    shape = grammar(model)
    raw.setdefault("scale", list(DEFAULT_SCALE))
    reader = _Reader(raw, shape, most, {} if written is None else written)
    reader.entry(shape, raw, ())
    _seniority_by_order(raw)
    spellings = _skills_by_use(raw)[:most]
    return [*(reader.problems if reader.readable else ()), *spellings]


_NOTHING: Any = object()


class _Reader:
    """Spells out values as their shapes say, and keeps the problems: at most `most`."""

    def __init__(self, raw: Raw, shape: FieldShape, most: int, written: dict[Path, str | int]) -> None:
        self.raw, self.root = raw, shape
        self.most = most
        self.written = written
        scale = raw["scale"] if isinstance(raw["scale"], list) else []
        names = [level.get("name") if isinstance(level, dict) else level for level in scale]
        self.names = tuple(name for name in names if isinstance(name, str))
        # With a scale that is itself wrong, only the scale is reported.
        self.readable = len(self.names) == len(scale) > 0
        self.numbers = level_numbers(self.names)
        reach = raw.get("reach")
        self.reach = tuple(name for name in reach if isinstance(name, str)) if isinstance(reach, list) else ()
        self.reaches = level_numbers(self.reach)
        self.problems: list[Problem] = []
        self.shared: dict[tuple[FieldShape, bool], dict[Any, Any]] = {}

    def entry(self, shape: FieldShape, entry: Raw, path: Path) -> None:
        """Spell out an entry in place."""
        if shape.cites:
            _sources(entry)
        spelling = _spelling(shape)
        refused: list[str] = []
        for key in entry:
            part = spelling.get(key, _NOTHING)
            if part is _NOTHING:
                continue
            if part is None:
                refused.append(key)
            elif part.shape.form in ("level", "reach"):
                # A problem of the only value of an entry is reported for the entry.
                at = path if Notation.SHORT in part.notation else (*path, key)
                entry[key] = self.value(part.shape, entry[key], at)
            elif part.shape.form == "by id" and key in shape.picked and isinstance(entry[key], dict):
                names, picks = shape.picked[key]
                self.cells(part.shape, entry[key], (*path, key), entry.get(names), picks)
            else:
                entry[key] = self.value(part.shape, entry[key], (*path, key))
        for key in refused:
            self.refuse(shape, entry, key, path)

    def value(self, shape: FieldShape, value: Any, path: Path) -> Any:
        """The spelled-out form of `value`."""
        form, each = shape.form, shape.each
        if form == "entry":
            value = shape.spelled(value)
            if isinstance(value, dict):
                self.entry(shape, value, path)
        elif form == "list" and each:
            return self.several(shape, each, value, path)
        elif form == "by level" and each:
            return self.by_level(shape, each, value, path)
        elif form == "by id" and each and isinstance(value, dict):
            for key in value:
                value[key] = self.value(each, value[key], (*path, key))
        elif form == "level":
            return self.level(value, path)
        elif form == "reach":
            return self.far(value, path)
        elif Notation.NONE in shape.notation and value == NONE:
            return 0
        return value

    def refuse(self, shape: FieldShape, entry: Raw, key: str, path: Path) -> None:
        """Remove a key that is in the entry by mistake, and note the problem."""
        del entry[key]
        if len(self.problems) < self.most:
            what = f"{repr_quoted(key)} {shape.refused[key]}"
            self.problems.append(Problem((*path, key), self.where(path) if path else "", what, on_key=True))

    def several(self, shape: FieldShape, each: FieldShape, value: Any, path: Path) -> Any:
        """A list, or a single entry that is written without a list."""
        if Notation.ALONE in shape.notation and isinstance(value, str if each.short or not each.parts else dict):
            value = [value]
        if not isinstance(value, list) or not _speaks(each):
            return value
        for number, written in enumerate(value):
            entry = each.spelled(written)
            if entry is not written:
                value[number] = entry = {**_numbered(each, path, number), **entry}
            if isinstance(entry, dict):
                self.entry(each, entry, (*path, number))
        return value

    def cells(self, shape: FieldShape, cells: Raw, path: Path, names: Any, picks: Picks) -> None:
        """Entries by id. A list beside them may pick some."""
        each = shape.each or WHOLE
        chosen = {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()
        others = self.shared.setdefault((each, False), {})
        picked = self.shared.setdefault((each, True), {}) if chosen else others
        for key, written in cells.items():
            is_short = written.__class__ is str or written.__class__ is int
            cache = picked if key in chosen else others
            if is_short and (known := cache.get(written)):
                cells[key] = known
                continue
            entry: Any = written if written.__class__ is dict else dict.fromkeys(each.short, written)
            self.entry(each, entry, (*path, key))
            if key in chosen:
                entry.setdefault(picks.field, picks.value)
            cells[key] = self.one_for_all(each, written, entry, cache) if is_short else entry

    def one_for_all(self, shape: FieldShape, written: Any, entry: Raw, cache: dict[Any, Any]) -> Any:
        """`entry`, which says only the level `written`. All equal entries share one value.

        A large catalogue has mostly such entries, so this saves time and memory. A value that is no level stays as it
        is.
        """
        if shape.model is None or (written.__class__ is not int and written.casefold() not in self.numbers):
            return entry
        try:
            made = cache[written] = shape.model.model_validate(entry)
        except ValidationError:
            return entry
        return made

    def level(self, written: Any, path: Path) -> Any:
        """The number of a level that is written by name."""
        if written.__class__ is not str:
            return written
        found = self.numbers.get(written.casefold())
        if found is None and len(self.problems) < self.most:
            self.problems.append(Problem(path, self.where(path), unknown_level_of(self.names, written)))
        return found or 0

    def far(self, written: Any, path: Path) -> Any:
        """The number of a reach that is written by name."""
        if written.__class__ is not str:
            return written
        found = self.reaches.get(written.casefold())
        if found is None and len(self.problems) < self.most:
            self.problems.append(Problem(path, self.where(path), unknown_reach_of(self.reach, written)))
        return found or 0

    def by_level(self, shape: FieldShape, each: FieldShape, value: Any, path: Path) -> Any:
        """A mapping by level, with level numbers as keys."""
        if isinstance(value, list) and Notation.IN_ORDER in shape.notation:
            self.written.update({(*path, number): number - 1 for number in range(1, len(value) + 1)})
            numbered = dict(enumerate(value, 1))
        elif isinstance(value, dict) and all(isinstance(key, str) for key in value):
            numbered = self.by_number(value, path)
        else:
            return value
        return {number: self.value(each, entry, (*path, number)) for number, entry in numbered.items()}

    def by_number(self, mapping: Raw, path: Path) -> dict[Any, Any]:
        """`mapping` with its keys (names or numbers of levels) as numbers."""
        numbered: dict[Any, Any] = {}
        for key, value in mapping.items():
            number = self.number(key)
            if number is not None and number not in numbered:
                numbered[number] = value
                self.written[*path, number] = key
            elif len(self.problems) < self.most:
                twice = f"level {number} is given twice, by name and by number or in two spellings; keep one"
                what = unknown_level_of(self.names, key) if number is None else twice
                self.problems.append(Problem((*path, key), self.where(path), what, on_key=True))
        return numbered

    def number(self, key: str) -> int | None:
        number = self.numbers.get(key.casefold())
        if number is None and key.isdecimal() and len(key) < 4 and 0 < int(key) <= len(self.names):
            number = int(key)
        return number

    def where(self, path: Path) -> str:
        """The place that `path` leads to, in words: `role "pm", skills, "metrics"`."""
        part, *steps = path
        place, shape = str(part), self.root.of(str(part))
        if steps and isinstance(steps[0], int):
            entries = self.root.parts[place].entries
            place = f"{entries.noun if entries else place} {repr_quoted(str(self.raw[place][steps.pop(0)].get('id')))}"
            shape = shape.each or WHOLE
        for step in map(str, steps):
            place += f", {step if step in shape.parts else repr_quoted(step)}"
            shape = shape.of(step)
        return place


@cache
def _spelling(shape: FieldShape) -> Mapping[str, Part | None]:
    """The parts of an entry that may hold a shorthand, and None for each key that is refused."""
    cited = (SOURCES,) if shape.cites else ()
    speaking = {key: part for key, part in shape.parts.items() if key not in cited and _speaks(part.shape)}
    return {**dict.fromkeys(shape.refused), **speaking}


@cache
def _speaks(shape: FieldShape) -> bool:
    """Whether a value may hold a shorthand."""
    if shape.form == "entry":
        return bool(shape.short or shape.cites or _spelling(shape))
    if shape.form in ("level", "reach", "by level") or not shape.notation.isdisjoint((Notation.ALONE, Notation.NONE)):
        return True
    return shape.each is not None and _speaks(shape.each)


def _numbered(shape: FieldShape, path: Path, number: int) -> Raw:
    """An id for an entry that is written in short and has none: `evidence-1`."""
    return {key: f"{path[-1]}-{number + 1}" for key in shape.names if key not in shape.short and key in shape.required}


def _seniority_by_order(raw: Raw) -> None:
    """Without any seniority in the file, the order of its roles is the order of the ladder."""
    roles = [role for _, role in _entries(raw, "roles")]
    if not any("seniority" in role for role in roles):
        for number, role in enumerate(roles, 1):
            role["seniority"] = number


def _skills_by_use(raw: Raw) -> list[Problem]:
    """If the file has no list of skills, the skills are those that its roles ask for.

    Returns a problem for each skill that differs from another only in spelling.
    """
    if "skills" in raw:
        return []
    used: dict[str, Path] = {}
    for index, role in _entries(raw, "roles"):
        for path, asked in skills_asked(role):
            for skill in asked:
                if skill not in used:
                    used[skill] = ("roles", index, *path, skill)
    raw["skills"] = [{"id": skill, "name": skill} for skill in used]
    return list(_spelled_twice(used))


def skills_asked(role: Raw) -> Iterator[tuple[Path, Raw]]:
    """The skills that a role asks for, also by company size: each mapping with its path in the role."""
    if isinstance(skills := role.get("skills"), dict):
        yield ("skills",), skills
    by_company = role.get("by_company")
    for size, differing in by_company.items() if isinstance(by_company, dict) else ():
        if isinstance(differing, dict) and isinstance(skills := differing.get("skills"), dict):
            yield ("by_company", size, "skills"), skills


def _spelled_twice(used: dict[str, tuple[str | int, ...]]) -> Iterator[Problem]:
    spellings: dict[str, str] = {}
    for skill, path in used.items():
        first = spellings.setdefault(folded(skill), skill)
        if first is not skill:
            what = f"skill {repr_quoted(skill)} differs from {repr_quoted(first)} only in its spelling; rename one"
            yield Problem(path, "skills", what, on_key=True)


def _sources(entry: Raw) -> None:
    """A single source may stand without a list, and `editorial: true` is one more source."""
    sources = entry.get(SOURCES)
    if isinstance(sources, str):
        sources = entry[SOURCES] = [sources]
    if entry.get(EDITORIAL_KEY) is True and (sources is None or isinstance(sources, list)):
        del entry[EDITORIAL_KEY]
        entry[SOURCES] = [*(sources or []), *([] if EDITORIAL in (sources or []) else [EDITORIAL])]
    elif entry.get(EDITORIAL_KEY) is False:
        del entry[EDITORIAL_KEY]


def _entries(raw: Raw, part: str) -> Iterator[tuple[int, Raw]]:
    values = raw.get(part)
    if isinstance(values, list):
        yield from ((index, entry) for index, entry in enumerate(values) if isinstance(entry, dict))
