"""The keys that the values of engine, profile and catalogue have in JSON, where several answers have them."""

from __future__ import annotations

from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Transition, YearsInFrom
from pmladder.catalogue.role_parts import Pay, PeopleLed, YearsAsked
from pmladder.engine.findings import Assessment, Finding
from pmladder.engine.placement import Placement
from pmladder.profile.standing import YearsBasis
from pmladder.report.encoding import Key, Shape, many, maybe
from pmladder.report.ground import Ground

CATALOGUE_REF = Shape(
    Ground,
    "CatalogueRef",
    "Which catalogue an answer rests on: its id, its version, and the SHA-256 of its file's text.",
    Key("id", str, lambda ground, _: ground.catalogue.catalogue.id),
    Key("version", str, lambda ground, _: ground.catalogue.catalogue.version),
    "digest",
)

ROLE_NAME = Shape(
    Role,
    "RoleName",
    "The role that was asked for, and its place on the ladder.",
    Key("role", str, lambda role, _: role.id),
    "title",
    "track",
    "seniority",
)

PLACEMENT = Shape(
    Placement,
    "PlacementData",
    """Where the person is, on what basis, and the roles that years and skills each point at.

`years` are those in product, given or counted from the history. `alternatives` are roles that the same
years are usual for as well.""",
    Key("role", str | None, lambda placement, _: id_of(placement.role)),
    Key("title", str | None, lambda placement, _: placement.role.title if placement.role else None),
    "basis",
    Key("years", float | None, lambda _, ground: ground.standing.years),
    Key("years_basis", YearsBasis | None, lambda _, ground: ground.standing.years_basis),
    Key("people", int | None, lambda _, ground: ground.standing.people),
    Key("by_years", str | None, lambda placement, _: id_of(placement.by_years)),
    Key("by_skills", str | None, lambda placement, _: id_of(placement.by_skills)),
    Key("alternatives", tuple[str, ...], lambda placement, _: ids_of(placement.alternatives)),
    Key("conflict", bool),
)

FINDING = Shape(
    Finding,
    "FindingData",
    """One requirement held against the profile. For skills, `need` and `have` are levels with their names.

`close` lists activities that lead from what is held to what is asked, the next level first.""",
    "rule",
    "subject",
    "name",
    "need",
    Key("need_name", str | None, lambda finding, ground: ground.level(finding.need, finding.rule)),
    "have",
    Key("have_name", str | None, lambda finding, ground: ground.level(finding.have, finding.rule)),
    "status",
    Key("strength", str),
    "presumed",
    "reason",
    "sources",
    Key("close", tuple[str, ...], lambda finding, ground: ways_to_close(finding, ground.catalogue)),
)


class SkillLevel(NamedTuple):
    """A skill at a level that matters to an answer: `have` is the person's, `need` the role's."""

    skill: str
    name: str
    need: int | None
    have: int | None


ASSESSMENT = Shape(
    Assessment,
    "AssessmentData",
    "All findings for one role, their counts and the verdict; what is no longer asked for, what is exceeded.",
    "verdict",
    "counts",
    Key("findings", many(FINDING)),
    Key("dropped", tuple[SkillLevel, ...], lambda assessment, ground: _dropped(assessment, ground)),
    Key("exceeded", tuple[SkillLevel, ...], lambda assessment, ground: _exceeded(assessment, ground)),
)

YEARS_RANGE = Shape(YearsInFrom, "YearsRange", "From so many years to so many.", "min", "max")

TRANSITION = Shape(
    Transition,
    "TransitionData",
    "A known move, or one derived from seniority in a catalogue that lists none.",
    Key("kind", str),
    Key("years_in_from", maybe(YEARS_RANGE)),
    Key("common", str | None),
    Key("company", tuple[str, ...]),
    Key("derived", bool, lambda _, ground: not ground.catalogue.transitions),
    "note",
    "sources",
)

YEARS_ASKED = Shape(
    YearsAsked,
    "YearsData",
    "Years that a role asks for: the floor, and what people typically have; None where nobody says.",
    "min",
    "typical",
)

PEOPLE_LED = Shape(
    PeopleLed,
    "PeopleData",
    "How many people a role leads directly; `text` has the sources' words.",
    "min",
    "max",
    "text",
)

PAY = Shape(
    Pay,
    "PayData",
    "A pay bracket for a year, what it counts, when, and who says so.",
    "low",
    "high",
    "currency",
    "basis",
    "date",
    "sources",
)


def id_of(role: Role | None) -> str | None:
    """The id of a role, if there is one."""
    return role.id if role else None


def ids_of(roles: tuple[Role, ...]) -> tuple[str, ...]:
    """The ids of roles."""
    return tuple(role.id for role in roles)


def pay_of(role: Role) -> Pay | None:
    """The bracket that stands for a role: the first."""
    return role.pay[0] if role.pay else None


def ways_to_close(finding: Finding, catalogue: Catalogue) -> tuple[str, ...]:
    """Activities for each level still to climb; for a skill nobody rated, none: first it wants rating."""
    if finding.rule != "skill-level" or finding.status != "short":
        return ()
    if not isinstance(finding.have, int) or not isinstance(finding.need, int):
        return ()
    skill = catalogue.skills_by_id[finding.subject]
    return tuple(text for level in range(finding.have + 1, finding.need + 1) for text in skill.close.get(level, ()))


def _dropped(assessment: Assessment, ground: Ground) -> tuple[SkillLevel, ...]:
    skills, held = ground.catalogue.skills_by_id, {**ground.standing.presumed, **ground.standing.levels}
    return tuple(SkillLevel(skill, skills[skill].name, None, held.get(skill)) for skill in assessment.dropped)


def _exceeded(assessment: Assessment, ground: Ground) -> tuple[SkillLevel, ...]:
    held = {**ground.standing.presumed, **ground.standing.levels}
    exceeded = [finding for finding in assessment.with_status("exceeded") if finding.rule == "skill-level"]
    return tuple(SkillLevel(f.subject, f.name, int(f.need), held.get(f.subject)) for f in exceeded)
