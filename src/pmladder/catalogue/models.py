"""The models of a catalogue: its scale, skills, roles, transitions and sources.

They say what a catalogue *is*, once its shorthands are spelled out (`catalogue/shorthand.py`); whether
its parts agree with one another is asked in `catalogue/checks.py`. Frozen all through, so that an answer
can hold on to what it was computed from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, Field

from pmladder.catalogue.fields import NONE, Common, CompanySize, Id, Kind, Line, Many, Model, Months, Text, Years
from pmladder.catalogue.labels import labels
from pmladder.catalogue.role_parts import (
    Alias,
    EducationAsked,
    EvidenceAsked,
    Pay,
    PeopleLed,
    PriorRole,
    ReportsTo,
    Scope,
    SkillAsked,
    YearsAsked,
)


class About(Model):
    """What a catalogue is, for those who use it and those who take it over."""

    id: Id = "catalogue"
    title: Line = "Untitled catalogue"
    version: Line = "0"
    updated: Line | None = None
    description: Text | None = None
    licence: Text | None = None
    attribution: Text | None = None


class ScaleLevel(Model):
    """One proficiency level of the scale, which is listed lowest first; the first is level 1."""

    name: Line
    meaning: Text | None = None
    sources: Many[Id] = ()


class Category(Model):
    """A heading under which skills are shown."""

    id: Id
    name: Line


class Reading(Model):
    """A book or text worth reading for a skill, and who lists it."""

    title: Line
    author: Line | None = None
    sources: Many[Id] = ()


class Skill(Model):
    """Something that a person can hold at a level.

    `aliases` are other names of it. `levels` says what each level looks like, `close` lists activities that lead to
    it; both by number.
    """

    id: Id
    name: Line
    aliases: Many[Line] = ()
    category: Id | None = None
    description: Text | None = None
    levels: Mapping[int, Text] = {}
    close: Mapping[int, Many[Text]] = {}
    reading: Many[Reading] = ()
    sources: Many[Id] = ()


class Role(Model):
    """A position with a title and requirements.

    `years` counts all relevant work, `years_in_product` only work in product roles, and `years_in_role`
    how long people usually stay. A `seniority` compares across tracks. Skills that are absent are not asked.
    `never_beside` holds words that make a title another job's: a hotel's operations manager.
    """

    id: Id
    title: Line
    aliases: Many[Alias] = ()
    never_beside: Many[Line] = ()
    family: Id = "core"
    track: Id = "individual"
    seniority: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    summary: Text | None = None
    years: YearsAsked | None = None
    years_in_product: YearsAsked | None = None
    years_in_role: YearsAsked | None = None
    people: PeopleLed | None = None
    scope: Scope | None = None
    reports_to: ReportsTo | None = None
    education: EducationAsked | None = None
    evidence: Many[EvidenceAsked] = ()
    prior: PriorRole | None = None
    pay: Many[Pay] = ()
    skills: Mapping[Id, SkillAsked] = {}
    decisive: Many[Id] = ()
    exits: Many[Line] = ()
    note: Text | None = None
    sources: Many[Id] = ()


class YearsInFrom(Model):
    """How long people are usually in the role that they leave before this move."""

    min: Years
    max: Years


class Transition(Model):
    """A known move from one role to another.

    `common` says how usual the move is among people who leave `from_role`; `company` limits it to
    companies of some sizes.
    """

    from_role: Annotated[Id, Field(alias="from")]
    to: Id
    kind: Kind = "promotion"
    years_in_from: YearsInFrom | None = None
    common: Common | None = None
    company: Many[CompanySize] = ()
    note: Text | None = None
    sources: Many[Id] = ()


class MonthsRange(Model):
    """From so many months to so many, of part-time practice."""

    min: Months
    max: Months


class Effort(Model):
    """How long it takes to climb to a level from the one below: in general, and for single skills."""

    unit: Line = "months"
    note: Text | None = None
    default: Mapping[int, MonthsRange] = {}
    skills: Mapping[Id, Mapping[int, MonthsRange]] = {}
    sources: Many[Id] = ()


class CompanyLadder(Model):
    """The core ladder as companies of one size usually have it."""

    size: CompanySize
    name: Line
    ladder: Many[Id]
    note: Text | None = None
    sources: Many[Id] = ()


class Source(Model):
    """Where a figure or a wording comes from. `tier` A is primary, B a named practitioner, C weak."""

    id: Id
    title: Line
    publisher: Line | None = None
    url: Line | None = None
    date: Line | None = None
    licence: Line | None = None
    tier: Literal["A", "B", "C"] | None = None
    kind: Line | None = None
    note: Text | None = None


class Silence(Model):
    """A warning of `pmladder catalogue check` that is not wanted, and why not.

    `where` limits it to one entry, such as `skills.metrics`, `roles.pm` or `transitions.pm.senior-pm`.
    """

    check: Id
    where: Line | None = None
    reason: Text


class Catalogue(Model):
    """Scale, skills, roles, transitions and sources, in the order of the file."""

    catalogue: About = About.model_construct()
    scale: Many[ScaleLevel]
    categories: Many[Category] = ()
    skills: Many[Skill] = ()
    roles: Annotated[Many[Role], Field(min_length=1)]
    transitions: Many[Transition] = ()
    effort: Effort | None = None
    company_ladders: Many[CompanyLadder] = ()
    sources: Many[Source] = ()
    silence: Many[Silence] = ()

    @cached_property
    def roles_by_id(self) -> Mapping[str, Role]:
        """Every role by its id, in the order of the file."""
        return {role.id: role for role in self.roles}

    @cached_property
    def skills_by_id(self) -> Mapping[str, Skill]:
        """Every skill by its id, in the order of the file."""
        return {skill.id: skill for skill in self.skills}

    @cached_property
    def role_labels(self) -> Mapping[str, str]:
        """What people read for each role, by id: its title, with the id where another could be read as the same."""
        return labels((role.id, role.title) for role in self.roles)

    @cached_property
    def skill_labels(self) -> Mapping[str, str]:
        """The same of each skill and its name."""
        return labels((skill.id, skill.name) for skill in self.skills)

    @cached_property
    def levels_asked(self) -> tuple[Mapping[str, int], ...]:
        """For each role, in the order of the file, the skills that it asks for, each with its level."""
        return tuple({skill: asked.level for skill, asked in role.skills.items() if asked.level} for role in self.roles)

    @cached_property
    def moves(self) -> Mapping[str, tuple[Transition, ...]]:
        """The transitions that start from each role; a role that nothing starts from is missing."""
        moves: dict[str, list[Transition]] = {}
        for transition in self.transitions:
            moves.setdefault(transition.from_role, []).append(transition)
        return {role: tuple(outward) for role, outward in moves.items()}

    def level_name(self, level: int) -> str:
        """The name of a level; `none` for 0."""
        return self.scale[level - 1].name if level else NONE


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that a field's annotation speaks of, at any depth of it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]
