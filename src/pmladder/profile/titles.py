"""Which role of a catalogue a job title means, how that was found out, or which roles are near.

Tried in this order: a role's id, title or alias as written; the same in one spelling (case, punctuation, "Sr.",
"VP", an employer behind a comma); then seniority and function each by itself, both of which must be equal. What
fits none of these is unknown: "project manager" is one word away from "product manager" and another job.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

from pmladder.catalogue.models import Catalogue, CompanySize
from pmladder.profile import title_words as words
from pmladder.profile.title_index import Name, TitleIndex, letter_pairs
from pmladder.profile.title_phrase import Ranks, Reading
from pmladder.profile.title_reading import readings
from pmladder.profile.title_text import Segment, plain, segments, spelled
from pmladder.profile.title_why import called, named_as, quoted, why_by_words, why_unknown
from pmladder.text import repr_quoted

MatchedBy = Literal["id", "title", "alias", "normalised", "words"]

_NEAREST = 3
# How much a word of at least so many letters must look like a seniority word to be a slip for it.
_SLIP, _LONG_ENOUGH = 0.82, 4
_ALIKE = 0.45
_SAME_FUNCTION = 0.5


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """What a title was taken to mean.

    `role` is a role id, or None when the title is unknown; `why` is one sentence for a reader. `nearest` holds
    role ids, best first: suggestions for an unknown title, other readings of a known one.
    """

    text: str
    role: str | None
    matched_by: MatchedBy | None
    why: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    """A title taken apart, with the index of the catalogue that it is looked up in."""

    text: str
    index: TitleIndex
    segments: tuple[Segment, ...]
    readings: tuple[Reading, ...]

    @property
    def written(self) -> str:
        return self.text.strip()


def resolve_title(text: str, catalogue: Catalogue, company_size: CompanySize | None = None) -> TitleMatch:
    """The role that `text` names in `catalogue`. In a company of known size, what the title means there counts."""
    if text.strip() in catalogue.roles_by_id:
        # An id needs no index of the titles, which takes a while in a large catalogue.
        return TitleMatch(text, text.strip(), "id", f"{repr_quoted(text.strip())} is the id of a role.", ())
    index = TitleIndex.of(catalogue)
    cut = segments(text, index.abbreviations)
    title = _Title(text, index, cut, readings(cut))
    return _founder(title) or _in_company(title, _anywhere(title), company_size)


def _anywhere(title: _Title) -> TitleMatch | None:
    """What the title means in a company of any size."""
    return _as_written(title) or _in_one_spelling(title) or _by_words(title)


def _as_written(title: _Title) -> TitleMatch | None:
    names = title.index.written.get(title.written, [])
    return _claimed(title, names, repr_quoted(title.written))


def _in_one_spelling(title: _Title) -> TitleMatch | None:
    """The whole text, or its first segments when the rest can only be an employer, a product or a domain."""
    whole = spelled(title.text)
    if found := _claimed(title, title.index.spelled.get(whole, []), f"Read as {quoted(whole)}, it"):
        return found
    for count in range(len(title.segments), 0, -1):
        first, rest = title.segments[:count], title.segments[count:]
        if not _says_nothing(rest):
            return None
        names = title.index.spelled.get(spelled(_text_of(first)), [])
        read = repr_quoted(_text_of(first))
        what = f"With {repr_quoted(_text_of(rest))} left aside, {read}" if rest else f"Read as {read}, it"
        if found := _claimed(title, names, what):
            return found
    return None


def _claimed(title: _Title, names: list[Name], what: str) -> TitleMatch | None:
    """The role of the names that a title equals, when they leave no choice; titles come before aliases."""
    for kind in ("title", "alias"):
        claims = {name.role: name for name in names if name.kind == kind and not name.sizes}
        if len(claims) > 1:
            return TitleMatch(
                title.text, None, None, f"{what} is {named_as(kind)} of {len(claims)} roles.", tuple(claims)
            )
        for role, name in claims.items():
            by: MatchedBy = name.kind if name.text == title.written else "normalised"
            return TitleMatch(title.text, role, by, f"{what} is {named_as(kind)} of {called(role, title.index)}.", ())
    return None


def _founder(title: _Title) -> TitleMatch | None:
    """A founder's title says what someone started, not on which rung they work."""
    phrases = [phrase for segment in title.segments for phrase in segment]
    known = ("founder",) in title.index.functions or title.written in title.index.written
    if known or not phrases or not (phrases[0][0] == "founder" or any(phrase[-1] == "founder" for phrase in phrases)):
        return None
    beside = _by_words(title)
    near = (beside.role, *beside.nearest) if beside and beside.role else ()
    return TitleMatch(title.text, None, None, "A founder's title does not say the rung.", near)


