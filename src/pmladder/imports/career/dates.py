"""Dates as résumés write them: `2014-06-29`, `2013-12`, `2012`, `Jan 2020`, `15. März 2021`, `Present`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from pmladder.imports.career.text import words
from pmladder.profile.history import day_after, first_day

_FIRST_DAY = date(1900, 1, 1)
_LONGEST = 60
_OPEN = words(
    "present|current|currently|now|today|ongoing|to date|till date|till now|until now|heute|bis heute|jetzt|aktuell|"
    "laufend|a ce jour|aujourd'hui|aujourd’hui|en cours|actuel|actualidad|actual|actualmente|presente|en curso|hoy|"
    "attuale|in corso|oggi|ad oggi|atual|atualmente|o momento|ate o momento|heden|nu|tegenwoordig|-|–|—",
    "|",
)
"""What stands for "not over yet" where an end is asked for; accents are taken off before the comparison."""
_MONTHS = (
    "january januar janvier enero gennaio janeiro januari",
    "february februar fevrier febrero febbraio fevereiro februari",
    "march marz maerz mrz mars marzo marco maart mrt",
    "april avril abril aprile",
    "may mai mayo maggio maio mei maj",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus augusti",
    "september septembre septiembre setiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro desember",
)
"""The names of each month in some languages, without accents; three letters that fit one month alone will do."""
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[t ]\d{1,2}:\d{2}.*)?")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_JOINING = frozenset(("de", "del", "di", "of", "the", "st", "nd", "rd", "th", "er"))


class DateRead(NamedTuple):
    """What a written date says: a `value` as profiles have it, or that it is still `open`, or what is `wrong`.

    With none of the three, nothing is written there.
    """

    value: str | None = None
    open: bool = False
    wrong: str | None = None


def read_date(written: Any) -> DateRead:
    """What `written` says; anything that a file can hold may be passed."""
    if written is None or written == "":
        return DateRead()
    if isinstance(written, bool) or not isinstance(written, (str, int)):
        return DateRead(wrong="is no date")
    text = _plain(str(written)) if not isinstance(written, int) or abs(written) < 10**9 else ""
    if isinstance(written, str) and not text:
        return DateRead()
    if text in _OPEN:
        return DateRead(open=True)
    parts = _parts(text) if len(text) <= _LONGEST else None
    if parts is None:
        return DateRead(wrong="cannot be read as a date")
    return _checked("-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts)))


def is_after(written: str, day: date) -> bool:
    """Whether a date of a year, a month or a day begins after `day`."""
    return first_day(written) > day


def _checked(value: str) -> DateRead:
    try:
        last = day_after(value)
    except (ValueError, OverflowError):
        return DateRead(wrong="is no date that exists")
    if last <= _FIRST_DAY:
        return DateRead(wrong=f"is before {_FIRST_DAY.year}")
    return DateRead(value)


def _plain(text: str) -> str:
    """`text` in small letters, without accents and without a full stop or comma at its end."""
    unaccented = "".join(c for c in normalize("NFKD", text[:200]) if not combining(c))
    # Hangul falls apart with the accents; put together, it is itself again.
    return " ".join(normalize("NFC", unaccented).casefold().split()).strip(" .,")


def _parts(text: str) -> list[int] | None:
    """Year, month and day, as far as they are written; None where they can be read in two ways or not at all."""
    if text.isdecimal():
        return [int(text)] if len(text) == 4 else None
    if found := _ISO.fullmatch(text) or _EAST_ASIAN.fullmatch(text):
        return [int(part) for part in found.groups() if part]
    if found := _MONTH_FIRST.fullmatch(text):
        return [int(found[2]), int(found[1])]
    if found := _DAY_AND_MONTH.fullmatch(text):
        return _told_apart(int(found[1]), int(found[2]), int(found[3]))
    return _with_month_name(text)


def _told_apart(one: int, other: int, year: int) -> list[int] | None:
    """Day and month in either order, where only one can be the month, or both are the same."""
    if one == other:
        return [year, one, other]
    if one > 12:
        return [year, other, one]
    return [year, one, other] if other > 12 else None


def _with_month_name(text: str) -> list[int] | None:
    months = [_month(word) for word in _WORD.findall(text) if word not in _JOINING]
    numbers = _NUMBER.findall(text)
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) < 3]
    if len(months) != 1 or months[0] is None or len(years) != 1 or len(years) + len(days) != len(numbers):
        return None
    return [years[0], months[0], *days] if len(days) < 2 else None


def _month(word: str) -> int | None:
    """The number of the month whose name, in some language, `word` is or begins, if it is one alone."""
    if len(word) < 3:
        return None
    found = set(_months_beginning(word))
    return found.pop() if len(found) == 1 else None


def _months_beginning(word: str) -> Iterator[int]:
    for number, names in enumerate(_MONTHS, 1):
        if any(name.startswith(word) for name in names.split()):
            yield number
