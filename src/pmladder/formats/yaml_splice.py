"""Values of a YAML or JSON text put in, changed or taken out, every other character left as it is."""

from __future__ import annotations

import json
import re
from operator import itemgetter
from typing import Any

from pmladder.formats.yaml_nodes import Node, begins_line, indentation, line_end, line_start
from pmladder.formats.yaml_writer import flow, item, pair, scalar, to_yaml

_LINE_END = re.compile(r"\r\n|\n|\r")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){1,2}")


class Splicer:
    """A text with places to change; all is done at once, in the end. `json` says that it is to stay JSON."""

    def __init__(self, text: str, root: Node, json_only: bool) -> None:
        self.text = text
        self.root = root
        self.json = json_only
        self.newline = line_break(text)
        self._splices: list[tuple[int, int, str]] = []

    def text_now(self) -> str:
        """The text with all that was changed."""
        parts: list[str] = []
        done = 0
        # What is put in at one place stays in the order in which it was put in.
        for start, end, written in sorted(self._splices, key=itemgetter(0)):
            parts += (self.text[done:start], written)
            done = max(done, end)
        return "".join((*parts, self.text[done:]))

    def replace(self, parent: Node, place: int, value: Any) -> None:
        """Put `value` in the place of an entry of `parent`."""
        old = parent.values[place]
        end = old.start + len(self.text[old.start : old.end].rstrip())
        head = _head(self.text, parent, place)
        if self.json or parent.flow or not isinstance(value, (dict, list)):
            written = self._written(value, old, parent.flow)
            # Where there was no value, a space is missing.
            self._splice(old.start, end, written if end > head else f" {written}")
        elif "#" in self.text[head : old.start]:
            self._splice(old.start, end, flow(value))
        else:
            key = parent.keys[place].name if parent.keys else None
            first, *rest = _lines(key, value, _column(self.text, parent))
            # The key stays as it is spelled.
            behind = first[first.index("-") + 1 :] if key is None else first[len(f"{scalar(key)}:") :]
            self._splice(head, end, self.newline.join([behind, *rest]))

    def replace_all(self, value: dict[str, Any]) -> None:
        """Put `value` in the place of the whole of the data."""
        if self.json or not value:
            written = json.dumps(value, ensure_ascii=False)
        else:
            written = self.newline.join(to_yaml(value).rstrip().split("\n"))
        self._splice(self.root.start, self.root.end, written)

    def add(self, parent: Node, key: str | None, value: Any, after: int) -> None:
        """Put `value` into `parent`, of a new key or an item of a list, behind the entry numbered `after`, or -1."""
        if parent.flow:
            self._add_in_brackets(parent, key, value, after)
            return
        column = _column(self.text, parent)
        written = self.newline.join(_lines(key, value, column))
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

    def rename(self, key: Node, name: str) -> None:
        """Call a key by another name; its value and every character around it stay."""
        self._splice(key.start, key.end, json.dumps(name, ensure_ascii=False) if self.json else scalar(name))

    def remove(self, parent: Node, first: int, last: int) -> None:
        """Take the entries numbered `first` to `last` out of `parent`, which holds more than those."""
        if parent.flow and first:
            self._splice(parent.values[first - 1].end, parent.values[last].end, "")
            return
        start = _start(self.text, parent, first)
        if parent.flow or not begins_line(self.text, start):
            self._splice(start, _start(self.text, parent, last + 1), "")
        else:
            self._splice(*self._whole_lines(start, parent.values[last].end), "")

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

    def _add_in_brackets(self, parent: Node, key: str | None, value: Any, after: int) -> None:
        beside = (parent.keys or parent.values)[after]
        own_line = begins_line(self.text, beside.start)
        gap = self.newline + indentation(self.text, beside.start) if own_line else " "
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
        """`value` as it is written in the place of `old`."""
        written = self.text[old.start : old.end]
        if self.json:
            return self._json(value, old, not old.values or "\n" in written or "\r" in written)
        return _text(value, written, in_flow) if isinstance(value, str) else flow(value)

    def _json(self, value: Any, near: Node, open_lines: bool) -> str:
        first = (self.root.keys or self.root.values or (self.root,))[0].start
        if not open_lines or not begins_line(self.text, first) or line_start(self.text, first) == 0:
            return json.dumps(value, ensure_ascii=False)
        lines = json.dumps(value, ensure_ascii=False, indent=indentation(self.text, first)).split("\n")
        return (self.newline + indentation(self.text, near.start)).join(lines)

    def _splice(self, start: int, end: int, written: str) -> None:
        self._splices.append((start, end, written))


def line_break(text: str) -> str:
    """How the lines of `text` end."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


def _lines(key: str | None, value: Any, column: int) -> list[str]:
    """An entry of a block whose keys or dashes stand `column` in; the first line without its indentation."""
    lines = list(item(value, column) if key is None else pair(key, value, column))
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


def _head(text: str, parent: Node, place: int) -> int:
    """Where the key with its colon, or the dash, ends in front of a value."""
    if parent.keys:
        return text.index(":", parent.keys[place].end) + 1
    return _start(text, parent, place) + (not parent.flow)


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
