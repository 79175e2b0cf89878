"""What a report is made of where there is only text: each drawing as signs, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmladder.render.signs.lines import Signs
from pmladder.report.blocks import Bars, Block, Calendar, LadderMap, Plain


def in_signs(blocks: Iterable[Block]) -> Iterator[Plain | Signs]:
    """The blocks with every drawing in signs."""
    for block in blocks:
        match block:
            case LadderMap():
                from pmladder.render.signs.ladder import ladder_signs

                yield from ladder_signs(block.ladder)
            case Bars():
                from pmladder.render.signs.bars import bar_signs

                yield from bar_signs(block)
            case Calendar():
                from pmladder.render.signs.calendar import calendar_signs

                yield from calendar_signs(block)
            case _:
                yield block
