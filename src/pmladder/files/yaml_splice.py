"""One value of a YAML or JSON text put in, changed or taken out, every other character left as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from pmladder.files.yaml_nodes import Node, begins_line, indentation, line_end, line_start, nodes
from pmladder.files.yaml_writer import flow, item, pair, scalar, to_yaml

Path = tuple[str | int, ...]

_LINE_END = re.compile(r"\r\n|\n|\r")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){1,2}")


class Splicer:
    """A text that is changed in one place after the other. `json` says that it is to stay JSON."""

    def __init__(self, text: str, json_only: bool) -> None:
        self.text = text
        self.json = json_only
        self.newline = line_break(text)

    def replace(self, path: Path, value: Any) -> None:
        """Put `value` in the place of the one at `path`."""
        *above, step = path
        parent, in_flow = self._at(above)
        old = self._at(path)[0]
        end = old.start + len(self.text[old.start : old.end].rstrip())
        head = _head(self.text, parent, step)
        if self.json or in_flow or not isinstance(value, (dict, list)):
            written = self._written(value, old, in_flow)
            # Where there was no value, a space is missing.
            self._splice(old.start, end, written if end > head else f" {written}")
        elif "#" in self.text[head : old.start]:
            self._splice(old.start, end, flow(value))
        else:
            first, *rest = _lines(step, value, _column(self.text, parent))
            # The key stays as it is spelled.
            behind = first[first.index("-") + 1 :] if isinstance(step, int) else first[len(f"{scalar(step)}:") :]
            self._splice(head, end, self.newline.join([behind, *rest]))

    def replace_all(self, value: dict[str, Any]) -> None:
        """Put `value` in the place of the whole of the data."""
        root = nodes(self.text)
        if self.json or not value:
            written = json.dumps(value, ensure_ascii=False)
        else:
            written = self.newline.join(to_yaml(value).rstrip().split("\n"))
        self._splice(root.start, root.end, written)

    def add(self, path: Path, value: Any, after: int) -> None:
        """Put `value` at `path`, a new key or an index, behind the entry numbered `after`, or -1 for the first."""
        *above, step = path
        parent, in_flow = self._at(above)
        if in_flow:
            self._add_in_brackets(parent, step, value, after)
            return
        column = _column(self.text, parent)
        written = self.newline.join(_lines(step, value, column))
        if after < 0:
            self._splice(parent.start, parent.start, written + self.newline + " " * column)
            return
        written = " " * column + written
        end = parent.values[after].end
        if parent.values[after].start < end == line_start(self.text, end):
            # A text whose last line ends count goes up to the beginning of the next line.
            self._splice(end, end, written + self.newline)
        else:
            end = line_end(self.text, end)
            self._splice(end, end, self.newline + written)

    def rename(self, path: Path, name: str) -> None:
        """Call the key at `path` by another name; its value and every character around it stay."""
        *above, step = path
        parent, _ = self._at(above)
        key = parent.keys[_place(parent, step)]
        self._splice(key.start, key.end, json.dumps(name, ensure_ascii=False) if self.json else scalar(name))

    def remove(self, path: Path) -> None:
        """Take the entry at `path` out of its mapping or list, which holds more than that one."""
        *above, step = path
        parent, in_flow = self._at(above)
        place = _place(parent, step)
        if in_flow and place:
            self._splice(parent.values[place - 1].end, parent.values[place].end, "")
            return
        start = _start(self.text, parent, place)
        if in_flow or not begins_line(self.text, start):
            self._splice(start, _start(self.text, parent, place + 1), "")
        else:
            self._splice(*self._whole_lines(start, parent.values[place].end), "")

    def _whole_lines(self, start: int, end: int) -> tuple[int, int]:
        """From the beginning of the line of `start` to behind that of `end`."""
        start = line_start(self.text, start)
        if end == line_start(self.text, end):
            return start, end
        end = line_end(self.text, end)
        if found := _LINE_END.match(self.text, end):
            return start, found.end()
        # The last line of a text without a line end: the one before goes on to have none.
        return len(self.text[:start].removesuffix("\n").removesuffix("\r")), end

    def _at(self, path: Sequence[str | int]) -> tuple[Node, bool]:
        """The node at `path`, and whether it stands in brackets."""
        node = nodes(self.text)
        for step in path:
            node = node.values[_place(node, step)]
        return node, node.flow

    def _add_in_brackets(self, parent: Node, step: str | int, value: Any, after: int) -> None:
        beside = (parent.keys or parent.values)[after]
        own_line = begins_line(self.text, beside.start)
        gap = self.newline + indentation(self.text, beside.start) if own_line else " "
        written = self._json(value, beside, own_line) if self.json else flow(value)
        if isinstance(step, str):
            written = f"{json.dumps(step, ensure_ascii=False) if self.json else scalar(step)}: {written}"
        if after < 0:
            first = (parent.keys or parent.values)[0].start
            self._splice(first, first, f"{written},{gap}")
        else:
            end = parent.values[after].end
            self._splice(end, end, f",{gap}{written}")

    def _written(self, value: Any, old: Node, in_flow: bool) -> str:
        """`value` as it is written in the place of `old`."""
        written = self.text[old.start : old.end]
        if self.json:
            return self._json(value, old, not old.values or "\n" in written or "\r" in written)
        return _text(value, written, in_flow) if isinstance(value, str) else flow(value)

    def _json(self, value: Any, near: Node, open_lines: bool) -> str:
        root = nodes(self.text)
        first = (root.keys or root.values or (root,))[0].start
        if not open_lines or not begins_line(self.text, first) or line_start(self.text, first) == 0:
            return json.dumps(value, ensure_ascii=False)
        lines = json.dumps(value, ensure_ascii=False, indent=indentation(self.text, first)).split("\n")
        return (self.newline + indentation(self.text, near.start)).join(lines)

    def _splice(self, start: int, end: int, written: str) -> None:
        self.text = self.text[:start] + written + self.text[end:]


def line_break(text: str) -> str:
    """How the lines of `text` end."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


