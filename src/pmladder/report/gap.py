"""The report of `gap`: one role's requirements compared with the person. `next` and `plan` show parts of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.engine.assess import Assessment, ways_to_close
from pmladder.engine.formula import Finding, Growth
from pmladder.engine.placement import Placement
from pmladder.engine.what_if import WhatIf
from pmladder.report import rules, wording
from pmladder.report.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Table,
    Tone,
    paragraph,
    pieced,
    remark,
    rows_of,
    table,
    table_of,
)
from pmladder.report.ground import Ground
from pmladder.report.notes import (
    NOT_A_PROMISE,
    at_sizes,
    first_notes,
    next_commands,
    notes_on,
    source_blocks,
    where_blocks,
)
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import (
    ASSESSMENT,
    CATALOGUE_REF,
    PLACEMENT,
    PROFILE_REF,
    ROLE_NAME,
    upper_end,
)
from pmladder.report.what_if import WHAT_IF, what_if_blocks
from pmladder.text import plural


class GapData(NamedTuple):
    """The JSON of `gap`. `decides` says what decides the move if no must-have is left to show."""

    schema_version: str
    kind: Literal["gap"]
    as_of: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    placement: Annotated[Placement, PLACEMENT]
    role: Annotated[Role, ROLE_NAME]
    assessment: Annotated[Assessment, ASSESSMENT]
    decides: str | None
    what_if: Annotated[WhatIf, WHAT_IF] | None
    notes: tuple[str, ...]


class GapDetail(NamedTuple):
    """Optional parts of the report: all gaps, every finding with its rule and source, and bars of the skills."""

    every: bool = False
    why: bool = False
    chart: bool = False


def gap_report(
    ground: Ground,
    placement: Placement,
    assessment: Assessment,
    as_of: str | None,
    detail: GapDetail,
    what_if: WhatIf | None = None,
) -> Report:
    """The gaps of one person for one role."""
    data = GapData(
        schema_version=SCHEMA_VERSION,
        kind="gap",
        as_of=as_of,
        catalogue=ground,
        name=ground.name,
        profile=ground,
        placement=placement,
        role=assessment.role,
        assessment=assessment,
        decides=_decides(placement, assessment, ground),
        what_if=what_if,
        notes=(*notes_on(ground, placement), *at_sizes(ground, placement, [assessment])),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, detail)),
        partial(rows_of, finding_columns(assessment.role), assessment.findings, ground),
        ground=ground,
        first=None if any(detail) else lambda: tuple(_first(data, ground)),
    )


def _first(data: GapData, ground: Ground) -> Iterator[Block]:
    assessment, role = data.assessment, data.role.id
    yield from source_blocks(ground)
    yield paragraph(Cell(f"{ground.role(data.role)}: {wording.verdict_line(assessment)}", "strong"))
    yield paragraph(Cell(f"You: {_you(data.placement, ground)}", "muted"))
    yield from first_notes(data.placement, ground, data.notes)
    if data.decides:
        yield paragraph(data.decides)
    yield from first_gaps(assessment, ground)
    if growth := assessment.growth:
        head = Cell(f"To grow into in the role ({len(growth)}): ", "strong")
        yield paragraph(head, _growth_in_short(assessment, ground))
    if unknown := assessment.with_status("unknown"):
        first = ground.requirement(unknown[0])
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        yield paragraph(Cell(f"Not known yet: {first}{more}.", "muted"))
    if data.what_if is not None:
        yield from what_if_blocks(data.what_if, ground)
    yield next_commands(
        (wording.command(ground, "gap", role, "--all"), f"all {len(assessment.findings)} requirements"),
        (wording.command(ground, "plan", role), "what first, by when"),
        (wording.command(ground, "assess", role, "--limit 5"), "your own levels"),
    )


def _you(placement: Placement, ground: Ground) -> str:
    role = "not known" if placement.role is None else ground.role(placement.role)
    if placement.basis == "years":
        role += f", {wording.role_and_why(placement, ground)[1]}"
    if ground.standing.presumed is None:
        return f"{role}."
    return f"{role}. Unrated skills are taken at your role's levels."


def _growth_in_short(assessment: Assessment, ground: Ground) -> str:
    """The first skills to grow into, by their target level: `Coaching, People to practitioner`."""
    named: dict[str, list[str]] = {}
    skills = [one.requirement for one in assessment.growth if one.requirement.axis == "skill"][:_GROWTH_NAMED]
    for asked in skills:
        named.setdefault(wording.amount(asked.level, asked.axis, ground), []).append(ground.short(asked))
    listed = [f"{', '.join(names)} to {level}" for level, names in named.items()]
    more = len(assessment.growth) - len(skills)
    return "; ".join([*listed, *([f"{more} more"] if more else [])]) + "."


def first_gaps(assessment: Assessment, ground: Ground, bars: bool = True) -> Iterator[Block]:
    """The must-haves, those to show first, or else the first supporting gaps. Then how to start, and the meaning of the
    bars.
    """
    to_show = assessment.must_haves_to_show or assessment.with_status("short")
    met = [f for f in assessment.with_status("met", "exceeded") if f.must_have] if bars else []
    listed = [*to_show[:_FIRST], *met[: max(_FIRST - len(to_show), 1)]]
    if not listed:
        return
    head = "Must-have" if assessment.must_haves_to_show else "Gap"
    columns = [
        Column(""),
        Column(head if bars else ""),
        *([Column("")] if bars and any(finding.is_skill for finding in listed) else []),
        Column(f"now {wording.ARROW} before the role" if bars else ""),
    ]
    top = len(ground.catalogue.scale)
    rows = [
        [
            _mark(finding),
            Cell(ground.requirement(finding), "strong" if finding.must_have else None, (ground.short(finding),)),
            *([_bar(finding, top)] if len(columns) == 4 else []),
            _levels(finding, ground),
        ]
        for finding in listed
    ]
    yield table(columns, rows)._replace(close=not bars)
    if len(to_show) > _FIRST:
        yield remark(f"   {len(to_show) - _FIRST} more to show")
    if len(columns) == 4:
        signs = "".join(row[2].text for row in rows)
        yield remark("   " + "   ".join(f"{sign} {what}" for sign, what in _BAR_SIGNS.items() if sign in signs))
    if (growth := assessment.growth) and not bars:
        yield remark(f"   {len(growth)} more to grow into in the role")
    first = to_show[0] if to_show else None
    if first is not None and first.status == "short" and (start := _start(first, ground)):
        yield paragraph(Cell(f"Start with {ground.requirement(first)}: ", "muted"), start, close=not bars)


def _mark(finding: Finding) -> Cell:
    if finding.lacks:
        return Cell("▲", "bad")
    return Cell({"unknown": "?", "short": "", "not-applicable": ""}.get(finding.status, "✓"))


def _levels(finding: Finding, ground: Ground) -> Cell:
    if finding.status in ("met", "exceeded"):
        return Cell(f"{_held_words(finding, ground)}, met")
    return pieced(f"{_held_words(finding, ground)} {wording.ARROW} ", Cell(wording.asked(finding, ground), "strong"))


def _bar(finding: Finding, top: int) -> Cell:
    """Four signs: held, to show, to grow into, beyond. A gap has at least one sign, even on a long scale."""
    if not finding.is_skill:
        return Cell("")
    most = min(top, _BAR)
    held, entry, level = (
        -(-int(min(amount, top)) * most // top)
        for amount in (finding.holding.low, finding.entry or 0, finding.requirement.level)
    )
    if finding.status in ("short", "unknown"):
        held = min(held, max(entry, 1) - 1)
    full, show, grow, beyond = _BAR_SIGNS
    to_show = max(entry - held, 0)
    sign = "?" if finding.status == "unknown" else show
    return pieced(
        full * held,
        Cell(sign * to_show, "bad" if finding.lacks else None),
        grow * max(level - held - to_show, 0),
        beyond * (most - max(level, held, entry)),
    )


def _blocks(data: GapData, ground: Ground, detail: GapDetail) -> Iterator[Block]:
    assessment = data.assessment
    yield from where_blocks(data.placement, ground, data.notes)
    yield Heading(f"{ground.role(data.role)}: {wording.verdict_line(assessment)}")
    yield paragraph(_counted(assessment))
    if data.decides:
        yield paragraph(data.decides)
    if detail.chart:
        from pmladder.report.drawings import bars_of, categories_of

        if any(finding.is_skill for finding in assessment.findings):
            yield Heading("Your skills and the required levels")
            yield bars_of(assessment, ground, tuple(categories_of(ground.catalogue)))
    yield from gap_blocks(assessment, ground)
    if data.what_if is not None:
        yield from what_if_blocks(data.what_if, ground)
    if detail.why:
        yield why_table(assessment, ground)
    yield paragraph(Cell(NOT_A_PROMISE, "muted"))


def _decides(placement: Placement, assessment: Assessment, ground: Ground) -> str | None:
    if assessment.must_haves_to_show or (placement.role is not None and placement.role.id == assessment.role.id):
        return None
    return wording.what_decides(assessment, ground)


def _counted(assessment: Assessment) -> str:
    counts = assessment.counts
    parts = [f"{counts.met} met", f"{counts.exceeded} exceeded", f"{counts.short} short", f"{counts.unknown} not rated"]
    if counts.not_applicable:
        parts.append(f"{counts.not_applicable} not applicable")
    levels = f"{counts.levels_best}"
    if counts.levels_worst != counts.levels_best:
        levels += f" to {counts.levels_worst}"
    presumed = f"; {counts.presumed} presumed by your role" if counts.presumed else ""
    return f"{', '.join(parts)}{presumed}; skill levels to show: {levels}, to grow into: {counts.growth}."


_SIGNS = {"met": "=", "exceeded": "+", "short": "-", "unknown": "?", "not-applicable": "x"}
_TONES: dict[str, Tone] = {"met": "good", "exceeded": "good", "short": "strong", "unknown": "open"}
_GROWTH_NAMED = 6
_FIRST, _BAR = 5, 4
_BAR_SIGNS = {"█": "held", "▒": "to show", "░": "grown into in the role", "·": "beyond it"}

_GAPS = (
    Column("", cell=lambda finding, _: Cell(_sign(finding), _tone(finding))),
    Column("Gap (! must-have)", cell=lambda finding, ground: Cell(ground.requirement(finding), _tone(finding))),
    Column(f"Now {wording.ARROW} to show", value=lambda finding, ground: _now_and_asked(finding, ground)),
    Column("One way to start", value=lambda finding, ground: _start(finding, ground)),
)

_WHY = (
    Column("", cell=lambda finding, _: Cell(_SIGNS[finding.status], _TONES.get(finding.status))),
    Column("Requirement", value=lambda finding, ground: _requirement(finding, ground)),
    Column("To show", value=wording.asked),
    Column("In the role", value=wording.level_asked),
    Column("Held", value=lambda f, ground: _held_words(f, ground)),
    Column("Basis", value=rules.why_believed),
    Column("Source", value=lambda finding, _: ", ".join(finding.requirement.sources) or "none given"),
)


def finding_columns(role: Role) -> tuple[Column, ...]:
    """The spreadsheet columns of a finding."""
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
        Column(key="why", value=rules.why_believed),
        Column(key="sources", value=lambda finding, _: finding.requirement.sources),
        Column(key="close", value=lambda finding, ground: " | ".join(ways_to_close(finding, ground.catalogue))),
    )


def must_have_blocks(assessment: Assessment, ground: Ground) -> Iterator[Block]:
    """The must-haves to show, each with one way to start, and how many other gaps there are."""
    yield from _to_show(assessment.must_haves_to_show, ground)
    supporting = [finding for finding in assessment.with_status("short") if not finding.must_have]
    rest = [
        f"{plural(len(supporting), 'supporting gap')}" if supporting else "",
        f"{plural(len(assessment.growth), 'thing')} to grow into in the role" if assessment.growth else "",
    ]
    if more := " and ".join(filter(None, rest)):
        yield paragraph(Cell(f"{more[:1].upper()}{more[1:]}.", "muted"))


def gap_blocks(assessment: Assessment, ground: Ground) -> Iterator[Block]:
    """The gaps, must-haves first, then unrated skills, growth in the role, and dropped skills."""
    supporting = [finding for finding in assessment.with_status("short") if not finding.must_have]
    yield from _to_show((*assessment.must_haves_to_show, *supporting), ground)
    if unknown := wording.unknown_names(assessment, ground):
        yield paragraph(Cell(f"Not rated ({assessment.counts.unknown}): ", "open"), unknown, ".")
    if assessment.growth:
        yield paragraph(Cell("To grow into in the role: ", "muted"), growth_words(assessment.growth, ground), ".")
    if aside := assessment.with_status("not-applicable"):
        listed = "; ".join(f"{_with_must_have(f, ground)} ({f.holding.not_applicable})" for f in aside)
        yield paragraph(Cell(f"Set aside as not applicable ({len(aside)}): ", "muted"), listed, ".")
    if assessment.dropped:
        yield paragraph(Cell("No longer asked: ", "muted"), ", ".join(map(ground.skill, assessment.dropped)), ".")
    if exceeded := [finding for finding in assessment.with_status("exceeded") if finding.is_skill]:
        yield paragraph(Cell("You exceed: ", "good"), ", ".join(map(ground.requirement, exceeded)), ".")


def why_table(assessment: Assessment, ground: Ground) -> Table:
    """Every finding: what is asked before and in the role, what the person has and its basis, and the source."""
    return table_of(_WHY, assessment.findings, ground)


def growth_words(growth: tuple[Growth, ...], ground: Ground) -> str:
    """The growth in a role, by name and level: `Hiring (practitioner), Reach (company) and 4 more`."""
    names = [
        f"{ground.requirement(one.requirement)} ({wording.amount(one.requirement.level, one.requirement.axis, ground)})"
        if one.requirement.axis != "evidence"
        else one.requirement.name
        for one in growth[:_GROWTH_NAMED]
    ]
    more = f" and {len(growth) - _GROWTH_NAMED} more" if len(growth) > _GROWTH_NAMED else ""
    return ", ".join(names) + more


def _to_show(findings: tuple[Finding, ...], ground: Ground) -> Iterator[Block]:
    if findings:
        # A catalogue without activities has no way to start.
        columns = _GAPS if any(_start(finding, ground) for finding in findings) else _GAPS[:-1]
        yield table_of(columns, findings, ground)


def _tone(finding: Finding) -> Tone | None:
    return "bad" if finding.lacks else None


def _sign(finding: Finding) -> str:
    return "!" if finding.lacks else "?" if finding.status == "unknown" else ""


def _now_and_asked(finding: Finding, ground: Ground) -> str:
    by_role = " (by your role)" if finding.presumed else ""
    return f"{wording.from_to(finding, ground)}{by_role}"


def _held_words(finding: Finding, ground: Ground) -> str:
    return wording.holding_words(finding.holding, finding.axis, ground)


def _start(finding: Finding, ground: Ground) -> str:
    if finding.status == "unknown":
        return "Not rated: rate it first." if finding.is_skill else ""
    close = ways_to_close(finding, ground.catalogue)
    return close[0] if close else rules.start(finding)


def _with_must_have(finding: Finding, ground: Ground) -> str:
    return ground.requirement(finding) + (", a must-have" if finding.must_have else "")


def _requirement(finding: Finding, ground: Ground) -> str:
    must_have = " (must-have)" if finding.must_have else ""
    return f"{ground.requirement(finding)}{must_have}: {finding.status}"
