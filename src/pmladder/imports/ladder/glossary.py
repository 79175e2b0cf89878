"""Tables of names and what they mean, beside the tables of a ladder: they describe its skills and its roles."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from pmladder.catalogue.grammar import Raw
from pmladder.imports.ladder.grid import CellGrid
from pmladder.imports.ladder.headers import columns_of_glossary, field_of_heading, find_layout, folded_header, meaning
from pmladder.imports.ladder.titles import read_title
from pmladder.imports.ladder.understood import Place, Understood, one_line
from pmladder.text import first_quoted, folded, plural, repr_quoted


def apart_from_glossaries(
    grids: Sequence[CellGrid], mapping: Mapping[str, str]
) -> tuple[list[CellGrid], list[CellGrid]]:
    """The grids of a ladder, and those that only say what its names mean. Raises NoLadderError.

    Under the title of a role, or of a skill, such a table says what that role asks, or how that skill grows; so do
    several whose names are in no other table.
    """
    likely = [bool(grid.rows) and columns_of_glossary(grid.rows[0][1]) is not None for grid in grids]
    others = [grid for grid, is_likely in zip(grids, likely, strict=True) if not is_likely]
    if mapping or not any(likely) or not any(find_layout([cells for _, cells in grid.rows], {}) for grid in others):
        return list(grids), []
    held = {folded(one_line(cell)) for grid in others for _, cells in grid.rows for cell in cells}
    only = sum(likely) == 1
    means = [
        is_likely
        and not read_title(grid.heading).ranked
        and (folded(grid.heading) not in held or meaning(folded_header(grid.heading)) is not None)
        and (only or _names_in(grid, held))
        for grid, is_likely in zip(grids, likely, strict=True)
    ]
    ladder, glossaries = (
        [grid for grid, is_glossary in zip(grids, means, strict=True) if is_glossary is wanted]
        for wanted in (False, True)
    )
    if glossaries and len(ladder) == 1 and field_of_heading(ladder[0].rows[0][1]) is None:
        # The heading of the only table of the ladder tells nothing apart.
        ladder = [ladder[0]._replace(heading="")]
    return ladder, glossaries


def _names_in(grid: CellGrid, held: set[str]) -> bool:
    column, _ = columns_of_glossary(grid.rows[0][1]) or (0, 0)
    names = [folded(one_line(cells[column])) for _, cells in grid.rows[1:] if column < len(cells) and cells[column]]
    return 2 * sum(name in held for name in names) > len(names)


def read_glossary(grid: CellGrid, found: Understood) -> None:
    """Give the skills and roles read so far what the table says of them; what it says of others is told."""
    name_column, text_column = columns_of_glossary(grid.rows[0][1]) or (0, 0)
    skills, roles = _by_name(found.skills, "name"), _by_name(found.roles, "title")
    others: list[str] = []
    for number, cells in grid.rows[1:]:
        name, text = (cells[at] if at < len(cells) else "" for at in (name_column, text_column))
        place = Place(f"{grid.noun} {number}", f"{grid.across} {repr_quoted(grid.rows[0][1][text_column])}")
        known = folded(one_line(name))
        if known not in skills and known not in roles:
            others.append(name)
        elif text and found.fits(text, place, line=False):
            for key in skills.get(known, ()):
                found.say("skill", key, "description", text, place)
            for key in roles.get(known, ()) if known not in skills else ():
                found.say("role", key, "summary", text, place)
    unused = [at for at, cell in enumerate(grid.rows[0][1]) if cell and at not in (name_column, text_column)]
    under = f"the table of {grid.noun} {grid.rows[0][0]}"
    if others:
        line = f"{under} says what {plural(len(others), 'name')} of no skill or role mean"
        found.unused.append(f"{line}: {first_quoted(others)}; not used", len(others))
    for at in unused:
        found.unused.append(
            f"{under}: {grid.across} {repr_quoted(grid.rows[0][1][at])} is not used", len(grid.rows) - 1
        )


def _by_name(entries: Mapping[Hashable, Raw], field: str) -> dict[str, list[Hashable]]:
    keys: dict[str, list[Hashable]] = {}
    for key, entry in entries.items():
        keys.setdefault(folded(entry[field]), []).append(key)
    return keys
