"""The report of `catalogue show`: a ladder as a tree of families, tracks, roles and moves, and where each is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.catalogue.origins import Origin, Origins, move_id
from pmladder.report import words
from pmladder.report.blocks import Block, Bullets, Cell, Heading, Outline, paragraph, shown
from pmladder.report.pieces import CatalogueRef, PeopleData, TransitionData, YearsData
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.text import plural

_Line = tuple[int, tuple[Cell, ...]]


class OriginData(NamedTuple):
    """The file that an entry was written in first, and those that changed it since."""

    file: str
    changed: tuple[str, ...]


class ShownMove(NamedTuple):
    """A move from a role; `track` is that of the role it leads to."""

    to: str
    title: str
    track: str
    transition: TransitionData
    origin: OriginData | None


class ShownRole(NamedTuple):
    """A role on its track, with the moves that start from it. `years` are of all relevant work."""

    id: str
    title: str
    seniority: int
    years: YearsData | None
    years_in_product: YearsData | None
    people: PeopleData | None
    skills: int
    moves: tuple[ShownMove, ...]
    origin: OriginData | None


class ShownTrack(NamedTuple):
    """The roles of one track, in order of seniority."""

    track: str
    roles: tuple[ShownRole, ...]


class ShownFamily(NamedTuple):
    """The tracks of one family."""

    family: str
    tracks: tuple[ShownTrack, ...]


class ShownCompany(NamedTuple):
    """The ladder as companies of one size usually have it: ids of roles, the lowest first."""

    size: str
    name: str
    ladder: tuple[str, ...]
    note: str | None
    sources: tuple[str, ...]


class ShownEntry(NamedTuple):
    """An entry by what it is (`role`, `skill`, ...) and its id; `removed` names the file that removed it."""

    entry: str
    id: str
    file: str
    changed: tuple[str, ...]
    removed: str | None


class CatalogueShowData(NamedTuple):
    """The JSON of `catalogue show`. `files` and `origins` are empty unless they are asked for."""

    schema_version: str
    kind: Literal["catalogue-show"]
    catalogue: CatalogueRef
    title: str
    scale: tuple[str, ...]
    skills: int
    families: tuple[ShownFamily, ...]
    company_ladders: tuple[ShownCompany, ...]
    files: tuple[str, ...]
    origins: tuple[ShownEntry, ...]


def report(
    catalogue: Catalogue,
    digest: str,
    origins: Origins | None = None,
    files: tuple[str, ...] = (),
    here: str | None = None,
) -> Report:
    """The whole ladder. `origins` tell where each entry comes from, `files` are those of the chain, uppermost first.

    `here` is the id of a role to mark for a reader as the one that they hold.
    """
    data = CatalogueShowData(
        schema_version=SCHEMA_VERSION,
        kind="catalogue-show",
        catalogue=CatalogueRef.of(catalogue, digest),
        title=catalogue.catalogue.title,
        scale=tuple(level.name for level in catalogue.scale),
        skills=len(catalogue.skills),
        families=tuple(_families(catalogue, origins or {})),
        company_ladders=tuple(
            ShownCompany(c.size, c.name, c.ladder, c.note, c.sources) for c in catalogue.company_ladders
        ),
        files=files,
        origins=tuple(ShownEntry(kind, name, *origin) for (kind, name), origin in (origins or {}).items()),
    )
    return Report(data, lambda: tuple(_blocks(data, catalogue, here)), partial(_rows, data))


def _families(catalogue: Catalogue, origins: Origins) -> Iterator[ShownFamily]:
    branches: dict[str, dict[str, list[Role]]] = {}
    for role in catalogue.roles:
        branches.setdefault(role.family, {}).setdefault(role.track, []).append(role)
    for family, tracks in branches.items():
        yield ShownFamily(family, tuple(_track(catalogue, origins, *track) for track in tracks.items()))


def _track(catalogue: Catalogue, origins: Origins, track: str, roles: list[Role]) -> ShownTrack:
    # Of equal seniority, the order of the file.
    roles = sorted(roles, key=lambda role: role.seniority)
    return ShownTrack(track, tuple(_role(catalogue, origins, role) for role in roles))


def _role(catalogue: Catalogue, origins: Origins, role: Role) -> ShownRole:
    return ShownRole(
        id=role.id,
        title=role.title,
        seniority=role.seniority,
        years=YearsData.of(role.years),
        years_in_product=YearsData.of(role.years_in_product),
        people=PeopleData.of(role.people),
        skills=len(role.skills),
        moves=tuple(_move(catalogue, origins, move) for move in catalogue.moves.get(role.id, ())),
        origin=_origin(origins.get(("role", role.id))),
    )


def _move(catalogue: Catalogue, origins: Origins, move: Transition) -> ShownMove:
    role = catalogue.roles_by_id[move.to]
    origin = _origin(origins.get(("transition", move_id(move.from_role, move.to))))
    return ShownMove(role.id, role.title, role.track, TransitionData.of(move, derived=False), origin)


def _origin(origin: Origin | None) -> OriginData | None:
    return OriginData(origin.file, origin.changed) if origin else None


def _blocks(data: CatalogueShowData, catalogue: Catalogue, here: str | None) -> Iterator[Block]:
    roles = [role for family in data.families for track in family.tracks for role in track.roles]
    moves = sum(len(role.moves) for role in roles)
    counts = f"{plural(len(roles), 'role')}, {plural(data.skills, 'skill')}, {plural(moves, 'move')}"
    yield paragraph(Cell(f"{data.title} ({data.catalogue.id}, version {data.catalogue.version})", "strong"))
    yield paragraph(f"{counts}; levels: {', '.join(data.scale)}. The number before a role is its seniority.")
    yield Outline(tuple(_lines(data, catalogue.role_labels, here)))
    if not catalogue.transitions:
        yield paragraph(Cell("It lists no moves: `next` offers the next rung, forks included, as derived.", "muted"))
    if data.company_ladders:
        yield Heading("As companies have it")
        yield Bullets(tuple(Cell(_company(company, catalogue.role_labels)) for company in data.company_ladders))
    if data.files:
        yield from _origin_blocks(data)


def _company(company: ShownCompany, labels: Mapping[str, str]) -> str:
    steps = f" {words.ARROW} ".join(labels[role] for role in company.ladder)
    return f"{company.name} ({company.size}): {steps}.{f' {company.note}' if company.note else ''}"


def _lines(data: CatalogueShowData, labels: Mapping[str, str], here: str | None) -> Iterator[_Line]:
    base = data.files[-1] if data.files else None
    for family in data.families:
        yield 0, (Cell(family.family, "strong"),)
        for track in family.tracks:
            yield 1, (Cell(f"{track.track} track", "strong"),)
            for role in track.roles:
                yield 2, tuple(_role_cells(role, base, role.id == here))
                for move in role.moves:
                    yield 3, tuple(_move_cells(move, labels[move.to], track.track, base))


def _role_cells(role: ShownRole, base: str | None, here: bool) -> Iterator[Cell]:
    yield Cell(f"{role.seniority}  ", "muted")
    yield Cell(role.title, "strong")
    yield Cell(f" ({role.id})")
    if here:
        yield Cell(", you are here", "good")
    product, work = words.years_asked(role.years_in_product), words.years_asked(role.years)
    if product != "-":
        yield Cell(f": {product} {_years(product)} in product")
    elif work != "-":
        yield Cell(f": {work} {_years(work)} of work")
    yield from _origin_cells(role.origin, base)


def _years(figures: str) -> str:
    """The noun behind figures such as `0, usually 1`: the last of them tells."""
    return "year" if figures.endswith(" 1") or figures == "1" else "years"


def _move_cells(move: ShownMove, label: str, track: str, base: str | None) -> Iterator[Cell]:
    kind = move.transition.kind
    turns = f" to {move.track}" if move.track != track else ""
    where = f" {words.ARROW} "
    yield Cell(f"{kind}{turns}{where}")
    yield Cell(label)
    years = words.years_range(move.transition.years_in_from)
    said = [f"after {years}" if years else "", move.transition.common or "", words.companies(move.transition).lower()]
    if any(said):
        yield Cell(f" ({', '.join(part for part in said if part)})", "muted")
    yield from _origin_cells(move.origin, base)


def _origin_cells(origin: OriginData | None, base: str | None) -> Iterator[Cell]:
    if base is not None and origin is not None:
        yield Cell(f" [{_origin_words(origin.file, origin.changed, base)}]", "open" if origin.changed else "muted")


def _origin_words(file: str, changed: Sequence[str], base: str) -> str:
    """`builtin`, `added by company.yaml`, `builtin, changed by company.yaml`."""
    first = file if file == base else f"added by {file}"
    return f"{first}, changed by {', '.join(changed)}" if changed else first


def _origin_blocks(data: CatalogueShowData) -> Iterator[Block]:
    base = data.files[-1]
    yield paragraph(Cell("Files, the uppermost first: ", "strong"), f" {words.ARROW} ".join(data.files))
    in_tree = ("role", "transition")
    rest = [e for e in data.origins if e.removed or (e.entry not in in_tree and (e.file != base or e.changed))]
    if rest:
        yield Outline(tuple((0, (Cell(_entry_words(entry, base)),)) for entry in rest))
    same = Counter(e.entry for e in data.origins if not e.removed and e.file == base and not e.changed)
    if same:
        counts = ", ".join(f"{kind} {count}" for kind, count in same.items())
        yield paragraph(Cell(f"Unchanged from {base}: {counts}.", "muted"))


def _entry_words(entry: ShownEntry, base: str) -> str:
    name = f"{entry.entry} {entry.id}"
    if entry.removed:
        return f"{name}: removed by {entry.removed}"
    return f"{name}: {_origin_words(entry.file, entry.changed, base)}"


def _rows(data: CatalogueShowData) -> list[list[str]]:
    """A row for each role, and under it one for each of its moves."""
    head = ["family", "track", "seniority", "id", "title", "years_in_product_min", "years_in_product_typical"]
    rows = [[*head, "years_min", "years_typical", "move", "to", "to_title", "to_track", "after", "file", "changed_by"]]
    for family in data.families:
        for track in family.tracks:
            for role in track.roles:
                first = [family.family, track.track, str(role.seniority), role.id, role.title]
                years = [
                    shown(figure)
                    for asked in (role.years_in_product, role.years)
                    for figure in ((asked.min, asked.typical) if asked else (None, None))
                ]
                rows.append([*first, *years, *[""] * 5, *_origin_row(role.origin)])
                for move in role.moves:
                    after = words.years_range(move.transition.years_in_from)
                    to = [move.transition.kind, move.to, move.title, move.track, after]
                    rows.append([*first, *[""] * 4, *to, *_origin_row(move.origin)])
    return rows


def _origin_row(origin: OriginData | None) -> list[str]:
    return [origin.file, "; ".join(origin.changed)] if origin else ["", ""]
