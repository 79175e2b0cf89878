"""A profile's file held against everything that can be wrong with it, and what is odd where nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from typing import Any

from pmladder.catalogue.checked import Caught, Checked, CheckKind
from pmladder.catalogue.models import Catalogue
from pmladder.errors import Problem
from pmladder.files.bounded import input_name, read_text
from pmladder.files.profile_salvage import sound_part
from pmladder.formats.limits import PROBLEMS
from pmladder.formats.positions import locate
from pmladder.formats.structured import parse
from pmladder.profile.checks import errors_in
from pmladder.profile.doubts import doubts
from pmladder.profile.first_edition import RATER, rated_in_old_words
from pmladder.profile.models import Profile
from pmladder.profile.standing import misfits, standing_of
from pmladder.text import repr_quoted
from pmladder.validation import validate

_MOST = 500
"""Doubts that are told: as good as all, and soon done even where every entry is odd."""


def check_profile(path: str, catalogue: Catalogue, as_of: date) -> Checked:
    """Everything that is wrong with the profile at `path` (`-` for standard input), else what is odd in it.

    `as_of` is the day that time is counted to. Raises InputError when it cannot be read or is no YAML or JSON.
    """
    text = read_text(path)
    name = input_name(path)
    raw = parse(text, path)
    made = validate(Profile, raw, PROBLEMS)
    sound = made if isinstance(made, Profile) else sound_part(raw, made)
    wrong = [] if isinstance(made, Profile) else [*_marked(made, "malformed-entry")]
    if sound:
        wrong += [*_marked(errors_in(sound), "impossible-date"), *_unfit(misfits(sound, catalogue))]
    if wrong or not isinstance(made, Profile):
        return Checked(name, _caught(name, text, wrong, "error"))
    standing = standing_of(made, catalogue, as_of)
    told = islice(chain(doubts(made, catalogue, standing, as_of), _old_words(raw)), _MOST)
    return Checked(name, (), _caught(name, text, told, "warning"))


def _old_words(raw: dict[str, Any]) -> Iterator[Problem]:
    for skill in rated_in_old_words(raw):
        where, what = f"skills, {repr_quoted(skill)}, {RATER}", "is now `rater`; the next save of pmladder writes it so"
        yield Problem(("skills", skill, RATER), where, what, on_key=True, check="old-word")


def _marked(problems: Iterable[Problem], check: str) -> Iterator[Problem]:
    return (replace(problem, check=check) for problem in problems)


def _unfit(problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        check = "unknown-reach" if problem.path == ("reach",) else "unknown-level"
        yield replace(problem, check="unknown-skill" if problem.on_key else check)


def _caught(name: str, text: str, problems: Iterable[Problem], kind: CheckKind) -> tuple[Caught, ...]:
    located = locate(text, problems, private=True)
    located.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    return tuple(Caught(problem, name, kind) for problem in located)
