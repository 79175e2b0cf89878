"""The table of commands: each name with the place of its function.

Only the command that runs is imported. Help and other lists import all.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from pmladder.cli.output import Program
from pmladder.cli.surroundings import EVERY_COMMAND, EveryCommand, surroundings
from pmladder.errors import UsageError

_BY_NAME = inspect.Parameter.KEYWORD_ONLY
# Our help pages detect the screen themselves. Output of typer is buffered first and would lose its colours.
_CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "color": True}

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
    "agent-guide": "assistants.agent_guide",
    "mcp": "assistants.mcp",
}

# Commands for a person's own profile: `pmladder profile NAME`.
PROFILE_COMMANDS: Mapping[str, str] = {
    "new": "profile_keep.new",
    "show": "profile_view.show",
    "set": "profile_keep.set_",
    "check": "profile_view.check",
    "diff": "profile_view.diff",
    "import": "profile_import.import_",
    "forget": "profile_keep.forget",
}

# Commands for authors of a ladder: `pmladder catalogue NAME`.
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

# Commands on many people: `pmladder team NAME`.
TEAM_COMMANDS: Mapping[str, str] = {
    "show": "team.show",
    "coverage": "team.coverage",
    "risks": "team.risks",
    "successors": "team.successors",
    "grow": "team.grow",
    "what-if": "team.what_if",
    "compare": "team.compare",
    "assess": "team_assess.assess",
    "form": "team.form",
    "new": "team.new",
}

GROUPS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "profile": (
        "Keep a profile of your own.\n\nExample: pmladder profile new --role senior-pm --years 6",
        PROFILE_COMMANDS,
    ),
    "team": (
        "Look at many people: a team, or an organisation.\n\nExample: pmladder team show team.csv",
        TEAM_COMMANDS,
    ),
    "catalogue": ("Keep a ladder of your own.\n\nExample: pmladder catalogue check ladder.yaml", CATALOGUE_COMMANDS),
}


SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Ask": ("next", "gap", "opens", "compare"),
    "Plan": ("route", "plan", "brief", "report"),
    "Look up": ("roles", "role", "skills", "skill", "title"),
    "Keep": ("assess", "progress", "profile"),
    "Team": ("team",),
    "Ladder": ("catalogue",),
    "Assistants": ("agent-guide", "mcp"),
}
"""The headings of the help page with their commands. Every command has one heading."""

HELP = "help"


def _version(wanted: bool) -> None:
    if wanted:
        from pmladder.cli.output import write_answer
        from pmladder.version import VERSION

        write_answer(f"pmladder {VERSION}\n")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version",
        "-V",
        callback=_version,
        is_eager=True,
        help="Print the version and stop.",
        rich_help_panel=EVERY_COMMAND,
    ),
]
"""The option of every command, and of none."""


def command_of(arguments: Sequence[str]) -> str:
    """The command at the start of `arguments`, such as `next` or `catalogue show`; empty if there is none."""
    first, second = [*arguments[:2], "", ""][:2]
    if first in COMMANDS:
        return first
    return f"{first} {second}" if first in GROUPS and second in GROUPS[first][1] else ""


def is_private(command: str) -> bool:
    """Whether the answer of a command is about a person. Commands that only look at a catalogue are not."""
    group, _, name = command.rpartition(" ")
    return group != "catalogue" and not COMMANDS.get(name, "").startswith(("lookup.", "assistants."))


def function_at(place: str) -> Callable[..., Any]:
    """The function of a command, by its place in the tables above."""
    module, name = place.split(".")
    found: Callable[..., Any] = getattr(import_module(f"pmladder.cli.{module}"), name)
    return found


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The program with only the command at the start of `arguments`, or with all commands if there is none."""
    first, second = [*arguments[:2], "", ""][:2]
    if first in COMMANDS or first == HELP:
        return _app(first, "")
    if first in _CONTEXT["help_option_names"]:
        return _app(HELP, "")
    if first in GROUPS:
        return _app(first, second if second in GROUPS[first][1] else "")
    return _app("", "")


def names_of_commands() -> list[str]:
    """Every command as typed: `next`, `profile set`."""
    return [*COMMANDS, *(f"{group} {name}" for group, (_, commands) in GROUPS.items() for name in commands)]


def click_command(words: Sequence[str]) -> Any:
    """Typer's object for a command or a group, with its parameters; for no words, the program itself."""
    found: Any = typer.main.get_command(app_for(words))
    for word in words:
        found = found.commands[word]
    return found


