"""The commands about a person: `next` and `gap`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmladder.cli.options import Choice, If, Person, RoleArgument
from pmladder.cli.session import Result, Schema, Session
from pmladder.errors import ANSWERED, NO, UsageError

if TYPE_CHECKING:
    from pmladder.catalogue.models import Role
    from pmladder.engine import suggest
    from pmladder.engine.assess import Assessment
    from pmladder.engine.ladder import Ladder
    from pmladder.engine.what_if import WhatIf
    from pmladder.profile.standing import Standing


def next_(
    person: Person,
    choice: Choice,
    every: Annotated[bool, typer.Option("--all", help="Open every suggestion, not the first alone.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show rule and source of each finding, and the order.")] = False,
    map_: Annotated[
        bool, typer.Option("--map", help="Draw the ladder with you, the moves and the goal on it.")
    ] = False,
    if_: If = None,
) -> Result | Schema:
    """The roles one move away, with the must-haves to show."""
    from pmladder.report.next_roles import NextData, NextDetail, next_report

    if choice.output_schema:
        return Schema(NextData)
    session = Session(choice, takes_any_title=True)
    answer, as_of = session.placed(person)
    what_if = _next_if(if_, session, answer) if if_ else None
    detail = NextDetail(every, why, _map(session, answer) if map_ else None)
    return session.answer(next_report(session.ground(answer.standing), answer, as_of, detail, what_if))


def gap(
    target: RoleArgument,
    person: Person,
    choice: Choice,
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 when a must-have is short.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="With --check: also when it cannot be said.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show rule and source of each finding.")] = False,
    chart: Annotated[bool, typer.Option("--chart", help="Draw each skill as a bar of held against asked.")] = False,
    if_: If = None,
) -> Result | Schema:
    """What stands between you and one role."""
    from pmladder.engine.suggest import gap as gap_to
    from pmladder.report.gap import GapData, GapDetail, gap_report

    if choice.output_schema:
        return Schema(GapData)
    session = Session(choice)
    standing, as_of = session.standing(person)
    role = session.role(target, standing.company_size)
    placement, standing, assessment = gap_to(session.catalogue, standing, role)
    present = placement.role
    what_if = _gap_if(if_, session, standing, assessment, present) if if_ else None
    detail = GapDetail(why, chart)
    report = gap_report(session.ground(standing), placement, assessment, as_of, detail, what_if)
    return session.answer(report, _code(assessment, check, strict))


def _code(assessment: Assessment, check: bool, strict: bool) -> int:
    """Whether the answer is no: a must-have is short, or with `--strict` is not known."""
    if strict and not check:
        raise UsageError("--strict goes with --check")
    no = assessment.verdict == "not-yet" or (strict and assessment.verdict == "cannot-say")
    return NO if check and no else ANSWERED


def _map(session: Session, answer: suggest.Answer) -> Ladder | None:
    """The ladder with what the answer marks and the most usual route to the goal; None for who is on no rung."""
    from pmladder.engine.ladder import ladder
    from pmladder.engine.route import RouteWish, routes

    present, goal = answer.placement.role, answer.standing.goal
    if present is None:
        return None
    found = routes(session.catalogue, answer.standing, present, goal, RouteWish(most=1)).found if goal else ()
    return ladder(session.catalogue, answer, next(iter(found), None))


def _next_if(written: list[str], session: Session, answer: suggest.Answer) -> WhatIf:
    from pmladder.cli.what_if import steps_of
    from pmladder.engine.what_if import WhatIf, answer_after, changes

    steps = steps_of(written, session, answer.standing)
    then = answer_after(session.catalogue, answer, steps)
    return WhatIf(steps, changes(answer, then))


def _gap_if(
    written: list[str], session: Session, standing: Standing, assessment: Assessment, present: Role | None
) -> WhatIf:
    from pmladder.cli.what_if import steps_of
    from pmladder.engine.what_if import WhatIf, after_steps, change

    steps = steps_of(written, session, standing)
    changed = change(session.catalogue, assessment, after_steps(standing, steps), present)
    return WhatIf(steps, (changed,))
