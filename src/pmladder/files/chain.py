"""A catalogue file and the files that it extends, read one after the other, each through the same safe reader."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.files.bounded import STANDARD_INPUT, read_text
from pmladder.files.builtin import builtin_path
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.files.marks import Marks

BUILTIN = "builtin"
"""The name under which a user asks for the built-in catalogue."""

MOST_FILES = 8
EXTENDS = "extends"
_STANDARD_INPUT = ("-", "/dev/stdin")
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

    def lines(self) -> list[str]:
        return [line for error in self.errors for line in error.lines()]


def path_of(name: str | None) -> str:
    """The file that `builtin`, nothing, or a path stands for."""
    return str(builtin_path()) if name is None or name == BUILTIN else name


def read_chain(text: str, file: str) -> list[Layer]:
    """The file with this text and those below it, the uppermost first. One that extends nothing is left unparsed.

    Raises InputError where a file cannot be read, is not YAML, or leads back to one above it.
    """
    return _continued([], text, file, every=False)


def parsed(layers: Sequence[Layer]) -> list[Layer]:
    """The same chain with the data of every file."""
    *above, last = layers
    return [*above, last] if last.raw is not None else _continued(above, last.text, last.file, every=True)


def digest_of(layers: Sequence[Layer]) -> str:
    """The SHA-256 of a file's text; for a chain, that of the digests of all its files."""
    digests = [hashlib.sha256(layer.text.encode()).hexdigest() for layer in layers]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _continued(above: Sequence[Layer], text: str, file: str, every: bool) -> list[Layer]:
    layers = list(above)
    while True:
        if not every and not may_extend(text):
            return [*layers, Layer(file, text)]
        from pmladder.files.structured import parse_marked

        layers.append(Layer(file, text, *parse_marked(text, file)))
        base = _base(layers)
        if base is None:
            return layers
        text, file = _text(base, layers[-1]), base


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


def _base(layers: Sequence[Layer]) -> str | None:
    """The file that the last of `layers` extends. Raises InputError for one that it cannot extend."""
    file, raw = layers[-1].file, layers[-1].raw
    if raw is None or EXTENDS not in raw:
        return None
    named = raw[EXTENDS]
    if not isinstance(named, str) or not named or named in _STANDARD_INPUT:
        raise _refused(layers[-1], f"should be {BUILTIN}, or the path of a catalogue file beside this one")
    folder = "" if file in _STANDARD_INPUT else os.path.dirname(file)
    base = path_of(named) if named == BUILTIN else os.path.join(folder, named)
    names = " extends ".join(repr_quoted(name) for name in [*(layer.name for layer in layers), named])
    if _identity(base) in [_identity(layer.file) for layer in layers]:
        raise _refused(layers[-1], f"the files lead in a circle: {names}; take one `extends` out")
    if len(layers) == MOST_FILES:
        raise _refused(layers[-1], f"a chain has at most {MOST_FILES} files: {names}; put some of them into one")
    return base


def _identity(file: str) -> str:
    return file if file in _STANDARD_INPUT or "\0" in file else os.path.realpath(file)


def _text(base: str, layer: Layer) -> str:
    try:
        return read_text(base)
    except InputError as error:
        if any(problem.line is not None for problem in error.problems):
            raise
        # There is nothing wrong in that file: it is the wrong file, or none.
        meant = did_you_mean((layer.raw or {})[EXTENDS], [BUILTIN])
        raise _refused(layer, f"{repr_quoted(base)}: {error.problems[0].what}{meant}") from None


def _refused(layer: Layer, what: str) -> InputError:
    from pmladder.files.positions import locate

    return InputError(layer.file, locate(layer.text, [Problem((EXTENDS,), EXTENDS, what)]))
