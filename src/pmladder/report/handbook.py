"""The report of `catalogue page`: the whole ladder, as a handbook for a browser."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pmladder.report.blocks import Block, paragraph
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.role import RoleData, role_data
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.report.skills import SkillData, skill_data
from pmladder.text import plural


class HandbookData(NamedTuple):
    """The JSON of `catalogue page`: each role as in `role`, each skill as in `skill`."""

    schema_version: str
    kind: Literal["handbook"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    title: str
    scale: tuple[str, ...]
    roles: tuple[RoleData, ...]
    skills: tuple[SkillData, ...]


def handbook_report(ground: Ground) -> Report:
    """The roles of a catalogue by track, each with its requirements and its growth, and the skills."""
    catalogue = ground.catalogue
    data = HandbookData(
        SCHEMA_VERSION,
        "handbook",
        ground,
        catalogue.catalogue.title or catalogue.catalogue.id,
        tuple(catalogue.level_name(level) for level in range(len(catalogue.scale) + 1)),
        tuple(role_data(ground, role) for role in catalogue.roles),
        tuple(skill_data(ground, skill) for skill in catalogue.skills),
    )
    return Report(data, lambda: _blocks(data), lambda: _rows(data), ground=ground)


def _blocks(data: HandbookData) -> tuple[Block, ...]:
    roles, skills = plural(len(data.roles), "role"), plural(len(data.skills), "skill")
    return (paragraph(f"{data.title}: {roles}, {skills}."),)


def _rows(data: HandbookData) -> list[list[str]]:
    return [["role", "title"], *([entry.role.id, entry.role.title] for entry in data.roles)]
