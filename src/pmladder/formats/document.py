"""A text with its value and the place of each part. The tree of places is built only where it is needed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.formats.limits import LINE_END
from pmladder.formats.scalars import surprise

Path = tuple[str | int, ...]
Noted = list[Any]
"""The places that a reader records while it builds values. A scalar is its start and its end. A list or mapping is a
list of its start, its end and its entries. In a mapping, the name, start and end of the key come before each value.
Starts and ends are character indexes, or marks of libyaml, whose index is slow to read.
"""

_SHOWN = 200
_ANCHORS_AND_TAGS = re.compile(r"(?:[&!]\S*\s+)*")


class KeyPlace(NamedTuple):
    """The key of an entry: the characters from `start` to `end`."""

    name: str
    start: int
    end: int


class Node:
    """A value in a text, from the character at `start`. `key` is its key in a mapping."""

    def __init__(self, text: str, noted: Noted, at: int, key: KeyPlace | None = None) -> None:
        self._text = text
        self.key = key
        first = noted[at]
        self._inside: Noted | None = first if first.__class__ is list else None
        start, self._last = first[:2] if self._inside is not None else (first, noted[at + 1])
        self.start = _index(start, text)

    @cached_property
    def entries(self) -> Mapping[str | int, Node]:
        """The entries of a list or mapping, by number or key, in the order of the text. Of equal keys, the first
        counts.
        """
        return {step: self._entry(step) for step in self._places}

    @cached_property
    def _places(self) -> Mapping[str | int, int]:
        """Where the record of each entry begins: that of its key, in a mapping."""
        noted = self._inside or ()
        found: dict[str | int, int] = {}
        at = 2
        while at < len(noted):
            is_keyed = noted[at].__class__ is str
            found.setdefault(noted[at] if is_keyed else len(found), at)
            at += 3 if is_keyed else 0
            at += 1 if noted[at].__class__ is list else 2
        return found

    @cached_property
    def _made(self) -> dict[str | int, Node]:
        return {}

    def _entry(self, step: str | int) -> Node:
        """One entry. Few of a large file are asked for, so each is made only then."""
        if step not in self._made:
            at, noted, text = self._places[step], self._inside or [], self._text
            key = None
            if noted[at].__class__ is str:
                key = KeyPlace(noted[at], _index(noted[at + 1], text), _index(noted[at + 2], text))
                at += 3
            self._made[step] = Node(text, noted, at, key)
        return self._made[step]

    @cached_property
    def values(self) -> tuple[Node, ...]:
        """The values in a list or mapping."""
        return tuple(self.entries.values())

    @cached_property
    def keys(self) -> tuple[KeyPlace, ...]:
        """The keys of a mapping; empty for other values."""
        return tuple(value.key for value in self.values if value.key)

    @property
    def in_brackets(self) -> bool:
        """Whether the value is a list or mapping in brackets."""
        return self._inside is not None and self._sign in ("[", "{")

    @property
    def end(self) -> int:
        """The index of its end: after the closing bracket, or before trailing line ends and comments."""
        last = _index(self._last, self._text)
        if self._inside is not None:
            # YAML reports an end after the comments that follow.
            return last if self.in_brackets or not self.entries else self.values[-1].end
        if self._sign in ("|", ">"):
            head = re.split(r"[\r\n]", self._text[self.start : last], maxsplit=1)[0]
            if "+" not in head.split("#")[0]:
                return self.start + len(self._text[self.start : last].rstrip())
        return last

    @property
    def written(self) -> str | None:
        """A scalar as it is in the text, with its quotes, cut to 200 characters."""
        if self._inside is not None or self._sign == "*":
            return None
        return self._text[self.start : min(_index(self._last, self._text), self.start + _SHOWN)]

    def nearest(self, path: Path) -> tuple[Node, bool]:
        """The entry at `path`, or the nearest one above it; and whether it is the exact entry."""
        node = self
        for step in path:
            if step not in node._places:
                return node, False
            node = node._entry(step)
        return node, True

    @property
    def _sign(self) -> str:
        """The first character of a value, which shows its kind."""
        found = _ANCHORS_AND_TAGS.match(self._text, self.start)
        at = found.end() if found else self.start
        return self._text[at : at + 1]


class Document:
    """The value of a text, and the places of problems in it."""

    def __init__(self, text: str, file: str, value: Any, noted: Callable[[], Noted]) -> None:
        """`noted` is a list that holds only the record of the whole value."""
        self.text, self.file, self.value = text, file, value
        self._noted = noted

    @cached_property
    def root(self) -> Node:
        """The tree of the text. For an empty text, an empty scalar at its beginning."""
        return Node(self.text, [*self._noted(), 0, 0], 2)

    @property
    def line_break(self) -> str:
        """The line ending of the text."""
        found = LINE_END.search(self.text)
        return found.group() if found else "\n"

    def located(self, problems: Iterable[Problem], *, private: bool = False) -> list[Problem]:
        """`problems` with line and column added if missing: those of the entry, or of the nearest entry above it.

        For a misread value, the spelling is explained too. In a `private` text, the value is not shown.
        """
        return [self._placed(problem, private) if problem.line is None else problem for problem in problems]

    def refusal(self, problems: Iterable[Problem], *, private: bool = False) -> InputError:
        """An error with the file and these problems, with their places."""
        return InputError(self.file, self.located(problems, private=private))

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `index`."""
        line = bisect_right(self._lines, index)
        return line, index - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in LINE_END.finditer(self.text))]

    def _placed(self, problem: Problem, private: bool) -> Problem:
        node, is_there = self.root.nearest(problem.path)
        what, written = problem.what, node.written if problem.misread and not problem.on_key else None
        if written is not None and (reason := surprise(written, "a text" in what, private=private)):
            what = f"{what}; this value {reason}"
        place = node.key.start if problem.on_key and is_there and node.key else node.start
        return Problem(
            problem.path,
            problem.where,
            what,
            *self.place(place),
            problem.on_key,
            problem.misread,
            problem.check,
        )


def _index(place: Any, text: str) -> int:
    # If the last line has no line end, libyaml's last mark lies after the text.
    return place if place.__class__ is int else min(place.index, len(text))
