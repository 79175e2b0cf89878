"""The journal of a profile: what was held, and what was asked, on the day of each assessment.

What a ladder asks changes as well as what a person holds. An entry keeps both, so that a later comparison can
tell one from the other without the old ladder. A line that the first edition wrote is read in today's words
(`profile/first_edition.py`) and stays as it is in the file.
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
"""Years, people, a count, or a place in the order of reaches or degrees."""


class CatalogueThen(Model):
    """The catalogue that an entry rests on: its id, its version, the SHA-256 of its file's text, its scale."""

    id: Id
    version: Line
    digest: Digest
    scale: Many[Line]


class HoldingThen(Model):
    """What was held on an axis beside the skills; without a `high`, nobody knew how much more it might be."""

    axis: Axis
    subject: Line
    low: Amount
    high: Amount | None = None
    basis: Basis = "none"


class AskedThen(Model):
    """What a role asked on an axis beside the skills; without an `entry` it asked nothing before."""

    axis: Axis
    subject: Line
    entry: Amount | None = None
    level: Amount
    must_have: bool = False


class SkillThen(Model):
    """What a role asked of a skill, in levels of the scale of the day."""

    entry: Level | None = None
    level: Level


class RoleThen(Model):
    """What one role asked on the day, why the role mattered, and the verdict on what was known and presumed."""

    title: Line
    why: Many[Why]
    verdict: Verdict
    skills: Mapping[Id, SkillThen] = {}
    must_have: Many[Id] = ()
    others: Many[AskedThen] = ()


class Entry(Model):
    """One assessment. Entries are in the order of `sequence`, never of `date`: clocks go back.

    `sequence` is 0 until the journal gives it. Levels are numbers of the scale of that day: `levels` were rated,
    `presumed` taken from roles held; `present` are skills held at a level nobody gave, `not_applicable` those set
    aside. `others_presumed_none` tells that a skill which is in none of these was presumed not to be there.
    `held` is what was held beside the skills. `asked` holds the roles that mattered: the present one, those one move
    away, the goal. `profile` is a digest of what verdicts rest on in the profile of that moment: where the profile says
    something else by now, an entry is missing.

    A `baseline` is no assessment. It is what the profile said until the first change that the journal tells of, put
    down on the day of that change and held against what was asked that day.
    """

    sequence: Count = 0
    date: Day
    profile: Digest = ""
    baseline: bool = False
    catalogue: CatalogueThen
    role: Id | None = None
    goal: Id | None = None
    levels: Mapping[Id, Level] = {}
    presumed: Mapping[Id, Level] = {}
    others_presumed_none: bool = False
    present: Many[Id] = ()
    not_applicable: Many[Id] = ()
    held: Many[HoldingThen] = ()
    asked: Mapping[Id, RoleThen] = {}

    @model_validator(mode="before")
    @classmethod
    def _in_todays_words(cls, value: Any) -> Any:
        return entry_in_todays_words(value)


def as_data(entry: Entry) -> dict[str, Any]:
    """The entry as the mappings, lists and scalars of JSON; what is not known or empty is left out."""
    return entry.model_dump(mode="json", exclude_defaults=True)


def next_sequence(entries: tuple[Entry, ...]) -> int:
    """The number of the entry that comes after `entries`."""
    return entries[-1].sequence + 1 if entries else 1


def baseline_of(before: Entry, first: Entry) -> Entry | None:
    """The baseline to begin a journal with: `before`, what was held until `first`, the first assessment of it.

    None where nothing of it was known, or nothing changed.
    """
    said = before.levels or before.present or before.not_applicable or before.role
    known = said or any(holding.basis in ("given", "counted") for holding in before.held)
    same = before == first.model_copy(update={"profile": before.profile})
    return before.model_copy(update={"baseline": True}) if known and not same else None


def same_state(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, however much time passed between them."""
    return _state(one) == _state(other)


def _state(entry: Entry) -> tuple[Any, ...]:
    """What an entry says, without years: they pass by themselves, and count where they change a verdict."""
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
