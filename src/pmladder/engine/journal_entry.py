"""Makes a journal entry: one person's standing on one day, and what the roles that matter ask that day."""

from __future__ import annotations

from datetime import date

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import Holdings, assess, holdings_of, requirements_of
from pmladder.engine.formula import OPEN, Holding, Requirement
from pmladder.engine.moves import onward
from pmladder.engine.placement import place, presume
from pmladder.profile.journal import AskedThen, CatalogueThen, Entry, HoldingThen, RoleThen, SkillThen, Why
from pmladder.profile.standing import Standing
from pmladder.profile.terms import Axis

_LONGEST = 5_000
"""The most characters of a requirement's subject, as the list of tracks can be long."""

_ALWAYS_HELD: tuple[Axis, ...] = ("years-in-product", "years-of-work", "people")
"""Axes that are always recorded, even if no role asks for them, so that `progress` can show changes."""


def entry_of(catalogue: Catalogue, digest: str, standing: Standing, as_of: date, also: Role | None = None) -> Entry:
    """The journal entry of `standing` on the day `as_of`. The journal sets the sequence number.

    `also` is one more role to record.
    """
    placement = place(catalogue, standing)
    standing = presume(catalogue, standing, placement)
    present, presumed, about = placement.role, standing.presumed, catalogue.catalogue
    whys = _roles_that_matter(catalogue, present, standing.goal)
    if also is not None:
        whys.setdefault(also.id, ())
    roles = {role: catalogue.roles_by_id[role] for role in whys}
    holdings = holdings_of(standing)
    return Entry(
        date=as_of.isoformat(),
        catalogue=CatalogueThen(
            id=about.id, version=about.version, digest=digest, scale=tuple(level.name for level in catalogue.scale)
        ),
        role=present.id if present else None,
        goal=standing.goal.id if standing.goal else None,
        levels=dict(sorted(standing.levels.items())),
        presumed=dict(sorted(presumed.levels.items())) if presumed else {},
        others_presumed_none=presumed is not None and not presumed.others_unknown,
        present=tuple(sorted(standing.present)),
        not_applicable=tuple(sorted(standing.not_applicable)),
        held=_held(catalogue, standing, holdings, list(roles.values())),
        asked={role: _role_then(catalogue, standing, roles[role], reasons, holdings) for role, reasons in whys.items()},
    )


def _held(catalogue: Catalogue, standing: Standing, holdings: Holdings, roles: list[Role]) -> tuple[HoldingThen, ...]:
    """The holdings for years and people, and for all other axes (except skills) that one of `roles` asks for."""
    asked = {(axis, axis): Requirement(axis, axis, axis, None, 0) for axis in _ALWAYS_HELD} | {
        (requirement.axis, requirement.subject): requirement
        for role in roles
        for requirement in _others(catalogue, standing, role)
    }
    found = [(requirement, holdings.of(requirement)) for requirement in asked.values()]
    return tuple(_holding_then(one, held) for one, held in found if one.level or held.is_known)


def _others(catalogue: Catalogue, standing: Standing, role: Role) -> list[Requirement]:
    return [r for r in requirements_of(catalogue, role, standing.company_size) if r.axis != "skill"]


def _holding_then(asked: Requirement, holding: Holding) -> HoldingThen:
    return HoldingThen.model_validate(
        {
            "axis": asked.axis,
            "subject": asked.subject[:_LONGEST],
            "low": holding.low,
            "high": None if holding.high == OPEN else holding.high,
            "basis": holding.basis,
        }
    )


def _role_then(
    catalogue: Catalogue, standing: Standing, role: Role, reasons: tuple[Why, ...], holdings: Holdings
) -> RoleThen:
    asked = requirements_of(catalogue, role, standing.company_size)
    skills = [requirement for requirement in asked if requirement.axis == "skill"]
    return RoleThen(
        title=role.title,
        why=reasons,
        verdict=assess(catalogue, standing, role, holdings=holdings).verdict,
        skills={
            r.subject: SkillThen(entry=None if r.entry is None else int(r.entry), level=int(r.level)) for r in skills
        },
        must_have=tuple(r.subject for r in skills if r.must_have),
        others=tuple(
            AskedThen.model_validate(
                {
                    "axis": r.axis,
                    "subject": r.subject[:_LONGEST],
                    "entry": r.entry,
                    "level": r.level,
                    "must_have": r.must_have,
                }
            )
            for r in asked
            if r.axis != "skill"
        ),
    )


def _roles_that_matter(catalogue: Catalogue, present: Role | None, goal: Role | None) -> dict[str, tuple[Why, ...]]:
    roles: dict[str, tuple[Why, ...]] = {}
    if present is not None:
        roles[present.id] = ("present",)
        for role in onward(catalogue, present):
            roles[role] = ("next",)
    if goal is not None:
        roles[goal.id] = (*roles.get(goal.id, ()), "goal")
    return roles
