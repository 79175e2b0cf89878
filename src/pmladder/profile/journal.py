"""The journal of a profile: what was held, and what was asked, on the day of each assessment.

What a ladder asks changes as well as what a person holds. An entry keeps both, so that a later comparison can
tell one from the other without the old ladder.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from pmladder.catalogue.fields import Count, Id, Level, Line, Many, Model, Strength

Status = Literal["met", "exceeded", "short", "unknown", "not-applicable"]
Verdict = Literal["blocked", "can't say yet", "within reach", "case to make"]
Why = Literal["present", "next", "goal"]


def _day(written: str) -> str:
    try:
        date.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("day", "should be a day that exists") from None
    return written


Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]
"""A day: `2026-11-22`."""

YearsHeld = Annotated[float, Field(ge=0, le=10_000)]
"""Years given or counted; a history may come to more of them than anyone would give."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]*$", max_length=128)]


class CatalogueThen(Model):
    """The catalogue that an entry rests on: its id, its version, the SHA-256 of its file's text, its scale."""

    id: Id
    version: Line
    digest: Digest
    scale: Many[Line]


class FigureAsked(Model):
    """Anything else that a role asked for (years, people, evidence, education), and what was held of it."""

    rule: Id
    subject: Line
    need: Annotated[float | int | str, Field(union_mode="smart")]
    have: Annotated[float | int | str | None, Field(union_mode="smart")] = None
    status: Status
    strength: Strength


class RoleThen(Model):
    """What one role asked on the day, why the role mattered, and the verdict on what was known.

    `skills` are the levels asked, `blocking` the skills whose level was blocking. The verdict rests on what was
    rated; nothing is presumed.
    """

    title: Line
    why: Many[Why]
    verdict: Verdict
    skills: Mapping[Id, Level] = {}
    blocking: Many[Id] = ()
    figures: Many[FigureAsked] = ()


class Entry(Model):
    """One assessment. Entries are in the order of `sequence`, never of `date`: clocks go back.

    `sequence` is 0 until the journal gives it. `levels` are rated levels by number, of the scale of that day;
    `present` are skills held at a level nobody gave, `not_applicable` those set aside. `asked` holds the roles
    that mattered: the present one, those one move away, the goal. `profile` is a digest of what verdicts rest on in the
    profile of that moment: where the profile says something else by now, an entry is missing.

    A `baseline` is no assessment. It is what the profile said until the first change that the journal tells of, put
    down on the day of that change and held against what was asked that day.
    """

    sequence: Count = 0
    date: Day
    profile: Digest = ""
    baseline: bool = False
    catalogue: CatalogueThen
    role: Id | None = None
    years: YearsHeld | None = None
    years_of_work: YearsHeld | None = None
    people: Count | None = None
    goal: Id | None = None
    levels: Mapping[Id, Level] = {}
    present: Many[Id] = ()
    not_applicable: Many[Id] = ()
    asked: Mapping[Id, RoleThen] = {}


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
    held = before.levels or before.present or before.not_applicable
    known = any(fact is not None for fact in (before.role, before.years, before.years_of_work, before.people))
    same = before == first.model_copy(update={"profile": before.profile})
    return before.model_copy(update={"baseline": True}) if (held or known) and not same else None


def same_state(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, however much time passed between them."""
    return _state(one) == _state(other)


def _state(entry: Entry) -> tuple[Any, ...]:
    asked = {
        role: (
            then.verdict,
            dict(then.skills),
            set(then.blocking),
            {(f.rule, f.subject, f.need, f.status, f.strength) for f in then.figures},
        )
        for role, then in entry.asked.items()
    }
    held = (dict(entry.levels), set(entry.present), set(entry.not_applicable), entry.people, entry.role, entry.goal)
    return (entry.catalogue.id, entry.catalogue.scale, *held, asked)
