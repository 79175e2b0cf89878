"""Where one requirement stands on a day: what is asked, what is held, and how the two compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from pmladder.engine.findings import Status
from pmladder.engine.progress_levels import Held, Scale, held
from pmladder.engine.rules import EDUCATION_ORDER
from pmladder.profile.journal import Entry, FigureAsked, RoleThen

Key = tuple[str, str]
"""Rule and subject of a requirement."""

SKILL = "skill-level"


def _years_of_work(entry: Entry) -> float | None:
    """Years in product are a part of them."""
    if entry.years_of_work is None or entry.years is None:
        return entry.years_of_work
    return max(entry.years_of_work, entry.years)


_KNOWN_ANYWAY: Mapping[Key, Callable[[Entry], float | None]] = {
    ("years", "years-in-product"): lambda entry: entry.years,
    ("years", "years-of-work"): _years_of_work,
    ("people-led", "people"): lambda entry: entry.people,
}


class Need(NamedTuple):
    """What is asked: a level of the scale compared in, a figure or a word; None where nothing is asked.

    A level whose name that scale does not have is not `comparable`.
    """

    value: float | int | str | None = None
    blocking: bool = False
    name: str | None = None
    comparable: bool = True


class Have(NamedTuple):
    """What was held on a day; for anything but a skill, `status` against `against` is what was found that day."""

    value: float | int | str | None = None
    name: str | None = None
    state: str = "unknown"
    status: Status | None = None
    against: float | int | str | None = None


class Point(NamedTuple):
    """Where one requirement stands: its status, by how much it is short, and whether that blocks."""

    status: Status | Literal["not asked", "incomparable"]
    short_by: float | None = None
    blocking: bool = False


def needs_of(asked: RoleThen, scale: Scale) -> dict[Key, Need]:
    """What a role asks, by requirement; levels as numbers of the other scale of `scale`."""
    needs: dict[Key, Need] = {}
    blocking = frozenset(asked.blocking)
    for skill, level in asked.skills.items():
        number = scale.number(level)
        needs[SKILL, skill] = Need(number, skill in blocking, scale.name(level), number is not None)
    for figure in asked.figures:
        needs[figure.rule, figure.subject] = Need(figure.need, figure.strength == "blocking")
    return needs


def haves_of(
    keys: list[Key], entry: Entry, asked: RoleThen | None, otherwise: RoleThen | None, scale: Scale
) -> dict[Key, Have]:
    """What `entry` holds of each requirement.

    Of what was not asked that day, the journal knows years and people; for the rest, what is known of the other
    day is taken to have held on this one as well, so that asking alone is never put down to the person.
    """
    figures = {(f.rule, f.subject): f for f in asked.figures} if asked else {}
    others = {(f.rule, f.subject): f for f in otherwise.figures} if otherwise else {}
    haves: dict[Key, Have] = {}
    for rule, subject in keys:
        if rule == SKILL:
            haves[rule, subject] = _held(held(entry, subject, scale))
        elif (rule, subject) in figures:
            haves[rule, subject] = _figure(figures[rule, subject])
        else:
            haves[rule, subject] = _as_known_anyway((rule, subject), entry, others[rule, subject])
    return haves


def _as_known_anyway(key: Key, entry: Entry, otherwise: FigureAsked) -> Have:
    """Years and people as the entry has them, else what is known of the other day."""
    value = _KNOWN_ANYWAY[key](entry) if key in _KNOWN_ANYWAY else otherwise.have
    if value == otherwise.have:
        return _figure(otherwise)
    return Have(value, None, "unknown" if value is None else "known")


def _held(level: Held) -> Have:
    return Have(level.level, level.name, level.state)


def _figure(figure: FigureAsked) -> Have:
    return Have(figure.have, None, "unknown" if figure.have is None else "known", figure.status, figure.need)


def point(key: Key, need: Need, have: Have) -> Point:
    """Where a requirement stands: what is held of it against what is asked."""
    if need.value is None and need.comparable:
        return Point("not asked")
    if not need.comparable or have.state == "incomparable":
        return Point("incomparable", blocking=need.blocking)
    status = _skill_status(need, have) if key[0] == SKILL else _figure_status(key, need, have)
    short_by = None
    if status == "short" and isinstance(need.value, (int, float)) and isinstance(have.value, (int, float)):
        short_by = need.value - have.value
    return Point(status, short_by, need.blocking)


def _skill_status(need: Need, have: Have) -> Status:
    if have.state == "not-applicable":
        return "not-applicable"
    if have.value is None:
        return "unknown"
    return _against(have.value, need.value)


def _figure_status(key: Key, need: Need, have: Have) -> Status:
    """The status found that day, where it was asked the same that day; else what follows from need and have."""
    if have.status is not None and have.against == need.value:
        return have.status
    if have.value is None:
        return "unknown"
    if key[0] == "education":
        order: tuple[str, ...] = EDUCATION_ORDER
        if have.value not in order or need.value not in order:
            return "unknown"
        return _against(order.index(str(have.value)), order.index(str(need.value)))
    status = _against(have.value, need.value)
    # What is not listed as evidence is not known to be lacking.
    return "unknown" if key[0] == "evidence" and status == "short" else status


def _against(have: object, need: object) -> Status:
    if not isinstance(have, (int, float)) or not isinstance(need, (int, float)):
        return "unknown"
    return "short" if have < need else "met" if have == need else "exceeded"
