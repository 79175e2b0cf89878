"""The report of `role`: the role, its requirements, its moves, and the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Source, Transition
from pmladder.catalogue.role_parts import EvidenceAsked, Pay, PeopleLed, ReachAsked, SkillAsked
from pmladder.engine.assess import skills_asked
from pmladder.engine.formula import Requirement
from pmladder.report import wording
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, rows_of, table, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import next_commands
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.roles import LISTED_ROLE, alias_words
from pmladder.report.shapes import CATALOGUE_REF, PAY, PEOPLE_LED, TRANSITION, Key, Shape, one

_FIRST = 4


class SkillOfRole(NamedTuple):
    """A skill that a role asks for: as written in the role, and as a requirement."""

    skill: str
    asked: SkillAsked
    requirement: Requirement


class RoleMove(NamedTuple):
    """A transition to or from a role; `role` is the one at the other end."""

    role: Role
    transition: Transition


ASKED_SKILL = Shape(
    SkillOfRole,
    "AskedSkill",
    """A skill that a role asks for: the `entry` before the role (null if nothing is asked before), the `level` in it.

    `optional`: one can hold the role without the skill.
    """,
    "skill",
    Key("name", str, lambda entry, ground: ground.catalogue.skills_by_id[entry.skill].name),
    Key("entry", int | None, lambda entry, _: entry.requirement.entry),
    Key("entry_name", str | None, lambda entry, ground: ground.level(entry.requirement.entry)),
    Key("level", int, lambda entry, _: entry.asked.level),
    Key("level_name", str, lambda entry, ground: ground.level(entry.asked.level)),
    Key("must_have", bool, lambda entry, _: entry.asked.must_have),
    Key("optional", bool, lambda entry, _: entry.asked.optional),
    Key("note", str | None, lambda entry, _: entry.asked.note),
    Key("sources", tuple[str, ...], lambda entry, _: entry.asked.sources),
)

ASKED_EVIDENCE = Shape(
    EvidenceAsked,
    "AskedEvidence",
    "A piece of evidence that a role asks for.",
    "id",
    "text",
    "kind",
    "count",
    Key("in_role", bool, lambda asked, _: asked.entry is not None),
    Key("must_have", bool),
    "sources",
)

REACH = Shape(
    ReachAsked,
    "ReachData",
    "The reach of a role, and the reach asked before it, by name.",
    Key("entry", str | None, lambda reach, ground: ground.amount_name(reach.entry, "reach")),
    Key("level", str, lambda reach, ground: ground.amount_name(reach.level, "reach")),
    Key("must_have", bool),
    "sources",
)

MOVE = Shape(
    RoleMove,
    "MoveData",
    "A transition to or from a role; `role` is the one at the other end.",
    Key("role", str, lambda move, _: move.role.id),
    Key("title", str, lambda move, _: move.role.title),
    Key("transition", one(TRANSITION)),
)

CITED_SOURCE = Shape(
    Source,
    "CitedSource",
    "A source that the role's figures cite.",
    "id",
    "title",
    "publisher",
    "url",
    "date",
    Key("tier", str | None),
)


class RoleData(NamedTuple):
    """The JSON of `role`. `sources_of` has the sources of each fact; `editorial` means that we set it."""

    schema_version: str
    kind: Literal["role"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    role: Annotated[Role, LISTED_ROLE]
    summary: str | None
    scope: str | None
    reports_to: tuple[str, ...]
    people: Annotated[PeopleLed, PEOPLE_LED] | None
    reach: Annotated[ReachAsked, REACH] | None
    education: str | None
    evidence: tuple[Annotated[EvidenceAsked, ASKED_EVIDENCE], ...]
    pay: tuple[Annotated[Pay, PAY], ...]
    skills: tuple[Annotated[SkillOfRole, ASKED_SKILL], ...]
    leads_to: tuple[Annotated[RoleMove, MOVE], ...]
    comes_from: tuple[Annotated[RoleMove, MOVE], ...]
    exits: tuple[str, ...]
    notes: tuple[str, ...]
    sources_of: Mapping[str, tuple[str, ...]]
    sources: tuple[Annotated[Source, CITED_SOURCE], ...]


def role_report(ground: Ground, role: Role, with_sources: bool, every: bool = True) -> Report:
    """One role: its requirements and its moves. `with_sources` names the source of each figure."""
    data = role_data(ground, role)
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, with_sources)),
        partial(rows_of, _columns(role, with_sources), data.skills, ground),
        ground=ground,
        first=None if every or with_sources else lambda: tuple(_first(data, ground)),
    )


def role_data(ground: Ground, role: Role) -> RoleData:
    """The data of one role."""
    catalogue = ground.catalogue
    sources_of = dict(_sources_of(role))
    cited = dict.fromkeys(source for sources in sources_of.values() for source in sources)
    return RoleData(
        schema_version=SCHEMA_VERSION,
        kind="role",
        catalogue=ground,
        role=role,
        summary=role.summary,
        scope=role.scope.text if role.scope else None,
        reports_to=role.reports_to.titles if role.reports_to else (),
        people=role.people,
        reach=role.reach,
        education=role.education.text if role.education else None,
        evidence=role.evidence,
        pay=role.pay,
        skills=_skills(catalogue, role),
        leads_to=tuple(_move(catalogue, t.to, t) for t in catalogue.moves.get(role.id, ())),
        comes_from=tuple(_move(catalogue, t.from_role, t) for t in catalogue.transitions if t.to == role.id),
        exits=role.exits,
        notes=tuple(_notes(role)),
        sources_of=sources_of,
        sources=tuple(source for source in catalogue.sources if source.id in cited),
    )


def _skills(catalogue: Catalogue, role: Role) -> tuple[SkillOfRole, ...]:
    asked = skills_asked(catalogue, role)
    return tuple(SkillOfRole(skill, role.skills[skill], requirement) for skill, requirement in asked.items())


def _move(catalogue: Catalogue, other: str, transition: Transition) -> RoleMove:
    return RoleMove(catalogue.roles_by_id[other], transition)


def _notes(role: Role) -> Iterator[str]:
    if role.note:
        yield role.note
    for name, years in (
        ("Years of work", role.years),
        ("Years in product", role.years_in_product),
        ("Years in the role", role.years_in_role),
        ("Years before", role.prior),
    ):
        if years is not None and years.note:
            yield f"{name}: {years.note}"


def _sources_of(role: Role) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sources of each fact of a role, under the fact's key in the catalogue."""
    for key in (
        "years",
        "years_in_product",
        "years_in_role",
        "people",
        "reach",
        "scope",
        "reports_to",
        "education",
        "prior",
    ):
        if (fact := getattr(role, key)) is not None:
            yield key, fact.sources
    for number, pay in enumerate(role.pay, 1):
        yield (f"pay.{number}" if len(role.pay) > 1 else "pay"), pay.sources
    for evidence in role.evidence:
        yield f"evidence.{evidence.id}", evidence.sources
    for skill, asked in role.skills.items():
        yield f"skills.{skill}", asked.sources
    yield "role", role.sources


