"""The search for ways is exact: it finds what trying every way finds, in the same order, and it finds it fast."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmladder.engine.best_ways import MOST_FOLLOWED, Cost, Move, best_ways

Moves = Mapping[str, Sequence[Move]]


def tried(
    moves: Moves, start: str, stops: Sequence[str], most: int, asks: Mapping[str, int] | None
) -> tuple[tuple[str, ...], ...]:
    """Every way without a role twice through `stops` in order, sorted by cost and ids; the first `most`."""
    ways: list[tuple[Cost, tuple[str, ...]]] = []

    def go_on(way: tuple[str, ...], spent: Cost, left: Sequence[str]) -> None:
        if way[-1] == left[0]:
            left = left[1:]
        if not left:
            bits = 0
            for role in way[1:]:
                bits |= asks[role] if asks else 0
            ways.append(((bits.bit_count(), *spent), way))
            return
        for move in moves[way[-1]]:
            if move.to not in way and (move.to not in left[1:]):
                go_on((*way, move.to), tuple(a + b for a, b in zip(spent, move.cost, strict=True)), left)

    go_on((start,), (0, 0), stops)
    return tuple(way for _, way in sorted(ways)[:most])


@st.composite
def maps(draw: st.DrawFn) -> tuple[Moves, list[str], dict[str, int]]:
    """A few roles with moves between some of them, and three skills that each asks at up to three levels."""
    roles = [f"r{number}" for number in range(draw(st.integers(2, 6)))]
    costs = st.tuples(st.integers(0, 3), st.integers(1, 2))
    moves = {
        role: [Move(to, draw(costs)) for to in draw(st.permutations(roles)) if to != role and draw(st.booleans())]
        for role in roles
    }
    levels = {role: draw(st.tuples(*[st.integers(0, 3)] * 3)) for role in roles}
    asks = {role: sum(((1 << level) - 1) << 4 * at for at, level in enumerate(levels[role])) for role in roles}
    return moves, roles, asks


@given(maps(), st.integers(1, 4), st.booleans(), st.data())
def test_the_best_ways_are_those_of_trying_every_way(
    made: tuple[Moves, list[str], dict[str, int]], most: int, by_asks: bool, data: st.DataObject
) -> None:
    moves, roles, asks = made
    stops = data.draw(st.lists(st.sampled_from(roles[1:]), min_size=1, max_size=2, unique=True))
    found = best_ways(moves, roles[0], stops, most, asks if by_asks else None)
    assert found.found == tried(moves, roles[0], stops, most, asks if by_asks else None)
    assert found.proven


def tangled(seed: int) -> tuple[dict[str, list[Move]], dict[str, int]]:
    """1,000 roles with 5,000 moves anywhere and 20 of 100 skills each: worse than any ladder."""
    chance = random.Random(seed)
    roles = [f"r{number}" for number in range(1000)]
    moves: dict[str, list[Move]] = {role: [] for role in roles}
    for _ in range(5000):
        here, there = chance.sample(roles, 2)
        moves[here].append(Move(there, (chance.randint(1, 7), chance.randint(0, 3000))))
    asks = {}
    for role in roles:
        asks[role] = sum(((1 << chance.randint(1, 4)) - 1) << 5 * skill for skill in chance.sample(range(100), 20))
    return moves, asks


@pytest.mark.parametrize("seed", range(3))
def test_a_large_tangle_is_searched_to_the_end(seed: int) -> None:
    moves, asks = tangled(seed)
    for wanted in (None, asks):
        found = best_ways(moves, "r0", ["r999"], 3, wanted)
        assert found.proven
        assert len(set(found.found)) == 3
        assert all(len(set(way)) == len(way) for way in found.found)


def test_a_search_led_astray_says_so_and_still_finds_ways() -> None:
    chance = random.Random(7)
    roles = [f"r{number:04}" for number in range(1000)]
    moves: dict[str, list[Move]] = {role: [] for role in roles}
    for number in range(950):
        rung = (number // 50 + 1) * 50
        moves[roles[number]] = [Move(roles[to], (1, 2)) for to in chance.sample(range(rung, rung + 50), 5)]
    asks = {role: sum(1 << skill for skill in chance.sample(range(100), 20)) for role in roles}
    found = best_ways(moves, roles[0], [roles[990]], 3, asks)
    assert not found.proven
    assert MOST_FOLLOWED > 0
    assert len(found.found) == 3
    assert all(way[-1] == roles[990] for way in found.found)
