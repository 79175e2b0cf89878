"""What a program of one's own is given: the same answers as the commands, and errors of our own."""

from __future__ import annotations

from datetime import date

import pytest

import pmladder
from pmladder.errors import InputError, UsageError
from pmladder.profile.models import Profile

CATALOGUE = pmladder.load_catalogue()
ADA = Profile.model_validate({"role": "senior-pm", "years": 6, "skills": {"coaching": 2}})


def test_moves_gaps_and_roles_side_by_side() -> None:
    moves = pmladder.next_roles(CATALOGUE, ADA, date(2026, 11, 27)).suggestions
    assert pmladder.assess(CATALOGUE, ADA, "Group PM") in [move.assessment for move in moves]
    rows = pmladder.compare(CATALOGUE, "senior-pm", "Group PM")
    assert {row.skill.id for row in rows} >= {*CATALOGUE.roles_by_id["group-pm"].skills}


def test_what_the_catalogue_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match='unknown role "grup-pm"; did you mean "group-pm"'):
        pmladder.assess(CATALOGUE, ADA, "grup-pm")
    for said in ({"skills": {"alchemy": 2}}, {"skills": {"coaching": 9}}):
        with pytest.raises(InputError):
            pmladder.next_roles(CATALOGUE, Profile.model_validate(said))
