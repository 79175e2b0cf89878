"""The report of `role`: what one role is, what it asks, where it leads, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import strength_of
from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.catalogue.role_parts import SkillAsked
from pmladder.report import words
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, table
from pmladder.report.pieces import CatalogueRef, PayData, PeopleData, TransitionData
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.report.roles import ListedRole, alias_words, listed


class AskedSkill(NamedTuple):
    """A skill that a role asks for; one that is optional can be missing in those who hold the role."""

    skill: str
    name: str
    level: int
    level_name: str
    strength: str
    optional: bool
    note: str | None
    sources: tuple[str, ...]


class AskedEvidence(NamedTuple):
    """Something that a role wants to see shown."""

    id: str
    text: str
    kind: str | None
    count_: int
    sources: tuple[str, ...]


class MoveData(NamedTuple):
    """A transition to or from a role; `role` is the one at the other end."""

    role: str
    title: str
    transition: TransitionData


class CitedSource(NamedTuple):
    """A source that the role's figures cite."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    date: str | None
    tier: str | None


class RoleData(NamedTuple):
    """The JSON of `role`. `sources_of` tells the sources of each fact; `editorial` means we set it."""

    schema_version: str
    kind: Literal["role"]
    catalogue: CatalogueRef
    role: ListedRole
    summary: str | None
    scope: str | None
    reports_to: tuple[str, ...]
    people: PeopleData | None
    education: str | None
    evidence: tuple[AskedEvidence, ...]
    pay: tuple[PayData, ...]
    skills: tuple[AskedSkill, ...]
    leads_to: tuple[MoveData, ...]
    comes_from: tuple[MoveData, ...]
    exits: tuple[str, ...]
    notes: tuple[str, ...]
    sources_of: Mapping[str, tuple[str, ...]]
    sources: tuple[CitedSource, ...]


def report(catalogue: Catalogue, digest: str, role: Role, with_sources: bool) -> Report:
    """One role: what it is, what it asks, where it leads; `with_sources` names the source of each figure."""
    data = _data(catalogue, digest, role)
    return Report(data, lambda: tuple(_blocks(labelled(data, catalogue), with_sources)), partial(_rows, data))


def _data(catalogue: Catalogue, digest: str, role: Role) -> RoleData:
    sources_of = dict(_sources_of(role))
    cited = dict.fromkeys(source for sources in sources_of.values() for source in sources)
    return RoleData(
        schema_version=SCHEMA_VERSION,
        kind="role",
        catalogue=CatalogueRef.of(catalogue, digest),
        role=listed(role),
        summary=role.summary,
        scope=role.scope.text if role.scope else None,
        reports_to=role.reports_to.titles if role.reports_to else (),
        people=PeopleData.of(role.people),
        education=role.education.text if role.education else None,
        evidence=tuple(AskedEvidence(e.id, e.text, e.kind, e.count, e.sources) for e in role.evidence),
        pay=tuple(PayData.of(pay) for pay in role.pay),
        skills=tuple(_asked(catalogue, skill, asked) for skill, asked in role.skills.items() if asked.level),
        leads_to=tuple(_move(catalogue, t.to, t) for t in catalogue.moves.get(role.id, ())),
        comes_from=tuple(_move(catalogue, t.from_role, t) for t in catalogue.transitions if t.to == role.id),
        exits=role.exits,
        notes=tuple(_notes(role)),
        sources_of=sources_of,
        sources=tuple(
            CitedSource(s.id, s.title, s.publisher, s.url, s.date, s.tier) for s in catalogue.sources if s.id in cited
        ),
    )


def _asked(catalogue: Catalogue, skill: str, asked: SkillAsked) -> AskedSkill:
    name = catalogue.skills_by_id[skill].name
    level_name = catalogue.level_name(asked.level)
    return AskedSkill(
        skill, name, asked.level, level_name, strength_of(asked.must_have), asked.optional, asked.note, asked.sources
    )


