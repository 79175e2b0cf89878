"""Writes a report as text for a terminal. Very long tables are cut."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import Console, Group, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from pmladder.render.screen import Screen, Signs
from pmladder.report.blocks import Bullets, Cell, Heading, Outline, Paragraph, Plain, Table, Tone, paragraph
from pmladder.text import safe

MOST = 500
"""Rows of one table, lines of one list, and paragraphs in a row; no ladder that somebody keeps by hand has more."""


def within(blocks: Iterable[Plain | Signs]) -> Iterator[Plain | Signs]:
    """`blocks`, each cut to its first rows, and what was left out counted behind them."""
    paragraphs = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            if paragraphs <= MOST:
                yield block
            continue
        yield from _more(paragraphs)
        paragraphs = 0
        yield _cut(block)
        yield from _more(_length(block))
    yield from _more(paragraphs)


def _cut(block: Plain | Signs) -> Plain | Signs:
    match block:
        case Table():
            return block._replace(rows=block.rows[:MOST])
        case Signs():
            return block._replace(rows=block.rows[:MOST])
        case Bullets():
            return block._replace(items=block.items[:MOST])
        case Outline():
            return block._replace(lines=block.lines[:MOST])
    return block


def _length(block: Plain | Signs) -> int:
    match block:
        case Table() | Signs():
            return len(block.rows)
        case Bullets():
            return len(block.items)
        case Outline():
            return len(block.lines)
    return 1


def _more(length: int) -> Iterator[Plain]:
    if length > MOST:
        yield paragraph(Cell(f"and {length - MOST:,} more; --format json or csv has all of them", "muted"))


# Named colours only, which every terminal theme keeps readable on its own ground; none says anything alone.
_STYLES: dict[Tone, str] = {"strong": "bold", "good": "green", "bad": "red", "open": "magenta", "muted": "dim"}
_GAP = 2
_NARROW = 60
_PLAIN_LETTERS = str.maketrans({"→": "->", "…": "...", "–": "-", "—": "-", "·": "-", "×": "x", "’": "'"})
# Dashes and arrows all through, so that a pipe into a plain file has no line drawing to trip over.
_RULED = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)

_BRANCHES = ("├─ ", "└─ ", "│  ")
_PLAIN_BRANCHES = ("|- ", "`- ", "|  ")
_LEAST_TEXT = 20
"""The narrowest that a text may become; deeper branches are left out rather than that."""


def as_table(blocks: Iterable[Plain | Signs], screen: Screen) -> str:
    """The blocks as lines of at most the screen's width, where single words allow it."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    console = Console(
        file=out,
        width=max(screen.width, 1),
        # Without a height, rich would overrule the width on a terminal that calls itself dumb.
        height=1000,
        color_system="standard" if screen.colours == "basic" else None,
        force_terminal=screen.colours == "basic",
        no_color=screen.colours == "none",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    last: Plain | Signs | None = None
    for block in within(blocks):
        if last is not None and not (isinstance(last, Paragraph) and isinstance(block, Paragraph)):
            console.print()
        console.print(_drawn(block, screen), overflow="fold")
        last = block
    out.flush()
    text = out.buffer.getvalue().decode()
    text = re.sub(r"[ ]+$", "", text, flags=re.MULTILINE)
    return _plain_letters(text, screen.encoding) if _draws_plainly(screen) else text


def _drawn(block: Plain | Signs, screen: Screen) -> RenderableType:
    match block:
        case Heading():
            return Text(safe(block.text), style="bold", overflow="fold")
        case Paragraph():
            return Text.assemble(*(_text(cell) for cell in block.cells), overflow="fold")
        case Bullets():
            return _listed(block)
        case Outline():
            return _tree([(depth, Text.assemble(*map(_text, cells))) for depth, cells in block.lines], screen)
        case Signs():
            return _lines(block, screen)
        case Table():
            return _records(block) if screen.width < _NARROW else _grid(block, screen)


def _tree(lines: Sequence[tuple[int, Text]], screen: Screen) -> Text:
    """A tree with branches, whose lines are given from the top, each with how deep it lies.

    What is too long for the screen goes on under its own beginning.
    """
    fork, end, stem = _PLAIN_BRANCHES if _draws_plainly(screen) else _BRANCHES
    ends = _last_of_their_branch([depth for depth, _ in lines])
    console = Console(width=max(screen.width, 1), height=1000, color_system=None, legacy_windows=False)
    open_at: list[bool] = []
    done: list[Text] = []
    for (depth, text), is_last in zip(lines, ends, strict=True):
        del open_at[depth:]
        above = "".join(stem if is_open else " " * len(stem) for is_open in open_at[1:depth])
        open_at.append(not is_last)
        # The outermost lines stand at the edge, without a branch.
        first = above + (end if is_last else fork) if depth else ""
        after = above + (" " * len(stem) if is_last else stem) if depth else "  "
        room = screen.width - len(after)
        if room < _LEAST_TEXT:
            first, after, room = "", "", max(screen.width, 1)
        pieces = [text] if cell_len(text.plain) <= room else text.wrap(console, room, overflow="fold")
        done += [Text(after if number else first).append_text(piece) for number, piece in enumerate(pieces)]
    return Text("\n").join(done)


def _last_of_their_branch(depths: Sequence[int]) -> list[bool]:
    """Whether nothing of the same depth follows each line before the branch that holds it ends."""
    last = []
    following: set[int] = set()
    for depth in reversed(depths):
        last.append(depth not in following)
        following = {other for other in following if other < depth} | {depth}
    return last[::-1]


