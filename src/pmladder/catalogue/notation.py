"""Notations: marks beside a field's type that say how the field may be written in a catalogue's file.

A plain text beside the type says what the field means, for authors of a catalogue. The notations are used when a
catalogue is read, merged, compared, written or described: see `catalogue/grammar.py`.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple


class Notation(Enum):
    """One mark on a field. Its value says what the mark means."""

    NAMES = "what its entry is known by, alone or with others of this kind"
    SHORT = "alone, it may stand for its entry; where several may, one value stands for each of them"
    PAIR = "as SHORT, and a list may stand for the entry as well, with a value for each of them"
    ALONE = "one entry of the list may stand without a list around it"
    LEVEL = "a level of the scale, by its name or its number"
    REACH = "one of the names of `reach` at the head of the file, by its name or its number"
    NONE = "`none` stands for 0"
    IN_ORDER = "by level, or as a list from the lowest level up"
    REMOVABLE = "null in the place of one of its entries takes that one away from a catalogue that is extended"
    CREDIT = "says where the figures beside it come from, and does not hold for others in their place"
    BINDS = "says how a requirement binds, and nothing of what it asks for"
    PROSE = "wording: where it changes it is reworded"
    ALWAYS = "written even where it says what its absence would say"
    FOLLOWS = "belongs to the SHORT field beside it: where another file says that one anew, this is gone"
    VARIES = "says for single cases what fields of the same keys beside it say for all"
    UNWRITTEN = "follows from what a list beside its entry picks; no file says it"


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
