"""The best ways through the transitions of a catalogue: exact, without a role twice, ties broken by ids.

The search follows, at every moment, the unfinished way whose cost can still turn out least. What is left to the
goal is known exactly for costs that add up, and known in part for what roles ask, so little is followed in vain.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from typing import NamedTuple

Cost = tuple[int, ...]
"""Compared from left to right, added place by place; whole numbers, so that sums are exact. Never all zero."""

MOST_FOLLOWED = 8_000
"""How many unfinished ways are followed at most, should a catalogue be made to lead a search astray."""

_TRIED = 50
"""So many ways are compared where the search for the best was cut short."""


class Move(NamedTuple):
    """A move to a role, and what it costs."""

    to: str
    cost: Cost


class Ways(NamedTuple):
    """The ways found, best first, each as the ids of its roles from the first to the last.

    `proven` tells that there are none better; it is False only where the search was cut short.
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
    """The `most` best ways from `start` through `stops`, in their order, to the last of them, the goal.

    `asks` gives for each role a set, as the bits of a number. How many bits the roles after `start` have
    together then goes before all other costs.
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
        # Any way is better than none; of the best by the other costs, these are at least the best by what is asked.
        rest = sorted(best_ways(moves, start, stops, _TRIED).found, key=lambda way: _asked(way[1:], asks))
        found += [way for way in rest if way not in found][: most - len(found)]
    return Ways(tuple(found), proven=False)


_Entry = tuple[Cost, tuple[str, ...], Cost, int, int]
"""The least that a way can cost, its roles, what it has cost, what its roles ask, and which stop is next."""


class _Search:
    """The unfinished ways of one search, and what is known of the moves ahead of them."""

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
                # What the stop asks, and what is asked behind it for certain.
                behind = 0 if last else self.sure[0].get(stop, 0)
                self.sure.insert(0, _certain(moves, backward, stop, asks, asks.get(stop, 0) | behind, self.left[0]))

    def follow(self, way: tuple[str, ...], spent: Cost, asked: int, phase: int) -> None:
        """Queue every way that is `way` and one move more."""
        for move in self.moves.get(way[-1], ()):
            if move.to in way or (move.to in self.stops and move.to != self.stops[phase]):
                continue
            more = asked | self.asks.get(move.to, 0) if self.asks is not None else 0
            self.push((*way, move.to), _sum(spent, move.cost), more, phase)

    def push(self, way: tuple[str, ...], spent: Cost, asked: int, phase: int) -> None:
        """Queue an unfinished way under the least that it can still cost; leave it out where it leads nowhere."""
        end = way[-1]
        if end == self.stops[phase]:
            phase += 1
        done = phase == len(self.stops)
        ahead = self.zero if done else self.left[phase].get(end)
        if ahead is None:
            return
        least = _sum(spent, ahead)
        if self.asks is not None:
            sure = 0 if done else self.sure[phase][end] if len(way) > 1 else 0
            least = ((asked | sure).bit_count(), *least)
        # A way comes before every other that it is the beginning of, so ties come out in the order of ids.
        heapq.heappush(self.queue, (least, way, spent, asked, phase))


def _distances(backward: Mapping[str, Iterable[Move]], stop: str, beyond: Cost) -> dict[str, Cost]:
    """From each role that reaches `stop`, the least cost of getting there, and of what lies `beyond`."""
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
    """For each role that reaches `stop`, the bits that are asked on every way from it to there, its own among them."""
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
        ahead = everything
        for move in moves[role]:
            ahead &= sure.get(move.to, everything)
        bits = asks.get(role, 0) | ahead
        if bits != sure[role]:
            sure[role] = bits
            waiting.extend(move.to for move in backward.get(role, ()))
    return sure


def _asked(roles: Iterable[str], asks: Mapping[str, int]) -> int:
    """How many bits the roles have together."""
    together = 0
    for role in roles:
        together |= asks.get(role, 0)
    return together.bit_count()


def _sum(one: Cost, other: Cost) -> Cost:
    return tuple(map(add, one, other))
