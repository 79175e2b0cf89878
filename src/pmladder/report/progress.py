"""The report of `progress`: what has changed, and whether you or the ladder changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import labels
from pmladder.engine.progress import Progress, SkillOverTime
from pmladder.engine.progress_gaps import AskedChange, GapChange, RoleChange
from pmladder.engine.progress_levels import Held, LevelChange
from pmladder.profile.journal import CatalogueThen, Entry
from pmladder.profile.terms import Axis, Verdict
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, Heading, Tone, paragraph, remark, rows_of, table, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import next_commands, source_blocks
from pmladder.report.progress_gaps import (
    ASKED_CHANGE,
    GAP_CHANGE,
    KINDS,
    WHOSE,
    RoleLabels,
    asked_blocks,
    asked_words,
    gap_blocks,
    held_words,
    is_must_have,
    label,
    requirement,
)
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, PROFILE_REF, Key, Shape, many, one
from pmladder.text import plural

CATALOGUE_THEN = Shape(CatalogueThen, CATALOGUE_REF.name, CATALOGUE_REF.doc, "id", "version", "digest")

MOMENT = Shape(
    Entry,
    "Moment",
    "One of the two days. `sequence` is the number of the entry, None for the profile as it is today.",
    Key("sequence", int | None, lambda entry, _: entry.sequence or None),
    "date",
    Key("catalogue", one(CATALOGUE_THEN)),
    Key("scale", tuple[str, ...], lambda entry, _: entry.catalogue.scale),
    "role",
    Key("years", float | None, lambda entry, _: _known(entry, "years-in-product")),
    Key("people", float | None, lambda entry, _: _known(entry, "people")),
    Key("rated", int, lambda entry, _: len(entry.levels)),
)

ENTRY_REF = Shape(
    Entry,
    "EntryRef",
    "An entry with a column in the levels over time; no `sequence` for today.",
    Key("sequence", int | None, lambda entry, _: entry.sequence or None),
    "date",
)

HELD = Shape(
    Held,
    "HeldData",
    "The holding of a skill: a level by number of today's scale, and its name on the day.",
    "state",
    "level",
    "name",
)

LEVEL_CHANGE = Shape(
    LevelChange,
    "LevelData",
    "A skill whose level has changed.",
    "skill",
    Key("name", str, lambda change, ground: requirement("skill", change.skill, ground)),
    "kind",
    Key("then", one(HELD)),
    Key("now", one(HELD)),
)

LINE = Shape(
    SkillOverTime,
    "LineData",
    "The holding of a skill at each of the entries.",
    "skill",
    Key("name", str, lambda line, ground: requirement("skill", line.skill, ground)),
    Key("held", many(HELD)),
)

ROLE_CHANGE = Shape(
    RoleChange,
    "RoleData",
    "One role then and now. If the journal did not record it then, the earlier verdict is unknown.",
    "role",
    "title",
    Key("why", tuple[str, ...]),
    "recorded",
    "verdict_then",
    "verdict_now",
    "verdict_cause",
    Key("must_haves", tuple[str, ...], lambda role, _: _subjects(role)),
    Key("gaps", many(GAP_CHANGE)),
    Key("asked", many(ASKED_CHANGE)),
)


class LeftRole(NamedTuple):
    """A role that mattered then but not now."""

    role: str
    title: str
    verdict_then: Verdict


class ProgressLine(NamedTuple):
    """A row of the CSV: a level, a verdict, a gap, or a changed requirement.

    `verdict` and `must_haves` are those of the role now.
    """

    part: str
    role: str
    axis: str
    subject: str
    name: str
    kind: str
    cause: str | None
    asked_then: str
    asked_now: str
    then: str | None = None
    now: str | None = None
    verdict: str = ""
    must_haves: tuple[str, ...] = ()


class ProgressData(NamedTuple):
    """The JSON of `progress`. Without a journal `then` and `now` are null and the lists are empty."""

    schema_version: str
    kind: Literal["progress"]
    as_of: str
    since: str | None
    catalogue: Annotated[Ground, CATALOGUE_REF]
    name: str | None
    profile: Annotated[Ground, PROFILE_REF]
    recorded: int
    then: Annotated[Entry, MOMENT] | None = None
    now: Annotated[Entry, MOMENT] | None = None
    years_passed: float | None = None
    entries: tuple[Annotated[Entry, ENTRY_REF], ...] = ()
    levels: tuple[Annotated[LevelChange, LEVEL_CHANGE], ...] = ()
    over_time: tuple[Annotated[SkillOverTime, LINE], ...] = ()
    roles: tuple[Annotated[RoleChange, ROLE_CHANGE], ...] = ()
    left: tuple[LeftRole, ...] = ()
    notes: tuple[str, ...] = ()


_MOST_COLUMNS = 12
_FIRST_NOTES, _FIRST_ROLES, _NAMED = 3, 4, 3
_SIGNS = {"unknown": ".", "named": "p", "not-applicable": "x", "incomparable": "~"}
_LEGEND = {
    ".": "not rated",
    "p": "held, level unknown",
    "x": "not applicable",
    "~": "a level that today's scale lacks",
}
_TONES: dict[str, Tone] = {"up": "good", "down": "strong", "no longer rated": "open", "cannot be compared": "open"}
_NO_JOURNAL = (
    "No journal yet: nothing to compare with. `pmladder assess` rates your skills and begins one beside the profile."
)

_SHEET = tuple(Column(key=name) for name in ProgressLine._fields)
_LEVELS = (
    Column("Skill", cell=lambda change, ground: label("skill", change.skill, ground)),
    Column("", cell=lambda change, _: Cell(change.kind, _TONES.get(change.kind))),
    Column(
        f"Then {wording.ARROW} now",
        cell=lambda change, _: f"{_held(change.then)} {wording.ARROW} {_held(change.now)}",
    ),
)


def progress_report(
    ground: Ground,
    journal: Sequence[Entry],
    progress: Progress | None,
    as_of: str,
    since: date | None,
    every: bool = True,
) -> Report:
    """The changes. `progress` is None without a journal."""
    data = ProgressData(
        schema_version=SCHEMA_VERSION,
        kind="progress",
        as_of=as_of,
        since=since.isoformat() if since else None,
        catalogue=ground,
        name=ground.name,
        profile=ground,
        recorded=len(journal),
        notes=tuple(_notes(ground, journal, progress, since)),
    )
    if progress is not None:
        data = _filled(data, progress)
    return Report(
        data,
        lambda: tuple(_blocks(data, ground)),
        partial(rows_of, _SHEET, tuple(_spreadsheet_lines(data, ground)), ground),
        ground=ground,
        first=None if every else lambda: tuple(_first(data, ground)),
    )


def _known(entry: Entry, axis: Axis) -> float | None:
    """The entry's figure for years or people; None if it is not exact."""
    found = next((held for held in entry.held if held.axis == axis), None)
    return found.low if found is not None and found.low == found.high else None


