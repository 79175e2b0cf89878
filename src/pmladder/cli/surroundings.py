"""The surroundings of one run: settings, the catalogue, the profile, and remarks about them."""

from __future__ import annotations

import os
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from pmladder.files.catalogue_file import BUILTIN, CatalogueFile, read_catalogue
from pmladder.files.settings import Settings, find_settings, kept_profile, read_settings

EVERY_COMMAND = "Every command"
"""The heading of these options on the pages of help."""


class EveryCommand(NamedTuple):
    """Options of every command: trust in files of others, and how the answer is shown."""

    settings: Annotated[
        str | None,
        typer.Option(
            "--settings",
            metavar="FILE",
            help="The settings file, whoever it belongs to.",
            rich_help_panel=EVERY_COMMAND,
        ),
    ] = None
    allow_outside: Annotated[
        bool,
        typer.Option(
            "--allow-outside",
            help="Let a catalogue extend files outside its folder and git repository.",
            rich_help_panel=EVERY_COMMAND,
        ),
    ] = False
    compact: Annotated[
        bool,
        typer.Option(
            "--compact",
            help="JSON in at most 4 kB: what matters first, and how much more there is.",
            rich_help_panel=EVERY_COMMAND,
        ),
    ] = False
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet", "-q", help="Print the answer alone; errors are still shown.", rich_help_panel=EVERY_COMMAND
        ),
    ] = False
    no_pager: Annotated[
        bool,
        typer.Option(
            "--no-pager", help="Print a long answer at once, not page by page.", rich_help_panel=EVERY_COMMAND
        ),
    ] = False


@dataclass
class Surroundings:
    """The surroundings of one run: the options of every command, and the remarks."""

    catalogue: CatalogueFile | None = None
    """A catalogue that was read before this run; no other is read."""
    options: EveryCommand = field(default_factory=EveryCommand)
    remarks: list[str] = field(default_factory=list)

    def remark(self, line: str) -> None:
        """Keep a remark, to be shown once."""
        if line not in self.remarks:
            self.remarks.append(line)


_OF_THIS_RUN: ContextVar[Surroundings] = ContextVar("surroundings")


def begin(catalogue: CatalogueFile | None = None) -> Surroundings:
    """Begin a run, with a catalogue if it was read already."""
    made = Surroundings(catalogue)
    _OF_THIS_RUN.set(made)
    return made


def surroundings() -> Surroundings:
    """The surroundings of this run."""
    return _OF_THIS_RUN.get(None) or begin()


def settings_here(named: str | None = None) -> Settings:
    """The settings that an option or the environment names, else those of the working folder.

    Default settings if the working folder is gone. A file of somebody else is left out, with a remark.
    """
    named = named or surroundings().options.settings or os.environ.get("PMLADDER_SETTINGS")
    if named:
        return read_settings(Path(named))
    try:
        found = find_settings(Path.cwd())
    except OSError:
        return Settings()
    for file in found.left_out:
        surroundings().remark(f"settings: {file} belongs to somebody else and is left out; --settings {file} takes it")
    return found


def choose_catalogue(option: str | None, settings: Settings | None = None) -> CatalogueFile:
    """The catalogue that option, environment, settings file or the program itself names, in this order."""
    if fixed := surroundings().catalogue:
        return fixed
    return read_catalogue(named_catalogue(option, settings), surroundings().options.allow_outside)


def named_catalogue(option: str | None, settings: Settings | None = None) -> str:
    """The name of that catalogue: a file, `-` or `builtin`."""
    return option or os.environ.get("PMLADDER_CATALOGUE") or (settings or settings_here()).catalogue or BUILTIN


def kept_catalogues() -> list[str]:
    """The catalogue that the environment or the settings file names, if any."""
    path = os.environ.get("PMLADDER_CATALOGUE") or settings_here().catalogue
    return [path] if path else []


def kept_profiles() -> list[str]:
    """The profile that is read if no option names one, if any."""
    path = os.environ.get("PMLADDER_PROFILE") or settings_here().profile or kept_profile()
    return [path] if path else []
