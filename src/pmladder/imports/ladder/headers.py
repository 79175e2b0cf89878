"""What the headers of a table mean: how it is laid out, and the fields that a column or a row may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from pmladder.errors import UsageError
from pmladder.imports.ladder.figures import is_track, people, years
from pmladder.imports.ladder.level_words import is_level_word
from pmladder.imports.ladder.scale import has_numbered_name, in_halves, is_figure
from pmladder.imports.ladder.titles import read_title
from pmladder.text import did_you_mean, repr_quoted

Kind = Literal["long", "wide"]

IGNORE = "ignore"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "role": ("role", "role id", "role name", "job", "job role", "position"),
    "title": ("title", "role title", "job title"),
    "finer": ("role level", "job level", "role grade"),
    "family": ("family", "job family", "discipline", "department", "profession", "practice", "chapter"),
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
    "people": ("people", "people led", "team size", "direct reports", "span of control", "number of reports"),
    "pay": (*("pay", "pay band", "pay range", "salary", "salary band", "salary range", "compensation", "base salary"),),
    "scope": ("scope", "role scope", "scope of work", "area of responsibility"),
    "reports_to": ("reports to", "reporting to", "manager", "line manager"),
    "aliases": ("aliases", "also known as", "other titles", "alternative titles"),
    "skill": ("skill", "skills", "skill id", "competency", "competencies", "competence", "capability", "capabilities"),
    "skill_name": ("skill name", "skill title", "competency name", "capability name"),
    "skill_description": ("skill description", "competency description", "capability description"),
    "category": (
        *(
            "category",
            "skill category",
            "group",
            "theme",
            "area",
            "section",
            "pillar",
            "domain",
            "competency area",
            "skill area",
        ),
    ),
    "category_name": ("category name",),
    "level": ("level", "skill level", "proficiency", "required level", "level name", "proficiency level", "rating"),
    "level_number": ("level number", "skill level number", "level no"),
    "level_description": (
        *("level description", "skill level description", "expectation", "expectations", "behaviour", "behavior"),
        *(
            "criteria",
            "criterion",
            "indicator",
            "indicators",
            "what it looks like",
            "descriptor",
            "statement",
            "what good looks like",
        ),
    ),
    "strength": ("strength", "requirement", "required", "importance", "must have", "mandatory"),
    IGNORE: (),
}
"""The fields, each with the headers that mean it, folded."""
YEARS = tuple(field for field in FIELDS if field.startswith("years"))
TOLD_OF_ROLES = (*YEARS, "pay", "people", "reports_to")
"""The fields that only a ladder says of a role."""
ROLE_FIELDS = ("track", "seniority", "people", "pay", "scope", "reports_to", "aliases", *YEARS)
"""The fields of a role that a column, a row or a key may hold, beside its title, its family and its texts."""

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
_MEASURES = frozenset(
    (
        *(
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "reference",
            "references",
            "link",
            "links",
            "url",
        ),
        *("source", "sources", "example", "examples", "priority", "weight", "weighting", "status", "updated", "date"),
        *("total", "totals", "sum", "average", "gap", "training", "score", "scores", "points", "max", "min", "maximum"),
        *(
            "percentage",
            "percent",
            "rating",
            "ratings",
            "pay",
            "salary",
            "range",
            "band",
            "bonus",
            "evidence",
            "target",
        ),
        *("current", "actual", "needed", "completion", "completed", "deadline", "due", "action", "actions", "result"),
        *("results", "feedback", "self", "assessment", "review", "reviewed", "last", "progress", "mentor", "course"),
        *(
            "city",
            "country",
            "email",
            "phone",
            "address",
            "price",
            "cost",
            "amount",
            "quantity",
            "year",
            "month",
            "age",
        ),
        *(
            "competency",
            "skill",
            "required",
            "roles",
            "that",
            "require",
            "of",
            "id",
            "number",
            "no",
            "type",
            "by",
            "plan",
        ),
    )
)
"""Words of headers that are of no role: what a column beside roles may say of a skill, or a table that is no ladder."""
_ALONE = frozenset(("owner", "development", "resources", "reading"))
_PEOPLE = frozenset(("name", "person", "employee", "member", "team member", "colleague", "who", "first name"))
"""Headers of a first column that holds people: what they hold is no ladder."""
_DEFINES = frozenset(
    ("description", "descriptions", "definition", "definitions", "descriptor", "descriptors", "meaning")
)
"""Words that make a header of levels one of what a level means."""
_STEP_TEXTS = dict.fromkeys(
    ("description", "descriptions", "definition", "detail", "details", "text", "texts"), "level_description"
)
"""Headers of a column that says, beside a skill and a step, what the step asks."""
_ASKED = ("level", "level_number", "level_description")
_AREAS = frozenset(("dimension", "topic", "attribute", "trait", "strand", "aspect", "subject"))
"""Headers of areas that, like a category, are the skills where no other column has them."""
_PAIRED = frozenset(
    (
        *_STEP_TEXTS,
        "level",
        "rating",
        "score",
        "expectation",
        "expectations",
        "example",
        "examples",
        "expected",
        "required",
        "target",
    )
)
"""What a row below the titles says where each role has a column of levels and one of texts."""
_GRADES = frozenset(("level", "grade", "band", "job level", "job grade", "job band", "role level", "career level"))
_STEPS = _GRADES | {
    "rung",
    "step",
    "rank",
    "stage",
    "role",
    "job",
    "title",
    "job title",
    "role title",
    "position",
    "roles",
}
"""Headers of a first column that holds roles: then the skills run across."""
_TITLES = frozenset(("title", "job title", "role title"))
_IDS = frozenset(("id", "code", "key", "slug"))
_WITH_YEARS = re.compile(r"\b(?:years?|yrs?)\b", re.IGNORECASE)
_NEXT = frozenset(("next step", "next steps", "next role", "next roles", "next level", "previous role"))
"""Names of what leads from role to role, which a ladder has in its order."""
_NOTES = frozenset(
    ("note", "notes", "comment", "comments", "remark", "remarks", "link", "links", "url", "reference", "references")
)
_PAY = frozenset(("pay", "salary", "compensation"))
_HIGHEST_LEVEL = 100
_LONGEST_MARK = 3
"""A cell of so few characters says that something is open (`TBD`), and describes nothing."""
_FEW_MARKS = 3
"""So many different cells may be ticks and crosses."""
_LONGEST_TITLE = 60
_HIGHEST_GUESSED = 10
"""Higher numbers may be of anything, where no header says that they are levels."""
_LEADING = 4
"""Among so many first columns the roles or skills are looked for."""
_TEXTS = {"summary": "summary", "role summary": "summary", "description": "note", "overview": "summary"}
"""Names of rows that say in a sentence what each role is."""

_WIDE_FIELDS = frozenset(("skill", "skill_name", "skill_description", "category", "category_name", "family"))
_SEARCHED = 200
_RANKED = 200


class Layout(NamedTuple):
    """How a table is laid out: its header's place among the rows, and the field of each column, None if it has none.

    In a wide table the columns of roles hold the field `levels`, and `texts` the column behind one that says in words
    what it asks. One is `turned` that has its roles down, in the column `roles`.
    """

    kind: Kind
    header: int
    fields: tuple[str | None, ...]
    guessed: bool
    turned: bool = False
    sorted_by_title: bool = False
    roles: int = 0

    @property
    def has_skills(self) -> bool:
        """Whether it says what roles ask, and not only what else is known of them."""
        return not {"skill", "skill_name"}.isdisjoint(self.fields)


class NoLadderError(Exception):
    """A table that is understood well enough to say that it is no ladder; the message says why."""


def folded_header(text: str) -> str:
    """`text` as headers are compared: letters and digits in lower case, single spaces between."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def meaning(name: str) -> str | None:
    """The field that a folded header means, said in one of the usual words for a skill and for what is asked of it."""
    if name in _BY_HEADER:
        return _BY_HEADER[name]
    words = [_SAME.get(word, word) for word in name.split() if not word.isdecimal()]
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

    Raises NoLadderError for a table of something else.
    """
    layout = None
    for index, cells in enumerate(rows[:_SEARCHED]):
        layout = _layout(index, cells, mapping, rows[index + 1 :])
        if layout is not None:
            break
    layout = _without_words_among_figures(rows, _second_row(rows, layout)) if layout else _guessed(rows)
    return _with_texts_behind(rows, layout) if layout and layout.kind == "wide" and not layout.turned else layout


def _layout(
    index: int, cells: Sequence[str], mapping: Mapping[str, str], below: Sequence[Sequence[str]]
) -> Layout | None:
    folded = [folded_header(cell) or cell for cell in cells]
    fields = [mapping.get(name, meaning(name)) for name in folded]
    if not mapping:
        fields = _with_areas_as_skills(folded, fields, below)
    if not mapping and _has_steps_down(folded, fields, below):
        fields = ["role" if field == "level" else field for field in fields]
    known = set(fields)
    if known & {"skill", "skill_name"} and known & {"role", "title"} and not known & set(_ASKED):
        fields = [mapping.get(name, _STEP_TEXTS.get(name, field)) for name, field in zip(folded, fields, strict=True)]
        known = set(fields)
    skills = [n for n, field in enumerate(fields) if field in ("skill", "skill_name")]
    if skills and known & {"role", "title", "finer"}:
        if not known & set(_ASKED) and known & {"role", "title"}:
            raise NoLadderError(
                'has roles and skills, and no column says which level is asked; name it with --map "Header=level"'
            )
        if known & set(_ASKED):
            finer = "finer" in known and bool(known & {"role", "title"})
            named = (_finer(field, name, finer, mapping) for field, name in zip(fields, folded, strict=True))
            return Layout("long", index, tuple(named), False, sorted_by_title=finer)
    if skills and skills[0] <= 3 and sum(map(bool, cells)) > 1 and not known & {"level", "level_number"}:
        wide = _wide(folded, mapping, skills[0])
        _check_levels_across([name for name, field in zip(folded, wide, strict=True) if field == "levels"])
        return Layout("wide", index, tuple(wide), False) if "levels" in wide else None
    roles = None if skills or mapping else _roles_down(folded, cells, below)
    if roles is not None:
        across = ("skill" if n == roles else "levels" if name else None for n, name in enumerate(folded))
        return Layout("wide", index, tuple(across), False, True, roles=roles)
    alone = None if skills or mapping else _roles_alone(folded, fields, below)
    return Layout("long", index, alone, False) if alone else None


def _with_areas_as_skills(
    folded: Sequence[str], fields: Sequence[str | None], below: Sequence[Sequence[str]]
) -> list[str | None]:
    """The fields, with the last column of areas as that of the skills: where no other is, and a row is of a role
    and an area, since the roles stand several times beside a level or a text.
    """
    found = list(fields)
    areas = [
        n for n, (name, field) in enumerate(zip(folded, fields, strict=True)) if field == "category" or name in _AREAS
    ]
    roles = [n for n, field in enumerate(fields) if field in ("role", "title", "finer")]
    roles = roles or [n for n, name in enumerate(folded) if name in _STEPS][:1]
    texts = [n for n, name in enumerate(folded) if fields[n] == "level_description" or name in _STEP_TEXTS]
    texts = texts or [n for n, field in enumerate(fields) if field == "summary"]
    says_levels = any(field in ("level", "level_number") and n not in roles for n, field in enumerate(fields))
    if {"skill", "skill_name"} & set(fields) or not areas or not roles or not (texts or says_levels):
        return found
    steps = {row[roles[0]] for row in below[:_RANKED] if roles[0] < len(row) and row[roles[0]]}
    if not _repeats(below, roles[0]) or all(map(is_level_word, steps)):
        return found
    found[areas[-1]] = "skill"
    found[roles[0]] = fields[roles[0]] if fields[roles[0]] in ("role", "title", "finer") else "role"
    if texts:
        found[texts[0]] = "level_description"
    return found


def _repeats(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether the cells of a column stand twice on the average: then a row is not of one of them alone."""
    cells = [row[column] for row in rows if column < len(row) and row[column]]
    return 2 * len(set(cells)) <= len(cells)


