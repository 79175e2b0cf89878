"""The JSON Schema of catalogue files, for editors: the models' own, with the shorthands that a file may use.

What a schema cannot say, such as that an id exists, is left to the checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pmladder.catalogue.fields import NONE, Model
from pmladder.catalogue.grammar import EDITORIAL_KEY, REMOVE, WHOLE, FieldShape, Part, grammar
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.notation import Notation

ID = "urn:pmladder:catalogue:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_LINE: Schema = {"type": "string", "minLength": 1, "maxLength": 5_000, "pattern": r"^[^\n\t]*$"}
_BESIDE_FIELDS = {
    "extends": "builtin, or the path of a catalogue beside this one. Then write only the differences.",
    EDITORIAL_KEY: "true: nobody published this, you set it. The same as `editorial` among the sources.",
    REMOVE: "true: remove this entry of the extended catalogue.",
}
"""The meaning of the keys that are not fields of any model."""
# The models' pattern, written so that every validator of JSON Schema knows it.
_ID_PATTERN = r"^[^\s!-,./:;<=>?@\[-^`{-~-][^\s!\x22$%'()*,;<=>?\[-^`{-~]*$"
_MODELS_ID = r"^[\p{L}"


def file_schema(model: type[Model] = Catalogue) -> Schema:
    """The schema, as the mapping that JSON is made of."""
    shape = grammar(model)
    top = model.model_json_schema()
    definitions: Schema = top.pop("$defs")
    models = {shape: top, **{inner: definitions[_name(inner)] for inner in _entries(shape)}}
    spelling = _Spelling({_name(inner): _plain_fields(written) for inner, written in models.items()})
    mergeable = _mergeable(shape)
    for inner, written in models.items():
        written["properties"] = spelling.fields(inner)
        written["description"] = " ".join(written["description"].split())
        if inner in mergeable and "required" in written:
            written["required"] = list(inner.names)
    for part in shape.merged.values():
        models[part.shape.each or WHOLE]["properties"][REMOVE] = _beside(REMOVE, {"type": "boolean"})
    properties: Schema = {"extends": _beside("extends", _LINE), **top["properties"]}
    needed = [key for key in top.pop("required") if properties[key].pop("minItems", None)]
    top["properties"] = properties
    # A file that extends another may leave out required keys, and may remove entries.
    whole: Schema = {"if": {"not": {"required": ["extends"]}}, "then": {"required": needed, **_complete(shape)}}
    head = {"$schema": DIALECT, "$id": ID, "title": "pmladder catalogue"}
    return {**head, **{key: value for key, value in top.items() if key != "title"}, **whole, "$defs": definitions}


class _Spelling:
    """The schemas of what a file may write. `models` holds the schemas of the spelled-out fields."""

    def __init__(self, models: dict[str, Schema]) -> None:
        self.models = models

    def fields(self, shape: FieldShape) -> Schema:
        """The properties of an entry."""
        fields: Schema = {}
        for key, part in shape.parts.items():
            schema = self.spelled(part.shape, self.models[_name(shape)][key])
            if part.shape.form == "entry" and part.default is not None:
                schema = {word: value for word, value in schema.items() if word != "default"}
            fields[key] = {**schema, "title": key, "description": part.means}
        if shape.cites:
            fields[EDITORIAL_KEY] = _beside(EDITORIAL_KEY, {"type": "boolean"})
        return fields

    def spelled(self, shape: FieldShape, schema: Schema) -> Schema:
        """The schema of a value together with its shorthands."""
        each = shape.each or WHOLE
        if shape.each and "anyOf" in schema:
            # A list or a mapping, or null.
            first, *rest = schema["anyOf"]
            return {**schema, "anyOf": [self.spelled(shape, first), *rest]}
        match shape.form:
            case "level" | "reach":
                return self.number(schema)
            case "number" if Notation.NONE in shape.notation:
                return _or([{"const": NONE}], schema)
            case "entry":
                return _or(self.shorts(shape), schema)
            case "list":
                shorts = self.shorts(each)
                alone = (shorts or [schema["items"]]) if Notation.ALONE in shape.notation else []
                return _or(alone, {**schema, "items": _or(shorts, schema["items"])})
            case "by id" | "by level":
                null: list[Schema] = [{"type": "null"}] if Notation.REMOVABLE in shape.notation else []
                values = schema["additionalProperties"]
                values = _or([*self.shorts(each), *null], values) if each.parts else self.spelled(each, values)
                listed = [{"type": "array", "items": values}] if Notation.IN_ORDER in shape.notation else []
                return _or(listed, {**schema, "additionalProperties": values})
        return schema

    def number(self, schema: Schema) -> Schema:
        """The schema of a level: its number, or any name, because the names depend on the scale of the file."""
        return _or([_LINE], schema)

    def shorts(self, shape: FieldShape) -> list[Schema]:
        """The schemas of the shorthands of an entry."""
        for key in shape.short[:1]:
            part, schema = shape.parts[key], self.models[_name(shape)][key]
            if part.shape.form in ("level", "reach"):
                return [self.number(schema)]
            figure = schema.get("anyOf", [schema])[0]
            if part.shape.form == "list":
                return [figure["items"], figure]
            if shape.pair:
                return [figure, {"type": "array", "items": figure, "minItems": 2, "maxItems": 2}]
            return [figure]
        return []


def _name(shape: FieldShape) -> str:
    return shape.model.__name__ if shape.model else ""


def _beside(key: str, schema: Schema) -> Schema:
    return {**schema, "description": _BESIDE_FIELDS[key]}


def _entries(shape: FieldShape) -> Iterator[FieldShape]:
    """The shapes of all entries inside an entry, at any depth."""
    for part in shape.parts.values():
        inner = part.shape
        while inner.each:
            inner = inner.each
        if inner.parts:
            yield inner
            yield from _entries(inner)


def _mergeable(shape: FieldShape) -> set[FieldShape]:
    """The shapes of the entries that a file which extends another may change in part."""
    found: set[FieldShape] = set()
    for part in shape.parts.values():
        inner = part.shape
        while inner.each and (inner.form != "list" or part.key in shape.merged):
            inner = inner.each
        if inner.parts:
            found |= {inner, *_mergeable(inner)}
    return found


def _plain_fields(model: Schema) -> Schema:
    return {field: _plain(schema) for field, schema in model["properties"].items()}


def _plain(shape: Any) -> Any:
    """A schema with patterns that every validator knows, without the parts that only Python uses."""
    if isinstance(shape, list):
        return [_plain(entry) for entry in shape]
    if not isinstance(shape, dict):
        return shape
    plain = {key: _plain(value) for key, value in shape.items() if key not in ("title", "patternProperties")}
    if str(plain.get("pattern", "")).startswith(_MODELS_ID):
        plain["pattern"] = _ID_PATTERN
    for inner in shape.get("patternProperties", {}).values():
        plain["additionalProperties"] = _plain(inner)
        plain["propertyNames"] = {"minLength": 1, "maxLength": 200, "pattern": _ID_PATTERN}
    return plain


def _or(shorthands: Sequence[Schema], schema: Schema) -> Schema:
    """The schema of a value, or one of these in its place."""
    if not shorthands:
        return schema
    rest = {key: value for key, value in schema.items() if key == "default"}
    kept = {key: value for key, value in schema.items() if key not in rest}
    options = kept["anyOf"] if list(kept) == ["anyOf"] else [kept]
    return {"anyOf": [*shorthands, *options], **rest}


def _complete(shape: FieldShape) -> Schema:
    """The extra rules for a file that extends no other: required keys are present, and no entry is removed."""
    parts = sorted(shape.parts.values(), key=lambda part: part.key not in shape.merged)
    whole = {part.key: found for part in parts if (found := _whole(shape, part))}
    return {"properties": whole} if whole else {}


def _whole(shape: FieldShape, part: Part) -> Schema:
    if part.key in shape.merged:
        entry = part.shape.each or WHOLE
        inside = {"properties": {REMOVE: False, **_complete(entry).get("properties", {})}}
        items: Schema = {"items": {"required": list(entry.required), **inside}}
        return {**items, "minItems": 1} if part.required else items
    if part.shape.form == "list":
        return {}
    return _without_gaps(part.shape)


def _without_gaps(shape: FieldShape) -> Schema:
    required = {"required": list(shape.required)} if shape.required else {}
    if shape.parts:
        return {**required, **_complete(shape)}
    each = _without_gaps(shape.each) if shape.each and shape.form != "list" else {}
    null: Schema = {"not": {"type": "null"}} if Notation.REMOVABLE in shape.notation else {}
    return {"additionalProperties": {**null, **each}} if each or null else {}
