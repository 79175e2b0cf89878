"""A whole catalogue as a document and as the rows of a spreadsheet, for `catalogue export`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Skill
from pmladder.catalogue.role_parts import SkillAsked, YearsAsked
from pmladder.report import wording
from pmladder.report.blocks import Block, Column, Heading, paragraph, rows_of, table
from pmladder.report.ground import Ground
from pmladder.report.report import Report
from pmladder.report.roles import years_columns

# An apostrophe keeps a spreadsheet from running a text as a formula. A text that has one already gets a second one.
_LIKE_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


class _Asked(NamedTuple):
    """A line of the long form: a role, and one skill that it asks for, if any."""

    role: Role
    skill: Skill | None
    asked: SkillAsked | None


def _of_skill(get: Callable[[Any, Ground], Any]) -> Callable[[_Asked, Ground], Any]:
    """The cells for a skill, if the role asks for one."""
    return lambda line, ground: get(line, ground) if line.skill else None


COLUMNS = (
    Column(key="role", value=lambda line, _: line.role.id),
    Column(key="title", value=lambda line, _: line.role.title),
    Column(key="family", value=lambda line, _: line.role.family),
    Column(key="track", value=lambda line, _: line.role.track),
    Column(key="seniority", value=lambda line, _: line.role.seniority),
    *years_columns("years", "years_in_product", role=lambda line: line.role),
    Column(key="skill", value=_of_skill(lambda line, _: line.skill.id)),
    Column(key="skill_name", value=_of_skill(lambda line, _: line.skill.name)),
    Column(key="category", value=_of_skill(lambda line, _: line.skill.category)),
    Column(key="category_name", value=_of_skill(lambda line, ground: ground.category(line.skill))),
    Column(key="level", value=_of_skill(lambda line, ground: ground.level(line.asked.level))),
    Column(key="level_number", value=_of_skill(lambda line, _: line.asked.level)),
    Column(key="strength", value=_of_skill(lambda line, _: _strength(line.asked))),
)
"""The columns of the long form, which `catalogue import` reads back."""


def export_report(ground: Ground) -> Report:
    """A catalogue as a document for people and, one row for each role and skill, for spreadsheets."""
    return Report(None, lambda: tuple(_blocks(ground.catalogue)), partial(_rows, ground), ground=ground)


def _rows(ground: Ground) -> list[list[str]]:
    rows = rows_of(COLUMNS, _lines(ground.catalogue), ground)
    return [[f"'{cell}" if _LIKE_GUARDED.match(cell) else cell for cell in row] for row in rows]


def _lines(catalogue: Catalogue) -> Iterator[_Asked]:
    for role in catalogue.roles:
        yield from (_Asked(role, catalogue.skills_by_id[skill], asked) for skill, asked in role.skills.items())
        if not role.skills:
            yield _Asked(role, None, None)


def _strength(asked: SkillAsked) -> str:
    return "optional" if asked.optional else "must-have" if asked.must_have else "supporting"


def _blocks(catalogue: Catalogue) -> Iterator[Block]:
    about = catalogue.catalogue
    yield Heading(about.title)
    if about.description:
        yield paragraph(about.description)
    for text in filter(None, (about.licence, about.attribution)):
        yield paragraph(text)
    yield Heading("Levels")
    yield table(
        [Column("", right=True), "Level", "Meaning"],
        [[number, level.name, level.meaning] for number, level in enumerate(catalogue.scale, 1)],
    )
    for role in catalogue.roles:
        yield from _role(catalogue, role)
    if catalogue.transitions:
        titles = catalogue.role_labels
        yield Heading("Moves")
        yield table(
            ["From", "To", "Kind", "How usual"],
            [[titles[move.from_role], titles[move.to], move.kind, move.common] for move in catalogue.transitions],
        )


def _role(catalogue: Catalogue, role: Role) -> Iterator[Block]:
    yield Heading(catalogue.role_labels[role.id])
    if role.summary:
        yield paragraph(role.summary)
    yield paragraph(". ".join(_facts(role)) + ".")
    if role.skills:
        yield table(
            ["Skill", "Level", "Strength"],
            [
                [catalogue.skill_labels[name], catalogue.level_name(asked.level), _strength(asked)]
                for name, asked in role.skills.items()
            ],
        )


def _facts(role: Role) -> Iterator[str]:
    yield f"Family {role.family}, track {role.track}, seniority {role.seniority}"
    if _has_figures(role.years_in_product):
        yield f"Years in product: {wording.years_asked(role.years_in_product)}"
    if _has_figures(role.years):
        yield f"Years of all work: {wording.years_asked(role.years)}"
    if role.people:
        yield f"People led: {wording.people_led(role.people)}"
    for asked in (*role.evidence, *([role.education] if role.education else ())):
        yield asked.text.rstrip(".")


def _has_figures(years: YearsAsked | None) -> bool:
    return years is not None and (years.min, years.typical) != (None, None)