def _roles_alone(
    folded: Sequence[str], fields: Sequence[str | None], below: Sequence[Sequence[str]]
) -> tuple[str | None, ...] | None:
    """The fields of a table of roles with their years, their pay or the like, and no skill; None for another table."""
    named = [n for n, field in enumerate(fields) if field in ("role", "title", "finer")]
    named = named or [n for n, name in enumerate(folded[:_LEADING]) if name in _STEPS]
    if not named or not set(TOLD_OF_ROLES) & set(fields) or len(below) < 2:
        return None
    known = (*ROLE_FIELDS, "summary", "role_note", "family", "family_group")
    others = [n for n, name in enumerate(folded) if name and n != named[0]]
    if not all(fields[n] in known or folded[n] in _STEPS | _IDS for n in others):
        return None
    titles = [row[named[0]] for row in below if named[0] < len(row) and row[named[0]]]
    if len(set(titles)) < len(titles) or len(titles) < 2:
        return None
    return tuple(
        "role" if n == named[0] else field if field in (*known, "title", "role") else None
        for n, field in enumerate(fields)
    )


def _has_steps_down(folded: Sequence[str], fields: Sequence[str | None], below: Sequence[Sequence[str]]) -> bool:
    """Whether a column Level holds the steps of a ladder, since no other names roles and a text says what each asks.

    Where the steps are usual names of levels, the table says what its skills are.
    """
    known = set(fields)
    if "level" not in known or not known & {"skill", "skill_name"} or known & {"role", "title", "finer"}:
        return False
    if not ("level_description" in known or _STEP_TEXTS.keys() & set(folded)):
        return False
    column = fields.index("level")
    steps = {row[column] for row in below[:_RANKED] if column < len(row) and row[column]}
    return len(steps) > 1 and not all(map(is_level_word, steps))


