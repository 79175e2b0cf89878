"""From the data of a catalogue's files to a catalogue, or to all that is wrong with it."""

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


class Laid(NamedTuple):
    """What several files, laid over one another, come to: a catalogue, or the problems of each file.

    `places` tells which file a part of it comes from; a file by itself needs none.
    """

    catalogue: Catalogue | None
    problems: list[list[Problem]]
    places: Places | None
    lists_skills: bool


def laid(layers: Sequence[dict[str, Any]], most: int) -> Laid:
    """The catalogue of the data of files, the uppermost first: at most so many problems in each step.

    The data is made into a catalogue in place.
    """
    raw, problems = _merged(layers)
    lists_skills = "skills" in raw
    made = made_from(raw, most)
    places = Places(raw, layers) if len(layers) > 1 else None
    for problem in [] if isinstance(made, Catalogue) else made:
        number, path = places.of(problem.path) if places else (0, problem.path)
        problems[number].append(replace(problem, path=path))
    sound = made if isinstance(made, Catalogue) and not any(problems) else None
    return Laid(sound, problems, places, lists_skills)


def _merged(layers: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], list[list[Problem]]]:
    """The data of files laid over one another, and for each what of it cannot be laid over those below."""
    problems: list[list[Problem]] = [[] for _ in layers]
    merged = layers[-1]
    for number in reversed(range(len(layers) - 1)):
        merged, problems[number] = overlay(merged, layers[number])
    return merged, problems


def made_from(raw: dict[str, Any], most: int) -> Catalogue | list[Problem]:
    """The catalogue that is written as `raw`, or what is wrong with it: at most so many problems in each step."""
    written = frozenset(raw)
    levels: dict[Path, str | int] = {}
    problems = spell_out(raw, most, levels)
    catalogue = validate(Catalogue, raw, most)
    if isinstance(catalogue, Catalogue):
        problems += _as_written(errors_in(catalogue, most), levels)
    else:
        # Where not even all of that is told, what is sound cannot be told apart.
        beside = _errors_beside(raw, catalogue, most) if len(catalogue) < most else []
        problems += _as_written([*catalogue, *beside], levels)
    # What a shorthand filled in cannot be looked up in the file; what it was made from is reported by itself.
    problems = [problem for problem in problems if not problem.path or problem.path[0] in written]
    return problems if problems or not isinstance(catalogue, Catalogue) else catalogue


def _as_written(problems: list[Problem], levels: Mapping[Path, str | int]) -> list[Problem]:
    """`problems` with levels in their paths as the file has them: by name, by number, or by their place in a list."""
    found = []
    for problem in problems:
        path = problem.path
        depth = next((end for end in range(3, len(path) + 1) if path[:end] in levels), 0)
        known = (*path[: depth - 1], levels[path[:depth]], *path[depth:]) if depth else path
        found.append(replace(problem, path=known) if depth else problem)
    return found


def _errors_beside(raw: dict[str, Any], problems: Sequence[Problem], most: int) -> list[Problem]:
    """What the checks find in the entries of `raw` that the models accept, where `problems` are of the others.

    A wrong entry is stood in for by one of the same id, so that what names it is not wrong as well. When more
    than single entries are wrong, such as a whole part, nothing is found: it would all be guesswork.
    """
    wrong = {problem.path[:2] for problem in problems}
    if any(len(place) < 2 or place[0] not in (*_called(), "transitions") for place in wrong):
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
        # A move to itself is told of this entry alone, and what is told of this entry is left out.
        role = next((role["id"] for role in raw["roles"] if isinstance(role, dict) and "id" in role), "none")
        return {"from": role, "to": role}
    kept = {key: entry[key] for key in _KEPT if part == "roles" and isinstance(entry.get(key), (str, int))}
    name = entry.get("id")
    return {"id": name if isinstance(name, str) else f"unreadable-{number}", _called()[part]: "unreadable", **kept}


def _called() -> dict[str, str]:
    """For each part whose entries have an id, the key of what one of them is called."""
    entries = {key: part.shape.each or WHOLE for key, part in grammar().merged.items()}
    return {key: entry.called for key, entry in entries.items() if entry.called}
