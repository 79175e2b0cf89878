"""What one run may take from its surroundings, as its command line says, and what there is to say of them."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

import typer


class Trust(NamedTuple):
    """Options of every command: what is taken that is not known to be the user's own."""

    settings: Annotated[
        str | None, typer.Option("--settings", metavar="FILE", help="The settings file, whoever it belongs to.")
    ] = None
    allow_outside: Annotated[
        bool,
        typer.Option("--allow-outside", help="Let a catalogue extend files outside its folder and git repository."),
    ] = False


@dataclass
class Around:
    """One run: what it trusts, and remarks that stand beside whatever comes of it."""

    trust: Trust = field(default_factory=Trust)
    remarks: list[str] = field(default_factory=list)

    def remark(self, line: str) -> None:
        """Keep a line to be said once."""
        if line not in self.remarks:
            self.remarks.append(line)


_THIS: ContextVar[Around] = ContextVar("around")


def begin() -> Around:
    """The surroundings of a run that begins here."""
    made = Around()
    _THIS.set(made)
    return made


def around() -> Around:
    """The surroundings of this run."""
    return _THIS.get(None) or begin()
