"""The command on what changed since: `progress`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from pmladder.cli.options import Choice, Person
from pmladder.cli.output import Result, Schema
from pmladder.cli.session import Session, day
from pmladder.errors import UsageError
from pmladder.text import repr_quoted


def progress(
    person: Person,
    choice: Choice,
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="ROLE",
            help="Compare for this role alone; for all of them by default.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Compare with what held on this day; from the first entry by default."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show each gap, and the levels over time.")] = False,
) -> Result | Schema:
    """What changed since, and whether you or the ladder changed.

    Levels, gaps and verdicts, from the journal beside the profile.

    Example: pmladder progress --since 2026-01
    """
    from pmladder.report.progress import ProgressData, progress_report

    if choice.output_schema:
        return Schema(ProgressData)
    from pmladder.engine.journal_entry import entry_of
    from pmladder.engine.progress import progress as compared
    from pmladder.files.journal_file import read_journal

    session = Session(choice)
    path = session.profile_path(person)
    if not path:
        raise UsageError("no profile, so no journal; `pmladder profile new` begins one, --profile FILE names one")
    as_of, start = day(person.as_of), since_day(since)
    standing, _ = session.standing(person)
    journal = read_journal(path)
    role = session.role(target, standing.company_size) if target else None
    found = None
    if journal:
        today = entry_of(session.catalogue, session.digest, standing, as_of, role)
        found = compared(journal, today, start, role.id if role else None)
    return session.answer(progress_report(session.ground(standing), journal, found, as_of.isoformat(), start, every))


def since_day(text: str | None) -> date | None:
    """A day, or the first of a month or a year: `2026`, `2026-03`, `2026-03-15`."""
    if text is None:
        return None
    try:
        year, month, number = [*map(int, text.split("-")), 1, 1][:3]
        return date(year, month, number)
    except ValueError:
        raise UsageError(f"--since {repr_quoted(text)} should be a day, such as 2026-03-15") from None
