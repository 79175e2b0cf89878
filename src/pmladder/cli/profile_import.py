"""The command `profile import`: from a résumé or an export of another program to a profile of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple, get_args

import typer

from pmladder.cli.options import Json, OutputSchema, Verbose
from pmladder.cli.output import Result, Schema, Text
from pmladder.cli.session import Session, day
from pmladder.errors import UsageError
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.files.profile_source import SourceKind


class Import(NamedTuple):
    """What the command line says of an import beside its source."""

    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="KIND", help="json-resume, linkedin or profile; found out if not said."),
    ] = None
    profile: Annotated[str | None, typer.Option(metavar="FILE", help="The profile to save; your own if not said.")] = (
        None
    )
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Save to another file; - writes to standard output."),
    ] = None
    merge: Annotated[bool, typer.Option("--merge", help="Add what the profile lacks; ratings stay.")] = False
    replace: Annotated[bool, typer.Option("--replace", help="Put the import in the place of the profile.")] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and write nothing.")] = False
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="What counts as today; today if not said.")] = None
    catalogue: Annotated[
        str | None, typer.Option("--catalogue", "--catalog", metavar="FILE", help="A catalogue file, or builtin.")
    ] = None
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, csv or md.")] = (
        None
    )
    json: Json = False
    output_schema: OutputSchema = False
    verbose: Verbose = False


def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A JSON Resume, a LinkedIn data export (zip, folder, CSV), a profile.")
    ],
    how: Import,
) -> Result | Schema | Text | int:
    """Turn a résumé, or what LinkedIn knows of you, into a profile.

    What is there is never overwritten unasked: the difference is shown first.

    Example: pmladder profile import resume.json --dry-run
    """
    from pmladder.cli.options import Choice
    from pmladder.cli.profile_importing import answer
    from pmladder.report.profile_import import ProfileImportData

    if how.output_schema:
        return Schema(ProfileImportData)
    kind = _kind(how)
    session = Session(Choice(catalogue=how.catalogue, format=how.format, json=how.json, verbose=how.verbose))
    if file == "-" == session.chosen.file:
        raise UsageError("standard input can be the catalogue or what is imported, not both")
    return answer(session, how, file, kind, day(how.as_of))


def _kind(how: Import) -> SourceKind | None:
    """The kind of source that is asked for. Raises UsageError for options that cannot be."""
    from pmladder.files.profile_source import SourceKind

    if how.merge and how.replace:
        raise UsageError("--merge and --replace ask for two things; take one of them")
    if how.profile and how.output:
        raise UsageError("--profile and --output name two files to save to; take one of them")
    if how.from_ is None:
        return None
    known: tuple[SourceKind, ...] = get_args(SourceKind)
    for kind in known:
        if kind == how.from_.strip().casefold():
            return kind
    hint = did_you_mean(how.from_, known) or f"; there are {', '.join(known)}"
    raise UsageError(f"unknown kind {repr_quoted(how.from_)} of --from{hint}")
