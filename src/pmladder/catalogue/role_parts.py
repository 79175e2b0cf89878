"""The parts of a role: its requirements (years, people, education, evidence, skills), its scope and its pay."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pmladder.catalogue.fields import (
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
    MustHave,
    Name,
    Reach,
    Years,
)
from pmladder.catalogue.notation import Notation, Was


class Alias(Model):
    """Another title for a role. With `company`, the title means this role only in companies of these sizes."""

    title: Annotated[Name, Notation.SHORT, "The other title."]
    company: Companies = ()


class YearsAsked(Model):
    """Years that a role asks for: a minimum, and what people typically have when they get the role."""

    in_short = "a number of years, or a mapping such as {min: 2, typical: 4}"

    min: Annotated[Years | None, Notation.SHORT, "The minimum, in years: asked before one gets the role."] = None
    typical: Annotated[Years | None, Notation.SHORT, "The years that people usually have when they get the role."] = (
        None
    )
    must_have: MustHave = False
    note: FigureNote = None
    sources: FigureSources = ()


class PeopleLed(Model):
    """How many people the role leads directly, how many one should have led before, and the sources' wording."""

    in_short = "a number of people, or a mapping such as {min: 2, max: 5}"

    entry: Annotated[
        Count | None,
        Notation.NONE,
        Notation.FOLLOWS,
        "The people that one must have led before the role. Default: none.",
    ] = None
    min: Annotated[Count | None, Notation.SHORT, "The fewest people led in the role."] = None
    max: Annotated[Count | None, "The most people led."] = None
    text: Annotated[InWords | None, Notation.CREDIT] = None
    must_have: MustHave = False
    sources: FigureSources = ()


class Scope(Model):
    """What the role is responsible for."""

    text: Annotated[InWords, Notation.SHORT]
    products: Annotated[Line | None, "The number of products, or their names."] = None
    teams: Annotated[Line | None, "The number of teams, or their names."] = None
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
    must_have: MustHave = False
    sources: FigureSources = ()


class EvidenceAsked(Model):
    """Evidence that a role asks for, `count` times: evidence of this `kind`, or evidence that names this `id`.

    With `entry` 0, only the role itself can give this evidence, so nobody needs it before.
    """

    id: Key
    text: Annotated[InWords, Notation.SHORT]
    kind: Annotated[Id | None, "The kind of evidence that counts, such as launch or team."] = None
    count: Annotated[int, Field(ge=1, le=100), "How many pieces of evidence are needed."] = 1
    must_have: MustHave = False
    sources: FigureSources = ()
    entry: Annotated[Literal["none"] | None, "none: only the role itself can give it, so nobody needs it before."] = (
        None
    )


class ReachAsked(Model):
    """How far the decisions of the role carry, and how far they should have carried before one gets it."""

    in_short = "a name of `reach` at the head of the file, or a mapping such as {level: team, entry: task}"

    level: Annotated[Reach, Notation.SHORT, "The reach of decisions in the role."]
    entry: Annotated[
        Reach | None,
        Notation.FOLLOWS,
        "The reach before one gets the role. Default: the same reach; `none`: nothing is asked before.",
    ] = None
    must_have: MustHave = False
    note: FigureNote = None
    sources: FigureSources = ()


class PriorRole(Model):
    """Years in roles of some tracks that a role asks for."""

    tracks: Annotated[Many[Id], "Years in roles of these tracks count."]
    years: Annotated[Years, "The fewest years."]
    must_have: MustHave = False
    note: FigureNote = None
    sources: FigureSources = ()


class Pay(Model):
    """A pay bracket per year, what it counts (base, total), its place and time, and its source."""

    low: Annotated[Count, "The lower end, for a year."]
    high: Annotated[Count, "The upper end, for a year."]
    currency: Annotated[
        str, StringConstraints(pattern=r"^[A-Z]{3}$"), Notation.NAMES, "Three capital letters, such as EUR."
    ]
    basis: Annotated[Line, Notation.NAMES, "What it counts and where, such as base or total."]
    date: Annotated[Line | None, Notation.CREDIT, "When it was published, or the time it is about."] = None
    note: FigureNote = None
    sources: FigureSources = ()


class SkillAsked(Model):
    """One skill that a role asks for. `level` is the level of somebody who is established in the role.

    `entry` is the level to show before one gets the role. If it is left out, it follows from `entry` at the head of the
    catalogue. `optional` says that one can hold the role without the skill, so holding the role does not let us assume
    the skill.
    """

    in_short = "a level, or a mapping such as {level: working, entry: awareness}"

    level: Annotated[
        Level, Notation.SHORT, "The level of somebody who is established in the role, by its name or number."
    ]
    entry: Annotated[
        Level | None,
        Notation.FOLLOWS,
        "The level to show before the role. Default: from `entry` at the head; `none`: nothing.",
    ] = None
    must_have: Annotated[bool, Notation.UNWRITTEN, Was("strength")] = False
    optional: Annotated[
        bool,
        Notation.BINDS,
        "true: one can hold the role without it, so nobody in the role is presumed to have it.",
    ] = False
    note: FigureNote = None
    sources: FigureSources = ()


class RoleBySize(Model):
    """The differences of a role in companies of one size. None means no difference."""

    skills: Annotated[
        Mapping[Id, SkillAsked], Notation.REMOVABLE, "The skills with other requirements, by the skill's id."
    ] = Field(default_factory=dict)
    must_have: Annotated[Many[Id] | None, "The ids of all skills that decide in companies of this size."] = None
    years: Annotated[YearsAsked | None, "Years of all relevant work: a number, or min and typical."] = None
    years_in_product: Annotated[YearsAsked | None, "Years in product roles: a number, or min and typical."] = None
    years_in_role: Annotated[YearsAsked | None, "How long people stay: a number, or min and typical."] = None
    people: Annotated[PeopleLed | None, "People led: the least number, or entry, min, max and text."] = None
    reach: Annotated[ReachAsked | None, "How far the decisions of the role carry."] = None
    prior: Annotated[PriorRole | None, "Years that people must have spent in roles of some tracks."] = None
    evidence: Annotated[Many[EvidenceAsked] | None, "All evidence that is asked in companies of this size."] = None
