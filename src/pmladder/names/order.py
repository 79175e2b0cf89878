"""The words of a title in the order of English: "analista de datos senior" is a senior data analyst.

In some languages, qualifiers follow their noun. A phrase in them is reordered: seniority first, then the qualifiers
from last to first, then the noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

from pmladder.names import vocabulary
from pmladder.names.lexicon import Unit, lexicon_of

_OF = ("of",)
_LAST_LATIN = "\u024f"
_CUT = Unit((vocabulary.SIDE_BY_SIDE,), foreign=False)


def in_english(tokens: Sequence[str], nouns: Set[str] = frozenset()) -> list[str]:
    """The words and marks of a title in English order. `nouns` are abbreviations of positions ("pm")."""
    lexicon = lexicon_of(tokens)
    if lexicon.is_english:
        tokens = _with_unreadable(tokens)
    units = list(lexicon.read(tokens))
    if lexicon.noun_first:
        phrases = [(list(group), cut) for cut, group in groupby(units, _ends)]
        units = [unit for phrase, cut in phrases for unit in (phrase if cut else _turned_round(phrase, nouns))]
    return [token for unit in units for token in unit.tokens]


def _with_unreadable(tokens: Sequence[str]) -> list[str]:
    """An unknown word in a foreign script may be the seniority of the title beside it."""
    if "".join(tokens).isascii():
        return list(tokens)
    english = [False, *(token[0].isalpha() and _is_latin(token) and not _cuts(token) for token in tokens), False]
    return [
        "unreadable" if token[0].isalpha() and not _is_latin(token) and (english[at] or english[at + 2]) else token
        for at, token in enumerate(tokens)
    ]


def _is_latin(word: str) -> bool:
    return max(word) <= _LAST_LATIN


def _cuts(token: str) -> bool:
    """Whether a phrase ends here: at a mark, "and" or "at"."""
    return not token[0].isalnum() or token in vocabulary.JOINS or token in vocabulary.CUTS


def _ends(unit: Unit) -> bool:
    return bool(unit.tokens) and _cuts(unit.tokens[0])


def _turned_round(phrase: list[Unit], nouns: Set[str]) -> Iterable[Unit]:
    if not any(unit.foreign and unit.tokens != _OF for unit in phrase):
        return phrase
    if not nouns.isdisjoint(phrase[-1].tokens) and any(_is_noun(unit) for unit in phrase):
        return [*_turned_round(phrase[:-1], nouns), _CUT, phrase[-1]]  # "Chef de projet PM" names the position twice.
    ranks = [unit for unit in phrase if _is_rank(unit)]
    rest = [unit for unit in phrase if unit not in ranks and unit.tokens != ("the",)]
    if sum(_is_noun(unit, nouns) for unit in rest) == 1 and _is_noun(rest[-1], nouns):
        return [*ranks, *_narrowed_by(_between_of(rest[:-1]), nouns), rest[-1]]
    first, *others = _between_of(rest)
    at = next((at for at, unit in enumerate(first) if _is_noun(unit, nouns)), None)
    if at is None:
        leads = any(vocabulary.RANK_NOUNS.intersection(unit.tokens) for unit in ranks)
        field = _narrowed_by([first, *others], nouns)
        return [*ranks, Unit(_OF, foreign=True), *field] if leads and field else [*ranks, *field]
    before, noun, after = first[:at], first[at], first[at + 1 :]
    if all(map(_is_adjective, before)):
        return [*ranks, *before, *_narrowed_by([after, *others], nouns), noun]
    return [*ranks, *first, *_narrowed_by(others, nouns)] if after else [*ranks, *_narrowed_by(others, nouns), *first]


def _narrowed_by(groups: Iterable[Sequence[Unit]], nouns: Set[str]) -> list[Unit]:
    return [unit for group in reversed(list(groups)) for unit in _narrowing(group, nouns)]


def _between_of(units: Iterable[Unit]) -> list[list[Unit]]:
    groups: list[list[Unit]] = [[]]
    for unit in units:
        if unit.tokens == _OF:
            groups.append([])
        else:
            groups[-1].append(unit)
    return groups


def _narrowing(group: Sequence[Unit], nouns: Set[str]) -> Iterator[Unit]:
    """The qualifiers of a noun in English order. English words keep their order."""
    adjectives = [unit for unit in group if _is_adjective(unit)]
    rest = [unit for unit in group if unit not in adjectives]
    in_order = rest and _is_noun(rest[-1], nouns) and not _is_noun(rest[0], nouns)
    if in_order or not any(unit.foreign for unit in rest):
        yield from group
        return
    yield from adjectives
    runs = [list(run) for foreign, same in groupby(rest, lambda unit: unit.foreign) for run in _apart(same, foreign)]
    for run in reversed(runs):
        yield from run


def _apart(units: Iterable[Unit], foreign: bool) -> Iterable[list[Unit]]:
    return [[unit] for unit in units] if foreign else [list(units)]


def _is_rank(unit: Unit) -> bool:
    return vocabulary.RANKS.issuperset(vocabulary.SAME_WORD.get(token, token) for token in unit.tokens)


def _is_noun(unit: Unit, nouns: Set[str] = frozenset()) -> bool:
    last = unit.tokens[-1:]
    return last == ("manager",) or not vocabulary.PEOPLE.isdisjoint(last) or (bool(last) and last[0] in nouns)


def _is_adjective(unit: Unit) -> bool:
    return vocabulary.OF_PRODUCTS.issuperset(unit.tokens)
