"""The people of a team, each as the engine sees one, and what of the files could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import Holdings, holdings_of
from pmladder.engine.placement import core_roles, place
from pmladder.engine.suggest import Answer, next_moves
from pmladder.errors import InputError, Problem
from pmladder.profile.models import Profile
from pmladder.profile.standing import ReadProfile, Standing, standing_of

MOST_PEOPLE = 20_000
"""The most people of a team. `team assess` has no such limit."""
MOST_TITLES = 5_000
"""The most different titles of a team: to understand one takes longer than to assess a person."""


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

    `rated` is the day of the oldest rating, where one is known. `is_inside` tells whether the role is one of the
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
    known: dict[Hashable, _Assessed] = {}
    people = []
    for number, (row, key) in enumerate(zip(roster.rows, keys, strict=True), 1):
        people.append(_person(catalogue, row, key, as_of, inside, known))
        every(number)
    people.sort(key=by_name)
    return Team(tuple(p for p in people if p.is_inside), tuple(p for p in people if not p.is_inside), roster.unread)


def check_size(catalogue: Catalogue, roster: Roster) -> None:
    """Raises InputError for a roster with more people, or more different titles, than a team may have."""
    titles = {
        (title, row.profile.company.size if row.profile.company else None)
        for row in roster.rows
        for title in (row.profile.role, row.profile.goal)
        if title and title not in catalogue.roles_by_id
    }
    for number, most, what in (
        (len(roster.rows), MOST_PEOPLE, "people"),
        (len(titles), MOST_TITLES, "different titles"),
    ):
        if number > most:
            raise too_many(roster.rows[0].file, most, what)


def too_many(file: str, most: int, what: str) -> InputError:
    """The error for more than a team may have of something."""
    why = f"more than {most:,} {what}, the most that this answer takes; name one team with --team, or take "
    return InputError(file, [Problem((), "", f"{why}`pmladder team assess` for everybody")])


def by_name(person: Member) -> tuple[str, str]:
    """The order in which people are named: that of their names, in any case, and of nothing else."""
    return person.name.casefold(), person.id


def keys_of(rows: Sequence[RosterRow]) -> list[tuple[str, str]]:
    """The id and the name of everybody. Where two have one name, both are named with their id, or their row."""
    names = [row.profile.name or row.id or _stem(row.file) for row in rows]
    ids = [row.id or name for row, name in zip(rows, names, strict=True)]
    same_ids, same_names = Counter(ids), Counter(name.casefold() for name in names)
    keys = []
    for row, name, key in zip(rows, names, ids, strict=True):
        where = f"row {row.number}" if row.number is not None else _stem(row.file)
        unique = key if same_ids[key] == 1 else f"{key} ({where})"
        tells = row.id if row.id and same_ids[row.id] == 1 else where
        keys.append((unique, name if same_names[name.casefold()] == 1 else f"{name} ({tells})"))
    return keys


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition("\\")[2].partition(".")[0]


class _Assessed(NamedTuple):
    """What everybody with the same facts has in common."""

    answer: Answer
    holdings: Holdings


def _assessed(catalogue: Catalogue, standing: Standing, known: dict[Hashable, _Assessed]) -> _Assessed:
    """The answer for a person. People with the same facts share one, since most of a large roster has few of them."""
    facts = _facts(standing)
    shared = known.get(facts) if facts is not None else None
    if shared is None:
        answer = next_moves(catalogue, standing)
        shared = _Assessed(answer, holdings_of(answer.standing))
        if facts is not None:
            known[facts] = shared
        return shared
    # What was read is a person's own.
    with_read = shared.answer.standing._replace(read=standing.read)
    return shared._replace(answer=shared.answer._replace(standing=with_read))


def _facts(standing: Standing) -> Hashable | None:
    """All that an answer depends on; None for a person with a history or evidence, which no two people share."""
    if standing.history or standing.evidence:
        return None
    values = standing._replace(
        role=None, goal=None, levels={}, not_applicable={}, backing={}, presumed=None, read=ReadProfile()
    )
    roles = tuple(role.id if role is not None else None for role in (standing.role, standing.goal))
    tables = (standing.levels, standing.not_applicable, standing.backing)
    return roles, *(frozenset(table.items()) for table in tables), *(v for v in values if not isinstance(v, dict))


def _person(
    catalogue: Catalogue,
    row: RosterRow,
    key: tuple[str, str],
    as_of: date,
    inside: set[str],
    known: dict[Hashable, _Assessed],
) -> Member:
    standing = standing_of(row.profile, catalogue, as_of)
    answer, holdings = _assessed(catalogue, standing, known)
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
        holdings=holdings,
        is_inside=is_inside,
        title_is_unread=title_is_unread,
    )


def role_by_ratings(catalogue: Catalogue, person: Member) -> Role | None:
    """The role that a person's ratings look like; None where too little is rated to tell."""
    bare = person.standing._replace(role=None, role_basis=None, years=None, presumed=None)
    placement = place(catalogue, bare)
    return placement.role if placement.basis == "skills" else None
