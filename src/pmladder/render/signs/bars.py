"""Bars of held against asked before and in the role, in signs, a line for each skill under its category."""

from __future__ import annotations

from collections.abc import Iterator

from pmladder.render.screen import Signs
from pmladder.report.blocks import Bar, Bars, Cell, Plain, paragraph
from pmladder.text import plural

_HELD, _PRESUMED, _SHORT, _GROW, _BEYOND, _UNKNOWN, _REST, _ENTRY = "#=-:+?.|"
_WIDEST_BAR = 19
"""Leaves room for `100/100/100  !` behind it within what lines of signs may take."""
_WIDEST_LEVEL = 3


def bar_signs(bars: Bars) -> Iterator[Plain | Signs]:
    """The bars of one role and what their signs mean."""
    if drawn := [_bar(bar, bars.top) for bar in bars.all]:
        yield Signs(tuple(_rows(bars)))
        yield paragraph(Cell(_legend(bars, "".join(drawn)), "muted"))
    if bars.left_out:
        count = plural(len(bars.left_out), "skill")
        yield paragraph(Cell(f"Left out, set aside as not applicable: {count}.", "muted"))


def _rows(bars: Bars) -> Iterator[tuple[str, str]]:
    for group in bars.groups:
        if bars.headed:
            yield group.name, ""
        yield from ((bar.name, _bar(bar, bars.top)) for bar in group.bars)


def _bar(bar: Bar, top: int) -> str:
    """The signs of one skill on a scale of `top` levels, the figures behind them, and a mark on a must-have to show."""
    entry, level, reached = (_place(end, top) for end in (bar.entry, bar.level, bar.worst))
    unknown = bar.finding.status == "unknown"
    if unknown or bar.finding.status == "short":
        # A gap takes at least one character.
        reached = min(reached, entry - 1)
    signs = (_PRESUMED if bar.finding.presumed else _HELD) * min(reached, level)
    signs += (_UNKNOWN if unknown else _SHORT) * (entry - len(signs))
    signs += _GROW * (level - len(signs)) + _BEYOND * (reached - level)
    signs = f"{signs:{_REST}<{_place(top, top)}}"
    figures = f"{_UNKNOWN if bar.held is None else bar.held}/{bar.entry}/{bar.level}"
    return f"{signs[:entry]}{_ENTRY}{signs[entry:]}  {figures}{'  !' if bar.finding.lacks else ''}"


def _place(level: int, top: int) -> int:
    """How many signs bring a bar to a level: the same for every level, or rounded up on a long scale."""
    if top > _WIDEST_BAR:
        return -(-level * _WIDEST_BAR // top)
    return level * min(_WIDEST_LEVEL, _WIDEST_BAR // top)


def _legend(bars: Bars, drawn: str) -> str:
    """What the signs that were drawn mean, and the levels that the figures stand for."""
    meanings = {
        _HELD: "held",
        _PRESUMED: "held by your role",
        _SHORT: "to show before the role",
        _ENTRY: "the entry",
        _GROW: "to grow into in the role",
        _BEYOND: "held beyond the role",
        _UNKNOWN: "not rated, from the worst case to the best",
        _REST: "not asked",
        "!": "a must-have to show",
    }
    signs = ", ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in drawn)
    figures = sorted({level for bar in bars.all for level in (bar.held, bar.entry, bar.level) if level is not None})
    levels = ", ".join(f"{level} {bars.scale[level]}" for level in figures)
    return f"{signs}. Figures are held/to show/in the role: {levels}."
