"""What checking a catalogue found, as values: what was caught in one file, and the checks that there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from pmladder.errors import Problem

CheckKind = Literal["error", "warning"]


class Caught(NamedTuple):
    """A problem, the file it is in, and the entry that it is in as `silence` names it, where it is in one."""

    problem: Problem
    file: str
    kind: CheckKind
    entry: str | None = None


class Checked(NamedTuple):
    """One file, checked. Where there are errors, warnings are not looked for; `silenced` counts those not wanted.

    A file that could not be read has its reasons as errors.
    """

    file: str
    errors: tuple[Caught, ...] = ()
    warnings: tuple[Caught, ...] = ()
    silenced: int = 0
    readable: bool = True


class Explained(NamedTuple):
    """One check: its id, whether it finds errors or warnings, and what it looks for and why, in one sentence."""

    id: str
    kind: CheckKind
    sentence: str


def unreadable_file() -> None:
    """A file cannot be read, or is no YAML or JSON mapping, so that nothing in it can be checked."""


def malformed_entry() -> None:
    """An entry is not of the form that a catalogue has: a key is unknown or missing, a value or a level is no such."""


def explained_checks() -> tuple[Explained, ...]:
    """Every check that there is, errors first."""
    from pmladder.catalogue.checks import CHECKS
    from pmladder.catalogue.naming import check_id
    from pmladder.catalogue.silence import needless_silence
    from pmladder.catalogue.warnings import WARNINGS

    errors: tuple[Callable[..., Any], ...] = (unreadable_file, malformed_entry, *CHECKS)
    warnings: tuple[Callable[..., Any], ...] = (*WARNINGS, needless_silence)
    kinds: tuple[tuple[CheckKind, tuple[Callable[..., Any], ...]], ...] = (("error", errors), ("warning", warnings))
    return tuple(
        Explained(check_id(check), kind, " ".join((check.__doc__ or "").split()))
        for kind, checks in kinds
        for check in checks
    )
