"""Warnings about names that two entries share, or nearly share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmladder.catalogue.models import Catalogue, Role, Skill
from pmladder.catalogue.naming import role_named, skill_named
from pmladder.catalogue.spelling import Words, singular, words_of
from pmladder.errors import Problem
from pmladder.text import folded, repr_quoted

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 5
"""The shortest word that may be a misspelling: `UX` and `UI`, or `lead` and `head`, are different words."""
_LAST_LETTER = "\u058f"
"""The last letter of the alphabets that misspellings are looked for in: Latin, Greek, Cyrillic, Armenian."""


def shared_title(catalogue: Catalogue) -> Iterator[Problem]:
    """Two roles have the same title, so a person who names it may get the answer for the wrong role."""
    first: dict[str, Role] = {}
    for index, role in enumerate(catalogue.roles):
        other = first.setdefault(folded(role.title), role)
        if other is not role:
            what = f"{repr_quoted(role.title)} is also the title of {role_named(other)}; give them different titles"
            yield Problem(("roles", index, "title"), role_named(role), what)


def contested_alias(catalogue: Catalogue) -> Iterator[Problem]:
    """Two roles (in companies of one size) or two skills have the same alias, so its meaning is unclear."""
    if any(role.aliases for role in catalogue.roles):
        yield from _contested_titles(catalogue)
    if any(skill.aliases for skill in catalogue.skills):
        yield from _contested_names(catalogue)


def _contested_titles(catalogue: Catalogue) -> Iterator[Problem]:
    # The company's size decides between a title and an alias that is limited to sizes.
    claims = {folded(role.title): [(role, frozenset[str]())] for role in catalogue.roles}
    for index, role in enumerate(catalogue.roles):
        for number, alias in enumerate(role.aliases):
            sizes = frozenset(alias.company)
            others = claims.setdefault(folded(alias.title), [])
            rival = next((other for other, theirs in others if other is not role and _meet(sizes, theirs)), None)
            if rival is None:
                others.append((role, sizes))
            else:
                both = f"{repr_quoted(alias.title)} means {role_named(rival)} too"
                what = f"{both}; keep it in one, or limit it to a company size"
                yield Problem(("roles", index, "aliases", number), f"{role_named(role)}, aliases", what)


def _contested_names(catalogue: Catalogue) -> Iterator[Problem]:
    """An alias of a skill must not be the name, id or alias of another skill; singular and plural count as the same."""
    claims: dict[Words, Skill] = {}
    for skill in catalogue.skills:
        for name in (skill.name, skill.id):
            claims.setdefault(singular(words_of(name)), skill)
    for index, skill in enumerate(catalogue.skills):
        for number, alias in enumerate(skill.aliases):
            words = singular(words_of(alias))
            rival = claims.setdefault(words, skill) if words else skill
            if rival is not skill:
                what = f"{repr_quoted(alias)} means {skill_named(rival)} too; keep it in one"
                yield Problem(("skills", index, "aliases", number), f"{skill_named(skill)}, aliases", what)


def similar_names(catalogue: Catalogue) -> Iterator[Problem]:
    """Two skills, roles, tracks or families differ by a letter or the order of words, so they may be the same."""
    skills = [skill.name for skill in catalogue.skills]
    for index, other in _similar(skills):
        what = f"{repr_quoted(skills[index])} is nearly {repr_quoted(skills[other])}; merge them, or rename one"
        yield Problem(("skills", index, "name"), f"skill {repr_quoted(catalogue.skills[index].id)}", what)
    titles = [role.title for role in catalogue.roles]
    for index, other in _similar(titles):
        # `shared_title` reports two roles with the same title.
        if folded(titles[index]) != folded(titles[other]):
            what = f"{repr_quoted(titles[index])} is nearly {repr_quoted(titles[other])}; merge them, or rename one"
            yield Problem(("roles", index, "title"), role_named(catalogue.roles[index]), what)
    yield from _similar_ladders(catalogue, "track", [role.track for role in catalogue.roles])
    yield from _similar_ladders(catalogue, "family", [role.family for role in catalogue.roles])


def _similar_ladders(catalogue: Catalogue, key: str, named: Sequence[str]) -> Iterator[Problem]:
    """Tracks or families with nearly the same name: a misspelled one silently takes a role off its ladder."""
    first: dict[str, int] = {}
    for index, name in enumerate(named):
        first.setdefault(name, index)
    names = list(first)
    for slip, other in _similar(names):
        role = catalogue.roles[first[names[slip]]]
        what = (
            f"{repr_quoted(names[slip])} is nearly {repr_quoted(names[other])}; write one of them for both, or rename"
        )
        yield Problem(("roles", first[names[slip]], key), f"{role_named(role)}, {key}", what)


def _meet(sizes: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two aliases can apply in the same company, and neither is more specific."""
    return sizes == theirs or bool(sizes & theirs)


def _similar(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each name that nearly equals an earlier one, and the earlier one, both as places in `names`.

    Names are compared word by word, and each pair of words only once. Numbers and short words must be equal.
    """
    spelling: dict[str, str] = {}
    known: dict[str, str] = {}
    first: dict[tuple[str, ...], int] = {}
    for index, name in enumerate(names):
        words = [_canonical(word, spelling, known) for word in _WORD.findall(folded(name))]
        if not words:
            continue
        # Two names are alike with the same words in any order, or with the same letters (`road mapping`,
        # `roadmapping`).
        keys = (tuple(sorted(words)), ("".join(words),))
        others = [first.setdefault(key, index) for key in keys]
        if min(others) < index:
            yield index, min(others)


def _canonical(word: str, spelling: dict[str, str], known: dict[str, str]) -> str:
    """The first earlier word that `word` equals or is one typing mistake away from.

    `known` is keyed by each earlier word, whole and with one letter left out.
    """
    found = spelling.get(word)
    if found is None:
        found = word
        if len(word) >= _SHORTEST and word.isalpha() and max(word) <= _LAST_LETTER:
            left = [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]
            found = next((known[rest] for rest in left if rest in known), word)
            for rest in left:
                known.setdefault(rest, found)
        spelling[word] = found
    return found
