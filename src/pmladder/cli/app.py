"""The command line: every command under its name, and where its function lies.

Only the command that runs is imported. What lists commands (help, completion, a slip in a name) gets all.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, get_type_hints

import typer

from pmladder.cli.surroundings import Trust, surroundings

_BY_NAME = inspect.Parameter.KEYWORD_ONLY
_CONTEXT = {"help_option_names": ["-h", "--help"]}

COMMANDS: Mapping[str, str] = {
    "next": "moves.next_",
    "gap": "moves.gap",
    "opens": "moves.opens",
    "route": "moves.route",
    "plan": "planning.plan",
    "brief": "planning.brief",
    "assess": "assess.assess",
    "progress": "progress.progress",
    "report": "report_page.report",
    "compare": "lookup.compare",
    "roles": "lookup.roles",
    "role": "lookup.role",
    "skills": "lookup.skills",
    "skill": "lookup.skill",
    "title": "lookup.title",
}

# Commands on the file that a person keeps: `pmladder profile NAME`.
PROFILE_COMMANDS: Mapping[str, str] = {
    "new": "profile_keep.new",
    "show": "profile_view.show",
    "set": "profile_keep.set_",
    "check": "profile_view.check",
    "diff": "profile_view.diff",
    "import": "profile_import.import_",
    "forget": "profile_keep.forget",
}

# Commands of people who keep a ladder: `pmladder catalogue NAME`.
CATALOGUE_COMMANDS: Mapping[str, str] = {
    "check": "catalogue_check.check",
    "new": "catalogue_check.new",
    "schema": "catalogue_check.schema",
    "show": "catalogue_view.show",
    "diff": "catalogue_view.diff",
    "page": "catalogue_view.page",
    "import": "catalogue_exchange.import_",
    "export": "catalogue_exchange.export",
}

GROUPS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "profile": ("Keep a profile of your own.", PROFILE_COMMANDS),
    "catalogue": ("Keep a ladder of your own.", CATALOGUE_COMMANDS),
}


def command_of(arguments: Sequence[str]) -> str:
    """The command that `arguments` begin with, such as `next` or `catalogue show`; nothing where none is."""
    first, second = [*arguments[:2], "", ""][:2]
    if first in COMMANDS:
        return first
    return f"{first} {second}" if first in GROUPS and second in GROUPS[first][1] else ""


def is_private(command: str) -> bool:
    """Whether what a command answers is about a person; what only looks at a catalogue is about nobody."""
    group, _, name = command.rpartition(" ")
    return group != "catalogue" and not COMMANDS.get(name, "").startswith("lookup.")


def function(place: str) -> Callable[..., Any]:
    """The function of a command, by its place in the tables above."""
    module, name = place.split(".")
    found: Callable[..., Any] = getattr(import_module(f"pmladder.cli.{module}"), name)
    return found


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The program with the command that `arguments` begin with; with all of them where they begin with none."""
    first, second = [*arguments[:2], "", ""][:2]
    if first in COMMANDS:
        return _app(first, "")
    if first in GROUPS:
        return _app(first, second if second in GROUPS[first][1] else "")
    return _app("", "")


@functools.cache
def _app(wanted: str, within: str) -> typer.Typer:
    app = typer.Typer(
        name="pmladder",
        context_settings=_CONTEXT,
        # Plain help: the same in a pipe, nothing of an option's text is taken for markup.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(pmladder)
    _add(app, COMMANDS, wanted)
    for group, (about, commands) in GROUPS.items():
        if wanted in ("", group):
            sub = typer.Typer(help=about, context_settings=_CONTEXT)
            sub.callback(invoke_without_command=True)(_alone)
            _add(sub, commands, within)
            app.add_typer(sub, name=group)
    return app


def _add(app: typer.Typer, commands: Mapping[str, str], wanted: str) -> None:
    for name, place in commands.items():
        if wanted in ("", name):
            app.command(name, context_settings=_CONTEXT)(grouped(function(place)))


def grouped(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let `command` take option groups: typer sees their fields as options, the command gets the groups.

    Every command takes the options of `Trust` beside, which the run keeps.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if name != "return" and hasattr(hint, "_fields")}
    parameters: list[inspect.Parameter] = []
    trusted = _fields(Trust)
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in groups:
            parameters.extend(_fields(groups[parameter.name]))
        else:
            parameters.append(parameter.replace(annotation=hints[parameter.name], kind=_BY_NAME))

    @functools.wraps(command)
    def called(**values: Any) -> Any:
        surroundings().trust = Trust(**{parameter.name: values.pop(parameter.name) for parameter in trusted})
        made = {name: group(**{field: values.pop(field) for field in group._fields}) for name, group in groups.items()}
        return command(**values, **made)

    parameters += trusted
    # typer asks both for what to offer.
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return called


def _fields(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(field, _BY_NAME, default=group._field_defaults[field], annotation=hints[field])
        for field in group._fields
    ]


def _alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _error_schema(wanted: bool) -> None:
    if wanted:
        from pmladder.cli.output import write_answer
        from pmladder.render.schema import schema_of
        from pmladder.report.error import ErrorData

        write_answer(schema_of(ErrorData))
        raise typer.Exit


def _version(wanted: bool) -> None:
    if wanted:
        from pmladder.cli.output import write_answer
        from pmladder.version import VERSION

        write_answer(f"pmladder {VERSION}\n")
        raise typer.Exit


def pmladder(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done all
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    error_schema: Annotated[  # noqa: ARG001
        bool,
        typer.Option(
            "--error-schema",
            callback=_error_schema,
            is_eager=True,
            help="Print the JSON Schema of what a failure prints as JSON, and stop.",
        ),
    ] = False,
) -> None:
    """Which role is next for a product person, and which skill gaps stand between.

    Try: pmladder next --years 6
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
