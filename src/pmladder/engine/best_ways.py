"""The best ways through the transitions of a catalogue: exact, no role twice, ties broken by ids.

The search always continues the unfinished way with the least possible total cost. For costs that add up, the rest of
the way to the goal is known exactly. For levels that roles ask, a lower limit is known. So the search explores few
useless ways.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from typing import NamedTuple

Cost = tuple[int, ...]
"""A cost: compared from left to right, added place by place. Whole numbers, so that sums are exact. Never all zero."""

MOST_FOLLOWED = 8_000
"""The most unfinished ways that are explored, in case a catalogue is built to make the search endless."""

_TRIED = 50
"""How many ways are compared when the search was stopped early."""


class Move(NamedTuple):
    """A move to a role, and its cost."""

    to: str
    cost: Cost


class Ways(NamedTuple):
    """The ways found, best first. Each way is the ids of its roles from first to last.

    `proven`: no better ways exist. It is False only when the search was stopped early.
    """

    found: tuple[tuple[str, ...], ...]
    proven: bool


def best_ways(
    moves: Mapping[str, Sequence[Move]],
    start: str,
    stops: Sequence[str],
    most: int,
    asks: Mapping[str, int] | None = None,
) -> Ways:
    """The `most` best ways from `start` through all `stops` in order. The last stop is the goal.

    `asks` maps each role to a set, as the bits of a number. The number of different bits of all roles after `start` is
    then the first cost, before all others.
    """
    search = _Search(moves, stops, asks)
    search.push((start,), search.zero, 0, 0)
    found: list[tuple[str, ...]] = []
    for _ in range(MOST_FOLLOWED):
        if not search.queue or len(found) == most:
            return Ways(tuple(found), proven=True)
        _, way, spent, asked, phase = heapq.heappop(search.queue)
        if phase == len(stops):
            found.append(way)
        else:
            search.follow(way, spent, asked, phase)
    if asks is not None:
        # The search was stopped early. Of the best ways by the other costs, take the best by what roles ask.
        rest = sorted(best_ways(moves, start, stops, _TRIED).found, key=lambda way: _asked(way[1:], asks))
        found += [way for way in rest if way not in found][: most - len(found)]
    return Ways(tuple(found), proven=False)


_Entry = tuple[Cost, tuple[str, ...], Cost, int, int]
"""The least total cost of a way, its roles, its cost so far, what its roles ask, and its next stop."""


class _Search:
    """The unfinished ways of one search, and the lower limits for the moves ahead."""

    def __init__(
        self, moves: Mapping[str, Sequence[Move]], stops: Sequence[str], asks: Mapping[str, int] | None
    ) -> None:
        self.moves, self.stops, self.asks = moves, stops, asks
        self.zero: Cost = (0,) * next((len(move.cost) for out in moves.values() for move in out), 1)
        self.queue: list[_Entry] = []
        backward: dict[str, list[Move]] = {}
        for origin, out in moves.items():
            for move in out:
                backward.setdefault(move.to, []).append(Move(origin, move.cost))
        self.left: list[dict[str, Cost]] = []
        self.sure: list[dict[str, int]] = []
        for place, stop in reversed(list(enumerate(stops))):
            last = place == len(stops) - 1
            beyond = self.zero if last else self.left[0].get(stop)
            self.left.insert(0, _distances(backward, stop, beyond) if beyond is not None else {})
            if asks is not None and beyond is None:
                self.sure.insert(0, {})
            elif asks is not None:
                # What the stop asks, and what every way after it asks.
                after_stop = 0 if last else self.sure[0].get(stop, 0)
                self.sure.insert(0, _certain(moves, backward, stop, asks, asks.get(stop, 0) | after_stop, self.left[0]))

    def follow(self, way: tuple[str, ...], spent: Cost, asked: int, phase: int) -> None:
        """Queue every way that extends `way` by one move."""
        for move in self.moves.get(way[-1], ()):
            if move.to in way or (move.to in self.stops and move.to != self.stops[phase]):
                continue
            more = asked | self.asks.get(move.to, 0) if self.asks is not None else 0
            self.push((*way, move.to), _sum(spent, move.cost), more, phase)

    def push(self, way: tuple[str, ...], spent: Cost, asked: int, phase: int) -> None:
        """Queue an unfinished way by its least total cost. A way that cannot reach the goal is left out."""
        end = way[-1]
        if end == self.stops[phase]:
            phase += 1
        done = phase == len(self.stops)
        to_go = self.zero if done else self.left[phase].get(end)
        if to_go is None:
            return
        least = _sum(spent, to_go)
        if self.asks is not None:
            sure = 0 if done else self.sure[phase][end] if len(way) > 1 else 0
            least = ((asked | sure).bit_count(), *least)
        # A way sorts before its own extensions, so ties come out in the order of ids.
        heapq.heappush(self.queue, (least, way, spent, asked, phase))


def _distances(backward: Mapping[str, Iterable[Move]], stop: str, beyond: Cost) -> dict[str, Cost]:
    """For each role that reaches `stop`, the least cost to get there plus the cost `beyond`."""
    distances: dict[str, Cost] = {}
    queue = [(beyond, stop)]
    while queue:
        cost, role = heapq.heappop(queue)
        if role not in distances:
            distances[role] = cost
            for move in backward.get(role, ()):
                heapq.heappush(queue, (_sum(cost, move.cost), move.to))
    return distances


def _certain(
    moves: Mapping[str, Sequence[Move]],
    backward: Mapping[str, Iterable[Move]],
    stop: str,
    asks: Mapping[str, int],
    at_stop: int,
    reaching: Iterable[str],
) -> dict[str, int]:
    """For each role that reaches `stop`, the bits that every way from it to `stop` asks, including its own."""
    everything = 0
    for bits in (*asks.values(), at_stop):
        everything |= bits
    sure = dict.fromkeys(reaching, everything)
    sure[stop] = at_stop
    waiting = deque(move.to for move in backward.get(stop, ()))
    while waiting:
        role = waiting.popleft()
        if role == stop:
            continue
        on_every_way = everything
        for move in moves[role]:
            on_every_way &= sure.get(move.to, everything)
        bits = asks.get(role, 0) | on_every_way
        if bits != sure[role]:
            sure[role] = bits
            waiting.extend(move.to for move in backward.get(role, ()))
    return sure


def _asked(roles: Iterable[str], asks: Mapping[str, int]) -> int:
    """The number of different bits of all roles together."""
    together = 0
    for role in roles:
        together |= asks.get(role, 0)
    return together.bit_count()


def _sum(one: Cost, other: Cost) -> Cost:
    return tuple(map(add, one, other))
