"""Journal entries for changes of a profile."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from pmladder.cli.session import Session
from pmladder.engine.journal_entry import entry_of
from pmladder.errors import ANSWERED, PmladderError
from pmladder.files.journal_file import append_entry, read_journal
from pmladder.profile.journal import Entry
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from pmladder.report.profile_saved import Saved

_COUNTS = (
    *("role", "company", "years", "years_of_work", "years_in_role", "history"),
    *("people", "people_led_before", "reach", "education", "skills", "evidence"),
)
"""The fields that verdicts depend on. A change of one gets an entry."""


def keep_in_journal(session: Session, saved: Saved, as_of: date, keys: Sequence[str] = ()) -> int:
    """Add a change to the journal, and return the exit code.

    The profile stays saved even if its journal fails, and the remarks say so. `keys` are the changed keys, also those
    that already had their value.
    """
    counting = any(key in _COUNTS or key == "company_size" or key.startswith("skills.") for key in keys)
    if not counting and not _differs(saved.before, saved.after):
        return ANSWERED
    try:
        _write_down(session, saved, as_of)
    except PmladderError as error:
        without_journal(session, "the profile is saved", error)
        return error.exit_code
    return ANSWERED


def write_missing(session: Session, file: str, profile: Profile, as_of: date) -> None:
    """Add the profile to its journal if the last entry there is of another state of the profile.

    This happens if an earlier entry could not be written. Raises InputError or SurroundingsError, with
    the journal as it was.
    """
    last = next(reversed(read_journal(file)), None)
    # Entries of the first edition do not name the profile.
    if last is not None and last.profile not in ("", _digest(profile)):
        append_entry(file, entry_on(session, profile, as_of))


def _write_down(session: Session, saved: Saved, as_of: date) -> None:
    """Add the profile to its journal, after the profile as it was if that is missing there.

    A new journal begins with the profile as it was before.
    """
    file, before, after = saved
    if _differs(before, after):
        if before is not None:
            write_missing(session, file, before, as_of)
        was = entry_on(session, before, as_of) if before else None
        append_entry(file, entry_on(session, after, as_of), was)
    elif before is not None and read_journal(file):
        write_missing(session, file, after, as_of)
    elif before is not None:
        append_entry(file, entry_on(session, after, as_of))


def _differs(before: Profile | None, after: Profile) -> bool:
    known = before or Profile.model_construct()
    return any(getattr(known, field) != getattr(after, field) for field in _COUNTS)


def entry_on(session: Session, profile: Profile, as_of: date) -> Entry:
    """The journal entry of `profile` on a day."""
    entry = entry_of(session.catalogue, session.digest, standing_of(profile, session.catalogue, as_of), as_of)
    return entry.model_copy(update={"profile": _digest(profile)})


def _digest(profile: Profile) -> str:
    counting = profile.model_dump(mode="json", include=set(_COUNTS), exclude_defaults=True)
    return sha256(json.dumps(counting, sort_keys=True).encode()).hexdigest()[:16]


def without_journal(session: Session, saved: str, error: PmladderError) -> None:
    """Remark that something was saved but its journal entry was not. What was saved stays."""
    lines = [f"{saved}, the journal is not: {line.removesuffix('; nothing was changed')}" for line in error.lines()]
    session.remarks += lines
    session.errors += map(PmladderError, lines)
