"""What is next: the roles one transition away, assessed and put in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.engine.assess import Assessment, Holdings, assess, holdings_of
from pmladder.engine.moves import is_off_rung, moves_from, moves_in, steps_to, unusual
from pmladder.engine.placement import Placement, place, presume
from pmladder.profile.standing import Standing

LAST_KINDS = frozenset({"exit", "step-down"})
"""Moves that lead out or down: they come last, under a heading of their own."""


class OrderKey(NamedTuple):
    """Why a suggestion stands where it does; compared from the first field to the last, lowest first.

    `off_rung` is a way into the ladder on which people with so many years of work do not begin.
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

    `derived` when the catalogue lists no transitions; `on_route` when it is on a shortest way to the goal.
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
    """Where a person is, the moves from there in order, and the standing that they were judged by.

    `standing` holds what is presumed.
    """

    placement: Placement
    standing: Standing
    suggestions: tuple[Suggestion, ...]


def next_moves(catalogue: Catalogue, standing: Standing) -> Answer:
    """The roles one transition away from where the person stands, or the ways in, in order."""
    placement = place(catalogue, standing)
    return moves(catalogue, placement, presume(catalogue, standing, placement))


def moves(catalogue: Catalogue, placement: Placement, standing: Standing) -> Answer:
    """The roles one transition away from a placement, in order, for what is held and presumed.

    For who is placed nowhere, they are the ways into the ladder.
    """
    present = placement.role
    onward = [(move, False) for move in moves_in(catalogue)] if present is None else moves_from(catalogue, present)
    steps, holdings = steps_to(catalogue, standing.goal), holdings_of(standing)
    suggestions = [
        _suggestion(catalogue, standing, holdings, present, transition, derived, steps)
        for transition, derived in onward
    ]
    return Answer(placement, standing, tuple(sorted(suggestions, key=lambda suggestion: suggestion.key)))


def gap(catalogue: Catalogue, standing: Standing, role: Role) -> tuple[Placement, Standing, Assessment]:
    """Where the person stands, the standing judged by, with what is presumed, and the assessment for `role`."""
    placement = place(catalogue, standing)
    standing = presume(catalogue, standing, placement)
    return placement, standing, assess(catalogue, standing, role, placement.role)


def at_other_sizes(
    catalogue: Catalogue, placement: Placement, standing: Standing, assessment: Assessment
) -> Mapping[CompanySize, Assessment]:
    """For who says no company size: the sizes at which the role would ask to show other must-haves."""
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
    steps: Mapping[str, int],
) -> Suggestion:
    role = catalogue.roles_by_id[transition.to]
    assessment = assess(catalogue, standing, role, present, holdings)
    counts = assessment.counts
    key = OrderKey(
        out_or_down=int(transition.kind in LAST_KINDS),
        off_route=off_route(present, role, standing.goal, steps),
        off_rung=int(is_off_rung(catalogue, standing, transition)),
        outside=int(is_outside(catalogue, transition, standing.company_size)),
        unusual=unusual(transition),
        must_haves=counts.must_haves_short + counts.must_haves_unknown,
        levels=counts.levels_worst,
        role=role.id,
    )
    here = steps.get(present.id, 0) if present else 0
    on_route = steps.get(role.id, len(steps) + 1) < here and key.off_route == 0
    return Suggestion(transition, assessment, key, derived, on_route)


def is_outside(catalogue: Catalogue, transition: Transition, size: CompanySize | None) -> bool:
    """Whether the role is in no ladder of a company of this size, or the move is one of other sizes."""
    if size is None:
        return False
    if transition.company and size not in transition.company:
        return True
    named = {role for ladder in catalogue.company_ladders if ladder.size == size for role in ladder.ladder}
    return bool(named) and transition.to not in named


def off_route(present: Role | None, role: Role, goal: Role | None, steps: Mapping[str, int]) -> int:
    """0 on a shortest chain of transitions to the goal, or when there is no goal above to be on the way to."""
    if present is None or present.id not in steps or (goal is not None and goal.seniority < present.seniority):
        return 0
    return int(steps.get(role.id, len(steps) + 1) >= steps[present.id])