def _finer(field: str | None, name: str, finer: bool, mapping: Mapping[str, str]) -> str | None:
    """There, a role is a family of role levels, and each level of it is what a catalogue calls a role."""
    if name in mapping or not finer:
        return "role" if field == "finer" else field
    return {"role": "family", "finer": "role"}.get(str(field), field) if name != "role type" else None


def _check_levels_across(names: Sequence[str]) -> None:
    """Raises NoLadderError for columns of what levels mean: there are no roles then."""
    defined = sum(bool(_DEFINES & set(name.split())) for name in names)
    levels = sum(is_level_word(name) for name in names)
    if names and (2 * defined > len(names) or (len(names) > 2 and 4 * levels >= 3 * len(names))):
        raise NoLadderError(
            "has levels across and no roles: it says what skills are; take the file that says which role asks for them"
        )


def _roles_down(folded: Sequence[str], cells: Sequence[str], below: Sequence[Sequence[str]]) -> int | None:
    """The column of the roles, by its header, where the others hold skills or fields of roles; None if none does."""
    found = [n for n, name in enumerate(folded[:_LEADING]) if name in _STEPS]
    roles = next((n for n in found if folded[n] not in _GRADES), *found[:1]) if found else None
    if roles is None or not all(name in _STEPS | _IDS or meaning(name) for name in folded[:roles]):
        return None
    others = [name for n, name in enumerate(folded) if name and n != roles and not _is_measure(name)]
    titles = [row[roles] for row in below if roles < len(row) and row[roles]]
    if len(titles) > 2 and _repeats(below, roles):
        return None
    if _are_ranked([cell for n, cell in enumerate(cells) if cell and n != roles]) and not _are_ranked(titles):
        return None
    fields = (*ROLE_FIELDS, "summary", "role_note", "family")
    skills = [name for name in others if meaning(name) not in fields and name not in _STEPS | _IDS]
    return roles if len(skills) > 1 or len(skills) == len(others) == len(folded) - 1 == 1 else None


