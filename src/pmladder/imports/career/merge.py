"""What an import would change in a profile that is there: what it adds, what differs, what only the old one has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pmladder.catalogue.labels import folded
from pmladder.imports.career.order import is_earliest_first, place_in_time
from pmladder.imports.ladder.ids import Ids

Raw = Mapping[str, Any]
Path = tuple[str | int, ...]

_SINGLE = (
    *("name", "role", "years", "years_of_work", "years_in_role"),
    *("people", "people_led_before", "reach", "education", "goal", "focus"),
)


class DifferentLine(NamedTuple):
    """One entry of a difference: where in the profile, and what stands there."""

    where: str
    what: str


class ImportDifference(NamedTuple):
    """What an import means for a profile.

    `steps` is what a merge does: paths, their new values, and whether the value is a new entry before the one that has
    this index by then; an index one beyond a list adds to it.
    `added` is new, `filled` was missing in an entry that is there, `differing` is said otherwise by the two: a
    merge keeps the old. `only_old` is what the import knows nothing of: a replacement loses it.
    """

    steps: tuple[tuple[Path, Any, bool], ...]
    added: tuple[DifferentLine, ...]
    filled: tuple[DifferentLine, ...]
    differing: tuple[DifferentLine, ...]
    only_old: tuple[DifferentLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two profiles say the same."""
        return not (self.added or self.filled or self.differing or self.only_old)


def difference(old: Raw, new: Raw) -> ImportDifference:
    """What `new` means for `old`, both profiles as plain data."""
    made = _Made([], [], [], [], [])
    for key in _SINGLE:
        _single(made, (key,), old.get(key), new.get(key))
    for key in ("name", "size"):
        _single(made, ("company", key), _inner(old, "company").get(key), _inner(new, "company").get(key))
    _history(made, old.get("history", ()), new.get("history", ()))
    evidence = _Made([], [], [], [], [])
    ids = _evidence(evidence, old.get("evidence", ()), new.get("evidence", ()))
    _skills(made, _inner(old, "skills"), _cited(_inner(new, "skills"), ids))
    return ImportDifference(
        (*made.steps, *evidence.steps),
        (*made.added, *evidence.added),
        tuple(made.filled),
        tuple(made.differing),
        (*made.only_old, *evidence.only_old),
    )


def position_line(job: Raw) -> str:
    """A position in one line: `Product manager, Acme, 2020-03 to 2023-06`."""
    company = job.get("company", {}).get("name")
    start, end = job.get("start"), job.get("end")
    time = f"{start or 'start unknown'} to {end or 'now'}" if start or end else "no dates"
    return ", ".join(filter(None, (job["title"], company, time)))


class _Made(NamedTuple):
    """A difference in the making, in the order of its fields."""

    steps: list[tuple[Path, Any, bool]]
    added: list[DifferentLine]
    filled: list[DifferentLine]
    differing: list[DifferentLine]
    only_old: list[DifferentLine]


def _inner(raw: Raw, key: str) -> Raw:
    found: Raw = raw.get(key) or {}
    return found


def _single(made: _Made, path: Path, old: Any, new: Any) -> None:
    where = ".".join(map(str, path))
    if old == new:
        return
    if old is None:
        made.steps.append((path, new, False))
        made.added.append(DifferentLine(where, _shown(new)))
    elif new is None:
        made.only_old.append(DifferentLine(where, _shown(old)))
    else:
        made.differing.append(DifferentLine(where, f"{_shown(old)}, in the import {_shown(new)}"))


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _history(made: _Made, old: Sequence[Raw], new: Sequence[Raw]) -> None:
    """The positions of both: those that are there keep their order, new ones come where their time has its place."""
    left = dict(enumerate(old))
    earliest_first = is_earliest_first(old or new, _start)
    merged = list(old)
    inserted: list[tuple[Path, Any, bool]] = []
    for job in new:
        index = next((index for index, there in left.items() if _is_same_position(there, job)), None)
        if index is not None:
            _position(made, index, left.pop(index), job)
            continue
        at = place_in_time(merged, job, _start, earliest_first)
        merged.insert(at, job)
        inserted.append((("history", at), dict(job), True))
        made.added.append(DifferentLine("history", position_line(job)))
    made.steps.extend(inserted)
    made.only_old.extend(DifferentLine("history", position_line(job)) for job in left.values())


def _start(job: Raw) -> str | None:
    start: str | None = job.get("start")
    return start


