"""The commands for a profile that one keeps in a file: `profile new`, `profile set` and `profile forget`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from pmladder.cli.options import Choice, Json, OutputSchema, Person, ProfileFile, ProfileOption, one_file
from pmladder.cli.output import STANDARD_ERROR, Result, Schema, encoding, format_chosen, write_answer, write_remarks
from pmladder.cli.session import Session, day
from pmladder.cli.surroundings import kept_profiles, settings_here
from pmladder.errors import ANSWERED, NO, InputError, Problem, SurroundingsError, UsageError
from pmladder.files.bounded import STANDARD_INPUTS
from pmladder.profile.models import Company, Profile

if TYPE_CHECKING:
    from pmladder.formats.editing import Edit


class Keep(NamedTuple):
    """The profile, and what is saved with every rating of the command."""

    profile: ProfileOption = None
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Evidence for the rating; repeat it for more.")
    ] = None
    rater: Annotated[str, typer.Option(metavar="NAME", help="Who rates.")] = "self"
    not_applicable: Annotated[
        str | None, typer.Option(metavar="WHY", help="The skill plays no part in this job, and why.")
    ] = None
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the rating; today by default.")] = None


class Forget(NamedTuple):
    """The profile, and how to write the answer."""

    profile: ProfileOption = None
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, csv or md.")] = (
        None
    )
    json: Json = False
    output_schema: OutputSchema = False


def new(person: Person, choice: Choice, file: ProfileFile = None) -> Result | Schema:
    """Begin a profile of your own, in a file that you keep.

    Asks four things, or takes options; never overwrites one. Without a terminal nothing is asked: say --role, --years,
    --people, --goal or --skill.

    Example: pmladder profile new --role senior-pm --years 6 --goal cpo
    """
    from pmladder.report.profile_saved import ProfileSavedData, Saved, saved_report, skill_key

    if choice.output_schema:
        return Schema(ProfileSavedData)
    person = person._replace(profile=one_file(file, person.profile, "--profile"))
    session = Session(choice)
    path = session.profile_to_write(person)
    if os.path.lexists(path):
        raise _already_exists(path)
    values = _values_to_keep(person, session) or _values_to_keep(_ask_person(session), session)

    def edits(before: Profile | None) -> Sequence[Edit]:
        if before is not None:
            raise _already_exists(path)
        return tuple(_edits_for(values, day(person.as_of).isoformat(), session))

    from pmladder.files.profile_saving import save_profile

    saved = Saved(path, None, save_profile(path, edits).profile)
    keys = tuple(key for key in values if key not in ("company", "skills"))
    keys += ("company_size",) if "company" in values else ()
    keys += tuple(map(skill_key, values.get("skills", ())))
    option = f" --profile {shlex.quote(path)}" if person.profile else ""
    hints = (
        f"Next: `pmladder assess{option}` rates your skills, what matters most first; "
        f"`pmladder next{option}` shows the roles one move away.",
    )
    return session.answer(saved_report(session.ground(), saved, keys, hints))


def set_(
    keep: Keep,
    choice: Choice,
    entries: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WHAT=VALUE...",
            help="skill=level, or name=, role=, goal=, years=, years_of_work=, years_in_role=, people=, "
            "people_led_before=, reach=, education=, company_size=, focus=; nothing after the = removes it.",
            show_default=False,
        ),
    ] = None,
) -> Result | Schema:
    """Change single things in your profile.

    Comments and order of the file stay.

    Example: pmladder profile set coaching=3 people=2
    """
    from pmladder.report.profile_saved import ProfileSavedData, Saved, saved_report

    if choice.output_schema:
        return Schema(ProfileSavedData)
    if not entries:
        raise UsageError("say what to set, such as metrics-analytics=3 or people=2; `pmladder skills` lists the skills")
    from pmladder.cli.profile_journal import keep_in_journal
    from pmladder.cli.profile_words import ProfileWords, RatingNotes, Wanted
    from pmladder.files.profile_saving import save_profile

    session = Session(choice)
    path = session.profile_to_write(Person(profile=keep.profile))
    rated = day(keep.as_of).isoformat()
    notes = RatingNotes(rated, keep.rater, tuple(keep.evidence or ()), keep.not_applicable)
    wanted: list[Wanted] = []
    saves: list[tuple[Saved, int]] = []

    def edits(before: Profile | None) -> Sequence[Edit]:
        wanted.append(ProfileWords(session, notes, before).wanted(entries))
        return wanted[-1].changes

    def then(before: Profile | None, after: Profile) -> None:
        saved = Saved(path, before, after)
        session.remarks += _unknown_evidence(notes.evidence, after)
        saves.append((saved, keep_in_journal(session, saved, day(keep.as_of), wanted[-1].keys)))

    save_profile(path, edits, then)
    saved, code = saves[-1]
    return session.answer(saved_report(session.ground(), saved, wanted[-1].keys), code)


def forget(how: Forget, file: ProfileFile = None) -> Result | Schema:
    """Delete your profile, its journal and their locks.

    Asks first, and says what it deleted.

    Example: pmladder profile forget me.yaml
    """
    from pmladder.render.formats import FORMATS, TABLE
    from pmladder.report.profile_saved import ForgottenData, forgotten_report

    if how.output_schema:
        return Schema(ForgottenData)
    usual = os.environ.get("PMLADDER_FORMAT") or settings_here().format or TABLE
    form = format_chosen(how.format, how.json, None, tuple(FORMATS), usual)
    path = _to_forget(one_file(file, how.profile, "--profile"))
    from pmladder.files.profile_saving import belongings
    from pmladder.files.profile_saving import forget as deleted

    if not how.yes and not _is_confirmed(belongings(path)):
        return Result(forgotten_report(()), form, exit_code=NO)
    return Result(forgotten_report(deleted(path)), form, exit_code=ANSWERED)


def _already_exists(path: str) -> SurroundingsError:
    return SurroundingsError(
        f"{path}: already exists; nothing was changed; `pmladder profile set` changes it, --profile names another"
    )


def _values_to_keep(person: Person, session: Session) -> dict[str, Any]:
    return session.values_to_keep(person, session.option_values(person, Profile.model_construct()))


def _edits_for(values: dict[str, Any], rated: str, session: Session) -> Iterator[Edit]:
    from pmladder.formats.editing import Edit

    for key, value in values.items():
        if key == "skills":
            for skill, rating in value.items():
                level = session.catalogue.level_name(rating.level)
                yield Edit(("skills", skill), {"level": level, "rated": rated, "rater": "self"})
        else:
            yield Edit((key,), value.model_dump(exclude_none=True) if isinstance(value, Company) else value)


def _unknown_evidence(evidence: tuple[str, ...], profile: Profile) -> Iterator[str]:
    known = {entry.id for entry in profile.evidence}
    for name in evidence:
        if name not in known:
            yield f"the profile has no evidence with the id {name} yet; add it under evidence:"


def _ask_person(session: Session) -> Person:
    """The answers of somebody at a terminal. Raises UsageError without a terminal or without answers."""
    from pmladder.cli.questions import ask_for_profile

    person = ask_for_profile(session)
    if person is None:
        raise UsageError("nothing to save; give --role senior-pm, --years 6, --people 0, --goal or --skill ID=LEVEL")
    return person


def _to_forget(file: str | None) -> str:
    """The profile to delete. Raises UsageError if there is none, InputError if the file is not a profile."""
    from pmladder.files.profile_file import read_profile

    files = [file] if file else kept_profiles()
    if not files:
        raise UsageError("no profile of your own to delete; name one with --profile FILE")
    if files[0] in STANDARD_INPUTS:
        raise UsageError("a profile on standard input cannot be deleted; name its file")
    try:
        read_profile(files[0])
    except InputError as error:
        hint = Problem((), "", "only what can be read as a profile is deleted here; delete the file yourself")
        raise InputError(error.file, [*error.problems, hint]) from None
    return files[0]


def _is_confirmed(files: tuple[str, ...]) -> bool:
    """Whether the user types yes. Raises UsageError without an answer."""
    write_remarks([*files])
    write_answer("Delete these for good? [y/N] ", encoding(), STANDARD_ERROR)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line.endswith("\n"):
        write_remarks([""])
        raise UsageError("nobody answered, so nothing was changed; --yes deletes without asking")
    return line.strip().casefold() in ("y", "yes")
