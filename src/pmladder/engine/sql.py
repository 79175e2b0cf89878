"""The formula as SQL: one statement that assesses everybody in a table for every role of a catalogue.

The text is made from `requirements_of`, presumption, placement and the order of suggestions, so that a database and
the engine say the same. It is plain SQL of the dialect of DuckDB, in words that other databases have too.

It expects one row a person in the table `people`, with the columns of `columns_of`. A pair of columns holds the
interval of a holding: `low` for certain, `high` at most. For a skill both are empty where nobody rated it; `low` 1
without a `high` is a skill that is only named; `low` -1 is one that does not apply. For any other axis, `high` is OPEN
where it has no end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count as numbers
from typing import NamedTuple, get_args

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.engine.formula import OPEN, Requirement
from pmladder.engine.holdings import Holdings
from pmladder.engine.moves import moves_from, steps_to, unusual
from pmladder.engine.placement import core_roles, leading_rungs, rungs_of, single_rungs
from pmladder.engine.presumption import RoleHeld, presumed_from
from pmladder.engine.requirements import requirements_of, skills_asked
from pmladder.engine.suggest import LAST_KINDS, is_outside, off_route
from pmladder.engine.ways_in import CORE, moves_in, usual_rung, ways_in
from pmladder.profile.standing import Standing

SIZES: tuple[CompanySize, ...] = get_args(CompanySize)
NO_END = 1_000_000_000
"""What stands for the upper end of a holding that has none."""
NAMED, NOT_APPLICABLE = 1, -1
MOST_ROLES = 300
"""Of a larger catalogue no statement is made: distances from each role to each goal would fill it."""
COUNTS = (
    "met",
    "exceeded",
    "short",
    "unknown",
    "not_applicable",
    "must_haves_short",
    "must_haves_unknown",
    "presumed",
    "levels_best",
    "levels_worst",
    "growth",
)
_STATUS_COUNTS = COUNTS[:8]
_LEVEL_COUNTS = COUNTS[8:]
