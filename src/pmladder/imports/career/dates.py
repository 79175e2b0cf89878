"""Dates as people write them: `2014-06-29`, `Jan 2020`, `15. März 2021`, `Q3 2019`, `06/2021 - Present`.

What of a date is certain is kept: a day that does not exist costs the day, a day and a month that can be told apart in
two ways cost both.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from pmladder.imports.career.date_words import (
    BEFORE_PRESENT,
    MONTHS,
    NOT_SAID,
    PRESENT,
    PRESENT_WORDS,
    SEASONS,
    SINCE,
    UNTIL,
)
from pmladder.imports.career.lines import words
from pmladder.profile.history import first_day

_EARLIEST, _NEVER = 1900, 2100
"""A year before the first is none; an end from the second on is how programs write "not over yet"."""
_LONGEST = 60
_LONGEST_SPAN = 160
_CENTURY = 50
"""Years of two digits below this are those of this century."""

_EPOCH, _A_DAY = date(1970, 1, 1).toordinal(), 86_400
_SECONDS = range(10**8, 4 * 10**9)
"""Whole numbers that are read as seconds since 1970, or thousands of them as milliseconds: 1973 to 2096."""

_ISO = re.compile(r"(\d{4})[-/.]\s?(\d{1,2})(?:[-/.]\s?(\d{1,2}))?(?:[t ]\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})?")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4}|['’]?\d{2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{4}|\d{2})")
_POINTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
_QUARTER = re.compile(r"(?:q|quarter |quartal |t|kw?artal )\s?([1-4])\D{0,4}(\d{4}|['’]?\d{2})")
_QUARTER_LAST = re.compile(
    r"(\d{4})\D{0,2}q([1-4])|([1-4])(?:st|nd|rd|th|\.|e|º)?\s?(?:q|quarter|quartal)\D{0,3}(\d{4})"
)
_SEASON_OF_TWO_YEARS = re.compile(r"(\d{4})\s?[/–-]\s?(\d{4}|\d{2})")
_HALF = re.compile(r"(?:h|half )([12])\D{0,3}(\d{4}|['’]?\d{2})|([12])(?:h|st half|nd half)(?: of)?\D{0,3}(\d{4})")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_JOINING = words("de del di of the st nd rd th er am im in early mid late circa ca about около г year")
_BESIDE = re.compile(r"\([^()]*\)|\[[^][]*\]|[·•|].*")
"""What stands beside a date: "Present (remote)", "May 2021 · 2 yrs 3 mos"."""
_SIGNS = re.compile(r"\s*(?:–|—|―|−|->|→|~|～|〜|--+)\s*|\s+-\s*|\s*-\s+|-|\s+/\s+|(?<=\d{4}-\d\d-\d\d)/")
_UNTIL = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else word for word in UNTIL))


class DateRead(NamedTuple):
    """A parsed date: a `value` in the form of profiles, or `open` (not over yet), or what is `wrong`.

    If all three are empty, no date was written. `doubt` is what of a value could not be read.
    """

    value: str | None = None
    open: bool = False
    wrong: str | None = None
    doubt: str | None = None


NOTHING = DateRead()
OPEN = DateRead(open=True)


def read_date(written: Any, is_end: bool = False) -> DateRead:
    """Parse the date `written`, which may be any value of a file.

    A season or a quarter is its first month, or its last where an end is asked for.
    """
    if isinstance(written, Mapping):
        return _of_mapping(written, is_end)
    if isinstance(written, list) and len(written) == 1:
        written = written[0]
    if written is None or written == "":
        return NOTHING
    if isinstance(written, bool) or not isinstance(written, (str, int)):
        return DateRead(wrong="is no date")
    if isinstance(written, int):
        if written in _SECONDS or written // 1000 in _SECONDS:
            seconds = written if written in _SECONDS else written // 1000
            return DateRead(date.fromordinal(_EPOCH + seconds // _A_DAY).isoformat())
        written = str(written) if abs(written) < _SECONDS.start else "?"
    text = _plain(written)
    if not text or text in NOT_SAID:
        return NOTHING
    beside = _plain(_BESIDE.sub(" ", text))
    if _is_present(text) or _is_present(beside):
        return OPEN
    text = beside or text
    if len(text) > _LONGEST:
        return DateRead(wrong="cannot be read as a date")
    read = _part_of_a_year(text, is_end) or _checked(_parts(text))
    if read.value is not None and int(read.value[:4]) >= _NEVER:
        return OPEN if is_end else DateRead(wrong="is no date that exists")
    return read


def read_span(written: str) -> tuple[DateRead, DateRead] | None:
    """Start and end of a stretch of time in one text: `06/2021 - Present`, `seit 2019`; None where it is none.

    A single date is a start whose end is not said.
    """
    text = _plain(_BESIDE.sub(" ", written[:_LONGEST_SPAN])).removesuffix("-").rstrip()
    first, _, rest = text.partition(" ")
    if first in SINCE:
        halves = _halves(rest)
        start = read_date(rest)
        return halves or ((start, OPEN) if start.value else None)
    whole = read_date(text)
    if whole.value and not whole.doubt:
        # "2021 -" has an end: it is not over.
        is_open = written.rstrip().endswith(("-", "–", "—"))
        return whole, OPEN if is_open else NOTHING
    return _halves(text)


def read_start_of_span(written: str) -> tuple[DateRead, DateRead] | None:
    """The start of a stretch of time of which the end is a word that is not known; None where no start is there.

    For a field that is said to hold such a stretch: elsewhere a date and a word are no such thing.
    """
    for left, right in _cuts(_plain(_BESIDE.sub(" ", written[:_LONGEST_SPAN]))):
        if (start := read_date(left)).value:
            return start, read_date(right, is_end=True)
    return None


def _halves(text: str) -> tuple[DateRead, DateRead] | None:
    for left, right in _cuts(text):
        # "2018-19" says the century once.
        short = right.isdecimal() and len(right) == 2 and left.isdecimal() and len(left) == 4
        end = read_date(left[:2] + right if short else right, is_end=True)
        if end.value is None and not end.open:
            continue
        start = read_date(left)
        if start.value is None and end.value is not None:
            # "Jan - Mar 2020" says the year once.
            start = read_date(f"{left} {end.value[:4]}")
        if start.value is not None:
            return start, end
    return None


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """Where a text may be cut into a start and an end, the likeliest first."""
    marks = [*_UNTIL.finditer(text), *sorted(_SIGNS.finditer(text), key=lambda found: len(found.group()), reverse=True)]
    for found in marks[:12]:
        left, right = text[: found.start()].strip(" ,-–—"), text[found.end() :].strip(" ,")
        if left and right:
            yield left, right
    if text.endswith(tuple(f" {word}" for word in UNTIL)):
        yield text.rpartition(" ")[0], "present"


def is_after(written: str, day: date) -> bool:
    """Whether a date (a year, a month or a day) begins after `day`."""
    return first_day(written) > day


_YEAR = ("year", "y", "yyyy", "jahr", "annee", "ano", "anno")
_MONTH = ("month", "m", "mm", "monat", "mois", "mes", "mese")
_DAY = ("day", "d", "dd")


def _of_mapping(written: Mapping[str, Any], is_end: bool) -> DateRead:
    """A date in parts, `{year: 2021, month: 6}`, or one that lies a level deeper, as in XML."""
    parts = {str(key).casefold(): value for key, value in list(written.items())[:12]}

    def part(names: tuple[str, ...]) -> str:
        value = next((parts[name] for name in names if parts.get(name) not in (None, "")), None)
        if isinstance(value, Mapping):
            value = next((entry for entry in value.values() if isinstance(entry, (str, int))), None)
        return str(value).strip(" -") if isinstance(value, (str, int)) and not isinstance(value, bool) else ""

    year, month, day = part(_YEAR), part(_MONTH), part(_DAY)
    if year:
        if month and not month.isdecimal():
            return read_date(" ".join(filter(None, (day, month, year))), is_end)
        written_out = "-".join(filter(None, (year, month, day if month else "")))
        return read_date(written_out, is_end)
    inner = [value for value in parts.values() if isinstance(value, (str, int, Mapping)) and value not in ("", True)]
    inner = [value for value in inner if not isinstance(value, bool)]
    readings = [read_date(value, is_end) for value in inner[:4]]
    found = [read for read in readings if read.value or read.open]
    return found[0] if found else DateRead(wrong="is no date") if parts else NOTHING


def _plain(text: str) -> str:
    """`text` in lower case, without accents and without a full stop or comma at its end."""
    unaccented = "".join(c for c in normalize("NFKD", text[:200]) if not combining(c))
    # Removing accents decomposes Hangul, so it is composed again.
    plain = " ".join(normalize("NFC", unaccented).casefold().replace("ı", "i").split())
    return plain if plain in PRESENT else plain.strip(" .,;:!")


def _is_present(text: str) -> bool:
    """Whether `text` says "not over yet", perhaps with words around it: `until today`, `present - remote`."""
    if text in PRESENT:
        return True
    left = text.split() if not _NUMBER.search(text) else []
    while left and left[0] in BEFORE_PRESENT:
        left = left[1:]
    return any(" ".join(left[:length]).strip(" ,.;:-–—") in PRESENT_WORDS for length in range(1, min(len(left), 4) + 1))


def _part_of_a_year(text: str, is_end: bool) -> DateRead | None:
    """A quarter, a half or a season as its first or last month; None for what is neither."""
    if found := _QUARTER.fullmatch(text):
        return _checked([_year(found[2]), int(found[1]) * 3 - (0 if is_end else 2)])
    if found := _HALF.fullmatch(text):
        year, half = found[2] or found[4], found[1] or found[3]
        return _checked([_year(year), int(half) * 6 - (0 if is_end else 5)])
    if found := _QUARTER_LAST.fullmatch(text):
        year, quarter = found[1] or found[4], found[2] or found[3]
        return _checked([int(year), int(quarter) * 3 - (0 if is_end else 2)])
    words_in = [word for word in _WORD.findall(text) if word not in _JOINING]
    season = SEASONS.get(words_in[0]) if len(words_in) == 1 else None
    if season is None:
        return None
    if season == 12 and (found := _SEASON_OF_TWO_YEARS.search(text)):
        return _checked([int(found[1]) + 1, 2] if is_end else [int(found[1]), 12])
    years = _NUMBER.findall(text)
    if len(years) != 1 or len(years[0]) not in (2, 4):
        return None
    # The winter of a year may be at its beginning or at its end.
    return _checked([_year(years[0])] if season == 12 else [_year(years[0]), season + (2 if is_end else 0)])


def _year(written: str) -> int:
    digits = written.strip("'’")
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number < _CENTURY else 1900)


class _Ambiguous(NamedTuple):
    """A day and a month that can be told apart in two ways; the year is certain."""

    year: int


def _checked(parts: list[int] | _Ambiguous | None) -> DateRead:
    """The date of year, month and day; what of it does not exist is left out, from the day up."""
    if parts is None:
        return DateRead(wrong="cannot be read as a date")
    if isinstance(parts, _Ambiguous):
        read = _checked([parts.year])
        return read if read.wrong else read._replace(doubt="could be two days; its year alone is taken")
    year, month, day = [*parts, 0, 0][:3]
    if not 1 <= year <= 9999:
        return DateRead(wrong="is no date that exists")
    if year < _EARLIEST:
        return DateRead(wrong=f"is before {_EARLIEST}")
    if len(parts) > 1 and not 1 <= month <= 12:
        return DateRead(f"{year:04}", doubt="has a month that cannot be read; its year alone is taken")
    if len(parts) > 2 and not 1 <= day <= calendar.monthrange(year, month)[1]:
        if not 1 <= day <= 31:
            return DateRead(f"{year:04}-{month:02}", doubt="has no day that exists; its month is taken")
        return DateRead(f"{year:04}-{month:02}", doubt="is a day that does not exist; its month is taken")
    return DateRead("-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts)))


def _parts(text: str) -> list[int] | _Ambiguous | None:
    """Year, month and day, as far as they are written; None where they cannot be read."""
    if text.isdecimal():
        if len(text) == 4:
            return [int(text)]
        found = _COMPACT.fullmatch(text)
        return [int(part) for part in found.groups() if part] if found else None
    if found := _ISO.fullmatch(text) or _EAST_ASIAN.fullmatch(text):
        return [int(part) for part in found.groups() if part]
    if found := _MONTH_FIRST.fullmatch(text):
        return [_year(found[2]), int(found[1])] if int(found[1]) <= 12 else None
    if european := _european(text):
        return european
    if found := _DAY_AND_MONTH.fullmatch(text):
        return _told_apart(int(found[1]), int(found[2]), _year(found[3]))
    return _with_month_name(text)


def _told_apart(one: int, other: int, year: int) -> list[int] | _Ambiguous | None:
    """Month and day from two numbers, if only one can be the month or both are equal."""
    if one == other:
        return [year, one, other]
    if one > 12:
        return [year, other, one] if other <= 12 else None
    return [year, one, other] if other > 12 else _Ambiguous(year)


def _european(text: str) -> list[int] | None:
    """A date with points between its parts: the day comes first everywhere."""
    found = _POINTS.fullmatch(text)
    return [_year(found[3]), int(found[2]), int(found[1])] if found and int(found[2]) <= 12 else None


def _with_month_name(text: str) -> list[int] | None:
    words = [word for word in _WORD.findall(text) if word not in _JOINING]
    months = [MONTHS.get(word) for word in words]
    numbers = _NUMBER.findall(text)
    if len(months) != 1 or months[0] is None:
        # A year is certain where one word beside it is not understood, and there is no other number.
        is_year = len(numbers) == 1 and len(numbers[0]) == 4 and len(months) < 2
        return ([int(numbers[0]), 13] if months else [int(numbers[0])]) if is_year else None
    years = [number for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) < 3]
    if not years and days and len(days) == len(numbers) <= 2:
        # "Jan 20" and "15 Jan 20": the last number is the year, for a date without one says too little.
        years = [numbers[-1]]
        days = days[:-1]
        return [_year(years[0].zfill(2)), months[0], *days]
    if len(years) != 1 or len(years) + len(days) != len(numbers):
        return None
    return [int(years[0]), months[0], *days] if len(days) < 2 else None
