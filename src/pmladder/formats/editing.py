"""Edits a text of YAML or JSON to hold new data. Every unchanged part keeps all its characters.

The old and the new data are compared, and each difference is written at its place in the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Any, NamedTuple, cast

from pmladder.errors import InputError, Problem
from pmladder.formats.document import Document, KeyPlace, Node, Path
from pmladder.formats.limits import LINE_END
from pmladder.formats.structured import read_mapping
from pmladder.formats.yaml_writer import flow, item, pair, scalar, to_yaml

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){1,2}")
_SPACE_BEFORE_KEY = re.compile(r"[ \t]*")
_NOT_EDITABLE = (
    "is written in a way that cannot be changed without touching the rest of it (an anchor, perhaps); "
    "change it in an editor; nothing was changed"
)
_GONE: Any = object()
"""Used as a value, it removes an entry."""


class Edit(NamedTuple):
    """The new value at `path`, as plain data. None removes the entry.

    Where it `inserts`, the value is a new entry of a list, before the one that has this index now. Missing entries on
    the path are created. An edit below a rating that is a bare level first makes it a mapping.
    """

    path: tuple[str | int, ...]
    value: Any
    inserts: bool = False


class _TextEdit(NamedTuple):
    """One edit below `parent`, a node of the text: set the entry number `place` to `value`, or remove it.

    A new entry comes after that entry, or first if `place` is -1. `key` is its key, or None in a list.
    """

    parent: Node
    place: int
    key: str | None
    value: Any
    new: bool = False


def applied(data: dict[str, Any], changes: Iterable[Edit]) -> dict[str, Any]:
    """Plain data with `changes` applied. An index beyond the end of a list adds an entry."""
    made: Any = data
    for change in changes:
        made = _put(made, change.path, _plain(change.value), change.inserts)
    return cast(dict[str, Any], made)


def _put(value: Any, path: tuple[str | int, ...], new: Any, inserts: bool = False) -> Any:
    """`value` with `new` at `path`; if `new` is None, without that entry."""
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
    # A bare level is short for a rating with that level.
    mapping = value if isinstance(value, dict) else {} if value is None else {"level": value}
    if new is None and step not in mapping:
        return value
    if new is None and not below:
        return {key: entry for key, entry in mapping.items() if key != step}
    return {**mapping, step: _put(mapping.get(step), below, new, inserts)}


def _plain(value: Any) -> Any:
    """`value` without empty entries, and with whole floats as integers."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items() if entry is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def rewritten(document: Document, old: dict[str, Any], new: dict[str, Any], order: Sequence[str]) -> Document:
    """The document with its data changed from `old` to `new`. New top-level keys follow `order`.

    Raises InputError if that is impossible without changing other parts.
    """
    try:
        # Entries are removed in a second pass.
        made = _in_one_turn(document, old, new, order, removing=False)
        if not is_equal(made.value, new):
            made = _in_one_turn(made, made.value, new, order, removing=True)
        if is_equal(made.value, new):
            return made
    except (InputError, LookupError):
        pass
    raise InputError(document.file, [Problem((), "", _NOT_EDITABLE)])


def renamed(document: Document, paths: Iterable[Path], name: str) -> Document:
    """The document with the keys at these paths renamed to `name`. All other characters stay."""
    splicer = _Splicer(document)
    for path in paths:
        node, _ = document.root.nearest(path)
        if node.key is not None:
            splicer.rename(node.key, name)
    return read_mapping(splicer.text_now(), document.file)


def _in_one_turn(
    document: Document, old: dict[str, Any], new: dict[str, Any], order: Sequence[str], removing: bool
) -> Document:
    splicer, root = _Splicer(document), document.root
    if not (old and new and root.keys):
        splicer.replace_all(new)
    elif removing:
        for parent, first, last in _runs(step for step in _mapping_steps(old, new, root, order) if step.value is _GONE):
            splicer.remove(parent, first, last)
    else:
        for step in _mapping_steps(old, new, root, order):
            if step.new:
                splicer.add(step.parent, step.key, step.value, step.place)
            elif step.value is not _GONE:
                splicer.replace(step.parent, step.place, step.value)
    text = splicer.text_now()
    return document if text == document.text else read_mapping(text, document.file)


