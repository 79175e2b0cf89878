"""The families of a table that names none: jobs that come in several grades each, told apart by their titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pmladder.catalogue.grammar import Raw
from pmladder.imports.ladder.table_ids import slug
from pmladder.imports.ladder.table_order import asked_change
from pmladder.imports.ladder.title_words import TitleInFamily, read_title

_FEWEST_LADDERS = 2
_MOST_SHOWN = 8


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
    if len(ladders) < _FEWEST_LADDERS or not _starts_anew(roles, titles, ladders):
        return
    single = [place for place, title in enumerate(titles) if title.job not in ladders]
    named = [("-".join(job), places) for job, places in ladders.items()]
    _name(roles, [*named, *_alike(roles, titles, single)])
    sizes = Counter(role["family"] for role in roles)
    shown = ", ".join(f"{family} {size}" for family, size in list(sizes.items())[:_MOST_SHOWN])
    remarks.append(
        f"no column says families; by their titles the roles are of {len(sizes)}: "
        f"{shown}{', ...' if len(sizes) > _MOST_SHOWN else ''}; look at them, or give a column Family"
    )


def _starts_anew(
    roles: Sequence[Raw], titles: Sequence[TitleInFamily], ladders: Mapping[tuple[str, ...], list[int]]
) -> bool:
    """Whether in the order of the file a ladder ends and another begins lower, nearer to its foot than to its top.

    Going from engineers to their managers may ask for less of some skill, but does not begin at the foot again.
    """
    for place, (before, after) in enumerate(pairwise(titles)):
        if before.job == after.job or after.rung >= before.rung or not {before.job, after.job} <= ladders.keys():
            continue
        foot, top = (roles[ladders[before.job][end]] for end in (0, -1))
        first = roles[place + 1]
        if (asked_change(top, first) or 0) < 0 and 2 * (asked_change(foot, first) or 0) < (
            asked_change(foot, top) or 0
        ):
            return True
    return False


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


def _name(roles: Sequence[Raw], families: Iterable[tuple[str, Sequence[int]]]) -> None:
    """Put roles into families, each of a name of its own."""
    taken = {"core", "adjacent"}
    for name, places in families:
        wanted = slug(name) or "family"
        made, number = wanted, 1
        while made in taken:
            number += 1
            made = f"{wanted}-{number}"
        taken.add(made)
        for place in places:
            roles[place]["family"] = made
