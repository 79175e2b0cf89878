"""The commands that put gaps on a calendar and on a page: `plan` and `brief`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pmladder.cli.options import Choice, Person, RoleOrGoal
from pmladder.cli.output import Result, Schema
from pmladder.cli.session import Session, day
from pmladder.errors import InputError, Problem, UsageError
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.engine import plan as engine
    from pmladder.engine import suggest
    from pmladder.engine.progress import Progress

_MOST_HOURS = 80.0


def plan(
    person: Person,
    choice: Choice,
    target: RoleOrGoal = None,
    by: Annotated[str | None, typer.Option(metavar="DATE", help="Say what does not fit before this day.")] = None,
    hours_per_week: Annotated[
        float | None, typer.Option(metavar="N", help="Hours a week to practise; 12 by default, 4 for each focus area.")
    ] = None,
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="From review to review: month, quarter or half.")
    ] = "quarter",
    focus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SKILL",
            help="Begin with this skill; repeat it for more, in order.",
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="FILE", help="Hold a plan saved as JSON against the profile of today."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show all of it, on a calendar.")] = False,
) -> Result | Schema:
    """A dated plan for one role, must-haves first.

    At most three focus areas at a time; the job teaches the rest.

    Example: pmladder plan group-pm --role senior-pm --hours-per-week 6
    """
    if choice.output_schema:
        return Schema(_schema(checks=against is not None))
    if against is not None:
        return _check_against(against, target, person, choice)
    from pmladder.engine.plan import plan as planned
    from pmladder.report.plan import plan_report

    session = Session(choice)
    answer, _ = session.placed(person)
    role = session.role_or_goal(target, answer.standing)
    wish = _wish(session, answer, day(person.as_of), by, hours_per_week, period, focus)
    made = planned(session.catalogue, answer, role, wish)
    planned_skills = {item.finding.subject for item in made.case.items}
    if focus and (idle := [skill for skill in wish.focus if skill not in planned_skills]):
        label = session.catalogue.role_labels[role.id]
        session.remarks.append(f"--focus {', '.join(idle)}: no known gap for {label}, so it changes nothing")
    return session.answer(plan_report(session.ground(answer.standing), answer, made, every))


def brief(
    person: Person,
    choice: Choice,
    target: RoleOrGoal = None,
    every: Annotated[bool, typer.Option("--all", help="Show the whole page.")] = False,
) -> Result | Schema:
    """One page to take into a 1:1 about one role.

    Where you are, the must-haves, up to three focus areas, what to ask.

    Example: pmladder brief group-pm --role senior-pm -o brief.md
    """
    from pmladder.engine.plan import PlanWish
    from pmladder.engine.plan import plan as planned
    from pmladder.report.brief import BriefData, brief_report

    if choice.output_schema:
        return Schema(BriefData)
    session = Session(choice)
    answer, _ = session.placed(person)
    role, today = session.role_or_goal(target, answer.standing), day(person.as_of)
    made = planned(session.catalogue, answer, role, PlanWish(today, today, focus=answer.standing.focus))
    since = _since_last_time(session, person, answer, today, role.id)
    return session.answer(brief_report(session.ground(answer.standing), answer, made, since, every))


def _schema(checks: bool) -> type:
    from pmladder.report.plan import PlanData
    from pmladder.report.plan_check import PlanCheckData

    return PlanCheckData if checks else PlanData


def _wish(
    session: Session,
    answer: suggest.Answer,
    start: date,
    by: str | None,
    hours: float | None,
    period: str,
    focus: list[str] | None,
) -> engine.PlanWish:
    from pmladder.engine.plan import DEFAULT_HOURS, PERIODS, PlanWish

    if period not in PERIODS:
        hint = did_you_mean(period, tuple(PERIODS)) or "; it is month, quarter or half"
        raise UsageError(f"unknown period {repr_quoted(period)}{hint}")
    hours = DEFAULT_HOURS if hours is None else hours
    if not 0.5 <= hours <= _MOST_HOURS:
        raise UsageError(f"--hours-per-week should be between 0.5 and {_MOST_HOURS:g}")
    end = day(by, "--by") if by is not None else None
    if end is not None and end <= start:
        raise UsageError(f"--by should be after {start.isoformat()}, the day that the plan begins")
    chosen = tuple(session.skill(skill).id for skill in focus or ()) or answer.standing.focus
    return PlanWish(start, start, period, hours, end, tuple(dict.fromkeys(chosen)))


def _check_against(file: str, target: str | None, person: Person, choice: Choice) -> Result:
    from pmladder.engine.plan_check import check_growth, check_plan
    from pmladder.engine.suggest import gap
    from pmladder.files.bounded import read_text
    from pmladder.formats.plan_reader import read_plan
    from pmladder.report.plan_check import CheckedPlan, plan_check_report

    session = Session(choice)
    saved = read_plan(read_text(file), file)
    role = session.catalogue.roles_by_id.get(saved.role)
    if role is None:
        hint = did_you_mean(saved.role, tuple(session.catalogue.roles_by_id)) or "; `pmladder roles` lists them"
        raise InputError(file, [Problem((), "role", f"{repr_quoted(saved.role)} is no role of this catalogue{hint}")])
    if target is not None and session.role(target).id != role.id:
        raise UsageError(f"the plan in {file} is for {role.id}, not for {repr_quoted(target)}")
    placement, standing, assessment = gap(session.catalogue, session.standing(person)[0], role)
    today = day(person.as_of)
    checked = CheckedPlan(
        saved,
        assessment,
        placement,
        today.isoformat(),
        check_plan(saved, assessment.findings, today),
        check_growth(saved, session.catalogue, standing, role),
    )
    return session.answer(plan_check_report(session.ground(standing), checked))


def _since_last_time(
    session: Session, person: Person, answer: suggest.Answer, today: date, role: str
) -> Progress | None:
    """Today compared with the last earlier entry of the journal; None without one."""
    from pmladder.engine.journal_entry import entry_of
    from pmladder.engine.progress import progress

    earlier = [entry for entry in session.journal(person) if entry.date < today.isoformat()]
    if not earlier:
        return None
    target = session.catalogue.roles_by_id[role]
    now = entry_of(session.catalogue, session.digest, answer.standing, today, target)
    return progress(earlier[-1:], now, only=role)
