"""An error as JSON: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from pmladder.errors import InputError, PmladderError
from pmladder.report.report import SCHEMA_VERSION, Report

_CHANGED = "nothing was changed"


class PlaceData(NamedTuple):
    """A place: a file, a line and a column from 1, and the path of keys, joined by dots. Null means unknown."""

    file: str | None
    line: int | None
    column: int | None
    key: str | None


class ProblemData(NamedTuple):
    """One problem: what is wrong, where it is, and what to do (null without advice)."""

    message: str
    where: PlaceData
    fix: str | None


class ErrorData(NamedTuple):
    """The JSON of a command that failed. `code` is its exit code."""

    schema_version: str
    kind: Literal["error"]
    code: int
    problems: tuple[ProblemData, ...]


def error_report(code: int, errors: Iterable[PmladderError]) -> Report:
    """What went wrong in a run that ends with `code`."""
    problems = tuple(problem for error in errors for problem in _problems(error))
    return Report(ErrorData(SCHEMA_VERSION, "error", code, problems), tuple, list)


def _problems(error: PmladderError) -> Iterator[ProblemData]:
    if not isinstance(error, InputError):
        for line in error.lines() or [str(error)]:
            yield _problem(line, PlaceData(None, None, None, None))
        return
    for wrong in error.parts():
        for problem in wrong.problems:
            key = ".".join(map(str, problem.path)) or None
            text = f"{problem.where}: {problem.what}" if problem.where else problem.what
            yield _problem(text, PlaceData(wrong.file, problem.line, problem.column, key))


def _problem(text: str, where: PlaceData) -> ProblemData:
    """The text before the first unquoted semicolon says what is wrong, the text after it what to do."""
    parts = parts_of(text)
    fixes = [part for part in parts[1:] if part != _CHANGED]
    message = "; ".join([parts[0], *(part for part in parts[1:] if part == _CHANGED)])
    return ProblemData(message, where, "; ".join(fixes) or None)


def parts_of(text: str) -> list[str]:
    """The parts of a message between unquoted semicolons: what is wrong, then what to do."""
    parts, quoted = [""], False
    for word in text.split("; "):
        parts[-1] += f"; {word}" if quoted else word
        quoted ^= word.count('"') % 2 == 1
        if not quoted:
            parts.append("")
    return [part for part in parts if part] or [text]