def _listed(bullets: Bullets) -> Grid:
    """A list whose items keep their lines behind the dash."""
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for item in bullets.items:
        grid.add_row("-", _text(item))
    return grid


def _lines(drawn: Signs, screen: Screen) -> Text:
    """Names and signs side by side, or where there is no room, the signs under their name."""
    rows = drawn.lines()
    widest = max((cell_len(name) for name, _ in rows), default=0)
    beside = widest + _GAP + max((len(signs) for _, signs in rows), default=0) <= screen.width
    lines = []
    for name, signs in rows:
        inward = len(name) - len(name.lstrip())
        between = " " * (widest - cell_len(name) + _GAP) if beside else "\n" + " " * inward
        lines.append(f"{name}{between}{signs}" if signs else name)
    return Text("\n".join(lines), overflow="fold")


def _grid(table: Table, screen: Screen) -> RenderableType:
    shown = [n for n, column in enumerate(table.columns) if not column.below and screen.width >= column.least_screen]
    below = [n for n, column in enumerate(table.columns) if column.below]
    if below:
        return _with_details(table, shown, below, screen)
    if not _fits(table, shown, screen):
        table = _shortened(table)
    return _ruled(table, shown, screen) if _fits(table, shown, screen) else _records(table)


def _fits(table: Table, shown: list[int], screen: Screen) -> bool:
    """Whether the columns have room for their longest words, so that no word has to be cut in two."""
    return sum(_longest_word(table, number) for number in shown) + _GAP * (len(shown) - 1) <= screen.width


def _longest_word(table: Table, number: int) -> int:
    return max(cell_len(word) for text in _texts(table, number) for word in (text.split() or [""]))


def _texts(table: Table, number: int) -> list[str]:
    return [safe(text) for text in (table.columns[number].head, *(row[number].text for row in table.rows))]


def _widths(table: Table, shown: list[int], screen: Screen) -> list[int]:
    """The widths of the texts. The widest are narrowed, at most to their longest word, until all fit."""
    least = [_longest_word(table, number) for number in shown]
    widths = [max(map(cell_len, _texts(table, number))) for number in shown]
    room = screen.width - _GAP * (len(shown) - 1)
    while sum(widths) > room:
        spare = [width if width > floor else 0 for width, floor in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _shortened(table: Table) -> Table:
    rows = tuple(tuple(cell._replace(text=cell.short or cell.text) for cell in row) for row in table.rows)
    return table._replace(rows=rows)


def _with_details(table: Table, shown: list[int], below: list[int], screen: Screen) -> RenderableType:
    """Rows of fixed columns, each with a line of details under it."""
    widths = [max(cell_len(table.columns[n].head), *(cell_len(row[n].text) for row in table.rows)) for n in shown]
    if sum(widths) + _GAP * len(widths) > screen.width:
        return _records(table)
    lines: list[RenderableType] = [_aligned(table, shown, widths, [Cell(c.head) for c in table.columns])]
    for row in table.rows:
        lines.append(_aligned(table, shown, widths, row))
        if details := [_text(row[n]) for n in below if row[n].text]:
            lines.append(Padding(Text(". ").join(details).append("."), (0, 0, 0, widths[0] + _GAP)))
    return Group(*lines)


def _ruled(table: Table, shown: list[int], screen: Screen) -> Grid:
    """Columns under a ruled header."""
    box = _RULED if _draws_plainly(screen) else SIMPLE_HEAD
    grid = Grid(box=box, pad_edge=False, padding=(0, _GAP - 1, 0, 0), show_edge=False)
    grid.show_header = any(column.head for column in table.columns)
    for number, width in zip(shown, _widths(table, shown, screen), strict=True):
        column = table.columns[number]
        justify: JustifyMethod = "right" if column.right else "left"
        grid.add_column(Text(safe(column.head)), justify=justify, overflow="fold", width=width)
    for row in table.rows:
        grid.add_row(*(_text(row[number]) for number in shown))
    return grid


def _aligned(table: Table, shown: list[int], widths: list[int], row: Sequence[Cell]) -> Grid:
    """One row of fixed widths."""
    grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    for number, width in zip(shown, widths, strict=True):
        grid.add_column(width=width, justify="right" if table.columns[number].right else "left")
    grid.add_row(*(_text(row[number]) for number in shown))
    return grid


def _records(table: Table) -> RenderableType:
    """If a table does not fit, each row becomes lines of its own, so that nothing is lost."""
    lines = []
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            if cell.text:
                head = f"{safe(column.head)}: " if column.head else ""
                lines.append(Text(head).append_text(_text(cell)))
        lines.append(Text(""))
    return Text("\n").join(lines[:-1])


def _text(cell: Cell) -> Text:
    return Text(safe(cell.text), style=_STYLES[cell.tone] if cell.tone else "", overflow="fold")


def _draws_plainly(screen: Screen) -> bool:
    """Whether lines and arrows have to be drawn with plain letters."""
    try:
        "→─│".encode(screen.encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def _plain_letters(text: str, encoding: str) -> str:
    """`text` in characters of `encoding`: arrows and dashes as ASCII, anything else it lacks as an escape."""
    try:
        return text.translate(_PLAIN_LETTERS).encode(encoding, "backslashreplace").decode(encoding)
    except LookupError:
        return text.translate(_PLAIN_LETTERS).encode("ascii", "backslashreplace").decode("ascii")
