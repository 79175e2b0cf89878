"""The report of `title`: which role a title means, how it was matched, and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.names.resolve import MatchedBy, TitleMatch
from pmladder.report import wording
from pmladder.report.blocks import Block, Bullets, Cell, Column, paragraph, rows_of
from pmladder.report.ground import Ground
from pmladder.report.notes import next_commands
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.text import repr_quoted, safe


class TitleData(NamedTuple):
    """The JSON of `title`.

    `role` is null if the title is unknown. `nearest` are other possible meanings. `also` are the other roles of a title
    with several positions.
    """

    schema_version: str
    kind: Literal["title"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    text: str
    company_size: str | None
    role: str | None
    title: str | None
    matched_by: MatchedBy | None
    why: str
    nearest: tuple[str, ...]
    also: tuple[str, ...]


_COLUMNS = tuple(
    Column(key=key) for key in ("text", "company_size", "role", "title", "matched_by", "why", "nearest", "also")
)


def title_report(ground: Ground, match: TitleMatch, company_size: str | None) -> Report:
    """The meaning of a title in this catalogue."""
    role = ground.catalogue.roles_by_id.get(match.role or "")
    data = TitleData(
        schema_version=SCHEMA_VERSION,
        kind="title",
        catalogue=ground,
        text=safe(match.text),
        company_size=company_size,
        role=match.role,
        title=role.title if role else None,
        matched_by=match.matched_by,
        why=match.why,
        nearest=match.nearest,
        also=match.also,
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground.catalogue)),
        partial(rows_of, _COLUMNS, [data], ground),
        ground=ground,
        first=lambda: (*_blocks(data, ground.catalogue), _go_on(data, ground)),
    )


def _go_on(data: TitleData, ground: Ground) -> Block:
    if data.role is None:
        return next_commands((wording.command(ground, "roles"), "every role of the catalogue"))
    return next_commands(
        (wording.command(ground, "role", data.role), "what it asks: the must-haves, and where it leads"),
        (wording.command(ground, "next", f"--role {data.role}"), "what comes after it"),
    )


def _blocks(data: TitleData, catalogue: Catalogue) -> Iterator[Block]:
    if data.role is None:
        yield paragraph(Cell(f"{repr_quoted(data.text)}: unknown.", "open"))
    else:
        yield paragraph(Cell(f"{data.title} ({data.role})", "strong"))
    yield paragraph(data.why)
    if data.also:
        yield paragraph("The title also names:")
        yield _named(data.also, catalogue)
    if data.nearest:
        yield paragraph("Nearest:" if data.role is None else "It could also mean:")
        yield _named(data.nearest, catalogue)


def _named(roles: tuple[str, ...], catalogue: Catalogue) -> Bullets:
    return Bullets(tuple(Cell(f"{catalogue.roles_by_id[role].title} ({role})") for role in roles))
