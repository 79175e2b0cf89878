"""How questions are put to somebody: plain lines anywhere, arrow keys on a real terminal."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from typing import Protocol

from pmladder.cli import terminal
from pmladder.cli.replies import Reply, Vocabulary, wrong_reason
from pmladder.cli.writer import STANDARD_OUTPUT, write_answer
from pmladder.engine.asking import Question
from pmladder.errors import InputError, PmladderError, Problem
from pmladder.files.bounded import STANDARD_INPUT
from pmladder.render.as_table import as_table
from pmladder.render.formats import in_signs
from pmladder.render.screen import Screen
from pmladder.report.blocks import Block, paragraph
from pmladder.text import safe

_STANDARD_INPUT = 0
_CHUNK = 4096
_LONGEST = 1 << 16
_MOST_IDLE = 10
"""Lines of a pipe in a row that answer nothing."""
_MOST_LINES = 10_000
WHY = "Why does it not apply? (b goes back)"
BACK = ("b", "back")


class EndOfInputError(Exception):
    """Nobody answers any more. What was begun and not ended with Enter is no answer."""


class Page:
    """Where questions are shown: standard output, or standard error when the answer goes to the other."""

    def __init__(self, to: int) -> None:
        self.to = to

    def show(self, blocks: Iterable[Block]) -> None:
        """Write blocks, as wide as the screen is at this moment, and an empty line above them."""
        self.write("\n" + as_table(in_signs(blocks), self._screen()))

    def say(self, line: str) -> None:
        """Write one line."""
        self.write(as_table([paragraph(line)], self._screen()))

    def write(self, text: str) -> None:
        """Write `text` as it is, at once."""
        write_answer(text, terminal.encoding(), self.to)

    def _screen(self) -> Screen:
        screen = terminal.screen()
        return screen if self.to == STANDARD_OUTPUT else screen._replace(colours="none")


class Asker(Protocol):
    """Puts a question and brings back what was replied. Both raise EndOfInputError when nobody answers any more."""

    page: Page

    def reply(self, question: Question) -> Reply:
        """What to do about a question that is on the page."""

    def reason(self) -> str | None:
        """Why a skill does not apply; None when that is taken back."""


class PlainAsker:
    """Lines in, lines out: over a pipe, or for somebody who wants no moving screen.

    A pipe that gives no answers, or no end of them, is refused with InputError; a person is asked again.
    """

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self._vocabulary = vocabulary
        self._is_person = terminal.is_terminal(_STANDARD_INPUT)
        self._lines = _lines()
        self._read = self._idle = 0
        letters = ", ".join(command.letter or command.word for command in vocabulary.commands)
        self._keys = f"0-{vocabulary.top}, {letters}"

    def reply(self, question: Question) -> Reply:
        while True:
            line = self._line(f"{safe(self._vocabulary.skills[question.skill.id])} ({self._keys}): ")
            reply = self._vocabulary.read(line)
            if reply is None:
                self.page.say(self._vocabulary.misread(line))
            if reply is None or reply.kind in ("levels", "back", "not-applicable"):
                self._led_nowhere()
            else:
                self._idle = 0
            if reply is not None:
                return reply

    def reason(self) -> str | None:
        while True:
            line = self._line(f"{WHY}: ").strip()
            if line.casefold() in BACK:
                return None
            wrong = wrong_reason(line)
            if wrong is None:
                self._idle = 0
                return line
            self.page.say(f"{wrong}.")
            self._led_nowhere()

    def _led_nowhere(self) -> None:
        """Count a line that answers nothing. Raises InputError for the tenth in a row over a pipe."""
        self._idle += 1
        if self._idle == _MOST_IDLE and not self._is_person:
            raise _refused(f"{_MOST_IDLE} lines in a row answer nothing; give a level, or skip, on each")

    def _line(self, prompt: str) -> str:
        self.page.write(prompt)
        try:
            line = next(self._lines, None)
        except (KeyboardInterrupt, SystemExit):
            # A terminal that went away takes no line any more.
            with contextlib.suppress(PmladderError):
                self.page.write("\n")
            raise
        if line is None:
            self.page.write("\n")
            raise EndOfInputError
        if not self._is_person:
            # Nobody's Enter has ended the line of the prompt.
            self.page.write("\n")
            self._read += 1
            if self._read > _MOST_LINES:
                raise _refused(f"has more than {_MOST_LINES:,} lines; --answers FILE takes them all at once")
        return line


def _refused(what: str) -> InputError:
    return InputError(STANDARD_INPUT, [Problem((), "", what)])


def asker_for(page: Page, vocabulary: Vocabulary, plain: bool) -> Asker:
    """The asker that this terminal, or pipe, can take."""
    real = (
        terminal.is_terminal(_STANDARD_INPUT) and page.to == STANDARD_OUTPUT and terminal.is_terminal(STANDARD_OUTPUT)
    )
    if plain or not real or os.environ.get("TERM", "dumb") == "dumb":
        return PlainAsker(page, vocabulary)
    from pmladder.cli.asking_arrows import ArrowAsker

    return ArrowAsker(page, vocabulary)


def _lines() -> Iterator[str]:
    """The lines of standard input, each as soon as it is ended. One that is cut off is not taken."""
    kept = b""
    while True:
        while b"\n" in kept:
            line, _, kept = kept.partition(b"\n")
            yield line.decode("utf-8", "replace").removesuffix("\r")
        try:
            read = os.read(_STANDARD_INPUT, _CHUNK)
        except OSError:
            return
        if not read or len(kept) > _LONGEST:
            return
        kept += read
