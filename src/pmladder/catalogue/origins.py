"""Which of several catalogues, laid over one another, an entry or a mistake comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pmladder.catalogue.grammar import WHOLE, Names, Path, Raw, grammar, is_removal, names_of
from pmladder.catalogue.overlay import scale_numbers


class Origin(NamedTuple):
    """The file that an entry was written in first, those that changed it, and the one that removed it."""

    file: str
    changed: tuple[str, ...] = ()
    removed: str | None = None


Origins = Mapping[tuple[str, str], Origin]
"""The origin of each entry, by what it is (`role`, `transition`, ...) and its id (`pm`, `pm -> senior-pm`)."""


def move_id(start: str, end: str) -> str:
    """How a transition is named where every entry has one name."""
    return f"{start} -> {end}"


def origins(layers: Sequence[tuple[str, Raw]]) -> Origins:
    """Where each entry comes from; `layers` are names and data of the files, the lowest first."""
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
    """Where in the data of several files, the uppermost first, stands what they were merged to."""

    def __init__(self, merged: Raw, layers: Sequence[Raw]) -> None:
        self._merged = merged
        scale = merged.get("scale")
        numbers = scale_numbers(scale if isinstance(scale, list) else [])
        self._layers = [_Layer(raw, numbers) for raw in layers]

    def of(self, path: Path) -> tuple[int, Path]:
        """The layer that wrote what `path` leads to in the whole, and the path in that layer."""
        best: tuple[int, Path] = (0, ())
        for number, layer in enumerate(self._layers):
            found, decides = layer.followed(path, self._merged)
            if decides:
                return number, found
            if len(found) > len(best[1]):
                best = number, found
        return best


def _entries(raw: Raw) -> Iterator[tuple[str, str, Any]]:
    """Removals first: what stands beside them is added after."""
    for removals in (True, False):
        for key, part in grammar().merged.items():
            for entry in entries if isinstance(entries := raw.get(key), list) else ():
                names = names_of(entry, (part.shape.each or WHOLE).names)
                if names is not None and part.entries and is_removal(entry) is removals:
                    yield part.entries.noun, part.entries.between.join(names), entry


def _with_moves(found: Mapping[tuple[str, str], Origin], kind: str, name: str) -> list[tuple[str, str]]:
    """The entry, if there is one, and for a role the moves from and to it."""
    gone = [(kind, name)] if (kind, name) in found else []
    if kind == "role":
        gone += [key for key in found if key[0] == "transition" and name in key[1].split(" -> ")]
    return gone


class _Layer:
    """The data of one file. `_numbers` has, for each part, the number here of each of its entries in the whole."""

    def __init__(self, raw: Raw, levels: Mapping[str, int]) -> None:
        self._raw = raw
        self._levels = levels
        self._numbers: dict[str, list[int | None]] = {}

    def followed(self, path: Path, merged: Any) -> tuple[Path, bool]:
        """How far `path` leads here, in the numbers of this layer, and whether what it ends at decides."""
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
                # A shorthand stands for the keys that it sets, and for no others.
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
        """The number here of an entry of the whole."""
        if not isinstance(merged, list) or step >= len(merged):
            return None
        if part not in self._numbers:
            self._numbers[part] = _paired(by, merged, raw)
        return self._numbers[part][step]


def _level_here(raw: Any, step: str | int, numbers: Mapping[str, int]) -> str | int:
    """The level `step` as it is written in `raw`: by name or number, or by its place in a list."""
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
    """For each entry of the whole, the number of its entry in `raw`; of equal ones, each stands for its own."""
    same: dict[Names | None, list[int]] = {}
    for number, entry in enumerate(raw):
        same.setdefault(names_of(entry, by), []).append(number)
    before: Counter[Names | None] = Counter()
    numbers: list[int | None] = []
    for entry in merged:
        key = names_of(entry, by)
        there = same.get(key)
        numbers.append(there[min(before[key], len(there) - 1)] if there else None)
        before[key] += 1
    return numbers
