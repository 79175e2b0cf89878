"""Roles side by side: the levels of each, and what changes from one to the next."""

from __future__ import annotations

from engine.small import small
from pmladder.engine.compare import Row, compare

SMALL = small()


def rows(*roles: str) -> dict[str, Row]:
    return {row.skill.id: row for row in compare(SMALL, [SMALL.roles_by_id[role] for role in roles])}


def test_a_row_for_each_skill_that_any_asks_in_the_order_of_the_catalogue() -> None:
    assert list(rows("lead", "junior")) == ["craft", "people", "talk"]
    assert list(rows("senior")) == ["craft", "talk"]


def test_what_changes_from_each_role_to_the_next() -> None:
    found = {skill: (row.levels, row.changes) for skill, row in rows("junior", "senior", "lead").items()}
    assert found == {
        "craft": ((1, 2, 1), ("higher", "lower")),
        "people": ((None, None, 3), ("same", "new")),
        "talk": ((1, 2, None), ("higher", "dropped")),
    }


def test_each_change_lies_between_two_roles() -> None:
    turns = rows("junior", "senior", "lead")["talk"].turns
    assert [(turn.before.id, turn.after.id, turn.change) for turn in turns] == [
        ("junior", "senior", "higher"),
        ("senior", "lead", "dropped"),
    ]
    assert rows("junior")["talk"].turns == ()


def test_one_change_is_enough_to_differ() -> None:
    assert rows("junior", "junior", "senior")["craft"].differs
    assert not rows("junior", "junior")["craft"].differs
    assert not rows("junior")["craft"].differs
