"""From what plain data was to what it is to be: the single steps, so that whatever is alike is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple, cast

from pmladder.formats.yaml_nodes import Node
from pmladder.profile.models import Profile

MISSING: Any = object()
"""What takes an entry away, in the place of a value."""

_ORDER = tuple(Profile.model_fields)


class Edit(NamedTuple):
    """The value that stands at `path` from now on: plain data; None takes the entry away.

    Where it `inserts`, the value is a new entry of a list, before the one that has this index now. What is missing on
    the way is made. A step below a rating that is a bare level makes it a mapping first.
    """

    path: tuple[str | int, ...]
    value: Any
    inserts: bool = False


class DataStep(NamedTuple):
    """One thing to do below `parent`, a node of the text: give `value` to the entry numbered `place`, or take it away.

    A new entry comes behind that one, or before the first where `place` is -1; `key` is its key, or None in a list.
    """

    parent: Node
    place: int
    key: str | None
    value: Any
    new: bool = False


def applied(data: dict[str, Any], changes: Iterable[Edit]) -> dict[str, Any]:
    """Plain data with `changes` made; an index beyond the end of a list adds to it."""
    made: Any = data
    for change in changes:
        made = _put(made, change.path, _plain(change.value), change.inserts)
    return cast(dict[str, Any], made)


def _put(value: Any, path: tuple[str | int, ...], new: Any, inserts: bool = False) -> Any:
    """`value` with `new` at `path` below it, or with nothing there where `new` is None."""
    if not path:
        return new
    step, below = path[0], path[1:]
    if isinstance(step, int):
        entries = list(value or ())
        if inserts and not below:
            return [*entries[:step], new, *entries[step:]]
        entry = entries[step] if step < len(entries) else None
        entries[step : step + 1] = [] if new is None and not below else [_put(entry, below, new, inserts)]
        return entries
    if path == ("level",) and isinstance(value, (int, str)):
        return new if new is not None else {}
    # A bare level is a rating of that level.
    mapping = value if isinstance(value, dict) else {} if value is None else {"level": value}
    if new is None and step not in mapping:
        return value
    if new is None and not below:
        return {key: entry for key, entry in mapping.items() if key != step}
    return {**mapping, step: _put(mapping.get(step), below, new, inserts)}


def _plain(value: Any) -> Any:
    """`value` without empty entries, and with whole numbers as people write them."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items() if entry is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def steps(old: dict[str, Any], new: dict[str, Any], root: Node) -> Iterator[DataStep]:
    """What to do to make `old`, whose text has the tree `root`, into `new`; neither is empty."""
    return _mapping_steps(old, new, root, top=True)


def _steps(old: Any, new: Any, parent: Node, place: int) -> Iterator[DataStep]:
    """The steps that make one entry of `parent`, which says `old`, say `new`."""
    if same(old, new):
        return
    node = parent.values[place]
    if old and new and isinstance(old, dict) and isinstance(new, dict) and node.kind == "mapping":
        yield from _mapping_steps(old, new, node)
    elif old and new and isinstance(old, list) and isinstance(new, list) and node.kind == "list":
        yield from _list_steps(old, new, node)
    else:
        yield DataStep(parent, place, parent.keys[place].name if parent.keys else None, new)


def _mapping_steps(old: dict[str, Any], new: dict[str, Any], node: Node, top: bool = False) -> Iterator[DataStep]:
    names = [key.name for key in node.keys]
    places = {name: place for place, name in enumerate(names)}
    for key in old:
        if key in new:
            yield from _steps(old[key], new[key], node, places[key])
    for key in in_order(new) if top else new:
        if key not in old:
            yield DataStep(node, _behind(key, names) if top else len(names) - 1, key, new[key], new=True)
    yield from (DataStep(node, places[key], key, MISSING) for key in old if key not in new)


def _list_steps(old: list[Any], new: list[Any], node: Node) -> Iterator[DataStep]:
    """Entries of one name stay where they are; those between are changed in turn, then added or removed."""
    paired = SequenceMatcher(None, list(map(_name_of, old)), list(map(_name_of, new)), autojunk=False)
    for _, start, end, from_, to in paired.get_opcodes():
        both = min(end - start, to - from_)
        for offset in range(both):
            yield from _steps(old[start + offset], new[from_ + offset], node, start + offset)
        for value in new[from_ + both : to]:
            yield DataStep(node, start + both - 1, None, value, new=True)
        yield from (DataStep(node, index, None, MISSING) for index in range(start + both, end))


def _name_of(entry: Any) -> str:
    """What tells an entry of a list from the others: its id or title, else all of it."""
    name = entry.get("id") or entry.get("title") if isinstance(entry, dict) else None
    return repr(entry if name is None else name)


def _behind(key: str, names: list[str]) -> int:
    """Behind which of `names` a new key of a profile goes: the last that the model has before it, or the very last."""
    before = _ORDER[: _ORDER.index(key)] if key in _ORDER else ()
    return max((place for place, name in enumerate(names) if name in before), default=len(names) - 1)


def in_order(data: dict[str, Any]) -> dict[str, Any]:
    """The same with the keys that a profile has in its model's order, before all others."""
    return {key: data[key] for key in sorted(data, key=lambda key: _ORDER.index(key) if key in _ORDER else len(_ORDER))}


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data are alike, `true` and 1 told apart."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
