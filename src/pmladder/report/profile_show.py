"""The report of `profile show`: a profile as the program reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.fields import CompanySize, Education
from pmladder.catalogue.models import Role, Skill
from pmladder.engine.placement import Placement
from pmladder.names.resolve import TitleMatch, resolve_title
from pmladder.profile.diff import Rated, Side, State, rated
from pmladder.profile.history import Position, first_day, years_covered
from pmladder.profile.models import Evidence, Job, Rating
from pmladder.profile.standing import Standing
from pmladder.report import wording
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, Tone, paragraph, rows_of_parts, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import notes_on
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, PLACEMENT, Key, Shape, id_of
from pmladder.text import plural, repr_quoted, safe

_TONES: dict[State, Tone] = {"not-rated": "open", "named": "open", "not-applicable": "muted"}

Counts = Literal["product", "other work", "nothing"]


class ShownPosition(NamedTuple):
    """A position of the profile, as written and as read."""

    job: Job
    read: Position

    @property
    def years(self) -> float | None:
        """Its duration; None if unknown."""
        return years_covered([self.read.span]) if self.read.span and self.read.is_counted else None

    @property
    def counts(self) -> Counts:
        """How its time is counted."""
        if not self.read.role or not self.years:
            return "nothing"
        return "product" if self.read.role.is_product else "other work"


class ShownSkill(NamedTuple):
    """A skill, its rating, and the level that the present role asks for."""

    skill: Skill
    rated: Rated
    rating: Rating | None
    asked: int | None

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of the evidence that is cited for it."""
        return self.rating.evidence if self.rating else ()

    @property
    def note(self) -> str | None:
        """The reason why it does not apply, or its note."""
        return (self.rating.not_applicable or self.rating.note) if self.rating else None


class ShownEvidence(NamedTuple):
    """A piece of evidence, and the ids of the skills that cite it."""

    evidence: Evidence
    cited_by: tuple[str, ...]


TITLE_READ = Shape(
    TitleMatch,
    "TitleRead",
    "A title in the profile, and the role that it was read as.",
    Key("text", str, lambda match, _: safe(match.text)),
    "role",
    Key("title", str | None, lambda match, ground: _title(match, ground)),
    "matched_by",
    "why",
)

POSITION = Shape(
    ShownPosition,
    "PositionData",
    "A position of the history: its role, its duration, and how its time is counted.",
    Key("title", str, lambda position, _: position.job.title),
    Key("company", str | None, lambda position, _: _company(position)),
    Key("start", str | None, lambda position, _: position.job.start),
    Key("end", str | None, lambda position, _: position.job.end),
    Key("held", bool, lambda position, _: position.read.held),
    Key("role", str | None, lambda position, _: id_of(position.read.role)),
    Key("role_title", str | None, lambda position, _: position.read.role.title if position.read.role else None),
    Key("years", float | None),
    Key("counts", Counts),
    Key("unclear", str | None, lambda position, _: position.read.unclear),
)

SKILL = Shape(
    ShownSkill,
    "SkillData",
    "A skill that the profile names or the present role asks for. `asked` is the level that the present role asks.",
    Key("skill", str, lambda shown, _: shown.skill.id),
    Key("name", str, lambda shown, _: shown.skill.name),
    Key("category", str | None, lambda shown, _: shown.skill.category),
    Key("state", State, lambda shown, _: shown.rated.state),
    Key("level", int | None, lambda shown, _: shown.rated.level),
    Key("level_name", str | None, lambda shown, ground: ground.level(shown.rated.level)),
    "asked",
    Key("rater", str | None, lambda shown, _: shown.rated.rater),
    Key("rated", str | None, lambda shown, _: shown.rated.rated),
    Key("evidence", tuple[str, ...]),
    Key("note", str | None),
)

