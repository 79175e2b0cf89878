"""The positions of a history: the time held in them, and which of them a person holds. Today is always passed in."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Role
from pmladder.profile.models import Job

DAYS_A_YEAR = 365.2425


class Span(NamedTuple):
    """A stretch of time: the first day, and the day after the last."""

    start: date
    end: date


def first_day(written: str) -> date:
    """The first day that a date of a year, a month or a day stands for. Raises ValueError for 30 February."""
    year, month, day = [*map(int, written.split("-")), 1, 1][:3]
    return date(year, month, day)


def day_after(written: str) -> date:
    """The day after the last one that `written` stands for: `2023-06` lasts to the end of June."""
    parts = list(map(int, written.split("-")))
    if len(parts) == 1:
        return date(parts[0] + 1, 1, 1)
    last = parts[2] if len(parts) == 3 else calendar.monthrange(parts[0], parts[1])[1]
    return date.fromordinal(date(parts[0], parts[1], last).toordinal() + 1)


def span(job: Job, as_of: date | None) -> Span | None:
    """When `job` was held, as far as `as_of`; None when its dates do not say.

    An unclear one without an end was begun, and nobody knows for how long it was held.
    """
    if job.start is None:
        return None
    start = first_day(job.start)
    if job.end is None and job.unclear is not None:
        return Span(start, start)
    end = as_of if job.end is None else _end(job.end)
    if end is None:
        return None
    if as_of is not None:
        end = min(end, as_of)
    return Span(start, max(start, end))


def is_held(job: Job, as_of: date | None) -> bool:
    """Whether `job` is held on the day `as_of`; where dates do not say, whether it has no end.

    An unclear one that has begun may have ended.
    """
    if job.unclear is not None and job.start is not None and job.end is None:
        return False
    if job.start is None or as_of is None:
        return job.end is None
    return first_day(job.start) <= as_of and (job.end is None or _end(job.end) > as_of)


def _end(written: str) -> date:
    """A year alone is taken to end at its beginning, so that time is not overstated."""
    return first_day(written) if len(written) == 4 else day_after(written)


def years_covered(spans: Iterable[Span]) -> float:
    """Years in the union of `spans`: overlapping positions count once. One decimal."""
    days, reached = 0, date.min
    for stretch in sorted(spans, key=lambda s: (s.start, s.end)):
        start = max(stretch.start, reached)
        if stretch.end > start:
            days += (stretch.end - start).days
            reached = stretch.end
    return round(days / DAYS_A_YEAR, 1)


Reason = Literal["the only one", "the latest begun", "the others are side jobs", "the only role of the catalogue"]
"""Why a position is the main one of several that are held."""

UNCLEAR = "How long it was held is taken as not known"
"""What becomes of a position that is unclear."""

_BESIDE = re.compile(
    r"\b(advis[oe]rs?|advisory|board|non-executive|angel|investor|mentor|volunteer(ing)?|pro bono|freelancer?|"
    r"fractional|part[- ]time|moonlighting|side (project|job|gig|hustle|business)|lecturer|instructor|speaker|"
    r"trustee|patron|beirat|aufsichtsrat|nebenberuflich|ehrenamtlich|freiberuflich|teilzeit|b[ée]n[ée]vole|"
    r"temps partiel|voluntari[oa]|tiempo parcial|consejer[oa]|conselheir[oa]|фриланс|внештатный|по совместительству)\b|"
    r"兼职|兼職|兼任|副業|顾问|顧問|겸직|프리랜서",
    re.IGNORECASE,
)
"""Words in a title that tell of something done beside a job."""


class Position(NamedTuple):
    """One position of a history: the role it resolves to, if any, the size of its company, and when it was held.

    `unclear` is what of it could not be read.
    """

    title: str
    role: Role | None
    size: CompanySize | None
    span: Span | None
    held: bool
    unclear: str | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is known how long it was held, so far."""
        return self.span is not None and self.unclear is None

    @property
    def is_beside(self) -> bool:
        """Whether the title tells of a side job or a seat on a board."""
        return _BESIDE.search(self.title) is not None

    def begun(self, as_of: date | None) -> bool:
        """Whether it has begun on the day `as_of`; what has no dates may have."""
        return self.span is None or as_of is None or self.span.start <= as_of


class PresentPosition(NamedTuple):
    """The position that a person is taken to hold.

    `is_held` tells that it is held still, `is_latest` that none was begun or held later. `beside` are the others that
    are held now, `latest` the latest of all where that is another one: it is no role of the catalogue then.
    """

    position: Position
    is_held: bool
    reason: Reason
    beside: tuple[Position, ...] = ()
    latest: Position | None = None


def present_position(history: Sequence[Position], as_of: date | None) -> PresentPosition | None:
    """The main one of the positions held now, else the one held last; None where none is a role of the catalogue.

    A side job or a seat on a board is the main one only where nothing else is held. Of several, a role of the
    catalogue goes before what is none, then the one begun last.
    """
    held = [position for position in history if position.held]
    if any(position.role for position in held):
        return _main(held)
    # Between two positions one stands where the last one was, not where the years alone would put anybody.
    ended = [position for position in history if position.role and position.span and position.begun(as_of)]
    if not ended:
        return None
    last = max(reversed(ended), key=_held_until)
    later = [
        *held,
        *(p for p in history if not p.role and p.span and p.begun(as_of) and _held_until(p) > _held_until(last)),
    ]
    latest = max(later, key=_held_from) if later else None
    return PresentPosition(last, False, "the only one", latest=latest)


def _main(held: Sequence[Position]) -> PresentPosition:
    jobs = [position for position in held if not position.is_beside] or list(held)
    roles = [position for position in jobs if position.role] or [position for position in held if position.role]
    # Without a date a position is at least held, but one that has begun since goes before it.
    main = max(roles, key=_held_from)
    beside = tuple(position for position in held if position is not main)
    if not beside:
        reason: Reason = "the only one"
    elif len(jobs) == 1 and jobs[0] is main:
        reason = "the others are side jobs"
    else:
        reason = "the only role of the catalogue" if len(roles) == 1 else "the latest begun"
    return PresentPosition(main, True, reason, beside)


def _held_from(position: Position) -> date:
    return position.span.start if position.span else date.min


def _held_until(position: Position) -> tuple[date, date]:
    return (position.span.end, position.span.start) if position.span else (date.min, date.min)
