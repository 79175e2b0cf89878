"""The findings of one assessment, as a reader and as a spreadsheet get them. Shared by `next` and `gap`."""

from __future__ import annotations

from collections.abc import Iterator

from pmladder.catalogue.models import Role
from pmladder.engine.assess import Assessment
from pmladder.engine.formula import Finding, Growth
from pmladder.report import rules, words
from pmladder.report.blocks import Block, Cell, Column, Table, Tone, paragraph
from pmladder.report.columns import table_of
from pmladder.report.ground import Ground
from pmladder.report.shapes import upper_end, ways_to_close
from pmladder.text import plural

_SIGNS = {"met": "=", "exceeded": "+", "short": "-", "unknown": "?", "not-applicable": "x"}
_TONES: dict[str, Tone] = {"met": "good", "exceeded": "good", "short": "strong", "unknown": "open"}
_GROWTH_NAMED = 6

_GAPS = (
    Column("", cell=lambda finding, _: Cell(_sign(finding), _tone(finding))),
    Column("Gap (! must-have)", cell=lambda finding, ground: Cell(ground.requirement(finding), _tone(finding))),
    Column(f"Now {words.ARROW} to show", value=lambda finding, ground: _now_and_asked(finding, ground)),
    Column("One way to start", value=lambda finding, ground: _start(finding, ground)),
)

_WHY = (
    Column("", cell=lambda finding, _: Cell(_SIGNS[finding.status], _TONES.get(finding.status))),
    Column("Requirement", value=lambda finding, ground: _requirement(finding, ground)),
    Column("To show", value=words.asked),
    Column("In the role", value=words.level_asked),
    Column("Held", value=lambda f, ground: _held(f, ground)),
    Column("Basis", value=rules.why),
    Column("Source", value=lambda finding, _: ", ".join(finding.requirement.sources) or "none given"),
)


def finding_columns(role: Role) -> tuple[Column, ...]:
    """What a spreadsheet says of each finding for one role."""
    return (
        Column(key="role", value=lambda *_: role.id),
        Column(key="axis"),
        Column(key="subject"),
        Column(key="name", value=lambda finding, _: finding.requirement.name),
        Column(key="entry"),
        Column(key="entry_name", value=lambda f, ground: ground.amount_name(f.entry, f.axis)),
        Column(key="level", value=lambda finding, _: finding.requirement.level),
        Column(key="level_name", value=lambda f, ground: ground.amount_name(f.requirement.level, f.axis)),
        Column(key="low", value=lambda finding, _: finding.holding.low),
        Column(key="high", value=lambda finding, _: upper_end(finding.holding)),
        Column(key="held_name", value=lambda f, ground: ground.held_name(f.holding, f.axis)),
        Column(key="basis", value=lambda finding, _: finding.holding.basis),
        Column(key="status"),
        Column(key="growth"),
        Column(key="must_have"),
        Column(key="why", value=rules.why),
        Column(key="sources", value=lambda finding, _: finding.requirement.sources),
        Column(key="close", value=lambda finding, ground: " | ".join(ways_to_close(finding, ground.catalogue))),
    )


def must_have_blocks(assessment: Assessment, ground: Ground) -> Iterator[Block]:
    """The must-haves to show, each with one way to start, and how much more there is to the role."""
    yield from _to_show(assessment.must_haves_to_show, ground)
    supporting = [finding for finding in assessment.with_status("short") if not finding.must_have]
    rest = [
        f"{plural(len(supporting), 'supporting gap')}" if supporting else "",
        f"{plural(len(assessment.growth), 'thing')} to grow into in the role" if assessment.growth else "",
    ]
    if more := " and ".join(filter(None, rest)):
        yield paragraph(Cell(f"{more[:1].upper()}{more[1:]}.", "muted"))


def gap_blocks(assessment: Assessment, ground: Ground) -> Iterator[Block]:
    """What there is to show, must-haves first, then what is not rated, what comes in the role, what goes."""
    supporting = [finding for finding in assessment.with_status("short") if not finding.must_have]
    yield from _to_show((*assessment.must_haves_to_show, *supporting), ground)
    if unknown := words.unknown_names(assessment, ground):
        yield paragraph(Cell(f"Not rated ({assessment.counts.unknown}): ", "open"), unknown, ".")
    if assessment.growth:
        yield paragraph(Cell("To grow into in the role: ", "muted"), growth_words(assessment.growth, ground), ".")
    if aside := assessment.with_status("not-applicable"):
        listed = "; ".join(f"{_must_have(f, ground)} ({f.holding.not_applicable})" for f in aside)
        yield paragraph(Cell(f"Set aside as not applicable ({len(aside)}): ", "muted"), listed, ".")
    if assessment.dropped:
        yield paragraph(Cell("No longer asked: ", "muted"), ", ".join(map(ground.skill, assessment.dropped)), ".")
    if exceeded := [finding for finding in assessment.with_status("exceeded") if finding.is_skill]:
        yield paragraph(Cell("You exceed: ", "good"), ", ".join(map(ground.requirement, exceeded)), ".")


def why_table(assessment: Assessment, ground: Ground) -> Table:
    """Every finding with what is asked before and in the role, what is held and why, and the source."""
    return table_of(_WHY, assessment.findings, ground)


def growth_words(growth: tuple[Growth, ...], ground: Ground) -> str:
    """What comes in a role, by name and level: `Hiring (practitioner), Reach (company) and 4 more`."""
    names = [
        f"{ground.requirement(one.requirement)} ({words.amount(one.requirement.level, one.requirement.axis, ground)})"
        if one.requirement.axis != "evidence"
        else one.requirement.name
        for one in growth[:_GROWTH_NAMED]
    ]
    more = f" and {len(growth) - _GROWTH_NAMED} more" if len(growth) > _GROWTH_NAMED else ""
    return ", ".join(names) + more


def _to_show(findings: tuple[Finding, ...], ground: Ground) -> Iterator[Block]:
    if findings:
        # A catalogue without activities has no way to start to tell of.
        columns = _GAPS if any(_start(finding, ground) for finding in findings) else _GAPS[:-1]
        yield table_of(columns, findings, ground)


def _tone(finding: Finding) -> Tone | None:
    return "bad" if finding.lacks else None


def _sign(finding: Finding) -> str:
    return "!" if finding.lacks else "?" if finding.status == "unknown" else ""


def _now_and_asked(finding: Finding, ground: Ground) -> str:
    by_role = " (by your role)" if finding.presumed else ""
    return f"{words.from_to(finding, ground)}{by_role}"


def _held(finding: Finding, ground: Ground) -> str:
    return words.had(finding.holding, finding.axis, ground)


def _start(finding: Finding, ground: Ground) -> str:
    if finding.status == "unknown":
        return "Not rated: rate it first." if finding.is_skill else ""
    close = ways_to_close(finding, ground.catalogue)
    return close[0] if close else rules.start(finding)


def _must_have(finding: Finding, ground: Ground) -> str:
    return ground.requirement(finding) + (", a must-have" if finding.must_have else "")


def _requirement(finding: Finding, ground: Ground) -> str:
    must_have = " (must-have)" if finding.must_have else ""
    return f"{ground.requirement(finding)}{must_have}: {finding.status}"
