"""The JSON Schema of a command's JSON, generated from the type that the JSON is made of."""

from __future__ import annotations

import json

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue

from pmladder.report.report import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Closed(GenerateJsonSchema):
    """Every key is always there, and there are no others."""

    def generate(self, schema: object, mode: JsonSchemaMode = "serialization") -> JsonSchemaValue:
        made = super().generate(schema, mode)  # type: ignore[arg-type]
        for part in (made, *made.get("$defs", {}).values()):
            if part.get("type") == "object" and "properties" in part:
                properties = part["properties"] = {
                    name.removesuffix("_"): value for name, value in part["properties"].items()
                }
                part["required"] = list(properties)
                part["additionalProperties"] = False
        return made


def schema_of(data: type) -> str:
    """The JSON Schema (2020-12) of a report's data, as text."""
    schema = TypeAdapter(data).json_schema(mode="serialization", schema_generator=_Closed)
    head = {"$schema": DIALECT, "$comment": f"schema_version {SCHEMA_VERSION}"}
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=2) + "\n"
