"""The blocks of a report: headings, paragraphs, lists, tables of plain cells, and drawings.

A tone says what a text *means*, never how it looks, and the words say it too. One list of columns for each kind of
entry makes the table, the Markdown and the CSV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pmladder.report.ground import Ground

if TYPE_CHECKING:
    from pmladder.engine.formula import Finding
    from pmladder.engine.ladder import Ladder

Tone = Literal["strong", "good", "bad", "open", "muted", "command"]
"""`bad` is a missing must-have, `command` something to type."""


class Cell(NamedTuple):
    """A piece of text and what it means.

    `shorter` are shorter texts for narrow places, the longest first. `pieces` are the parts of the text if they differ
    in meaning.
    """

    text: str
    tone: Tone | None = None
    shorter: tuple[str, ...] = ()
    pieces: tuple[Cell, ...] = ()


class Heading(NamedTuple):
    """A heading."""

    text: str


class Paragraph(NamedTuple):
    """Running text, in pieces. `close`: no blank line before it."""

    cells: tuple[Cell, ...]
    close: bool = False

    @property
    def text(self) -> str:
        """The whole text, without tones."""
        return "".join(cell.text for cell in self.cells)


class Bullets(NamedTuple):
    """A list of short texts. `close`: no blank line before it."""

    items: tuple[Cell, ...]
    close: bool = False


class Column(NamedTuple):
    """A column, with its header on a screen and its key in a spreadsheet. Without one of these, the column is left out
    there.

    `right` aligns numbers. A screen shows an `extra` column only if it needs no additional line, and a `below` column
    on a line under its row, without its header. `value` and `cell` get an entry and the ground of the answer. They
    return the value for a spreadsheet and the cell for a reader. Without `value`, it is the attribute named `key`;
    without `cell`, it is the value.
    """

    header: str | None = None
    right: bool = False
    extra: bool = False
    below: bool = False
    key: str | None = None
    value: Callable[[Any, Any], Any] | None = None
    cell: Callable[[Any, Any], Cell | str | float | None] | None = None

    @property
    def head(self) -> str:
        """The header."""
        return self.header or ""


class Table(NamedTuple):
    """Rows of cells under their columns. `close`: no blank line before it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    close: bool = False


class Outline(NamedTuple):
    """A tree as lines from the top: the depth of each line, from 0, and its pieces. Depth grows by at most one."""

    lines: tuple[tuple[int, tuple[Cell, ...]], ...]


class LadderMap(NamedTuple):
    """The ladder with a person's marks, to be drawn."""

    ladder: Ladder


class Bar(NamedTuple):
    """The present level of one skill and the required ones: the `entry` before the role, the `level` in it.

    `held` is None if unknown. `worst` is the level in the worst case.
    """

    number: int
    name: str
    finding: Finding
    entry: int
    level: int
    held: int | None
    worst: int


class BarGroup(NamedTuple):
    """A category with its bars."""

    name: str
    bars: tuple[Bar, ...]


class Bars(NamedTuple):
    """Present and required levels in the order of the catalogue, to be drawn. `scale` has the level names from none up.

    `headed`: the catalogue has categories. `left_out` are skills that do not apply.
    """

    groups: tuple[BarGroup, ...]
    headed: bool
    scale: tuple[str, ...]
    left_out: tuple[Finding, ...]

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.scale) - 1

    @property
    def all(self) -> tuple[Bar, ...]:
        """The bars of all groups."""
        return tuple(bar for group in self.groups for bar in group.bars)


class CalendarSpan(NamedTuple):
    """A period up to, but not including, its last day: practice at the fast or slow pace, or passing time.

    `to` is the level or figure at its end.
    """

    start: str
    end: str
    kind: Literal["fast", "slow", "passing"]
    to: float | str


class CalendarLine(NamedTuple):
    """One thing to do, with its periods in order; empty without dates."""

    name: str
    subject: str
    must_have: bool
    spans: tuple[CalendarSpan, ...]


class Calendar(NamedTuple):
    """A plan on a calendar from its `first` day, to be drawn. Reviews are every `months` months; `by` is the
    deadline.
    """

    lines: tuple[CalendarLine, ...]
    first: str
    months: int
    by: str | None


Drawing = LadderMap | Bars | Calendar
"""The blocks that are drawn: as characters in text, as a picture on a page."""

Plain = Heading | Paragraph | Bullets | Table | Outline
Block = Plain | Drawing


def paragraph(*pieces: str | Cell, close: bool = False) -> Paragraph:
    """A paragraph of plain texts and cells."""
    return Paragraph(tuple(piece if isinstance(piece, Cell) else Cell(piece) for piece in pieces), close)


def remark(text: str) -> Paragraph:
    """A remark directly below its subject."""
    return paragraph(Cell(text, "muted"), close=True)


def pieced(*pieces: str | Cell) -> Cell:
    """A cell of pieces that mean different things."""
    cells = tuple(piece if isinstance(piece, Cell) else Cell(piece) for piece in pieces)
    return Cell("".join(cell.text for cell in cells), pieces=cells)


def table(columns: Sequence[Column | str], rows: Sequence[Sequence[Cell | str | float | None]]) -> Table:
    """A table of plain values. Missing values are empty."""
    return Table(
        tuple(column if isinstance(column, Column) else Column(column) for column in columns),
        tuple(tuple(cell if isinstance(cell, Cell) else Cell(shown(cell)) for cell in row) for row in rows),
    )


def shown(value: str | float | date | None) -> str:
    """A plain value as text: empty for None, whole numbers without `.0`, a day as `2026-11-22`."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def NUMBER(*_: Any) -> str:  # noqa: N802 - it stands for a value
    """The `value` of a column that counts the entries from 1."""
    return ""


def table_of(columns: Sequence[Column], entries: Iterable[Any], ground: Ground | None = None) -> Table:
    """The table of the columns that have a header."""
    heads = tuple(column for column in columns if column.header is not None)
    rows = (tuple(_cell(column, *numbered, ground) for column in heads) for numbered in enumerate(entries, 1))
    return Table(heads, tuple(rows))


def rows_of(columns: Sequence[Column], entries: Iterable[Any], ground: Ground | None = None) -> list[list[str]]:
    """The rows of a spreadsheet with a header, from the columns with a key."""
    keyed = [column for column in columns if column.key is not None]
    rows = [[written(_value(column, *numbered, ground)) for column in keyed] for numbered in enumerate(entries, 1)]
    return [[column.key or "" for column in keyed], *rows]


def rows_of_parts(
    keys: Sequence[str], parts: Iterable[tuple[str, Sequence[Column], Iterable[Any]]], ground: Ground | None = None
) -> list[list[str]]:
    """The rows of a spreadsheet with several kinds of entries under the same keys. The first column is the kind."""
    rows = [["part", *keys]]
    for part, columns, entries in parts:
        head, *found = rows_of(columns, entries, ground)
        rows += [[part, *(dict(zip(head, row, strict=True)).get(key, "") for key in keys)] for row in found]
    return rows


def written(value: Any) -> str:
    """A value as the text of a spreadsheet's cell: yes or no, several values separated by semicolons."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, (tuple, list)) else shown(value)


def _cell(column: Column, number: int, entry: Any, ground: Ground | None) -> Cell:
    found = column.cell(entry, ground) if column.cell else _value(column, number, entry, ground)
    return found if isinstance(found, Cell) else Cell(shown(found))


def _value(column: Column, number: int, entry: Any, ground: Ground | None) -> Any:
    if column.value is NUMBER:
        return number
    return column.value(entry, ground) if column.value else getattr(entry, column.key or "")
