"""How values become JSON: tables of keys, from which both the JSON and its JSON Schema follow.

The data of a report is a named tuple, whose fields are the keys of the JSON. Inside are values of the engine, the
profile and the catalogue, each under a shape: `role: Annotated[Role, ROLE_NAME]`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

from pmladder.report.ground import Ground

Get = Callable[[Any, Any], Any]


class Key(NamedTuple):
    """A key of a JSON object: its name, the type of what stands there, and how that is got.

    Without a type it is that of the attribute, without a way to get it, it is the attribute of that name.
    """

    name: str
    type: Any = None
    get: Get | None = None


class Shape:
    """The JSON object that values of one class are written as.

    `name` and `doc` stand in the JSON Schema. A key that is a plain word is the attribute of that name.
    """

    def __init__(self, of: type, name: str, doc: str, *keys: Key | str) -> None:
        self.of, self.name, self.doc = of, name, doc
        self.keys = tuple(key if isinstance(key, Key) else Key(key) for key in keys)


def one(shape: Shape) -> Any:
    """The type of a value that is written in a shape."""
    return Annotated[Any, shape]


def maybe(shape: Shape) -> Any:
    """The type of a value that is written in a shape, or of none."""
    return Annotated[Any, shape] | None


def many(shape: Shape) -> Any:
    """The type of any number of values that are written in a shape."""
    return tuple[Annotated[Any, shape], ...]


def encoded(value: Any, ground: Ground | None, shape: Shape | None = None) -> Any:
    """A value as the mappings, lists and scalars of JSON; every value in it under its shape, else key by key."""
    if type(value) in (tuple, list):
        return [encoded(entry, ground, shape) for entry in value]
    if isinstance(value, Mapping):
        return {key: encoded(entry, ground, shape) for key, entry in value.items()}
    if shape is not None and value is not None:
        return {name: encoded(get(value, ground), ground, inner) for name, get, inner in _ways(shape)}
    if isinstance(value, tuple):
        inner_shapes = _shapes_of(type(value))
        # A name that Python keeps for itself ends with an underscore there, and not in JSON.
        return {
            name.removesuffix("_"): encoded(entry, ground, inner_shapes[name])
            for name, entry in zip(inner_shapes, value, strict=True)
        }
    if isinstance(value, date):
        return value.isoformat()
    # A whole number of years is written as one.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def shape_in(hint: Any) -> Shape | None:
    """The shape that a type speaks of, at any depth of it."""
    if isinstance(hint, Shape):
        return hint
    return next((shape for part in get_args(hint) if (shape := shape_in(part))), None)


@cache
def _shapes_of(values: type) -> Mapping[str, Shape | None]:
    hints = get_type_hints(values, include_extras=True)
    return {name: shape_in(hints[name]) for name in values._fields}  # type: ignore[attr-defined]


@cache
def _ways(shape: Shape) -> tuple[tuple[str, Get, Shape | None], ...]:
    return tuple((key.name, key.get or _attribute(key.name), shape_in(key.type)) for key in shape.keys)


def _attribute(name: str) -> Get:
    get = attrgetter(name)
    return lambda value, _: get(value)
