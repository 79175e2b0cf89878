"""From the name of a degree to the level of education that it shows, only where that is clear."""

from __future__ import annotations

import re
from typing import get_args

from pmladder.catalogue.fields import Education
from pmladder.imports.career.lines import words

ORDER: tuple[Education, ...] = get_args(Education)
"""From the lowest to the highest."""

# In the first word of a degree, or as a whole word anywhere where it can be nothing else.
_FIRST: dict[Education, str] = {
    "school": "abitur matura abitura baccalaureat ged hochschulreife highschool",
    "bachelor": "bachelor bachelors ba bs bachelorstudium baccalaureus undergraduate",
    "master": "master masters ma ms magister maestria mestrado masterstudium",
    "doctorate": "doctor doctorate doktor doctorado doutorado",
}
_ANYWHERE: dict[Education, str] = {
    "school": "",
    "bachelor": "bsc beng bba bcom llb btech bfa barch bcs bsba basc",
    "master": "msc mba meng mphil llm mtech mfa march mpa mpp emba msci masc",
    "doctorate": "phd dphil dba edd dsc",
}
_PHRASES: dict[str, Education] = {
    "high school": "school",
    "secondary school": "school",
    "a levels": "school",
    "bachelors degree": "bachelor",
    "masters degree": "master",
}
_NOT_HELD = words(
    "candidate student unfinished incomplete ongoing expected abandoned dropped dropout withdrawn coursework "
    "exchange scrum certificate certification minor visiting course class abd office excel"
)
_WORD = re.compile(r"[^\W_]+")


def level_of_degree(text: str) -> Education | None:
    """The level that a degree of this name shows, or None where the name is not clear."""
    written = _WORD.findall(re.sub(r"[.'’]", "", text).casefold())
    if not written or _NOT_HELD.intersection(written):
        return None
    found = _named(_ANYWHERE, written) | _named(_FIRST, written[:1])
    found |= {level for phrase, level in _PHRASES.items() if f" {phrase} " in f" {' '.join(written)} "}
    if found:
        # A second degree of another level in the same text makes it unclear which is meant.
        found |= _named(_FIRST, written)
    return found.pop() if len(found) == 1 else None


def _named(table: dict[Education, str], written: list[str]) -> set[Education]:
    return {level for level, known in table.items() if words(known).intersection(written)}
