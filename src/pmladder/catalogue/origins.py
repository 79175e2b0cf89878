"""Which file an entry or a mistake comes from, when one catalogue extends another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pmladder.catalogue.grammar import WHOLE, Names, Path, Raw, grammar, is_removal, names_of
from pmladder.catalogue.overlay import scale_numbers


class Origin(NamedTuple):
    """The file that first wrote an entry, the files that changed it, and the file that removed it."""

    file: str
    changed: tuple[str, ...] = ()
    removed: str | None = None


Origins = Mapping[tuple[str, str], Origin]
"""The origin of each entry, by its kind (`role`, `transition`, ...) and its id (`pm`, `pm -> senior-pm`)."""


def move_id(start: str, end: str) -> str:
    """The id of a transition: `pm -> senior-pm`."""
    return f"{start} -> {end}"


def origins(layers: Sequence[tuple[str, Raw]]) -> Origins:
    """The origin of each entry. `layers` holds the name and the data of each file, the lowest first."""
    found: dict[tuple[str, str], Origin] = {}
    for file, raw in layers:
        for kind, name, entry in _entries(raw):
            before = found.get((kind, name))
            if is_removal(entry):
                for gone in _with_moves(found, kind, name):
                    found[gone] = found[gone]._replace(removed=found[gone].removed or file)
            elif before is None or before.removed:
                found[kind, name] = Origin(file)
            elif file not in (before.file, *before.changed):
                found[kind, name] = before._replace(changed=(*before.changed, file))
    return found


class Places:
    """Finds the file, and the place in it, of a part of the merged catalogue. The files come uppermost first."""

    def __init__(self, merged: Raw, layers: Sequence[Raw]) -> None:
        self._merged = merged
        scale = merged.get("scale")
        numbers = scale_numbers(scale if isinstance(scale, list) else [])
        self._layers = [_Layer(raw, numbers) for raw in layers]

    def of(self, path: Path) -> tuple[int, Path]:
        """The file that wrote the value at `path` of the merged catalogue, and the path in that file."""
        best: tuple[int, Path] = (0, ())
        for number, layer in enumerate(self._layers):
            found, decides = layer.followed(path, self._merged)
            if decides:
                return number, found
            if len(found) > len(best[1]):
                best = number, found
        return best


def _entries(raw: Raw) -> Iterator[tuple[str, str, Any]]:
    """Removals come first, as the other entries of a file are applied after them."""
    for removals in (True, False):
        for key, part in grammar().merged.items():
            for entry in entries if isinstance(entries := raw.get(key), list) else ():
                names = names_of(entry, (part.shape.each or WHOLE).names)
                if names is not None and part.entries and is_removal(entry) is removals:
                    yield part.entries.noun, part.entries.between.join(names), entry


def _with_moves(found: Mapping[tuple[str, str], Origin], kind: str, name: str) -> list[tuple[str, str]]:
    """The entry, if it exists, and for a role also the moves from it and to it."""
    gone = [(kind, name)] if (kind, name) in found else []
    if kind == "role":
        gone += [key for key in found if key[0] == "transition" and name in key[1].split(" -> ")]
    return gone


class _Layer:
    """The data of one file. `_numbers` maps, by part, an entry's number in the merged catalogue to its number here."""

    def __init__(self, raw: Raw, levels: Mapping[str, int]) -> None:
        self._raw = raw
        self._levels = levels
        self._numbers: dict[str, list[int | None]] = {}

    def followed(self, path: Path, merged: Any) -> tuple[Path, bool]:
        """The part of `path` that exists in this file, in its own numbers, and whether this file decides the value."""
        found: list[str | int] = []
        raw: Any = self._raw
        shape = grammar()
        merging = shape.merged
        for depth, step in enumerate(path):
            if isinstance(step, int) and depth == 1 and path[0] in merging and isinstance(raw, list):
                shape = shape.each or WHOLE
                number = self._number(str(path[0]), shape.names, step, merged, raw)
                if number is None:
                    return tuple(found), False
                found.append(number)
                raw, merged = raw[number], merged[step]
                continue
            spelled = shape.spelled(raw)
            if spelled is not raw and isinstance(spelled, dict):
                # A shorthand decides only the keys that it sets.
                return tuple(found), step in spelled
            if shape.form == "by level":
                step = _level_here(raw, step, self._levels)
            if isinstance(raw, dict) and step not in raw:
                return tuple(found), False
            if not isinstance(raw, dict) and not (isinstance(raw, list) and isinstance(step, int) and step < len(raw)):
                return tuple(found), True
            found.append(step)
            below: Any = raw
            raw, shape = below[step], shape.of(str(step))
            merged = merged.get(step) if isinstance(merged, dict) else None
        return tuple(found), True

    def _number(self, part: str, by: tuple[str, ...], step: int, merged: Any, raw: list[Any]) -> int | None:
        """The number in this file of an entry of the merged catalogue."""
        if not isinstance(merged, list) or step >= len(merged):
            return None
        if part not in self._numbers:
            self._numbers[part] = _paired(by, merged, raw)
        return self._numbers[part][step]


def _level_here(raw: Any, step: str | int, numbers: Mapping[str, int]) -> str | int:
    """The key of level `step` in `raw`: its name, its number, or its place in a list."""
    if isinstance(step, int):
        return step
    number = _number_of(step, numbers)
    if isinstance(raw, list) and number:
        return number - 1
    here = (key for key in raw if _number_of(key, numbers) == number) if isinstance(raw, dict) and number else ()
    return next(iter(here), step)


def _number_of(level: str, numbers: Mapping[str, int]) -> int | None:
    return int(level) if level.isdecimal() and len(level) < 4 else numbers.get(level.casefold())


def _paired(by: tuple[str, ...], merged: Sequence[Any], raw: Sequence[Any]) -> list[int | None]:
    """For each entry of the merged catalogue, its number in `raw`. Equal entries are paired one to one."""
    unpaired: dict[Names | None, list[int]] = {}
    for number, entry in enumerate(raw):
        unpaired.setdefault(names_of(entry, by), []).append(number)
    before: Counter[Names | None] = Counter()
    numbers: list[int | None] = []
    for entry in merged:
        key = names_of(entry, by)
        there = unpaired.get(key)
        numbers.append(there[min(before[key], len(there) - 1)] if there else None)
        before[key] += 1
    return numbers
