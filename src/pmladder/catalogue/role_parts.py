"""The parts of a role: what it asks of years, people, education, evidence and skills, and what it is like and pays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from pmladder.catalogue.fields import CompanySize, Count, Education, Id, Level, Line, Many, Model, Text, Years


class Alias(Model):
    """Another title for a role; with `company` it means the role only in companies of these sizes."""

    title: Line
    company: Many[CompanySize] = ()


class YearsAsked(Model):
    """Years that a role asks for: a floor, and what people in it typically have when they come to it."""

    min: Years | None = None
    typical: Years | None = None
    must_have: bool = False
    note: Text | None = None
    sources: Many[Id] = ()


class PeopleLed(Model):
    """How many people the role leads directly, and the words of the sources for it."""

    entry: Count | None = None
    min: Count | None = None
    max: Count | None = None
    text: Text | None = None
    must_have: bool = False
    sources: Many[Id] = ()


class Scope(Model):
    """What the role is responsible for."""

    text: Text
    products: Line | None = None
    teams: Line | None = None
    sources: Many[Id] = ()


class ReportsTo(Model):
    """Whom the role usually reports to."""

    titles: Many[Line]
    note: Text | None = None
    sources: Many[Id] = ()


class EducationAsked(Model):
    """The education that a role asks for; without a `level` it is only described."""

    text: Text
    level: Education | None = None
    must_have: bool = False
    sources: Many[Id] = ()


class EvidenceAsked(Model):
    """Something that must be shown, `count` times, by evidence of this `kind` or that names this `id`."""

    id: Id
    text: Text
    kind: Id | None = None
    count: Annotated[int, Field(ge=1, le=100)] = 1
    in_role: bool = False
    must_have: bool = False
    sources: Many[Id] = ()


class PriorRole(Model):
    """Years that a role asks to have been spent in roles of some tracks before."""

    tracks: Many[Id]
    years: Years
    must_have: bool = False
    note: Text | None = None
    sources: Many[Id] = ()


class Pay(Model):
    """A pay bracket per year, and what it counts (base, total), where, when and who says so."""

    low: Count
    high: Count
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    basis: Line
    date: Line | None = None
    note: Text | None = None
    sources: Many[Id] = ()


class SkillAsked(Model):
    """One skill at one level, asked by a role.

    `optional` says that one can hold the role without it: then nobody is presumed to have it because of the role.
    """

    level: Level
    entry: Level | None = None
    must_have: bool = False
    optional: bool = False
    note: Text | None = None
    sources: Many[Id] = ()


class ReachAsked(Model):
    """How far the decisions of a role carry, by the catalogue's reach scale, from 1."""

    level: Level
    entry: Level | None = None
    must_have: bool = False
    note: Text | None = None
    sources: Many[Id] = ()


class RoleBySize(Model):
    """What differs in a role at companies of one size."""

    skills: Mapping[Id, SkillAsked] = {}
    must_have: Many[Id] | None = None
    years: YearsAsked | None = None
    years_in_product: YearsAsked | None = None
    years_in_role: YearsAsked | None = None
    people: PeopleLed | None = None
    reach: ReachAsked | None = None
    prior: PriorRole | None = None
    evidence: Many[EvidenceAsked] | None = None