def _move(catalogue: Catalogue, other: str, transition: Transition) -> MoveData:
    return MoveData(other, catalogue.roles_by_id[other].title, TransitionData.of(transition, derived=False))


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
    for key in ("years", "years_in_product", "years_in_role", "people", "scope", "reports_to", "education", "prior"):
        if (fact := getattr(role, key)) is not None:
            yield key, fact.sources
    for number, pay in enumerate(role.pay, 1):
        yield (f"pay.{number}" if len(role.pay) > 1 else "pay"), pay.sources
    for evidence in role.evidence:
        yield f"evidence.{evidence.id}", evidence.sources
    for skill, asked in role.skills.items():
        yield f"skills.{skill}", asked.sources
    yield "role", role.sources


def _blocks(data: RoleData, with_sources: bool) -> Iterator[Block]:
    role = data.role
    yield Heading(f"{role.title} ({role.id})")
    if data.summary:
        yield paragraph(data.summary)
    yield table([Column(""), Column("")], list(_facts(data)))
    if data.skills:
        columns = [Column(""), Column("Skill (! decisive)"), Column("Level")] + (
            [Column("Source")] if with_sources else []
        )
        yield table(columns, [_skill_row(skill, with_sources) for skill in data.skills])
    if data.evidence:
        yield Heading("To show")
        yield Bullets(tuple(Cell(evidence.text) for evidence in data.evidence))
    for title, moves in (("Leads to", data.leads_to), ("Comes from", data.comes_from)):
        if moves:
            yield Heading(title)
            yield Bullets(tuple(Cell(_move_words(move)) for move in moves))
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
        "Years in product": words.years_asked(role.years_in_product),
        "Years of work": words.years_asked(role.years),
        "People led": words.people_led(data.people) + _people_words(data.people),
        "Scope": data.scope or "",
        "Reports to": ", ".join(data.reports_to),
        "Education": data.education or "",
        "Pay a year": "; ".join(words.pay_bracket(pay) for pay in data.pay),
    }
    for name, text in facts.items():
        if text not in ("", "-"):
            yield [Cell(name, "muted"), text]


def _people_words(people: PeopleData | None) -> str:
    return f" ({people.text})" if people and people.text else ""


def _skill_row(skill: AskedSkill, with_sources: bool) -> list[Cell | str]:
    decisive = skill.strength == "blocking"
    name = Cell(skill.name, "strong" if decisive else None)
    row: list[Cell | str] = [
        "!" if decisive else "",
        name,
        f"{skill.level_name}, optional" if skill.optional else skill.level_name,
    ]
    return [*row, ", ".join(skill.sources) or "none given"] if with_sources else row


def _move_words(move: MoveData) -> str:
    """`Director of product: fork, after 3-5 years`, and where it is made only in companies of some sizes."""
    years = words.years_range(move.transition.years_in_from)
    parts = [move.transition.kind, f"after {years}" if years else "", words.companies(move.transition).lower()]
    return f"{move.title}: {', '.join(part for part in parts if part)}"


def _source_blocks(data: RoleData) -> Iterator[Block]:
    yield Heading("Where the figures come from (editorial: nobody published it, we set it)")
    skills = {f"skills.{skill.skill}" for skill in data.skills}
    rows = [
        [fact, ", ".join(sources) or "none given"] for fact, sources in data.sources_of.items() if fact not in skills
    ]
    yield table(["Fact", "Source"], rows)
    yield table(["Id", "Source", "Tier"], [[s.id, _source_words(s), s.tier or ""] for s in data.sources])


def _source_words(source: CitedSource) -> str:
    return ", ".join(part for part in (source.title, source.publisher, source.date, source.url) if part)


def _rows(data: RoleData) -> list[list[str]]:
    rows = [["role", "skill", "name", "level", "level_name", "strength", "sources"]]
    for skill in data.skills:
        asked = [skill.skill, skill.name, str(skill.level), skill.level_name, skill.strength]
        rows.append([data.role.id, *asked, "; ".join(skill.sources)])
    return rows
