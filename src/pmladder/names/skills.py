"""Matches a skill's id, name or alias to a skill of the catalogue. Similar words never match.

Case, punctuation, British or American spelling and a plural `s` make no difference. Every word counts: "project
management" is not "product management".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Skill
from pmladder.catalogue.spelling import Words, singular, words_of
from pmladder.text import did_you_mean, nearest, repr_quoted

By = Literal["id", "name", "alias"]


class Naming(NamedTuple):
    """The ids of the skills that some words name, and how they were matched; several if the words are ambiguous."""

    skills: tuple[str, ...]
    by: By


_SHORT = 3
"""Shorter words say too little about a skill."""


class SkillNames:
    """The names of a catalogue's skills. An id or a name wins over an alias, and both win over a plural form.

    `longest` is the number of words of the longest name.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._plain: dict[Words, Naming] = {}
        self._singular: dict[Words, Naming] = {}
        named = [(skill.id, by, name) for skill in catalogue.skills for by, name in _own_names(skill)]
        aliases = [(skill.id, by, name) for skill in catalogue.skills for by, name in _aliases(skill)]
        for names in (named, aliases):
            _add(self._plain, names)
            _add(self._singular, [(skill, by, singular(name)) for skill, by, name in names])
        self.longest = max(map(len, self._plain), default=0)

    def of(self, words: Words) -> Naming | None:
        """The skills that these words, taken together, name."""
        return self._plain.get(words) or self._singular.get(singular(words))

    def near_id(self, text: str) -> str:
        """The hint for an unknown skill id: the ids of skills with this name or a similar one."""
        naming = self.of(words_of(text))
        if naming is None and (hint := did_you_mean(text, tuple(self._catalogue.skills_by_id))):
            return hint
        names = {name: skill.id for skill in self._catalogue.skills for name in (skill.name, *skill.aliases)}
        skills = dict.fromkeys(naming.skills if naming else (names[name] for name in nearest(text, tuple(names))))
        if not skills:
            # A skill that was renamed has often kept a word of its name.
            words = {word for word in words_of(text) if len(word) > _SHORT}
            skills = dict.fromkeys(id_of for name, id_of in names.items() if words & {*words_of(name)})
        several = " or ".join(map(repr_quoted, list(skills)[:3]))
        return f"; did you mean {several}?" if skills else "; `pmladder skills` lists them"


def _add(index: dict[Words, Naming], names: list[tuple[str, By, Words]]) -> None:
    """Add `names` to `index`. Earlier names win; names added together may be ambiguous."""
    new: dict[Words, Naming] = {}
    for skill, by, words in names:
        known = new.setdefault(words, Naming((skill,), by))
        if skill not in known.skills:
            new[words] = Naming((*known.skills, skill), known.by)
    for words, naming in new.items():
        index.setdefault(words, naming)


def _own_names(skill: Skill) -> Iterator[tuple[By, Words]]:
    names: Mapping[By, str] = {"name": skill.name, "id": skill.id}
    yield from ((by, words) for by, name in names.items() if (words := words_of(name)))


def _aliases(skill: Skill) -> Iterator[tuple[By, Words]]:
    yield from (("alias", words) for alias in skill.aliases if (words := words_of(alias)))
