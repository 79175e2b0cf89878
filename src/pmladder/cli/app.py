"""The command line: every command under its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from pmladder.cli import (
    ahead,
    assess,
    catalogue_check,
    catalogue_exchange,
    catalogue_view,
    lookup,
    person,
    planning,
    profile_import,
    profile_keep,
    profile_view,
    progress,
)
from pmladder.cli.options import grouped

_CONTEXT = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="pmladder",
    context_settings=_CONTEXT,
    # Plain help: the same in a pipe, nothing of an option's text is taken for markup.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

COMMANDS: dict[str, Callable[..., Any]] = {
    "next": person.next_,
    "gap": person.gap,
    "opens": ahead.opens,
    "route": ahead.route,
    "plan": planning.plan,
    "brief": planning.brief,
    "progress": progress.progress,
    "compare": lookup.compare,
    "roles": lookup.roles,
    "role": lookup.role,
    "skills": lookup.skills,
    "skill": lookup.skill,
    "title": lookup.title,
    "assess": assess.assess,
}

# Commands of people who keep a ladder: `pmladder catalogue NAME`.
CATALOGUE_COMMANDS: dict[str, Callable[..., Any]] = {
    "check": catalogue_check.check,
    "new": catalogue_check.new,
    "schema": catalogue_check.schema,
    "show": catalogue_view.show,
    "diff": catalogue_view.diff,
    "import": catalogue_exchange.import_,
    "export": catalogue_exchange.export,
}

# Commands on the file that a person keeps: `pmladder profile NAME`.
PROFILE_COMMANDS: dict[str, Callable[..., Any]] = {
    "new": profile_keep.new,
    "show": profile_view.show,
    "set": profile_keep.set_,
    "check": profile_view.check,
    "diff": profile_view.diff,
    "import": profile_import.import_,
}

catalogue = typer.Typer(help="Keep a ladder of your own.", no_args_is_help=True, context_settings=_CONTEXT)
profile = typer.Typer(help="Keep a profile of your own.", no_args_is_help=True, context_settings=_CONTEXT)

for group, commands in ((app, COMMANDS), (profile, PROFILE_COMMANDS), (catalogue, CATALOGUE_COMMANDS)):
    for name, command in commands.items():
        group.command(name, context_settings=_CONTEXT)(grouped(command))
if PROFILE_COMMANDS:
    app.add_typer(profile, name="profile")
app.add_typer(catalogue, name="catalogue")


def _version(wanted: bool) -> None:
    if wanted:
        from pmladder.cli.writer import write_answer
        from pmladder.version import VERSION

        write_answer(f"pmladder {VERSION}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def pmladder(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done all
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Which role is next for a product person, and which skill gaps stand between.

    Try: pmladder next --years 6
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
