"""The models of a catalogue: its scale, skills, roles, transitions and sources.

They say what a catalogue *is*, once its shorthands are spelled out (`catalogue/shorthand.py`); whether
its parts agree with one another is asked in `catalogue/checks.py`. Frozen all through, so that an answer
can hold on to what it was computed from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_./:+#&@-]*$"),
]
"""How an entry is named by others: letters, digits and `_ . / : + # & @ -`, no spaces."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=5_000, pattern=r"^[^\n\t]*$")]
"""A text of one line, such as a title."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""A text that may run over lines."""

Years = Annotated[float, Field(ge=0, le=80)]
Months = Annotated[float, Field(ge=0, le=960)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Level = Annotated[int, Field(ge=0, le=100)]
"""A proficiency level: 0 is none, 1 the lowest name of the catalogue's scale."""

Strength = Literal["blocking", "supporting"]
Kind = Literal["promotion", "fork", "lateral", "entry", "exit"]
Common = Literal["usual", "often", "sometimes", "rare"]
CompanySize = Literal["small", "medium", "large"]
Education = Literal["none", "school", "bachelor", "master", "doctorate"]

NONE = "none"
"""How level 0 is written: the skill is not held."""

EDITORIAL = "editorial"
"""In a list of sources: nobody published this figure, the catalogue's editors set it."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""Several of something, in order. A list will do where a model is made; a tuple is kept."""


class Model(BaseModel):
    """Frozen, exact about types, and silent about values in its errors (a profile is private)."""

    # Schemas are built at first validation: a catalogue that comes from the cache needs none of them.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
        defer_build=True,
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


class Alias(Model):
    """Another title for a role; with `company` it means the role only in companies of these sizes."""

    title: Line
    company: Many[CompanySize] = ()


class YearsAsked(Model):
    """Years that a role asks for: a floor, and what people in it typically have when they come to it."""

    min: Years | None = None
    typical: Years | None = None
    strength: Strength = "supporting"
    note: Text | None = None
    sources: Many[Id] = ()


class PeopleLed(Model):
    """How many people the role leads directly, and the words of the sources for it."""

    min: Count | None = None
    max: Count | None = None
    text: Text | None = None
    strength: Strength = "supporting"
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
    strength: Strength = "supporting"
    sources: Many[Id] = ()


class EvidenceAsked(Model):
    """Something that must be shown, `count` times, by evidence of this `kind` or that names this `id`."""

    id: Id
    text: Text
    kind: Id | None = None
    count: Annotated[int, Field(ge=1, le=100)] = 1
    strength: Strength = "supporting"
    sources: Many[Id] = ()


class PriorRole(Model):
    """Years that a role asks to have been spent in roles of some tracks before."""

    tracks: Many[Id]
    years: Years
    strength: Strength = "supporting"
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
    strength: Strength = "supporting"
    optional: bool = False
    note: Text | None = None
    sources: Many[Id] = ()


class Role(Model):
    """A position with a title and requirements.

    `years` counts all relevant work, `years_in_product` only work in product roles, and `years_in_role`
    how long people usually stay. A `seniority` compares across tracks. Skills that are absent are not asked.
    """

    id: Id
    title: Line
    aliases: Many[Alias] = ()
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


def labels(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What people read for each id of ids with names: `PM`, or `PM (pm-platform)` where the name is another's too."""
    names = dict(named)
    read = [_read(name) for name in names.values()]
    times = Counter(read)
    if any(name.endswith(")") for name in read):
        # What one is called by name and id, another may be called by name.
        times.update(_read(f"{name} ({key})") for key, name in names.items())
    return {
        key: name if times[alike] == 1 else f"{name} ({key})"
        for (key, name), alike in zip(names.items(), read, strict=True)
    }


def _read(text: str) -> str:
    """A name as a reader tells it from others: spaces are spaces."""
    return " ".join(folded(text).split())


def folded(text: str) -> str:
    """`text` as ids are compared: the same for case variants and for Unicode forms that look the same."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFKC", text).casefold()


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that a field's annotation speaks of, at any depth of it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]
