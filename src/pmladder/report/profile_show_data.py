"""The JSON of `profile show`: every fact of a profile, as the program reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import CompanySize, Education
from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.placement import Placement
from pmladder.names.resolve import MatchedBy, resolve_title
from pmladder.profile.diff import Side, State, rated
from pmladder.profile.history import years_covered
from pmladder.profile.models import Evidence, Job
from pmladder.profile.standing import ADJACENT, Position, Standing
from pmladder.report.notes import notes_on
from pmladder.report.pieces import CatalogueRef, PlacementData
from pmladder.report.report import SCHEMA_VERSION
from pmladder.text import safe

Counts = Literal["product", "other work", "nothing"]


class TitleRead(NamedTuple):
    """A title that the profile gives, and the role that it was taken for."""

    text: str
    role: str | None
    title: str | None
    matched_by: MatchedBy | None
    why: str


class PositionData(NamedTuple):
    """A position of the history: its role, how long it was held, and what its time counts as."""

    title: str
    company: str | None
    start: str | None
    end: str | None
    held: bool
    role: str | None
    role_title: str | None
    years: float | None
    counts: Counts


class SkillData(NamedTuple):
    """A skill that the profile speaks of, or that the present role asks for. `asked` is the present role's level."""

    skill: str
    name: str
    category: str | None
    state: State
    level: int | None
    level_name: str | None
    asked: int | None
    by: str | None
    rated: str | None
    evidence: tuple[str, ...]
    note: str | None


class EvidenceData(NamedTuple):
    """A piece of evidence, and the skills that cite it."""

    id: str
    kind: str | None
    title: str | None
    date: str | None
    url: str | None
    shows: tuple[str, ...]
    cited_by: tuple[str, ...]


class ShowData(NamedTuple):
    """The JSON of `profile show`. `unknown` counts the skills that the present role asks for and nobody rated.

    A skill that is there at a level that is not known is one of them.
    """

    schema_version: str
    kind: Literal["profile-show"]
    as_of: str
    catalogue: CatalogueRef
    file: str | None
    name: str | None
    placement: PlacementData
    role: TitleRead | None
    goal: TitleRead | None
    years_of_work: float | None
    years_in_role: float | None
    years_of_history: float | None
    education: Education | None
    company_size: CompanySize | None
    history: tuple[PositionData, ...]
    skills: tuple[SkillData, ...]
    unknown: int
    evidence: tuple[EvidenceData, ...]
    focus: tuple[str, ...]
    notes: tuple[str, ...]


def show_data(
    catalogue: Catalogue, digest: str, side: Side, placement: Placement, as_of: str, file: str | None
) -> ShowData:
    """A profile as data."""
    profile, standing = side
    skills = tuple(_skills(side, catalogue, placement.role))
    return ShowData(
        schema_version=SCHEMA_VERSION,
        kind="profile-show",
        as_of=as_of,
        catalogue=CatalogueRef.of(catalogue, digest),
        file=file,
        name=profile.name,
        placement=PlacementData.of(placement, standing),
        role=_title(profile.role, catalogue, standing),
        goal=_title(profile.goal, catalogue, standing),
        years_of_work=standing.years_of_work,
        years_in_role=standing.years_in_role,
        years_of_history=standing.years_of_history if standing.history else None,
        education=standing.education,
        company_size=standing.company_size,
        history=tuple(map(_position, profile.history, standing.history)),
        skills=skills,
        unknown=sum(skill.asked is not None and skill.state in ("unknown", "present") for skill in skills),
        evidence=tuple(_evidence(entry, side) for entry in profile.evidence),
        focus=profile.focus,
        notes=tuple(notes_on(catalogue, placement, standing)),
    )


def _title(text: str | None, catalogue: Catalogue, standing: Standing) -> TitleRead | None:
    if text is None:
        return None
    match = resolve_title(text, catalogue, standing.company_size)
    role = catalogue.roles_by_id.get(match.role or "")
    return TitleRead(safe(text), match.role, role.title if role else None, match.matched_by, match.why)


def _position(job: Job, position: Position) -> PositionData:
    counts: Counts = "nothing"
    years = years_covered([position.span]) if position.span else None
    if position.role and years:
        counts = "other work" if position.role.family == ADJACENT else "product"
    role = position.role
    return PositionData(
        title=job.title,
        company=job.company.name if job.company else None,
        start=job.start,
        end=job.end,
        held=position.held,
        role=role.id if role else None,
        role_title=role.title if role else None,
        years=years,
        counts=counts,
    )


def _skills(side: Side, catalogue: Catalogue, role: Role | None) -> Iterator[SkillData]:
    asked = {skill: a.level for skill, a in role.skills.items() if a.level} if role else {}
    for skill in catalogue.skills:
        said, rating = rated(side, skill.id), side.profile.skills.get(skill.id)
        if rating is None and skill.id not in asked:
            continue
        yield SkillData(
            skill=skill.id,
            name=skill.name,
            category=skill.category,
            state=said.state,
            level=said.level,
            level_name=None if said.level is None else catalogue.level_name(said.level),
            asked=asked.get(skill.id),
            by=said.by,
            rated=said.rated,
            evidence=rating.evidence if rating else (),
            note=(rating.not_applicable or rating.note) if rating else None,
        )


def _evidence(entry: Evidence, side: Side) -> EvidenceData:
    cited = tuple(skill for skill, rating in side.profile.skills.items() if entry.id in rating.evidence)
    return EvidenceData(entry.id, entry.kind, entry.title, entry.date, entry.url, entry.shows, cited)
