"""The JSON Schema of catalogue files, for editors: the models' own, with the shorthands that a file may use.

What only a second look can tell, such as an id that nothing has, is for the checks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pmladder.catalogue.field_docs import described
from pmladder.catalogue.models import Catalogue

ID = "urn:pmladder:catalogue:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

# As the models have them.
_LINE: Schema = {"type": "string", "minLength": 1, "maxLength": 5_000, "pattern": r"^[^\n\t]*$"}
_TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": 20_000}
_YEARS: Schema = {"type": "number", "minimum": 0, "maximum": 80}
_MONTHS: Schema = {"type": "number", "minimum": 0, "maximum": 960}
# As the models have it, in the words of regular expressions that every validator knows.
_ID_PATTERN = r"^[^\s!-,./:;<=>?@\[-^`{-~-][^\s!\x22$%'()*,;<=>?\[-^`{-~]*$"
_MODELS_ID = r"^[\p{L}"


def file_schema() -> Schema:
    """The schema, as the mapping that JSON is made of."""
    schema = Catalogue.model_json_schema()
    definitions: Schema = schema.pop("$defs")
    definitions["Catalogue"] = schema
    for name, model in definitions.items():
        _spelled_for_files(name, model)
    top = definitions.pop("Catalogue")
    top["properties"] = {"extends": {**_LINE, "description": described("Catalogue", "extends")}, **top["properties"]}
    top["properties"]["catalogue"].pop("default")
    top.pop("required")
    top["properties"]["roles"].pop("minItems")
    # A file that extends another may leave out what that one has, and take entries away.
    whole: Schema = {"if": {"not": {"required": ["extends"]}}, "then": _complete()}
    head = {"$schema": DIALECT, "$id": ID, "title": "pmladder catalogue"}
    return {**head, **{key: value for key, value in top.items() if key != "title"}, **whole, "$defs": definitions}


def _spelled_for_files(name: str, model: Schema) -> None:
    """Turn one model's schema into that of what a file may say for it."""
    fields: Schema = model["properties"]
    for field, shape in list(fields.items()):
        shape = _plain(shape)
        shorthand = SHORTHANDS.get((name, field))
        shape = shorthand(shape) if shorthand else shape
        fields[field] = {**shape, "title": field, "description": described(name, field)}
    if "sources" in fields and name != "Catalogue":
        fields["sources"] = _one(fields["sources"])
        fields["editorial"] = {"type": "boolean", "description": described(name, "editorial")}
    if name in REQUIRED:
        model["required"] = [field for field in REQUIRED[name] if field in KNOWN_BY.get(name, ())]
    if name in KNOWN_BY:
        fields["remove"] = {"type": "boolean", "description": described(name, "remove")}
    model["description"] = " ".join(model["description"].split())


def _plain(shape: Any) -> Any:
    """A shape with patterns that every validator knows, and without what only Python asks for."""
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


def _or(*shorthands: Schema) -> Callable[[Schema], Schema]:
    """The field, or one of these in its place."""

    def spelled(shape: Schema) -> Schema:
        rest = {key: value for key, value in shape.items() if key in ("default", "title", "description")}
        own = {key: value for key, value in shape.items() if key not in rest}
        options = own["anyOf"] if list(own) == ["anyOf"] else [own]
        return {"anyOf": [*shorthands, *options], **rest}

    return spelled


def _items(shorthand: Schema) -> Callable[[Schema], Schema]:
    """A list whose entries may be the shorthand as well."""
    return lambda shape: {**shape, "items": {"anyOf": [shorthand, shape["items"]]}}


def _one(shape: Schema) -> Schema:
    """A list, or one of its entries by itself."""
    return _or(shape["items"])(shape)


def _aliases(shape: Schema) -> Schema:
    return _or(_LINE)(_items(_LINE)(shape))


def _values(*shorthands: Schema) -> Callable[[Schema], Schema]:
    """A mapping whose values may be a shorthand as well."""

    def spelled(shape: Schema) -> Schema:
        return {**shape, "additionalProperties": {"anyOf": [*shorthands, shape["additionalProperties"]]}}

    return spelled


def _levels(shape: Schema) -> Schema:
    """What is said of each level: by its name or number, or as a list from the lowest up."""
    return _or({"type": "array", "items": shape["additionalProperties"]})(shape)


