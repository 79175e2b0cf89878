"""The reports of `team what-if` and `team compare`: two answers side by side, and their differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, rows_of_parts, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.report.team.common import level_name, some
from pmladder.report.team.risks import subject_of, why
from pmladder.team.coverage import Covered
from pmladder.team.risks import Risk
from pmladder.team.what_if import CoveredChange, RoleSuccession, TeamAnswers, TeamDifference
from pmladder.text import plural


class TeamWhatIfData(NamedTuple):
    """The JSON of `team what-if`: the answers before and after the change, and the differences."""

    schema_version: str
    kind: Literal["team-what-if"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    changes: tuple[str, ...]
    before: TeamAnswers
    after: TeamAnswers
    differs: TeamDifference


class TeamCompareData(NamedTuple):
    """The JSON of `team compare`: the answers for two teams, or for one team on two days, and the differences."""

    schema_version: str
    kind: Literal["team-compare"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    names: tuple[str, str]
    before: TeamAnswers
    after: TeamAnswers
    differs: TeamDifference


def _figures(entry: Covered | None) -> str:
    return "-" if entry is None else f"{entry.min} to {entry.max} of {entry.needed}"


def _soon(entry: RoleSuccession | None) -> str:
    return "-" if entry is None else some(entry.successors) or "nobody"


def _part(which: str, field: str, entry: CoveredChange, _: Any) -> int | None:
    covered: Covered | None = getattr(entry, which)
    return None if covered is None else int(getattr(covered, field))


def _coverage_columns(names: tuple[str, str]) -> tuple[Column, ...]:
    return (
        Column("Skill", key="subject", value=lambda c, _: c.skill, cell=lambda c, ground: ground.skill(c.skill)),
        Column("Level", key="level", cell=lambda c, ground: level_name(ground, c.level)),
        Column(names[0], value=lambda c, _: _figures(c.before)),
        Column(names[1], value=lambda c, _: _figures(c.after)),
        *(
            Column(key=f"{which}_{field}", value=partial(_part, which, field))
            for which in ("before", "after")
            for field in ("needed", "min", "max")
        ),
    )


_RISK_COLUMNS = (
    Column(key="subject"),
    Column(key="level"),
    Column(key="risk", value=lambda risk, _: risk.kind),
    Column(key="people"),
)
_SUCCESSION_COLUMNS = (
    Column(key="subject", value=lambda change, _: change.role),
    Column(key="before_people", value=lambda change, _: change.before.successors if change.before else ()),
    Column(key="after_people", value=lambda change, _: change.after.successors if change.after else ()),
)
_KEYS = (
    "subject",
    "level",
    "before_needed",
    "before_min",
    "before_max",
    "after_needed",
    "after_min",
    "after_max",
    "risk",
    "people",
    "before_people",
    "after_people",
)


def what_if_report(
    ground: Ground,
    before: TeamAnswers,
    after: TeamAnswers,
    differs: TeamDifference,
    changes: tuple[str, ...],
    as_of: str,
) -> Report:
    """The effects of a change of the people."""
    data = TeamWhatIfData(SCHEMA_VERSION, "team-what-if", as_of, ground, changes, before, after, differs)
    return _report(data, ("Before", "After"), ground, f"If {', '.join(changes)}")


def compare_report(
    ground: Ground, before: TeamAnswers, after: TeamAnswers, differs: TeamDifference, names: tuple[str, str], as_of: str
) -> Report:
    """Two teams side by side."""
    data = TeamCompareData(SCHEMA_VERSION, "team-compare", as_of, ground, names, before, after, differs)
    return _report(data, names, ground, f"{names[0]} and {names[1]}")


def _report(data: TeamWhatIfData | TeamCompareData, names: tuple[str, str], ground: Ground, head: str) -> Report:
    differs = data.differs
    parts = (
        ("coverage", _coverage_columns(names), differs.coverage),
        ("new-risk", _RISK_COLUMNS, differs.new_risks),
        ("gone-risk", _RISK_COLUMNS, differs.gone_risks),
        ("succession", _SUCCESSION_COLUMNS, differs.successions),
    )
    return Report(
        data,
        lambda: tuple(_blocks(data, names, ground, head)),
        lambda: rows_of_parts(_KEYS, parts, ground),
        ground=ground,
    )


def _blocks(
    data: TeamWhatIfData | TeamCompareData, names: tuple[str, str], ground: Ground, head: str
) -> Iterator[Block]:
    differs = data.differs
    sizes = f"{plural(len(data.before.people), 'person', 'people')}, then {len(data.after.people)}"
    yield paragraph(Cell(f"{head}: {sizes}", "strong"))
    if data.before == data.after:
        yield paragraph("Nothing differs.")
        return
    if differs.coverage:
        yield Heading("Coverage: people at the level (known, at most) of the number asked")
        yield table_of(_coverage_columns(names), _first(differs.coverage), ground)
        yield from _more(len(differs.coverage))
    for heading, risks in (("New risks", differs.new_risks), ("Risks that are gone", differs.gone_risks)):
        if risks:
            yield Heading(heading)
            yield Bullets(tuple(Cell(_risk(risk, ground)) for risk in risks))
    if differs.successions:
        yield Heading("Who could follow within a year")
        yield table_of(
            (
                Column("Role", cell=lambda change, ground: ground.role(change.role)),
                Column(names[0], value=lambda change, _: _soon(change.before)),
                Column(names[1], value=lambda change, _: _soon(change.after)),
            ),
            differs.successions,
            ground,
        )


def _first(changes: Iterable[CoveredChange]) -> list[CoveredChange]:
    return list(changes)[:12]


def _more(count: int) -> Iterator[Block]:
    if count > 12:
        yield paragraph(Cell(f"{count - 12} more in json and csv.", "muted"))


def _risk(risk: Risk, ground: Ground) -> str:
    return f"{subject_of(risk, ground)}: {why(risk, ground)}"
