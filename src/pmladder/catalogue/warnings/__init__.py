"""The warnings of `pmladder catalogue check`: weaknesses that real ladders have.

A catalogue with warnings can be used. Each warning is one small function that takes a catalogue which has passed the
checks of `catalogue/checks.py`. The tuple at the bottom lists them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import islice

from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.naming import Check, check_id, with_check
from pmladder.catalogue.warnings.names import contested_alias, shared_title, similar_names
from pmladder.catalogue.warnings.requirements import (
    falling_requirement,
    indistinct_roles,
    people_skill_apart,
    promotion_without_gap,
    same_must_haves,
)
from pmladder.catalogue.warnings.use import skill_used_once, uncited_source, unreached_role, unused_skill
from pmladder.catalogue.warnings.years import hole_in_years, overlapping_years
from pmladder.errors import Problem


def warnings_in(
    catalogue: Catalogue, most: int | None = None, known: Container[tuple[str, str]] = ()
) -> Iterator[Problem]:
    """The warnings about `catalogue`, check by check, silenced ones too: at most `most` of each, without those `known`.

    A known warning is given by its check and its place.
    """
    for warning in WARNINGS:
        name = check_id(warning)
        new = (problem for problem in warning(catalogue) if (name, problem.where) not in known)
        for problem in islice(new, most):
            yield with_check(name, problem)


WARNINGS: tuple[Check, ...] = (
    indistinct_roles,
    promotion_without_gap,
    falling_requirement,
    same_must_haves,
    people_skill_apart,
    unreached_role,
    hole_in_years,
    overlapping_years,
    shared_title,
    contested_alias,
    similar_names,
    skill_used_once,
    unused_skill,
    uncited_source,
)
