"""One entry of nested data: its fields by the names that they usually have, and the texts in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmladder.imports.ladder.headers import YEARS, folded_header, meaning
from pmladder.imports.ladder.understood import one_line
from pmladder.text import repr_quoted

TEXTS = ("summary", "description", "text", "definition", "detail", "details", "statement", "criterion")
IDS, NAMES = ("id", "key", "slug", "code"), ("name", "title", "label", "displayname", "display name")
LEVELS = (
    *("levels", "roles", "grades", "ranks", "steps", "rungs", "positions", "career levels", "job levels"),
    *("milestones", "stages", "titles", "bands"),
)
AREAS = (
    *("themes", "domains", "areas", "skills", "dimensions", "pillars", "categories", "capabilities", "topics"),
    *("competencies", "attributes", "values", "traits", "sections", "groups", "tracks"),
)
CRITERIA = (
    *("criteria", "expectations", "behaviours", "behaviors", "statements", "requirements", "responsibilities"),
    *("signals", "indicators", "examples", "evidence", "content", "points", "items", "bullets"),
)
EXPECTED = ("expectation", "behaviour", "behavior")
"""Keys of what a step says, beside those of a text."""
ASKED = ("proficiency", "proficiency level", "skill level", "rating", "mastery", "score", "target", "required level")
ROLE_NAMES = ("role", "job", "position", "job title", "role title", "role name")
SKILL_NAMES = ("skill", "competency", "competence", "capability", "topic", "attribute", "dimension")
CATEGORIES = ("category", "group", "area", "theme", "domain", "pillar")
BESIDE = (
    *(
        "link",
        "links",
        "url",
        "urls",
        "reference",
        "references",
        "source",
        "sources",
        "resources",
        "reading",
        "see also",
    ),
    *("meta", "metadata", "tags", "keywords", "contact", "contacts", "owner", "owners", "location", "locations"),
    *("next", "previous", "progression", "promotion", "promotions", "related", "history", "changelog", "faq"),
)
"""What an entry may hold beside what a role asks or what a skill looks like."""
RANKS = ("rank", "seniority", "order", "rung", "number", "grade", "level", "value", "index")
FAMILIES = ("family", "discipline", "job family")


def names_of_one(names: Sequence[str]) -> tuple[str, ...]:
    """What one entry of these is called, and its id, where another entry speaks of it."""
    singular = [_one(name) for name in names]
    return (*singular, *(f"{name} id" for name in singular))


def _one(name: str) -> str:
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


_LOW = ("min", "minimum", "low", "from", "lower", "start", "at least")
_HIGH = ("max", "maximum", "high", "to", "upper", "end", "typical", "usual", "at most")
_NO_AREAS = frozenset(("value", "title", "values", "titles"))
"""Words for lists of areas or levels that are fields of an entry of anything."""
LEVEL_NAMES = tuple(name for name in names_of_one(LEVELS) if name not in _NO_AREAS)
AREA_NAMES = tuple(name for name in names_of_one(AREAS) if name not in _NO_AREAS)
SAMPLE = 50


def plain_text(value: Any) -> str:
    """A text without spaces around, or a number as one; empty for anything else."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if isinstance(value, int) else value.strip() if isinstance(value, str) else ""


def folded_key(key: str) -> str:
    """A key as keys are compared: `skillLevel`, `skill_level` and `Skill level` are one."""
    return folded_header(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key))


def split_fields(
    value: Mapping[str, Any], known: Sequence[str], roles: bool = False
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """An entry as its fields, folded; what lies inside of it; and the keys that say nothing known."""
    fields: dict[str, Any] = {}
    inside: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for key, one in value.items():
        name = folded_key(str(key))
        is_field = name in known or (roles and (meaning(name) or "") in known)
        if is_field and (not isinstance(one, (dict, list)) or meaning(name) in ("aliases", "reports_to")):
            fields.setdefault(name, one)
        elif isinstance(one, (dict, list)):
            if one:
                (rest if name in BESIDE else inside)[str(key)] = one
        else:
            rest[str(key)] = one
    return fields, inside, rest


def with_figures_in_words(value: Any) -> Any:
    """The same, with figures in a mapping or a list as a text, under the name of a field: `pay: {low: 1, high: 2}`.

    What is pay or years is so whatever is in it; people and experience may be skills, unless their keys are of figures.
    """
    if isinstance(value, list):
        return [with_figures_in_words(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: _in_words(folded_key(str(key)), one) for key, one in value.items()}


def _in_words(key: str, value: Any) -> Any:
    field = meaning(key) or ""
    if not isinstance(value, (dict, list)) or not value or field not in (*YEARS, "pay", "people"):
        return with_figures_in_words(value)
    only = value[0] if isinstance(value, list) and len(value) == 1 else value
    ends = _ends(only)
    if ends:
        return ends
    return _flat(only) if field == "pay" or "years" in key.split() else with_figures_in_words(value)


def _ends(value: Any) -> str:
    """The ends of a range, and its currency, as they are written in a cell; empty when there is more or less in it."""
    held = value
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, (int, float)) for one in value):
        held = dict(zip(("min", "max"), value, strict=True))
    if not isinstance(held, dict):
        return ""
    fields = {folded_key(str(key)): plain_text(one) for key, one in held.items()}
    low = [key for key in fields if key in _LOW]
    high = [key for key in fields if key in _HIGH]
    others = fields.keys() - {*low, *high, "currency"}
    if not all(fields.values()) or others or len(low) > 1 or len(high) > 1 or not low + high:
        return ""
    first, last = (fields[keys[0]] if keys else "" for keys in (low, high))
    ends = f"{first}-{last}" if first and last else f"{first}+" if first else last
    return f"{ends} {fields['currency']}" if "currency" in fields else ends


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(one)}" for key, one in value.items())
    return ", ".join(map(_flat, value)) if isinstance(value, list) else plain_text(value)


def worded(value: Mapping[str, Any], names: Mapping[str, str], examples: bool = True) -> str:
    """What a criterion says: its name, its text, and its examples as a list."""
    fields = {name: value[key] for name, key in names.items()}
    name, text = one_line(first_said(fields, NAMES)), first_said(fields, (*TEXTS, *EXPECTED))
    head = f"{name}: {text}" if name and text else name or text
    shown = [text for word in ("examples", "example", "indicators", "evidence") for text in texts_of(fields.get(word))]
    return "\n".join(filter(None, (head, *(f"- {one_line(example)}" for example in shown if examples))))


def texts_of(value: Any) -> list[str]:
    """A text, or the texts of a list; of an entry of a list, what it says."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        text = plain_text(one)
        if not text and isinstance(one, dict):
            text = worded(one, {folded_key(str(key)): key for key in one})
        found += [text] if text else []
    return found


def first_said(fields: Any, words: Sequence[str]) -> str:
    """The first of these fields that says something."""
    if not isinstance(fields, Mapping):
        return ""
    folded_fields = {folded_key(str(key)): value for key, value in fields.items()}
    return next((text for word in words if (text := plain_text(folded_fields.get(word)))), "")


def is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value))


def each_entry(value: Any, key: str) -> Iterator[tuple[str, str, Any]]:
    """Where each entry of a list or a mapping stands, the key that it has in a mapping, and the entry."""
    if isinstance(value, dict):
        yield from ((f"{key}, {repr_quoted(str(name))}", str(name), entry) for name, entry in value.items())
    elif isinstance(value, list):
        yield from ((f"{key}, number {number}", "", entry) for number, entry in enumerate(value, 1))
