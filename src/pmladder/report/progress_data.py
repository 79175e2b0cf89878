"""The JSON of `progress`: two days compared, with names for what they speak of."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.findings import Verdict
from pmladder.engine.progress import Line, Progress
from pmladder.engine.progress_gaps import AskedChange, Cause, GapChange, GapKind, RoleChange
from pmladder.engine.progress_levels import Held, LevelChange, LevelKind, State
from pmladder.engine.progress_points import SKILL, Have, Need
from pmladder.profile.journal import Entry
from pmladder.report.pieces import CatalogueRef

_FIGURES = {
    "years-in-product": "Years in product",
    "years-of-work": "Years of work",
    "people": "People led",
    "education": "Education",
}
Value = float | int | str | None


class Moment(NamedTuple):
    """One of the two days. `sequence` is the number of the entry, None for the profile as it is today."""

    sequence: int | None
    date: str
    catalogue: CatalogueRef
    scale: tuple[str, ...]
    role: str | None
    years: float | None
    people: int | None
    rated: int


class HeldData(NamedTuple):
    """How a skill is held: a level by number of today's scale, and its name on the day."""

    state: State
    level: int | None
    name: str | None


class LevelData(NamedTuple):
    """A skill that is held differently now."""

    skill: str
    name: str
    kind: LevelKind
    then: HeldData
    now: HeldData


class LineData(NamedTuple):
    """How a skill was held at each of the entries."""

    skill: str
    name: str
    held: tuple[HeldData, ...]


class EntryRef(NamedTuple):
    """An entry that levels over time have a place for; no `sequence` for today."""

    sequence: int | None
    date: str


class AskedData(NamedTuple):
    """What was asked: a level of today's scale, a figure or a word; null where nothing was."""

    value: Value
    name: str | None
    blocking: bool
    comparable: bool


class HaveData(NamedTuple):
    """What was held of it."""

    value: Value
    name: str | None
    state: str


class GapChangeData(NamedTuple):
    """A gap that is another now, and whose doing that is; `by_you` and `by_ladder` say how far each moved."""

    rule: str
    subject: str
    name: str
    kind: GapKind
    cause: Cause
    need_then: AskedData
    need_now: AskedData
    have_then: HaveData
    have_now: HaveData
    by_you: float | None
    by_ladder: float | None


class AskedChangeData(NamedTuple):
    """A requirement that is another now."""

    rule: str
    subject: str
    name: str
    then: AskedData
    now: AskedData


class RoleData(NamedTuple):
    """One role then and now; where the journal has not `recorded` it then, no verdict then is known."""

    role: str
    title: str
    why: tuple[str, ...]
    recorded: bool
    verdict_then: Verdict | None
    verdict_now: Verdict
    verdict_cause: Cause | None
    gaps: tuple[GapChangeData, ...]
    asked: tuple[AskedChangeData, ...]


class LeftRole(NamedTuple):
    """A role that mattered then and does not any more."""

    role: str
    title: str
    verdict_then: Verdict


class ProgressData(NamedTuple):
    """The JSON of `progress`. Without a journal `then` and `now` are null and the lists are empty."""

    schema_version: str
    kind: Literal["progress"]
    as_of: str
    since: str | None
    catalogue: CatalogueRef
    recorded: int
    then: Moment | None = None
    now: Moment | None = None
    years_passed: float | None = None
    entries: tuple[EntryRef, ...] = ()
    levels: tuple[LevelData, ...] = ()
    over_time: tuple[LineData, ...] = ()
    roles: tuple[RoleData, ...] = ()
    left: tuple[LeftRole, ...] = ()
    notes: tuple[str, ...] = ()


class Names:
    """What skills and figures are called: in today's catalogue, else by their ids."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._skills = {skill.id: skill.name for skill in catalogue.skills}
        self._evidence = {asked.id: asked.text.rstrip(".") for role in catalogue.roles for asked in role.evidence}

    def skill(self, skill: str) -> str:
        """A skill's name."""
        return self._skills.get(skill, skill)

    def requirement(self, rule: str, subject: str) -> str:
        """A requirement's name."""
        if rule == SKILL:
            return self.skill(subject)
        if rule == "evidence":
            return f"Evidence: {self._evidence.get(subject, subject)}"
        return f"Years in {subject} roles" if rule == "prior-role" else _FIGURES.get(subject, subject)


def moment(entry: Entry) -> Moment:
    """One of the two days."""
    about = entry.catalogue
    return Moment(
        sequence=_number(entry),
        date=entry.date,
        catalogue=CatalogueRef(about.id, about.version, about.digest),
        scale=about.scale,
        role=entry.role,
        years=entry.years,
        people=entry.people,
        rated=len(entry.levels),
    )


def entry_refs(progress: Progress) -> tuple[EntryRef, ...]:
    """The entries that are compared."""
    return tuple(EntryRef(_number(entry), entry.date) for entry in progress.entries)


def level_data(change: LevelChange, names: Names) -> LevelData:
    """A change of a level, as data."""
    name = names.skill(change.skill)
    return LevelData(change.skill, name, change.kind, held_data(change.then), held_data(change.now))


def held_data(held: Held) -> HeldData:
    """How a skill is held, as data."""
    return HeldData(held.state, held.level, held.name)


def line_data(line: Line, names: Names) -> LineData:
    """Levels over time, as data."""
    return LineData(line.skill, names.skill(line.skill), tuple(map(held_data, line.held)))


def role_data(change: RoleChange, why: tuple[str, ...], names: Names) -> RoleData:
    """A role then and now, as data."""
    return RoleData(
        role=change.role,
        title=change.title,
        why=why,
        recorded=change.recorded,
        verdict_then=change.verdict_then,
        verdict_now=change.verdict_now,
        verdict_cause=change.verdict_cause,
        gaps=tuple(_gap(gap, names) for gap in change.gaps),
        asked=tuple(_asked_change(asked, names) for asked in change.asked),
    )


def _gap(gap: GapChange, names: Names) -> GapChangeData:
    return GapChangeData(
        rule=gap.rule,
        subject=gap.subject,
        name=names.requirement(gap.rule, gap.subject),
        kind=gap.kind,
        cause=gap.cause,
        need_then=_need(gap.need_then),
        need_now=_need(gap.need_now),
        have_then=_have(gap.have_then),
        have_now=_have(gap.have_now),
        by_you=gap.by_you,
        by_ladder=gap.by_ladder,
    )


def _asked_change(asked: AskedChange, names: Names) -> AskedChangeData:
    name = names.requirement(asked.rule, asked.subject)
    return AskedChangeData(asked.rule, asked.subject, name, _need(asked.then), _need(asked.now))


def _need(need: Need) -> AskedData:
    return AskedData(need.value, need.name, need.blocking, need.comparable)


def _have(have: Have) -> HaveData:
    return HaveData(have.value, have.name, have.state)


def _number(entry: Entry) -> int | None:
    """The number that the journal gave to an entry; None for today."""
    return entry.sequence or None
