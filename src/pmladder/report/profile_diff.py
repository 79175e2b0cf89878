"""The report of `profile diff`: where two profiles disagree, the widest disagreement first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.profile.diff import Difference, Kind, ProfileDiff, Rated, SkillDifference, State
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, shown, table
from pmladder.report.pieces import CatalogueRef
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.text import plural

ROWS_HEADER = ["part", "subject", "name", "kind", "apart", "first", "first_by", "first_rated"]
ROWS_HEADER += ["second", "second_by", "second_rated"]

_FIELDS = {
    "name": "Name",
    "role": "Role",
    "years": "Years in product",
    "years_of_work": "Years of work",
    "years_in_role": "Years in the present role",
    "people": "People led",
    "education": "Education",
    "company_size": "Company size",
    "goal": "Goal",
    "focus": "Focus",
    "positions": "Positions in the history",
    "evidence": "Pieces of evidence",
}


class RatedData(NamedTuple):
    """What one profile says of a skill, who said it and when."""

    state: State
    level: int | None
    level_name: str | None
    by: str | None
    rated: str | None


class SkillDifferenceData(NamedTuple):
    """A skill that the two do not say the same of; `apart` is the second's level less the first's."""

    skill: str
    name: str
    kind: Kind
    apart: int | None
    first: RatedData
    second: RatedData


class DiffData(NamedTuple):
    """The JSON of `profile diff`. `agreed` counts the skills of which both say the same."""

    schema_version: str
    kind: Literal["profile-diff"]
    as_of: str
    catalogue: CatalogueRef
    first: str
    second: str
    same: bool
    agreed: int
    skills: tuple[SkillDifferenceData, ...]
    others: tuple[Difference, ...]


def report(catalogue: Catalogue, digest: str, files: tuple[str, str], found: ProfileDiff, as_of: str) -> Report:
    """What the profiles in two files disagree on."""
    data = DiffData(
        schema_version=SCHEMA_VERSION,
        kind="profile-diff",
        as_of=as_of,
        catalogue=CatalogueRef.of(catalogue, digest),
        first=files[0],
        second=files[1],
        same=not found.skills and not found.others,
        agreed=found.agreed,
        skills=tuple(_skill(difference, catalogue) for difference in found.skills),
        others=found.others,
    )
    return Report(data, lambda: tuple(_blocks(labelled(data, catalogue))), partial(_rows, data))


def _skill(difference: SkillDifference, catalogue: Catalogue) -> SkillDifferenceData:
    name = catalogue.skills_by_id[difference.skill].name
    sides = [_rated(rated, catalogue) for rated in (difference.first, difference.second)]
    return SkillDifferenceData(difference.skill, name, difference.kind, difference.apart, *sides)


def _rated(rated: Rated, catalogue: Catalogue) -> RatedData:
    name = None if rated.level is None else catalogue.level_name(rated.level)
    return RatedData(rated.state, rated.level, name, rated.by, rated.rated)


def _blocks(data: DiffData) -> Iterator[Block]:
    yield paragraph(Cell(f"A is {data.first}, B is {data.second}.", "strong"))
    if data.same:
        yield paragraph(f"They say the same of {plural(data.agreed, 'skill')}, and of everything else.")
        return
    disagree = [skill for skill in data.skills if skill.kind == "disagree"]
    yield paragraph(f"Of the skills that both speak of, {data.agreed} alike, {len(disagree)} not.")
    if disagree:
        yield Heading("Disagreements")
        yield table(["Skill", "A", "B", Column("Apart", right=True)], [_row(skill) for skill in disagree])
    for kind, name in (("only first", "A"), ("only second", "B")):
        if only := [skill for skill in data.skills if skill.kind == kind]:
            yield Heading(f"Said by {name} only")
            sides = [(skill.name, skill.first if kind == "only first" else skill.second) for skill in only]
            yield table(["Skill", name], [[skill, _said(rated)] for skill, rated in sides])
    if data.others:
        yield Heading("Beside skills")
        yield table(["", "A", "B"], [[_FIELDS[o.field], _shown(o.first), _shown(o.second)] for o in data.others])


def _row(skill: SkillDifferenceData) -> list[Cell | str]:
    apart = "" if skill.apart is None else f"{skill.apart:+d}"
    return [skill.name, _said(skill.first), _said(skill.second), Cell(apart, "strong" if apart else None)]


def _said(rated: RatedData) -> str:
    """`practitioner, by self, 2026-09`."""
    level = rated.level_name or words.skill_state(rated.state, unknown="-")
    return ", ".join([level, *([f"by {rated.by}"] if rated.by else []), *([rated.rated] if rated.rated else [])])


def _shown(value: float | int | str | None) -> str:
    return "-" if value is None else shown(value)


def _width(apart: int | None) -> str:
    """How far apart, without a sign: a spreadsheet would take one for the beginning of a formula."""
    return "" if apart is None else str(abs(apart))


def _rows(data: DiffData) -> list[list[str]]:
    skills = [
        ["skill", s.skill, s.name, s.kind, _width(s.apart), *_cells(s.first), *_cells(s.second)] for s in data.skills
    ]
    others = [["other", o.field, _FIELDS[o.field], "disagree", "", *_beside(o)] for o in data.others]
    return [ROWS_HEADER, *skills, *others]


def _cells(rated: RatedData) -> list[str]:
    level = rated.level_name or ("" if rated.state == "unknown" else rated.state)
    return [level, rated.by or "", rated.rated or ""]


def _beside(other: Difference) -> Sequence[str]:
    return [shown(other.first), "", "", shown(other.second), "", ""]
