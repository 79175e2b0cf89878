"""The report of `profile import`: what was read, how it was understood, what was left out, and the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.imports.career.found import Imported, KeyRead, ReadSkill, ReadTitle, Unread
from pmladder.imports.career.merge import DifferentLine, ImportDifference
from pmladder.names.resolve import MatchedBy
from pmladder.names.skill_words import NamedBy
from pmladder.report.blocks import Block, Bullets, Cell, Column, Heading, paragraph, rows_of_parts, table_of
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, Key, Shape, many
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


Outcome = Literal["created", "merged", "replaced", "unchanged", "not-changed", "not-saved", "shown", "empty"]


class ImportSource(NamedTuple):
    """What was imported: the file, its format, and how it was read, in words."""

    file: str
    format: Literal["resume", "linkedin", "document", "profile"]
    how: str


class ImportTarget(NamedTuple):
    """The profile that the import is for: its file (null for standard output), and whether it existed before."""

    file: str | None
    existed: bool


class ReadEvidence(NamedTuple):
    """One piece of evidence."""

    id: str
    kind: str | None
    title: str | None
    date: str | None


SOURCE = Shape(ImportSource, "SourceData", ImportSource.__doc__ or "", *ImportSource._fields)
TARGET = Shape(ImportTarget, "TargetData", ImportTarget.__doc__ or "", *ImportTarget._fields)
EVIDENCE = Shape(ReadEvidence, "EvidenceData", ReadEvidence.__doc__ or "", *ReadEvidence._fields)

POSITION = Shape(
    ReadTitle,
    "PositionData",
    "One position, and the role that its title means; null if the catalogue has no such role.",
    *("place", "title", "company", "start", "end", "unclear", "held"),
    Key("role", str | None, lambda read, _: read.match.role),
    Key("matched_by", MatchedBy | None, lambda read, _: read.match.matched_by),
    Key("why", str, lambda read, _: read.match.why),
    Key("nearest", tuple[str, ...], lambda read, _: read.match.nearest),
)

SKILL = Shape(
    ReadSkill,
    "SkillData",
    """One skill, the words that named it, how they match it, and its level.

    The level is null if it is unknown or if the skill does not apply.
    """,
    *("place", "text", "skill"),
    Key("name", str, lambda read, ground: ground.catalogue.skills_by_id[read.skill].name),
    *("level", "applies", "matched_by"),
)

KEYS = Shape(
    KeyRead,
    "KeyData",
    "How the entries under one key of the source were read: their number, kind, and the meaning of their fields.",
    *KeyRead._fields,
)

UNREAD = Shape(
    Unread,
    "UnreadData",
    "A part that was not understood and left out: its place in the source, the problem, and its text.",
    *Unread._fields,
)

LINE = Shape(
    DifferentLine, "LineData", "One entry of a difference: its place in the profile, and its content.", "where", "what"
)

DIFFERENCES = Shape(
    ImportDifference,
    "DifferencesData",
    """The differences between the import and the existing profile.

    A merge takes `added` and `filled` and keeps the profile's side of `differing`. A replacement loses
    `only_in_profile`.
    """,
    Key("added", many(LINE)),
    Key("filled", many(LINE)),
    Key("differing", many(LINE)),
    Key("only_in_profile", many(LINE), lambda made, _: made.only_old),
)


class ProfileImportData(NamedTuple):
    """The JSON of `profile import`. `role` is the role of the present position. `differences` is null for a new
    profile.
    """

    schema_version: str
    kind: Literal["profile-import"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    as_of: str
    source: Annotated[ImportSource, SOURCE]
    target: Annotated[ImportTarget, TARGET]
    outcome: Outcome
    name: str | None
    role: str | None
    education: str | None
    keys: tuple[Annotated[KeyRead, KEYS], ...]
    positions: tuple[Annotated[ReadTitle, POSITION], ...]
    skills: tuple[Annotated[ReadSkill, SKILL], ...]
    evidence: tuple[Annotated[ReadEvidence, EVIDENCE], ...]
    not_understood: tuple[Annotated[Unread, UNREAD], ...]
    remarks: tuple[str, ...]
    differences: Annotated[ImportDifference, DIFFERENCES] | None


class Run(NamedTuple):
    """One import: the source, the profile, the target and the outcome."""

    as_of: str
    source: ImportSource
    target: ImportTarget
    outcome: Outcome
    differences: ImportDifference | None


_POSITIONS = (
    Column(key="place"),
    Column("Position", value=lambda read, _: read.title),
    Column(key="text", value=lambda read, _: _named(read)),
    Column("Time", value=lambda read, _: _time(read)),
    Column("Role", key="result", value=lambda read, _: read.match.role, cell=lambda read, ground: _role(read, ground)),
    Column(key="start"),
    Column(key="end"),
    Column(
        "Found", below=True, key="how", value=lambda read, _: read.match.why, cell=lambda read, _: _explanation(read)
    ),
)

_SKILLS = (
    Column(key="place"),
    Column("Skill", value=lambda read, ground: ground.skill(read.skill)),
    Column(key="text"),
    Column(key="result", value=lambda read, _: read.skill),
    Column("Level", value=lambda read, _: _level(read)),
    Column("Found", below=True, key="how", value=lambda read, _: _how_far(read), cell=lambda read, _: _found(read)),
)

_EVIDENCE = (
    Column("Evidence", key="text", value=lambda entry, _: entry.title, cell=lambda entry, _: entry.title or entry.id),
    Column(key="result", value=lambda entry, _: entry.id),
    Column("Kind", key="how", value=lambda entry, _: entry.kind),
    Column("Date", key="start", value=lambda entry, _: entry.date),
)

_KEYS = (
    Column(key="place", value=lambda read, _: read.key),
    Column(key="text", value=lambda read, _: read.what),
    Column(key="result", value=lambda read, _: read.entries),
    Column(key="how", value=lambda read, _: read.fields),
)
_UNREAD = (Column(key="place"), Column(key="text"), Column(key="how", value=lambda entry, _: entry.what))
_REMARKS = (Column(key="how", value=lambda remark, _: remark),)
_LINES = (Column(key="place", value=lambda line, _: line.where), Column(key="text", value=lambda line, _: line.what))


def import_report(ground: Ground, imported: Imported, run: Run) -> Report:
    """The report of an import."""
    raw = imported.raw
    data = ProfileImportData(
        schema_version=SCHEMA_VERSION,
        kind="profile-import",
        catalogue=ground,
        as_of=run.as_of,
        source=run.source,
        target=run.target,
        outcome=run.outcome,
        name=raw.get("name"),
        role=imported.role,
        education=raw.get("education"),
        keys=imported.keys,
        positions=imported.titles,
        skills=imported.skills,
        evidence=tuple(
            ReadEvidence(entry["id"], entry.get("kind"), entry.get("title"), entry.get("date"))
            for entry in raw.get("evidence", ())
        ),
        not_understood=imported.unread,
        remarks=imported.remarks,
        differences=run.differences,
    )
    return Report(data, lambda: tuple(_blocks(data, ground)), partial(_rows, data, ground), ground=ground)


def outcome_line(data: ProfileImportData) -> str:
    """The outcome in one sentence."""
    file = safe(data.target.file or "standard output")
    return {
        "created": f"Saved as {file}.",
        "merged": f"Merged into {file}: missing parts were added, and your ratings stay as they were.",
        "replaced": f"Saved as {file}, in place of the old profile.",
        "unchanged": f"{file} already has all of it; nothing was changed.",
        "not-changed": f"{file} already exists; nothing was changed.",
        "not-saved": "Nothing was saved yet.",
        "shown": f"Nothing was written; without --dry-run it would be saved as {file}.",
        "empty": "It holds nothing that belongs in a profile; nothing was changed.",
    }[data.outcome]


def _blocks(data: ProfileImportData, ground: Ground) -> Iterator[Block]:
    yield paragraph(Cell(f"Read as {data.source.how}", "strong"), f": {_counts(data)}.")
    if data.positions:
        yield from _positions(data, ground)
    if data.skills:
        yield Heading("Skills")
        yield table_of(_SKILLS, data.skills, ground)
    if data.evidence:
        yield Heading("Evidence")
        yield table_of(_EVIDENCE, data.evidence, ground)
    if data.keys:
        yield Heading("Read from")
        yield Bullets(tuple(map(_key_read, data.keys)))
    if data.not_understood:
        yield Heading(f"Not understood, and left out ({len(data.not_understood)})")
        yield Bullets(tuple(_unread(data)))
    if data.remarks:
        yield Heading("Decisions")
        yield Bullets(tuple(Cell(_sentence(line)) for line in data.remarks))
    if data.differences:
        yield from _differences(data.differences)
    yield paragraph(Cell(outcome_line(data), "open" if data.outcome in ("not-changed", "not-saved") else "strong"))


def _key_read(read: KeyRead) -> Cell:
    count = "" if read.what == "the person" else f"{read.entries} "
    return Cell(f"{safe(read.key, 60)}: {count}{read.what}{f' ({read.fields})' if read.fields else ''}")


def _counts(data: ProfileImportData) -> str:
    skills = {entry.skill for entry in data.skills}
    parts = [
        plural(len(data.positions), "position"),
        plural(len(skills), "skill"),
        plural(len(data.evidence), "piece of evidence", "pieces of evidence"),
    ]
    return ", ".join([*parts, *([f"education: {data.education}"] if data.education else [])])


def _positions(data: ProfileImportData, ground: Ground) -> Iterator[Block]:
    yield Heading("Positions")
    yield table_of(_POSITIONS, data.positions, ground)
    if data.role is None:
        ended = any(position.match.role and position.start and position.end for position in data.positions)
        rest = "the one that ended last counts" if ended else "the role held is unknown"
        yield paragraph(Cell(f"No position held now is a role of this catalogue; {rest}.", "open"))
    else:
        yield paragraph(
            "Role held now: ", Cell(f"{ground.catalogue.roles_by_id[data.role].title} ({data.role})", "strong")
        )


def _named(position: ReadTitle) -> str:
    return f"{position.title}, {position.company}" if position.company else position.title


def _time(position: ReadTitle) -> str:
    if not position.start and not position.end:
        return "no dates" if position.unclear is None else "unclear"
    return f"{position.start or '?'} to {position.end or ('?' if position.unclear else 'now')}"


def _role(position: ReadTitle, ground: Ground) -> Cell:
    role = position.match.role
    return Cell("none", "open") if role is None else Cell(ground.catalogue.role_labels[role], shorter=(role,))


def _explanation(position: ReadTitle) -> str:
    where = ", ".join(filter(None, (position.place, position.company)))
    match = position.match
    if match.matched_by in ("id", "title", "alias"):
        return f"{where}: the title is {_MATCHED[match.matched_by]}"
    nearest = f" Nearest: {', '.join(match.nearest)}" if match.nearest and match.role is None else ""
    return f"{where}: {match.why}{nearest}".removesuffix(".")


def _level(entry: ReadSkill) -> Cell:
    if not entry.applies:
        return Cell("not applicable", "muted")
    return Cell("unknown", "open") if entry.level is None else Cell(str(entry.level))


def _how_far(entry: ReadSkill) -> str:
    """The level, and how the skill was matched."""
    level = ("" if entry.level is None else f"level {entry.level}") if entry.applies else "not applicable"
    return ", ".join(filter(None, (level, _NAMED[entry.matched_by])))


def _found(entry: ReadSkill) -> str:
    if entry.text == entry.skill:
        return entry.place
    return f"{entry.place}: {repr_quoted(entry.text)}, {_NAMED[entry.matched_by]}"


def _unread(data: ProfileImportData) -> Iterator[Cell]:
    """Unread entries; many entries with the same problem become one item."""
    groups: dict[str, list[Unread]] = {}
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


def _differences(made: ImportDifference) -> Iterator[Block]:
    parts = (
        ("New in the import", made.added),
        ("Missing in your profile, present in the import", made.filled),
        ("Different: --merge keeps yours, --replace takes the import's", made.differing),
        ("Only in your profile: --replace loses it", made.only_old),
    )
    for heading, lines in parts:
        if lines:
            yield Heading(heading)
            yield Bullets(tuple(Cell(f"{line.where}: {line.what}") for line in lines))


def _sentence(text: str) -> str:
    first = text[:1].upper() if text.partition(" ")[0].isalpha() else text[:1]
    return first + text[1:] + ("" if text.endswith(".") else ".")


def _rows(data: ProfileImportData, ground: Ground) -> list[list[str]]:
    """One line for each entry, read or unread."""
    parts: list[tuple[str, Sequence[Column], Sequence[Any]]] = [
        ("position", _POSITIONS, data.positions),
        ("skill", _SKILLS, data.skills),
        ("evidence", _EVIDENCE, data.evidence),
        ("read from", _KEYS, data.keys),
        ("not understood", _UNREAD, data.not_understood),
        ("remark", _REMARKS, data.remarks),
    ]
    if made := data.differences:
        parts += [("added", _LINES, made.added), ("filled", _LINES, made.filled)]
        parts += [("differing", _LINES, made.differing), ("only in profile", _LINES, made.only_old)]
    return rows_of_parts(("place", "text", "result", "start", "end", "how"), parts, ground)
