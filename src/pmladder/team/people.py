"""The people of a team, each as the engine sees one, and what of the files could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import Holdings, holdings_of
from pmladder.engine.placement import core_roles, place
from pmladder.engine.suggest import Answer, next_moves
from pmladder.profile.models import Profile
from pmladder.profile.standing import Standing, standing_of


class RosterRow(NamedTuple):
    """One person as files tell: what is known beside the profile, and where that stands.

    `number` is the row of a roster, None for a profile, which is a file of its own.
    """

    profile: Profile
    file: str
    id: str | None = None
    team: str | None = None
    manager: str | None = None
    number: int | None = None


class UnreadRow(NamedTuple):
    """A row, or a file, that was not understood: where it stands and why, without what it says."""

    file: str
    row: int | None
    why: str


class Roster(NamedTuple):
    """Everybody who was read, in the order of the files, with what was not. `remarks` are on files as a whole."""

    rows: tuple[RosterRow, ...]
    unread: tuple[UnreadRow, ...] = ()
    remarks: tuple[str, ...] = ()


class Member(NamedTuple):
    """Somebody of a team. `id` tells from everybody else, and so does `name`, which people read.

    `rated` is the day of the oldest rating, as far as it is said. `is_inside` tells whether the role is one of the
    ladder; where it is not, and where the title is none of the catalogue, nobody counts the person in.
    """

    id: str
    name: str
    team: str | None
    manager: str | None
    rated: str | None
    answer: Answer
    holdings: Holdings
    is_inside: bool
    title_is_unread: bool

    @property
    def standing(self) -> Standing:
        """What the person holds, with what is presumed."""
        return self.answer.standing

    @property
    def role(self) -> Role | None:
        """The role that the person is placed on."""
        return self.answer.placement.role


class Team(NamedTuple):
    """The people who are counted, and those who are not, each in the order of their names."""

    people: tuple[Member, ...]
    outside: tuple[Member, ...] = ()
    unread: tuple[UnreadRow, ...] = ()

    def without(self, gone: Iterable[str]) -> Team:
        """The team without the people of these ids."""
        left = frozenset(gone)
        return self._replace(
            people=tuple(p for p in self.people if p.id not in left),
            outside=tuple(p for p in self.outside if p.id not in left),
        )

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that its people hold, each once, lowest first."""
        held = {p.role.id: p.role for p in self.people if p.role is not None}
        return tuple(sorted(held.values(), key=lambda role: (role.seniority, role.id)))


def team_of(catalogue: Catalogue, roster: Roster, as_of: date, every: Callable[[int], None] = lambda _: None) -> Team:
    """The people of a roster, placed and assessed. `every` is told after each person how many are done."""
    inside = {role.id for role in core_roles(catalogue)}
    keys = keys_of(roster.rows)
    people = []
    for number, (row, key) in enumerate(zip(roster.rows, keys, strict=True), 1):
        people.append(_person(catalogue, row, key, as_of, inside))
        every(number)
    people.sort(key=by_name)
    return Team(tuple(p for p in people if p.is_inside), tuple(p for p in people if not p.is_inside), roster.unread)


def by_name(person: Member) -> tuple[str, str]:
    """The order in which people are named: that of their names, in any case, and of nothing else."""
    return person.name.casefold(), person.id


def keys_of(rows: Sequence[RosterRow]) -> list[tuple[str, str]]:
    """The id and the name of everybody. Where two have one name, both are named with their id, or their row."""
    names = [row.profile.name or row.id or _stem(row.file) for row in rows]
    own = [row.id or name for row, name in zip(rows, names, strict=True)]
    same_ids, same_names = Counter(own), Counter(name.casefold() for name in names)
    keys = []
    for row, name, key in zip(rows, names, own, strict=True):
        where = f"row {row.number}" if row.number is not None else _stem(row.file)
        unique = key if same_ids[key] == 1 else f"{key} ({where})"
        tells = row.id if row.id and same_ids[row.id] == 1 else where
        keys.append((unique, name if same_names[name.casefold()] == 1 else f"{name} ({tells})"))
    return keys


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition("\\")[2].partition(".")[0]


def _person(catalogue: Catalogue, row: RosterRow, key: tuple[str, str], as_of: date, inside: set[str]) -> Member:
    standing = standing_of(row.profile, catalogue, as_of)
    answer = next_moves(catalogue, standing)
    role = answer.placement.role
    title_is_unread = bool(row.profile.role) and (role is None or standing.role_is_unread)
    # By skills alone, or with a title of another trade, nobody is on the ladder.
    is_inside = role is not None and role.id in inside and not standing.role_is_unread
    return Member(
        id=key[0],
        name=key[1],
        team=row.team,
        manager=row.manager,
        rated=min((r.rated for r in row.profile.skills.values() if r.rated), default=None),
        answer=answer,
        holdings=holdings_of(answer.standing),
        is_inside=is_inside,
        title_is_unread=title_is_unread,
    )


def role_by_ratings(catalogue: Catalogue, person: Member) -> Role | None:
    """The role that a person's ratings look like; None where too little is rated to tell."""
    bare = person.standing._replace(role=None, role_basis=None, years=None, presumed=None)
    placement = place(catalogue, bare)
    return placement.role if placement.basis == "skills" else None
