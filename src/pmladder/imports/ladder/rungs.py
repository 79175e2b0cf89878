"""How high each role stands: as the file says, else by its order, unless that is of the alphabet or runs downwards.

Where two titles name one rung on two tracks (`Lead (IC)`, `Lead (people manager)`), the ladder forks there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pmladder.catalogue.grammar import Raw
from pmladder.imports.ladder.titles import TitleInFamily, read_title
from pmladder.text import folded, plural, repr_quoted

INDIVIDUAL, _MANAGEMENT = "individual", "management"
_SORTED = 4
"""From so many roles on, an order of the alphabet is none that somebody thought of."""
_MOST_SHOWN = 5
_TRACKS: Mapping[str, str] = {
    **dict.fromkeys(("individual contributor", "individual", "ic", "specialist", "expert track"), INDIVIDUAL),
    **dict.fromkeys(("people manager", "people management", "manager", "management", "people lead"), _MANAGEMENT),
}
_OF_IDS: Mapping[str, str] = {"ic": INDIVIDUAL, **dict.fromkeys(("pm", "em", "m", "mgr", "manager"), _MANAGEMENT)}
"""Ends of ids that tell two branches apart; alone they may mean anything, such as a product manager."""
_NAME = re.compile(r"(?P<base>.*\S)\s*(?:\((?P<in>[^()]+)\)|\s[-–—/|]\s*(?P<dash>[^()]+)|[,:]\s*(?P<comma>[^()]+))")
_LEADS = re.compile(r"\b(?:director|head|vice president|vp|chief|c[a-z]o|manager)\b", re.IGNORECASE)


def set_rungs(roles: Sequence[Raw], sorted_by_title: bool, remarks: list[str]) -> None:
    """Give every role its seniority, within each family, and its track where the ladder forks; `remarks` says by what.

    `sorted_by_title` is whether tables of this kind are sorted, so that the order of few roles says nothing either.
    """
    families = by_family(roles)
    ranked = [role for role in roles if "seniority" in role]
    if ranked:
        for number, role in enumerate(roles, 1):
            if "seniority" not in role:
                role["seniority"] = number
                remarks.append(f"role {repr_quoted(role['id'])} has no seniority; {number}, its place, is taken")
    else:
        _by_order(families, sorted_by_title or (len(roles) >= _SORTED and _is_sorted(roles)), remarks)
    for members in families.values():
        _set_tracks(members, remarks)


def by_family(roles: Sequence[Raw]) -> dict[str, list[Raw]]:
    """The roles of each family, in their order."""
    families: dict[str, list[Raw]] = {}
    for role in roles:
        families.setdefault(role.get("family", ""), []).append(role)
    return families


def branch(role: Raw) -> tuple[str, str]:
    """The title of a role without the track that it names, and the track or nothing."""
    match = _NAME.fullmatch(role["title"])
    words = (match["in"] or match["dash"] or match["comma"]) if match else ""
    track = _TRACKS.get(" ".join(folded(words).replace("-", " ").removesuffix(" track").split()), "")
    return (match["base"], track) if match and track else (role["title"], "")


def asked_change(lower: Raw, higher: Raw) -> int | None:
    """How many levels the skills that both ask for rise from one role to another; None when they share none."""
    below, above = asked_levels(lower), asked_levels(higher)
    shared = below.keys() & above.keys()
    return sum(above[skill] - below[skill] for skill in shared) if shared else None


def asked_levels(role: Raw) -> dict[str, int]:
    """The levels that a role asks for, by skill."""
    asked = role.get("skills", {})
    return {skill: level["level"] if isinstance(level, Mapping) else level for skill, level in asked.items()}


def _by_order(families: Mapping[str, list[Raw]], alphabetical: bool, remarks: list[str]) -> None:
    turned: list[str] = []
    for family, members in families.items():
        ordered = _in_order(members, alphabetical and _is_sorted(members))
        if ordered != members:
            told = ", ".join(f"{number} {role['title']}" for number, role in enumerate(ordered, 1))
            turned.append(f"family {family}: {told}" if family else told)
        for rank, role in zip(_ranks(ordered), ordered, strict=True):
            role["seniority"] = rank
    if sum(map(len, families.values())) > 1:
        remarks.extend(_told(turned, len(families)))


def _ranks(ordered: Sequence[Raw]) -> list[int]:
    """The rank of each role: its place, where branches of one base stand together."""
    ranks: list[int] = []
    tracks_of: dict[tuple[str, int], set[str]] = {}
    latest: dict[str, int] = {}
    highest = 0
    for base, track in _branches(ordered):
        rank = latest.get(folded(base), 0)
        taken = tracks_of.get((folded(base), rank), {""})
        if not track or "" in taken or track in taken:
            rank = highest = highest + 1
        latest[folded(base)] = rank
        tracks_of.setdefault((folded(base), rank), set()).add(track)
        ranks.append(rank)
    return ranks


def _branches(roles: Sequence[Raw]) -> list[tuple[str, str]]:
    """The base and the track of each role: by its title, or by the end of its id where another has the other end."""
    by_id = [_branch_of_id(role["id"]) for role in roles]
    beside: dict[str, set[str]] = {}
    for base, track in by_id:
        beside.setdefault(base, set()).add(track)
    branches = []
    for (id_base, id_track), role in zip(by_id, roles, strict=True):
        base, track = branch(role)
        if not track and id_track and len(beside[id_base] - {""}) > 1 and INDIVIDUAL in beside[id_base]:
            base, track = id_base, id_track
        branches.append((base, role.get("track", "") or track))
    return branches


def _branch_of_id(text: str) -> tuple[str, str]:
    base, _, end = folded(text).rpartition("-")
    return (base, _OF_IDS.get(end, "")) if base else (text, "")


def _set_tracks(members: Sequence[Raw], remarks: list[str]) -> None:
    """Name the tracks where the ladder forks, and that of those who lead above a fork."""
    branches = _branches(members)
    managed = [role["seniority"] for role, (_, track) in zip(members, branches, strict=True) if track == _MANAGEMENT]
    for role, (_, track) in zip(members, branches, strict=True):
        if track:
            role["track"] = track
        elif managed and role["seniority"] > min(managed) and _LEADS.search(role["title"]):
            role["track"] = _MANAGEMENT
            remarks.append(f"role {repr_quoted(role['title'])} says no track; its title is taken for management")


def _told(turned: Sequence[str], families: int) -> list[str]:
    within = ", within each family" if families > 1 else ""
    if not turned:
        return [f"nothing says seniority: the order of the roles is taken{within}, lowest first"]
    where = f" of {plural(len(turned), 'family', 'families')}" if families > 1 else ""
    line = (
        f"nothing says seniority, and the order of the roles{where} is no ladder: "
        "their titles and what they ask for are taken; look at it, or give a column Seniority"
    )
    rest = len(turned) - _MOST_SHOWN
    return [line, *turned[:_MOST_SHOWN], *([f"and {plural(rest, 'more family', 'more families')}"] * (rest > 0))]


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
