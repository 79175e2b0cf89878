"""One person held against one role: all findings, their counts and the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.findings import Assessment, Counts, Finding, Verdict
from pmladder.engine.rules import RULES
from pmladder.profile.standing import Standing


def assess(catalogue: Catalogue, standing: Standing, role: Role, present: Role | None = None) -> Assessment:
    """Hold `standing` against `role`; `present` is the role held now, to say what is no longer asked for."""
    findings = tuple(
        _named(finding, catalogue) for finding in chain.from_iterable(rule(role, standing) for rule in RULES)
    )
    dropped = () if present is None else tuple(skill for skill in present.skills if skill not in role.skills)
    return Assessment(role, verdict(findings), _counts(findings), findings, dropped)


def verdict(findings: Sequence[Finding]) -> Verdict:
    """The verdict on a set of findings. What is unknown never counts as short, and never as met."""
    if any(finding.blocks for finding in findings):
        return "blocked"
    if any(finding.status == "unknown" and finding.strength == "blocking" for finding in findings):
        return "can't say yet"
    if any(finding.status == "short" for finding in findings):
        return "within reach"
    return "case to make"


def _counts(findings: Sequence[Finding]) -> Counts:
    statuses = Counter(finding.status for finding in findings)
    blocking = Counter(finding.status for finding in findings if finding.strength == "blocking")
    return Counts(
        met=statuses["met"],
        exceeded=statuses["exceeded"],
        short=statuses["short"],
        unknown=statuses["unknown"],
        not_applicable=statuses["not-applicable"],
        blocking_short_best=blocking["short"],
        blocking_short_worst=blocking["short"] + blocking["unknown"],
        levels_best=sum(finding.climb_best for finding in findings),
        levels_worst=sum(finding.climb_worst for finding in findings),
    )


def _named(finding: Finding, catalogue: Catalogue) -> Finding:
    skill = catalogue.skills_by_id.get(finding.subject) if finding.rule == "skill-level" else None
    return finding if skill is None else finding._replace(name=skill.name)
