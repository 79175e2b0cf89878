"""What can go wrong, as values: a problem in a file, and one exception per exit code.

Nothing here prints, and nothing here knows a terminal: `cli.main` turns these into lines and codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ANSWERED = 0
NO = 1
USAGE = 2
INPUT = 3
SURROUNDINGS = 4
BUG = 70
INTERRUPTED = 130
PIPE_CLOSED = 141


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where in its data, what is wrong, and what to do.

    `path` leads to the entry (`("roles", 3, "skills", "metrics")`); `where` names it for a reader
    (`role "senior-pm", skills, metrics`); `line` and `column` count from 1 and are missing until the
    file is at hand. `on_key` says that the key itself is wrong, not its value. `misread` says that YAML read the value
    as another type than its writer wanted (`NO` as false). `check` is the id of the catalogue check that found it, or
    empty.
    """

    path: tuple[str | int, ...]
    where: str
    what: str
    line: int | None = None
    column: int | None = None
    on_key: bool = False
    misread: bool = False
    check: str = ""


class PmladderError(Exception):
    """Anything that ends a command with a message of one or more lines and a documented exit code."""

    exit_code = BUG

    def lines(self) -> list[str]:
        """The message, a line for each problem, not yet made safe for display."""
        return [str(self)]


class UsageError(PmladderError):
    """The command line asks for something that does not exist: a role, a skill, a level, a format."""

    exit_code = USAGE


class InputError(PmladderError):
    """A file is missing, unreadable or wrong. Carries every problem found in it, in the order of the file."""

    exit_code = INPUT

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(file)
        self.file = file
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def parts(self) -> tuple[InputError, ...]:
        """One error for each file. An error about a single file holds only itself."""
        return (self,)

    def lines(self) -> list[str]:
        return [self._line(problem) for problem in self.problems]

    def _line(self, problem: Problem) -> str:
        position = [str(n) for n in (problem.line, problem.column) if n is not None]
        where = [problem.where] if problem.where else []
        return ": ".join([":".join([self.file, *position]), *where, problem.what])


class SurroundingsError(PmladderError):
    """The disk, a permission, a lock or the output failed, and nothing was changed."""

    exit_code = SURROUNDINGS


class InterruptedRunError(PmladderError):
    """A signal ended the run: its code is 128 and the number of the signal."""

    _WORDS: Mapping[int, str] = {129: "hung up", INTERRUPTED: "interrupted", 143: "terminated"}

    def __init__(self, code: int) -> None:
        super().__init__(self._WORDS.get(code, "ended by a signal"))
        self.exit_code = code

    def lines(self) -> list[str]:
        return []


class PipeClosedError(PmladderError):
    """The program that reads our output has ended, so no message can reach it."""

    exit_code = PIPE_CLOSED

    def lines(self) -> list[str]:
        return []
