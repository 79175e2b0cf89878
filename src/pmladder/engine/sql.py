"""The formula as SQL: one statement that assesses everybody in a table for every role of a catalogue.

The text is made from `requirements_of`, presumption, placement and the order of suggestions, so that a database and
the engine say the same. It is plain SQL, as DuckDB, SQLite and PostgreSQL read it.

It expects the table `people` with one row a person and the columns of `PeopleTable`. A pair of columns holds the
interval of a holding, `low` for certain and `high` at most. For a skill both are empty where nobody rated it; `low` 1
without a `high` is a skill that is only named; -1 in both is one that does not apply. On any other axis `high` is
`NO_END` where it has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import product
from typing import NamedTuple, get_args

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role, Transition
from pmladder.engine.assess import Holdings, requirements_of, skills_asked
from pmladder.engine.formula import OPEN, VERDICTS, Requirement
from pmladder.engine.moves import CORE, moves_from, moves_in, steps_to, unusual, usual_rung, ways_in
from pmladder.engine.placement import (
    RoleHeld,
    core_roles,
    first_first,
    highest_first,
    leading,
    presumed_from,
    roles_held,
    rungs_of,
    single,
)
from pmladder.engine.suggest import LAST_KINDS, is_outside, off_route
from pmladder.profile.standing import Standing

SIZES: tuple[CompanySize, ...] = get_args(CompanySize)
NO_END = 1_000_000_000
"""What stands for the upper end of a holding that has none."""
MOST_ROLES, MOST_SKILLS = 300, 400
"""Of a larger catalogue no statement is made: databases take no text that long."""
COUNTS = (
    "met",
    "exceeded",
    "short",
    "unknown",
    "not_applicable",
    "must_haves_short",
    "must_haves_unknown",
    "presumed",
    "levels_best",
    "levels_worst",
    "growth",
)
PLACED_BY = ("role", "years", "skills")
_FAULTS = _SHORT, _UNKNOWN = (1, 2)
_MOST_TEXTS = 20_000
"""So many different texts of must-haves are listed beforehand; where there are more, they are put together."""
_BITS = 62
_LONGEST_NAME = 40
_SHIFTED = 128
"""What keeps a difference of levels above none, so that it has bits of its own."""
Value = str | int | float | None


class SqlColumn(NamedTuple):
    """A column of the table of people: its name, the type of what it holds, and what that is."""

    name: str
    type: str
    about: str


class SqlHeld(NamedTuple):
    """How a statement gets at one axis: the lower and the upper end, and 1 where it is presumed.

    An end of None is the one of what nobody knows: none, and no end.
    """

    low: str | None
    high: str | None
    presumed: str | None = None


class PeopleTable:
    """The table of people for one catalogue: its columns, and the row of a person.

    `has_history` adds what only a history or evidence tells: time on tracks, evidence, skills that past roles presume.
    """

    def __init__(self, catalogue: Catalogue, has_history: bool = False) -> None:
        self.catalogue, self.has_history = catalogue, has_history
        asked = [
            r for role in catalogue.roles for size in (None, *SIZES) for r in requirements_of(catalogue, role, size)
        ]
        self.skills = _named((skill.id for skill in catalogue.skills), set(_FIXED) | {"reach", "education"})
        self.evidence = _named(_first_of(_evidence_key(r) for r in asked if r.axis == "evidence"), set(), "evidence_")
        self.tracks = _named(_first_of(" ".join(r.tracks) for r in asked if r.axis == "time-on-track"), set(), "time_")
        self._requirements = {_evidence_key(r): r for r in asked if r.axis == "evidence"}
        self._tracks = {" ".join(r.tracks): r for r in asked if r.axis == "time-on-track"}

    @cached_property
    def columns(self) -> tuple[SqlColumn, ...]:
        """The columns, in their order."""
        if len(self.catalogue.roles) > MOST_ROLES or len(self.catalogue.skills) > MOST_SKILLS:
            raise ValueError(f"a statement is made of at most {MOST_ROLES} roles and {MOST_SKILLS} skills")
        found = [SqlColumn(name, kind, about) for name, (kind, about) in _FIXED.items()]
        found += _pair(
            "education", "DOUBLE", "the place of the degree, from 0 none to 4 doctorate; 0 and no end unknown"
        )
        for skill, name in self.skills.items():
            found += _pair(name, "INTEGER", f"skill {skill}")
            if self.has_history:
                found.append(SqlColumn(f"{name}_past", "INTEGER", "the level that past roles presume"))
        if self.has_history:
            for key, name in self.evidence.items():
                found.append(SqlColumn(f"{name}_low", "INTEGER", f"how many there are of evidence {key.split()[0]}"))
            for key, name in self.tracks.items():
                found += _pair(name, "DOUBLE", f"years in {key} roles")
        return tuple(found)

    def row(self, key: str, standing: Standing) -> tuple[Value, ...]:
        """The row of somebody who is read, not placed: `standing` without what is presumed."""
        holdings, top = Holdings(standing._replace(presumed=None)), standing.top_level
        row: list[Value] = [key, standing.role.id if standing.role else None, int(standing.role_is_unread)]
        row += [standing.years, standing.years_of_work, standing.years_in_role, standing.people]
        row += [standing.goal.id if standing.goal else None, standing.company_size]
        for axis in ("years-in-product", "years-of-work", "people"):
            row += _ends(holdings, Requirement(axis, axis, axis, 1, 1))
        row += [None, None] if standing.reach is None else [standing.reach, standing.reach]
        row += _ends(holdings, Requirement("education", "education", "", 1, 1))
        past = self._past(standing) if self.has_history else {}
        for skill in self.skills:
            row += _skill_ends(standing, skill, top)
            if self.has_history:
                row.append(past.get(skill))
        if self.has_history:
            for key_ in self.evidence:
                asked = self._requirements[key_]._replace(level=1_000_000)
                row.append(holdings.of(asked).low)
            for key_ in self.tracks:
                row += _ends(holdings, self._tracks[key_])
        return tuple(row)

    def _past(self, standing: Standing) -> Mapping[str, int]:
        """What the roles of the history presume, the present one left out; only for who is placed by a role."""
        if standing.role is None:
            return {}
        return presumed_from(self.catalogue, roles_held(standing, standing.role)[1:]).levels

    def held(self, asked: Requirement) -> SqlHeld:
        """How to get at the axis of a requirement, in the part of the statement that has the holdings."""
        if asked.axis == "skill":
            name = self.skills[asked.subject]
            return SqlHeld(quoted(f"{name}_l"), quoted(f"{name}_h"), quoted(f"{name}_b"))
        if asked.axis == "reach":
            return SqlHeld('"reach_l"', '"reach_h"', '"reach_b"')
        if asked.axis == "evidence":
            name = self.evidence[_evidence_key(asked)]
            return SqlHeld(quoted(f"{name}_low"), None) if self.has_history else SqlHeld(None, None)
        timed = asked.axis == "time-on-track"
        name = self.tracks[" ".join(asked.tracks)] if timed else asked.axis.replace("-", "_")
        is_there = asked.axis != "time-on-track" or self.has_history
        return SqlHeld(quoted(f"{name}_low"), quoted(f"{name}_high")) if is_there else SqlHeld(None, None)


_FIXED: Mapping[str, tuple[str, str]] = {
    "id": ("VARCHAR", "tells a person from every other"),
    "role": ("VARCHAR", "the id of the role held; empty where the title is none of the catalogue"),
    "role_unread": ("INTEGER", "1 where a role is held that the catalogue does not have, else 0"),
    "years": ("DOUBLE", "years in product"),
    "years_of_work": ("DOUBLE", "years of all relevant work"),
    "years_in_role": ("DOUBLE", "years in the present role"),
    "people": ("DOUBLE", "people led now"),
    "goal": ("VARCHAR", "the id of the role wished for"),
    "company_size": ("VARCHAR", "small, medium or large"),
    "years_in_product_low": ("DOUBLE", "the holding of years in product, at least"),
    "years_in_product_high": ("DOUBLE", "and at most"),
    "years_of_work_low": ("DOUBLE", "the holding of years of work, at least"),
    "years_of_work_high": ("DOUBLE", "and at most"),
    "people_low": ("DOUBLE", "the most people led, now or before; 0 and no end unknown"),
    "people_high": ("DOUBLE", "and at most"),
    "reach_low": ("INTEGER", "the place of the reach in the catalogue's order, from 1; empty where nobody said"),
    "reach_high": ("INTEGER", "the same again"),
}


def ends_from(prefix: str) -> dict[str, str]:
    """The ends of each axis but skills, of somebody without a history, from what a row says of them.

    The columns of that row begin with `prefix`; `engine.holdings` has the same of a profile.
    """
    years, work, now, before = (f"{prefix}{name}" for name in ("years", "years_of_work", "people", "people_led_before"))
    all_work = f"CASE WHEN {work} IS NOT NULL THEN GREATEST({work}, COALESCE({years}, 0)) END"
    led = f"GREATEST(COALESCE({now}, {before}), COALESCE({before}, {now}))"
    return {
        "years_in_product_low": f"COALESCE({years}, 0)",
        "years_in_product_high": f"COALESCE({years}, {work}, {NO_END})",
        "years_of_work_low": f"COALESCE({all_work}, {years}, 0)",
        "years_of_work_high": f"COALESCE({all_work}, {NO_END})",
        "people_low": f"COALESCE({led}, 0)",
        "people_high": f"COALESCE({led}, {NO_END})",
        "reach_low": f"{prefix}reach",
        "reach_high": f"{prefix}reach",
        "education_low": f"COALESCE({prefix}education, 0)",
        "education_high": f"COALESCE({prefix}education, {NO_END})",
    }


def from_ratings(table: PeopleTable) -> str:
    """The query that makes the table of people from one row a person (`persons`) and one row a rating (`ratings`).

    `persons` has the plain columns that `PERSONS` lists, `ratings` has `person`, `skill` and `level`: the number of a
    level, -1 where the skill does not apply, empty where it is there at a level nobody gave.
    """
    ends = ends_from("p.")
    lines = []
    for column in table.columns:
        if column.name in ends:
            lines.append(f"  {ends[column.name]} AS {quoted(column.name)}")
        elif column.name in PERSONS:
            lines.append(f"  p.{column.name} AS {quoted(column.name)}")
    for skill, name in table.skills.items():
        is_it = f"r.skill = {literal(skill)}"
        lines.append(f"  MAX(CASE WHEN {is_it} THEN COALESCE(r.level, 1) END) AS {quoted(name + '_low')}")
        lines.append(f"  MAX(CASE WHEN {is_it} THEN r.level END) AS {quoted(name + '_high')}")
    group = ", ".join(f"p.{name}" for name in PERSONS)
    body = ",\n".join(lines)
    return f"SELECT\n{body}\nFROM persons p\nLEFT JOIN ratings r ON r.person = p.id\nGROUP BY {group}"


PERSONS: Mapping[str, str] = {
    "id": "VARCHAR",
    "role": "VARCHAR",
    "role_unread": "INTEGER",
    "years": "DOUBLE",
    "years_of_work": "DOUBLE",
    "years_in_role": "DOUBLE",
    "people": "DOUBLE",
    "people_led_before": "DOUBLE",
    "reach": "INTEGER",
    "education": "INTEGER",
    "goal": "VARCHAR",
    "company_size": "VARCHAR",
}
"""The columns of one row a person, from which `from_ratings` makes the table of people."""


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: Value) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else repr(value)


def _pair(name: str, kind: str, about: str) -> list[SqlColumn]:
    return [SqlColumn(f"{name}_low", kind, about), SqlColumn(f"{name}_high", kind, "and at most")]


def _first_of(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))


def _evidence_key(asked: Requirement) -> str:
    return f"{asked.subject} {asked.kind or ''}".strip()


def _named(keys: Iterable[str], taken: set[str], begin: str = "") -> dict[str, str]:
    """For each key a name that every database takes: short, of small letters, digits and `_`, and no other's."""
    names: dict[str, str] = {}
    used = set(taken)
    for key in keys:
        plain = begin + (re.sub(r"[^a-z0-9]+", "_", key.lower()).strip("_") or "x")
        plain = plain if plain[0].isalpha() else f"s_{plain}"
        plain = plain[:_LONGEST_NAME]
        name, number = plain, 1
        while name in used:
            number += 1
            name = f"{plain}_{number}"
        used.add(name)
        names[key] = name
    return names


