"""What was understood of a ladder, in lines that people read before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmladder.catalogue.fields import NONE
from pmladder.text import plural, safe

_MOST = 100
_FIELDS = ("years", "people", "pay", "scope", "reports_to", "summary", "note", "aliases")


def outline(raw: Mapping[str, Any]) -> str:
    """The levels, the roles with what they ask, and the skills with their texts, a line each."""
    return "".join(f"{line}\n" for line in _lines(raw))


def _lines(raw: Mapping[str, Any]) -> Iterator[str]:
    scale = [NONE, *raw.get("scale", ())]
    names = {skill["id"]: skill["name"] for skill in raw.get("skills", ())}
    if len(scale) > 1:
        yield f"levels, lowest first: {', '.join(safe(name, _MOST) for name in scale[1:])}"
    for role in raw["roles"]:
        about = ", ".join(str(role[key]) for key in ("family", "track") if key in role)
        yield f"role {safe(role['title'], _MOST)} (rung {role['seniority']}{f', {about}' if about else ''})"
        for skill, asked in role.get("skills", {}).items():
            level = asked["level"] if isinstance(asked, Mapping) else asked
            must = ", must-have" if skill in role.get("must_have", ()) else ""
            optional = ", optional" if isinstance(asked, Mapping) and asked.get("optional") else ""
            yield f"  {safe(names[skill], _MOST)}: {safe(scale[level], _MOST)}{must}{optional}"
        if also := [field.replace("_", " ") for field in _FIELDS if field in role]:
            yield f"  and its {', '.join(also)}"
    for skill in raw.get("skills", ()):
        told = ["a description"] if "description" in skill else []
        told += [plural(len(skill["levels"]), "level in words", "levels in words")] if "levels" in skill else []
        yield ": ".join(filter(None, (f"skill {safe(skill['name'], _MOST)}", ", ".join(told))))
