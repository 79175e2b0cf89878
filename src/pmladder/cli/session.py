"""The common parts of all commands: choose a catalogue, read a profile, return an answer."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role, Skill, level_numbers
from pmladder.cli.options import Choice, Person
from pmladder.cli.output import Result, format_chosen, format_of, write_remarks
from pmladder.cli.surroundings import choose_catalogue, settings_here
from pmladder.errors import ANSWERED, PmladderError, UsageError
from pmladder.files.bounded import STANDARD_INPUTS
from pmladder.files.catalogue_file import CatalogueFile
from pmladder.files.settings import kept_profile
from pmladder.profile.models import Company, Profile, Rating
from pmladder.profile.standing import Standing, level_number, reach_number, standing_of, unknown_level, unknown_reach
from pmladder.render.formats import CALENDAR, FORMATS, HTML, TABLE, has_page
from pmladder.report.ground import Ground
from pmladder.report.report import Report
from pmladder.text import repr_quoted

if TYPE_CHECKING:
    from pmladder.engine import suggest
    from pmladder.profile.journal import Entry

_PLAIN_WORD = re.compile(r"[\w@%+=:,./-]+", re.ASCII)
N = TypeVar("N", int, float)
SIZES: tuple[CompanySize, ...] = ("small", "medium", "large")


class Session:
    """One run of one command: its settings, its catalogue, and its remarks.

    A command that has read its catalogue already hands it over as `chosen`. One that `takes_any_title` answers a
    person whose role is none of the catalogue.
    """

    def __init__(
        self,
        choice: Choice,
        chosen: CatalogueFile | None = None,
        usual: str | None = None,
        *,
        takes_any_title: bool = False,
    ) -> None:
        self.choice = choice
        self.takes_any_title = takes_any_title
        self.settings = settings_here()
        self.format = format_of(choice, self.settings, usual)
        self.chosen = chosen or choose_catalogue(choice.catalogue, self.settings)
        self.remarks: list[str] = []
        self.about_person: dict[str, Any] = {}
        """The fields of a Ground that are about the person: the name, the source of the profile, the options."""
        self.errors: list[PmladderError] = []
        if choice.verbose:
            self.remarks.append(f"catalogue: {self.chosen.file}")
            if self.settings.file:
                self.remarks.append(f"settings: {self.settings.file}")

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that this run rests on."""
        return self.chosen.catalogue

    @property
    def digest(self) -> str:
        """The digest of the catalogue's text."""
        return self.chosen.digest

    def ground(self, standing: Standing | None = None) -> Ground:
        """The ground of an answer: the catalogue and, if it is about a person, the person's standing."""
        person = {} if standing is None else self.about_person
        options = ("--catalogue", quoted(self.choice.catalogue)) if self.choice.catalogue else ()
        return Ground(
            self.catalogue,
            self.digest,
            standing or Standing(),
            **{**person, "options": (*options, *person.get("options", ()))},
        )

    def role(self, text: str, size: CompanySize | None = None) -> Role:
        """The role that a word of the command line means. Raises UsageError, with the nearest ones."""
        from pmladder.cli.naming import role_named

        role, remark = role_named(text, self.catalogue, size)
        if remark:
            self.remarks.append(remark)
        return role

    def role_or_goal(self, text: str | None, standing: Standing) -> Role:
        """The role that a word of the command line means; without a word, the goal, with a remark.

        Raises UsageError, also if there is neither.
        """
        if text is not None:
            return self.role(text, standing.company_size)
        if standing.goal is None:
            raise UsageError("which role? Name one, or keep a goal: pmladder profile set goal=ROLE")
        self.remarks.append(f"no role is named, so this is for your goal, {standing.goal.id}")
        return standing.goal

    def skill(self, text: str) -> Skill:
        """The skill of this id, name or alias. Raises UsageError, with the nearest ones."""
        from pmladder.cli.naming import skill_named

        return skill_named(text, self.catalogue)

    def reach(self, text: str) -> str:
        """The reach that a word of the command line means, as the catalogue writes it. Raises UsageError."""
        number = reach_number(text, self.catalogue)
        if number is None:
            raise UsageError(unknown_reach(text, self.catalogue))
        return self.catalogue.reach_name(number)

    def standing(self, person: Person) -> tuple[Standing, str | None]:
        """The person, read against the catalogue, and the day that time was counted to, if any was."""
        profile = self.profile(person)
        as_of = day(person.as_of)
        counted = as_of if person.as_of or profile.history else None
        return standing_of(
            profile, self.catalogue, as_of, not person.no_presume
        ), counted.isoformat() if counted else None

    def is_unknown(self, person: Person) -> bool:
        """Whether there is no profile and no option about the person."""
        given = (person.role, person.skill, person.people, person.years, person.years_of_work)
        return self.profile_path(person) is None and all(one in (None, []) for one in given)

    def placed(self, person: Person) -> tuple[suggest.Answer, str | None]:
        """Where the person stands and the moves from there, and the day as in `standing`.

        Raises UsageError when nothing is known to place anyone by.
        """
        from pmladder.engine.suggest import next_moves

        standing, as_of = self.standing(person)
        answer = next_moves(self.catalogue, standing)
        if answer.placement.role is None and standing.years is None:
            is_given = not self.is_unknown(person)
            if is_given and answer.suggestions:
                return answer, as_of
            known = "this does not tell your role" if is_given else "your role is not known"
            raise UsageError(f"{known}; {self._what_places_you()}")
        return answer, as_of

    def _what_places_you(self) -> str:
        """The options that would place a person in this catalogue: years if it has any, and one of its roles."""
        roles = self.catalogue.roles
        years = ["--years 6 (in product), or"] if any(role.years_in_product for role in roles) else []
        years = years or (["--years 6, or"] if any(role.years for role in roles) else [])
        like = "senior-pm" if "senior-pm" in self.catalogue.roles_by_id else roles[len(roles) // 2].id
        return " ".join(["add", *years, f"--role {like}, or rate half of a role's skills"])

    def require_output(self, like: str) -> None:
        """A page is written only to a named file. Raises UsageError without one."""
        if self.format == HTML and self.choice.output is None:
            raise UsageError(f"name a file: -o {like}, or -o - for standard output")

    def answer(self, report: Report, exit_code: int = ANSWERED) -> Result:
        """The answer to return. Raises UsageError for a format that this report does not have."""
        if self.format == CALENDAR and report.events is None:
            raise UsageError("this answer has no dates, so it has no ics form; `pmladder plan ROLE` has one")
        if self.format == HTML and not has_page(report):
            format_chosen(self.choice.format, self.choice.json, self.choice.output, tuple(FORMATS), HTML)
        # The first screen has its own last line.
        hints = () if report.first and self.format == TABLE else report.hints
        remarks = (*self.remarks, *hints)
        return Result(
            report, self.format, self.choice.output, exit_code, remarks, tuple(self.errors), self.choice.force
        )

    def named_profile(self, person: Person) -> str | None:
        """The profile that option, environment or settings file names, in this order; with --no-profile none.

        Raises UsageError if one option names a profile and another excludes it.
        """
        if person.no_profile and person.profile:
            raise UsageError("--profile names a profile and --no-profile leaves it out; take one of them")
        if person.no_profile:
            return None
        return person.profile or os.environ.get("PMLADDER_PROFILE") or self.settings.profile

    def profile_to_write(self, person: Person) -> str:
        """The file that a command saves into: the one that is named, else the user's own, there or not.

        If the settings name the file, a remark says so before anything is saved. Raises UsageError for standard input,
        SurroundingsError if the user has no home.
        """
        from pmladder.files.settings import own_profile

        named = self.named_profile(person)
        if person.no_profile:
            raise UsageError(
                "this command saves a profile, so leave out --no-profile; --profile FILE names another file"
            )
        if named in STANDARD_INPUTS:
            raise UsageError("the profile is saved, so it has to be a file: --profile FILE")
        if named and not (person.profile or os.environ.get("PMLADDER_PROFILE")):
            write_remarks([f"saving in {named}, which the settings in {self.settings.file} name"])
        return named or own_profile()

    def profile_path(self, person: Person) -> str | None:
        """The profile to read: the one that is named, else the user's own if it exists."""
        return self.named_profile(person) or (None if person.no_profile else kept_profile())

    def profile(self, person: Person) -> Profile:
        """The profile to use, with single options applied over it; empty without a profile."""
        path = self.profile_path(person)
        self.about_person["options"] = options_to_repeat(person)
        if path == "-" == self.chosen.file:
            raise UsageError("standard input can be the catalogue or the profile, not both")
        # Without a file there is nothing to validate, and the models need not be built, which saves time.
        profile = Profile.model_construct()
        if path:
            from pmladder.files.profile_file import read_profile

            read = read_profile(path)
            profile, left_out = read.known_part(self.catalogue)
            self.keep_owner(profile, path, person)
            self.remarks += [*read.remarks, *left_out]
            if path not in STANDARD_INPUTS:
                from pmladder.cli.edition import edition_remark

                self.remarks += filter(None, [edition_remark(path, profile, self.catalogue, self.digest)])
            if self.choice.verbose:
                self.remarks.append(f"profile: {path}")
        return profile.model_copy(update=self.option_values(person, profile))

    def journal(self, person: Person) -> tuple[Entry, ...]:
        """The entries of the journal beside the profile; none without a profile, or with one on standard input."""
        path = self.profile_path(person)
        if path is None or path in STANDARD_INPUTS:
            return ()
        from pmladder.files.journal_file import read_journal

        return read_journal(path)

    def keep_owner(self, profile: Profile, path: str, person: Person) -> None:
        """Keep whose profile this is, and where it is from, for the grounds of answers."""
        from pmladder.files.settings import from_home

        source = None if path == "-" else from_home(path)
        self.about_person |= {"name": profile.name, "source": source, "is_found": person.profile is None}

    def option_values(self, person: Person, profile: Profile) -> dict[str, Any]:
        """The values of single options, which replace those of the profile; roles are ids."""
        company = profile.company or Company()
        size = company_size(person.company_size) or company.size
        values: dict[str, Any] = {
            "years": in_range("--years", person.years, 80),
            "years_of_work": in_range("--years-of-work", person.years_of_work, 80),
            "years_in_role": in_range("--years-in-role", person.years_in_role, 80),
            "people": in_range("--people", person.people, 1_000_000),
            "people_led_before": in_range("--people-before", person.people_before, 1_000_000),
            "reach": self.reach(person.reach) if person.reach is not None else None,
            "role": self._role_held(person.role, size) if person.role else None,
            "goal": self.role(person.goal, size).id if person.goal else None,
            "company": company.model_copy(update={"size": size}) if size else None,
        }
        if person.skill:
            values["skills"] = {**profile.skills, **self._ratings(person.skill)}
        return {key: value for key, value in values.items() if value is not None}

    def values_to_keep(self, person: Person, values: dict[str, Any]) -> dict[str, Any]:
        """`values` as a profile keeps them: titles as they were given, with a remark on their size."""
        titles = {key: text.strip() for key, text in (("role", person.role), ("goal", person.goal)) if text}
        company: Company | None = values.get("company")
        for text in dict.fromkeys(titles.values()):
            self.note_size(text, company.size if company else None)
        return {**values, **titles}

    def note_size(self, text: str, size: CompanySize | None) -> None:
        """Add a remark if the meaning of a saved title depends on the size of the company, and the size is unknown."""
        from pmladder.cli.naming import size_decides

        if size is None and (line := size_decides(text, self.catalogue)):
            self.remarks.append(f"{line}; `pmladder profile set company_size=medium` says which, or small or large")

    def _role_held(self, text: str, size: CompanySize | None) -> str:
        """The id of the role that a title means, or the title itself if any title is allowed."""
        from pmladder.cli.naming import is_unheard_of

        if self.takes_any_title and is_unheard_of(text, self.catalogue, size):
            return text
        return self.role(text, size).id

    def _ratings(self, written: Sequence[str]) -> dict[str, Rating]:
        numbers = level_numbers(tuple(level.name for level in self.catalogue.scale))
        ratings = {}
        for entry in written:
            name, equals, level = entry.rpartition("=")
            if not equals:
                raise UsageError(f"--skill {repr_quoted(entry)} should be ID=LEVEL, such as metrics-analytics=3")
            skill = self.skill(name.strip())
            number = level_number(level, numbers, len(self.catalogue.scale))
            if number is None:
                raise UsageError(f"--skill {skill.id}: {unknown_level(level, self.catalogue)}")
            ratings[skill.id] = Rating(level=number)
        return ratings


def options_to_repeat(person: Person) -> tuple[str, ...]:
    """The options about a person, as one would type them again."""
    words: list[str] = []
    for name, value in person._asdict().items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            words.append(option)
        elif value not in (None, False, []):
            for one in value if isinstance(value, list) else [value]:
                words += [option, f"{one:g}" if isinstance(one, float) else quoted(str(one))]
    return tuple(words)


def quoted(word: str) -> str:
    """A word as one types it in a shell."""
    return word if _PLAIN_WORD.fullmatch(word) else "'" + word.replace("'", "'\\''") + "'"


def company_size(text: str | None) -> CompanySize | None:
    """A company's size by its name. Raises UsageError for another word."""
    if text is None:
        return None
    for size in SIZES:
        if size == text.strip().casefold():
            return size
    raise UsageError(f"unknown company size {repr_quoted(text)}; it is small, medium or large")


def in_range(option: str, value: N | None, most: int) -> N | None:
    """`value` if it lies between 0 and `most`. Raises UsageError."""
    if value is not None and not 0 <= value <= most:
        raise UsageError(f"{option} should be between 0 and {most:,}")
    return value


def day(text: str | None, option: str = "--as-of") -> date:
    """The day that an option names, today by default. Raises UsageError."""
    if text is None:
        # The clock is read only here. The core gets the day as an argument.
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {repr_quoted(text)} should be a day, such as 2026-11-22") from None