def _ends(holdings: Holdings, asked: Requirement) -> list[Value]:
    holding = holdings.of(asked)
    return [holding.low, NO_END if holding.high == OPEN else holding.high]


def _skill_ends(standing: Standing, skill: str, top: int) -> list[Value]:
    if skill in standing.levels:
        return [standing.levels[skill], standing.levels[skill]]
    if skill in standing.not_applicable:
        return [-1, -1]
    return [1 if top else 0, None] if skill in standing.present else [None, None]


class _Field(NamedTuple):
    """Where one count lies in the whole numbers that are summed: in which of them, from which bit, and how many."""

    lane: int
    shift: int
    bits: int

    def of(self, number: str) -> str:
        """The count, taken out of the whole number of its lane."""
        return f"(({number}{self.lane} >> {self.shift}) & {(1 << self.bits) - 1})"


class Statement:
    """The statement for one catalogue and one table of people.

    Every requirement adds one whole number in which all counts have their bits, so that a role is one sum.

    One that `streams` is for DuckDB alone: the rows of a person come out one behind the other, so that nothing has to
    be kept until all are done, and words that come again and again are of an enumerated type, written as numbers.
    """

    def __init__(self, table: PeopleTable, streams: bool = False) -> None:
        self.table, self.catalogue, self.streams = table, table.catalogue, streams
        self._fields = self._layout()
        self._lanes = range(1 + max(field.lane for field in self._fields.values()))
        self._findings: dict[object, str] = {}
        self._finding_texts: list[str] = []
        self._faults: dict[str, str] = {}
        self._texts: list[str] = []
        every = [self._binding(role, size) for role in self.catalogue.roles for size in (None, *role.sizes)]
        self._lists_texts = streams and sum(3 ** len(asked) for asked in every) <= _MOST_TEXTS
        self._ranks = {role_id: n for n, role_id in enumerate(sorted(self.catalogue.roles_by_id))}
        self._rank_bits = len(self._ranks).bit_length()

    def text(self, people: str = "people", keeps_steps: bool = True) -> str:
        """The statement over the table of this name: one row for each person and role.

        It asks the database to keep what each step gives, unless it `streams`, or the database can't be asked.
        """
        roles = self.catalogue.roles
        totals = [self._total(n, role) for n, role in enumerate(roles)]
        musts = [f"  {self._must_haves(role)} AS m{n}" for n, role in enumerate(roles)]
        ids = [role.id for role in roles]
        parts = [
            f"seen AS (\n  SELECT p.*, {self._by_years()} AS by_years\n  FROM {people} p\n)",
            *self._likeness(),
            f"placed AS (\n  SELECT k.*, COALESCE(role, by_years, {self._by_skills()}) AS placed,\n"
            "    CASE WHEN role IS NOT NULL THEN 'role' WHEN by_years IS NOT NULL THEN 'years' ELSE 'skills' END "
            "AS placed_by\n  FROM keyed k\n)",
            self._presumed(),
            self._off_routes(),
            "joined AS (\n  SELECT q.*, u.*, COALESCE(w.off, 0) AS off\n  FROM placed q\n"
            "  LEFT JOIN presumed u ON u.p_role = q.placed AND q.placed_by <> 'skills'"
            f" AND u.p_size = {self._size_key()}\n    AND u.p_settled = {self._settled()}\n"
            "  LEFT JOIN off_routes w ON w.o_role = q.placed AND w.o_goal = q.goal\n)",
            f"held AS (\n  SELECT j.*,\n{self._held()}\n  FROM joined j\n)",
        ]
        found = ",\n".join([*self._finding_texts, *(f"  {text} AS {name}" for text, name in self._faults.items())])
        parts.append(f"found AS (\n  SELECT h.*,\n{found}\n  FROM held h\n)")
        parts.append("summed AS (\n  SELECT f.*,\n" + ",\n".join(totals) + "\n  FROM found f\n)")
        parts.append(
            "scored AS (\n  SELECT id, placed,\n"
            "  CASE WHEN placed IS NULL THEN NULL ELSE placed_by END AS placed_by,\n"
            + "".join(f"  t{n}_{lane},\n" for n in range(len(roles)) for lane in self._lanes)
            + ",\n".join(musts)
            + f",\n  {self._first_suggestion()} AS first_key\n  FROM summed\n)"
        )
        ranks = " ".join(f"WHEN {rank} THEN {literal(role)}" for role, rank in self._ranks.items())
        first = f"CASE first_key & {(1 << self._rank_bits) - 1} {ranks} END"
        parts.append(
            f"told AS (\n  SELECT s.*, {self._word('placed', ids)} AS role,\n"
            f"  {self._word('placed_by', PLACED_BY)} AS by_what,\n  {self._word(first, ids)} AS first_suggestion\n"
            "  FROM scored s\n)"
        )
        if keeps_steps and not self.streams:
            # Else a database may write each step into the next, and the text grows beyond all bounds.
            parts = [part.replace(" AS (", " AS MATERIALIZED (", 1) for part in parts]
        parts += self._unnested() if self.streams else self._crossed()
        return "WITH " + ",\n".join(parts) + "\n" + self._last() + "\n"

    def _word(self, text: str, words: Sequence[str]) -> str:
        """A text that is one of these words."""
        return f"CAST({text} AS ENUM ({', '.join(map(literal, words))}))" if self.streams else text

    def _crossed(self) -> list[str]:
        """Each person beside each role, with what belongs to that role: one query, where a union of one for each role
        is more than some databases can plan."""
        roles = self.catalogue.roles
        pairs = ", ".join(f"({n}, {literal(role.id)})" for n, role in enumerate(roles))

        def chosen(column: str, name: str) -> str:
            cases = " ".join(f"WHEN {n} THEN {column.format(n)}" for n in range(len(roles)))
            return f",\n    CASE number {cases} END AS {name}"

        columns = "".join(chosen(f"t{{}}_{lane}", f"t{lane}") for lane in self._lanes) + chosen("m{}", "m")
        return [
            f"every_role (number, to_role) AS (\n  VALUES {pairs}\n)",
            f"pairs AS (\n  SELECT id, role, by_what, first_suggestion, to_role{columns}\n"
            "  FROM told CROSS JOIN every_role\n)",
        ]

    def _unnested(self) -> list[str]:
        every = range(len(self.catalogue.roles))
        lists = {
            "to_role": [
                self._word(literal(role.id), [r.id for r in self.catalogue.roles]) for role in self.catalogue.roles
            ],
            **{f"t{lane}": [f"t{n}_{lane}" for n in every] for lane in self._lanes},
            "m": [f"m{n}" for n in every],
        }
        columns = "".join(f",\n    unnest([{', '.join(entries)}]) AS {name}" for name, entries in lists.items())
        return [f"pairs AS (\n  SELECT id, role, by_what, first_suggestion{columns}\n  FROM told\n)"]

    def _last(self) -> str:
        short, unknown = self._fields["must_haves_short"].of("t"), self._fields["must_haves_unknown"].of("t")
        not_yet, cannot_say, within_reach, case_to_make = (self._word(literal(v), VERDICTS) for v in VERDICTS)
        verdict = (
            f"CASE WHEN {short} > 0 THEN {not_yet} WHEN {unknown} > 0 THEN {cannot_say} "
            f"WHEN {self._fields['short'].of('t')} > 0 THEN {within_reach} ELSE {case_to_make} END"
        )
        # Small numbers are written in half the time.
        kinds = {name: "SMALLINT" if field.bits < 15 else "BIGINT" for name, field in self._fields.items()}
        counts = ",\n  ".join(f"CAST({f.of('t')} AS {kinds[name]}) AS {name}" for name, f in self._fields.items())
        must_haves = "SUBSTR(m, 3)"
        if self._lists_texts:
            words = ", ".join(map(literal, dict.fromkeys(self._texts)))
            must_haves = f"CAST([{', '.join(map(literal, self._texts))}] AS ENUM ({words})[])[m]"
        return (
            f'SELECT id, role, by_what AS placed_by, to_role AS "to",\n  {verdict} AS verdict,\n  {counts},\n'
            f"  {must_haves} AS must_haves,\n  first_suggestion\nFROM pairs"
        )

    # Placement

    def _by_years(self) -> str:
        """The role that years place on, tried from the highest; empty where nobody said, and for who begins."""
        rungs = rungs_of(self.catalogue)
        if not rungs:
            return "CAST(NULL AS VARCHAR)"
        ahead, alone = leading(rungs), single(rungs)
        tried = [
            *(
                (rung, f"people >= {literal(rung.led)} AND years >= {literal(max(rung.floor, rung.starts))}")
                for rung in sorted(ahead, key=highest_first)
            ),
            *(
                (rung, f"people >= {literal(rung.led)} AND years >= {literal(rung.floor)}")
                for rung in sorted(ahead, key=first_first)
            ),
            *((rung, f"years >= {literal(rung.starts)}") for rung in sorted(alone, key=highest_first)),
        ]
        cases = " ".join(f"WHEN {condition} THEN {literal(rung.role.id)}" for rung, condition in tried)
        first = min(alone, key=first_first, default=None)
        nobody = "years IS NULL OR years = 0" if ways_in(self.catalogue) else "years IS NULL"
        return f"CASE WHEN {nobody} THEN NULL {cases} ELSE {literal(first.role.id if first else None)} END"

    @cached_property
    def _alike(self) -> list[Role]:
        """The roles that ratings can look like, in the order in which they come first."""
        return sorted(core_roles(self.catalogue), key=lambda role: (role.seniority, role.id))

    def _by_skills(self) -> str:
        cases = " ".join(f"WHEN {n} THEN {literal(role.id)}" for n, role in enumerate(self._alike))
        return f"CASE like_key % {len(self._alike)} {cases} END"

    def _likeness(self) -> list[str]:
        """The role that ratings look like, where half of what it asks is rated: the one they differ least from.

        For each skill and level one whole number: how often it is rated, and how far from the level it is, less what
        it counts in `other`, which is all that is rated.
        """
        terms: dict[tuple[str, int], str] = {}
        rated = "{0} >= 0 AND {1} IS NOT NULL AND g = 1"

        def total(role: Role, size: CompanySize | None) -> str:
            asked = skills_asked(self.catalogue, role, size)
            names = [terms.setdefault((skill, int(r.level)), f"d{len(terms)}") for skill, r in asked.items()]
            return " + ".join(names) or "0"

        def key(role: Role, size: CompanySize | None, number: int) -> str:
            asked = len(skills_asked(self.catalogue, role, size))
            leads = [r.level for r in requirements_of(self.catalogue, role, size) if r.axis == "people"]
            fits = f" AND (people IS NULL OR people >= {literal(max(leads))})" if leads else ""
            apart = f"(a{number} & 1048575) - {_SHIFTED} * (a{number} >> 20) + other"
            half = f"g = 1 AND 2 * (a{number} >> 20) >= {max(1, asked)}"
            return f"CASE WHEN {half}{fits} THEN ({apart}) * {count} + {number} END"

        roles, count = self._alike, len(self._alike)
        sums = [f"{self._by_size(role, total)} AS a{n}" for n, role in enumerate(roles)]
        keys = [self._by_size(role, partial(key, number=n)) for n, role in enumerate(roles)]
        none = 1 << 40
        least = _least([f"COALESCE({text}, {none})" for text in keys])
        nobody = "role IS NULL AND by_years IS NULL"
        if ways_in(self.catalogue):
            nobody += " AND (years IS NULL OR years <> 0)"
        ends = {skill: (quoted(f"{n}_low"), quoted(f"{n}_high")) for skill, n in self.table.skills.items()}
        differ = [
            f"CASE WHEN {rated.format(*ends[skill])} THEN {(1 << 20) + _SHIFTED} + ABS({ends[skill][0]} - {level}) "
            f"- {ends[skill][0]} ELSE 0 END AS {name}"
            for (skill, level), name in terms.items()
        ]
        other = " + ".join(f"CASE WHEN {rated.format(*pair)} THEN {pair[0]} ELSE 0 END" for pair in ends.values())
        return [
            f"guarded AS (\n  SELECT s.*, CASE WHEN {nobody} THEN 1 ELSE 0 END AS g\n  FROM seen s\n)",
            "differing AS (\n  SELECT g.*,\n  "
            + ",\n  ".join([*differ, f"{other or '0'} AS other"])
            + "\n  FROM guarded g\n)",
            "likened AS (\n  SELECT d.*,\n  " + ",\n  ".join(sums) + "\n  FROM differing d\n)",
            f"keyed AS (\n  SELECT l.*, NULLIF({least}, {none}) AS like_key\n  FROM likened l\n)",
        ]

    def _by_size(self, role: Role, of: Callable[[Role, CompanySize | None], str]) -> str:
        """An expression that may differ by the size of the company."""
        base = of(role, None)
        sized = {size: of(role, size) for size in role.sizes}
        cases = " ".join(f"WHEN '{size}' THEN {text}" for size, text in sized.items() if text != base)
        return f"CASE company_size {cases} ELSE {base} END" if cases else base

    # Presumption

    def _size_key(self) -> str:
        by_size: dict[CompanySize, list[str]] = {}
        for role in self.catalogue.roles:
            for size in role.sizes:
                by_size.setdefault(size, []).append(role.id)
        cases = " ".join(
            f"WHEN company_size = '{size}' AND placed IN ({', '.join(map(literal, ids))}) THEN '{size}'"
            for size, ids in by_size.items()
        )
        return f"CASE {cases} ELSE '' END" if cases else "''"

    def _settled(self) -> str:
        usual = {r.id: r.years_in_role.min for r in self.catalogue.roles if r.years_in_role and r.years_in_role.min}
        cases = " ".join(
            f"WHEN placed = {literal(role)} AND years_in_role < {literal(years)} THEN 0"
            for role, years in usual.items()
        )
        return f"CASE WHEN placed_by = 'years' THEN 1 {cases} ELSE 1 END"

    def _presumed(self) -> str:
        names = [f"p_{name}" for name in (*self.table.skills.values(), "reach")]
        rows = []
        for role in self.catalogue.roles:
            for size in (None, *role.sizes):
                for settled in (1, 0):
                    usual = role.years_in_role.min if role.years_in_role else None
                    if not settled and not usual:
                        continue
                    held = RoleHeld(role, size, None if settled else -1.0)
                    found = presumed_from(self.catalogue, (held,))
                    levels = [found.levels.get(skill, -1) for skill in self.table.skills]
                    reach = -1 if found.reach is None else found.reach
                    rows.append(", ".join(map(literal, (role.id, size or "", settled, *levels, reach))))
        head = ", ".join(map(quoted, ("p_role", "p_size", "p_settled", *names)))
        return f"presumed ({head}) AS (\n  VALUES\n  " + ",\n  ".join(f"({row})" for row in rows) + "\n)"

    def _held(self) -> str:
        """What everybody holds of each skill, and of reach: rated, else presumed, else not known."""
        top = len(self.catalogue.scale)
        lines = []
        for name in self.table.skills.values():
            low, high, presumed = (quoted(part) for part in (f"{name}_low", f"{name}_high", f"p_{name}"))
            if self.table.has_history:
                past = f"COALESCE({quoted(name + '_past')}, -1)"
                presumed = f"CASE WHEN {presumed} < {past} THEN {past} ELSE {presumed} END"
                presumed = f"({presumed})"
            lines += [
                f"  CASE WHEN {low} IS NOT NULL AND ({high} IS NOT NULL OR {presumed} IS NULL OR {presumed} <= 0) "
                f"THEN {low} WHEN {presumed} >= 0 THEN {presumed} ELSE 0 END AS {quoted(name + '_l')}",
                f"  CASE WHEN {high} IS NOT NULL THEN {high} WHEN {presumed} > 0 THEN {presumed} "
                f"WHEN {low} IS NOT NULL THEN {top} WHEN {presumed} = 0 THEN 0 "
                f"WHEN {presumed} = -1 AND role_unread = 0 THEN 0 ELSE {top} END AS {quoted(name + '_h')}",
                f"  CASE WHEN {high} IS NOT NULL OR ({low} IS NOT NULL AND ({presumed} IS NULL OR {presumed} <= 0)) "
                f"THEN 0 WHEN {presumed} >= 0 OR ({presumed} = -1 AND role_unread = 0) THEN 1 ELSE 0 END "
                f"AS {quoted(name + '_b')}",
            ]
        lines += [
            "  CASE WHEN reach_low IS NOT NULL THEN reach_low WHEN p_reach >= 0 THEN p_reach ELSE 0 END AS reach_l",
            "  CASE WHEN reach_low IS NOT NULL THEN reach_low WHEN p_reach >= 0 THEN p_reach "
            f"ELSE {NO_END} END AS reach_h",
            "  CASE WHEN reach_low IS NULL AND p_reach >= 0 THEN 1 ELSE 0 END AS reach_b",
        ]
        return ",\n".join(lines)

    # Findings

    def _layout(self) -> dict[str, _Field]:
        """The bits of each count: as many as the largest that any role can come to needs."""
        most = dict.fromkeys(COUNTS, 1)
        for role in self.catalogue.roles:
            for size in (None, *role.sizes):
                asked = [r for r in requirements_of(self.catalogue, role, size) if r.entry is not None]
                skills = [r for r in asked if r.axis == "skill"]
                must = sum(r.must_have for r in asked)
                levels, growth = sum(int(r.entry or 0) for r in skills), sum(int(r.level) for r in skills)
                here = [len(asked)] * 4 + [len(skills), must, must, len(asked), levels, levels, growth]
                most = {name: max(most[name], number) for name, number in zip(COUNTS, here, strict=True)}
        fields, lane, shift = {}, 0, 0
        for name, number in most.items():
            bits = number.bit_length()
            if shift + bits > _BITS:
                lane, shift = lane + 1, 0
            fields[name] = _Field(lane, shift, bits)
            shift += bits
        return fields

    def _packed(self, lane: int, **counts: int) -> int:
        return sum(n << self._fields[name].shift for name, n in counts.items() if self._fields[name].lane == lane)

    def _finding(self, asked: Requirement, lane: int) -> str | None:
        """The column with the whole number of a finding; None where the table can't tell, so that it is one number."""
        held = self.table.held(asked)
        if held.low is None:
            return None
        is_skill, must = asked.axis == "skill", asked.must_have
        entry, level = asked.entry or 0, asked.level
        key = (held, entry, level, must, lane)
        if key in self._findings:
            return self._findings[key]
        low, high = held.low, held.high

        def packed(**counts: int) -> str:
            return str(self._packed(lane, **counts))

        def less(times: int, what: str) -> str:
            return f" - {times} * {what}" if times else ""

        best, worst = self._packed(lane, levels_best=1), self._packed(lane, levels_worst=1)
        grows = self._packed(lane, growth=1)
        # A capital count is a fault of must-haves beside.
        short = {"short": 1, "must_haves_short": int(must)}
        unknown = {"unknown": 1, "must_haves_unknown": int(must)}
        if is_skill:
            e, v = int(entry), int(level)
            cases = [
                f"WHEN {low} < 0 THEN {packed(not_applicable=1)}",
                f"WHEN {high} < {e} THEN {packed(**short, levels_best=e, levels_worst=e, growth=v - e)}"
                f"{less(best, high or '')}{less(worst, low)}",
                f"WHEN {low} < {e} THEN {packed(**unknown, levels_worst=e)}{less(worst, low)}",
                f"WHEN {low} <= {v} THEN {packed(met=1, growth=v)}{less(grows, low)}",
            ]
        else:
            cases = [f"WHEN {high} < {literal(entry)} THEN {packed(**short)}"] if high else []
            cases.append(f"WHEN {low} < {literal(entry)} THEN {packed(**unknown)}")
            # Evidence is never more than is asked.
            cases.append(f"WHEN {low} <= {literal(level if high else NO_END)} THEN {packed(met=1)}")
        by_role = self._packed(lane, presumed=1)
        presumed = f" + {by_role} * {held.presumed}" if held.presumed and by_role else ""
        name = f"f{len(self._findings)}"
        self._findings[key] = name
        # The whole numbers are larger than what databases take a small one for.
        self._finding_texts.append(
            f"  CAST(CASE {' '.join(cases)} ELSE {packed(exceeded=1)} END{presumed} AS BIGINT) AS {name}"
        )
        return name

    def _total(self, number: int, role: Role) -> str:
        def total(of: Role, size: CompanySize | None, lane: int) -> str:
            columns, constant = [], 0
            for asked in requirements_of(self.catalogue, of, size):
                if asked.entry is None:
                    continue
                column = self._finding(asked, lane)
                if column is None:
                    constant += self._packed(lane, unknown=1, must_haves_unknown=int(asked.must_have))
                else:
                    columns.append(column)
            return " + ".join([*columns, *([str(constant)] if constant or not columns else [])])

        return ",\n".join(
            f"  {self._by_size(role, partial(total, lane=lane))} AS t{number}_{lane}" for lane in self._lanes
        )

    def _must_haves(self, role: Role) -> str:
        """The must-haves to show, short ones first: their text, or where texts are listed the place in that list."""

        def text(_: Role, size: CompanySize | None) -> str:
            pieces = [
                f"CASE WHEN {self._fault(asked)} = {fault} THEN {literal(f'; {asked.subject}')} ELSE '' END"
                for fault in _FAULTS
                for asked in self._binding(role, size)
            ]
            return " || ".join(pieces) or "''"

        def place(_: Role, size: CompanySize | None) -> str:
            asked = self._binding(role, size)
            digits = [f"{3**n} * {self._fault(requirement)}" for n, requirement in enumerate(asked)]
            begin = 1 + len(self._texts)
            # The first requirement is the last digit of a number, and so the one that changes fastest.
            for faults in product((0, *_FAULTS), repeat=len(asked)):
                found = list(zip(asked, reversed(faults), strict=True))
                subjects = [r.subject for fault in _FAULTS for r, this in found if this == fault]
                self._texts.append("; ".join(subjects))
            return " + ".join([str(begin), *digits])

        return self._by_size(role, place if self._lists_texts else text)

    def _binding(self, role: Role, size: CompanySize | None) -> list[Requirement]:
        return [r for r in requirements_of(self.catalogue, role, size) if r.must_have and r.entry is not None]

    def _fault(self, asked: Requirement) -> str:
        """The column that says of a must-have whether it is short (1), unknown (2) or neither (0)."""
        held, entry = self.table.held(asked), literal(asked.entry)
        if held.low is None:
            return str(_UNKNOWN)
        short = f"WHEN {held.high} < {entry} THEN {_SHORT} " if held.high else ""
        skip = f"WHEN {held.low} < 0 THEN 0 " if asked.axis == "skill" else ""
        text = f"CASE {skip}{short}WHEN {held.low} < {entry} THEN {_UNKNOWN} ELSE 0 END"
        return self._faults.setdefault(text, f"w{len(self._faults)}")

    # Suggestions

    def _moves(self, role: Role | None) -> list[Transition]:
        if role is None:
            return list(moves_in(self.catalogue))
        return [move for move, _ in moves_from(self.catalogue, role)]

    def _off_routes(self) -> str:
        """For each role and goal, which of the moves from the role leave the way to the goal: one bit a move."""
        rows = []
        for goal in self.catalogue.roles:
            steps = steps_to(self.catalogue, goal)
            for role in self.catalogue.roles:
                to = [self.catalogue.roles_by_id[move.to] for move in self._moves(role)]
                off = sum(off_route(role, other, goal, steps) << n for n, other in enumerate(to))
                if off:
                    rows.append(f"({literal(role.id)}, {literal(goal.id)}, {off})")
        return "off_routes (o_role, o_goal, off) AS (\n  VALUES\n  " + ",\n  ".join(rows or ["('', '', 0)"]) + "\n)"

    def _first_suggestion(self) -> str:
        """The key of the best move from the role that each is placed on; its last bits tell the role."""
        cases = []
        for role in self.catalogue.roles:
            if moves := self._moves(role):
                keys = [self._order(move, n, role) for n, move in enumerate(moves)]
                cases.append(f"WHEN {literal(role.id)} THEN {_least(keys)}")
        inward = [self._order(move, n, None) for n, move in enumerate(self._moves(None))]
        nowhere = _least(inward) if inward else "NULL"
        placed = f"CASE placed {' '.join(cases)} END" if cases else "NULL"
        return f"CASE WHEN placed IS NULL THEN {nowhere} ELSE {placed} END"

    def _order(self, move: Transition, number: int, present: Role | None) -> str:
        place = self.catalogue.role_places[move.to]
        must, unknown, levels = (self._fields[n] for n in ("must_haves_short", "must_haves_unknown", "levels_worst"))
        must_bits = max(must.bits, unknown.bits) + 1
        shifts = {"rank": 0, "levels": self._rank_bits}
        shifts["must"] = shifts["levels"] + levels.bits
        shifts["unusual"] = shifts["must"] + must_bits
        shifts["outside"] = shifts["unusual"] + 3
        fixed = (int(move.kind in LAST_KINDS) << (shifts["outside"] + 3)) + (unusual(move) << shifts["unusual"])
        parts = [str(fixed + self._ranks[move.to])]
        if present is not None:
            parts.append(f"(((off >> {number}) & 1) << {shifts['outside'] + 2})")
        if off_rung := self._off_rung(move):
            parts.append(f"(CASE WHEN {off_rung} THEN {1 << (shifts['outside'] + 1)} ELSE 0 END)")
        if sizes := [size for size in SIZES if is_outside(self.catalogue, move, size)]:
            listed = ", ".join(map(literal, sizes))
            parts.append(f"(CASE WHEN company_size IN ({listed}) THEN {1 << shifts['outside']} ELSE 0 END)")
        total = f"t{place}_"
        parts.append(f"(({must.of(total)} + {unknown.of(total)}) << {shifts['must']})")
        parts.append(f"({levels.of(total)} << {shifts['levels']})")
        return " + ".join(parts)

    def _off_rung(self, move: Transition) -> str:
        """Under which condition a way in is not for somebody with so many years of work; empty where there is none."""
        usual = usual_rung(self.catalogue)
        role = self.catalogue.roles_by_id[move.to]
        if usual is None or move.kind != "entry" or role.family != CORE:
            return ""
        if role.seniority < usual.role.seniority:
            return f"years_of_work >= {literal(usual.from_years)}" if usual.from_years is not None else ""
        if role.seniority > usual.role.seniority and role.years is not None:
            return f"years_of_work < {literal(role.years.min or 0)}"
        return ""


def _least(keys: Sequence[str]) -> str:
    return keys[0] if len(keys) == 1 else f"LEAST({', '.join(keys)})"
