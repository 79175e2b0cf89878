"""The levels of a structured ladder as roles: how high each stands, and on which track where the ladder forks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pmladder.catalogue.labels import folded
from pmladder.imports.ladder.structured_parts import LevelEntry
from pmladder.imports.ladder.table_figures import track as track_called
from pmladder.imports.ladder.table_ids import is_id, slug
from pmladder.text import repr_quoted

_INDIVIDUAL, _MANAGEMENT = "individual", "management"
_HIGHEST = 1_000_000
_TRACKS: Mapping[str, str] = {
    **dict.fromkeys(("individual contributor", "individual", "ic", "specialist", "expert track"), _INDIVIDUAL),
    **dict.fromkeys(("people manager", "people management", "manager", "management", "people lead"), _MANAGEMENT),
}
_OF_IDS: Mapping[str, str] = {"ic": _INDIVIDUAL, **dict.fromkeys(("pm", "em", "m", "mgr", "manager"), _MANAGEMENT)}
"""Ends of ids that tell two branches apart; alone they may mean anything, such as a product manager."""
_NAME = re.compile(r"(?P<base>.*\S)\s*(?:\((?P<in>[^()]+)\)|\s[-–—/|]\s*(?P<dash>[^()]+)|[,:]\s*(?P<comma>[^()]+))")
_LEADS = re.compile(r"\b(?:director|head|vice president|vp|chief|c[a-z]o|manager)\b", re.IGNORECASE)


class FrameworkStep(NamedTuple):
    """A level: its title, its rank and its track; `forked` when its rank has a step on another track.

    The `base` is the title without the track.
    """

    title: str
    base: str
    rank: int
    track: str
    forked: bool


def steps_of(levels: Sequence[LevelEntry], remarks: list[str], unread: list[str]) -> list[FrameworkStep]:
    """The steps in the order of the file. Two of one base on different tracks have one rank; `remarks` says so."""
    branches = _branches(levels, unread)
    ranks = _ranks(levels, branches, remarks, unread)
    tracks_at: dict[int, set[str]] = {}
    for rank, (_, track) in zip(ranks, branches, strict=True):
        tracks_at.setdefault(rank, set()).add(track or _INDIVIDUAL)
    forks = [rank for rank, tracks in tracks_at.items() if len(tracks) > 1]
    # Where a level says management and none beside it says another track, the ladder forks on the way there.
    managed = [*forks, *(rank for rank, tracks in tracks_at.items() if _MANAGEMENT in tracks)]
    steps = []
    for level, (base, track), rank in zip(levels, branches, ranks, strict=True):
        title = level.text("name") or level.text("id")
        if not track and managed and rank > min(managed) and _LEADS.search(title):
            track = _MANAGEMENT
            remarks.append(f"{level.where}: {repr_quoted(title)} says no track; its title is taken for management")
        steps.append(FrameworkStep(title, base, rank, track or _INDIVIDUAL, rank in forks))
    return steps


def _branches(levels: Sequence[LevelEntry], unread: list[str]) -> list[tuple[str, str]]:
    """The base and the track of each level: its title without the track that it names, and the track or nothing."""
    by_id = [_branch_of_id(level.text("id")) for level in levels]
    beside: dict[str, set[str]] = {}
    for base, track in by_id:
        beside.setdefault(base, set()).add(track)
    branches = []
    for number, level in enumerate(levels):
        base, track = _branch(level.text("name") or level.text("id"))
        if not track and by_id[number][1]:
            tracks = beside[by_id[number][0]] - {""}
            if len(tracks) > 1 and _INDIVIDUAL in tracks:
                base, track = by_id[number]
        branches.append((base, _said_track(level, unread) or track))
    return branches


def _said_track(level: LevelEntry, unread: list[str]) -> str:
    text = level.text("track")
    word = _TRACKS.get(folded(text)) or track_called(text)
    word = word if is_id(word) else slug(word)
    if text and not word:
        unread.append(f"{level.where}, track: {repr_quoted(text)} cannot be read as a track")
    return word


def _branch(name: str) -> tuple[str, str]:
    """`Lead (People manager)` as `Lead` and the track that it names; no track for any other title."""
    match = _NAME.fullmatch(name)
    words = (match["in"] or match["dash"] or match["comma"]) if match else ""
    track = _TRACKS.get(" ".join(folded(words).replace("-", " ").removesuffix(" track").split()), "")
    return (match["base"], track) if match and track else (name, "")


def _branch_of_id(text: str) -> tuple[str, str]:
    base, _, end = folded(text).rpartition("-")
    return (base, _OF_IDS.get(end, "")) if base else (text, "")


def _ranks(
    levels: Sequence[LevelEntry], branches: Sequence[tuple[str, str]], remarks: list[str], unread: list[str]
) -> list[int]:
    """The rank of each level: as the file says for all of them, else its place, branches of one base together."""
    said = [level.text("rank") for level in levels]
    if all(map(_is_rank, said)):
        return [int(text) for text in said]
    for level, text in zip(levels, said, strict=True):
        if text and not _is_rank(text):
            unread.append(f"{level.where}, rank: {repr_quoted(text)} is no whole number")
        elif any(said) and not text:
            remarks.append(f"{level.where}: has no rank, so that none counts")
    ranks: list[int] = []
    tracks_of: dict[tuple[str, int], set[str]] = {}
    latest: dict[str, int] = {}
    highest = 0
    for base, track in branches:
        rank = latest.get(folded(base), 0)
        taken = tracks_of.get((folded(base), rank), {""})
        if not track or "" in taken or track in taken:
            rank = highest = highest + 1
        latest[folded(base)] = rank
        tracks_of.setdefault((folded(base), rank), set()).add(track)
        ranks.append(rank)
    told = ", ".join(f"{rank} {base}" for rank, (base, _) in dict(zip(ranks, branches, strict=True)).items())
    remarks.append(f"the order of the file is taken for that of the ladder: {told[:1_000]}")
    return ranks


def _is_rank(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < len(str(_HIGHEST))
