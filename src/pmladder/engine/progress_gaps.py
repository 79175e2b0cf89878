"""The gaps of one role then and now, each change put down to the person, to the ladder, or to both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from pmladder.engine.assess import verdict
from pmladder.engine.findings import Finding, Status, Verdict
from pmladder.engine.progress_levels import Scale
from pmladder.engine.progress_points import Have, Key, Need, Point, haves_of, needs_of, point
from pmladder.profile.journal import Entry, Why

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
    why: tuple[Why, ...]
    recorded: bool
    verdict_then: Verdict | None
    verdict_now: Verdict
    verdict_cause: Cause | None
    gaps: tuple[GapChange, ...]
    asked: tuple[AskedChange, ...]


def role_change(role: str, then: Entry, now: Entry) -> RoleChange:
    """What changed for `role`, which `now` has recorded."""
    asked_now = now.asked[role]
    asked_then = then.asked.get(role)
    scale_then = Scale(then.catalogue.scale, now.catalogue.scale)
    scale_now = Scale(now.catalogue.scale, now.catalogue.scale)
    needs_now = needs_of(asked_now, scale_now)
    needs_then = needs_now if asked_then is None else needs_of(asked_then, scale_then)
    keys = list(dict.fromkeys([*needs_now, *needs_then]))
    haves_now = haves_of(keys, now, asked_now, asked_then, scale_now)
    haves_then = haves_of(keys, then, asked_then, asked_now, scale_then)
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
        why=asked_now.why,
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


def _same(one: Have, other: Have) -> bool:
    return (one.value, one.state, one.name if one.state == "incomparable" else None) == (
        other.value,
        other.state,
        other.name if other.state == "incomparable" else None,
    )


def _gap_change(key: Key, need_then: Need, need_now: Need, then: Have, now: Have) -> GapChange | None:
    before, after = point(key, need_then, then), point(key, need_now, now)
    same_need, same_have = _asks(need_then) == _asks(need_now), _same(then, now)
    kind = _kind(before, after)
    if kind is None and before.status == after.status == "short" and not (same_need and same_have):
        kind = "kept"
    if kind is None:
        return None
    alone = _kind(before, point(key, need_then, now)), _kind(before, point(key, need_now, then))
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


def _kind(then: Point, now: Point) -> GapKind | None:
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
        status = point(key, need, haves[key]).status
        if status != "not asked":
            known: Status = "unknown" if status == "incomparable" else status
            yield Finding(*key, key[1], 0, None, known, "blocking" if need.blocking else "supporting", "")
