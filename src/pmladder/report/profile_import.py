"""The report of `profile import`: what was read, how it was understood, what was not, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.names.resolve import MatchedBy
from pmladder.names.skill_words import NamedBy
from pmladder.profile.imports.imported import Imported
from pmladder.profile.imports.merge import Difference
from pmladder.profile.imports.profile import present_titles
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, table
from pmladder.report.pieces import CatalogueRef
from pmladder.report.profile_import_data import (
    DifferencesData,
    EvidenceData,
    Outcome,
    PositionData,
    ProfileImportData,
    SkillData,
    SourceData,
    TargetData,
    UnreadData,
)
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.text import plural, repr_quoted, safe

_MATCHED: dict[MatchedBy, str] = {
    "id": "the id of the role",
    "title": "that of the role",
    "alias": "an alias of the role",
}
_NAMED: dict[NamedBy, str] = {
    "id": "by its id",
    "name": "by its name",
    "alias": "by an alias",
    "part": "by a part of its name",
}
_MOST_SHOWN = 60
_FEW = 3


class Run(NamedTuple):
    """What happened: which source came to which profile, for which target, with what outcome."""

    as_of: str
    source: SourceData
    target: TargetData
    outcome: Outcome
    differences: Difference | None


def report(catalogue: Catalogue, digest: str, imported: Imported, run: Run) -> Report:
    """What an import read, and what became of it."""
    raw = imported.raw
    present = next(present_titles(imported), None)
    names = catalogue.skills_by_id
    data = ProfileImportData(
        schema_version=SCHEMA_VERSION,
        kind="profile-import",
        catalogue=CatalogueRef.of(catalogue, digest),
        as_of=run.as_of,
        source=run.source,
        target=run.target,
        outcome=run.outcome,
        name=raw.get("name"),
        role=present.match.role if present else None,
        education=raw.get("education"),
        positions=tuple(PositionData.of(entry) for entry in imported.titles),
        skills=tuple(SkillData(*entry[:3], names[entry.skill].name, *entry[3:]) for entry in imported.skills),
        evidence=tuple(
            EvidenceData(entry["id"], entry.get("kind"), entry.get("title"), entry.get("date"))
            for entry in raw.get("evidence", ())
        ),
        not_understood=tuple(UnreadData(*entry) for entry in imported.unread),
        remarks=imported.remarks,
        differences=DifferencesData.of(run.differences) if run.differences else None,
    )
    return Report(data, lambda: tuple(_blocks(data, catalogue)), partial(_rows, data))


def outcome_line(data: ProfileImportData) -> str:
    """What became of it, in one sentence."""
    file = safe(data.target.file or "standard output")
    return {
        "created": f"Saved as {file}.",
        "merged": f"Merged into {file}: what was missing is there now, and what was rated stays as it was.",
        "replaced": f"Saved as {file}, in place of the old profile.",
        "unchanged": f"{file} has all of it already; nothing was changed.",
        "not-changed": f"{file} is there already, and nothing was changed.",
        "shown": f"Nothing was written; without --dry-run it would go to {file}.",
        "empty": "There is nothing in it that a profile holds; nothing was changed.",
    }[data.outcome]


def _blocks(data: ProfileImportData, catalogue: Catalogue) -> Iterator[Block]:
    yield paragraph(Cell(f"Read as {data.source.how}", "strong"), f": {_counts(data)}.")
    if data.positions:
        yield from _positions(data, catalogue)
    if data.skills:
        yield Heading("Skills")
        columns = (Column("Skill"), Column("Level"), Column("Found", below=True))
        skills = labelled(data.skills, catalogue)
        yield table(columns, [(entry.name, _level(entry), _found(entry)) for entry in skills])
    if data.evidence:
        yield Heading("Evidence")
        shown = [[entry.title or entry.id, entry.kind, entry.date] for entry in data.evidence]
        yield table(["Evidence", "Kind", "Date"], shown)
    if data.not_understood:
        yield Heading(f"Not understood, and left out ({len(data.not_understood)})")
        yield Bullets(tuple(_unread(data)))
    if data.remarks:
        yield Heading("Decided on the way")
        yield Bullets(tuple(Cell(_sentence(line)) for line in data.remarks))
    if data.differences:
        yield from _differences(data.differences)
    yield paragraph(Cell(outcome_line(data), "open" if data.outcome == "not-changed" else "strong"))


def _counts(data: ProfileImportData) -> str:
    skills = {entry.skill for entry in data.skills}
    parts = [
        plural(len(data.positions), "position"),
        plural(len(skills), "skill"),
        plural(len(data.evidence), "piece of evidence", "pieces of evidence"),
    ]
    return ", ".join([*parts, *([f"education: {data.education}"] if data.education else [])])


def _positions(data: ProfileImportData, catalogue: Catalogue) -> Iterator[Block]:
    yield Heading("Positions")
    columns = (Column("Position"), Column("Time"), Column("Role"), Column("Found", below=True))
    yield table(columns, [(p.title, _time(p), _role(p, catalogue), _why(p)) for p in data.positions])
    if data.role is None:
        ended = any(position.role and position.start and position.end for position in data.positions)
        rest = "the one that ended last counts" if ended else "the role held is unknown"
        yield paragraph(Cell(f"No position held now is a role of this catalogue; {rest}.", "open"))
    else:
        yield paragraph("Role held now: ", Cell(f"{catalogue.roles_by_id[data.role].title} ({data.role})", "strong"))


def _named(position: PositionData) -> str:
    return f"{position.title}, {position.company}" if position.company else position.title


def _time(position: PositionData) -> str:
    if not position.start and not position.end:
        return "no dates"
    return f"{position.start or '?'} to {position.end or 'now'}"


def _role(position: PositionData, catalogue: Catalogue) -> Cell:
    if position.role is None:
        return Cell("none", "open")
    return Cell(catalogue.role_labels[position.role], short=position.role)


def _why(position: PositionData) -> str:
    where = ", ".join(filter(None, (position.place, position.company)))
    if position.matched_by in ("id", "title", "alias"):
        return f"{where}: the title is {_MATCHED[position.matched_by]}"
    near = f" Nearest: {', '.join(position.nearest)}" if position.nearest and position.role is None else ""
    return f"{where}: {position.why}{near}".removesuffix(".")


def _level(entry: SkillData) -> Cell:
    if not entry.applies:
        return Cell("not applicable", "muted")
    return Cell("unknown", "open") if entry.level is None else Cell(str(entry.level))


def _how_far(entry: SkillData) -> str:
    """The level, and by what the skill was found."""
    level = ("" if entry.level is None else f"level {entry.level}") if entry.applies else "not applicable"
    return ", ".join(filter(None, (level, _NAMED[entry.matched_by])))


def _found(entry: SkillData) -> str:
    if entry.text == entry.skill:
        return entry.place
    return f"{entry.place}: {repr_quoted(entry.text)}, {_NAMED[entry.matched_by]}"


def _unread(data: ProfileImportData) -> Iterator[Cell]:
    """Entries with the same matter in one item, where they are many."""
    groups: dict[str, list[UnreadData]] = {}
    for entry in data.not_understood:
        groups.setdefault(entry.what, []).append(entry)
    for what, entries in groups.items():
        if len(entries) <= _FEW:
            for entry in entries:
                where = ", ".join(filter(None, (entry.place, entry.text and repr_quoted(entry.text))))
                yield Cell(f"{where}: {what}" if where else _sentence(what))
            continue
        listed = [f"{entry.text} ({entry.place})" if entry.text else entry.place for entry in entries[:_MOST_SHOWN]]
        rest = f", and {len(entries) - _MOST_SHOWN} more that --json lists" if len(entries) > _MOST_SHOWN else ""
        yield Cell(f"{len(entries)} times, {what}: {', '.join(listed)}{rest}")


def _differences(made: DifferencesData) -> Iterator[Block]:
    parts = (
        ("New in the import", made.added),
        ("Missing in an entry of your profile, and in the import", made.filled),
        ("Said otherwise: --merge keeps yours, --replace takes the import's", made.differing),
        ("In your profile only: --replace loses it", made.only_in_profile),
    )
    for heading, lines in parts:
        if lines:
            yield Heading(heading)
            yield Bullets(tuple(Cell(f"{line.where}: {line.what}") for line in lines))


def _sentence(text: str) -> str:
    first = text[:1].upper() if text.partition(" ")[0].isalpha() else text[:1]
    return first + text[1:] + ("" if text.endswith(".") else ".")


def _rows(data: ProfileImportData) -> list[list[str]]:
    """One line for each thing that was read, or not."""
    rows = [["part", "place", "text", "result", "start", "end", "how"]]
    for p in data.positions:
        rows.append(["position", p.place, _named(p), p.role or "", p.start or "", p.end or "", p.why])
    for s in data.skills:
        rows.append(["skill", s.place, s.text, s.skill, "", "", _how_far(s)])
    for e in data.evidence:
        rows.append(["evidence", "", e.title or "", e.id, e.date or "", "", e.kind or ""])
    for u in data.not_understood:
        rows.append(["not understood", u.place, u.text or "", "", "", "", u.what])
    rows.extend(["remark", "", "", "", "", "", remark] for remark in data.remarks)
    for name in data.differences._fields if data.differences else ():
        for line in getattr(data.differences, name):
            rows.append([name.replace("_", " "), line.where, line.what, "", "", "", ""])
    return rows