def _by_words(title: _Title) -> TitleMatch | None:
    """The role whose function and seniority words are those of the title, each compared by itself."""
    if _misspelt(title):
        return None
    found: dict[str, tuple[Reading, Ranks]] = {}
    for reading in title.readings:
        for build, passed_over in title.index.builds_of(reading):
            claims = _first_claims(title.index.built[build])
            if len(claims) == 1:
                found.setdefault(claims[0], (reading, passed_over))
            if claims:
                break
    if not found:
        return None
    ordered = sorted(found, key=lambda role: _precedence(role, found[role][0], title.index))
    role, others = ordered[0], tuple(ordered[1:])
    why = why_by_words(role, *found[role], others, title.index)
    return TitleMatch(title.text, role, "words", why, others)


def _misspelt(title: _Title) -> bool:
    """Whether a word looks like a slip for a seniority word ("senoir"): passing it over would change the rung."""
    tokens = {token for segment in title.segments for phrase in segment for token in phrase}
    unknown = (token for token in tokens - _KNOWN if len(token) >= _LONG_ENOUGH)
    return any(get_close_matches(token, _RANKS, 1, _SLIP) for token in unknown)


def _first_claims(names: list[Name]) -> list[str]:
    """The roles with names built this way: those with such a title, else those with such an alias."""
    for kind in ("title", "alias"):
        claims = dict.fromkeys(name.role for name in names if name.kind == kind and not name.sizes)
        if claims:
            return list(claims)
    return []


def _precedence(role: str, reading: Reading, index: TitleIndex) -> tuple[bool, bool, int]:
    """Of two roles in one title, a product role counts before another and the higher rung before the lower."""
    _, family, seniority = index.roles[role]
    product = reading.functions[-1] in (("product",), ("product", "owner"))
    return family != "core", not product, -seniority


def _in_company(title: _Title, match: TitleMatch | None, size: CompanySize | None) -> TitleMatch:
    """`match`, or what the title means in a company of this size; the other meanings are named as nearest."""
    names = _names_by_size(title, match)
    here = list(dict.fromkeys(name.role for name in names if size in name.sizes))
    meanings = list(dict.fromkeys(name.role for name in names))
    if match is not None and match.role is not None:
        meanings = [match.role, *match.nearest, *meanings]
    if len(here) == 1:
        name = next(name for name in names if name.role == here[0] and size in name.sizes)
        why = f"In a {size} company {repr_quoted(name.text)} means {called(name.role, title.index)}."
        return TitleMatch(title.text, name.role, _step(title, name), why, _without(meanings, name.role))
    if match is not None:
        return replace(match, nearest=_without([*match.nearest, *meanings], match.role))
    if meanings:
        why = "What this title means depends on the size of the company."
        return TitleMatch(title.text, None, None, why, _without(meanings, None))
    return TitleMatch(title.text, None, None, why_unknown(title.readings), _nearest(title))


def _names_by_size(title: _Title, match: TitleMatch | None) -> list[Name]:
    """The names tied to a company size that the title equals: as written, in one spelling or as built."""
    index = title.index
    names = [*index.written.get(title.written, ()), *index.spelled.get(spelled(title.text), ())]
    for reading in title.readings:
        for build, _ in index.builds_of(reading):
            same = index.built[build]
            if match is None or match.role is None or match.role in _first_claims(same) or not _first_claims(same):
                names += same
            break
    return [name for name in names if name.sizes]


def _step(title: _Title, name: Name) -> MatchedBy:
    if name.text == title.written:
        return "alias"
    return "normalised" if spelled(name.text) == spelled(title.text) else "words"


def _nearest(title: _Title) -> tuple[str, ...]:
    """The roles whose names look most like the title, those with its function before others."""
    pairs = letter_pairs(plain(title.text))
    functions = [function for reading in title.readings for function in reading.functions]
    same = {role for function in functions for role in title.index.functions.get(function, ())}
    alike: dict[str, float] = {}
    for role, letters in title.index.letters:
        shared = 2 * len(pairs & letters) / (len(pairs) + len(letters))
        alike[role] = max(alike.get(role, 0.0), shared + (_SAME_FUNCTION if role in same else 0.0))
    best = sorted((role for role in alike if alike[role] >= _ALIKE), key=lambda role: -alike[role])
    return tuple(best[:_NEAREST])


def _says_nothing(rest: tuple[Segment, ...]) -> bool:
    """Whether segments hold neither seniority nor a noun for a person, so that they change no title before them."""
    tokens = (token for segment in rest for phrase in segment for token in phrase)
    return not any(token in _TELLING or words.GRADE.fullmatch(token) for token in tokens)


_RANKS = sorted(word for word in words.RANKS if len(word) >= _LONG_ENOUGH)
_KNOWN = words.RANKS | words.PEOPLE | words.DOMAINS | words.NOISE | words.FUNCTIONS
_TELLING = words.RANKS | words.PEOPLE | {"manager"}


def _text_of(cut: tuple[Segment, ...]) -> str:
    return " ".join(" & ".join(map(" ".join, segment)) for segment in cut)


def _without(roles: list[str], role: str | None) -> tuple[str, ...]:
    return tuple(other for other in dict.fromkeys(roles) if other != role)
