"""The commands for the keeper of a ladder who begins one or wants it checked: `catalogue check`, `new`, `schema`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from pmladder.cli.options import CatalogueFile, Choice, Force, Json, Output, OutputSchema, one_file
from pmladder.cli.output import JSON, USUAL_FORMATS, YAML, Result, Schema, Text, format_chosen, format_of
from pmladder.cli.surroundings import kept_catalogues, settings_here, surroundings
from pmladder.errors import ANSWERED, INPUT, NO, InputError, PmladderError, UsageError
from pmladder.report.report import Report

GITHUB = "github"

NewFile = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to standard output.")
]


class Written(NamedTuple):
    """How and where to write the findings."""

    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help="table, json, csv, md, or github for annotations."),
    ] = None
    json: Json = False
    output: Output = None
    output_schema: OutputSchema = False
    force: Force = False


def check(
    written: Written,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Catalogues, - for standard input.")
    ] = None,
    catalogue: CatalogueFile = None,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    every: Annotated[bool, typer.Option("--list", help="List the checks, and stop.")] = False,
) -> Result | Schema | Text:
    """Is a ladder sound, and if not, where?

    A ladder with errors cannot be used; warnings show what is odd in it.

    Ends with 0 if it is sound, 1 if not, 3 if a file cannot be read.

    Example: pmladder catalogue check ladder.yaml --strict
    """
    from pmladder.report import checks as report

    if written.output_schema:
        return Schema(report.ChecksData if every else report.CheckData)
    if every:
        from pmladder.catalogue.checked import explained_checks

        return checked_answer(report.list_report(explained_checks()), written, ANSWERED)
    named = one_file(files[0] if files else None, catalogue, "--catalogue")
    files = files or ([named] if named else kept_catalogues())
    if not files:
        raise UsageError("check takes the catalogues to check: FILE..., or - for standard input")
    from pmladder.files.catalogue_file import check_file, unreadable

    checked, refused = [], []
    for file in files:
        try:
            checked.append(check_file(file, surroundings().options.allow_outside))
        except InputError as error:
            checked.append(unreadable(file, error))
            refused.append(error)
    found = report.check_report(checked, strict)
    code = INPUT if refused else ANSWERED if found.data.ok else NO
    return checked_answer(found, written, code, refused)


def new(output: NewFile = None, force: Force = False) -> Text:
    """A small catalogue to begin with, explained line by line.

    Example: pmladder catalogue new -o ladder.yaml
    """
    from pmladder.files.bounded import read_text
    from pmladder.files.catalogue_file import STARTER, data_path

    form = format_chosen(None, False, output, (YAML,), USUAL_FORMATS["catalogue new"])
    return Text(read_text(str(data_path(STARTER))), form, output, force=force)


def schema(output: NewFile = None, force: Force = False) -> Text:
    """The JSON Schema of catalogue files, for editors.

    With it, an editor completes and checks while one writes.

    Example: pmladder catalogue schema -o ladder.schema.json
    """
    import json

    from pmladder.catalogue.file_schema import file_schema

    form = format_chosen(None, False, output, (JSON,), USUAL_FORMATS["catalogue schema"])
    return Text(json.dumps(file_schema(), ensure_ascii=False, indent=2) + "\n", form, output, force=force)


def checked_answer(report: Report, written: Written, code: int, refused: Sequence[PmladderError] = ()) -> Result | Text:
    """The answer of a command that checks files, in the chosen format.

    `refused` are the errors of files that could not be read.
    """
    choice = Choice(format=written.format, json=written.json, output=written.output)
    lines = (*(line for error in refused for line in error.lines()), *report.hints)
    if (written.format or "").casefold() != GITHUB:
        form = format_of(choice, settings_here())
        return Result(report, form, written.output, code, lines, tuple(refused), written.force)
    from pmladder.render.as_github import as_github

    if not hasattr(report.data, "findings"):
        raise UsageError("--format github is for what was found in files; --list takes table, json, csv or md")
    form = format_chosen(GITHUB, written.json, written.output, (GITHUB,), GITHUB)
    return Text(as_github(report.data.findings), form, written.output, code, lines, written.force)
