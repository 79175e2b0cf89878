"""The search for ways is exact: it finds what trying every way finds, in the same order, and it finds it fast."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from pmladder.engine.best_ways import MOST_FOLLOWED, Cost, Move, best_ways
from rows import each

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
                bits |= asks.get(role, 0) if asks else 0
            ways.append(((bits.bit_count(), *spent), way))
            return
        for move in moves[way[-1]]:
            if move.to not in way and (move.to not in left[1:]):
                go_on((*way, move.to), tuple(a + b for a, b in zip(spent, move.cost, strict=True)), left)

    go_on((start,), (0, 0), stops)
    return tuple(way for _, way in sorted(ways)[:most])


def some_map(seed: int) -> tuple[Moves, list[str], dict[str, int]]:
    """A few roles with moves between some of them, and three skills that most ask at up to two levels."""
    chance = random.Random(seed)
    roles = [f"r{number}" for number in range(chance.randint(2, 7))]
    often = chance.choice((0.3, 0.5, 0.8))
    moves = {}
    for role in roles:
        others = [to for to in roles if to != role and chance.random() < often]
        chance.shuffle(others)
        moves[role] = [Move(to, (chance.randint(0, 3), chance.randint(1, 2))) for to in others]
    asking = [role for role in roles if chance.random() < 0.8]
    asks = {role: sum(((1 << chance.randint(0, 2)) - 1) << 2 * skill for skill in range(3)) for role in asking}
    return moves, roles, asks


@each("by_asks", [False, True])
def test_the_best_ways_are_those_of_trying_every_way(by_asks: bool) -> None:
    for seed in range(700):
        moves, roles, asks = some_map(seed)
        chance = random.Random(seed)
        stops = chance.sample(roles[1:], min(len(roles) - 1, chance.randint(1, 4)))
        most, wanted = chance.randint(1, 4), asks if by_asks else None
        found = best_ways(moves, roles[0], stops, most, wanted)
        assert found.found == tried(moves, roles[0], stops, most, wanted), seed
        assert found.proven


def test_who_is_at_the_only_stop_has_arrived() -> None:
    assert best_ways({}, "here", ["here"], 3).found == (("here",),)
    assert best_ways({}, "here", ["there"], 3, {"here": 1}).found == ()


def test_a_search_cut_short_compares_the_ways_that_are_best_without_what_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody can tell beforehand that each of twenty roles leads to one more that asks much."""
    asks = {"best": 0b1, "first": 0b10111, "second": 0b1110, "third": 0b111111, "much": 0b1000, "more": 0b10000}
    moves = {role: [Move("goal", (1,))] for role in asks}
    astray = [f"astray{number}" for number in range(20)]
    moves |= {role: [Move("much", (9,)), Move("more", (9,))] for role in astray}
    known = [Move(role, (cost,)) for cost, role in enumerate(("best", "first", "second", "third"))]
    moves["start"] = [*known, *(Move(role, (9,)) for role in astray)]
    # What the start asks counts for no way.
    asks |= dict.fromkeys(astray, 0b1) | {"start": 0b10111}
    ways = {role: ("start", role, "goal") for role in asks}
    monkeypatch.setattr("pmladder.engine.best_ways.MOST_FOLLOWED", 10)
    found = best_ways(moves, "start", ["goal"], 3, asks)
    # The second asks three things, the first four; either counts as much as it asks, and no way comes twice.
    assert found == ((ways["best"], ways["second"], ways["first"]), False)
    asks["second"], asks["first"] = 0b110, 0b111
    assert best_ways(moves, "start", ["goal"], 2, asks).found == (ways["best"], ways["second"])


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


@pytest.mark.slow
@each("seed", range(3))
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
