"""The screen for text output, and the lines of characters for a drawing."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.text import safe

Colours = Literal["none", "basic"]

WIDEST = 36
"""So many signs fit on the narrowest screens, under their name, and on a usual one beside it."""


class Screen(NamedTuple):
    """Where a table is shown. `encoding` decides which characters can be drawn."""

    width: int = 80
    colours: Colours = "none"
    encoding: str = "utf-8"


class Signs(NamedTuple):
    """Lines of signs below each other, each after its name. At most `WIDEST` signs, all plain ASCII.

    A name without signs is a head; the lines after it are indented.
    """

    rows: tuple[tuple[str, str], ...]

    def lines(self) -> list[tuple[str, str]]:
        """The rows, each name safe to show, on one line, and as far in as it stands."""
        inward = "  " if any(not signs for _, signs in self.rows) else ""
        return [((inward if signs else "") + " ".join(safe(name).split()), signs) for name, signs in self.rows]
