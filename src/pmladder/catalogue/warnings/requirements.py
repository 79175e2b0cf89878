"""Warnings about requirements that do not rise along the ladder, or do not distinguish roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role
from pmladder.catalogue.naming import move_named, role_named
from pmladder.catalogue.role_parts import YearsAsked
from pmladder.catalogue.warnings.rungs import least_asked, neighbours
from pmladder.errors import Problem
from pmladder.text import repr_quoted

_NAMED = 3
"""How many skills one message names. The others are only counted."""


def indistinct_roles(catalogue: Catalogue) -> Iterator[Problem]:
    """Two roles ask for the same skills at the same levels, so skills cannot tell the two apart."""
    first: dict[Any, Role] = {}
    for index, levels in enumerate(catalogue.levels_asked):
        role = catalogue.roles[index]
        other = first.setdefault(frozenset(levels.items()) or tuple(_besides(role).items()), role)
        if other is not role:
            yield Problem(("roles", index), role_named(role), _not_told_apart(role, other, bool(levels)))


def promotion_without_gap(catalogue: Catalogue) -> Iterator[Problem]:
    """A promotion asks for no skill at a higher level, so nobody can prepare for it by learning."""
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
    """A role asks for a lower level of a skill than the rung below it on its track."""
    reported: set[tuple[str, str]] = set()
    places = {role.id: index for index, role in enumerate(catalogue.roles)}
    for index, least, below in _steps_up(catalogue, places):
        role, dropped = catalogue.roles[index], []
        for skill, level in least.items():
            asked = role.skills[skill].level if skill in role.skills else 0
            if asked >= level or (role.id, skill) in reported:
                continue
            reported.add((role.id, skill))
            if not asked:
                dropped.append(skill)
                continue
            falls = f"asks for {catalogue.level_name(asked)}, where {below} asks for {catalogue.level_name(level)}"
            where = f"{role_named(role)}, skills, {repr_quoted(skill)}"
            yield Problem(("roles", index, "skills", skill), where, f"{falls}; raise it here, or lower it there")
        if dropped:
            more = [f"{len(dropped) - _NAMED} more"] if len(dropped) > _NAMED else []
            names = [*map(repr_quoted, dropped[:_NAMED]), *more]
            what = f"does not ask for {', '.join(names)}, unlike {below}; ask for them here, or not there"
            yield Problem(("roles", index, "skills"), f"{role_named(role)}, skills", what)


def people_skill_apart(catalogue: Catalogue) -> Iterator[Problem]:
    """Two roles that lead the same number of people differ by over one level in a skill with `goes_with: people`."""
    reported: set[tuple[str, str]] = set()
    for skill in [skill.id for skill in catalogue.skills if skill.goes_with == "people"]:
        for size in (None, *get_args(CompanySize)):
            asked = [(led, role, _level(role, skill)) for led, role in _leading(catalogue, size)]
            lowest = {led: (role, level) for led, role, level in sorted(asked, key=lambda one: -one[2])}
            for led, role, level in asked:
                other, least = lowest[led]
                if level - least > 1 and (role.id, skill) not in reported:
                    reported.add((role.id, skill))
                    levels = catalogue.level_name(level), catalogue.level_name(least)
                    here = f" in {size} companies" if size else ""
                    asks = f"asks for {levels[0]}, {role_named(other)} for {levels[1]}"
                    path = _place(catalogue, role, skill, size)
                    where = ", ".join([role_named(role), *map(str, path[2:-1]), repr_quoted(skill)])
                    yield Problem(
                        path, where, f"{asks}, and both lead the same number of people{here}; bring the levels closer"
                    )


def _leading(catalogue: Catalogue, size: CompanySize | None) -> Iterator[tuple[int, Role]]:
    """The roles that lead people, at companies of this size, each with how many it leads."""
    roles = (role.sized(size) for role in catalogue.roles)
    return ((role.people.min, role) for role in roles if role.people and role.people.min)


def _level(role: Role, skill: str) -> int:
    return role.skills[skill].level if skill in role.skills else 0


def _place(catalogue: Catalogue, role: Role, skill: str, size: CompanySize | None) -> tuple[str | int, ...]:
    """The path to a role's requirement of a skill at companies of this size."""
    index = catalogue.role_places[role.id]
    differing = catalogue.roles[index].by_company.get(size) if size else None
    by_size = ("by_company", size) if size and differing and skill in differing.skills else ()
    return ("roles", index, *by_size, "skills", skill)


def same_must_haves(catalogue: Catalogue) -> Iterator[Problem]:
    """Two neighbouring rungs have the same must-haves at the same levels, so a case for one is a case for the other."""
    asked = [_must_haves(role) for role in catalogue.roles]
    for lower, upper in neighbours(catalogue) if any(asked) else ():
        for index in upper:
            twin = next((below for below in lower if asked[below] == asked[index]), None)
            if twin is not None:
                role, other = catalogue.roles[index], role_named(catalogue.roles[twin])
                what = (
                    f"has the must-haves of {other}, at the same levels"
                    if asked[index]
                    else f"has no must-haves, like {other}"
                )
                fix = "raise one, or make a difference a must-have"
                yield Problem(("roles", index, "must_have"), f"{role_named(role)}, must_have", f"{what}; {fix}")


def _must_haves(role: Role) -> frozenset[tuple[str, Any]]:
    """The must-haves of a role, each with its level or figure."""
    levels = {skill: asked.level for skill, asked in role.skills.items() if asked.must_have and asked.level}
    figures = {
        "years": role.years and role.years.must_have and role.years.min,
        "years in product": role.years_in_product and role.years_in_product.must_have and role.years_in_product.min,
        "people": role.people and role.people.must_have and role.people.min,
        "reach": role.reach and role.reach.must_have and role.reach.level,
        "education": role.education and role.education.must_have and role.education.level,
        "prior": role.prior and role.prior.must_have and (role.prior.tracks, role.prior.years),
        "evidence": frozenset((one.kind or one.id, one.count) for one in role.evidence if one.must_have),
    }
    return frozenset([*levels.items(), *((f" {name}", figure) for name, figure in figures.items() if figure)])


def _steps_up(catalogue: Catalogue, places: Mapping[str, int]) -> Iterator[tuple[int, Mapping[str, int], str]]:
    """Each role with a rung below it or a promotion to it: its place, the skills asked below, and who asks for them."""
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
    equal = f"asks for the same levels of the same skills as {role_named(other)}"
    return f"{equal}, {only}; say what differs, or merge them"


def _differing(role: Role, other: Role) -> list[str]:
    """The requirements, other than skills, that differ between two roles, in words."""
    one, two = _besides(role), _besides(other)
    return [name for name in one if one[name] != two[name]]


def _besides(role: Role) -> dict[str, Any]:
    """The requirements of a role other than skills, without notes and sources."""
    return {
        "years": (_years(role.years), _years(role.years_in_product)),
        "people led": role.people.min if role.people else None,
        "education": role.education.level if role.education else None,
        "evidence": frozenset((evidence.kind or evidence.id, evidence.count) for evidence in role.evidence),
        "reach": role.reach.level if role.reach else None,
        "years before": (role.prior.tracks, role.prior.years) if role.prior else None,
    }


def _years(asked: YearsAsked | None) -> tuple[float | None, float | None]:
    return (asked.min, asked.typical) if asked else (None, None)
