"""What a JSON Resume says, in any version of its schema. What has another shape than expected is told, not refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmladder.imports.career.imported import (
    Found,
    FoundEvidence,
    FoundJob,
    FoundSkill,
    FoundStudy,
    ImportedPlace,
    Unread,
)
from pmladder.imports.career.text import is_too_long, line_of, words
from pmladder.text import plural, repr_quoted, safe

_OWN_KEYS = words(
    "$schema basics bio work volunteer awards publications languages interests references projects certificates "
    "meta metadata"
)
_LISTS = ("skills", "education")
"""Keys that a profile has too; there they are no lists."""
_READ = {
    "basics": "name label",
    "bio": "name label",
    "work": "position name company startDate endDate",
    "skills": "name level keywords",
    "certificates": "name date url website",
    "projects": "name startDate endDate url website",
    "volunteer": "organization position startDate endDate url website",
    "education": "institution studyType startDate endDate",
}
"""What is read of each part."""
_ABOUT_THE_FILE = frozenset(("$schema", "meta", "metadata"))
_EVIDENCE = {"certificates": "certificate", "projects": "project", "volunteer": "volunteering"}
_MOST_NAMED = 12


def is_resume(raw: Mapping[str, Any]) -> bool:
    """Whether `raw` has the keys of a JSON Resume, and not those of a profile."""
    return not _OWN_KEYS.isdisjoint(raw) or any(isinstance(raw.get(key), list) for key in _LISTS)


def read_resume(raw: Mapping[str, Any]) -> Found:
    """What the résumé in `raw`, as it was parsed, says."""
    unread: list[Unread] = []
    about, about_key = _about(raw, unread)
    return Found(
        name=_said(about, "name", about_key, unread),
        label=_said(about, "label", about_key, unread),
        label_place=f"{about_key}.label",
        jobs=tuple(_jobs(raw, unread)),
        skills=tuple(_skills(raw, unread)),
        evidence=tuple(_evidence(raw, unread)),
        studies=tuple(_studies(raw, unread)),
        unread=tuple(unread),
        unused=tuple(_unused(raw)),
    )


def _about(raw: Mapping[str, Any], unread: list[Unread]) -> tuple[Mapping[str, Any], str]:
    key = "basics" if "basics" in raw or "bio" not in raw else "bio"
    about = raw.get(key)
    if isinstance(about, dict):
        return about, key
    if about is not None:
        unread.append(Unread(key, "should be an object"))
    return {}, key


def _said(entry: Mapping[str, Any], field: str, place: str, unread: list[Unread]) -> str | None:
    """A field as one line; what is there and no such line is told."""
    line = line_of(entry.get(field))
    if line is None:
        if entry.get(field) not in (None, "") and not _is_blank(entry[field]):
            unread.append(Unread(f"{place}.{field}", "is no text"))
        return None
    if is_too_long(line):
        unread.append(Unread(f"{place}.{field}", "is too long to be a name or a title"))
        return None
    return line


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _entries(raw: Mapping[str, Any], key: str, unread: list[Unread]) -> Iterator[tuple[ImportedPlace, Any]]:
    """The entries of a list that are not empty, each with its place."""
    entries = raw.get(key)
    if entries is None:
        return
    if not isinstance(entries, list):
        unread.append(Unread(key, "should be a list"))
        return
    for number, entry in enumerate(entries):
        if entry:
            yield ImportedPlace(f"{key}[{number}]"), entry


def _objects(
    raw: Mapping[str, Any], key: str, unread: list[Unread]
) -> Iterator[tuple[ImportedPlace, Mapping[str, Any]]]:
    for place, entry in _entries(raw, key, unread):
        if isinstance(entry, dict):
            yield place, entry
        else:
            unread.append(Unread(place.entry, "should be an object"))


def _jobs(raw: Mapping[str, Any], unread: list[Unread]) -> Iterator[FoundJob]:
    for place, entry in _objects(raw, "work", unread):
        title = _said(entry, "position", place.entry, unread)
        company = _said(entry, "name" if "name" in entry else "company", place.entry, unread)
        if title is None:
            unread.append(Unread(place.entry, "has no position, and is left out", company))
            continue
        yield FoundJob(place, title, company, entry.get("startDate"), entry.get("endDate"), "startDate", "endDate")


def _skills(raw: Mapping[str, Any], unread: list[Unread]) -> Iterator[FoundSkill]:
    """The name of each entry with its level, then its keywords, which the level does not speak of."""
    for place, entry in _entries(raw, "skills", unread):
        if not isinstance(entry, dict):
            yield from _word(entry, place.entry, unread)
            continue
        level = line_of(entry.get("level"))
        name = line_of(entry.get("name"))
        if name:
            yield FoundSkill(place.at("name"), name, level)
        elif not _is_blank(entry.get("name", "")) and entry.get("name") is not None:
            unread.append(Unread(place.at("name"), "is no text"))
        keywords = entry.get("keywords")
        if isinstance(keywords, str):
            keywords = keywords.split(",")
        if keywords is not None and not isinstance(keywords, list):
            unread.append(Unread(place.at("keywords"), "should be a list"))
            continue
        for number, keyword in enumerate(keywords or ()):
            yield from _word(keyword, place.at(f"keywords[{number}]"), unread)


def _word(value: Any, place: str, unread: list[Unread]) -> Iterator[FoundSkill]:
    line = line_of(value)
    if line:
        yield FoundSkill(place, line)
    elif value is not None and not _is_blank(value):
        unread.append(Unread(place, "is no text"))


def _evidence(raw: Mapping[str, Any], unread: list[Unread]) -> Iterator[FoundEvidence]:
    for key, kind in _EVIDENCE.items():
        for place, entry in _objects(raw, key, unread):
            title = _said(entry, "position" if key == "volunteer" else "name", place.entry, unread)
            if key == "volunteer" and (where := _said(entry, "organization", place.entry, unread)):
                title = f"{title}, {where}" if title else where
            if title is None:
                unread.append(Unread(place.entry, "has no name, and is left out"))
                continue
            field = "date" if key == "certificates" else "endDate" if entry.get("endDate") else "startDate"
            url = line_of(entry.get("url") or entry.get("website"))
            yield FoundEvidence(place, kind, title, entry.get(field), field, url)


def _studies(raw: Mapping[str, Any], unread: list[Unread]) -> Iterator[FoundStudy]:
    for place, entry in _objects(raw, "education", unread):
        degree = _said(entry, "studyType", place.entry, unread)
        if degree:
            yield FoundStudy(place, degree, "studyType", entry.get("endDate"), "endDate")


def _unused(raw: Mapping[str, Any]) -> Iterator[str]:
    """The parts that a profile has no place for, as long as they hold something, by the names of their keys."""
    for key, known in _READ.items():
        entries = raw.get(key) if isinstance(raw.get(key), list) else [raw.get(key)]
        objects = [entry for entry in entries or () if isinstance(entry, dict)]
        read = words(known)
        others = {name: None for entry in objects for name, value in entry.items() if value and name not in read}
        if others:
            yield f"{key} ({_some(list(map(_key, others)))})"
    rest = [key for key, value in raw.items() if value and key not in _READ and key not in _ABOUT_THE_FILE]
    if rest:
        yield _some([_key(key) + _count(raw[key]) for key in rest])


def _count(value: Any) -> str:
    return f" ({plural(len(value), 'entry', 'entries')})" if isinstance(value, list) else ""


def _key(key: str) -> str:
    return key if key.isidentifier() and len(key) < 30 else repr_quoted(safe(key))


def _some(names: list[str]) -> str:
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return ", ".join([*names[:_MOST_NAMED], *more])
