"""Where the entries of a text stand, from what was noted while its values were built: no second pass over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pmladder.errors import Problem
from pmladder.formats.events import place

Path = tuple[str | int, ...]


class _Entry(NamedTuple):
    """The marks of one entry and of its key, and where in what was noted the entries inside it begin, if any do."""

    mark: Any
    key_mark: Any
    inside: int | None


class Marks:
    """The marks of all entries of a text.

    `noted` is what a builder meets, in the order of the text. A scalar is its mark; a list or mapping its mark, the
    index of what follows all of it, and what is in it. In a mapping, the text and the mark of its key come before each.
    """

    def __init__(self, text: str, noted: Sequence[Any]) -> None:
        self._text, self._noted = text, noted
        self._found: dict[int, Mapping[str | int, _Entry]] = {}

    def located(self, problems: Iterable[Problem]) -> list[Problem]:
        """`problems` with line and column: those of the entry, or of the nearest above it that there is."""
        return [self._placed(problem) for problem in problems]

    def _placed(self, problem: Problem) -> Problem:
        entry, is_there = self._nearest(problem.path)
        mark = entry.key_mark if problem.on_key and is_there else entry.mark
        return Problem(
            problem.path,
            problem.where,
            problem.what,
            *place(self._text, mark),
            problem.on_key,
            problem.misread,
            problem.check,
        )

    def _nearest(self, path: Path) -> tuple[_Entry, bool]:
        """The entry at `path`, or the nearest above it; and whether it is the one."""
        entry = self._at(0)
        for step in path:
            below = self._inside(entry.inside).get(step) if entry.inside is not None else None
            if below is None:
                return entry, False
            entry = below
        return entry, True

    def _inside(self, first: int) -> Mapping[str | int, _Entry]:
        """The entries of a list or mapping by number or key, looked through when one of them is asked for first."""
        found = self._found.get(first)
        if found is None:
            found = self._found[first] = self._looked_through(first)
        return found

    def _looked_through(self, first: int) -> Mapping[str | int, _Entry]:
        noted = self._noted
        found: dict[str | int, _Entry] = {}
        at, end = first, noted[first - 1]
        while at < end:
            if noted[at].__class__ is str:
                step, entry = noted[at], self._at(at + 2, noted[at + 1])
                at += 2
            else:
                step, entry = len(found), self._at(at)
            found[step] = entry
            at = at + 1 if entry.inside is None else noted[at + 1]
        return found

    def _at(self, at: int, key_mark: Any = None) -> _Entry:
        mark, noted = self._noted[at], self._noted
        is_open = at + 1 < len(noted) and noted[at + 1].__class__ is int
        return _Entry(mark, key_mark or mark, at + 2 if is_open else None)
