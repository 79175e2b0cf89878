"""The rules that match a job title to a role, in their order.

First, a role's title or alias as written. Second, the same in one spelling (case, punctuation, "Sr.", "VP", an employer
after a comma). Third, seniority and function separately; both must be equal. Fourth, all of this with typing mistakes
corrected. Any other title is unknown: "project manager" is only one word away from "product manager", but another job.
"""

from __future__ import annotations

from collections.abc import Iterable

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue
from pmladder.names import vocabulary
from pmladder.names.index import Name, Title, TitleIndex, first_claims
from pmladder.names.match import MatchedBy, TitleMatch
from pmladder.names.phrase import Phrase, PhraseReading, Ranks
from pmladder.names.reasons import also_named, elsewhere, named_as, quoted, quoted_label, why_by_words, why_unknown
from pmladder.names.slips import corrected, misspelt, nearest
from pmladder.names.text import Segment, spelled, spelled_out
from pmladder.text import folded, repr_quoted

_FOUNDER = ("founder",)
_ACTING = frozenset(("acting", "interim"))
"""Words for a post that somebody holds meanwhile, whatever else they are."""


def meaning_of(text: str, catalogue: Catalogue, company_size: CompanySize | None) -> TitleMatch:
    """The role that a title names and why, or no role and the nearest ones."""
    names = TitleIndex.of(catalogue)
    match = _meaning(Title.of(text, names), company_size)
    right = corrected(text) if match.role is None else None
    if right is not None:
        corrected_match = _meaning(Title.of(right.text, names), company_size)
        if corrected_match.role is not None:
            read_as = [f"{repr_quoted(typed)} read as {repr_quoted(word)}" for typed, word in right.corrections.items()]
            why = f"With {' and '.join(read_as)}: {corrected_match.why}"
            return corrected_match._replace(text=text, matched_by="words", why=why)
    return match


def _meaning(title: Title, size: CompanySize | None) -> TitleMatch:
    return _founder(title) or in_company(title, _anywhere(title), size)


def _anywhere(title: Title) -> TitleMatch | None:
    """The match of the title in a company of any size."""
    return _as_written(title) or _in_one_spelling(title) or _by_words(title)


def _as_written(title: Title) -> TitleMatch | None:
    return _claimed(title, title.names.written.get(title.written, []), repr_quoted(title.written))


def _in_one_spelling(title: Title) -> TitleMatch | None:
    """Match the whole text, or its first segments if the rest can only be an employer, a product or a domain."""
    claims = title.names.spelled.get(title.spelled, [])
    if found := _claimed(title, claims, f"Read as {quoted(title.spelled)}, it", "Written out, it"):
        return found
    for count in range(len(title.segments), 0, -1):
        first, rest = title.segments[:count], title.segments[count:]
        if not _says_nothing(rest):
            return None
        read = repr_quoted(_text_of(first))
        what = f"Ignoring {repr_quoted(_text_of(rest))}, {read}" if rest else f"Read as {read}, it"
        claims = [
            name for name in title.names.spelled.get(spelled_out(first), []) if not _is_other_job(title, name.role)
        ]
        if found := _claimed(title, claims, what):
            return found
    return None


def _claimed(title: Title, names: list[Name], what: str, what_of_title: str | None = None) -> TitleMatch | None:
    """The role whose names equal the title, if it is only one. Titles come before aliases.

    `what` is the subject of the explanation. A role's title is named there anyway, so `what_of_title` can be shorter.
    """
    for kind in ("title", "alias"):
        claims = {name.role: name for name in names if name.kind == kind and not name.sizes}
        if len(claims) > 1:
            return title.unknown(f"{what} is {named_as(kind)} of {len(claims)} roles.", tuple(claims))
        for role, name in claims.items():
            by: MatchedBy = name.kind if name.text == title.written else "normalised"
            subject = what_of_title if kind == "title" and what_of_title else what
            return TitleMatch(
                title.text, role, by, f"{subject} is {named_as(kind)} of {quoted_label(role, title.names)}.", ()
            )
    return None


def _founder(title: Title) -> TitleMatch | None:
    """A founder's title does not tell the rung. A chief officer's title in front of it does, or an acting post."""
    phrases = title.phrases
    named = [at for at, phrase in enumerate(phrases) if _is_founder(phrase, is_first=at == 0)]
    if not named or title.written in title.names.written or title.spelled in title.names.spelled:
        return None
    if named[0] and title.readings and "chief" in title.readings[0].ranks:
        return None
    beside = _by_words(title._replace(readings=tuple(filter(_founds_nothing, title.readings))))
    if (
        beside is not None
        and beside.role is not None
        and not _ACTING.isdisjoint(folded(title.text).replace("(", " ").split())
    ):
        return beside
    claims = tuple(title.names.functions.get(_FOUNDER, ()))
    others = () if beside is None or beside.role is None else (beside.role, *beside.also)
    others = tuple(role for role in others if role not in claims)
    why = "A founder's title does not say the rung"
    if others:
        why += f"; beside it is {quoted_label(others[0], title.names)}"
    if len(claims) == 1:
        return TitleMatch(title.text, claims[0], "words", f"{why}.", (), others)
    return title.unknown(f"{why}.", others)


def _founds_nothing(reading: PhraseReading) -> bool:
    return reading.noun != "founder"