def _columns(role: Role, with_sources: bool) -> tuple[Column, ...]:
    """The columns of the skills that the role asks for."""
    return (
        Column(key="role", value=lambda *_: role.id),
        Column(key="skill"),
        Column("", value=lambda entry, _: "!" if entry.asked.must_have else ""),
        Column(
            "Skill (! must-have)",
            key="name",
            value=lambda entry, ground: ground.catalogue.skills_by_id[entry.skill].name,
            cell=lambda entry, ground: Cell(ground.skill(entry.skill), "strong" if entry.asked.must_have else None),
        ),
        Column(key="entry", value=lambda entry, _: entry.requirement.entry),
        Column(
            "To show before",
            key="entry_name",
            value=lambda entry, ground: ground.level(entry.requirement.entry),
            cell=lambda entry, ground: ground.level(entry.requirement.entry) or "-",
        ),
        Column(key="level", value=lambda entry, _: entry.asked.level),
        Column(
            "In the role",
            key="level_name",
            value=lambda entry, ground: ground.level(entry.asked.level),
            cell=lambda entry, ground: ground.level(entry.asked.level) + (", optional" if entry.asked.optional else ""),
        ),
        Column(key="must_have", value=lambda entry, _: entry.asked.must_have),
        Column(
            "Source" if with_sources else None,
            key="sources",
            value=lambda entry, _: entry.asked.sources,
            cell=lambda entry, _: ", ".join(entry.asked.sources) or "none given",
        ),
    )


def _first(data: RoleData, ground: Ground) -> Iterator[Block]:
    role = data.role
    yield paragraph(Cell(role.title, "strong"), Cell(f"   {role.id}; {role.track}, rung {role.seniority}", "muted"))
    if data.summary:
        yield paragraph(data.summary[: data.summary.find(". ") + 1] or data.summary)
    cells = {
        "Years in product": wording.years_asked(role.years_in_product),
        "People led": wording.people_led(data.people),
        "Reach": wording.amount(data.reach.level, "reach", ground) if data.reach else "",
        "Pay a year": "; ".join(wording.pay_bracket(pay) for pay in data.pay[:1]),
    }
    facts: list[list[Cell | str]] = [
        [Cell(name, "muted"), cells[name]] for name in cells if cells[name] not in ("", "-")
    ]
    if facts:
        yield table([Column(""), Column("")], facts)
    must_haves = [entry for entry in data.skills if entry.asked.must_have]
    yield paragraph(Cell("Must-haves before the role: ", "strong"), _named_at(must_haves, ground) or "none", ".")
    counts = Counter(entry.asked.level for entry in data.skills)
    if counts:
        levels = ", ".join(f"{ground.level(level)} in {counts[level]}" for level in sorted(counts, reverse=True))
        yield paragraph(Cell(f"Skills in the role ({len(data.skills)}): ", "strong"), f"{levels}.")
    for title, moves in (("Leads to", data.leads_to), ("Comes from", data.comes_from)):
        if moves:
            yield paragraph(Cell(f"{title}: ", "strong"), f"{_moves_named(moves, ground)}.")
    yield next_commands(
        (wording.command(ground, "role", role.id, "--all"), "every skill and move, and the notes"),
        (wording.command(ground, "gap", role.id, *([] if ground.options else ["--role YOURS"])), "compared with you"),
    )


