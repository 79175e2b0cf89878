"""The models of a catalogue: its scale, skills, roles, transitions and sources.

They describe a catalogue after its shorthands are spelled out (`catalogue/shorthand.py`). Whether its parts fit
together is checked in `catalogue/checks.py`. All models are frozen, so an answer can keep the catalogue it was computed
from.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self, TypeVar, get_args

from pydantic import BaseModel, Field

from pmladder.catalogue.fields import (
    MOST_LISTED,
    NONE,
    Common,
    Companies,
    CompanySize,
    Id,
    Key,
    Line,
    Many,
    Model,
    Months,
    MoveKind,
    Name,
    Note,
    Prose,
    Sources,
    Text,
    Years,
)
from pmladder.catalogue.notation import Listed, Notation, Picks, Was
from pmladder.catalogue.role_parts import (
    Alias,
    EducationAsked,
    EvidenceAsked,
    Pay,
    PeopleLed,
    PriorRole,
    ReachAsked,
    ReportsTo,
    RoleBySize,
    Scope,
    SkillAsked,
    YearsAsked,
)
from pmladder.text import did_you_mean, folded, repr_quoted, safe

DEFAULT_SCALE = ("awareness", "working", "practitioner", "expert")
_NAMED = 8


class About(Model):
    """What a catalogue is, for its users and for those who build on it."""

    id: Key = "catalogue"
    title: Name = "Untitled catalogue"
    version: Annotated[Line, "The version of this catalogue, a text."] = "0"
    updated: Annotated[Line | None, "When it was last changed."] = None
    description: Annotated[Prose | None, "What it is, and for whom."] = None
    licence: Annotated[Text | None, "Under which terms it may be used."] = None
    attribution: Annotated[Text | None, "The names that its licence requires."] = None


class ScaleLevel(Model):
    """One proficiency level of the scale, which is listed lowest first; the first is level 1."""

    name: Annotated[Name, Notation.NAMES, Notation.SHORT, "What the level is called."]
    meaning: Annotated[Prose | None, "How to recognise that somebody is at this level."] = None
    sources: Sources = ()


class Category(Model):
    """A heading under which skills are shown."""

    id: Key
    name: Name


class Reading(Model):
    """A book or text worth reading for a skill, and who lists it."""

    title: Annotated[Name, Notation.SHORT]
    author: Annotated[Line | None, "Who wrote it."] = None
    sources: Sources = ()


class Skill(Model):
    """Something that a person can hold at a level.

    `aliases` are other names of the skill. `levels` describes each level and `close` lists activities that lead to it,
    both by level number.
    """

    id: Key
    name: Name
    short: Annotated[Line | None, "A name of one or two words, for narrow places."] = None
    aliases: Annotated[
        Many[Line],
        Notation.ALONE,
        "Other names of the skill, such as A/B testing; an import takes the skill, without a level.",
    ] = ()
    category: Annotated[Id | None, "The id of the heading under which it is shown."] = None
    description: Annotated[Prose | None, "What it means to have this skill."] = None
    levels: Annotated[
        Mapping[int, Prose],
        Notation.IN_ORDER,
        "What each level looks like: a list, lowest first, or by the name or number of the level.",
    ] = Field(default_factory=dict)
    close: Annotated[
        Mapping[int, Annotated[Many[Prose], Notation.ALONE]],
        Notation.IN_ORDER,
        "Activities that lead to each level: a list, or by the name or number of the level.",
    ] = Field(default_factory=dict)
    goes_with: Annotated[
        Literal["people"] | None, "people: roles that lead as many people ask for it at about the same level."
    ] = None
    reading: Annotated[Many[Reading], "Books and texts worth reading for it."] = ()
    sources: Sources = ()


ADJACENT = "adjacent"
"""The family of roles beside product work."""


class Role(Model):
    """A position with a title and requirements.

    `years` counts all relevant work, `years_in_product` only work in product roles, and `years_in_role` how long people
    usually stay. From `placed_from` years in product on, most people hold this role. `seniority` compares roles across
    tracks. A skill that is not listed is not required.
    """

    id: Key
    title: Name
    aliases: Annotated[
        Many[Alias],
        Notation.ALONE,
        "Other titles. A title with a `company` means this role only in companies of these sizes.",
    ] = ()
    never_beside: Annotated[
        Many[Line],
        Notation.ALONE,
        "Words that show that a title is another job: beside one of them, no alias means this role.",
    ] = ()
    family: Annotated[Id, Notation.ALWAYS, "core, adjacent, or a family of your own."] = "core"
    track: Annotated[Id, Notation.ALWAYS, "individual, management, executive, or a track of your own."] = "individual"
    seniority: Annotated[
        int,
        Field(ge=0, le=1_000_000),
        Notation.ALWAYS,
        "The rung, a whole number that compares across tracks. Without any, the order of the file counts.",
    ] = 0
    summary: Annotated[Prose | None, "What the role is."] = None
    years: Annotated[YearsAsked | None, "Years of all relevant work: a number, or min and typical."] = None
    years_in_product: Annotated[
        YearsAsked | None,
        "Years in product roles: a number, or min and typical. `--years` is compared with it.",
    ] = None
    years_in_role: Annotated[YearsAsked | None, "How long people stay: a number, or min and typical."] = None
    placed_from: Annotated[
        Years | None, "The years in product from which most people hold this role, for placement by years alone."
    ] = None
    in_product: Annotated[
        bool | None, "Whether time in the role is time in product. Default: yes, except in adjacent roles."
    ] = None
    people: Annotated[PeopleLed | None, "People led: the least number, or entry, min, max and text."] = None
    reach: Annotated[ReachAsked | None, "How far the decisions of the role carry."] = None
    scope: Annotated[Scope | None, "What the role is responsible for."] = None
    reports_to: Annotated[ReportsTo | None, "Whom the role usually reports to."] = None
    education: Annotated[EducationAsked | None, "The education that the role asks for."] = None
    evidence: Annotated[Many[EvidenceAsked], "Evidence that the role asks for."] = ()
    prior: Annotated[PriorRole | None, "Years that people must have spent in roles of some tracks."] = None
    pay: Annotated[Many[Pay], Notation.ALONE, "Pay brackets for a year."] = ()
    exits: Annotated[Many[Line], "Other work for which people leave the role, beside the transitions."] = ()
    note: Note = None
    sources: Sources = ()
    must_have: Annotated[
        Many[Id],
        Picks("skills", "must_have", True),
        Was("decisive"),
        "Ids of the skills that decide: who lacks one of them is not ready yet. All others support.",
    ] = ()
    skills: Annotated[
        Mapping[Id, SkillAsked],
        Notation.REMOVABLE,
        "The required level of each skill, by the skill's id. A skill that is not listed is not required.",
    ] = Field(default_factory=dict)
    by_company: Annotated[
        Mapping[CompanySize, RoleBySize],
        Notation.VARIES,
        "The differences in companies of one size: small, medium or large.",
    ] = Field(default_factory=dict)

    @property
    def is_product(self) -> bool:
        """Whether time in the role is time in product."""
        return self.family != ADJACENT if self.in_product is None else self.in_product

    def sized(self, size: CompanySize | None) -> Self:
        """The role at a company of this size: the same object if nothing differs or the size is not known."""
        return self.sizes.get(size, self) if size else self

    @cached_property
    def sizes(self) -> Mapping[CompanySize, Self]:
        """The role at each company size for which something differs."""
        made = {size: _at_size(self, differing) for size, differing in self.by_company.items()}
        plain = self.model_copy(update={"by_company": {}}) if made else self
        return {size: role for size, role in made.items() if role != plain}


R = TypeVar("R", bound=Role)


def _at_size(role: R, differing: RoleBySize) -> R:
    fields = ((name, getattr(differing, name)) for name in RoleBySize.model_fields if name != "skills")
    update = {name: value for name, value in fields if value is not None}
    must_have = update.get("must_have", role.must_have)
    skills = {
        skill: asked
        if asked.must_have is (skill in must_have)
        else asked.model_copy(update={"must_have": skill in must_have})
        for skill, asked in {**role.skills, **differing.skills}.items()
    }
    return role.model_copy(update={**update, "skills": skills, "by_company": {}})


class YearsInFrom(Model):
    """How long people usually stay in the role that they leave."""

    in_short = "a number of years, or two such as [2, 4]"

    min: Annotated[Years, Notation.PAIR, "The lower figure."]
    max: Annotated[Years, Notation.PAIR, "The upper figure."]


class Transition(Model):
    """A known move from one role to another.

    `common` says how usual the move is among people who leave `from_role`. `company` limits it to some company sizes.
    """

    from_role: Annotated[Id, Field(alias="from"), Notation.NAMES, "The id of the role that people leave."]
    to: Annotated[Id, Notation.NAMES, "The id of the role that the move leads to."]
    kind: Annotated[
        MoveKind,
        Notation.ALWAYS,
        "promotion, fork (changes track), lateral, step-down (to a lower rung), entry or exit.",
    ] = "promotion"
    years_in_from: Annotated[
        YearsInFrom | None, "Years that people usually spend in the role they leave: [from, to], or a number."
    ] = None
    common: Annotated[Common | None, "How usual the move is: usual, often, sometimes or rare."] = None
    company: Companies = ()
    note: Note = None
    sources: Sources = ()


class MonthsRange(Model):
    """A range of months of part-time practice."""

    in_short = "a number of months, or two such as [1, 3]"

    min: Annotated[Months, Notation.PAIR, "The fewest months."]
    max: Annotated[Months, Notation.PAIR, "The most months."]


class Effort(Model):
    """How long it takes to raise a skill by one level, in months, at two speeds.

    `focus` is for skills that one works at on purpose, at most three at a time. `on_the_job` is for skills that the
    present role asks for, which grow by doing the job. `skills` holds the focus times of single skills that differ.
    """

    note: Note = None
    focus: Annotated[
        Mapping[int, MonthsRange],
        Was("default"),
        "For each level, by name or number: months in focus from the one below, [from, to] or a number.",
    ] = Field(default_factory=dict)
    on_the_job: Annotated[
        Mapping[int, MonthsRange],
        "For each level, by name or number: months in a job that asks for the skill, [from, to] or a number.",
    ] = Field(default_factory=dict)
    skills: Annotated[
        Mapping[Id, Mapping[int, MonthsRange]], "Months in focus of single skills that differ, by the skill's id."
    ] = Field(default_factory=dict)
    sources: Sources = ()


class CompanyLadder(Model):
    """The core roles that companies of one size usually have."""

    size: Annotated[CompanySize, Notation.NAMES, "small, medium or large."]
    name: Annotated[Name, Notation.NAMES]
    ladder: Annotated[Many[Id], "The ids of the roles, lowest first."]
    note: Note = None
    sources: Sources = ()


class Source(Model):
    """Where a figure or a wording comes from. `tier` A is primary, B a named practitioner, C weak."""

    id: Key
    title: Name
    publisher: Annotated[Line | None, "Who published it."] = None
    url: Annotated[Line | None, "Where it is."] = None
    date: Annotated[Line | None, "When it was published, or the time it is about."] = None
    licence: Annotated[Line | None, "Under which terms it may be used."] = None
    tier: Annotated[Literal["A", "B", "C"] | None, "A primary, B a named practitioner, C weak."] = None
    kind: Annotated[Line | None, "Of which kind it is."] = None
    note: Note = None


class Silence(Model):
    """A warning of `pmladder catalogue check` to suppress, and the reason.

    `where` limits it to one entry, such as `skills.metrics`, `roles.pm` or `transitions.pm.senior-pm`.
    """

    check: Annotated[Id, Notation.NAMES, "The id of the warning, as `pmladder catalogue check --list` names it."]
    where: Annotated[
        Line | None, "The only entry that it is for, such as skills.metrics, roles.pm or transitions.pm.senior-pm."
    ] = None
    reason: Annotated[Text, "Why the warning does not apply here."]


class EntryRule(Model):
    """How far below its level a skill may be before one gets a role, for skills without their own `entry`."""

    must_have: Annotated[
        int, Field(ge=-100, le=0), "The entry of a must-have, in levels from its level, such as 0."
    ] = 0
    supporting: Annotated[
        int, Field(ge=-100, le=0), "The entry of any other skill, in levels from its level, such as -1."
    ] = 0


class Catalogue(Model):
    """Scale, skills, roles, transitions and sources, in the order of the file."""

    catalogue: Annotated[About, "What this catalogue is, its version, and its licence."] = About.model_construct()
    scale: Annotated[Many[ScaleLevel], Listed("level"), "The proficiency levels, lowest first; level 0 is always none."]
    entry: Annotated[
        EntryRule | None,
        "How far below its level a skill must be shown before one gets a role. Without this, at the level itself.",
    ] = None
    reach: Annotated[
        Many[Line], "How far decisions carry, from the nearest to the farthest, in names of your own."
    ] = ()
    years_tell_until: Annotated[
        Years | None, "From these years in product on, years alone no longer tell which role a person holds."
    ] = None
    categories: Annotated[Many[Category], Listed("category"), "The headings for skills."] = ()
    skills: Annotated[
        Many[Skill],
        Field(max_length=MOST_LISTED),
        Listed("skill"),
        "The skills. Without this list, they are the skills that roles ask for.",
    ] = ()
    roles: Annotated[
        Many[Role],
        Field(min_length=1, max_length=MOST_LISTED),
        Listed("role"),
        "The positions, from the bottom of the ladder to the top.",
    ]
    transitions: Annotated[
        Many[Transition],
        Listed("transition", between=" -> "),
        "The known moves from role to role. Without any, the next rung of the track is offered.",
    ] = ()
    effort: Annotated[Effort | None, "How long it takes to gain one level."] = None
    company_ladders: Annotated[
        Many[CompanyLadder],
        Listed("company ladder", between=": ", merged=False),
        "The roles that companies of one size usually have.",
    ] = ()
    sources: Annotated[Many[Source], Listed("source"), "The sources of figures and wordings."] = ()
    silence: Annotated[Many[Silence], "Warnings of `pmladder catalogue check` to suppress, each with a reason."] = ()

    @cached_property
    def scale_names(self) -> tuple[str, ...]:
        """The names of the levels, lowest first."""
        return tuple(level.name for level in self.scale)

    @cached_property
    def roles_by_id(self) -> Mapping[str, Role]:
        """Every role by its id, in the order of the file."""
        return {role.id: role for role in self.roles}

    @cached_property
    def role_places(self) -> Mapping[str, int]:
        """The place of each role in the file, by its id."""
        return {role.id: index for index, role in enumerate(self.roles)}

    @cached_property
    def skills_by_id(self) -> Mapping[str, Skill]:
        """Every skill by its id, in the order of the file."""
        return {skill.id: skill for skill in self.skills}

    @cached_property
    def role_labels(self) -> Mapping[str, str]:
        """The label of each role, by id: its title, with the id when another title looks the same."""
        return labels((role.id, role.title) for role in self.roles)

    @cached_property
    def skill_labels(self) -> Mapping[str, str]:
        """The label of each skill, by id: its name, with the id when another name looks the same."""
        return labels((skill.id, skill.name) for skill in self.skills)

    @cached_property
    def short_labels(self) -> Mapping[str, str]:
        """The label of each skill by its short name, or by its name if it has none."""
        return labels((skill.id, skill.short or skill.name) for skill in self.skills)

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

    @cached_property
    def derived(self) -> dict[str, Any]:
        """A store for values that other modules compute from this catalogue once, each under its own key."""
        return {}

    def reach_name(self, reach: int) -> str:
        """The name of a reach; `none` for 0."""
        return self.reach[reach - 1] if reach else NONE

    def level_name(self, level: int) -> str:
        """The name of a level; `none` for 0."""
        return self.scale[level - 1].name if level else NONE


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models in a field's annotation, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]


def level_numbers(scale: tuple[str, ...]) -> dict[str, int]:
    """The number of each level name of a scale, folded for comparison; `none` is 0."""
    return {NONE: 0, **{name.casefold(): number for number, name in enumerate(scale, 1)}}


def unknown_level_of(names: tuple[str, ...], written: str) -> str:
    """The message about a level that the scale does not have. `names` are its levels, lowest first."""
    hint = did_you_mean(written, (NONE, *names)) or f"; the levels are {_numbered(names)}"
    return f"unknown level {repr_quoted(written)}{hint}"


def unknown_reach_of(names: tuple[str, ...], written: str) -> str:
    """The message about a reach that is not among `names`, nearest first."""
    if not names:
        return f"unknown reach {repr_quoted(written)}; name it in `reach` at the head of the file, nearest first"
    hint = did_you_mean(written, (NONE, *names)) or f"; there are {_numbered(names)}"
    return f"unknown reach {repr_quoted(written)}{hint}"


def _numbered(names: tuple[str, ...]) -> str:
    numbered = enumerate((NONE, *names[:_NAMED]))
    shown = [name if name == str(number) else f"{number} {safe(name, 60)}" for number, name in numbered]
    return f"{', '.join(shown)}{', ...' if len(names) > _NAMED else ''}"


def labels(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The label of each id: its name (`PM`), or name and id (`PM (pm-platform)`) when two entries share the name."""
    names = dict(named)
    read = [_read(name) for name in names.values()]
    times = Counter(read)
    if any(name.endswith(")") for name in read):
        # The name of one entry may be the same text as the name and id of another.
        times.update(_read(f"{name} ({key})") for key, name in names.items())
    return {
        key: name if times[alike] == 1 else f"{name} ({key})"
        for (key, name), alike in zip(names.items(), read, strict=True)
    }


def _read(text: str) -> str:
    """A name as a reader sees it: every kind of space is the same space."""
    return " ".join(folded(text).split())
