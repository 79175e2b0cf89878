"""The options that commands share, each declared once, in groups that a command takes as one value."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from pmladder.errors import UsageError

YOU = "You"
MORE_OF_YOU = "More of you"
FILE_AND_FORM = "File and form"
"""The headings of shared options on the pages of help. Options of one command come before them."""

RoleArgument = Annotated[
    str,
    typer.Argument(metavar="ROLE", help="A role: its id, a title or an alias.", show_default=False),
]
RoleOrGoal = Annotated[
    str | None,
    typer.Argument(
        metavar="ROLE",
        help="A role: its id, a title or an alias; your goal by default.",
        show_default=False,
    ),
]
ProfileFile = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE", help="A profile, YAML or JSON; your own by default. The same as --profile.", show_default=False
    ),
]

If = Annotated[
    list[str] | None,
    typer.Option(
        "--if",
        metavar="WHAT=CHANGE",
        help="The same with coaching=+1, years=+2 or people=4 as well.",
    ),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="A profile, YAML or JSON; - reads standard input.", rich_help_panel=FILE_AND_FORM
    ),
]
LadderFile = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help="A catalogue, - for standard input, or builtin; yours by default. The same as --catalogue.",
        show_default=False,
    ),
]
CatalogueFile = Annotated[
    str | None,
    typer.Option(
        "--catalogue",
        "--catalog",
        metavar="FILE",
        help="A catalogue file, - for standard input, or builtin.",
        rich_help_panel=FILE_AND_FORM,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Count time up to this day; today by default.", rich_help_panel=MORE_OF_YOU),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.", rich_help_panel=FILE_AND_FORM)]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file; its suffix chooses the format.",
        rich_help_panel=FILE_AND_FORM,
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Replace a file that is there, whatever it is. Only with --output.",
        rich_help_panel=FILE_AND_FORM,
    ),
]
OutputSchema = Annotated[
    bool,
    typer.Option(
        "--output-schema", help="Print the JSON Schema of this command's JSON, and stop.", rich_help_panel=FILE_AND_FORM
    ),
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say which files and settings were used.", rich_help_panel=FILE_AND_FORM)
]


class Person(NamedTuple):
    """The options about a person. Single options beat the profile file."""

    profile: ProfileOption = None
    no_profile: Annotated[
        bool,
        typer.Option("--no-profile", help="Leave a saved profile out of it.", rich_help_panel=FILE_AND_FORM),
    ] = False
    years: Annotated[float | None, typer.Option(metavar="N", help="Years in product roles.", rich_help_panel=YOU)] = (
        None
    )
    years_of_work: Annotated[
        float | None, typer.Option(metavar="N", help="Years of all relevant work.", rich_help_panel=MORE_OF_YOU)
    ] = None
    years_in_role: Annotated[
        float | None, typer.Option(metavar="N", help="Years in the present role.", rich_help_panel=MORE_OF_YOU)
    ] = None
    role: Annotated[
        str | None,
        typer.Option(
            metavar="ROLE",
            help="The role you hold: id, title or alias.",
            rich_help_panel=YOU,
        ),
    ] = None
    skill: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=LEVEL",
            help="A skill and its level; repeat it for more.",
            rich_help_panel=YOU,
        ),
    ] = None
    people: Annotated[int | None, typer.Option(metavar="N", help="People you lead.", rich_help_panel=YOU)] = None
    people_before: Annotated[
        int | None,
        typer.Option(metavar="N", help="The most people that you led in an earlier post.", rich_help_panel=MORE_OF_YOU),
    ] = None
    reach: Annotated[
        str | None,
        typer.Option(
            metavar="REACH",
            help="How far your decisions carry.",
            rich_help_panel=MORE_OF_YOU,
        ),
    ] = None
    company_size: Annotated[
        str | None,
        typer.Option(metavar="SIZE", help="small, medium or large; it decides what titles mean.", rich_help_panel=YOU),
    ] = None
    goal: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help="The role you want.", rich_help_panel=YOU),
    ] = None
    no_presume: Annotated[
        bool,
        typer.Option(
            "--no-presume",
            help="Presume nothing from your role: a skill that is not rated is unknown.",
            rich_help_panel=MORE_OF_YOU,
        ),
    ] = False
    as_of: AsOf = None


class Choice(NamedTuple):
    """Which catalogue to use, and how and where to write the answer."""

    catalogue: CatalogueFile = None
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, json, csv or md.",
            rich_help_panel=FILE_AND_FORM,
        ),
    ] = None
    json: Json = False
    output: Output = None
    output_schema: OutputSchema = False
    verbose: Verbose = False
    force: Force = False


def one_file(argument: str | None, option: str | None, name: str) -> str | None:
    """The file that a command is for, given as its argument or by the option `name`. Raises UsageError for both."""
    if argument is not None and option is not None:
        raise UsageError(f"the file is named twice, by {name} and without it; take one of them")
    return argument if argument is not None else option
