"""The parts of a role: what it asks of years, people, education, evidence and skills, and what it is like and pays."""

from typing import Annotated

from pydantic import Field, StringConstraints

from pmladder.catalogue.fields import (
    Binding,
    Companies,
    Count,
    Education,
    FigureNote,
    FigureSources,
    Id,
    InWords,
    Key,
    Level,
    Line,
    Many,
    Model,
    Name,
    Years,
)
from pmladder.catalogue.notation import Notation


class Alias(Model):
    """Another title for a role; with `company` it means the role only in companies of these sizes."""

    title: Annotated[Name, Notation.SHORT, "The other title."]
    company: Companies = ()


class YearsAsked(Model):
    """Years that a role asks for: a floor, and what people in it typically have when they come to it."""

    in_short = "a number of years, or a mapping such as {min: 2, typical: 4}"

    min: Annotated[Years | None, Notation.SHORT, "The floor, in years."] = None
    typical: Annotated[
        Years | None, Notation.SHORT, "What people usually have when they come to the role, in years."
    ] = None
    strength: Binding = "supporting"
    note: FigureNote = None
    sources: FigureSources = ()


class PeopleLed(Model):
    """How many people the role leads directly, and the words of the sources for it."""

    in_short = "a number of people, or a mapping such as {min: 2, max: 5}"

    min: Annotated[Count | None, Notation.SHORT, "People led, at least."] = None
    max: Annotated[Count | None, "People led, at most."] = None
    text: Annotated[InWords | None, Notation.CREDIT] = None
    strength: Binding = "supporting"
    sources: FigureSources = ()


class Scope(Model):
    """What the role is responsible for."""

    text: Annotated[InWords, Notation.SHORT]
    products: Annotated[Line | None, "How many products, or which."] = None
    teams: Annotated[Line | None, "How many teams, or which."] = None
    sources: FigureSources = ()


class ReportsTo(Model):
    """Whom the role usually reports to."""

    titles: Annotated[Many[Line], Notation.SHORT, "Titles that the role usually reports to."]
    note: FigureNote = None
    sources: FigureSources = ()


class EducationAsked(Model):
    """The education that a role asks for; without a `level` it is only described."""

    text: Annotated[InWords, Notation.SHORT]
    level: Annotated[
        Education | None, "none, school, bachelor, master or doctorate; without it, it is only described."
    ] = None
    strength: Binding = "supporting"
    sources: FigureSources = ()


class EvidenceAsked(Model):
    """Something that must be shown, `count` times, by evidence of this `kind` or that names this `id`."""

    id: Key
    text: Annotated[InWords, Notation.SHORT]
    kind: Annotated[Id | None, "Evidence of this kind shows it, such as launch or team."] = None
    count: Annotated[int, Field(ge=1, le=100), "How many times it is to be shown."] = 1
    strength: Binding = "supporting"
    sources: FigureSources = ()


class PriorRole(Model):
    """Years that a role asks to have been spent in roles of some tracks before."""

    tracks: Annotated[Many[Id], "Years in roles of these tracks count."]
    years: Annotated[Years, "How many years, at least."]
    strength: Binding = "supporting"
    note: FigureNote = None
    sources: FigureSources = ()


class Pay(Model):
    """A pay bracket per year, and what it counts (base, total), where, when and who says so."""

    low: Annotated[Count, "The lower end, for a year."]
    high: Annotated[Count, "The upper end, for a year."]
    currency: Annotated[
        str, StringConstraints(pattern=r"^[A-Z]{3}$"), Notation.NAMES, "Three capital letters, such as EUR."
    ]
    basis: Annotated[Line, Notation.NAMES, "What it counts, such as base or total, and where."]
    date: Annotated[Line | None, Notation.CREDIT, "When it was published, or holds for."] = None
    note: FigureNote = None
    sources: FigureSources = ()


class SkillAsked(Model):
    """One skill at one level, asked by a role.

    `optional` says that one can hold the role without it: then nobody is presumed to have it because of the role.
    """

    level: Annotated[Level, Notation.SHORT, "The level asked, by its name or number."]
    strength: Annotated[Binding, Notation.LAST] = "supporting"
    optional: Annotated[
        bool,
        Notation.BINDS,
        "true: one can hold the role without it, so that nobody in the role is presumed to have it.",
    ] = False
    note: FigureNote = None
    sources: FigureSources = ()