def _close(shape: Schema) -> Schema:
    return _levels(_values(_TEXT)(shape))


def _pair(figure: Schema) -> Schema:
    return {"type": "array", "items": figure, "minItems": 2, "maxItems": 2}


def _months(shape: Schema) -> Schema:
    return _values(_MONTHS, _pair(_MONTHS))(shape)


_LEVEL: Schema = {"anyOf": [_LINE, {"type": "integer", "minimum": 0, "maximum": 100}]}

SHORTHANDS: dict[tuple[str, str], Callable[[Schema], Schema]] = {
    ("Catalogue", "scale"): _items(_LINE),
    ("Skill", "aliases"): _one,
    ("Skill", "levels"): _levels,
    ("Skill", "close"): _close,
    ("Skill", "reading"): _items(_LINE),
    ("Alias", "company"): _one,
    ("Role", "aliases"): _aliases,
    ("Role", "years"): _or(_YEARS),
    ("Role", "years_in_product"): _or(_YEARS),
    ("Role", "years_in_role"): _or(_YEARS),
    ("Role", "people"): _or({"type": "integer", "minimum": 0, "maximum": 1_000_000}),
    ("Role", "scope"): _or(_TEXT),
    ("Role", "reports_to"): _or(_LINE, {"type": "array", "items": _LINE}),
    ("Role", "education"): _or(_TEXT),
    ("Role", "evidence"): _items(_TEXT),
    ("Role", "pay"): _or({"$ref": "#/$defs/Pay"}),
    ("Role", "skills"): _values(_LEVEL, {"type": "null"}),
    ("SkillAsked", "level"): lambda _: dict(_LEVEL),
    ("Transition", "years_in_from"): _or(_YEARS, _pair(_YEARS)),
    ("Transition", "company"): _one,
    ("Effort", "default"): _months,
    ("Effort", "skills"): lambda shape: {**shape, "additionalProperties": _months(shape["additionalProperties"])},
}
"""How each field may be written in short: as `catalogue/shorthand.py` spells it out."""

KNOWN_BY: dict[str, tuple[str, ...]] = {
    "ScaleLevel": ("name",),
    "Category": ("id",),
    "Skill": ("id",),
    "Role": ("id",),
    "Transition": ("from", "to"),
    "Source": ("id",),
}
"""What an entry is known by, which an entry that changes another has to say."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "Category": ("id", "name"),
    "Skill": ("id", "name"),
    "Role": ("id", "title"),
    "Source": ("id", "title"),
    "Scope": ("text",),
    "ReportsTo": ("titles",),
    "EducationAsked": ("text",),
    "SkillAsked": ("level",),
    "MonthsRange": ("min", "max"),
    "YearsInFrom": ("min", "max"),
}
"""What such an entry may leave to the one that it changes, and what stands alone may not."""


def _complete() -> Schema:
    """What holds for a file that extends none."""
    skills = {"additionalProperties": {"not": {"type": "null"}, "required": list(REQUIRED["SkillAsked"])}}
    role = {
        "scope": {"required": list(REQUIRED["Scope"])},
        "reports_to": {"required": list(REQUIRED["ReportsTo"])},
        "education": {"required": list(REQUIRED["EducationAsked"])},
        "skills": skills,
    }
    span = {"required": list(REQUIRED["MonthsRange"])}
    months: Schema = {"additionalProperties": span}
    inside: dict[str, Schema] = {
        "Role": role,
        "Transition": {"years_in_from": {"required": list(REQUIRED["YearsInFrom"])}},
    }
    parts = {
        "scale": "ScaleLevel",
        "categories": "Category",
        "skills": "Skill",
        "roles": "Role",
        "transitions": "Transition",
        "sources": "Source",
    }
    entries: dict[str, Schema] = {
        part: {
            "items": {
                "required": list(REQUIRED.get(name, KNOWN_BY[name])),
                "properties": {"remove": False, **inside.get(name, {})},
            }
        }
        for part, name in parts.items()
    }
    effort = {"properties": {"default": months, "skills": {"additionalProperties": months}}}
    for part in ("scale", "roles"):
        entries[part]["minItems"] = 1
    return {"required": ["roles"], "properties": {**entries, "effort": effort}}
