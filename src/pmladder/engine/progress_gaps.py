"""Compares the gaps of one role then and now. Each change has a cause: the person, the ladder, or both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from pmladder.engine.formula import OPEN, Finding, Holding, Requirement, find, verdict
from pmladder.engine.progress_levels import Scale, holding_in
from pmladder.profile.journal import AskedThen, Entry, HoldingThen, RoleThen, Why
from pmladder.profile.terms import Axis, Status, Verdict

Cause = Literal["you", "ladder", "both"]
GapKind = Literal[
    "closed",
    "opened",
    "narrowed",
    "widened",
    "kept",
    "found",
    "settled",
    "in question",
    "out of question",
    "must-have now",
    "must-have no longer",
    "cannot be compared",
]
Key = tuple[Axis, str]
"""The axis and the subject of a requirement."""


class AskedOnDay(NamedTuple):
    """What a role asked on a day, in levels of today's scale; the requirement is None if it asked nothing before the
    role.

    `entry_name` is the name of its entry that day. A level is not `comparable` if today's scale does not have its name.
    """

    requirement: Requirement | None = None
    entry_name: str | None = None
    comparable: bool = True


class HeldOnDay(NamedTuple):
    """The holding on a day in levels of today's scale, and its name; `incomparable` if that scale lacks the name."""

    holding: Holding
    name: str | None = None
    comparable: bool = True


class GapChange(NamedTuple):
    """One requirement whose gap has changed. `by_you` and `by_ladder` are levels, years, or a count.

    They say by how much the person and the requirement rose; None if this has no number.
    """

    axis: Axis
    subject: str
    kind: GapKind
    cause: Cause
    asked_then: AskedOnDay
    asked_now: AskedOnDay
    held_then: HeldOnDay
    held_now: HeldOnDay
    by_you: float | None
    by_ladder: float | None


class AskedChange(NamedTuple):
    """One requirement of a role that has changed."""

    axis: Axis
    subject: str
    then: AskedOnDay
    now: AskedOnDay


class RoleChange(NamedTuple):
    """The comparison of one role then and now.

    If it was not `recorded` then, today's requirements are used for both days, and the earlier verdict is unknown.
    `must_haves` are those that are short now, then those that are unknown.
    """

    role: str
    title: str
    why: tuple[Why, ...]
    recorded: bool
    verdict_then: Verdict | None
    verdict_now: Verdict
    verdict_cause: Cause | None
    must_haves: tuple[Key, ...]
    gaps: tuple[GapChange, ...]
    asked: tuple[AskedChange, ...]


def role_change(role: str, then: Entry, now: Entry) -> RoleChange:
    """The changes for `role`, which is recorded in `now`."""
    role_now, role_then = now.asked[role], then.asked.get(role)
    scale_then = Scale(then.catalogue.scale, now.catalogue.scale)
    scale_now = Scale(now.catalogue.scale, now.catalogue.scale)
    asked_now = _asked(role_now, scale_now)
    asked_then = asked_now if role_then is None else _asked(role_then, scale_then)
    keys = list(dict.fromkeys([*asked_now, *asked_then]))
    then_held, now_held = _Day(then, scale_then), _Day(now, scale_now)
    held_now = {key: now_held.of(key, then_held) for key in keys}
    held_then = {key: _before(then_held.of(key, now_held), held_now[key]) for key in keys}
    changed = [
        AskedChange(*key, _of(asked_then, key), _of(asked_now, key))
        for key in keys
        if _amounts(_of(asked_then, key)) != _amounts(_of(asked_now, key))
    ]
    cause = None
    if role_then is not None and role_then.verdict != role_now.verdict:
        by_you = _verdict(asked_then, held_now) == role_now.verdict
        by_ladder = _verdict(asked_now, held_then) == role_now.verdict
        cause = _cause(not changed, all(_equal(held_then[key], held_now[key]) for key in keys), by_you, by_ladder)
    gaps = [_gap(key, _of(asked_then, key), _of(asked_now, key), held_then[key], held_now[key]) for key in keys]
    return RoleChange(
        role=role,
        title=role_now.title,
        why=role_now.why,
        recorded=role_then is not None,
        verdict_then=role_then.verdict if role_then else None,
        verdict_now=role_now.verdict,
        verdict_cause=cause,
        must_haves=_must_haves(asked_now, held_now),
        gaps=tuple(gap for gap in gaps if gap is not None),
        asked=tuple(changed),
    )


def _must_haves(asked: Mapping[Key, AskedOnDay], held: Mapping[Key, HeldOnDay]) -> tuple[Key, ...]:
    """The must-haves to show on a day."""
    findings = [_finding(one, held[key]) for key, one in asked.items()]
    open_ = [finding for finding in findings if finding is not None and finding.must_have]
    return tuple((one.axis, one.subject) for status in ("short", "unknown") for one in open_ if one.status == status)


def _asked(role: RoleThen, scale: Scale) -> dict[Key, AskedOnDay]:
    """What a role asked, by axis and subject. `scale` translates the levels."""
    asked: dict[Key, AskedOnDay] = {}
    must_haves = frozenset(role.must_have)
    for skill, one in role.skills.items():
        if one.entry is not None:
            entry, level = scale.number(one.entry), scale.number(one.level)
            known = entry is not None and level is not None
            must_have = skill in must_haves
            requirement = Requirement("skill", skill, skill, entry or 0, level or 0, must_have)
            asked["skill", skill] = AskedOnDay(requirement, scale.name(one.entry), known)
    for other in role.others:
        if other.entry is not None:
            asked[other.axis, other.subject] = AskedOnDay(_requirement(other))
    return asked


