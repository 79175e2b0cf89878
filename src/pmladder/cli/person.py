"""The commands about a person: `next` and `gap`."""

from __future__ import annotations

from typing import Annotated

import typer

from pmladder.cli.options import Choice, Person, RoleArgument
from pmladder.cli.session import Answer, Schema, Session
from pmladder.errors import ANSWERED, NO, UsageError


def next_(
    person: Person,
    choice: Choice,
    every: Annotated[bool, typer.Option("--all", help="Open every suggestion, not the first alone.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show rule and source of each finding, and the order.")] = False,
) -> Answer | Schema:
    """The roles one move away from yours, with gaps and blockers."""
    from pmladder.engine.suggest import next_moves
    from pmladder.report import next_roles

    if choice.output_schema:
        return Schema(next_roles.NextData)
    session = Session(choice)
    standing, as_of = session.standing(person)
    answer = next_moves(session.catalogue, standing)
    if answer.placement.role is None and standing.years is None:
        given = person.profile or person.skill or person.people is not None
        known = "what is given does not place you" if given else "nothing to go by"
        raise UsageError(f"{known}; say --years 6 (in product), or --role senior-pm, or rate half of a role's skills")
    detail = next_roles.Detail(every, why)
    return session.answer(next_roles.report(session.catalogue, session.digest, answer, as_of, detail))


def gap(
    target: RoleArgument,
    person: Person,
    choice: Choice,
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 when something known blocks.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show rule and source of each finding.")] = False,
) -> Answer | Schema:
    """What stands between you and one role."""
    from pmladder.engine.suggest import gap as gap_to
    from pmladder.report import gap as gap_report

    if choice.output_schema:
        return Schema(gap_report.GapData)
    session = Session(choice)
    standing, as_of = session.standing(person)
    role = session.role(target, standing.company_size)
    placement, standing, assessment = gap_to(session.catalogue, standing, role)
    report = gap_report.report(session.catalogue, session.digest, placement, standing, assessment, as_of, why)
    return session.answer(report, NO if check and assessment.verdict == "blocked" else ANSWERED)
