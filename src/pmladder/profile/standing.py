"""A profile read against one catalogue: titles as roles, level names as numbers, history as years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pmladder.catalogue.fields import NONE, CompanySize, Education
from pmladder.catalogue.models import Catalogue, Role, level_numbers, unknown_level_of
from pmladder.errors import Problem
from pmladder.names.resolve import TitleMatch, resolve_title
from pmladder.profile.history import (
    Position,
    PresentPosition,
    Span,
    is_held,
    present_position,
    span,
    years_covered,
)
from pmladder.profile.models import LONGEST_LEVEL, Evidence, Job, Profile, Rating
from pmladder.text import did_you_mean, repr_quoted

if TYPE_CHECKING:
    from pmladder.names.skills import SkillNames

_MOST_MISFITS = 50
_NOTHING: Mapping[str, Any] = MappingProxyType({})

RoleBasis = Literal["given", "title", "history", "last-held", "earlier"]
"""The reason for the present role: its id or a title was given, or it is in the history as held now, as held last, or
as the latest position that is a role of the catalogue.
"""

YearsBasis = Literal["given", "history"]


class Presumed(NamedTuple):
    """Levels of unrated skills that are presumed from the roles that a person holds or held.

    A skill that is not in `levels` is presumed to be missing, unless `others_unknown`: one of the roles could not be
    read. `reach` is the reach of the present role, as its place in the catalogue's order.
    """

    levels: Mapping[str, int]
    reach: int | None = None
    others_unknown: bool = False


class ReadProfile(NamedTuple):
    """The source of a standing: the profile, the day, and the matches of the titles given for role and goal.

    Reports turn this into remarks. If the remarks must stay private, `withheld` counts them and everything else is
    empty.
    """

    profile: Profile | None = None
    as_of: date | None = None
    role: TitleMatch | None = None
    goal: TitleMatch | None = None
    withheld: int | None = None


class Standing(NamedTuple):
    """What one person has, in the terms of one catalogue. None means unknown everywhere.

    `top_level` is the highest level of the catalogue. `levels` holds rated skills only. `present` are skills with an
    unknown level. `presumed` holds what is presumed of the other skills; None if nothing is. `presumes` says whether
    presuming is allowed. `role_is_unread`: the present or latest role is not in the catalogue. `focus` are skills
    chosen to work on first. `backing` maps a rated skill to the ids of its evidence.
    """

    role: Role | None = None
    role_basis: RoleBasis | None = None
    years: float | None = None
    years_basis: YearsBasis | None = None
    years_of_work: float | None = None
    years_of_work_basis: YearsBasis | None = None
    years_in_role: float | None = None
    history: tuple[Position, ...] = ()
    position: PresentPosition | None = None
    people: int | None = None
    people_led_before: int | None = None
    reach: int | None = None
    education: Education | None = None
    top_level: int = 100
    levels: Mapping[str, int] = _NOTHING
    present: frozenset[str] = frozenset()
    presumed: Presumed | None = None
    presumes: bool = True
    role_is_unread: bool = False
    not_applicable: Mapping[str, str] = _NOTHING
    evidence: tuple[Evidence, ...] = ()
    company_size: CompanySize | None = None
    goal: Role | None = None
    focus: tuple[str, ...] = ()
    backing: Mapping[str, tuple[str, ...]] = _NOTHING
    read: ReadProfile = ReadProfile()

    @property
    def people_led(self) -> int | None:
        """The most people led, now or before; None if neither is known."""
        known = [people for people in (self.people, self.people_led_before) if people is not None]
        return max(known) if known else None

    @property
    def history_is_open(self) -> bool:
        """Whether a position may hold time in product that cannot be counted."""
        return any(
            not position.is_counted and (position.role is None or position.role.is_product) for position in self.history
        )

    @property
    def history_is_known(self) -> bool:
        """Whether every position has dates and a role, so that the counted years are complete."""
        return bool(self.history) and all(position.role and position.is_counted for position in self.history)

    def years_on_tracks(self, tracks: tuple[str, ...]) -> float:
        """Years in roles of these tracks, from the history."""
        spans = [p.span for p in self.history if p.span and p.role and p.role.track in tracks]
        return years_covered(spans) if spans else 0.0

    @property
    def years_of_history(self) -> float:
        """Years in product counted from the history, regardless of given years."""
        spans = _in_product(self.history)
        return years_covered(spans) if spans else 0.0

    @property
    def years_of_known_work(self) -> float:
        """Years of the positions that are roles of the catalogue: the least amount of relevant work."""
        spans = [p.span for p in self.history if p.span and p.role]
        return years_covered(spans) if spans else 0.0


def standing_of(profile: Profile, catalogue: Catalogue, as_of: date | None, presumes: bool = True) -> Standing:
    """The standing of `profile` in `catalogue`. Call `misfits` first; values that it reports are ignored here."""
    size = profile.company.size if profile.company else None
    history = tuple(_position(job, catalogue, size, as_of) for job in profile.history)
    held = _role_held(profile, history, catalogue, size, as_of)
    years, years_basis = profile.years, _given(profile.years)
    in_product = _in_product(history)
    if years is None and in_product:
        years, years_basis = years_covered(in_product), "history"
    work, work_basis = profile.years_of_work, _given(profile.years_of_work)
    if work is None and history and all(position.role and position.is_counted for position in history):
        work, work_basis = years_covered(position.span for position in history if position.span), "history"
    goal = _resolved(profile.goal, catalogue, size) if profile.goal else None
    levels, present, not_applicable = _ratings(profile.skills, catalogue)
    return Standing(
        role=held.role,
        role_basis=held.basis,
        years=years,
        years_basis=years_basis,
        years_of_work=work,
        years_of_work_basis=work_basis,
        years_in_role=_years_in_role(profile, held.role, held.basis, history),
        history=history,
        position=held.position,
        people=profile.people,
        people_led_before=profile.people_led_before,
        reach=reach_number(profile.reach, catalogue) if profile.reach else None,
        education=profile.education,
        top_level=len(catalogue.scale),
        levels=levels,
        present=present,
        presumes=presumes,
        role_is_unread=held.is_unread,
        not_applicable=not_applicable,
        evidence=profile.evidence,
        company_size=size or (held.position.position.size if held.position and held.position.is_held else None),
        goal=catalogue.roles_by_id[goal.role] if goal and goal.role else None,
        focus=tuple(skill for skill in profile.focus if skill in catalogue.skills_by_id),
        backing={skill: rating.evidence for skill, rating in profile.skills.items() if rating.evidence},
        read=ReadProfile(profile, as_of, held.match, goal),
    )


def _in_product(history: tuple[Position, ...]) -> list[Span]:
    return [p.span for p in history if p.span and p.role and p.role.is_product]


def _given(years: float | None) -> YearsBasis | None:
    return None if years is None else "given"


def misfits(profile: Profile, catalogue: Catalogue) -> list[Problem]:
    """Values of `profile` that the catalogue does not have: a reach, skills, levels. At most 50 problems.

    In a catalogue without reaches, the reach is ignored.
    """
    problems: list[Problem] = []
    if profile.reach and catalogue.reach and reach_number(profile.reach, catalogue) is None:
        problems.append(Problem(("reach",), "reach", f"is no reach of this catalogue{_reaches(catalogue)}"))
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
            # The message does not repeat the level, as it is private.
            known = ", ".join(f"{number} {name}" for number, name in enumerate((NONE, *names)))
            hint = did_you_mean(str(rating.level), (NONE, *names)) or f"; the levels are {known}"
            what = f"is no level of this catalogue{hint}"
            problems.append(Problem(path, f"skills, {repr_quoted(skill)}", what))
    return problems


def _names_of(catalogue: Catalogue) -> SkillNames:
    # Most profiles name known skills, so this import is seldom needed.
    from pmladder.names.skills import SkillNames

    return SkillNames(catalogue)


def level_number(level: int | str, numbers: Mapping[str, int], top: int) -> int | None:
    """The number of a level given by number or name; None if the scale does not have it."""
    if isinstance(level, str):
        if level.strip().isdecimal() and len(level) < 4:
            level = int(level)
        else:
            return numbers.get(level.strip().casefold())
    return level if 0 <= level <= top else None


def level_to_write(level: int, catalogue: Catalogue) -> int | str:
    """How a level is written in a profile: by name, or by number if the name would be read as another value."""
    name = catalogue.level_name(level)
    numbers = level_numbers(tuple(entry.name for entry in catalogue.scale))
    read = level_number(name, numbers, len(catalogue.scale)) if len(name) <= LONGEST_LEVEL else None
    return name if read == level else level


def reach_number(written: str, catalogue: Catalogue) -> int | None:
    """The place of a reach in the catalogue's order, from 1; None if the catalogue does not have it."""
    known = {name.casefold(): number for number, name in enumerate(catalogue.reach, 1)}
    return known.get(written.strip().casefold())