def _runs(removed: Iterable[_TextEdit]) -> list[tuple[Node, int, int]]:
    """The entries to remove, as runs of neighbours: the first and the last of each run."""
    runs: list[tuple[Node, int, int]] = []
    for parent, place, *_ in removed:
        if runs and runs[-1][0] is parent and runs[-1][2] == place - 1:
            runs[-1] = (parent, runs[-1][1], place)
        else:
            runs.append((parent, place, place))
    return runs


def _text_edits(old: Any, new: Any, parent: Node, place: int) -> Iterator[_TextEdit]:
    """The edits that change one entry of `parent` from `old` to `new`."""
    if is_equal(old, new):
        return
    node = parent.values[place]
    if old and new and isinstance(old, dict) and isinstance(new, dict) and node.keys:
        yield from _mapping_steps(old, new, node)
    elif old and new and isinstance(old, list) and isinstance(new, list) and node.values and not node.keys:
        yield from _list_steps(old, new, node)
    else:
        yield _TextEdit(parent, place, parent.keys[place].name if parent.keys else None, new)


def _mapping_steps(
    old: dict[str, Any], new: dict[str, Any], node: Node, order: Sequence[str] | None = None
) -> Iterator[_TextEdit]:
    """The edits that change a mapping to `new`. New keys follow `order`, if given."""
    names = [key.name for key in node.keys]
    places = {name: place for place, name in enumerate(names)}
    for key in old:
        if key in new:
            yield from _text_edits(old[key], new[key], node, places[key])
    for key in new if order is None else in_order(new, order):
        if key not in old:
            place = len(names) - 1 if order is None else _place_of_new(key, names, order)
            yield _TextEdit(node, place, key, new[key], new=True)
    yield from (_TextEdit(node, places[key], key, _GONE) for key in old if key not in new)


def _list_steps(old: list[Any], new: list[Any], node: Node) -> Iterator[_TextEdit]:
    """Entries with the same name stay. Entries between them are changed one by one, then added or removed."""
    paired = SequenceMatcher(None, list(map(_name_of, old)), list(map(_name_of, new)), autojunk=False)
    for _, start, end, from_, to in paired.get_opcodes():
        both = min(end - start, to - from_)
        for offset in range(both):
            yield from _text_edits(old[start + offset], new[from_ + offset], node, start + offset)
        for value in new[from_ + both : to]:
            yield _TextEdit(node, start + both - 1, None, value, new=True)
        yield from (_TextEdit(node, index, None, _GONE) for index in range(start + both, end))


def _name_of(entry: Any) -> str:
    """What tells an entry of a list from the others: its id or title, else all of it."""
    name = entry.get("id") or entry.get("title") if isinstance(entry, dict) else None
    return repr(entry if name is None else name)


def _place_of_new(key: str, names: list[str], order: Sequence[str]) -> int:
    """The place in `names` after which a new key goes: the last name before it in the order, or the last of all."""
    before = order[: order.index(key)] if key in order else ()
    return max((place for place, name in enumerate(names) if name in before), default=len(names) - 1)


