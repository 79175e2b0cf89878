"""From the rows of a table to people: one row is one person, and a row that cannot be understood is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmladder.catalogue.models import Catalogue
from pmladder.formats.spreadsheet import SheetRow
from pmladder.profile.models import Company, Profile, Rating
from pmladder.profile.standing import reach_number
from pmladder.team.people import Roster, RosterRow, UnreadRow, too_many
from pmladder.team.words import (
    DEGREES,
    MOST,
    NOT_APPLICABLE_CODE,
    SIZES,
    WHY_NOT_APPLICABLE,
    Columns,
    about_unread,
    columns_of,
    day_of,
    folded_cell,
    is_blank,
    level_words,
    number_of,
)
from pmladder.text import repr_quoted, unsafe

LONGEST = 200
"""The most characters of a name, a title or a team."""

_NUMBERS: Mapping[str, str] = {
    field: f"should be {'a whole number' if field.startswith('people') else 'a number'} from 0 to {most:,}"
    for field, most in MOST.items()
}


class Reader:
    """Reads the rows of one table. What a cell means depends on the catalogue and on the header alone."""

    def __init__(self, catalogue: Catalogue, columns: Columns, file: str) -> None:
        self._catalogue, self._columns, self._file = catalogue, columns, file
        self._levels = level_words(catalogue)
        self._ratings: dict[tuple[int, str | None], Rating] = {}

    def row(self, row: SheetRow) -> RosterRow | UnreadRow:
        """The person of a row, or why there is none: every cell that was not understood, by its column."""
        wrong: list[str] = []
        fields = dict(self._fields(row.cells, wrong))
        ratings = dict(self._skills(row.cells, fields.get("rated"), wrong))
        if not fields.get("id") and not fields.get("name"):
            wrong.insert(0, "has neither an id nor a name")
        if wrong:
            return UnreadRow(self._file, row.number, "; ".join(wrong))
        size = fields.get("company_size")
        profile = Profile.model_construct(
            name=fields.get("name"),
            role=fields.get("role"),
            company=Company.model_construct(size=size) if size else None,
            years=fields.get("years"),
            years_of_work=fields.get("years_of_work"),
            years_in_role=fields.get("years_in_role"),
            people=fields.get("people"),
            people_led_before=fields.get("people_led_before"),
            reach=fields.get("reach"),
            education=fields.get("education"),
            goal=fields.get("goal"),
            skills=ratings,
        )
        return RosterRow(profile, self._file, fields.get("id"), fields.get("team"), fields.get("manager"), row.number)

    def _fields(self, cells: Sequence[str], wrong: list[str]) -> Iterator[tuple[str, Any]]:
        for field, place in self._columns.fields.items():
            text = cells[place].strip() if place < len(cells) else ""
            if is_blank(text):
                continue
            value, should = self._value(field, text)
            if value is None:
                wrong.append(f"column {repr_quoted(field)} {should}")
            else:
                yield field, value

    def _value(self, field: str, text: str) -> tuple[Any, str]:
        if field in MOST:
            number = number_of(text, field)
            whole = number is not None and field.startswith("people")
            return (int(number) if whole and number is not None else number), _NUMBERS[field]
        if field == "rated":
            return day_of(text), "should be a day, such as 2026-11-22"
        if field == "company_size":
            return _one_of(text, SIZES), "should be small, medium or large"
        if field == "education":
            return _one_of(text, DEGREES), f"should be one of {', '.join(DEGREES)}"
        if field == "reach":
            known = self._catalogue.reach
            return (text if reach_number(text, self._catalogue) else None), f"should be one of {', '.join(known)}"
        is_fit = len(text) <= LONGEST and not unsafe(text) and not re.search(r"[\n\t]", text)
        return (text if is_fit else None), f"should be on one line, with at most {LONGEST} characters"

    def _skills(self, cells: Sequence[str], rated: str | None, wrong: list[str]) -> Iterator[tuple[str, Rating]]:
        for skill, place in self._columns.skills.items():
            text = folded_cell(cells[place]) if place < len(cells) else ""
            if is_blank(text):
                continue
            level = self._levels.get(text)
            if level is None:
                wrong.append(f"column {repr_quoted(skill)} should be a level, or empty where nobody rated it")
            else:
                yield skill, self._rating(level, rated)

    def _rating(self, level: int, rated: str | None) -> Rating:
        # There are few levels and days, and many cells.
        if (level, rated) not in self._ratings:
            self._ratings[level, rated] = Rating.model_construct(
                level=level if level >= 0 else None,
                rated=rated,
                not_applicable=WHY_NOT_APPLICABLE if level == NOT_APPLICABLE_CODE else None,
            )
        return self._ratings[level, rated]


def roster_in(
    rows: Sequence[SheetRow], catalogue: Catalogue, file: str, most: int | None = None
) -> tuple[Roster, list[str]]:
    """The people of a table whose first row has the headers, and what is wrong with the table as a whole.

    Raises InputError as soon as there are more than `most` people.
    """
    if not rows:
        return Roster(()), ["is empty; `pmladder team new` writes a roster to fill in"]
    columns, problems = columns_of(rows[0].cells, catalogue)
    if problems:
        return Roster(()), problems
    reader = Reader(catalogue, columns, file)
    people: list[RosterRow] = []
    unread: list[UnreadRow] = []
    different: set[str | int | None] = set()
    for row in rows[1:]:
        entry = reader.row(row)
        if isinstance(entry, UnreadRow):
            unread.append(entry)
            continue
        people.append(entry)
        different.add(entry.id or entry.number)
        if most is not None and len(different) > most:
            raise too_many(file, most, "people")
    remarks = tuple(f"{file}: {line}" for line in about_unread(columns, catalogue))
    return Roster(*twice_left_out(people, unread), remarks), []


def twice_left_out(
    people: Sequence[RosterRow], unread: Sequence[UnreadRow]
) -> tuple[tuple[RosterRow, ...], tuple[UnreadRow, ...]]:
    """People and what was not read, once rows that share an id are none of anybody: nobody knows which is right."""
    rows: dict[str, list[int | None]] = {}
    for person in people:
        if person.id is not None:
            rows.setdefault(person.id, []).append(person.number)
    twice = {key for key, numbers in rows.items() if len(numbers) > 1}
    if not twice:
        return tuple(people), tuple(unread)
    left = [
        UnreadRow(p.file, p.number, 'column "id" has an id that another row has too') for p in people if p.id in twice
    ]
    every = sorted([*unread, *left], key=lambda entry: entry.row or 0)
    return tuple(p for p in people if p.id not in twice), tuple(every)


def _one_of(text: str, words: Sequence[str]) -> str | None:
    return folded_cell(text) if folded_cell(text) in words else None