def unknown_reach(written: str, catalogue: Catalogue) -> str:
    """The message about a reach that `catalogue` does not have."""
    if not catalogue.reach:
        return "this catalogue has no reach"
    return f"unknown reach {repr_quoted(written)}{did_you_mean(written, catalogue.reach) or _reaches(catalogue)}"


def _reaches(catalogue: Catalogue) -> str:
    return f"; from the nearest to the farthest there are {', '.join(catalogue.reach)}"


def unknown_level(written: str, catalogue: Catalogue) -> str:
    """The message about a level that the scale of `catalogue` does not have."""
    return unknown_level_of(tuple(level.name for level in catalogue.scale), written)


def _position(job: Job, catalogue: Catalogue, size: CompanySize | None, as_of: date | None) -> Position:
    own_size = job.company.size if job.company and job.company.size else size
    match = _resolved(job.role or job.title, catalogue, own_size)
    role = catalogue.roles_by_id[match.role] if match.role else None
    return Position(job.title, role, own_size, span(job, as_of), is_held(job, as_of), job.unclear)


class _RoleHeld(NamedTuple):
    """The present role and the reason for it. `is_unread`: a role is given or held that the catalogue does not have."""

    role: Role | None = None
    basis: RoleBasis | None = None
    position: PresentPosition | None = None
    is_unread: bool = False
    match: TitleMatch | None = None


