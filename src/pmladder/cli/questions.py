"""The questions of `profile new`, in plain lines at a terminal: four, and the company's size where it decides."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue
from pmladder.cli.naming import role_named, size_decides
from pmladder.cli.options import Person
from pmladder.cli.output import STANDARD_ERROR, encoding, is_terminal, write_answer
from pmladder.cli.session import Session, company_size, in_range
from pmladder.errors import SurroundingsError, UsageError
from pmladder.text import safe

T = TypeVar("T")

_STANDARD_INPUT = 0
_HEAD = "A few questions; Enter leaves one open. Ctrl-C stops, and nothing is saved.\n"


def ask(session: Session) -> Person | None:
    """What somebody says to the questions; None where nobody sits at a terminal, or nothing is said.

    Raises SurroundingsError when the input ends before the last question.
    """
    if not (is_terminal(_STANDARD_INPUT) and is_terminal(STANDARD_ERROR)):
        return None
    try:
        _show(_HEAD)
        said = _answers(session.catalogue)
    except KeyboardInterrupt:
        _show("\nnothing was saved\n")
        raise
    return None if said == Person() else said


def _answers(catalogue: Catalogue) -> Person:
    size: CompanySize | None = None

    def title(text: str) -> str:
        nonlocal size
        if size is None and (line := size_decides(text, catalogue)):
            _show(f"  {safe(line)}\n")
            size = _one("The size of your company, small, medium or large: ", company_size)
        role_named(text, catalogue, size)
        return text

    return Person(
        role=_one("Your role or title, such as Senior product manager: ", title),
        years=_one("Years in product roles: ", lambda text: in_range("years", _number(text), 80)),
        people=_one("People you lead, 0 for none: ", lambda text: in_range("people", _whole(text), 1_000_000)),
        goal=_one("The role you want to reach, such as cpo: ", title),
        company_size=size,
    )


def _one(question: str, read: Callable[[str], T | None]) -> T | None:
    """The answer to one question, asked again until it can be read; None when it is left open."""
    while True:
        _show(question)
        line = sys.stdin.readline()
        if not line.endswith("\n"):
            _show("\n")
            raise SurroundingsError("the input ended before the last question; nothing was changed")
        if not line.strip():
            return None
        try:
            return read(line.strip())
        except UsageError as error:
            _show(f"  {safe(str(error))}\n")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError("years are a number, such as 6 or 2.5") from None


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise UsageError("people are a whole number, such as 2")
    return int(text)


def _show(text: str) -> None:
    write_answer(text, encoding(), STANDARD_ERROR)
