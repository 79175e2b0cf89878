"""From the text of a YAML or JSON file to plain Python data, within fixed budgets.

PyYAML's own loaders crash, hang or change the meaning of what people write; so the values are built here,
from the stream of events, with YAML 1.2's idea of a number and of true and false.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.formats.builder import build
from pmladder.formats.json_text import parse_json
from pmladder.formats.limits import BOM, check_characters
from pmladder.formats.marks import Marks
from pmladder.formats.positions import locate
from pmladder.formats.scalars import surprise

__all__ = ["parse", "surprise"]

_JSON = re.compile(r"[ \t\r\n]*[\[{]")


class Marked(NamedTuple):
    """What a text holds, and where all of it stands, which is not known of JSON."""

    mapping: dict[str, Any]
    marks: Marks | None


def parse(text: str, file: str) -> dict[str, Any]:
    """The mapping that `text` holds: dicts with text keys, lists, texts, numbers, bools and None.

    Raises `InputError`, naming `file`, with line and column of every problem.
    """
    return parse_marked(text, file).mapping


def parse_any(text: str, file: str) -> Any:
    """The value that `text` holds, which may be a list; keys that are numbers or the like are texts, as written."""
    text = text.removeprefix(BOM)
    check_characters(text, file)
    return _value(text, file, any_key=True)[0]


def parse_marked(text: str, file: str) -> Marked:
    """As `parse`, with the marks."""
    text = text.removeprefix(BOM)
    check_characters(text, file)
    value, marks = _value(text, file)
    if isinstance(value, dict):
        return Marked(value, marks)
    [located] = locate(text, [Problem((), "", _not_a_mapping(value))])
    # A file of comments alone, or of nothing, has no place to point at but its beginning.
    raise InputError(file, [located if located.line else replace(located, line=1, column=1)])


def _value(text: str, file: str, any_key: bool = False) -> tuple[object, Marks | None]:
    return (parse_json(text, file), None) if _JSON.match(text) else build(text, file, any_key)


def _not_a_mapping(value: object) -> str:
    if value is None:
        return "is empty; it should hold a mapping of keys to values"
    kind = "a list" if isinstance(value, list) else "a single value"
    return f"holds {kind}; it should be a mapping of keys to values"
