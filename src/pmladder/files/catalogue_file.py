"""Finds and reads the file of a catalogue and the files that it extends, and uses the cache.

A cached catalogue is not parsed, so modules for parsing are imported only when they are needed.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError, Problem, SurroundingsError
from pmladder.files import cache
from pmladder.files.bounded import LIMIT, STANDARD_INPUT, STANDARD_INPUTS, input_name, read_bytes
from pmladder.formats.limits import NODES, decoded
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.catalogue.checked import Checked
    from pmladder.catalogue.origins import Origins
    from pmladder.formats.document import Document

NAME = "roles.yaml"
STARTER = "starter.yaml"
"""The template for a new catalogue."""
BUILTIN = "builtin"
"""The name of the built-in catalogue for users."""

MOST_FILES = 8
MOST_VALUES = NODES
"""The most keys and values of all files of a chain together: the same limit as for one file."""
EXTENDS = "extends"
_BOM = b"\xef\xbb\xbf"
_TOO_MUCH = "more than {} together with those above them; leave some of it out"
# The letters of the key. Searching for them first is much faster than matching what may stand before the key.
_KEY = re.compile(rf"""{EXTENDS}["']?\s*:""".encode())


class CatalogueFile(NamedTuple):
    """A catalogue, its file, and the digest of the file's text (SHA-256, in hexadecimal).

    The digest of a catalogue that extends another covers the texts of both.
    """

    catalogue: Catalogue
    file: str
    digest: str


class Layers(NamedTuple):
    """A catalogue, the files that it was merged from (the uppermost first), and the origin of each entry."""

    catalogue: Catalogue
    origins: Origins
    files: tuple[str, ...]
    digest: str


class Layer(NamedTuple):
    """One file of a chain: its path, its bytes, and its data once it was parsed."""

    file: str
    data: bytes
    document: Document | None = None

    @property
    def name(self) -> str:
        """The name of the file in messages."""
        if self.file in STANDARD_INPUTS:
            return STANDARD_INPUT
        return BUILTIN if self.file == str(builtin_path()) else self.file

    def parsed(self) -> Document:
        """The data of the bytes. Raises InputError."""
        from pmladder.formats.structured import read_mapping

        return self.document or read_mapping(decoded(self.data, input_name(self.file)), self.file)


def load_catalogue(path: str | None = None, allow_outside: bool = False) -> Catalogue:
    """The catalogue in the file at `path` (`-` for standard input), or the built-in one.

    Files that it extends must be in its folder or its git repository, unless `allow_outside` is true. Raises
    InputError, with every problem, if a file is missing, unreadable or wrong.
    """
    return read_catalogue(path, allow_outside).catalogue


def read_catalogue(path: str | None = None, allow_outside: bool = False) -> CatalogueFile:
    """Like `load_catalogue`, with the file's name and digest."""
    file = path_of(path)
    layers = read_chain(read_bytes(file), file, allow_outside)
    catalogue = cache.load(digest_of(layers))
    if catalogue is None:
        from pmladder.formats.catalogue_reader import catalogue_of

        layers = _whole(layers, allow_outside)
        catalogue = catalogue_of(_documents(layers))
        cache.save(digest_of(layers), catalogue)
    return CatalogueFile(catalogue, file, digest_of(layers))


def files_of(chosen: CatalogueFile, allow_outside: bool = True) -> list[str]:
    """The files of a catalogue, the uppermost first. Raises InputError."""
    return [layer.file for layer in read_chain(read_bytes(chosen.file), chosen.file, allow_outside)]


def read_layers(path: str | None = None, allow_outside: bool = False) -> Layers:
    """Like `read_catalogue`, with the files and the origin of each entry. Every file is read anew."""
    from pmladder.catalogue.origins import origins
    from pmladder.formats.catalogue_reader import catalogue_of

    file = path_of(path)
    layers = _whole(read_chain(read_bytes(file), file, allow_outside), allow_outside)
    documents = _documents(layers)
    # Making the catalogue changes the data in place, so the origins are read before that.
    found = origins([(layer.name, document.value) for layer, document in zip(layers, documents, strict=True)][::-1])
    return Layers(catalogue_of(documents), found, tuple(layer.name for layer in layers), digest_of(layers))


