"""Compares two profiles of one person: by the person and by the manager, or of two times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import Standing

Kind = Literal["disagree", "only first", "only second"]
State = Literal["rated", "named", "not-applicable", "not-rated"]
"""What a profile says about a skill: a level, "has it, level unknown", "does not apply", or nothing."""
Value = float | int | str | None


class Rated(NamedTuple):
    """What one profile says about a skill: a level, or why there is none; who rated it, and when."""

    state: State = "not-rated"
    level: int | None = None
    rater: str | None = None
    rated: str | None = None


class SkillDifference(NamedTuple):
    """A skill that the profiles rate differently. `apart` is the second level minus the first."""

    skill: str
    kind: Kind
    first: Rated
    second: Rated
    apart: int | None


class Difference(NamedTuple):
    """Any other difference between the profiles. None means that a profile says nothing."""

    field: str
    first: Value
    second: Value


class ProfileDiff(NamedTuple):
    """The differences of two profiles, the largest first, and the number of skills they agree on."""

    skills: tuple[SkillDifference, ...]
    others: tuple[Difference, ...]
    agreed: int


class Side(NamedTuple):
    """A profile, and the standing read from it with the catalogue."""

    profile: Profile
    standing: Standing


def diff(first: Side, second: Side, catalogue: Catalogue) -> ProfileDiff:
    """The differences between `first` and `second`: skills by how far apart, then in the catalogue's order."""
    skills: list[SkillDifference] = []
    agreed = 0
    for skill in catalogue.skills_by_id:
        one, other = rated(first, skill), rated(second, skill)
        if (one.state, one.level) == (other.state, other.level):
            agreed += one.state != "not-rated"
        else:
            skills.append(_difference(skill, one, other))
    skills.sort(key=_size)
    return ProfileDiff(tuple(skills), tuple(_others(first, second, catalogue)), agreed)


def rated(side: Side, skill: str) -> Rated:
    """What a profile says about a skill."""
    standing, rating = side.standing, side.profile.skills.get(skill)
    source = (rating.rater, rating.rated) if rating else (None, None)
    if skill in standing.levels:
        return Rated("rated", standing.levels[skill], *source)
    if skill in standing.not_applicable:
        return Rated("not-applicable", None, *source)
    return Rated("named", None, *source) if skill in standing.present else Rated()


def _difference(skill: str, one: Rated, other: Rated) -> SkillDifference:
    kind: Kind = "disagree"
    if "not-rated" in (one.state, other.state):
        kind = "only second" if one.state == "not-rated" else "only first"
    apart = other.level - one.level if one.level is not None and other.level is not None else None
    return SkillDifference(skill, kind, one, other, apart)


def _size(difference: SkillDifference) -> tuple[int, int]:
    order = ("disagree", "only first", "only second").index(difference.kind)
    return order, -abs(difference.apart) if difference.apart is not None else 0


def _others(first: Side, second: Side, catalogue: Catalogue) -> Iterator[Difference]:
    names = first.profile.name, second.profile.name
    if all(names) and names[0] != names[1]:
        # Different names may mean two people. A manager who rates somebody seldom writes a name.
        yield Difference("name", *names)
    for one, other in zip(_fields(first, catalogue), _fields(second, catalogue), strict=True):
        if one[1] != other[1]:
            yield Difference(one[0], one[1], other[1])


def _fields(side: Side, catalogue: Catalogue) -> Iterator[tuple[str, Value]]:
    profile, standing = side.profile, side.standing
    yield "role", standing.role.id if standing.role else profile.role
    yield "years", standing.years
    yield "years_of_work", standing.years_of_work
    yield "years_in_role", standing.years_in_role
    yield "people", standing.people
    yield "people_led_before", standing.people_led_before
    yield "reach", catalogue.reach_name(standing.reach) if standing.reach else profile.reach
    yield "education", standing.education
    yield "company_size", standing.company_size
    yield "goal", standing.goal.id if standing.goal else profile.goal
    yield "focus", ", ".join(profile.focus) or None
    yield "positions", len(profile.history) or None
    yield "evidence", len(profile.evidence) or None
