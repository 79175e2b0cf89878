"""Positions in the order of time: the latest first, as résumés have them, or the earliest first where a list is so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from pmladder.profile.history import first_day

T = TypeVar("T")
Start = Callable[[T], str | None]


def in_time_order(entries: Sequence[T], start: Start[T]) -> list[T]:
    """`entries` by their starts; one without a start stays behind the one that it follows."""
    earliest_first = is_earliest_first(entries, start)
    order: list[tuple[int, T]] = []
    day = next((_day(written) for entry in entries if (written := start(entry))), 0)
    for entry in entries:
        written = start(entry)
        day = _day(written) if written else day
        order.append((day if earliest_first else -day, entry))
    return [entry for _, entry in sorted(order, key=lambda pair: pair[0])]


def place_in_time(entries: Sequence[T], new: T, start: Start[T], earliest_first: bool) -> int:
    """Before which of `entries`, by its index, the start of `new` has its place; behind all where it has none."""
    written = start(new)
    if written is None:
        return len(entries)
    day = _day(written)
    for place, entry in enumerate(entries):
        there = start(entry)
        if there and (_day(there) > day if earliest_first else _day(there) < day):
            return place
    return len(entries)


def is_earliest_first(entries: Sequence[T], start: Start[T]) -> bool:
    """Whether the dated entries are in the order in which they began; not, where there are less than two."""
    days = [_day(written) for entry in entries if (written := start(entry))]
    return len(set(days)) > 1 and all(one <= other for one, other in pairwise(days))


def _day(written: str) -> int:
    return first_day(written).toordinal()
