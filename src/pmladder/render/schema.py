"""The JSON Schema of a command's JSON, generated from the type that the JSON is made of."""

from __future__ import annotations

import json
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from pmladder.report.report import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(data: type) -> str:
    """The JSON Schema (2020-12) of a report's data, as text. Every key is always there, and no others are."""
    head = {"$schema": DIALECT, "$comment": f"schema_version {SCHEMA_VERSION}"}
    schema = _model(data).model_json_schema(mode="serialization")
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=2) + "\n"


@cache
def _model(values: type) -> type[BaseModel]:
    """A named tuple as the model of the JSON object that it is written as."""
    hints = get_type_hints(values, include_extras=True)
    fields: dict[str, Any] = {
        # A name that Python keeps for itself ends with an underscore there, and not in JSON.
        name: (_type(hints[name]), Field(alias=name.removesuffix("_")))
        for name in values._fields  # type: ignore[attr-defined]
    }
    made: type[BaseModel] = create_model(
        values.__name__, __config__=ConfigDict(extra="forbid"), __doc__=values.__doc__, **fields
    )
    return made


def _type(hint: Any) -> Any:
    """`hint` with every named tuple in it as a model."""
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return _model(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if not arguments or origin is None or not any(_holds_values(argument) for argument in arguments):
        return hint
    inner = tuple(_type(argument) for argument in arguments)
    if origin in (Union, UnionType):
        return Union[inner]  # noqa: UP007 - the members are only known here
    return Annotated[inner] if origin is Annotated else origin[inner]


def _holds_values(hint: Any) -> bool:
    return hasattr(hint, "_fields") or any(_holds_values(argument) for argument in get_args(hint))
