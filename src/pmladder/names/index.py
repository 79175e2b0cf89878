"""The titles of a catalogue's roles, ready to be looked up, and a title taken apart to be looked up in them.

They are kept as written, in one spelling, and by how they are built.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal, NamedTuple

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role
from pmladder.names import vocabulary
from pmladder.names.match import TitleMatch
from pmladder.names.phrase import Phrase, PhraseReading, Ranks
from pmladder.names.reading import readings
from pmladder.names.text import Segment, segments, spelled

Kind = Literal["id", "title", "alias"]
Build = tuple[Phrase, Ranks]
"""What a position does and its seniority words: `(("product",), {"senior"})`."""

_KEPT = 4
_NO_FUNCTION = vocabulary.MANAGED | vocabulary.PRODUCT_PARTS


class Name(NamedTuple):
    """One name of a role, with the company sizes in which it means the role (none: in all)."""

    role: str
    text: str
    kind: Kind
    sizes: tuple[CompanySize, ...] = ()


class TitleIndex:
    """All names of a catalogue's roles. It holds no reference to the catalogue, so it does not keep it alive.

    `roles` holds label, family and seniority by role id, in the catalogue's order.
    """

    _recent: ClassVar[tuple[tuple[weakref.ref[Catalogue], TitleIndex], ...]] = ()

    def __init__(self) -> None:
        self.roles: dict[str, tuple[str, str, int]] = {}
        self._never_beside: dict[str, tuple[str, ...]] = {}
        self.written: dict[str, list[Name]] = {}
        self.spelled: dict[Phrase, list[Name]] = {}
        self.built: dict[Build, list[Name]] = {}
        self.functions: dict[Phrase, set[str]] = {}
        self.abbreviations: dict[str, Phrase] = {}
        self._letters: list[tuple[str, frozenset[str]]] = []

    @classmethod
    def of(cls, catalogue: Catalogue) -> TitleIndex:
        """The index of this very catalogue, built once while it is one of the last few in use."""
        for kept, index in cls._recent:
            if kept() is catalogue:
                return index
        index = cls()
        index._fill(catalogue)
        living = tuple(pair for pair in cls._recent if pair[0]() is not None)
        cls._recent = ((weakref.ref(catalogue), index), *living)[:_KEPT]
        return index

    def _fill(self, catalogue: Catalogue) -> None:
        roles, labels = catalogue.roles, catalogue.role_labels
        names = [name for role in roles for name in _names(role)]
        self.roles = {role.id: (labels[role.id], role.family, role.seniority) for role in roles}
        self._never_beside = {role.id: role.never_beside for role in roles if role.never_beside}
        for name in names:
            self.written.setdefault(name.text, []).append(name)
            if name.kind != "id":  # "Director" on a résumé is not the role whose id is `director`.
                self.spelled.setdefault(spelled(name.text), []).append(name)
        self.abbreviations = _abbreviations(names)
        for name in names:
            for build in self._builds(name):
                self.built.setdefault(build, []).append(name)
                if not name.sizes:
                    self.functions.setdefault(build[0], set()).add(name.role)

    @property
    def letters(self) -> list[tuple[str, frozenset[str]]]:
        """Role ids, each with the pairs of letters of one of its names: how a near miss is found.

        Most titles are found without, so the first that is not pays for it.
        """
        if not self._letters:
            named = ((name.role, letter_pairs(" ".join(row))) for row, same in self.spelled.items() for name in same)
            self._letters = list(named)
        return self._letters

    def never_beside(self, role: str) -> list[Phrase]:
        """What makes a title another job's than this role."""
        return [spelled(words) for words in self._never_beside.get(role, ())]

    def _builds(self, name: Name) -> Iterator[Build]:
        """How a name is built, where it is built one way. "Program or project manager" is two titles in one."""
        if name.kind == "id" or "(" in name.text:
            return
        found = readings(segments(name.text, self.abbreviations))
        if len(found) > 1 and not re.search(r"\bor\b|/", name.text):
            return
        for reading in found:
            # "Head of an area" names no function: an area head of a bank is not the same.
            if not reading.open_end and reading.functions and not _NO_FUNCTION.issuperset(reading.functions[0]):
                yield reading.functions[0], reading.ranks

    def builds_of(self, reading: PhraseReading) -> Iterator[tuple[Build, Ranks]]:
        """The builds of this index that `reading` may be, best first, each with what was passed over for it."""
        for function in reading.functions:
            for ranks in _weaker(reading.ranks) if not reading.alone else _without_grades(reading.ranks):
                if (function, ranks) in self.built:
                    yield (function, ranks), reading.ranks - ranks
        if reading.alone:
            return
        known = [function for function in reading.functions if function in self.functions]
        if known and len(self.functions[known[-1]]) == 1 and _sets_nothing_apart(reading):
            for build in self.built:
                if build[0] == known[-1] and build[1] <= reading.ranks:
                    yield build, reading.ranks - build[1]
                    return


