"""The JSON Schema of a command's JSON, generated from what the JSON is made of: a type, and the shapes in it."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from pmladder.report.compact import compact_schema
from pmladder.report.report import SCHEMA_VERSION
from pmladder.report.shapes import Shape, shape_in

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(data: type, *, compact: bool = False) -> str:
    """The JSON Schema (2020-12) of a report's data, or of its `compact` form, as text.

    Every key is always there, and no others are.
    """
    head = {"$schema": DIALECT, "$comment": f"schema_version {SCHEMA_VERSION}"}
    schema = _model(data).model_json_schema(mode="serialization")
    if compact:
        schema = compact_schema(schema)
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=2) + "\n"


@cache
def _model(values: type | Shape) -> type[BaseModel]:
    """A named tuple or a shape as the model of the JSON object that it is written as."""
    if isinstance(values, Shape):
        types_of_fields = _attributes(values.of) if any(key.type is None for key in values.keys) else {}
        types = {key.name: types_of_fields[key.name] if key.type is None else key.type for key in values.keys}
        return _made(values.name, values.doc, tuple(types.items()))
    hints = get_type_hints(values, include_extras=True)
    # A name that Python keeps for itself ends with an underscore there, and not in JSON.
    types = {name.removesuffix("_"): hints[name] for name in values._fields}  # type: ignore[attr-defined]
    return _made(values.__name__, values.__doc__, tuple(types.items()))


@cache
def _made(name: str, doc: str | None, types: tuple[tuple[str, Any], ...]) -> type[BaseModel]:
    """The model of these keys: shapes of one name, for values of several classes, are one in the schema."""
    # Inside the model each key ends with an underscore, so that none clashes with an attribute of the model.
    fields: dict[str, Any] = {f"{key}_": (_type(hint), Field(alias=key)) for key, hint in types}
    made: type[BaseModel] = create_model(name, __config__=ConfigDict(extra="forbid"), __doc__=doc, **fields)
    return made


def _attributes(values: type) -> dict[str, Any]:
    """The types of the attributes and properties of a class, without their annotations."""
    if issubclass(values, BaseModel):
        return {name: _bare(field.annotation) for name, field in values.model_fields.items()}
    getters = {name: member.fget for name, member in vars(values).items() if isinstance(member, property)}
    properties = {name: get_type_hints(getter)["return"] for name, getter in getters.items() if getter}
    return {name: _bare(hint) for name, hint in {**get_type_hints(values), **properties}.items()}


def _bare(hint: Any) -> Any:
    """`hint` without annotations; a day becomes a text."""
    if hint is date:
        return str
    return _bare(get_args(hint)[0]) if get_origin(hint) is Annotated else _with(hint, _bare)


def _type(hint: Any) -> Any:
    """`hint` with every named tuple and every shape in it as a model."""
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return _model(hint)
    if get_origin(hint) is Annotated and (shape := shape_in(hint)):
        return _model(shape)
    return _with(hint, _type)


def _with(hint: Any, change: Any) -> Any:
    """`hint` with each of its arguments changed."""
    origin, arguments = get_origin(hint), get_args(hint)
    if not arguments or origin is None or origin is Literal:
        return hint
    inner = tuple(change(argument) for argument in arguments)
    if origin in (Union, UnionType):
        return Union[inner]  # noqa: UP007 - the members are only known here
    return Annotated[inner] if origin is Annotated else origin[inner]