def _is_measure(name: str) -> bool:
    words = name.split()
    return bool(words) and (name in _ALONE or all(word in _MEASURES for word in words))


def _wide(folded: list[str], mapping: Mapping[str, str], skills: int) -> list[str | None]:
    """The fields of the columns: behind that of the skills, each is of a role that is of nothing else beyond doubt."""
    wide: list[str | None] = []
    for column, name in enumerate(folded):
        field = mapping.get(name)
        if field is None:
            field = _WIDE_EXTRAS.get(name, meaning(name))
            field = field if field in _WIDE_FIELDS and ("levels" not in wide or name in _BEHIND) else "levels"
            if field == "levels" and (_is_measure(name) or column < skills):
                field = None
        wide.append(("levels" if field in ("role", "title") else field) if name else None)
    return wide


def _second_row(rows: Sequence[Sequence[str]], layout: Layout) -> Layout:
    """The layout of a header of two rows, groups of roles above their titles; `layout` where the header is one row."""
    below = rows[layout.header + 1] if layout.header + 1 < len(rows) else ()
    first = layout.fields.index("levels") if layout.kind == "wide" else 0
    titles = [folded_header(cell) for cell in below[first:] if cell]
    groups = {folded_header(cell) for cell in rows[layout.header][first:] if cell}
    are_grades = all(read_title(cell).ranked and not read_title(cell).job for cell in groups)
    if not first or any(below[:first]) or len(set(titles)) < max(len(titles), len(groups) + (not are_grades)):
        return layout
    if are_grades and max(map(len, titles), default=0) > _LONGEST_TITLE:
        return layout
    if not all(any(map(str.isalpha, title)) for title in titles):
        return layout
    fields = (*layout.fields[:first], *("levels" if cell else None for cell in below[first:]))
    return layout._replace(header=layout.header + 1, fields=fields)


