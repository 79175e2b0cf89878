"""What is wrong with a YAML text while values are built from it: gathered, counted, and told in the text's order."""

from __future__ import annotations

from typing import Any, NoReturn

from pmladder.errors import InputError, Problem
from pmladder.formats.limits import PROBLEMS
from pmladder.formats.positions import Path, Spot, spots
from pmladder.text import repr_quoted

STAND_IN = "\0"
"""What a key begins with that stands for one that is no good; no file can hold it."""


class Complaints:
    """The problems of one text so far, and the keys that are used twice, whose first place is looked up at the end.

    As soon as there are as many as anyone wants to read, it raises `InputError`. Its length is how many there are.
    """

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.problems: list[Problem] = []
        self._twice: list[tuple[Path, Any]] = []

    def __len__(self) -> int:
        return len(self.problems) + len(self._twice)

    def say(self, event: Any, what: str) -> None:
        """A problem where `event` begins."""
        mark = event.start_mark
        self.at(mark.line + 1, mark.column + 1, what)

    def at(self, line: int, column: int, what: str) -> None:
        """A problem at a place, both counted from 1."""
        self.problems.append(Problem((), "", what, line, column))
        self._check_patience()

    def used_twice(self, path: Path, mark: Any) -> None:
        """The key at the end of `path` stands at `mark` for a second time."""
        self._twice.append((path, mark))
        self._check_patience()

    def give_up(self, event: Any, what: str) -> NoReturn:
        """A problem that nothing can be read after. Raises `InputError`."""
        mark = event.start_mark
        self.problems.append(Problem((), "", what, mark.line + 1, mark.column + 1))
        raise self.refusal()

    def refusal(self) -> InputError:
        """All problems so far, in the order of the text; equal keys get the place of their first."""
        first = spots(self.text, [path for path, _ in self._twice])
        for path, mark in self._twice:
            what = f"the key {repr_quoted(str(path[-1]))} {_used(path, first)}; remove or rename one of the two"
            self.problems.append(Problem(path, "", what, mark.line + 1, mark.column + 1, on_key=True))
        self._twice = []
        return InputError(
            self.file, sorted(self.problems, key=lambda problem: (problem.line or 0, problem.column or 0))
        )

    def _check_patience(self) -> None:
        if len(self) >= PROBLEMS:
            raise self.refusal()


def _used(path: Path, first: dict[Path, Spot]) -> str:
    spot = first.get(path)
    if spot is None or any(str(step).startswith(STAND_IN) for step in path):
        return "is used twice in this mapping"
    return f"is already used at line {spot.key_line}, column {spot.key_column}"