def _is_same_position(old: Raw, new: Raw) -> bool:
    """Whether two entries speak of one position: title, company and start agree as far as both have them."""
    company, other = (folded(job.get("company", {}).get("name", "")) for job in (old, new))
    if folded(" ".join(old["title"].split())) != folded(" ".join(new["title"].split())):
        return False
    return (not company or not other or company == other) and _agree(old.get("start"), new.get("start"))


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two dates can be the same day, one perhaps less exact than the other, or missing."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _position(made: _Made, index: int, old: Raw, new: Raw) -> None:
    for key in ("company", "start", "end"):
        there, comes = old.get(key), new.get(key)
        if comes is None or there == comes:
            continue
        if there is None:
            made.steps.append((("history", index, key), comes, False))
            shown = comes if isinstance(comes, str) else comes.get("name", "")
            made.filled.append(DifferentLine("history", f"{position_line(old)}: {key} {shown}"))
        elif key == "end" and not _agree(there, comes):
            made.differing.append(DifferentLine("history", f"{position_line(old)}, in the import to {comes}"))


def _cited(skills: Raw, ids: Mapping[str, str]) -> Raw:
    """Ratings that cite evidence by the ids that it has once merged."""
    return {
        skill: {**rating, "evidence": [ids.get(name, name) for name in rating["evidence"]]}
        if isinstance(rating, Mapping) and "evidence" in rating
        else rating
        for skill, rating in skills.items()
    }


def _skills(made: _Made, old: Raw, new: Raw) -> None:
    for skill, comes in new.items():
        where = f"skills.{skill}"
        if skill not in old:
            made.steps.append((("skills", skill), comes, False))
            made.added.append(DifferentLine(where, _held(comes)))
            continue
        there = old[skill]
        if _is_open(comes) or _held(there) == _held(comes):
            continue
        if _is_open(there):
            made.steps.extend(_filling(skill, there, comes))
            level = _level(comes)
            made.filled.append(DifferentLine(where, _held(comes) if level is None else f"level {level}"))
        else:
            made.differing.append(DifferentLine(where, f"{_held(there)}, in the import {_held(comes)}"))
    made.only_old.extend(DifferentLine(f"skills.{skill}", _held(old[skill])) for skill in old if skill not in new)


def _filling(skill: str, there: Raw, comes: Any) -> Iterator[tuple[Path, Any, bool]]:
    """What makes an open rating the one that comes, with who gave it and why; what was said of it stays."""
    if not there:
        yield ("skills", skill), comes, False
        return
    fields = comes if isinstance(comes, Mapping) else {"level": comes}
    yield from ((("skills", skill, field), value, False) for field, value in fields.items() if field not in there)


def _level(rating: Any) -> Any:
    return rating.get("level") if isinstance(rating, Mapping) else rating


def _is_open(rating: Any) -> bool:
    """Whether nobody has said anything of the level yet."""
    return isinstance(rating, Mapping) and "level" not in rating and "not_applicable" not in rating


def _held(rating: Any) -> str:
    if isinstance(rating, Mapping) and "not_applicable" in rating:
        return "not applicable"
    level = _level(rating)
    return "there, level unknown" if level is None else str(level)


def _evidence(made: _Made, old: Sequence[Raw], new: Sequence[Raw]) -> dict[str, str]:
    """Merges the evidence; the ids that the entries of `new` have then, by the ones they had."""
    left = list(old)
    merged: dict[str, str] = {}
    ids = Ids("evidence")
    for entry in old:
        ids.take(entry["id"], as_is=True)
    count = len(old)
    for entry in new:
        same = next((there for there in left if _is_same_evidence(there, entry)), None)
        if same is not None:
            left.remove(same)
            merged.setdefault(entry["id"], same["id"])
            continue
        name = ids.take(entry["id"], as_is=True)
        merged.setdefault(entry["id"], name)
        made.steps.append((("evidence", count), {**entry, "id": name}, False))
        made.added.append(DifferentLine("evidence", _evidence_line(entry)))
        count += 1
    made.only_old.extend(DifferentLine("evidence", _evidence_line(entry)) for entry in left)
    return merged


def _is_same_evidence(old: Raw, new: Raw) -> bool:
    if old.get("title") is None or new.get("title") is None:
        return bool(old["id"] == new["id"])
    return folded(old["title"]) == folded(new["title"]) and _agree(old.get("date"), new.get("date"))


def _evidence_line(entry: Raw) -> str:
    return ", ".join(filter(None, (entry.get("title") or entry["id"], entry.get("kind"), entry.get("date"))))
