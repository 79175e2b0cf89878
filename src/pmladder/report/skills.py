"""The reports of `skills` and `skill`: look skills up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Catalogue, MonthsRange, Reading, Skill
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, Key, Shape


class UsedSkill(NamedTuple):
    """A skill, the number of roles that ask for it, and for how many it is a must-have."""

    skill: Skill
    asked_by: int
    must_have_for: int


class LookedUpLevel(NamedTuple):
    """One level of a skill."""

    skill: Skill
    level: int


LISTED_SKILL = Shape(
    UsedSkill,
    "ListedSkill",
    "A skill in a list, with the number of roles that ask for it, and for how many it is a must-have.",
    Key("id", str, lambda used, _: used.skill.id),
    Key("name", str, lambda used, _: used.skill.name),
    Key("aliases", tuple[str, ...], lambda used, _: used.skill.aliases),
    Key("category", str | None, lambda used, _: used.skill.category),
    Key("category_name", str | None, lambda used, ground: ground.category(used.skill)),
    Key("description", str | None, lambda used, _: used.skill.description),
    "asked_by",
    "must_have_for",
)

SKILL_LEVEL = Shape(
    LookedUpLevel,
    "SkillLevelData",
    "One level of a skill: its description, activities that lead to it, and the roles that ask for exactly this level.",
    "level",
    Key("name", str, lambda entry, ground: ground.level(entry.level)),
    Key("text", str | None, lambda entry, _: entry.skill.levels.get(entry.level)),
    Key("close", tuple[str, ...], lambda entry, _: _close(entry)),
    Key("roles", tuple[str, ...], lambda entry, ground: _roles(entry, ground)),
    Key("months", tuple[float, float] | None, lambda entry, ground: _range(_months(entry, ground))),
)


READING = Shape(Reading, "ReadingData", "A text worth reading, and who lists it.", "title", "author", "sources")


class SkillsData(NamedTuple):
    """The JSON of `skills`."""

    schema_version: str
    kind: Literal["skills"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    scale: tuple[str, ...]
    skills: tuple[Annotated[UsedSkill, LISTED_SKILL], ...]


class SkillData(NamedTuple):
    """The JSON of `skill`. `months` is the effort from the level below: a range of months of part-time practice."""

    schema_version: str
    kind: Literal["skill"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    skill: Annotated[UsedSkill, LISTED_SKILL]
    levels: tuple[Annotated[LookedUpLevel, SKILL_LEVEL], ...]
    reading: tuple[Annotated[Reading, READING], ...]
    effort_sources: tuple[str, ...]
    sources: tuple[str, ...]


_SKILLS = (
    Column("Skill", cell=lambda used, _: Cell(used.skill.name, "strong")),
    Column("Id", key="id", value=lambda used, _: used.skill.id),
    Column(key="name", value=lambda used, _: used.skill.name),
    Column(
        "Category",
        key="category",
        value=lambda used, _: used.skill.category,
        cell=lambda used, ground: ground.category(used.skill),
    ),
    Column("Roles that ask", right=True, key="asked_by"),
    Column("Must-have for", right=True, key="must_have_for"),
    Column("What it is", extra=True, key="description", value=lambda used, _: used.skill.description),
    Column(
        "Also called",
        extra=True,
        key="aliases",
        value=lambda used, _: used.skill.aliases,
        cell=lambda used, _: ", ".join(used.skill.aliases),
    ),
)

_LEVELS = (
    Column(key="skill", value=lambda entry, _: entry.skill.id),
    Column(key="level"),
    Column(key="level_name", value=lambda entry, ground: ground.level(entry.level)),
    Column(key="text", value=lambda entry, _: entry.skill.levels.get(entry.level)),
    Column(key="close", value=lambda entry, _: " | ".join(_close(entry))),
    Column(key="roles", value=lambda entry, ground: _roles(entry, ground)),
)


def skills_report(ground: Ground) -> Report:
    """Every skill of the catalogue, in its order."""
    scale = tuple(level.name for level in ground.catalogue.scale)
    used = tuple(_used(ground.catalogue, ground.catalogue.skills))
    data = SkillsData(SCHEMA_VERSION, "skills", ground, scale, used)
    return Report(
        data, lambda: tuple(_skills_blocks(data, ground)), partial(rows_of, _SKILLS, used, ground), ground=ground
    )


def skill_report(ground: Ground, skill: Skill) -> Report:
    """One skill, level by level."""
    data = skill_data(ground, skill)
    return Report(
        data, lambda: tuple(_skill_blocks(data, ground)), partial(rows_of, _LEVELS, data.levels, ground), ground=ground
    )


def skill_data(ground: Ground, skill: Skill) -> SkillData:
    """The data of one skill."""
    catalogue = ground.catalogue
    [used] = _used(catalogue, [skill])
    return SkillData(
        schema_version=SCHEMA_VERSION,
        kind="skill",
        catalogue=ground,
        skill=used,
        levels=tuple(LookedUpLevel(skill, number) for number in range(1, len(catalogue.scale) + 1)),
        reading=skill.reading,
        effort_sources=catalogue.effort.sources if catalogue.effort else (),
        sources=skill.sources,
    )


def _used(catalogue: Catalogue, skills: Iterable[Skill]) -> Iterator[UsedSkill]:
    asked = Counter(skill for role in catalogue.roles for skill in role.skills)
    must_have = Counter(skill for role in catalogue.roles for skill, a in role.skills.items() if a.must_have)
    return (UsedSkill(skill, asked[skill.id], must_have[skill.id]) for skill in skills)


def _close(entry: LookedUpLevel) -> tuple[str, ...]:
    return entry.skill.close.get(entry.level, ())


def _roles(entry: LookedUpLevel, ground: Ground) -> tuple[str, ...]:
    asked = ((role.id, role.skills.get(entry.skill.id)) for role in ground.catalogue.roles)
    return tuple(role for role, a in asked if a is not None and a.level == entry.level)


def _months(entry: LookedUpLevel, ground: Ground) -> MonthsRange | None:
    effort = ground.catalogue.effort
    if effort is None:
        return None
    return effort.skills.get(entry.skill.id, {}).get(entry.level) or effort.focus.get(entry.level)


def _range(months: MonthsRange | None) -> tuple[float, float] | None:
    return (months.min, months.max) if months else None


def _skills_blocks(data: SkillsData, ground: Ground) -> Iterator[Block]:
    yield table_of(_SKILLS, data.skills, ground)
    yield paragraph(Cell(f"Levels, lowest first: {', '.join(data.scale)}.", "muted"))


def _skill_blocks(data: SkillData, ground: Ground) -> Iterator[Block]:
    skill = data.skill.skill
    yield Heading(f"{skill.name} ({skill.id})")
    if skill.description:
        yield paragraph(skill.description)
    if skill.aliases:
        yield paragraph(Cell("Also called: ", "muted"), ", ".join(skill.aliases))
    for entry in data.levels:
        months = _months(entry, ground)
        takes = f", {months.min:g}-{months.max:g} months from the level below" if months else ""
        yield Heading(f"{entry.level} {ground.level(entry.level)}{takes}")
        if text := skill.levels.get(entry.level):
            yield paragraph(text)
        if close := _close(entry):
            yield Bullets(tuple(Cell(text) for text in close))
        if roles := _roles(entry, ground):
            yield paragraph(Cell(f"Asked by: {', '.join(roles)}", "muted"))
    if data.reading:
        yield Heading("To read")
        yield Bullets(tuple(Cell(_reading_words(entry)) for entry in data.reading))
    if data.sources:
        yield paragraph(Cell(f"Sources: {', '.join(data.sources)}.", "muted"))
    if any(_months(entry, ground) for entry in data.levels):
        yield paragraph(Cell(f"Sources of the months: {', '.join(data.effort_sources) or 'none given'}.", "muted"))


def _reading_words(entry: Reading) -> str:
    author = f", {entry.author}" if entry.author else ""
    return f"{entry.title}{author}" + (f" ({_listed_by(entry.sources)})" if entry.sources else "")


def _listed_by(sources: tuple[str, ...]) -> str:
    """Who recommends a text: its sources, or else the catalogue."""
    others = [source for source in sources if source != EDITORIAL]
    return f"listed by {', '.join(others)}" if others else "our choice"