def program() -> Program:
    """The commands, for those that need them all."""

    def run(words: Sequence[str]) -> Any:
        return app_for(words)(args=list(words), prog_name="pmladder", standalone_mode=False)

    return Program(run, click_command)


class _Command(TyperCommand):
    """A command with our own help page, whose options may be given only once."""

    def get_help(self, ctx: Any) -> str:
        from pmladder.cli.help import page_of

        return page_of(self, ctx.command_path, SECTIONS)

    def make_parser(self, ctx: Any) -> Any:
        parser = super().make_parser(ctx)
        parse = parser.parse_args

        def parse_once(args: list[str]) -> Any:
            values, rest, order = parse(args)
            given: list[Any] = order
            for one in given:
                single = one.param_type_name == "option" and not one.is_flag and not one.multiple
                if single and given.count(one) > 1:
                    raise UsageError(f"{one.opts[0]} is given more than once; say it once")
            return values, rest, order

        parser.parse_args = parse_once  # type: ignore[method-assign]
        return parser


class _Group(TyperGroup):
    """A group of commands with our own help page."""

    def get_help(self, ctx: Any) -> str:
        from pmladder.cli.help import page_of

        return page_of(self, ctx.command_path, SECTIONS)


@functools.cache
def _app(wanted: str, within: str) -> typer.Typer:
    app = typer.Typer(
        name="pmladder",
        cls=_Group,
        context_settings=_CONTEXT,
        # Plain help: the same in a pipe, nothing of an option's text is taken for markup.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(pmladder)
    _add(app, COMMANDS, wanted)
    for group, (about, commands) in GROUPS.items():
        if wanted in ("", group):
            sub = typer.Typer(cls=_Group, help=about, context_settings=_CONTEXT)
            sub.callback(invoke_without_command=True)(_alone)
            _add(sub, commands, within)
            app.add_typer(sub, name=group)
    app.command(HELP, cls=_Command, hidden=True, context_settings=_CONTEXT)(help_)
    return app


def _add(app: typer.Typer, commands: Mapping[str, str], wanted: str) -> None:
    for name, place in commands.items():
        if wanted in ("", name):
            app.command(name, cls=_Command, context_settings=_CONTEXT)(grouped(function_at(place)))


def grouped(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let `command` take groups of options: typer sees their fields as options, and the command gets the groups.

    Every command also takes the options of `EveryCommand`, which are stored for the run, and `--version`.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if name != "return" and hasattr(hint, "_fields")}
    parameters: list[inspect.Parameter] = []
    shared_options = _fields(EveryCommand)
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in groups:
            parameters.extend(_fields(groups[parameter.name]))
        else:
            parameters.append(parameter.replace(annotation=hints[parameter.name], kind=_BY_NAME))

    @functools.wraps(command)
    def with_groups(**values: Any) -> Any:
        del values["version"]
        surroundings().options = EveryCommand(
            **{parameter.name: values.pop(parameter.name) for parameter in shared_options}
        )
        filled = {
            name: group(**{field: values.pop(field) for field in group._fields}) for name, group in groups.items()
        }
        return command(**values, **filled)

    parameters += [*shared_options, inspect.Parameter("version", _BY_NAME, default=False, annotation=Version)]
    # typer asks both for what to offer.
    with_groups.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_groups.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return with_groups


def _fields(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(field, _BY_NAME, default=group._field_defaults[field], annotation=hints[field])
        for field in group._fields
    ]


def _alone(context: typer.Context, version: Version = False) -> None:  # noqa: ARG001
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def help_(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND", help="A command, such as gap or profile set; or options.")
    ] = None,
    version: Version = False,  # noqa: ARG001
) -> None:
    """What a command answers, and what it takes."""
    from pmladder.cli.help import options_page, page_of
    from pmladder.cli.slips import unknown_command

    words = words or []
    if not words:
        typer.echo(page_of(typer.main.get_command(_app(HELP, "")), "pmladder", SECTIONS))
        return
    if words == ["options"]:
        typer.echo(options_page(click_command(["next"])))
        return
    try:
        typer.echo(page_of(click_command(words), " ".join(["pmladder", *words]), SECTIONS))
    except (KeyError, AttributeError):
        raise unknown_command(words) from None


def _error_schema(wanted: bool) -> None:
    if wanted:
        from pmladder.cli.output import write_answer
        from pmladder.render.schema import schema_of
        from pmladder.report.error import ErrorData

        write_answer(schema_of(ErrorData))
        raise typer.Exit


def pmladder(
    context: typer.Context,
    version: Version = False,  # noqa: ARG001 - its callback has done all
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
    """Which role is next for a product person, and what stands between.

    Example: pmladder next --years 6
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
