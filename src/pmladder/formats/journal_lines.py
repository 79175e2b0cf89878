"""The text of a journal: one JSON line for each assessment, possibly after a baseline."""

from __future__ import annotations

import json
from dataclasses import replace

from pmladder.errors import InputError, Problem
from pmladder.formats.json_reader import read_json
from pmladder.formats.limits import PROBLEMS
from pmladder.profile.journal import Entry, as_data
from pmladder.validation import validate

_RESTORE = "restore the journal from a copy, or correct the line"


def line_of(entry: Entry) -> str:
    """The line for `entry`. It is ASCII, so that editors and transfers cannot damage it."""
    return json.dumps(as_data(entry), ensure_ascii=True, allow_nan=False, separators=(",", ":")) + "\n"


def entries_in(text: str, file: str) -> tuple[Entry, ...]:
    """The entries of a journal's text. Raises InputError with every problem in it."""
    lines = text.removesuffix("\n").split("\n")
    if not text.strip():
        raise InputError(file, [Problem((), "", f"is empty, and a journal never is; {_RESTORE}, or remove the file")])
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        made = entry_in(line)
        if isinstance(made, Entry):
            problems += _out_of_order(made, entries, number)
            entries.append(made)
        else:
            problems += [replace(problem, line=number) for problem in made]
        if len(problems) >= PROBLEMS:
            break
    if problems:
        raise InputError(file, problems[:PROBLEMS])
    return tuple(entries)


def entry_in(line: str) -> Entry | list[Problem]:
    """The entry in a line, or the problems of the line."""
    try:
        # With this file name, only JSON is accepted.
        document = read_json(line, "line.json")
    except InputError as error:
        return [replace(problem, what=f"{problem.what}; {_RESTORE}") for problem in error.problems]
    made = validate(Entry, document.value, PROBLEMS)
    return made if isinstance(made, Entry) else document.located(made, private=True)


def _out_of_order(entry: Entry, before: list[Entry], number: int) -> list[Problem]:
    last = before[-1].sequence if before else 0
    if entry.sequence > last:
        return []
    what = f"the sequence number should be {last + 1} or more; {_RESTORE}"
    return [Problem(("sequence",), "sequence", what, number, 1)]
