"""The checks on what is right of a catalogue that is not: so that one round tells all that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pmladder.catalogue.checks import errors_in
from pmladder.catalogue.grammar import WHOLE, grammar
from pmladder.catalogue.models import Catalogue
from pmladder.errors import Problem
from pmladder.validation import validate

_KEPT = ("family", "track", "seniority")


def errors_beside(raw: dict[str, Any], problems: Sequence[Problem], most: int) -> list[Problem]:
    """What the checks find in the entries of `raw` that the models accept, where `problems` are of the others.

    A wrong entry is stood in for by one of the same id, so that what names it is not wrong as well. When more
    than single entries are wrong, such as a whole part, nothing is found: it would all be guesswork.
    """
    wrong = {problem.path[:2] for problem in problems}
    if any(len(place) < 2 or place[0] not in (*_called(), "transitions") for place in wrong):
        return []
    parts = {
        part: [
            _stand_in(part, number, entry, raw) if (part, number) in wrong else entry
            for number, entry in enumerate(raw[part])
        ]
        for part in {str(place[0]) for place in wrong}
        if isinstance(raw.get(part), list)
    }
    catalogue = validate(Catalogue, {**raw, **parts}, most)
    if not isinstance(catalogue, Catalogue):
        return []
    return [problem for problem in errors_in(catalogue, most) if problem.path[:2] not in wrong]


def _stand_in(part: str, number: int, entry: Any, raw: dict[str, Any]) -> dict[str, Any]:
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
