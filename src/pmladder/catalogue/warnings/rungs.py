"""The ladders of a catalogue, rung by rung, and the requirements that all roles of a rung share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pmladder.catalogue.models import Catalogue, Role

ADJACENT = "adjacent"
"""The family of neighbouring roles. People come to product from there, but these roles form no ladder."""

Rung = list[int]
"""The roles of one seniority on one ladder, each by its place in the catalogue."""


def ladders(catalogue: Catalogue) -> list[list[Rung]]:
    """The roles of each family and track, as the rungs that they stand on, lowest first."""
    found: dict[tuple[str, str], dict[int, Rung]] = {}
    for index, role in enumerate(catalogue.roles):
        if role.family == ADJACENT:
            continue
        found.setdefault((role.family, role.track), {}).setdefault(role.seniority, []).append(index)
    return [[rungs[seniority] for seniority in sorted(rungs)] for rungs in found.values()]


def neighbours(catalogue: Catalogue) -> Iterator[tuple[Rung, Rung]]:
    """Every two neighbouring rungs of a ladder, the lower one first."""
    for rungs in ladders(catalogue):
        yield from pairwise(rungs)


def least_asked(roles: Sequence[Role]) -> dict[str, int]:
    """The skills that all `roles` ask for, each at the lowest level that any of them asks."""
    least = {skill: asked.level for skill, asked in roles[0].skills.items() if asked.level}
    for role in roles[1:]:
        if not least:
            break
        skills = role.skills
        least = {
            skill: min(level, skills[skill].level)
            for skill, level in least.items()
            if skill in skills and skills[skill].level
        }
    return least
