"""The gaps of one role then and now, each change put down to the person, to the ladder, or to both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from pmladder.engine.assess import verdict
from pmladder.engine.findings import Finding, Status, Verdict
from pmladder.engine.progress_levels import Held, Scale, held
from pmladder.engine.rules import EDUCATION_ORDER
from pmladder.profile.journal import Entry, FigureAsked, RoleThen

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
    "blocks now",
    "blocks no longer",
    "cannot be compared",
]
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


class GapChange(NamedTuple):
    """One requirement whose gap is another now. `by_you` and `by_ladder` are levels, or years, or a count.

    They say by how much the person rose and by how much what is asked rose; None where that has no number.
    """

    rule: str
    subject: str
    kind: GapKind
    cause: Cause
    need_then: Need
    need_now: Need
    have_then: Have
    have_now: Have
    by_you: float | None
    by_ladder: float | None


class AskedChange(NamedTuple):
    """One requirement of a role that is another now."""

    rule: str
    subject: str
    then: Need
    now: Need


class RoleChange(NamedTuple):
    """One role then and now.

    Where it was not `recorded` then, what it asks now stands for what it asked, and the verdict then is unknown.
    """

    role: str
    title: str
    recorded: bool
    verdict_then: Verdict | None
    verdict_now: Verdict
    verdict_cause: Cause | None
    gaps: tuple[GapChange, ...]
    asked: tuple[AskedChange, ...]


class _Point(NamedTuple):
    """Where one requirement stands: its status, by how much it is short, and whether that blocks."""

    status: Status | Literal["not asked", "incomparable"]
    short_by: float | None = None
    blocking: bool = False


def role_change(role: str, then: Entry, now: Entry) -> RoleChange:
    """What changed for `role`, which `now` has recorded."""
    asked_now = now.asked[role]
    asked_then = then.asked.get(role)
    scale_then = Scale(then.catalogue.scale, now.catalogue.scale)
    scale_now = Scale(now.catalogue.scale, now.catalogue.scale)
    needs_now = _needs(asked_now, scale_now)
    needs_then = needs_now if asked_then is None else _needs(asked_then, scale_then)
    keys = list(dict.fromkeys([*needs_now, *needs_then]))
    haves_now = _haves(keys, now, asked_now, asked_then, scale_now)
    haves_then = _haves(keys, then, asked_then, asked_now, scale_then)
    gaps = [
        change
        for key in keys
        if (change := _gap_change(key, _of(needs_then, key), _of(needs_now, key), haves_then[key], haves_now[key]))
    ]
    changed = [
        AskedChange(*key, _of(needs_then, key), _of(needs_now, key))
        for key in keys
        if _asks(_of(needs_then, key)) != _asks(_of(needs_now, key))
    ]
    cause = None
    if asked_then is not None and asked_then.verdict != asked_now.verdict:
        same_needs = not changed
        same_haves = all(_same(haves_then[key], haves_now[key]) for key in keys)
        by_you = _verdict(needs_then, haves_now) == asked_now.verdict
        by_ladder = _verdict(needs_now, haves_then) == asked_now.verdict
        cause = _cause(same_needs, same_haves, by_you, by_ladder)
    return RoleChange(
        role=role,
        title=asked_now.title,
        recorded=asked_then is not None,
        verdict_then=asked_then.verdict if asked_then else None,
        verdict_now=asked_now.verdict,
        verdict_cause=cause,
        gaps=tuple(gaps),
        asked=tuple(changed),
    )


def _of(needs: Mapping[Key, Need], key: Key) -> Need:
    return needs.get(key, Need())


def _asks(need: Need) -> tuple[object, ...]:
    return (need.value, need.blocking, need.comparable)


def _needs(asked: RoleThen, scale: Scale) -> dict[Key, Need]:
    needs: dict[Key, Need] = {}
    for skill, level in asked.skills.items():
        number = scale.number(level)
        needs[SKILL, skill] = Need(number, skill in asked.blocking, scale.name(level), number is not None)
    for figure in asked.figures:
        needs[figure.rule, figure.subject] = Need(figure.need, figure.strength == "blocking")
    return needs


def _haves(
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


def _same(one: Have, other: Have) -> bool:
    return (one.value, one.state, one.name if one.state == "incomparable" else None) == (
        other.value,
        other.state,
        other.name if other.state == "incomparable" else None,
    )


def _gap_change(key: Key, need_then: Need, need_now: Need, then: Have, now: Have) -> GapChange | None:
    before, after = _point(key, need_then, then), _point(key, need_now, now)
    same_need, same_have = _asks(need_then) == _asks(need_now), _same(then, now)
    kind = _kind(before, after)
    if kind is None and before.status == after.status == "short" and not (same_need and same_have):
        kind = "kept"
    if kind is None:
        return None
    alone = _kind(before, _point(key, need_then, now)), _kind(before, _point(key, need_now, then))
    cause = _cause(same_need, same_have, alone[0] == kind, alone[1] == kind)
    if kind == "cannot be compared":
        cause = "ladder"
    return GapChange(*key, kind, cause, need_then, need_now, then, now, _rise(then, now), _rise(need_then, need_now))


def _cause(same_need: bool, same_have: bool, you_alone: bool, ladder_alone: bool) -> Cause:
    """Who made a change: whoever changed at all; where both did, the one whose change alone would have made it."""
    if same_need or same_have:
        return "you" if same_need else "ladder"
    if you_alone == ladder_alone:
        return "both"
    return "you" if you_alone else "ladder"


def _point(key: Key, need: Need, have: Have) -> _Point:
    if need.value is None and need.comparable:
        return _Point("not asked")
    if not need.comparable or have.state == "incomparable":
        return _Point("incomparable", blocking=need.blocking)
    status = _skill_status(need, have) if key[0] == SKILL else _figure_status(key, need, have)
    short_by = None
    if status == "short" and isinstance(need.value, (int, float)) and isinstance(have.value, (int, float)):
        short_by = need.value - have.value
    return _Point(status, short_by, need.blocking)


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


def _kind(then: _Point, now: _Point) -> GapKind | None:
    """What became of a gap; None where nothing did. Meeting and exceeding are one here."""
    was, is_ = then.status, now.status
    if "incomparable" in (was, is_):
        return "cannot be compared"
    if was == is_ == "short" and then.short_by != now.short_by and then.short_by and now.short_by:
        return "narrowed" if now.short_by < then.short_by else "widened"
    if was == is_ and was in ("short", "unknown"):
        return None if then.blocking == now.blocking else "blocks now" if now.blocking else "blocks no longer"
    if is_ == "short":
        return "found" if was == "unknown" else "opened"
    if is_ == "unknown":
        return "in question"
    if was == "short":
        return "closed"
    if was == "unknown":
        return "settled" if is_ in ("met", "exceeded") else "out of question"
    return None


def _rise(then: Need | Have, now: Need | Have) -> float | None:
    if isinstance(then.value, (int, float)) and isinstance(now.value, (int, float)):
        return round(now.value - then.value, 1)
    return None


def _verdict(needs: Mapping[Key, Need], haves: Mapping[Key, Have]) -> Verdict:
    """The verdict on what was held one day against what was asked another."""
    return verdict(list(_findings(needs, haves)))


def _findings(needs: Mapping[Key, Need], haves: Mapping[Key, Have]) -> Iterator[Finding]:
    for key, need in needs.items():
        status = _point(key, need, haves[key]).status
        if status != "not asked":
            known: Status = "unknown" if status == "incomparable" else status
            yield Finding(*key, key[1], 0, None, known, "blocking" if need.blocking else "supporting", "")
