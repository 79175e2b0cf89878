"""The names of catalogue entries in messages, and the ids of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pmladder.catalogue.models import Catalogue, Role, Skill, Transition
from pmladder.errors import Problem
from pmladder.text import repr_quoted

Check = Callable[[Catalogue], Iterator[Problem]]
"""One check of a whole catalogue: it yields what is wrong, or odd."""


def role_named(role: Role) -> str:
    """`role "pm"`."""
    return f"role {repr_quoted(role.id)}"


def skill_named(skill: Skill) -> str:
    """`skill "coaching"`."""
    return f"skill {repr_quoted(skill.id)}"


def move_named(move: Transition) -> str:
    """`transition "pm" to "senior-pm"`."""
    return f"transition {repr_quoted(move.from_role)} to {repr_quoted(move.to)}"


def check_id(check: Callable[..., Any]) -> str:
    """The id of a check: `unknown_ids` is `unknown-ids`."""
    return check.__name__.replace("_", "-")


def with_check(check: str, problem: Problem) -> Problem:
    """`problem` with the id of the check `check`."""
    # The same as `dataclasses.replace`, in a third of the time: a large ladder can have thousands of problems.
    place = (problem.line, problem.column, problem.on_key, problem.misread)
    return Problem(problem.path, problem.where, problem.what, *place, check)


def entry_at(catalogue: Catalogue, path: tuple[str | int, ...]) -> str | None:
    """The entry at `path` in the notation of `silence`: `roles.pm`, `transitions.pm.senior-pm`."""
    if len(path) < 2 or not isinstance(path[1], int):
        return None
    part, entries = str(path[0]), getattr(catalogue, str(path[0]), ())
    if path[1] >= len(entries):
        return None
    entry = entries[path[1]]
    name = f"{entry.from_role}.{entry.to}" if isinstance(entry, Transition) else getattr(entry, "id", None)
    return f"{part}.{name}" if name else None
