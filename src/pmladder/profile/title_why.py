"""The sentences that say which words of a title decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmladder.profile import title_words as words
from pmladder.profile.title_index import TitleIndex
from pmladder.profile.title_phrase import Ranks, Reading
from pmladder.text import repr_quoted


def why_by_words(role: str, reading: Reading, passed_over: Ranks, others: tuple[str, ...], index: TitleIndex) -> str:
    """Why `reading` is `role`, what was passed over for it, and which other roles the title names."""
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
    """What a title that fits no role was found to say."""
    if not found:
        return "No role has this title, and it does not name both a function and a seniority."
    reading = found[0]
    function = (*reading.field, reading.noun) if reading.noun else reading.field
    seniority = f"the seniority {_in_order(reading.ranks)}" if reading.ranks else "no seniority word"
    return f"No role has the function {quoted(function)} with {seniority}."


def quoted(parts: Iterable[str]) -> str:
    """Words of a title between quotes."""
    return repr_quoted(" ".join(parts))


def _in_order(ranks: Ranks) -> str:
    """Seniority words as one says them: "senior director"."""
    return quoted(sorted(ranks, key=lambda rank: (rank in words.RANK_NOUNS, rank)))


def called(role: str, index: TitleIndex) -> str:
    """A role by its title, between quotes."""
    return repr_quoted(index.roles[role][0])


def named_as(kind: str) -> str:
    """How a name of this kind is spoken of."""
    return "the title" if kind == "title" else "an alias"
