"""The commands that look at a catalogue as a whole: `catalogue show`, `catalogue diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from pmladder.cli.options import Choice, LadderFile, one_file
from pmladder.cli.output import USUAL_FORMATS, Result, Schema
from pmladder.cli.session import Session
from pmladder.cli.surroundings import named_catalogue, surroundings
from pmladder.errors import ANSWERED, NO, UsageError

_STANDARD_INPUT = "-"


def show(
    choice: Choice,
    file: LadderFile = None,
    origin: Annotated[
        bool, typer.Option("--origin", help="Show which file each entry came from, and which changed it.")
    ] = False,
    role: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help="Mark the role that you hold."),
    ] = None,
) -> Result | Schema:
    """The ladder drawn as a tree.

    Families, tracks, roles by seniority, and the moves from each.

    Example: pmladder catalogue show --role senior-pm
    """
    from pmladder.report.catalogue_show import CatalogueShowData, catalogue_report

    if choice.output_schema:
        return Schema(CatalogueShowData)
    choice = choice._replace(catalogue=one_file(file, choice.catalogue, "--catalogue"))
    if not origin:
        session = Session(choice)
        return session.answer(catalogue_report(session.ground(), here=_marked(role, session)))
    from pmladder.files.catalogue_file import CatalogueFile, read_layers

    layers = read_layers(named_catalogue(choice.catalogue), surroundings().options.allow_outside)
    session = Session(choice, CatalogueFile(layers.catalogue, layers.files[0], layers.digest))
    marked = _marked(role, session)
    return session.answer(catalogue_report(session.ground(), layers.origins, layers.files, marked))


def _marked(role: str | None, session: Session) -> str | None:
    return session.role(role).id if role is not None else None


def page(choice: Choice, file: LadderFile = None) -> Result | Schema:
    """The ladder as a page for the browser.

    Roles by track, what each asks before and what grows in it, levels, search, two roles compared. One file.

    Example: pmladder catalogue page -o ladder.html
    """
    from pmladder.report.handbook import HandbookData, handbook_report

    if choice.output_schema:
        return Schema(HandbookData)
    choice = choice._replace(catalogue=one_file(file, choice.catalogue, "--catalogue"))
    session = Session(choice, usual=USUAL_FORMATS["catalogue page"])
    session.require_output("ladder.html")
    return session.answer(handbook_report(session.ground()))


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A catalogue file, - for standard input, or builtin.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The one to compare with it, likewise.")],
    choice: Choice,
    check: Annotated[bool, typer.Option("--check", help="End with 1 when there is any difference.")] = False,
) -> Result | Schema:
    """What changed between two catalogues.

    Roles, requirements and moves added, removed, raised, lowered, reworded.

    Example: git show HEAD:ladder.yaml | pmladder catalogue diff - ladder.yaml
    """
    from pmladder.catalogue.diff import diff as differences
    from pmladder.files.catalogue_file import read_catalogue
    from pmladder.report.catalogue_diff import CatalogueDiffData, catalogue_diff_report
    from pmladder.report.ground import Ground

    if choice.output_schema:
        return Schema(CatalogueDiffData)
    if choice.catalogue is not None:
        raise UsageError("diff compares the two catalogues that it is given; leave --catalogue out")
    if old == new == _STANDARD_INPUT:
        raise UsageError("standard input can be one of the two catalogues, not both")
    before = read_catalogue(old, surroundings().options.allow_outside)
    session = Session(choice._replace(catalogue=new))
    changes = differences(before.catalogue, session.catalogue)
    answer = catalogue_diff_report(Ground(before.catalogue, before.digest), session.ground(), changes)
    return session.answer(answer, NO if check and changes else ANSWERED)
