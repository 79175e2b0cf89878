"""The report of `roles`: every role of a catalogue, with its titles, its place and its years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.catalogue.role_parts import Alias
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, paragraph, rows_of, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, YEARS_ASKED, Key, Shape, many, maybe

ALIAS = Shape(
    Alias,
    "AliasData",
    "Another title of a role; `company` limits it to companies of these sizes.",
    "title",
    Key("company", tuple[str, ...]),
)

LISTED_ROLE = Shape(
    Role,
    "ListedRole",
    "A role in a list. `years` are of all relevant work.",
    "id",
    "title",
    Key("aliases", many(ALIAS)),
    "family",
    "track",
    "seniority",
    Key("years", maybe(YEARS_ASKED)),
    Key("years_in_product", maybe(YEARS_ASKED)),
)


class RolesData(NamedTuple):
    """The JSON of `roles`."""

    schema_version: str
    kind: Literal["roles"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    roles: tuple[Annotated[Role, LISTED_ROLE], ...]


def alias_words(alias: Alias) -> str:
    """`Head of Product (small companies)`."""
    return f"{alias.title} ({'/'.join(alias.company)} companies)" if alias.company else alias.title


def years_columns(*kinds: str, role: Callable[[Any], Role | None] = lambda entry: entry) -> tuple[Column, ...]:
    """The spreadsheet columns of the years that a role asks for. `role` gets the role of an entry."""

    def figure(kind: str, name: str, entry: Any, _: Ground) -> float | None:
        asked = getattr(role(entry), kind, None)
        return getattr(asked, name, None)

    return tuple(
        Column(key=f"{kind}_{name}", value=partial(figure, kind, name)) for kind in kinds for name in ("min", "typical")
    )


_COLUMNS = (
    Column("Role", cell=lambda role, _: Cell(role.title, "strong")),
    Column("Id", key="id"),
    Column(key="title"),
    Column(key="family"),
    Column("Track", key="track"),
    Column("Rung", right=True, extra=True, key="seniority"),
    Column("In product", value=lambda role, _: wording.years_asked(role.years_in_product)),
    Column("All work", extra=True, value=lambda role, _: wording.years_asked(role.years)),
    *years_columns("years", "years_in_product"),
    Column("Family", extra=True, value=lambda role, _: role.family),
    Column(
        "Also called",
        extra=True,
        key="aliases",
        value=lambda role, _: tuple(map(alias_words, role.aliases)),
        cell=lambda role, _: ", ".join(map(alias_words, role.aliases)),
    ),
)


def roles_report(ground: Ground) -> Report:
    """Every role of the catalogue, in its order."""
    roles = ground.catalogue.roles
    data = RolesData(SCHEMA_VERSION, "roles", ground, roles)
    return Report(data, lambda: tuple(_blocks(data, ground)), partial(rows_of, _COLUMNS, roles, ground), ground=ground)


def _blocks(data: RolesData, ground: Ground) -> Iterator[Block]:
    yield table_of(_COLUMNS, data.roles, ground)
    yield paragraph(Cell("Years in product and of all work: the minimum and the typical figure.", "muted"))
