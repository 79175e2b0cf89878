"""Reads and checks a catalogue from its text and the texts that it extends: the catalogue, or all problems and
warnings.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pmladder.catalogue.checked import Caught, Checked, malformed_entry
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.naming import check_id, entry_at
from pmladder.catalogue.origins import Places
from pmladder.catalogue.reading import merged_catalogue
from pmladder.catalogue.silence import unsilenced
from pmladder.catalogue.warnings import warnings_in
from pmladder.errors import InputError, Problem
from pmladder.formats.document import Document, Path
from pmladder.formats.limits import PROBLEMS, collector_paused
from pmladder.formats.structured import read_mapping

EXTENDS = "extends"
_ALL = 1_000
"""The most problems of one kind. This is enough for people, and quick even if every entry is wrong."""


class ChainError(InputError):
    """Problems in more than one file of a chain. `file` and `problems` are those of the first file, `errors` has
    all.
    """

    def __init__(self, errors: Sequence[InputError]) -> None:
        super().__init__(errors[0].file, errors[0].problems)
        self.errors = tuple(errors)

    def parts(self) -> tuple[InputError, ...]:
        return self.errors

    def lines(self) -> list[str]:
        return [line for error in self.errors for line in error.lines()]


def without_content(error: InputError) -> InputError:
    """The problems of a file that another file extends. They name only places and repeat no text of the file."""
    what = f"has an error here; `pmladder catalogue check {shlex.quote(error.file)}` names it"
    places = {(problem.line, problem.column): problem for problem in error.problems}
    return InputError(
        error.file,
        [Problem((), "", what, line, column, check=problem.check) for (line, column), problem in places.items()],
    )


@collector_paused()
def catalogue_of(documents: Sequence[Document]) -> Catalogue:
    """The catalogue of a chain of files, the uppermost first. The data of all files is changed in place.

    Raises InputError, or ChainError when several files are wrong.
    """
    found = merged_catalogue([document.value for document in documents], PROBLEMS)
    if found.catalogue is not None:
        return found.catalogue
    errors = list(_errors(documents, found.problems))
    raise errors[0] if len(errors) == 1 else ChainError(errors)


@collector_paused()
def check_catalogue(documents: Sequence[Document], name: str, base: Callable[[], Catalogue]) -> Checked:
    """Check such a chain: all errors, or, if there are none, the warnings.

    `name` is the name of the uppermost file. `base` makes the catalogue that it extends, if it extends one.
    """
    top = documents[0]
    inherits_silence = len(documents) > 1 and "silence" not in top.value
    found = merged_catalogue([document.value for document in documents], _ALL)
    catalogue = found.catalogue
    if catalogue is None:
        named = [
            [problem if problem.check else replace(problem, check=check_id(malformed_entry)) for problem in problems]
            for problems in found.problems
        ]
        errors: list[Caught] = []
        for error in _errors(documents, named):
            called = name if error.file == top.file else error.file
            errors += sorted((Caught(problem, called, "error") for problem in error.problems), key=_position)
        return Checked(name, tuple(errors))
    # A `silence` holds for its own file only. The warnings of a file that is extended are not shown anyway.
    checked = catalogue.model_copy(update={"silence": ()}) if inherits_silence else catalogue
    known = {(one.check, one.where) for one in warnings_in(base())} if len(documents) > 1 else set()
    # Silenced warnings are not shown, so they do not count towards the limit.
    found_odd, silenced = unsilenced(checked, warnings_in(checked, None if checked.silence else _ALL, known))
    warnings = list(_first_of_each(found_odd))
    entries = [entry_at(catalogue, warning.path) for warning in warnings]
    placed = warnings if found.lists_skills else list(_where_used(warnings, catalogue))
    placed = [_in_this_file(warning, found.places) for warning in placed] if found.places else placed
    caught = [
        Caught(problem, name, "warning", entry) for problem, entry in zip(top.located(placed), entries, strict=True)
    ]
    return Checked(name, (), tuple(sorted(caught, key=_position)), silenced)


def _first_of_each(warnings: Iterable[Problem]) -> Iterator[Problem]:
    """The first warnings of each check."""
    counts: Counter[str] = Counter()
    for warning in warnings:
        counts[warning.check] += 1
        if counts[warning.check] <= _ALL:
            yield warning


def _errors(documents: Sequence[Document], problems: Sequence[list[Problem]]) -> Iterator[InputError]:
    """The problems of each file of a chain with their places. Files without problems are left out.

    A lower file that is no valid catalogue may be any file, so no text of it is repeated.
    """
    for number, (document, found) in enumerate(zip(documents, problems, strict=True)):
        if found:
            error = InputError(document.file, _without_repeats(document.located(found)))
            yield without_content(error) if number and not _is_sound(documents[number:]) else error


def _is_sound(documents: Sequence[Document]) -> bool:
    """Whether a file with the files below it is a valid catalogue."""
    # The data was changed in place, so the file is parsed again.
    return (
        merged_catalogue([read_mapping(one.text, one.file).value for one in documents], PROBLEMS).catalogue is not None
    )


def _without_repeats(problems: list[Problem]) -> list[Problem]:
    """`problems` without duplicates: one figure in the file may stand for two values."""
    return list({(problem.line, problem.column, problem.what): problem for problem in reversed(problems)}.values())


def _in_this_file(problem: Problem, places: Places) -> Problem:
    """The place of a warning in the checked file; at `extends` if the file causes it elsewhere."""
    number, path = places.of(problem.path)
    return replace(problem, path=(EXTENDS,) if number or not path else path)


def _where_used(warnings: Sequence[Problem], catalogue: Catalogue) -> Iterator[Problem]:
    """If the file has no list of skills, the place of a skill is the first role that asks for it."""
    first: dict[str, Path] = {}
    for index, role in enumerate(catalogue.roles):
        for skill in role.skills:
            first.setdefault(skill, ("roles", index, "skills", skill))
        for size, differing in role.by_company.items():
            for skill in differing.skills:
                first.setdefault(skill, ("roles", index, "by_company", size, "skills", skill))
    for warning in warnings:
        if warning.path[0] == "skills" and isinstance(warning.path[1], int):
            skill = catalogue.skills[warning.path[1]].id
            yield replace(warning, path=first[skill], on_key=True)
        else:
            yield warning


def _position(caught: Caught) -> tuple[int, int]:
    return caught.problem.line or 0, caught.problem.column or 0
