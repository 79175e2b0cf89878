"""Reading a profile from its file, YAML or JSON, with every problem in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError
from pmladder.files.bounded import read_text
from pmladder.files.profile_salvage import sound_part
from pmladder.formats.limits import PROBLEMS
from pmladder.formats.positions import locate
from pmladder.formats.structured import parse
from pmladder.profile.checks import errors_in
from pmladder.profile.first_edition import RATER, rated_in_old_words
from pmladder.profile.models import Profile
from pmladder.profile.standing import misfits
from pmladder.validation import validate


class ProfileFile(NamedTuple):
    """A profile, with the file and the text that it came from, and what there is to say of how it is written."""

    profile: Profile
    file: str
    text: str
    remarks: tuple[str, ...] = ()

    def fit(self, catalogue: Catalogue) -> Profile:
        """The profile, once `catalogue` knows its skills and levels. Raises InputError with all it does not."""
        problems = misfits(self.profile, catalogue)
        if problems:
            raise InputError(self.file, locate(self.text, problems, private=True))
        return self.profile


def read_profile(path: str) -> ProfileFile:
    """The profile in the file at `path` (`-` for standard input).

    Raises InputError, with every problem found, when the file is missing, unreadable or wrong.
    """
    return profile_in(read_text(path), path)


def profile_in(text: str, path: str) -> ProfileFile:
    """The profile that `text` holds. Raises InputError, naming `path`, with every problem found in it."""
    return profile_of(parse(text, path), text, path)


def profile_of(raw: dict[str, Any], text: str, path: str) -> ProfileFile:
    """The profile that `text`, which says `raw`, holds. Raises InputError as `profile_in`."""
    made = validate(Profile, raw, PROBLEMS)
    if isinstance(made, Profile):
        problems = errors_in(made)
    else:
        problems, sound = made, sound_part(raw, made)
        problems += errors_in(sound) if sound else ()
    if problems or not isinstance(made, Profile):
        raise InputError(path, locate(text, problems[:PROBLEMS], private=True))
    old = rated_in_old_words(raw)
    remark = f"{path}: `{RATER}` in a rating is now `rater`; it is read so, and the next save writes it so"
    return ProfileFile(made, path, text, (remark,) if old else ())
