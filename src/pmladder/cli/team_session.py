"""What the commands on many people begin and end with: read them, say how far one is, write pages and workbooks."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date

from pmladder.catalogue.models import level_numbers
from pmladder.cli.options import Choice
from pmladder.cli.output import STANDARD_ERROR, Result, Text, format_chosen, is_terminal, write_answer
from pmladder.cli.session import Session, day
from pmladder.cli.surroundings import choose_catalogue, settings_here
from pmladder.errors import PmladderError, UsageError
from pmladder.files.extras import needing
from pmladder.profile.standing import level_number, unknown_level
from pmladder.render.formats import CALENDAR, FORMATS, HTML, TABLE
from pmladder.report.report import Report
from pmladder.report.team.organisation import OrganisationQuestion
from pmladder.team.coverage import Target, targets_of
from pmladder.team.organisation import LEAST_GROUP
from pmladder.team.people import MOST_PEOPLE, Roster, Team, check_size, keys_of, team_of
from pmladder.team.what_if import TeamChange, changed, only
from pmladder.text import did_you_mean, plural, repr_quoted

XLSX = "xlsx"
_PATIENCE = 1.0
"""After so many seconds one is told how far it is, and then as often."""


class TeamSession(Session):
    """One run of a command on many people.

    `k` is the fewest people of a group where the answer is for an organisation, else None.
    """

    def __init__(
        self,
        choice: Choice,
        only_team: str | None,
        as_of: str | None,
        pages: bool = False,
        k: int | None = None,
        *,
        is_for_org: bool = False,
    ) -> None:
        import os

        settings = settings_here()
        usual = os.environ.get("PMLADDER_FORMAT") or settings.format or TABLE
        known = [form for form in FORMATS if form != CALENDAR]
        self.form = format_chosen(
            choice.format, choice.json, choice.output, (*known, HTML, XLSX) if pages else known, usual
        )
        if self.form in (HTML, XLSX) and not choice.output:
            raise UsageError(
                f"name a file: -o team.{self.form}" + (", or -o - for standard output" * (self.form == HTML))
            )
        plain = self.form if self.form in FORMATS else TABLE
        super().__init__(choice._replace(format=plain, json=False, output=None))
        self.choice = choice
        self.only_team = only_team
        self.as_of = day(as_of)
        if k is not None and k < LEAST_GROUP:
            raise UsageError(f"--k should be {LEAST_GROUP} or more: people in smaller groups can be recognised")
        self.k = (k or LEAST_GROUP) if is_for_org else None

    @property
    def day(self) -> str:
        """The day that the answer is of."""
        return self.as_of.isoformat()

    def roster(self, paths: Sequence[str], most: int | None = MOST_PEOPLE) -> Roster:
        """The people of these files and folders: at most so many, unless one of their teams is asked for."""
        from pmladder.files.people import read_people

        if "-" in paths and self.chosen.file == "-":
            raise UsageError("standard input can be the catalogue or the people, not both")
        with needing("Parquet"):
            roster = read_people(paths, self.catalogue, None if self.only_team else most)
        self.remarks += roster.remarks
        return roster

    def of_team(self, roster: Roster) -> Roster:
        """The people of the one team that is asked for. Raises UsageError where there is none of that name."""
        return self._only(roster, self.only_team)

    def _only(self, roster: Roster, team: str | None) -> Roster:
        found = only(roster, team)
        if not found.rows:
            teams = tuple(dict.fromkeys(row.team for row in roster.rows if row.team))
            raise UsageError(f"nobody is in the team {repr_quoted(team or '')}{did_you_mean(team or '', teams)}")
        return found

    def team_of(self, roster: Roster) -> Team:
        """The people of a roster, placed, as far as they are of the team that is asked for."""
        return self._placed(self.of_team(roster), self.as_of)

    def _placed(self, roster: Roster, on: date) -> Team:
        check_size(self.catalogue, roster)
        return team_of(self.catalogue, roster, on, progress(len(roster.rows)))

    def team(self, paths: Sequence[str]) -> Team:
        """The people of these files and folders, placed."""
        return self.team_of(self.roster(paths))

    def side(self, side: str, within: Sequence[str] | None) -> Team:
        """One of two teams: a file or a folder, or a team of a roster."""
        roster = self._only(self.roster(within, most=None), side) if within else self.roster([side])
        return self._placed(roster, self.as_of)

    def then_and_now(self, path: str, then: date) -> tuple[Team, Team]:
        """One team on a day and today, by the journals beside its profiles. Raises InputError where one is missing."""
        from pmladder.files.people import people_then

        roster = self.roster([path])
        before = people_then(roster, self.catalogue, then)
        return self._placed(before, then), self._placed(roster, self.as_of)

    def organisation(
        self,
        paths: Sequence[str],
        question: OrganisationQuestion,
        targets: Sequence[Target] | None = None,
        only: Sequence[str] | None = None,
    ) -> Report:
        """The answer for an organisation. Raises UsageError where a team is asked for that may not be shown."""
        from pmladder.report.team.organisation import report
        from pmladder.team.organisation import organisation

        if self.only_team:
            raise UsageError("--audience org groups by team; leave --team out")
        team = self._placed(self.roster(paths), self.as_of)
        found = organisation(self.catalogue, team, self.k or LEAST_GROUP, targets)
        if only is not None:
            shown = {line.group for line in found.groups}
            if any(name not in shown for name in only):
                raise UsageError("one of these teams is unknown, or too small to be shown to an organisation")
            found = found._replace(groups=tuple(line for line in found.groups if line.group in only))
        return report(self.ground(), found, question, self.day)

    def targets(self, path: str | None) -> tuple[Target, ...] | None:
        """What a file says that the team needs; None where no file is named."""
        if path is None:
            return None
        from pmladder.files.people import read_targets

        return read_targets(path, self.catalogue)

    def target_of(self, skill: str, level: str | None, team: Team) -> Target:
        """A level of a skill: the one that is named, else the highest that a role of the team asks for."""
        asked = [target for target in targets_of(self.catalogue, team) if target.skill == skill]
        if level is not None:
            number = level_number(level, level_numbers(self.catalogue.scale_names), len(self.catalogue.scale))
            if not number:
                raise UsageError(f"--to: {unknown_level(level, self.catalogue)}")
            needed = max((target.people for target in asked if target.level >= number), default=0)
            return Target(skill, number, needed)
        if not asked:
            raise UsageError(f"no role of this team asks for {repr_quoted(skill)}; say --to LEVEL")
        return asked[0]

    def changed(
        self,
        roster: Roster,
        without: Sequence[str],
        joining: Sequence[str],
        promote: Sequence[str],
        move: Sequence[str],
    ) -> tuple[Roster, tuple[str, ...]]:
        """The roster as it would be, and the change in words. Raises UsageError for people that there are not."""
        keys = keys_of(roster.rows)
        promoted = {
            self._person(who, keys): self.role(to) for who, to in map(_pair("--promote", "PERSON=ROLE"), promote)
        }
        moved = {self._person(who, keys): to for who, to in map(_pair("--move", "PERSON=TEAM"), move)}
        gone = tuple(self._person(who, keys) for who in without)
        coming = self.roster(joining) if joining else Roster(())
        names = dict(keys)
        words = (
            *(f"{names[key]} leaves" for key in gone),
            *([f"{len(coming.rows)} come"] if joining else []),
            *(f"{names[key]} becomes {role.title}" for key, role in promoted.items()),
            *(f"{names[key]} goes to {team}" for key, team in moved.items()),
        )
        return changed(roster, [key for key, _ in keys], TeamChange(gone, coming, promoted, moved)), words

    def _person(self, text: str, keys: Sequence[tuple[str, str]]) -> str:
        """The id of the person whom a word of the command line means: by id, by name in any case."""
        found = [key for key, _ in keys if key == text] or [k for k, name in keys if name.casefold() == text.casefold()]
        if len(found) == 1:
            return found[0]
        # Names of others are in the roster and stay there.
        raise UsageError(f"none of these people has the id or the name {repr_quoted(text)}")

    def forms(self, paths: Sequence[str], into: str, rater: str) -> Text:
        """Write a form for everybody of a ladder into a folder, which may be new. Raises SurroundingsError."""
        from pmladder.engine.asking import outlook_of, questions
        from pmladder.files.saving import folder_to_fill
        from pmladder.files.writing import write_output
        from pmladder.render.form_page import form_page
        from pmladder.report.form import form_report
        from pmladder.report.team.common import some, unread_lines

        team = self.team(paths)
        folder_to_fill(into)
        written = 0
        for person, name in zip(team.people, file_names([person.id for person in team.people]), strict=True):
            standing = person.standing
            asked = questions(self.catalogue, outlook_of(self.catalogue, standing, standing.goal), {})
            role = person.role.title if person.role else None
            ground = self.ground(standing)
            page = form_page(form_report(ground, asked, person.name, rater, role).data)
            write_output(f"{into}/{name}.html", page, HTML, "team form", private=True, force=self.choice.force)
            written += 1
        done = f"{plural(written, 'form')} in {into}"
        if team.outside:
            names = some([person.name for person in team.outside])
            done += f"; none for who is outside product, or has an unknown title: {len(team.outside)} ({names})"
        return Text("", TABLE, None, remarks=(*self.remarks, *unread_lines(team.unread), done))

    def page(self, report: Report) -> Result | Text:
        """The answer to hand back, also as a page or a workbook."""
        if self.form not in (HTML, XLSX):
            return self.answer(report)
        text: str | bytes
        if self.form == HTML:
            from pmladder.render.team_page import team_page

            text = team_page(report)
        else:
            from pmladder.render.as_xlsx import as_xlsx

            with needing("xlsx"):
                text = as_xlsx(report)
        remarks = (*self.remarks, *report.hints)
        return Text(text, self.form, self.choice.output, remarks=remarks, force=self.choice.force)


def file_names(keys: Sequence[str]) -> list[str]:
    """A name of a file for each id: letters and digits of it, and a number where two would be alike."""
    names: list[str] = []
    for key in keys:
        plain = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:60] or "person"
        name, number = plain, 1
        while name in names:
            number += 1
            name = f"{plain}-{number}"
        names.append(name)
    return names


def _pair(option: str, form: str) -> Callable[[str], tuple[str, str]]:
    def split(text: str) -> tuple[str, str]:
        who, equals, what = text.partition("=")
        if not equals or not who.strip() or not what.strip():
            raise UsageError(f"{option} {repr_quoted(text)} should be {form}")
        return who.strip(), what.strip()

    return split


def progress(every: int) -> Callable[[int], None]:
    """Tells on a terminal how many are done, once it takes over a second, and takes the line away at the end."""
    begun = last = time.monotonic()
    shows = is_terminal(STANDARD_ERROR)

    def told(done: int) -> None:
        nonlocal last
        now = time.monotonic()
        if not shows or (now - last < _PATIENCE and not (done == every and last > begun)):
            return
        last = now
        line = f"\r{done:,} of {every:,} people" if done < every else "\r" + " " * 40 + "\r"
        try:
            write_answer(line, to=STANDARD_ERROR)
        except PmladderError:
            return

    return told


@contextmanager
def waiting(what: str) -> Iterator[Callable[[str], None]]:
    """Tells on a terminal what is done and for how long, each second, and takes the line away at the end.

    What is yielded says what is done from now on.
    """
    doing, ended, begun = [what], threading.Event(), time.monotonic()

    def tell() -> None:
        longest = 0
        while not ended.wait(_PATIENCE):
            line = f"{doing[-1]}, {time.monotonic() - begun:.0f} s"
            longest = max(longest, len(line))
            with suppress(PmladderError):
                write_answer(f"\r{line:{longest}}", to=STANDARD_ERROR)
        if longest:
            with suppress(PmladderError):
                write_answer("\r" + " " * longest + "\r", to=STANDARD_ERROR)

    teller = threading.Thread(target=tell, daemon=True)
    if is_terminal(STANDARD_ERROR):
        teller.start()
    try:
        yield doing.append
    finally:
        ended.set()
        if teller.ident is not None:
            teller.join()


def empty_roster(choice: Choice) -> Text:
    """A roster without rows, for a catalogue."""
    from pmladder.team.words import FIELDS

    form = format_chosen(choice.format, choice.json, choice.output, ("csv", XLSX), "csv")
    if form == XLSX and not choice.output:
        raise UsageError("name a file: -o roster.xlsx")
    read = choose_catalogue(choice.catalogue)
    headers = [field.replace("_", " ") for field in FIELDS] + [skill.name for skill in read.catalogue.skills]
    report = Report((), tuple, lambda: [headers])
    text: str | bytes
    if form == XLSX:
        from pmladder.render.as_xlsx import as_xlsx

        with needing("xlsx"):
            text = as_xlsx(report)
    else:
        from pmladder.render.as_csv import as_csv

        text = as_csv(report)
    levels = ", ".join(f"{number} {name}" for number, name in enumerate(("none", *read.catalogue.scale_names)))
    return Text(
        text, form, choice.output, remarks=(f"levels: {levels}; empty is not rated, x is there at an unknown level",)
    )
