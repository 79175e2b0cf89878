"""The commands about what to do: `opens` and `route`."""

from __future__ import annotations

from typing import Annotated

import typer

from pmladder.cli import completion
from pmladder.cli.options import Choice, If, Person, RoleArgument
from pmladder.cli.session import Result, Schema, Session
from pmladder.errors import UsageError
from pmladder.text import did_you_mean, repr_quoted


def opens(
    person: Person,
    choice: Choice,
    sort: Annotated[str, typer.Option(metavar="BY", help="opens, effort or level.")] = "opens",
    every: Annotated[bool, typer.Option("--all", help="Show every step that opens something.")] = False,
) -> Result | Schema:
    """Which single step opens most.

    A skill one level up, a year more, people led, or something to show.
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
    target: RoleArgument,
    person: Person,
    choice: Choice,
    routes: Annotated[int, typer.Option(metavar="N", min=1, max=10, help="How many routes at most.")] = 3,
    via: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE",
            help="Pass through this role; repeat it for more, in order.",
            autocompletion=completion.roles,
        ),
    ] = None,
    avoid: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE", help="Leave this role out; repeat it for more.", autocompletion=completion.roles),
    ] = None,
    fastest: Annotated[bool, typer.Option("--fastest", help="Fewest years first.")] = False,
    fewest_gaps: Annotated[bool, typer.Option("--fewest-gaps", help="Fewest levels to show first.")] = False,
    if_: If = None,
) -> Result | Schema:
    """The routes from your role to a goal, the most usual first."""
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
    goal = session.role(target, standing.company_size)
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
    return session.answer(route_report(session.ground(answer.standing), answer, asked, found, as_of))
