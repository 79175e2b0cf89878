"""The command `assess`: rate skills at the terminal, what matters most first, or write a form for the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pmladder.cli.options import Choice, Person, RoleOrGoal
from pmladder.cli.output import STANDARD_ERROR, STANDARD_OUTPUT, Result, Schema
from pmladder.cli.session import Session, day
from pmladder.cli.surroundings import named_catalogue
from pmladder.errors import ANSWERED, PipeClosedError, PmladderError, UsageError
from pmladder.files.bounded import STANDARD_INPUTS
from pmladder.render.formats import HTML, TABLE
from pmladder.text import unsafe

if TYPE_CHECKING:
    from pmladder.cli.asking import Limits
    from pmladder.cli.rating import Keeper
    from pmladder.engine.asking import Question


def assess(
    person: Person,
    choice: Choice,
    target: RoleOrGoal = None,
    only_unrated: Annotated[bool, typer.Option("--only-unrated", help="Leave alone what is rated already.")] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", help="Stop after so many answers.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Plain lines instead of arrow keys.")] = False,
    answers: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Ask nothing; take skill: level or skill=level from a file."),
    ] = None,
    rater: Annotated[str, typer.Option(metavar="NAME", help="Who rates.")] = "self",
    form: Annotated[
        bool, typer.Option("--form", help="Ask nothing; write a page to rate oneself, to be sent.")
    ] = False,
    for_: Annotated[str | None, typer.Option("--for", metavar="NAME", help="Whom the form is for.")] = None,
    only_must_haves: Annotated[bool, typer.Option("--only-must-haves", help="In the form, must-haves alone.")] = False,
) -> Result | Schema:
    """Rate your skills, what matters most first.

    Every answer is saved at once. Over a pipe the questions are plain lines; q, Ctrl-C or the end of input stops.

    Example: pmladder assess group-pm --limit 5
    """
    from pmladder.report.assess import AssessData, assess_report

    if choice.output_schema:
        from pmladder.report.form import FormData

        return Schema(FormData if form else AssessData)
    _check(answers, only_unrated, limit, rater)
    if form:
        if answers is not None or only_unrated or limit is not None or plain:
            raise UsageError("--form asks nothing here; leave out --answers, --only-unrated, --limit and --plain")
        return _rating_form(person, choice, target, for_, rater, only_must_haves)
    if for_ is not None or only_must_haves:
        raise UsageError("--for and --only-must-haves are for a form; say --form")
    if named_catalogue(choice.catalogue) in STANDARD_INPUTS:
        raise UsageError("standard input is for the answers; name the catalogue's file")
    session = Session(choice)
    from pmladder.cli.rating import Keeper
    from pmladder.report.assess import saved_line

    as_of = day(person.as_of)
    keeper = Keeper(session, person, as_of, session.role(target) if target else None, rater)
    if choice.verbose:
        session.remarks.append(f"profile: {keeper.path}")
    if keeper.has_options and not keeper.is_new:
        session.remarks.append(f"only ratings are saved in {keeper.path}; your other options count for this run alone")
    again = _command_line("assess", person, choice, target)
    if answers is not None:
        _save_answers(answers, session, keeper)
    else:
        from pmladder.cli.asking import Limits

        _ask(session, keeper, again, Limits(only_unrated, limit), plain)
    code = _write_journal(session, keeper)
    closing = saved_line(len(keeper.saved), keeper.path, again)
    following = _command_line("next", person, choice)
    ratings, date = keeper.so_far(), as_of.isoformat()
    report = assess_report(session.ground(ratings.after.standing), ratings, date, keeper.path, closing, following)
    return session.answer(report, code)


def _check(answers: str | None, only_unrated: bool, limit: int | None, rater: str) -> None:
    """Raises UsageError for options that contradict each other."""
    if limit is not None and limit < 1:
        raise UsageError("--limit should be 1 or more")
    if answers is not None and (limit is not None or only_unrated):
        raise UsageError("--answers asks nothing, so there is nothing for --limit or --only-unrated to choose from")
    if not rater.strip() or unsafe(rater) or "\n" in rater or "\t" in rater:
        raise UsageError("--rater should be a name")


def _save_answers(answers: str, session: Session, keeper: Keeper) -> None:
    """Save the answers of a file, all of them or none."""
    from pmladder.files.bounded import read_text
    from pmladder.formats.answers_reader import read_answers
    from pmladder.report.assess import Answered

    read = read_answers(read_text(answers), answers, session.catalogue)
    if read:
        keeper.save(*(Answered(skill, answer.level, answer.not_applicable) for skill, answer in read.items()))


def _ask(session: Session, keeper: Keeper, again: str, limits: Limits, plain: bool) -> None:
    """Ask until the end. If the user stops before, a remark says what was saved."""
    from pmladder.cli.asking import Page, PlainAsker, Vocabulary, ask, asker_for
    from pmladder.cli.output import write_remarks
    from pmladder.files.system import unstopped
    from pmladder.report.assess import opening_blocks, saved_line

    to_people = session.format == TABLE or session.choice.output not in (None, "-")
    page, vocabulary = Page(STANDARD_OUTPUT if to_people else STANDARD_ERROR), Vocabulary(session.catalogue)
    asker = asker_for(page, vocabulary, plain)
    try:
        # A menu shows its keys with each question.
        legend = vocabulary.legend if isinstance(asker, PlainAsker) else ""
        page.show(opening_blocks(session.catalogue, keeper.now, keeper.path, keeper.is_new, legend))
        ask(session.catalogue, keeper, asker, limits)
        if not keeper.asked:
            page.say("There is nothing to ask: every skill that these roles ask for is rated.")
        page.write("\n")
    except PipeClosedError:
        _write_journal(session, keeper)
        raise
    except (KeyboardInterrupt, SystemExit, PmladderError) as end:
        # A terminal that goes away may say so twice, and Ctrl-C may be pressed twice.
        with unstopped():
            _write_journal(session, keeper)
        stopped = not isinstance(end, PmladderError)
        if stopped or keeper.saved:
            write_remarks([*session.remarks, f"{saved_line(len(keeper.saved), keeper.path, again)}."])
        raise


def _write_journal(session: Session, keeper: Keeper) -> int:
    """Write the journal, and return the exit code. The answers stay saved even if it fails."""
    try:
        keeper.write_journal()
    except PmladderError as error:
        from pmladder.cli.profile_journal import without_journal

        without_journal(session, "the answers are saved", error)
        return error.exit_code
    return ANSWERED


def _command_line(name: str, person: Person, choice: Choice, role: str | None = None) -> str:
    """The command of this name, for the same person and catalogue."""
    import shlex

    options = {"--catalogue": choice.catalogue, "--profile": person.profile}
    words = [word for option, value in options.items() if value for word in (option, value)]
    return shlex.join(["pmladder", name, *filter(None, [role]), *words])


def _rating_form(
    person: Person, choice: Choice, role: str | None, name: str | None, rater: str, only_must_haves: bool
) -> Result:
    """The form as HTML, or its content as JSON. It asks about `role`, else about the next roles.

    Raises UsageError without a file to write, or without roles to ask about.
    """
    from pmladder.engine.asking import outlook_of, questions
    from pmladder.report.form import form_report

    session = Session(choice, usual=HTML)
    session.require_output("rate.html")
    profile, (standing, _) = session.profile(person), session.standing(person)
    target = session.role(role, standing.company_size) if role else standing.goal
    if target is None and not (profile.role or profile.history or standing.years is not None):
        raise UsageError("for which role? Name it, or give the role held now with --role TITLE")
    outlook = outlook_of(session.catalogue, standing, target)
    asked = [q for q in questions(session.catalogue, outlook, {}) if not only_must_haves or _is_must_have(q)]
    report = form_report(session.ground(standing), asked, name or profile.name, rater, profile.role)
    return session.answer(report)


def _is_must_have(question: Question) -> bool:
    return any(asked.requirement.must_have for asked in question.asked)
