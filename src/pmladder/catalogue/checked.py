"""The results of checking a catalogue, as values: the problems of one file, and the list of checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from pmladder.errors import Problem

CheckKind = Literal["error", "warning"]


class Caught(NamedTuple):
    """A problem, its file, and its entry in the notation of `silence` (empty when it belongs to no entry)."""

    problem: Problem
    file: str
    kind: CheckKind
    entry: str | None = None


class Checked(NamedTuple):
    """The result for one file. A file with errors is not searched for warnings. `silenced` counts suppressed warnings.

    A file that cannot be read has the reasons as its errors.
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
    """A file cannot be read, or does not hold a YAML or JSON mapping, so nothing in it can be checked."""


def malformed_entry() -> None:
    """An entry has the wrong form: a key is unknown or missing, or a value or a level is not valid."""


def explained_checks() -> tuple[Explained, ...]:
    """Every check, those that find errors first."""
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
