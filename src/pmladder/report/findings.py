"""The findings of one assessment, as a reader and as a spreadsheet get them. Shared by `next` and `gap`."""

from __future__ import annotations

from collections.abc import Iterator

from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Tone, paragraph, shown, table
from pmladder.report.pieces import AssessmentData, FindingData, SkillLevel

_SIGNS = {"met": "=", "exceeded": "+", "short": "-", "unknown": "?", "not-applicable": "x"}
_TONES: dict[str, Tone] = {"met": "good", "exceeded": "good", "short": "bad", "unknown": "open"}

ROWS_HEADER = [
    "role",
    "rule",
    "subject",
    "name",
    "need",
    "need_name",
    "have",
    "have_name",
    "status",
    "strength",
    "presumed",
    "reason",
    "sources",
    "close",
]


def gap_blocks(assessment: AssessmentData) -> Iterator[Block]:
    """Gaps with one way to start each, then what is unknown, no longer asked for and exceeded."""
    gaps = sorted(assessment.with_status("short"), key=lambda finding: not finding.blocks)
    if gaps:
        rows = [_gap_row(finding) for finding in gaps]
        columns = [Column(""), Column("Gap (! blocks)"), Column(f"Now {words.ARROW} asked"), Column("One way to start")]
        # A catalogue without activities has no way to start to tell of.
        width = 4 if any(row[3] for row in rows) else 3
        yield table(columns[:width], [row[:width] for row in rows])
    if unknown := words.unknown_names(assessment):
        count = assessment.counts.unknown
        yield paragraph(Cell(f"Unknown ({count}): ", "open"), unknown, ".")
    if aside := assessment.with_status("not-applicable"):
        listed = "; ".join(f"{finding.name} ({finding.reason})" for finding in aside)
        yield paragraph(Cell(f"Set aside as not applicable ({len(aside)}): ", "muted"), listed, ".")
    if assessment.dropped:
        yield paragraph(Cell("No longer asked: ", "muted"), _names(assessment.dropped), ".")
    if assessment.exceeded:
        yield paragraph(Cell("You exceed: ", "good"), _names(assessment.exceeded), ".")


def why_blocks(assessment: AssessmentData) -> Iterator[Block]:
    """Every finding with its rule, what is asked, what is held and the source."""
    columns = [
        Column(""),
        Column("Requirement"),
        Column("Asked"),
        Column("Held"),
        Column("Rule"),
        Column("Source"),
        Column("Basis", least_screen=100),
    ]
    yield table(columns, [_why_row(finding) for finding in assessment.findings])


def finding_rows(role: str, assessment: AssessmentData) -> list[list[str]]:
    """A row for each finding, under `ROWS_HEADER`."""
    return [
        [
            role,
            finding.rule,
            finding.subject,
            finding.name,
            shown(finding.need),
            finding.need_name or "",
            shown(finding.have),
            finding.have_name or "",
            finding.status,
            finding.strength,
            "yes" if finding.presumed else "no",
            finding.reason,
            "; ".join(finding.sources),
            " | ".join(finding.close),
        ]
        for finding in assessment.findings
    ]


def _gap_row(finding: FindingData) -> list[Cell | str]:
    start = finding.close[0] if finding.close else _time_it_takes(finding)
    tone: Tone | None = "bad" if finding.blocks else None
    return [Cell("!" if finding.blocks else "", tone), Cell(finding.name, tone), words.from_to(finding), start]


def _time_it_takes(finding: FindingData) -> str:
    match finding.rule:
        case "years" | "prior-role":
            return "Only time closes this; it is a sign, not a gate." if finding.strength == "supporting" else ""
        case "people-led":
            return "Ask to lead people: an associate, an intern, a project team."
    return ""


def _why_row(finding: FindingData) -> list[Cell | str]:
    blocking = " (blocking)" if finding.strength == "blocking" else ""
    basis = "presumed" if finding.presumed else finding.reason
    return [
        Cell(_SIGNS[finding.status], _TONES.get(finding.status)),
        f"{finding.name}{blocking}: {finding.status}",
        words.held(finding.need, finding.need_name),
        words.held(finding.have, finding.have_name) + (" (presumed)" if finding.presumed else ""),
        finding.rule,
        ", ".join(finding.sources) or "none given",
        basis,
    ]


def _names(skills: tuple[SkillLevel, ...]) -> str:
    return ", ".join(skill.name for skill in skills)
