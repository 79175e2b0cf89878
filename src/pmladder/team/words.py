"""What the words of a roster mean: the names of its columns, cells that say nothing, and levels. One table for all.

Whoever reads a roster, cell by cell or with a database, takes what they mean from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, level_numbers
from pmladder.catalogue.spelling import words_of
from pmladder.names.skills import SkillNames
from pmladder.text import did_you_mean, repr_quoted

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "person id", "employee id", "employee number", "personnel number"),
    "name": ("name", "person", "employee", "full name"),
    "role": ("role", "title", "job title", "job", "position"),
    "team": ("team", "group", "department", "squad"),
    "manager": ("manager", "manager id", "line manager", "reports to"),
    "years": ("years", "years in product", "product years"),
    "years_of_work": ("years of work", "years of experience", "work years"),
    "years_in_role": ("years in role", "years in the role", "time in role", "years in present role"),
    "people": ("people", "people led", "reports", "direct reports"),
    "people_led_before": ("people led before", "people before"),
    "reach": ("reach",),
    "education": ("education", "degree"),
    "company_size": ("company size", "size"),
    "goal": ("goal", "goal role", "target role"),
    "rated": ("rated", "date of rating", "rated on", "rating date"),
}
"""The columns of a roster beside its skills, each with the headers that it goes by."""

BLANK = frozenset(("", "-", "–", "—", "?", "not rated", "unrated", "unknown", "not known"))
"""Cells that say nothing, folded: in the column of a skill, that nobody rated it."""
NOT_APPLICABLE = frozenset(("n/a", "na", "not applicable"))
NAMED = frozenset(("x", "yes", "y", "✓", "✔"))
"""A skill that is there, at a level nobody gave."""
WHY_NOT_APPLICABLE = "the roster says so"

NUMBER = r"[0-9]{1,7}([.,][0-9]{1,4})?"
"""A number as a roster may write it, as a pattern that Python and databases read alike."""
FIRST_YEAR = "1900"
DAY = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
MOST: Mapping[str, int] = {
    "years": 80,
    "years_of_work": 80,
    "years_in_role": 80,
    "people": 1_000_000,
    "people_led_before": 1_000_000,
}
"""The columns that hold numbers, and the most that each may say."""
WHOLE = frozenset(("people", "people_led_before"))
SIZES = ("small", "medium", "large")
DEGREES = ("none", "school", "bachelor", "master", "doctorate")

NAMED_CODE, NOT_APPLICABLE_CODE = -1, -2
"""What the table of level words says of a skill that is only named, and of one that does not apply."""


class Columns(NamedTuple):
    """What the columns of a roster hold: the place of each field and of each skill. `unread` are headers unknown."""

    fields: Mapping[str, int]
    skills: Mapping[str, int]
    unread: tuple[str, ...] = ()


def folded_cell(text: str) -> str:
    """A cell as its words are compared: without spaces around, in small letters."""
    return text.strip().lower()


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return folded_cell(text) in BLANK


def level_words(catalogue: Catalogue) -> Mapping[str, int]:
    """What each word in the column of a skill means, folded: the number of a level, or one of the two codes."""
    top = len(catalogue.scale)
    numbers = {str(number): number for number in range(top + 1)}
    decimals = {f"{number}.0": number for number in range(top + 1)}
    names = {name.lower(): number for name, number in level_numbers(catalogue.scale_names).items()}
    special = {**dict.fromkeys(NAMED, NAMED_CODE), **dict.fromkeys(NOT_APPLICABLE, NOT_APPLICABLE_CODE)}
    # What the catalogue calls a level is one, whatever else the word could say.
    return {**special, **decimals, **numbers, **names}


def columns_of(headers: Iterable[str], catalogue: Catalogue) -> tuple[Columns, list[str]]:
    """What the columns under `headers` hold, and in words what is wrong with them as a whole.

    A header that is a field is one, even where a skill is called so. What is neither is left out and named.
    """
    known = {words_of(name): field for field, names in FIELDS.items() for name in names}
    names = SkillNames(catalogue)
    fields: dict[str, int] = {}
    skills: dict[str, int] = {}
    unread, problems = [], []
    for place, header in enumerate(headers):
        words = words_of(header)
        if not header.strip():
            continue
        field = known.get(words)
        naming = None if field else names.of(words)
        found = fields if field else skills
        key = field or (naming.skills[0] if naming and len(naming.skills) == 1 else None)
        if key is None:
            unread.append(header.strip())
        elif key in found:
            problems.append(f"columns {found[key] + 1} and {place + 1} both hold {repr_quoted(key)}; leave one of them")
        else:
            found[key] = place
    if not {"id", "name"} & fields.keys():
        hint = "the first row has the headers; `pmladder team new` writes a roster to fill in"
        problems.insert(0, f'has no column "id" or "name"; {hint}')
    return Columns(fields, skills, tuple(unread)), problems


def about_unread(columns: Columns, catalogue: Catalogue) -> list[str]:
    """A line for each column that is neither a field nor a skill."""
    skills = tuple(name for skill in catalogue.skills for name in (skill.name, skill.id))
    every = (*FIELDS, *skills)
    return [
        f"column {repr_quoted(header)} is no field and no skill, and was left out{did_you_mean(header, every)}"
        for header in columns.unread
    ]


def number_of(text: str, field: str) -> float | None:
    """The number that a cell of this field holds; None for what is none, or out of its range."""
    plain = text.strip()
    if not re.fullmatch(NUMBER, plain, re.ASCII):
        return None
    value = float(plain.replace(",", "."))
    if value > MOST[field] or (field in WHOLE and not value.is_integer()):
        return None
    return value


def day_of(text: str) -> str | None:
    """The day, month or year that a cell holds; None for what is none. A time behind the day is left out."""
    plain = text.strip().removesuffix(" 00:00:00")
    if not re.fullmatch(DAY, plain, re.ASCII) or plain < FIRST_YEAR:
        return None
    try:
        date.fromisoformat(f"{plain}-01-01"[:10])
    except ValueError:
        return None
    return plain
