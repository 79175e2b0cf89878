"""The sentences that say which words of a title decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmladder.profile import title_words as words
from pmladder.profile.title_index import TitleIndex
from pmladder.profile.title_phrase import Ranks, Reading


def why_by_words(role: str, reading: Reading, passed_over: Ranks, others: tuple[str, ...], index: TitleIndex) -> str:
    function, kept = reading.functions[-1], reading.ranks - passed_over
    what = f"the seniority {_in_order(kept)}" if kept else "no seniority word"
    why = f"It has the function {quoted(function)} and {what}, like {called(role, index)}"
    grades = sorted(rank for rank in passed_over if words.GRADE.fullmatch(rank))
    if grades:
        why += f"; the grade {quoted(grades)} is the employer's own"
    if words_passed := sorted(passed_over.difference(grades)):
        why += f"; {quoted(words_passed)} sets no other role apart here"
    if others:
        why += f"; it also names {' and '.join(called(other, index) for other in others)}"
    return why + "."


def why_unknown(found: Sequence[Reading]) -> str:
    if not found:
        return "No role has this title, and it does not name both a function and a seniority."
    reading = found[0]
    function = (*reading.field, reading.noun) if reading.noun else reading.field
    seniority = f"the seniority {_in_order(reading.ranks)}" if reading.ranks else "no seniority word"
    return f"No role has the function {quoted(function)} with {seniority}."


def quoted(parts: Iterable[str]) -> str:
    return reprquoted(" ".join(parts))


def _in_order(ranks: Ranks) -> str:
    """Seniority words as one says them: "senior director"."""
    return quoted(sorted(ranks, key=lambda rank: (rank in words.RANK_NOUNS, rank)))


def called(role: str, index: TitleIndex) -> str:
    return reprquoted(index.roles[role][0])


def named_as(kind: str) -> str:
    return {"title": "the title", "alias": "an alias", "id": "the id"}[kind]