def parse_catalogue(text: str, file: str) -> Catalogue:
    """The catalogue in `text`. Messages call it `file`. Raises InputError."""
    from pmladder.formats.catalogue_reader import catalogue_of
    from pmladder.formats.structured import read_mapping

    top = Layer(file, text.encode("utf-8", "surrogatepass"), read_mapping(text, file))
    return catalogue_of(_documents(_continued([top], allow_outside=False)))


def check_file(path: str, allow_outside: bool = False) -> Checked:
    """Check the catalogue at `path` (`-` for standard input).

    `read_chain` says which files it may extend. Raises InputError if the file, or a file that it extends, cannot be
    read or is no YAML or JSON mapping.
    """
    from pmladder.formats.catalogue_reader import check_catalogue

    file = path_of(path)
    layers = _whole([Layer(file, read_bytes(file))], allow_outside)
    return check_catalogue(
        _documents(layers), _file_name(path), lambda: load_catalogue(layers[1].file, allow_outside=allow_outside)
    )


def unreadable(path: str, error: InputError) -> Checked:
    """The result for a file at `path` that cannot be read, or that extends such a file."""
    from dataclasses import replace

    from pmladder.catalogue.checked import Caught, Checked, unreadable_file
    from pmladder.catalogue.naming import check_id

    caught = [
        Caught(replace(problem, check=check_id(unreadable_file)), wrong.file, "error")
        for wrong in error.parts()
        for problem in wrong.problems
    ]
    return Checked(_file_name(path), tuple(caught), readable=False)


def _file_name(path: str) -> str:
    return STANDARD_INPUT if path == "-" else path_of(path)


def builtin_path() -> Path:
    """The path of the built-in catalogue. Raises SurroundingsError if it is missing."""
    return data_path(NAME)


def data_path(name: str) -> Path:
    """The path of a data file of the program. Raises SurroundingsError if it is missing."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data", package.parent.parent / "data"):
        if (folder / name).is_file():
            return folder / name
    raise SurroundingsError(f"{name} is missing from this installation of pmladder; install it again")


def path_of(name: str | None) -> str:
    """The file for `builtin`, for None, or for a path."""
    return str(builtin_path()) if name is None or name == BUILTIN else name


def read_chain(data: bytes, file: str, allow_outside: bool = False) -> list[Layer]:
    """The file with these bytes and the files below it, the uppermost first. A file that extends nothing is not parsed.

    A file may extend files in its own folder or git repository, and others only with `allow_outside`. Problems in an
    extended file are reported without its text, as it may be any file. Raises InputError if a file cannot be read, is
    not YAML, or extends a file above it.
    """
    return _continued([Layer(file, data)], allow_outside, every=False)


def _whole(layers: Sequence[Layer], allow_outside: bool) -> list[Layer]:
    """The same chain with all files parsed."""
    return _continued(layers, allow_outside)


def _documents(layers: Sequence[Layer]) -> list[Document]:
    return [layer.parsed() for layer in layers]


def digest_of(layers: Sequence[Layer]) -> str:
    """The SHA-256 of a file's text; for a chain, the SHA-256 of the digests of its files."""
    digests = [hashlib.sha256(layer.data.removeprefix(_BOM)).hexdigest() for layer in layers]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _continued(layers: Sequence[Layer], allow_outside: bool, every: bool = True) -> list[Layer]:
    """Continue the chain to its end. Unless `every` is true, a last file that extends nothing is not parsed."""
    *above, last = layers
    while every or last.document or may_extend(last.data):
        above.append(_parsed(above, last))
        base = _base(above, allow_outside)
        if base is None:
            return above
        last = Layer(base, _data(base, above))
    return [*above, last]


def _parsed(above: Sequence[Layer], layer: Layer) -> Layer:
    from pmladder.formats.catalogue_reader import without_content

    try:
        layer = layer._replace(document=layer.parsed())
    except InputError as error:
        if not above or layer.file == str(builtin_path()):
            raise
        raise without_content(error) from None
    # A single file was counted when it was parsed.
    if above and sum(_values(document.value) for document in _documents([*above, layer])) > MOST_VALUES:
        raise _refused(above[-1], f"the files that are extended hold {_TOO_MUCH.format(f'{MOST_VALUES:,} values')}")
    return layer


