"""A role as it is at a company of one size."""

from __future__ import annotations

import pytest

from pmladder.catalogue.models import Catalogue, Role
from pmladder.files.catalogue_file import parse_catalogue

TEXT = """
reach: [team, company]
roles:
  - id: head
    title: Head
    years: {min: 8, typical: 10}
    people: {entry: 2, min: 5}
    reach: {level: company, entry: team}
    evidence: [A team led]
    skills: {craft: {level: 3, entry: 1}, talk: 4}
    must_have: [craft]
    by_company:
      small:
        skills: {craft: 2, sales: {level: 1, entry: none}}
        must_have: [talk, sales]
        people: {min: 1}
        evidence: []
      medium: {years: {min: 8, typical: 10}, skills: {talk: 4}}
  - {id: other, title: Other}
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return parse_catalogue(TEXT, "a.yaml")


@pytest.fixture(scope="module")
def head(catalogue: Catalogue) -> Role:
    return catalogue.roles_by_id["head"]


def test_what_is_said_of_a_size_replaces_and_the_rest_stays(head: Role) -> None:
    small = head.sized("small")
    asked = {skill: (cell.level, cell.entry, cell.must_have) for skill, cell in small.skills.items()}
    assert asked == {"craft": (2, None, False), "talk": (4, None, True), "sales": (1, 0, True)}
    assert small.must_have == ("talk", "sales")
    assert small.people is not None
    assert (small.people.entry, small.people.min) == (None, 1)
    assert (small.years, small.reach, small.evidence) == (head.years, head.reach, ())
    assert [cell.must_have for cell in head.skills.values()] == [True, False]


def test_a_role_of_which_nothing_differs_is_itself_and_each_is_made_once(catalogue: Catalogue, head: Role) -> None:
    assert head.sized(None) is head
    assert head.sized("large") is head
    assert head.sized("medium") is head
    assert catalogue.roles_by_id["other"].sized("small") is catalogue.roles_by_id["other"]
    small = head.sized("small")
    assert head.sized("small") is small
    assert small.sized("medium") is small
