"""What goes into the journal: one person's standing on one day, and what the roles that matter ask that day."""

from __future__ import annotations

from datetime import date

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import assess
from pmladder.engine.placement import place
from pmladder.engine.suggest import moves_from
from pmladder.profile.journal import CatalogueThen, Entry, FigureAsked, RoleThen, Why
from pmladder.profile.standing import Standing

_LONGEST = 5_000
"""Characters of a requirement's subject: the tracks of a prior role are as many as a ladder has."""


def entry_of(catalogue: Catalogue, digest: str, standing: Standing, as_of: date, also: Role | None = None) -> Entry:
    """The journal entry of `standing` on the day `as_of`; the journal gives it its sequence number.

    `also` is a role to record beside those that matter anyway.
    """
    present = place(catalogue, standing).role
    about = catalogue.catalogue
    scale = tuple(level.name for level in catalogue.scale)
    roles = _roles_that_matter(catalogue, present, standing.goal)
    if also is not None:
        roles.setdefault(also.id, ())
    return Entry(
        date=as_of.isoformat(),
        catalogue=CatalogueThen(id=about.id, version=about.version, digest=digest, scale=scale),
        role=present.id if present else None,
        years=standing.years,
        years_of_work=standing.years_of_work,
        people=standing.people,
        goal=standing.goal.id if standing.goal else None,
        levels=dict(sorted(standing.levels.items())),
        present=tuple(sorted(standing.present)),
        not_applicable=tuple(sorted(standing.not_applicable)),
        asked={role: role_then(catalogue, standing, catalogue.roles_by_id[role], why) for role, why in roles.items()},
    )


def role_then(catalogue: Catalogue, standing: Standing, role: Role, why: tuple[Why, ...] = ()) -> RoleThen:
    """What `role` asks, and the verdict on what is known. Nothing is presumed."""
    assessment = assess(catalogue, standing._replace(presumed={}), role)
    return RoleThen(
        title=role.title,
        why=why,
        verdict=assessment.verdict,
        skills={skill: asked.level for skill, asked in role.skills.items() if asked.level},
        blocking=tuple(skill for skill, asked in role.skills.items() if asked.level and asked.must_have),
        figures=tuple(
            FigureAsked(
                rule=finding.rule,
                subject=finding.subject[:_LONGEST],
                need=finding.need,
                have=finding.have,
                status=finding.status,
                strength=finding.strength,
            )
            for finding in assessment.findings
            if finding.rule != "skill-level"
        ),
    )


def _roles_that_matter(catalogue: Catalogue, present: Role | None, goal: Role | None) -> dict[str, tuple[Why, ...]]:
    roles: dict[str, tuple[Why, ...]] = {}
    if present is not None:
        roles[present.id] = ("present",)
        for transition, _ in moves_from(catalogue, present):
            roles[transition.to] = ("next",)
    if goal is not None:
        roles[goal.id] = (*roles.get(goal.id, ()), "goal")
    return roles
