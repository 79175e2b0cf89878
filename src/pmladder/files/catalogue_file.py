"""Reading a catalogue from its file, with every problem in it, and keeping the validated form."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError, Problem
from pmladder.files import cache
from pmladder.files.bounded import read_text
from pmladder.files.builtin import builtin_path
from pmladder.files.collector import collector_paused
from pmladder.files.limits import PROBLEMS

BUILTIN = "builtin"
"""The name under which a user asks for the built-in catalogue."""


class CatalogueFile(NamedTuple):
    """A catalogue, the file it came from, and the digest of that file's text (SHA-256, in hexadecimal)."""

    catalogue: Catalogue
    file: str
    digest: str


def load_catalogue(path: str | None = None) -> Catalogue:
    """The catalogue in the file at `path` (`-` for standard input), or the built-in one.

    Raises InputError, with every problem found, when the file is missing, unreadable or wrong.
    """
    return read_catalogue(path).catalogue


@collector_paused()
def read_catalogue(path: str | None = None) -> CatalogueFile:
    """Like `load_catalogue`, with the file's name and digest."""
    file = str(builtin_path()) if path is None or path == BUILTIN else path
    text = read_text(file)
    digest = hashlib.sha256(text.encode()).hexdigest()
    catalogue = cache.load(digest)
    if catalogue is None:
        catalogue = parse_catalogue(text, file)
        cache.save(digest, catalogue)
    return CatalogueFile(catalogue, file, digest)


@collector_paused()
def parse_catalogue(text: str, file: str) -> Catalogue:
    """The catalogue that `text` holds; `file` is what messages call it. Raises InputError."""
    # Everything that only a first reading needs is imported by it: later ones come from the cache.
    from pmladder.files.structured import parse

    raw: Any = parse(text, file)
    made = _made(raw)
    if isinstance(made, Catalogue):
        return made
    from pmladder.files.positions import locate

    raise InputError(file, _once(locate(text, made)))


def _made(raw: dict[str, Any]) -> Catalogue | list[Problem]:
    """The catalogue, or at most as many problems as one file is read for in each step."""
    from pmladder.catalogue.checks import errors_in
    from pmladder.catalogue.salvage import errors_beside
    from pmladder.catalogue.shorthand import spell_out
    from pmladder.validation import validate

    written = frozenset(raw)
    problems = spell_out(raw, PROBLEMS)
    catalogue = validate(Catalogue, raw, PROBLEMS)
    if isinstance(catalogue, Catalogue):
        problems += errors_in(catalogue, PROBLEMS)
    else:
        problems += [*catalogue, *errors_beside(raw, catalogue, PROBLEMS)]
    # What a shorthand filled in cannot be looked up in the file; what it was made from is reported by itself.
    problems = [problem for problem in problems if not problem.path or problem.path[0] in written]
    return problems if problems or not isinstance(catalogue, Catalogue) else catalogue


def _once(problems: list[Problem]) -> list[Problem]:
    """`problems` without those that say the same of the same place: one figure may stand for two."""
    return list({(problem.line, problem.column, problem.what): problem for problem in reversed(problems)}.values())
