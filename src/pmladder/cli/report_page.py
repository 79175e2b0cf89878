"""The command for one page to look at, print and send: `report`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from pmladder.cli.options import CatalogueFile, Choice, Force, Json, OutputSchema, Person, RoleOrGoal, Verbose
from pmladder.cli.output import JSON, USUAL_FORMATS, Result, Schema, format_chosen
from pmladder.cli.session import Session, day
from pmladder.errors import UsageError
from pmladder.profile.models import Profile
from pmladder.profile.standing import Standing
from pmladder.render.formats import HTML

if TYPE_CHECKING:
    from datetime import date

    from pmladder.catalogue.models import Role
    from pmladder.engine import suggest
    from pmladder.engine.route import Route, Routes
    from pmladder.report.compare_roles import CompareData
    from pmladder.report.gap import GapData
    from pmladder.report.plan import PlanData
    from pmladder.report.progress import ProgressData
    from pmladder.report.report import Report
    from pmladder.report.route import RouteData


class PageChoice(NamedTuple):
    """Which catalogue to use, and where to write the page."""

    catalogue: CatalogueFile = None
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="html, or json for what the page shows.")
    ] = None
    json: Json = False
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="The page to write; - is standard output.")
    ] = None
    output_schema: OutputSchema = False
    verbose: Verbose = False
    force: Force = False


def report(
    person: Person,
    choice: PageChoice,
    target: RoleOrGoal = None,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Leave out name, employer and every word of your own.")
    ] = False,
    short: Annotated[bool, typer.Option("--short", help="Stop after page one.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Show the page in the browser.")] = False,
) -> Result | Schema:
    """One page to look at, print and send.

    Page one is the whole message, and the rest an appendix.

    Example: pmladder report group-pm --role senior-pm -o report.html
    """
    from pmladder.report import page

    if choice.output_schema:
        return Schema(page.PageData)
    form = format_chosen(choice.format, choice.json, choice.output, (HTML, JSON), USUAL_FORMATS["report"])
    if form == HTML:
        _require_output(choice.output, open_)
    session = _PageSession(choice, form, anonymous)
    answer = session.answer(_page_report(session, person, target, anonymous, short))
    return answer._replace(then=partial(_open_in_browser, str(choice.output))) if open_ and form == HTML else answer


class _PageSession(Session):
    """A session that keeps the profile that it read, and leaves out of it what an anonymous page does not show."""

    def __init__(self, choice: PageChoice, form: str, anonymous: bool) -> None:
        super().__init__(Choice(*choice)._replace(format=form, json=False))
        self.anonymous = anonymous
        self.read: Profile = Profile.model_construct()

    def profile(self, person: Person) -> Profile:
        self.read = super().profile(person)
        if self.anonymous:
            self.about_person = {}
        return self.read

    def standing(self, person: Person) -> tuple[Standing, str | None]:
        from pmladder.report.page import anonymous

        standing, as_of = super().standing(person)
        return (anonymous(standing) if self.anonymous else standing), as_of


def _require_output(output: str | None, open_: bool) -> None:
    """A page needs a named file. Raises UsageError."""
    if output is None:
        raise UsageError("name a file: -o report.html, or -o - for standard output")
    if output == "-" and open_:
        raise UsageError("--open shows a file; say -o report.html")


def _page_report(
    session: _PageSession, person: Person, named: str | None, anonymous: bool = False, short: bool = False
) -> Report:
    from pmladder.report.next_roles import NextDetail, next_report
    from pmladder.report.page import PageParts, page_report

    answer, as_of = session.placed(person)
    today, present = day(person.as_of), answer.placement.role
    aim = session.role(named, answer.standing.company_size) if named else answer.standing.goal
    if aim is not None and present is not None and aim.id == present.id:
        aim = None
    found = _routes(session, answer, aim)
    about = _role_of_page_one(answer, aim, None if named or not found or not found.found else found.found[0])
    suggested = [suggestion.role for suggestion in answer.suggestions]
    target = about if about and about not in suggested else None
    parts = PageParts(
        profile=session.read,
        next=next_report(session.ground(answer.standing), answer, as_of, NextDetail()).data,
        aim=aim,
        about=about,
        target=_gap(session, answer, target, as_of) if target else None,
        comparisons=_comparisons(session, present, [*suggested, *([target] if target else [])]),
        route=_route(session, answer, aim, found, as_of) if aim and found else None,
        plan=_plan(session, answer, about, today) if about else None,
        progress=_progress(session, person, answer, today),
    )
    return page_report(session.ground(answer.standing), parts, today, anonymous, short)


def _role_of_page_one(answer: suggest.Answer, aim: Role | None, route: Route | None) -> Role | None:
    """The role that page one is about: the first step of the `route` to the goal, the goal, or the usual next role."""
    if route is not None:
        return route.steps[0].role
    usual = (suggestion.role for suggestion in answer.suggestions if not suggestion.key.out_or_down)
    return aim or next(usual, None)


def _routes(session: Session, answer: suggest.Answer, aim: Role | None) -> Routes | None:
    from pmladder.engine.route import routes

    present = answer.placement.role
    if present is None or aim is None or aim.id == present.id:
        return None
    return routes(session.catalogue, answer.standing, present, aim)


def _route(session: Session, answer: suggest.Answer, aim: Role, found: Routes, as_of: str | None) -> RouteData:
    from pmladder.engine.route import RouteWish
    from pmladder.report.route import RouteAsked, route_report

    asked = RouteAsked(aim, RouteWish())
    data: RouteData = route_report(session.ground(answer.standing), answer, asked, found, as_of).data
    return data


def _gap(session: Session, answer: suggest.Answer, role: Role, as_of: str | None) -> GapData:
    from pmladder.engine.assess import assess
    from pmladder.report.gap import GapDetail, gap_report

    assessment = assess(session.catalogue, answer.standing, role, answer.placement.role)
    ground = session.ground(answer.standing)
    data: GapData = gap_report(ground, answer.placement, assessment, as_of, GapDetail()).data
    return data


def _comparisons(session: Session, present: Role | None, roles: list[Role]) -> tuple[CompareData, ...]:
    from pmladder.engine.compare import compare
    from pmladder.report.compare_roles import compare_report

    if present is None:
        return ()
    ground, pairs = session.ground(), [(present, role) for role in roles]
    return tuple(compare_report(ground, pair, compare(ground.catalogue, pair), every=True).data for pair in pairs)


def _plan(session: Session, answer: suggest.Answer, role: Role, today: date) -> PlanData:
    from pmladder.engine.plan import PlanWish, plan
    from pmladder.report.plan import plan_report

    made = plan(session.catalogue, answer, role, PlanWish(today, today, focus=answer.standing.focus))
    data: PlanData = plan_report(session.ground(answer.standing), answer, made).data
    return data


def _progress(session: Session, person: Person, answer: suggest.Answer, today: date) -> ProgressData | None:
    """What changed since the journal began; None without a journal."""
    journal = session.journal(person)
    if not journal:
        return None
    from pmladder.engine.journal_entry import entry_of
    from pmladder.engine.progress import progress
    from pmladder.report.progress import progress_report

    found = progress(journal, entry_of(session.catalogue, session.digest, answer.standing, today, None))
    data: ProgressData = progress_report(session.ground(answer.standing), journal, found, today.isoformat(), None).data
    return data


def _open_in_browser(output: str) -> tuple[str, ...]:
    """Show the page in the browser; without a browser, return a remark."""
    import webbrowser
    from pathlib import Path

    try:
        if webbrowser.open(Path(output).resolve().as_uri()):
            return ()
    except (webbrowser.Error, OSError):
        pass
    return (f"no browser was found; open {output} yourself",)
