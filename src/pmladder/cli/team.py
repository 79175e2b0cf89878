"""The commands on many people: `pmladder team NAME`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from pmladder.cli.options import AsOf, Choice, RoleArgument
from pmladder.cli.output import Result, Schema, Text
from pmladder.errors import UsageError
from pmladder.text import repr_quoted

if TYPE_CHECKING:
    from pmladder.cli.team_session import TeamSession

People = Annotated[
    list[str],
    typer.Argument(
        metavar="PEOPLE...",
        help="Folders or files: profiles, or rosters in CSV, XLSX, JSON lines or Parquet; - reads CSV.",
        show_default=False,
    ),
]
SkillArgument = Annotated[
    str,
    typer.Argument(metavar="SKILL", help="A skill: its id, name or an alias.", show_default=False),
]
Every = Annotated[bool, typer.Option("--all", help="Show every row, not the first screen alone.")]
TargetFile = Annotated[
    str | None,
    typer.Option(
        "--target", metavar="FILE", help="What the team needs: a table of skill, level and people. Else, its roles."
    ),
]


class Whom(NamedTuple):
    """Whom of the people to look at, and on which day."""

    team: Annotated[str | None, typer.Option("--team", metavar="NAME", help="Only the people of this team.")] = None
    as_of: AsOf = None


class Audience(NamedTuple):
    """Who reads the answer: with `org` nobody can be told apart in it."""

    audience: Annotated[
        str | None,
        typer.Option("--audience", metavar="WHO", help="org: groups and words instead of people and counts."),
    ] = None
    k: Annotated[
        int | None, typer.Option("--k", metavar="N", help="With org: the fewest people of a group shown, 5 or more.")
    ] = None


class NoAudience(NamedTuple):
    """The option for answers that are about people by name, which nobody else may read."""

    audience: Annotated[
        str | None, typer.Option("--audience", metavar="WHO", help="Only show, coverage and compare can answer org.")
    ] = None


def show(
    people: People, choice: Choice, whom: Whom, audience: Audience, every: Every = False
) -> Result | Schema | Text:
    """Where everybody stands, on one screen, and what there is to talk about.

    People are named in the order of their names. There is no score and no ranking.

    Example: pmladder team show team.csv -o team.html
    """
    from pmladder.report.team import organisation as org_report
    from pmladder.report.team import show as report

    if choice.output_schema:
        return Schema(org_report.TeamOrganisationData if audience.audience else report.TeamShowData)
    session = _session(choice, whom, audience, pages=True)
    if session.k is not None:
        return session.page(session.organisation(people, "show"))
    from pmladder.team import coverage as asked
    from pmladder.team.overview import overview

    team = session.team(people)
    covered = asked.coverage(team, asked.targets_of(session.catalogue, team))
    seen = overview(session.catalogue, team, covered, session.as_of)
    matrix = asked.matrix(session.catalogue, team, list(dict.fromkeys(c.skill for c in covered)))
    return session.page(report.report(session.ground(), team, seen, matrix, session.day, every))


def coverage(
    people: People,
    choice: Choice,
    whom: Whom,
    audience: Audience,
    target: TargetFile = None,
    every: Every = False,
) -> Result | Schema | Text:
    """For each skill, how many people are at the level that is asked.

    Rated, presumed by their role, and from the fewest to the most there can be.

    Example: pmladder team coverage team.csv --target target.csv
    """
    from pmladder.report.team import coverage as report
    from pmladder.report.team import organisation as org_report

    if choice.output_schema:
        return Schema(org_report.TeamOrganisationData if audience.audience else report.TeamCoverageData)
    session = _session(choice, whom, audience, pages=True)
    targets = session.targets(target)
    if session.k is not None:
        return session.page(session.organisation(people, "coverage", targets))
    from pmladder.team import coverage as asked

    team = session.team(people)
    wanted = asked.targets_of(session.catalogue, team) if targets is None else targets
    covered = asked.coverage(team, wanted)
    matrix = asked.matrix(session.catalogue, team, list(dict.fromkeys(c.skill for c in covered)))
    return session.page(report.report(session.ground(), team, covered, matrix, session.day, target, every))


def risks(
    people: People, choice: Choice, whom: Whom, nobody: NoAudience, target: TargetFile = None
) -> Result | Schema | Text:
    """What could go wrong: each risk with whom it is about, and why.

    Skills held by one person, must-haves nobody meets, roles without a successor, what is not rated.

    Example: pmladder team risks people/ team.csv
    """
    from pmladder.report.team import risks as report

    if choice.output_schema:
        return Schema(report.TeamRisksData)
    session = _session(choice, whom, nobody)
    from pmladder.team import coverage as asked
    from pmladder.team import risks as engine

    team, targets = session.team(people), session.targets(target)
    covered = asked.coverage(team, asked.targets_of(session.catalogue, team) if targets is None else targets)
    found = engine.risks(session.catalogue, team, covered, session.as_of)
    return session.answer(report.report(session.ground(), team, found, session.day))


def successors(
    role: RoleArgument, people: People, choice: Choice, whom: Whom, nobody: NoAudience
) -> Result | Schema | Text:
    """Who could make the case for a role, and by when.

    Now, within 6 or 12 months at the slow end of a plan, later, or can't say; by name, never ranked.

    Example: pmladder team successors group-pm team.csv
    """
    from pmladder.report.team import successors as report

    if choice.output_schema:
        return Schema(report.TeamSuccessorsData)
    session = _session(choice, whom, nobody, pages=True)
    from pmladder.team.successors import succession

    wanted = session.role(role)
    team = session.team(people)
    found = succession(session.catalogue, team, wanted, session.as_of)
    return session.page(report.report(session.ground(), team, found, session.day))


def grow(
    skill: SkillArgument,
    people: People,
    choice: Choice,
    whom: Whom,
    nobody: NoAudience,
    to: Annotated[
        str | None, typer.Option("--to", metavar="LEVEL", help="The level to come to; else the highest that is asked.")
    ] = None,
) -> Result | Schema | Text:
    """Who could close a gap in one skill, and by when.

    Example: pmladder team grow "product strategy" team.csv
    """
    from pmladder.report.team import grow as report

    if choice.output_schema:
        return Schema(report.TeamGrowData)
    session = _session(choice, whom, nobody)
    from pmladder.team.coverage import covered
    from pmladder.team.grow import grow as growth

    found = session.skill(skill)
    team = session.team(people)
    target = session.target_of(found.id, to, team)
    growing = growth(session.catalogue, team, covered(team.people, target), session.as_of)
    return session.answer(report.report(session.ground(), team, growing, session.day))


def what_if(
    people: People,
    choice: Choice,
    whom: Whom,
    nobody: NoAudience,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="PERSON", help="Somebody who leaves; repeat it for more.")
    ] = None,
    joining: Annotated[
        list[str] | None, typer.Option("--with", metavar="FILE", help="People who come: a profile or a roster.")
    ] = None,
    promote: Annotated[
        list[str] | None, typer.Option("--promote", metavar="PERSON=ROLE", help="Somebody who takes a new role.")
    ] = None,
    move: Annotated[
        list[str] | None, typer.Option("--move", metavar="PERSON=TEAM", help="Somebody who goes to another team.")
    ] = None,
) -> Result | Schema | Text:
    """The same answers before and after a change, with what differs.

    Coverage, risks, and who could follow in which role.

    Example: pmladder team what-if team.csv --without "Person 03" --promote p5=group-pm
    """
    from pmladder.report.team import difference as report

    if choice.output_schema:
        return Schema(report.TeamWhatIfData)
    session = _session(choice, whom, nobody)
    if not (without or joining or promote or move):
        raise UsageError("name a change: --without, --with, --promote or --move")
    from pmladder.team.what_if import answers, answers_of, difference

    roster = session.roster(people)
    changed, words = session.changed(roster, without or (), joining or (), promote or (), move or ())
    before = answers(session.catalogue, session.team_of(roster), session.as_of)
    after = answers_of(session.catalogue, session.of_team(changed), session.as_of)
    return session.answer(
        report.what_if_report(session.ground(), before, after, difference(before, after), words, session.day)
    )


def compare(
    sides: Annotated[
        list[str],
        typer.Argument(metavar="X [Y]", help="Two files or folders; with --in, two teams.", show_default=False),
    ],
    choice: Choice,
    audience: Audience,
    in_: Annotated[
        list[str] | None, typer.Option("--in", metavar="PEOPLE", help="The roster that both teams are in.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="One folder of profiles, on this day and today: their journals."),
    ] = None,
    as_of: AsOf = None,
) -> Result | Schema | Text:
    """Two teams side by side, or one team at two dates.

    Two files are two teams, or one at two dates. With --in, X and Y are the names of teams of one roster; with --since
    X is a folder of profiles, each with its journal.

    Example: pmladder team compare North South --in team.csv
    """
    from pmladder.report.team import difference as report
    from pmladder.report.team import organisation as org_report

    if choice.output_schema:
        return Schema(org_report.TeamOrganisationData if audience.audience else report.TeamCompareData)
    from pmladder.cli.progress import since_day

    then = since_day(since)
    if then and (len(sides) != 1 or in_ or audience.audience):
        raise UsageError("--since takes one file or folder of profiles, without --in and --audience")
    if not then and len(sides) != 2:
        raise UsageError(f"compare takes two teams, files or folders, not {len(sides)}")
    session = _session(choice, Whom(None, as_of), audience)
    if session.k is not None:
        if not in_:
            raise UsageError("--audience org compares two teams of one roster: name it with --in PEOPLE")
        return session.answer(session.organisation(in_, "compare", only=sides))
    from pmladder.team.what_if import answers, difference

    if then:
        first, second = session.then_and_now(sides[0], then)
        names, days = (then.isoformat(), session.day), (then, session.as_of)
    else:
        first, second = (session.side(side, in_) for side in sides)
        names, days = (sides[0], sides[1]), (session.as_of, session.as_of)
    before, after = answers(session.catalogue, first, days[0]), answers(session.catalogue, second, days[1])
    return session.answer(
        report.compare_report(session.ground(), before, after, difference(before, after), names, session.day)
    )


def new(choice: Choice) -> Text:
    """A roster to fill in: one row a person, one column a skill; an empty cell is not rated.

    Example: pmladder team new -o team.csv
    """
    from pmladder.cli.team_session import empty_roster

    return empty_roster(choice)


def _session(choice: Choice, whom: Whom, audience: Audience | NoAudience, pages: bool = False) -> TeamSession:
    from pmladder.cli.team_session import TeamSession

    if audience.audience not in (None, "org"):
        raise UsageError(f"unknown audience {repr_quoted(audience.audience or '')}; there is org")
    if isinstance(audience, NoAudience):
        refuse_audience(audience)
        return TeamSession(choice, whom.team, whom.as_of, pages)
    if audience.k is not None and not audience.audience:
        raise UsageError("--k goes with --audience org")
    return TeamSession(choice, whom.team, whom.as_of, pages, audience.k, is_for_org=bool(audience.audience))


def refuse_audience(nobody: NoAudience) -> None:
    """Raises UsageError if an answer about people by name is wanted for an organisation."""
    if nobody.audience:
        raise UsageError(
            "this answer is about people by name, so there is none for org; show, coverage and compare have one"
        )


def form(
    people: People,
    choice: Choice,
    whom: Whom,
    nobody: NoAudience,
    into: Annotated[
        str | None, typer.Option("--into", metavar="FOLDER", help="The folder to write the forms to.")
    ] = None,
    rater: Annotated[str, typer.Option("--rater", metavar="NAME", help="Who rates.")] = "self",
) -> Text:
    """A rating form for each person, to open in a browser and give back.

    Each asks for what the person's goal asks, else for what the next roles ask.

    Example: pmladder team form team.csv --into forms
    """
    if into is None:
        raise UsageError("name a folder: --into FOLDER")
    session = _session(choice._replace(format=None, json=False), whom, nobody)
    return session.forms(people, into, rater)
