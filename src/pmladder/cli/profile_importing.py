"""What `profile import` does once its options are read: read, compare, save or ask, and say what became of it."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pmladder.cli.options import Person
from pmladder.cli.output import JSON, YAML, Result, Text, format_chosen
from pmladder.cli.session import Session
from pmladder.errors import ANSWERED, NO, UsageError
from pmladder.files.profile_source import ProfileSource, SourceKind, read_source
from pmladder.imports.career.imported import Imported
from pmladder.imports.career.merge import ImportDifference, difference
from pmladder.imports.career.own import as_mapping
from pmladder.profile.models import Profile
from pmladder.report.profile_import import Outcome
from pmladder.report.report import Report

if TYPE_CHECKING:
    from pmladder.cli.profile_import import Import

_HOW_TO_GO_ON = "add --merge to add what it lacks, --replace to put the import in its place, or -o FILE for another"
_QUESTION = "Merge, replace or leave it? [m/r/L] "


def answer(session: Session, how: Import, file: str, kind: SourceKind | None, as_of: date) -> Result | Text | int:
    """Import the file; what is handed back has been written, or says that nothing was."""
    target = _target(session, how)
    through = how.output if target is None else None
    source = read_source(file, kind)
    there = _there(target)
    imported = _imported(source, session, as_of, there)
    if target is None:
        return _written_through(imported, source, session, through or "-")
    return _Importing(session, source, imported, target, there, as_of, how).answer()


class _Importing(NamedTuple):
    """One import on its way into the profile at `target`; `there` is what is in it already."""

    session: Session
    source: ProfileSource
    imported: Imported
    target: str
    there: Profile | None
    as_of: date
    how: Import

    def answer(self) -> Result | int:
        """Save, ask or only show, as the command line has it."""
        made = self._difference()
        if not self.imported.raw:
            return self.session.answer(self._report("empty", made))
        if self.how.dry_run:
            return self.session.answer(self._report("shown", made))
        if made is None or self.how.replace:
            return self._saved("created" if made is None else "replaced", made)
        if not made.steps and (self.how.merge or made.is_empty):
            return self.session.answer(self._report("unchanged", made))
        if self.how.merge:
            return self._saved("merged", made)
        if self._can_ask():
            return self._ask(made)
        answer = self.session.answer(self._report("not-changed", made), NO)
        remark = f"{self.target}: is there already, and nothing was changed; {_HOW_TO_GO_ON}"
        return answer._replace(remarks=(*answer.remarks, remark))

    def _difference(self) -> ImportDifference | None:
        return None if self.there is None else difference(as_mapping(self.there), self.imported.raw)

    def _report(self, outcome: Outcome, made: ImportDifference | None) -> Report:
        from pmladder.report.profile_import import ImportSource, ImportTarget, Run, import_report

        source = ImportSource(self.source.file, self.source.kind, self.source.how)
        target = ImportTarget(self.target, self.there is not None)
        run = Run(self.as_of.isoformat(), source, target, outcome, made)
        return import_report(self.session.ground(), self.imported, run)

    def _saved(self, outcome: Outcome, made: ImportDifference | None) -> Result:
        code = self._save(outcome)
        return self.session.answer(self._report(outcome, made), code)

    def _save(self, outcome: Outcome) -> int:
        """Save what was imported, and return the code to end with: what was there before is told by the journal."""
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
        """Whether somebody sits there who sees the question, and whose answer it would be."""
        from pmladder.cli.output import is_terminal
        from pmladder.render.formats import TABLE

        return self.session.format == TABLE and all(map(is_terminal, (0, 1, 2)))

    def _ask(self, made: ImportDifference) -> int:
        from pmladder.cli import output
        from pmladder.cli.asking import Page
        from pmladder.render.formats import FORMATS, TABLE
        from pmladder.report.profile_import import outcome_line

        screen = output.screen()
        before = self._report("not-changed", made)
        output.write_answer(FORMATS[TABLE](before, screen), screen.encoding)
        wish = _answered(_QUESTION)
        if wish not in ("m", "merge", "r", "replace"):
            output.write_remarks(["nothing was changed"])
            return NO
        outcome: Outcome = "merged" if wish.startswith("m") else "replaced"
        code = ANSWERED
        if outcome == "merged" and not made.steps:
            outcome = "unchanged"
        else:
            code = self._save(outcome)
        Page(output.STANDARD_OUTPUT).say(outcome_line(self._report(outcome, made).data))
        output.write_remarks(self.session.remarks)
        return code


def _target(session: Session, how: Import) -> str | None:
    """The file to save to; None for standard output, a device or a pipe, which the profile is written to."""
    from pmladder.files.writing import is_written_through

    if how.output is not None and (how.output == "-" or is_written_through(how.output)):
        return None
    format_chosen(None, False, how.output, (YAML, JSON), YAML)
    if how.profile == "-":
        raise UsageError("the profile to save is a file; to write to standard output, say -o -")
    return session.profile_to_write(Person(profile=how.output or how.profile))


def _there(target: str | None) -> Profile | None:
    """The profile at the target, if there is one. Raises InputError when what is there is none."""
    from pmladder.files.profile_file import read_profile

    return read_profile(target).profile if target is not None and os.path.lexists(target) else None


def _imported(source: ProfileSource, session: Session, as_of: date, there: Profile | None) -> Imported:
    from pmladder.imports.career.own import import_own
    from pmladder.imports.career.profile import assemble

    if source.profile is not None:
        return import_own(source.profile, session.catalogue, as_of)
    assert source.found is not None
    size = there.company.size if there is not None and there.company is not None else None
    imported = assemble(source.found, session.catalogue, as_of, size)
    told = _role_that_stays(there, imported, session) if there is not None else None
    return imported._replace(remarks=(*imported.remarks, told)) if told else imported


def _role_that_stays(there: Profile, imported: Imported, session: Session) -> str | None:
    """What to say where the profile names a role, and the position held now is another."""
    from pmladder.imports.career.profile import present_titles
    from pmladder.names.resolve import resolve_title

    present = next(present_titles(imported), None)
    if present is None or not there.role:
        return None
    stays = resolve_title(there.role, session.catalogue, there.company.size if there.company else None).role
    if stays == present.match.role:
        return None
    held = present.match.role
    return f"your profile names another role than {held}, the position held now; it beats the history, so check it"


def _written_through(imported: Imported, source: ProfileSource, session: Session, output: str) -> Text:
    """The profile itself as the answer; how it was understood goes beside it, without what it says of anybody."""
    from pmladder.formats.profile_writer import profile_text

    form = JSON if session.format == JSON else YAML
    text = profile_text(imported.raw, form == JSON) if imported.raw else ""
    lines = [f"read as {source.how}", *(": ".join(filter(None, entry[:2])) for entry in imported.unread)]
    return Text(text, form, output, remarks=tuple(f"{source.file}: {line}" for line in [*lines, *imported.remarks]))


def _answered(question: str) -> str:
    from pmladder.cli.output import write_answer, write_remarks

    write_answer(question)
    try:
        return sys.stdin.readline().strip().casefold()
    except KeyboardInterrupt:
        write_remarks(["", "nothing was changed"])
        raise
