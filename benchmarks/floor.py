"""The floor that the start-up time of pmladder is held against: the least that such a program does.

One typer command with the options of `pmladder next`, the same libraries, one model, one table of twelve rows.
"""

from __future__ import annotations

from typing import Annotated

import rich.box
import rich.console
import rich.table
import typer
import yaml  # noqa: F401 - the import is what counts
from pydantic import BaseModel


class Row(BaseModel):
    """One row of the table."""

    role: str
    skills: dict[str, int]


app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=True)


@app.command()
def following(
    profile: Annotated[str | None, typer.Option(metavar="FILE")] = None,
    years: Annotated[float | None, typer.Option(metavar="N")] = None,
    years_of_work: Annotated[float | None, typer.Option(metavar="N")] = None,
    years_in_role: Annotated[float | None, typer.Option(metavar="N")] = None,
    role: Annotated[str | None, typer.Option(metavar="ROLE")] = None,
    skill: Annotated[list[str] | None, typer.Option(metavar="ID=LEVEL")] = None,
    people: Annotated[int | None, typer.Option(metavar="N")] = None,
    company_size: Annotated[str | None, typer.Option(metavar="SIZE")] = None,
    goal: Annotated[str | None, typer.Option(metavar="ROLE")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    catalogue: Annotated[str | None, typer.Option("--catalogue", "--catalog", metavar="FILE")] = None,
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    output_schema: Annotated[bool, typer.Option("--output-schema")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,
    every: Annotated[bool, typer.Option("--all")] = False,
    why: Annotated[bool, typer.Option("--why")] = False,
) -> None:
    """Twelve rows."""
    rows = [Row.model_validate({"role": f"role {n}", "skills": {"metrics": n % 5}}) for n in range(12)]
    table = rich.table.Table(box=rich.box.SIMPLE_HEAD)
    for heading in ("Role", "Skill", "Level", "Years"):
        table.add_column(heading)
    for row in rows:
        for skill_name, level in row.skills.items():
            table.add_row(row.role, skill_name, str(level), f"{years or 0:g}")
    rich.console.Console(width=80).print(table)
