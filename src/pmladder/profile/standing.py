"""A profile read against one catalogue: titles as roles, level names as numbers, history as years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pmladder.catalogue.fields import NONE, CompanySize, Education
from pmladder.catalogue.levels import level_numbers, unknown_level_of
from pmladder.catalogue.models import Catalogue, Role
from pmladder.errors import Problem
from pmladder.profile.history import Span, is_held, span, years_covered
from pmladder.profile.models import LONGEST_LEVEL, Evidence, Job, Profile, Rating
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.names.resolve import TitleMatch
    from pmladder.names.skills import SkillNames

ADJACENT = "adjacent"
"""The family of roles beside product work: time in them is not time in product."""

_MOST_MISFITS = 50
_NOTHING: Mapping[str, Any] = MappingProxyType({})

Basis = Literal["given", "title", "history", "last-held"]
YearsBasis = Literal["given", "history"]


class Position(NamedTuple):
    """One position of a history: the role it resolves to, if any, and when it was held."""

    title: str
    role: Role | None
    span: Span | None
    held: bool


class Standing(NamedTuple):
    """What one person holds, in the words of one catalogue. None is unknown, everywhere.

    `levels` holds rated skills only. `present` are skills that are there at a level nobody gave.
    `presumed` are levels taken from a role because no skill was rated; a rating always beats them. `focus` are
    skills chosen to work on first, `backing` gives for a rated skill the ids of the evidence that it rests on.
    """

    role: Role | None = None
    role_basis: Basis | None = None
    years: float | None = None
    years_basis: YearsBasis | None = None
    years_of_work: float | None = None
    years_in_role: float | None = None
    history: tuple[Position, ...] = ()
    people: int | None = None
    education: Education | None = None
    levels: Mapping[str, int] = _NOTHING
    present: frozenset[str] = frozenset()
    presumed: Mapping[str, int] = _NOTHING
    not_applicable: Mapping[str, str] = _NOTHING
    evidence: tuple[Evidence, ...] = ()
    company_size: CompanySize | None = None
    goal: Role | None = None
    focus: tuple[str, ...] = ()
    backing: Mapping[str, tuple[str, ...]] = _NOTHING
    notes: tuple[str, ...] = ()

    def presuming(self, roles: Iterable[Role]) -> Standing:
        """The same person, each skill presumed at the highest level that any of `roles` asks for it.

        What a role calls optional says nothing about those who hold it.
        """
        presumed: dict[str, int] = {}
        for role in roles:
            for skill, asked in role.skills.items():
                if not asked.optional:
                    presumed[skill] = max(asked.level, presumed.get(skill, 0))
        return self._replace(presumed=presumed)

    def held(self, skill: str) -> int | None:
        """The level that a skill is rated at, else presumed at; None when nobody knows, or it does not apply."""
        if skill in self.levels:
            return self.levels[skill]
        if skill in self.present or skill in self.not_applicable:
            return None
        # Presumed from a role, what it does not ask for is presumed not to be there.
        return self.presumed.get(skill, 0 if self.presumed else None)

    @property
    def history_is_known(self) -> bool:
        """Whether every position of a history has dates and a role: only then is a count of it the whole."""
        return bool(self.history) and all(position.role and position.span for position in self.history)

    def years_on_tracks(self, tracks: tuple[str, ...]) -> float:
        """Years held in roles of these tracks, as far as the history tells."""
        return years_covered(p.span for p in self.history if p.span and p.role and p.role.track in tracks)

    @property
    def years_of_history(self) -> float:
        """Years in product of the history, whatever years were given."""
        return years_covered(_in_product(self.history))

    @property
    def years_of_known_work(self) -> float:
        """Years of the positions whose titles are roles of the catalogue: relevant work, at least so much."""
        return years_covered(p.span for p in self.history if p.span and p.role)


def stand(profile: Profile, catalogue: Catalogue, as_of: date | None) -> Standing:
    """Read `profile` against `catalogue`. Call `misfits` first: what it reports is left out here."""
    size = profile.company.size if profile.company else None
    history = tuple(_position(job, catalogue, size, as_of) for job in profile.history)
    role, basis, notes = _role_held(profile, history, catalogue, size, as_of)
    years, years_basis = profile.years, _given(profile.years)
    in_product = _in_product(history)
    counted = years_covered(in_product)
    if years is None and in_product:
        years, years_basis = counted, "history"
    work = profile.years_of_work
    if work is None and history and all(position.role and position.span for position in history):
        work = years_covered(position.span for position in history if position.span)
    goal = _resolved(profile.goal, catalogue, size) if profile.goal else None
    if goal is not None and goal.role is None:
        notes = (*notes, f"the goal {repr_quoted(goal.text)} is no role of this catalogue{_near(goal)}")
    levels, present, not_applicable = _ratings(profile.skills, catalogue)
    return Standing(
        role=role,
        role_basis=basis,
        years=years,
        years_basis=years_basis,
        years_of_work=work,
        years_in_role=_years_in_role(profile, role, basis, history),
        history=history,
        people=profile.people,
        education=profile.education,
        levels=levels,
        present=present,
        not_applicable=not_applicable,
        evidence=profile.evidence,
        company_size=size,
        goal=catalogue.roles_by_id[goal.role] if goal and goal.role else None,
        focus=tuple(skill for skill in profile.focus if skill in catalogue.skills_by_id),
        backing={skill: rating.evidence for skill, rating in profile.skills.items() if rating.evidence},
        notes=(*notes, *_doubts(profile, history, counted, as_of)),
    )


def _in_product(history: tuple[Position, ...]) -> list[Span]:
    return [p.span for p in history if p.span and p.role and p.role.family != ADJACENT]


def _given(years: float | None) -> YearsBasis | None:
    return None if years is None else "given"


def _doubts(profile: Profile, history: tuple[Position, ...], counted: float, as_of: date | None) -> Iterator[str]:
    """What dates and years say that can hardly be meant."""
    dated = profile.history or profile.skills or profile.evidence
    if dated or profile.years_of_work is not None or profile.years_in_role is not None:
        from pmladder.profile.doubts import doubts_in_time

        for doubt in doubts_in_time(profile, history, counted, as_of):
            yield f"{doubt.where[:1].upper()}{doubt.where[1:]}: {doubt.what}."


def misfits(profile: Profile, catalogue: Catalogue) -> list[Problem]:
    """What in `profile` this catalogue does not know: skills, and levels that are off its scale. At most 50."""
    problems: list[Problem] = []
    known_names: SkillNames | None = None
    names = tuple(level.name for level in catalogue.scale)
    numbers = level_numbers(names)
    for skill, rating in profile.skills.items():
        if len(problems) == _MOST_MISFITS:
            break
        path = ("skills", skill)
        if skill not in catalogue.skills_by_id:
            known_names = known_names or _names_of(catalogue)
            what = f"unknown skill {repr_quoted(skill)}{known_names.near_id(skill)}"
            problems.append(Problem(path, "skills", what, on_key=True))
        elif rating.level is not None and level_number(rating.level, numbers, len(catalogue.scale)) is None:
            # The level itself is nobody's business but the file's, so it is not repeated.
            known = ", ".join(f"{number} {name}" for number, name in enumerate((NONE, *names)))
            hint = did_you_mean(str(rating.level), (NONE, *names)) or f"; the levels are {known}"
            what = f"is no level of this catalogue{hint}"
            problems.append(Problem(path, f"skills, {repr_quoted(skill)}", what))
    return problems


def _names_of(catalogue: Catalogue) -> SkillNames:
    # Most profiles name skills that there are.
    from pmladder.names.skills import SkillNames

    return SkillNames(catalogue)


def level_number(level: int | str, numbers: Mapping[str, int], top: int) -> int | None:
    """The number of a level given by number or name, or None when the scale does not have it."""
    if isinstance(level, str):
        if level.strip().isdecimal() and len(level) < 4:
            level = int(level)
        else:
            return numbers.get(level.strip().casefold())
    return level if 0 <= level <= top else None


def level_to_write(level: int, catalogue: Catalogue) -> int | str:
    """How a level is written in a profile: by name, or by number where the name would be read as something else."""
    name = catalogue.level_name(level)
    numbers = level_numbers(tuple(entry.name for entry in catalogue.scale))
    read = level_number(name, numbers, len(catalogue.scale)) if len(name) <= LONGEST_LEVEL else None
    return name if read == level else level


def unknown_level(written: str, catalogue: Catalogue) -> str:
    """What to say of a level that the scale of `catalogue` does not have."""
    return unknown_level_of(tuple(level.name for level in catalogue.scale), written)


def _position(job: Job, catalogue: Catalogue, size: CompanySize | None, as_of: date | None) -> Position:
    own_size = job.company.size if job.company and job.company.size else size
    match = _resolved(job.role or job.title, catalogue, own_size)
    role = catalogue.roles_by_id[match.role] if match.role else None
    return Position(job.title, role, span(job, as_of), is_held(job, as_of))


def _role_held(
    profile: Profile,
    history: tuple[Position, ...],
    catalogue: Catalogue,
    size: CompanySize | None,
    as_of: date | None,
) -> tuple[Role | None, Basis | None, tuple[str, ...]]:
    notes: tuple[str, ...] = ()
    if profile.role:
        match = _resolved(profile.role, catalogue, size)
        if match.role:
            basis: Basis = "given" if match.matched_by == "id" else "title"
            if match.matched_by == "words":
                notes = (f"{repr_quoted(match.text)} is taken for {match.role}: {match.why}",)
            return catalogue.roles_by_id[match.role], basis, notes
        notes = (f"the role {repr_quoted(match.text)} is no role of this catalogue{_near(match)}",)
    held = [position for position in history if position.held and position.role]
    if held:
        # Without a date a position is at least held, but one that has begun since goes before it.
        latest = max(held, key=lambda position: position.span.start if position.span else date.min)
        return latest.role, "history", notes
    ended = [
        (p.span.end, p.span.start, at) for at, p in enumerate(history) if p.role and p.span and _begun(p.span, as_of)
    ]
    if ended:
        # Between two positions one stands where the last one was, not where the years alone would put anybody.
        return history[max(ended)[-1]].role, "last-held", notes
    return None, None, notes


def _begun(span: Span, as_of: date | None) -> bool:
    return as_of is None or span.start <= as_of


def _resolved(text: str, catalogue: Catalogue, size: CompanySize | None) -> TitleMatch:
    # Years alone, the commonest question, need no titles.
    from pmladder.names.resolve import resolve_title

    return resolve_title(text, catalogue, size)


def _near(match: TitleMatch) -> str:
    return f"; nearest: {', '.join(match.nearest)}" if match.nearest else ""


def _years_in_role(
    profile: Profile, role: Role | None, basis: Basis | None, history: tuple[Position, ...]
) -> float | None:
    if profile.years_in_role is not None or role is None:
        return profile.years_in_role
    counting = [position for position in history if position.held or basis == "last-held"]
    spans = [p.span for p in counting if p.span and p.role is not None and p.role.id == role.id]
    return years_covered(spans) if spans else None


def _ratings(
    skills: Mapping[str, Rating], catalogue: Catalogue
) -> tuple[dict[str, int], frozenset[str], dict[str, str]]:
    numbers = level_numbers(tuple(level.name for level in catalogue.scale))
    levels: dict[str, int] = {}
    present: set[str] = set()
    not_applicable: dict[str, str] = {}
    for skill, rating in skills.items():
        if skill not in catalogue.skills_by_id:
            continue
        if rating.not_applicable is not None:
            not_applicable[skill] = rating.not_applicable
        elif rating.level is None:
            present.add(skill)
        elif (number := level_number(rating.level, numbers, len(catalogue.scale))) is not None:
            levels[skill] = number
    return levels, frozenset(present), not_applicable
