"""The commands that read the file a person keeps: `profile show`, `profile check`, `profile diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from pmladder.cli.catalogue_check import Written, checked_answer
from pmladder.cli.options import AsOf, CatalogueFile, Choice, Person, ProfileFile, ProfileOption, one_file
from pmladder.cli.output import Result, Schema, Text
from pmladder.cli.session import Session, day
from pmladder.cli.surroundings import choose_catalogue, kept_profiles
from pmladder.errors import ANSWERED, INPUT, NO, InputError, UsageError


def show(person: Person, choice: Choice, file: ProfileFile = None) -> Result | Schema:
    """What a profile says, as the program reads it.

    Titles, years, history, skills, evidence, and what in them disagrees.

    Example: pmladder profile show
    """
    from pmladder.report.profile_show import ShowData, profile_report

    if choice.output_schema:
        return Schema(ShowData)
    from pmladder.engine.placement import place
    from pmladder.profile.diff import Side
    from pmladder.profile.models import Profile
    from pmladder.profile.standing import standing_of

    person = person._replace(profile=one_file(file, person.profile, "--profile"))
    session = Session(choice)
    as_of, profile = day(person.as_of), session.profile(person)
    if profile == Profile.model_construct():
        raise UsageError("no profile to show; name one with --profile FILE, or begin one with `pmladder profile new`")
    standing = standing_of(profile, session.catalogue, as_of, not person.no_presume)
    found = profile_report(
        session.ground(standing),
        Side(profile, standing),
        place(session.catalogue, standing),
        as_of.isoformat(),
        session.profile_path(person),
    )
    return session.answer(found)


def check(
    written: Written,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Profiles, - for standard input; your own by default."),
    ] = None,
    profile: ProfileOption = None,
    catalogue: CatalogueFile = None,
    as_of: AsOf = None,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
) -> Result | Schema | Text:
    """Is a profile sound, and if not, where?

    A profile with errors cannot be used; warnings show values that are hardly right. Ends with 0 if it is sound, 1 if
    not, 3 if a file cannot be read.

    Example: pmladder profile check me.yaml
    """
    from pmladder.report.checks import ProfileCheckData, profile_check_report
    from pmladder.report.ground import Ground

    if written.output_schema:
        return Schema(ProfileCheckData)
    named = one_file(files[0] if files else None, profile, "--profile")
    files = files or ([named] if named else kept_profiles())
    if not files:
        raise UsageError("no profile of your own to check; name one: FILE..., or - for standard input")
    from pmladder.files.catalogue_file import unreadable
    from pmladder.files.profile_file import check_profile

    if catalogue == "-" and "-" in files:
        raise UsageError("standard input can be the catalogue or the profile, not both")
    today, chosen = day(as_of), choose_catalogue(catalogue)
    checked, refused = [], []
    for file in files:
        try:
            checked.append(check_profile(file, chosen.catalogue, today))
        except InputError as error:
            checked.append(unreadable(file, error))
            refused.append(error)
    found = profile_check_report(Ground(chosen.catalogue, chosen.digest), checked, strict, today.isoformat())
    code = INPUT if refused else ANSWERED if found.data.ok else NO
    return checked_answer(found, written, code, refused)


def diff(
    first: Annotated[str, typer.Argument(metavar="A", help="A profile, such as your own.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another, such as your manager's, or a later one.")],
    choice: Choice,
    as_of: AsOf = None,
) -> Result | Schema:
    """Where two profiles of one person disagree, the widest first.

    Example: pmladder profile diff mine.yaml my-managers.yaml
    """
    from pmladder.report.profile_diff import DiffData, profile_diff_report

    if choice.output_schema:
        return Schema(DiffData)
    from pmladder.files.bounded import input_name
    from pmladder.files.profile_file import read_profile
    from pmladder.profile.diff import Side
    from pmladder.profile.diff import diff as compared
    from pmladder.profile.standing import standing_of

    session, today = Session(choice), day(as_of)
    if [first, second, session.chosen.file].count("-") > 1:
        raise UsageError("standard input can be one of the profiles or the catalogue, not more")
    read = [read_profile(path) for path in (first, second)]
    parts = [file.known_part(session.catalogue) for file in read]
    session.remarks += [
        remark for file, (_, left_out) in zip(read, parts, strict=True) for remark in (*file.remarks, *left_out)
    ]
    profiles = [profile for profile, _ in parts]
    sides = [Side(profile, standing_of(profile, session.catalogue, today)) for profile in profiles]
    found = compared(sides[0], sides[1], session.catalogue)
    a, b = map(input_name, (first, second))
    return session.answer(profile_diff_report(session.ground(), (a, b), found, today.isoformat()))
