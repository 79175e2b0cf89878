"""How a field may be written in a catalogue's file, as the models say it beside the field's type.

A plain text there says what the field means, for those who write one. Nothing of this is looked at before a
catalogue is read, laid over another, compared, written or described: see `catalogue/grammar.py`.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple


class Notation(Enum):
    """One thing that can be said of how a field is written."""

    NAMES = "what its entry is known by, alone or with others of this kind"
    SHORT = "alone, it may stand for its entry; where several may, one value stands for each of them"
    PAIR = "as SHORT, and a list may stand for the entry as well, with a value for each of them"
    ALONE = "one entry of the list may stand without a list around it"
    LEVEL = "a level, by its name or its number"
    IN_ORDER = "by level, or as a list from the lowest level up"
    REMOVABLE = "null in the place of one of its entries takes that one away from a catalogue that is extended"
    CREDIT = "says where the figures beside it come from, and does not hold for others in their place"
    BINDS = "says how a requirement binds, and nothing of what it asks for"
    PROSE = "wording: where it changes it is reworded"
    ALWAYS = "written even where it says what its absence would say"
    LAST = "written after the other fields; the last of several first"


class Listed(NamedTuple):
    """A part of a catalogue whose entries are known one by one.

    `noun` is what one of them is called, and `between` stands between its names. Those of a part that is not `merged`
    are replaced all together by a catalogue that extends this one.
    """

    noun: str
    between: str = " "
    merged: bool = True


class Picks(NamedTuple):
    """A list of keys of the mapping `mapping` beside it: in the entries of these, `field` is `value` if not said."""

    mapping: str
    field: str
    value: Any
