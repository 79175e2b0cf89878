"""Makes a profile for one catalogue from the content of a source. Unclear parts are left out and reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pmladder.catalogue.fields import CompanySize, Education
from pmladder.catalogue.models import Catalogue
from pmladder.imports.career.dates import DateRead, is_after
from pmladder.imports.career.degrees import ORDER, level_of_degree
from pmladder.imports.career.found import Found, FoundEvidence, FoundJob, FoundStudy, Imported, ReadTitle, Unread
from pmladder.imports.career.order import in_time_order
from pmladder.imports.career.own import shortest
from pmladder.imports.career.skills import read_skills
from pmladder.imports.ladder.ids import Ids
from pmladder.names.resolve import resolve_title
from pmladder.profile.history import day_after, first_day, is_held
from pmladder.profile.models import Job, Profile
from pmladder.profile.standing import standing_of
from pmladder.text import folded

MOST = 500
"""The most positions, skills and pieces of evidence of one source, each."""
_LONGEST_ADDRESS = 2_000

T = TypeVar("T")


def assemble(found: Found, catalogue: Catalogue, as_of: date, size: CompanySize | None = None) -> Imported:
    """The profile from `found` on the day `as_of`. `size` is the size of the companies, if known."""
    notes = _Notes(list(found.unread), [])
    jobs = _jobs(_cut(found.jobs, "positions", notes), as_of, notes)
    titles = tuple(_title(job, catalogue, as_of, size) for job in jobs)
    ratings, skills, unread_skills, remarks = read_skills(_cut(found.skills, "skills", notes), catalogue)
    notes.unread.extend(unread_skills)
    raw = {
        "name": found.name,
        "role": _role(found, titles, catalogue, size, notes),
        "history": [_as_job(job) for job in jobs],
        "education": _education(found.studies, as_of, notes),
        "skills": {skill: shortest(rating) for skill, rating in ratings.items()},
        "evidence": _evidence(_cut(found.evidence, "pieces of evidence", notes), as_of, notes),
    }
    if found.unused:
        notes.remarks.append(f"a profile has no place for {'; '.join(found.unused)}")
    kept = {key: value for key, value in raw.items() if value}
    role = _present_role(kept, catalogue, as_of, size)
    return Imported(kept, titles, role, skills, found.keys, tuple(notes.unread), (*remarks, *notes.remarks))


class _Notes(NamedTuple):
    """Collects the remarks and unread parts of an import."""

    unread: list[Unread]
    remarks: list[str]


class _Dated(NamedTuple):
    """A position with readable dates."""

    found: FoundJob
    start: str | None
    end: str | None
    unclear: str | None


def _cut(entries: Sequence[T], what: str, notes: _Notes) -> Sequence[T]:
    if len(entries) > MOST:
        notes.unread.append(Unread("", f"has {len(entries):,} {what}; those after the first {MOST:,} are left out"))
    return entries[:MOST]


def _jobs(found: Sequence[FoundJob], as_of: date, notes: _Notes) -> list[_Dated]:
    """The positions, each once, in the order of time."""
    jobs: dict[tuple[str, str, str | None, str | None], _Dated] = {}
    for entry in found:
        job = _dated(entry, as_of, notes)
        key = (folded(entry.title), folded(entry.company or ""), job.start, job.end)
        if first := jobs.get(key):
            notes.remarks.append(
                f"{entry.place.entry} is the same position as {first.found.place.entry}, and is taken once"
            )
        else:
            jobs[key] = job
    return in_time_order(list(jobs.values()), lambda job: job.start)


def _dated(job: FoundJob, as_of: date, notes: _Notes) -> _Dated:
    """The position with as much of its dates as could be read; doubt about one costs that one only."""
    start, end = job.start, job.end
    start_place, end_place = job.place.at(job.start_field), job.place.at(job.end_field)
    if start.open:
        start = DateRead(wrong="is no date")
    unclear = [name for name, read in (("start", start), ("end", end)) if read.wrong]
    if start.wrong:
        notes.unread.append(Unread(start_place, f"{start.wrong}; the position counts no time"))
    if end.wrong:
        rest = "it is not known how long the position was held" if start.value else "the position counts no time"
        notes.unread.append(Unread(end_place, f"{end.wrong}; {rest}"))
    for place, read in ((start_place, start), (end_place, end)):
        if read.doubt:
            notes.remarks.append(f"{place} {read.doubt}")
    first, last, backwards = start.value, end.value, False
    if first and last and day_after(last) <= first_day(first):
        notes.unread.append(Unread(end_place, "is before its start; it is not known how long the position was held"))
        last = None
        backwards = True
    unclear_text = f"its {' and its '.join(unclear)} could not be read" if unclear else None
    if backwards:
        unclear_text = "its end is said to be before its start"
    if first and is_after(first, as_of):
        notes.remarks.append(f"{start_place} is after {as_of.isoformat()}: the position is kept, and not held yet")
    elif last and is_after(last, as_of):
        notes.remarks.append(f"{end_place} is after {as_of.isoformat()}: the position counts as held")
    if not first and not last and not unclear_text:
        why = "it counts no time, but counts as held now; give it an end if it is not"
        notes.remarks.append(f"{job.place.entry} has no dates: {why}")
    return _Dated(job, first, last, unclear_text)


def _as_job(job: _Dated) -> dict[str, Any]:
    company = {"name": job.found.company} if job.found.company else None
    made = {
        "title": job.found.title,
        "company": company,
        "start": job.start,
        "end": job.end,
        "unclear": job.unclear,
    }
    return {key: value for key, value in made.items() if value}


def _title(job: _Dated, catalogue: Catalogue, as_of: date, size: CompanySize | None) -> ReadTitle:
    found = job.found
    held = is_held(Job.model_construct(**_as_job(job)), as_of)
    match = resolve_title(found.title, catalogue, size)
    return ReadTitle(found.place.entry, found.title, found.company, job.start, job.end, job.unclear, held, match)


def _role(
    found: Found, titles: tuple[ReadTitle, ...], catalogue: Catalogue, size: CompanySize | None, notes: _Notes
) -> str | None:
    """The role from the person's own title, only if there is no position to tell the role.

    Otherwise the role follows from the present position, and stays right when the history grows.
    """
    if not found.label or titles:
        return None
    match = resolve_title(found.label, catalogue, size)
    if match.role is None:
        notes.unread.append(Unread(found.label_place, "is no role of this catalogue", found.label))
        return None
    notes.remarks.append(f"there are no positions, so the role is that of {found.label_place}: {match.role}")
    return found.label


def _education(studies: Sequence[FoundStudy], as_of: date, notes: _Notes) -> Education | None:
    """The highest level among the clear and finished degrees."""
    levels = [level for study in studies if (level := _degree(study, as_of, notes))]
    return max(levels, key=ORDER.index, default=None)


def _degree(study: FoundStudy, as_of: date, notes: _Notes) -> Education | None:
    level = level_of_degree(study.degree)
    place = study.place.at(study.degree_field)
    if level is None:
        notes.unread.append(Unread(place, "is not clearly a level of education", study.degree))
        return None
    end = study.end
    if end.value is None:
        why = f"has an end that {end.wrong}" if end.wrong else "has no end"
        notes.unread.append(Unread(study.place.entry, f"{why}, so it is not clear that it was finished"))
        return None
    if is_after(end.value, as_of):
        notes.unread.append(Unread(study.place.at(study.end_field), f"is after {as_of.isoformat()}: not finished yet"))
        return None
    return level


def _evidence(found: Sequence[FoundEvidence], as_of: date, notes: _Notes) -> list[dict[str, str]]:
    ids = Ids("evidence")
    entries: dict[tuple[str, str, str | None], dict[str, str]] = {}
    for entry in found:
        day = _evidence_date(entry, as_of, notes)
        url = entry.url if entry.url and len(entry.url) <= _LONGEST_ADDRESS else None
        key = (entry.kind, folded(entry.title), day)
        if key in entries:
            notes.remarks.append(f"{entry.place.entry} is there twice, and is taken once")
            continue
        made = {"id": ids.take(entry.title), "kind": entry.kind, "title": entry.title, "date": day, "url": url}
        entries[key] = {field: value for field, value in made.items() if value}
    return list(entries.values())


def _evidence_date(entry: FoundEvidence, as_of: date, notes: _Notes) -> str | None:
    read = entry.date
    wrong = read.wrong
    if read.value and is_after(read.value, as_of):
        wrong = f"is after {as_of.isoformat()}"
    if wrong:
        notes.unread.append(Unread(entry.place.at(entry.date_field), f"{wrong}; the date is left out"))
        return None
    return read.value


def _present_role(raw: dict[str, Any], catalogue: Catalogue, as_of: date, size: CompanySize | None) -> str | None:
    """The role of the position held now, as every answer from this profile has it; None where none is held."""
    history = [{**job, "company": {**job.get("company", {}), "size": size}} for job in raw.get("history", ())]
    standing = standing_of(Profile.model_validate({"history": history}), catalogue, as_of)
    return standing.role.id if standing.role and standing.role_basis == "history" else None