def _filled(data: ProgressData, progress: Progress) -> ProgressData:
    then = progress.then
    return data._replace(
        then=then,
        now=progress.now,
        years_passed=progress.years_passed,
        entries=progress.entries,
        levels=progress.levels,
        over_time=progress.lines,
        roles=progress.roles,
        left=tuple(LeftRole(role, then.asked[role].title, then.asked[role].verdict) for role in progress.left),
    )


def _notes(ground: Ground, journal: Sequence[Entry], progress: Progress | None, since: date | None) -> Iterator[str]:
    if progress is None:
        yield _NO_JOURNAL
        return
    then, now = progress.then, progress.now
    if progress.nothing_to_compare:
        one = "One entry so far" if len(journal) == 1 else "Nothing new"
        yield (
            f"{one}: the profile is the same as on {then.date}. "
            "Rate yourself again with `pmladder assess` when something has changed, or in a few months."
        )
    if then.baseline:
        yield f"The journal begins with the profile as it was until its first change on {then.date}."
    if since is not None and then.date > since.isoformat():
        yield f"The journal begins on {then.date}, later than {since.isoformat()}."
    if since is not None and since.isoformat() > now.date:
        yield f"{since.isoformat()} lies after {now.date}, the day of this answer."
    if progress.other_catalogue:
        yield (
            f"Another catalogue: {then.catalogue.id} then, {now.catalogue.id} now. "
            "Skills and roles are matched by id only, and differences count as changes of the ladder."
        )
    if progress.other_scale:
        yield (
            f"Another scale: {', '.join(then.catalogue.scale)} then, {', '.join(now.catalogue.scale)} now. "
            "Levels are compared by name; one whose name is gone cannot be compared."
        )
    if progress.dates_run_back:
        yield "Some entries are dated before the ones they follow; their order in the journal counts."
    if now.date < journal[-1].date:
        yield f"{now.date}, the day of this answer, lies before {journal[-1].date}, the day of the last entry."
    if missing := [ground.role(role.role) for role in progress.roles if not role.recorded]:
        yield (
            f"Not recorded on {then.date}: what {', '.join(missing)} asked. "
            "For these, your levels on that day are compared with what the role asks now."
        )


