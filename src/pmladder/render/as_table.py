"""A report as text for a terminal of some width. Very long tables are cut.

A table gets the layout with the fewest lines; among equals, the one that shows most. No layout gets longer on a wider
screen, so no answer does. A word is split only if it is wider than the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from pmladder.render.screen import Screen, Signs
from pmladder.report.blocks import Bullets, Cell, Heading, Outline, Paragraph, Plain, Table, Tone, paragraph
from pmladder.text import safe

Piece = tuple[str, Tone | None]
Line = tuple[Piece, ...]

GAP = 2
_INWARD = 2
_MARK = 4
"""A first column of at most this width holds a mark or a number; lines below a row are indented past it."""
_WORD = re.compile(r"\s*\S+")
_QUOTED = re.compile(r"'[^']*'|\\.")
_GOES_ON = " \\"
"""What ends a line of a command that goes on below, as shells read it."""
_SHORT = 10
"""A word of at most so many letters looks lost on a line of its own."""
_WORDS_TO_KEEP = 4
"""A line of fewer words gives none away."""
MOST = 500
"""Rows of one table, lines of one list, and paragraphs in a row; no ladder that somebody keeps by hand has more."""


def within(blocks: Iterable[Plain | Signs]) -> Iterator[Plain | Signs]:
    """`blocks`, each cut to its first rows, with the number of the others."""
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


# The terminal's own colours and attributes, readable in every theme; none says anything alone. Red is for a missing
# must-have and for nothing else.
_CODES: dict[Tone, str] = {"strong": "1", "bad": "31", "muted": "2", "command": "36"}
_PLAIN_LETTERS = str.maketrans(
    {
        "→": "->",
        "…": "...",
        "–": "-",
        "—": "-",
        "×": "x",
        "’": "'",
        "█": "#",
        "▒": "/",
        "░": "-",
        "·": ".",
        "▲": "!",
        "✓": "=",
    }
)
_BRANCHES = ("├─ ", "└─ ", "│  ")
_PLAIN_BRANCHES = ("|- ", "`- ", "|  ")
_LEAST_TEXT = 20
"""The least width of a text after its branches, if the screen is that wide."""


def as_table(blocks: Iterable[Plain | Signs], screen: Screen) -> str:
    """The blocks as lines of at most the screen's width, where single words allow it."""
    lines: list[Line] = []
    last: Plain | Signs | None = None
    for block in within(blocks):
        if last is not None and not _is_close(last, block):
            lines.append(())
        lines += _drawn(block, screen)
        last = block
    text = "".join(f"{_written(line, screen)}\n" for line in lines)
    return _plain_letters(text, screen.encoding) if _draws_plainly(screen) else text


def _is_close(last: Plain | Signs, block: Plain | Signs) -> bool:
    """Whether two blocks have no blank line between them."""
    if isinstance(block, (Bullets, Paragraph, Table)) and block.close:
        return True
    return isinstance(last, Paragraph) and isinstance(block, Paragraph)


def _written(line: Line, screen: Screen) -> str:
    """A line as it is printed, without trailing blanks."""
    if screen.colours == "none":
        return "".join(text for text, _ in line).rstrip(" ")
    while line and not line[-1][0].strip(" "):
        line = line[:-1]
    return "".join(
        f"\x1b[{code}m{text}\x1b[0m" if (code := _CODES.get(tone or "good")) else text for text, tone in line
    )


def _drawn(block: Plain | Signs, screen: Screen) -> list[Line]:
    width = max(screen.width, 1)
    match block:
        case Heading():
            return wrapped(((safe(block.text), "strong"),), width)
        case Paragraph():
            return wrapped(tuple(piece for cell in block.cells for piece in parts_of(cell)), width)
        case Bullets():
            return [line for item in block.items for line in _hung(parts_of(item), "- ", "  ", width)]
        case Outline():
            return _tree([(d, tuple(p for cell in cells for p in parts_of(cell))) for d, cells in block.lines], screen)
        case Signs():
            return _signs(block, width)
        case Table():
            return laid_out(block, width)


def _hung(line: Line, first: str, after: str, width: int) -> list[Line]:
    """`line` after `first`; the rest on further lines, each after `after`."""
    parts = wrapped(line, max(width - len(after), 1))
    return [((after if number else first, None), *part) for number, part in enumerate(parts)]


