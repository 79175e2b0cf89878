"""The report of `compare`: roles side by side, with what changes from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Literal, NamedTuple

from pmladder.catalogue.fields import Strength, strength_of
from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.compare import ChangeKind, Row
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Tone, paragraph, shown, table
from pmladder.report.pieces import CatalogueRef, PayData, PeopleData, YearsData
from pmladder.report.report import SCHEMA_VERSION, Report, labelled

_SIGNS: dict[ChangeKind, tuple[str, Tone | None]] = {
    "new": ("* ", "bad"),
    "higher": ("+ ", "bad"),
    "lower": ("- ", "good"),
    "dropped": ("x ", "muted"),
    "same": ("", None),
}


class ComparedRole(NamedTuple):
    """One of the roles: what it asks beside skills, its scope and its first pay bracket."""

    role: str
    title: str
    track: str
    seniority: int
    years: YearsData | None
    years_in_product: YearsData | None
    people: PeopleData | None
    scope: str | None
    reports_to: tuple[str, ...]
    pay: PayData | None
    decisive: tuple[str, ...]


class Change(NamedTuple):
    """What happens to a skill between two neighbouring roles."""

    from_: str
    to: str
    change: ChangeKind


class ComparedSkill(NamedTuple):
    """One skill: its level and strength in each role, null where the role does not ask for it, and the changes."""

    skill: str
    name: str
    category: str | None
    levels: Mapping[str, int | None]
    strengths: Mapping[str, Strength | None]
    changes: tuple[Change, ...]


class CompareData(NamedTuple):
    """The JSON of `compare`. `rows` has every skill that any of the roles asks for."""

    schema_version: str
    kind: Literal["compare"]
    catalogue: CatalogueRef
    roles: tuple[ComparedRole, ...]
    rows: tuple[ComparedSkill, ...]


def report(catalogue: Catalogue, digest: str, roles: Sequence[Role], rows: Sequence[Row], every: bool) -> Report:
    """The comparison of two to five roles; `every` shows skills that do not differ as well."""
    data = CompareData(
        schema_version=SCHEMA_VERSION,
        kind="compare",
        catalogue=CatalogueRef.of(catalogue, digest),
        roles=tuple(_role(role) for role in roles),
        rows=tuple(_row(row, roles) for row in rows),
    )
    return Report(data, lambda: tuple(_blocks(labelled(data, catalogue), catalogue, every)), partial(_rows, data))


def _role(role: Role) -> ComparedRole:
    return ComparedRole(
        role=role.id,
        title=role.title,
        track=role.track,
        seniority=role.seniority,
        years=YearsData.of(role.years),
        years_in_product=YearsData.of(role.years_in_product),
        people=PeopleData.of(role.people),
        scope=role.scope.text if role.scope else None,
        reports_to=role.reports_to.titles if role.reports_to else (),
        pay=PayData.of(role.pay[0]) if role.pay else None,
        decisive=tuple(skill for skill, asked in role.skills.items() if asked.must_have),
    )


def _row(row: Row, roles: Sequence[Role]) -> ComparedSkill:
    ids = [role.id for role in roles]
    asked = {role.id: role.skills.get(row.skill.id) for role in roles}
    changes = ((*pair, change) for pair, change in zip(pairwise(ids), row.changes, strict=True))
    return ComparedSkill(
        skill=row.skill.id,
        name=row.skill.name,
        category=row.skill.category,
        levels=dict(zip(ids, row.levels, strict=True)),
        strengths={role: strength_of(entry.must_have) if entry else None for role, entry in asked.items()},
        changes=tuple(Change(before, after, change) for before, after, change in changes),
    )


def _scale(catalogue: Catalogue) -> str:
    """The levels with their numbers, or from which to which they run where numbers are all that they are."""
    names = [level.name for level in catalogue.scale]
    if names == [str(number) for number in range(1, len(names) + 1)]:
        return f"1 to {len(names)}"
    return ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))


def _blocks(data: CompareData, catalogue: Catalogue, every: bool) -> Iterator[Block]:
    headers = [Column(role.title) for role in data.roles]
    columns = [Column(""), *headers]
    yield table(columns, list(_facts(data)))
    shown_rows = [row for row in data.rows if every or _differs(row)]
    if shown_rows:
        columns = [Column("Skill (! decisive)"), *headers]
        yield table(columns, [_skill_row(row, data, catalogue) for row in shown_rows])
        signs = "Against the role on its left: * new, + higher, - lower, x dropped."
        yield paragraph(Cell(f"{signs} Levels: {_scale(catalogue)}.", "muted"))
    else:
        yield paragraph("No skill tells these roles apart.")
    folded = [row.name for row in data.rows if row not in shown_rows]
    if folded:
        yield paragraph(Cell(f"The same in all ({len(folded)}): ", "muted"), ", ".join(folded), ".")
    for before, after in pairwise(data.roles):
        yield paragraph(Cell(f"{before.title} {words.ARROW} {after.title}: ", "strong"), _summary(data, before, after))


def _facts(data: CompareData) -> Iterator[list[Cell | str]]:
    yield ["Track", *(role.track for role in data.roles)]
    if any(role.years_in_product for role in data.roles):
        yield ["Years in product", *(words.years_asked(role.years_in_product) for role in data.roles)]
    if any(role.years for role in data.roles):
        yield ["Years of work", *(words.years_asked(role.years) for role in data.roles)]
    if any(role.people for role in data.roles):
        yield ["People led", *(words.people_led(role.people) for role in data.roles)]
    if any(role.scope for role in data.roles):
        yield ["Scope", *(role.scope or "-" for role in data.roles)]
    if any(role.pay for role in data.roles):
        yield [
            "Pay a year",
            *(Cell(words.pay_bracket(role.pay), short=words.pay_short(role.pay)) for role in data.roles),
        ]


def _differs(row: ComparedSkill) -> bool:
    return any(change.change != "same" for change in row.changes)


def _skill_row(row: ComparedSkill, data: CompareData, catalogue: Catalogue) -> list[Cell | str]:
    cells: list[Cell | str] = [row.name]
    changes: list[ChangeKind] = ["same", *(change.change for change in row.changes)]
    for role, change in zip(data.roles, changes, strict=True):
        sign, tone = _SIGNS[change]
        level = row.levels[role.role]
        decisive = " !" if row.skill in role.decisive else ""
        word = "" if change == "same" else change
        name = "" if level is None else catalogue.level_name(level)
        long = ", ".join(part for part in (name, word) if part)
        short = " ".join(part for part in ("" if level is None else str(level), word) if part)
        cells.append(Cell(f"{sign}{long}{decisive}", tone, f"{sign}{short}{decisive}"))
    return cells


def _summary(data: CompareData, before: ComparedRole, after: ComparedRole) -> str:
    """`3 new, 9 higher, 1 lower, 2 dropped, 5 the same`."""
    pairs = [
        change for row in data.rows for change in row.changes if (change.from_, change.to) == (before.role, after.role)
    ]
    counts = Counter(change.change for change in pairs)
    kinds: tuple[ChangeKind, ...] = ("new", "higher", "lower", "dropped", "same")
    parts = [f"{counts[kind]} {'the same' if kind == 'same' else kind}" for kind in kinds if counts[kind]]
    return ", ".join(parts) + "."


def _rows(data: CompareData) -> list[list[str]]:
    ids = [role.role for role in data.roles]
    changes = [f"{before} to {after}" for before, after in pairwise(ids)]
    rows = [["skill", "name", "category", *ids, *changes]]
    for row in data.rows:
        levels = [shown(row.levels[role]) for role in ids]
        rows.append([row.skill, row.name, row.category or "", *levels, *(change.change for change in row.changes)])
    return rows
