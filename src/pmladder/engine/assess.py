"""Compares one person with one role: requirements, holdings, findings and the verdict.

Requirements and holdings are tables with a line for each axis. The formula (`engine/formula.py`) compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from pmladder.catalogue.fields import CompanySize, Education
from pmladder.catalogue.models import Catalogue, EntryRule, Role
from pmladder.catalogue.role_parts import EvidenceAsked, PeopleLed, SkillAsked, YearsAsked
from pmladder.engine.formula import (
    OPEN,
    Counts,
    Finding,
    Growth,
    Holding,
    Requirement,
    count,
    find,
    growth_in_role,
    growth_of,
    verdict,
)
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing
from pmladder.profile.terms import Axis, Status, Verdict

EDUCATION_ORDER: tuple[Education, ...] = ("none", "school", "bachelor", "master", "doctorate")
"""Degrees in order. The place of a degree is the level that the formula compares."""

NAMES: Mapping[Axis, str] = {
    "years-in-product": "Years in product",
    "years-of-work": "Years of work",
    "people": "People led",
    "reach": "Reach",
    "education": "Education",
}
"""The name of each axis that a role asks for once."""


def requirements_of(catalogue: Catalogue, role: Role, size: CompanySize | None = None) -> tuple[Requirement, ...]:
    """All requirements of `role` at a company of this size; if the size is unknown, those for any size.

    In this order: years in product, years of work, skills in the order of the role, people led, reach, evidence,
    education, time on tracks. Computed once for each role and size.
    """
    tables: dict[tuple[str, CompanySize | None], tuple[Requirement, ...]]
    tables = catalogue.derived.setdefault("requirements", {})
    key = (role.id, size if size in role.by_company else None)
    table = tables.get(key)
    if table is None:
        table = tables[key] = tuple(_requirements(catalogue, role.sized(size)))
    return table


def skills_asked(catalogue: Catalogue, role: Role, size: CompanySize | None = None) -> Mapping[str, Requirement]:
    """The requirements of a role that are about skills, by the skill's id."""
    tables: dict[tuple[str, CompanySize | None], Mapping[str, Requirement]]
    tables = catalogue.derived.setdefault("skills asked", {})
    key = (role.id, size if size in role.by_company else None)
    if key not in tables:
        tables[key] = {r.subject: r for r in requirements_of(catalogue, role, size) if r.axis == "skill"}
    return tables[key]


def _requirements(catalogue: Catalogue, role: Role) -> Iterator[Requirement]:
    yield from _years_asked("years-in-product", role.years_in_product)
    yield from _years_asked("years-of-work", role.years)
    rule = catalogue.entry or EntryRule()
    for skill, asked in role.skills.items():
        if asked.level:
            yield _skill_asked(skill, catalogue.skills_by_id[skill].name, asked, rule)
    if role.people is not None:
        yield from _people_asked(role.people, catalogue.entry is not None)
    if (reach := role.reach) is not None:
        entry = reach.level if reach.entry is None else reach.entry
        yield Requirement("reach", "reach", NAMES["reach"], entry or None, reach.level, reach.must_have, reach.sources)
    for asked_for in role.evidence:
        yield _evidence_asked(asked_for)
    if (education := role.education) is not None and education.level not in (None, "none"):
        level = EDUCATION_ORDER.index(education.level or "none")
        yield Requirement(
            "education", "education", NAMES["education"], level, level, education.must_have, education.sources
        )
    if (prior := role.prior) is not None and prior.years:
        tracks = " or ".join(prior.tracks)
        name = f"Years in {tracks} roles"
        yield Requirement(
            "time-on-track", tracks, name, prior.years, prior.years, prior.must_have, prior.sources, prior.tracks
        )


def _years_asked(axis: Axis, asked: YearsAsked | None) -> Iterator[Requirement]:
    """The minimum is asked before the role, the typical figure is reached in it; one alone serves as both."""
    if asked is None:
        return
    entry = asked.typical if asked.min is None else asked.min
    level = entry if asked.typical is None else asked.typical
    if level:
        yield Requirement(axis, axis, NAMES[axis], entry or None, level, asked.must_have, asked.sources)


