"""What a command answers: one value that every format is written from, so that formats can't disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from pmladder.catalogue.labels import labels
from pmladder.catalogue.models import Catalogue
from pmladder.report.blocks import Block
from pmladder.report.ground import Ground

SCHEMA_VERSION = "2.0"
"""MAJOR.MINOR of the JSON outputs: MINOR grows when keys are added, MAJOR when one goes or changes."""


T = TypeVar("T")


class Event(NamedTuple):
    """An all-day entry of a calendar: its first day, and the day after its last, as texts.

    `id` stays the same for the same thing, so that importing again updates; `stamp` is the day of this version.
    """

    id: str
    title: str
    start: str
    end: str
    text: str
    stamp: str


class Report(NamedTuple):
    """The answer of one command.

    `data` is a named tuple that JSON is made of, on the `ground` that it rests on. `blocks` is what a reader sees,
    `rows` what a spreadsheet gets, its header first, `events` what a calendar gets, where there is anything for one.
    All are made only when the format asks for them. `hints` go beside the answer.
    """

    data: Any
    blocks: Callable[[], tuple[Block, ...]]
    rows: Callable[[], list[list[str]]]
    hints: tuple[str, ...] = ()
    events: Callable[[], tuple[Event, ...]] | None = None
    ground: Ground | None = None


def labelled(data: T, catalogue: Catalogue, gone: Mapping[str, str] | None = None) -> T:
    """`data` as people are to read it: a title that two roles bear, or a name of two skills, has the id behind it.

    Every named tuple with the id of a role beside a `title`, or that of a skill beside a `name`, is seen to.
    `gone` are titles, by id, of roles that the catalogue does not have any more.
    """
    titles = {role.id: role.title for role in catalogue.roles} | dict(gone or {})
    names = {skill.id: skill.name for skill in catalogue.skills}
    called = labels(titles.items()) if gone else catalogue.role_labels
    roles = {role: label for role, label in called.items() if label != titles[role]}
    skills = {skill: label for skill, label in catalogue.skill_labels.items() if label != names[skill]}
    relabelled: T = _relabelled(data, roles, skills) if roles or skills else data
    return relabelled


def _relabelled(value: Any, roles: Mapping[str, str], skills: Mapping[str, str]) -> Any:
    if isinstance(value, Ground):
        return value
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        fields = dict(zip(value._fields, (_relabelled(entry, roles, skills) for entry in value), strict=True))
        if "title" in fields and fields.get("role") in roles:
            fields["title"] = roles[fields["role"]]
        if "name" in fields and (skill := _skill_of(fields)) in skills:
            fields["name"] = skills[skill]
        return type(value)(**fields)
    if isinstance(value, tuple):
        return tuple(_relabelled(entry, roles, skills) for entry in value)
    return value


def _skill_of(fields: Mapping[str, Any]) -> str:
    """The id of the skill that a named tuple is about; nothing where it is about something else."""
    about_skill = fields.get("rule") == "skill-level" or fields.get("kind") == "skill"
    skill: str = fields.get("subject" if about_skill else "skill", "")
    return skill
