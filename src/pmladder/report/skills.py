"""The reports of `skills` and `skill`: look skills up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Catalogue, Skill
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, table
from pmladder.report.pieces import CatalogueRef
from pmladder.report.report import SCHEMA_VERSION, Report


class ListedSkill(NamedTuple):
    """A skill in a list, with how many roles ask for it and for how many it is decisive."""

    id: str
    name: str
    aliases: tuple[str, ...]
    category: str | None
    category_name: str | None
    description: str | None
    asked_by: int
    decisive_for: int


class SkillsData(NamedTuple):
    """The JSON of `skills`."""

    schema_version: str
    kind: Literal["skills"]
    catalogue: CatalogueRef
    scale: tuple[str, ...]
    skills: tuple[ListedSkill, ...]


class SkillLevelData(NamedTuple):
    """One level of a skill: what it looks like, what leads to it, which roles ask for just this level."""

    level: int
    name: str
    text: str | None
    close: tuple[str, ...]
    roles: tuple[str, ...]
    months: tuple[float, float] | None


class ReadingData(NamedTuple):
    """A text worth reading, and who lists it."""

    title: str
    author: str | None
    sources: tuple[str, ...]


class SkillData(NamedTuple):
    """The JSON of `skill`. `months` is the effort from the level below, a range of part-time practice."""

    schema_version: str
    kind: Literal["skill"]
    catalogue: CatalogueRef
    skill: ListedSkill
    levels: tuple[SkillLevelData, ...]
    reading: tuple[ReadingData, ...]
    effort_sources: tuple[str, ...]
    sources: tuple[str, ...]


def skills_report(catalogue: Catalogue, digest: str) -> Report:
    """Every skill of the catalogue, in its order."""
    asked, decisive = _uses(catalogue)
    data = SkillsData(
        schema_version=SCHEMA_VERSION,
        kind="skills",
        catalogue=CatalogueRef.of(catalogue, digest),
        scale=tuple(level.name for level in catalogue.scale),
        skills=tuple(_listed(catalogue, skill, asked, decisive) for skill in catalogue.skills),
    )
    return Report(data, lambda: tuple(_skills_blocks(data)), partial(_skills_rows, data))


def skill_report(catalogue: Catalogue, digest: str, skill: Skill) -> Report:
    """One skill, level by level."""
    asked, decisive = _uses(catalogue)
    data = SkillData(
        schema_version=SCHEMA_VERSION,
        kind="skill",
        catalogue=CatalogueRef.of(catalogue, digest),
        skill=_listed(catalogue, skill, asked, decisive),
        levels=tuple(_level(catalogue, skill, number) for number in range(1, len(catalogue.scale) + 1)),
        reading=tuple(ReadingData(entry.title, entry.author, entry.sources) for entry in skill.reading),
        effort_sources=catalogue.effort.sources if catalogue.effort else (),
        sources=skill.sources,
    )
    return Report(data, lambda: tuple(_skill_blocks(data)), partial(_skill_rows, data))


def _uses(catalogue: Catalogue) -> tuple[dict[str, int], dict[str, int]]:
    """By how many roles each skill is asked for, and for how many it is decisive."""
    asked: dict[str, int] = {}
    decisive: dict[str, int] = {}
    for role in catalogue.roles:
        for skill, asked_skill in role.skills.items():
            asked[skill] = asked.get(skill, 0) + 1
            decisive[skill] = decisive.get(skill, 0) + asked_skill.must_have
    return asked, decisive


def _listed(catalogue: Catalogue, skill: Skill, asked: dict[str, int], decisive: dict[str, int]) -> ListedSkill:
    category = next((category.name for category in catalogue.categories if category.id == skill.category), None)
    return ListedSkill(
        id=skill.id,
        name=skill.name,
        aliases=skill.aliases,
        category=skill.category,
        category_name=category,
        description=skill.description,
        asked_by=asked.get(skill.id, 0),
        decisive_for=decisive.get(skill.id, 0),
    )


def _level(catalogue: Catalogue, skill: Skill, number: int) -> SkillLevelData:
    effort = catalogue.effort
    months = None
    if effort is not None:
        months = effort.skills.get(skill.id, {}).get(number) or effort.focus.get(number)
    return SkillLevelData(
        level=number,
        name=catalogue.level_name(number),
        text=skill.levels.get(number),
        close=skill.close.get(number, ()),
        roles=tuple(r.id for r in catalogue.roles if (a := r.skills.get(skill.id)) is not None and a.level == number),
        months=(months.min, months.max) if months else None,
    )


def _skills_blocks(data: SkillsData) -> Iterator[Block]:
    columns = [
        Column("Skill"),
        Column("Id"),
        Column("Category"),
        Column("Roles that ask", right=True),
        Column("Decisive for", right=True),
        Column("What it is", least_screen=100),
        Column("Also called", least_screen=150),
    ]
    yield table(columns, [_skills_row(skill) for skill in data.skills])
    yield paragraph(Cell(f"Levels, lowest first: {', '.join(data.scale)}.", "muted"))


def _skills_row(skill: ListedSkill) -> list[Cell | str]:
    category = skill.category_name or ""
    counts = [str(skill.asked_by), str(skill.decisive_for)]
    return [Cell(skill.name, "strong"), skill.id, category, *counts, skill.description or "", ", ".join(skill.aliases)]


def _skills_rows(data: SkillsData) -> list[list[str]]:
    rows = [["id", "name", "category", "asked_by", "decisive_for", "description", "aliases"]]
    for skill in data.skills:
        counts = [str(skill.asked_by), str(skill.decisive_for)]
        more = [skill.description or "", "; ".join(skill.aliases)]
        rows.append([skill.id, skill.name, skill.category or "", *counts, *more])
    return rows


def _skill_blocks(data: SkillData) -> Iterator[Block]:
    yield Heading(f"{data.skill.name} ({data.skill.id})")
    if data.skill.description:
        yield paragraph(data.skill.description)
    if data.skill.aliases:
        yield paragraph(Cell("Also called: ", "muted"), ", ".join(data.skill.aliases))
    for level in data.levels:
        months = f", {level.months[0]:g}-{level.months[1]:g} months from the level below" if level.months else ""
        yield Heading(f"{level.level} {level.name}{months}")
        if level.text:
            yield paragraph(level.text)
        if level.close:
            yield Bullets(tuple(Cell(text) for text in level.close))
        if level.roles:
            yield paragraph(Cell(f"Asked by: {', '.join(level.roles)}", "muted"))
    if data.reading:
        yield Heading("To read")
        yield Bullets(tuple(Cell(_reading_words(entry)) for entry in data.reading))
    if data.sources:
        yield paragraph(Cell(f"Sources: {', '.join(data.sources)}.", "muted"))
    if any(level.months for level in data.levels):
        yield paragraph(Cell(f"Sources of the months: {', '.join(data.effort_sources) or 'none given'}.", "muted"))


def _reading_words(entry: ReadingData) -> str:
    author = f", {entry.author}" if entry.author else ""
    return f"{entry.title}{author}" + (f" ({_listed_by(entry.sources)})" if entry.sources else "")


def _listed_by(sources: tuple[str, ...]) -> str:
    """Who recommends a text; without a source outside, the catalogue does."""
    others = [source for source in sources if source != EDITORIAL]
    return f"listed by {', '.join(others)}" if others else "our choice"


def _skill_rows(data: SkillData) -> list[list[str]]:
    rows = [["skill", "level", "level_name", "text", "close", "roles"]]
    for level in data.levels:
        close, roles = " | ".join(level.close), "; ".join(level.roles)
        rows.append([data.skill.id, str(level.level), level.name, level.text or "", close, roles])
    return rows
