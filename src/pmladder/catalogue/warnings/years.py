"""Warnings about years that do not continue where the rung below ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.catalogue.naming import role_named
from pmladder.catalogue.warnings.rungs import Rung, ladders
from pmladder.errors import Problem

_UNKNOWN_STAY = 1.0
"""The years assumed where a role does not say how long people stay: 0-1 continues at 2."""

Key = Literal["years", "years_in_product"]
_KEYS: tuple[Key, ...] = ("years", "years_in_product")


class _Span(NamedTuple):
    """The years of one rung: its lowest minimum, its highest typical figure, and how long people stay after that."""

    floor: float
    usual: float
    stay: float
    lowest: int


def hole_in_years(catalogue: Catalogue) -> Iterator[Problem]:
    """A rung asks for more years than people have when they leave the rung below, so some people fit neither."""
    for key, lower, upper in _neighbours(catalogue):
        end = lower.usual + lower.stay
        if upper.floor > end:
            what = f"begin at {upper.floor:g}, where the rung below ends at {end:g}; lower them, or add a rung between"
            yield _problem(catalogue, upper, key, what)


def overlapping_years(catalogue: Catalogue) -> Iterator[Problem]:
    """The years of a rung lie wholly within those of its neighbour, so years cannot tell the two apart."""
    for key, lower, upper in _neighbours(catalogue):
        within = lower.floor <= upper.floor and upper.usual <= lower.usual
        around = upper.floor < lower.floor and lower.usual <= upper.usual
        if within or around:
            span, other = f"{upper.floor:g} to {upper.usual:g}", f"{lower.floor:g} to {lower.usual:g}"
            what = f"{span} lie within the years of the rung below ({other}); raise them"
            yield _problem(catalogue, upper, key, what)


def _neighbours(catalogue: Catalogue) -> Iterator[tuple[Key, _Span, _Span]]:
    for rungs in ladders(catalogue):
        for key in _KEYS:
            spans = [_span(catalogue, rung, key) for rung in rungs]
            yield from ((key, below, above) for below, above in pairwise(spans) if below and above)


def _span(catalogue: Catalogue, rung: Rung, key: Key) -> _Span | None:
    floors, usual, stays = [], [], []
    for index in rung:
        role = catalogue.roles[index]
        asked = getattr(role, key)
        figures = [figure for figure in (asked.min, asked.typical) if figure is not None] if asked else []
        if figures:
            floors.append((figures[0], index))
            usual.append(figures[-1])
            stays.append(_stay(role))
    if not floors:
        return None
    floor, lowest = min(floors)
    return _Span(floor, max(usual), max(stays), lowest)


def _stay(role: Role) -> float:
    stay = role.years_in_role
    return max([_UNKNOWN_STAY, *filter(None, (stay.min, stay.typical) if stay else ())])


def _problem(catalogue: Catalogue, span: _Span, key: Key, what: str) -> Problem:
    return Problem(("roles", span.lowest, key), f"{role_named(catalogue.roles[span.lowest])}, {key}", what)
