"""Warnings about entries that are not used, or hardly used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from pmladder.catalogue.citations import citations
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.naming import role_named
from pmladder.catalogue.warnings.rungs import ADJACENT, ladders
from pmladder.errors import Problem
from pmladder.text import repr_quoted

_LEADING = ("management", "executive")
"""The tracks that people enter from another track."""


def unreached_role(catalogue: Catalogue) -> Iterator[Problem]:
    """No transition leads to a role that people do not begin in, so it is never suggested."""
    if not catalogue.transitions:
        return
    reached = {move.to for move in catalogue.transitions}
    reached |= {move.from_role for move in catalogue.transitions if move.kind == "entry"}
    begun = _begun_at(catalogue)
    for index, role in enumerate(catalogue.roles):
        if role.id not in reached and index not in begun and role.family != ADJACENT:
            what = "no transition leads to it, so it is never suggested; add one, or remove the role"
            yield Problem(("roles", index), role_named(role), what)


def _begun_at(catalogue: Catalogue) -> set[int]:
    """The places of the roles that people may begin in: those on the lowest rung of each track.

    A track that people enter from another track counts only if it holds the lowest rung of the family; otherwise a fork
    is missing.
    """
    foot: dict[str, int] = {}
    for role in catalogue.roles:
        foot[role.family] = min(role.seniority, foot.get(role.family, role.seniority))
    lowest = ((index, catalogue.roles[index]) for rungs in ladders(catalogue) for index in rungs[0])
    return {index for index, role in lowest if role.track not in _LEADING or role.seniority == foot[role.family]}


def skill_used_once(catalogue: Catalogue) -> Iterator[Problem]:
    """Only one of several roles asks for a skill, so the skill does not help to compare roles."""
    if len(catalogue.roles) < 2:
        return
    uses = Counter(chain.from_iterable(catalogue.levels_asked))
    once = {skill for skill, count in uses.items() if count == 1}
    asked = zip(catalogue.roles, catalogue.levels_asked, strict=True)
    user = {skill: role for role, levels in asked for skill in levels if skill in once} if once else {}
    for index, skill in enumerate(catalogue.skills):
        if skill.id in once:
            only = f"only {role_named(user[skill.id])} asks for it"
            what = f"{only}; ask for it elsewhere too, or merge it into another skill"
            yield Problem(("skills", index), f"skill {repr_quoted(skill.id)}", what)


def unused_skill(catalogue: Catalogue) -> Iterator[Problem]:
    """No role asks for a skill, so no answer ever shows it."""
    used = set().union(*catalogue.levels_asked)
    used |= {
        skill
        for role in catalogue.roles
        for differing in role.by_company.values()
        for skill, asked in differing.skills.items()
        if asked.level
    }
    for index, skill in enumerate(catalogue.skills):
        if skill.id not in used:
            yield Problem(("skills", index), f"skill {repr_quoted(skill.id)}", "no role asks for it; ask, or remove it")


def uncited_source(catalogue: Catalogue) -> Iterator[Problem]:
    """No figure cites a source, so its purpose is unclear."""
    cited = {source for _, _, source in citations(catalogue)} if catalogue.sources else set()
    for index, source in enumerate(catalogue.sources):
        if source.id not in cited:
            what = "nothing cites it; cite it where it was used, or remove it"
            yield Problem(("sources", index), f"source {repr_quoted(source.id)}", what)
