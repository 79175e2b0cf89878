"""The rungs of a table that says no seniority: its order, unless that is of the alphabet or runs downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pmladder.catalogue.grammar import Raw
from pmladder.catalogue.labels import folded
from pmladder.imports.ladder.title_words import TitleInFamily, read_title
from pmladder.text import plural

_SORTED = 4
"""From so many roles on, an order of the alphabet is none that somebody thought of."""
_MOST_SHOWN = 5


def set_rungs(roles: Sequence[Raw], sorted_by_title: bool, remarks: list[str]) -> None:
    """Give every role its seniority, within each family; `remarks` says by what.

    `sorted_by_title` is whether tables of this kind are sorted, so that the order of few roles says nothing either.
    """
    families: dict[str, list[Raw]] = {}
    for role in roles:
        families.setdefault(role.get("family", ""), []).append(role)
    alphabetical = sorted_by_title or (len(roles) >= _SORTED and _is_sorted(roles))
    turned: list[str] = []
    for family, members in families.items():
        ordered = _in_order(members, alphabetical and _is_sorted(members))
        if ordered != members:
            told = ", ".join(f"{number} {role['title']}" for number, role in enumerate(ordered, 1))
            turned.append(f"family {family}: {told}" if family else told)
        for number, role in enumerate(ordered, 1):
            role["seniority"] = number
    if len(roles) > 1:
        remarks.extend(_told(turned, len(families)))


def asked_change(lower: Raw, higher: Raw) -> int | None:
    """How many levels the skills that both ask for rise from one role to another; None when they share none."""
    below, above = asked_levels(lower), asked_levels(higher)
    shared = below.keys() & above.keys()
    return sum(above[skill] - below[skill] for skill in shared) if shared else None


def asked_levels(role: Raw) -> dict[str, int]:
    """The levels that a role asks for, by skill."""
    asked = role.get("skills", {})
    return {skill: level["level"] if isinstance(level, Mapping) else level for skill, level in asked.items()}


def _told(turned: Sequence[str], families: int) -> list[str]:
    within = ", within each family" if families > 1 else ""
    if not turned:
        return [f"nothing says seniority: the order of the roles is taken{within}, lowest first"]
    where = f" of {plural(len(turned), 'family', 'families')}" if families > 1 else ""
    said = (
        f"nothing says seniority, and the order of the roles{where} is no ladder: "
        "their titles and what they ask for are taken; look at it, or give a column Seniority"
    )
    rest = len(turned) - _MOST_SHOWN
    return [said, *turned[:_MOST_SHOWN], *([f"and {plural(rest, 'more family', 'more families')}"] * (rest > 0))]


def _in_order(members: list[Raw], is_sorted: bool) -> list[Raw]:
    """The roles of a family, lowest first: as in the file, turned, or by title, whichever goes down least."""
    titles = [read_title(role["title"]) for role in members]
    if not (_falls_by_title(titles, is_sorted) or _only_falls(members)):
        return members
    places = range(len(members))
    by_title = sorted(places, key=lambda place: (titles[place].rung, _mean(members[place]) if is_sorted else 0.0))
    found = [[members[place] for place in by_title], members[::-1], members]
    return min(found, key=_falls)


def _falls_by_title(titles: Sequence[TitleInFamily], is_sorted: bool) -> bool:
    """Whether a higher title stands before a lower one: of one job, or of any where the order is the alphabet's."""
    highest: dict[object, float] = {}
    for title in titles:
        job = None if is_sorted else title.job
        if title.rung < highest.get(job, 0.0):
            return True
        highest[job] = title.rung
    return False


def _only_falls(members: Sequence[Raw]) -> bool:
    changes = [asked_change(*pair) for pair in pairwise(members)]
    return len(changes) > 1 and all(change is not None and change < 0 for change in changes)


def _falls(members: Sequence[Raw]) -> int:
    """At how many steps less is asked for."""
    return sum((asked_change(*pair) or 0) < 0 for pair in pairwise(members))


def _mean(role: Raw) -> float:
    levels = asked_levels(role).values()
    return sum(levels) / len(levels) if levels else 0.0


def _is_sorted(roles: Sequence[Raw]) -> bool:
    titles = [folded(role["title"]) for role in roles]
    return titles == sorted(titles)
