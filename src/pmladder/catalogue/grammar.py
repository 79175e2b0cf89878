"""The grammar of a catalogue's file: a tree of shapes, built once from the types and notations of the models.

The code that spells out shorthands, merges, compares, writes and describes catalogues follows this tree. So a new field
is added to its model and nowhere else. A catalogue from the cache does not need the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from pmladder.catalogue.fields import Model
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.notation import Listed, Notation, Picks, Was

Raw = dict[str, Any]
Path = tuple[str | int, ...]
Names = tuple[str, ...]
"""The values that identify an entry."""

SOURCES, EDITORIAL_KEY = "sources", "editorial"
REMOVE = "remove"

Form = Literal["value", "text", "number", "level", "reach", "entry", "list", "by id", "by level"]


class Part(NamedTuple):
    """One field of an entry: its key in a file, its name in the model, and its shape."""

    key: str
    name: str
    shape: FieldShape
    notation: frozenset[Notation]
    means: str | None
    required: bool
    default: Any
    entries: Listed | None = None
    picks: Picks | None = None
    was: Was | None = None


@dataclass(frozen=True, eq=False)
class FieldShape:
    """How one value is written. `each` is the shape of the entries of a list or mapping, `parts` are the fields of an
    entry.

    An `unwritten` field has no key in a file.
    """

    form: Form = "value"
    notation: frozenset[Notation] = frozenset()
    each: FieldShape | None = None
    parts: Mapping[str, Part] = field(default_factory=dict)
    unwritten: Mapping[str, Part] = field(default_factory=dict)
    model: type[Model] | None = None

    def of(self, key: str) -> FieldShape:
        """The shape of the value under `key`; for a list whose single entry may be written alone, the shape of the
        entry.
        """
        if key not in self.parts:
            return self.each if self.form.startswith("by") and self.each else WHOLE
        shape = self.parts[key].shape
        each = shape.each if Notation.ALONE in shape.notation else None
        return each if each and each.parts and not each.short else shape

    @cached_property
    def always(self) -> frozenset[str]:
        """The keys that are always written, even with a default value."""
        return frozenset(part.key for part in self.parts.values() if part.required or Notation.ALWAYS in part.notation)

    def known(self, *notations: Notation) -> tuple[str, ...]:
        """The keys of the parts whose notations include one of these."""
        return tuple(part.key for part in self.parts.values() if not part.notation.isdisjoint(notations))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The keys that identify an entry."""
        return self.known(Notation.NAMES)

    @cached_property
    def short(self) -> tuple[str, ...]:
        """The keys that get the value when a single value is written instead of the entry."""
        return self.known(Notation.SHORT, Notation.PAIR)

    @cached_property
    def pair(self) -> bool:
        """Whether a list of values may be written instead of the entry, one value for each of these keys."""
        return bool(self.known(Notation.PAIR))

    @cached_property
    def binds(self) -> tuple[str, ...]:
        """The keys that say how strict a requirement is."""
        return self.known(Notation.BINDS)

    @cached_property
    def credit(self) -> tuple[str, ...]:
        """The keys that name the sources of the figures beside them."""
        keys = self.known(Notation.CREDIT)
        return (*keys, EDITORIAL_KEY) if SOURCES in keys else keys

    @cached_property
    def cites(self) -> bool:
        """Whether an entry names its sources."""
        return SOURCES in self.parts and self.parts[SOURCES].entries is None

    @cached_property
    def follows(self) -> tuple[str, ...]:
        """The keys that are dropped when another file sets the short value anew."""
        return self.known(Notation.FOLLOWS)

    @cached_property
    def varies(self) -> tuple[str, ...]:
        """The keys that hold differences for single cases, such as company sizes."""
        return self.known(Notation.VARIES)

    @cached_property
    def refused(self) -> Mapping[str, str]:
        """Keys that are often written here by mistake, each with a hint for the message."""
        hints = {part.was.key: f"is now `{part.key}`" for part in self.parts.values() if part.was}
        listed = "which lists skills beside `skills`"
        for part in self.unwritten.values():
            hints[part.key] = f"is no key of a skill; name the skill in `{part.key}`, {listed}"
            if part.was:
                hints[part.was.key] = f"is now `{part.key}`, {listed}"
        return hints

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The keys that every entry must have."""
        return tuple(part.key for part in self.parts.values() if part.required)

    @cached_property
    def name_key(self) -> str | None:
        """The key of the name that a new entry needs beside its id, if it needs one."""
        return next((key for key in self.required if key not in self.names), None)

    @cached_property
    def picked(self) -> Mapping[str, tuple[str, Picks]]:
        """For each mapping of this entry, the list that picks some of its keys, and the field that this sets."""
        return {part.picks.mapping: (part.key, part.picks) for part in self.parts.values() if part.picks}

    @cached_property
    def merged(self) -> Mapping[str, Part]:
        """The parts whose entries have an identity, so that each entry is merged with the same entry below."""
        return {part.key: part for part in self.parts.values() if part.entries and part.entries.merged}

    def spelled(self, value: Any) -> Any:
        """The mapping that `value` is short for. A value that is no shorthand stays as it is."""
        if not self.short or isinstance(value, dict):
            return value
        if isinstance(value, list) and self.pair and len(value) == len(self.short):
            return dict(zip(self.short, value, strict=True))
        form = self.parts[self.short[0]].shape.form
        if form == "list" and isinstance(value, str):
            value = [value]
        return dict.fromkeys(self.short, value) if _is_a(form, value) else value


WHOLE = FieldShape()


@cache
def grammar(model: type[Model] = Catalogue) -> FieldShape:
    """The shape of `model` in a file."""
    parts: dict[str, Part] = {}
    unwritten: dict[str, Part] = {}
    for name, info in model.model_fields.items():
        part = _part(name, info)
        (unwritten if Notation.UNWRITTEN in part.notation else parts)[part.key] = part
    return FieldShape("entry", parts=parts, unwritten=unwritten, model=model)


def names_of(entry: Any, by: tuple[str, ...]) -> Names | None:
    """The identity of an entry; None when a part of it is missing or is no text."""
    if isinstance(entry, str) and len(by) == 1:
        return (entry,)
    names = tuple(entry.get(name) for name in by) if isinstance(entry, dict) else ()
    return names if names and all(isinstance(name, str) for name in names) else None  # type: ignore[return-value]


def is_removal(value: Any) -> bool:
    """Whether an entry has `remove: true`."""
    return isinstance(value, dict) and value.get(REMOVE) is True


def _part(name: str, info: FieldInfo) -> Part:
    shape, metadata = _shape(info.annotation, info.metadata)
    means = next((word for word in reversed(metadata) if isinstance(word, str)), None)
    entries = next((word for word in metadata if isinstance(word, Listed)), None)
    picks = next((word for word in metadata if isinstance(word, Picks)), None)
    was = next((word for word in metadata if isinstance(word, Was)), None)
    required, default = info.is_required(), info.get_default()
    return Part(info.alias or name, name, shape, _notation(metadata), means, required, default, entries, picks, was)


def _shape(annotation: Any, metadata: list[Any]) -> tuple[FieldShape, list[Any]]:
    """The shape of a type, and all notations on it, the one nearest to the field last."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        first, *rest = get_args(annotation)
        if get_origin(annotation) is Annotated:
            annotation, metadata = first, [*rest, *metadata]
        elif len(types := [argument for argument in (first, *rest) if argument is not type(None)]) == 1:
            annotation = types[0]
        else:
            return WHOLE, metadata
    notation = _notation(metadata)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return grammar(annotation), metadata
    if origin is tuple:
        return FieldShape("list", notation, _shape(arguments[0], [])[0]), metadata
    if origin is Mapping:
        return FieldShape(
            "by level" if arguments[0] is int else "by id", notation, _shape(arguments[1], [])[0]
        ), metadata
    if Notation.LEVEL in notation or Notation.REACH in notation:
        return FieldShape("level" if Notation.LEVEL in notation else "reach", notation), metadata
    return FieldShape(_FORMS.get(annotation, "value"), notation), metadata


_FORMS: Mapping[Any, Form] = {str: "text", int: "number", float: "number"}


def _notation(metadata: list[Any]) -> frozenset[Notation]:
    return frozenset(word for word in metadata if isinstance(word, Notation))


def _is_a(form: Form, value: Any) -> bool:
    match form:
        case "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case "level" | "reach":
            return value is not None and not isinstance(value, list)
        case "list":
            return isinstance(value, list)
    return isinstance(value, str)
