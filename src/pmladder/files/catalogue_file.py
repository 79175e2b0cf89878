"""Reading a catalogue from its file, with every problem in it, and keeping the validated form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError, Problem
from pmladder.files import cache
from pmladder.files.bounded import read_text
from pmladder.files.chain import (
    BUILTIN,
    ChainError,
    Layer,
    digest_of,
    parsed,
    path_of,
    read_chain,
    without_content,
)
from pmladder.formats.limits import PROBLEMS, collector_paused

if TYPE_CHECKING:
    from pmladder.catalogue.origins import Origins
    from pmladder.formats.positions import Path

__all__ = ["BUILTIN", "CatalogueFile", "Layers", "load_catalogue", "parse_catalogue", "read_catalogue", "read_layers"]


class CatalogueFile(NamedTuple):
    """A catalogue, the file it came from, and the digest of that file's text (SHA-256, in hexadecimal).

    The digest of a catalogue that extends another covers the texts of both.
    """

    catalogue: Catalogue
    file: str
    digest: str


class Layers(NamedTuple):
    """A catalogue and the files that it was laid together from, the uppermost first, with each entry's origin."""

    catalogue: Catalogue
    origins: Origins
    files: tuple[str, ...]
    digest: str


def load_catalogue(path: str | None = None, allow_outside: bool = False) -> Catalogue:
    """The catalogue in the file at `path` (`-` for standard input), or the built-in one.

    What it extends has to lie in its folder or its git repository, unless `allow_outside` is true. Raises InputError,
    with every problem found, when the file is missing, unreadable or wrong.
    """
    return read_catalogue(path, allow_outside).catalogue


@collector_paused()
def read_catalogue(path: str | None = None, allow_outside: bool = False) -> CatalogueFile:
    """Like `load_catalogue`, with the file's name and digest."""
    file = path_of(path)
    layers = read_chain(read_text(file), file, allow_outside)
    digest = digest_of(layers)
    catalogue = cache.load(digest)
    if catalogue is None:
        layers = parsed(layers, allow_outside)
        catalogue = _catalogue(layers)
        cache.save(digest_of(layers), catalogue)
    return CatalogueFile(catalogue, file, digest_of(layers))


def files_of(chosen: CatalogueFile, allow_outside: bool = True) -> list[str]:
    """The files that a catalogue came from, the uppermost first. Raises InputError."""
    return [layer.file for layer in read_chain(read_text(chosen.file), chosen.file, allow_outside)]


@collector_paused()
def read_layers(path: str | None = None, allow_outside: bool = False) -> Layers:
    """Like `read_catalogue`, with the files and where each entry comes from; every file is read anew."""
    from pmladder.catalogue.origins import origins

    file = path_of(path)
    layers = parsed(read_chain(read_text(file), file, allow_outside), allow_outside)
    # Data is made into a catalogue in place, so what is asked of it as it was read is asked first.
    found = origins([(layer.name, layer.raw or {}) for layer in reversed(layers)])
    return Layers(_catalogue(layers), found, tuple(layer.name for layer in layers), digest_of(layers))


@collector_paused()
def parse_catalogue(text: str, file: str) -> Catalogue:
    """The catalogue that `text` holds; `file` is what messages call it. Raises InputError."""
    return _catalogue(parsed(read_chain(text, file)))


def _catalogue(layers: Sequence[Layer]) -> Catalogue:
    """The catalogue of a chain of parsed files. Raises InputError, or ChainError when several files are wrong."""
    if len(layers) > 1:
        return _laid(layers)
    # Everything that only a first reading needs is imported by it: later ones come from the cache.
    made = made_from(layers[0].raw or {}, PROBLEMS)
    if isinstance(made, Catalogue):
        return made
    from pmladder.formats.positions import locate

    raise InputError(layers[0].file, once(locate(layers[0].text, made)))


def _laid(layers: Sequence[Layer]) -> Catalogue:
    """The catalogue of several files, laid over one another from the lowest up."""
    from dataclasses import replace

    from pmladder.catalogue.origins import Places

    merged, problems = merged_from(layers)
    made = made_from(merged, PROBLEMS)
    places = Places(merged, [layer.raw or {} for layer in layers])
    for problem in [] if isinstance(made, Catalogue) else made:
        number, path = places.of(problem.path)
        problems[number].append(replace(problem, path=path))
    if isinstance(made, Catalogue) and not any(problems):
        return made
    errors = errors_of(layers, problems)
    raise errors[0] if len(errors) == 1 else ChainError(errors)


def errors_of(layers: Sequence[Layer], problems: Sequence[list[Problem]]) -> list[InputError]:
    """The problems of each file of a chain, located in it, those without any left out.

    A file below that is no sound catalogue by itself may be anything, so none of its words is repeated.
    """
    from pmladder.formats.positions import locate

    errors = []
    for number, (layer, found) in enumerate(zip(layers, problems, strict=True)):
        if found:
            error = InputError(layer.file, once(locate(layer.text, found)))
            errors.append(without_content(error) if number and not _is_sound(layer) else error)
    return errors


def _is_sound(layer: Layer) -> bool:
    """Whether a file is a catalogue, whatever extends it. What it extends is known by now to be one that it may."""
    if layer.file == path_of(BUILTIN):
        return True
    try:
        # Read anew: the data of the chain is made into a catalogue in place.
        _catalogue(parsed([Layer(layer.file, layer.text)], allow_outside=True))
    except InputError:
        return False
    return True


def merged_from(layers: Sequence[Layer]) -> tuple[dict[str, Any], list[list[Problem]]]:
    """The data of a chain laid over one another, and for each file what of it cannot be laid over those below."""
    from pmladder.catalogue.overlay import overlay

    problems: list[list[Problem]] = [[] for _ in layers]
    merged = layers[-1].raw or {}
    for number in reversed(range(len(layers) - 1)):
        merged, problems[number] = overlay(merged, layers[number].raw or {})
    return merged, problems


def made_from(raw: dict[str, Any], most: int) -> Catalogue | list[Problem]:
    """The catalogue that is written as `raw`, or what is wrong with it: at most so many problems in each step."""
    from pmladder.catalogue.checks import errors_in
    from pmladder.catalogue.salvage import errors_beside
    from pmladder.catalogue.shorthand import spell_out
    from pmladder.validation import validate

    written = frozenset(raw)
    levels: dict[Path, str | int] = {}
    problems = spell_out(raw, most, levels)
    catalogue = validate(Catalogue, raw, most)
    if isinstance(catalogue, Catalogue):
        problems += _as_written(errors_in(catalogue, most), levels)
    else:
        problems += _as_written([*catalogue, *errors_beside(raw, catalogue, most)], levels)
    # What a shorthand filled in cannot be looked up in the file; what it was made from is reported by itself.
    problems = [problem for problem in problems if not problem.path or problem.path[0] in written]
    return problems if problems or not isinstance(catalogue, Catalogue) else catalogue


def _as_written(problems: list[Problem], levels: Mapping[Path, str | int]) -> list[Problem]:
    """`problems` with levels in their paths as the file has them: by name, by number, or by their place in a list."""
    from dataclasses import replace

    found = []
    for problem in problems:
        path = problem.path
        depth = next((end for end in range(3, len(path) + 1) if path[:end] in levels), 0)
        known = (*path[: depth - 1], levels[path[:depth]], *path[depth:]) if depth else path
        found.append(replace(problem, path=known) if depth else problem)
    return found


def once(problems: list[Problem]) -> list[Problem]:
    """`problems` without those that say the same of the same place: one figure may stand for two."""
    return list({(problem.line, problem.column, problem.what): problem for problem in reversed(problems)}.values())
