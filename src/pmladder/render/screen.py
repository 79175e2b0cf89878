"""What the screen can show: how wide it is, its colours, its characters. Passed in, never asked for here."""

from __future__ import annotations

from typing import Literal, NamedTuple

Colours = Literal["none", "basic"]


class Screen(NamedTuple):
    """Where a table is shown. `encoding` decides which characters can be drawn."""

    width: int = 80
    colours: Colours = "none"
    encoding: str = "utf-8"

    @property
    def ascii(self) -> bool:
        """Whether lines and arrows have to be drawn with plain letters."""
        try:
            "→─│".encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return True
        return False
