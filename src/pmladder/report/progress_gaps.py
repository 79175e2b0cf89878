"""The gaps of roles then and now, as JSON and in words. `progress` and the page share this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pmladder.engine.assess import EDUCATION_ORDER, NAMES
from pmladder.engine.progress_gaps import AskedChange, AskedOnDay, GapChange, GapKind, HeldOnDay, RoleChange
from pmladder.profile.terms import TIME_AXES, Axis, Basis
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, Heading, shown, table
from pmladder.report.ground import Ground
from pmladder.report.shapes import Key, Shape, one, upper_end

RoleLabels = Callable[[Any], str]
"""The label of a role of then or now."""

ASKED_ON_DAY = Shape(
    AskedOnDay,
    "AskedData",
    "The entry and the level asked on the day, in levels of today's scale; null if nothing was asked.",
    Key("entry", float | None, lambda asked, _: asked.requirement and asked.requirement.entry),
    Key("entry_name", str | None),
    Key("level", float | None, lambda asked, _: asked.requirement and asked.requirement.level),
    Key("must_have", bool, lambda asked, _: bool(asked.requirement and asked.requirement.must_have)),
    "comparable",
)

HELD_ON_DAY = Shape(
    HeldOnDay,
    "HeldOnDayData",
    "The holding on the day, in levels of today's scale, with its basis and its name.",
    Key("low", float, lambda held, _: held.holding.low),
    Key("high", float | None, lambda held, _: upper_end(held.holding)),
    "name",
    Key("basis", Basis, lambda held, _: held.holding.basis),
    "comparable",
)

GAP_CHANGE = Shape(
    GapChange,
    "GapChangeData",
    "A gap that has changed, and the cause. `by_you` and `by_ladder` say how far each side moved.",
    "axis",
    "subject",
    Key("name", str, lambda gap, ground: requirement(gap.axis, gap.subject, ground)),
    "kind",
    "cause",
    Key("asked_then", one(ASKED_ON_DAY)),
    Key("asked_now", one(ASKED_ON_DAY)),
    Key("held_then", one(HELD_ON_DAY)),
    Key("held_now", one(HELD_ON_DAY)),
    "by_you",
    "by_ladder",
)

ASKED_CHANGE = Shape(
    AskedChange,
    "AskedChangeData",
    "A requirement that has changed.",
    "axis",
    "subject",
    Key("name", str, lambda asked, ground: requirement(asked.axis, asked.subject, ground)),
    Key("then", one(ASKED_ON_DAY)),
    Key("now", one(ASKED_ON_DAY)),
)

_ROUNDED = 0.1
"""Years and passed time are shown to a tenth."""
WHOSE = {"you": "you changed", "ladder": "the ladder changed", "both": "both changed"}
KINDS: dict[GapKind, str] = {
    "closed": "closed",
    "opened": "opened",
    "narrowed": "narrowed",
    "widened": "widened",
    "kept": "as wide as before",
    "settled": "newly known: met",
    "found": "newly known: short",
    "in question": "unknown now",
    "out of question": "no longer unknown",
    "must-have now": "a must-have now",
    "must-have no longer": "no longer a must-have",
    "cannot be compared": "cannot be compared",
}


def gap_blocks(
    roles: Sequence[RoleChange], years_passed: float | None, label_of: RoleLabels, ground: Ground
) -> Iterator[Block]:
    """Each requirement whose gap has changed: the cause, and the effect on roles."""
    rows: dict[tuple[str, str], dict[GapKind, list[str]]] = {}
    for role in roles:
        for gap in role.gaps:
            title = f"{label_of(role)} (must-have)" if is_must_have(gap.asked_now) else label_of(role)
            key = (label(gap.axis, gap.subject, ground), _because(gap, years_passed))
            rows.setdefault(key, {}).setdefault(gap.kind, []).append(title)
    if not rows:
        return
    yield Heading("Gaps")
    listed: list[list[Cell | str]] = [
        [
            name,
            because,
            Cell("; ".join(f"{KINDS[kind]} {_for(kinds[kind], roles)}".rstrip() for kind in KINDS if kind in kinds)),
        ]
        for (name, because), kinds in rows.items()
    ]
    yield table([Column("Gap"), Column("Because"), Column("", below=True)], listed)


def _for(titles: Sequence[str], roles: Sequence[RoleChange]) -> str:
    """`for Staff product manager, Head of product (must-have)`; all of many roles are not repeated."""
    if len(roles) == 1:
        return ""
    if len(titles) == len(roles) > 2:
        must = [title.removesuffix(" (must-have)") for title in titles if title.endswith(" (must-have)")]
        return f"for all {len(roles)} roles" + (f", a must-have for {', '.join(must)}" if must else "")
    return f"for {', '.join(titles)}"


def _because(gap: GapChange, years_passed: float | None) -> str:
    """The cause of a change: the values then and now of the person, of the ladder, or of both."""
    parts = []
    if held_words(gap.held_then, gap.axis) != held_words(gap.held_now, gap.axis):
        parts.append(f"{held_words(gap.held_then, gap.axis)} {wording.ARROW} {held_words(gap.held_now, gap.axis)}")
    if gap.asked_then != gap.asked_now:
        asked = f"asked {asked_words(gap.asked_then, gap.axis)} {wording.ARROW} {asked_words(gap.asked_now, gap.axis)}"
        parts = [*(f"you {part}" for part in parts), asked]
    whose = "time passed" if gap.cause == "you" and _is_time(gap, years_passed) else WHOSE[gap.cause]
    return f"{whose}: {', '.join(parts)}" if parts else whose


def _is_time(gap: GapChange, years_passed: float | None) -> bool:
    """Whether passing time explains a change. Fewer years, or many more, mean that somebody edited them."""
    if gap.axis not in TIME_AXES or gap.by_you is None or years_passed is None:
        return False
    return 0 < gap.by_you <= years_passed + _ROUNDED


def held_words(held: HeldOnDay, axis: Axis) -> str:
    """The holding for a requirement: a level's name, a figure, or `not rated`."""
    holding = held.holding
    if holding.not_applicable is not None:
        return "not applicable"
    if held.name or not held.comparable:
        return held.name or "?"
    if holding.basis == "named":
        return "there"
    if not holding.is_known:
        return f"{shown(holding.low)} listed" if axis == "evidence" and holding.low else "not known"
    return _figure(holding.low, axis)


