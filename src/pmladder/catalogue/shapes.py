"""How a catalogue is written before its shorthands are spelled out: what stands for mappings, and how two merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Raw = dict[str, Any]
Key = tuple[str, ...]


class Shape(NamedTuple):
    """How one value of a catalogue is merged with another.

    `keys` are the shapes of single keys, `each` that of any other key, or of the entries of a list. `by` are the keys
    that an entry of a list is known by; a list without them is replaced whole. `spelled` turns a shorthand into the
    mapping that it stands for. `levels` says that the keys are levels, by name or number, or a list in their order;
    `removable` that null in the place of the value takes the key away. `marks` are the keys that say where the figures
    beside them come from: what is said of one figure does not hold for another in its place.
    """

    keys: Mapping[str, Shape] = {}
    each: Shape | None = None
    by: Key = ()
    spelled: Callable[[Any], Any] | None = None
    levels: bool = False
    removable: bool = False
    marks: tuple[str, ...] = ()

    def of(self, key: str) -> Shape:
        """The shape of what stands under `key`."""
        return self.keys.get(key) or self.each or WHOLE


def key_of(entry: Any, by: Key) -> Key | None:
    """What an entry is known by; None where that is missing or no text."""
    if isinstance(entry, str) and len(by) == 1:
        return (entry,)
    key = tuple(entry.get(name) for name in by) if isinstance(entry, dict) else ()
    return key if key and all(isinstance(name, str) for name in key) else None  # type: ignore[return-value]


def is_removal(value: Any) -> bool:
    """Whether an entry says of itself that it is to be removed."""
    return isinstance(value, dict) and value.get("remove") is True


def _from_number(*names: str) -> Callable[[Any], Any]:
    def spelled(value: Any) -> Any:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return dict.fromkeys(names, value) if is_number else value

    return spelled


def spelled_range(value: Any) -> Any:
    """`[2, 4]` or `2` stand for a range."""
    if isinstance(value, list) and len(value) == 2:
        return {"min": value[0], "max": value[1]}
    return _from_number("min", "max")(value)


def _level(value: Any) -> Any:
    return value if value is None or isinstance(value, (dict, list)) else {"level": value}


def _text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _titles(value: Any) -> Any:
    value = [value] if isinstance(value, str) else value
    return {"titles": value} if isinstance(value, list) else value


def spelled_name(value: Any) -> Any:
    """A name alone stands for an entry that has nothing else."""
    return {"name": value} if isinstance(value, str) else value


WHOLE = Shape()
BINDING = ("strength", "optional")
"""How a requirement binds, which says nothing of what it asks for."""

_MARKS = ("sources", "editorial", "note")
_YEARS = Shape(spelled=_from_number("min", "typical"), marks=_MARKS)
_MONTHS = Shape(each=Shape(spelled=spelled_range), levels=True)
ROLE = Shape(
    keys={
        "skills": Shape(each=Shape(spelled=_level, removable=True, marks=_MARKS)),
        "years": _YEARS,
        "years_in_product": _YEARS,
        "years_in_role": _YEARS,
        "people": Shape(spelled=_from_number("min"), marks=(*_MARKS, "text")),
        "scope": Shape(spelled=_text, marks=_MARKS),
        "education": Shape(spelled=_text, marks=_MARKS),
        "reports_to": Shape(spelled=_titles, marks=_MARKS),
        "prior": Shape(marks=_MARKS),
        "pay": Shape(marks=(*_MARKS, "date")),
    }
)
_SKILL = Shape(keys={"levels": Shape(levels=True), "close": Shape(levels=True)})
_TRANSITION = Shape(keys={"years_in_from": Shape(spelled=spelled_range)})
CATALOGUE = Shape(
    keys={
        "scale": Shape(each=Shape(spelled=spelled_name), by=("name",)),
        "categories": Shape(each=WHOLE, by=("id",)),
        "skills": Shape(each=_SKILL, by=("id",)),
        "roles": Shape(each=ROLE, by=("id",)),
        "transitions": Shape(each=_TRANSITION, by=("from", "to")),
        "effort": Shape(keys={"default": _MONTHS, "skills": Shape(each=_MONTHS)}),
        "sources": Shape(each=WHOLE, by=("id",)),
    }
)

PARTS: Mapping[str, str] = {
    "scale": "level",
    "categories": "category",
    "skills": "skill",
    "roles": "role",
    "transitions": "transition",
    "sources": "source",
}
"""The parts whose entries are known one by one, and what an entry of each is called."""
