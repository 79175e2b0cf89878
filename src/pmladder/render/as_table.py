"""Writes a report as text for a terminal. Very long tables are cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pmladder.render.layout import GAP, Line, laid_out, pieces, width_of, wrapped
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
"""The narrowest that a text becomes behind its branches, where the screen has so much."""


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
    """Whether no blank line stands between two blocks."""
    if isinstance(block, (Bullets, Paragraph, Table)) and block.close:
        return True
    return isinstance(last, Paragraph) and isinstance(block, Paragraph)


def _written(line: Line, screen: Screen) -> str:
    """A line as it goes out, without blanks behind it."""
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
            return wrapped(tuple(piece for cell in block.cells for piece in pieces(cell)), width)
        case Bullets():
            return [line for item in block.items for line in _hung(pieces(item), "- ", "  ", width)]
        case Outline():
            return _tree([(d, tuple(p for cell in cells for p in pieces(cell))) for d, cells in block.lines], screen)
        case Signs():
            return _signs(block, width)
        case Table():
            return laid_out(block, width)


def _hung(line: Line, first: str, after: str, width: int) -> list[Line]:
    """`line` behind `first`, and what does not fit behind `after` on lines of its own."""
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
