"""What is written where a level is asked: which scale it is on, or that it is the text of its role's own step.

Levels are numbers, the names of an option, names that hold a number each, or words put in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pmladder.catalogue.fields import NONE
from pmladder.catalogue.models import DEFAULT_SCALE, unknown_level_of
from pmladder.errors import UsageError
from pmladder.imports.ladder.blanks import NOT_ASKED
from pmladder.imports.ladder.level_marks import counted, ticked
from pmladder.imports.ladder.level_words import is_level_word, usual_order
from pmladder.text import folded, repr_quoted

_NUMBER = re.compile(r"(\d{1,6})(?:[.,]0+)?")
_ONE_NUMBER = re.compile(r"(\D*)(\d{1,3})(\D*)")
_HALF = re.compile(r"(\d{1,2})(?:[.,]5|\s?½)")
_NAMED_NUMBER = re.compile(
    r"(?P<first>\d{1,3})\s*[-–—:.)]\s*(?P<behind>\D.*)|(?P<before>.*\D)\s*[(\[](?P<last>\d{1,3})[)\]]"
)
_NO_MORE_THAN_A_NUMBER = frozenset(("", "l", "lvl", "lv", "level"))
_MOST_WORDS = 20
_MOST_NAMES = 12
"""So many different sentences may be the names of levels, where they repeat."""
_UNREPEATED = 0.75
_MOST_UNREPEATED = 5
_STRAYS = 20
"""Among so many cells, one may hold what is no level, and the others still say in which order they are."""
_MOST = 100
_LONGEST = 200
_REMEMBERED = 10_000
"""Cells that are read once: a level is written in the same words again and again."""
_ERRORS = frozenset(("#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#null!", "#num!"))


class Levels(NamedTuple):
    """The names of a scale, lowest first, and what each written level means on it, folded."""

    names: tuple[str, ...]
    numbers: Mapping[str, int]
    with_numbers: bool
    remarks: tuple[str, ...] = ()
    halves: bool = False

    def read(self, text: str) -> int | str:
        """The level that a cell asks for, or why it cannot be read."""
        if problem := why_no_level(text):
            return problem
        name = folded(text)
        if name in self.numbers:
            return self.numbers[name]
        number = as_number(text)
        if self.halves and (halves := in_halves(text)) is not None:
            number = max(halves - 1, 0)
        if number is None:
            return unknown_level_of(self.names, text)
        if not self.with_numbers:
            return f"{repr_quoted(text)} is a number among named levels; --scale says which level it is"
        return number if number <= len(self.names) else f"level {number} is above the highest, {len(self.names)}"


@lru_cache(_REMEMBERED)
def as_number(text: str) -> int | None:
    """The whole number that a cell holds, as a spreadsheet may write it (`3`, `3.0`)."""
    match = _NUMBER.fullmatch(folded(text))
    return int(match[1]) if match else None


def in_halves(text: str) -> int | None:
    """A number, or a number and a half, in halves."""
    if match := _HALF.fullmatch(text):
        return 2 * int(match[1]) + 1
    number = as_number(text)
    return None if number is None else 2 * number


def is_figure(text: str) -> bool:
    """Whether what is written is a number that may be a level."""
    return in_halves(text) is not None


def has_numbered_name(text: str) -> bool:
    """Whether what is written is a name with its number before it or behind it: `1 - Learning`, `Ensure (5)`."""
    return len(text) <= _LONGEST and _NAMED_NUMBER.fullmatch(folded(text)) is not None


@lru_cache(_REMEMBERED)
def why_no_level(text: str) -> str | None:
    """Why a cell can be no level at all, on no scale; None if it can."""
    if text.casefold() in _ERRORS:
        return f"holds the error {text} of a spreadsheet"
    if text.startswith("="):
        return "is a formula, and formulas are not computed; save the file with values"
    if len(text) > _LONGEST or "\n" in text or "\t" in text:
        return "is a longer text, not a level"
    number = as_number(text)
    if number is not None and number > _MOST:
        return f"the number {number} is no level; {_MOST} is the highest"
    if (
        number is None
        and not _HALF.fullmatch(text)
        and not any(character.isalpha() for character in text)
        and any(map(str.isdecimal, text))
    ):
        return f"{repr_quoted(text)} is neither a whole number nor the name of a level"
    return None


def scale_of(option: str) -> tuple[str, ...]:
    """The names in `--scale "Low,Middle,High"`. Raises UsageError."""
    names = tuple(name.strip() for name in option.split(","))
    if not all(names) or len({folded(name) for name in names}) < len(names):
        raise UsageError('--scale should be different names, lowest first: --scale "Awareness,Working,Expert"')
    for number, name in enumerate(names, 1):
        if folded(name) == NONE:
            raise UsageError("--scale: every scale has none as its level 0; leave it out")
        if why_no_level(name) or (as_number(name) not in (None, number)):
            raise UsageError(f"--scale: level {number} cannot be called {repr_quoted(name)}")
    return names


def are_texts(written: Sequence[str], roles: int, expected: bool) -> bool:
    """Whether cells hold texts on the steps of their roles, and no names of levels.

    Sentences do, and so do words that hardly ever stand twice and are more than the `roles` are: a scale would
    repeat. Where texts are `expected`, as under a key that says so, hardly repeating is enough.
    """
    cells = [text for text in written if not (text.casefold() in _ERRORS or text.startswith("="))]
    words = [text for text in cells if not is_figure(text)]
    different = set(map(folded, words))
    if not words or len(words) * 2 <= len(cells):
        return False
    unrepeated = len(different) >= _UNREPEATED * len(words)
    if 2 * sum(map(_is_sentence, words)) > len(words):
        return unrepeated or len(different) > _MOST_NAMES
    if 2 * sum(is_level_word(word) or _number_in(word) is not None for word in different) >= len(different):
        return False
    return unrepeated and (expected or len(different) > roles > 1)


def _is_sentence(text: str) -> bool:
    words = len(text.split())
    return len(text) > _LONGEST or "\n" in text or words > 3 or (words > 1 and text.endswith((".", ";", "!")))


def find_levels(written: Iterable[tuple[str, str]], scale: Sequence[str] | None) -> Levels | None:
    """The scale of the levels in a table; None when they are so many different words that they are no scale.

    `written` has each level, and its number in a column of its own or an empty text, in the order of the table.
    """
    words: dict[str, str] = {}
    times: Counter[str] = Counter()
    placed: dict[str, int] = {}
    halves: Counter[int] = Counter()
    for text, number_text in written:
        if why_no_level(text) or folded(text) == NONE:
            continue
        number = as_number(number_text)
        if (bare := in_halves(text)) is not None:
            halves[bare] += 1
        else:
            words.setdefault(folded(text), text)
            times[folded(text)] += 1
            if number and number <= _MOST:
                placed.setdefault(folded(text), number)
    if scale is not None:
        return _named(scale, True)
    by_number = None if placed else _by_number(words, times)
    if not words or (not placed and by_number is None and _are_strays(times, halves)):
        return _numbered(halves)
    if placed.keys() == words.keys() and len(set(placed.values())) == len(placed):
        by_place = {number: words[word] for word, number in placed.items()}
        names = tuple(by_place.get(number, f"level {number}") for number in range(1, max(by_place) + 1))
        if len({folded(name) for name in names}) == len(names):
            return _named(names, True, f"the scale is {_listed(names)}, by the numbers in the file")
    if ticks := ticked(words):
        remark = f"the cells are ticks, not levels: the scale has the one level {repr_quoted(ticks[0])}"
        return Levels((ticks[0],), {NONE: 0, **ticks[1]}, True, (remark,))
    if by_number is not None:
        return by_number
    if len(words) > _MOST_WORDS or (len(words) > _MOST_UNREPEATED and set(times.values()) == {1}):
        return None
    return _in_order(words)


def _are_strays(times: Counter[str], numbers: Counter[int]) -> bool:
    """Whether the words beside numbers are cells that somebody left open (`TBD`), and no names of levels."""
    strays, figures = sum(times.values()), sum(numbers.values())
    return (len(numbers) > 1 or figures > strays) and figures >= strays and not any(map(is_level_word, times))


def _numbered(halves: Counter[int]) -> Levels:
    """The scale of bare numbers, counted in halves; steps of a half have names, since `2` means the second level."""
    highest = max((2, *halves))
    if not any(half % 2 for half in halves):
        names = tuple(str(number) for number in range(1, highest // 2 + 1))
        return _named(names, True, f"the scale is 1 to {len(names)}, named by numbers as in the file")
    names = tuple(f"level {half / 2:g}" for half in range(2, highest + 1))
    lowest = min(half for half in halves if half)
    if lowest < 2:
        names = ("level 0.5", *names)
    remark = f"the scale is {names[0]} to {names[-1]}, in halves, since some numbers are halves"
    shift = 0 if lowest < 2 else 1
    numbers = {_half(half): half - shift for half in range(2 - (lowest < 2), highest + 1)}
    return Levels(names, {NONE: 0, "0": 0, **numbers}, True, (remark,), True)


def _half(half: int) -> str:
    return f"{half / 2:g}"


def _by_number(words: Mapping[str, str], times: Mapping[str, int]) -> Levels | None:
    """The scale of names that hold a number each (`2 - Working`, `L2`, three stars); None if these are no such names.

    A few cells may hold something else, which is then no level. Two names of one number are one level.
    """
    numbers: dict[str, int] = {}
    first: dict[int, str] = {}
    for word in words:
        number = _number_in(word)
        if number is not None and (number not in first or _says_its_number(word)):
            first.setdefault(number, word)
            numbers[word] = number
    rungs = sorted(number for number, word in first.items() if not _is_nothing(word, number))
    strays = sum(times[word] for word in words if word not in numbers)
    if len(rungs) < 1 + bool(strays) or strays > max(1, sum(times.values()) // _STRAYS):
        return None
    names = tuple(words[first[number]] for number in rungs)
    stripped = tuple(_without_number(name) for name in names)
    if all(map(_is_name, stripped)) and len(set(map(folded, stripped))) == len(stripped):
        names = stripped
    places = {number: place for place, number in enumerate(rungs, 1)}
    remarks = [f"the scale is {_listed(names)}, lowest first, by the numbers in the names"]
    for number in rungs:
        same = [words[word] for word in numbers if numbers[word] == number and not _is_bare(word)]
        if len(same) > 1 and len({folded(_without_number(name)) for name in same}) > 1:
            remarks.append(f"{_listed(same)} have the number {number}, and are taken for one level")
    meant = {folded(name): place for place, name in enumerate(names, 1)}
    meant |= {str(number): place for number, place in places.items()} | {"0": places.get(0, 0)}
    meant |= {word: places.get(number, 0) for word, number in numbers.items()}
    return Levels(names, {NONE: 0, **meant}, False, tuple(remarks))


def _number_in(word: str) -> int | None:
    """The one number that a name holds; of several, the one that stands before all of it, or in brackets behind."""
    if named := _NAMED_NUMBER.fullmatch(word):
        return int(named["first"] or named["last"])
    found = _ONE_NUMBER.fullmatch(word)
    return int(found[2]) if found else counted(word)


def _says_its_number(word: str) -> bool:
    return _is_bare(word) or _NAMED_NUMBER.fullmatch(word) is not None


def _without_number(name: str) -> str:
    named = _NAMED_NUMBER.fullmatch(name)
    return (named["behind"] or named["before"]).strip() if named else name


def _is_name(text: str) -> bool:
    return folded(text) != NONE and any(map(str.isalpha, text)) and not any(map(str.isdecimal, text))


def _is_bare(word: str) -> bool:
    """Whether a name says no more than its number: `l2`, `level 2`."""
    found = _ONE_NUMBER.fullmatch(word)
    return found is not None and found[1].strip(" .-#") in _NO_MORE_THAN_A_NUMBER and not found[3].strip()


def _is_nothing(word: str, number: int) -> bool:
    """Whether a name is the absence of a level: `0 - not asked`, `○○○`; a level of that number has a usual name."""
    bare = word.strip(" 0.:-–—()")
    return bare in (NONE, "no", "nothing", *NOT_ASKED) or (number == 0 and not is_level_word(bare))


def _in_order(words: Mapping[str, str]) -> Levels:
    known = [word for word in DEFAULT_SCALE if word in words]
    if len(known) == len(words):
        names = tuple(words.get(name, name) for name in DEFAULT_SCALE)
        return _named(names, False, f"the scale is {_listed(names)}, lowest first, as in the built-in catalogue")
    if usual := usual_order(list(words)):
        names = tuple(words[word] for word in usual)
        return _named(names, False, f"the scale is {_listed(names)}, lowest first, as these words are mostly meant")
    # Where most of them are those of the built-in catalogue, in another order, theirs is the one; others are above.
    rest = [word for word in words if word not in known]
    turned = [word for word in words if word in known] != known and len(known) > len(rest)
    names = tuple(words[word] for word in ((*known, *rest) if turned else words))
    warning = (
        f"warning: the levels are taken in the order in which they first appear, {_listed(names)}, lowest first; "
        '--scale "LOWEST,...,HIGHEST" says it better'
    )
    return _named(names, False, warning)


def _named(names: Sequence[str], with_numbers: bool, *remarks: str) -> Levels:
    numbers = {NONE: 0, **{folded(name): number for number, name in enumerate(names, 1)}}
    return Levels(tuple(names), numbers, with_numbers, remarks)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr_quoted, names))
