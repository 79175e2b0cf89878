"""Reading a catalogue from its file, with every problem in it, and keeping the validated form."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError, Problem
from pmladder.files import cache
from pmladder.files.bounded import read_text
from pmladder.files.builtin import builtin_path

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


def parse_catalogue(text: str, file: str) -> Catalogue:
    """The catalogue that `text` holds; `file` is what messages call it. Raises InputError."""
    # Everything that only a first reading needs is imported by it: later ones come from the cache.
    from pmladder.files.structured import parse

    raw: Any = parse(text, file)
    made = _made(raw)
    if isinstance(made, Catalogue):
        return made
    from pmladder.files.positions import locate

    raise InputError(file, locate(text, made))


def _made(raw: dict[str, Any]) -> Catalogue | list[Problem]:
    from pmladder.catalogue.checks import errors_in
    from pmladder.catalogue.shorthand import spell_out
    from pmladder.validation import validate

    unknown_levels = spell_out(raw)
    catalogue = validate(Catalogue, raw)
    if not isinstance(catalogue, Catalogue):
        return [*unknown_levels, *catalogue]
    return [*unknown_levels, *errors_in(catalogue)] or catalogue
