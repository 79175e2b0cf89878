"""A catalogue as the plain data of its file: levels by name, and the shorthands that people write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmladder.catalogue.fields import Model
from pmladder.catalogue.levels import level_numbers
from pmladder.catalogue.models import Catalogue, Role, Skill

Plain = dict[str, Any]
_LONGEST_NAME = 100
"""A longer level name is no key that every reader of YAML takes; the level's number stands for it."""
_AS_THEY_ARE = Catalogue.model_fields.keys() - {
    "catalogue", "scale", "categories", "skills", "roles", "transitions", "effort",
}  # fmt: skip
_SHORT_FORMS = {"people": "min", "scope": "text", "reports_to": "titles", "education": "text"}


def to_plain(catalogue: Catalogue) -> Plain:
    """`catalogue` as mappings, lists, texts and numbers that read back as the same catalogue.

    What a file may leave out, because it is what the models take for granted, is left out.
    """
    names = _level_names(catalogue)
    plain: Plain = {}
    if about := _entry(catalogue.catalogue):
        plain["catalogue"] = about
    plain["scale"] = [_short(_entry(level), "name") for level in catalogue.scale]
    parts = {
        "categories": _value(catalogue.categories),
        "skills": [_skill(skill, names) for skill in catalogue.skills],
        "roles": [_role(role, names) for role in catalogue.roles],
        "transitions": [_transition(_entry(transition)) for transition in catalogue.transitions],
        "effort": _effort(catalogue, names),
        **{name: _value(getattr(catalogue, name)) for name in Catalogue.model_fields if name in _AS_THEY_ARE},
    }
    return {**plain, **{name: part for name, part in parts.items() if part or (name == "effort" and part is not None)}}


def _level_names(catalogue: Catalogue) -> Mapping[int, str | int]:
    """How each level is written: by its name where that reads back as this level, else by its number."""
    scale = tuple(level.name for level in catalogue.scale)
    numbers = level_numbers(scale)

    def reads_back(name: str, number: int) -> bool:
        return (
            name != str(number)
            and len(name) <= _LONGEST_NAME
            and numbers.get(name, number) == number == numbers.get(name.casefold())
        )

    names = [name if reads_back(name, number) else number for number, name in enumerate(scale, 1)]
    return dict(enumerate(("none", *names)))


def _entry(entry: Model) -> Plain:
    """The fields of `entry` that say more than their defaults, under their names in a file."""
    plain: Plain = {}
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        if field.is_required() or value != field.default:
            plain[field.alias or name] = _value(value)
    return plain


def _value(value: Any) -> Any:
    if isinstance(value, Model):
        return _entry(value)
    if isinstance(value, (tuple, list)):
        return [_value(entry) for entry in value]
    if isinstance(value, Mapping):
        return {key: _value(entry) for key, entry in value.items()}
    # A whole number of years is written as one.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _short(entry: Plain, key: str) -> Any:
    """An entry with this key alone as the value of the key."""
    return entry[key] if entry.keys() == {key} else entry


def _by_name(levels: Mapping[int, Any], names: Mapping[int, str | int]) -> dict[str, Any]:
    return {str(names.get(level, level)): _value(value) for level, value in levels.items()}


def _skill(skill: Skill, names: Mapping[int, str | int]) -> Plain:
    plain = _entry(skill)
    for key in ("levels", "close"):
        if key in plain:
            plain[key] = _by_name(plain[key], names)
    if "reading" in plain:
        plain["reading"] = [_short(reading, "title") for reading in plain["reading"]]
    return plain


def _role(role: Role, names: Mapping[int, str | int]) -> Plain:
    # Without any seniority in a file, the order of the roles would stand for it.
    plain: Plain = {"id": role.id, "title": role.title}
    rest: Plain = {"family": role.family, "track": role.track, "seniority": role.seniority, **_entry(role)}
    if "aliases" in rest:
        plain["aliases"] = [_short(alias, "title") for alias in rest.pop("aliases")]
    plain.update({key: value for key, value in rest.items() if key not in ("skills", "decisive")})
    for key in ("years", "years_in_product", "years_in_role"):
        if key in plain:
            plain[key] = _years(plain[key])
    for key, short in _SHORT_FORMS.items():
        if key in plain:
            plain[key] = _short(plain[key], short)
    if role.decisive:
        plain["decisive"] = list(role.decisive)
    if role.skills:
        plain["skills"] = _skills_asked(role, names)
    return plain


def _years(years: Plain) -> Any:
    same = years.keys() == {"min", "typical"} and years["min"] == years["typical"]
    return years["min"] if same else years


def _skills_asked(role: Role, names: Mapping[int, str | int]) -> Plain:
    skills: Plain = {}
    for skill, asked in role.skills.items():
        entry = {**_entry(asked), "level": names.get(asked.level, asked.level)}
        entry.pop("strength", None)
        if asked.strength != ("blocking" if skill in role.decisive else "supporting"):
            entry["strength"] = asked.strength
        skills[skill] = _short(entry, "level")
    return skills


def _transition(plain: Plain) -> Plain:
    if "years_in_from" in plain:
        plain["years_in_from"] = _range(plain["years_in_from"])
    years = {"years_in_from": plain.pop("years_in_from")} if "years_in_from" in plain else {}
    head = {"from": plain.pop("from"), "to": plain.pop("to"), "kind": plain.pop("kind", "promotion")}
    return {**head, **years, **plain}


def _range(span: Plain) -> list[Any]:
    return [span["min"], span["max"]]


def _effort(catalogue: Catalogue, names: Mapping[int, str | int]) -> Plain | None:
    if catalogue.effort is None:
        return None
    plain = _entry(catalogue.effort)
    if "default" in plain:
        plain["default"] = _months(plain["default"], names)
    if "skills" in plain:
        plain["skills"] = {skill: _months(months, names) for skill, months in plain["skills"].items()}
    return plain


def _months(months: Mapping[int, Plain], names: Mapping[int, str | int]) -> dict[str, Any]:
    return _by_name({level: _range(span) for level, span in months.items()}, names)
