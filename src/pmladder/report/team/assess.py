"""The report of `team assess`: one row for each person and role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import assess
from pmladder.report.blocks import Column, rows_of
from pmladder.report.report import Report
from pmladder.team.people import Roster, team_of


class Pair(NamedTuple):
    """One person compared with one role. `role` is their own role, `placed_by` the basis of it."""

    id: str
    role: str | None
    placed_by: str | None
    to: str
    verdict: str
    met: int
    exceeded: int
    short: int
    unknown: int
    not_applicable: int
    must_haves_short: int
    must_haves_unknown: int
    presumed: int
    levels_best: int
    levels_worst: int
    growth: int
    must_haves: str
    first_suggestion: str | None


def pairs_of(catalogue: Catalogue, roster: Roster, as_of: date) -> Iterator[Pair]:
    """Everybody in a roster compared with every role of the catalogue, by name."""
    team = team_of(catalogue, roster, as_of)
    for person in (*team.people, *team.outside):
        role, basis = person.answer.placement.role, person.answer.placement.basis
        first = person.answer.suggestions[0].role.id if person.answer.suggestions else None
        placed_by = None if role is None else basis if basis in ("years", "skills") else "role"
        for to in catalogue.roles:
            found = assess(catalogue, person.standing, to, role, person.holdings)
            must = "; ".join(finding.subject for finding in found.must_haves_to_show)
            yield Pair(
                person.id, role.id if role else None, placed_by, to.id, found.verdict, *found.counts, must, first
            )


def report(pairs: Iterator[Pair]) -> Report:
    """The pairs, as rows."""
    every = tuple(pairs)
    return Report(every, tuple, partial(rows_of, tuple(Column(key=key) for key in Pair._fields), every))
