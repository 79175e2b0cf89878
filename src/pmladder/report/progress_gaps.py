"""Which gaps are other ones now, in which roles and by whose doing: the tables of `progress`, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmladder.engine.progress_gaps import GapKind
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, shown, table
from pmladder.report.progress_data import (
    AskedChangeData,
    AskedData,
    GapChangeData,
    HaveData,
    RoleData,
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


def gap_blocks(roles: Sequence[RoleData], years_passed: float | None) -> Iterator[Block]:
    """Each requirement whose gap is another now: what moved, and what that did to which roles."""
    rows: dict[tuple[str, str], dict[GapKind, list[str]]] = {}
    for role in roles:
        for gap in role.gaps:
            title = f"{role.title} (blocking)" if gap.need_now.blocking else role.title
            rows.setdefault((gap.name, _because(gap, years_passed)), {}).setdefault(gap.kind, []).append(title)
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


def _for(titles: Sequence[str], roles: Sequence[RoleData]) -> str:
    """`for Staff product manager, Head of product (blocking)`; all of many roles, or the only one, are not repeated."""
    if len(roles) == 1:
        return ""
    if len(titles) == len(roles) > 2:
        blocking = [title.removesuffix(" (blocking)") for title in titles if title.endswith(" (blocking)")]
        return f"for all {len(roles)} roles" + (f", blocking for {', '.join(blocking)}" if blocking else "")
    return f"for {', '.join(titles)}"


def _because(gap: GapChangeData, years_passed: float | None) -> str:
    """Who changed, and what moved from what to what, on the person's side, the ladder's, or both."""
    parts = []
    if (gap.have_then.value, gap.have_then.state) != (gap.have_now.value, gap.have_now.state):
        parts.append(f"{had(gap.have_then)} {words.ARROW} {had(gap.have_now)}")
    if gap.need_then != gap.need_now:
        asked = f"asked {asked_words(gap.need_then)} {words.ARROW} {asked_words(gap.need_now)}"
        parts = [*(f"you {part}" for part in parts), asked]
    whose = "time passed" if gap.cause == "you" and _is_time(gap, years_passed) else WHOSE[gap.cause]
    return f"{whose}: {', '.join(parts)}" if parts else whose


def _is_time(gap: GapChangeData, years_passed: float | None) -> bool:
    """Whether the years that passed explain a change: years that are fewer now, or many more, somebody changed."""
    if gap.rule not in _TIME or gap.by_you is None or years_passed is None:
        return False
    return 0 < gap.by_you <= years_passed + _ROUNDED


def had(have: HaveData) -> str:
    """What was held of a requirement: a level's name, a figure, a word; `?` where nobody knew."""
    if have.value is None and have.name is None:
        return {"present": "there", "not-applicable": "not applicable", "unknown": "unknown"}.get(have.state, "?")
    return have.name or shown(have.value)


def asked_words(need: AskedData) -> str:
    """What was asked: `practitioner (blocking)`, or `nothing`."""
    if need.value is None and need.comparable:
        return "nothing"
    return (need.name or shown(need.value)) + (" (blocking)" if need.blocking else "")


def asked_blocks(roles: Sequence[RoleData]) -> Iterator[Block]:
    """Each requirement that is another now, and of which roles."""
    rows: dict[tuple[str, str], list[str]] = {}
    for role in roles:
        for asked in role.asked:
            rows.setdefault((asked.name, _moved(asked)), []).append(role.title)
    if not rows:
        return
    yield Heading("What the ladder asks now")
    columns = (Column("Requirement"), Column(f"Then {words.ARROW} now"), Column("", below=True))
    listed: list[list[Cell | str]] = [
        [name, moved, Cell(_for(titles, roles), "muted")] for (name, moved), titles in rows.items()
    ]
    yield table(columns, listed)


def _moved(asked: AskedChangeData) -> str:
    return f"{asked_words(asked.then)} {words.ARROW} {asked_words(asked.now)}"
