"""Silenced warnings: those that `silence` of a catalogue suppresses, and mistakes in `silence` itself."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.naming import check_id, entry_at
from pmladder.errors import Problem
from pmladder.text import did_you_mean, repr_quoted


def unknown_silences(catalogue: Catalogue) -> Iterator[Problem]:
    """A `silence` names a check that is no warning, so it has no effect."""
    if not catalogue.silence:
        return
    from pmladder.catalogue.warnings import WARNINGS

    known = [check_id(warning) for warning in WARNINGS]
    for index, silence in enumerate(catalogue.silence):
        if silence.check not in known:
            hint = did_you_mean(silence.check, known) or "; `pmladder catalogue check --list` lists them"
            what = f"there is no warning {repr_quoted(silence.check)} to silence{hint}"
            yield Problem(("silence", index, "check"), _named(index), what)


def unsilenced(catalogue: Catalogue, warnings: Iterable[Problem]) -> tuple[list[Problem], int]:
    """The warnings that are not silenced, plus warnings of needless silences; and how many were silenced."""
    used: set[int] = set()
    kept, silenced = [], 0
    silences: dict[tuple[str, str | None], list[int]] = {}
    for index, silence in enumerate(catalogue.silence):
        silences.setdefault((silence.check, silence.where), []).append(index)
    for warning in warnings:
        by = _silenced_by(silences, catalogue, warning) if silences else ()
        used.update(by)
        if by:
            silenced += 1
        else:
            kept.append(warning)
    return [*kept, *needless_silence(catalogue, used)], silenced


def needless_silence(catalogue: Catalogue, used: Container[int]) -> Iterator[Problem]:
    """A `silence` no longer matches a warning, and would hide a new one."""
    for index, silence in enumerate(catalogue.silence):
        if index not in used:
            there = f" at {repr_quoted(silence.where)}" if silence.where else ""
            what = f"there is no warning {repr_quoted(silence.check)}{there}; remove this entry, or correct it"
            yield Problem(("silence", index), _named(index), what, check=check_id(needless_silence))


def _silenced_by(
    silences: Mapping[tuple[str, str | None], list[int]], catalogue: Catalogue, warning: Problem
) -> list[int]:
    wheres = {None, entry_at(catalogue, warning.path)}
    return [index for where in wheres for index in silences.get((warning.check, where), ())]


def _named(index: int) -> str:
    return f"silence number {index + 1}"
