"""Where in a file its entries stand: a second pass over the events, made only when there is a problem to place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from pmladder.errors import Problem
from pmladder.formats.events import BROKEN, events, place
from pmladder.formats.limits import BOM, DEPTH, NODES
from pmladder.formats.scalars import surprise

Path = tuple[str | int, ...]

_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NODES = (*_STARTS, yaml.ScalarEvent, yaml.AliasEvent)
_SHOWN = 200
_JSON = re.compile(r"[ \t\r\n]*[\[{]")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry stands: line and column of its value and of its key, from 1.

    An item of a list has no key: the place of its value stands for it. `written` is a scalar as it stands in
    the file, quotes and all, cut to 200 characters; it is None for a list, a mapping or an alias.
    """

    line: int
    column: int
    key_line: int
    key_column: int
    written: str | None


def locate(text: str, problems: Iterable[Problem], *, private: bool = False) -> list[Problem]:
    """`problems` with line and column filled in where they have none.

    A path that the file does not hold takes the place of the nearest entry above it. A misread value also gets
    its spelling explained, without showing it where the text is `private`. Where `text` cannot be read, the
    problems stay without a place.
    """
    problems = list(problems)
    found = spots(text, (problem.path for problem in problems if problem.line is None))
    return [_placed(problem, found, private) if problem.line is None else problem for problem in problems]


def spots(text: str, paths: Iterable[Path]) -> dict[Path, Spot]:
    """The spot of each of `paths`, or of the nearest entry above it. Of equal keys the first counts."""
    paths = list(paths)
    root = _Wanted()
    wanted = 1 + sum(root.descend(path) for path in paths)
    if paths:
        _walk(as_yaml(text.removeprefix(BOM)), root, wanted)
    return {path: spot for path in paths if (spot := root.nearest(path)) is not None}


def as_yaml(text: str) -> str:
    """`text`, of the same length; where it is JSON, without the two things that JSON has and YAML lacks."""
    if not _JSON.match(text):
        return text
    return _SURROGATE.sub("......", text.replace("\t", " "))


@dataclass(slots=True)
class _Wanted:
    """A tree of the wanted paths: what is wanted below an entry, and its own spot once it was met."""

    below: dict[str | int, _Wanted] = field(default_factory=dict)
    spot: Spot | None = None

    def descend(self, path: Path) -> int:
        """Adds `path`; returns how many entries that adds to the tree."""
        node, added = self, 0
        for step in path:
            if step not in node.below:
                node.below[step] = _Wanted()
                added += 1
            node = node.below[step]
        return added

    def nearest(self, path: Path) -> Spot | None:
        node, spot = self, self.spot
        for step in path:
            node = node.below[step]
            if node.spot is None:
                # The entry is missing: the place of the one that lacks it, not of the key of that one.
                return spot and replace(spot, key_line=spot.line, key_column=spot.column)
            spot = node.spot
        return spot


@dataclass(slots=True)
class _Open:
    """A collection on the way down. `count` numbers its events one level down: for a mapping, keys and values."""

    wanted: _Wanted
    is_list: bool
    count: int = 0
    key: Any = None

    def child(self, event: Any) -> tuple[_Wanted | None, Any]:
        """What is wanted of the node that `event` begins, and the event of its key; a key itself is only noted."""
        self.count += 1
        if self.is_list:
            return self.wanted.below.get(self.count - 1), event
        if self.count % 2:
            self.key = event
            return None, event
        name = getattr(self.key, "value", None)
        return (None if name is None else self.wanted.below.get(name)), self.key


def _walk(text: str, root: _Wanted, left: int) -> None:
    """Gives every wanted entry that the events of `text` reach its spot; `left` is how many there are.

    Ends where the text stops being YAML or goes beyond the limits that `build` sets, too: what comes before
    a problem may be asked for, and what comes after it may be made to take forever.
    """
    stack: list[_Open] = []
    skipped = nodes = 0
    try:
        for event in events(text):
            kind = event.__class__
            if kind in _ENDS:
                if skipped:
                    skipped -= 1
                else:
                    stack.pop()
                continue
            if kind not in _NODES:
                continue
            nodes += 1
            opens = kind in _STARTS
            wanted = None
            if not skipped:
                wanted, key = stack[-1].child(event) if stack else (root, event)
            if wanted is not None and wanted.spot is None:
                wanted.spot = _spot(text, event, key)
                left -= 1
                if opens:
                    stack.append(_Open(wanted, kind is yaml.SequenceStartEvent))
            else:
                skipped += opens
            if not left or nodes > NODES or len(stack) + skipped > DEPTH:
                return
    except BROKEN:
        return


def _spot(text: str, event: Any, key: Any) -> Spot:
    start, end, key_start = event.start_mark, event.end_mark, key.start_mark
    is_scalar = event.__class__ is yaml.ScalarEvent
    written = text[start.index : min(end.index, start.index + _SHOWN)] if is_scalar else None
    return Spot(*place(text, start), *place(text, key_start), written)


def _placed(problem: Problem, found: dict[Path, Spot], private: bool) -> Problem:
    spot = found.get(problem.path)
    if spot is None:
        return problem
    if problem.on_key:
        return replace(problem, line=spot.key_line, column=spot.key_column)
    return replace(problem, line=spot.line, column=spot.column, what=_explained(problem, spot.written, private))


def _explained(problem: Problem, written: str | None, private: bool) -> str:
    if not problem.misread or written is None:
        return problem.what
    why = surprise(written, text_wanted="a text" in problem.what, private=private)
    return problem.what if why is None else f"{problem.what}; what stands here {why}"
