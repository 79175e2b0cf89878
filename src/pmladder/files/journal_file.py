"""The journal's file: beside the profile, append-only, one JSON line for each assessment, possibly after a baseline."""

from __future__ import annotations

import os

from pmladder.errors import InputError, Problem, UsageError
from pmladder.files.bounded import LIMIT, STANDARD_INPUTS, read_text
from pmladder.formats.journal_lines import entries_in, entry_in, line_of
from pmladder.formats.json_reader import read_json
from pmladder.profile.journal import Entry, baseline_of, next_sequence

SUFFIX = ".journal.jsonl"
_FULL = "is full; move it elsewhere, and a new one is started; nothing was changed"


def journal_path(profile_path: str) -> str:
    """The journal of the profile at `profile_path`: `profile.journal.jsonl` beside `profile.yaml`.

    Links are followed, so that a profile has only one journal. Raises UsageError for `-`.
    """
    if profile_path in STANDARD_INPUTS:
        raise UsageError("a profile on standard input has no journal; name the file of the profile")
    path = os.path.realpath(profile_path) if os.path.islink(profile_path) else profile_path
    return os.path.splitext(path)[0] + SUFFIX


def read_journal(profile_path: str) -> tuple[Entry, ...]:
    """The entries of the journal beside `profile_path`, oldest first; empty without a journal.

    Raises InputError, with every problem, if it cannot be read or a line is damaged.
    """
    path = journal_path(profile_path)
    try:
        os.stat(path)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError):
        pass  # the reader reports the problem
    return entries_in(read_text(path), path)


def last_of_first_edition(profile_path: str) -> Entry | None:
    """The last entry of the journal beside `profile_path` if the first edition wrote it.

    None if there is no journal, or its last line is unreadable; reading the whole journal reports that.
    """
    path = journal_path(profile_path)
    if not os.path.exists(path):
        return None
    try:
        line = read_text(path).rstrip("\n").rpartition("\n")[2]
        raw = read_json(line, "line.json").value
        # Every line of today's format names its profile.
        if not isinstance(raw, dict) or "profile" in raw:
            return None
    except InputError:
        return None
    made = entry_in(line)
    return made if isinstance(made, Entry) else None


def append_entry(profile_path: str, entry: Entry, before: Entry | None = None) -> Entry:
    """Append `entry` to the journal beside `profile_path`, and return it with its sequence number.

    `before` is the former state of the profile, if any; a new journal begins with it. The file is written as a whole or
    not at all, under a lock. Raises InputError if the journal is damaged, and SurroundingsError if the disk, a
    permission or the lock prevents writing. Then the file is unchanged.
    """
    from pmladder.files.saving import update

    path = journal_path(profile_path)
    written = entry

    def appended(text: str | None) -> str:
        nonlocal written
        entries = _beginning(entry, before) if text is None else entries_in(text, path)
        kept = "".join(map(line_of, entries)) if text is None else text
        written = entry.model_copy(update={"sequence": next_sequence(entries)})
        whole = kept + ("\n" if kept and not kept.endswith("\n") else "") + line_of(written)
        if len(whole.encode()) > LIMIT:
            raise InputError(path, [Problem((), "", _FULL)])
        return whole

    update(path, appended)
    return written


def _beginning(first: Entry, before: Entry | None) -> tuple[Entry, ...]:
    """The entries of a new journal before its first assessment: the baseline, if there is one."""
    baseline = baseline_of(before, first) if before else None
    return (baseline.model_copy(update={"sequence": next_sequence(())}),) if baseline else ()
