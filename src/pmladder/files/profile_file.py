"""Reading and checking a profile in its file, YAML or JSON."""

from __future__ import annotations

from datetime import date

from pmladder.catalogue.checked import Caught, Checked
from pmladder.catalogue.models import Catalogue
from pmladder.files.bounded import input_name, read_text
from pmladder.formats.profile_reader import ProfileText, check_profile_text, read_profile_text


def read_profile(path: str) -> ProfileText:
    """The profile in the file at `path` (`-` for standard input).

    Raises InputError, with every problem, if the file is missing, unreadable or wrong.
    """
    return read_profile_text(read_text(path), path)


def check_profile(path: str, catalogue: Catalogue, as_of: date) -> Checked:
    """All problems of the profile at `path` (`-` for standard input), or, if there are none, the doubts.

    Time is counted up to the day `as_of`. Raises InputError if the file cannot be read or is no YAML or JSON.
    """
    name = input_name(path)
    errors, doubts = (
        sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))
        for problems in check_profile_text(read_text(path), path, catalogue, as_of)
    )
    return Checked(
        name,
        tuple(Caught(problem, name, "error") for problem in errors),
        tuple(Caught(problem, name, "warning") for problem in doubts),
    )