def _tree(lines: Sequence[tuple[int, Line]], screen: Screen) -> list[Line]:
    """A tree with branches, whose lines are given from the top, each with how deep it lies.

    What is too long for the screen goes on under its own beginning.
    """
    fork, end, stem = _PLAIN_BRANCHES if _draws_plainly(screen) else _BRANCHES
    ends = _last_of_their_branch([depth for depth, _ in lines])
    open_at: list[bool] = []
    done: list[Line] = []
    for (depth, line), is_last in zip(lines, ends, strict=True):
        del open_at[depth:]
        above = "".join(stem if is_open else " " * len(stem) for is_open in open_at[1:depth])
        open_at.append(not is_last)
        # The outermost lines stand at the edge, without a branch.
        first = above + (end if is_last else fork) if depth else ""
        after = above + (" " * len(stem) if is_last else stem) if depth else "  "
        most = max(screen.width - _LEAST_TEXT, 0)
        done += _hung(line, first[-most:] if most else "", after[-most:] if most else "", max(screen.width, 1))
    return done


def _last_of_their_branch(depths: Sequence[int]) -> list[bool]:
    """Whether nothing of the same depth follows each line before the branch that holds it ends."""
    last = []
    following: set[int] = set()
    for depth in reversed(depths):
        last.append(depth not in following)
        following = {other for other in following if other < depth} | {depth}
    return last[::-1]


def _signs(drawn: Signs, width: int) -> list[Line]:
    """Names and signs side by side, or where there is no room, the signs under their name."""
    rows = drawn.lines()
    named = [width_of(((name, None),)) for name, _ in rows]
    widest = max(named, default=0)
    beside = widest + GAP + max((len(signs) for _, signs in rows), default=0) <= width
    lines: list[Line] = []
    for (name, signs), wide in zip(rows, named, strict=True):
        if beside and signs:
            lines.append(((f"{name}{' ' * (widest - wide + GAP)}{signs}", None),))
            continue
        inward = " " * (len(name) - len(name.lstrip()))
        lines += wrapped(((name, None),), width)
        lines += [((inward + signs, None),)] if signs else []
    return lines


