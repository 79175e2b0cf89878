"""Saving an imported profile: as a new file, into one that is there, or in its place; and deleting one for good."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pmladder.errors import SurroundingsError
from pmladder.files.journal_file import journal_path
from pmladder.files.profile_edit import HEADER, Edit, save_profile
from pmladder.files.profile_file import profile_in
from pmladder.files.saving import lock_of, locked, sweep, update
from pmladder.formats.yaml_writer import to_yaml
from pmladder.imports.career.merge import difference
from pmladder.imports.career.own import as_mapping
from pmladder.profile.models import Profile

Then = Callable[[Profile | None, Profile], None]
"""What is done once a profile is saved, before anybody else may change it."""


def profile_text(raw: dict[str, Any], as_json: bool) -> str:
    """The text of a profile file that says what `raw` does."""
    if as_json:
        return json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
    return HEADER + to_yaml(raw)


def create(path: str, raw: dict[str, Any]) -> None:
    """Put a new profile at `path`, where none may be. Raises SurroundingsError, with nothing changed."""

    def change(text: str | None) -> str:
        if text is not None:
            raise SurroundingsError(f"{path}: has come into being meanwhile; nothing was changed; try again")
        return _valid(raw, path)

    update(path, change)


def replace(path: str, raw: dict[str, Any], then: Then) -> None:
    """Put a profile in the place of the one at `path`; `then` is told what was there, if anything was, and what is.

    Raises InputError when what is there is no profile, SurroundingsError when it cannot be written.
    """
    there: list[Profile | None] = []
    new = _valid(raw, path)

    def change(text: str | None) -> str:
        there.append(None if text is None else profile_in(text, path).profile)
        return new

    update(path, change, lambda: then(there[-1], profile_in(new, path).profile))


def merge(path: str, raw: dict[str, Any], then: Then) -> None:
    """Add to the profile at `path` what it lacks, as it is at that moment; its comments and its order stay.

    `then` is told what was there and what is. Raises InputError when the file cannot be changed so, SurroundingsError
    when it cannot be written.
    """

    def changes(profile: Profile | None) -> list[Edit]:
        old = as_mapping(profile) if profile else {}
        return [Edit(*step) for step in difference(old, raw).steps]

    save_profile(path, changes, then)


def _valid(raw: dict[str, Any], path: str) -> str:
    text = profile_text(raw, path.casefold().endswith(".json"))
    profile_in(text, path)
    return text


def belongings(path: str) -> tuple[str, ...]:
    """The profile at `path` and what lies beside it because of it: its journal and the locks of both."""
    files = []
    for file in (path, journal_path(path)):
        real = os.path.realpath(file)
        files += [*([os.path.abspath(file)] if os.path.islink(file) else []), real, str(lock_of(Path(real)))]
    return tuple(file for file in dict.fromkeys(files) if os.path.lexists(file))


def forget(path: str) -> tuple[str, ...]:
    """Delete the profile at `path` with all that belongs to it, and return what is gone.

    Raises SurroundingsError, naming what is gone by then, where one of the files cannot be deleted.
    """
    gone: list[str] = []
    known = belongings(path)
    locks = [str(lock_of(Path(os.path.realpath(file)))) for file in (path, journal_path(path))]
    with locked(path) as target:
        sweep(target)
        # The profile goes last: as long as it is there, this can be done again.
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
