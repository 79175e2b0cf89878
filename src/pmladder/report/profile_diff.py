"""The report of `profile diff`: the differences of two profiles, the largest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pmladder.profile.diff import Difference, ProfileDiff, Rated, SkillDifference
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, Heading, paragraph, rows_of_parts, shown, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, Key, Shape, one
from pmladder.text import plural

_FIELDS = {
    "name": "Name",
    "role": "Role",
    "years": "Years in product",
    "years_of_work": "Years of work",
    "years_in_role": "Years in the present role",
    "people": "People led",
    "people_led_before": "People led before",
    "reach": "Reach",
    "education": "Education",
    "company_size": "Company size",
    "goal": "Goal",
    "focus": "Focus",
    "positions": "Positions in the history",
    "evidence": "Pieces of evidence",
}

RATED = Shape(
    Rated,
    "RatedData",
    "What one profile says about a skill, who said it and when.",
    "state",
    "level",
    Key("level_name", str | None, lambda rated, ground: ground.level(rated.level)),
    "rater",
    "rated",
)

SKILL_DIFFERENCE = Shape(
    SkillDifference,
    "SkillDifferenceData",
    "A skill that the profiles rate differently. `apart` is the second level minus the first.",
    "skill",
    Key("name", str, lambda difference, ground: _name(difference, ground)),
    "kind",
    "apart",
    Key("first", one(RATED)),
    Key("second", one(RATED)),
)


class DiffData(NamedTuple):
    """The JSON of `profile diff`. `agreed` is the number of skills that both rate the same."""

    schema_version: str
    kind: Literal["profile-diff"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    first: str
    second: str
    same: bool
    agreed: int
    skills: tuple[Annotated[SkillDifference, SKILL_DIFFERENCE], ...]
    others: tuple[Difference, ...]


_FIRST = (
    Column("A", key="first", value=lambda d, ground: _level(d.first, ground), cell=lambda d, g: _source(d.first, g)),
    Column(key="first_rater", value=lambda d, _: d.first.rater),
    Column(key="first_rated", value=lambda d, _: d.first.rated),
)
_SECOND = (
    Column("B", key="second", value=lambda d, ground: _level(d.second, ground), cell=lambda d, g: _source(d.second, g)),
    Column(key="second_rater", value=lambda d, _: d.second.rater),
    Column(key="second_rated", value=lambda d, _: d.second.rated),
)
_SKILL = (
    Column(key="subject", value=lambda d, _: d.skill),
    Column("Skill", key="name", value=lambda d, ground: _name(d, ground), cell=lambda d, ground: ground.skill(d.skill)),
    Column(key="kind"),
)
_SKILLS = (
    *_SKILL,
    *_FIRST,
    *_SECOND,
    # Without a sign, as a spreadsheet would read it as the beginning of a formula.
    Column(
        "Apart",
        right=True,
        key="apart",
        value=lambda d, _: None if d.apart is None else abs(d.apart),
        cell=lambda d, _: Cell("" if d.apart is None else f"{d.apart:+d}", None if d.apart is None else "strong"),
    ),
)
_OTHERS = (
    Column(key="subject", value=lambda other, _: other.field),
    Column("", key="name", value=lambda other, _: _FIELDS[other.field]),
    Column(key="kind", value=lambda *_: "disagree"),
    Column("A", key="first", cell=lambda other, _: _shown(other.first)),
    Column("B", key="second", cell=lambda other, _: _shown(other.second)),
)
_KEYS = (
    *("subject", "name", "kind", "apart"),
    *("first", "first_rater", "first_rated", "second", "second_rater", "second_rated"),
)


def profile_diff_report(ground: Ground, files: tuple[str, str], found: ProfileDiff, as_of: str) -> Report:
    """The differences of the profiles in two files."""
    data = DiffData(
        schema_version=SCHEMA_VERSION,
        kind="profile-diff",
        as_of=as_of,
        catalogue=ground,
        first=files[0],
        second=files[1],
        same=not found.skills and not found.others,
        agreed=found.agreed,
        skills=found.skills,
        others=found.others,
    )
    parts = (("skill", _SKILLS, data.skills), ("other", _OTHERS, data.others))
    return Report(
        data, lambda: tuple(_blocks(data, ground)), lambda: rows_of_parts(_KEYS, parts, ground), ground=ground
    )


def _name(difference: SkillDifference, ground: Ground) -> str:
    return ground.catalogue.skills_by_id[difference.skill].name


def _blocks(data: DiffData, ground: Ground) -> Iterator[Block]:
    yield paragraph(Cell(f"A is {data.first}, B is {data.second}.", "strong"))
    if data.same:
        yield paragraph(f"They agree on {plural(data.agreed, 'skill')} and on everything else.")
        return
    disagree = [skill for skill in data.skills if skill.kind == "disagree"]
    yield paragraph(f"Skills in both: {data.agreed} rated the same, {len(disagree)} rated differently.")
    if disagree:
        yield Heading("Disagreements")
        yield table_of(_SKILLS, disagree, ground)
    for kind, name, columns in (("only first", "A", _FIRST), ("only second", "B", _SECOND)):
        if only := [skill for skill in data.skills if skill.kind == kind]:
            yield Heading(f"Only in {name}")
            yield table_of((*_SKILL, *columns), only, ground)
    if data.others:
        yield Heading("Beside skills")
        yield table_of(_OTHERS, data.others, ground)


def _source(rated: Rated, ground: Ground) -> str:
    """`practitioner, by self, 2026-09`."""
    level = ground.level(rated.level) or wording.skill_state(rated.state, unknown="not rated")
    return ", ".join([level, *([f"by {rated.rater}"] if rated.rater else []), *([rated.rated] if rated.rated else [])])


def _level(rated: Rated, ground: Ground) -> str:
    return ground.level(rated.level) or ("" if rated.state == "not-rated" else rated.state)


def _shown(value: float | int | str | None) -> str:
    return "-" if value is None else shown(value)
