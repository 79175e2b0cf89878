"""The commands for the keeper of a ladder who begins one or wants it checked: `catalogue check`, `new`, `schema`."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from pmladder.cli.options import Choice, Json, Output, OutputSchema
from pmladder.cli.session import Answer, Schema, format_of, settings_here
from pmladder.errors import ANSWERED, INPUT, NO, InputError, UsageError
from pmladder.report.report import Report

GITHUB = "github"

NewFile = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to standard output.")
]


class Written(NamedTuple):
    """How and where to write what was found."""

    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help="table, json, csv, md, or github for annotations."),
    ] = None
    json: Json = False
    output: Output = None
    output_schema: OutputSchema = False


def check(
    written: Written,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Catalogues, - for standard input.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")] = False,
    every: Annotated[bool, typer.Option("--list", help="Say which checks there are, and stop.")] = False,
) -> Answer | Schema | int:
    """Is a ladder sound, and if not, where?

    Errors keep it from being used; warnings are what is odd in it.

    Ends with 0 if it is, 1 if not, 3 if a file cannot be read.
    """
    from pmladder.report import catalogue_check as report

    if written.output_schema:
        return Schema(report.ChecksData if every else report.CheckData)
    if every:
        from pmladder.catalogue.checked import explained_checks

        return checked_answer(report.list_report(explained_checks()), written, ANSWERED)
    if not files:
        raise UsageError("check takes the catalogues to check: FILE..., or - for standard input")
    from pmladder.files.checking import check_file, unreadable

    checked, refused = [], []
    for file in files:
        try:
            checked.append(check_file(file))
        except InputError as error:
            checked.append(unreadable(file, error))
            refused += error.lines()
    found = report.check_report(checked, strict)
    code = INPUT if refused else ANSWERED if found.data.ok else NO
    return checked_answer(found._replace(hints=(*refused, *found.hints)), written, code)


def new(output: NewFile = None) -> int:
    """A small catalogue to begin with, explained line by line."""
    from pmladder.files.bounded import read_text
    from pmladder.files.builtin import STARTER, data_path

    text = read_text(str(data_path(STARTER)))
    if output in (None, "-"):
        return _printed(text, None)
    from pmladder.files.writing import write_new

    write_new(output, text)
    return ANSWERED


def schema(output: NewFile = None) -> int:
    """The JSON Schema of catalogue files, for editors.

    With it, an editor completes and checks while one writes.
    """
    import json

    from pmladder.catalogue.file_schema import file_schema

    return _printed(json.dumps(file_schema(), ensure_ascii=False, indent=2) + "\n", output)


def checked_answer(report: Report, written: Written, code: int) -> Answer | int:
    """The answer of a command that checks files, in any format that it can be written in."""
    if (written.format or "").casefold() != GITHUB:
        choice = Choice(format=written.format, json=written.json, output=written.output)
        return Answer(report, format_of(choice, settings_here()), written.output, code, report.hints)
    from pmladder.cli.writer import write_remarks
    from pmladder.render.as_github import as_github

    if not hasattr(report.data, "findings"):
        raise UsageError("--format github is for what was found in files; --list takes table, json, csv or md")
    _printed(as_github(report.data.findings), written.output)
    write_remarks(report.hints)
    return code


def _printed(text: str, output: str | None) -> int:
    if output in (None, "-"):
        from pmladder.cli.writer import write_answer

        write_answer(text)
    else:
        from pmladder.files.writing import write_whole

        write_whole(output, text)
    return ANSWERED
