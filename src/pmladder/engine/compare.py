"""Compares roles: the level that each role asks of each skill, and the changes from one role to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Skill

ChangeKind = Literal["new", "higher", "lower", "dropped", "same"]


class Turn(NamedTuple):
    """The change of a skill between two neighbouring roles."""

    before: Role
    after: Role
    change: ChangeKind


class Row(NamedTuple):
    """One skill in all compared roles. A level is None if the role does not ask for the skill."""

    skill: Skill
    levels: tuple[int | None, ...]
    changes: tuple[ChangeKind, ...]
    roles: tuple[Role, ...]

    @property
    def differs(self) -> bool:
        """Whether anything changes from one role to the next."""
        return any(change != "same" for change in self.changes)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Each change, with the two roles that it lies between."""
        return tuple(Turn(*pair, change) for pair, change in zip(pairwise(self.roles), self.changes, strict=True))


def compare(catalogue: Catalogue, roles: Sequence[Role]) -> tuple[Row, ...]:
    """A row for each skill that any of `roles` asks for, in the order of the catalogue."""
    rows = []
    for skill in catalogue.skills:
        levels = tuple(role.skills[skill.id].level if skill.id in role.skills else None for role in roles)
        if any(level is not None for level in levels):
            rows.append(Row(skill, levels, tuple(_change(*pair) for pair in pairwise(levels)), tuple(roles)))
    return tuple(rows)


def _change(before: int | None, after: int | None) -> ChangeKind:
    if before == after:
        return "same"
    if before is None:
        return "new"
    if after is None:
        return "dropped"
    return "higher" if after > before else "lower"
