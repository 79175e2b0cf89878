"""Where every part of a YAML or JSON text stands, so that one part can be changed and the rest left as it is."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from pmladder.formats.events import events
from pmladder.formats.limits import collector_paused
from pmladder.formats.positions import as_yaml

_SPACE_BEFORE_KEY = re.compile(r"[ \t]*")


class Node(NamedTuple):
    """A value of the text: its characters are `start` to `end`, line ends and comments behind it left out.

    `keys` and `values` are those of a mapping; a list has values only, a scalar or an alias neither. `flow` says
    that it stands in brackets, where `end` is behind the closing one.
    """

    kind: str
    start: int
    end: int
    flow: bool
    keys: tuple[Node, ...] = ()
    values: tuple[Node, ...] = ()
    name: str = ""


class _Open(NamedTuple):
    """A collection that is being read, with all that was read of it."""

    kind: str
    start: int
    flow: bool
    parts: list[Node]


def nodes(text: str) -> Node:
    """The tree of a text that `structured.parse` takes."""
    waiting = [_Open("document", 0, False, [])]
    with collector_paused():
        for event in events(as_yaml(text)):
            kind = event.__class__
            if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
                waiting[-1].parts.append(_leaf(text, event))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                noun = "mapping" if kind is yaml.MappingStartEvent else "list"
                waiting.append(_Open(noun, _index(event.start_mark), bool(event.flow_style), []))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                made = _closed(waiting.pop(), _index(event.end_mark))
                waiting[-1].parts.append(made)
    return waiting[0].parts[0]


def _index(mark: Any) -> int:
    return int(mark.index)


def _closed(opened: _Open, end: int) -> Node:
    parts = tuple(opened.parts)
    if not opened.flow:
        # The end that YAML sees comes after the comments that follow.
        end = parts[-1].end
    if opened.kind == "list":
        return Node("list", opened.start, end, opened.flow, (), parts)
    return Node("mapping", opened.start, end, opened.flow, parts[::2], parts[1::2])


def _leaf(text: str, event: Any) -> Node:
    start, end = _index(event.start_mark), _index(event.end_mark)
    kind = "alias" if isinstance(event, yaml.AliasEvent) else "scalar"
    if getattr(event, "style", None) in ("|", ">"):
        kind = "block"
        head = re.split(r"[\r\n]", text[start:end], maxsplit=1)[0]
        if "+" not in head.split("#")[0]:
            end = start + len(text[start:end].rstrip())
    return Node(kind, start, end, False, name=getattr(event, "value", ""))


def line_start(text: str, index: int) -> int:
    """Where the line of the character at `index` begins."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_end(text: str, index: int) -> int:
    """Where the line of the character at `index` ends, before its line end."""
    found = re.compile(r"[\r\n]|\Z").search(text, index)
    return found.start() if found else len(text)


def begins_line(text: str, index: int) -> bool:
    """Whether nothing but space stands before the character at `index` in its line."""
    return not text[line_start(text, index) : index].strip(" \t")


def indentation(text: str, index: int) -> str:
    """The space that the line of the character at `index` begins with."""
    start = line_start(text, index)
    found = _SPACE_BEFORE_KEY.match(text, start)
    return found.group() if found else ""
