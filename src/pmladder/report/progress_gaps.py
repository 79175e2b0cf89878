"""The gaps of roles then and now: what they are in JSON, and in words. Shared by `progress` and the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pmladder.engine.progress_gaps import AskedChange, GapChange, GapKind, RoleChange
from pmladder.engine.progress_points import SKILL, Have, Need
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, shown, table
from pmladder.report.encoding import Key, Shape, one
from pmladder.report.ground import Ground

Called = Callable[[Any], str]
"""What people read a role of then or now as."""

_FIGURES = {
    "years-in-product": "Years in product",
    "years-of-work": "Years of work",
    "people": "People led",
    "education": "Education",
}

NEED = Shape(
    Need,
    "AskedData",
    "What was asked: a level of today's scale, a figure or a word; null where nothing was.",
    "value",
    "name",
    "blocking",
    "comparable",
)

HAVE = Shape(Have, "HaveData", "What was held of it.", "value", "name", "state")

GAP_CHANGE = Shape(
    GapChange,
    "GapChangeData",
    "A gap that is another now, and whose doing that is; `by_you` and `by_ladder` say how far each moved.",
    "rule",
    "subject",
    Key("name", str, lambda gap, ground: requirement(gap.rule, gap.subject, ground)),
    "kind",
    "cause",
    Key("need_then", one(NEED)),
    Key("need_now", one(NEED)),
    Key("have_then", one(HAVE)),
    Key("have_now", one(HAVE)),
    "by_you",
    "by_ladder",
)

ASKED_CHANGE = Shape(
    AskedChange,
    "AskedChangeData",
    "A requirement that is another now.",
    "rule",
    "subject",
    Key("name", str, lambda asked, ground: requirement(asked.rule, asked.subject, ground)),
    Key("then", one(NEED)),
    Key("now", one(NEED)),
)

_TIME = ("years", "prior-role")
_ROUNDED = 0.1
"""Years are told to a tenth, and so is the time that passed."""
WHOSE = {"you": "you changed", "ladder": "the ladder changed", "both": "both changed"}
KINDS: dict[GapKind, str] = {
    "closed": "closed",
    "opened": "opened",
    "narrowed": "narrowed",
    "widened": "widened",
    "kept": "as wide as before",
    "settled": "turned out met",
    "found": "turned out short",
    "in question": "unknown now",
    "out of question": "unknown no longer",
    "blocks now": "blocking now",
    "blocks no longer": "blocking no longer",
    "cannot be compared": "cannot be compared",
}


def gap_blocks(
    roles: Sequence[RoleChange], years_passed: float | None, called: Called, ground: Ground
) -> Iterator[Block]:
    """Each requirement whose gap is another now: what moved, and what that did to which roles."""
    rows: dict[tuple[str, str], dict[GapKind, list[str]]] = {}
    for role in roles:
        for gap in role.gaps:
            title = f"{called(role)} (blocking)" if gap.need_now.blocking else called(role)
            key = (label(gap.rule, gap.subject, ground), _because(gap, years_passed))
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
    """`for Staff product manager, Head of product (blocking)`; all of many roles, or the only one, are not repeated."""
    if len(roles) == 1:
        return ""
    if len(titles) == len(roles) > 2:
        blocking = [title.removesuffix(" (blocking)") for title in titles if title.endswith(" (blocking)")]
        return f"for all {len(roles)} roles" + (f", blocking for {', '.join(blocking)}" if blocking else "")
    return f"for {', '.join(titles)}"


def _because(gap: GapChange, years_passed: float | None) -> str:
    """Who changed, and what moved from what to what, on the person's side, the ladder's, or both."""
    parts = []
    if (gap.have_then.value, gap.have_then.state) != (gap.have_now.value, gap.have_now.state):
        parts.append(f"{had(gap.have_then)} {words.ARROW} {had(gap.have_now)}")
    if gap.need_then != gap.need_now:
        asked = f"asked {asked_words(gap.need_then)} {words.ARROW} {asked_words(gap.need_now)}"
        parts = [*(f"you {part}" for part in parts), asked]
    whose = "time passed" if gap.cause == "you" and _is_time(gap, years_passed) else WHOSE[gap.cause]
    return f"{whose}: {', '.join(parts)}" if parts else whose


def _is_time(gap: GapChange, years_passed: float | None) -> bool:
    """Whether the years that passed explain a change: years that are fewer now, or many more, somebody changed."""
    if gap.rule not in _TIME or gap.by_you is None or years_passed is None:
        return False
    return 0 < gap.by_you <= years_passed + _ROUNDED


def had(have: Have) -> str:
    """What was held of a requirement: a level's name, a figure, a word; `?` where nobody knew."""
    if have.value is None and have.name is None:
        return {"present": "there", "not-applicable": "not applicable", "unknown": "unknown"}.get(have.state, "?")
    return have.name or shown(have.value)


def asked_words(need: Need) -> str:
    """What was asked: `practitioner (blocking)`, or `nothing`."""
    if need.value is None and need.comparable:
        return "nothing"
    return (need.name or shown(need.value)) + (" (blocking)" if need.blocking else "")


def asked_blocks(roles: Sequence[RoleChange], called: Called, ground: Ground) -> Iterator[Block]:
    """Each requirement that is another now, and of which roles."""
    rows: dict[tuple[str, str], list[str]] = {}
    for role in roles:
        for asked in role.asked:
            name = label(asked.rule, asked.subject, ground)
            rows.setdefault((name, _moved(asked)), []).append(called(role))
    if not rows:
        return
    yield Heading("What the ladder asks now")
    columns = (Column("Requirement"), Column(f"Then {words.ARROW} now"), Column("", below=True))
    listed: list[list[Cell | str]] = [
        [name, moved, Cell(_for(titles, roles), "muted")] for (name, moved), titles in rows.items()
    ]
    yield table(columns, listed)


def _moved(asked: AskedChange) -> str:
    return f"{asked_words(asked.then)} {words.ARROW} {asked_words(asked.now)}"


def requirement(rule: str, subject: str, ground: Ground) -> str:
    """The name of a requirement: in today's catalogue, else its id."""
    if rule == SKILL:
        skill = ground.catalogue.skills_by_id.get(subject)
        return skill.name if skill else subject
    if rule == "evidence":
        every = (asked for role in reversed(ground.catalogue.roles) for asked in reversed(role.evidence))
        text = next((asked.text.rstrip(".") for asked in every if asked.id == subject), subject)
        return f"Evidence: {text}"
    return f"Years in {subject} roles" if rule == "prior-role" else _FIGURES.get(subject, subject)


def label(rule: str, subject: str, ground: Ground) -> str:
    """What people read a requirement as."""
    if rule == SKILL:
        return ground.catalogue.skill_labels.get(subject, subject)
    return requirement(rule, subject, ground)
