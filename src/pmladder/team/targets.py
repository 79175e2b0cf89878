"""From the rows of a table to what a team needs: a skill, a level and how many people a row."""

from __future__ import annotations

from collections.abc import Sequence

from pmladder.catalogue.labels import words_of
from pmladder.catalogue.models import Catalogue
from pmladder.formats.spreadsheet import SheetRow
from pmladder.names.skills import SkillNames
from pmladder.team.coverage import Target
from pmladder.team.words import folded_cell, is_blank, level_words, number_of
from pmladder.text import repr_quoted

_YES = ("yes", "y", "x", "true", "must-have")


def targets_in(rows: Sequence[SheetRow], catalogue: Catalogue) -> tuple[tuple[Target, ...], list[str]]:
    """The targets, in the order of the table, and in words what is wrong with it.

    Columns: `skill` and `level`; `people`, one where it is empty; `must-have`, yes or empty.
    """
    places = {words_of(header): place for place, header in enumerate(rows[0].cells)} if rows else {}
    if ("skill",) not in places or ("level",) not in places:
        return (), ['has no columns "skill" and "level"; beside them there may be "people" and "must-have"']
    names, levels = SkillNames(catalogue), level_words(catalogue)
    targets, problems = [], []
    for row in rows[1:]:
        cells = {words: row.cells[place] if place < len(row.cells) else "" for words, place in places.items()}
        naming = names.of(words_of(cells["skill",]))
        level = levels.get(folded_cell(cells["level",]), 0)
        people = cells.get(("people",), "")
        number = 1 if is_blank(people) else number_of(people, "people")
        if naming is None or len(naming.skills) != 1:
            problems.append(f"row {row.number}: no skill is called {repr_quoted(cells['skill',])}")
        elif level < 1:
            problems.append(f"row {row.number}: should have a level of the scale, {', '.join(catalogue.scale_names)}")
        elif number is None:
            problems.append(f"row {row.number}: people should be a whole number")
        else:
            must = folded_cell(cells.get(("must", "have"), "")) in _YES
            targets.append(Target(naming.skills[0], level, int(number), must))
    return tuple(targets), problems
