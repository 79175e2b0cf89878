"""A plan: the gaps of one role on a calendar, a few focus areas at a time, blockers first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import assess
from pmladder.engine.effort import Effort, effort_of, months_a_unit, total
from pmladder.engine.findings import Assessment, Finding
from pmladder.engine.opens import openings
from pmladder.engine.schedule import Booked, add_days, add_months, review_from, schedule
from pmladder.engine.suggest import Answer

MOST_AREAS = 3
"""More focus areas than this at a time are none."""
HOURS_AN_AREA = 4.0
"""Hours a week that one area takes at the pace that efforts are given for: three to five."""
DEFAULT_HOURS = MOST_AREAS * HOURS_AN_AREA
DAYS_A_YEAR = 365.2425
PERIODS = {"month": 1, "quarter": 3, "half": 6}
"""Months from one review to the next."""


class PlanWish(NamedTuple):
    """How to plan: from which day, how long a period, how many hours a week, by when, and which skills first."""

    start: date
    period: str = "quarter"
    hours: float = DEFAULT_HOURS
    by: date | None = None
    focus: tuple[str, ...] = ()

    @property
    def at_once(self) -> int:
        """How many areas the hours are enough for, one at least and three at most."""
        return max(1, min(MOST_AREAS, int(self.hours // HOURS_AN_AREA)))

    @property
    def stretch(self) -> float:
        """How many times longer everything takes, where the hours are fewer than one area needs."""
        return max(1.0, HOURS_AN_AREA / self.hours)


class Item(NamedTuple):
    """One thing to do for a role.

    A skill is brought from a level to the next one; other gaps go from what is held to the need.
    `focus` says that it takes practice, and so a place among the focus areas; the rest takes its own time. `end`
    is None where nobody can say, `check` is the review at which to look. `start` and `end` are those of a plan that
    goes slowly; if all goes fast, the same runs from `earliest_start` to `earliest`.
    """

    role: Role
    finding: Finding
    start_level: float | str | None
    to: float | str
    focus: bool
    effort: Effort | None
    start: date
    earliest_start: date
    earliest: date | None = None
    end: date | None = None
    check: date | None = None
    fits: bool = True


class Plan(NamedTuple):
    """Everything short for a role, on the calendar.

    `earliest` and `latest` are the first days on which all that has a date is done, `blockers_earliest` and
    `blockers_latest` those for what blocks. `to_find_out` is what nobody knows, `to_show` the evidence missing.
    """

    role: Role
    wish: PlanWish
    assessment: Assessment
    items: tuple[Item, ...]
    effort: Effort | None
    earliest: date
    latest: date
    blockers_earliest: date
    blockers_latest: date
    to_find_out: tuple[Finding, ...]
    to_show: tuple[Finding, ...]


def plan(catalogue: Catalogue, answer: Answer, role: Role, wish: PlanWish) -> Plan:
    """The plan that brings whoever `answer` is about to `role`."""
    assessment = assess(catalogue, answer.standing, role, answer.placement.role)
    gaps = assessment.with_status("short")
    skills = _in_order(catalogue, answer, [gap for gap in gaps if gap.rule == "skill-level"], wish)
    items = (
        *_practice(catalogue, role, skills, wish),
        *(_its_own_time(role, gap, wish) for gap in gaps if gap not in skills),
    )
    unknown = assessment.with_status("unknown")
    blocking = [item for item in items if item.finding.blocks]
    return Plan(
        role=role,
        wish=wish,
        assessment=assessment,
        items=tuple(item._replace(fits=_fits(item, wish)) for item in items),
        effort=total(item.effort for item in items),
        earliest=_last(wish.start, [item.earliest for item in items]),
        latest=_last(wish.start, [item.end for item in items]),
        blockers_earliest=_last(wish.start, [item.earliest for item in blocking]),
        blockers_latest=_last(wish.start, [item.end for item in blocking]),
        to_find_out=tuple(finding for finding in unknown if finding.rule != "evidence"),
        to_show=tuple(finding for finding in unknown if finding.rule == "evidence"),
    )


def _in_order(catalogue: Catalogue, answer: Answer, gaps: Sequence[Finding], wish: PlanWish) -> list[Finding]:
    """What was chosen first, then blockers, then what opens most."""
    ranked = enumerate(openings(catalogue, answer))
    opens = {opening.step.subject: rank for rank, opening in ranked if opening.step.kind == "skill"}
    chosen = {skill: rank for rank, skill in enumerate(wish.focus)}

    def key(gap: Finding) -> tuple[object, ...]:
        first = chosen.get(gap.subject, len(chosen))
        return (first, not gap.blocks, opens.get(gap.subject, len(opens)), gap.subject)

    return sorted(gaps, key=key)


def _practice(catalogue: Catalogue, role: Role, gaps: Sequence[Finding], wish: PlanWish) -> list[Item]:
    """An item for each level of each skill. The calendar is that of the longer effort; the shorter one ends sooner."""
    climbs = [[*range(int(gap.have or 0) + 1, int(gap.need) + 1)] for gap in gaps]
    efforts = [
        [effort_of(catalogue, gap.subject, to) for to in levels] for gap, levels in zip(gaps, climbs, strict=True)
    ]
    slow = _calendar(catalogue, [[e.max if e else None for e in area] for area in efforts], wish)
    fast = _calendar(catalogue, [[e.min if e else None for e in area] for area in efforts], wish)
    has_dates = months_a_unit(catalogue) is not None
    items = []
    for gap, levels, area, late, soon in zip(gaps, climbs, efforts, slow, fast, strict=True):
        for to, effort, last, first in zip(levels, area, late, soon, strict=True):
            known = has_dates and effort is not None
            items.append(
                Item(
                    role=role,
                    finding=gap,
                    start_level=to - 1,
                    to=to,
                    focus=True,
                    effort=effort,
                    start=last.start,
                    earliest_start=first.start,
                    earliest=first.end if known else None,
                    end=last.end if known else None,
                    check=review_from(wish.start, last.end, PERIODS[wish.period]) if known else None,
                )
            )
    return items


def _calendar(
    catalogue: Catalogue, areas: Sequence[Sequence[float | None]], wish: PlanWish
) -> tuple[tuple[Booked, ...], ...]:
    """When each level is worked on. What takes nobody knows how long is given one period, so that it has its turn."""
    unit, period = months_a_unit(catalogue), PERIODS[wish.period]
    months = [[period if e is None or unit is None else e * unit * wish.stretch for e in area] for area in areas]
    return schedule(months, wish.start, period, wish.at_once)


def _its_own_time(role: Role, gap: Finding, wish: PlanWish) -> Item:
    """What no practice hurries: years have to pass; people to lead, a degree, a post have to be given."""
    end = None
    if gap.rule == "years" and gap.have is not None:
        missing = float(gap.need) - float(gap.have)
        # Whole years are over on the same day of the year.
        end = add_days(add_months(wish.start, int(missing) * 12), missing % 1 * DAYS_A_YEAR)
    check = review_from(wish.start, end, PERIODS[wish.period]) if end else None
    return Item(role, gap, gap.have, gap.need, False, None, wish.start, wish.start, end, end, check)


def _fits(item: Item, wish: PlanWish) -> bool:
    return wish.by is None or (item.end is not None and item.end <= wish.by)


def _last(start: date, ends: Sequence[date | None]) -> date:
    return max((end for end in ends if end is not None), default=start)
