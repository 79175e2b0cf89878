"""Makes a catalogue from the data of its files, or finds everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from pmladder.catalogue.checks import errors_in
from pmladder.catalogue.grammar import WHOLE, grammar
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.origins import Places
from pmladder.catalogue.overlay import overlay
from pmladder.catalogue.shorthand import spell_out
from pmladder.errors import Problem
from pmladder.validation import Path, sound_part, validate

_KEPT = ("family", "track", "seniority")


class MergedCatalogue(NamedTuple):
    """The result of merging several files: a catalogue, or the problems of each file.

    `places` finds the file of each part; a single file needs none.
    """

    catalogue: Catalogue | None
    problems: list[list[Problem]]
    places: Places | None
    lists_skills: bool


def merged_catalogue(layers: Sequence[dict[str, Any]], most: int) -> MergedCatalogue:
    """Merge the data of files, the uppermost first. Each step reports at most `most` problems.

    The data is changed in place.
    """
    raw, problems = _merged(layers)
    lists_skills = "skills" in raw
    made = catalogue_from(raw, most)
    places = Places(raw, layers) if len(layers) > 1 else None
    for problem in [] if isinstance(made, Catalogue) else made:
        number, path = places.of(problem.path) if places else (0, problem.path)
        problems[number].append(replace(problem, path=path))
    sound = made if isinstance(made, Catalogue) and not any(problems) else None
    return MergedCatalogue(sound, problems, places, lists_skills)


def _merged(layers: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], list[list[Problem]]]:
    """The merged data of the files, and for each file the problems of merging it."""
    problems: list[list[Problem]] = [[] for _ in layers]
    merged = layers[-1]
    for number in reversed(range(len(layers) - 1)):
        merged, problems[number] = overlay(merged, layers[number])
    return merged, problems


def catalogue_from(raw: dict[str, Any], most: int) -> Catalogue | list[Problem]:
    """The catalogue in the data `raw`, or its problems: at most `most` in each step."""
    written = frozenset(raw)
    levels: dict[Path, str | int] = {}
    problems = spell_out(raw, most, levels)
    catalogue = validate(Catalogue, raw, most)
    if isinstance(catalogue, Catalogue):
        problems += _as_written(errors_in(catalogue, most), levels)
    else:
        # When the list of problems was cut, the sound entries cannot be told from the wrong ones.
        beside = _errors_beside(raw, catalogue, most) if len(catalogue) < most else []
        problems += _as_written([*catalogue, *beside], levels)
    # A value that a shorthand filled in has no place in the file; the mistake that it comes from is reported itself.
    placed = [problem for problem in problems if not problem.path or problem.path[0] in written]
    if isinstance(catalogue, Catalogue):
        return placed or catalogue
    # Too many skills, none of them listed, are no mistake of one place.
    return placed or [replace(problem, path=()) for problem in problems]


def _as_written(problems: list[Problem], levels: Mapping[Path, str | int]) -> list[Problem]:
    """`problems` with the levels in their paths as the file writes them: a name, a number, or a place in a list."""
    found = []
    for problem in problems:
        path = problem.path
        depth = next((end for end in range(3, len(path) + 1) if path[:end] in levels), 0)
        known = (*path[: depth - 1], levels[path[:depth]], *path[depth:]) if depth else path
        found.append(replace(problem, path=known) if depth else problem)
    return found


def _errors_beside(raw: dict[str, Any], problems: Sequence[Problem], most: int) -> list[Problem]:
    """What the checks find in the valid entries of `raw`, while `problems` are about the others.

    A stand-in with the same id replaces a wrong entry, so that references to it are not reported too. When a whole part
    is wrong, the checks are skipped, as their results would be guesses.
    """
    wrong = {problem.path[:2] for problem in problems}
    if any(len(place) < 2 or place[0] not in (*_name_keys(), "transitions") for place in wrong):
        return []
    stand_ins = {part: partial(_stand_in, part, raw) for part in {str(place[0]) for place in wrong}}
    catalogue = sound_part(Catalogue, raw, problems, stand_ins)
    if catalogue is None:
        return []
    return [problem for problem in errors_in(catalogue, most) if problem.path[:2] not in wrong]


def _stand_in(part: str, raw: dict[str, Any], number: int, _: Any) -> dict[str, Any]:
    entry = raw[part][number]
    entry = entry if isinstance(entry, dict) else {}
    if part == "transitions":
        # A stand-in for a transition leads from a role to itself. All problems of stand-ins are dropped.
        role = next((role["id"] for role in raw["roles"] if isinstance(role, dict) and "id" in role), "none")
        return {"from": role, "to": role}
    kept = {key: entry[key] for key in _KEPT if part == "roles" and isinstance(entry.get(key), (str, int))}
    name = entry.get("id")
    return {"id": name if isinstance(name, str) else f"unreadable-{number}", _name_keys()[part]: "unreadable", **kept}


def _name_keys() -> dict[str, str]:
    """For each part whose entries have an id, the key of the name of an entry."""
    entries = {key: part.shape.each or WHOLE for key, part in grammar().merged.items()}
    return {key: entry.name_key for key, entry in entries.items() if entry.name_key}
