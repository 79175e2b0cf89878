"""What a report is made of for a reader: headings, paragraphs, lists and tables of plain cells.

A tone says what a text *means*, never how it looks; every meaning is in the words as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from pmladder.text import safe

Tone = Literal["strong", "good", "bad", "open", "muted"]


class Cell(NamedTuple):
    """A piece of text and what it means; `short` says the same where the text does not fit."""

    text: str
    tone: Tone | None = None
    short: str | None = None


class Heading(NamedTuple):
    """A line above what follows."""

    text: str


class Paragraph(NamedTuple):
    """Running text, in pieces."""

    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The whole text, without tones."""
        return "".join(cell.text for cell in self.cells)


class Bullets(NamedTuple):
    """A list of short texts."""

    items: tuple[Cell, ...]


class Column(NamedTuple):
    """A column: what stands over it on a screen, and in a spreadsheet; where it has no name, it is not there.

    `right` aligns numbers. A screen narrower than `least_screen` leaves it out. On any screen a `below` one stands on
    a line under its row, without its header. `value` and `cell` tell, of an entry and the ground of the answer, what a
    spreadsheet gets and what a reader sees: without `value` it is the attribute named `key`, without `cell` the value.
    """

    header: str | None = None
    right: bool = False
    least_screen: int = 0
    below: bool = False
    key: str | None = None
    value: Callable[[Any, Any], Any] | None = None
    cell: Callable[[Any, Any], Cell | str | float | None] | None = None

    @property
    def head(self) -> str:
        """What stands over it."""
        return self.header or ""


class Table(NamedTuple):
    """Rows of cells under their columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Outline(NamedTuple):
    """A tree as its lines from the top: how deep each lies, from 0, and its pieces. None is more than one deeper."""

    lines: tuple[tuple[int, tuple[Cell, ...]], ...]


class Chart(NamedTuple):
    """Lines of signs that stand under each other, each behind its name. At most `WIDEST` signs, all plain ASCII.

    A name without signs is a head, and what follows it stands a little in.
    """

    rows: tuple[tuple[str, str], ...]

    def lines(self) -> list[tuple[str, str]]:
        """The rows, each name safe to show, on one line, and as far in as it stands."""
        inward = "  " if any(not signs for _, signs in self.rows) else ""
        return [((inward if signs else "") + " ".join(safe(name).split()), signs) for name, signs in self.rows]


WIDEST = 36
"""So many signs fit on the narrowest screens, under their name, and on a usual one beside it."""

Block = Heading | Paragraph | Bullets | Table | Outline | Chart


def paragraph(*pieces: str | Cell) -> Paragraph:
    """A paragraph of plain and meaning texts."""
    return Paragraph(tuple(piece if isinstance(piece, Cell) else Cell(piece) for piece in pieces))


def table(columns: Sequence[Column | str], rows: Sequence[Sequence[Cell | str | float | None]]) -> Table:
    """A table of plain values; what is missing stays empty."""
    return Table(
        tuple(column if isinstance(column, Column) else Column(column) for column in columns),
        tuple(tuple(cell if isinstance(cell, Cell) else Cell(shown(cell)) for cell in row) for row in rows),
    )


def shown(value: str | float | date | None) -> str:
    """A plain value as text: nothing for None, no `.0` behind whole numbers, a day as `2026-11-22`."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
