"""Held against asked, a bar for each skill under its category. Lengths are pixels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pmladder.engine.findings import Assessment, Finding
from pmladder.report.page import CategoryData

WIDTH, HEIGHT = 168, 14


class Bar(NamedTuple):
    """One skill. `number` is its axis in the picture of the shape.

    `held` is how far the bar of what is held runs, `asked` where the mark of what is asked stands. `missing` runs
    from what is held to what is asked, `open` from the worst to the best case of what nobody knows.
    """

    number: int
    finding: Finding
    held: float
    asked: float
    missing: tuple[float, float] | None
    open: tuple[float, float] | None
    worst: int


class Group(NamedTuple):
    """A category and its bars."""

    name: str
    bars: tuple[Bar, ...]


class Bars(NamedTuple):
    """All bars of one role, in the order of the catalogue, and where the levels lie between 0 and `WIDTH`."""

    groups: tuple[Group, ...]
    ticks: tuple[float, ...]
    left_out: tuple[Finding, ...]

    @property
    def all(self) -> tuple[Bar, ...]:
        """The bars of all groups."""
        return tuple(bar for group in self.groups for bar in group.bars)


def skill_bars(assessment: Assessment, categories: Sequence[CategoryData], top: int, present: Collection[str]) -> Bars:
    """The bars of an assessment on a scale of `top` levels; `present` are skills held at a level nobody gave."""
    findings = {finding.subject: finding for finding in assessment.findings if finding.rule == "skill-level"}
    groups = tuple(_groups(findings, categories, top, present))
    left_out = tuple(finding for finding in findings.values() if finding.status == "not-applicable")
    return Bars(groups, tuple(round(WIDTH * level / top, 1) for level in range(1, top)), left_out)


def _groups(
    findings: dict[str, Finding], categories: Sequence[CategoryData], top: int, present: Collection[str]
) -> Iterator[Group]:
    number = 0
    for category in categories:
        bars = []
        for skill in category.skills:
            finding = findings.get(skill)
            if finding is not None and finding.status != "not-applicable":
                number += 1
                bars.append(_bar(number, finding, top, skill in present))
        if bars:
            yield Group(category.name, tuple(bars))


def _bar(number: int, finding: Finding, top: int, is_there: bool) -> Bar:
    need = int(finding.need)
    known = isinstance(finding.have, (int, float))
    have = int(finding.have) if isinstance(finding.have, (int, float)) else 0
    worst = have if known else int(is_there)

    def at(level: int) -> float:
        return round(WIDTH * level / top, 1)

    return Bar(
        number=number,
        finding=finding,
        held=at(worst),
        asked=at(need),
        missing=(at(have), round(at(need) - at(have), 1)) if known and have < need else None,
        open=None if known else (at(worst), round(at(need) - at(worst), 1)),
        worst=worst,
    )
