"""A catalogue file and those that it extends, the built-in one among them, each read through the same safe reader."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pmladder.errors import InputError, Problem, SurroundingsError
from pmladder.files.bounded import LIMIT, STANDARD_INPUT, read_text
from pmladder.formats.limits import NODES
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.formats.marks import Marks


NAME = "roles.yaml"
STARTER = "starter.yaml"
"""The catalogue that somebody begins with who writes one of their own."""


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


BUILTIN = "builtin"
"""The name under which a user asks for the built-in catalogue."""

MOST_FILES = 8
MOST_VALUES = NODES
"""Keys and values that all files of a chain may hold together, as one of them may alone; so it is with bytes."""
EXTENDS = "extends"
_STANDARD_INPUT = ("-", "/dev/stdin")
_TOO_MUCH = "more than {} together with those above them; leave some of it out"
# The key, wherever it is: this is sought by its letters, many times as fast as what may stand before it.
_KEY = re.compile(rf"""{EXTENDS}["']?\s*:""")


class Layer(NamedTuple):
    """One file of a chain: its path, its text, and its data once that was needed, with its marks where it has any."""

    file: str
    text: str
    raw: dict[str, Any] | None = None
    marks: Marks | None = None

    @property
    def name(self) -> str:
        """What the file is called before people."""
        if self.file in _STANDARD_INPUT:
            return STANDARD_INPUT
        return BUILTIN if self.file == str(builtin_path()) else self.file


class ChainError(InputError):
    """Problems in more than one file of a chain. `file` and `problems` are those of the first, `errors` has all."""

    def __init__(self, errors: Sequence[InputError]) -> None:
        super().__init__(errors[0].file, errors[0].problems)
        self.errors = tuple(errors)

    def parts(self) -> tuple[InputError, ...]:
        return self.errors

    def lines(self) -> list[str]:
        return [line for error in self.errors for line in error.lines()]


def path_of(name: str | None) -> str:
    """The file that `builtin`, nothing, or a path stands for."""
    return str(builtin_path()) if name is None or name == BUILTIN else name


def read_chain(text: str, file: str, allow_outside: bool = False) -> list[Layer]:
    """The file with this text and those below it, the uppermost first. One that extends nothing is left unparsed.

    A file extends what lies in its own folder or git repository; anything else only if `allow_outside` says so. What
    is wrong in one that it extends is told by its place alone: that may be no catalogue at all. Raises InputError where
    a file cannot be read, is not YAML, or leads back to one above it.
    """
    return _continued([], text, file, allow_outside, every=False)


def parsed(layers: Sequence[Layer], allow_outside: bool = False) -> list[Layer]:
    """The same chain with the data of every file."""
    *above, last = layers
    if last.raw is not None:
        return [*above, last]
    return _continued(above, last.text, last.file, allow_outside, every=True)


def without_content(error: InputError) -> InputError:
    """What is wrong with a file that another one extends, told by its places alone: none of its words is repeated."""
    what = f"is not right here; `pmladder catalogue check {shlex.quote(error.file)}` says what"
    places = {(problem.line, problem.column): problem for problem in error.problems}
    return InputError(
        error.file,
        [Problem((), "", what, line, column, check=problem.check) for (line, column), problem in places.items()],
    )


def digest_of(layers: Sequence[Layer]) -> str:
    """The SHA-256 of a file's text; for a chain, that of the digests of all its files."""
    digests = [hashlib.sha256(layer.text.encode()).hexdigest() for layer in layers]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _continued(above: Sequence[Layer], text: str, file: str, allow_outside: bool, every: bool) -> list[Layer]:
    layers = list(above)
    while True:
        if not every and not may_extend(text):
            return [*layers, Layer(file, text)]
        layers.append(_parsed(layers, text, file))
        base = _base(layers, allow_outside)
        if base is None:
            return layers
        text, file = _text(base, layers), base


def _parsed(above: Sequence[Layer], text: str, file: str) -> Layer:
    from pmladder.formats.structured import parse_marked

    try:
        layer = Layer(file, text, *parse_marked(text, file))
    except InputError as error:
        if not above or file == str(builtin_path()):
            raise
        raise without_content(error) from None
    # A chain of one file has been counted as it was parsed.
    if above and _values(layer.raw) + sum(_values(other.raw) for other in above) > MOST_VALUES:
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


def may_extend(text: str) -> bool:
    """Whether the key could stand in a text: where a line or an entry begins.

    Another way to write it costs a reading of the file each time, and nothing else.
    """
    return any(_begins(text, found.start()) for found in _KEY.finditer(text))


def _begins(text: str, place: int) -> bool:
    # Blanks are gone over on one line only, and those before one key are before no other.
    if place and text[place - 1] in "\"'":
        place -= 1
    while place and text[place - 1] in " \t":
        place -= 1
    return place == 0 or text[place - 1] in "\n{,"


def _base(layers: Sequence[Layer], allow_outside: bool) -> str | None:
    """The file that the last of `layers` extends. Raises InputError for one that it cannot extend."""
    file, raw = layers[-1].file, layers[-1].raw
    if raw is None or EXTENDS not in raw:
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


def _text(base: str, above: Sequence[Layer]) -> str:
    layer = above[-1]
    try:
        text = read_text(base)
    except InputError as error:
        if any(problem.line is not None for problem in error.problems):
            raise without_content(error) from None
        # There is nothing wrong in that file: it is the wrong file, or none.
        meant = did_you_mean((layer.raw or {})[EXTENDS], [BUILTIN])
        raise _refused(layer, f"{repr_quoted(base)}: {error.problems[0].what}{meant}") from None
    if len(text) + sum(len(other.text) for other in above) > LIMIT:
        raise _refused(layer, f"the files that are extended hold {_TOO_MUCH.format(f'{LIMIT // 1024 // 1024} MiB')}")
    return text


def _refused(layer: Layer, what: str) -> InputError:
    from pmladder.formats.positions import locate

    return InputError(layer.file, locate(layer.text, [Problem((EXTENDS,), EXTENDS, what)]))
