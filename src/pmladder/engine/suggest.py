"""Suggestions: the roles one transition away, assessed and sorted."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import NamedTuple

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.engine.assess import Assessment, Holdings, assess, holdings_of
from pmladder.engine.moves import is_off_rung, moves_from, moves_in, steps_to, unusual
from pmladder.engine.placement import Placement, place, presume
from pmladder.profile.standing import Standing

LAST_KINDS = frozenset({"exit", "step-down"})
"""The kinds of moves that lead out or down. They come last, under their own heading."""


class OrderKey(NamedTuple):
    """The sort key of a suggestion; compared field by field, lowest first.

    `off_rung` is 1 for a way into the ladder on which people with these years of work do not begin.
    """

    out_or_down: int
    off_route: int
    off_rung: int
    outside: int
    unusual: int
    must_haves: int
    levels: int
    role: str


class Suggestion(NamedTuple):
    """A role one transition away, with its assessment.

    `derived`: the catalogue lists no transitions. `on_route`: it is on a shortest way to the goal.
    """

    transition: Transition
    assessment: Assessment
    key: OrderKey
    derived: bool = False
    on_route: bool = False

    @property
    def role(self) -> Role:
        """The role that the transition leads to."""
        return self.assessment.role


class Answer(NamedTuple):
    """The placement of a person, the suggestions in order, and the standing used for them.

    `standing` includes presumed levels.
    """

    placement: Placement
    standing: Standing
    suggestions: tuple[Suggestion, ...]


def next_moves(catalogue: Catalogue, standing: Standing) -> Answer:
    """The roles one transition away from the person's role, or the ways in, sorted."""
    placement = place(catalogue, standing)
    return moves(catalogue, placement, presume(catalogue, standing, placement))


def moves(catalogue: Catalogue, placement: Placement, standing: Standing) -> Answer:
    """The roles one transition away from a placement, sorted. `standing` includes presumed levels.

    Without a placement, these are the ways into the ladder.
    """
    present = placement.role
    onward = [(move, False) for move in moves_in(catalogue)] if present is None else moves_from(catalogue, present)
    distances, holdings = steps_to(catalogue, standing.goal), holdings_of(standing)
    suggestions = [
        _suggestion(catalogue, standing, holdings, present, transition, derived, distances)
        for transition, derived in onward
    ]
    return Answer(placement, standing, tuple(sorted(suggestions, key=lambda suggestion: suggestion.key)))


def gap(catalogue: Catalogue, standing: Standing, role: Role) -> tuple[Placement, Standing, Assessment]:
    """The placement of the person, the standing with presumed levels, and the assessment for `role`."""
    placement = place(catalogue, standing)
    standing = presume(catalogue, standing, placement)
    return placement, standing, assess(catalogue, standing, role, placement.role)


def at_other_sizes(
    catalogue: Catalogue, placement: Placement, standing: Standing, assessment: Assessment
) -> Mapping[CompanySize, Assessment]:
    """If the company size is unknown: the sizes at which the role would ask for other must-haves."""
    if standing.company_size is not None:
        return {}
    found = {}
    for size in assessment.role.sizes:
        there = presume(catalogue, standing._replace(company_size=size), placement)
        other = assess(catalogue, there, assessment.role, placement.role)
        if _to_show(other) != _to_show(assessment):
            found[size] = other
    return found


def _to_show(assessment: Assessment) -> tuple[object, ...]:
    return (assessment.verdict, *((f.subject, f.status) for f in assessment.must_haves_to_show))


def _suggestion(
    catalogue: Catalogue,
    standing: Standing,
    holdings: Holdings,
    present: Role | None,
    transition: Transition,
    derived: bool,
    distances: Mapping[str, int],
) -> Suggestion:
    role = catalogue.roles_by_id[transition.to]
    assessment = assess(catalogue, standing, role, present, holdings)
    counts = assessment.counts
    key = OrderKey(
        out_or_down=int(transition.kind in LAST_KINDS),
        off_route=off_route(present, role, standing.goal, distances),
        off_rung=int(is_off_rung(catalogue, standing, transition)),
        outside=int(is_outside(catalogue, transition, standing.company_size)),
        unusual=unusual(transition),
        must_haves=counts.must_haves_short + counts.must_haves_unknown,
        levels=counts.levels_worst,
        role=role.id,
    )
    here = distances.get(present.id, 0) if present else 0
    on_route = distances.get(role.id, inf) < here
    return Suggestion(transition, assessment, key, derived, on_route)


def is_outside(catalogue: Catalogue, transition: Transition, size: CompanySize | None) -> bool:
    """Whether the role is in no ladder of this company size, or the move is for other sizes."""
    if size is None:
        return False
    if transition.company and size not in transition.company:
        return True
    named = {role for ladder in catalogue.company_ladders if ladder.size == size for role in ladder.ladder}
    return bool(named) and transition.to not in named


def off_route(present: Role | None, role: Role, goal: Role | None, distances: Mapping[str, int]) -> int:
    """0 on a shortest way to the goal, or if there is no goal above."""
    if present is None or present.id not in distances or (goal is not None and goal.seniority < present.seniority):
        return 0
    return int(distances.get(role.id, inf) >= distances[present.id])