def _requirement(asked: AskedThen) -> Requirement:
    return Requirement(asked.axis, asked.subject, asked.subject, asked.entry, asked.level, asked.must_have)


class _Day:
    """The holdings of one entry, by requirement."""

    def __init__(self, entry: Entry, scale: Scale) -> None:
        self._skill, self._top = holding_in(entry, scale), scale.top
        self._others: Mapping[Key, HoldingThen] = {(one.axis, one.subject): one for one in entry.held}

    def of(self, key: Key, otherwise: _Day) -> HeldOnDay:
        """The holding for a requirement.

        If no role asked for it that day, the holding of the other day is used, so that a new requirement never counts
        as a change of the person.
        """
        axis, subject = key
        if axis == "skill":
            level = self._skill(subject)
            return HeldOnDay(level.holding(self._top), level.name, level.state != "incomparable")
        found = self._others.get(key) or otherwise._others.get(key)
        if found is None:
            return HeldOnDay(Holding(0, OPEN, "none"))
        return HeldOnDay(Holding(found.low, OPEN if found.high is None else found.high, found.basis))


def _before(then: HeldOnDay, now: HeldOnDay) -> HeldOnDay:
    """A level that is presumed now and was unknown then counts as held then too: the person did nothing for it."""
    return now if now.holding.basis == "presumed" and then.holding.basis == "none" and then.comparable else then


def _of(asked: Mapping[Key, AskedOnDay], key: Key) -> AskedOnDay:
    return asked.get(key, AskedOnDay())


def _amounts(asked: AskedOnDay) -> tuple[object, ...]:
    one = asked.requirement
    return (asked.comparable, *((one.entry, one.level, one.must_have) if one else ()))


def _equal(one: HeldOnDay, other: HeldOnDay) -> bool:
    """Whether two holdings are equal, apart from their basis."""
    if not (one.comparable and other.comparable):
        return one == other
    return one.holding._replace(basis="none") == other.holding._replace(basis="none")


def _finding(asked: AskedOnDay, held: HeldOnDay) -> Finding | None:
    return find(asked.requirement, held.holding) if asked.requirement is not None else None


def _gap(key: Key, asked_then: AskedOnDay, asked_now: AskedOnDay, then: HeldOnDay, now: HeldOnDay) -> GapChange | None:
    same_asked, same_held = _amounts(asked_then) == _amounts(asked_now), _equal(then, now)
    kind = _kind((asked_then, then), (asked_now, now))
    if kind is None and not (same_asked and same_held) and _short((asked_then, then)) and _short((asked_now, now)):
        kind = "kept"
    if kind is None:
        return None
    you_alone = _kind((asked_then, then), (asked_then, now)) == kind
    ladder_alone = _kind((asked_then, then), (asked_now, then)) == kind
    cause = "ladder" if kind == "cannot be compared" else _cause(same_asked, same_held, you_alone, ladder_alone)
    return GapChange(
        *key, kind, cause, asked_then, asked_now, then, now, _held_rise(then, now), _asked_rise(asked_then, asked_now)
    )


_Pair = tuple[AskedOnDay, HeldOnDay]


def _short(pair: _Pair) -> bool:
    return (finding := _finding(*pair)) is not None and finding.status == "short"


def _cause(same_asked: bool, same_held: bool, you_alone: bool, ladder_alone: bool) -> Cause:
    """The cause of a change: the side that changed. If both did, the side whose change alone would have been enough."""
    if same_asked or same_held:
        return "you" if same_asked else "ladder"
    if you_alone == ladder_alone:
        return "both"
    return "you" if you_alone else "ladder"


def _kind(then: _Pair, now: _Pair) -> GapKind | None:
    """The kind of change of a gap; None if there is none. Met and exceeded count as equal."""
    before, after = _finding(*then), _finding(*now)
    pairs = [pair for pair, finding in ((then, before), (now, after)) if finding is not None]
    if not all(asked.comparable and held.comparable for asked, held in pairs):
        return "cannot be compared"
    was: Status | None = before.status if before else None
    is_: Status | None = after.status if after else None
    if before is not None and after is not None and was == is_ and was in ("short", "unknown"):
        missing = [finding.entry - finding.holding.high for finding in (before, after)]
        if was == "short" and missing[0] != missing[1]:
            return "narrowed" if missing[1] < missing[0] else "widened"
        if before.must_have == after.must_have:
            return None
        return "must-have now" if after.must_have else "must-have no longer"
    if is_ == "short":
        return "found" if was == "unknown" else "opened"
    if is_ == "unknown":
        return "in question"
    if was == "short":
        return "closed"
    if was == "unknown":
        return "settled" if is_ in ("met", "exceeded") else "out of question"
    return None


def _held_rise(then: HeldOnDay, now: HeldOnDay) -> float | None:
    both = (then, now)
    if not all(one.comparable and one.holding.is_known for one in both):
        return None
    return round(now.holding.low - then.holding.low, 1)


def _asked_rise(then: AskedOnDay, now: AskedOnDay) -> float | None:
    if not (then.comparable and now.comparable and then.requirement and now.requirement):
        return None
    return round((now.requirement.entry or 0) - (then.requirement.entry or 0), 1)


_UNCOMPARED = Holding(-1, OPEN, "none")
"""A holding of unknown size: it may be below or above any entry, also one whose level name is gone."""


def _verdict(asked: Mapping[Key, AskedOnDay], held: Mapping[Key, HeldOnDay]) -> Verdict:
    """The verdict on the holdings of one day and the requirements of another. Anything incomparable is unknown."""
    findings: Sequence[Finding] = [
        find(one.requirement, held[key].holding if one.comparable else _UNCOMPARED)
        for key, one in asked.items()
        if one.requirement is not None
    ]
    return verdict(findings)
