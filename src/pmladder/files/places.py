"""Where the files that a person keeps are, when nothing says otherwise: the user's data folder."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from pmladder.errors import SurroundingsError
from pmladder.files.settings import PROFILE, data_folder


def own_profile() -> str:
    """The path of the user's own profile, there or not. Raises SurroundingsError where the user has no home."""
    folder = data_folder()
    if folder is None:
        raise SurroundingsError(
            "there is no home folder to keep a profile in; name a file with --profile; nothing was changed"
        )
    return str(folder / PROFILE)


def from_home(path: str) -> str:
    """The path as people read it: with ~ for their home folder."""
    try:
        home = Path.home()
    except RuntimeError:
        return path
    return f"~/{Path(path).relative_to(home)}" if Path(path).is_relative_to(home) else path


def make_data_folder(folder: Path) -> None:
    """Make `folder` for this user alone, if it is the data folder and missing; any other is the user's to make.

    Raises OSError. A home that is not there is not made up.
    """
    own = data_folder()
    if folder.is_dir() or own is None or folder != Path(os.path.realpath(own)):
        return
    root = folder.parent.parent
    with contextlib.suppress(RuntimeError):
        home = Path(os.path.realpath(Path.home()))
        root = home if folder.is_relative_to(home) else root
    missing = [place for place in (folder, *folder.parents) if place.is_relative_to(root) and place != root]
    for place in reversed(missing):
        if not place.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)
