"""As much of a report as somebody reads: to lay out every row of a huge one would take minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmladder.render.signs.lines import Signs
from pmladder.report.blocks import Bullets, Cell, Outline, Paragraph, Plain, Table, paragraph

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