def in_order(data: dict[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """The same mapping with the keys of this order first, in that order."""
    return {key: data[key] for key in sorted(data, key=lambda key: order.index(key) if key in order else len(order))}


def is_equal(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data are equal; `true` and 1 are different."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_equal(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_equal, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


class _Splicer:
    """Collects changes to a text and applies them all at the end."""

    def __init__(self, document: Document) -> None:
        self.text, self.root = document.text, document.root
        self.json = _is_json(document.text)
        self.newline = document.line_break
        self._splices: list[tuple[int, int, str]] = []

    def text_now(self) -> str:
        """The text with all changes."""
        parts: list[str] = []
        done = 0
        # Insertions at one place keep their order.
        for start, end, written in sorted(self._splices, key=itemgetter(0)):
            parts += (self.text[done:start], written)
            done = max(done, end)
        return "".join((*parts, self.text[done:]))

    def replace(self, parent: Node, place: int, value: Any) -> None:
        """Replace an entry of `parent` with `value`."""
        old = parent.values[place]
        end = old.start + len(self.text[old.start : old.end].rstrip())
        head = _head(self.text, parent, place)
        if self.json or parent.in_brackets or not isinstance(value, (dict, list)):
            written = self._written(value, old, parent.in_brackets)
            # If there was no value, a space is missing.
            self._splice(old.start, end, written if end > head else f" {written}")
        elif "#" in self.text[head : old.start]:
            self._splice(old.start, end, flow(value))
        else:
            key = parent.keys[place].name if parent.keys else None
            first, *rest = _lines(key, value, _column(self.text, parent))
            # The key keeps its spelling.
            after_key = first[first.index("-") + 1 :] if key is None else first[len(f"{scalar(key)}:") :]
            self._splice(head, end, self.newline.join([after_key, *rest]))

    def replace_all(self, value: dict[str, Any]) -> None:
        """Replace all data with `value`."""
        root = self.root
        if not value and root.keys and not root.in_brackets and _begins_line(self.text, _start(self.text, root, 0)):
            # Each entry is written on its own, so that comments stay.
            begin = _line_start(self.text, _start(self.text, root, 0))
            _, end = self._whole_lines(begin, root.values[0].end)
            ended = self.text[begin:end].endswith(("\n", "\r"))
            self._splice(begin, end, "{}" + (self.newline if ended else ""))
            if len(root.values) > 1:
                self.remove(root, 1, len(root.values) - 1)
            return
        if self.json or not value:
            written = json.dumps(value, ensure_ascii=False)
        else:
            written = self.newline.join(to_yaml(value).rstrip().split("\n"))
        self._splice(self.root.start, self.root.end, written)

    def add(self, parent: Node, key: str | None, value: Any, after: int) -> None:
        """Insert `value` into `parent`, with a new key or as a list item, after the entry number `after`, or first for
        -1.
        """
        if parent.in_brackets:
            self._add_in_brackets(parent, key, value, after)
            return
        column = _column(self.text, parent)
        written = self.newline.join(_lines(key, value, column))
        if after < 0:
            self._splice(parent.start, parent.start, written + self.newline + " " * column)
            return
        written = " " * column + written
        end = parent.values[after].end
        if parent.values[after].start < end == _line_start(self.text, end):
            # A text whose last line ends count goes up to the beginning of the next line.
            self._splice(end, end, written + self.newline)
        else:
            end = _line_end(self.text, end)
            self._splice(end, end, self.newline + written)

    def rename(self, key: KeyPlace, name: str) -> None:
        """Rename a key. Its value and all other characters stay."""
        self._splice(key.start, key.end, json.dumps(name, ensure_ascii=False) if self.json else scalar(name))

    def remove(self, parent: Node, first: int, last: int) -> None:
        """Remove the entries number `first` to `last` of `parent`, which has other entries too."""
        if parent.in_brackets and first:
            self._splice(parent.values[first - 1].end, parent.values[last].end, "")
            return
        start = _start(self.text, parent, first)
        if parent.in_brackets or not _begins_line(self.text, start):
            self._splice(start, _start(self.text, parent, last + 1), "")
        else:
            # They are removed one by one, so a comment between two of them stays.
            for place in range(first, last + 1):
                begin = _start(self.text, parent, place)
                self._splice(*self._whole_lines(begin, parent.values[place].end), "")

    def _whole_lines(self, start: int, end: int) -> tuple[int, int]:
        """From the beginning of the line of `start` to after the line of `end`."""
        start = _line_start(self.text, start)
        if end == _line_start(self.text, end):
            return start, end
        end = _line_end(self.text, end)
        if found := LINE_END.match(self.text, end):
            return start, found.end()
        # The last line has no line end, so the line before it loses its own.
        return len(self.text[:start].removesuffix("\n").removesuffix("\r")), end

    def _add_in_brackets(self, parent: Node, key: str | None, value: Any, after: int) -> None:
        beside: KeyPlace | Node = (parent.keys or parent.values)[after]
        own_line = _begins_line(self.text, beside.start)
        gap = self.newline + _indentation(self.text, beside.start) if own_line else " "
        written = self._json(value, beside, own_line) if self.json else flow(value)
        if key is not None:
            written = f"{json.dumps(key, ensure_ascii=False) if self.json else scalar(key)}: {written}"
        if after < 0:
            first = (parent.keys or parent.values)[0].start
            self._splice(first, first, f"{written},{gap}")
        else:
            end = parent.values[after].end
            self._splice(end, end, f",{gap}{written}")

    def _written(self, value: Any, old: Node, in_flow: bool) -> str:
        """The text of `value` when it replaces `old`."""
        written = self.text[old.start : old.end]
        if self.json:
            return self._json(value, old, not old.values or "\n" in written or "\r" in written)
        return _text(value, written, in_flow) if isinstance(value, str) else flow(value)

    def _json(self, value: Any, neighbour: KeyPlace | Node, open_lines: bool) -> str:
        first = (self.root.keys or self.root.values or (self.root,))[0].start
        if not open_lines or not _begins_line(self.text, first) or _line_start(self.text, first) == 0:
            return json.dumps(value, ensure_ascii=False)
        lines = json.dumps(value, ensure_ascii=False, indent=_indentation(self.text, first)).split("\n")
        return (self.newline + _indentation(self.text, neighbour.start)).join(lines)

    def _splice(self, start: int, end: int, written: str) -> None:
        self._splices.append((start, end, written))


def _lines(key: str | None, value: Any, column: int) -> list[str]:
    """The lines of a block entry with indentation `column`; the first line without its indentation."""
    lines = list(item(value, column) if key is None else pair(key, value, column))
    return [lines[0][column:], *lines[1:]]


def _text(value: str, old: str, in_flow: bool) -> str:
    """A text in the same kind of quotes as the old one, if possible."""
    plain = scalar(value, inside=in_flow)
    if old[:1] == "'" and "'" not in value and value.isprintable():
        return f"'{value}'"
    if old[:1] == '"' and plain[:1] != '"':
        return '"{}"'.format(plain.replace("\\", "\\\\").replace('"', '\\"'))
    if old[:1] not in ("", "'", '"') and _DATE.fullmatch(value):
        return value
    return plain


def _head(text: str, parent: Node, place: int) -> int:
    """The index after the key and its colon, or after the dash."""
    if parent.keys:
        return text.index(":", parent.keys[place].end) + 1
    return _start(text, parent, place) + (not parent.in_brackets)


def _start(text: str, parent: Node, place: int) -> int:
    """The index where an entry begins: its key, its dash, or in brackets its value."""
    if parent.keys:
        return parent.keys[place].start
    if parent.in_brackets or not place:
        return parent.values[place].start if parent.in_brackets else parent.start
    before, column = parent.values[place - 1].end, _column(text, parent)
    found = re.compile(rf"(?<![^\r\n]) {{{column}}}-").search(text, before)
    return found.end() - 1 if found else parent.values[place].start


def _column(text: str, parent: Node) -> int:
    """The indentation of the keys or dashes of a block."""
    return parent.start - _line_start(text, parent.start)


def _line_start(text: str, index: int) -> int:
    """The index where the line of the character at `index` begins."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _line_end(text: str, index: int) -> int:
    """The index where the line of the character at `index` ends, before its line end."""
    found = re.compile(r"[\r\n]|\Z").search(text, index)
    return found.start() if found else len(text)


def _begins_line(text: str, index: int) -> bool:
    """Whether only spaces come before the character at `index` in its line."""
    return not text[_line_start(text, index) : index].strip(" \t")


def _indentation(text: str, index: int) -> str:
    """The leading space of the line of the character at `index`."""
    start = _line_start(text, index)
    found = _SPACE_BEFORE_KEY.match(text, start)
    return found.group() if found else ""


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