def _skill_asked(skill: str, name: str, asked: SkillAsked, rule: EntryRule) -> Requirement:
    entry = asked.entry
    if entry is None:
        entry = max(1, asked.level + (rule.must_have if asked.must_have else rule.supporting))
    return Requirement("skill", skill, name, entry or None, asked.level, asked.must_have, asked.sources)


def _people_asked(asked: PeopleLed, has_entries: bool) -> Iterator[Requirement]:
    """People led before the role and in it. In a catalogue without entries, both are the number that the role leads."""
    entry = asked.entry
    if entry is None and not has_entries:
        entry = asked.min
    level = max(asked.min or 0, entry or 0)
    if level:
        yield Requirement("people", "people", NAMES["people"], entry or None, level, asked.must_have, asked.sources)


def _evidence_asked(asked: EvidenceAsked) -> Requirement:
    entry = asked.count if asked.entry is None else None
    return Requirement(
        "evidence", asked.id, asked.text, entry, asked.count, asked.must_have, asked.sources, kind=asked.kind
    )


_NOT_KNOWN = Holding(0, OPEN, "none")


class Holdings:
    """The holdings of one person. `of` gives the holding to compare with a requirement."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._skills = _skills(standing)
        self._unasked = _unasked(standing)
        self._others: dict[Axis, Holding] = {}

    def of(self, requirement: Requirement) -> Holding:
        """The holding for `requirement`."""
        axis = requirement.axis
        if axis == "skill":
            return self._skills.get(requirement.subject, self._unasked)
        if axis == "evidence":
            return _evidence_held(self._standing, requirement)
        if axis == "time-on-track":
            return _time_on_track(self._standing, requirement.tracks)
        if axis not in self._others:
            self._others[axis] = _ON[axis](self._standing)
        return self._others[axis]

    def skill(self, skill: str) -> Holding:
        """The holding of a skill."""
        return self._skills.get(skill, self._unasked)


def holdings_of(standing: Standing) -> Holdings:
    """The holdings of `standing`, with what is presumed."""
    return Holdings(standing)


def _unasked(standing: Standing) -> Holding:
    """The holding of a skill that is neither rated nor presumed: none, or unknown if a role held could not be read."""
    presumed = standing.presumed
    if presumed is None or presumed.others_unknown:
        return Holding(0, standing.top_level, "none")
    return Holding(0, 0, "presumed")


def _skills(standing: Standing) -> dict[str, Holding]:
    """The holdings of skills: rated, not applicable, named without a level, or presumed.

    A rating replaces the presumed level of its own skill only. A skill that is only named has at least the lowest
    level, and a presumed level wins over that.
    """
    presumed = standing.presumed
    held = {s: Holding(v, v, "presumed") for s, v in presumed.levels.items()} if presumed else {}
    for skill in standing.present:
        if not presumed or not presumed.levels.get(skill):
            held[skill] = Holding(1, standing.top_level, "named")
    for skill, why in standing.not_applicable.items():
        held[skill] = Holding(0, standing.top_level, "none", why)
    for skill, level in standing.levels.items():
        held[skill] = Holding(level, level, "rated")
    return held


def _given(value: float | None) -> Holding:
    return _NOT_KNOWN if value is None else Holding(value, value, "given")


def _years_in_product(standing: Standing) -> Holding:
    """Years as given or else counted (open-ended if a position could not be read); at most all years of work."""
    years, most = standing.years, OPEN if standing.years_of_work is None else standing.years_of_work
    if years is None:
        return Holding(0, most, "given" if most < OPEN else "none")
    if standing.years_basis != "history":
        return Holding(years, years, "given")
    return Holding(years, max(years, most) if standing.history_is_open else years, "counted")


def _years_of_work(standing: Standing) -> Holding:
    """Years as given or counted, or else at least the years in product and in positions of known roles."""
    product = standing.years or 0
    if standing.years_of_work is not None:
        years = max(standing.years_of_work, product)
        return Holding(years, years, "counted" if standing.years_of_work_basis == "history" else "given")
    known = max(product, standing.years_of_known_work)
    return Holding(known, OPEN, "counted") if known else _NOT_KNOWN


def _people_held(standing: Standing) -> Holding:
    return _given(standing.people_led)


def _reach_held(standing: Standing) -> Holding:
    if standing.reach is None and standing.presumed is not None and standing.presumed.reach is not None:
        return Holding(standing.presumed.reach, standing.presumed.reach, "presumed")
    return _given(standing.reach)


def _education_held(standing: Standing) -> Holding:
    return _given(None if standing.education is None else EDUCATION_ORDER.index(standing.education))


def _time_on_track(standing: Standing, tracks: tuple[str, ...]) -> Holding:
    counted = standing.years_on_tracks(tracks)
    if standing.history_is_known:
        return Holding(counted, counted, "counted")
    return Holding(counted, OPEN, "counted" if counted else "none")


def _evidence_held(standing: Standing, asked: Requirement) -> Holding:
    """The number of listed pieces of evidence. Missing entries are unknown, not lacking."""
    shown = min(sum(_shows(entry, asked) for entry in standing.evidence), asked.level)
    return Holding(shown, OPEN, "given" if shown else "none")


def _shows(entry: Evidence, asked: Requirement) -> bool:
    return asked.subject in (entry.id, *entry.shows) or (asked.kind is not None and entry.kind == asked.kind)


_ON: Mapping[Axis, Callable[[Standing], Holding]] = {
    "years-in-product": _years_in_product,
    "years-of-work": _years_of_work,
    "people": _people_held,
    "reach": _reach_held,
    "education": _education_held,
}


class Assessment(NamedTuple):
    """All findings of one profile for one role, and the verdict. There is never a percentage or an average.

    `in_role` holds requirements that are only reached in the role. `dropped` are ids of skills that the present role
    asks for and this role does not.
    """

    role: Role
    verdict: Verdict
    counts: Counts
    findings: tuple[Finding, ...]
    in_role: tuple[Growth, ...] = ()
    dropped: tuple[str, ...] = ()

    def with_status(self, *statuses: Status) -> tuple[Finding, ...]:
        """The findings with these statuses, in the usual order."""
        return tuple(finding for finding in self.findings if finding.status in statuses)

    @property
    def must_haves_to_show(self) -> tuple[Finding, ...]:
        """The must-haves that are short, then those that are unknown."""
        return tuple(f for status in ("short", "unknown") for f in self.findings if f.must_have and f.status == status)

    @property
    def must_haves_short(self) -> tuple[Finding, ...]:
        """The must-haves that are short."""
        return tuple(finding for finding in self.findings if finding.lacks)

    @property
    def growth(self) -> tuple[Growth, ...]:
        """Everything that grows in the role: the rest of each finding, and requirements without an entry."""
        return (*(growth for finding in self.findings if (growth := growth_of(finding))), *self.in_role)


def assess(
    catalogue: Catalogue,
    standing: Standing,
    role: Role,
    present: Role | None = None,
    holdings: Holdings | None = None,
) -> Assessment:
    """Compare `standing` with `role`. `present` is the role held now, to name skills that are no longer asked for.

    Callers that assess many roles pass the `holdings` of the standing, so that these are computed once.
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


def ways_to_close(finding: Finding, catalogue: Catalogue) -> tuple[str, ...]:
    """Activities for each level up to the entry. An unrated skill has none, as it must be rated first."""
    if not finding.is_skill or finding.status != "short":
        return ()
    skill = catalogue.skills_by_id[finding.subject]
    levels = range(int(finding.holding.high) + 1, int(finding.entry) + 1)
    return tuple(text for level in levels for text in skill.close.get(level, ()))