def _lines(step: str | int, value: Any, column: int) -> list[str]:
    """An entry of a block whose keys or dashes stand `column` in; the first line without its indentation."""
    lines = list(pair(step, value, column) if isinstance(step, str) else item(value, column))
    return [lines[0][column:], *lines[1:]]


def _text(value: str, old: str, in_flow: bool) -> str:
    """A text in the kind of quotes that the old one had, where it can be."""
    plain = scalar(value, inside=in_flow)
    if old[:1] == "'" and "'" not in value and value.isprintable():
        return f"'{value}'"
    if old[:1] == '"' and plain[:1] != '"':
        return '"{}"'.format(plain.replace("\\", "\\\\").replace('"', '\\"'))
    if old[:1] not in ("", "'", '"') and _DATE.fullmatch(value):
        return value
    return plain


def _place(parent: Node, step: str | int) -> int:
    """Which of the entries of `parent` is the one at `step`. Raises LookupError."""
    if isinstance(step, int):
        return range(len(parent.values) if parent.kind == "list" else 0)[step]
    return [key.name for key in parent.keys].index(step)


def _head(text: str, parent: Node, step: str | int) -> int:
    """Where the key with its colon, or the dash, ends in front of a value."""
    start = _start(text, parent, _place(parent, step))
    if isinstance(step, int):
        return start + (not parent.flow)
    return text.index(":", parent.keys[_place(parent, step)].end) + 1


def _start(text: str, parent: Node, place: int) -> int:
    """Where an entry begins: its key, its dash, or in brackets its value."""
    if parent.keys:
        return parent.keys[place].start
    if parent.flow or not place:
        return parent.values[place].start if parent.flow else parent.start
    before, column = parent.values[place - 1].end, _column(text, parent)
    found = re.compile(rf"(?<![^\r\n]) {{{column}}}-").search(text, before)
    return found.end() - 1 if found else parent.values[place].start


def _column(text: str, parent: Node) -> int:
    """How far in the keys or dashes of a block stand."""
    return parent.start - line_start(text, parent.start)
