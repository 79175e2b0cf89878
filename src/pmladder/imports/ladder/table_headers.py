"""What the headers of a spreadsheet mean: the fields that a column may hold, and the words people use for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from pmladder.errors import UsageError
from pmladder.text import did_you_mean, repr_quoted

Kind = Literal["long", "wide", "government"]

IGNORE = "ignore"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "role": ("role", "role id", "role name", "job", "job role", "position", "role level"),
    "title": ("title", "role title", "job title"),
    "family": ("family", "job family", "discipline", "department"),
    "family_group": ("role family",),
    "track": ("track", "stream", "career track"),
    "seniority": ("seniority", "rank", "rung", "order"),
    "summary": ("summary", "role summary", "role level description"),
    "role_note": ("role description",),
    "years": ("years", "years of work", "years of experience", "experience"),
    "years_min": ("years min", "min years", "minimum years"),
    "years_typical": ("years typical", "typical years"),
    "years_in_product": ("years in product", "product years"),
    "years_in_product_min": ("years in product min",),
    "years_in_product_typical": ("years in product typical",),
    "skill": ("skill", "skills", "skill id", "competency", "competencies", "competence", "capability", "capabilities"),
    "skill_name": ("skill name", "skill title", "competency name", "capability name"),
    "skill_description": ("skill description", "competency description", "capability description"),
    "category": (
        *("category", "skill category", "group", "theme", "area", "section", "pillar", "domain", "competency area"),
    ),
    "category_name": ("category name",),
    "level": ("level", "skill level", "proficiency", "required level", "level name", "proficiency level", "rating"),
    "level_number": ("level number", "skill level number", "level no"),
    "level_description": ("level description", "skill level description"),
    "strength": ("strength", "requirement", "required", "importance", "must have"),
    IGNORE: (),
}
"""The fields, each with the headers that mean it, folded."""
YEARS = tuple(field for field in FIELDS if field.startswith("years"))

_BY_HEADER = {header: field for field, headers in FIELDS.items() for header in headers}
_WIDE_EXTRAS = {**dict.fromkeys(("description", "skill summary", "definition"), "skill_description")}
_SAME = {
    **dict.fromkeys(("competency", "competence", "capability"), "skill"),
    **dict.fromkeys(("required", "target", "expected", "desired", "minimum", "needed", "sfia"), ""),
    **dict.fromkeys(("descriptor", "definition"), "description"),
}
"""What words in a header say in other words; those for nothing say that what is asked is asked."""
_BEHIND = ("description", "definition", "skill description", "competency description", "category", "skill category")
"""Headers that are of no role even behind one."""
_NO_ROLES = frozenset(
    (
        *("note", "notes", "comment", "comments", "remark", "remarks", "reference", "references"),
        *("link", "links", "url"),
        *("source", "sources", "owner", "example", "examples", "priority", "weight", "weighting", "status", "updated"),
        *("total", "totals", "sum", "average", "gap", "last updated", "roles that require skill", "training"),
    )
)
"""Headers beside roles that say something of the skill which a catalogue has no field for."""
_GRADES = frozenset(("level", "grade", "band", "job level", "job grade", "job band", "role level", "career level"))
_WIDE_FIELDS = frozenset(("skill", "skill_name", "skill_description", "category", "category_name"))
_SEARCHED = 30


class Layout(NamedTuple):
    """How a table is laid out: its header's place among the rows, and the field of each column, None if it has none.

    In a wide table the columns of roles hold the field `levels`.
    """

    kind: Kind
    header: int
    fields: tuple[str | None, ...]
    guessed: bool


def folded_header(text: str) -> str:
    """`text` as headers are compared: letters and digits in lower case, single spaces between."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _meaning(name: str) -> str | None:
    """The field that a folded header means, said in one of the usual words for a skill and for what is asked of it."""
    if name in _BY_HEADER:
        return _BY_HEADER[name]
    words = [_SAME.get(word, word) for word in name.split()]
    return _BY_HEADER.get(" ".join(word for word in words if word))


def parse_mapping(options: Sequence[str]) -> dict[str, str]:
    """`Header=field` as a mapping of folded headers. Raises UsageError."""
    mapping = {}
    for option in options:
        header, equals, field = option.rpartition("=")
        field = field.strip().casefold().replace(" ", "_")
        if not equals or not header.strip():
            raise UsageError(f'--map {repr_quoted(option)} should be "Header=field", such as "Job=role"')
        if field not in FIELDS:
            hint = did_you_mean(field, tuple(FIELDS)) or f"; there are {', '.join(FIELDS)}"
            raise UsageError(f"--map {repr_quoted(option)}: unknown field {repr_quoted(field)}{hint}")
        mapping[folded_header(header) or header.strip()] = field
    return mapping


