"""What a role asks, as a table: one requirement for each axis, at a company of one size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmladder.catalogue.fields import CompanySize, Education
from pmladder.catalogue.models import Catalogue, EntryRule, Role
from pmladder.catalogue.role_parts import EvidenceAsked, PeopleLed, SkillAsked, YearsAsked
from pmladder.engine.formula import Requirement
from pmladder.profile.terms import Axis

EDUCATION_ORDER: tuple[Education, ...] = ("none", "school", "bachelor", "master", "doctorate")
"""Degrees in order; the place in it is the level that the formula compares."""

NAMES: Mapping[Axis, str] = {
    "years-in-product": "Years in product",
    "years-of-work": "Years of work",
    "people": "People led",
    "reach": "Reach",
    "education": "Education",
}
"""What people read for an axis of which a role asks once."""


def requirements_of(catalogue: Catalogue, role: Role, size: CompanySize | None = None) -> tuple[Requirement, ...]:
    """Everything that `role` asks at a company of this size; of an unknown size, what it asks anywhere.

    In this order: years in product, years of work, skills in the order of the role, people led, reach, evidence,
    education, time on tracks. Worked out once for each role and size of a catalogue.
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
    yield from _years("years-in-product", role.years_in_product)
    yield from _years("years-of-work", role.years)
    rule = catalogue.entry or EntryRule()
    for skill, asked in role.skills.items():
        if asked.level:
            yield _skill(skill, catalogue.skills_by_id[skill].name, asked, rule)
    if role.people is not None:
        yield from _people(role.people, catalogue.entry is not None)
    if (reach := role.reach) is not None:
        entry = reach.level if reach.entry is None else reach.entry
        yield Requirement("reach", "reach", NAMES["reach"], entry or None, reach.level, reach.must_have, reach.sources)
    for asked_for in role.evidence:
        yield _evidence(asked_for)
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


def _years(axis: Axis, asked: YearsAsked | None) -> Iterator[Requirement]:
    """The floor is shown before, what is typical comes with time; one of them alone is both."""
    if asked is None:
        return
    entry = asked.typical if asked.min is None else asked.min
    level = entry if asked.typical is None else asked.typical
    if level:
        yield Requirement(axis, axis, NAMES[axis], entry or None, level, asked.must_have, asked.sources)


def _skill(skill: str, name: str, asked: SkillAsked, rule: EntryRule) -> Requirement:
    entry = asked.entry
    if entry is None:
        entry = max(1, asked.level + (rule.must_have if asked.must_have else rule.supporting))
    return Requirement("skill", skill, name, entry or None, asked.level, asked.must_have, asked.sources)


def _people(asked: PeopleLed, has_entries: bool) -> Iterator[Requirement]:
    """People led before, and in the role. Where a catalogue knows no entries, both are what the role leads."""
    entry = asked.entry
    if entry is None and not has_entries:
        entry = asked.min
    level = max(asked.min or 0, entry or 0)
    if level:
        yield Requirement("people", "people", NAMES["people"], entry or None, level, asked.must_have, asked.sources)


def _evidence(asked: EvidenceAsked) -> Requirement:
    entry = None if asked.in_role else asked.count
    return Requirement(
        "evidence", asked.id, asked.text, entry, asked.count, asked.must_have, asked.sources, kind=asked.kind
    )