def _without_words_among_figures(rows: Sequence[Sequence[str]], layout: Layout) -> Layout:
    """The layout with a column of words, right behind the skills and before figures or ticks, as what it is."""
    if layout.kind != "wide" or layout.turned or "levels" not in layout.fields or "skill_description" in layout.fields:
        return layout
    first = layout.fields.index("levels")
    held = {
        n: [row[n] for row in rows[layout.header + 1 :][:_RANKED] if n < len(row) and row[n]]
        for n, field in enumerate(layout.fields)
        if field == "levels"
    }
    words = held.pop(first)
    others = [cell for cells in held.values() for cell in cells]
    if len(held) < 2 or read_title(rows[layout.header][first]).ranked or len(words) < 2 or not all(held.values()):
        return layout
    are_figures = 2 * sum(map(is_figure, others)) > len(others)
    if not are_figures and not (len(set(others)) <= _FEW_MARKS and not any(map(_is_wordy, others))):
        return layout
    if len(set(words)) < len(words) or any(is_figure(cell) or is_level_word(cell) for cell in words):
        return layout
    if not are_figures and 2 * sum(map(_is_wordy, words)) < len(words):
        return layout
    jobs = {word for n in held for word in read_title(rows[layout.header][n]).job}
    if jobs & set(read_title(rows[layout.header][first]).job) or any(len(cell) <= _LONGEST_MARK for cell in words):
        # A role of the job of the others, of which nothing is known yet.
        return layout
    fields = [*layout.fields]
    skill = fields.index("skill") if "skill" in fields else first
    if skill < first and _repeats(rows[layout.header + 1 :], skill) and not {"category", "category_name"} & set(fields):
        # A row is of one thing that the skill consists of.
        fields[skill], fields[first] = "category", "skill"
    else:
        fields[first] = "skill_description"
    return layout._replace(fields=tuple(fields))


def _with_texts_behind(rows: Sequence[Sequence[str]], layout: Layout) -> Layout:
    """The layout with the columns that say in words what the level before them means, if most roles have one."""
    header = [folded_header(cell) for cell in rows[layout.header]]
    fields = [*layout.fields, *([None] * (max(map(len, rows)) - len(layout.fields)))]
    below = [row for row in rows[layout.header + 1 :][:_RANKED] if not are_kinds_of_columns(row)]
    behind = []
    for column in range(1, len(fields)):
        is_free = fields[column] in (None, "levels", "skill_description") and column - 1 not in behind
        if is_free and fields[column - 1] == "levels" and _is_of_texts(header, column):
            levels, texts = ([row[n] for row in below if n < len(row) and row[n]] for n in (column - 1, column))
            if 2 * sum(map(_is_wordy, levels)) < len(levels) and 2 * sum(map(_is_wordy, texts)) > len(texts) > 0:
                behind.append(column)
    roles = sum(field == "levels" for n, field in enumerate(fields) if n not in behind)
    if len(behind) < 2 or 2 * len(behind) < roles:
        return layout
    return layout._replace(fields=tuple("texts" if n in behind else field for n, field in enumerate(fields)))


