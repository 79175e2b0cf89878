"""What a title means in a company of known size, and what it may mean where the size is not known."""

from __future__ import annotations

from collections.abc import Iterable

from pmladder.catalogue.fields import CompanySize
from pmladder.names.index import Name
from pmladder.names.match import MatchedBy, Title, TitleMatch, first_claims
from pmladder.names.near import nearest
from pmladder.names.text import spelled
from pmladder.names.why import also_named, called, elsewhere, why_unknown
from pmladder.text import repr_quoted


def in_company(title: Title, match: TitleMatch | None, size: CompanySize | None) -> TitleMatch:
    """`match`, or what the title means in a company of this size; the other meanings are named as nearest."""
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
        why = f"In a {size} company {repr_quoted(name.text)} means {called(name.role, title.names)}{beside}."
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
    """The names tied to a company size that the title equals: as written, in one spelling or as built."""
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
