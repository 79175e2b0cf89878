"""The report of `compare`: roles side by side, with what changes from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, TypeVar

from pmladder.catalogue.models import Role
from pmladder.engine.assess import skills_asked
from pmladder.engine.compare import ChangeKind, Row, Turn
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, Tone, paragraph, rows_of, table, table_of
from pmladder.report.ground import Ground
from pmladder.report.notes import next_commands
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, PAY, PEOPLE_LED, YEARS_ASKED, Key, Shape, many, maybe, pay_of

T = TypeVar("T")

_SIGNS: dict[ChangeKind, tuple[str, Tone | None]] = {
    "new": ("* ", "strong"),
    "higher": ("+ ", "strong"),
    "lower": ("- ", "good"),
    "dropped": ("x ", "muted"),
    "same": ("", None),
}

COMPARED_ROLE = Shape(
    Role,
    "ComparedRole",
    "One of the roles: its requirements other than skills, its scope and its first pay bracket.",
    Key("role", str, lambda role, _: role.id),
    "title",
    "track",
    "seniority",
    Key("years", maybe(YEARS_ASKED)),
    Key("years_in_product", maybe(YEARS_ASKED)),
    Key("people", maybe(PEOPLE_LED)),
    Key("scope", str | None, lambda role, _: role.scope.text if role.scope else None),
    Key("reports_to", tuple[str, ...], lambda role, _: role.reports_to.titles if role.reports_to else ()),
    Key("pay", maybe(PAY), lambda role, _: pay_of(role)),
    Key("must_have", tuple[str, ...], lambda role, _: must_haves_of(role)),
)

CHANGE = Shape(
    Turn,
    "Change",
    "The change of a skill between two neighbouring roles.",
    Key("from", str, lambda turn, _: turn.before.id),
    Key("to", str, lambda turn, _: turn.after.id),
    "change",
)

COMPARED_SKILL = Shape(
    Row,
    "ComparedSkill",
    """One skill: the entry and the level in each role (null if the role does not ask for it), the roles for which it is
    a must-have, and the changes.
    """,
    Key("skill", str, lambda row, _: row.skill.id),
    Key("name", str, lambda row, _: row.skill.name),
    Key("category", str | None, lambda row, _: row.skill.category),
    Key("levels", Mapping[str, int | None], lambda row, _: _by_role(row, row.levels)),
    Key("entries", Mapping[str, int | None], lambda row, ground: _by_role(row, _entries(row, ground))),
    Key("must_have", tuple[str, ...], lambda row, _: [r.id for r in row.roles if row.skill.id in must_haves_of(r)]),
    Key("changes", many(CHANGE), lambda row, _: row.turns),
)


class CompareData(NamedTuple):
    """The JSON of `compare`. `rows` has every skill that any of the roles asks for."""

    schema_version: str
    kind: Literal["compare"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    roles: tuple[Annotated[Role, COMPARED_ROLE], ...]
    rows: tuple[Annotated[Row, COMPARED_SKILL], ...]


def compare_report(ground: Ground, roles: Sequence[Role], rows: Sequence[Row], every: bool) -> Report:
    """The comparison of two to five roles. `every` also shows skills that do not differ."""
    data = CompareData(SCHEMA_VERSION, "compare", ground, tuple(roles), tuple(rows))
    return Report(
        data,
        lambda: tuple(_blocks(data, ground, every=True)),
        partial(rows_of, _columns(data.roles, ground), data.rows, ground),
        ground=ground,
        first=None if every else lambda: tuple(_blocks(data, ground, every=False)),
    )


def must_haves_of(role: Role) -> tuple[str, ...]:
    """The must-haves among the skills of a role."""
    return tuple(skill for skill, asked in role.skills.items() if asked.must_have)


def _entries(row: Row, ground: Ground) -> Iterator[int | None]:
    """What each role asks of the skill before it."""
    for role in row.roles:
        asked = skills_asked(ground.catalogue, role).get(row.skill.id)
        yield int(asked.entry) if asked and asked.entry is not None else None


def _by_role(row: Row, values: Iterable[T]) -> dict[str, T]:
    return dict(zip((role.id for role in row.roles), values, strict=True))


def _columns(roles: Sequence[Role], ground: Ground) -> tuple[Column, ...]:
    """The columns of a skill: its level in each role, and each change from one role to the next."""
    return (
        Column(key="skill", value=lambda row, _: row.skill.id),
        Column(
            "Skill (! must-have)",
            key="name",
            value=lambda row, _: row.skill.name,
            cell=lambda row, ground: Cell(
                ground.skill(row.skill.id), shorter=(ground.catalogue.short_labels[row.skill.id],)
            ),
        ),
        Column(key="category", value=lambda row, _: row.skill.category),
        *(
            Column(ground.role(role), key=role.id, value=partial(_level, number), cell=partial(_cell, number))
            for number, role in enumerate(roles)
        ),
        *(
            Column(key=f"{before.id} to {after.id}", value=partial(_change, number))
            for number, (before, after) in enumerate(pairwise(roles))
        ),
    )


def _level(number: int, row: Row, _: Ground) -> int | None:
    return row.levels[number]


def _change(number: int, row: Row, _: Ground) -> ChangeKind:
    return row.changes[number]


def _cell(number: int, row: Row, ground: Ground) -> Cell:
    """The level that a role asks for, as name or number, and its change from the role on the left."""
    role, level = row.roles[number], row.levels[number]
    change: ChangeKind = row.changes[number - 1] if number else "same"
    sign, tone = _SIGNS[change]
    must_have = " !" if row.skill.id in must_haves_of(role) else ""
    long, short = ground.level(level) or "", "" if level is None else str(level)
    return Cell(f"{sign}{long}{must_have}", tone, (f"{sign}{short}{must_have}",))


def _scale(ground: Ground) -> str:
    """The levels with their numbers, or only the range if the levels have no other names."""
    names = [level.name for level in ground.catalogue.scale]
    if names == [str(number) for number in range(1, len(names) + 1)]:
        return f"1 to {len(names)}"
    return ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))


def _blocks(data: CompareData, ground: Ground, every: bool) -> Iterator[Block]:
    columns = [Column(""), *(Column(ground.role(role)) for role in data.roles)]
    yield table(columns, list(_facts(data.roles, every)))
    shown_rows = [row for row in data.rows if row.differs] + [row for row in data.rows if every and not row.differs]
    if shown_rows:
        yield table_of(_columns(data.roles, ground), shown_rows, ground)
        signs = "Against the role on its left: * new, + higher, - lower, x dropped."
        yield paragraph(Cell(f"{signs} Levels: {_scale(ground)}.", "muted"))
    else:
        yield paragraph("No skill tells these roles apart.")
    folded = [ground.skill(row.skill.id) for row in data.rows if not (every or row.differs)]
    if folded:
        yield paragraph(Cell(f"The same in all ({len(folded)}): ", "muted"), ", ".join(folded), ".")
    for number, (before, after) in enumerate(pairwise(data.roles)):
        pair = f"{ground.role(before)} {wording.ARROW} {ground.role(after)}: "
        yield paragraph(Cell(pair, "strong"), _summary(row.changes[number] for row in data.rows))
    gap = wording.command(ground, "gap", data.roles[-1].id)
    yield next_commands((gap, f"{ground.role(data.roles[-1])} compared with you"))


def _facts(roles: Sequence[Role], every: bool) -> Iterator[list[Cell | str]]:
    yield ["Track", *(role.track for role in roles)]
    if any(role.years_in_product for role in roles):
        yield ["Years in product", *(wording.years_asked(role.years_in_product) for role in roles)]
    if any(role.years for role in roles):
        yield ["Years of work", *(wording.years_asked(role.years) for role in roles)]
    if any(role.people for role in roles):
        yield ["People led", *(wording.people_led(role.people) for role in roles)]
    if every and any(role.scope for role in roles):
        yield ["Scope", *(role.scope.text if role.scope else "-" for role in roles)]
    if any(role.pay for role in roles):
        pays = [pay_of(role) for role in roles]
        yield ["Pay a year", *(Cell(wording.pay_bracket(pay), shorter=(wording.pay_short(pay),)) for pay in pays)]


def _summary(changes: Iterable[ChangeKind]) -> str:
    """`3 new, 9 higher, 1 lower, 2 dropped, 5 the same`."""
    counts = Counter(changes)
    kinds: tuple[ChangeKind, ...] = ("new", "higher", "lower", "dropped", "same")
    parts = [f"{counts[kind]} {'the same' if kind == 'same' else kind}" for kind in kinds if counts[kind]]
    return ", ".join(parts) + "."
