"""What the report of `profile import` is made of, as the JSON has it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.names.resolve import MatchedBy
from pmladder.names.skill_words import NamedBy
from pmladder.profile.imports.imported import ReadTitle
from pmladder.profile.imports.merge import Difference
from pmladder.report.pieces import CatalogueRef

Outcome = Literal["created", "merged", "replaced", "unchanged", "not-changed", "shown", "empty"]


class SourceData(NamedTuple):
    """What was imported: the file, its format, and how it was read, in words."""

    file: str
    format: Literal["json-resume", "linkedin", "profile"]
    how: str


class TargetData(NamedTuple):
    """The profile that the import is for: its file, null where it goes to standard output; was it there before."""

    file: str | None
    existed: bool


class PositionData(NamedTuple):
    """One position, and the role that its title means: null where it is none of the catalogue."""

    place: str
    title: str
    company: str | None
    start: str | None
    end: str | None
    held: bool
    role: str | None
    matched_by: MatchedBy | None
    why: str
    nearest: tuple[str, ...]

    @classmethod
    def of(cls, read: ReadTitle) -> PositionData:
        """A position as data."""
        match = read.match
        return cls(*read[:6], match.role, match.matched_by, match.why, match.nearest)


class SkillData(NamedTuple):
    """One skill, the words that it was found by, what of the skill they are, and its level.

    The level is null where the skill is there at an unknown one, and where it does not apply.
    """

    place: str
    text: str
    skill: str
    name: str
    level: int | str | None
    applies: bool
    matched_by: NamedBy


class EvidenceData(NamedTuple):
    """One piece of evidence."""

    id: str
    kind: str | None
    title: str | None
    date: str | None


class UnreadData(NamedTuple):
    """What was not understood, and so left out: its place in the source, what is the matter, what stands there."""

    place: str
    what: str
    text: str | None


class LineData(NamedTuple):
    """One entry of a difference: where in the profile, and what."""

    where: str
    what: str


class DifferencesData(NamedTuple):
    """What the import means for the profile that was there.

    A merge takes `added` and `filled`, and keeps what is there of `differing`; a replacement loses `only_in_profile`.
    """

    added: tuple[LineData, ...]
    filled: tuple[LineData, ...]
    differing: tuple[LineData, ...]
    only_in_profile: tuple[LineData, ...]

    @classmethod
    def of(cls, made: Difference) -> DifferencesData:
        """A difference as data."""
        parts = (made.added, made.filled, made.differing, made.only_old)
        return cls(*(tuple(LineData(*line) for line in part) for part in parts))


class ProfileImportData(NamedTuple):
    """The JSON of `profile import`. `role` is that of the position held; `differences` is null for a new profile."""

    schema_version: str
    kind: Literal["profile-import"]
    catalogue: CatalogueRef
    as_of: str
    source: SourceData
    target: TargetData
    outcome: Outcome
    name: str | None
    role: str | None
    education: str | None
    positions: tuple[PositionData, ...]
    skills: tuple[SkillData, ...]
    evidence: tuple[EvidenceData, ...]
    not_understood: tuple[UnreadData, ...]
    remarks: tuple[str, ...]
    differences: DifferencesData | None
