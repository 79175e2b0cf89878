"""An index of the titles of a catalogue's roles, and the parsed form of a title that is looked up in it.

Titles are indexed as written, in one spelling, and by their parts (function and seniority).
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
"""The parts of a title: its function and its seniority words: `(("product",), {"senior"})`."""

_KEPT = 4
_NO_FUNCTION = vocabulary.MANAGED | vocabulary.PRODUCT_PARTS


class Name(NamedTuple):
    """One name of a role, with the company sizes in which it means the role (empty: in all)."""

    role: str
    text: str
    kind: Kind
    sizes: tuple[CompanySize, ...] = ()


class TitleIndex:
    """All names of a catalogue's roles. It does not refer to the catalogue, so it does not keep it in memory.

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
        """The index of this catalogue object. The last few indexes are kept."""
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
        """Role ids, each with the letter pairs of one of its names, to find near misses.

        Most titles are found without this, so it is computed only when needed.
        """
        if not self._letters:
            named = (
                (name.role, letter_pairs(" ".join(row))) for row, claims in self.spelled.items() for name in claims
            )
            self._letters = list(named)
        return self._letters

    def never_beside(self, role: str) -> list[Phrase]:
        """The words that make a title mean another job than this role."""
        return [spelled(words) for words in self._never_beside.get(role, ())]

    def _builds(self, name: Name) -> Iterator[Build]:
        """The parts of a name that names one position. "Program or project manager" is two titles in one."""
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
        """The parts in this index that `reading` may match, best first, each with the ignored words."""
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
    """Whether the seniority words of `reading` do not matter if only one role has the function."""
    within = vocabulary.SINGLE_RUNG_OF_NOUN if reading.noun else vocabulary.SINGLE_RUNG
    return all(rank in within or vocabulary.GRADE.fullmatch(rank) for rank in reading.ranks)


def _without_grades(ranks: Ranks) -> tuple[Ranks, Ranks]:
    return ranks, frozenset(rank for rank in ranks if not vocabulary.GRADE.fullmatch(rank))


def _weaker(ranks: Ranks) -> Iterator[Ranks]:
    """`ranks`, then `ranks` with fewer and fewer of the words that add nothing beside the others."""
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
    """Aliases that are the initials of another name of the same role, if only one role has them."""
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
    """The pairs of neighbouring letters of `text`. Texts that share many pairs look alike."""
    padded = f" {text[:100]} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


class Title(NamedTuple):
    """A parsed title, with the index of names that it is looked up in."""

    text: str
    names: TitleIndex
    spelled: Phrase
    segments: tuple[Segment, ...]
    readings: tuple[PhraseReading, ...]

    @classmethod
    def of(cls, text: str, names: TitleIndex) -> Title:
        """Parse `text`."""
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
    """The roles that these names mean in companies of any size: by title, or else by alias."""
    for kind in ("title", "alias"):
        claims = dict.fromkeys(name.role for name in names if name.kind == kind and not name.sizes)
        if claims:
            return list(claims)
    return []
