"""Bars on a calendar in plain signs: readable without colour, in a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pmladder.engine.schedule import add_months
from pmladder.report.blocks import WIDEST, Chart

_IDLE = "."
_BY = "|"


class Bar(NamedTuple):
    """A name and the spans in which something is done for it: first day, day after the last, and a sign for it."""

    name: str
    spans: tuple[tuple[str, str, str], ...]


class Gantt(NamedTuple):
    """The bars, and how many months one sign of them stands for."""

    chart: Chart
    months: int


def gantt(bars: Sequence[Bar], first: str, months: int, by: str | None) -> Gantt:
    """The bars from the day `first`, a sign for `months` or for as many times that as the width asks for.

    A mark stands behind the period in which the day `by` lies.
    """
    last = max((end for bar in bars for _, end, _ in bar.spans), default=first)
    room = WIDEST - (by is not None)
    times = 1
    while len(edges := _edges(first, last, months * times)) - 1 > room:
        times += 1
    return Gantt(Chart(tuple((bar.name, _line(bar, edges, by)) for bar in bars)), months * times)


def _edges(first: str, last: str, months: int) -> list[str]:
    """The first day of every period up to the one in which `last` lies, and the day after that."""
    start, edges = date.fromisoformat(first), [first]
    while len(edges) < 2 or edges[-1] < last:
        edges.append(add_months(start, months * len(edges)).isoformat())
        if len(edges) > 20 * WIDEST:
            break
    return edges


def _line(bar: Bar, edges: Sequence[str], by: str | None) -> str:
    signs = ""
    for start, end in pairwise(edges):
        found = [sign for begun, done, sign in bar.spans if begun < end and done > start]
        signs += found[-1] if found else _IDLE
        if by is not None and start < by <= end:
            signs += _BY
    return signs
