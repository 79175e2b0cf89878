"""Warnings of requirements that do not rise with the ladder, or tell nothing apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmladder.catalogue.models import Catalogue, Role
from pmladder.catalogue.naming import move_named, role_named
from pmladder.catalogue.role_parts import YearsAsked
from pmladder.catalogue.warnings.rungs import least_asked, neighbours
from pmladder.errors import Problem
from pmladder.text import repr_quoted

_NAMED = 3
"""Skills that one message names; the others it counts."""


def indistinct_roles(catalogue: Catalogue) -> Iterator[Problem]:
    """Two roles ask for the same skills at the same levels, so that skills cannot say which of them a person is in."""
    first: dict[Any, Role] = {}
    for index, levels in enumerate(catalogue.levels_asked):
        role = catalogue.roles[index]
        other = first.setdefault(frozenset(levels.items()) or tuple(_besides(role).items()), role)
        if other is not role:
            yield Problem(("roles", index), role_named(role), _not_told_apart(role, other, bool(levels)))


def promotion_without_gap(catalogue: Catalogue) -> Iterator[Problem]:
    """A promotion asks for no skill at a higher level, so that nobody can prepare for it by learning."""
    for index, move in enumerate(catalogue.transitions):
        below, above = catalogue.roles_by_id[move.from_role], catalogue.roles_by_id[move.to]
        held, asked = below.skills, above.skills
        rises = any(entry.level > (held[skill].level if skill in held else 0) for skill, entry in asked.items())
        if move.kind != "promotion" or rises:
            continue
        other = _differing(below, above)
        if held or asked or not other:
            only = f"; only {' and '.join(other)} differ" if other else ""
            what = f"asks for no more of any skill{only}; raise a requirement, or make it a lateral move"
            yield Problem(("transitions", index), move_named(move), what)


def falling_requirement(catalogue: Catalogue) -> Iterator[Problem]:
    """A role asks for less of a skill than the rung below it on its track, so that the way up leads down there."""
    told: set[tuple[str, str]] = set()
    places = {role.id: index for index, role in enumerate(catalogue.roles)}
    for index, least, below in _steps_up(catalogue, places):
        role, dropped = catalogue.roles[index], []
        for skill, level in least.items():
            asked = role.skills[skill].level if skill in role.skills else 0
            if asked >= level or (role.id, skill) in told:
                continue
            told.add((role.id, skill))
            if not asked:
                dropped.append(skill)
                continue
            falls = f"asks for {catalogue.level_name(asked)}, where {below} asks for {catalogue.level_name(level)}"
            where = f"{role_named(role)}, skills, {repr_quoted(skill)}"
            yield Problem(("roles", index, "skills", skill), where, f"{falls}; raise it here, or lower it there")
        if dropped:
            more = [f"{len(dropped) - _NAMED} more"] if len(dropped) > _NAMED else []
            names = [*map(repr_quoted, dropped[:_NAMED]), *more]
            what = f"asks for no level of {', '.join(names)}, which {below} asks for; ask for them here, or not there"
            yield Problem(("roles", index, "skills"), f"{role_named(role)}, skills", what)


def _steps_up(catalogue: Catalogue, places: Mapping[str, int]) -> Iterator[tuple[int, Mapping[str, int], str]]:
    """The place of each role that is a step up from something, what is asked below it, and what that is called."""
    for move in catalogue.transitions:
        below, above = catalogue.roles_by_id[move.from_role], catalogue.roles_by_id[move.to]
        if move.kind == "promotion" and below.track == above.track and below.seniority < above.seniority:
            yield places[above.id], least_asked([below]), role_named(below)
    for lower, upper in neighbours(catalogue):
        roles = [catalogue.roles[index] for index in lower]
        name = role_named(roles[0]) if len(roles) == 1 else "every role on the rung below"
        if least := least_asked(roles):
            yield from ((index, least, name) for index in upper)


def _not_told_apart(role: Role, other: Role, by_skills: bool) -> str:
    if not by_skills:
        return f"asks for no skill, and for nothing else that tells it from {role_named(other)}; say what differs"
    differing = _differing(role, other)
    only = f"only {' and '.join(differing)} tell them apart" if differing else "no requirement tells them apart"
    same = f"asks for the same levels of the same skills as {role_named(other)}"
    return f"{same}, {only}; say what differs, or merge them"


def _differing(role: Role, other: Role) -> list[str]:
    """Which requirements beside the skills differ between two roles, in words."""
    one, two = _besides(role), _besides(other)
    return [name for name in one if one[name] != two[name]]


def _besides(role: Role) -> dict[str, Any]:
    """What a role asks for beside skills, without notes and sources."""
    return {
        "years": (_years(role.years), _years(role.years_in_product)),
        "people led": role.people.min if role.people else None,
        "education": role.education.level if role.education else None,
        "evidence": frozenset((evidence.kind or evidence.id, evidence.count) for evidence in role.evidence),
        "years before": (role.prior.tracks, role.prior.years) if role.prior else None,
    }


def _years(asked: YearsAsked | None) -> tuple[float | None, float | None]:
    return (asked.min, asked.typical) if asked else (None, None)
