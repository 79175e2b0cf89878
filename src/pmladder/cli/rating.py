"""The profile that `assess` fills. Every answer is saved before the next question."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pmladder.catalogue.models import Role
from pmladder.cli.options import Person
from pmladder.cli.session import Session
from pmladder.engine.asking import Outlook, Question, outlook_of, questions
from pmladder.errors import PmladderError, SurroundingsError
from pmladder.files.journal_file import append_entry
from pmladder.files.profile_file import read_profile
from pmladder.files.profile_saving import save_profile
from pmladder.files.system import unstopped
from pmladder.formats.editing import Edit
from pmladder.profile.models import Company, Profile, Rating
from pmladder.profile.standing import Standing, level_to_write, standing_of
from pmladder.report.assess import Answered, RatingRun


class Keeper:
    """One person's ratings while they are given. Options of the command line beat the file, for this run."""

    def __init__(self, session: Session, person: Person, as_of: date, to: Role | None, rater: str) -> None:
        self.path = session.profile_to_write(person)
        self.is_new = not os.path.exists(self.path)
        self.saved: dict[str, Answered] = {}
        self.asked: list[str] = []
        self._session, self._as_of, self._rater = session, as_of, rater
        self._profile = Profile.model_construct()
        self._found: Profile | None = None
        if not self.is_new:
            self._profile = self._found = read_profile(self.path).fit(session.catalogue)
        self._presumes = not person.no_presume
        session.keep_owner(self._profile, self.path, person)
        self._given = session.option_values(person, self._profile)
        skills: Mapping[str, Rating] = self._given.pop("skills", {})
        self._to_keep = session.values_to_keep(person, self._given) if self.is_new else {}
        self._given_skills = {
            skill: rating
            for skill, rating in skills.items()
            if skill not in self._profile.skills or rating != self._profile.skills[skill]
        }
        # A goal matters more than the next roles.
        self._to = to or self._standing().goal
        self.before = self.now = self._outlook()

    @property
    def has_options(self) -> bool:
        """Whether options on the command line differ from the file."""
        return bool(self._given or self._given_skills)

    def rating(self, skill: str) -> Rating | None:
        """The rating of a skill, if there is one."""
        return self._profile_now().skills.get(skill)

    def questions(self, only_unrated: bool) -> tuple[Question, ...]:
        """The questions to ask now, in order."""
        rated = {skill: rating.rated for skill, rating in self._profile_now().skills.items() if rating.rated}
        return questions(self._session.catalogue, self.now, rated, only_unrated)

    def save(self, *answers: Answered) -> Outlook:
        """Put answers into the file, all or none, and return the outlook before them.

        Raises InputError or SurroundingsError, with nothing changed, when the file cannot be read or written, or is
        gone: a new file would lack what was saved before.
        """
        before = self.now
        changes = [
            *(self._options() if self.is_new else ()),
            *(change for answer in answers for change in self._changes(answer)),
        ]

        def changes_to(there: Profile | None) -> Sequence[Edit]:
            if there is None and not self.is_new:
                raise SurroundingsError(f"{self.path}: is gone; put it back, then try again; nothing was changed")
            return changes

        def then(there: Profile | None, _: Profile) -> None:
            if there is not None and not self.saved:
                from pmladder.cli.profile_journal import write_missing

                # The problem of the journal is reported at the end.
                with contextlib.suppress(PmladderError):
                    write_missing(self._session, self.path, there, self._as_of)

        with unstopped():
            self._profile = save_profile(self.path, changes_to, then).profile
            self.is_new = False
            for answer in answers:
                # A skill that is answered again moves to the end.
                self.saved.pop(answer.skill, None)
                self.saved[answer.skill] = answer
        for answer in answers:
            self._given_skills.pop(answer.skill, None)
        self.now = self._outlook()
        return before

    def so_far(self) -> RatingRun:
        """The results of this run so far."""
        return RatingRun(tuple(self.asked), tuple(self.saved.values()), self.before, self.now)

    def write_journal(self) -> None:
        """Add today's entry to the journal beside the profile, if an answer was saved.

        A new journal begins with the profile as it was before this run. Raises InputError or
        SurroundingsError, with the journal as it was.
        """
        from pmladder.cli.profile_journal import entry_on

        if self.saved:
            was = entry_on(self._session, self._found, self._as_of) if self._found else None
            entry = entry_on(self._session, self._profile, self._as_of)
            with unstopped():
                append_entry(self.path, entry, was)

    def _profile_now(self) -> Profile:
        """The profile, with the options applied."""
        skills = {**self._profile.skills, **self._given_skills}
        return self._profile.model_copy(update={**self._given, "skills": skills})

    def _standing(self) -> Standing:
        return standing_of(self._profile_now(), self._session.catalogue, self._as_of, self._presumes)

    def _outlook(self) -> Outlook:
        return outlook_of(self._session.catalogue, self._standing(), self._to)

    def _changes(self, answer: Answered) -> Iterator[Edit]:
        """The edits for an answer. Evidence and notes of the rating stay as they are."""
        level = None if answer.level is None else level_to_write(answer.level, self._session.catalogue)
        fields = {
            "level": level,
            "not_applicable": answer.not_applicable,
            "rated": self._as_of.isoformat(),
            "rater": self._rater,
        }
        for field, value in fields.items():
            yield Edit(("skills", answer.skill, field), value)

    def _options(self) -> Iterator[Edit]:
        """The edits that save the options about the person in a new profile."""
        for key, value in self._to_keep.items():
            yield Edit((key,), value.model_dump(exclude_none=True) if isinstance(value, Company) else value)
        for skill, rating in self._given_skills.items():
            if isinstance(rating.level, int):
                yield from self._changes(Answered(skill, rating.level))
