"""The commands that look things up: `compare`, `roles`, `role`, `skills`, `skill`, `title`."""

from __future__ import annotations

from typing import Annotated

import typer

from pmladder.cli.options import Choice, RoleArgument
from pmladder.cli.output import Result, Schema
from pmladder.cli.session import Session, company_size
from pmladder.errors import UsageError


def compare(
    roles: Annotated[
        list[str],
        typer.Argument(metavar="ROLE ROLE...", help="Two to five roles."),
    ],
    choice: Choice,
    every: Annotated[bool, typer.Option("--all", help="Show skills that do not differ as well.")] = False,
) -> Result | Schema:
    """Two to five roles side by side.

    Years, people, scope, pay, and what is new, higher, lower or dropped.

    Example: pmladder compare senior-pm staff-pm group-pm
    """
    from pmladder.engine import compare as engine
    from pmladder.report.compare_roles import CompareData, compare_report

    if choice.output_schema:
        return Schema(CompareData)
    if not 2 <= len(roles) <= 5:
        raise UsageError(f"compare takes two to five roles, not {len(roles)}")
    session = Session(choice)
    found = [session.role(role) for role in roles]
    if len({role.id for role in found}) < len(found):
        raise UsageError("compare takes different roles; one is named twice")
    rows = engine.compare(session.catalogue, found)
    return session.answer(compare_report(session.ground(), found, rows, every))


def roles(choice: Choice) -> Result | Schema:
    """Every role of the catalogue.

    Example: pmladder roles -f csv
    """
    from pmladder.report.roles import RolesData, roles_report

    if choice.output_schema:
        return Schema(RolesData)
    session = Session(choice)
    return session.answer(roles_report(session.ground()))


def role(
    role: RoleArgument,
    choice: Choice,
    sources: Annotated[bool, typer.Option("--sources", help="Name the source of every figure.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show every skill and move, and the notes.")] = False,
) -> Result | Schema:
    """One role: what it is, what it asks, where it leads.

    Example: pmladder role head-of-product --sources
    """
    from pmladder.report.role import RoleData, role_report

    if choice.output_schema:
        return Schema(RoleData)
    session = Session(choice)
    return session.answer(role_report(session.ground(), session.role(role), sources, every))


def skills(choice: Choice) -> Result | Schema:
    """Every skill of the catalogue.

    Example: pmladder skills
    """
    from pmladder.report.skills import SkillsData, skills_report

    if choice.output_schema:
        return Schema(SkillsData)
    session = Session(choice)
    return session.answer(skills_report(session.ground()))


def skill(
    skill: Annotated[
        str,
        typer.Argument(metavar="SKILL", help="A skill: its id, name or an alias."),
    ],
    choice: Choice,
) -> Result | Schema:
    """One skill: what each level looks like, and what leads to it.

    Example: pmladder skill coaching
    """
    from pmladder.report.skills import SkillData, skill_report

    if choice.output_schema:
        return Schema(SkillData)
    session = Session(choice)
    return session.answer(skill_report(session.ground(), session.skill(skill)))


def title(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help='A job title, such as "Sr. Product Manager", in quotes or not.')
    ],
    choice: Choice,
    size: Annotated[str | None, typer.Option("--company-size", metavar="SIZE", help="small, medium or large.")] = None,
) -> Result | Schema:
    """Which role a job title means, and why.

    Example: pmladder title "Sr. Product Manager" --company-size small
    """
    from pmladder.names.resolve import resolve_title
    from pmladder.report.title import TitleData, title_report

    if choice.output_schema:
        return Schema(TitleData)
    session = Session(choice)
    known_size = company_size(size)
    match = resolve_title(" ".join(text), session.catalogue, known_size)
    return session.answer(title_report(session.ground(), match, known_size))
