"""Translates the words of the first edition in profiles, journals and saved plans into today's words.

Old files are translated when they are read. Journals and plans are never rewritten; a profile is at its next save.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

VERDICTS: Mapping[str, str] = {
    "blocked": "not-yet",
    "can't say yet": "cannot-say",
    "within reach": "within-reach",
    "case to make": "case-to-make",
}
AXES: Mapping[tuple[str, str | None], str] = {
    ("skill-level", None): "skill",
    ("years", "years-in-product"): "years-in-product",
    ("years", "years-of-work"): "years-of-work",
    ("people-led", None): "people",
    ("education", None): "education",
    ("evidence", None): "evidence",
    ("prior-role", None): "time-on-track",
}
"""The axis for a rule and a subject. Without a subject, the axis holds for all subjects of the rule."""

RATER = "by"
"""The old key of a rating's `rater`."""

_DEGREES = ("none", "school", "bachelor", "master", "doctorate")
_HELD = {"years": "years-in-product", "years_of_work": "years-of-work", "people": "people"}


def axis_of(rule: Any, subject: Any) -> str | None:
    """The axis of a rule of the first edition; None for an unknown rule."""
    return AXES.get((rule, subject)) or AXES.get((rule, None)) if isinstance(rule, str) else None


def figure(value: Any) -> Any:
    """A figure of the first edition as a number. Degrees were words."""
    return _DEGREES.index(value) if value in _DEGREES else value


def entry_in_todays_words(entry: Any) -> Any:
    """A journal line in today's words. Any line that is not of the first edition stays as it is."""
    if not isinstance(entry, Mapping) or not _is_old(entry):
        return entry
    asked = entry.get("asked")
    roles = asked if isinstance(asked, Mapping) else {}
    kept = {key: value for key, value in entry.items() if key not in _HELD and key != "asked"}
    held = [
        {"axis": axis, "subject": axis, "low": entry[key], "high": entry[key], "basis": "given"}
        for key, axis in _HELD.items()
        if entry.get(key) is not None
    ]
    known = {(holding["axis"], holding["subject"]) for holding in held}
    for holding in (one for role in roles.values() for one in _holdings(role)):
        if (key := (holding["axis"], holding["subject"])) not in known:
            known.add(key)
            held.append(holding)
    return {**kept, "held": held, "asked": {name: _role(role) for name, role in roles.items()}}


def rated_in_old_words(raw: Mapping[str, Any]) -> list[str]:
    """The skills of a profile (as plain data) whose ratings use the old key for `rater`."""
    skills = raw.get("skills")
    ratings = skills.items() if isinstance(skills, Mapping) else ()
    return [skill for skill, rating in ratings if isinstance(rating, Mapping) and RATER in rating]


def profile_in_todays_words(raw: dict[str, Any]) -> dict[str, Any]:
    """A profile as plain data, in today's words."""
    old = rated_in_old_words(raw)
    if not old:
        return raw
    new = {
        skill: {"rater" if key == RATER else key: value for key, value in raw["skills"][skill].items()} for skill in old
    }
    return {**raw, "skills": {**raw["skills"], **new}}


def _is_old(entry: Mapping[Any, Any]) -> bool:
    """Whether a line has a key or word that only the first edition wrote."""
    asked = entry.get("asked")
    roles = [role for role in asked.values() if isinstance(role, Mapping)] if isinstance(asked, Mapping) else []
    verdicts = [role.get("verdict") for role in roles]
    return bool(_HELD.keys() & entry.keys()) or any(v in VERDICTS for v in verdicts if isinstance(v, str))


def _role(role: Any) -> Any:
    if not isinstance(role, Mapping):
        return role
    kept = {key: value for key, value in role.items() if key not in ("blocking", "figures", "skills", "verdict")}
    skills = role.get("skills")
    if isinstance(skills, Mapping):
        kept["skills"] = {skill: {"entry": level, "level": level} for skill, level in skills.items()}
    verdict = role.get("verdict")
    return {
        **kept,
        "verdict": VERDICTS.get(verdict, verdict) if isinstance(verdict, str) else verdict,
        "must_have": role.get("blocking", ()),
        "others": [
            {
                "axis": axis,
                "subject": figure_of.get("subject"),
                "entry": figure(figure_of.get("need")),
                "level": figure(figure_of.get("need")),
                "must_have": figure_of.get("strength") == "blocking",
            }
            for axis, figure_of in _figures(role)
        ],
    }


def _holdings(role: Any) -> Iterator[dict[str, Any]]:
    """The holding for each figure that a role asked for. Unknown figures have no upper end."""
    for axis, figure_of in _figures(role):
        have = figure(figure_of.get("have"))
        known = have is not None
        open_end = not known or axis == "evidence"
        yield {
            "axis": axis,
            "subject": figure_of.get("subject"),
            "low": have if known else 0,
            "high": None if open_end else have,
            "basis": "given" if known else "none",
        }


def _figures(role: Any) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    figures = role.get("figures") if isinstance(role, Mapping) else None
    for one in figures if isinstance(figures, (list, tuple)) else ():
        if isinstance(one, Mapping) and (axis := axis_of(one.get("rule"), one.get("subject"))):
            yield axis, one


def plan_in_todays_words(plan: Any) -> Any:
    """A saved plan in today's words. A plan that is not of the first edition stays as it is."""
    if not isinstance(plan, Mapping) or not isinstance(items := plan.get("items"), (list, tuple)):
        return plan
    role = plan.get("role")
    return {
        **plan,
        "role": role.get("role") if isinstance(role, Mapping) else role,
        "case": {"items": [_item(item) for item in items]},
    }


def _item(item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    axis = axis_of(item.get("rule"), item.get("subject"))
    return {**item, "axis": axis, "to": figure(item.get("to"))}
