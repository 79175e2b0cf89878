"""The command `team assess`: everybody against every role, one row for each pair, for as many people as there are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pmladder.cli.options import AsOf, CatalogueFile, Force
from pmladder.cli.output import Text, format_chosen
from pmladder.cli.session import day
from pmladder.cli.surroundings import choose_catalogue
from pmladder.cli.team import NoAudience, People, refuse_audience
from pmladder.errors import UsageError
from pmladder.files.extras import needing

if TYPE_CHECKING:
    from pmladder.catalogue.models import Catalogue
    from pmladder.engine.sql import PeopleTable
    from pmladder.report.report import Report
    from pmladder.team.people import Roster

FORMATS = ("csv", "jsonl", "parquet", "xlsx")
SMALL = 200
"""So many people need nothing but this program; more are assessed by the database, where it is there."""
_LARGE = 1024 * 1024
"""A smaller CSV has no more cells than the table reader takes."""


def assess(
    people: People,
    nobody: NoAudience,
    catalogue: CatalogueFile = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="A new file: .csv, .jsonl, .parquet or .xlsx.")
    ] = None,
    force: Force = False,
    as_of: AsOf = None,
) -> Text:
    """Everybody against every role, one row for each pair.

    Verdict, counts, must-haves to show and the first suggestion; for one person or a million.

    Example: pmladder team assess team.csv -o pairs.parquet
    """
    refuse_audience(nobody)
    if output is None:
        raise UsageError("name a file: -o pairs.csv, or .jsonl, .parquet or .xlsx")
    form = format_chosen(None, False, output, FORMATS, "csv")
    chosen = choose_catalogue(catalogue).catalogue
    from pmladder.cli.team_session import waiting

    with waiting("reading people") as now:
        if form == "parquet" or _is_large(people):
            return _by_database(people, chosen, output, form, force, as_of, now)
        from pmladder.files.people import read_people
        from pmladder.team.people import MOST_PEOPLE

        roster = read_people(people, chosen)
        if len(roster.rows) > (MOST_PEOPLE if form == "xlsx" else SMALL):
            from importlib.util import find_spec

            if find_spec("duckdb") is not None or len(roster.rows) > MOST_PEOPLE:
                return _by_database(people, chosen, output, form, force, as_of, now, roster)
        now(_assessing(len(roster.rows), chosen))
        return _by_engine(roster, chosen, output, form, force, as_of)


def _assessing(people: int, catalogue: Catalogue) -> str:
    return f"assessing {people:,} people for {len(catalogue.roles)} roles"


def _is_large(people: list[str]) -> bool:
    """Whether the people are one file that the database reads, because there is much of it or nothing else can."""
    from importlib.util import find_spec

    from pmladder.files.bounded import LIMIT

    [path, *others] = people
    if others or not path.casefold().endswith((".csv", ".parquet")):
        return False
    try:
        size = os.path.getsize(path)
    except OSError:
        return False
    is_there = find_spec("duckdb") is not None
    return path.casefold().endswith(".parquet") or size > (_LARGE if is_there else LIMIT)


def _by_engine(roster: Roster, catalogue: Catalogue, output: str, form: str, force: bool, as_of: str | None) -> Text:
    from pmladder.report.team.assess import pairs_of, report
    from pmladder.report.team.common import unread_lines

    made = report(pairs_of(catalogue, roster, day(as_of)))
    text: str | bytes
    if form == "xlsx":
        with needing("xlsx"):
            from pmladder.render.as_xlsx import as_xlsx

            text = as_xlsx(made)
    elif form == "jsonl":
        text = _json_lines(made)
    else:
        from pmladder.render.as_csv import as_csv

        text = as_csv(made)
    return Text(text, form, output, remarks=(*roster.remarks, *unread_lines(roster.unread)), force=force)


def _json_lines(made: Report) -> str:
    import json

    return "".join(f"{json.dumps(pair._asdict(), ensure_ascii=False)}\n" for pair in made.data)


def _by_database(
    people: list[str],
    catalogue: Catalogue,
    output: str,
    form: str,
    force: bool,
    as_of: str | None,
    now: Callable[[str], None],
    roster: Roster | None = None,
) -> Text:
    """Written beside its place, and put there when it is whole."""
    if form == "xlsx":
        raise UsageError("a workbook does not take so many rows; say -o pairs.csv, .jsonl or .parquet")
    from pmladder.report.team.common import unread_lines

    with needing("an answer for so many people"):
        from pmladder.engine.sql import PeopleTable
        from pmladder.files.many_people import assess_into, database, put_people, put_roster

        with database() as connection:
            if roster is None and _is_large(people):
                table = PeopleTable(catalogue)
                read = put_roster(connection, table, people[0])
                now(_assessing(read.people, catalogue))
                remarks = (*read.remarks, *unread_lines(read.unread))
                if read.left_out > len(read.unread):
                    remarks = (*remarks, f"and {read.left_out - len(read.unread):,} more rows were not understood")
            else:
                from pmladder.files.people import read_people

                roster = roster or read_people(people, catalogue)
                table = PeopleTable(catalogue, has_history=True)
                now(_assessing(len(roster.rows), catalogue))
                put_people(connection, table, _rows(table, roster, as_of))
                remarks = (*roster.remarks, *unread_lines(roster.unread))
            assess_into(connection, table, output, form, force)
    return Text("", "table", None, remarks=remarks)


def _rows(table: PeopleTable, roster: Roster, as_of: str | None) -> Iterator[tuple[object, ...]]:
    from pmladder.profile.standing import standing_of
    from pmladder.team.people import keys_of

    today = day(as_of)
    for row, (key, _) in zip(roster.rows, keys_of(roster.rows), strict=True):
        yield table.row(key, standing_of(row.profile, table.catalogue, today))
