"""The explanation of a title: sentences that say which words decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmladder.catalogue.fields import CompanySize
from pmladder.names import vocabulary
from pmladder.names.index import Name, Title, TitleIndex
from pmladder.names.phrase import Phrase, PhraseReading, Ranks
from pmladder.text import repr_quoted


def why_by_words(
    role: str,
    reading: PhraseReading,
    passed_over: Ranks,
    also: Sequence[str],
    without_role: Sequence[PhraseReading],
    names: TitleIndex,
) -> str:
    """Why `reading` means `role`, which words were ignored, and which other positions the title names."""
    function, kept = reading.functions[-1], reading.ranks - passed_over
    what = f"the seniority {_in_order(kept)}" if kept else "no seniority word"
    why = f"It has the function {quoted(function)} and {what}, like {quoted_label(role, names)}"
    grades = sorted(rank for rank in passed_over if vocabulary.GRADE.fullmatch(rank))
    if grades or reading.grade:
        grade = quoted(grades) if grades else _in_order(reading.grade)
        why += f"; the grade {grade} is the employer's own and was not used"
    if words_passed := sorted(passed_over.difference(grades)):
        why += f"; {quoted(words_passed)} makes no difference here"
    if also:
        why += f"; {also_named(also, names)}"
    if without_role:
        others = " and ".join(dict.fromkeys(_position(other) for other in without_role))
        why += f"; it also names {others}, no role of this catalogue"
    return why + "."


def why_unknown(title: Title) -> str:
    """Why a title fits no role."""
    if not title.readings and any(map(_is_not_held, title.phrases)):
        return "It says that the position is not held any more, or not yet."
    if not title.readings:
        return "No role has this title, and it does not name both a function and a seniority."
    reading = title.readings[0]
    if "unreadable" in reading.ranks:
        return "A word beside the title may be its seniority, but no known language has it."
    function = (*reading.field, reading.noun) if reading.noun else reading.field
    seniority = f"the seniority {_in_order(reading.ranks)}" if reading.ranks else "no seniority word"
    return f"No role has the function {quoted(function)} with {seniority}."


def _is_not_held(phrase: Phrase) -> bool:
    return (
        phrase[0] in vocabulary.NOT_HELD or phrase[-1] in vocabulary.ENDED_BEHIND or vocabulary.ENDED.issuperset(phrase)
    )


def elsewhere(tied: Sequence[Name], names: TitleIndex) -> str:
    """The meaning of names that are limited to company sizes: `in a small company it means "Head of product"`."""
    meanings: dict[CompanySize, list[str]] = {}
    for name in tied:
        for size in name.sizes:
            meanings.setdefault(size, []).append(name.role)
    parts = []
    for size, roles in meanings.items():
        means = " or ".join(quoted_label(role, names) for role in dict.fromkeys(roles))
        parts.append(f"in a {size} company it means {means}")
    return ", ".join(parts)


def also_named(also: Sequence[str], names: TitleIndex) -> str:
    """The other roles that a title names."""
    return f"it also names {' and '.join(quoted_label(other, names) for other in also)}"


def _position(reading: PhraseReading) -> str:
    of = ("of",) if reading.prefix else ()
    noun = (reading.noun,) if reading.noun else ()
    return quoted((*_ordered(reading.ranks), *of, *reading.field, *noun))


def quoted(parts: Iterable[str]) -> str:
    """Words of a title between quotes."""
    return repr_quoted(" ".join(parts))


def _in_order(ranks: Ranks) -> str:
    """Seniority words in spoken order: "senior director"."""
    return quoted(_ordered(ranks))


def _ordered(ranks: Ranks) -> list[str]:
    return sorted(ranks, key=lambda rank: (rank in vocabulary.RANK_NOUNS, rank))


def quoted_label(role: str, names: TitleIndex) -> str:
    """A role by its label, between quotes."""
    return repr_quoted(names.roles[role][0])


def named_as(kind: str) -> str:
    """The words for this kind of name."""
    return "the title" if kind == "title" else "an alias"
