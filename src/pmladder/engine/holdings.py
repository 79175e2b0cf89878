"""What a person holds, as a table: an interval and its basis for each axis that a role may ask on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmladder.engine.formula import OPEN, Holding, Requirement
from pmladder.engine.requirements import EDUCATION_ORDER
from pmladder.profile.models import Evidence
from pmladder.profile.standing import Standing
from pmladder.profile.terms import Axis

_NOT_KNOWN = Holding(0, OPEN, "none")


class Holdings:
    """The holdings of one person. `of` gives the one that a requirement is held against."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._skills = _skills(standing)
        self._unasked = _unasked(standing)
        self._others: dict[Axis, Holding] = {}

    def of(self, requirement: Requirement) -> Holding:
        """What is held on the axis of `requirement`."""
        axis = requirement.axis
        if axis == "skill":
            return self._skills.get(requirement.subject, self._unasked)
        if axis == "evidence":
            return _evidence(self._standing, requirement)
        if axis == "time-on-track":
            return _time_on_track(self._standing, requirement.tracks)
        if axis not in self._others:
            self._others[axis] = _ON[axis](self._standing)
        return self._others[axis]

    def skill(self, skill: str) -> Holding:
        """What is held of a skill."""
        return self._skills.get(skill, self._unasked)


def holdings_of(standing: Standing) -> Holdings:
    """The table of what `standing` holds, with what is presumed."""
    return Holdings(standing)


def _unasked(standing: Standing) -> Holding:
    """A skill that nobody rated and no role presumes: none, or not known where a role held could not be read."""
    presumed = standing.presumed
    if presumed is None or presumed.others_unknown:
        return Holding(0, standing.top_level, "none")
    return Holding(0, 0, "presumed")


def _skills(standing: Standing) -> dict[str, Holding]:
    """Ratings, what does not apply, what is there at a level nobody gave, and what is presumed.

    A rating replaces what is presumed of its skill and of no other. What is only named is at least at the lowest
    level; that says less than a level presumed.
    """
    presumed = standing.presumed
    held = {s: Holding(v, v, "presumed") for s, v in presumed.levels.items()} if presumed else {}
    for skill in standing.present:
        if not presumed or not presumed.levels.get(skill):
            held[skill] = Holding(1, standing.top_level, "named")
    for skill, why in standing.not_applicable.items():
        held[skill] = Holding(0, standing.top_level, "none", why)
    for skill, level in standing.levels.items():
        held[skill] = Holding(level, level, "rated")
    return held


def _given(value: float | None) -> Holding:
    return _NOT_KNOWN if value is None else Holding(value, value, "given")


def _years_in_product(standing: Standing) -> Holding:
    """As given; else counted, with an open end where a position could not be read; at most all years of work."""
    years, most = standing.years, OPEN if standing.years_of_work is None else standing.years_of_work
    if years is None:
        return Holding(0, most, "given" if most < OPEN else "none")
    if standing.years_basis != "history":
        return Holding(years, years, "given")
    return Holding(years, max(years, most) if standing.history_is_open else years, "counted")


def _years_of_work(standing: Standing) -> Holding:
    """As given or counted; else at least the years in product and those of positions that are known roles."""
    product = standing.years or 0
    if standing.years_of_work is not None:
        years = max(standing.years_of_work, product)
        return Holding(years, years, "counted" if standing.years_of_work_basis == "history" else "given")
    known = max(product, standing.years_of_known_work)
    return Holding(known, OPEN, "counted") if known else _NOT_KNOWN


def _people(standing: Standing) -> Holding:
    return _given(standing.people_led)


def _reach(standing: Standing) -> Holding:
    if standing.reach is None and standing.presumed is not None and standing.presumed.reach is not None:
        return Holding(standing.presumed.reach, standing.presumed.reach, "presumed")
    return _given(standing.reach)


def _education(standing: Standing) -> Holding:
    return _given(None if standing.education is None else EDUCATION_ORDER.index(standing.education))


def _time_on_track(standing: Standing, tracks: tuple[str, ...]) -> Holding:
    counted = standing.years_on_tracks(tracks)
    if standing.history_is_known:
        return Holding(counted, counted, "counted")
    return Holding(counted, OPEN, "counted" if counted else "none")


def _evidence(standing: Standing, asked: Requirement) -> Holding:
    """So many as are listed, as far as asked. What is not listed is not known to be lacking."""
    shown = min(sum(_shows(entry, asked) for entry in standing.evidence), asked.level)
    return Holding(shown, OPEN, "given" if shown else "none")


def _shows(entry: Evidence, asked: Requirement) -> bool:
    return asked.subject in (entry.id, *entry.shows) or (asked.kind is not None and entry.kind == asked.kind)


_ON: Mapping[Axis, Callable[[Standing], Holding]] = {
    "years-in-product": _years_in_product,
    "years-of-work": _years_of_work,
    "people": _people,
    "reach": _reach,
    "education": _education,
}
