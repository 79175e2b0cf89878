"""Makes the drawings: the skills of a role as bars, a plan on a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmladder.catalogue.fields import NONE
from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import Assessment
from pmladder.engine.formula import Finding
from pmladder.engine.plan import PERIODS, Item, PlanWish, Wait
from pmladder.report.blocks import Bar, BarGroup, Bars, Calendar, CalendarLine, CalendarSpan
from pmladder.report.ground import Ground


class CategoryData(NamedTuple):
    """A heading and the ids of its skills, in the order of the catalogue. The last heading has no id and holds the
    rest.
    """

    id: str | None
    name: str
    skills: tuple[str, ...]


def categories_of(catalogue: Catalogue) -> Iterator[CategoryData]:
    """The categories of a catalogue with their skills."""
    known = {category.id for category in catalogue.categories}
    for category in catalogue.categories:
        skills = tuple(skill.id for skill in catalogue.skills if skill.category == category.id)
        yield CategoryData(category.id, category.name, skills)
    rest = tuple(skill.id for skill in catalogue.skills if skill.category not in known)
    if rest:
        yield CategoryData(None, "Other skills" if known else "Skills", rest)


def bars_of(assessment: Assessment, ground: Ground, categories: Sequence[CategoryData]) -> Bars:
    """The bars of an assessment under these categories, on the scale of the catalogue."""
    scale = [level.name for level in ground.catalogue.scale]
    findings = {finding.subject: finding for finding in assessment.findings if finding.is_skill}
    left_out = tuple(finding for finding in findings.values() if finding.status == "not-applicable")
    headed = any(category.id is not None for category in categories)
    return Bars(tuple(_groups(findings, categories, ground)), headed, (NONE, *scale), left_out)


def _groups(findings: dict[str, Finding], categories: Sequence[CategoryData], ground: Ground) -> Iterator[BarGroup]:
    number = 0
    for category in categories:
        bars = []
        for skill in category.skills:
            finding = findings.get(skill)
            if finding is not None and finding.status != "not-applicable":
                number += 1
                bars.append(_bar(number, finding, ground))
        if bars:
            yield BarGroup(category.name, tuple(bars))


def _bar(number: int, finding: Finding, ground: Ground) -> Bar:
    holding, worst = finding.holding, int(finding.holding.low)
    return Bar(
        number=number,
        name=ground.requirement(finding),
        finding=finding,
        entry=int(finding.entry),
        level=int(finding.requirement.level),
        held=worst if holding.is_known else None,
        worst=worst,
    )


def calendar_of(items: Sequence[Item], waits: Sequence[Wait], wish: PlanWish, ground: Ground) -> Calendar:
    """The calendar of a plan: a line for each gap with dates, with must-haves marked, then years that have to pass."""
    lines = [
        CalendarLine(
            ground.requirement(item.finding), item.finding.subject, item.finding.must_have, tuple(_spans(item))
        )
        for item in items
    ]
    lines += [
        CalendarLine(
            ground.requirement(wait.finding),
            wait.finding.subject,
            wait.finding.must_have,
            (CalendarSpan(wish.as_of.isoformat(), wait.day.isoformat(), "passing", wait.finding.entry),),
        )
        for wait in waits
    ]
    return Calendar(
        lines=tuple(lines),
        first=wish.start.isoformat(),
        months=PERIODS[wish.period],
        by=wish.by.isoformat() if wish.by else None,
    )


def _spans(item: Item) -> Iterator[CalendarSpan]:
    """The periods at the fast and at the slow pace. A skill that the job teaches has a period of passing time."""
    if item.end is None or item.earliest is None:
        return
    first, end, soon = item.first_day, item.end.isoformat(), item.earliest.isoformat()
    if item.start is None:
        yield CalendarSpan(first.isoformat(), end, "passing", item.to)
        return
    yield CalendarSpan((item.earliest_start or first).isoformat(), soon, "fast", item.to)
    yield CalendarSpan(item.start.isoformat(), end, "slow", item.to)