def _is_of_texts(header: Sequence[str], column: int) -> bool:
    """Whether a column can say in words what the one before it asks: without a header, or with that word in it."""
    name = header[column] if column < len(header) else ""
    rest = name.removeprefix(header[column - 1]).strip()
    return not rest or rest in _PAIRED or meaning(rest) == "level_description"


def _is_wordy(cell: str) -> bool:
    return len(cell.split()) > 1 and not has_numbered_name(cell) and not is_level_word(cell)


def are_kinds_of_columns(cells: Sequence[str]) -> bool:
    """Whether a row only says, below the titles, which columns hold levels and which hold texts."""
    held = [folded_header(cell) for cell in cells if cell]
    return len(held) > 2 and len(set(held)) < len(held) and set(held) <= _PAIRED


def field_of_heading(header: Sequence[str]) -> str | None:
    """What a heading above a table has to say, where its columns say all but that: a skill, a role, or nothing.

    Such are tables for each skill, of steps and what they ask, or for each role, of skills and what it asks of them.
    """
    names = [folded_header(cell) for cell in header if cell]
    known, behind = set(map(meaning, names)), names[1:]
    asked = set(_ASKED) & set(map(meaning, behind)) or _STEP_TEXTS.keys() & set(behind)
    if not asked or len(names) > _LEADING:
        return None
    if known & {"skill", "skill_name"} or meaning(names[0]) == "category" or names[0] in _AREAS:
        return None if known & {"role", "title", "finer"} else "role"
    return "skill" if names[0] in _STEPS else None


def columns_of_glossary(header: Sequence[str]) -> tuple[int, int] | None:
    """The columns of the names and of what they mean, of a table that holds nothing else; None for another table."""
    names = {column: folded_header(cell) for column, cell in enumerate(header) if cell}
    fields = {column: meaning(name) for column, name in names.items()}
    named = [n for n in names if fields[n] in ("skill", "skill_name", "role", "title") or names[n] in _STEPS]
    texts = [n for n in names if fields[n] in ("skill_description", "role_note", "summary") or names[n] in _STEP_TEXTS]
    others = names.keys() - {*named, *texts}
    if (
        len(named) != 1
        or len(texts) != 1
        or not all(fields[n] in ("category", "category_name") or names[n] in _IDS | {"number", "no"} for n in others)
    ):
        return None
    return named[0], texts[0]


def row_field(header: str, cells: Sequence[str]) -> str | None:
    """The field of a role that a row of a wide table is about, going by the name where a skill would stand.

    `IGNORE` for one that a catalogue has no field for, None for a skill.
    """
    name = folded_header(header)
    field = meaning(name)
    if name in _IDS and len(set(cells)) == len(cells) > 1 and not any(is_figure(cell) or " " in cell for cell in cells):
        return IGNORE
    if name in _NEXT or (name in _NOTES and not any(map(is_figure, cells))):
        return IGNORE
    if name in _TITLES and not any(map(is_figure, cells)):
        return "title"
    if field in YEARS and "years" in name.split():
        return field
    if all(_WITH_YEARS.search(cell) and years(cell) for cell in cells):
        return field if field in YEARS else "years"
    if field in ("pay", "reports_to"):
        return field
    if _PAY & set(name.split()) and all(_is_large(cell) for cell in cells):
        return "pay"
    if field == "track" and all(map(is_track, cells)):
        return "track"
    if (
        field == "family"
        and name != "practice"
        and len(set(cells)) < max(len(cells), 2)
        and not any(" " in cell and "." in cell for cell in cells)
    ):
        return "family"
    words = [cell for cell in cells if not is_figure(cell)]
    if field in ("people", "scope", "aliases") and (field == "people" or 2 * len(words) > len(cells)):
        # People is a skill too, by numbers alone or by sentences on how to treat them.
        return field if name != "people" or 2 * sum(map(_counts_people, words)) > len(words) else None
    if name in _TEXTS and 2 * len(words) > len(cells):
        return _TEXTS[name]
    if field not in ("seniority", "finer") and name not in _GRADES:
        return None
    return "seniority" if all(cell.isdecimal() for cell in cells) else IGNORE


