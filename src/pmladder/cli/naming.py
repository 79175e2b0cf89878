"""Finds the role or skill that a word of the command line names, or suggests the nearest ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role, Skill
from pmladder.catalogue.spelling import words_of
from pmladder.errors import UsageError
from pmladder.names.match import TitleMatch
from pmladder.names.resolve import resolve_title
from pmladder.names.skills import SkillNames
from pmladder.text import did_you_mean, repr_quoted

_MOST_NAMED = 5


def role_named(text: str, catalogue: Catalogue, size: CompanySize | None = None) -> tuple[Role, str | None]:
    """The role of this id, title or alias, with a remark if it was not an exact match. Raises UsageError."""
    if text in catalogue.roles_by_id:
        return catalogue.roles_by_id[text], None
    match = resolve_title(text, catalogue, size)
    if match.role is None and size is None and (line := size_decides(text, catalogue)):
        raise UsageError(f"{line}; say the size as well")
    if match.role is None or (match.matched_by == "words" and _is_misspelled_id(text, catalogue)):
        raise UsageError(f"unknown role {repr_quoted(text)}{_hint_or_nearest(text, match, catalogue)}")
    remark = f"{repr_quoted(text)} is read as {match.role}: {match.why}" if match.matched_by == "words" else None
    return catalogue.roles_by_id[match.role], remark


def size_decides(text: str, catalogue: Catalogue) -> str | None:
    """The message about a title whose meaning depends on the company's size; else None."""
    role_by_size = {size: resolve_title(text, catalogue, size).role for size in get_args(CompanySize)}
    if len(set(role_by_size.values())) == 1:
        return None
    listed = ", ".join(f"{size}: {role or 'no role'}" for size, role in role_by_size.items())
    return f"what {repr_quoted(text)} means depends on the size of the company ({listed})"


def is_unheard_of(text: str, catalogue: Catalogue, size: CompanySize | None = None) -> bool:
    """Whether a title means no role and resembles no name, so it is not a typing mistake."""
    if resolve_title(text, catalogue, size).role is not None:
        return False
    return not _hint(text, catalogue)


def skill_named(text: str, catalogue: Catalogue) -> Skill:
    """The skill of this id, name, short name or alias. Raises UsageError, with the nearest ones."""
    if text in catalogue.skills_by_id:
        return catalogue.skills_by_id[text]
    skills, wanted = catalogue.skills, text.casefold()
    matching = [skill.id for skill in skills if wanted in map(str.casefold, _main_names(skill))]
    if not matching and (naming := SkillNames(catalogue).of(words_of(text))):
        matching = list(naming.skills)
    if len(matching) == 1:
        return catalogue.skills_by_id[matching[0]]
    if matching:
        raise UsageError(f"unknown skill {repr_quoted(text)}{_several('skills', matching)}")
    known = [*catalogue.skills_by_id, *(name for skill in skills for name in (skill.name, *skill.aliases))]
    # A single word of an id suggests the id, even if it is a small part of it.
    with_word = [skill.id for skill in skills if wanted in skill.id.split("-")]
    hint = _did_you_mean(with_word) if with_word else did_you_mean(text, known) or "; `pmladder skills` lists them"
    raise UsageError(f"unknown skill {repr_quoted(text)}{hint}")


def _main_names(skill: Skill) -> tuple[str, ...]:
    return (skill.id, skill.name, skill.short or skill.name)


def _is_misspelled_id(text: str, catalogue: Catalogue) -> bool:
    """Whether a single word is a misspelled id such as `senor-pm`, and not a title."""
    names = {text.casefold() for role in catalogue.roles for text in _all_names(role)}
    return " " not in text.strip() and text.strip().casefold() not in names


def _hint_or_nearest(text: str, match: TitleMatch, catalogue: Catalogue) -> str:
    wanted = text.strip().casefold()
    # A single word of an id, or the first letters of a title, suggest the role.
    with_word = [role.id for role in catalogue.roles if wanted in (*role.id.split("-"), _initials(role.title))]
    if hint := _did_you_mean(with_word) if with_word else _hint(text, catalogue):
        return hint
    if match.nearest:
        return f"; did you mean {' or '.join(map(repr_quoted, match.nearest[:3]))}?"
    return "; `pmladder roles` lists them"


def _initials(title: str) -> str:
    return "".join(word[0] for word in title.casefold().split())


def _hint(text: str, catalogue: Catalogue) -> str:
    """The hint: roles with this name or a similar one."""
    wanted = text.strip().casefold()
    with_name = [role.id for role in catalogue.roles if wanted in (name.casefold() for name in _all_names(role))]
    if with_name:
        return _several("roles", with_name)
    # A title that several roles share would be refused too, so ids are suggested.
    unique_titles = [role.title for role in catalogue.roles if catalogue.role_labels[role.id] == role.title]
    return did_you_mean(text, [*catalogue.roles_by_id, *unique_titles])


def _several(things: str, ids: Sequence[str]) -> str:
    """The message about several entries with the same name."""
    return f": several {things} are called so{_did_you_mean(ids)}"


def _did_you_mean(ids: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(map(repr_quoted, ids[:_MOST_NAMED]))}?"


def _all_names(role: Role) -> tuple[str, ...]:
    return (role.id, role.title, *(alias.title for alias in role.aliases))
