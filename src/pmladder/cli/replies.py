"""What somebody may reply to a question of `assess`, and what a written reply means."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.catalogue.labels import level_numbers
from pmladder.catalogue.models import Catalogue
from pmladder.profile.standing import level_number
from pmladder.text import did_you_mean, repr_quoted, unsafe

Kind = Literal["level", "skip", "not-applicable", "back", "levels", "quit"]
MOST = 2_000
"""Characters of a reason: it is one line of a profile."""

_SHORT: dict[str, Kind] = {"s": "skip", "n": "not-applicable", "b": "back", "?": "levels", "q": "quit"}
_LONG: dict[str, Kind] = {
    "skip": "skip",
    "not applicable": "not-applicable",
    "not-applicable": "not-applicable",
    "n/a": "not-applicable",
    "back": "back",
    "all levels": "levels",
    "help": "levels",
    "quit": "quit",
    "exit": "quit",
}
_SAID: dict[Kind, str] = {
    "skip": "skip",
    "not-applicable": "not applicable",
    "back": "back",
    "levels": "all levels",
    "quit": "quit",
}


class Reply(NamedTuple):
    """A reply: a level by number, or something else to do."""

    kind: Kind
    level: int | None = None


class Command(NamedTuple):
    """Something to do beside giving a level: its letter, unless a level of the scale is called so, and its word."""

    kind: Kind
    letter: str | None
    word: str


class Vocabulary:
    """What replies mean under one scale. A level's name goes before a letter that means something else.

    `skills` are the labels of those that are asked about.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = tuple(catalogue.level_name(level) for level in range(len(catalogue.scale) + 1))
        self.skills = catalogue.skill_labels
        self._numbers = level_numbers(self.names[1:])
        self.commands = tuple(
            Command(kind, letter if letter not in self._numbers else None, _SAID[kind])
            for letter, kind in _SHORT.items()
        )

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.names) - 1

    def read(self, text: str) -> Reply | None:
        """What `text` means, or None when it means nothing."""
        wanted = " ".join(text.split()).casefold()
        number = level_number(wanted, self._numbers, self.top)
        if number is not None:
            return Reply("level", number)
        kind = _SHORT.get(wanted) or _LONG.get(wanted)
        return Reply(kind) if kind else None

    def misread(self, text: str) -> str:
        """What to say of a reply that means nothing."""
        if not text.strip():
            return "An answer is needed; skip leaves the question out."
        known = (*self.names, *_SAID.values())
        hint = did_you_mean(text.strip(), known) or f"; a level is a number from 0 to {self.top}, or its name."
        return f"{repr_quoted(text.strip())} is no answer here{hint}"

    @property
    def legend(self) -> str:
        """What one may reply, in a few words: `0-4 or a name, s skip, ...`."""
        commands = (f"{c.letter} {c.word}" if c.letter else c.word for c in self.commands)
        return f"0-{self.top} or a name, {', '.join(commands)}"


def wrong_reason(text: str) -> str | None:
    """Why `text` cannot be kept as a reason, or None when it can."""
    if not text.strip():
        return "A reason is needed; b goes back to the question"
    if len(text) > MOST:
        return f"A reason has at most {MOST:,} characters"
    if unsafe(text) or "\t" in text:
        return "A reason has no control characters"
    return None
