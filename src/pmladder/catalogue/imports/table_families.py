"""The families of a table that names none: jobs that come in several grades each, told apart by their titles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pmladder.catalogue.imports.table_ids import slug
from pmladder.catalogue.imports.table_order import asked_change
from pmladder.catalogue.imports.title_words import Title, read_title
from pmladder.text import plural

Raw = dict[str, Any]
_FEWEST_LADDERS = 2
_TAKEN = ("core", "adjacent", "")
"""Families that mean something in every catalogue."""


def find_families(roles: Sequence[Raw], remarks: list[str]) -> None:
    """Give each role a family where the titles hold several ladders, one after the other; `remarks` says so.

    Those are jobs of two or more grades each. There are several only if going from one to the next asks for less:
    one ladder may well climb from engineers to managers. A role of no such job joins a single one before it that is
    about the same and asks for no more, or is a family alone.
    """
    titles = [read_title(role["title"]) for role in roles]
    jobs: dict[tuple[str, ...], list[int]] = {}
    for place, title in enumerate(titles):
        jobs.setdefault(title.job, []).append(place)
    ladders = {job: places for job, places in jobs.items() if job and len({titles[n].rung for n in places}) > 1}
    if len(ladders) < _FEWEST_LADDERS or not _starts_anew(roles, titles, list(ladders)):
        return
    single = [place for place, title in enumerate(titles) if title.job not in ladders]
    for job, places in ladders.items():
        _name(roles, places, "-".join(job))
    for about, places in _alike(roles, titles, single):
        _name(roles, places, about)
    families = dict.fromkeys(role["family"] for role in roles)
    shown = ", ".join(list(families)[:5]) + (", ..." if len(families) > 5 else "")
    remarks.append(
        f"no column says families: the titles hold {plural(len(families), 'ladder')}, each taken for a family: {shown}"
    )


def _starts_anew(roles: Sequence[Raw], titles: Sequence[Title], jobs: list[tuple[str, ...]]) -> bool:
    """Whether somewhere in the order of the file a ladder ends and another begins lower."""
    return any(
        before.job != after.job and after.job in jobs and after.rung < before.rung and (asked_change(*pair) or 0) < 0
        for pair, (before, after) in zip(pairwise(roles), pairwise(titles), strict=True)
    )


def _alike(roles: Sequence[Raw], titles: Sequence[Title], places: Sequence[int]) -> list[tuple[str, list[int]]]:
    """Roles that are no ladder by their titles, those about the same together as long as they ask for no less."""
    found: list[tuple[str, list[int]]] = []
    for place in places:
        for number, (about, members) in reversed(list(enumerate(found))):
            shared = [word for word in titles[place].about if word in titles[members[-1]].about]
            if shared and (asked_change(roles[members[-1]], roles[place]) or 0) >= 0:
                found[number] = (about if len(members) > 1 else shared[0], [*members, place])
                break
        else:
            found.append(("-".join(titles[place].job) or roles[place]["title"], [place]))
    return found


def _name(roles: Sequence[Raw], places: Sequence[int], name: str) -> None:
    """Put roles into a family of their own."""
    taken = {role.get("family", "") for role in roles}
    wanted = slug(name) or "family"
    made, number = wanted, 1
    while made in taken or made in _TAKEN:
        number += 1
        made = f"{wanted}-{number}"
    for place in places:
        roles[place]["family"] = made
