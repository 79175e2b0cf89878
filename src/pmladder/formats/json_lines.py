"""Reads JSON lines as the rows of a table: one object on each line, with its keys as headers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pmladder.formats.limits import check_characters
from pmladder.formats.spreadsheet import CELLS, SheetRow, too_much
from pmladder.text import repr_quoted

NESTED = "skills"
"""The key of ratings that are a mapping of their own, as in a profile."""


def rows_of_lines(text: str, file: str) -> tuple[list[SheetRow], list[str]]:
    """The rows, the headers first, and the problems of lines that are no objects. A row has the number of its line.

    Raises InputError if there are too many cells.
    """
    check_characters(text, file)
    entries: list[tuple[int, dict[str, Any]]] = []
    broken = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, object_pairs_hook=_object)
        except KeyError as twice:
            broken.append(f"row {number}: has the key {repr_quoted(str(twice.args[0]))} twice; the line is not read")
            continue
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            broken.append(f"row {number}: is no JSON object; the line is not read")
            continue
        nested = value.pop(NESTED) if isinstance(value.get(NESTED), Mapping) else {}
        entries.append((number, {**value, **nested}))
    keys = list(dict.fromkeys(key for _, entry in entries for key in entry))
    if len(keys) * len(entries) > CELLS:
        raise too_much(file)
    rows = [SheetRow(number, [_text(entry.get(key)) for key in keys]) for number, entry in entries]
    return ([SheetRow(0, keys), *rows] if rows else []), broken


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object. A repeated key is an error, because it is unclear which value counts."""
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise KeyError(next(key for key in keys if keys.count(key) > 1))
    return made


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # No column accepts a list, a mapping, or this character.
    return "\0" if isinstance(value, (dict, list)) else str(value)
