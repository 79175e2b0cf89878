"""A catalogue's file held against every check: all errors, or, where there is none, all warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pmladder.catalogue.checked import Caught, Checked, malformed_entry, unreadable_file
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.naming import check_id, entry_at
from pmladder.catalogue.origins import Places
from pmladder.catalogue.silence import unsilenced
from pmladder.catalogue.warnings import warnings_in
from pmladder.errors import InputError, Problem
from pmladder.files.bounded import STANDARD_INPUT, read_text
from pmladder.files.catalogue_file import errors_of, made_from, merged_from, read_catalogue
from pmladder.files.chain import EXTENDS, Layer, parsed, path_of
from pmladder.formats.limits import collector_paused
from pmladder.formats.positions import Path, locate

_ALL = 1_000
"""Problems of one kind that are listed: as good as all, and soon done even where every entry is wrong."""


@collector_paused()
def check_file(path: str, allow_outside: bool = False) -> Checked:
    """Everything that the checks find in the catalogue at `path`, `-` for standard input.

    What it may extend is as in `read_chain`. Raises InputError when it, or a file that it extends, cannot be read or is
    no YAML or JSON mapping at all.
    """
    file = path_of(path)
    layers = parsed([Layer(file, read_text(file))], allow_outside)
    merged, problems = merged_from(layers)
    skills_listed = "skills" in merged
    made = made_from(merged, _ALL)
    places = Places(merged, [layer.raw or {} for layer in layers]) if len(layers) > 1 else None
    for problem in [] if isinstance(made, Catalogue) else made:
        number, path_there = places.of(problem.path) if places else (0, problem.path)
        problems[number].append(replace(problem, path=path_there))
    if not isinstance(made, Catalogue) or any(problems):
        return Checked(_name(path), tuple(_errors(layers, problems)))
    own = _with_own_silences(made, layers)
    warnings, silenced = unsilenced(own, _new_warnings(own, layers, allow_outside))
    found = warnings if skills_listed else list(_where_used(warnings, made))
    located = _located(layers[0], [_in_this_file(warning, places) for warning in found] if places else found)
    entries = [entry_at(made, warning.path) for warning in warnings]
    caught = [Caught(problem, _name(path), "warning", entry) for problem, entry in zip(located, entries, strict=True)]
    return Checked(_name(path), (), tuple(sorted(caught, key=_position)), silenced)


def unreadable(path: str, error: InputError) -> Checked:
    """What there is to say of the file at `path` that could not be read, or that extends one that could not."""
    caught = [
        Caught(replace(problem, check=check_id(unreadable_file)), wrong.file, "error")
        for wrong in error.parts()
        for problem in wrong.problems
    ]
    return Checked(_name(path), tuple(caught), readable=False)


def _errors(layers: Sequence[Layer], problems: Sequence[list[Problem]]) -> Iterator[Caught]:
    named = [
        [problem if problem.check else replace(problem, check=check_id(malformed_entry)) for problem in found]
        for found in problems
    ]
    for error in errors_of(layers, named):
        caught = (Caught(problem, _name(error.file), "error") for problem in error.problems)
        yield from sorted(caught, key=_position)


def _with_own_silences(catalogue: Catalogue, layers: Sequence[Layer]) -> Catalogue:
    """What a file silences holds for that file; those that extend it are not asked for its warnings anyway."""
    inherited = len(layers) > 1 and "silence" not in (layers[0].raw or {})
    return catalogue.model_copy(update={"silence": ()}) if inherited else catalogue


def _new_warnings(catalogue: Catalogue, layers: Sequence[Layer], allow_outside: bool) -> Iterator[Problem]:
    """The warnings of a catalogue that the one which it extends has not got already."""
    known = set()
    if len(layers) > 1:
        base = read_catalogue(layers[1].file, allow_outside).catalogue
        known = {(problem.check, problem.where) for problem in warnings_in(base)}
    return (problem for problem in warnings_in(catalogue) if (problem.check, problem.where) not in known)


def _in_this_file(problem: Problem, places: Places) -> Problem:
    """Where a warning stands in the file that is checked; what follows from its changes elsewhere, at `extends`."""
    number, path = places.of(problem.path)
    return replace(problem, path=(EXTENDS,) if number or not path else path)


def _where_used(warnings: Sequence[Problem], catalogue: Catalogue) -> Iterator[Problem]:
    """Where the file lists no skills, one stands where the first role asks for it."""
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


def _located(layer: Layer, warnings: Sequence[Problem]) -> list[Problem]:
    return layer.marks.located(warnings) if layer.marks else locate(layer.text, warnings)


def _name(path: str) -> str:
    return STANDARD_INPUT if path == "-" else path_of(path)


def _position(caught: Caught) -> tuple[int, int]:
    return caught.problem.line or 0, caught.problem.column or 0
