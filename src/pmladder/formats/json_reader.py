"""A strict JSON reader: no equal keys, no NaN, no endless numbers, and the same limits as for YAML."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from pmladder.errors import InputError, Problem
from pmladder.formats.document import Document, Noted, Path
from pmladder.formats.limits import DEPTH, NODES, PROBLEMS, TEXT, position
from pmladder.formats.scalars import RefusedScalarError, decimal, integer, unsafe_character, unsafe_text
from pmladder.formats.yaml_reader import read_yaml
from pmladder.text import repr_quoted

# Possessive quantifiers, so that a long text needs no memory for backtracking.
_STRING = r'"(?:[^"\\]++|\\.)*+"?'
_TOKEN = re.compile(rf'{_STRING}|[][{{}},:]|[^][{{}},:"\s]++', re.DOTALL)
_CONSTANT = re.compile(rf"{_STRING}|(?P<constant>NaN|-?Infinity)", re.DOTALL)
_LONG = re.compile(rf'"[^"]{{{TEXT + 1}}}')
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def read_json(text: str, file: str) -> Document:
    """The value of a text that looks like JSON.

    A text that is not JSON is read as YAML, which allows comments, unless `file` ends in `.json`.
    Raises `InputError` with the place of every problem.
    """
    if sum(map(text.count, ",:[{")) >= NODES:
        # This text may be too large. The YAML reader has the same limits and knows where one is exceeded.
        read_yaml(_as_yaml(text), file)
    try:
        value = json.loads(
            text, object_pairs_hook=_mapping, parse_int=integer, parse_float=decimal, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        if not file.lower().endswith(".json"):
            return read_yaml(text, file)
        raise InputError(file, [_not_json(text, error)]) from None
    except RefusedScalarError as refused:
        read_yaml(_as_yaml(text), file)
        raise InputError(file, [_at_constant(text, str(refused))]) from None
    except RecursionError:
        return read_yaml(_as_yaml(text), file)
    if _is_too_deep(text, value):
        return read_yaml(_as_yaml(text), file)
    document = Document(text, file, value, lambda: _noted(text))
    # A quick test shows that most texts have no unsafe or long values.
    if "\\" in text or not text.isascii() or _LONG.search(text):
        problems = _bad_texts(value)
        if problems:
            raise document.refusal(problems)
    return document


def _as_yaml(text: str) -> str:
    """A text of the same length without the two features of JSON that YAML lacks."""
    return _SURROGATE.sub("......", text.replace("\t", " "))


def _not_json(text: str, error: json.JSONDecodeError) -> Problem:
    at, message = error.pos, error.msg
    # For a comma before a closing bracket, Python 3.13 reports the comma, and older versions the bracket.
    comma = at if text[at : at + 1] == "," else len(text[:at].rstrip()) - 1
    if text[comma : comma + 1] == "," and text[comma + 1 :].lstrip()[:1] in ("]", "}"):
        at, message = comma, "there is a comma before a closing bracket; remove it"
    return Problem((), "", f"this is not JSON: {message}", *position(text, at))


def _noted(text: str) -> Noted:
    """The places of all values in a JSON text, in the form of `Document`."""
    inside: Noted = [0, 0]
    outer: list[Noted] = []
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token == "," or not token:
            continue
        if token == ":":
            inside.insert(-2, json.loads(text[inside[-2] : inside[-1]]))
        elif token in ("[", "{"):
            inside.append([found.start(), found.end()])
            outer.append(inside)
            inside = inside[-1]
        elif token in ("]", "}"):
            inside[1] = found.end()
            inside = outer.pop()
        else:
            inside += (found.start(), found.end())
    return inside


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


def _is_too_deep(text: str, value: Any) -> bool:
    """Whether lists and mappings are nested too deep."""
    if text.count("[") + text.count("{") <= DEPTH:
        return False
    depth, level = 0, [value]
    while level and depth <= DEPTH:
        depth += 1
        entries = (entry.values() if entry.__class__ is dict else entry for entry in level)
        level = [one for entry in entries for one in entry if one.__class__ is dict or one.__class__ is list]
    return depth > DEPTH


def _bad_texts(value: Any) -> list[Problem]:
    """A problem for each key or text that is too long or has unsafe characters, up to a few."""
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
