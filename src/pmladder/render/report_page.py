"""The report as HTML: page one, then an appendix of cards that open; one file, in which every text is data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Role, Source, Transition
from pmladder.engine.assess import Assessment, skills_asked, ways_to_close
from pmladder.engine.formula import Finding
from pmladder.engine.plan import Item
from pmladder.render.charts.fitting import cut, width
from pmladder.render.charts.move_map import move_map
from pmladder.render.charts.time_chart import time_chart, words_of
from pmladder.render.page_frame import framed
from pmladder.report import rules, wording
from pmladder.report.compare_roles import must_haves_of
from pmladder.report.ground import Ground
from pmladder.report.page import PageData, cited_by_plan, cited_by_route, cited_for, sources_of
from pmladder.report.page_one import (
    STATES,
    MustHave,
    State,
    day_in_words,
    grown_words,
    listed,
    month_in_words,
    move_words,
    years_of,
)
from pmladder.report.plan import PlanData, activities, artefact, begun, how, items_named, reading, span
from pmladder.report.progress import ProgressData
from pmladder.report.progress_gaps import KINDS, label
from pmladder.report.route import RouteData
from pmladder.report.shapes import pay_of
from pmladder.text import plural

MOST_LINES = 10
"""Lines of text that the list of must-haves may take on page one, so that it stays one page of paper."""
MOST_COLUMNS = 6
"""Of the table of roles side by side, the present role among them."""
_NAME, _ACTION, _MET = 24.0, 19.0, 150.0
"""How wide, in ems, a name, an action and the line of what is met may be on paper."""
_LONG_NAME, _LONG_TITLE, _LONG_WORDS, _LONG_LINE = 44.0, 30.0, 40.0, 70.0
_STATE_WORDS: dict[State, str] = {
    "to-show": "▲ to show",
    "not-rated": "? not rated",
    "met": "✓ met",
    "set-aside": "× set aside",
}
_CAUSES = {"you": "by new levels", "ladder": "by a changed ladder", "both": "by both"}
_CELLS = {"held": "rated", "presumed": "* not rated: taken from the present role", "show": "to show"}


class LevelWords(NamedTuple):
    """The held and the asked level, as text beside a bar; without `held`, nothing is between them."""

    held: str
    asked: str


class SkillBar(NamedTuple):
    """A requirement on the page: the cells of its bar (none except for skills), and the same in words."""

    name: str
    presumed: bool
    state: State
    state_words: str
    cells: tuple[str, ...]
    words: LevelWords
    must_have: bool
    ways: tuple[str, ...]


class PageRow(NamedTuple):
    """A must-have on page one."""

    bar: SkillBar
    action: str


class FoldedRows(NamedTuple):
    """The rows that page one has room for, the names of what is met that share a line, and how many more there are."""

    rows: tuple[PageRow, ...]
    met: str
    more: int


class MoveCard(NamedTuple):
    """A role with everything that the page says of it; `line` says the most of it while the card is closed."""

    anchor: str
    title: str
    line: str
    facts: tuple[tuple[str, str], ...]
    note: str
    must_haves: tuple[SkillBar, ...]
    supporting: tuple[SkillBar, ...]
    met: tuple[str, ...]
    aside: tuple[tuple[str, str], ...]
    grows: tuple[str, ...]
    beyond: tuple[str, ...]
    sources: tuple[Source, ...]
    editorial: bool


class SideBySide(NamedTuple):
    """Roles side by side, the present one first: a row for each skill; `left_out` roles had no room."""

    roles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: int


def report_page(data: PageData) -> str:
    """The page. The same data gives the same bytes."""
    ground, one = data.catalogue, data.page_one
    folded = _folded(one.must_haves, ground)
    return framed(
        "report.html",
        ("look.css", "report.css"),
        ("report.js",),
        data=data,
        one=one,
        who=one.who,
        name=_short(data.person.name or one.now, _LONG_TITLE),
        short=_short,
        folded=folded,
        legend=_legend([row.bar for row in folded.rows]),
        picture=move_map(one.map),
        times=time_chart(one.times),
        time_words=words_of(one.times),
        long=(_LONG_NAME, _LONG_WORDS, _LONG_LINE),
        day=day_in_words,
        ground_role=ground.role,
        aimed=one.is_aim,
        **({} if data.short else _appendix(data, ground)),
    )


def _appendix(data: PageData, ground: Ground) -> dict[str, Any]:
    """What the appendix shows; a short page has none."""
    cards = list(_cards(data, ground))
    about = data.page_one.about
    first = [card for card, role, _ in cards if about is not None and role == about.id]
    plan, route, progress = data.plan, data.route, data.progress
    return {
        "first": first[0] if first else None,
        "others": [card for card, role, is_out in cards if card not in first and not is_out],
        "out": [card for card, _, is_out in cards if card not in first and is_out],
        "side": _side(data, ground),
        "route": _route_values(route, ground) if route and (route.routes or route.others) else None,
        "plan": _plan_values(plan, ground) if plan else None,
        "progress": _progress_values(progress, ground) if progress and progress.then and progress.now else None,
    }


def _short(text: str, ems: float) -> str:
    """A text for page one, which has to stay one page: at most so wide; an id at its end stays if it can."""
    line = " ".join(text.split())
    return cut(line, ems, line[line.rfind(" (") :] if line.endswith(")") and " (" in line else "")


def _folded(rows: Sequence[MustHave], ground: Ground) -> FoldedRows:
    """The rows that fit, those to show first: over ten lines, what is met shares one, then the last become a number."""
    made = [PageRow(_bar(row.finding, ground), row.action) for row in rows]
    met: list[str] = []
    if sum(map(_lines, made)) > MOST_LINES:
        met = [row.bar.name for row in made if row.bar.state == "met"]
        made = [row for row in made if row.bar.state != "met"]
    room, kept = MOST_LINES - (1 if met else 0), []
    for row in made:
        room -= _lines(row)
        if room < 0:
            break
        kept.append(row)
    words = "".join(words.text for words in listed(met, 6))
    return FoldedRows(tuple(kept), _short(words, _MET) if met else "", len(made) - len(kept))


def _lines(row: PageRow) -> int:
    """How many lines a row takes on paper: the name with its state below, the bar with its words, the action."""
    name = 1 + (width(_short(row.bar.name, _LONG_NAME)) > _NAME)
    return max(name + 1, 2, 1 + int(width(row.action) // _ACTION))


def _bar(finding: Finding, ground: Ground) -> SkillBar:
    state = STATES[finding.status]
    held = wording.holding_words(finding.holding, finding.axis, ground)
    asked = wording.asked(finding, ground)
    if finding.axis == "evidence":
        words = LevelWords("", f"{plural(int(finding.entry), 'piece')} to show" if state != "met" else "shown")
    elif state == "met":
        words = LevelWords("", held)
    elif state == "set-aside":
        words = LevelWords("", f"{asked} asked")
    else:
        words = LevelWords("not rated" if held == "?" else held, asked)
    ways = ways_to_close(finding, ground.catalogue)
    if not ways and finding.status == "short" and (start := rules.start(finding)):
        ways = (start,)
    return SkillBar(
        name=ground.requirement(finding).rstrip("."),
        presumed=finding.presumed and finding.is_skill,
        state=state,
        state_words=_STATE_WORDS[state],
        cells=tuple(_cells(finding, len(ground.catalogue.scale))) if finding.is_skill else (),
        words=words,
        must_have=finding.must_have,
        ways=ways[:2],
    )


def _cells(finding: Finding, top: int) -> Iterator[str]:
    """The state of each level: held or presumed, to show, grown into, unknown; and a mark behind the entry."""
    entry, level, held = int(finding.entry), int(finding.requirement.level), int(finding.holding.low)
    for number in range(1, top + 1):
        if number <= held and finding.status != "not-applicable":
            cell = "presumed" if finding.presumed else "held"
        elif number <= entry and finding.status == "short":
            cell = "show" if finding.must_have else "show supporting"
        elif number <= entry and finding.status == "unknown":
            cell = "unknown"
        elif entry < number <= level and finding.status != "not-applicable":
            cell = "grow"
        else:
            cell = ""
        yield f"{cell} entry".strip() if number == entry else cell


def _legend(bars: Iterable[SkillBar]) -> tuple[tuple[str, str], ...]:
    """The states of cells that there are, and what they mean."""
    there = {cell.removesuffix("entry").strip() for bar in bars for cell in bar.cells}
    meanings = {
        **_CELLS,
        "show supporting": "to show, supporting",
        "unknown": "not rated",
        "grow": "grown into in the role",
    }
    found = [(state, words) for state, words in meanings.items() if state in there]
    return (*found, ("entry", "needed before the role")) if found else ()


def _cards(data: PageData, ground: Ground) -> Iterator[tuple[MoveCard, str, bool]]:
    """A card for each role that is assessed, with its id, and whether it leads out of product or down."""
    for rank, suggestion in enumerate(data.next.suggestions, 1):
        role = suggestion.role
        card = _card(f"next-{rank}", role, suggestion.assessment, suggestion.transition, ground)
        yield card, role.id, bool(suggestion.key.out_or_down)
    if data.target is not None:
        yield _card("target", data.target.role, data.target.assessment, None, ground), data.target.role.id, False


def _card(anchor: str, role: Role, assessment: Assessment, transition: Transition | None, ground: Ground) -> MoveCard:
    cited = [*cited_for(assessment, transition)]
    findings = assessment.findings
    must_haves = dict.fromkeys((*assessment.must_haves_to_show, *(f for f in findings if f.must_have)))
    supporting = [f for f in findings if not f.must_have and f.status in ("short", "unknown")]
    aside = assessment.with_status("not-applicable")
    met = [f for f in findings if not f.must_have and f.status in ("met", "exceeded")]
    return MoveCard(
        anchor=anchor,
        title=ground.role(role),
        line=_line(assessment, ground),
        facts=tuple((name, words) for name, words in _facts(assessment, transition) if words),
        note=transition.note or "" if transition else "",
        must_haves=tuple(_bar(finding, ground) for finding in must_haves),
        supporting=tuple(_bar(f, ground) for f in sorted(supporting, key=lambda f: f.status != "short")),
        met=tuple(_name(finding, ground) for finding in met),
        aside=tuple((ground.requirement(f), f.holding.not_applicable or "") for f in aside),
        grows=tuple(grown_words(growth, ground) for growth in assessment.growth),
        beyond=tuple(_name(f, ground) for f in assessment.with_status("exceeded") if f.is_skill),
        sources=sources_of(cited, ground.catalogue),
        editorial=EDITORIAL in cited,
    )


def _name(finding: Finding, ground: Ground) -> str:
    return ground.requirement(finding).rstrip(".") + ("*" if finding.presumed and finding.is_skill else "")


def _line(assessment: Assessment, ground: Ground) -> str:
    """`2 must-haves to show: prioritisation, coaching`."""
    names = [ground.requirement(finding) for finding in assessment.must_haves_to_show]
    line = wording.verdict_line(assessment)
    return line[:1].upper() + line[1:] + (f": {''.join(w.text for w in listed(names))}" if names else "")


def _facts(assessment: Assessment, transition: Transition | None) -> Iterator[tuple[str, str]]:
    counts, role = assessment.counts, assessment.role
    if transition is None:
        yield "Move", f"no known move leads there directly; {role.track}"
    else:
        common = f", {transition.common}" if transition.common else ""
        yield "Move", f"{move_words(transition, role)}{common}"
        yield "Where", wording.companies(transition)
    aside = f", {counts.not_applicable} set aside" if counts.not_applicable else ""
    presumed = f"; {counts.presumed} by the roles held" if counts.presumed else ""
    counted = f"{counts.met} met, {counts.exceeded} exceeded, {counts.short} to show, {counts.unknown} not rated"
    yield "Requirements", f"{counted}{aside}{presumed}"
    best, worst = counts.levels_best, counts.levels_worst
    yield "Skill levels to show", f"{best}" if best == worst else f"{best} to {worst}"
    yield "Skill levels to grow into", f"{counts.growth}"
    yield "People led in the role", wording.people_led(role.people) if role.people else ""
    if (pay := pay_of(role)) is not None:
        dated = f", {pay.date}" if pay.date else ""
        yield "Pay a year", f"{pay.currency} {pay.low:,}–{pay.high:,}, {pay.basis}{dated}"


def _side(data: PageData, ground: Ground) -> SideBySide | None:
    """The table of the present role and the moves; None where there is nothing to put side by side."""
    suggested = {suggestion.role.id for suggestion in data.next.suggestions}
    compared = [comparison for comparison in data.comparisons if comparison.roles[-1].id in suggested]
    shown = compared[: MOST_COLUMNS - 1]
    if not shown:
        return None
    asked_of = {row.skill.id for comparison in shown for row in comparison.rows}
    order = [skill for category in data.categories for skill in category.skills if skill in asked_of]
    roles = (shown[0].roles[0], *(comparison.roles[-1] for comparison in shown))
    rows = tuple((ground.skill(skill), tuple(_asked(skill, role, ground) for role in roles)) for skill in order)
    return SideBySide(tuple(map(ground.role, roles)), rows, len(compared) - len(shown))


def _asked(skill: str, role: Role, ground: Ground) -> str:
    """`2 → 3 !`: what a role asks of a skill before it and in it; a must-have has a mark."""
    asked = skills_asked(ground.catalogue, role).get(skill)
    if asked is None:
        return ""
    before = "" if asked.entry == asked.level else f"{int(asked.entry or 0) or 'none'} → "
    return f"{before}{int(asked.level)}{' !' if skill in must_haves_of(role) else ''}"


def _plan_values(plan: PlanData, ground: Ground) -> dict[str, Any]:
    items, now = items_named(plan), begun(items_named(plan))
    cited = [*cited_by_plan(plan, ground)]
    hours = wording.hours(plan.case.hours)
    last = f", to {month_in_words(plan.case.latest.isoformat())}" if any(item.end for item in items) else ""
    return {
        "title": f"Plan for {ground.role(plan.role)}{last}",
        "line": f"{plural(len(items), 'focus area')}, {hours} in focus" if items else "No skill is known to be short",
        "rows": [_plan_row(item, ground) for item in items],
        "now": [_plan_now(item, ground) for item in now],
        "usual": years_of(plan.usual),
        "settle_first": plan.settle_first,
        "decides": plan.decides or "",
        "waits": [(ground.requirement(wait.finding), day_in_words(wait.day.isoformat())) for wait in plan.waits],
        "beside": [f"{ground.requirement(f)} {wording.from_to(f, ground)}" for f in plan.beside],
        "to_show": [f.requirement.name.rstrip(".") for f in plan.to_show],
        "unrated": [ground.requirement(f) for f in plan.to_find_out],
        "grow": [] if plan.settle_first else [grown_words(growth, ground) for growth in plan.grow],
        "sources": sources_of(cited, ground.catalogue),
        "editorial": EDITORIAL in cited,
    }


def _plan_row(item: Item, ground: Ground) -> tuple[SkillBar, str, str, str, str, str]:
    def days(start: Any, end: Any) -> str:
        if end is None:
            return "no date"
        return f"{day_in_words(start.isoformat())} to {day_in_words(end.isoformat())}" if start else _by(end)

    def _by(end: Any) -> str:
        return f"by {day_in_words(end.isoformat())}"

    check = day_in_words(item.check.isoformat()) if item.check else "-"
    fast, slow = days(item.earliest_start, item.earliest), days(item.start, item.end)
    return _bar(item.finding, ground), span(item, ground), fast, slow, check, how(item)


def _plan_now(item: Item, ground: Ground) -> tuple[str, str, tuple[str, ...]]:
    """What to do now about an item: its name, from where to where, and the things to do, to show and to read."""
    shown, books = artefact(item, ground), reading(item, ground)[:1]
    to_read = [f"To read: {book.title}" + (f", {book.author}" if book.author else "") for book in books]
    things = (*activities(item, ground), *([f"To show: {shown}"] if shown else []), *to_read)
    return ground.requirement(item.finding), span(item, ground), things


def _route_values(route: RouteData, ground: Ground) -> dict[str, Any]:
    cited = [*cited_by_route(route)]
    ways = [
        (
            f"{plural(len(way.steps), 'move')}, {wording.route_years(way.years, [step.years for step in way.steps])}",
            f"{plural(way.levels, 'level')} to show"
            + (", at most" if any(not f.holding.is_known for step in way.steps for f in step.adds) else ""),
            [
                (ground.role(step.role), move_words(step.transition, step.role), _line(step.assessment, ground))
                for step in way.steps
            ],
        )
        for way in (*route.routes, *route.others)
    ]
    return {
        "title": f"Routes to {ground.role(route.goal)}",
        "line": f"The best: {ways[0][0]}",
        "ways": ways,
        "sources": sources_of(cited, ground.catalogue),
        "editorial": EDITORIAL in cited,
    }


def _progress_values(progress: ProgressData, ground: Ground) -> dict[str, Any]:
    then, now = progress.then, progress.now
    assert then is not None
    assert now is not None
    levels = [
        (label("skill", change.skill, ground), _level_held(change.then), _level_held(change.now), change.kind)
        for change in progress.levels
    ]
    roles = []
    for role in progress.roles:
        moved = [gap for gap in role.gaps if gap.kind != "kept"]
        gaps = [
            f"{label(gap.axis, gap.subject, ground)} ({KINDS[gap.kind]}"
            + (f", {_CAUSES[gap.cause]})" if gap.cause else ")")
            for gap in moved
        ]
        before = (
            f"{wording.VERDICT_WORDS[role.verdict_then]} → "
            if role.verdict_then and role.verdict_then != role.verdict_now
            else ""
        )
        title = ground.role(role.role) if role.role in ground.catalogue.roles_by_id else role.title
        roles.append((title, before + wording.VERDICT_WORDS[role.verdict_now], gaps))
    return {
        "title": f"Progress since {day_in_words(then.date)}",
        "line": f"{plural(len(levels), 'level')} changed, {plural(progress.recorded, 'assessment')} in the journal",
        "levels": levels,
        "roles": roles,
    }


def _level_held(held: Any) -> str:
    return str(held.name or wording.skill_state(held.state, "not rated"))
