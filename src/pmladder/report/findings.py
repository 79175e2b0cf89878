"""The findings of one assessment, as a reader and as a spreadsheet get them. Shared by `next` and `gap`."""

from __future__ import annotations

from collections.abc import Iterator

from pmladder.catalogue.models import Role
from pmladder.engine.findings import Assessment, Finding
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Table, Tone, paragraph
from pmladder.report.columns import table_of
from pmladder.report.ground import Ground
from pmladder.report.shapes import ways_to_close

_SIGNS = {"met": "=", "exceeded": "+", "short": "-", "unknown": "?", "not-applicable": "x"}
_TONES: dict[str, Tone] = {"met": "good", "exceeded": "good", "short": "bad", "unknown": "open"}

_GAPS = (
    Column("", cell=lambda finding, _: Cell("!" if finding.blocks else "", _tone(finding))),
    Column("Gap (! blocks)", cell=lambda finding, ground: Cell(ground.requirement(finding), _tone(finding))),
    Column(f"Now {words.ARROW} asked", value=words.from_to),
    Column("One way to start", value=lambda finding, ground: _start(finding, ground)),
)

_WHY = (
    Column("", cell=lambda finding, _: Cell(_SIGNS[finding.status], _TONES.get(finding.status))),
    Column("Requirement", value=lambda finding, ground: _requirement(finding, ground)),
    Column("Asked", value=lambda finding, ground: words.asked(finding, ground)),
    Column("Held", value=lambda f, ground: words.had(f, ground) + (" (presumed)" if f.presumed else "")),
    Column("Rule", value=lambda finding, _: finding.rule),
    Column("Source", value=lambda finding, _: ", ".join(finding.sources) or "none given"),
    Column("Basis", least_screen=100, value=lambda f, _: "presumed" if f.presumed else f.reason),
)


def finding_columns(role: Role) -> tuple[Column, ...]:
    """What a spreadsheet says of each finding for one role."""
    return (
        Column(key="role", value=lambda *_: role.id),
        Column(key="rule"),
        Column(key="subject"),
        Column(key="name"),
        Column(key="need"),
        Column(key="need_name", value=lambda finding, ground: ground.level(finding.need, finding.rule)),
        Column(key="have"),
        Column(key="have_name", value=lambda finding, ground: ground.level(finding.have, finding.rule)),
        Column(key="status"),
        Column(key="strength"),
        Column(key="presumed"),
        Column(key="reason"),
        Column(key="sources"),
        Column(key="close", value=lambda finding, ground: " | ".join(ways_to_close(finding, ground.catalogue))),
    )


def gap_blocks(assessment: Assessment, ground: Ground) -> Iterator[Block]:
    """Gaps with one way to start each, then what is unknown, no longer asked for and exceeded."""
    gaps = sorted(assessment.with_status("short"), key=lambda finding: not finding.blocks)
    if gaps:
        # A catalogue without activities has no way to start to tell of.
        columns = _GAPS if any(_start(finding, ground) for finding in gaps) else _GAPS[:-1]
        yield table_of(columns, gaps, ground)
    if unknown := words.unknown_names(assessment, ground):
        count = assessment.counts.unknown
        yield paragraph(Cell(f"Unknown ({count}): ", "open"), unknown, ".")
    if aside := assessment.with_status("not-applicable"):
        listed = "; ".join(f"{ground.requirement(finding)} ({finding.reason})" for finding in aside)
        yield paragraph(Cell(f"Set aside as not applicable ({len(aside)}): ", "muted"), listed, ".")
    if assessment.dropped:
        yield paragraph(Cell("No longer asked: ", "muted"), ", ".join(map(ground.skill, assessment.dropped)), ".")
    if exceeded := [f for f in assessment.with_status("exceeded") if f.rule == "skill-level"]:
        yield paragraph(Cell("You exceed: ", "good"), ", ".join(map(ground.requirement, exceeded)), ".")


def why_table(assessment: Assessment, ground: Ground) -> Table:
    """Every finding with its rule, what is asked, what is held and the source."""
    return table_of(_WHY, assessment.findings, ground)


def _tone(finding: Finding) -> Tone | None:
    return "bad" if finding.blocks else None


def _start(finding: Finding, ground: Ground) -> str:
    if close := ways_to_close(finding, ground.catalogue):
        return close[0]
    match finding.rule:
        case "years" | "prior-role":
            return "Only time closes this; it is a sign, not a gate." if finding.strength == "supporting" else ""
        case "people-led":
            return "Ask to lead people: an associate, an intern, a project team."
    return ""


def _requirement(finding: Finding, ground: Ground) -> str:
    blocking = " (blocking)" if finding.strength == "blocking" else ""
    return f"{ground.requirement(finding)}{blocking}: {finding.status}"
