"""Which of several catalogues, laid over one another, an entry or a mistake comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pmladder.catalogue.overlay import entry_key
from pmladder.catalogue.shapes import CATALOGUE, PARTS, Key, Raw, Shape, is_removal

Path = tuple[str | int, ...]


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


def place(path: Path, merged: Raw, layers: Sequence[Raw]) -> tuple[int, Path]:
    """The layer, the uppermost first, that wrote what `path` leads to in `merged`, and the path in that layer."""
    best: tuple[int, Path] = (0, ())
    for number, raw in enumerate(layers):
        found, decides = _followed(path, merged, raw)
        if decides:
            return number, found
        if len(found) > len(best[1]):
            best = number, found
    return best


def _entries(raw: Raw) -> Iterator[tuple[str, str, Any]]:
    """Removals first: what stands beside them is added after."""
    for removals in (True, False):
        for part, kind in PARTS.items():
            for entry in entries if isinstance(entries := raw.get(part), list) else ():
                key = entry_key(part, entry)
                if key is not None and is_removal(entry) is removals:
                    yield kind, move_id(*key) if len(key) == 2 else key[0], entry


def _with_moves(found: Mapping[tuple[str, str], Origin], kind: str, name: str) -> list[tuple[str, str]]:
    """The entry, if there is one, and for a role the moves from and to it."""
    gone = [(kind, name)] if (kind, name) in found else []
    if kind == "role":
        gone += [key for key in found if key[0] == "transition" and name in key[1].split(" -> ")]
    return gone


def _followed(path: Path, merged: Any, raw: Any) -> tuple[Path, bool]:
    """How far `path` leads in one layer, in that layer's own numbers, and whether what it ends at decides."""
    found: list[str | int] = []
    shape, part = CATALOGUE, ""
    for step in path:
        if isinstance(step, int) and shape.by and isinstance(raw, list):
            number = _number(part, step, merged, raw)
            if number is None:
                return tuple(found), False
            found.append(number)
            raw, merged, shape = raw[number], merged[step], shape.each or Shape()
            continue
        spelled = shape.spelled(raw) if shape.spelled else raw
        if spelled is not raw and isinstance(spelled, dict):
            # A shorthand stands for the keys that it sets, and for no others.
            return tuple(found), step in spelled
        if isinstance(raw, dict) and step not in raw:
            return tuple(found), False
        if not isinstance(raw, dict) and not (isinstance(raw, list) and isinstance(step, int) and step < len(raw)):
            return tuple(found), True
        found.append(step)
        part = str(step) if len(found) == 1 else part
        below: Any = raw
        raw, shape = below[step], shape.of(str(step))
        merged = merged.get(step) if isinstance(merged, dict) else None
    return tuple(found), True


def _number(part: str, step: int, merged: Any, raw: list[Any]) -> int | None:
    """The number in one layer of an entry of the whole; of equal ones, each stands for its own."""
    if not isinstance(merged, list) or step >= len(merged):
        return None
    key: Key | None = entry_key(part, merged[step])
    before = sum(entry_key(part, entry) == key for entry in merged[:step])
    same = [number for number, entry in enumerate(raw) if entry_key(part, entry) == key]
    return same[min(before, len(same) - 1)] if same else None
