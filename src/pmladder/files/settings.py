"""The defaults of a user: the settings file, and the data folder with the user's profile.

`pmladder.yaml` in the working folder or one above it, else `config.yaml` in the user's configuration folder.
Paths in it are relative to it. A settings file counts only if it belongs to the user or to root. In a shared folder
anybody could leave one, and it decides where ratings are saved.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pmladder.catalogue.fields import Line, Model
from pmladder.errors import SurroundingsError
from pmladder.files import system

NAME = "pmladder.yaml"
PROFILE = "profile.yaml"
"""The name of the profile in the user's data folder."""


class SettingsModel(Model):
    """The keys of a settings file."""

    catalogue: Line | None = None
    profile: Line | None = None
    format: Line | None = None


class Settings(NamedTuple):
    """The settings and their file, or empty settings. `left_out` are ignored files of other users."""

    file: str | None = None
    catalogue: str | None = None
    profile: str | None = None
    format: str | None = None
    left_out: tuple[str, ...] = ()


def find_settings(folder: Path) -> Settings:
    """The settings for `folder`. Raises InputError if a settings file is wrong."""
    left_out: list[str] = []
    for file in places(folder):
        if os.path.isfile(file):  # unlike Path.is_file, this does not fail for an unreadable folder
            if system.is_trusted(file):
                return read_settings(file)._replace(left_out=tuple(left_out))
            left_out.append(str(file))
    return Settings(left_out=tuple(left_out))


def places(folder: Path) -> Iterator[Path]:
    """The possible places of a settings file for `folder`, the nearest first."""
    yield from (place / NAME for place in (folder, *folder.parents))
    from platformdirs import user_config_path

    user_folder = _own_folder(user_config_path)
    if user_folder is not None:
        yield user_folder / "config.yaml"


def data_folder() -> Path | None:
    """The user's data folder, which may not exist; None if the user has no home."""
    from platformdirs import user_data_path

    return _own_folder(user_data_path)


def kept_profile() -> str | None:
    """The profile in the user's data folder, if it exists. It is the default profile."""
    folder = data_folder()
    path = str(folder / PROFILE) if folder else None
    return path if path and os.path.lexists(path) else None


def own_profile() -> str:
    """The path of the user's own profile, which may not exist. Raises SurroundingsError if the user has no home."""
    folder = data_folder()
    if folder is None:
        raise SurroundingsError(
            "there is no home folder to keep a profile in; name a file with --profile; nothing was changed"
        )
    return str(folder / PROFILE)


def from_home(path: str) -> str:
    """The path with ~ for the home folder."""
    try:
        home = Path.home()
    except RuntimeError:
        return path
    return f"~/{Path(path).relative_to(home)}" if Path(path).is_relative_to(home) else path


def make_data_folder(folder: Path) -> None:
    """Create `folder`, readable only by the user, if it is the data folder and missing. Users create other folders
    themselves.

    Raises OSError. A missing home is not created.
    """
    user_folder = data_folder()
    if folder.is_dir() or user_folder is None or folder != Path(os.path.realpath(user_folder)):
        return
    root = folder.parent.parent
    with contextlib.suppress(RuntimeError):
        home = Path(os.path.realpath(Path.home()))
        root = home if folder.is_relative_to(home) else root
    missing = [place for place in (folder, *folder.parents) if place.is_relative_to(root) and place != root]
    for place in reversed(missing):
        if not place.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)


def _own_folder(find: Callable[..., Path]) -> Path | None:
    try:
        folder = find("pmladder", appauthor=False)
    except (RuntimeError, OSError):
        return None
    return folder if folder.is_absolute() else None


def read_settings(path: Path) -> Settings:
    """The settings in the file at `path`. Raises InputError if it is missing, unreadable or wrong."""
    from pmladder.files.bounded import read_text
    from pmladder.formats.limits import PROBLEMS
    from pmladder.formats.structured import read_mapping
    from pmladder.validation import validate

    file = str(path)
    text = read_text(file)
    if all(line.strip() in ("", "---") or line.lstrip().startswith("#") for line in text.splitlines()):
        return Settings(file)  # all lines are comments
    document = read_mapping(text, file)
    made = validate(SettingsModel, document.value, PROBLEMS)
    if not isinstance(made, SettingsModel):
        raise document.refusal(made)
    return Settings(file, _beside(path, made.catalogue), _beside(path, made.profile), made.format)


def _beside(path: Path, named: str | None) -> str | None:
    if named is None or named in ("builtin", "-"):
        return named
    return os.path.normpath(path.parent / os.path.expanduser(named))
