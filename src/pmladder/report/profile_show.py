"""The report of `profile show`: what a profile says, as the program reads it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pmladder.catalogue.models import Catalogue
from pmladder.engine.placement import Placement
from pmladder.profile.diff import Side, State
from pmladder.profile.standing import Standing
from pmladder.report import words
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, Tone, paragraph, shown, table
from pmladder.report.ground import Ground
from pmladder.report.profile_show_data import (
    EvidenceData,
    PositionData,
    ShowData,
    SkillData,
    TitleRead,
    show_data,
)
from pmladder.report.report import Report, labelled
from pmladder.text import plural, repr_quoted

ROWS_HEADER = ["part", "id", "name", "category", "value", "value_name", "state", "by", "rated", "note"]

_TONES: dict[State, Tone] = {"unknown": "open", "present": "open", "not-applicable": "muted"}


def report(ground: Ground, side: Side, placement: Placement, as_of: str, file: str | None) -> Report:
    """What a profile says; `placement` is where it puts the person."""
    catalogue = ground.catalogue
    data = show_data(ground, side, placement, as_of, file)
    # A position's title is the person's own.
    seen = data._replace(skills=labelled(data.skills, catalogue))
    return Report(data, lambda: tuple(_blocks(seen, ground)), partial(_rows, data, ground.standing), ground=ground)


def _blocks(data: ShowData, ground: Ground) -> Iterator[Block]:
    catalogue, standing = ground.catalogue, ground.standing
    yield paragraph(Cell(f"{words.where_you_are(data.placement, ground)}.", "strong"))
    yield Bullets(tuple(Cell(line) for line in _facts(data, catalogue, standing)))
    for note in data.notes:
        yield paragraph(Cell(note, "muted"))
    if data.history:
        yield Heading("History")
        columns = (Column("Position"), Column("Held"), Column("Years", right=True), Column("Counts as"), Column("Role"))
        yield table(columns, [_history_row(position, catalogue) for position in data.history])
    if data.skills:
        yield Heading("Skills")
        yield from _skill_blocks(data, ground)
    if data.evidence:
        yield Heading("Evidence")
        yield table(["Id", "Kind", "What", "When", "For"], [_evidence_row(entry) for entry in data.evidence])


def _facts(data: ShowData, catalogue: Catalogue, standing: Standing) -> Iterator[str]:
    if data.name:
        yield f"Name: {data.name}"
    if data.role is not None:
        yield f"Role: {_read(data.role, catalogue)}"
    if standing.years is not None:
        basis = "counted from the history" if standing.years_basis == "history" else "as given"
        yield f"Years in product: {standing.years:g}, {basis}{_beside(data, standing)}"
    if data.years_of_work is not None:
        yield f"Years of all work: {data.years_of_work:g}"
    if data.years_in_role is not None:
        yield f"Years in the present role: {data.years_in_role:g}"
    if standing.people is not None:
        yield f"People led: {standing.people}"
    if data.education:
        yield f"Education: {data.education}"
    if data.company_size:
        yield f"Company: {data.company_size}"
    if data.goal is not None:
        yield f"Goal: {_read(data.goal, catalogue)}"
    if data.focus:
        yield f"Focus: {', '.join(data.focus)}"


def _beside(data: ShowData, standing: Standing) -> str:
    if standing.years_basis != "given" or data.years_of_history is None:
        return ""
    return f" (the history counts {data.years_of_history:g})"


def _read(title: TitleRead, catalogue: Catalogue) -> str:
    if title.role is None:
        return f"{repr_quoted(title.text)}, no role of this catalogue"
    if title.matched_by == "id":
        return catalogue.role_labels[title.role]
    return f"{title.title} ({title.role}), from {repr_quoted(title.text)}: {title.why}"


def _history_row(position: PositionData, catalogue: Catalogue) -> list[Cell | str | float | None]:
    where = f"{position.title}, {position.company}" if position.company else position.title
    end = position.end or ("today" if position.held else "")
    held = f"{position.start or '?'} to {end or '?'}"
    role = Cell(catalogue.role_labels[position.role]) if position.role else Cell("?", "open")
    return [where, held, position.years, position.counts, role]


def _skill_blocks(data: ShowData, ground: Ground) -> Iterator[Block]:
    catalogue = ground.catalogue
    names = {category.id: category.name for category in catalogue.categories}
    groups: dict[str | None, list[SkillData]] = {}
    for skill in data.skills:
        if skill.state != "unknown":
            groups.setdefault(skill.category, []).append(skill)
    columns = [Column("Skill"), Column("Level"), Column("Role asks", least_screen=60), Column("Said by")]
    order = {category: number for number, category in enumerate(names)}
    for category in sorted(groups, key=lambda group: order.get(group or "", len(order))):
        if len(groups) > 1:
            yield paragraph(Cell(names.get(category or "", category or "Other"), "strong"))
        yield table(columns, [_skill_row(skill, catalogue) for skill in groups[category]])
    asked = sum(skill.asked is not None for skill in data.skills)
    if data.unknown:
        title = ground.role(data.placement.role) if data.placement.role else "your role"
        yield paragraph(
            Cell(f"{plural(data.unknown, 'skill')} unknown", "open"),
            f" of the {asked} that {title} asks for; `pmladder assess` asks about those that matter most first.",
        )


def _skill_row(skill: SkillData, catalogue: Catalogue) -> list[Cell | str]:
    level = skill.level_name or words.skill_state(skill.state)
    asked = "" if skill.asked is None else catalogue.level_name(skill.asked)
    said = [*([skill.by] if skill.by else []), *([skill.rated] if skill.rated else [])]
    if skill.evidence:
        said.append(f"evidence {', '.join(skill.evidence)}")
    if skill.note:
        said.append(skill.note)
    return [skill.name, Cell(level, _TONES.get(skill.state)), asked, ", ".join(said)]


def _evidence_row(entry: EvidenceData) -> list[Cell | str | float | None]:
    purpose = ", ".join(dict.fromkeys([*entry.shows, *entry.cited_by]))
    return [entry.id, entry.kind, entry.title, entry.date, purpose]


def _rows(data: ShowData, standing: Standing) -> list[list[str]]:
    rows = [ROWS_HEADER]
    facts = {
        "role": data.placement.role.id if data.placement.role else None,
        "years": standing.years,
        "years_of_work": data.years_of_work,
        "years_in_role": data.years_in_role,
        "people": standing.people,
        "education": data.education,
        "company_size": data.company_size,
        "goal": data.goal.role if data.goal else None,
    }
    rows += [
        ["fact", key, "", "", shown(value), "", "", "", "", ""] for key, value in facts.items() if value is not None
    ]
    for p in data.history:
        held = f"{p.start or ''}/{p.end or ''}"
        rows.append(["position", p.role or "", p.title, "", shown(p.years), held, p.counts, "", "", ""])
    for s in data.skills:
        level = [shown(s.level), s.level_name or "", s.state, s.by or "", s.rated or "", s.note or ""]
        rows.append(["skill", s.skill, s.name, s.category or "", *level])
    for e in data.evidence:
        rows.append(["evidence", e.id, e.title or "", e.kind or "", "", "", "", "", e.date or "", e.url or ""])
    return rows
