"""The commands for assistants: `agent-guide` and `mcp`."""

from __future__ import annotations

from typing import Annotated

import typer

from pmladder.cli.options import CatalogueFile, Choice, Force, Output, Person, ProfileOption
from pmladder.cli.output import MARKDOWN, USUAL_FORMATS, NeedsProgram, Text, format_chosen
from pmladder.cli.session import Session
from pmladder.cli.surroundings import surroundings
from pmladder.errors import UsageError
from pmladder.files.bounded import STANDARD_INPUTS
from pmladder.files.extras import needing


def agent_guide(output: Output = None, force: Force = False) -> NeedsProgram:
    """How an assistant uses pmladder: a skill file.

    Example: pmladder agent-guide -o SKILL.md
    """
    from pmladder.cli.agent_guide import guide

    form = format_chosen(None, False, output, (MARKDOWN,), USUAL_FORMATS["agent-guide"])
    return NeedsProgram(lambda program: Text(guide(program), form, output, force=force))


def mcp(
    catalogue: CatalogueFile = None,
    profile: ProfileOption = None,
    no_profile: Annotated[bool, typer.Option("--no-profile", help="Leave a saved profile out of it.")] = False,
    roster: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="The people of a team, as for pmladder team; repeat it for more."),
    ] = None,
) -> NeedsProgram:
    """Answer an assistant over the Model Context Protocol.

    It only reads, on standard input and output, until the input ends. Catalogue, profile and roster are those named
    here, and no call can name another.

    Example: pmladder mcp --profile me.yaml
    """
    if any(name in STANDARD_INPUTS for name in (catalogue, profile, *(roster or ()))):
        raise UsageError("standard input belongs to the assistant here; name a file")
    if surroundings().options.compact:
        raise UsageError("every answer is compact here; leave --compact out")
    with needing("mcp", "mcp"):
        from pmladder.cli.mcp_server import serve
    from pmladder.cli.tools import Fixed

    session = Session(Choice(catalogue, format="json"))
    person = Person(profile=profile, no_profile=no_profile)
    # Report unreadable files now, to the person who can fix them.
    session.profile(person)
    if roster:
        from pmladder.cli.team_session import TeamSession

        TeamSession(Choice(catalogue, format="json"), None, None).roster(roster)
    fixed = Fixed(session.chosen, session.profile_path(person), tuple(roster or ()))
    return NeedsProgram(lambda program: serve(program, fixed))