def _sets_nothing_apart(reading: PhraseReading) -> bool:
    """Whether the seniority words of `reading` are such as one finds within one role, if it is the only one."""
    within = vocabulary.SINGLE_RUNG_OF_NOUN if reading.noun else vocabulary.SINGLE_RUNG
    return all(rank in within or vocabulary.GRADE.fullmatch(rank) for rank in reading.ranks)


def _without_grades(ranks: Ranks) -> tuple[Ranks, Ranks]:
    return ranks, frozenset(rank for rank in ranks if not vocabulary.GRADE.fullmatch(rank))


def _weaker(ranks: Ranks) -> Iterator[Ranks]:
    """`ranks`, then without the words that add nothing beside the others, one after the other."""
    yield ranks
    rest = ranks
    for rank in sorted(ranks, key=lambda rank: (vocabulary.GRADE.fullmatch(rank) is None, rank)):
        others = rest - {rank}
        grade = vocabulary.GRADE.fullmatch(rank) is not None
        own_step = rank.isdigit() and not others
        if (grade and not own_step) or not vocabulary.PASSED_OVER.get(rank, frozenset()).isdisjoint(others):
            rest = others
            yield rest


def _names(role: Role) -> Iterator[Name]:
    yield Name(role.id, role.id, "id")
    yield Name(role.id, role.title, "title")
    for alias in role.aliases:
        yield Name(role.id, alias.title, "alias", alias.company)


def _abbreviations(names: Iterable[Name]) -> dict[str, Phrase]:
    """Aliases that are the initials of another name of their role, when only one role claims them."""
    initials: dict[tuple[str, str], Phrase] = {}
    short: dict[str, set[str]] = {}
    for name in names:
        if name.kind == "id":
            continue
        if name.text.isascii() and name.text.isalpha() and 2 <= len(name.text) <= 5:
            short.setdefault(name.text.casefold(), set()).add(name.role)
        elif not name.sizes:
            parts = [part for part in re.findall(r"\w+", name.text.casefold()) if part not in vocabulary.JOINS | {"of"}]
            initials.setdefault((name.role, "".join(part[0] for part in parts)), tuple(parts))
    found = {}
    for letters, roles in short.items():
        spelled_out = initials.get((next(iter(roles)), letters))
        if len(roles) == 1 and spelled_out:
            found[letters] = spelled_out
    return found


def letter_pairs(text: str) -> frozenset[str]:
    """Neighbouring letters of `text`: two texts that share many of them look alike."""
    padded = f" {text[:100]} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


class Title(NamedTuple):
    """A title taken apart, with the names of the catalogue that it is looked up in."""

    text: str
    names: TitleIndex
    spelled: Phrase
    segments: tuple[Segment, ...]
    readings: tuple[PhraseReading, ...]

    @classmethod
    def of(cls, text: str, names: TitleIndex) -> Title:
        """`text` taken apart."""
        cut = segments(text, names.abbreviations)
        return cls(text, names, spelled(text), cut, readings(cut))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(phrase for segment in self.segments for phrase in segment)

    @property
    def written(self) -> str:
        return self.text.strip()

    def unknown(self, why: str, nearest: tuple[str, ...]) -> TitleMatch:
        """The match of a title that fits no role."""
        return TitleMatch(self.text, None, None, why, nearest)


def first_claims(names: list[Name]) -> list[str]:
    """The roles that names of one kind mean in companies of any size: those with such a title, else alias."""
    for kind in ("title", "alias"):
        claims = dict.fromkeys(name.role for name in names if name.kind == kind and not name.sizes)
        if claims:
            return list(claims)
    return []
