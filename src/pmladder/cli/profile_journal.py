"""What a change of the profile leaves in the journal beside it."""

from __future__ import annotations

from datetime import date

from pmladder.cli.session import Session
from pmladder.engine.journal_entry import entry_of
from pmladder.errors import ANSWERED, PmladderError
from pmladder.files.journal_file import append_entry
from pmladder.profile.journal import Entry
from pmladder.profile.models import Profile
from pmladder.profile.standing import stand
from pmladder.report.profile_saved import Saved

_COUNTS = (
    *("role", "company", "years", "years_of_work", "years_in_role", "history"),
    *("people", "people_led_before", "reach", "education", "skills", "evidence"),
)
"""What verdicts rest on: a change of any of it is worth an entry."""


def keep_in_journal(session: Session, saved: Saved, as_of: date) -> int:
    """Add an entry if anything changed that counts, and return the code to end with.

    A journal that begins here begins with what the profile said before. The profile is saved whatever becomes of
    its journal, and the remarks say so.
    """
    before = saved.before or Profile.model_construct()
    if all(getattr(before, field) == getattr(saved.after, field) for field in _COUNTS):
        return ANSWERED
    try:
        was = entry_on(session, saved.before, as_of) if saved.before else None
        append_entry(saved.file, entry_on(session, saved.after, as_of), was)
    except PmladderError as error:
        session.remarks += without_journal("the profile is saved", error)
        return error.exit_code
    return ANSWERED


def entry_on(session: Session, profile: Profile, as_of: date) -> Entry:
    """The journal entry of `profile` on a day."""
    return entry_of(session.catalogue, session.digest, stand(profile, session.catalogue, as_of), as_of)


def without_journal(saved: str, error: PmladderError) -> list[str]:
    """What to say where something was saved and its journal could not be: nothing is taken back."""
    return [f"{saved}, the journal is not: {line.removesuffix('; nothing was changed')}" for line in error.lines()]
