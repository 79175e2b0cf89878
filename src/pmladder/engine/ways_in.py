"""Ways in: from which roles around a ladder people come into it, and on which rung they begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.engine.moves import unusual
from pmladder.profile.standing import Standing

CORE = "core"


class WayIn(NamedTuple):
    """A role outside the ladder, and the moves from it into the ladder, the most usual first."""

    role: Role
    moves: tuple[Transition, ...]


class UsualRung(NamedTuple):
    """The rung that most ways in lead to, and the years of work that people typically have when they come to it."""

    role: Role
    from_years: float | None


def ways_in(catalogue: Catalogue) -> Sequence[WayIn]:
    """The ways into the core of the ladder, in the order of the catalogue. Worked out once."""
    known: dict[str, Sequence[WayIn]] = catalogue.derived
    if "ways in" not in known:
        outside = (WayIn(role, _by_use(catalogue, role)) for role in catalogue.roles if role.family != CORE)
        known["ways in"] = tuple(way for way in outside if way.moves)
    return known["ways in"]


def usual_rung(catalogue: Catalogue) -> UsualRung | None:
    """The rung that most ways in lead to; None in a catalogue without ways in."""
    counted = Counter(move.to for way in ways_in(catalogue) for move in way.moves)
    if not counted:
        return None
    roles = catalogue.roles_by_id
    role = roles[min(counted, key=lambda to: (-counted[to], roles[to].seniority, to))]
    return UsualRung(role, role.years.typical if role.years else None)


def moves_in(catalogue: Catalogue) -> Sequence[Transition]:
    """The moves of people who hold no role yet: to each rung that asks for no years in product before.

    A rung that a single way in leads to is for those people alone. Each move is as usual as the most usual way in to
    its rung; how long it takes, nobody can say.
    """
    leading: dict[str, list[Transition]] = {}
    for move in (move for way in ways_in(catalogue) for move in way.moves):
        leading.setdefault(move.to, []).append(move)
    open_to_all = {to: min(moves, key=unusual) for to, moves in leading.items() if len(moves) > 1}
    return [
        Transition.model_construct(from_role="", to=to, kind="entry", common=move.common)
        for to, move in open_to_all.items()
        if not _years_before(catalogue, to)
    ]


def is_off_rung(catalogue: Catalogue, standing: Standing, move: Transition) -> bool:
    """Whether somebody with so many years of work begins on another rung than a move into the ladder leads to.

    Above the usual rung it takes the years that the role asks for; below it begins who has not yet the years that
    people typically bring to the usual one.
    """
    work, usual = standing.years_of_work, usual_rung(catalogue)
    if work is None or usual is None or move.kind != "entry":
        return False
    role = catalogue.roles_by_id[move.to]
    if role.family != CORE:
        return False
    if role.seniority < usual.role.seniority:
        return usual.from_years is not None and work >= usual.from_years
    return role.seniority > usual.role.seniority and role.years is not None and work < (role.years.min or 0)


def _years_before(catalogue: Catalogue, role: str) -> float:
    asked = catalogue.roles_by_id[role].years_in_product
    return (asked.min if asked else None) or 0


def _by_use(catalogue: Catalogue, role: Role) -> tuple[Transition, ...]:
    into = [move for move in catalogue.moves.get(role.id, ()) if move.kind == "entry" and _is_core(catalogue, move)]
    return tuple(sorted(into, key=unusual))


def _is_core(catalogue: Catalogue, move: Transition) -> bool:
    return catalogue.roles_by_id[move.to].family == CORE
