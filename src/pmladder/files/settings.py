"""The settings file: which catalogue, profile and format to use where nothing else says.

`pmladder.yaml` in the working folder or one above it, else `config.yaml` in the user's configuration folder.
Paths in it are relative to it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pmladder.catalogue.fields import Line, Model
from pmladder.errors import InputError

NAME = "pmladder.yaml"
PROFILE = "profile.yaml"
"""The name of the profile in the user's data folder."""


class SettingsModel(Model):
    """What a settings file may say."""

    catalogue: Line | None = None
    profile: Line | None = None
    format: Line | None = None


class Settings(NamedTuple):
    """What was found, and in which file; nothing where there is none."""

    file: str | None = None
    catalogue: str | None = None
    profile: str | None = None
    format: str | None = None


def find_settings(folder: Path) -> Settings:
    """The settings that hold in `folder`. Raises InputError when a settings file is wrong."""
    for place in (folder, *folder.parents):
        if os.path.isfile(place / NAME):  # unlike Path.is_file, quiet where a folder cannot be searched
            return _read(place / NAME)
    from platformdirs import user_config_path

    own = _own_folder(user_config_path)
    if own is not None and os.path.isfile(own / "config.yaml"):
        return _read(own / "config.yaml")
    return Settings()


def data_folder() -> Path | None:
    """The user's data folder, there or not; None where the user has no home."""
    from platformdirs import user_data_path

    return _own_folder(user_data_path)


def kept_profile() -> str | None:
    """The profile in the user's data folder, if there is one: it is used where nothing names another."""
    folder = data_folder()
    path = str(folder / PROFILE) if folder else None
    return path if path and os.path.lexists(path) else None


def _own_folder(find: Callable[..., Path]) -> Path | None:
    try:
        folder = find("pmladder", appauthor=False)
    except (RuntimeError, OSError):
        return None
    return folder if folder.is_absolute() else None


def _read(path: Path) -> Settings:
    from pmladder.files.bounded import read_text
    from pmladder.files.positions import locate
    from pmladder.files.structured import parse
    from pmladder.validation import validate

    file = str(path)
    text = read_text(file)
    if all(line.strip() in ("", "---") or line.lstrip().startswith("#") for line in text.splitlines()):
        return Settings(file)  # everything in it is commented out
    made = validate(SettingsModel, parse(text, file))
    if not isinstance(made, SettingsModel):
        raise InputError(file, locate(text, made))
    return Settings(file, _beside(path, made.catalogue), _beside(path, made.profile), made.format)


def _beside(path: Path, named: str | None) -> str | None:
    if named is None or named in ("builtin", "-"):
        return named
    return os.path.normpath(path.parent / os.path.expanduser(named))
