"""What an import hands on: first what a source says in its own words, then a profile and how it came about."""

from __future__ import annotations

from typing import Any, NamedTuple

from pmladder.names.resolve import TitleMatch
from pmladder.names.skill_words import NamedBy

"""What of a skill some words are: its id, its name, an alias, or a part of its name."""


class ImportedPlace(NamedTuple):
    """Where something stands in a source: an entry (`work[2]`, `Positions.csv line 5`) and how to go into it.

    `join` is put between the entry and a field of it: a point in JSON, a comma in a table.
    """

    entry: str
    join: str = "."

    def at(self, field: str) -> str:
        """The place of one field of the entry: `work[2].startDate`."""
        return f"{self.entry}{self.join}{field}"


class Unread(NamedTuple):
    """Something that was not understood, and so is not in the profile: its place, and what is the matter.

    `text` is what stands there, where that helps to see what is meant.
    """

    place: str
    what: str
    text: str | None = None


class FoundJob(NamedTuple):
    """A position as a source has it; dates in any form, with the names of their fields."""

    place: ImportedPlace
    title: str
    company: str | None
    start: Any
    end: Any
    start_field: str
    end_field: str


class FoundSkill(NamedTuple):
    """The words for a skill in a source, and a level in words where one stands beside them."""

    place: str
    text: str
    level: str | None = None


class FoundEvidence(NamedTuple):
    """A certificate, a project or the like; `date` in any form."""

    place: ImportedPlace
    kind: str
    title: str
    date: Any
    date_field: str
    url: str | None


class FoundStudy(NamedTuple):
    """A course of study: the degree in words, and when it ended, in any form."""

    place: ImportedPlace
    degree: str
    degree_field: str
    end: Any
    end_field: str


class Found(NamedTuple):
    """All that a source says, before any of it is held against a catalogue.

    `label` is the title that the person goes by; `unused` names what a profile has no place for.
    """

    name: str | None = None
    label: str | None = None
    label_place: str = ""
    jobs: tuple[FoundJob, ...] = ()
    skills: tuple[FoundSkill, ...] = ()
    evidence: tuple[FoundEvidence, ...] = ()
    studies: tuple[FoundStudy, ...] = ()
    unread: tuple[Unread, ...] = ()
    unused: tuple[str, ...] = ()


class ReadTitle(NamedTuple):
    """A position of the profile, with its place in the source and what its title means in the catalogue."""

    place: str
    title: str
    company: str | None
    start: str | None
    end: str | None
    held: bool
    match: TitleMatch


class ReadSkill(NamedTuple):
    """A skill of the profile, the words that it was found by, its level, if one was said or it applies at all.

    `matched_by` says what of the skill the words are.
    """

    place: str
    text: str
    skill: str
    level: int | str | None
    applies: bool = True
    matched_by: NamedBy = "id"


class Imported(NamedTuple):
    """A profile as plain data, valid for the catalogue, and how each part of it came about.

    `unread` is what was not understood, `remarks` what was decided on the way.
    """

    raw: dict[str, Any]
    titles: tuple[ReadTitle, ...] = ()
    skills: tuple[ReadSkill, ...] = ()
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()
