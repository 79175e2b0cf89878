"""One person held against one role: all findings, their counts and the verdict."""

from __future__ import annotations

from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.formula import Counts, Finding, Growth, count, find, growth_in_role, growth_of, verdict
from pmladder.engine.holdings import Holdings, holdings_of
from pmladder.engine.requirements import requirements_of
from pmladder.profile.standing import Standing
from pmladder.profile.terms import Status, Verdict


class Assessment(NamedTuple):
    """All findings of one profile for one role, and the verdict. Never a ratio, never a mean.

    `in_role` is what the role asks that nobody shows before it. `dropped` are ids of skills that the present role
    asks for and this one does not.
    """

    role: Role
    verdict: Verdict
    counts: Counts
    findings: tuple[Finding, ...]
    in_role: tuple[Growth, ...] = ()
    dropped: tuple[str, ...] = ()

    def with_status(self, *statuses: Status) -> tuple[Finding, ...]:
        """The findings of these statuses, in their order."""
        return tuple(finding for finding in self.findings if finding.status in statuses)

    @property
    def must_haves_to_show(self) -> tuple[Finding, ...]:
        """The must-haves that are short, then those that nobody can tell."""
        return tuple(f for status in ("short", "unknown") for f in self.findings if f.must_have and f.status == status)

    @property
    def must_haves_short(self) -> tuple[Finding, ...]:
        """The must-haves that are short."""
        return tuple(finding for finding in self.findings if finding.lacks)

    @property
    def growth(self) -> tuple[Growth, ...]:
        """What comes in the role: what findings leave, and what nobody shows before."""
        return (*(growth for finding in self.findings if (growth := growth_of(finding))), *self.in_role)


def assess(
    catalogue: Catalogue,
    standing: Standing,
    role: Role,
    present: Role | None = None,
    holdings: Holdings | None = None,
) -> Assessment:
    """Hold `standing` against `role`; `present` is the role held now, to say what is no longer asked for.

    Who asks about many roles passes the `holdings` of the standing, so that they are gathered once.
    """
    holding = (holdings or holdings_of(standing)).of
    findings, in_role = [], []
    for requirement in requirements_of(catalogue, role, standing.company_size):
        if requirement.entry is not None:
            findings.append(find(requirement, holding(requirement)))
        elif growth := growth_in_role(requirement, holding(requirement)):
            in_role.append(growth)
    dropped = () if present is None else tuple(skill for skill in present.skills if skill not in role.skills)
    return Assessment(role, verdict(findings), count(findings), tuple(findings), tuple(in_role), dropped)