def _draws_plainly(screen: Screen) -> bool:
    """Whether lines, bars and arrows have to be drawn with plain letters."""
    try:
        "→─│█▒░▲✓".encode(screen.encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def _plain_letters(text: str, encoding: str) -> str:
    """`text` in characters of `encoding`: arrows and dashes as ASCII, anything else it lacks as an escape."""
    try:
        return text.translate(_PLAIN_LETTERS).encode(encoding, "backslashreplace").decode(encoding)
    except LookupError:
        return text.translate(_PLAIN_LETTERS).encode("ascii", "backslashreplace").decode("ascii")


def parts_of(cell: Cell) -> Line:
    """The pieces of a cell, safe to show."""
    return tuple((safe(piece.text), piece.tone or cell.tone) for piece in cell.pieces or (cell,))


def width_of(line: Line) -> int:
    """How many columns of a screen a line takes."""
    return sum(_cells(text) for text, _ in line)


def wrapped(line: Line, width: int) -> list[Line]:
    """`line` in lines of at most `width`; there is always one."""
    text = "".join(piece for piece, _ in line)
    if _cells(text) <= width:
        return [line]
    commands = _commands(line)
    if not commands:
        return [_part(line, start, end) for start, end in _spans(text, width)]
    lines = []
    for start, end in _spans(_as_shell_words(text), width, commands):
        more = ((_GOES_ON, "command"),) if _inside(end, commands) else ()
        lines.append((*(((" " * _INWARD, None),) if _inside(start, commands) else ()), *_part(line, start, end), *more))
    return lines


def _commands(line: Line) -> list[tuple[int, int]]:
    """The start and end of each command in the text of a line."""
    found, at = [], 0
    for text, tone in line:
        if tone == "command":
            found.append((at, at + len(text)))
        at += len(text)
    return found


def _inside(place: int, commands: Sequence[tuple[int, int]]) -> bool:
    return any(start < place < end for start, end in commands)


def _as_shell_words(text: str) -> str:
    """`text` with something else for each space within quotes, where a command must not be broken."""
    return _QUOTED.sub(lambda found: found.group().replace(" ", "_"), text)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _part(line: Line, start: int, end: int) -> Line:
    found, at = [], 0
    for text, tone in line:
        if part := text[max(start - at, 0) : max(end - at, 0)]:
            found.append((part, tone))
        at += len(text)
    return tuple(found)


def _spans(text: str, width: int, commands: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Where the lines of `text` begin and end: as many words on each as there is room for.

    A line that begins or ends within a command needs room for what shows that the command goes on. A short word is not
    left alone on the last line.
    """
    if _cells(text) <= width:
        return [(0, len(text))]

    def fits(start: int, end: int) -> bool:
        marks = _INWARD * _inside(start, commands) + len(_GOES_ON) * _inside(end, commands) if commands else 0
        return _cells(text[start:end]) + marks <= width

    spans: list[tuple[int, int]] = []
    start = end = 0
    for found in _WORD.finditer(text):
        word = found.group().lstrip()
        if fits(start, found.end()):
            end = found.end()
            continue
        if end > start:
            spans.append((start, end))
        start = found.end() - len(word)
        for part in chop_cells(word, width)[:-1] if _cells(word) > width else ():
            spans.append((start, start + len(part)))
            start += len(part)
        end = found.end()
    spans = [*spans, (start, end)] if end > start or not spans else spans
    return spans if commands else _with_company(text, spans)


def _with_company(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans`, with the word before a short last one on its line, where the line above has others to keep."""
    if len(spans) < 2 or len(text[slice(*spans[-1])]) > _SHORT or len(text[slice(*spans[-1])].split()) > 1:
        return spans
    (start, end), (_, last) = spans[-2:]
    words = text[start:end].split()
    if len(words) < _WORDS_TO_KEEP or len(words[-1]) > _SHORT:
        return spans
    return [*spans[:-2], (start, end - len(words[-1])), (end - len(words[-1]), last)]


class _Layout(NamedTuple):
    """The columns `beside` each other with their widths, those `below` a row, and how far the cells are shortened.

    Without columns beside each other, every cell has its own lines.
    """

    beside: tuple[int, ...]
    widths: tuple[int, ...]
    below: tuple[int, ...]
    short: int

    @property
    def indent(self) -> int:
        """The indent of what is below a row."""
        if not self.beside:
            return 0
        return self.widths[0] + GAP if self.widths[0] <= _MARK else _INWARD


def laid_out(table: Table, width: int) -> list[Line]:
    """The lines of a table on a screen of `width` columns."""
    best: list[Line] | None = None
    least = len(table.rows) + any(column.head for column in table.columns)
    for layout in _layouts(table, max(width, 1)):
        lines = list(islice(_as_lines(table, layout, max(width, 1)), None if best is None else len(best)))
        if best is None or len(lines) < len(best):
            best = lines
        if len(best) <= least:
            break
    return best or []


def _layouts(table: Table, width: int) -> Iterator[_Layout]:
    """The possible layouts, the fullest first."""
    numbers = range(len(table.columns))
    main = [n for n in numbers if not table.columns[n].below and not table.columns[n].extra]
    extra = [n for n in numbers if table.columns[n].extra]
    below = tuple(n for n in numbers if table.columns[n].below)
    lengths = range(max((len(cell.shorter) for row in table.rows for cell in row), default=0) + 1)
    measured = {(n, short): _measured(table, n, short) for n in numbers for short in lengths}
    for short in lengths:
        for kept in range(len(extra), -1, -1):
            beside = tuple(sorted((*main, *extra[:kept])))
            yield from _fitting(beside, below, short, [measured[n, short] for n in beside], width)
        for moved in range(1, len(main) - 1):
            beside = tuple(main[:-moved])
            under = (*main[-moved:], *below)
            yield from _fitting(beside, under, short, [measured[n, short] for n in beside], width)
    for short in lengths:
        yield _Layout((), (), (*main, *below), short)


def _measured(table: Table, number: int, short: int) -> tuple[int, int]:
    """The longest word and the longest text of a column. What is to be typed has no text beside parts of it."""
    cells = [Cell(table.columns[number].head), *(row[number] for row in table.rows)]
    texts = [_text(cell, short) for cell in cells]
    words = [
        [text] if cell.tone == "command" else text.split() or [""] for cell, text in zip(cells, texts, strict=True)
    ]
    return max(_cells(word) for found in words for word in found), max(map(_cells, texts))


def _fitting(
    beside: tuple[int, ...],
    below: tuple[int, ...],
    short: int,
    measured: Sequence[tuple[int, int]],
    width: int,
) -> Iterator[_Layout]:
    """The layout, if the longest word of each column has room: as wide as the texts, the widest narrowed first."""
    room = width - GAP * (len(beside) - 1)
    if not beside or sum(least for least, _ in measured) > room:
        return
    level = room
    while sum(max(least, min(most, level)) for least, most in measured) > room:
        level -= 1
    widths = [max(least, min(most, level)) for least, most in measured]
    spare = room - sum(widths)
    for place in reversed(range(len(widths))):
        if spare and widths[place] == level < measured[place][1]:
            widths[place] += 1
            spare -= 1
    yield _Layout(beside, tuple(widths), below, short)


def _as_lines(table: Table, layout: _Layout, width: int) -> Iterator[Line]:
    if any(table.columns[number].head for number in layout.beside):
        heads = [Cell(table.columns[n].head, "muted") for n in layout.beside]
        yield from _row(heads, table, layout._replace(short=0))
    for number, row in enumerate(table.rows):
        if layout.beside:
            yield from _row([row[n] for n in layout.beside], table, layout)
        elif number and len(list(filter(None, (_text(cell, layout.short) for cell in row)))) > 1:
            yield ()
        for line in _details(row, table, layout):
            for part in wrapped(line, max(width - layout.indent, 1)):
                yield ((" " * layout.indent, None), *part) if layout.indent else part


def _details(row: Sequence[Cell], table: Table, layout: _Layout) -> Iterator[Line]:
    """The lines below a row: each column after its head; columns without a head share a paragraph."""
    paragraph: list[Piece] = []
    for number in layout.below:
        column, line = table.columns[number], _shortened(row[number], layout.short)
        if not width_of(line):
            continue
        if not column.below:
            yield ((f"{safe(column.head)}: ", "muted"), *line) if column.head else line
        else:
            paragraph += [(". ", None), *line] if paragraph else line
    if paragraph:
        yield (*paragraph, (".", None)) if not paragraph[-1][0].endswith(".") else tuple(paragraph)


def _row(cells: Sequence[Cell], table: Table, layout: _Layout) -> Iterator[Line]:
    """Cells side by side, each as long as it can be without another line."""
    parts = [wrapped(_shortened(cell, layout.short), width) for cell, width in zip(cells, layout.widths, strict=True)]
    height = max(map(len, parts))
    if layout.short:
        parts = [_longest(cell, layout.short, width, height) for cell, width in zip(cells, layout.widths, strict=True)]
    for at in range(height):
        line: list[Piece] = []
        for number, part, width in zip(layout.beside, parts, layout.widths, strict=True):
            found = part[at] if at < len(part) else ()
            room = (" " * (width - width_of(found)), None)
            line += [(" " * GAP, None)] if line else []
            line += [room, *found] if table.columns[number].right else [*found, room]
        yield tuple(line)


def _longest(cell: Cell, short: int, width: int, height: int) -> list[Line]:
    """The lines of the longest of a cell's shorter texts that has room, down to that of `short`.

    No word is split for it, and a full text does not stand among shortened ones.
    """
    for length in range(1, min(short, len(cell.shorter))):
        if all(_cells(word) <= width for word in _text(cell, length).split()):
            lines = wrapped(_shortened(cell, length), width)
            if len(lines) <= height:
                return lines
    return wrapped(_shortened(cell, short), width)


def _text(cell: Cell, short: int) -> str:
    return "".join(text for text, _ in _shortened(cell, short))


def _shortened(cell: Cell, short: int) -> Line:
    """A cell at this step of shortening."""
    if short == 0 or not cell.shorter:
        return parts_of(cell)
    return ((safe(cell.shorter[min(short, len(cell.shorter)) - 1]), cell.tone),)
