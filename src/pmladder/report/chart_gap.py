"""Bars of held against asked, a line for each skill under its category, in plain signs that need no colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmladder.catalogue.models import Catalogue
from pmladder.engine.findings import Assessment, Finding
from pmladder.report.blocks import Block, Cell, Chart, Heading, paragraph
from pmladder.report.pieces import finding_label
from pmladder.text import plural

_HELD, _PRESUMED, _SHORT, _BEYOND, _UNKNOWN, _REST = "#=-+?."
_WIDEST_BAR = 24
"""Leaves room for `100/100  !` behind it within what a chart may take."""
_WIDEST_LEVEL = 3


def chart_blocks(assessment: Assessment, catalogue: Catalogue) -> Iterator[Block]:
    """The chart of one assessment and what its signs mean; nothing where the role asks for no skill."""
    findings = {finding.subject: finding for finding in assessment.findings if finding.rule == "skill-level"}
    drawn = [findings[skill] for skill in catalogue.skills_by_id if skill in findings]
    left_out = [finding for finding in drawn if finding.status == "not-applicable"]
    drawn = [finding for finding in drawn if finding not in left_out]
    if not findings:
        return
    yield Heading("Skills held against asked")
    if drawn:
        yield Chart(tuple(_rows(drawn, catalogue)))
        yield paragraph(Cell(_legend(drawn, catalogue), "muted"))
    if left_out:
        count = plural(len(left_out), "skill")
        yield paragraph(Cell(f"Left out, set aside as not applicable: {count}.", "muted"))


def _rows(findings: Sequence[Finding], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The bars in the order of the catalogue, under a head for each category; what has none comes last."""
    heads = {category.id: category.name for category in catalogue.categories}
    of_skill = {skill.id: skill.category for skill in catalogue.skills}
    for category, head in (*heads.items(), (None, "Other skills")):
        inside = [finding for finding in findings if of_skill[finding.subject] == category]
        if inside and heads:
            yield head, ""
        yield from ((finding_label(finding, catalogue), _bar(finding, len(catalogue.scale))) for finding in inside)


def _bar(finding: Finding, top: int) -> str:
    """The signs of one skill on a scale of `top` levels, the figures behind them, and a mark on what blocks."""
    need, known = int(finding.need), finding.have is not None
    held = int(finding.have or 0)
    # What nobody knows is at least what it is in the worst case.
    end, reached = _place(need, top), _place(held if known else need - finding.climb_worst, top)
    if finding.status in ("short", "unknown"):
        # However coarse the signs, a gap is one.
        reached = min(reached, end - 1)
    bar = (_PRESUMED if finding.presumed else _HELD) * min(reached, end)
    bar += (_SHORT if known else _UNKNOWN) * (end - len(bar)) + _BEYOND * (reached - end)
    figures = f"{held if known else _UNKNOWN}/{need}"
    return f"{bar:{_REST}<{_place(top, top)}}  {figures}{'  !' if finding.blocks else ''}"


def _place(level: int, top: int) -> int:
    """How many signs bring a bar to a level: the same for every level, or rounded up on a long scale."""
    if top > _WIDEST_BAR:
        return -(-level * _WIDEST_BAR // top)
    return level * min(_WIDEST_LEVEL, _WIDEST_BAR // top)


def _legend(findings: Sequence[Finding], catalogue: Catalogue) -> str:
    """What the signs that were drawn mean, and the levels that the figures stand for."""
    drawn = "".join(_bar(finding, len(catalogue.scale)) for finding in findings)
    meanings = {
        _HELD: "held",
        _PRESUMED: "presumed held",
        _SHORT: "asked and not held",
        _BEYOND: "held beyond what is asked",
        _UNKNOWN: "not known, from the worst case to the best",
        _REST: "not asked",
        "!": "blocks",
    }
    signs = ", ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in drawn)
    figures = sorted(
        {int(level) for finding in findings for level in (finding.have, finding.need) if level is not None}
    )
    levels = ", ".join(f"{level} {catalogue.level_name(level)}" for level in figures)
    return f"{signs}. Figures are held/asked: {levels}."
