"""A tree drawn with branches, in lines of the screen's width: what is too long goes on under its own beginning."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from pmladder.render.formats import Screen

_LINES = ("├─ ", "└─ ", "│  ")
_PLAIN = ("|- ", "`- ", "|  ")
_LEAST = 20
"""The narrowest that a text may become; deeper branches are left out rather than that."""


def drawn(lines: Sequence[tuple[int, Text]], screen: Screen) -> Text:
    """The tree whose lines are given from the top, each with how deep it lies."""
    fork, end, stem = _PLAIN if screen.ascii else _LINES
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
        if room < _LEAST:
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
