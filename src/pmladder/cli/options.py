"""The options that commands share, each declared once, in groups that a command takes as one value."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from pmladder.cli import completion

RoleArgument = Annotated[
    str,
    typer.Argument(
        metavar="ROLE", help="A role: its id, a title or an alias.", autocompletion=completion.roles, show_default=False
    ),
]

If = Annotated[
    list[str] | None,
    typer.Option(
        "--if",
        metavar="WHAT=CHANGE",
        help="Show beside it the answer with skill=+1, years=+2, people=4 or evidence=ID; repeat it for more.",
        autocompletion=completion.changes,
    ),
]
CatalogueFile = Annotated[
    str | None,
    typer.Option(
        "--catalogue", "--catalog", metavar="FILE", help="A catalogue file, - for standard input, or builtin."
    ),
]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Count time up to this day; today if not said.")]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; its suffix chooses the format.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Replace a file that is there, whatever it is. Only with --output.")
]
OutputSchema = Annotated[
    bool, typer.Option("--output-schema", help="Print the JSON Schema of this command's JSON, and stop.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say which files and settings were used.")]


class Person(NamedTuple):
    """What the command line says of a person. Single options beat the profile file."""

    profile: Annotated[
        str | None, typer.Option(metavar="FILE", help="A profile, YAML or JSON; - reads standard input.")
    ] = None
    years: Annotated[float | None, typer.Option(metavar="N", help="Years in product roles.")] = None
    years_of_work: Annotated[float | None, typer.Option(metavar="N", help="Years of all relevant work.")] = None
    years_in_role: Annotated[float | None, typer.Option(metavar="N", help="Years in the present role.")] = None
    role: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help="The role you hold: id, title or alias.", autocompletion=completion.roles),
    ] = None
    skill: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=LEVEL",
            help="A skill and the level you hold, by number or name; repeat it for more.",
            autocompletion=completion.rated_skills,
        ),
    ] = None
    people: Annotated[int | None, typer.Option(metavar="N", help="How many people you lead.")] = None
    people_before: Annotated[
        int | None, typer.Option(metavar="N", help="The most people that you led in an earlier post.")
    ] = None
    reach: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="How far your decisions carry.", autocompletion=completion.reaches),
    ] = None
    company_size: Annotated[
        str | None,
        typer.Option(metavar="SIZE", help="small, medium or large: titles mean different things by size."),
    ] = None
    goal: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help="The role you want to reach.", autocompletion=completion.roles),
    ] = None
    no_presume: Annotated[
        bool, typer.Option("--no-presume", help="Presume nothing by your role: a skill not rated is not known.")
    ] = False
    as_of: AsOf = None


class Choice(NamedTuple):
    """Which catalogue to use, and how and where to write the answer."""

    catalogue: CatalogueFile = None
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="table, json, csv or md.", autocompletion=completion.formats
        ),
    ] = None
    json: Json = False
    output: Output = None
    output_schema: OutputSchema = False
    verbose: Verbose = False
    force: Force = False
