"""Ids for what a spreadsheet only has titles for: readable, valid and each used once."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from pmladder.catalogue.labels import folded
from pmladder.imports.ladder.told import Told
from pmladder.text import repr_quoted

_LONGEST = 100
_ID = re.compile(r"[^\W](?:[\w./:+#&@-]){0,199}")
_OTHERS = re.compile("[^a-z0-9]+")
_DASHES = re.compile("-+")
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


def is_id(text: str) -> bool:
    """Whether `text` can be an id as it is."""
    return _ID.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """Whether `text` is an id that a machine made."""
    return _UUID.fullmatch(text) is not None


def slug(text: str) -> str:
    """`text` as an id: lower case, a dash for whatever is no letter, digit or mark on one; may be empty."""
    if text.isascii():
        return _OTHERS.sub("-", text.lower()).strip("-")[:_LONGEST].strip("-")
    kept: list[str] = []
    for character in normalize("NFC", text).lower():
        kind = category(character)[0]
        # A mark without a letter before it is left over from an emoji.
        kept.append(character if kind in "LN" or (kind == "M" and kept and kept[-1] != "-") else "-")
    return _DASHES.sub("-", "".join(kept)).strip("-")[:_LONGEST].strip("-")


class Ids:
    """Gives each thing an id that no other has, and remembers which had to be numbered."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self.remarks = Told()
        self._used: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, text: str, as_is: bool = False) -> str:
        """The id for a thing of this title; with `as_is`, the text itself where it can be one."""
        wanted = text if is_id(text) and (as_is or text == text.lower()) else slug(text)
        unnumbered = wanted or self.noun
        made = wanted
        number = self._next.get(folded(unnumbered), 1)
        while not made or folded(made) in self._used:
            number += 1
            made = f"{unnumbered}-{number}"
        self._next[folded(unnumbered)] = number
        self._used.add(folded(made))
        if made != wanted:
            why = "has no letters for an id" if not wanted else f"would have the id {wanted} again"
            self.remarks.append(f"{self.noun} {repr_quoted(text)} {why}; its id is {made}")
        return made
