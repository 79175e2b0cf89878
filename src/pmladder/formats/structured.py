"""From the text of a YAML or JSON file to plain Python data and its places, within fixed budgets."""

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
    """The mapping that `text` holds: dicts with text keys, lists, texts, numbers, bools and None.

    Raises `InputError`, naming `file`, with line and column of every problem.
    """
    return read_mapping(text, file).value  # type: ignore[no-any-return]


def parse_any(text: str, file: str) -> Any:
    """The value that `text` holds, which may be a list; keys that are numbers or the like are texts, as written."""
    return _read(text, file, any_key=True).value


def parse_listed(text: str, file: str, key: str) -> dict[str, Any]:
    """As `parse`; a list is taken for what a mapping would have under `key`."""
    document = _read(text, file)
    return {key: document.value} if isinstance(document.value, list) else _of_mapping(document).value


def read_mapping(text: str, file: str) -> Document:
    """As `parse`, with the places of all that is in it."""
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
        # A file of comments alone, or of nothing, has no place to point at but its beginning.
        raise InputError(document.file, [replace(problem, line=1, column=1)])
    raise document.refusal([problem])


def _not_a_mapping(value: object) -> str:
    if value is None:
        return "is empty; it should hold a mapping of keys to values"
    kind = "a list" if isinstance(value, list) else "a single value"
    return f"holds {kind}; it should be a mapping of keys to values"
