"""Writes a new profile, or edits an existing one only where values change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pmladder.formats.document import Document
from pmladder.formats.editing import Edit, applied, in_order, is_equal, renamed, rewritten
from pmladder.formats.structured import read_mapping
from pmladder.formats.yaml_writer import pair, to_yaml
from pmladder.profile.first_edition import RATER, profile_in_todays_words, rated_in_old_words
from pmladder.profile.models import Profile

HEADER = """\
# A profile for pmladder: change it here, or with `pmladder profile set` and `pmladder assess`.
# Everything is optional; a skill that is not here is unknown, never zero.

"""
_ORDER = tuple(Profile.model_fields)


def profile_text(raw: dict[str, Any], as_json: bool) -> str:
    """The text of a profile file with the data `raw`."""
    return _json(raw) if as_json else HEADER + to_yaml(raw)


def new_profile(changes: Sequence[Edit], file: str) -> Document:
    """A new profile with these changes; as JSON if the file name ends in `.json`."""
    data = in_order(applied({}, changes), _ORDER)
    return read_mapping(_json(data) if file.lower().endswith(".json") else _new_yaml(data), file)


def edited_profile(document: Document, changes: Sequence[Edit]) -> Document:
    """A profile with `changes` applied. All other characters stay. Without a difference, the same document is returned.

    If anything changes, words of the first edition become today's words. Raises InputError if the text cannot be
    changed without touching other parts.
    """
    today = profile_in_todays_words(document.value)
    new = applied(today, changes)
    if is_equal(today, new):
        return document
    document = _open_ended(document)
    today = profile_in_todays_words(document.value)
    if old := rated_in_old_words(document.value):
        document = renamed(document, [("skills", skill, RATER) for skill in old], "rater")
    return rewritten(document, today, applied(today, changes), _ORDER)


def _open_ended(document: Document) -> Document:
    """The document, ready for text to be added at its end.

    If the last line has no line end and a block text ends there, a line end is added.
    """
    if document.text.endswith(("\n", "\r")):
        return document
    ended = read_mapping(document.text + document.line_break, document.file)
    return document if is_equal(document.value, ended.value) else ended


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _new_yaml(data: dict[str, Any]) -> str:
    if not data:
        return f"{HEADER}{{}}\n"
    parts = ["\n".join(pair(key, value, 0)) + "\n" for key, value in data.items()]
    written = parts[0]
    for before, part in pairwise(parts):
        # An entry of several lines gets blank lines around it.
        written += ("\n" if before.count("\n") + part.count("\n") > 2 else "") + part
    return HEADER + written
