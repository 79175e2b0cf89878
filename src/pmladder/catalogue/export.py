"""A catalogue as the plain data of its file: levels by name, and the shorthands that people write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmladder.catalogue.fields import NONE, Model
from pmladder.catalogue.grammar import WHOLE, FieldShape, grammar
from pmladder.catalogue.models import Catalogue, level_numbers

Plain = dict[str, Any]
_LONGEST_NAME = 100
"""Not every YAML reader accepts a longer key, so a level with a longer name is written by its number."""


def to_plain(catalogue: Catalogue) -> Plain:
    """`catalogue` as mappings, lists, texts and numbers that read back as the same catalogue.

    Values that equal the models' defaults are left out.
    """
    return _Writer(catalogue).entry(grammar(type(catalogue)), catalogue)


class _Writer:
    """Writes entries as their shapes say. `names` holds the written form of each level and each reach, by number."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names = {"level": _names(catalogue.scale_names), "reach": _names(catalogue.reach)}

    def entry(self, shape: FieldShape, entry: Model) -> Plain:
        """The fields of `entry` that differ from their defaults, under the keys of the file."""
        plain: Plain = {}
        held = entry.__dict__
        for part in shape.parts.values():
            value = held[part.name]
            # Most values are the default object itself, and testing identity is faster than comparing.
            if (value is not part.default and value != part.default) or part.key in shape.always:
                plain[part.key] = self.value(part.shape, value)
        return plain

    def value(self, shape: FieldShape, value: Any) -> Any:
        """One value, in its short form when that loses nothing."""
        if value.__class__ is str and shape.form not in self.names:
            return value
        each = shape.each or WHOLE
        if isinstance(value, Model):
            return _short(shape, self.entry(shape, value))
        if isinstance(value, (tuple, list)):
            return [self.value(each, entry) for entry in value]
        if isinstance(value, Mapping):
            by_level = shape.form == "by level"
            return {
                str(self.names["level"].get(key, key)) if by_level else key: self.value(each, entry)
                for key, entry in value.items()
            }
        if shape.form in self.names:
            return self.names[shape.form].get(value, value)
        # A whole number of years is written as one.
        return int(value) if isinstance(value, float) and value.is_integer() else value


def _short(shape: FieldShape, entry: Plain) -> Any:
    """An entry, or the single value that may stand for it when it says nothing else."""
    if not shape.short or entry.keys() != set(shape.short):
        return entry
    values = [entry[key] for key in shape.short]
    if shape.pair:
        return values
    return values[0] if all(value == values[0] for value in values) else entry


def _names(scale: tuple[str, ...]) -> Mapping[int, str | int]:
    """The written form of each level: its name if that reads back as the same level, else its number."""
    numbers = level_numbers(scale)

    def reads_back(name: str, number: int) -> bool:
        return (
            name != str(number)
            and len(name) <= _LONGEST_NAME
            and numbers.get(name, number) == number == numbers.get(name.casefold())
        )

    names = [name if reads_back(name, number) else number for number, name in enumerate(scale, 1)]
    return dict(enumerate((NONE, *names)))
