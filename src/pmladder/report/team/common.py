"""The shared parts of answers about a team: who is not counted, what was not read, and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pmladder.engine.assess import requirements_of
from pmladder.report.blocks import Block, Cell, paragraph
from pmladder.report.ground import Ground
from pmladder.team.people import Member, Team, UnreadRow
from pmladder.text import plural

SOME = 3
"""The most names in one line of the screen; files have all names."""


class OutsidePerson(NamedTuple):
    """A person whose role is outside the ladder, or whose title the catalogue does not know."""

    id: str
    name: str
    role: str | None
    title_is_unread: bool


class TeamHead(NamedTuple):
    """The team of an answer: the number of people, who is not counted, and which rows were not understood."""

    people: int
    outside: tuple[OutsidePerson, ...]
    unread: tuple[UnreadRow, ...]


def head_of(team: Team) -> TeamHead:
    """The team of an answer."""
    return TeamHead(len(team.people), tuple(map(_outside, team.outside)), team.unread)


def _outside(person: Member) -> OutsidePerson:
    return OutsidePerson(person.id, person.name, person.role.id if person.role else None, person.title_is_unread)


def unread_lines(unread: Iterable[UnreadRow]) -> tuple[str, ...]:
    """A line for each row that was not understood, to be shown beside the answer."""
    return tuple(f"{u.file}{f': row {u.row}' if u.row is not None else ''}: {u.why}" for u in unread)


def head_blocks(head: TeamHead) -> Iterator[Block]:
    """The lines under an answer: who is not counted, and how many rows are missing."""
    if head.outside:
        names = some([person.name for person in head.outside])
        yield paragraph(Cell(f"Not counted, outside product or title unknown: {len(head.outside)} ({names}).", "muted"))
    if head.unread:
        count = plural(len(head.unread), "row or file", "rows or files")
        yield paragraph(Cell(f"{count} not understood and left out.", "open"))


def some(names: Sequence[str], most: int = SOME) -> str:
    """A few of the names, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" +{more}" if more > 0 else "")


def subject_name(ground: Ground, role: str | None, subject: str) -> str:
    """The label of a requirement that is given by its subject."""
    if subject in ground.catalogue.skills_by_id:
        return ground.skill(subject)
    asked = requirements_of(ground.catalogue, ground.catalogue.roles_by_id[role]) if role else ()
    return next((requirement.name for requirement in asked if requirement.subject == subject), subject)


def role_name(ground: Ground, role: str | None) -> Cell:
    """The title of a role, or its id if the title is too long; a dash for no role."""
    return Cell(ground.role(role), shorter=(role,)) if role else Cell("-")


def level_name(ground: Ground, level: int) -> str:
    """The name of a level."""
    return ground.level(level) or ""


def day_text(day: date | None) -> str:
    """The month of a day, as text."""
    return f"{day:%Y-%m}" if day else "-"
