"""A plan in two parts: the gaps to close before a role, with dates, and what grows in the role, without dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import inf
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role, YearsInFrom
from pmladder.engine.assess import Assessment, assess, skills_asked
from pmladder.engine.formula import Finding, Growth
from pmladder.engine.moves import moves_from
from pmladder.engine.placement import RoleHeld
from pmladder.engine.schedule import (
    WEEKS_A_MONTH,
    Booked,
    Months,
    Stretch,
    add_days,
    add_months,
    day_of,
    focus_months,
    focus_months_between,
    job_months,
    months_between,
    review_from,
    schedule,
)
from pmladder.engine.suggest import Answer
from pmladder.profile.history import DAYS_A_YEAR
from pmladder.profile.terms import TIME_AXES

MOST_AREAS = 3
"""At most this many skills are in focus at a time, as more would be no focus."""
HOURS_AN_AREA = 4.0
"""Hours a week for one focus area, at the pace of the effort figures."""
DEFAULT_HOURS = MOST_AREAS * HOURS_AN_AREA
PERIODS = {"month": 1, "quarter": 3, "half": 6}
"""Months from one review to the next."""


class PlanWish(NamedTuple):
    """How to plan: the start day, the period, the hours a week, the deadline, and the skills to begin with.

    `as_of` is the day from which the present job teaches skills. The plan's `start` may be later.
    """

    start: date
    as_of: date
    period: str = "quarter"
    hours: float = DEFAULT_HOURS
    by: date | None = None
    focus: tuple[str, ...] = ()

    @property
    def at_once(self) -> int:
        """The number of focus areas that the hours allow, from one to three."""
        return max(1, min(MOST_AREAS, int(self.hours // HOURS_AN_AREA)))

    @property
    def stretch(self) -> float:
        """The factor by which focus takes longer if the hours are too few for one area."""
        return max(1.0, HOURS_AN_AREA / self.hours)

    @property
    def hours_a_month(self) -> float:
        """Hours a month for one focus area."""
        return min(self.hours, HOURS_AN_AREA) * WEEKS_A_MONTH


class Item(NamedTuple):
    """One gap of a skill, from the present level to the entry.

    `start` and `end` are the dates at the slow pace, `earliest_start` and `earliest` those at the fast pace. A start is
    None if the job teaches the skill before there is time to focus on it. All are None if the catalogue has no effort
    figure. `check` is the review at which to check the gap.
    """

    finding: Finding
    held: int
    to: int
    focus: Months | None
    start: date | None = None
    earliest_start: date | None = None
    earliest: date | None = None
    end: date | None = None
    check: date | None = None
    fits: bool = True
    first_day: date = date.min

    @property
    def on_the_job(self) -> bool:
        """Whether the job teaches the skill before there is time to focus on it."""
        return self.end is not None and self.start is None


class Wait(NamedTuple):
    """Years that have to pass, and the day when they have passed."""

    finding: Finding
    day: date


class Case(NamedTuple):
    """Everything to show before the role. Months and hours are ranges from the fast to the slow pace.

    `months` run from the start to the last date. `hours` count only the time in focus.
    """

    items: tuple[Item, ...]
    months: Months
    hours: Months
    earliest: date
    latest: date
    must_haves_earliest: date
    must_haves_latest: date


class Plan(NamedTuple):
    """The case for a role, and what grows in the role.

    `waits` are years that have to pass. `beside` are gaps without dates (people led, a degree, reach). `to_find_out` is
    what is unknown, `to_show` the missing evidence. `usual` are the years that people usually spend in the role before.
    `settle_first`: the present role is held for less than the usual time.
    """

    role: Role
    wish: PlanWish
    assessment: Assessment
    case: Case
    grow: tuple[Growth, ...]
    usual: YearsInFrom | None
    waits: tuple[Wait, ...]
    beside: tuple[Finding, ...]
    to_find_out: tuple[Finding, ...]
    to_show: tuple[Finding, ...]
    settle_first: bool

    @property
    def nothing_to_show(self) -> bool:
        """Whether nothing is short and nothing is unknown. Then other things decide."""
        return not self.assessment.with_status("short", "unknown")


def plan(catalogue: Catalogue, answer: Answer, role: Role, wish: PlanWish) -> Plan:
    """The plan to `role` for the person of `answer`."""
    standing, present = answer.standing, answer.placement.role
    assessment = assess(catalogue, standing, role, present)
    short, unknown = assessment.with_status("short"), assessment.with_status("unknown")
    years = [finding for finding in short if finding.axis in TIME_AXES]
    waits = [Wait(finding, day) for finding in years if (day := _day_that_passes(finding, wish)) is not None]
    waited = [wait.finding for wait in waits]
    return Plan(
        role=role,
        wish=wish,
        assessment=assessment,
        case=_case(catalogue, answer, [finding for finding in short if finding.is_skill], wish),
        grow=assessment.growth,
        usual=_usual(catalogue, present, role),
        waits=tuple(waits),
        beside=tuple(finding for finding in short if not finding.is_skill and finding not in waited),
        to_find_out=tuple(finding for finding in unknown if finding.axis != "evidence"),
        to_show=tuple(finding for finding in unknown if finding.axis == "evidence"),
        settle_first=present is not None and not RoleHeld(present, None, standing.years_in_role).is_settled,
    )


def _usual(catalogue: Catalogue, present: Role | None, role: Role) -> YearsInFrom | None:
    moves = moves_from(catalogue, present) if present else ()
    return next((move.years_in_from for move, _ in moves if move.to == role.id), None)


def _case(catalogue: Catalogue, answer: Answer, gaps: Sequence[Finding], wish: PlanWish) -> Case:
    ordered = sorted(gaps, key=lambda gap: _order(catalogue, gap, wish))
    slow = _booked(catalogue, answer, ordered, wish, slow=True)
    fast = _booked(catalogue, answer, ordered, wish, slow=False)
    pairs = list(zip(ordered, slow, fast, strict=True))
    items = tuple(_item(catalogue, *pair, wish) for pair in pairs)
    begun = months_between(wish.as_of, wish.start)
    ends = [_ends(late, soon) for _, late, soon in pairs]
    must_have_ends = [_ends(late, soon) for gap, late, soon in pairs if gap.must_have]
    focus = Months(
        sum(soon.in_focus for _, _, soon in pairs if soon), sum(late.in_focus for _, late, _ in pairs if late)
    )
    earliest, latest = _last(end.min for end in ends), _last(end.max for end in ends)
    return Case(
        items=items,
        months=Months(max(0, earliest - begun), max(0, latest - begun)),
        hours=Months(focus.min * wish.hours_a_month, focus.max * wish.hours_a_month),
        earliest=_on(wish, earliest),
        latest=_on(wish, latest),
        must_haves_earliest=_on(wish, _last(end.min for end in must_have_ends)),
        must_haves_latest=_on(wish, _last(end.max for end in must_have_ends)),
    )


def _order(catalogue: Catalogue, gap: Finding, wish: PlanWish) -> tuple[object, ...]:
    """The order of work: chosen skills, then must-haves, then what takes longest from zero to the entry.

    It does not depend on the person's levels, so a higher rating does not change the order.
    """
    chosen = wish.focus.index(gap.subject) if gap.subject in wish.focus else len(wish.focus)
    months = focus_months_between(catalogue, gap.subject, 0, int(gap.entry))
    return (chosen, not gap.must_have, -months.max if months else 0, gap.subject)


def _booked(
    catalogue: Catalogue, answer: Answer, gaps: Sequence[Finding], wish: PlanWish, slow: bool
) -> list[Booked | None]:
    """When each gap is worked on, at the slow or the fast pace; None if its duration is unknown."""
    areas = [_levels(catalogue, answer, gap, wish, slow) for gap in gaps]
    known = [area for area in areas if area is not None]
    booked = iter(schedule(known, months_between(wish.as_of, wish.start), wish.at_once))
    return [None if area is None else next(booked) for area in areas]


def _levels(catalogue: Catalogue, answer: Answer, gap: Finding, wish: PlanWish, slow: bool) -> list[Stretch] | None:
    """Each level to gain. The job teaches the skills of the present role, up to one level above its requirement."""
    present, size = answer.placement.role, answer.standing.company_size
    asked = skills_asked(catalogue, present, size).get(gap.subject) if present else None
    taught = asked.level + 1 if asked else 0
    levels = []
    for level in range(int(gap.holding.low) + 1, int(gap.entry) + 1):
        focus = focus_months(catalogue, gap.subject, level)
        job = job_months(catalogue, level) if level <= taught else None
        if focus is None and job is None:
            return None
        levels.append(
            Stretch(
                inf if focus is None else (focus.max if slow else focus.min) * wish.stretch,
                inf if job is None else (job.max if slow else job.min),
            )
        )
    return levels


def _item(catalogue: Catalogue, gap: Finding, late: Booked | None, soon: Booked | None, wish: PlanWish) -> Item:
    held, to = int(gap.holding.low), int(gap.entry)
    months = focus_months_between(catalogue, gap.subject, held, to)
    item = Item(gap, held, to, months, fits=wish.by is None, first_day=wish.start)
    if late is None or soon is None:
        return item
    end = _on(wish, late.end)
    return item._replace(
        start=None if late.start is None else _on(wish, late.start),
        earliest_start=None if soon.start is None else _on(wish, soon.start),
        earliest=_on(wish, soon.end),
        end=end,
        check=review_from(wish.start, end, PERIODS[wish.period]),
        fits=wish.by is None or end <= wish.by,
    )


def _ends(late: Booked | None, soon: Booked | None) -> Months:
    return Months(soon.end if soon else 0, late.end if late else 0)


def _last(ends: Iterable[float]) -> float:
    return max(ends, default=0)


def _on(wish: PlanWish, months: float) -> date:
    """The day this many months after `as_of`, but not before the plan starts."""
    return max(wish.start, day_of(wish.as_of, months))


def _day_that_passes(gap: Finding, wish: PlanWish) -> date | None:
    """The day when the missing years have passed; None if the present years are unknown."""
    if not gap.holding.is_known:
        return None
    missing = gap.entry - gap.holding.low
    # Whole years end on the same day of the year.
    return add_days(add_months(wish.as_of, int(missing) * 12), missing % 1 * DAYS_A_YEAR)
