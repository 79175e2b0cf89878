"""The journal of a profile: what the person had and what the roles asked, on the day of each assessment.

Both a ladder and a person change over time. An entry keeps both, so that a later comparison needs no old ladder. A line
of the first edition is translated when it is read (`profile/first_edition.py`) and stays as it is in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from pmladder.catalogue.fields import Count, Id, Level, Line, Many, Model
from pmladder.profile.first_edition import entry_in_todays_words
from pmladder.profile.terms import Axis, Basis, Verdict

Why = Literal["present", "next", "goal"]


def _day(written: str) -> str:
    try:
        date.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("day", "should be a day that exists") from None
    return written


Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]
"""A day: `2026-11-22`."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]*$", max_length=128)]
Amount = Annotated[float, Field(ge=0, le=1_000_000)]
"""A number of years or people, a count, or the place of a reach or a degree in its order."""


class CatalogueThen(Model):
    """The catalogue of an entry: its id, its version, the SHA-256 of its file's text, its scale."""

    id: Id
    version: Line
    digest: Digest
    scale: Many[Line]


class HoldingThen(Model):
    """What the person had on an axis other than skills. Without a `high`, the upper end was not known."""

    axis: Axis
    subject: Line
    low: Amount
    high: Amount | None = None
    basis: Basis = "none"


class AskedThen(Model):
    """What a role asked on an axis other than skills. Without an `entry`, it asked nothing before the role."""

    axis: Axis
    subject: Line
    entry: Amount | None = None
    level: Amount
    must_have: bool = False


class SkillThen(Model):
    """What a role asked of a skill, in levels of that day's scale."""

    entry: Level | None = None
    level: Level


class RoleThen(Model):
    """What one role asked that day, why the role mattered, and the verdict at that time."""

    title: Line
    why: Many[Why]
    verdict: Verdict
    skills: Mapping[Id, SkillThen] = Field(default_factory=dict)
    must_have: Many[Id] = ()
    others: Many[AskedThen] = ()


class Entry(Model):
    """One assessment. Entries are ordered by `sequence`, never by `date`, as clocks can go back.

    `sequence` is 0 until the journal sets it. Levels are numbers of that day's scale: `levels` were rated, `presumed`
    were taken from roles held. `present` are skills with an unknown level, `not_applicable` skills that do not apply.
    `others_presumed_none`: all other skills were presumed to be missing. `held` is what the person had on the other
    axes. `asked` holds the roles that mattered: the present one, those one move away, the goal. `profile` is a digest
    of the parts of the profile that affect verdicts. If the profile has another digest now, an entry is missing.

    A `baseline` is no assessment. It is the profile before the first recorded change, written on the day of that change
    and compared with the roles of that day.
    """

    sequence: Count = 0
    date: Day
    profile: Digest = ""
    baseline: bool = False
    catalogue: CatalogueThen
    role: Id | None = None
    goal: Id | None = None
    levels: Mapping[Id, Level] = Field(default_factory=dict)
    presumed: Mapping[Id, Level] = Field(default_factory=dict)
    others_presumed_none: bool = False
    present: Many[Id] = ()
    not_applicable: Many[Id] = ()
    held: Many[HoldingThen] = ()
    asked: Mapping[Id, RoleThen] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _in_todays_words(cls, value: Any) -> Any:
        return entry_in_todays_words(value)


def as_data(entry: Entry) -> dict[str, Any]:
    """The entry as mappings, lists and scalars for JSON. Unknown and empty values are left out."""
    return entry.model_dump(mode="json", exclude_defaults=True)


def next_sequence(entries: tuple[Entry, ...]) -> int:
    """The number of the entry that comes after `entries`."""
    return entries[-1].sequence + 1 if entries else 1


def baseline_of(before: Entry, first: Entry) -> Entry | None:
    """The first entry of a journal: `before`, the state until the first assessment `first`.

    None if nothing was known before, or nothing changed.
    """
    knew_anything = before.levels or before.present or before.not_applicable or before.role
    known = knew_anything or any(holding.basis in ("given", "counted") for holding in before.held)
    unchanged = before == first.model_copy(update={"profile": before.profile})
    return before.model_copy(update={"baseline": True}) if known and not unchanged else None


def same_state(one: Entry, other: Entry) -> bool:
    """Whether two entries are equal except for passing time."""
    return _state(one) == _state(other)


def _state(entry: Entry) -> tuple[Any, ...]:
    """The content of an entry without years. Passing years matter only if they change a verdict."""
    asked = {
        role: (then.verdict, dict(then.skills), set(then.must_have), then.others) for role, then in entry.asked.items()
    }
    skills = (dict(entry.levels), set(entry.present), set(entry.not_applicable))
    held = {
        (h.axis, h.subject): (h.low, h.high)
        for h in entry.held
        if h.axis in ("people", "reach", "education", "evidence")
    }
    return (entry.catalogue.id, entry.catalogue.scale, *skills, held, entry.role, entry.goal, asked)
