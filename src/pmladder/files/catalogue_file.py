"""The file of a catalogue and those that it extends, the built-in one among them: found, read, and kept in the cache.

A catalogue that is in the cache is not even parsed, so whatever only a first reading needs is imported by it.
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
from pmladder.files.bounded import LIMIT, STANDARD_INPUT, input_name, read_bytes
from pmladder.formats.limits import NODES, decoded
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.catalogue.checked import Checked
    from pmladder.catalogue.origins import Origins
    from pmladder.formats.document import Document

NAME = "roles.yaml"
STARTER = "starter.yaml"
"""The catalogue that somebody begins with who writes one of their own."""
BUILTIN = "builtin"
"""The name under which a user asks for the built-in catalogue."""

MOST_FILES = 8
MOST_VALUES = NODES
"""Keys and values that all files of a chain may hold together, as one of them may alone; so it is with bytes."""
EXTENDS = "extends"
_STANDARD_INPUT = ("-", "/dev/stdin")
_BOM = b"\xef\xbb\xbf"
_TOO_MUCH = "more than {} together with those above them; leave some of it out"
# The key, wherever it is: this is sought by its letters, many times as fast as what may stand before it.
_KEY = re.compile(rf"""{EXTENDS}["']?\s*:""".encode())


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


class Layer(NamedTuple):
    """One file of a chain: its path, its bytes, and what they say once that was needed."""

    file: str
    data: bytes
    document: Document | None = None

    @property
    def name(self) -> str:
        """What the file is called before people."""
        if self.file in _STANDARD_INPUT:
            return STANDARD_INPUT
        return BUILTIN if self.file == str(builtin_path()) else self.file

    def parsed(self) -> Document:
        """What the bytes say. Raises InputError."""
        from pmladder.formats.structured import read_mapping

        return self.document or read_mapping(decoded(self.data, input_name(self.file)), self.file)


def load_catalogue(path: str | None = None, allow_outside: bool = False) -> Catalogue:
    """The catalogue in the file at `path` (`-` for standard input), or the built-in one.

    What it extends has to lie in its folder or its git repository, unless `allow_outside` is true. Raises InputError,
    with every problem found, when the file is missing, unreadable or wrong.
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
    """The files that a catalogue came from, the uppermost first. Raises InputError."""
    return [layer.file for layer in read_chain(read_bytes(chosen.file), chosen.file, allow_outside)]


def read_layers(path: str | None = None, allow_outside: bool = False) -> Layers:
    """Like `read_catalogue`, with the files and where each entry comes from; every file is read anew."""
    from pmladder.catalogue.origins import origins
    from pmladder.formats.catalogue_reader import catalogue_of

    file = path_of(path)
    layers = _whole(read_chain(read_bytes(file), file, allow_outside), allow_outside)
    documents = _documents(layers)
    # Data is made into a catalogue in place, so what is asked of it as it was read is asked first.
    found = origins([(layer.name, document.value) for layer, document in zip(layers, documents, strict=True)][::-1])
    return Layers(catalogue_of(documents), found, tuple(layer.name for layer in layers), digest_of(layers))


def parse_catalogue(text: str, file: str) -> Catalogue:
    """The catalogue that `text` holds; `file` is what messages call it. Raises InputError."""
    from pmladder.formats.catalogue_reader import catalogue_of
    from pmladder.formats.structured import read_mapping

    top = Layer(file, text.encode("utf-8", "surrogatepass"), read_mapping(text, file))
    return catalogue_of(_documents(_continued([top], allow_outside=False)))


def check_file(path: str, allow_outside: bool = False) -> Checked:
    """Everything that the checks find in the catalogue at `path`, `-` for standard input.

    What it may extend is as in `read_chain`. Raises InputError when it, or a file that it extends, cannot be read or is
    no YAML or JSON mapping at all.
    """
    from pmladder.formats.catalogue_reader import check_catalogue

    file = path_of(path)
    layers = _whole([Layer(file, read_bytes(file))], allow_outside)
    return check_catalogue(
        _documents(layers), _called(path), lambda: load_catalogue(layers[1].file, allow_outside=allow_outside)
    )


def unreadable(path: str, error: InputError) -> Checked:
    """What there is to say of the file at `path` that could not be read, or that extends one that could not."""
    from dataclasses import replace

    from pmladder.catalogue.checked import Caught, Checked, unreadable_file
    from pmladder.catalogue.naming import check_id

    caught = [
        Caught(replace(problem, check=check_id(unreadable_file)), wrong.file, "error")
        for wrong in error.parts()
        for problem in wrong.problems
    ]
    return Checked(_called(path), tuple(caught), readable=False)


def _called(path: str) -> str:
    return STANDARD_INPUT if path == "-" else path_of(path)


def builtin_path() -> Path:
    """The built-in catalogue's file. Raises SurroundingsError when the installation lost it."""
    return data_path(NAME)


