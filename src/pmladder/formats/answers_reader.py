"""Reads the answers of `assess` from a file: a mapping of skills to levels in YAML or JSON, or lines of
`skill=level`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from pmladder.catalogue.models import Catalogue, level_numbers
from pmladder.errors import InputError, Problem
from pmladder.formats.limits import PROBLEMS
from pmladder.formats.structured import read_mapping
from pmladder.profile.models import Profile, Rating
from pmladder.profile.standing import level_number, misfits
from pmladder.text import repr_quoted
from pmladder.validation import validate

_LINE = re.compile(r"[^\s:={\[#]+[ \t]*=")
_BY_SKILL = "skills"


class GivenAnswer(NamedTuple):
    """One answer: a level by number, or why the skill does not apply."""

    level: int | None
    not_applicable: str | None


def read_answers(text: str, file: str, catalogue: Catalogue) -> Mapping[str, GivenAnswer]:
    """The answers in `text`, by skill.

    Raises InputError, naming `file`, with every problem in the text.
    """
    if _LINE.match(_first_line(text)):
        raw, lines = _of_lines(text, file)
        ratings, problems = _checked(raw, catalogue)
        problems = [replace(problem, line=lines.get(str(problem.path[0]))) for problem in problems]
    else:
        document = read_mapping(text, file)
        ratings, problems = _checked(document.value, catalogue)
        problems = document.located(problems, private=True)
    if problems:
        raise InputError(file, problems)
    names = level_numbers(tuple(level.name for level in catalogue.scale))
    return {skill: _given(rating, names, len(catalogue.scale)) for skill, rating in ratings.items()}


def _given(rating: Rating, names: Mapping[str, int], top: int) -> GivenAnswer:
    level = None if rating.level is None else level_number(rating.level, names, top)
    return GivenAnswer(level, rating.not_applicable)


def _checked(raw: dict[str, Any], catalogue: Catalogue) -> tuple[Mapping[str, Rating], list[Problem]]:
    """The answers as ratings, and their problems. The path of each problem begins with the skill."""
    made = validate(Profile, {_BY_SKILL: raw}, PROBLEMS)
    if not isinstance(made, Profile):
        return {}, [replace(problem, path=problem.path[1:]) for problem in made]
    problems = [*misfits(made, catalogue), *islice(_unanswered(made), PROBLEMS)]
    return made.skills, [replace(problem, path=problem.path[1:]) for problem in problems]


def _unanswered(answers: Profile) -> Iterable[Problem]:
    for skill, rating in answers.skills.items():
        if rating.level is None and rating.not_applicable is None:
            what = "is not an answer; give a level, or not_applicable with the reason"
            yield Problem((_BY_SKILL, skill), f"skills, {repr_quoted(skill)}", what)
        elif rating.level is not None and rating.not_applicable is not None:
            what = "has a level and does not apply; keep one of the two"
            yield Problem((_BY_SKILL, skill), f"skills, {repr_quoted(skill)}", what)


def _first_line(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")


def _of_lines(text: str, file: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The answers by skill, and the line of each. Raises InputError for lines of another form."""
    answers: dict[str, Any] = {}
    lines: dict[str, int] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        skill, equals, level = (part.strip() for part in line.partition("="))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not equals or not level or not skill:
            problems.append(Problem((), "", "should be skill=level, such as metrics-analytics=3", number))
        elif skill in answers:
            what = f"{repr_quoted(skill)} is already answered in line {lines[skill]}; keep one of the two"
            problems.append(Problem((), "", what, number))
        answers[skill], lines[skill] = level, number
        if len(problems) == PROBLEMS:
            break
    if problems:
        raise InputError(file, problems)
    return answers, lines
