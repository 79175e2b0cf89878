"""Doubtful values in a profile: contradictions and likely mistakes. They are reported, never corrected or refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmladder.catalogue.models import Catalogue
from pmladder.errors import Problem
from pmladder.names.resolve import resolve_title
from pmladder.names.skills import SkillNames
from pmladder.profile.checks import dates_in
from pmladder.profile.history import UNCLEAR, Position, first_day
from pmladder.profile.models import Job, Profile
from pmladder.profile.standing import Standing
from pmladder.text import did_you_mean, plural, repr_quoted

A_YEAR = 1.0
"""The difference in years between the history and the given years from which a doubt is reported."""


def doubts_in_time(profile: Profile, standing: Standing, as_of: date | None) -> list[Problem]:
    """Dates in the future, positions whose dates count no time, and years that contradict each other or the history.

    `standing` was read from `profile`. Without a day `as_of`, no date is in the future.
    """
    found = [*_contradictions(profile), *_shifted_ends(profile.history), *_disagreement(profile, standing)]
    return [*_future(profile, as_of), *found] if as_of else found


def doubts(profile: Profile, catalogue: Catalogue, standing: Standing, as_of: date) -> Iterator[Problem]:
    """Every doubt, in the order of the profile's fields. Call `errors_in` and `misfits` first."""
    yield from _names(profile, catalogue, standing)
    yield from doubts_in_time(profile, standing, as_of)
    yield from _without_role(standing.history)
    yield from _unclear(standing.history)
    yield from _ratings(profile)
    yield from _evidence(profile, catalogue)


def _future(profile: Profile, as_of: date) -> Iterator[Problem]:
    for path, where, written in dates_in(profile):
        if written is not None and first_day(written) > as_of:
            what = f"is after {as_of.isoformat()}, the last day that counts; check it"
            yield Problem(path, where, what, check="future-date")


def _contradictions(profile: Profile) -> Iterator[Problem]:
    if profile.years is None:
        return
    if profile.years_of_work is not None and profile.years_of_work < profile.years:
        what = "fewer than the years in product, which are a part of them; the larger figure counts"
        yield Problem(("years_of_work",), "years of all work", what, check="years-disagree")
    if profile.years_in_role is not None and profile.years_in_role > profile.years:
        what = "more than the years in product; check both"
        yield Problem(("years_in_role",), "years in the present role", what, check="years-disagree")


def _shifted_ends(history: tuple[Job, ...]) -> Iterator[Problem]:
    """An end that is only a year counts as the beginning of that year, which may lie before the start."""
    for index, job in enumerate(history):
        if job.start and job.end and len(job.end) == 4 and first_day(job.end) < first_day(job.start):
            what = "a year alone means its beginning, which is before the start, so no time counts; add the month"
            yield Problem(("history", index, "end"), f"position number {index + 1}, end", what, check="no-time")


def _disagreement(profile: Profile, standing: Standing) -> Iterator[Problem]:
    if profile.years is None or not any(position.span for position in standing.history):
        return
    whole, counted = standing.history_is_known, standing.years_of_history
    # An incomplete history gives the least number of years, not the most.
    if counted > profile.years + A_YEAR or (whole and counted < profile.years - A_YEAR):
        what = "more than a year apart from the history's years in product; the given years count"
        yield Problem(("years",), "years", what, check="years-disagree")


def _names(profile: Profile, catalogue: Catalogue, standing: Standing) -> Iterator[Problem]:
    for key, text in (("role", profile.role), ("goal", profile.goal)):
        if text is None:
            continue
        match = resolve_title(text, catalogue, standing.company_size)
        if match.role is None:
            hint = (
                f"; nearest: {', '.join(match.nearest)}"
                if match.nearest
                else did_you_mean(text, (*catalogue.roles_by_id,))
            )
            what = f"is no role of this catalogue{hint or '; `pmladder roles` lists them'}"
            yield Problem((key,), key, what, check=f"unknown-{key}")
    unknown = [(index, skill) for index, skill in enumerate(profile.focus) if skill not in catalogue.skills_by_id]
    if not unknown:
        return
    names = SkillNames(catalogue)
    for index, skill in unknown:
        what = f"unknown skill {repr_quoted(skill)}{names.near_id(skill)}"
        yield Problem(("focus", index), "focus", what, check="unknown-focus")


def _without_role(history: tuple[Position, ...]) -> Iterator[Problem]:
    for index, position in enumerate(history):
        where = f"position number {index + 1}"
        if position.role is None:
            what = "its title is no role of this catalogue, so it counts no years; add its `role`"
            yield Problem(("history", index, "title"), where, what, check="unknown-position")
        elif position.span is None:
            yield Problem(("history", index), where, "has no start, so it counts no years", check="no-start")


def _unclear(history: tuple[Position, ...]) -> Iterator[Problem]:
    for index, position in enumerate(history):
        if position.unclear is not None:
            until = f"{UNCLEAR[0].lower()}{UNCLEAR[1:]} until you correct it"
            what = f"names a part of the position that could not be read; {until}"
            where = f"position number {index + 1}, unclear"
            yield Problem(("history", index, "unclear"), where, what, check="unclear-position")


def _ratings(profile: Profile) -> Iterator[Problem]:
    nobody = [skill for skill, rating in profile.skills.items() if rating.level is not None and rating.rater is None]
    if nobody:
        summary = f"{plural(len(nobody), 'rating does', 'ratings do')} not say who gave them"
        yield Problem(
            ("skills",), "skills", f"{summary}; `rater: self` or a name tells them apart", check="rated-by-nobody"
        )


def _evidence(profile: Profile, catalogue: Catalogue) -> Iterator[Problem]:
    known = {entry.id: index for index, entry in reversed(list(enumerate(profile.evidence)))}
    for skill, rating in profile.skills.items():
        for index, cited in enumerate(rating.evidence):
            if cited not in known:
                what = f"no evidence here is called {repr_quoted(cited)}{did_you_mean(cited, tuple(known))}"
                path = ("skills", skill, "evidence", index)
                yield Problem(path, f"skills, {repr_quoted(skill)}, evidence", what, check="missing-evidence")
    asked = {wanted.id: None for role in catalogue.roles for wanted in role.evidence}
    shown_by = (*asked, *catalogue.skills_by_id)
    for index, entry in enumerate(profile.evidence):
        where = f"evidence {repr_quoted(entry.id)}"
        if known[entry.id] != index:
            yield Problem(("evidence", index, "id"), where, "is the id of another entry too", check="evidence-twice")
        for number, shown in enumerate(entry.shows):
            if shown not in asked and shown not in catalogue.skills_by_id:
                hint = did_you_mean(shown, shown_by)
                what = f"{repr_quoted(shown)} is no skill and nothing that a role asks to be shown{hint}"
                yield Problem(("evidence", index, "shows", number), where, what, check="shows-nothing")
