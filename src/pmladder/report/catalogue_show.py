"""The report of `catalogue show`: a ladder as a tree of families, tracks, roles and moves, with the origin of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue, CompanyLadder, Role, Transition
from pmladder.catalogue.origins import Origin, Origins, move_id
from pmladder.report import wording
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, Outline, paragraph, rows_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.roles import years_columns
from pmladder.report.shapes import CATALOGUE_REF, PEOPLE_LED, TRANSITION, YEARS_ASKED, Key, Shape, many, maybe, one
from pmladder.text import plural


class ShownMove(NamedTuple):
    """A move from a role, its target role, and its origin."""

    transition: Transition
    role: Role
    origin: Origin | None


class ShownRole(NamedTuple):
    """A role on its track, with its moves and its origin."""

    role: Role
    moves: tuple[ShownMove, ...]
    origin: Origin | None


class ShownEntry(NamedTuple):
    """An entry: its kind (`role`, `skill`, ...), its id, and its origin."""

    entry: str
    id: str
    origin: Origin


ORIGIN = Shape(
    Origin,
    "OriginData",
    "The file that first had the entry, and the files that changed it.",
    "file",
    "changed",
)

MOVE = Shape(
    ShownMove,
    "ShownMove",
    "A move from a role; `track` is that of the role it leads to.",
    Key("to", str, lambda move, _: move.role.id),
    Key("title", str, lambda move, _: move.role.title),
    Key("track", str, lambda move, _: move.role.track),
    Key("transition", one(TRANSITION)),
    Key("origin", maybe(ORIGIN)),
)

ROLE = Shape(
    ShownRole,
    "ShownRole",
    "A role on its track, with the moves that start from it. `years` are of all relevant work.",
    Key("id", str, lambda shown, _: shown.role.id),
    Key("title", str, lambda shown, _: shown.role.title),
    Key("seniority", int, lambda shown, _: shown.role.seniority),
    Key("years", maybe(YEARS_ASKED), lambda shown, _: shown.role.years),
    Key("years_in_product", maybe(YEARS_ASKED), lambda shown, _: shown.role.years_in_product),
    Key("people", maybe(PEOPLE_LED), lambda shown, _: shown.role.people),
    Key("skills", int, lambda shown, _: len(shown.role.skills)),
    Key("moves", many(MOVE)),
    Key("origin", maybe(ORIGIN)),
)

COMPANY = Shape(
    CompanyLadder,
    "ShownCompany",
    "The ladder as companies of one size usually have it: ids of roles, the lowest first.",
    Key("size", str),
    "name",
    "ladder",
    "note",
    "sources",
)

ENTRY = Shape(
    ShownEntry,
    "ShownEntry",
    "An entry: its kind (`role`, `skill`, ...) and its id. `removed` names the file that removed it.",
    "entry",
    "id",
    Key("file", str, lambda entry, _: entry.origin.file),
    Key("changed", tuple[str, ...], lambda entry, _: entry.origin.changed),
    Key("removed", str | None, lambda entry, _: entry.origin.removed),
)


class ShownTrack(NamedTuple):
    """The roles of one track, in order of seniority."""

    track: str
    roles: tuple[Annotated[ShownRole, ROLE], ...]


class ShownFamily(NamedTuple):
    """The tracks of one family."""

    family: str
    tracks: tuple[ShownTrack, ...]


class CatalogueShowData(NamedTuple):
    """The JSON of `catalogue show`. `files` and `origins` are empty unless requested."""

    schema_version: str
    kind: Literal["catalogue-show"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    title: str
    scale: tuple[str, ...]
    skills: int
    families: tuple[ShownFamily, ...]
    company_ladders: tuple[Annotated[CompanyLadder, COMPANY], ...]
    files: tuple[str, ...]
    origins: tuple[Annotated[ShownEntry, ENTRY], ...]


def catalogue_report(
    ground: Ground, origins: Origins | None = None, files: tuple[str, ...] = (), here: str | None = None
) -> Report:
    """The whole ladder. `origins` holds the origin of each entry, `files` the files of the chain, uppermost first.

    `here` is the id of the reader's own role, which is marked.
    """
    catalogue = ground.catalogue
    data = CatalogueShowData(
        schema_version=SCHEMA_VERSION,
        kind="catalogue-show",
        catalogue=ground,
        title=catalogue.catalogue.title,
        scale=tuple(level.name for level in catalogue.scale),
        skills=len(catalogue.skills),
        families=tuple(_families(catalogue, origins or {})),
        company_ladders=catalogue.company_ladders,
        files=files,
        origins=tuple(ShownEntry(*named, origin) for named, origin in (origins or {}).items()),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, here)),
        lambda: rows_of(_COLUMNS, _listed(data), ground),
        ground=ground,
    )


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
    moves = tuple(_move(catalogue, origins, move) for move in catalogue.moves.get(role.id, ()))
    return ShownRole(role, moves, origins.get(("role", role.id)))


def _move(catalogue: Catalogue, origins: Origins, move: Transition) -> ShownMove:
    origin = origins.get(("transition", move_id(move.from_role, move.to)))
    return ShownMove(move, catalogue.roles_by_id[move.to], origin)


def _blocks(data: CatalogueShowData, ground: Ground, here: str | None) -> Iterator[Block]:
    roles = [shown for family in data.families for track in family.tracks for shown in track.roles]
    moves = sum(len(shown.moves) for shown in roles)
    about, labels = ground.catalogue.catalogue, ground.catalogue.role_labels
    counts = f"{plural(len(roles), 'role')}, {plural(data.skills, 'skill')}, {plural(moves, 'move')}"
    yield paragraph(Cell(f"{data.title} ({about.id}, version {about.version})", "strong"))
    yield paragraph(f"{counts}; levels: {', '.join(data.scale)}. The number before a role is its seniority.")
    yield Outline(tuple(_lines(data, labels, here)))
    if not ground.catalogue.transitions:
        yield paragraph(
            Cell("It lists no moves, so `next` offers the next rung and the forks, marked as derived.", "muted")
        )
    if data.company_ladders:
        yield Heading("As companies have it")
        yield Bullets(tuple(Cell(_company(company, labels)) for company in data.company_ladders))
    if data.files:
        yield from _origin_blocks(data)


def _company(company: CompanyLadder, labels: Mapping[str, str]) -> str:
    ladder = f" {wording.ARROW} ".join(labels[role] for role in company.ladder)
    return f"{company.name} ({company.size}): {ladder}.{f' {company.note}' if company.note else ''}"


def _lines(
    data: CatalogueShowData, labels: Mapping[str, str], here: str | None
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    base = data.files[-1] if data.files else None
    for family in data.families:
        yield 0, (Cell(family.family, "strong"),)
        for track in family.tracks:
            yield 1, (Cell(f"{track.track} track", "strong"),)
            for shown in track.roles:
                yield 2, tuple(_role_cells(shown, base, shown.role.id == here))
                for move in shown.moves:
                    yield 3, tuple(_move_cells(move, labels[move.role.id], track.track, base))


def _role_cells(shown: ShownRole, base: str | None, here: bool) -> Iterator[Cell]:
    role = shown.role
    yield Cell(f"{role.seniority}  ", "muted")
    yield Cell(role.title, "strong")
    yield Cell(f" ({role.id})")
    if here:
        yield Cell(", you are here", "good")
    product, work = wording.years_asked(role.years_in_product), wording.years_asked(role.years)
    if product != "-":
        yield Cell(f": {product} {_years(product)} in product")
    elif work != "-":
        yield Cell(f": {work} {_years(work)} of work")
    yield from _origin_cells(shown.origin, base)


def _years(figures: str) -> str:
    """The noun after figures such as `0, usually 1`; the last figure decides singular or plural."""
    return "year" if figures.endswith(" 1") or figures == "1" else "years"


def _move_cells(move: ShownMove, label: str, track: str, base: str | None) -> Iterator[Cell]:
    kind = move.transition.kind
    turns = f" to {move.role.track}" if move.role.track != track else ""
    where = f" {wording.ARROW} "
    yield Cell(f"{kind}{turns}{where}")
    yield Cell(label)
    years = wording.years_range(move.transition.years_in_from)
    parts = [
        f"after {years}" if years else "",
        move.transition.common or "",
        wording.companies(move.transition).lower(),
    ]
    if any(parts):
        yield Cell(f" ({', '.join(part for part in parts if part)})", "muted")
    yield from _origin_cells(move.origin, base)


def _origin_cells(origin: Origin | None, base: str | None) -> Iterator[Cell]:
    if base is not None and origin is not None:
        yield Cell(f" [{_origin_words(origin, base)}]", "open" if origin.changed else "muted")


def _origin_words(origin: Origin, base: str) -> str:
    """`builtin`, `added by company.yaml`, `builtin, changed by company.yaml`."""
    first = origin.file if origin.file == base else f"added by {origin.file}"
    return f"{first}, changed by {', '.join(origin.changed)}" if origin.changed else first


def _origin_blocks(data: CatalogueShowData) -> Iterator[Block]:
    base = data.files[-1]
    yield paragraph(Cell("Files, the uppermost first: ", "strong"), f" {wording.ARROW} ".join(data.files))
    in_tree = ("role", "transition")
    unchanged = Counter(entry.entry for entry in data.origins if entry.origin == Origin(base))
    rest = [e for e in data.origins if e.origin.removed or (e.entry not in in_tree and e.origin != Origin(base))]
    if rest:
        yield Outline(tuple((0, (Cell(_entry_words(entry, base)),)) for entry in rest))
    if unchanged:
        counts = ", ".join(f"{kind} {count}" for kind, count in unchanged.items())
        yield paragraph(Cell(f"Unchanged from {base}: {counts}.", "muted"))


def _entry_words(entry: ShownEntry, base: str) -> str:
    name = f"{entry.entry} {entry.id}"
    if entry.origin.removed:
        return f"{name}: removed by {entry.origin.removed}"
    return f"{name}: {_origin_words(entry.origin, base)}"


class _Line(NamedTuple):
    """A line of a spreadsheet: a role, or a move from it."""

    role: Role
    move: ShownMove | None
    origin: Origin | None


def _listed(data: CatalogueShowData) -> Iterator[_Line]:
    """A line for each role, and under it one for each of its moves."""
    for shown in (shown for family in data.families for track in family.tracks for shown in track.roles):
        yield _Line(shown.role, None, shown.origin)
        yield from (_Line(shown.role, move, move.origin) for move in shown.moves)


def _of_move(get: Callable[[ShownMove], Any]) -> Callable[[_Line, Ground], Any]:
    """The cells for moves."""
    return lambda line, _: get(line.move) if line.move else None


_COLUMNS = (
    Column(key="family", value=lambda line, _: line.role.family),
    Column(key="track", value=lambda line, _: line.role.track),
    Column(key="seniority", value=lambda line, _: line.role.seniority),
    Column(key="id", value=lambda line, _: line.role.id),
    Column(key="title", value=lambda line, _: line.role.title),
    *years_columns("years_in_product", "years", role=lambda line: None if line.move else line.role),
    Column(key="move", value=_of_move(lambda move: move.transition.kind)),
    Column(key="to", value=_of_move(lambda move: move.role.id)),
    Column(key="to_title", value=_of_move(lambda move: move.role.title)),
    Column(key="to_track", value=_of_move(lambda move: move.role.track)),
    Column(key="after", value=_of_move(lambda move: wording.years_range(move.transition.years_in_from))),
    Column(key="file", value=lambda line, _: line.origin and line.origin.file),
    Column(key="changed_by", value=lambda line, _: line.origin and line.origin.changed),
)
