"""A whole catalogue as a document and as the rows of a spreadsheet, for `catalogue export`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pmladder.catalogue.fields import strength_of
from pmladder.catalogue.models import Catalogue, Role
from pmladder.catalogue.role_parts import SkillAsked, YearsAsked
from pmladder.report import words
from pmladder.report.blocks import Block, Column, Heading, paragraph, shown, table
from pmladder.report.pieces import PeopleData, YearsData
from pmladder.report.report import Report

HEADER = (
    "role", "title", "family", "track", "seniority", "years_min", "years_typical", "years_in_product_min",
    "years_in_product_typical", "skill", "skill_name", "category", "category_name", "level", "level_number", "strength",
)  # fmt: skip
"""The columns of the long form, which `catalogue import` reads back."""

# An apostrophe keeps a spreadsheet from running a text; one that was there before needs another to be told apart.
_LIKE_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


def export_report(catalogue: Catalogue) -> Report:
    """`catalogue` as a document for people and, one row for each role and skill, for spreadsheets."""
    return Report(None, lambda: tuple(_blocks(catalogue)), partial(_rows, catalogue))


def _rows(catalogue: Catalogue) -> list[list[str]]:
    categories = {category.id: category.name for category in catalogue.categories}
    rows = [list(HEADER)]
    for role in catalogue.roles:
        head = [role.id, role.title, role.family, role.track, str(role.seniority), *_years(role)]
        for name, asked in role.skills.items():
            skill = catalogue.skills_by_id[name]
            category = [skill.category or "", categories.get(skill.category or "", "")]
            level = [catalogue.level_name(asked.level), str(asked.level), _strength(asked)]
            rows.append([*head, name, skill.name, *category, *level])
        if not role.skills:
            rows.append([*head, *[""] * (len(HEADER) - len(head))])
    return [[f"'{cell}" if _LIKE_GUARDED.match(cell) else cell for cell in row] for row in rows]


def _strength(asked: SkillAsked) -> str:
    return "optional" if asked.optional else strength_of(asked.must_have)


def _years(role: Role) -> Iterator[str]:
    for years in (role.years, role.years_in_product):
        yield shown(years.min if years else None)
        yield shown(years.typical if years else None)


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
        yield f"Years in product: {words.years_asked(YearsData.of(role.years_in_product))}"
    if _has_figures(role.years):
        yield f"Years of all work: {words.years_asked(YearsData.of(role.years))}"
    if role.people:
        yield f"People led: {words.people_led(PeopleData.of(role.people))}"
    for asked in (*role.evidence, *([role.education] if role.education else ())):
        yield asked.text.rstrip(".")


def _has_figures(years: YearsAsked | None) -> bool:
    return years is not None and (years.min, years.typical) != (None, None)
