"""A few questions about a person, at a terminal, when no option says anything about them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue
from pmladder.cli.naming import is_unheard_of, role_named, size_decides
from pmladder.cli.options import Person
from pmladder.cli.output import STANDARD_ERROR, encoding, is_terminal, write_answer
from pmladder.cli.session import Session, company_size, in_range
from pmladder.errors import SurroundingsError, UsageError
from pmladder.text import safe

T = TypeVar("T")

_STANDARD_INPUT = 0
_ABOUT_A_PROFILE = "A few questions; Enter leaves one open. Ctrl-C stops, and nothing is saved.\n"
_ABOUT_AN_ANSWER = "Two questions; Enter leaves one open.\n"


def ask_for_profile(session: Session) -> Person | None:
    """The user's answers on role, years, people and goal, and on the company's size if it matters.

    None without a terminal or without answers. Raises SurroundingsError when the input ends before the
    last question.
    """
    if not _can_ask():
        return None
    try:
        _show(_ABOUT_A_PROFILE)
        asker = _Asker(session.catalogue)
        person = Person(
            role=asker.title("Your role or title, such as Senior product manager: "),
            years=_years(),
            people=_ask("People you lead, 0 for none: ", lambda text: in_range("people", _whole(text), 1_000_000)),
            goal=asker.title("The role you want to reach, such as cpo: "),
        )
        person = person._replace(company_size=asker.size)
    except KeyboardInterrupt:
        _show("\nnothing was saved\n")
        raise
    return None if person == Person() else person


def ask_for_answer(session: Session, person: Person) -> Person:
    """`person` with a title and years in product, if the user at the terminal answers.

    Raises SurroundingsError when the input ends before the last question.
    """
    if not _can_ask():
        return person
    try:
        _show(_ABOUT_AN_ANSWER)
        asker = _Asker(session.catalogue, takes_any=True)
        answered = person._replace(role=asker.title("Your title, such as Senior product manager: "), years=_years())
        _show("\n")
    except KeyboardInterrupt:
        _show("\n")
        raise
    return answered._replace(company_size=answered.company_size or asker.size)


class _Asker:
    """Asks for titles, and once for the size of the company if a title depends on it."""

    def __init__(self, catalogue: Catalogue, *, takes_any: bool = False) -> None:
        self.size: CompanySize | None = None
        self._catalogue, self._takes_any = catalogue, takes_any

    def title(self, question: str) -> str | None:
        """A title that means a role, or any title if that is enough. None without an answer."""
        return _ask(question, self._read)

    def _read(self, text: str) -> str:
        if self.size is None and (line := size_decides(text, self._catalogue)):
            _show(f"  {safe(line)}\n")
            self.size = _ask("The size of your company, small, medium or large: ", company_size)
        if not (self._takes_any and is_unheard_of(text, self._catalogue, self.size)):
            role_named(text, self._catalogue, self.size)
        return text


def _can_ask() -> bool:
    """Whether somebody at a terminal can see and answer the questions."""
    return is_terminal(_STANDARD_INPUT) and is_terminal(STANDARD_ERROR)


def _years() -> float | None:
    return _ask("Years in product roles: ", lambda text: in_range("years", _number(text), 80))


def _ask(question: str, read: Callable[[str], T | None]) -> T | None:
    """The answer to one question, asked again until it can be read; None for an empty line."""
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
