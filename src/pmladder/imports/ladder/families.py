"""The families of a ladder that names none: different jobs, told apart by their titles and by what they ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pmladder.catalogue.grammar import Raw
from pmladder.imports.ladder.ids import slug
from pmladder.imports.ladder.rungs import asked_change, asked_levels, by_family
from pmladder.imports.ladder.titles import TitleInFamily, read_title

_FEWEST_LADDERS = 2
_MOST_SHOWN = 8
_LATEST = 10
"""How many jobs a role is held against, latest first."""


def find_families(roles: Sequence[Raw], remarks: list[str]) -> None:
    """Give each role a family where one would hold several jobs; `remarks` says so.

    A family that the file names may hold several too.
    """
    split = False
    taken = {"core", "adjacent", *(role["family"] for role in roles if "family" in role)}
    for family, members in by_family(roles).items():
        found = _jobs(members, bool(family))
        if len(found) > 1:
            split = True
            _name(members, found, family, taken)
    if split:
        sizes = Counter(role["family"] for role in roles)
        shown = ", ".join(f"{family} {size}" for family, size in list(sizes.items())[:_MOST_SHOWN])
        remarks.append(
            f"nothing says these families; by titles and by what is asked, the roles are of {len(sizes)}: "
            f"{shown}{', ...' if len(sizes) > _MOST_SHOWN else ''}; look at them, or give a column Family"
        )


def _jobs(roles: Sequence[Raw], is_named: bool) -> list[tuple[str, list[int]]]:
    """The jobs among the roles of one family, each with a name and its roles by number.

    Jobs of two or more grades each are told by their titles. There are several only if going from one to the next
    asks for less: one ladder may well climb from engineers to managers. A role of no such job joins a single one
    before it that is about the same and asks for no more, or is a job alone. Without such jobs, and where the file
    names no family, a role that asks for hardly any of what the one before it asks is another job.
    """
    titles = [read_title(role["title"]) for role in roles]
    jobs: dict[tuple[str, ...], list[int]] = {}
    for place, title in enumerate(titles):
        jobs.setdefault(title.job, []).append(place)
    ladders = {job: places for job, places in jobs.items() if job and len({titles[n].rung for n in places}) > 1}
    if len(ladders) < _FEWEST_LADDERS or not _starts_anew(roles, titles, ladders):
        return [] if is_named else _apart(roles, titles)
    single = [place for place, title in enumerate(titles) if title.job not in ladders]
    return [*(("-".join(job), places) for job, places in ladders.items()), *_alike(roles, titles, single)]


def _starts_anew(
    roles: Sequence[Raw], titles: Sequence[TitleInFamily], ladders: Mapping[tuple[str, ...], list[int]]
) -> bool:
    """Whether in the order of the file a ladder ends and another begins lower, nearer to its foot than to its top.

    Going from engineers to their managers may ask for less of some skill, but does not begin at the foot again. Where
    grades are numbered, they begin at the foot again as soon as the number falls and something asked does not climb.
    """
    for place, (before, after) in enumerate(pairwise(titles)):
        if before.job == after.job or not {before.job, after.job} <= ladders.keys():
            continue
        top, first = roles[place], roles[place + 1]
        if before.number and after.number and after.number <= before.number and not _only_climbs(top, first):
            return True
        if after.rung >= before.rung:
            continue
        foot, top = (roles[ladders[before.job][end]] for end in (0, -1))
        if (asked_change(top, first) or 0) < 0 and 2 * (asked_change(foot, first) or 0) < (
            asked_change(foot, top) or 0
        ):
            return True
    return False


def _only_climbs(lower: Raw, higher: Raw) -> bool:
    """Whether a role asks for all that another asks, at least as much, and for more of something."""
    below, above = asked_levels(lower), asked_levels(higher)
    return below != above and all(above.get(skill, 0) >= level for skill, level in below.items())


def _apart(roles: Sequence[Raw], titles: Sequence[TitleInFamily]) -> list[tuple[str, list[int]]]:
    """Roles in their order, cut where one no longer asks for most of what the one before it asks.

    A role of a job that was there before, or that goes on from an earlier one, joins it.
    """
    found: list[tuple[str, list[int]]] = []
    asked = [asked_levels(role) for role in roles]
    about = [frozenset(title.about) for title in titles]
    for place, title in enumerate(titles):
        for _, members in reversed(found[-_LATEST:]):
            last = members[-1]
            if about[place] & about[last] or _goes_on(asked[last], asked[place]):
                members.append(place)
                break
        else:
            found.append(("-".join(title.job) or roles[place]["title"], [place]))
    return found


def _goes_on(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether what two roles ask has at least half in common of what the one asks that asks for less."""
    common = sum(min(level, other.get(skill, 0)) for skill, level in one.items())
    return 2 * common >= min(sum(one.values()), sum(other.values()))


def _alike(roles: Sequence[Raw], titles: Sequence[TitleInFamily], places: Sequence[int]) -> list[tuple[str, list[int]]]:
    """Roles that are no ladder by their titles, those about the same together as long as they ask for no less."""
    found: list[tuple[str, list[int]]] = []
    latest: dict[str, int] = {}
    for place in places:
        about = titles[place].about
        shared = max((word for word in about if word in latest), key=lambda word: latest[word], default=None)
        number = latest[shared] if shared else len(found)
        if shared and (asked_change(roles[found[number][1][-1]], roles[place]) or 0) >= 0:
            name, members = found[number]
            found[number] = (name if len(members) > 1 else shared, [*members, place])
        else:
            number = len(found)
            found.append(("-".join(titles[place].job) or roles[place]["title"], [place]))
        latest.update(dict.fromkeys(about, number))
    return found


def _name(roles: Sequence[Raw], jobs: Iterable[tuple[str, Sequence[int]]], family: str, taken: set[str]) -> None:
    """Put roles into families, each of a name of its own, that begins with that of the `family` which holds them."""
    for name, places in jobs:
        wanted = f"{family}/{slug(name) or 'family'}" if family else slug(name) or "family"
        made, number = wanted, 1
        while made in taken:
            number += 1
            made = f"{wanted}-{number}"
        taken.add(made)
        for place in places:
            roles[place]["family"] = made
