"""Writes plain data as readable YAML: small values on one line, long texts folded, quotes only where needed.

Readers of YAML 1.1 and 1.2 get the same values, so the texts `no`, `1.10` and `2026-11-22` are quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from textwrap import wrap
from typing import Any

from pmladder.formats.scalars import RefusedScalarError, resolve
from pmladder.text import safe

_WIDTH = 118
_STEP = 2
_OPEN = frozenset(("catalogue", "skills", "levels", "close", "effort"))
"""Mappings under these keys always take one line for each entry, so that a change affects one line."""
_OPEN_ENTRIES = frozenset(("roles",))
_LATIN_END = 0xA0
_WORDS = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))
_ENDS_PLAIN = re.compile(r": |:$| #|[\t\n]")
_ENDS_PLAIN_INSIDE = re.compile(r"[\[\]{},:?]")
"""What ends an unquoted text: anywhere, and inside brackets."""


def to_yaml(data: dict[str, Any]) -> str:
    """`data` (dicts with text keys, lists, texts, numbers, bools), a blank line between its parts."""
    parts = []
    for key, value in data.items():
        lines = list(pair(key, value, 0))
        parts.append("\n".join(_spaced(lines) if isinstance(value, list) else lines))
    return "\n\n".join(parts) + "\n"


def _spaced(lines: list[str]) -> Iterator[str]:
    """The lines of a list. Its entries are separated by blank lines if most of them take several lines."""
    entries = [number for number, line in enumerate(lines) if line.startswith("  - ")]
    long = sum(1 for start, end in pairwise([*entries, len(lines)]) if end - start > 1)
    for line in lines:
        if line.startswith("  - ") and 2 * long > len(entries):
            yield ""
        yield line


def pair(key: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of one entry of a mapping with indentation `indent`."""
    head = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, str):
        yield from _text(head, value, indent + _STEP)
    elif not isinstance(value, (dict, list)):
        yield f"{head} {scalar(value)}"
    elif not value:
        yield f"{head} {flow(value)}"
    elif not (isinstance(value, dict) and key in _OPEN) and (line := _fitting(value, len(head) + 1)):
        yield f"{head} {line}"
    else:
        yield head
        yield from _block(value, indent + _STEP, key in _OPEN_ENTRIES)


def _block(value: Any, indent: int, open_entries: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from pair(key, inner, indent)
        return
    for entry in value:
        yield from item(entry, indent, open_entries)


def item(entry: Any, indent: int, opened: bool = False) -> Iterator[str]:
    """The lines of one entry of a list with indentation `indent`. `opened` entries take several lines."""
    head = f"{' ' * indent}-"
    if isinstance(entry, str):
        yield from _text(head, entry, indent + _STEP)
    elif not isinstance(entry, (dict, list)) or not entry:
        yield f"{head} {flow(entry)}"
    elif not opened and (line := _fitting(entry, len(head) + 1)):
        yield f"{head} {line}"
    else:
        first, *rest = _block(entry, indent + _STEP)
        yield f"{head} {first.lstrip(' ')}"
        yield from rest


def _fitting(value: Any, taken: int) -> str:
    """`value` on one line if it is small enough and has no mapping within a list and no text of several lines."""
    few = len(value) * len("a, ") <= _WIDTH
    line = flow(value) if few and _is_small(value, isinstance(value, dict)) else ""
    return line if taken + len(line) <= _WIDTH else ""


def _is_small(value: Any, mappings: bool) -> bool:
    if isinstance(value, dict):
        return mappings and all(_is_small(entry, False) for entry in value.values())
    if isinstance(value, list):
        return all(_is_small(entry, False) for entry in value)
    return not isinstance(value, str) or (len(value) < _WIDTH and "\n" not in value)


def flow(value: Any) -> str:
    """`value` on one line; a mapping or a list in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join([f"{scalar(key)}: {flow(entry)}" for key, entry in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    """A text after its key or dash: on the same line, folded, or line by line."""
    written = scalar(text, inside=False)
    if len(head) + 1 + len(written) <= _WIDTH and "\n" not in text:
        yield f"{head} {written}"
    elif _can_fold(text):
        yield f"{head} >-"
        room = max(_WIDTH - indent, 40)
        yield from (" " * indent + line for line in wrap(text, room, break_long_words=False, break_on_hyphens=False))
    elif _can_stand_as_lines(text):
        yield f"{head} {'|' if text.endswith(chr(10)) else '|-'}"
        yield from (" " * indent + line if line else "" for line in text.removesuffix("\n").split("\n"))
    else:
        yield f"{head} {written}"


def _can_fold(text: str) -> bool:
    """Whether folding `text` at its spaces and joining it again gives the same text."""
    return " ".join(text.split()) == text and safe(text) == text


def _can_stand_as_lines(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    return bool(lines[0] and lines[-1]) and all(safe(line) == line == line.strip() for line in lines)


@lru_cache(maxsize=100_000)
def _plain(text: str, inside: bool) -> bool:
    """Whether every reader takes unquoted `text` as this text. `inside` is for brackets and keys."""
    first = text[:1]
    if not (first.isalnum() or first == "_" or ord(first or " ") > _LATIN_END):
        return False
    if _ENDS_PLAIN.search(text) or (inside and _ENDS_PLAIN_INSIDE.search(text)):
        return False
    if text != text.strip() or safe(text) != text or text.lower() in _WORDS:
        return False
    return not first.isdecimal() or _is_text_to_all(text)


def _is_text_to_all(text: str) -> bool:
    """Whether no reader takes a text that begins with a digit as a number, a date or a time."""
    try:
        value = resolve(text)
    except RefusedScalarError:
        return False
    return isinstance(value, str) and any(character.isalpha() and character not in "eEoxXbT" for character in text)


def scalar(value: Any, inside: bool = True) -> str:
    """A text, number or bool as written in YAML. `inside` brackets or as a key, more texts need quotes."""
    if isinstance(value, str):
        return value if _plain(value, inside) else _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    # In YAML 1.1, a number with an exponent needs a point.
    return repr(value) if "." in repr(value) else repr(value).replace("e", ".0e")


def _quoted(value: str) -> str:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe(quoted)}"'
