"""The checks that a profile must pass before it is used, with any catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmladder.errors import Problem
from pmladder.profile.history import day_after, first_day
from pmladder.profile.models import Profile
from pmladder.text import repr_quoted


def errors_in(profile: Profile) -> list[Problem]:
    """All dates that do not exist, and all positions that end before they start."""
    problems = [problem for path, where, written in dates_in(profile) for problem in _impossible(path, where, written)]
    return [*problems, *_backwards(profile, {problem.path[:2] for problem in problems})]


def dates_in(profile: Profile) -> Iterator[tuple[tuple[str | int, ...], str, str | None]]:
    """Every date of a profile: its path, its place in words, and the date as written."""
    for index, job in enumerate(profile.history):
        yield ("history", index, "start"), f"position number {index + 1}, start", job.start
        yield ("history", index, "end"), f"position number {index + 1}, end", job.end
    for skill, rating in profile.skills.items():
        if rating.rated is not None:
            yield ("skills", skill, "rated"), f"skills, {repr_quoted(skill)}, rated", rating.rated
    for index, entry in enumerate(profile.evidence):
        yield ("evidence", index, "date"), f"evidence number {index + 1}, date", entry.date


def _impossible(path: tuple[str | int, ...], where: str, written: str | None) -> Iterator[Problem]:
    if written is None:
        return
    try:
        last = day_after(written)
    except (ValueError, OverflowError):
        yield Problem(path, where, "is no date that exists")
        return
    if last <= date(1900, 1, 1):
        yield Problem(path, where, "is before 1900")


def _backwards(profile: Profile, impossible: set[tuple[str | int, ...]]) -> Iterator[Problem]:
    for index, job in enumerate(profile.history):
        if ("history", index) in impossible:
            continue
        if job.start is not None and job.end is not None and day_after(job.end) <= first_day(job.start):
            where = f"position number {index + 1}"
            yield Problem(("history", index, "end"), where, "ends before it starts; check the two dates")
