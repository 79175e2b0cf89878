"""Warnings of names that two entries share, or nearly share."""

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
"""Letters of a word that may be a slip of another: `UX` and `UI`, or `lead` and `head`, are different words."""
_LAST_LETTER = "\u058f"
"""The last letter of the scripts that write words with few dozen letters each: Latin, Greek, Cyrillic, Armenian."""


def shared_title(catalogue: Catalogue) -> Iterator[Problem]:
    """Two roles have one title, so that a person who names it may be answered for the wrong one."""
    first: dict[str, Role] = {}
    for index, role in enumerate(catalogue.roles):
        other = first.setdefault(folded(role.title), role)
        if other is not role:
            what = f"{repr_quoted(role.title)} is the title of {role_named(other)} too; tell them apart in words"
            yield Problem(("roles", index, "title"), role_named(role), what)


def contested_alias(catalogue: Catalogue) -> Iterator[Problem]:
    """Two roles, in companies of one size, or two skills claim one alias, so that it means neither for sure."""
    if any(role.aliases for role in catalogue.roles):
        yield from _contested_titles(catalogue)
    if any(skill.aliases for skill in catalogue.skills):
        yield from _contested_names(catalogue)


def _contested_titles(catalogue: Catalogue) -> Iterator[Problem]:
    # A company's size decides between a title and an alias that is tied to sizes.
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
                what = f"{both}; keep it in one, or tie it to a company size"
                yield Problem(("roles", index, "aliases", number), f"{role_named(role)}, aliases", what)


def _contested_names(catalogue: Catalogue) -> Iterator[Problem]:
    """As people's words are read: an alias in another plural is the same, and so is another skill's name or id."""
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
    """Two skills, roles, tracks or families differ by a letter or the order of words, and may be one written twice."""
    skills = [skill.name for skill in catalogue.skills]
    for index, other in _similar(skills):
        what = f"{repr_quoted(skills[index])} is nearly {repr_quoted(skills[other])}; merge them, or rename one"
        yield Problem(("skills", index, "name"), f"skill {repr_quoted(catalogue.skills[index].id)}", what)
    titles = [role.title for role in catalogue.roles]
    for index, other in _similar(titles):
        # Two roles of one title are told of by themselves.
        if folded(titles[index]) != folded(titles[other]):
            what = f"{repr_quoted(titles[index])} is nearly {repr_quoted(titles[other])}; merge them, or rename one"
            yield Problem(("roles", index, "title"), role_named(catalogue.roles[index]), what)
    yield from _similar_ladders(catalogue, "track", [role.track for role in catalogue.roles])
    yield from _similar_ladders(catalogue, "family", [role.family for role in catalogue.roles])


def _similar_ladders(catalogue: Catalogue, key: str, named: Sequence[str]) -> Iterator[Problem]:
    """Tracks, or families, that are nearly another's name: a slip takes a role off its ladder without a word."""
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
    """Whether two claims hold in one company, and none of them more closely than the other."""
    return sizes == theirs or bool(sizes & theirs)


def _similar(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each name that is nearly an earlier one, and that one, both by their places.

    Words are compared once each, however many names have them, and names by their words: numbers and short
    words have to agree.
    """
    spelling: dict[str, str] = {}
    known: dict[str, str] = {}
    first: dict[tuple[str, ...], int] = {}
    for index, name in enumerate(names):
        words = [_canonical(word, spelling, known) for word in _WORD.findall(folded(name))]
        if not words:
            continue
        # Word for word in any order, or letter for letter: `road mapping` is `roadmapping`.
        keys = (tuple(sorted(words)), ("".join(words),))
        others = [first.setdefault(key, index) for key in keys]
        if min(others) < index:
            yield index, min(others)


def _canonical(word: str, spelling: dict[str, str], known: dict[str, str]) -> str:
    """The first of the words met so far that `word` is, or is one slip from; `known` has them by what a slip leaves."""
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
