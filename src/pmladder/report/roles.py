"""The report of `roles`: every role of a catalogue, with its titles, its place and its years."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, paragraph, shown, table
from pmladder.report.pieces import CatalogueRef, YearsData
from pmladder.report.report import SCHEMA_VERSION, Report


class AliasData(NamedTuple):
    """Another title of a role; `company` limits it to companies of these sizes."""

    title: str
    company: tuple[str, ...]


class ListedRole(NamedTuple):
    """A role in a list. `years` are of all relevant work."""

    id: str
    title: str
    aliases: tuple[AliasData, ...]
    family: str
    track: str
    seniority: int
    years: YearsData | None
    years_in_product: YearsData | None


class RolesData(NamedTuple):
    """The JSON of `roles`."""

    schema_version: str
    kind: Literal["roles"]
    catalogue: CatalogueRef
    roles: tuple[ListedRole, ...]


def report(catalogue: Catalogue, digest: str) -> Report:
    """Every role of the catalogue, in its order."""
    roles = tuple(listed(role) for role in catalogue.roles)
    data = RolesData(SCHEMA_VERSION, "roles", CatalogueRef.of(catalogue, digest), roles)
    return Report(data, lambda: tuple(_blocks(data)), partial(_rows, data))


def listed(role: Role) -> ListedRole:
    """A role as a list has it."""
    return ListedRole(
        id=role.id,
        title=role.title,
        aliases=tuple(AliasData(alias.title, alias.company) for alias in role.aliases),
        family=role.family,
        track=role.track,
        seniority=role.seniority,
        years=YearsData.of(role.years),
        years_in_product=YearsData.of(role.years_in_product),
    )


def _blocks(data: RolesData) -> Iterator[Block]:
    columns = [
        Column("Role"),
        Column("Id"),
        Column("Track"),
        Column("Rung", right=True, least_screen=100),
        Column("In product"),
        Column("All work", least_screen=100),
        Column("Family", least_screen=120),
        Column("Also called", least_screen=150),
    ]
    yield table(columns, [_row(role) for role in data.roles])
    yield paragraph(Cell("Years, in product and of all work: the least asked, and the usual.", "muted"))


def _row(role: ListedRole) -> list[Cell | str]:
    return [
        Cell(role.title, "strong"),
        role.id,
        role.track,
        str(role.seniority),
        words.years_asked(role.years_in_product),
        words.years_asked(role.years),
        role.family,
        ", ".join(alias_words(alias) for alias in role.aliases),
    ]


def alias_words(alias: AliasData) -> str:
    """`Head of Product (small companies)`."""
    return f"{alias.title} ({'/'.join(alias.company)} companies)" if alias.company else alias.title


def _rows(data: RolesData) -> list[list[str]]:
    header = ["id", "title", "family", "track", "seniority", "years_min", "years_typical"]
    rows = [[*header, "years_in_product_min", "years_in_product_typical", "aliases"]]
    for role in data.roles:
        years = [
            shown(figure)
            for asked in (role.years, role.years_in_product)
            for figure in ((asked.min, asked.typical) if asked else (None, None))
        ]
        aliases = "; ".join(alias_words(alias) for alias in role.aliases)
        rows.append([role.id, role.title, role.family, role.track, str(role.seniority), *years, aliases])
    return rows
