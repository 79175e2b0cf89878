"""What the entries of a list or a mapping are, in nested data: by its key, and by what is inside of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pmladder.imports.ladder.headers import ROLE_FIELDS, TOLD_OF_ROLES, meaning
from pmladder.imports.ladder.titles import read_title
from pmladder.imports.ladder.tree_entries import (
    AREA_NAMES,
    AREAS,
    ASKED,
    BESIDE,
    CATEGORIES,
    CRITERIA,
    EXPECTED,
    FAMILIES,
    IDS,
    LEVEL_NAMES,
    LEVELS,
    NAMES,
    RANKS,
    ROLE_NAMES,
    SAMPLE,
    TEXTS,
    each_entry,
    folded_key,
    is_nested,
)

Holds = Literal["roles", "skills", "groups", "ladders", "names of roles", "names of skills", "nothing"]
"""What the entries of a list or a mapping are: `groups` of skills, or `ladders` that lie one key deeper."""
_MANY_DIGITS = 3
"""A number of so many digits is that of no level."""


def what_holds(key: str, value: Any) -> Holds:
    """What the entries of a list or a mapping are, by its folded key and by what is inside of them."""
    entries = [one for _, (_, _, one) in zip(range(SAMPLE), each_entry(value, ""), strict=False)]
    nested = [one for one in entries if isinstance(one, (dict, list)) and one]
    if isinstance(value, dict) and is_ladder(value):
        return "ladders"
    if not nested:
        flat_texts = isinstance(value, dict) and key not in LEVELS
        names = (
            "names of roles" if key in LEVELS else "names of skills" if key in AREAS and not flat_texts else "nothing"
        )
        return names if isinstance(value, list) or key in (*LEVELS, *AREAS) else "nothing"  # type: ignore[return-value]
    if any(map(_holds_several_skills, nested)):
        return "groups"
    if any(map(_holds_steps, nested)):
        return "skills"
    if any(_holds_skills_with_steps(one) for one in nested):
        return "groups"
    if any(map(_holds_skills, nested)):
        return "roles"
    if any(isinstance(one, dict) and is_ladder(one) for one in nested):
        return "ladders"
    by_names = _by_names(key, value, nested)
    return "names of roles" if by_names == "nothing" and _are_told_roles(entries) else by_names


def _are_told_roles(entries: Sequence[Any]) -> bool:
    """Whether flat entries are roles, each with a title and with what only a ladder says of one, such as its years."""
    return len(entries) > 1 and all(
        isinstance(one, dict)
        and sum(folded_key(str(key)) in (*NAMES, *ROLE_NAMES) for key in one) == 1
        and any((meaning(folded_key(str(key))) or "") in TOLD_OF_ROLES for key in one)
        and all(_is_known_of_role(folded_key(str(key))) for key in one)
        for one in entries
    )


def _is_known_of_role(key: str) -> bool:
    return key in (*NAMES, *ROLE_NAMES, *IDS, *TEXTS, *RANKS, *FAMILIES) or (meaning(key) or "") in ROLE_FIELDS


def _by_names(key: str, value: Any, nested: Sequence[Any]) -> Holds:
    """What the entries are where no word says it: by which of two names, one within the other, are those of steps."""
    inner = [str(name) for one in nested if isinstance(one, dict) for name in one if folded_key(str(name)) not in NAMES]
    outer = [str(name) for name in value] if isinstance(value, dict) else []
    leaves = [leaf for one in nested if isinstance(one, dict) for leaf in one.values()]
    if inner and any(isinstance(leaf, dict) for leaf in leaves):
        innermost = [str(name) for leaf in leaves if isinstance(leaf, dict) for name in leaf]
        if _ranked(outer) >= 0.5 or key in LEVELS:
            return "roles"
        return "groups" if _ranked(innermost) > 0.5 else "ladders" if _ranked(inner) >= 0.5 else "nothing"
    if not inner:
        return "names of roles" if key in LEVELS else "names of skills" if key in AREAS else "nothing"
    if key in LEVELS:
        declared = all(_is_declared(one) and not _has_texts_by_skill(one) for one in nested)
        return "names of roles" if declared else "roles"
    if _ranked(inner) > _ranked(outer) and _ranked(inner) >= 0.5:
        return "skills"
    if _ranked(outer) >= 0.5:
        return "roles"
    return "names of skills" if key in AREAS and all(map(_is_declared, nested)) else "nothing"


def has_parts(raw: Mapping[str, Any]) -> bool:
    """Whether a mapping has lists or mappings under the usual names of the parts of a ladder."""
    return any(
        folded_key(key) in (*LEVELS, *AREAS, *CRITERIA) and isinstance(value, (dict, list)) and value
        for key, value in raw.items()
    )


def _is_declared(one: Any) -> bool:
    """Whether an entry has a name or an id, and nothing beside what is known of a role or a skill."""
    if not isinstance(one, dict):
        return False
    known = {*NAMES, *IDS, *TEXTS, *RANKS, *FAMILIES, *CATEGORIES}
    keys = [folded_key(str(key)) for key in one]
    return any(key in (*NAMES, *IDS) for key in keys) or all(
        key in known or (meaning(key) or "") in ROLE_FIELDS for key in keys
    )


def _has_texts_by_skill(entry: Any) -> bool:
    return isinstance(entry, dict) and any(are_texts_of_skill(str(key), value) for key, value in entry.items())


def are_texts_of_skill(key: str, value: Any) -> bool:
    """Whether a list of texts in a role says what it asks of the skill that its key names."""
    name = folded_key(key)
    known = {*NAMES, *IDS, *TEXTS, *RANKS, *FAMILIES, *CATEGORIES, *LEVELS, *AREAS, *CRITERIA, *BESIDE}
    is_known = not name or name in known or (meaning(name) or "") in ROLE_FIELDS
    return isinstance(value, list) and not is_known and bool(value) and all(isinstance(one, str) for one in value)


def is_ladder(value: Mapping[str, Any]) -> bool:
    """Whether a mapping has the parts of a ladder under their usual names, and is no entry of its own."""
    held = [(folded_key(key), one) for key, one in value.items() if isinstance(one, (dict, list)) and one]
    return any(
        key in (*LEVELS, *AREAS)
        and not (key in LEVELS and _are_steps(one))
        and what_holds(key, one) in ("roles", "skills", "groups")
        for key, one in held
    )


def _holds_steps(entry: Any) -> bool:
    """Whether an entry is a skill that holds its steps."""
    if not isinstance(entry, dict):
        return False
    return any(
        isinstance(value, (dict, list)) and value and (key in LEVELS or _step_named(key, value)) and _are_steps(value)
        for key, value in ((folded_key(str(name)), value) for name, value in entry.items())
        if key not in FAMILIES
    )


def _holds_several_skills(entry: Any) -> bool:
    """Whether the keys of an entry, but for those of fields, are skills that each hold steps by their names."""
    known = (*NAMES, *IDS, *TEXTS, *FAMILIES)
    held = [(folded_key(str(name)), value) for name, value in entry.items()] if isinstance(entry, dict) else []
    inside = [(key, value) for key, value in held if isinstance(value, (dict, list)) or key not in known]
    return len(inside) > 1 and all(
        isinstance(value, dict) and value and key not in LEVELS and _step_named(key, value) and _are_steps(value)
        for key, value in inside
    )


def _step_named(key: str, value: Any) -> bool:
    """Whether the entries of a list name a level each, or the keys of a mapping are those of steps."""
    if isinstance(value, dict):
        return key not in (*AREAS, *CRITERIA) and _ranked(list(value)) > 0.5
    return any(
        isinstance(one, dict) and any(folded_key(key) in (*LEVEL_NAMES, "value") for key in one)
        for one in value[:SAMPLE]
    ) and not any(isinstance(one, dict) and any(folded_key(key) in AREA_NAMES for key in one) for one in value[:SAMPLE])


def _are_steps(value: Any) -> bool:
    """Whether these are the steps of one skill: texts, numbers or lists of texts, and no skills in them."""
    return all(
        not isinstance(one, dict)
        or (
            not any(isinstance(held, dict) or _holds_records(held) for held in one.values())
            and any(folded_key(key) in (*TEXTS, *EXPECTED, *CRITERIA, *ASKED) for key in one)
        )
        for _, (_, _, one) in zip(range(SAMPLE), each_entry(value, ""), strict=False)
    )


def _holds_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def are_texts_beside(key: str, value: Any) -> bool:
    """Whether a list in a skill holds texts that no key calls steps, such as its keywords."""
    return isinstance(value, list) and key not in (*LEVELS, *CRITERIA) and not is_nested(value)


def are_names_of_steps(names: Sequence[str]) -> bool:
    return _ranked(names) > 0.5 and not any(folded_key(name) in (*LEVELS, *CRITERIA, *AREAS) for name in names)


def _holds_skills(entry: Any) -> bool:
    """Whether an entry is a role that holds what it asks."""
    return isinstance(entry, dict) and any(
        isinstance(value, (dict, list)) and value and folded_key(str(key)) in (*CRITERIA, *AREAS)
        for key, value in entry.items()
    )


def _holds_skills_with_steps(entry: Any) -> bool:
    if isinstance(entry, list):
        return any(map(_holds_steps, entry[:SAMPLE]))
    return isinstance(entry, dict) and any(
        _holds_steps(one)
        for value in entry.values()
        if isinstance(value, (dict, list))
        for _, (_, _, one) in zip(range(SAMPLE), each_entry(value, ""), strict=False)
    )


def holds_anything(entry: Any) -> bool:
    return isinstance(entry, dict) and any(
        isinstance(value, dict)
        or _holds_records(value)
        or (isinstance(value, list) and folded_key(str(key)) in CRITERIA)
        for key, value in entry.items()
    )


def _ranked(names: Sequence[str]) -> float:
    """Which part of these names has a word or a number for a rank."""
    few = names[:SAMPLE]
    return (
        sum((name.isdecimal() and len(name) < _MANY_DIGITS) or read_title(name).ranked for name in few) / len(few)
        if few
        else 0.0
    )


def is_record(value: Mapping[str, Any]) -> bool:
    """Whether a mapping says something of one skill, and is no mapping of skills."""
    return any(folded_key(str(key)) in (*TEXTS, *CRITERIA, *ASKED, *NAMES, *IDS, "level") for key in value)


def is_flat_record(value: Any) -> bool:
    """Whether a mapping says the level of one skill, and perhaps what that looks like, with nothing inside of it."""
    return isinstance(value, dict) and not any(map(is_nested, value.values())) and _names_a_level(value)


def _names_a_level(value: Mapping[str, Any]) -> bool:
    keys = {folded_key(str(key)) for key in value}
    return not keys.isdisjoint((*ASKED, "level")) and keys <= {*ASKED, *TEXTS, *CRITERIA, "level"}
