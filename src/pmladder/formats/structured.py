"""Reads YAML or JSON text into plain Python data with places, within fixed limits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pmladder.errors import InputError, Problem
from pmladder.formats.document import Document
from pmladder.formats.json_reader import read_json
from pmladder.formats.limits import BOM, check_characters
from pmladder.formats.yaml_reader import read_yaml

_JSON = re.compile(r"[ \t\r\n]*[\[{]")


def parse(text: str, file: str) -> dict[str, Any]:
    """The mapping in `text`: dicts with text keys, lists, texts, numbers, bools and None.

    Raises `InputError`, naming `file`, with line and column of every problem.
    """
    return read_mapping(text, file).value  # type: ignore[no-any-return]


def parse_any(text: str, file: str) -> Any:
    """The value in `text`, which may be a list. Keys such as numbers become texts, as written."""
    return _read(text, file, any_key=True).value


def parse_listed(text: str, file: str, key: str) -> dict[str, Any]:
    """Like `parse`. A list counts as the value of `key` in a mapping."""
    document = _read(text, file)
    return {key: document.value} if isinstance(document.value, list) else _of_mapping(document).value


def read_mapping(text: str, file: str) -> Document:
    """Like `parse`, with the places of all values."""
    return _of_mapping(_read(text, file))


def _read(text: str, file: str, any_key: bool = False) -> Document:
    text = text.removeprefix(BOM)
    check_characters(text, file)
    return read_json(text, file) if _JSON.match(text) else read_yaml(text, file, any_key)


def _of_mapping(document: Document) -> Document:
    if isinstance(document.value, dict):
        return document
    problem = Problem((), "", _not_a_mapping(document.value))
    if document.value is None:
        # For an empty file, or one with only comments, the place is its beginning.
        raise InputError(document.file, [replace(problem, line=1, column=1)])
    raise document.refusal([problem])


def _not_a_mapping(value: object) -> str:
    if value is None:
        return "is empty; it should hold a mapping of keys to values"
    kind = "a list" if isinstance(value, list) else "a single value"
    return f"holds {kind}; it should be a mapping of keys to values"