def _named_at(entries: Sequence[SkillOfRole], ground: Ground) -> str:
    """`Strategy, Business at practitioner; Metrics at working`."""
    named: dict[float, list[str]] = {}
    for entry in entries:
        asked = entry.requirement.entry
        named.setdefault(entry.asked.level if asked is None else asked, []).append(ground.short(entry.requirement))
    return "; ".join(f"{', '.join(names)} at {ground.level(level)}" for level, names in named.items())


def _moves_named(moves: Sequence[RoleMove], ground: Ground) -> str:
    """The first moves with their usual time, and how many more there are."""
    named = []
    for move in moves[:_FIRST]:
        years = wording.years_range(move.transition.years_in_from)
        named.append(f"{ground.role(move.role)}{f' ({years})' if years else ''}")
    return ", ".join(named) + (f" and {len(moves) - _FIRST} more" if len(moves) > _FIRST else "")


def _blocks(data: RoleData, ground: Ground, with_sources: bool) -> Iterator[Block]:
    role = data.role
    yield Heading(f"{role.title} ({role.id})")
    if data.summary:
        yield paragraph(data.summary)
    yield table([Column(""), Column("")], list(_facts(data)))
    if data.skills:
        yield table_of(_columns(role, with_sources), data.skills, ground)
    if data.evidence:
        yield Heading("To show")
        yield Bullets(tuple(Cell(evidence.text) for evidence in data.evidence))
    for title, moves in (("Leads to", data.leads_to), ("Comes from", data.comes_from)):
        if moves:
            yield Heading(title)
            yield Bullets(tuple(Cell(_move_words(move, ground)) for move in moves))
    if data.exits:
        yield paragraph("People also leave it for: ", ", ".join(data.exits), ".")
    if data.notes:
        yield Heading("Notes")
        yield Bullets(tuple(Cell(note, "muted") for note in data.notes))
    if with_sources:
        yield from _source_blocks(data)


def _facts(data: RoleData) -> Iterator[list[Cell | str]]:
    role = data.role
    facts = {
        "Also called": ", ".join(alias_words(alias) for alias in role.aliases),
        "Track": f"{role.track}, rung {role.seniority}, {role.family}",
        "Years in product": wording.years_asked(role.years_in_product),
        "Years of work": wording.years_asked(role.years),
        "People led": wording.people_led(data.people) + _people_words(data.people),
        "Scope": data.scope or "",
        "Reports to": ", ".join(data.reports_to),
        "Education": data.education or "",
        "Pay a year": "; ".join(wording.pay_bracket(pay) for pay in data.pay),
    }
    for name, text in facts.items():
        if text not in ("", "-"):
            yield [Cell(name, "muted"), text]


def _people_words(people: PeopleLed | None) -> str:
    return f" ({people.text})" if people and people.text else ""


def _move_words(move: RoleMove, ground: Ground) -> str:
    """`Director of product: switch to management, after 3-5 years`."""
    return f"{ground.role(move.role)}: {move_words(move, ground)}"


def move_words(move: RoleMove, ground: Ground) -> str:
    """`switch to management, after 3-5 years`, and the company sizes if the move is limited to some."""
    years = wording.years_range(move.transition.years_in_from)
    kind = wording.kind_of_move(move.transition, ground.catalogue.roles_by_id[move.transition.to].track)
    parts = [kind, f"after {years}" if years else "", wording.companies(move.transition).lower()]
    return ", ".join(part for part in parts if part)


def _source_blocks(data: RoleData) -> Iterator[Block]:
    yield Heading("Where the figures come from (editorial: nobody published it, we set it)")
    skills = {f"skills.{entry.skill}" for entry in data.skills}
    rows = [
        [fact, ", ".join(sources) or "none given"] for fact, sources in data.sources_of.items() if fact not in skills
    ]
    yield table(["Fact", "Source"], rows)
    yield table(["Id", "Source", "Tier"], [[s.id, _source_words(s), s.tier or ""] for s in data.sources])


def _source_words(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.publisher, source.date, source.url) if part)
