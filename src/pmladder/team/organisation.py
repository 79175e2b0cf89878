"""An organisation by its teams, in which nobody can be told apart: no small group is shown, or can be worked out.

There is one grouping, by team. A group under `k` people is not shown. So that it cannot be found by taking what is
shown from the whole, a group is never hidden alone, and those that are hidden are together `k` people or more: where
the small ones do not come to that, the next smallest is hidden too.
What is shown of a group are words, not counts: none, some or most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.team.coverage import Target, covered, share_not_rated, targets_of
from pmladder.team.overview import NEAR, person_line
from pmladder.team.people import Member, Team

LEAST_GROUP = 5
"""The fewest people of a group that is shown; nobody can choose fewer."""

Share = Literal["none", "some", "most"]


class GroupCell(NamedTuple):
    """How many of a group are at the level of a skill: in words, and how many are not rated."""

    skill: str
    level: int
    there: Share
    not_rated: Share


class GroupLine(NamedTuple):
    """One group that is shown: none, some or most of its people are near a next role, and of its cells not rated."""

    group: str
    people: int
    near: Share
    not_rated: Share
    cells: tuple[GroupCell, ...]


class Organisation(NamedTuple):
    """What can be shown of an organisation: the groups, by name. `hidden` are groups left out, `k` the least size."""

    k: int
    groups: tuple[GroupLine, ...]
    hidden: int


def shown_groups(sizes: Mapping[str, int], k: int) -> tuple[str, ...]:
    """The names of the groups that may be shown, in order.

    Those that may not are the small ones, and as many of the next smallest as it takes until two groups or more, and
    `k` people or more, are hidden together.
    """
    ordered = sorted(sizes, key=lambda name: (sizes[name], name.casefold(), name))
    hidden = [name for name in ordered if sizes[name] < k]
    rest = ordered[len(hidden) :]
    while hidden and rest and (len(hidden) == 1 or sum(sizes[name] for name in hidden) < k):
        hidden.append(rest.pop(0))
    return tuple(sorted(rest, key=lambda name: (name.casefold(), name)))


def share(part: int, whole: int) -> Share:
    """How many of a group, in a word: none, up to half, or more than that."""
    if part == 0:
        return "none"
    return "some" if 2 * part <= whole else "most"


def organisation(catalogue: Catalogue, team: Team, k: int, targets: Sequence[Target] | None = None) -> Organisation:
    """The groups of an organisation that may be shown, each held against the targets, or what its own roles ask."""
    groups = by_team(team.people)
    names = shown_groups({name: len(people) for name, people in groups.items()}, k)
    lines = tuple(_line(catalogue, name, groups[name], targets) for name in names)
    return Organisation(k, lines, len(groups) - len(names))


def by_team(people: Iterable[Member]) -> dict[str, list[Member]]:
    """People by team; who is in none is in a group of their own."""
    groups: dict[str, list[Member]] = {}
    for person in people:
        groups.setdefault(person.team or "no team", []).append(person)
    return groups


def _line(catalogue: Catalogue, name: str, people: Sequence[Member], targets: Sequence[Target] | None) -> GroupLine:
    asked = targets_of(catalogue, Team(tuple(people))) if targets is None else targets
    # One line a skill, at its lowest level: single levels of few people say too much about them.
    lowest = {target.skill: target for target in asked if target.level}
    cells = []
    for target in lowest.values():
        found = covered(people, target)
        unrated, there = share_not_rated(people, [target.skill])
        cells.append(GroupCell(target.skill, target.level, share(found.min, len(people)), share(unrated, there)))
    near = sum(person_line(catalogue, person).verdict in NEAR for person in people)
    unrated, every = share_not_rated(people, list(lowest))
    return GroupLine(name, len(people), share(near, len(people)), share(unrated, every), tuple(cells))