def find_layout(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> Layout | None:
    """The header among the first rows and what its columns mean; None when no row can be a header.

    Raises UsageError when `mapping` names a header that the table does not have.
    """
    layout = None
    for index, cells in enumerate(rows[:_SEARCHED]):
        layout = _layout(index, cells, mapping)
        if layout is not None:
            break
    layout = _second_row(rows, layout) if layout else _guessed(rows)
    if layout is not None:
        _check_mapping(rows[layout.header], mapping)
    return layout


def _layout(index: int, cells: Sequence[str], mapping: Mapping[str, str]) -> Layout | None:
    folded = [folded_header(cell) or cell for cell in cells]
    fields = [mapping.get(name, _meaning(name)) for name in folded]
    known = set(fields)
    if {"skill_name", "level"} <= known and "role level" in folded:
        return Layout("government", index, tuple(_government(folded, fields, mapping)), False)
    if known & {"role", "title"} and known & {"skill", "skill_name"} and known & {"level", "level_number"}:
        return Layout("long", index, tuple(fields), False)
    skills = [n for n, field in enumerate(fields) if field in ("skill", "skill_name")]
    if skills and skills[0] <= 3 and sum(map(bool, cells)) > 1 and not known & {"level", "level_number"}:
        wide = _wide(folded, mapping, skills[0])
        return Layout("wide", index, tuple(wide), False) if "levels" in wide else None
    return None


def _government(folded: list[str], fields: list[str | None], mapping: Mapping[str, str]) -> list[str | None]:
    """There, a role is a family of role levels, and each level of it is what a catalogue calls a role."""
    special = {"role": "family", "role level": "role", "role type": None}
    return [
        mapping.get(name, special.get(name, field)) if name in special else field
        for name, field in zip(folded, fields, strict=True)
    ]


def _wide(folded: list[str], mapping: Mapping[str, str], skills: int) -> list[str | None]:
    """The fields of the columns: behind that of the skills, each is of a role that is of nothing else beyond doubt."""
    wide: list[str | None] = []
    for column, name in enumerate(folded):
        field = mapping.get(name)
        if field is None:
            field = _WIDE_EXTRAS.get(name, _meaning(name))
            field = field if field in _WIDE_FIELDS and ("levels" not in wide or name in _BEHIND) else "levels"
            if name in _NO_ROLES or (field == "levels" and column < skills):
                field = None
        wide.append(("levels" if field in ("role", "title") else field) if name else None)
    return wide


def _second_row(rows: Sequence[Sequence[str]], layout: Layout) -> Layout:
    """The layout of a header of two rows, groups of roles above their titles; `layout` where the header is one row."""
    below = rows[layout.header + 1] if layout.header + 1 < len(rows) else ()
    first = layout.fields.index("levels") if layout.kind == "wide" else 0
    titles = [folded_header(cell) for cell in below[first:] if cell]
    groups = {folded_header(cell) for cell in rows[layout.header][first:] if cell}
    if not first or any(below[:first]) or len(set(titles)) < max(len(titles), len(groups) + 1):
        return layout
    if not all(any(map(str.isalpha, title)) for title in titles):
        return layout
    fields = (*layout.fields[:first], *("levels" if cell else None for cell in below[first:]))
    return layout._replace(header=layout.header + 1, fields=fields)


def row_field(header: str, cells: Sequence[str]) -> str | None:
    """The field of a role that a row of a wide table is about, going by the name where a skill would stand.

    `IGNORE` for one that a catalogue has no field for, None for a skill.
    """
    name = folded_header(header)
    field = _meaning(name)
    if field in YEARS and "years" in name.split():
        return field
    if field != "seniority" and name not in _GRADES:
        return None
    return "seniority" if all(cell.isdecimal() for cell in cells) else IGNORE


def _guessed(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Without any known header: the first row of two or more cells, its first column the skills."""
    for index, cells in enumerate(rows[:_SEARCHED]):
        if sum(map(bool, cells[1:])) >= 1 and index + 1 < len(rows):
            return Layout("wide", index, ("skill", *("levels" if cell else None for cell in cells[1:])), True)
    return None


def _check_mapping(header: Sequence[str], mapping: Mapping[str, str]) -> None:
    there = {folded_header(cell) or cell: cell for cell in header}
    for name in mapping:
        if name not in there:
            shown = [cell for cell in header if cell]
            hint = did_you_mean(name, shown) or f"; the header has {', '.join(map(repr_quoted, shown[:12]))}"
            raise UsageError(f"--map: there is no column {repr_quoted(name)}{hint}")
