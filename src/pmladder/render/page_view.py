"""The one page as its reader sees it: cards, columns and lists, made of the report's data and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmladder.catalogue.models import Role, Transition
from pmladder.catalogue.role_parts import Pay
from pmladder.engine.assess import Assessment, skills_asked
from pmladder.engine.formula import Finding, Growth
from pmladder.engine.plan import Item
from pmladder.render.charts.ladder_map import LadderPicture, ladder_map
from pmladder.render.charts.level_lines import LevelLine, level_lines
from pmladder.render.charts.radar import Radar, radar
from pmladder.render.charts.skill_bars import BarPicture, skill_bars, ticks_of
from pmladder.render.charts.timeline import Timeline, timeline
from pmladder.report.compare_roles import CompareData, must_haves_of
from pmladder.report.drawings import bars_of, calendar_of
from pmladder.report.ground import Ground
from pmladder.report.page import Cited, PageData
from pmladder.report.plan import items_named
from pmladder.report.shapes import pay_of

MOST_COLUMNS = 7
"""Of the table of roles side by side, the present role among them."""
OPEN_CARDS = 3
"""So many cards show everything; of the others, chart and gaps are folded away."""
CHANGES = ("new", "higher", "lower", "dropped")


class Moved(NamedTuple):
    """A skill that is asked otherwise than by the present role; a level is None where it is not asked."""

    name: str
    before: str | None
    after: str | None


class Card(NamedTuple):
    """A role with everything that the page says of it. `rank` is None for a role that is no suggestion.

    `out` tells that the move leads out of product or down. `gaps` are the must-haves to show, then what else is
    short; `set_aside` are must-haves that play no part for the person, `grows` comes in the role beside what bars show.
    """

    anchor: str
    rank: int | None
    role: str
    title: str
    track: str
    transition: Transition | None
    pay: Pay | None
    out: bool
    asked: Role | None
    assessment: Assessment
    exceeded: tuple[Finding, ...]
    bars: BarPicture
    radar: Radar | None
    gaps: tuple[Finding, ...]
    beside: tuple[Finding, ...]
    set_aside: tuple[Finding, ...]
    grows: tuple[Growth, ...]
    changes: tuple[tuple[str, tuple[Moved, ...]], ...]
    open: bool


class SideCell(NamedTuple):
    """What a role asks of a skill: the entry and the level by number, and what changes from the present role.

    Where the role asks nothing of it before, there is no `entry`; `name` is that of the level.
    """

    entry: int | None = None
    level: int | None = None
    name: str = ""
    change: str = ""
    must_have: bool = False
    sources: tuple[str, ...] = ()


class SideRow(NamedTuple):
    """One skill in all roles of the table."""

    name: str
    category: str
    cells: tuple[SideCell, ...]


class SideBySide(NamedTuple):
    """Roles side by side, the present one first; `left_out` is how many suggestions had no room."""

    roles: tuple[Role, ...]
    rows: tuple[SideRow, ...]
    left_out: int


class PageView(NamedTuple):
    """Everything that the templates show.

    `ticks` are where the levels lie on every bar, `out` are the cards of exits and step-downs, `items` those of the
    plan.
    """

    data: PageData
    map: LadderPicture
    ticks: tuple[float, ...]
    cards: tuple[Card, ...]
    out: tuple[Card, ...]
    side: SideBySide | None
    items: tuple[Item, ...]
    timeline: Timeline | None
    lines: tuple[LevelLine, ...]
    sources: dict[str, Cited]


def page_view(data: PageData) -> PageView:
    """The view of a page."""
    cards, plan = tuple(_cards(data)), data.plan
    items = items_named(plan) if plan else ()
    return PageView(
        data=data,
        map=ladder_map(data.ladder),
        ticks=ticks_of(len(data.scale)),
        cards=tuple(card for card in cards if not card.out),
        out=tuple(card for card in cards if card.out),
        side=_side(data),
        items=items,
        timeline=timeline(calendar_of(items, plan.waits, plan.capacity, data.catalogue)) if plan else None,
        lines=level_lines(data.progress, len(data.scale)) if data.progress else (),
        sources={cited.source.id: cited for cited in data.sources},
    )


def _cards(data: PageData) -> Iterator[Card]:
    ground = data.catalogue
    comparisons = {comparison.roles[-1].id: comparison for comparison in data.comparisons}
    for rank, suggestion in enumerate(data.next.suggestions, 1):
        card = _card(data, f"next-{rank}", suggestion.assessment, comparisons.get(suggestion.role.id))
        yield card._replace(
            rank=rank,
            role=suggestion.role.id,
            title=ground.role(suggestion.role),
            track=suggestion.role.track,
            transition=suggestion.transition,
            pay=pay_of(suggestion.role),
            out=bool(suggestion.key.out_or_down),
            open=rank <= OPEN_CARDS,
        )
    if data.target is not None:
        role = data.target.role
        compared = comparisons.get(role.id)
        card = _card(data, "target", data.target.assessment, compared)
        pay = pay_of(compared.roles[-1]) if compared else None
        yield card._replace(role=role.id, title=ground.role(role), track=role.track, pay=pay)


def _card(data: PageData, anchor: str, assessment: Assessment, compared: CompareData | None) -> Card:
    bars = bars_of(assessment, data.catalogue, data.categories)
    return Card(
        anchor=anchor,
        rank=None,
        role="",
        title="",
        track="",
        transition=None,
        pay=None,
        out=False,
        asked=compared.roles[-1] if compared else None,
        assessment=assessment,
        exceeded=tuple(finding for finding in assessment.with_status("exceeded") if finding.is_skill),
        bars=skill_bars(bars),
        radar=radar(bars),
        gaps=(
            *assessment.must_haves_to_show,
            *(finding for finding in assessment.with_status("short") if not finding.must_have),
        ),
        beside=tuple(finding for finding in assessment.findings if not finding.is_skill),
        grows=tuple(g for g in assessment.growth if g in assessment.in_role or g.requirement.axis != "skill"),
        set_aside=tuple(finding for finding in assessment.with_status("not-applicable") if finding.must_have),
        changes=_changes(compared, data.catalogue) if compared else (),
        open=True,
    )


def _changes(compared: CompareData, ground: Ground) -> tuple[tuple[str, tuple[Moved, ...]], ...]:
    found: dict[str, list[Moved]] = {change: [] for change in CHANGES}
    for row in compared.rows:
        [change], [before, after] = row.changes, row.levels
        if change in found:
            found[change].append(Moved(ground.skill(row.skill.id), ground.level(before), ground.level(after)))
    return tuple((change, tuple(moved)) for change, moved in found.items() if moved)


def _side(data: PageData) -> SideBySide | None:
    """The table of the present role and the suggestions; None where there is nothing to put side by side."""
    suggested = {suggestion.role.id: suggestion.assessment for suggestion in data.next.suggestions}
    compared = [comparison for comparison in data.comparisons if comparison.roles[-1].id in suggested]
    shown = compared[: MOST_COLUMNS - 1]
    if not shown:
        return None
    names = {category.id: category.name for category in data.categories}
    rows = {row.skill.id: row.skill for comparison in shown for row in comparison.rows}
    order = [skill for category in data.categories for skill in category.skills if skill in rows]
    roles = (shown[0].roles[0], *(comparison.roles[-1] for comparison in shown))
    sources = {
        (role, finding.subject): finding.requirement.sources
        for role, assessment in suggested.items()
        for finding in assessment.findings
        if finding.is_skill
    }
    made = []
    for skill in order:
        cells = tuple(_side_cells(skill, shown, data, sources))
        made.append(SideRow(data.catalogue.skill(skill), names.get(rows[skill].category, ""), cells))
    return SideBySide(roles, tuple(made), len(compared) - len(shown))


def _side_cells(
    skill: str,
    comparisons: Sequence[CompareData],
    data: PageData,
    sources: dict[tuple[str, str], tuple[str, ...]],
) -> Iterator[SideCell]:
    by_skill = [{row.skill.id: row for row in comparison.rows} for comparison in comparisons]
    yield _side_cell(skill, comparisons[0].roles[0], data.catalogue)
    for comparison, rows in zip(comparisons, by_skill, strict=True):
        role, row = comparison.roles[-1], rows.get(skill)
        if row is None:
            yield SideCell()
            continue
        [change] = row.changes
        yield _side_cell(skill, role, data.catalogue)._replace(
            change="" if change == "same" else change, sources=sources.get((role.id, skill), ())
        )


def _side_cell(skill: str, role: Role, ground: Ground) -> SideCell:
    asked = skills_asked(ground.catalogue, role).get(skill)
    if asked is None:
        return SideCell()
    entry, level = None if asked.entry is None else int(asked.entry), int(asked.level)
    return SideCell(entry, level, ground.level(level) or "", "", skill in must_haves_of(role))
