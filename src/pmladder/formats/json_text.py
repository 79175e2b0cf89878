"""JSON, strictly: no equal keys, no NaN, no endless numbers, and measured before it is parsed."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from pmladder.errors import InputError, Problem
from pmladder.formats.builder import build, unsafe_text
from pmladder.formats.limits import DEPTH, NODES, PROBLEMS, TEXT, position
from pmladder.formats.positions import Path, as_yaml, locate
from pmladder.formats.scalars import RefusedScalarError, decimal, integer, unsafe_character
from pmladder.text import repr_quoted

# Possessive, so that a long text costs no memory for ways back.
_STRING = r'"(?:[^"\\]++|\\.)*+"?'
_NOT_STRUCTURE = re.compile(rf"{_STRING}|[^][{{}},:\"]++", re.DOTALL)
_CONSTANT = re.compile(rf"{_STRING}|(?P<constant>NaN|-?Infinity)", re.DOTALL)


def parse_json(text: str, file: str) -> Any:
    """The value of a text that begins like JSON.

    What is not JSON is read as YAML, which takes comments and the like, unless `file` is named `.json`.
    Raises `InputError` with the place of every problem.
    """
    if not _fits(text):
        # The same budgets bind there, and the place where one ends is known.
        return build(as_yaml(text), file).value
    try:
        value = json.loads(
            text, object_pairs_hook=_mapping, parse_int=integer, parse_float=decimal, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        if not file.lower().endswith(".json"):
            return build(text, file).value
        raise InputError(file, [_not_json(text, error)]) from None
    except RefusedScalarError as refused:
        build(as_yaml(text), file)
        raise InputError(file, [_at_constant(text, str(refused))]) from None
    problems = _bad_texts(value)
    if problems:
        raise InputError(file, locate(text, problems))
    return value


def _not_json(text: str, error: json.JSONDecodeError) -> Problem:
    at, why = error.pos, error.msg
    # Python 3.13 points at a comma before a closing bracket, those before it at the bracket.
    comma = at if text[at : at + 1] == "," else len(text[:at].rstrip()) - 1
    if text[comma : comma + 1] == "," and text[comma + 1 :].lstrip()[:1] in ("]", "}"):
        at, why = comma, "a comma stands before a closing bracket; remove it"
    return Problem((), "", f"this is not JSON: {why}", *position(text, at))


def _fits(text: str) -> bool:
    """Whether depth and size are within the limits, told from the brackets, commas and colons outside texts."""
    depth = nodes = 0
    for mark in _NOT_STRUCTURE.sub("", text):
        if mark in "]}":
            depth -= 1
            continue
        nodes += 1
        if mark in "[{":
            depth += 1
        if depth > DEPTH or nodes >= NODES:
            return False
    return True


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise RefusedScalarError(f"the key {repr_quoted(twice)} is used twice in one object; remove one of the two")
    return mapping


def _constant(name: str) -> None:
    raise RefusedScalarError(f"{name} is not a finite number; give one, or null")


def _at_constant(text: str, what: str) -> Problem:
    found = next((match.start() for match in _CONSTANT.finditer(text) if match["constant"]), 0)
    line, column = position(text, found)
    return Problem((), "", what, line, column)


def _bad_texts(value: Any) -> list[Problem]:
    """A problem for each key and text, up to a few, that is too long or holds what may not be shown."""
    if not isinstance(value, (dict, list)):
        what = _why_bad(value) if isinstance(value, str) else None
        return [Problem((), "", what)] if what else []
    problems: list[Problem] = []
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting and len(problems) < PROBLEMS:
        path, entry = waiting.pop()
        pairs = entry.items() if isinstance(entry, dict) else enumerate(entry)
        for step, child in pairs:
            if isinstance(step, str) and (what := _why_bad(step)):
                problems.append(Problem((*path, step), "", what, on_key=True))
            if isinstance(child, str):
                if what := _why_bad(child):
                    problems.append(Problem((*path, step), "", what))
            elif isinstance(child, (dict, list)):
                waiting.append(((*path, step), child))
    return problems


def _why_bad(text: str) -> str | None:
    if len(text) > TEXT:
        return f"this text has {len(text):,} characters; {TEXT:,} are the most"
    character = unsafe_character(text)
    return None if character is None else unsafe_text(character)