def _first(data: ProgressData, ground: Ground) -> Iterator[Block]:
    label_of = _role_labels(data, ground)
    if data.then is not None:
        yield paragraph(Cell(_span(data), "strong"))
    yield from source_blocks(ground)
    for note in data.notes[:_FIRST_NOTES]:
        yield paragraph(Cell(note, "muted" if data.then else None))
    rows: list[list[Cell | str]] = [[Cell(name, "strong"), text] for name, text in _changes(data, ground) if text]
    if rows:
        yield table([Column(""), Column("")], rows)
    elif data.then is not None:
        yield paragraph("Nothing has changed.")
    if data.roles:
        shown_roles = data.roles[:_FIRST_ROLES]
        heads = ["Role", f"verdict then {wording.ARROW} now", "gaps"]
        yield table(heads, [_role_row(role, label_of) for role in shown_roles])
        if len(data.roles) > len(shown_roles):
            yield remark(f"{len(data.roles) - len(shown_roles)} more")
    every = (wording.command(ground, "progress", "--all"), "each gap, and the levels over time")
    again = (wording.command(ground, "assess", "--limit 5"), "rate yourself again")
    yield next_commands(*([every] if data.then else []), again)


def _changes(data: ProgressData, ground: Ground) -> Iterator[tuple[str, str]]:
    """The lines of the first screen: newly rated, raised, lowered, closed, and changes of the ladder."""
    kinds: dict[str, list[str]] = {}
    for change in data.levels:
        name, then, now = label("skill", change.skill, ground), _held(change.then), _held(change.now)
        raised = f"{name} ({then} {wording.ARROW} {now})"
        newly = change.then.level is None and change.now.level is not None
        kinds.setdefault("newly" if newly else change.kind, []).append(f"{name} ({now})" if newly else raised)
    yield "Newly rated", _few(kinds.pop("newly", []))
    yield "Raised", _few(kinds.pop("up", []))
    yield "Lowered", _few(kinds.pop("down", []))
    yield "Changed", _few([text for texts in kinds.values() for text in texts])
    closed: dict[str, bool] = {}
    for gap in (gap for role in data.roles for gap in role.gaps if gap.kind == "closed" and gap.cause == "you"):
        name = label(gap.axis, gap.subject, ground)
        closed[name] = closed.get(name, False) or is_must_have(gap.asked_now)
    yield "Closed by you", _few([f"{name}{' (must-have)' if must else ''}" for name, must in closed.items()])
    asked = (asked for role in data.roles for asked in role.asked)
    yield "Changed by the ladder", _few([label(one.axis, one.subject, ground) for one in asked])


def _few(texts: Sequence[str]) -> str:
    """The first of `texts`, each once, and how many more there are."""
    texts = list(dict.fromkeys(texts))
    more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
    return ", ".join(texts[:_NAMED]) + more


def _blocks(data: ProgressData, ground: Ground) -> Iterator[Block]:
    label_of = _role_labels(data, ground)
    yield from source_blocks(ground)
    if data.then is not None and data.now is not None:
        yield paragraph(Cell(_span(data), "strong"))
    for note in data.notes:
        yield paragraph(Cell(note, "muted" if data.then else None))
    if data.levels:
        yield Heading("Your levels")
        yield table_of(_LEVELS, data.levels, ground)
    elif len(data.entries) > 1:
        yield paragraph("No level changed.")
    if len(data.entries) > 1:
        yield from _over_time(data, ground)
    if data.roles and data.then is not None:
        yield Heading("Roles")
        yield table(
            ["Role", f"Verdict then {wording.ARROW} now", "Gaps", "Must-haves to show"],
            [[*_role_row(role, label_of), _must_haves(role, ground)] for role in data.roles],
        )
        yield from gap_blocks(data.roles, data.years_passed, label_of, ground)
        yield from asked_blocks(data.roles, label_of, ground)
    if data.left:
        listed = ", ".join(f"{label_of(role)} ({wording.VERDICT_WORDS[role.verdict_then]})" for role in data.left)
        yield paragraph(Cell("No longer among your next roles: ", "muted"), listed, ".")


def _span(data: ProgressData) -> str:
    then, now = data.then, data.now
    if then is None or now is None:
        return ""
    count = plural(data.recorded, "entry", "entries")
    if then.date == now.date:
        return f"All on {now.date}; {count} in the journal."
    passed = "" if data.years_passed is None else f", {wording.plural_years(data.years_passed)}"
    return f"From {then.date} to {now.date}{passed}; {count} in the journal."


