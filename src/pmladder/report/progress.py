"""The report of `progress`: what changed since, and whether you or the ladder changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from pmladder.catalogue.models import Catalogue
from pmladder.engine.progress import Progress
from pmladder.profile.journal import Entry
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Heading, Tone, paragraph, table
from pmladder.report.pieces import CatalogueRef
from pmladder.report.progress_data import (
    HeldData,
    LeftRole,
    LevelData,
    Names,
    ProgressData,
    RoleData,
    entry_refs,
    level_data,
    line_data,
    moment,
    role_data,
)
from pmladder.report.progress_gaps import KINDS, WHOSE, asked_blocks, asked_words, gap_blocks, had
from pmladder.report.report import SCHEMA_VERSION, Report, labelled
from pmladder.text import plural

ROWS_HEADER = ["part", "role", "rule", "subject", "name", "kind", "cause", "asked_then", "asked_now", "then", "now"]

_MOST_COLUMNS = 12
_SIGNS = {"unknown": ".", "present": "p", "not-applicable": "x", "incomparable": "~"}
_LEGEND = {
    ".": "not rated",
    "p": "there, level not known",
    "x": "not applicable",
    "~": "a level that today's scale lacks",
}
_TONES: dict[str, Tone] = {"up": "good", "down": "bad", "no longer rated": "open", "cannot be compared": "open"}
_NO_JOURNAL = (
    "No journal yet: nothing to compare with. `pmladder assess` rates your skills and begins one beside the profile."
)


def report(
    catalogue: Catalogue,
    digest: str,
    journal: Sequence[Entry],
    progress: Progress | None,
    as_of: str,
    since: date | None,
) -> Report:
    """What changed; `progress` is None where there is no journal."""
    names = Names(catalogue)
    data = ProgressData(
        schema_version=SCHEMA_VERSION,
        kind="progress",
        as_of=as_of,
        since=since.isoformat() if since else None,
        catalogue=CatalogueRef.of(catalogue, digest),
        recorded=len(journal),
        notes=tuple(_notes(catalogue, journal, progress, since)),
    )
    if progress is not None:
        data = _filled(data, progress, names)
    gone = {role.role: role.title for role in data.left if role.role not in catalogue.roles_by_id}
    return Report(data, lambda: tuple(_blocks(labelled(data, catalogue, gone))), partial(_rows, data))


def _filled(data: ProgressData, progress: Progress, names: Names) -> ProgressData:
    then, now = progress.then, progress.now
    return data._replace(
        then=moment(then),
        now=moment(now),
        years_passed=progress.years_passed,
        entries=entry_refs(progress),
        levels=tuple(level_data(change, names) for change in progress.levels),
        over_time=tuple(line_data(line, names) for line in progress.lines),
        roles=tuple(role_data(role, now.asked[role.role].why, names) for role in progress.roles),
        left=tuple(LeftRole(role, then.asked[role].title, then.asked[role].verdict) for role in progress.left),
    )


def _notes(
    catalogue: Catalogue, journal: Sequence[Entry], progress: Progress | None, since: date | None
) -> Iterator[str]:
    if progress is None:
        yield _NO_JOURNAL
        return
    then, now = progress.then, progress.now
    if progress.nothing_to_compare:
        one = "One entry so far" if len(journal) == 1 else "Nothing new"
        yield (
            f"{one}: the profile says what it said on {then.date}. "
            "Rate yourself again with `pmladder assess` when something has changed, or in a few months."
        )
    if then.baseline:
        yield f"The journal begins with what the profile said until its first change on {then.date}."
    if since is not None and then.date > since.isoformat():
        yield f"The journal begins on {then.date}, later than {since.isoformat()}."
    if since is not None and since.isoformat() > now.date:
        yield f"{since.isoformat()} lies after {now.date}, the day that time is counted to."
    if progress.other_catalogue:
        yield (
            f"Another catalogue: {then.catalogue.id} then, {now.catalogue.id} now. "
            "Skills and roles are matched by id alone, and what differs is put down to the ladder."
        )
    if progress.other_scale:
        yield (
            f"Another scale: {', '.join(then.catalogue.scale)} then, {', '.join(now.catalogue.scale)} now. "
            "Levels are compared by name; one whose name is gone cannot be compared."
        )
    if progress.dates_run_back:
        yield "Some entries are dated before the ones they follow; their order in the journal counts."
    if now.date < journal[-1].date:
        yield f"{now.date}, the day that time is counted to, lies before {journal[-1].date}, the day of the last entry."
    if missing := [catalogue.role_labels[role.role] for role in progress.roles if not role.recorded]:
        yield (
            f"Not recorded on {then.date}: what {', '.join(missing)} asked. "
            "For these, what you held then is compared with what is asked now."
        )


def _blocks(data: ProgressData) -> Iterator[Block]:
    if data.then is not None and data.now is not None:
        yield paragraph(Cell(_span(data), "strong"))
    for note in data.notes:
        yield paragraph(Cell(note, "muted" if data.then else None))
    if data.levels:
        yield Heading("Your levels")
        yield table(["Skill", "", f"Then {words.ARROW} now"], [_level_row(change) for change in data.levels])
    elif len(data.entries) > 1:
        yield paragraph("No level changed.")
    if len(data.entries) > 1:
        yield from _over_time(data)
    if data.roles and data.then is not None:
        yield Heading("Roles")
        yield table(["Role", f"Verdict then {words.ARROW} now", "Gaps"], [_role_row(role) for role in data.roles])
        yield from gap_blocks(data.roles, data.years_passed)
        yield from asked_blocks(data.roles)
    if data.left:
        listed = ", ".join(f"{role.title} ({role.verdict_then})" for role in data.left)
        yield paragraph(Cell("No longer among your next roles: ", "muted"), listed, ".")


def _span(data: ProgressData) -> str:
    then, now = data.then, data.now
    if then is None or now is None:
        return ""
    count = plural(data.recorded, "entry", "entries")
    if then.date == now.date:
        return f"All on {now.date}; {count} in the journal."
    passed = "" if data.years_passed is None else f", {words.plural_years(data.years_passed)}"
    return f"From {then.date} to {now.date}{passed}; {count} in the journal."


def _level_row(change: LevelData) -> list[Cell | str]:
    return [
        change.name,
        Cell(change.kind, _TONES.get(change.kind)),
        f"{_held(change.then)} {words.ARROW} {_held(change.now)}",
    ]


def _held(held: HeldData) -> str:
    return held.name or words.skill_state(held.state, _LEGEND.get(_SIGNS[held.state], "?"))


def _over_time(data: ProgressData) -> Iterator[Block]:
    kept = _columns(len(data.entries))
    dates = [data.entries[index].date for index in kept]
    yield Heading("Levels over time" + (f": {dates[0]} to {dates[-1]}" if dates[0] != dates[-1] else ""))
    used = {_sign(line.held[index]) for line in data.over_time for index in kept}
    width = max(map(len, used), default=1)
    rows = [[line.name, " ".join(_sign(line.held[index]).rjust(width) for index in kept)] for line in data.over_time]
    yield table(["Skill", "Levels"], rows)
    legend = [f"{sign} {meaning}" for sign, meaning in _LEGEND.items() if sign in used]
    scale = ", ".join(f"{number} {name}" for number, name in enumerate(data.now.scale, 1)) if data.now else ""
    left_out = len(data.entries) - len(kept)
    skipped = f" {plural(left_out, 'entry', 'entries')} after the first left out." if left_out else ""
    yield paragraph(Cell("; ".join([scale, *legend]) + f".{skipped}", "muted"))


def _columns(count: int) -> list[int]:
    """Which entries there is room for: the first, and the last ones."""
    return list(range(count)) if count <= _MOST_COLUMNS else [0, *range(count - _MOST_COLUMNS + 1, count)]


def _sign(held: HeldData) -> str:
    return _SIGNS[held.state] if held.level is None else str(held.level)


def _role_row(role: RoleData) -> list[Cell | str]:
    whose = f" ({WHOSE[role.verdict_cause]})" if role.verdict_cause else ""
    tone = words.VERDICT_TONES[role.verdict_now]
    then = role.verdict_then or "not recorded"
    verdict = role.verdict_now if then == role.verdict_now else f"{then} {words.ARROW} {role.verdict_now}{whose}"
    counts = Counter(gap.kind for gap in role.gaps)
    gaps = ", ".join(f"{counts[kind]} {word}" for kind, word in KINDS.items() if counts[kind])
    return [role.title, Cell(verdict, tone), gaps or "as before"]


def _rows(data: ProgressData) -> list[list[str]]:
    rows = [ROWS_HEADER]
    for level in data.levels:
        cells = ["level", "", "skill-level", level.skill, level.name, level.kind, "you"]
        rows.append([*cells, "", "", _held(level.then), _held(level.now)])
    for role in data.roles:
        verdicts = [role.verdict_then or "", role.verdict_now]
        rows.append(["verdict", role.role, "", "", role.title, "", role.verdict_cause or "", "", "", *verdicts])
        for gap in role.gaps:
            asked = [asked_words(gap.need_then), asked_words(gap.need_now), had(gap.have_then), had(gap.have_now)]
            rows.append(["gap", role.role, gap.rule, gap.subject, gap.name, gap.kind, gap.cause, *asked])
        for moved in role.asked:
            asked = [asked_words(moved.then), asked_words(moved.now), "", ""]
            rows.append(["asked", role.role, moved.rule, moved.subject, moved.name, "", "ladder", *asked])
    return rows
