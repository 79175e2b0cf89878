"""The command `profile forget`: a profile, its journal and their locks deleted for good."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NamedTuple

import typer

from pmladder.cli.options import Json, OutputSchema
from pmladder.cli.output import format_chosen
from pmladder.cli.session import Result, Schema, kept_profiles, settings_here
from pmladder.errors import ANSWERED, NO, InputError, Problem, UsageError


class Forget(NamedTuple):
    """Which profile, and how the answer is written."""

    profile: Annotated[
        str | None, typer.Option(metavar="FILE", help="The profile to delete; your own if not said.")
    ] = None
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, csv or md.")] = (
        None
    )
    json: Json = False
    output_schema: OutputSchema = False


def forget(how: Forget) -> Result | Schema:
    """Delete your profile, its journal and their locks.

    Asks first, and says what it deleted.
    """
    from pmladder.render.formats import FORMATS, TABLE
    from pmladder.report.profile_saved import ForgottenData, forgotten_report

    if how.output_schema:
        return Schema(ForgottenData)
    usual = os.environ.get("PMLADDER_FORMAT") or settings_here().format or TABLE
    form = format_chosen(how.format, how.json, None, tuple(FORMATS), usual)
    path = _path(how)
    from pmladder.files.profile_saving import belongings
    from pmladder.files.profile_saving import forget as deleted

    if not how.yes and not _agreed(belongings(path)):
        return Result(forgotten_report(()), form, exit_code=NO)
    return Result(forgotten_report(deleted(path)), form, exit_code=ANSWERED)


def _path(how: Forget) -> str:
    """The profile to delete. Raises UsageError where there is none, InputError for what cannot be read as one."""
    from pmladder.files.profile_file import read_profile

    named = [how.profile] if how.profile else kept_profiles()
    if not named:
        raise UsageError("no profile of your own to delete; name one with --profile FILE")
    if named[0] in ("-", "/dev/stdin"):
        raise UsageError("a profile on standard input cannot be deleted; name its file")
    try:
        read_profile(named[0])
    except InputError as error:
        hint = Problem((), "", "only what can be read as a profile is deleted here; delete the file yourself")
        raise InputError(error.file, [*error.problems, hint]) from None
    return named[0]


def _agreed(files: tuple[str, ...]) -> bool:
    """Whether somebody says yes. Raises UsageError where nobody answers."""
    from pmladder.cli.terminal import encoding
    from pmladder.cli.writer import STANDARD_ERROR, write_answer, write_remarks

    write_remarks([*files])
    write_answer("Delete these for good? [y/N] ", encoding(), STANDARD_ERROR)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line.endswith("\n"):
        write_remarks([""])
        raise UsageError("nobody answers, so nothing was changed; say --yes to delete without a question")
    return line.strip().casefold() in ("y", "yes")
