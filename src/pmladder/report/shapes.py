"""How values become JSON: tables of keys, from which both the JSON and its JSON Schema follow.

The data of a report is a named tuple, whose fields are the keys of the JSON. Its values are values of the engine, the
profile and the catalogue, each with a shape: `role: Annotated[Role, ROLE_NAME]`. A shape of one answer is in its
module; shapes of several answers are here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

from pmladder.catalogue.models import Role, Transition, YearsInFrom
from pmladder.catalogue.role_parts import Pay, PeopleLed, YearsAsked
from pmladder.engine.assess import Assessment, holdings_of, ways_to_close
from pmladder.engine.formula import OPEN, Finding, Growth, Holding
from pmladder.engine.placement import Placement
from pmladder.profile.history import PresentPosition
from pmladder.profile.standing import YearsBasis
from pmladder.profile.terms import Axis, Basis
from pmladder.report.ground import Ground
from pmladder.report.rules import why_believed

Get = Callable[[Any, Any], Any]


class Key(NamedTuple):
    """A key of a JSON object: its name, the type of its value, and the function that gets the value.

    Without a type, the attribute's type is used. Without a function, the attribute of that name is the value.
    """

    name: str
    type: Any = None
    get: Get | None = None


class Shape:
    """The form of a class's values as a JSON object.

    `name` and `doc` are for the JSON Schema. A key given as a text is the attribute of that name.
    """

    def __init__(self, of: type, name: str, doc: str, *keys: Key | str) -> None:
        self.of, self.name, self.doc = of, name, doc
        self.keys = tuple(key if isinstance(key, Key) else Key(key) for key in keys)


def one(shape: Shape) -> Any:
    """The type of a value with this shape."""
    return Annotated[Any, shape]


def maybe(shape: Shape) -> Any:
    """The type of a value with this shape, or None."""
    return Annotated[Any, shape] | None


def many(shape: Shape) -> Any:
    """The type of a tuple of values with this shape."""
    return tuple[Annotated[Any, shape], ...]


def encoded(value: Any, ground: Ground | None, shape: Shape | None = None) -> Any:
    """A value as mappings, lists and scalars for JSON. Inner values use their shapes, or else their fields."""
    if type(value) in (tuple, list):
        return [encoded(entry, ground, shape) for entry in value]
    if isinstance(value, Mapping):
        return {key: encoded(entry, ground, shape) for key, entry in value.items()}
    if shape is not None and value is not None:
        return {name: encoded(get(value, ground), ground, inner) for name, get, inner in _getters(shape)}
    if isinstance(value, tuple):
        inner_shapes = _shapes_of(type(value))
        # A Python keyword ends with an underscore in Python, but not in JSON.
        return {
            name.removesuffix("_"): encoded(entry, ground, inner_shapes[name])
            for name, entry in zip(inner_shapes, value, strict=True)
        }
    if isinstance(value, date):
        return value.isoformat()
    # A whole number of years is written as an integer.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def shape_in(hint: Any) -> Shape | None:
    """The shape in a type, at any depth."""
    if isinstance(hint, Shape):
        return hint
    return next((shape for part in get_args(hint) if (shape := shape_in(part))), None)


@cache
def _shapes_of(values: type) -> Mapping[str, Shape | None]:
    hints = get_type_hints(values, include_extras=True)
    return {name: shape_in(hints[name]) for name in values._fields}  # type: ignore[attr-defined]


@cache
def _getters(shape: Shape) -> tuple[tuple[str, Get, Shape | None], ...]:
    return tuple((key.name, key.get or _attribute(key.name), shape_in(key.type)) for key in shape.keys)


def _attribute(name: str) -> Get:
    get = attrgetter(name)
    return lambda value, _: get(value)


CATALOGUE_REF = Shape(
    Ground,
    "CatalogueRef",
    "The catalogue of an answer: its id, its version, and the SHA-256 of its file's text.",
    Key("id", str, lambda ground, _: ground.catalogue.catalogue.id),
    Key("version", str, lambda ground, _: ground.catalogue.catalogue.version),
    "digest",
)

PROFILE_REF = Shape(
    Ground,
    "ProfileRef",
    "The file of the profile, with ~ for the home folder; null without one.",
    Key("source", str | None, lambda ground, _: ground.source),
)

ROLE_NAME = Shape(
    Role,
    "RoleName",
    "The requested role, and its place on the ladder.",
    Key("role", str, lambda role, _: role.id),
    "title",
    "track",
    "seniority",
)

PRESENT_POSITION = Shape(
    PresentPosition,
    "PositionData",
    "The person's present position, and the reason for it. `beside` are other positions held now.",
    Key("title", str, lambda present, _: present.position.title),
    Key("held", bool, lambda present, _: present.is_held),
    "reason",
    Key("beside", tuple[str, ...], lambda present, _: [position.title for position in present.beside]),
    Key("latest", str | None, lambda present, _: present.latest.title if present.latest else None),
)

PLACEMENT = Shape(
    Placement,
    "PlacementData",
    """The role that the person is placed on, and the basis.

    `years` are years in product, given or counted from the history. `others` are other roles that people with these
    years hold. `cannot_tell`: the years cannot tell these roles apart. `position` is the position that counts if the
    history has several, with the reason.
    """,
    Key("role", str | None, lambda placement, _: id_of(placement.role)),
    Key("title", str | None, lambda placement, _: placement.role.title if placement.role else None),
    "basis",
    Key("years", float | None, lambda _, ground: ground.standing.years),
    Key("years_basis", YearsBasis | None, lambda _, ground: ground.standing.years_basis),
    Key("people", int | None, lambda _, ground: ground.standing.people),
    Key("by_years", str | None, lambda placement, _: id_of(placement.by_years)),
    Key("others", tuple[str, ...], lambda placement, _: ids_of(placement.others)),
    Key("cannot_tell", bool),
    Key("position", maybe(PRESENT_POSITION), lambda _, ground: ground.standing.position),
)

FINDING = Shape(
    Finding,
    "FindingData",
    """One requirement compared with the person's holding, which is at least `low` and at most `high`.

    A `high` of null has no upper end. `growth` is the distance that is left for the role. `why` is the reason for the
    holding. `close` lists activities that lead to the entry, the next level first.
    """,
    "subject",
    "axis",
    Key("name", str, lambda finding, _: finding.requirement.name),
    Key("entry", float, lambda finding, _: finding.requirement.entry),
    Key("entry_name", str | None, lambda f, ground: ground.amount_name(f.requirement.entry, f.axis)),
    Key("level", float, lambda finding, _: finding.requirement.level),
    Key("level_name", str | None, lambda f, ground: ground.amount_name(f.requirement.level, f.axis)),
    Key("low", float, lambda finding, _: finding.holding.low),
    Key("high", float | None, lambda finding, _: upper_end(finding.holding)),
    Key("held_name", str | None, lambda f, ground: ground.held_name(f.holding, f.axis)),
    Key("basis", Basis, lambda finding, _: finding.holding.basis),
    "status",
    "growth",
    Key("must_have", bool),
    Key("sources", tuple[str, ...], lambda finding, _: finding.requirement.sources),
    Key("why", str, lambda finding, ground: why_believed(finding, ground)),
    Key("close", tuple[str, ...], lambda finding, ground: ways_to_close(finding, ground.catalogue)),
)

GROWTH = Shape(
    Growth,
    "GrowthData",
    "Something that grows in the role: the distance from the holding or the entry to the level; null if unrated.",
    Key("subject", str, lambda growth, _: growth.requirement.subject),
    Key("axis", Axis, lambda growth, _: growth.requirement.axis),
    Key("name", str, lambda growth, _: growth.requirement.name),
    Key("entry", float | None, lambda growth, _: growth.requirement.entry),
    Key("level", float, lambda growth, _: growth.requirement.level),
    Key("level_name", str | None, lambda g, ground: ground.amount_name(g.requirement.level, g.requirement.axis)),
    Key("low", float, lambda growth, _: growth.holding.low),
    Key("high", float | None, lambda growth, _: upper_end(growth.holding)),
    Key("basis", Basis, lambda growth, _: growth.holding.basis),
    Key("growth", float | None, lambda growth, _: growth.levels),
    Key("must_have", bool, lambda growth, _: growth.requirement.must_have),
    Key("sources", tuple[str, ...], lambda growth, _: growth.requirement.sources),
)


class SkillLevel(NamedTuple):
    """A skill that the role no longer asks for, or that the person exceeds: the `level` asked, and the holding."""

    skill: str
    name: str
    level: int | None
    held: int | None


ASSESSMENT = Shape(
    Assessment,
    "AssessmentData",
    """All findings for one role, their counts and the verdict.

    `must_haves` are the ones to show: short ones, then unrated ones. `grow` is what grows in the role. `dropped` is no
    longer asked for, `exceeded` is held above the level.
    """,
    "verdict",
    Key("must_haves", tuple[str, ...], lambda assessment, _: subjects(assessment.must_haves_to_show)),
    "counts",
    Key("findings", many(FINDING)),
    Key("grow", many(GROWTH), lambda assessment, _: assessment.growth),
    Key("dropped", tuple[SkillLevel, ...], lambda assessment, ground: _dropped(assessment, ground)),
    Key("exceeded", tuple[SkillLevel, ...], lambda assessment, _: _exceeded(assessment)),
)

YEARS_RANGE = Shape(YearsInFrom, "YearsRange", "A range of years.", "min", "max")

TRANSITION = Shape(
    Transition,
    "TransitionData",
    "A known move, or a move derived from seniority if the catalogue lists none.",
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
    "Years that a role asks for: the minimum, and what people typically have; None if unknown.",
    "min",
    "typical",
)

PEOPLE_LED = Shape(
    PeopleLed,
    "PeopleData",
    "How many people a role leads directly, and how many one should have led before. `text` has the sources' words.",
    "entry",
    "min",
    "max",
    "text",
)

PAY = Shape(
    Pay,
    "PayData",
    "A pay bracket for a year: what it counts, its date, and its sources.",
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
    """The pay bracket that is shown for a role: the first one."""
    return role.pay[0] if role.pay else None


def upper_end(holding: Holding) -> float | None:
    """The upper end of a holding; None if it is open."""
    return None if holding.high == OPEN else holding.high


def subjects(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The ids of the subjects of findings."""
    return tuple(finding.subject for finding in findings)


def _dropped(assessment: Assessment, ground: Ground) -> tuple[SkillLevel, ...]:
    skills, holdings = ground.catalogue.skills_by_id, holdings_of(ground.standing)
    held = {skill: holdings.skill(skill) for skill in assessment.dropped}
    return tuple(
        SkillLevel(skill, skills[skill].name, None, int(one.low) if one.is_known else None)
        for skill, one in held.items()
    )


def _exceeded(assessment: Assessment) -> tuple[SkillLevel, ...]:
    exceeded = [finding for finding in assessment.with_status("exceeded") if finding.is_skill]
    return tuple(
        SkillLevel(f.subject, f.requirement.name, int(f.requirement.level), int(f.holding.low)) for f in exceeded
    )