def _held(held: Held) -> str:
    return held.name or wording.skill_state(held.state, _LEGEND.get(_SIGNS[held.state], "?"))


def _over_time(data: ProgressData, ground: Ground) -> Iterator[Block]:
    kept = _columns(len(data.entries))
    dates = [data.entries[index].date for index in kept]
    yield Heading("Levels over time" + (f": {dates[0]} to {dates[-1]}" if dates[0] != dates[-1] else ""))
    used = {_sign(line.held[index]) for line in data.over_time for index in kept}
    width = max(map(len, used), default=1)
    rows = [
        [label("skill", line.skill, ground), " ".join(_sign(line.held[index]).rjust(width) for index in kept)]
        for line in data.over_time
    ]
    yield table(["Skill", "Levels"], rows)
    legend = [f"{sign} {meaning}" for sign, meaning in _LEGEND.items() if sign in used]
    scale = ", ".join(f"{number} {name}" for number, name in enumerate(data.now.catalogue.scale, 1)) if data.now else ""
    left_out = len(data.entries) - len(kept)
    skipped = f" {plural(left_out, 'entry', 'entries')} after the first left out." if left_out else ""
    yield paragraph(Cell("; ".join([scale, *legend]) + f".{skipped}", "muted"))


def _columns(count: int) -> list[int]:
    """The entries that fit: the first one and the last ones."""
    return list(range(count)) if count <= _MOST_COLUMNS else [0, *range(count - _MOST_COLUMNS + 1, count)]


def _sign(held: Held) -> str:
    return _SIGNS[held.state] if held.level is None else str(held.level)


def _role_row(role: RoleChange, label_of: RoleLabels) -> list[Cell | str]:
    whose = f" ({WHOSE[role.verdict_cause]})" if role.verdict_cause else ""
    tone = wording.VERDICT_TONES[role.verdict_now]
    then = wording.VERDICT_WORDS[role.verdict_then] if role.verdict_then else "not recorded"
    now = wording.VERDICT_WORDS[role.verdict_now]
    verdict = now if then == now else f"{then} {wording.ARROW} {now}{whose}"
    counts = Counter(gap.kind for gap in role.gaps)
    gaps = ", ".join(f"{counts[kind]} {word}" for kind, word in KINDS.items() if counts[kind])
    return [label_of(role), Cell(verdict, tone), gaps or "as before"]


def _subjects(role: RoleChange) -> tuple[str, ...]:
    return tuple(subject for _, subject in role.must_haves)


def _must_haves(role: RoleChange, ground: Ground) -> str:
    return "; ".join(label(axis, subject, ground) for axis, subject in role.must_haves) or "none"


def _role_labels(data: ProgressData, ground: Ground) -> RoleLabels:
    """The labels of roles: their titles, with the ids if an old and a new title would look the same."""
    titles = {role.id: role.title for role in ground.catalogue.roles}
    gone = {role.role: role.title for role in data.left if role.role not in titles}
    found: Mapping[str, str] = ground.catalogue.role_labels
    if gone:
        titles |= gone
        found = labels(titles.items())

    def label_of(role: RoleChange | LeftRole) -> str:
        read = found.get(role.role, role.title)
        return role.title if read == titles.get(role.role) else read

    return label_of


def _spreadsheet_lines(data: ProgressData, ground: Ground) -> Iterator[ProgressLine]:
    for level in data.levels:
        name = requirement("skill", level.skill, ground)
        held = ("", "", _held(level.then), _held(level.now))
        yield ProgressLine("level", "", "skill", level.skill, name, level.kind, "you", *held)
    for role in data.roles:
        verdicts = ("", "", role.verdict_then, role.verdict_now)
        today = (role.verdict_now, _subjects(role))
        yield ProgressLine("verdict", role.role, "", "", role.title, "", role.verdict_cause, *verdicts, *today)
        for gap in role.gaps:
            asked = (asked_words(gap.asked_then, gap.axis), asked_words(gap.asked_now, gap.axis))
            moved = (*asked, held_words(gap.held_then, gap.axis), held_words(gap.held_now, gap.axis))
            yield ProgressLine("gap", role.role, *_named(gap, ground), gap.kind, gap.cause, *moved, *today)
        for change in role.asked:
            asked = (asked_words(change.then, change.axis), asked_words(change.now, change.axis))
            yield ProgressLine("asked", role.role, *_named(change, ground), "", "ladder", *asked, "", "", *today)


def _named(change: GapChange | AskedChange, ground: Ground) -> tuple[str, str, str]:
    return change.axis, change.subject, requirement(change.axis, change.subject, ground)
