"""What changed between an entry of the journal and today, and whether the person or the ladder changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pmladder.engine.progress_gaps import RoleChange, role_change
from pmladder.engine.progress_levels import NOT_HELD, Held, LevelChange, Scale, level_changes, said, skills_of
from pmladder.profile.history import DAYS_A_YEAR
from pmladder.profile.journal import Entry, same_state

_MOST_HELD = 500_000
"""How many levels are set side by side: those of 2,500 entries on 200 skills."""


class SkillOverTime(NamedTuple):
    """How one skill was held at each of several entries, in levels of the scale of the last."""

    skill: str
    held: tuple[Held, ...]


class Progress(NamedTuple):
    """Two days compared, and the entries between them.

    `entries` begin with `then` and end with `now`, which is a part of them only where it says something new.
    `left` are roles that mattered then and do not any more. `years_passed` is None where the clock ran back.
    `dates_run_back` says that some entry of the journal is dated before the one that it follows.
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
        """Whether the two days rest on catalogues that have nothing to do with each other."""
        return self.then.catalogue.id != self.now.catalogue.id

    @property
    def other_scale(self) -> bool:
        """Whether the levels have other names now, or another order."""
        return self.then.catalogue.scale != self.now.catalogue.scale

    @property
    def nothing_to_compare(self) -> bool:
        """Whether nothing was said between the two days."""
        return len(self.entries) < 2


def progress(journal: Sequence[Entry], today: Entry, since: date | None = None, only: str | None = None) -> Progress:
    """What changed from the first of `journal`, which is not empty, or from what held on the day `since`.

    A baseline in which nothing was rated makes way for the first assessment, once there is a later day to compare with
    that. `today` is the profile as it is; it counts as one more entry when it differs from the last. `only` is the
    id of the one role to compare, which `today` has recorded.
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
    """The last entry that held on the day `since`: the one before the first that is dated later."""
    if since is None:
        return 0
    later = (index for index, entry in enumerate(journal) if entry.date > since.isoformat())
    return max(0, next(later, len(journal)) - 1)


def _fitting(entries: list[Entry]) -> list[Entry]:
    """The first entry and the latest ones: as many as can be set side by side, skill by skill."""
    most = max(2, _MOST_HELD // (len(skills_of(entries)) or 1))
    return entries if len(entries) <= most else [entries[0], *entries[1 - most :]]


def _lines(entries: Sequence[Entry]) -> list[SkillOverTime]:
    into = entries[-1].catalogue.scale
    each = [said(entry, Scale(entry.catalogue.scale, into)) for entry in entries]
    rated = sorted({skill for held in each for skill, how in held.items() if how.name})
    return [SkillOverTime(skill, tuple(held.get(skill, NOT_HELD) for held in each)) for skill in rated]


def _years_between(then: str, now: str) -> float | None:
    days = (date.fromisoformat(now) - date.fromisoformat(then)).days
    return round(days / DAYS_A_YEAR, 1) if days >= 0 else None