def is_told_of_roles(header: str) -> bool:
    """Whether a row of this name is about the roles, whatever it holds."""
    name = folded_header(header)
    return meaning(name) in ("pay", "reports_to") or (meaning(name) in YEARS and "years" in name.split())


def _is_large(text: str) -> bool:
    """Whether it is a whole number above every level."""
    return text.isdecimal() and (len(text) > 4 or int(text) > _HIGHEST_LEVEL)


def _counts_people(text: str) -> bool:
    return people(text) is not None


def _guessed(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Without any known header: the first row of two or more cells says the roles, or the skills where roles run down.

    Levels in the cells, or titles with a rank, have to say that it is a ladder at all.
    """
    for index, cells in enumerate(rows[:_SEARCHED]):
        if any(cells[1:]) and index + 1 < len(rows):
            return _guessed_below(index, cells, [row for row in rows[index + 1 :] if row])
    return None


def _guessed_below(index: int, cells: Sequence[str], below: Sequence[Sequence[str]]) -> Layout | None:
    names = [folded_header(cell) for cell in cells]
    first = next((n for n, cell in enumerate(cells[: _LEADING + 1]) if n and read_title(cell).ranked), 1)
    across = [cell for cell, name in zip(cells[first:], names[first:], strict=True) if name and not _is_measure(name)]
    are_roles = _are_ranked(across)
    first = first if are_roles else 1
    if not any(map(str.isalpha, "".join(across))):
        return None
    if not are_roles and cells[0] and (meaning(names[0]) not in (None, "category") or names[0] in _PEOPLE):
        return None
    leading = _leading(names[:first], below)
    fields = (*leading, *(None if not name or _is_measure(name) else "levels" for name in names[first:]))
    _check_levels_across([folded_header(name) for name in across])
    if not are_roles and _are_ranked([row[0] for row in below if row[0]]):
        return Layout("wide", index, ("skill", *("levels" if cell else None for cell in cells[1:])), True, True)
    held = [cell for row in below for cell, field in zip(row, fields, strict=False) if field == "levels" and cell]
    named = [folded_header(cell) for cell in held if has_numbered_name(cell)]
    figures = [halves for cell in held if (halves := in_halves(cell)) is not None]
    if any(halves > 2 * _HIGHEST_GUESSED for halves in figures):
        figures = []
    levels = len(figures) + sum(map(is_level_word, held))
    levels += len(named) if len(set(named)) < len(named) else 0
    return Layout("wide", index, fields, True) if held and (are_roles or 2 * levels > len(held)) else None


def _leading(names: Sequence[str], below: Sequence[Sequence[str]]) -> list[str | None]:
    """The fields of the columns before those of the roles: one holds the skills, others say what they are."""
    fields: list[str | None] = [_WIDE_EXTRAS.get(name, meaning(name)) for name in names]
    fields = [field if field in _WIDE_FIELDS - {"family"} else None for field in fields]
    unknown = [n for n, field in enumerate(fields) if field is None] or [len(names) - 1]
    held = {n: [row[n] for row in below if n < len(row) and row[n]] for n in unknown}
    different = [n for n in unknown if held[n] and len(set(held[n])) == len(held[n])]
    skills = next((n for n in unknown if names[n] == "name"), (different or unknown[:1])[-1])
    fields[skills] = "skill"
    if skills and fields[skills - 1] is None and "category" not in fields:
        fields[skills - 1] = "category"
    return fields


def _are_ranked(titles: Sequence[str]) -> bool:
    """Whether most titles have a word or a number for a rank."""
    return bool(titles) and 2 * sum(read_title(title).ranked for title in titles[:_RANKED]) >= len(titles[:_RANKED])


def check_mapping(headers: Iterable[Sequence[str]], mapping: Mapping[str, str]) -> None:
    """Raises UsageError when `mapping` names a header that none of the tables has."""
    cells = [cell for header in headers for cell in header if cell]
    there = {folded_header(cell) or cell for cell in cells}
    for name in mapping:
        if name not in there:
            hint = did_you_mean(name, cells) or f"; the header has {', '.join(map(repr_quoted, cells[:12]))}"
            raise UsageError(f"--map: there is no column {repr_quoted(name)}{hint}")
