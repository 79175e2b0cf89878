"""The report of `catalogue diff`: what was added, removed, raised, lowered, reworded and changed, entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from itertools import groupby
from typing import Annotated, Literal, NamedTuple, get_args

from pmladder.catalogue.diff import CatalogueChange, ChangeKind, Value
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, Outline, Tone, paragraph, rows_of, shown
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, Key, Shape

_TONES: dict[str, Tone] = {"added": "good", "removed": "bad", "renamed": "open", "raised": "open", "lowered": "open"}
_MOST = 72
_BEFORE = 24


CHANGE = Shape(
    CatalogueChange,
    "ChangeData",
    "One difference. `part` is the kind of the entry, `where` its id, `what` the key in it; empty for the whole entry.",
    Key("change", ChangeKind, lambda change, _: change.kind),
    "part",
    "where",
    "what",
    "old",
    "new",
)
_COLUMNS = (
    Column(key="change", value=lambda change, _: change.kind),
    Column(key="part"),
    Column(key="where"),
    Column(key="what"),
    Column(key="old", value=lambda change, _: shown(change.old)),
    Column(key="new", value=lambda change, _: shown(change.new)),
)


class ChangeCounts(NamedTuple):
    """The number of differences of each kind."""

    added: int
    removed: int
    renamed: int
    raised: int
    lowered: int
    reworded: int
    changed: int


class CatalogueDiffData(NamedTuple):
    """The JSON of `catalogue diff`."""

    schema_version: str
    kind: Literal["catalogue-diff"]
    old: Annotated[Ground, CATALOGUE_REF]
    new: Annotated[Ground, CATALOGUE_REF]
    counts: ChangeCounts
    changes: tuple[Annotated[CatalogueChange, CHANGE], ...]


def catalogue_diff_report(old: Ground, new: Ground, changes: tuple[CatalogueChange, ...]) -> Report:
    """The differences of two catalogues."""
    counts = Counter(change.kind for change in changes)
    data = CatalogueDiffData(
        schema_version=SCHEMA_VERSION,
        kind="catalogue-diff",
        old=old,
        new=new,
        counts=ChangeCounts(*(counts[kind] for kind in get_args(ChangeKind))),
        changes=changes,
    )
    titles = {role.id: role.title for ground in (old, new) for role in ground.catalogue.roles}
    return Report(data, lambda: tuple(_blocks(data, titles)), partial(rows_of, _COLUMNS, changes, new), ground=new)


def _blocks(data: CatalogueDiffData, titles: dict[str, str]) -> Iterator[Block]:
    if not data.changes:
        yield paragraph("The two catalogues say the same.")
        return
    parts = [f"{count} {kind}" for kind, count in zip(data.counts._fields, data.counts, strict=True) if count]
    yield paragraph(
        Cell(f"{_version(data.old)} {wording.ARROW} {_version(data.new)}", "strong"), f": {', '.join(parts)}"
    )
    yield Outline(tuple(_lines(data, titles)))


def _version(ground: Ground) -> str:
    about = ground.catalogue.catalogue
    return f"{about.id} {about.version}"


def _lines(data: CatalogueDiffData, titles: dict[str, str]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for (part, where), group in groupby(data.changes, lambda change: (change.part, change.where)):
        changes = list(group)
        title = f" ({titles[where]})" if part == "role" and where in titles else ""
        name = " ".join(word for word in (part, where.replace("->", wording.ARROW)) if word)
        whole = changes[0] if not changes[0].what else None
        if whole is not None and not (whole.old and whole.new):
            changes = changes[1:]
            yield 0, (_kind(whole.kind), Cell(name, "strong"), Cell(title))
        else:
            yield 0, (Cell(name, "strong"), Cell(title))
        for change in changes:
            yield 1, (_kind(change.kind), Cell(_change_words(change)))


@cache
def _kind(kind: ChangeKind) -> Cell:
    """The word for what became of something; hundreds of thousands of differences share it."""
    return Cell(f"{kind} ", _TONES.get(kind))


def _change_words(change: CatalogueChange) -> str:
    """`skills.coaching: working -> practitioner`; for long texts, the part that differs."""
    old, new = _figure(change.old), _figure(change.new)
    head = f"{change.what}: " if change.what else ""
    if change.old is not None and change.new is not None:
        start = max(0, _first_difference(old, new) - _BEFORE) if max(len(old), len(new)) > _MOST else 0
        return f"{head}{_cut(old, start)} {wording.ARROW} {_cut(new, start)}"
    return f"{head}{_cut(old or new, 0)}"


def _figure(value: Value) -> str:
    return f"{value:,}" if isinstance(value, int) and value >= 10_000 else shown(value)


def _first_difference(old: str, new: str) -> int:
    pairs = zip(old, new, strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _cut(text: str, start: int) -> str:
    head, text = ("…" if start else ""), text[start:]
    return head + (text if len(text) <= _MOST else text[: _MOST - 1] + "…")
