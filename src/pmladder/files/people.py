"""Reading many people: rosters (CSV, Excel, JSON lines, Parquet), profiles, and folders of both."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError, Problem, UsageError
from pmladder.files.bounded import check_characters, decoded, read_bytes
from pmladder.files.journal_file import SUFFIX as JOURNAL
from pmladder.files.profile_file import read_profile
from pmladder.files.spreadsheet import CELLS, read_sheet, too_much
from pmladder.team.people import Roster, Row, Unread
from pmladder.team.roster import TableRow, roster_in

PROFILES = (".yaml", ".yml", ".json")
TABLES = (".csv", ".tsv", ".xlsx")
LINES = (".jsonl", ".ndjson")
PARQUET = (".parquet",)
_MOST_FILES = 20_000


def read_people(paths: Sequence[str], catalogue: Catalogue) -> Roster:
    """Everybody in these files and folders, with what could not be read.

    Raises InputError for a file that is missing or is none of these, and where nobody could be read.
    """
    if len([path for path in paths if path == "-"]) > 1:
        raise UsageError("standard input can be read once")
    parts = [part for path in paths for part in _parts(path, catalogue)]
    rows = tuple(row for part in parts for row in part.rows)
    unread = tuple(entry for part in parts for entry in part.unread)
    remarks = tuple(dict.fromkeys(line for part in parts for line in part.remarks))
    if not rows:
        problems = [Problem((), f"row {u.row}" if u.row else "", u.why) for u in unread[:20]]
        raise InputError(paths[0], problems or [Problem((), "", "has nobody in it")])
    return Roster(rows, unread, remarks)


def _parts(path: str, catalogue: Catalogue) -> Iterator[Roster]:
    if path == "-" or not os.path.isdir(path):
        yield _read(path, catalogue, is_listed=False)
        return
    for name in _listed(path):
        yield _read(os.path.join(path, name), catalogue, is_listed=True)


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


def _read(path: str, catalogue: Catalogue, is_listed: bool) -> Roster:
    """The people of one file. One of a folder that is no profile is told of, one that was named is refused."""
    suffix = os.path.splitext(path)[1].casefold()
    if suffix in PROFILES:
        try:
            read = read_profile(path)
            profile = read.fit(catalogue)
        except InputError as error:
            if not is_listed:
                raise
            whys = [line.removeprefix(error.file).lstrip(":") for line in error.lines()]
            return Roster((), (Unread(path, None, "; ".join(why.strip() for why in whys[:3])),))
        return Roster((Row(profile, path),), (), read.remarks)
    rows, broken = _table(path, suffix)
    roster, problems = roster_in(rows, catalogue, path)
    if problems:
        if is_listed:
            return Roster((), (Unread(path, None, "; ".join(problems)),))
        raise InputError(path, [Problem((), "", what) for what in problems])
    lost = tuple(Unread(path, None, line) for line in broken)
    return roster._replace(unread=(*roster.unread, *lost))


def _table(path: str, suffix: str) -> tuple[list[TableRow], list[str]]:
    if suffix in LINES:
        return _json_lines(path)
    if suffix in PARQUET:
        from pmladder.files.many_people import rows_of_parquet

        return rows_of_parquet(path), []
    sheet = read_sheet(path)
    return [TableRow(row.number, row.cells) for row in sheet.rows], sheet.broken


def _json_lines(path: str) -> tuple[list[TableRow], list[str]]:
    """The rows of JSON lines; ratings may stand under `skills`, as in a profile. The first row has the keys."""
    text = decoded(read_bytes(path), path)
    check_characters(text, path)
    entries: list[tuple[int, dict[str, Any]]] = []
    broken = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            skills = value.pop("skills", None)
            entries.append((number, {**value, **skills} if isinstance(skills, Mapping) else value))
        else:
            broken.append(f"row {number}: is no JSON object; the line is not read")
    keys = list(dict.fromkeys(key for _, entry in entries for key in entry))
    if len(keys) * len(entries) > CELLS:
        raise too_much(path)
    rows = [TableRow(number, [_text(entry.get(key)) for key in keys]) for number, entry in entries]
    return [TableRow(0, keys), *rows], broken


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # A list or a mapping is the value of no column; whatever its text is, no column takes it.
    return str(value) if not isinstance(value, (dict, list)) else f"\n{type(value).__name__}"
