"""Reads the words of `profile set` (`skill=level`, `field=value`) as changes of the file, and reports all errors at
once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import level_numbers
from pmladder.cli.session import Session, company_size, in_range
from pmladder.errors import UsageError
from pmladder.formats.editing import Edit
from pmladder.profile.models import Profile, Rating
from pmladder.profile.standing import level_number, level_to_write, unknown_level
from pmladder.report.profile_saved import skill_key
from pmladder.text import did_you_mean, escape, repr_quoted, unsafe
from pmladder.validation import validate

SKILL = "skills."
"""The prefix for a skill whose id is also the name of a field."""


class SeveralError(UsageError):
    """Several things wrong on one command line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)

    def lines(self) -> list[str]:
        return list(self.problems)


class RatingNotes(NamedTuple):
    """What one command adds to each of its ratings, beside the level."""

    rated: str
    rater: str = "self"
    evidence: tuple[str, ...] = ()
    not_applicable: str | None = None


class Wanted(NamedTuple):
    """The changes, and the keys that they change, for the report."""

    changes: tuple[Edit, ...]
    keys: tuple[str, ...]


class ProfileWords:
    """Reads the words of one command against a catalogue and the profile as it is."""

    def __init__(self, session: Session, notes: RatingNotes, before: Profile | None) -> None:
        self._session, self._notes = session, notes
        self._before = before or Profile.model_construct()
        self._size: CompanySize | None = self._before.company.size if self._before.company else None
        self._numbers = level_numbers(tuple(level.name for level in session.catalogue.scale))
        self._fields: dict[str, Callable[[str], Any]] = {
            "name": lambda text: self._checked("name", text),
            "role": self._title,
            "company_size": company_size,
            "years": lambda text: _number("years", text, 80),
            "years_of_work": lambda text: _number("years_of_work", text, 80),
            "years_in_role": lambda text: _number("years_in_role", text, 80),
            "people": lambda text: _whole("people", text, 1_000_000),
            "people_led_before": lambda text: _whole("people_led_before", text, 1_000_000),
            "reach": session.reach,
            "education": lambda text: self._checked("education", text.casefold()),
            "goal": self._title,
            "focus": lambda text: [session.skill(name.strip()).id for name in text.split(",")],
        }

    def wanted(self, entries: Sequence[str]) -> Wanted:
        """What to change. Raises UsageError with everything that is wrong."""
        problems = list(self._wrong_notes())
        changes: list[Edit] = []
        keys: list[str] = []
        # Titles mean different things by size, so the size goes first.
        for entry in sorted(entries, key=lambda entry: not _field_name(entry).startswith("company_size")):
            try:
                key, edits = self._read_entry(entry)
                if key in keys:
                    raise UsageError(f"{repr_quoted(key.removeprefix(SKILL))} is given twice")
                keys.append(key)
                changes += edits
            except UsageError as error:
                problems.append(str(error))
        if not problems and not any(key.startswith(SKILL) for key in keys):
            problems += self._notes_without_skill()
        if problems:
            raise SeveralError(problems)
        return Wanted(tuple(changes), tuple(keys))

    def _read_entry(self, entry: str) -> tuple[str, list[Edit]]:
        if (character := unsafe(entry)) is not None or "\n" in entry:
            raise UsageError(f"{repr_quoted(entry)} holds the character {escape(character or chr(10))}; leave it out")
        name, equals, value = entry.partition("=")
        field, value = _field_name(entry), value.strip()
        if field in self._fields:
            if not equals:
                raise UsageError(f"{repr_quoted(entry)} should be {field}=VALUE, or {field}= to remove it")
            return field, [self._field(field, value)]
        return self._rating(name.strip().removeprefix(SKILL), value if equals else None)

    def _field(self, field: str, text: str) -> Edit:
        path = ("company", "size") if field == "company_size" else (field,)
        value = self._fields[field](text) if text else None
        if field == "company_size":
            self._size = value
        return Edit(path, value)

    def _title(self, text: str) -> str:
        """A title that the catalogue can read, in the words that it was given in."""
        self._session.role(text, self._size)
        self._session.note_size(text, self._size)
        return text

    def _rating(self, name: str, level: str | None) -> tuple[str, list[Edit]]:
        if level == "" and self._notes.not_applicable is not None:
            raise UsageError(f"{name}: remove it with {name}=, or say {name} --not-applicable, not both")
        if level == "" and name in self._before.skills:
            # It may be one that this catalogue does not know.
            return skill_key(name), [Edit(("skills", name), None)]
        skill = self._skill(name)
        if level == "":
            return skill_key(skill), [Edit(("skills", skill), None)]
        old = self._before.skills.get(skill)
        evidence = [*(old.evidence if old else ()), *self._notes.evidence]
        values: dict[str, Any] = {"rated": self._notes.rated, "rater": self._notes.rater}
        if self._notes.evidence:
            values["evidence"] = list(dict.fromkeys(evidence))
        if self._notes.not_applicable is not None:
            if level is not None:
                raise UsageError(f"{skill}: give a level or --not-applicable, not both")
            values |= {"level": None, "not_applicable": self._notes.not_applicable}
        elif level is not None:
            values |= {"level": self._level(skill, level), "not_applicable": None}
        elif not self._notes.evidence:
            raise UsageError(
                f"{repr_quoted(name)} should be {skill}=LEVEL, such as {skill}=3, or {skill}= to remove it"
            )
        order = [field for field in Rating.model_fields if field in values]
        return skill_key(skill), [Edit(("skills", skill, field), values[field]) for field in order]

    def _skill(self, name: str) -> str:
        try:
            return self._session.skill(name).id
        except UsageError as error:
            hint = did_you_mean(name, tuple(self._fields))
            raise UsageError(f"unknown field {repr_quoted(name)}{hint}") if hint else error from None

    def _level(self, skill: str, text: str) -> int | str:
        number = level_number(text, self._numbers, len(self._session.catalogue.scale))
        if number is None:
            raise UsageError(f"{skill}: {unknown_level(text, self._session.catalogue)}")
        return level_to_write(number, self._session.catalogue)

    def _checked(self, field: str, text: str) -> str:
        checked = validate(Profile, {field: text})
        if isinstance(checked, list):
            raise UsageError(f"{field} {checked[0].what}")
        return text

    def _wrong_notes(self) -> Iterator[str]:
        notes = self._notes
        reason = {} if notes.not_applicable is None else {"not_applicable": notes.not_applicable}
        for text in (notes.rater, notes.not_applicable or "", *notes.evidence):
            if (character := unsafe(text)) is not None:
                yield f"{repr_quoted(text)} holds the character {escape(character)}; leave it out"
                return
        checked = validate(Rating, {"rater": notes.rater, "evidence": list(notes.evidence), **reason})
        for problem in checked if isinstance(checked, list) else ():
            yield f"--{str(problem.path[0] if problem.path else 'rater').replace('_', '-')} {problem.what}"

    def _notes_without_skill(self) -> Iterator[str]:
        for option, given in (("evidence", self._notes.evidence), ("not-applicable", self._notes.not_applicable)):
            if given:
                yield f"--{option} needs a skill, such as metrics-analytics=3"


def _field_name(entry: str) -> str:
    return entry.partition("=")[0].strip().casefold().replace("-", "_")


def _number(field: str, text: str, most: int) -> float:
    try:
        value = float(text)
    except ValueError:
        raise UsageError(f"{field} should be a number, such as {field}=6") from None
    in_range(field, value, most)
    return value


def _whole(field: str, text: str, most: int) -> int:
    if not text.isascii() or not text.lstrip("-").isdigit() or len(text) > 18:
        raise UsageError(f"{field} should be a whole number, such as {field}=2")
    in_range(field, int(text), most)
    return int(text)
