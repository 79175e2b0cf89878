"""What an import hands on: first what a source says in its own words, then a profile and how it came about."""

from __future__ import annotations

from typing import Any, NamedTuple

from pmladder.imports.career.dates import NOTHING, DateRead
from pmladder.names.resolve import TitleMatch
from pmladder.names.skill_words import NamedBy


class ImportedPlace(NamedTuple):
    """Where something stands in a source: an entry (`work[2]`, `Positions.csv line 5`) and how to go into it.

    `join` is put between the entry and a field of it: a point in JSON, a comma in a table.
    """

    entry: str
    join: str = "."

    def at(self, field: str) -> str:
        """The place of one field of the entry: `work[2].startDate`; of the entry itself where `field` is blank."""
        return f"{self.entry}{self.join}{field}" if field else self.entry


class Unread(NamedTuple):
    """Something that was not understood, and so is not in the profile: its place, and what is the matter.

    `text` is what stands there, where that helps to see what is meant.
    """

    place: str
    what: str
    text: str | None = None


class KeyRead(NamedTuple):
    """How the entries under one key of a source were read: how many as `what`.

    `fields` says which field was taken as what: `title from position, start from startDate`.
    """

    key: str
    what: str
    entries: int
    fields: str = ""


class FoundJob(NamedTuple):
    """A position as a source has it, its dates read, with the names of their fields."""

    place: ImportedPlace
    title: str
    company: str | None
    start: DateRead = NOTHING
    end: DateRead = NOTHING
    start_field: str = ""
    end_field: str = ""


class FoundSkill(NamedTuple):
    """The words for a skill in a source, and a level in words where one stands beside them."""

    place: str
    text: str
    level: str | None = None


class FoundEvidence(NamedTuple):
    """A certificate, a project or the like, its date read."""

    place: ImportedPlace
    kind: str
    title: str
    date: DateRead
    date_field: str
    url: str | None


class FoundStudy(NamedTuple):
    """A course of study: the degree in words, and when it ended."""

    place: ImportedPlace
    degree: str
    degree_field: str
    end: DateRead
    end_field: str


class Found(NamedTuple):
    """All that a source says, before any of it is held against a catalogue.

    `label` is the title that the person goes by; `keys` tells how the parts of the source were read, `unused` names
    what a profile has no place for. `unread_entries` are the parts that look like positions and gave none.
    """

    name: str | None = None
    label: str | None = None
    label_place: str = ""
    jobs: tuple[FoundJob, ...] = ()
    skills: tuple[FoundSkill, ...] = ()
    evidence: tuple[FoundEvidence, ...] = ()
    studies: tuple[FoundStudy, ...] = ()
    keys: tuple[KeyRead, ...] = ()
    unread: tuple[Unread, ...] = ()
    unused: tuple[str, ...] = ()
    unread_entries: tuple[str, ...] = ()


class ReadTitle(NamedTuple):
    """A position of the profile, with its place in the source and what its title means in the catalogue."""

    place: str
    title: str
    company: str | None
    start: str | None
    end: str | None
    unclear: str | None
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

    `role` is that of the position held now, where one is. `keys` tells how the parts of the source were read, `unread`
    what was not understood, `remarks` what was decided on the way.
    """

    raw: dict[str, Any]
    titles: tuple[ReadTitle, ...] = ()
    role: str | None = None
    skills: tuple[ReadSkill, ...] = ()
    keys: tuple[KeyRead, ...] = ()
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()