def _is_founder(phrase: Phrase, *, is_first: bool) -> bool:
    around = vocabulary.NOISE | vocabulary.OF_PRODUCTS | vocabulary.RANKS
    return (is_first and phrase[0] == "founder") or (phrase[-1] == "founder" and around.issuperset(phrase[:-1]))


def _by_words(title: Title) -> TitleMatch | None:
    """The role with the function and the seniority words of the title, compared separately.

    Of several positions, the most important one is the match, and the others are named in `also`.
    """
    if misspelt(title):
        return None
    found: dict[str, tuple[PhraseReading, Ranks]] = {}
    without_role: list[PhraseReading] = []
    for reading in title.readings:
        role, passed_over = _role_of(reading, title.names)
        if role is None or _is_other_job(title, role):
            without_role.append(reading)
        else:
            found.setdefault(role, (reading, passed_over))
    if any(reading.shared for reading in without_role):
        # If two fields share one noun, a field other than product has no meaning alone.
        found = {role: how for role, how in found.items() if _is_product(how[0]) or not how[0].shared}
    if not found:
        return None
    ordered = sorted(found, key=lambda role: _precedence(role, found[role][0], title.names))
    role, also = ordered[0], tuple(ordered[1:])
    if _FOUNDER in title.phrases:
        also = tuple(dict.fromkeys((*also, *title.names.functions.get(_FOUNDER, ()))))
    why = why_by_words(role, *found[role], also, without_role, title.names)
    return TitleMatch(title.text, role, "words", why, (), also)


def _role_of(reading: PhraseReading, names: TitleIndex) -> tuple[str | None, Ranks]:
    """The only role with the parts of `reading`, and the seniority words that were ignored; no role if several fit."""
    for build, passed_over in names.builds_of(reading):
        claims = first_claims(names.built[build])
        if claims:
            return (claims[0] if len(claims) == 1 else None), passed_over
    return None, frozenset()


def _precedence(role: str, reading: PhraseReading, names: TitleIndex) -> tuple[bool, bool, int]:
    """The sort key of two roles in one title: a product role comes first, then the higher rung."""
    _, family, seniority = names.roles[role]
    return family != "core", not _is_product(reading), -seniority


def _is_product(reading: PhraseReading) -> bool:
    return reading.functions[-1] in (("product",), ("product", "owner"))


def _is_other_job(title: Title, role: str) -> bool:
    """Whether the title has words that exclude this role (`never_beside`)."""
    words = [sum(segment, ()) for segment in title.segments]
    return any(
        phrase == row[at : at + len(phrase)]
        for phrase in title.names.never_beside(role)
        for row in words
        for at in range(len(row))
    )


def _says_nothing(rest: tuple[Segment, ...]) -> bool:
    """Whether segments have neither seniority nor a noun for a person, so they do not change the title before them."""
    tokens = (token for segment in rest for phrase in segment for token in phrase)
    tells = any(token in vocabulary.TELLING or vocabulary.GRADE.fullmatch(token) for token in tokens)
    return not tells and not any(vocabulary.ENDED.issuperset(phrase) for segment in rest for phrase in segment)


def _text_of(cut: tuple[Segment, ...]) -> str:
    return " ".join(" & ".join(map(" ".join, segment)) for segment in cut)


def in_company(title: Title, match: TitleMatch | None, size: CompanySize | None) -> TitleMatch:
    """`match`, or the meaning of the title in a company of this size. Other meanings are named in `nearest`."""
    names = _names_by_size(title, match)
    here = list(dict.fromkeys(name.role for name in names if size in name.sizes))
    also = match.also if match else ()
    meanings = list(dict.fromkeys(name.role for name in names))
    if match is not None and match.role is not None:
        meanings = [match.role, *match.nearest, *meanings]
    if len(here) == 1:
        name = next(name for name in names if name.role == here[0] and size in name.sizes)
        also = _without(also, name.role)
        beside = f"; {also_named(also, title.names)}" if also else ""
        why = f"In a {size} company {repr_quoted(name.text)} means {quoted_label(name.role, title.names)}{beside}."
        others = _without((role for role in meanings if role not in also), name.role)
        return TitleMatch(title.text, name.role, _step(title, name), why, others, also)
    if match is not None:
        others = _without((*match.nearest, *(role for role in meanings if role not in also)), match.role)
        tied = [name for name in names if name.role != match.role]
        why = match.why if size or not tied else f"{match.why[:-1]}; {elsewhere(tied, title.names)}."
        return match._replace(nearest=others, why=why)
    if meanings:
        why = f"What this title means depends on the size of the company: {elsewhere(names, title.names)}."
        return title.unknown(why, tuple(meanings))
    return title.unknown(why_unknown(title), nearest(title))


def _names_by_size(title: Title, match: TitleMatch | None) -> list[Name]:
    """The names limited to company sizes that the title equals: as written, in one spelling or by its parts."""
    names = [*title.names.written.get(title.written, ()), *title.names.spelled.get(title.spelled, ())]
    for reading in title.readings:
        for build, _ in title.names.builds_of(reading):
            same = title.names.built[build]
            claims = first_claims(same)
            if match is None or match.role is None or match.role in claims or not claims:
                names += same
            break
    return [name for name in names if name.sizes]


def _step(title: Title, name: Name) -> MatchedBy:
    if name.text == title.written:
        return "alias"
    return "normalised" if spelled(name.text) == title.spelled else "words"


def _without(roles: Iterable[str], role: str | None) -> tuple[str, ...]:
    return tuple(other for other in dict.fromkeys(roles) if other != role)
