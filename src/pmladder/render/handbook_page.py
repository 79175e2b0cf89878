"""The ladder as a handbook in HTML, and two roles side by side: pages for an intranet, complete without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from pmladder.catalogue.models import ADJACENT, Role, Source
from pmladder.engine.compare import Row
from pmladder.render.page_frame import framed
from pmladder.report import wording
from pmladder.report.compare_roles import CompareData, must_haves_of
from pmladder.report.ground import Ground
from pmladder.report.handbook import HandbookData
from pmladder.report.role import RoleData, SkillOfRole, move_words
from pmladder.text import plural

_CORE = "core"
_STYLES = ("look.css", "handbook.css")


class AskedRow(NamedTuple):
    """What a role asks of a skill: the state of each level, `shown` before the role or `grown` into, and in words."""

    skill: str
    name: str
    must_have: bool
    levels: tuple[str, ...]
    before: str
    level: str
    note: str


class HandbookMove(NamedTuple):
    """A move `from` or `to` another role, and its kind and usual time in words."""

    direction: str
    role: str
    title: str
    words: str


class RoleSection(NamedTuple):
    """One role of the handbook."""

    role: Role
    title: str
    beneath: str
    facts: tuple[tuple[str, str], ...]
    must_haves: tuple[AskedRow, ...]
    supporting: tuple[tuple[str, tuple[AskedRow, ...]], ...]
    evidence: tuple[str, ...]
    moves: tuple[HandbookMove, ...]
    exits: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def supporting_count(self) -> int:
        """How many skills support."""
        return sum(len(rows) for _, rows in self.supporting)


class TrackTable(NamedTuple):
    """The roles of a family: its tracks, and for each rung, the highest first, the roles of each track."""

    family: str
    tracks: tuple[str, ...]
    rungs: tuple[tuple[float, tuple[tuple[RoleSection, ...], ...]], ...]


def handbook_page(data: HandbookData) -> str:
    """The handbook. The same data gives the same bytes."""
    ground = data.catalogue
    sections = tuple(_section(entry, ground) for entry in data.roles)
    families = list(dict.fromkeys(section.role.family for section in sections))
    tables = [_table(family, [s for s in sections if s.role.family == family]) for family in families]
    tables.sort(key=lambda table: table.family != _CORE)
    scale = [(level, ground.catalogue.level_name(level)) for level in range(1, len(ground.catalogue.scale) + 1)]
    cited = {source.id: source for section in sections for source in section.sources}
    return framed(
        "handbook.html",
        _STYLES,
        ("handbook.js",),
        data=data,
        about=ground.catalogue.catalogue,
        sections=sections,
        tables=[table for table in tables if table.family != ADJACENT],
        adjacent=[section for section in sections if section.role.family == ADJACENT],
        tracks=list(dict.fromkeys(section.role.track for section in sections if section.role.family != ADJACENT)),
        scale=scale,
        skills=[
            (ground.skill(entry.skill.skill.id), ground.category(entry.skill.skill), entry) for entry in data.skills
        ],
        sources=list(cited.values()),
        ground=ground,
    )


def compare_page(data: CompareData) -> str:
    """Two to five roles side by side. The same data gives the same bytes."""
    ground = data.catalogue
    rows = sorted(data.rows, key=lambda row: not _is_must_have(row))
    top = len(ground.catalogue.scale)
    return framed(
        "compare.html",
        _STYLES,
        (),
        data=data,
        about=ground.catalogue.catalogue,
        ground=ground,
        sentence=_comparison(data),
        facts=list(_compared_facts(data.roles)),
        rises=[row for row in rows if _change(row) > 0],
        falls=[row for row in rows if _change(row) < 0],
        shifts=[row for row in rows if row.differs and _change(row) == 0],
        same=[ground.skill(row.skill.id) for row in rows if not row.differs],
        scale=[ground.catalogue.level_name(level) for level in range(top + 1)],
        is_must_have=_is_must_have,
        words=lambda row: [ground.level(level) or "not asked" for level in row.levels],
    )


def _section(entry: RoleData, ground: Ground) -> RoleSection:
    rows = [_asked(skill, ground) for skill in entry.skills]
    categories = {
        skill.skill: ground.category(ground.catalogue.skills_by_id[skill.skill]) or "" for skill in entry.skills
    }
    supporting = sorted(
        (row for row in rows if not row.must_have), key=lambda row: _place(categories[row.skill], ground)
    )
    reach = ground.amount_name(entry.reach.level, "reach") if entry.reach else None
    years = entry.role.years_in_product or entry.role.years
    beneath = " · ".join(
        part for part in (reach, f"{years.min:g}+ years" if years and years.min is not None else "") if part
    )
    return RoleSection(
        entry.role,
        ground.role(entry.role),
        beneath,
        tuple((name, words) for name, words in _facts(entry, reach) if words and words != "-"),
        tuple(row for row in rows if row.must_have),
        tuple((name, tuple(group)) for name, group in groupby(supporting, key=lambda row: categories[row.skill])),
        tuple(shown.text for shown in entry.evidence),
        tuple(_moves(entry, ground)),
        entry.exits,
        entry.notes,
        entry.sources,
    )


def _place(category: str, ground: Ground) -> int:
    names = [one.name for one in ground.catalogue.categories]
    return names.index(category) if category in names else len(names)


def _facts(entry: RoleData, reach: str | None) -> Iterator[tuple[str, str]]:
    yield "Reports to", " or ".join(entry.reports_to)
    yield "People led", wording.people_led(entry.people)
    yield "Years in product", wording.years_asked(entry.role.years_in_product)
    yield "Years of work", wording.years_asked(entry.role.years)
    yield "Decisions reach", reach or ""
    yield "Education", entry.education or ""
    yield "Pay a year", ", ".join(wording.pay_bracket(pay) for pay in entry.pay)


def _asked(entry: SkillOfRole, ground: Ground) -> AskedRow:
    before, level = int(entry.requirement.entry or 0), entry.asked.level
    numbers = range(1, len(ground.catalogue.scale) + 1)
    return AskedRow(
        entry.skill,
        ground.skill(entry.skill),
        entry.asked.must_have,
        tuple("shown" if number <= before else "grown" if number <= level else "" for number in numbers),
        ground.level(before) or "nothing",
        ground.level(level) or "",
        "optional" if entry.asked.optional else "",
    )


def _moves(entry: RoleData, ground: Ground) -> Iterator[HandbookMove]:
    for direction, moves in (("from", entry.comes_from), ("to", entry.leads_to)):
        for move in moves:
            yield HandbookMove(direction, move.role.id, ground.role(move.role), move_words(move, ground))


def _table(family: str, sections: list[RoleSection]) -> TrackTable:
    tracks = tuple(dict.fromkeys(section.role.track for section in sections))
    rungs = sorted({section.role.seniority for section in sections}, reverse=True)
    return TrackTable(
        family,
        tracks,
        tuple(
            (
                rung,
                tuple(
                    tuple(s for s in sections if s.role.seniority == rung and s.role.track == track) for track in tracks
                ),
            )
            for rung in rungs
        ),
    )


def _is_must_have(row: Row) -> bool:
    return row.skill.id in must_haves_of(row.roles[-1])


def _change(row: Row) -> int:
    return (row.levels[-1] or 0) - (row.levels[0] or 0)


def _comparison(data: CompareData) -> str:
    rises = [row for row in data.rows if _change(row) > 0]
    decisive = sum(map(_is_must_have, rises))
    falls = sum(_change(row) < 0 for row in data.rows)
    parts = [f"{plural(len(rises), 'skill')} {'rises' if len(rises) == 1 else 'rise'}"]
    if decisive:
        parts[0] += f", {decisive} of them {'a must-have' if decisive == 1 else 'must-haves'} of the last role"
    if falls:
        parts.append(f"{falls} {'falls' if falls == 1 else 'fall'}")
    same = sum(not row.differs for row in data.rows)
    parts.append(f"{same} {'stays' if same == 1 else 'stay'} the same")
    return ". ".join(parts) + "."


def _compared_facts(roles: Iterable[Role]) -> Iterator[tuple[str, list[str]]]:
    rows: list[tuple[str, Any]] = [
        ("Track", lambda role: role.track),
        ("People led", lambda role: wording.people_led(role.people)),
        ("Years in product", lambda role: wording.years_asked(role.years_in_product)),
        ("Years of work", lambda role: wording.years_asked(role.years)),
        ("Scope", lambda role: role.scope.text if role.scope else ""),
    ]
    for name, words in rows:
        texts = [words(role) for role in roles]
        if any(word not in ("", "-") for word in texts):
            yield name, texts
