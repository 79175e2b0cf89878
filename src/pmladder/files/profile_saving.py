"""Saves a profile: edits it, creates it, replaces it or merges into it. Also deletes a profile with its journal."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pmladder.errors import SurroundingsError
from pmladder.files.journal_file import journal_path
from pmladder.files.saving import lock_of, locked, sweep, update
from pmladder.formats.document import Document
from pmladder.formats.editing import Edit
from pmladder.formats.profile_reader import ProfileText, profile_of, read_profile_text
from pmladder.formats.profile_writer import edited_profile, new_profile, profile_text
from pmladder.formats.structured import read_mapping
from pmladder.imports.career.merge import difference
from pmladder.imports.career.own import as_mapping
from pmladder.profile.models import Profile

Then = Callable[[Profile | None, Profile], None]
"""Called after a profile is saved, while it is still locked, with the old text and the new document."""


def save_profile(
    path: str, changes: Callable[[Profile | None], Sequence[Edit]] | Sequence[Edit], then: Then | None = None
) -> ProfileText:
    """Apply these changes to the profile at `path`, which may be missing, and return the new profile.

    The changes may be a function of the present profile. Raises InputError if the old or the new file is no valid
    profile, and SurroundingsError if it cannot be written. Then nothing is changed.
    """
    saved: list[tuple[Profile | None, ProfileText]] = []

    def change(text: str | None) -> str:
        old = None if text is None else profile_of(read_mapping(text, path))
        before = old.profile if old else None
        made = changes(before) if callable(changes) else changes
        document: Document = edited_profile(old.document, made) if old else new_profile(made, path)
        saved.append((before, old if old and document is old.document else profile_of(document)))
        return document.text

    def notify() -> None:
        if then is not None:
            then(saved[-1][0], saved[-1][1].profile)

    update(path, change, notify)
    return saved[-1][1]


def create(path: str, raw: dict[str, Any]) -> None:
    """Create a profile at `path`, where no file may exist. Raises SurroundingsError, with nothing changed."""

    def change(text: str | None) -> str:
        if text is not None:
            raise SurroundingsError(f"{path}: another program has created it meanwhile; nothing was changed; try again")
        return _valid(raw, path).document.text

    update(path, change)


def replace(path: str, raw: dict[str, Any], then: Then) -> None:
    """Replace the profile at `path`. `then` gets the old one, if any, and the new one.

    Raises InputError if the old file is no profile, and SurroundingsError if it cannot be written.
    """
    there: list[Profile | None] = []
    new = _valid(raw, path)

    def change(text: str | None) -> str:
        there.append(None if text is None else read_profile_text(text, path).profile)
        return new.document.text

    update(path, change, lambda: then(there[-1], new.profile))


def merge(path: str, raw: dict[str, Any], then: Then) -> None:
    """Add missing values to the profile at `path`. Its comments and its order stay.

    `then` gets the old one and the new one. Raises InputError if the file cannot be edited, and SurroundingsError if it
    cannot be written.
    """

    def changes(profile: Profile | None) -> list[Edit]:
        old = as_mapping(profile) if profile else {}
        return [Edit(*step) for step in difference(old, raw).steps]

    save_profile(path, changes, then)


def _valid(raw: dict[str, Any], path: str) -> ProfileText:
    return read_profile_text(profile_text(raw, path.casefold().endswith(".json")), path)


def belongings(path: str) -> tuple[str, ...]:
    """The files of the profile at `path`: the profile, its journal and the locks of both."""
    files = []
    for file in (path, journal_path(path)):
        real = os.path.realpath(file)
        files += [*([os.path.abspath(file)] if os.path.islink(file) else []), real, str(lock_of(Path(real)))]
    return tuple(file for file in dict.fromkeys(files) if os.path.lexists(file))


def forget(path: str) -> tuple[str, ...]:
    """Delete the profile at `path` with all its files, and return the deleted files.

    Raises SurroundingsError, naming the files deleted so far, if a file cannot be deleted.
    """
    gone: list[str] = []
    known = belongings(path)
    locks = [str(lock_of(Path(os.path.realpath(file)))) for file in (path, journal_path(path))]
    with locked(path) as target:
        sweep(target)
        # The profile is deleted last, so that a failed attempt can be repeated.
        for file in reversed([file for file in known if file not in locks]):
            try:
                os.unlink(file)
            except OSError as error:
                deleted = f"; deleted already: {', '.join(gone)}" if gone else "; nothing was changed"
                raise SurroundingsError(f"{file}: cannot be deleted, {error.strerror}{deleted}") from error
            gone.append(file)
    for lock in locks:
        with contextlib.suppress(OSError):
            os.unlink(lock)
    return tuple(file for file in known if not os.path.lexists(file))
