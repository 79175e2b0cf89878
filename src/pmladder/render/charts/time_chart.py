"""Three bars on one axis of years: the time in the role, the usual time to move, when the case is ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from pmladder.render.charts.fitting import width
from pmladder.report.page_one import TimesData, day_in_words, month_in_words, years_of

WIDTH = 310.0
_TOP, _ROW, _THICK, _TEXT = 14.0, 38.0, 9.0, 12.5
_EDGE = 2.0
_MOST_TICKS = 6
_LEAST_DAYS = 366
_TODAY, _LINE, _LABEL = 44.0, 14.0, 14.0
Kind = Literal["held", "usual", "ready"]


class TimeBar(NamedTuple):
    """A bar with the words above it."""

    kind: Kind
    x: float
    y: float
    width: float
    thick: float
    words: str
    words_x: float


class TimeTick(NamedTuple):
    """The beginning of a year on the axis."""

    x: float
    label: str


class TimePicture(NamedTuple):
    """The picture; `today` is where the day of the page lies, with the height of the line through it."""

    width: float
    height: float
    bars: tuple[TimeBar, ...]
    axis: float
    ticks: tuple[TimeTick, ...]
    today: float
    today_label: tuple[float, float]


def time_chart(times: TimesData) -> TimePicture | None:
    """The picture; None if there is nothing to draw except today."""
    spans = list(_spans(times))
    if not spans:
        return None
    today = date.fromisoformat(times.as_of)
    days = [date.fromisoformat(day) for _, start, end, _ in spans for day in (start, end)] + [today]
    first, last = min(days), max(days)
    length = max(_LEAST_DAYS, (last - first).days)

    def place(day: date) -> float:
        return round(_EDGE + (WIDTH - 2 * _EDGE) * (day - first).days / length, 1)

    places = [(kind, place(date.fromisoformat(a)), place(date.fromisoformat(z)), words) for kind, a, z, words in spans]
    now = place(today)
    has_room = now + _TODAY < WIDTH and places[0][2] <= now + 6
    top = _TOP if has_room else _TOP + _LINE
    bars = tuple(_bar(*span, top + _ROW * row) for row, span in enumerate(places))
    axis = top + _ROW * len(bars) - 4
    return TimePicture(
        width=WIDTH,
        height=axis + 22,
        bars=bars,
        axis=axis,
        ticks=tuple(_ticks(first, last, place)),
        today=now,
        today_label=(now + 6, top + 14) if has_room else (min(max(0.0, now - 16), WIDTH - _TODAY), _TOP - 2),
    )


def words_of(times: TimesData) -> tuple[str, ...]:
    """What the picture says, for people who cannot see it."""
    return (*(words for *_, words in _spans(times)), f"Today is {day_in_words(times.as_of)}.")


def _spans(times: TimesData) -> Iterator[tuple[Kind, str, str, str]]:
    if times.since:
        yield "held", times.since, times.as_of, f"In the role since {month_in_words(times.since)}"
    if times.usual and times.usual_from and times.usual_to:
        yield "usual", times.usual_from, times.usual_to, f"Usual time to move: {years_of(times.usual)}"
    if times.ready_from and times.ready_to:
        what = "Must-haves with dates" if times.undated else "Case ready"
        yield "ready", times.ready_from, times.ready_to, f"{what}: {_between(times.ready_from, times.ready_to)}"


def _between(start: str, end: str) -> str:
    """`May to November 2027`."""
    first, last = month_in_words(start), month_in_words(end)
    if first == last:
        return first
    return f"{first.split()[0] if first.split()[1] == last.split()[1] else first} to {last}"


def _bar(kind: Kind, start: float, end: float, words: str, y: float) -> TimeBar:
    length = width(words) * _TEXT * (0.94 if kind == "ready" else 0.88)
    words_x = round(max(_EDGE, min(start, WIDTH - length - _EDGE)), 1)
    return TimeBar(kind, start, y + 5, max(4.0, round(end - start, 1)), _THICK, words, words_x)


def _ticks(first: date, last: date, place: Callable[[date], float]) -> Iterator[TimeTick]:
    every = 1
    while (last.year - first.year) // every > _MOST_TICKS:
        every += 1
    for year in range(first.year + 1, last.year + 1):
        if (year - first.year - 1) % every == 0:
            x = place(date(year, 1, 1))
            if _LABEL <= x <= WIDTH - _LABEL:
                yield TimeTick(x, str(year))
