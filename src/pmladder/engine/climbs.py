"""The levels that a person has to climb for a role: what it asks above what is held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pmladder.catalogue.models import Role
from pmladder.profile.standing import Standing


class Climb(NamedTuple):
    """A skill that a step raises: from the level held by then, 0 for none, to the level asked.

    What nobody rated is not `known`, and `start` is then the level held for certain.
    """

    skill: str
    start: int
    to: int
    known: bool

    @property
    def levels(self) -> int:
        """How many levels are climbed, at most."""
        return self.to - self.start


def levels_to_climb(standing: Standing, roles: Iterable[Role]) -> int:
    """The levels of skills between what is held and the most that any of `roles` asks, over all skills.

    What nobody rated counts from the bottom, what does not apply not at all.
    """
    climbed: dict[str, int] = {}
    for role in roles:
        for climb in climbs(standing, role):
            climbed[climb.skill] = max(climb.levels, climbed.get(climb.skill, 0))
    return sum(climbed.values())


def climbs(standing: Standing, role: Role) -> tuple[Climb, ...]:
    """The skills that `role` asks above the level held."""
    return tuple(
        Climb(skill, floor, asked.level, standing.held(skill) is not None)
        for skill, asked in role.skills.items()
        if applies(standing, skill) and asked.level > (floor := floor_of(standing, skill))
    )


def applies(standing: Standing, skill: str) -> bool:
    """Whether a skill plays a part in the job; a level that is held says so too."""
    return skill in standing.levels or skill not in standing.not_applicable


def floor_of(standing: Standing, skill: str) -> int:
    """The level that is held for certain: what is there at an unknown level is at least at the lowest."""
    held = standing.held(skill)
    return int(skill in standing.present) if held is None else held
