"""Notations: marks beside a field's type that say how the field may be written in a catalogue's file.

A plain text beside the type says what the field means, for authors of a catalogue. The notations are used when a
catalogue is read, merged, compared, written or described: see `catalogue/grammar.py`.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple


class Notation(Enum):
    """One mark on a field. Its value says what the mark means."""

    NAMES = "identifies its entry, alone or together with other fields of this kind"
    SHORT = "a single value may stand for the entry; it then sets every field of this kind"
    PAIR = "as SHORT; a list may stand for the entry too, with one value for each field of this kind"
    ALONE = "a single entry may be written without a list"
    LEVEL = "a level of the scale, by its name or its number"
    REACH = "one of the names of `reach` at the head of the file, by its name or its number"
    NONE = "`none` stands for 0"
    IN_ORDER = "by level, or as a list from the lowest level up"
    REMOVABLE = "null in place of an entry removes that entry of the extended catalogue"
    CREDIT = "names the source of the figures beside it, and does not carry over to other figures"
    BINDS = "says how strict a requirement is, not what it asks"
    PROSE = "wording: a change of it counts as reworded"
    ALWAYS = "always written, even with its default value"
    FOLLOWS = "belongs to the SHORT field beside it: dropped when another file sets that field anew"
    VARIES = "differences for single cases from the fields with the same keys beside it"
    UNWRITTEN = "set by a list beside its entry; never written in a file"


class Listed(NamedTuple):
    """A part of a catalogue whose entries have an identity.

    `noun` names one entry in messages, and `between` joins its identifying values. A part that is not `merged` is
    replaced as a whole by a catalogue that extends this one.
    """

    noun: str
    between: str = " "
    merged: bool = True


class Picks(NamedTuple):
    """A list that picks keys of the mapping `mapping`: their entries get `field` set to `value` by default."""

    mapping: str
    field: str
    value: Any


class Was(NamedTuple):
    """The old key of a field. A file that uses it gets an error that names the new key."""

    key: str
