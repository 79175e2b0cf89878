"""The commands that carry a catalogue from and to other programs: `catalogue import` and `catalogue export`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmladder.cli.options import CatalogueFile, Force, LadderFile, Output, one_file
from pmladder.cli.output import JSON, MARKDOWN, USUAL_FORMATS, YAML, Text, format_chosen
from pmladder.errors import InputError, Problem, UsageError
from pmladder.text import plural, repr_quoted

if TYPE_CHECKING:
    from pmladder.catalogue.models import Catalogue
    from pmladder.imports.ladder.making import ImportedLadder
    from pmladder.imports.ladder.told import Told

_SQL = "sql"
_EXPORTS = (YAML, JSON, "csv", MARKDOWN, _SQL)
_IMPORTS = (YAML, JSON)


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="CSV, .xlsx (- reads them), Markdown, HTML, YAML, JSON, .ts, .js or .py, or a folder of such files.",
        ),
    ],
    output: Output = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADER=FIELD", help='What a column holds, such as "Job=role"; repeat it for more.'
        ),
    ] = None,
    scale: Annotated[
        str | None, typer.Option(metavar="NAMES", help='The levels, lowest first: "Awareness,Working,Expert".')
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The sheet of a workbook; the first by default.")
    ] = None,
    partly: Annotated[bool, typer.Option("--partly", help="Keep what was read even if more could not be.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what was understood, and write nothing.")] = False,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="yaml or json.")] = None,
    force: Force = False,
) -> Text:
    """Turn a ladder as people keep it into a catalogue.

    Tables: skills down and roles across, roles down and skills across, or a row for each role and skill; levels or
    sentences in the cells.

    Nested YAML or JSON of levels, areas and texts; Markdown and HTML by their tables or headings.

    Example: pmladder catalogue import ladder.csv -o ladder.yaml
    """
    from pmladder.imports.ladder.headers import parse_mapping
    from pmladder.imports.ladder.scale import scale_of
    from pmladder.imports.ladder.sources import (
        DOCUMENTS,
        FORMATS,
        NESTED,
        HowToRead,
        LadderSource,
        import_file,
        import_folder,
    )

    chosen = format_chosen(format_, False, output, _IMPORTS, USUAL_FORMATS["catalogue import"])
    how = HowToRead(parse_mapping(map_ or ()), scale_of(scale) if scale is not None else None, sheet, partly)
    from pmladder.files.bounded import input_name, read_bytes
    from pmladder.files.folder import is_folder, read_folder

    name = input_name(file)
    if is_folder(file):
        read_as, imported = import_folder(
            [LadderSource(*one) for one in read_folder(file, tuple(f".{suffix}" for suffix in FORMATS))], name, how
        )
    else:
        source = LadderSource(name, Path(name).name, read_bytes(file))
        if source.format in NESTED and map_:
            raise UsageError(f"--map is for tables; {repr_quoted(file)} is {source.format}")
        if source.format in (*NESTED, *DOCUMENTS) and sheet is not None:
            raise UsageError(f"--sheet is for spreadsheets; {repr_quoted(file)} is {source.format}")
        read_as, imported = import_file(source, how)
    about = {**(_about(file) or {}), **imported.raw.get("catalogue", {})}
    raw = {**imported.raw, "catalogue": about} if about else imported.raw
    text = checked_text(raw, chosen, name)
    remarks = tuple(f"{name}: {line}" for line in _lines(read_as, imported))
    if dry_run:
        from pmladder.imports.ladder.outline import outline

        return Text(outline(raw), "txt", None, remarks=remarks)
    return Text(text, chosen, output, remarks=remarks, force=force)


def export(
    file: LadderFile = None,
    catalogue: CatalogueFile = None,
    output: Output = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="yaml, json, csv, md or sql.")
    ] = None,
    dialect: Annotated[
        str | None, typer.Option("--dialect", metavar="NAME", help="For sql: duckdb, sqlite, postgres or another.")
    ] = None,
    force: Force = False,
) -> Text:
    """Write a catalogue out, in a format of your choice.

    Whole as YAML or JSON, its requirements as CSV, to be read as Markdown; as SQL that assesses people in a database.

    Example: pmladder catalogue export -f csv
    """
    from pmladder.cli.surroundings import choose_catalogue

    chosen = format_chosen(format_, False, output, _EXPORTS, USUAL_FORMATS["catalogue export"])
    if dialect is not None and chosen != _SQL:
        raise UsageError("--dialect goes with --format sql")
    read = choose_catalogue(one_file(file, catalogue, "--catalogue"))
    if chosen in _IMPORTS:
        from pmladder.catalogue.export import to_plain

        return Text(_as_text(to_plain(read.catalogue), chosen), chosen, output, force=force)
    if chosen == _SQL:
        return Text(_sql(read.catalogue, dialect or "duckdb"), chosen, output, force=force)
    from pmladder.render.formats import FORMATS
    from pmladder.render.screen import Screen
    from pmladder.report.catalogue_export import export_report
    from pmladder.report.ground import Ground

    remarks = ("csv has roles, levels and years; yaml and json have the whole catalogue",) if chosen == "csv" else ()
    report = export_report(Ground(read.catalogue, read.digest))
    return Text(FORMATS[chosen](report, Screen()), chosen, output, remarks=remarks, force=force)


def _sql(catalogue: Catalogue, dialect: str) -> str:
    from pmladder.files.extras import needing
    from pmladder.render.as_sql import as_sql, dialects

    with needing("sql"):
        if dialect not in dialects():
            raise UsageError(f"unknown dialect {repr_quoted(dialect)}; there are {', '.join(dialects())}")
        try:
            return as_sql(catalogue, dialect)
        except ValueError as error:
            raise UsageError(str(error)) from None


def _about(file: str) -> dict[str, str] | None:
    """The name of the imported catalogue, taken from its file."""
    from pmladder.imports.ladder.ids import slug
    from pmladder.text import unsafe

    title = Path(file).stem if file != "-" else ""
    return {"id": slug(title), "title": title} if slug(title) and not unsafe(title) and "\n" not in title else None


def checked_text(raw: Mapping[str, object], chosen: str, file: str) -> str:
    """The text of the catalogue, after a check that it can be used. Raises InputError."""
    import json

    from pmladder.catalogue.export import to_plain
    from pmladder.files.catalogue_file import parse_catalogue
    from pmladder.formats.limits import NODES
    from pmladder.formats.yaml_reader import TOO_MANY

    if _is_more_than(NODES, raw):
        # Places in this text help nobody, and finding them would take longer than all the rest.
        raise InputError(file, [Problem((), "", f"cannot be imported: {TOO_MANY}")])
    try:
        catalogue = parse_catalogue(json.dumps(raw, ensure_ascii=False), file)
    except InputError as error:
        # Nobody sees this text, so its places are left out.
        problems = [Problem((), problem.where, f"cannot be imported: {problem.what}") for problem in error.problems]
        raise InputError(file, problems) from None
    return _as_text(to_plain(catalogue), chosen)


def _is_more_than(most: int, data: object) -> bool:
    """Whether data has more than so many keys, values, lists and mappings in all."""
    count, waiting = 1, [data]
    while waiting and count <= most:
        entry = waiting.pop()
        if isinstance(entry, Mapping):
            count += 2 * len(entry)
            waiting.extend(entry.values())
        elif isinstance(entry, (list, tuple)):
            count += len(entry)
            waiting.extend(entry)
    return count > most


def _as_text(plain: dict[str, object], chosen: str) -> str:
    if chosen == YAML:
        from pmladder.formats.yaml_writer import to_yaml

        return to_yaml(plain)
    import json

    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _lines(how: str, imported: ImportedLadder) -> list[str]:
    unread, unused = imported.unread, imported.unused
    lines = [f"read as {how}", *_cut(imported.remarks, "remark"), *_cut(unused, "line"), *_cut(unread, "line")]
    left = [f"{plural(unread.places, 'place')} could not be read"] if unread else []
    left += [f"{plural(unused.places, 'place')} not used"] if unused else []
    return [*lines, ", ".join(left) or "everything was read"]


def _cut(lines: Told, noun: str) -> list[str]:
    return [*lines, *([f"and {plural(lines.left_out, f'more {noun}')} of this kind"] * bool(lines.left_out))]
