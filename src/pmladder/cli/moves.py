"""The commands on where to go from here: `next`, `gap`, `opens` and `route`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmladder.cli.options import Choice, If, Person, RoleOrGoal
from pmladder.cli.output import Result, Schema
from pmladder.cli.session import Session
from pmladder.errors import ANSWERED, NO, UsageError
from pmladder.text import did_you_mean, repr_quoted

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
    """The roles one move away, with the must-haves to show.

    At a terminal, with nothing said of you, it asks two questions.

    Example: pmladder next --role "Senior PM" --company-size large --people 1
    """
    from pmladder.report.next_roles import NextData, NextDetail, next_report

    if choice.output_schema:
        return Schema(NextData)
    session = Session(choice, takes_any_title=True)
    if session.is_unknown(person):
        from pmladder.cli.questions import ask_for_answer

        person = ask_for_answer(session, person)
    answer, as_of = session.placed(person)
    what_if = _next_after(if_, session, answer) if if_ else None
    detail = NextDetail(every, why, _ladder_drawn(session, answer) if map_ else None)
    return session.answer(next_report(session.ground(answer.standing), answer, as_of, detail, what_if))


def gap(
    person: Person,
    choice: Choice,
    target: RoleOrGoal = None,
    check: Annotated[bool, typer.Option("--check", help="End with 1 when a must-have is short.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="With --check: also when a must-have is not known.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show all gaps, what is not rated and what comes.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show rule and source of each finding.")] = False,
    chart: Annotated[bool, typer.Option("--chart", help="Draw each skill as a bar of held against asked.")] = False,
    if_: If = None,
) -> Result | Schema:
    """What stands between you and one role.

    Example: pmladder gap group-pm --role senior-pm --skill coaching=2
    """
    from pmladder.engine.suggest import gap as gap_to
    from pmladder.report.gap import GapData, GapDetail, gap_report

    if choice.output_schema:
        return Schema(GapData)
    session = Session(choice)
    standing, as_of = session.standing(person)
    role = session.role_or_goal(target, standing)
    placement, standing, assessment = gap_to(session.catalogue, standing, role)
    present = placement.role
    what_if = _gap_after(if_, session, standing, assessment, present) if if_ else None
    detail = GapDetail(every, why, chart)
    report = gap_report(session.ground(standing), placement, assessment, as_of, detail, what_if)
    return session.answer(report, _exit_code(assessment, check, strict))


def opens(
    person: Person,
    choice: Choice,
    sort: Annotated[str, typer.Option(metavar="BY", help="opens, effort or level.")] = "opens",
    every: Annotated[bool, typer.Option("--all", help="Show every step that opens something.")] = False,
) -> Result | Schema:
    """Which single step opens most.

    A skill one level up, a year more, people led, or something to show.

    Example: pmladder opens --role senior-pm --sort effort
    """
    from pmladder.engine.opens import SORTS, openings, sort_by
    from pmladder.report.opens import OpensData, opens_report

    if choice.output_schema:
        return Schema(OpensData)
    if sort not in SORTS:
        raise UsageError(
            f"unknown sort {repr_quoted(sort)}{did_you_mean(sort, SORTS) or '; it is opens, effort or level'}"
        )
    session = Session(choice)
    answer, as_of = session.placed(person)
    found = sorted(openings(session.catalogue, answer), key=sort_by(sort))
    return session.answer(opens_report(session.ground(answer.standing), answer, found, as_of, every))


def route(
    person: Person,
    choice: Choice,
    target: RoleOrGoal = None,
    routes: Annotated[int, typer.Option(metavar="N", min=1, max=10, help="How many routes at most.")] = 3,
    via: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE",
            help="Pass through this role; repeat it for more, in order.",
        ),
    ] = None,
    avoid: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE", help="Leave this role out; repeat it for more."),
    ] = None,
    fastest: Annotated[bool, typer.Option("--fastest", help="Fewest years first.")] = False,
    fewest_gaps: Annotated[bool, typer.Option("--fewest-gaps", help="Fewest levels to show first.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show every route, step by step.")] = False,
    if_: If = None,
) -> Result | Schema:
    """The routes from your role to a goal, the most usual first.

    Example: pmladder route cpo --role senior-pm --avoid staff-pm
    """
    from pmladder.cli.what_if import steps_of
    from pmladder.engine import route as engine
    from pmladder.engine.what_if import standing_after
    from pmladder.report.route import RouteAsked, RouteData, route_report

    if choice.output_schema:
        return Schema(RouteData)
    if fastest and fewest_gaps:
        raise UsageError("--fastest and --fewest-gaps ask for two orders")
    session = Session(choice)
    answer, as_of = session.placed(person)
    present, standing = answer.placement.role, answer.standing
    if present is None:
        raise UsageError("a route needs a role to start from; say --role ROLE")
    goal = session.role_or_goal(target, standing)
    order: engine.Order = "fastest" if fastest else "fewest-gaps" if fewest_gaps else "usual"
    through = tuple(session.role(role, standing.company_size).id for role in via or ())
    without = frozenset(session.role(role, standing.company_size).id for role in avoid or ())
    if clash := without & {present.id, goal.id, *through}:
        raise UsageError(f"--avoid {sorted(clash)[0]}: the route begins there, ends there or is to pass through it")
    wish = engine.RouteWish(routes, order, tuple(dict.fromkeys(through)), without)
    found = engine.routes(session.catalogue, standing, present, goal, wish)
    then = None
    if steps := steps_of(if_, session, standing):
        then = engine.routes(
            session.catalogue, standing_after(session.catalogue, answer.placement, standing, steps), present, goal, wish
        )
    asked = RouteAsked(goal, wish, steps, then)
    return session.answer(route_report(session.ground(answer.standing), answer, asked, found, as_of, every))


def _exit_code(assessment: Assessment, check: bool, strict: bool) -> int:
    """The exit code: NO if a must-have is short, or with `--strict` is not known."""
    if strict and not check:
        raise UsageError("--strict goes with --check")
    no = assessment.verdict == "not-yet" or (strict and assessment.verdict == "cannot-say")
    return NO if check and no else ANSWERED


def _ladder_drawn(session: Session, answer: suggest.Answer) -> Ladder | None:
    """The ladder with the marks of the answer and the most usual route to the goal; None without a present role."""
    from pmladder.engine.ladder import ladder
    from pmladder.engine.route import RouteWish, routes

    present, goal = answer.placement.role, answer.standing.goal
    if present is None:
        return None
    found = routes(session.catalogue, answer.standing, present, goal, RouteWish(most=1)).found if goal else ()
    return ladder(session.catalogue, answer, next(iter(found), None))


def _next_after(written: list[str], session: Session, answer: suggest.Answer) -> WhatIf:
    from pmladder.cli.what_if import steps_of
    from pmladder.engine.what_if import WhatIf, answer_after, changes

    steps = steps_of(written, session, answer.standing)
    then = answer_after(session.catalogue, answer, steps)
    return WhatIf(steps, changes(answer, then))


def _gap_after(
    written: list[str], session: Session, standing: Standing, assessment: Assessment, present: Role | None
) -> WhatIf:
    from pmladder.cli.what_if import steps_of
    from pmladder.engine.what_if import WhatIf, after_steps, change

    steps = steps_of(written, session, standing)
    changed = change(session.catalogue, assessment, after_steps(standing, steps), present)
    return WhatIf(steps, (changed,))
