"""Which skill of a catalogue a person means who names one: by its id, its name or an alias, and never by likeness.

Case, punctuation, British or American spelling and a plural `s` make no difference; every word counts, so that
"project management" is no "product management".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from pmladder.catalogue.labels import Words, singular, words_of
from pmladder.catalogue.models import Catalogue, Skill
from pmladder.text import did_you_mean, nearest, repr_quoted

By = Literal["id", "name", "alias"]


class Naming(NamedTuple):
    """The skills that some words name, by their ids, and by what: several where they are not told apart."""

    skills: tuple[str, ...]
    by: By


_SHORT = 3
"""Words of so few letters say too little of what is meant."""


class SkillNames:
    """The names of a catalogue's skills. An id or a name comes before an alias, and both before another plural.

    `longest` is how many words the longest of them has.
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
        """What these words name, if all of them together are a name."""
        return self._plain.get(words) or self._singular.get(singular(words))

    def near_id(self, text: str) -> str:
        """What to say behind a skill's id that nothing has: the ids of those that are called so, or nearly so."""
        naming = self.of(words_of(text))
        if naming is None and (hint := did_you_mean(text, tuple(self._catalogue.skills_by_id))):
            return hint
        names = {name: skill.id for skill in self._catalogue.skills for name in (skill.name, *skill.aliases)}
        skills = dict.fromkeys(naming.skills if naming else (names[name] for name in nearest(text, tuple(names))))
        if not skills:
            # A skill that was renamed has often kept a word of its name.
            said = {word for word in words_of(text) if len(word) > _SHORT}
            skills = dict.fromkeys(id_of for name, id_of in names.items() if said & {*words_of(name)})
        several = " or ".join(map(repr_quoted, list(skills)[:3]))
        return f"; did you mean {several}?" if skills else "; `pmladder skills` lists them"


def _add(index: dict[Words, Naming], names: list[tuple[str, By, Words]]) -> None:
    """Put `names` into `index`, behind those that are there and beside one another."""
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
