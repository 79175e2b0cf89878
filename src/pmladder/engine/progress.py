"""Compares an earlier entry of the journal with today, and tells changes of the person from changes of the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pmladder.engine.progress_gaps import RoleChange, role_change
from pmladder.engine.progress_levels import NOT_HELD, Held, LevelChange, Scale, level_changes, ratings_in, skills_of
from pmladder.profile.history import DAYS_A_YEAR
from pmladder.profile.journal import Entry, same_state

_MOST_HELD = 500_000
"""The most levels in one table: those of 2,500 entries with 200 skills."""


class SkillOverTime(NamedTuple):
    """The holding of one skill at each of several entries, in levels of the last entry's scale."""

    skill: str
    held: tuple[Held, ...]


class Progress(NamedTuple):
    """The comparison of two days, and the entries between them.

    `entries` begin with `then` and end with `now`, if `now` says something new. `left` are roles that mattered then but
    not now. `years_passed` is None if the clock went back. `dates_run_back`: some entry has an earlier date than the
    entry before it.
    """

    then: Entry
    now: Entry
    entries: tuple[Entry, ...]
    levels: tuple[LevelChange, ...]
    lines: tuple[SkillOverTime, ...]
    roles: tuple[RoleChange, ...]
    left: tuple[str, ...]
    years_passed: float | None
    dates_run_back: bool

    @property
    def other_catalogue(self) -> bool:
        """Whether the two days used different catalogues."""
        return self.then.catalogue.id != self.now.catalogue.id

    @property
    def other_scale(self) -> bool:
        """Whether the levels now have other names or another order."""
        return self.then.catalogue.scale != self.now.catalogue.scale

    @property
    def nothing_to_compare(self) -> bool:
        """Whether there is no entry between the two days."""
        return len(self.entries) < 2


def progress(journal: Sequence[Entry], today: Entry, since: date | None = None, only: str | None = None) -> Progress:
    """The changes since the first entry of `journal` (not empty), or since the entry of the day `since`.

    A baseline without ratings is skipped if there is an assessment and a later day to compare with it. `today` is the
    present profile. It counts as one more entry if it differs from the last. `only` limits the comparison to one role
    id, which `today` must have.
    """
    start = _start(journal, since)
    recorded = journal[start:]
    entries = [*recorded]
    if not same_state(entries[-1], today):
        entries.append(today)
    first = entries[0]
    if since is None and len(recorded) > 1 and first.baseline and not first.levels and entries[-1].date > first.date:
        del entries[0]
    entries = _fitting(entries)
    then = entries[0]
    roles = [only] if only else list(today.asked)
    return Progress(
        then=then,
        now=today,
        entries=tuple(entries),
        levels=tuple(level_changes(then, today)),
        lines=tuple(_lines(entries)),
        roles=tuple(role_change(role, then, today) for role in roles),
        left=() if only else tuple(role for role in then.asked if role not in today.asked),
        years_passed=_years_between(then.date, today.date),
        dates_run_back=any(one.date > other.date for one, other in pairwise(recorded)),
    )


def _start(journal: Sequence[Entry], since: date | None) -> int:
    """The entry of the day `since`: the last one before the first entry with a later date."""
    if since is None:
        return 0
    later = (index for index, entry in enumerate(journal) if entry.date > since.isoformat())
    return max(0, next(later, len(journal)) - 1)


def _fitting(entries: list[Entry]) -> list[Entry]:
    """The first entry and the latest ones, as many as fit into one table of skills."""
    most = max(2, _MOST_HELD // (len(skills_of(entries)) or 1))
    return entries if len(entries) <= most else [entries[0], *entries[1 - most :]]


def _lines(entries: Sequence[Entry]) -> list[SkillOverTime]:
    into = entries[-1].catalogue.scale
    each = [ratings_in(entry, Scale(entry.catalogue.scale, into)) for entry in entries]
    rated = sorted({skill for held in each for skill, how in held.items() if how.name})
    return [SkillOverTime(skill, tuple(held.get(skill, NOT_HELD) for held in each)) for skill in rated]


def _years_between(then: str, now: str) -> float | None:
    days = (date.fromisoformat(now) - date.fromisoformat(then)).days
    return round(days / DAYS_A_YEAR, 1) if days >= 0 else None
