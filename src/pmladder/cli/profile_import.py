"""The command `profile import`: read a résumé or an export, compare it with the profile that is there, save or ask."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple, get_args

import typer

from pmladder.cli.options import Choice, Json, OutputSchema, Person, Verbose
from pmladder.cli.output import JSON, YAML, Result, Schema, Text, format_chosen
from pmladder.cli.session import Session, day
from pmladder.errors import ANSWERED, NO, UsageError
from pmladder.files.profile_source import ProfileSource, SourceKind, read_source
from pmladder.imports.career.merge import ImportDifference, difference
from pmladder.imports.career.own import as_mapping
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.imports.career.found import Imported
    from pmladder.profile.models import Profile
    from pmladder.report.profile_import import Outcome
    from pmladder.report.report import Report

_HOW_TO_GO_ON = "add --merge to add what it lacks, --replace to put the import in its place, or -o FILE for another"
_QUESTION = "Merge, replace or leave it? [m/r/L] "
_QUESTION_OF_NEW = "Is this right, and shall it be saved? [y/N] "
_CHECK_FIRST = "was read by guess: look over what was found, then add --yes to save it"


class Import(NamedTuple):
    """The options of an import."""

    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="KIND", help="resume, linkedin, document or profile; detected by default."),
    ] = None
    profile: Annotated[str | None, typer.Option(metavar="FILE", help="The profile to save; your own by default.")] = (
        None
    )
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Save to another file; - writes to standard output."),
    ] = None
    merge: Annotated[bool, typer.Option("--merge", help="Add what the profile lacks; ratings stay.")] = False
    replace: Annotated[bool, typer.Option("--replace", help="Put the import in the place of the profile.")] = False
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Save what was found in a PDF, DOCX or text: you have looked it over.")
    ] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and write nothing.")] = False
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The day that counts as today.")] = None
    catalogue: Annotated[
        str | None, typer.Option("--catalogue", "--catalog", metavar="FILE", help="A catalogue file, or builtin.")
    ] = None
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, csv or md.")] = (
        None
    )
    json: Json = False
    output_schema: OutputSchema = False
    verbose: Verbose = False


def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A résumé (JSON, YAML, XML, PDF, DOCX), a LinkedIn export, a profile.")
    ],
    how: Import,
) -> Result | Schema | Text | int:
    """Turn a résumé, or what LinkedIn knows of you, into a profile.

    What is there is never overwritten unasked: the difference is shown first.

    Example: pmladder profile import resume.json --dry-run
    """
    from pmladder.report.profile_import import ProfileImportData

    if how.output_schema:
        return Schema(ProfileImportData)
    kind = _kind(how)
    session = Session(Choice(catalogue=how.catalogue, format=how.format, json=how.json, verbose=how.verbose))
    if file == "-" == session.chosen.file:
        raise UsageError("standard input can be the catalogue or what is imported, not both")
    return _answer(session, how, file, kind, day(how.as_of))


def _kind(how: Import) -> SourceKind | None:
    """The kind of source that --from names. Raises UsageError for options that contradict each other."""
    if how.merge and how.replace:
        raise UsageError("--merge and --replace ask for two things; take one of them")
    if how.profile and how.output:
        raise UsageError("--profile and --output name two files to save to; take one of them")
    if how.from_ is None:
        return None
    known: tuple[SourceKind, ...] = get_args(SourceKind)
    for kind in known:
        if kind == how.from_.strip().casefold():
            return kind
    hint = did_you_mean(how.from_, known) or f"; there are {', '.join(known)}"
    raise UsageError(f"unknown kind {repr_quoted(how.from_)} of --from{hint}")


def _answer(session: Session, how: Import, file: str, kind: SourceKind | None, as_of: date) -> Result | Text | int:
    """Import the file and save it, or say why nothing was saved."""
    target = _target(session, how)
    through = how.output if target is None else None
    source = read_source(file, kind)
    existing = _profile_at(target)
    imported = _imported(source, session, as_of, existing)
    if target is None:
        if source.is_guessed and not how.yes:
            raise UsageError(f"{source.file}: {_CHECK_FIRST}; --dry-run shows it")
        return _written_through(imported, source, session, through or "-")
    return _Importing(session, source, imported, target, existing, as_of, how).answer()


class _Importing(NamedTuple):
    """An import into the profile at `target`; `existing` is the profile there."""

    session: Session
    source: ProfileSource
    imported: Imported
    target: str
    existing: Profile | None
    as_of: date
    how: Import

    def answer(self) -> Result | int:
        """Save, ask or only show, as the options say."""
        change = self._difference()
        if not self.imported.raw:
            return self.session.answer(self._report("empty", change))
        if self.how.dry_run:
            return self.session.answer(self._report("shown", change))
        if self.source.is_guessed and not self.how.yes and (change is None or self.how.replace or self.how.merge):
            return (
                self._ask_and_save(change)
                if self._can_ask()
                else self._not_saved(change, f"{self.source.file}: {_CHECK_FIRST}")
            )
        if change is None or self.how.replace:
            return self._saved("created" if change is None else "replaced", change)
        if not change.steps and (self.how.merge or change.is_empty):
            return self.session.answer(self._report("unchanged", change))
        if self.how.merge:
            return self._saved("merged", change)
        if self._can_ask():
            return self._ask_and_save(change)
        return self._not_saved(change, f"{self.target}: already exists; nothing was changed; {_HOW_TO_GO_ON}")

    def _not_saved(self, change: ImportDifference | None, remark: str) -> Result:
        answer = self.session.answer(self._report("not-saved" if change is None else "not-changed", change), NO)
        return answer._replace(remarks=(*answer.remarks, remark))

    def _difference(self) -> ImportDifference | None:
        return None if self.existing is None else difference(as_mapping(self.existing), self.imported.raw)

    def _report(self, outcome: Outcome, change: ImportDifference | None) -> Report:
        from pmladder.report.profile_import import ImportSource, ImportTarget, Run, import_report

        source = ImportSource(self.source.file, self.source.kind, self.source.how)
        target = ImportTarget(self.target, self.existing is not None)
        run = Run(self.as_of.isoformat(), source, target, outcome, change)
        return import_report(self.session.ground(), self.imported, run)

    def _saved(self, outcome: Outcome, change: ImportDifference | None) -> Result:
        code = self._save(outcome)
        return self.session.answer(self._report(outcome, change), code)

    def _save(self, outcome: Outcome) -> int:
        """Save what was imported, and return the exit code. The journal keeps the profile as it was before."""
        from pmladder.cli.profile_journal import keep_in_journal
        from pmladder.files import profile_saving
        from pmladder.report.profile_saved import Saved

        if outcome == "created":
            profile_saving.create(self.target, self.imported.raw)
            return ANSWERED
        save = profile_saving.merge if outcome == "merged" else profile_saving.replace
        codes: list[int] = []

        def then(before: Profile | None, after: Profile) -> None:
            codes.append(keep_in_journal(self.session, Saved(self.target, before, after), self.as_of))

        save(self.target, self.imported.raw, then)
        return codes[-1]

    def _can_ask(self) -> bool:
        """Whether somebody at a terminal can see and answer a question."""
        from pmladder.cli.output import is_terminal
        from pmladder.render.formats import TABLE

        return self.session.format == TABLE and all(map(is_terminal, (0, 1, 2)))

    def _ask_and_save(self, change: ImportDifference | None) -> int:
        from pmladder.cli import output
        from pmladder.cli.asking import Page
        from pmladder.render.formats import FORMATS, TABLE
        from pmladder.report.profile_import import outcome_line

        screen = output.screen()
        before = self._report("not-saved" if change is None else "not-changed", change)
        output.write_answer(FORMATS[TABLE](before, screen), screen.encoding)
        outcome = self._wished_outcome(change)
        if outcome is None:
            output.write_remarks(["nothing was saved" if change is None else "nothing was changed"])
            return NO
        code = ANSWERED
        if outcome == "merged" and change is not None and not change.steps:
            outcome = "unchanged"
        else:
            code = self._save(outcome)
        Page(output.STANDARD_OUTPUT).say(outcome_line(self._report(outcome, change).data))
        output.write_remarks(self.session.remarks)
        return code

    def _wished_outcome(self, change: ImportDifference | None) -> Outcome | None:
        """The answer of the user; None for no change."""
        if change is None:
            return "created" if _ask_line(_QUESTION_OF_NEW) in ("y", "yes") else None
        if self.how.merge or self.how.replace:
            wished: Outcome = "merged" if self.how.merge else "replaced"
            return wished if _ask_line(_QUESTION_OF_NEW) in ("y", "yes") else None
        wish = _ask_line(_QUESTION)
        if wish in ("m", "merge"):
            return "merged"
        return "replaced" if wish in ("r", "replace") else None


def _target(session: Session, how: Import) -> str | None:
    """The file to save to; None for standard output, a device or a pipe, which the profile is written to."""
    from pmladder.files.writing import is_written_through

    if how.output is not None and (how.output == "-" or is_written_through(how.output)):
        return None
    format_chosen(None, False, how.output, (YAML, JSON), YAML)
    if how.profile == "-":
        raise UsageError("the profile to save is a file; to write to standard output, say -o -")
    return session.profile_to_write(Person(profile=how.output or how.profile))


def _profile_at(target: str | None) -> Profile | None:
    """The profile at the target, if there is one. Raises InputError if the file is not a profile."""
    from pmladder.files.profile_file import read_profile

    return read_profile(target).profile if target is not None and os.path.lexists(target) else None


def _imported(source: ProfileSource, session: Session, as_of: date, existing: Profile | None) -> Imported:
    from pmladder.imports.career.own import import_own
    from pmladder.imports.career.profile import assemble

    if source.profile is not None:
        return import_own(source.profile, session.catalogue, as_of)
    assert source.found is not None
    size = existing.company.size if existing is not None and existing.company is not None else None
    imported = assemble(source.found, session.catalogue, as_of, size)
    remark = _role_that_stays(existing, imported, session) if existing is not None else None
    return imported._replace(remarks=(*imported.remarks, remark)) if remark else imported


def _role_that_stays(existing: Profile, imported: Imported, session: Session) -> str | None:
    """The remark if the profile names another role than the position held now."""
    from pmladder.names.resolve import resolve_title

    role_now = imported.role
    if role_now is None or not existing.role:
        return None
    role_saved = resolve_title(
        existing.role, session.catalogue, existing.company.size if existing.company else None
    ).role
    if role_saved == role_now:
        return None
    return f"your profile names another role than {role_now}, the position held now; the profile counts, so check it"


def _written_through(imported: Imported, source: ProfileSource, session: Session, output: str) -> Text:
    """The profile as the answer. Remarks say how the source was read, and quote no personal data."""
    from pmladder.formats.profile_writer import profile_text

    form = JSON if session.format == JSON else YAML
    text = profile_text(imported.raw, form == JSON) if imported.raw else ""
    lines = [f"read as {source.how}", *(": ".join(filter(None, entry[:2])) for entry in imported.unread)]
    return Text(text, form, output, remarks=tuple(f"{source.file}: {line}" for line in [*lines, *imported.remarks]))


def _ask_line(question: str) -> str:
    from pmladder.cli.output import write_answer, write_remarks

    write_answer(question)
    try:
        return sys.stdin.readline().strip().casefold()
    except KeyboardInterrupt:
        write_remarks(["", "nothing was changed"])
        raise