def _values(value: object) -> int:
    """The number of keys and values in a file."""
    count, left = 0, [value]
    while left:
        entry = left.pop()
        count += 1
        if isinstance(entry, dict):
            count += len(entry)
            left += entry.values()
        elif isinstance(entry, list):
            left += entry
    return count


def may_extend(data: bytes) -> bool:
    """Whether these bytes may contain the key at the start of a line or an entry.

    If the key is written in another way, the file is just parsed each time.
    """
    return any(_begins(data, found.start()) for found in _KEY.finditer(data))


def _begins(data: bytes, place: int) -> bool:
    # Only blanks on the same line are skipped, so each blank is looked at once.
    if data[place - 1 : place] in (b'"', b"'"):
        place -= 1
    while data[place - 1 : place] in (b" ", b"\t"):
        place -= 1
    return place == 0 or data[place - 1 : place] in (b"\n", b"{", b",") or data[:place] == _BOM


def _base(layers: Sequence[Layer], allow_outside: bool) -> str | None:
    """The file that the last of `layers` extends. Raises InputError if it may not extend it."""
    file, raw = layers[-1].file, layers[-1].parsed().value
    if EXTENDS not in raw:
        return None
    named = raw[EXTENDS]
    if not isinstance(named, str) or not named or named in STANDARD_INPUTS:
        raise _refused(layers[-1], f"should be {BUILTIN}, or the path of a catalogue file beside this one")
    if named == BUILTIN:
        base = path_of(named)
    else:
        folder = "" if file in STANDARD_INPUTS else os.path.dirname(file)
        base = os.path.join(folder, named)
        if not allow_outside and "\0" not in base and not _is_inside(base, folder):
            raise _refused(
                layers[-1],
                f"{repr_quoted(named)} lies outside the folder of this file and its git repository; "
                "put it there, or add --allow-outside",
            )
    names = " extends ".join(repr_quoted(name) for name in [*(layer.name for layer in layers), named])
    if _identity(base) in [_identity(layer.file) for layer in layers]:
        raise _refused(layers[-1], f"the files extend each other in a circle: {names}; remove one `extends`")
    if len(layers) == MOST_FILES:
        raise _refused(layers[-1], f"a chain has at most {MOST_FILES} files: {names}; put some of them into one")
    return base


def _is_inside(base: str, folder: str) -> bool:
    """Whether a file is in the folder of the file that extends it, or in the same git repository."""
    real, beside = Path(os.path.realpath(base)), Path(os.path.realpath(folder))
    if real.is_relative_to(beside):
        return True
    repository = _repository(beside)
    return repository is not None and repository == _repository(real.parent)


def _repository(folder: Path) -> Path | None:
    return next((place for place in (folder, *folder.parents) if os.path.lexists(place / ".git")), None)


def _identity(file: str) -> str:
    return file if file in STANDARD_INPUTS or "\0" in file else os.path.realpath(file)


def _data(base: str, above: Sequence[Layer]) -> bytes:
    from pmladder.formats.catalogue_reader import without_content

    layer = above[-1]
    try:
        data = read_bytes(base)
        decoded(data, input_name(base))
    except InputError as error:
        if any(problem.line is not None for problem in error.problems):
            raise without_content(error) from None
        # The problem is not inside that file: it is the wrong file, or it is missing.
        hint = did_you_mean(layer.parsed().value[EXTENDS], [BUILTIN])
        raise _refused(layer, f"{repr_quoted(base)}: {error.problems[0].what}{hint}") from None
    if len(data) + sum(len(other.data) for other in above) > LIMIT:
        raise _refused(layer, f"the files that are extended hold {_TOO_MUCH.format(f'{LIMIT // 1024 // 1024} MiB')}")
    return data


def _refused(layer: Layer, what: str) -> InputError:
    return layer.parsed().refusal([Problem((EXTENDS,), EXTENDS, what)])
