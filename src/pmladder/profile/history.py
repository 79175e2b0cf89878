"""The positions of a history: how long each was held, and which one is held now. Today's date is always passed in."""

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
    """A period: its first day, and the day after its last."""

    start: date
    end: date


def first_day(written: str) -> date:
    """The first day of a date, which may be a year, a month or a day. Raises ValueError for 30 February."""
    year, month, day = [*map(int, written.split("-")), 1, 1][:3]
    return date(year, month, day)


def day_after(written: str) -> date:
    """The day after the last day of `written`: `2023-06` lasts to the end of June."""
    parts = list(map(int, written.split("-")))
    if len(parts) == 1:
        return date(parts[0] + 1, 1, 1)
    last = parts[2] if len(parts) == 3 else calendar.monthrange(parts[0], parts[1])[1]
    return date.fromordinal(date(parts[0], parts[1], last).toordinal() + 1)


def span(job: Job, as_of: date | None) -> Span | None:
    """The period in which `job` was held, up to `as_of`; None when its dates do not tell.

    For an unclear job without an end, only the start is known.
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
    """Whether `job` is held on the day `as_of`. If its dates do not tell, whether it has no end.

    An unclear job that has begun may have ended.
    """
    if job.unclear is not None and job.start is not None and job.end is None:
        return False
    if job.start is None or as_of is None:
        return job.end is None
    return first_day(job.start) <= as_of and (job.end is None or _end(job.end) > as_of)


def _end(written: str) -> date:
    """An end that is only a year counts as the beginning of that year, so time is not overstated."""
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
"""Why a position is the main one of several held now."""

UNCLEAR = "Its duration counts as unknown"
"""How an unclear position is counted."""

_BESIDE = re.compile(
    r"\b(advis[oe]rs?|advisory|board|non-executive|angel|investor|mentor|volunteer(ing)?|pro bono|freelancer?|"
    r"fractional|part[- ]time|moonlighting|side (project|job|gig|hustle|business)|lecturer|instructor|speaker|"
    r"trustee|patron|beirat|aufsichtsrat|nebenberuflich|ehrenamtlich|freiberuflich|teilzeit|b[ée]n[ée]vole|"
    r"temps partiel|voluntari[oa]|tiempo parcial|consejer[oa]|conselheir[oa]|фриланс|внештатный|по совместительству)\b|"
    r"兼职|兼職|兼任|副業|顾问|顧問|겸직|프리랜서",
    re.IGNORECASE,
)
"""Words in a title of a side activity."""


class Position(NamedTuple):
    """One position of a history: its role, if known, the size of its company, and when it was held.

    `unclear` names the parts that could not be read.
    """

    title: str
    role: Role | None
    size: CompanySize | None
    span: Span | None
    held: bool
    unclear: str | None = None

    @property
    def is_counted(self) -> bool:
        """Whether its duration so far is known."""
        return self.span is not None and self.unclear is None

    @property
    def is_beside(self) -> bool:
        """Whether the title is of a side job or a seat on a board."""
        return _BESIDE.search(self.title) is not None

    def begun(self, as_of: date | None) -> bool:
        """Whether it has begun by the day `as_of`. A position without dates may have."""
        return self.span is None or as_of is None or self.span.start <= as_of


class PresentPosition(NamedTuple):
    """The position that counts as a person's present one.

    `is_held`: it is still held. `is_latest`: no other was begun or held later. `beside` are the other positions held
    now. `latest` is a later position that is not a role of the catalogue, if there is one.
    """

    position: Position
    is_held: bool
    reason: Reason
    beside: tuple[Position, ...] = ()
    latest: Position | None = None


def present_position(history: Sequence[Position], as_of: date | None) -> PresentPosition | None:
    """The main position held now, or else the last one held; None if no position is a role of the catalogue.

    A side job or a seat on a board is the main position only if nothing else is held. Of several, a role of the
    catalogue wins, then the one begun last.
    """
    held = [position for position in history if position.held]
    if any(position.role for position in held):
        return _main(held)
    # Between two jobs, the last job says more about a person than years alone.
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
    # A position without dates counts as held, but a position with a known start wins.
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
