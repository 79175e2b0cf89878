"""What is right of a profile that is not: so that one round tells all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pmladder.errors import Problem
from pmladder.profile.models import Profile
from pmladder.validation import validate

_STAND_INS = {"history": {"title": "unreadable"}, "evidence": {"id": "unreadable"}}
"""What an entry of these lists cannot do without."""


def sound_part(raw: dict[str, Any], problems: Iterable[Problem]) -> Profile | None:
    """The profile of `raw` without the values that `problems` are about; None where more than those are wrong.

    Entries of its lists keep their numbers, so that what is told of the others has its place in the file.
    """
    for problem in problems:
        if not problem.path:
            return None
        raw = _without(raw, problem.path)
    made = validate(Profile, raw)
    return made if isinstance(made, Profile) else None


def _without(raw: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    part, *below = str(path[0]), *path[1:]
    rest = {key: value for key, value in raw.items() if key != part}
    entries = raw.get(part)
    if not below or not isinstance(entries, (dict, list)):
        return rest
    if isinstance(entries, dict):
        entry = entries.get(str(below[0]))
        others = {key: value for key, value in entries.items() if key != below[0]}
        kept = {str(below[0]): _less(entry, below[1])} if below[1:] and isinstance(entry, dict) else {}
        return {**rest, part: {**others, **kept}}
    if part not in _STAND_INS:
        return rest
    entry = entries[int(below[0])]
    kept = _less(entry, *below[1:2]) if isinstance(entry, dict) else {}
    stood_in = [{**_STAND_INS[part], **kept} if number == below[0] else other for number, other in enumerate(entries)]
    return {**rest, part: stood_in}


def _less(entry: dict[str, Any], *keys: str | int) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}