def asked_words(asked: AskedOnDay, axis: Axis) -> str:
    """What was asked before the role: `practitioner (must-have)`, or `nothing`."""
    if asked.requirement is None:
        return "nothing"
    name = asked.entry_name or _figure(asked.requirement.entry or 0, axis)
    return name + (" (must-have)" if asked.requirement.must_have else "")


def is_must_have(asked: AskedOnDay) -> bool:
    """Whether what was asked was a must-have."""
    return asked.requirement is not None and asked.requirement.must_have


def _figure(amount: float, axis: Axis) -> str:
    return EDUCATION_ORDER[int(amount)] if axis == "education" else shown(amount)


def asked_blocks(roles: Sequence[RoleChange], label_of: RoleLabels, ground: Ground) -> Iterator[Block]:
    """Each requirement that has changed, with its roles."""
    rows: dict[tuple[str, str], list[str]] = {}
    for role in roles:
        for asked in role.asked:
            name = label(asked.axis, asked.subject, ground)
            rows.setdefault((name, _moved(asked)), []).append(label_of(role))
    if not rows:
        return
    yield Heading("What the ladder asks now")
    columns = (Column("Requirement"), Column(f"Then {wording.ARROW} now"), Column("", below=True))
    listed: list[list[Cell | str]] = [
        [name, moved, Cell(_for(titles, roles), "muted")] for (name, moved), titles in rows.items()
    ]
    yield table(columns, listed)


def _moved(asked: AskedChange) -> str:
    return f"{asked_words(asked.then, asked.axis)} {wording.ARROW} {asked_words(asked.now, asked.axis)}"


def requirement(axis: Axis, subject: str, ground: Ground) -> str:
    """The name of a requirement in today's catalogue, or else its id."""
    match axis:
        case "skill":
            skill = ground.catalogue.skills_by_id.get(subject)
            return skill.name if skill else subject
        case "evidence":
            every = (asked for role in reversed(ground.catalogue.roles) for asked in reversed(role.evidence))
            text = next((asked.text.rstrip(".") for asked in every if asked.id == subject), subject)
            return f"Evidence: {text}"
        case "time-on-track":
            return f"Years in {subject} roles"
        case _:
            return NAMES.get(axis, subject)


def label(axis: Axis, subject: str, ground: Ground) -> str:
    """The label of a requirement."""
    if axis == "skill":
        return ground.catalogue.skill_labels.get(subject, subject)
    return requirement(axis, subject, ground)