EVIDENCE = Shape(
    ShownEvidence,
    "EvidenceData",
    "A piece of evidence, and the skills that cite it.",
    Key("id", str, lambda shown, _: shown.evidence.id),
    Key("kind", str | None, lambda shown, _: shown.evidence.kind),
    Key("title", str | None, lambda shown, _: shown.evidence.title),
    Key("date", str | None, lambda shown, _: shown.evidence.date),
    Key("url", str | None, lambda shown, _: shown.evidence.url),
    Key("shows", tuple[str, ...], lambda shown, _: shown.evidence.shows),
    "cited_by",
)


class ShowData(NamedTuple):
    """The JSON of `profile show`.

    `unknown` is the number of unrated skills that the present role asks for, including skills of unknown level.
    """

    schema_version: str
    kind: Literal["profile-show"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    file: str | None
    name: str | None
    placement: Annotated[Placement, PLACEMENT]
    role: Annotated[TitleMatch, TITLE_READ] | None
    goal: Annotated[TitleMatch, TITLE_READ] | None
    years_of_work: float | None
    years_in_role: float | None
    years_of_history: float | None
    people: int | None
    people_led_before: int | None
    reach: str | None
    education: Education | None
    company_size: CompanySize | None
    history: tuple[Annotated[ShownPosition, POSITION], ...]
    skills: tuple[Annotated[ShownSkill, SKILL], ...]
    unknown: int
    evidence: tuple[Annotated[ShownEvidence, EVIDENCE], ...]
    focus: tuple[str, ...]
    notes: tuple[str, ...]


_FACTS = (
    Column(key="id", value=lambda fact, _: fact[0]),
    Column(key="value", value=lambda fact, _: fact[1]),
)

_HISTORY = (
    Column("Position", key="name", value=lambda p, _: p.job.title, cell=lambda p, _: _position_label(p)),
    Column("Held", key="value_name", value=lambda p, _: _time(p), cell=lambda p, _: _time_words(p)),
    Column("Years", right=True, key="value", value=lambda p, _: p.years),
    Column("Counts as", key="state", value=lambda p, _: p.counts),
    Column("Role", key="id", value=lambda p, _: id_of(p.read.role), cell=lambda p, ground: _role(p, ground)),
)

_SKILLS = (
    Column("Skill", key="name", value=lambda s, _: s.skill.name, cell=lambda s, ground: ground.skill(s.skill.id)),
    Column(key="id", value=lambda s, _: s.skill.id),
    Column(key="category", value=lambda s, _: s.skill.category),
    Column(key="value", value=lambda s, _: s.rated.level),
    Column(
        "Level",
        key="value_name",
        value=lambda s, ground: ground.level(s.rated.level),
        cell=lambda s, ground: Cell(
            ground.level(s.rated.level) or wording.skill_state(s.rated.state), _TONES.get(s.rated.state)
        ),
    ),
    Column("Role asks", extra=True, value=lambda s, ground: ground.level(s.asked)),
    Column("Said by", value=lambda s, _: ", ".join(_source(s))),
    Column(key="state", value=lambda s, _: s.rated.state),
    Column(key="rater", value=lambda s, _: s.rated.rater),
    Column(key="rated", value=lambda s, _: s.rated.rated),
    Column(key="note"),
)

_EVIDENCE = (
    Column("Id", key="id", value=lambda e, _: e.evidence.id),
    Column("Kind", key="category", value=lambda e, _: e.evidence.kind),
    Column("What", key="name", value=lambda e, _: e.evidence.title),
    Column("When", key="rated", value=lambda e, _: e.evidence.date),
    Column("For", value=lambda e, _: ", ".join(dict.fromkeys([*e.evidence.shows, *e.cited_by]))),
    Column(key="note", value=lambda e, _: e.evidence.url),
)

_KEYS = ("id", "name", "category", "value", "value_name", "state", "rater", "rated", "note")


def profile_report(ground: Ground, side: Side, placement: Placement, as_of: str, file: str | None) -> Report:
    """The content of a profile, with the placement of the person."""
    data = _data(ground, side, placement, as_of, file)
    parts = (
        ("fact", _FACTS, _values(data, ground.standing)),
        ("position", _HISTORY, data.history),
        ("skill", _SKILLS, data.skills),
        ("evidence", _EVIDENCE, data.evidence),
    )
    return Report(
        data, lambda: tuple(_blocks(data, ground)), lambda: rows_of_parts(_KEYS, parts, ground), ground=ground
    )


def _data(ground: Ground, side: Side, placement: Placement, as_of: str, file: str | None) -> ShowData:
    profile, standing = side
    skills = tuple(_skills(side, ground, placement.role))
    return ShowData(
        schema_version=SCHEMA_VERSION,
        kind="profile-show",
        as_of=as_of,
        catalogue=ground,
        file=file,
        name=profile.name,
        placement=placement,
        role=_match(profile.role, ground),
        goal=_match(profile.goal, ground),
        years_of_work=standing.years_of_work,
        years_in_role=standing.years_in_role,
        years_of_history=standing.years_of_history if standing.history else None,
        people=standing.people,
        people_led_before=standing.people_led_before,
        reach=ground.catalogue.reach_name(standing.reach) if standing.reach else profile.reach,
        education=standing.education,
        company_size=standing.company_size,
        history=tuple(sorted(map(ShownPosition, profile.history, standing.history), key=_begun)),
        skills=skills,
        unknown=sum(shown.asked is not None and shown.rated.state in ("not-rated", "named") for shown in skills),
        evidence=tuple(ShownEvidence(entry, _cited_by(entry, side)) for entry in profile.evidence),
        focus=profile.focus,
        notes=tuple(notes_on(ground, placement)),
    )


def _begun(position: ShownPosition) -> date:
    """The start or else the end; positions without dates come last."""
    known = position.job.start or position.job.end
    return first_day(known) if known else date.max


def _match(text: str | None, ground: Ground) -> TitleMatch | None:
    return None if text is None else resolve_title(text, ground.catalogue, ground.standing.company_size)


def _skills(side: Side, ground: Ground, role: Role | None) -> Iterator[ShownSkill]:
    asked = {skill: a.level for skill, a in role.skills.items() if a.level} if role else {}
    for skill in ground.catalogue.skills:
        rating = side.profile.skills.get(skill.id)
        if rating is not None or skill.id in asked:
            yield ShownSkill(skill, rated(side, skill.id), rating, asked.get(skill.id))


def _cited_by(entry: Evidence, side: Side) -> tuple[str, ...]:
    return tuple(skill for skill, rating in side.profile.skills.items() if entry.id in rating.evidence)


def _title(match: TitleMatch, ground: Ground) -> str | None:
    role = ground.catalogue.roles_by_id.get(match.role or "")
    return role.title if role else None


def _company(position: ShownPosition) -> str | None:
    return position.job.company.name if position.job.company else None


def _values(data: ShowData, standing: Standing) -> list[tuple[str, str | float]]:
    """The known single values."""
    values: dict[str, str | float | None] = {
        "role": id_of(data.placement.role),
        "years": standing.years,
        "years_of_work": data.years_of_work,
        "years_in_role": data.years_in_role,
        "people": data.people,
        "people_led_before": data.people_led_before,
        "reach": data.reach,
        "education": data.education,
        "company_size": data.company_size,
        "goal": data.goal.role if data.goal else None,
    }
    return [(key, value) for key, value in values.items() if value is not None]


def _blocks(data: ShowData, ground: Ground) -> Iterator[Block]:
    yield paragraph(Cell(f"{wording.where_you_are(data.placement, ground)}.", "strong"))
    yield Bullets(tuple(Cell(line) for line in _facts(data, ground)))
    for note in data.notes:
        yield paragraph(Cell(note, "muted"))
    if data.history:
        yield Heading("History")
        yield table_of(_HISTORY, data.history, ground)
    if data.skills:
        yield Heading("Skills")
        yield from _skill_blocks(data, ground)
    if data.evidence:
        yield Heading("Evidence")
        yield table_of(_EVIDENCE, data.evidence, ground)


def _facts(data: ShowData, ground: Ground) -> Iterator[str]:
    standing = ground.standing
    if data.name:
        yield f"Name: {data.name}"
    if data.role is not None:
        yield f"Role: {_read(data.role, ground)}"
    if standing.years is not None:
        basis = "counted from the history" if standing.years_basis == "history" else "as given"
        yield f"Years in product: {standing.years:g}, {basis}{_beside(data, standing)}"
    if data.years_of_work is not None:
        yield f"Years of all work: {data.years_of_work:g}"
    if data.years_in_role is not None:
        yield f"Years in the present role: {data.years_in_role:g}"
    if data.people is not None:
        yield f"People led: {data.people}"
    if data.people_led_before is not None:
        yield f"People led before: {data.people_led_before}"
    if data.reach:
        yield f"Reach: {data.reach}"
    if data.education:
        yield f"Education: {data.education}"
    if data.company_size:
        yield f"Company: {data.company_size}"
    if data.goal is not None:
        yield f"Goal: {_read(data.goal, ground)}"
    if data.focus:
        yield f"Focus: {', '.join(data.focus)}"


def _beside(data: ShowData, standing: Standing) -> str:
    if standing.years_basis != "given" or data.years_of_history is None:
        return ""
    return f" (the history counts {data.years_of_history:g})"


def _read(match: TitleMatch, ground: Ground) -> str:
    if match.role is None:
        return f"{repr_quoted(safe(match.text))}, no role of this catalogue"
    if match.matched_by == "id":
        return ground.catalogue.role_labels[match.role]
    return f"{_title(match, ground)} ({match.role}), from {repr_quoted(safe(match.text))}: {match.why}"


def _position_label(position: ShownPosition) -> str:
    # A position's title is in the person's own words.
    company = _company(position)
    return f"{position.job.title}, {company}" if company else position.job.title


def _time(position: ShownPosition) -> str:
    return f"{position.job.start or ''}/{position.job.end or ''}"


def _time_words(position: ShownPosition) -> str:
    end = position.job.end or ("today" if position.read.held else "?")
    return f"{position.job.start or '?'} to {end}"


def _role(position: ShownPosition, ground: Ground) -> Cell:
    return Cell(ground.role(position.read.role)) if position.read.role else Cell("?", "open")


def _skill_blocks(data: ShowData, ground: Ground) -> Iterator[Block]:
    names = {category.id: category.name for category in ground.catalogue.categories}
    groups: dict[str | None, list[ShownSkill]] = {}
    for shown in data.skills:
        if shown.rated.state != "not-rated":
            groups.setdefault(shown.skill.category, []).append(shown)
    order = {category: number for number, category in enumerate(names)}
    for category in sorted(groups, key=lambda group: order.get(group or "", len(order))):
        if len(groups) > 1:
            yield paragraph(Cell(names.get(category or "", category or "Other"), "strong"))
        yield table_of(_SKILLS, groups[category], ground)
    if data.unknown:
        asked = sum(shown.asked is not None for shown in data.skills)
        title = ground.role(data.placement.role) if data.placement.role else "your role"
        yield paragraph(
            Cell(f"{plural(data.unknown, 'skill')} unknown", "open"),
            f" of the {asked} that {title} asks for; `pmladder assess` asks about those that matter most first.",
        )


def _source(shown: ShownSkill) -> Iterator[str]:
    """The rater, the date, the evidence and the note."""
    yield from filter(None, (shown.rated.rater, shown.rated.rated))
    if shown.evidence:
        yield f"evidence {', '.join(shown.evidence)}"
    if shown.note:
        yield shown.note
