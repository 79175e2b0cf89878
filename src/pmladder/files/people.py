"""Reading many people: rosters (CSV, Excel, JSON lines, Parquet), profiles, and folders of both."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError, Problem, UsageError
from pmladder.files.bounded import LIMIT, input_name, read_bytes
from pmladder.files.journal_file import SUFFIX as JOURNAL
from pmladder.files.journal_file import read_journal
from pmladder.files.profile_file import read_profile
from pmladder.formats.json_lines import rows_of_lines
from pmladder.formats.limits import decoded
from pmladder.formats.spreadsheet import SheetRow, read_sheet
from pmladder.team.coverage import Target
from pmladder.team.people import Roster, RosterRow, UnreadRow
from pmladder.team.roster import roster_in
from pmladder.team.targets import targets_in
from pmladder.team.then import entry_on_day, profile_then

PROFILES = (".yaml", ".yml", ".json")
TABLES = (".csv", ".tsv", ".xlsx")
LINES = (".jsonl", ".ndjson")
PARQUET = (".parquet",)
_MOST_FILES = 20_000
_TOO_LARGE = (
    f"is larger than {LIMIT // 1024 // 1024} MiB, the most that is read here; name a roster of one team, "
    "or take `pmladder team assess`, which reads CSV and Parquet of any size"
)
_MOST_PROBLEMS = 3
"""How many problems of one file in a folder are told."""


def read_people(paths: Sequence[str], catalogue: Catalogue, most: int | None = None) -> Roster:
    """The people in these files and folders, and the rows that could not be read.

    Raises InputError for a file that is missing or of another kind, or has more than `most` people, and if nobody could
    be read.
    """
    if len([path for path in paths if path == "-"]) > 1:
        raise UsageError("standard input can be read only once")
    parts = [part for path in paths for part in _parts(path, catalogue, most)]
    rows = tuple(row for part in parts for row in part.rows)
    unread = tuple(entry for part in parts for entry in part.unread)
    remarks = tuple(dict.fromkeys(line for part in parts for line in part.remarks))
    if not rows:
        problems = [Problem((), _row_label(u, paths[0]), u.why) for u in unread[:20]]
        raise InputError(paths[0], problems or [Problem((), "", "has no people in it")])
    return Roster(rows, unread, remarks)


def _row_label(unread: UnreadRow, path: str) -> str:
    """The place of a row in what was named: the file, if it is another one, and the number of the row."""
    file = os.path.relpath(unread.file, path) if os.path.isdir(path) else unread.file
    parts = [file] if unread.file != path else []
    return ", ".join(parts + ([f"row {unread.row}"] if unread.row else []))


def _parts(path: str, catalogue: Catalogue, most: int | None) -> Iterator[Roster]:
    if path == "-" or not os.path.isdir(path):
        yield _read(path, catalogue, most, is_listed=False)
        return
    for name in _listed(path):
        file = os.path.join(path, name)
        part = _read(file, catalogue, most, is_listed=True)
        if part.rows or not _leads_out(file, path):
            yield part
        else:
            # Whoever may write to the folder could link any file of the reader: nothing of its content is quoted.
            yield Roster((), (UnreadRow(file, None, "is a link to a file outside the folder, and that has no people"),))


def _leads_out(file: str, folder: str) -> bool:
    return not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _listed(folder: str) -> list[str]:
    """The files of a folder that can hold people, in the order of their names."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise InputError(folder, [Problem((), "", f"cannot be read: {reason}")]) from None
    known = (*PROFILES, *TABLES, *LINES, *PARQUET)
    found = [
        name
        for name in names
        if name.casefold().endswith(known) and not name.startswith(".") and not name.endswith(JOURNAL)
    ]
    if len(found) > _MOST_FILES:
        raise InputError(folder, [Problem((), "", f"has more than {_MOST_FILES:,} files of people; make one roster")])
    if not found:
        kinds = "profiles (.yaml, .json) or rosters (.csv, .xlsx, .jsonl, .parquet)"
        raise InputError(folder, [Problem((), "", f"has no {kinds} in it")])
    return found


def _read(path: str, catalogue: Catalogue, most: int | None, is_listed: bool) -> Roster:
    """The people of one file. A wrong file in a folder is reported, a wrong file that was named is refused."""
    suffix = os.path.splitext(path)[1].casefold()
    if suffix in PROFILES:
        try:
            read = read_profile(path)
            profile, left_out = read.known_part(catalogue)
        except InputError as error:
            if not is_listed:
                raise
            return _unread_file(path, error)
        return Roster((RosterRow(profile, path),), (), (*read.remarks, *left_out))
    try:
        rows, broken = _table(path, suffix)
        roster, problems = roster_in(rows, catalogue, path, most)
        if problems:
            problems = broken if broken and not rows else [*broken, *problems]
            raise InputError(path, [Problem((), "", what) for what in problems])
    except InputError as error:
        if not is_listed:
            raise
        return _unread_file(path, error)
    lost = tuple(UnreadRow(path, None, line) for line in broken)
    return roster._replace(unread=(*roster.unread, *lost))


def _unread_file(path: str, error: InputError) -> Roster:
    reasons = [line.removeprefix(error.file).lstrip(":").strip() for line in error.lines()]
    return Roster((), (UnreadRow(path, None, "; ".join(reasons[:_MOST_PROBLEMS])),))


def _table(path: str, suffix: str) -> tuple[list[SheetRow], list[str]]:
    if suffix not in PARQUET and os.path.isfile(path) and os.path.getsize(path) > LIMIT:
        raise InputError(path, [Problem((), "", _TOO_LARGE)])
    if suffix in LINES:
        return rows_of_lines(decoded(read_bytes(path), path), path)
    if suffix in PARQUET:
        from pmladder.files.many_people import rows_of_parquet

        return rows_of_parquet(path), []
    sheet = read_sheet(read_bytes(path), input_name(path))
    return sheet.rows, sheet.broken


def people_then(roster: Roster, catalogue: Catalogue, day: date) -> Roster:
    """The same people as they were on a day, from the journals beside their profiles.

    Raises InputError, naming everybody without a journal for that day.
    """
    rows, problems = [], []
    for row in roster.rows:
        entry = entry_on_day(read_journal(row.file), day) if row.number is None else None
        if entry is None:
            where = f"row {row.number}" if row.number is not None else row.file
            problems.append(Problem((), where, f"has no journal entry for {day}; compare two files instead"))
            continue
        try:
            rows.append(row._replace(profile=profile_then(catalogue, row.profile, entry)))
        except ValueError as error:
            problems.append(Problem((), row.file, f"{error}, on {entry.date}; compare two files instead"))
    if problems:
        raise InputError(roster.rows[0].file, problems)
    return roster._replace(rows=tuple(rows))


def read_targets(path: str, catalogue: Catalogue) -> tuple[Target, ...]:
    """The targets of a team, from a table of skill, level and people. Raises InputError with every problem."""
    rows, broken = _table(path, os.path.splitext(path)[1].casefold())
    targets, problems = targets_in(rows, catalogue)
    if broken or problems:
        raise InputError(path, [Problem((), "", what) for what in (*broken, *problems)])
    return targets
