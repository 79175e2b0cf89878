"""The pieces that several reports share: catalogue, placement, finding, assessment, transition as data."""

from __future__ import annotations

from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.catalogue.role_parts import Pay, PeopleLed, YearsAsked
from pmladder.engine.findings import Assessment, Counts, Finding, Status, Verdict
from pmladder.engine.placement import Basis, Placement
from pmladder.profile.standing import Standing, YearsBasis


class CatalogueRef(NamedTuple):
    """Which catalogue an answer rests on: its id, its version, and the SHA-256 of its file's text."""

    id: str
    version: str
    digest: str

    @classmethod
    def of(cls, catalogue: Catalogue, digest: str) -> CatalogueRef:
        """The reference to a catalogue whose text has this digest."""
        return cls(catalogue.catalogue.id, catalogue.catalogue.version, digest)


class RoleName(NamedTuple):
    """The role that was asked for, and its place on the ladder."""

    role: str
    title: str
    track: str
    seniority: int

    @classmethod
    def of(cls, role: Role) -> RoleName:
        """A role by name."""
        return cls(role.id, role.title, role.track, role.seniority)


class PlacementData(NamedTuple):
    """Where the person is, on what basis, and the roles that years and skills each point at.

    `years` are those in product, given or counted from the history. `alternatives` are roles that the same
    years are usual for as well.
    """

    role: str | None
    title: str | None
    basis: Basis | None
    years: float | None
    years_basis: YearsBasis | None
    people: int | None
    by_years: str | None
    by_skills: str | None
    alternatives: tuple[str, ...]
    conflict: bool

    @classmethod
    def of(cls, placement: Placement, standing: Standing) -> PlacementData:
        """A placement as data."""
        return cls(
            role=placement.role.id if placement.role else None,
            title=placement.role.title if placement.role else None,
            basis=placement.basis,
            years=standing.years,
            years_basis=standing.years_basis,
            people=standing.people,
            by_years=placement.by_years.id if placement.by_years else None,
            by_skills=placement.by_skills.id if placement.by_skills else None,
            alternatives=tuple(role.id for role in placement.alternatives),
            conflict=placement.conflict,
        )


class FindingData(NamedTuple):
    """One requirement held against the profile. For skills, `need` and `have` are levels with their names.

    `close` lists activities that lead from what is held to what is asked, the next level first.
    """

    rule: str
    subject: str
    name: str
    need: float | int | str
    need_name: str | None
    have: float | int | str | None
    have_name: str | None
    status: Status
    strength: str
    presumed: bool
    reason: str
    sources: tuple[str, ...]
    close: tuple[str, ...]

    @property
    def blocks(self) -> bool:
        """Whether this is a blocker."""
        return self.status == "short" and self.strength == "blocking"

    @classmethod
    def of(cls, finding: Finding, catalogue: Catalogue) -> FindingData:
        """A finding as data, with the ways to close it."""
        is_skill = finding.rule == "skill-level"
        return cls(
            rule=finding.rule,
            subject=finding.subject,
            name=finding.name,
            need=finding.need,
            need_name=level_name(finding.need, catalogue) if is_skill else None,
            have=finding.have,
            have_name=level_name(finding.have, catalogue) if is_skill else None,
            status=finding.status,
            strength=finding.strength,
            presumed=finding.presumed,
            reason=finding.reason,
            sources=finding.sources,
            close=_close(finding, catalogue) if is_skill else (),
        )


class SkillLevel(NamedTuple):
    """A skill at a level that matters to an answer: `have` is the person's, `need` the role's."""

    skill: str
    name: str
    need: int | None
    have: int | None


class AssessmentData(NamedTuple):
    """All findings for one role, their counts and the verdict; what is no longer asked for, what is exceeded."""

    verdict: Verdict
    counts: Counts
    findings: tuple[FindingData, ...]
    dropped: tuple[SkillLevel, ...]
    exceeded: tuple[SkillLevel, ...]

    def with_status(self, *statuses: Status) -> tuple[FindingData, ...]:
        """The findings of these statuses, in their order."""
        return tuple(finding for finding in self.findings if finding.status in statuses)

    @property
    def blockers(self) -> tuple[FindingData, ...]:
        """The blocking requirements that are known to be short."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @classmethod
    def of(cls, assessment: Assessment, catalogue: Catalogue, standing: Standing) -> AssessmentData:
        """An assessment as data."""
        skills, held = catalogue.skills_by_id, {**standing.presumed, **standing.levels}
        exceeded = [f for f in assessment.with_status("exceeded") if f.rule == "skill-level"]
        return cls(
            verdict=assessment.verdict,
            counts=assessment.counts,
            findings=tuple(FindingData.of(finding, catalogue) for finding in assessment.findings),
            dropped=tuple(SkillLevel(s, skills[s].name, None, held.get(s)) for s in assessment.dropped),
            exceeded=tuple(SkillLevel(f.subject, f.name, int(f.need), held.get(f.subject)) for f in exceeded),
        )


class YearsRange(NamedTuple):
    """From so many years to so many."""

    min: float
    max: float


class TransitionData(NamedTuple):
    """A known move, or one derived from seniority in a catalogue that lists none."""

    kind: str
    years_in_from: YearsRange | None
    common: str | None
    company: tuple[str, ...]
    derived: bool
    note: str | None
    sources: tuple[str, ...]

    @classmethod
    def of(cls, transition: Transition, derived: bool) -> TransitionData:
        """A transition as data."""
        years = transition.years_in_from
        return cls(
            kind=transition.kind,
            years_in_from=YearsRange(years.min, years.max) if years else None,
            common=transition.common,
            company=transition.company,
            derived=derived,
            note=transition.note,
            sources=transition.sources,
        )


class YearsData(NamedTuple):
    """Years that a role asks for: the floor, and what people typically have; None where nobody says."""

    min: float | None
    typical: float | None

    @classmethod
    def of(cls, years: YearsAsked | None) -> YearsData | None:
        """Years asked, as data."""
        return cls(years.min, years.typical) if years else None


class PeopleData(NamedTuple):
    """How many people a role leads directly; `text` has the sources' words."""

    min: int | None
    max: int | None
    text: str | None

    @classmethod
    def of(cls, people: PeopleLed | None) -> PeopleData | None:
        """People led, as data."""
        return cls(people.min, people.max, people.text) if people else None


class PayData(NamedTuple):
    """A pay bracket for a year, what it counts, when, and who says so."""

    low: int
    high: int
    currency: str
    basis: str
    date: str | None
    sources: tuple[str, ...]

    @classmethod
    def of(cls, pay: Pay) -> PayData:
        """A bracket, as data."""
        return cls(pay.low, pay.high, pay.currency, pay.basis, pay.date, pay.sources)


def finding_label(finding: Finding, catalogue: Catalogue) -> str:
    """What people read a requirement as: for a skill its label, else its name."""
    return catalogue.skill_labels[finding.subject] if finding.rule == "skill-level" else finding.name


def level_name(level: float | int | str | None, catalogue: Catalogue) -> str | None:
    """The name of a level; None for what is no number, and for none."""
    return catalogue.level_name(int(level)) if isinstance(level, (int, float)) else None


def _close(finding: Finding, catalogue: Catalogue) -> tuple[str, ...]:
    """Activities for each level still to climb; for a skill nobody rated, none: first it wants rating."""
    if finding.status != "short" or not isinstance(finding.have, int) or not isinstance(finding.need, int):
        return ()
    skill = catalogue.skills_by_id[finding.subject]
    return tuple(text for level in range(finding.have + 1, finding.need + 1) for text in skill.close.get(level, ()))