def _role_held(
    profile: Profile,
    history: tuple[Position, ...],
    catalogue: Catalogue,
    size: CompanySize | None,
    as_of: date | None,
) -> _RoleHeld:
    if profile.role is not None and profile.role in catalogue.roles_by_id:
        # An id is no title to be read.
        return _RoleHeld(catalogue.roles_by_id[profile.role], "given")
    match = _resolved(profile.role, catalogue, size) if profile.role else None
    if match and match.role:
        given: RoleBasis = "given" if match.matched_by == "id" else "title"
        return _RoleHeld(catalogue.roles_by_id[match.role], given, match=match)
    found = present_position(history, as_of) if history else None
    if found is None:
        return _RoleHeld(None, None, None, bool(match or history), match)
    basis: RoleBasis = "history" if found.is_held else "last-held" if found.latest is None else "earlier"
    return _RoleHeld(found.position.role, basis, found, bool(match) or found.latest is not None, match)


def _resolved(text: str, catalogue: Catalogue, size: CompanySize | None) -> TitleMatch:
    # Of many people, many have one title.
    known: dict[tuple[str, CompanySize | None], TitleMatch] = catalogue.derived.setdefault("titles", {})
    if (text, size) not in known:
        known[text, size] = resolve_title(text, catalogue, size)
    return known[text, size]


def _years_in_role(
    profile: Profile, role: Role | None, basis: RoleBasis | None, history: tuple[Position, ...]
) -> float | None:
    if profile.years_in_role is not None or role is None:
        return profile.years_in_role
    counting = [position for position in history if position.held or basis != "history"]
    positions = [p for p in counting if p.role is not None and p.role.id == role.id]
    if any(position.unclear for position in positions):
        return None
    spans = [position.span for position in positions if position.span]
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
