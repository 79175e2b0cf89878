"""From the text of a YAML or JSON file to plain Python data, within fixed budgets.

PyYAML's own loaders crash, hang or change the meaning of what people write; so the values are built here,
from the stream of events, with YAML 1.2's idea of a number and of true and false.
"""

from __future__ import annotations

import re
from typing import Any

from pmladder.errors import InputError, Problem
from pmladder.files.builder import build
from pmladder.files.characters import BOM, check_characters
from pmladder.files.json_text import parse_json
from pmladder.files.positions import locate
from pmladder.files.scalars import surprise

__all__ = ["parse", "surprise"]

_JSON = re.compile(r"[ \t\r\n]*[\[{]")


def parse(text: str, file: str) -> dict[str, Any]:
    """The mapping that `text` holds: dicts with text keys, lists, texts, numbers, bools and None.

    Raises `InputError`, naming `file`, with line and column of every problem.
    """
    text = text.removeprefix(BOM)
    check_characters(text, file)
    value = parse_json(text, file) if _JSON.match(text) else build(text, file)
    if isinstance(value, dict):
        return value
    raise InputError(file, locate(text, [Problem((), "", _not_a_mapping(value))]))


def _not_a_mapping(value: object) -> str:
    if value is None:
        return "is empty; it should hold a mapping of keys to values"
    kind = "a list" if isinstance(value, list) else "a single value"
    return f"holds {kind}; it should be a mapping of keys to values"
