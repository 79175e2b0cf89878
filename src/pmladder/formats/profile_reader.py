"""Reads and checks a profile from its text in YAML or JSON: the profile, or all problems and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.errors import Problem
from pmladder.formats.document import Document
from pmladder.formats.limits import PROBLEMS
from pmladder.formats.structured import read_mapping
from pmladder.profile.checks import errors_in
from pmladder.profile.first_edition import RATER, rated_in_old_words
from pmladder.profile.models import Profile
from pmladder.profile.standing import misfits, standing_of
from pmladder.text import repr_quoted
from pmladder.validation import StandIn, sound_part, validate

_DOUBTS = 500
"""The most doubts. This is enough for people, and quick even if every entry is doubtful."""


def _standing_in_for(key: str) -> StandIn:
    return lambda _, entry: {key: "unreadable", **(entry if isinstance(entry, dict) else {})}


# The required keys of the entries of these lists.
_STAND_INS = {"history": _standing_in_for("title"), "evidence": _standing_in_for("id")}


class ProfileText(NamedTuple):
    """A profile, its document, and remarks about its old words."""

    profile: Profile
    document: Document
    remarks: tuple[str, ...] = ()

    def fit(self, catalogue: Catalogue) -> Profile:
        """The profile, if `catalogue` has its skills and levels. Raises InputError with all that are missing."""
        problems = misfits(self.profile, catalogue)
        if problems:
            raise self.document.refusal(problems, private=True)
        return self.profile

    def known_part(self, catalogue: Catalogue) -> tuple[Profile, tuple[str, ...]]:
        """The profile without the skills that `catalogue` does not have, and a remark about each (at most 50).

        A ladder may have renamed a skill since. Raises InputError for every other misfit.
        """
        known = {skill: rating for skill, rating in self.profile.skills.items() if skill in catalogue.skills_by_id}
        part = (
            self.profile
            if len(known) == len(self.profile.skills)
            else self.profile.model_copy(update={"skills": known})
        )
        if misfits(part, catalogue):
            self.fit(catalogue)
        if part is self.profile:
            return part, ()
        lines = self.document.refusal(misfits(self.profile, catalogue), private=True).lines()
        return part, tuple(f"{line}; this answer leaves it out" for line in lines)


class ProfileFindings(NamedTuple):
    """The problems of a profile, or, if there are none, the doubts; each with its place."""

    errors: list[Problem]
    doubts: list[Problem]


def read_profile_text(text: str, file: str) -> ProfileText:
    """The profile in `text`. Raises InputError, naming `file`, with every problem."""
    return profile_of(read_mapping(text, file))


def profile_of(document: Document) -> ProfileText:
    """The profile in a document. Raises InputError with every problem."""
    profile, problems = _sound_part_of(document.value)
    if problems or profile is None:
        raise document.refusal(problems[:PROBLEMS], private=True)
    old = rated_in_old_words(document.value)
    remark = f"{document.file}: `{RATER}` in a rating is now `rater`; it is read so, and the next save writes it so"
    return ProfileText(profile, document, (remark,) if old else ())


def check_profile_text(text: str, file: str, catalogue: Catalogue, as_of: date) -> ProfileFindings:
    """All problems of the profile in `text`, or, if there are none, the doubts.

    Time is counted up to the day `as_of`. Raises InputError if the text is no YAML or JSON.
    """
    from pmladder.profile.doubts import doubts

    document = read_mapping(text, file)
    profile, problems = _sound_part_of(document.value)
    problems += _unfit(misfits(profile, catalogue)) if profile else ()
    if problems or profile is None:
        return ProfileFindings(document.located(problems, private=True), [])
    odd = chain(doubts(profile, catalogue, standing_of(profile, catalogue, as_of), as_of), _old_words(document.value))
    return ProfileFindings([], document.located(islice(odd, _DOUBTS), private=True))


def _sound_part_of(raw: dict[str, Any]) -> tuple[Profile | None, list[Problem]]:
    """The valid part of a profile, if there is one, and all problems that do not depend on a catalogue."""
    made = validate(Profile, raw, PROBLEMS)
    malformed = made if isinstance(made, list) else []
    sound = sound_part(Profile, raw, malformed, _STAND_INS) if isinstance(made, list) else made
    problems = [replace(problem, check="malformed-entry") for problem in malformed]
    problems += [replace(problem, check="impossible-date") for problem in (errors_in(sound) if sound else ())]
    return sound, problems


def _old_words(raw: dict[str, Any]) -> Iterator[Problem]:
    for skill in rated_in_old_words(raw):
        where, what = f"skills, {repr_quoted(skill)}, {RATER}", "is now `rater`; the next save of pmladder writes it so"
        yield Problem(("skills", skill, RATER), where, what, on_key=True, check="old-word")


def _unfit(problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        check = "unknown-reach" if problem.path == ("reach",) else "unknown-level"
        yield replace(problem, check="unknown-skill" if problem.on_key else check)
