"""The commands that carry a catalogue from and to other programs: `catalogue import` and `catalogue export`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from pmladder.errors import ANSWERED, InputError, Problem, UsageError
from pmladder.text import did_you_mean, plural, repr_quoted

_YAML = "yaml"
_EXPORTS = (_YAML, "json", "csv", "md")
_IMPORTS = (_YAML, "json")
_SUFFIXES = {"yml": _YAML, "markdown": "md"}
_MOST_LISTED = 200
"""Lines on what was not read; the rest is counted."""

_Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; its suffix chooses the format.")
]


def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A spreadsheet: CSV, or .xlsx with the extra xlsx; - reads CSV.")
    ],
    output: _Output = None,
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
        str | None, typer.Option(metavar="NAME", help="The sheet of a workbook; the first if not said.")
    ] = None,
    format_: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="yaml or json.")] = None,
) -> int:
    """Turn a spreadsheet into a catalogue: skills down and roles across, or a row for each role and skill."""
    from pmladder.catalogue.table_headers import parse_mapping
    from pmladder.catalogue.table_import import import_table
    from pmladder.catalogue.table_levels import scale_of
    from pmladder.files.spreadsheet import read_sheet

    chosen = _format(format_, output, _IMPORTS)
    mapping, names = parse_mapping(map_ or ()), scale_of(scale) if scale is not None else None
    read = read_sheet(file, sheet)
    imported = import_table(read.rows, mapping, names, read.file, read.broken)
    raw = {**({"catalogue": about} if (about := _about(file)) else {}), **imported.raw}
    text = checked_text(raw, chosen, read.file)
    return _written(text, output, [f"{read.file}: {line}" for line in _lines(read.how, imported)])


def export(
    catalogue: Annotated[
        str | None,
        typer.Option(
            "--catalogue", "--catalog", metavar="FILE", help="A catalogue file, - for standard input, or builtin."
        ),
    ] = None,
    output: _Output = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="yaml, json, csv or md.")
    ] = None,
) -> int:
    """Write a catalogue out: whole as YAML or JSON, its requirements as CSV, to be read as Markdown."""
    from pmladder.cli.session import choose_catalogue

    chosen = _format(format_, output, _EXPORTS)
    source = choose_catalogue(catalogue).catalogue
    if chosen in _IMPORTS:
        from pmladder.catalogue.export import to_plain

        return _written(_as_text(to_plain(source), chosen), output, ())
    from pmladder.render.formats import FORMATS
    from pmladder.render.screen import Screen
    from pmladder.report.catalogue_export import export_report

    remarks = ("csv has roles, levels and years; yaml and json have the whole catalogue",) if chosen == "csv" else ()
    return _written(FORMATS[chosen](export_report(source), Screen()), output, remarks)


def _format(option: str | None, output: str | None, known: tuple[str, ...]) -> str:
    """The format that the option or the suffix of the output names, YAML if neither. Raises UsageError."""
    suffix = Path(output).suffix.removeprefix(".").lower() if output else ""
    name = (option or "").casefold()
    name = _SUFFIXES.get(name, name) or _SUFFIXES.get(suffix, suffix)
    if name in known:
        return name
    if option is None:
        return _YAML
    hint = did_you_mean(option, known) or f"; there are {', '.join(known)}"
    raise UsageError(f"unknown format {repr_quoted(option)}{hint}")


def _about(file: str) -> dict[str, str] | None:
    """What the imported catalogue is called: as its file."""
    from pmladder.catalogue.table_ids import slug
    from pmladder.text import unsafe

    title = Path(file).stem if file != "-" else ""
    return {"id": slug(title), "title": title} if slug(title) and not unsafe(title) and "\n" not in title else None


def checked_text(raw: Mapping[str, object], chosen: str, file: str) -> str:
    """The text of the catalogue, which is known to be one that can be used. Raises InputError."""
    import json

    from pmladder.catalogue.export import to_plain
    from pmladder.files.catalogue_file import parse_catalogue

    try:
        catalogue = parse_catalogue(json.dumps(raw, ensure_ascii=False), file)
    except InputError as error:
        # The places are those of a text that nobody sees.
        problems = [Problem((), problem.where, f"cannot be imported: {problem.what}") for problem in error.problems]
        raise InputError(file, problems) from None
    return _as_text(to_plain(catalogue), chosen)


def _as_text(plain: dict[str, object], chosen: str) -> str:
    if chosen == _YAML:
        from pmladder.files.yaml_writer import to_yaml

        return to_yaml(plain)
    import json

    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _lines(how: str, imported: tuple[object, tuple[str, ...], tuple[str, ...]]) -> list[str]:
    _, remarks, unread = imported
    lines = [f"read as {how}", *_cut(remarks, "remark"), *_cut(unread, "line")]
    return [*lines, f"{plural(len(unread), 'place')} could not be read" if unread else "everything was read"]


def _cut(lines: tuple[str, ...], noun: str) -> tuple[str, ...]:
    if len(lines) <= _MOST_LISTED:
        return lines
    return (*lines[:_MOST_LISTED], f"and {plural(len(lines) - _MOST_LISTED, f'more {noun}')} of this kind")


def _written(text: str, output: str | None, remarks: Iterable[str]) -> int:
    from pmladder.cli.writer import write_answer, write_remarks

    if output in (None, "-"):
        write_answer(text)
    else:
        from pmladder.files.writing import write_whole

        write_whole(str(output), text)
    write_remarks(remarks)
    return ANSWERED
