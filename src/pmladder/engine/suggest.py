"""What is next: the roles one transition away, assessed and put in order."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from pmladder.catalogue.fields import MoveKind
from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.engine.assess import assess
from pmladder.engine.findings import Assessment, OrderKey, Suggestion
from pmladder.engine.placement import Placement, place
from pmladder.profile.standing import Standing

COMMON_ORDER = ("usual", "often", "sometimes", "rare")
"""How usual a move is, most usual first; a transition that does not say comes between often and sometimes."""
_UNSAID = 1.5


class Answer(NamedTuple):
    """Where a person is, the moves from there in order, and the standing that they were judged by.

    `standing` holds presumed levels when no skill was rated.
    """

    placement: Placement
    standing: Standing
    suggestions: tuple[Suggestion, ...]


def next_moves(catalogue: Catalogue, standing: Standing) -> Answer:
    """The roles one transition away from where the person stands, in order."""
    placement = place(catalogue, standing)
    return moves(catalogue, placement, presume(standing, placement))


def moves(catalogue: Catalogue, placement: Placement, standing: Standing) -> Answer:
    """The roles one transition away from a placement, in order, for what is held and presumed."""
    if placement.role is None:
        return Answer(placement, standing, ())
    steps = _steps_to(catalogue, standing.goal)
    suggestions = [
        _suggestion(catalogue, standing, placement.role, transition, derived, steps)
        for transition, derived in moves_from(catalogue, placement.role)
    ]
    return Answer(placement, standing, tuple(sorted(suggestions, key=lambda suggestion: suggestion.key)))


def presume(standing: Standing, placement: Placement) -> Standing:
    """Presume the skills of the role that the person is placed on: where no skill is rated, or years alone place.

    Placed by years, a level once passed on the way is presumed kept, so that more years never open a gap.
    """
    if placement.role is None:
        return standing
    rated = standing.levels or standing.present or standing.not_applicable
    if rated and placement.basis != "years":
        return standing
    return standing.presuming(placement.rungs or (placement.role,))


def gap(catalogue: Catalogue, standing: Standing, role: Role) -> tuple[Placement, Standing, Assessment]:
    """Where the person stands, the standing judged by, with what is presumed, and the assessment for `role`."""
    placement = place(catalogue, standing)
    standing = presume(standing, placement)
    return placement, standing, assess(catalogue, standing, role, placement.role)


def moves_from(catalogue: Catalogue, role: Role) -> list[tuple[Transition, bool]]:
    """The transitions from a role. In a catalogue without any, the next rung of its family, as derived.

    That is the next role of its own track and, where the ladder forks on the way there, that of each other track.
    """
    if catalogue.transitions:
        return [(transition, False) for transition in catalogue.moves.get(role.id, ())]
    higher = [other for other in catalogue.roles if other.family == role.family and other.seniority > role.seniority]
    nearest: dict[str, int] = {}
    for other in higher:
        nearest[other.track] = min(other.seniority, nearest.get(other.track, other.seniority))
    rung = nearest.get(role.track, min(nearest.values(), default=role.seniority))
    return [(_derived(role, other), True) for other in higher if other.seniority == nearest[other.track] <= rung]


def _derived(role: Role, other: Role) -> Transition:
    kind: MoveKind = "promotion" if other.track == role.track else "fork"
    return Transition.model_construct(from_role=role.id, to=other.id, kind=kind)


def _suggestion(
    catalogue: Catalogue,
    standing: Standing,
    present: Role,
    transition: Transition,
    derived: bool,
    steps: dict[str, int],
) -> Suggestion:
    role = catalogue.roles_by_id[transition.to]
    assessment = assess(catalogue, standing, role, present)
    key = OrderKey(
        off_route=_off_route(present, role, standing.goal, steps),
        other_company=_other_company(transition, standing),
        unusual=unusual(transition),
        time_misfit=_time_misfit(transition, standing.years_in_role),
        blockers_worst=assessment.counts.blocking_short_worst,
        levels_worst=assessment.counts.levels_worst,
        role=role.id,
    )
    on_route = steps.get(role.id, len(steps) + 1) < steps.get(present.id, 0) and key.off_route == 0
    return Suggestion(transition, assessment, key, derived, on_route)


def unusual(transition: Transition) -> int:
    """Twice the place in `COMMON_ORDER`, so that what is unsaid has a whole number too."""
    place = COMMON_ORDER.index(transition.common) if transition.common else _UNSAID
    return int(2 * place)


def _time_misfit(transition: Transition, years_in_role: float | None) -> int:
    """0 when the time in the present role fits the move, or is unknown; 1 when it is too short for it."""
    years = transition.years_in_from
    return int(years_in_role is not None and years is not None and years_in_role < years.min)


def _other_company(transition: Transition, standing: Standing) -> int:
    """1 when the move is one of companies of another size than the person's."""
    if not transition.company or standing.company_size is None:
        return 0
    return int(standing.company_size not in transition.company)


def _off_route(present: Role, role: Role, goal: Role | None, steps: dict[str, int]) -> int:
    """0 on a shortest chain of transitions to the goal, or when there is no goal above to be on the way to."""
    if present.id not in steps or (goal is not None and goal.seniority < present.seniority):
        return 0
    return int(steps.get(role.id, len(steps) + 1) >= steps[present.id])


def _onward(catalogue: Catalogue) -> dict[str, list[str]]:
    """For each role, those that a move leads to. Derived moves are the same for all roles of a rung."""
    rungs: dict[tuple[object, ...], list[str]] = {}
    onward = {}
    for role in catalogue.roles:
        rung = (role.id,) if catalogue.transitions else (role.family, role.track, role.seniority)
        if rung not in rungs:
            rungs[rung] = [transition.to for transition, _ in moves_from(catalogue, role)]
        onward[role.id] = rungs[rung]
    return onward


def _steps_to(catalogue: Catalogue, goal: Role | None) -> dict[str, int]:
    """From how many transitions away each role reaches the goal; roles that never do are missing."""
    if goal is None:
        return {}
    backward: dict[str, list[str]] = {}
    for role, onward in _onward(catalogue).items():
        for to in onward:
            backward.setdefault(to, []).append(role)
    steps, queue = {goal.id: 0}, deque([goal.id])
    while queue:
        reached = queue.popleft()
        for before in backward.get(reached, ()):
            if before not in steps:
                steps[before] = steps[reached] + 1
                queue.append(before)
    return steps
