"""The reports of changing or deleting a profile's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.profile.models import Profile, Rating
from pmladder.profile.standing import level_number
from pmladder.report.blocks import Block, Bullets, Cell, Column, paragraph, rows_of, shown
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF
from pmladder.report.wording import ARROW
from pmladder.text import safe

_SKILL = "skills."
_EVIDENCE = ".evidence"


class SavedChangeData(NamedTuple):
    """One value of the profile: `key` is a field or `skills.ID`, `name` its label. None means that it is not set."""

    key: str
    name: str
    old: str | None
    new: str | None


_COLUMNS = tuple(Column(key=key) for key in SavedChangeData._fields)


class ProfileSavedData(NamedTuple):
    """The JSON of `profile new` and `profile set`.

    `saved` is false if the file already had all values. `changes` are the requested changes, in their order.
    """

    schema_version: str
    kind: Literal["profile-saved"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    file: str
    created: bool
    saved: bool
    changes: tuple[SavedChangeData, ...]
    next: tuple[str, ...]


class Saved(NamedTuple):
    """A profile before a change (None without a file) and after it, and the file."""

    file: str
    before: Profile | None
    after: Profile


def skill_key(skill: str) -> str:
    """The key of a skill's rating."""
    return f"{_SKILL}{skill}"


def saved_report(ground: Ground, saved: Saved, keys: tuple[str, ...], then: tuple[str, ...] = ()) -> Report:
    """The outcome for `keys`: fields of the profile (also `company_size`) and skill keys. `then` are lines to add."""
    catalogue, before = ground.catalogue, saved.before or Profile.model_construct()

    def changes(names: Mapping[str, str]) -> tuple[SavedChangeData, ...]:
        return tuple(change for key in keys for change in _changes(key, names, catalogue, before, saved.after))

    data = ProfileSavedData(
        schema_version=SCHEMA_VERSION,
        kind="profile-saved",
        catalogue=ground,
        file=safe(saved.file),
        created=saved.before is None,
        saved=saved.before != saved.after,
        changes=changes({skill.id: skill.name for skill in catalogue.skills}),
        next=then,
    )
    return Report(
        data,
        lambda: tuple(_blocks(data._replace(changes=changes(catalogue.skill_labels)))),
        partial(rows_of, (Column(key="file", value=lambda *_: data.file), *_COLUMNS), data.changes, ground),
        ground=ground,
    )


def _changes(
    key: str, names: Mapping[str, str], catalogue: Catalogue, before: Profile, after: Profile
) -> Iterator[SavedChangeData]:
    if not key.startswith(_SKILL):
        yield SavedChangeData(key, key.replace("_", " "), _field(before, key), _field(after, key))
        return
    skill = key.removeprefix(_SKILL)
    name = names.get(skill, skill)
    old, new = before.skills.get(skill), after.skills.get(skill)
    yield SavedChangeData(key, name, _rating(catalogue, old), _rating(catalogue, new))
    if new is not None and new.evidence != (old.evidence if old else ()):
        yield SavedChangeData(
            f"{key}{_EVIDENCE}", f"{name}, evidence", _ids(old.evidence if old else ()), _ids(new.evidence)
        )


def _field(profile: Profile, key: str) -> str | None:
    if key == "company_size":
        return profile.company.size if profile.company else None
    value = getattr(profile, key)
    if isinstance(value, tuple):
        return _ids(value)
    return None if value is None else safe(shown(value))


def _ids(values: tuple[str, ...]) -> str | None:
    return ", ".join(map(safe, values)) or None


def _rating(catalogue: Catalogue, rating: Rating | None) -> str | None:
    if rating is None:
        return None
    if rating.not_applicable is not None:
        return f"not applicable: {safe(rating.not_applicable)}"
    if rating.level is None:
        return "held, level unknown"
    names = {level.name.casefold(): number for number, level in enumerate(catalogue.scale, 1)}
    number = level_number(rating.level, {"none": 0, **names}, len(catalogue.scale))
    return safe(str(rating.level)) if number is None else catalogue.level_name(number)


def _blocks(data: ProfileSavedData) -> Iterator[Block]:
    if data.changes:
        yield Bullets(tuple(Cell(_line(change)) for change in data.changes))
    if data.saved:
        yield paragraph(Cell(f"Saved to {data.file}{', a new file' if data.created else ''}.", "good"))
    else:
        yield paragraph(f"Nothing to save: {data.file} already says this.")
    for line in data.next:
        yield paragraph(line)


def _line(change: SavedChangeData) -> str:
    if change.old == change.new:
        return f"{change.name}: {change.new or 'not set'}, as before"
    if change.old is None:
        return f"{change.name}: {change.new}"
    return f"{change.name}: {change.old} {ARROW} {change.new or 'removed'}"


class ForgottenData(NamedTuple):
    """The JSON of `profile forget`: the files that were deleted; empty if the answer to the question was no."""

    schema_version: str
    kind: Literal["profile-forgotten"]
    deleted: tuple[str, ...]


def forgotten_report(deleted: tuple[str, ...]) -> Report:
    """The list of all deleted files."""
    data = ForgottenData(SCHEMA_VERSION, "profile-forgotten", tuple(map(safe, deleted)))
    return Report(data, lambda: _forgotten_blocks(data), lambda: [["deleted"], *([file] for file in data.deleted)])


def _forgotten_blocks(data: ForgottenData) -> tuple[Block, ...]:
    if not data.deleted:
        return (paragraph("Nothing was deleted."),)
    return paragraph("Deleted for good:"), Bullets(tuple(map(Cell, data.deleted)))