def data_path(name: str) -> Path:
    """A file of data that comes with the program. Raises SurroundingsError when the installation lost it."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data", package.parent.parent / "data"):
        if (folder / name).is_file():
            return folder / name
    raise SurroundingsError(f"{name} is missing from this installation of pmladder; install it again")


def path_of(name: str | None) -> str:
    """The file that `builtin`, nothing, or a path stands for."""
    return str(builtin_path()) if name is None or name == BUILTIN else name


def read_chain(data: bytes, file: str, allow_outside: bool = False) -> list[Layer]:
    """The file with these bytes and those below it, the uppermost first. One that extends nothing is left unparsed.

    A file extends what lies in its own folder or git repository; anything else only if `allow_outside` says so. What
    is wrong in one that it extends is told by its place alone: that may be no catalogue at all. Raises InputError where
    a file cannot be read, is not YAML, or leads back to one above it.
    """
    return _continued([Layer(file, data)], allow_outside, every=False)


def _whole(layers: Sequence[Layer], allow_outside: bool) -> list[Layer]:
    """The same chain with what every file says."""
    return _continued(layers, allow_outside)


def _documents(layers: Sequence[Layer]) -> list[Document]:
    return [layer.parsed() for layer in layers]


def digest_of(layers: Sequence[Layer]) -> str:
    """The SHA-256 of a file's text; for a chain, that of the digests of all its files."""
    digests = [hashlib.sha256(layer.data.removeprefix(_BOM)).hexdigest() for layer in layers]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _continued(layers: Sequence[Layer], allow_outside: bool, every: bool = True) -> list[Layer]:
    """The chain with what its files say; unless `every` one is asked, a last one that extends none is left unparsed."""
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
    # A chain of one file has been counted as it was parsed.
    if above and sum(_values(document.value) for document in _documents([*above, layer])) > MOST_VALUES:
        raise _refused(above[-1], f"the files that are extended hold {_TOO_MUCH.format(f'{MOST_VALUES:,} values')}")
    return layer


def _values(value: object) -> int:
    """How many keys and values a file holds."""
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
    """Whether the key could stand in the text of these bytes: where a line or an entry begins.

    Another way to write it costs a reading of the file each time, and nothing else.
    """
    return any(_begins(data, found.start()) for found in _KEY.finditer(data))


def _begins(data: bytes, place: int) -> bool:
    # Blanks are gone over on one line only, and those before one key are before no other.
    if data[place - 1 : place] in (b'"', b"'"):
        place -= 1
    while data[place - 1 : place] in (b" ", b"\t"):
        place -= 1
    return place == 0 or data[place - 1 : place] in (b"\n", b"{", b",") or data[:place] == _BOM


def _base(layers: Sequence[Layer], allow_outside: bool) -> str | None:
    """The file that the last of `layers` extends. Raises InputError for one that it cannot extend."""
    file, raw = layers[-1].file, layers[-1].parsed().value
    if EXTENDS not in raw:
        return None
    named = raw[EXTENDS]
    if not isinstance(named, str) or not named or named in _STANDARD_INPUT:
        raise _refused(layers[-1], f"should be {BUILTIN}, or the path of a catalogue file beside this one")
    if named == BUILTIN:
        base = path_of(named)
    else:
        folder = "" if file in _STANDARD_INPUT else os.path.dirname(file)
        base = os.path.join(folder, named)
        if not allow_outside and "\0" not in base and not _is_inside(base, folder):
            raise _refused(
                layers[-1],
                f"{repr_quoted(named)} lies outside the folder of this file and its git repository; "
                "put it there, or say --allow-outside",
            )
    names = " extends ".join(repr_quoted(name) for name in [*(layer.name for layer in layers), named])
    if _identity(base) in [_identity(layer.file) for layer in layers]:
        raise _refused(layers[-1], f"the files lead in a circle: {names}; take one `extends` out")
    if len(layers) == MOST_FILES:
        raise _refused(layers[-1], f"a chain has at most {MOST_FILES} files: {names}; put some of them into one")
    return base


def _is_inside(base: str, folder: str) -> bool:
    """Whether a file lies in the folder of the one that extends it, or in the same git repository."""
    real, beside = Path(os.path.realpath(base)), Path(os.path.realpath(folder))
    if real.is_relative_to(beside):
        return True
    repository = _repository(beside)
    return repository is not None and repository == _repository(real.parent)


def _repository(folder: Path) -> Path | None:
    return next((place for place in (folder, *folder.parents) if os.path.lexists(place / ".git")), None)


def _identity(file: str) -> str:
    return file if file in _STANDARD_INPUT or "\0" in file else os.path.realpath(file)


def _data(base: str, above: Sequence[Layer]) -> bytes:
    from pmladder.formats.catalogue_reader import without_content

    layer = above[-1]
    try:
        data = read_bytes(base)
        decoded(data, input_name(base))
    except InputError as error:
        if any(problem.line is not None for problem in error.problems):
            raise without_content(error) from None
        # There is nothing wrong in that file: it is the wrong file, or none.
        meant = did_you_mean(layer.parsed().value[EXTENDS], [BUILTIN])
        raise _refused(layer, f"{repr_quoted(base)}: {error.problems[0].what}{meant}") from None
    if len(data) + sum(len(other.data) for other in above) > LIMIT:
        raise _refused(layer, f"the files that are extended hold {_TOO_MUCH.format(f'{LIMIT // 1024 // 1024} MiB')}")
    return data


def _refused(layer: Layer, what: str) -> InputError:
    return layer.parsed().refusal([Problem((EXTENDS,), EXTENDS, what)])
