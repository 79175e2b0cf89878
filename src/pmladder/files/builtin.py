"""Where the built-in catalogue lies: inside an installed package, or in the source tree beside `src`."""

from __future__ import annotations

from pathlib import Path

from pmladder.errors import SurroundingsError

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
