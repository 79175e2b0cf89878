"""From the rows of a spreadsheet to a catalogue in the form of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pmladder.catalogue.grammar import Raw
from pmladder.catalogue.labels import DEFAULT_SCALE, folded
from pmladder.errors import InputError, Problem
from pmladder.imports.ladder.table_headers import FIELDS, find_layout, folded_header
from pmladder.imports.ladder.table_levels import find_levels
from pmladder.imports.ladder.table_reading import SheetReading, SheetRow
from pmladder.imports.ladder.told import Told
from pmladder.text import plural

_KINDS = {
    "long": "one row for each role and skill",
    "wide": "skills down, roles across",
    "government": "the UK government's list of capabilities",
}
_NO_HEADER = (
    "no row can be a header; name the columns Role, Skill and Level, or Skill and then each role, "
    'or say which is which with --map "Header=field"'
)


class ImportedLadder(NamedTuple):
    """A catalogue in the form of its file, and lines on how it was read and on what was not."""

    raw: Raw
    remarks: Told
    unread: Told


def import_table(
    rows: Sequence[SheetRow],
    mapping: Mapping[str, str],
    scale: Sequence[str] | None,
    file: str,
    broken: Sequence[str] = (),
) -> ImportedLadder:
    """The catalogue that `rows` (number and cells, none blank) hold; `file` is what messages call it.

    `mapping` says what headers mean, folded; `scale` has the names of the levels, lowest first; `broken` are lines
    on what of the file is no row. Raises InputError when nothing could be read, UsageError for a header in
    `mapping` that is not there.
    """
    reading = SheetReading(rows)
    reading.entries.unread.extend(broken)
    layout = find_layout([cells for _, cells in reading.rows], mapping)
    if layout is None:
        raise InputError(file, [Problem((), "", what) for what in (*broken, _NO_HEADER)])
    if layout.guessed and _is_turned(reading.rows[layout.header][1]):
        what = "has its roles down and its skills across; turn it (paste, transpose), or give a row to each pair"
        raise InputError(file, [Problem((), "", what)])
    if layout.kind == "wide" and _has_levels_across(reading.rows[layout.header][1]):
        what = (
            "has levels across and no roles: it says what skills are; take the file that says which role asks for them"
        )
        raise InputError(file, [Problem((), "", what)])
    reading.read(layout)
    entries = reading.entries
    levels = find_levels(((wanted.level, wanted.number) for wanted in entries.wanted), scale)
    if levels is None:
        what = 'the cells hold too many different words to be levels; say which are with --scale "LOWEST,...,HIGHEST"'
        raise InputError(file, [Problem((), "", what)])
    raw = entries.raw(levels, sorted_by_title=layout.kind == "government")
    if not entries.wanted:
        del raw["scale"]
    skill_less = layout.kind == "long" and not entries.wanted
    if not entries.roles or not (skill_less or any("skills" in role for role in entries.roles.values())):
        nothing = "nothing could be read: no role asks for a skill at a level"
        raise InputError(file, [Problem((), "", what) for what in (*entries.unread, nothing)])
    found = [plural(len(entries.roles), "role"), plural(len(entries.skills), "skill")]
    asked = sum(len(role.get("skills", ())) for role in entries.roles.values())
    head = f"{_KINDS[layout.kind]}: {', '.join(found)}, {plural(asked, 'level')}"
    remarks = Told((*reading.head(layout), head, *(levels.remarks if entries.wanted else ())))
    remarks.extend(entries.remarks)
    return ImportedLadder(raw, remarks, entries.unread)


def _is_turned(header: Sequence[str]) -> bool:
    return folded_header(header[0]) in (*FIELDS["role"], *FIELDS["title"])


def _has_levels_across(header: Sequence[str]) -> bool:
    return {folded(cell) for cell in header} >= set(DEFAULT_SCALE)
