"""Where the built-in catalogue lies: inside an installed package, or in the source tree beside `src`."""

from __future__ import annotations

from pathlib import Path

from pmladder.errors import SurroundingsError

NAME = "roles.yaml"


def builtin_path() -> Path:
    """The built-in catalogue's file. Raises SurroundingsError when the installation lost it."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data", package.parent.parent / "data"):
        if (folder / NAME).is_file():
            return folder / NAME
    raise SurroundingsError(f"{NAME} is missing from this installation of pmladder; install it again")
