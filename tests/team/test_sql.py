"""The formula in Python and the formula as SQL say the same of anybody, for every role, on every engine that runs."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import assess, holdings_of
from pmladder.engine.sql import PeopleTable, Statement, quoted
from pmladder.engine.suggest import next_moves
from pmladder.errors import InputError
from pmladder.files.catalogue_file import BUILTIN, parse_catalogue, read_catalogue
from pmladder.files.many_people import database, put_people, put_roster
from pmladder.files.people import read_people
from pmladder.formats.spreadsheet import CELLS
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from pmladder.team.people import keys_of
from pmladder.team.words import DEGREES
from rows import each
from team.crowd import TODAY, crowd, table

pytestmark = pytest.mark.skipif(not find_spec("duckdb") or not find_spec("sqlglot"), reason="the extra is not here")

Found = dict[tuple[str, str], tuple[Any, ...]]
# A ladder without entries, sizes or moves, whose ids are no names that a database takes as they are.
PLAIN = """
scale: [one, two, three]
skills: [{id: "C++", name: C plus plus}, {id: c, name: C}, {id: "select", name: "It's \\"select\\""}]
roles:
  - {id: first, title: First, seniority: 1, skills: {"C++": one, select: one}, must_have: [select]}
  - id: second
    title: Second
    seniority: 2
    skills: {"C++": two, c: three}
    must_have: [c]
    years_in_product: {min: 2}
  - {id: boss, title: Boss, track: management, seniority: 2, skills: {c: one}, people: {min: 3, must_have: true}}
"""


def catalogues() -> dict[str, Catalogue]:
    starter = Path(__file__).parents[2] / "data" / "starter.yaml"
    return {
        "builtin": read_catalogue(BUILTIN, False).catalogue,
        "starter": read_catalogue(str(starter), False).catalogue,
        "plain": parse_catalogue(PLAIN, "plain.yaml"),
    }


CATALOGUES = catalogues()


def by_engine(catalogue: Catalogue, people: Iterable[tuple[str, Profile]]) -> Found:
    found: Found = {}
    for key, profile in people:
        answer = next_moves(catalogue, standing_of(profile, catalogue, TODAY))
        placed, holdings = answer.placement, holdings_of(answer.standing)
        by = None if placed.role is None else placed.basis if placed.basis in ("years", "skills") else "role"
        first = answer.suggestions[0].role.id if answer.suggestions else None
        for role in catalogue.roles:
            made = assess(catalogue, answer.standing, role, placed.role, holdings)
            must = "; ".join(finding.subject for finding in made.must_haves_to_show)
            here = placed.role.id if placed.role else None
            found[key, role.id] = (here, by, made.verdict, *made.counts, must, first)
    return found


def by_rows(rows: Iterable[Sequence[Any]]) -> Found:
    return {(row[0], row[3]): (row[1], row[2], *row[4:]) for row in rows}


@cache
def translated(statement: str, dialect: str) -> str:
    """The statement in another dialect; this takes longer than to run it for a thousand people."""
    import sqlglot

    [text] = sqlglot.transpile(statement, read="duckdb", write=dialect)
    return text


def in_duckdb(made: PeopleTable, rows: list[tuple[Any, ...]], streams: bool = True) -> Found:
    with database() as connection:
        put_people(connection, made, rows)
        return by_rows(connection.execute(Statement(made, streams).text()).fetchall())


def in_sqlite(made: PeopleTable, rows: list[tuple[Any, ...]]) -> Found:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE people ({', '.join(quoted(c.name) for c in made.columns)})")
    connection.executemany(f"INSERT INTO people VALUES ({', '.join('?' * len(made.columns))})", rows)
    return by_rows(connection.execute(translated(Statement(made).text(), "sqlite")).fetchall())


def in_postgres(made: PeopleTable, rows: list[tuple[Any, ...]]) -> Found:
    """Through `psql` and CSV, so that no driver is needed; PGHOST and the like say where the database is."""
    import csv
    import io
    import subprocess

    columns = ", ".join(f"{quoted(c.name)} {c.type.replace('DOUBLE', 'DOUBLE PRECISION')}" for c in made.columns)
    values = io.StringIO()
    csv.writer(values, lineterminator="\n").writerows(rows)
    script = f"CREATE TEMP TABLE people ({columns});\nCOPY people FROM STDIN (FORMAT csv);\n{values.getvalue()}\\.\n"
    script += f"COPY ({translated(Statement(made).text(), 'postgres')}) TO STDOUT (FORMAT csv, NULL '~');\n"
    ran = subprocess.run(
        ["psql", "-qX", "-v", "ON_ERROR_STOP=1"], input=script, capture_output=True, text=True, check=True
    )
    lines = csv.reader(io.StringIO(ran.stdout))
    read = ([None if cell == "~" else int(cell) if cell.isdigit() else cell for cell in line] for line in lines)
    return by_rows(read)


ENGINES: dict[str, Callable[[PeopleTable, list[tuple[Any, ...]]], Found]] = {
    "duckdb": in_duckdb,
    "duckdb, crossed": lambda made, rows: in_duckdb(made, rows, streams=False),
    "sqlite": in_sqlite,
    "postgres": in_postgres,
}


def same(name: str, engines: Iterable[str], number: int, seed: int) -> None:
    catalogue = CATALOGUES[name]
    people = [(f"p{n}", profile) for n, profile in enumerate(crowd(catalogue, number, seed))]
    made = PeopleTable(catalogue, has_history=True)
    rows = [made.row(key, standing_of(profile, catalogue, TODAY)) for key, profile in people]
    expected = by_engine(catalogue, people)
    for engine in engines:
        assert ENGINES[engine](made, rows) == expected, engine


@pytest.mark.parametrize("name", CATALOGUES)
def test_python_and_sql_say_the_same(name: str) -> None:
    same(name, ("duckdb",) if name == "builtin" else ("duckdb", "sqlite"), 40, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("name", CATALOGUES)
def test_python_and_sql_say_the_same_on_every_engine(name: str) -> None:
    same(name, running(), 1_000, seed=100)


@pytest.mark.release
@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize("part", range(2))
def test_python_and_sql_say_the_same_many_times(name: str, part: int) -> None:
    """Ten thousand people."""
    same(name, running(), 5_000, seed=200 + part)


def running() -> list[str]:
    """The engines; PostgreSQL is tried where PGHOST names a server."""
    return [engine for engine in ENGINES if engine != "postgres" or "PGHOST" in os.environ]


@pytest.mark.parametrize("number", [40, pytest.param(150, marks=pytest.mark.slow)])
def test_a_large_roster_is_read_as_a_small_one(tmp_path: Path, number: int) -> None:
    """The same people, the same rows that were not understood, and the same words about them."""
    catalogue = CATALOGUES["builtin"]
    for seed in range(1 if number < 150 else 3):
        path = tmp_path / f"roster{seed}.csv"
        # A blank row counts, so that rows have the numbers that a spreadsheet shows.
        path.write_text(table(catalogue, number, seed).replace("\n", "\n\n", 2), "utf-8", newline="")
        small = read_people([str(path)], catalogue)
        made = PeopleTable(catalogue)
        with database() as connection:
            large = put_roster(connection, made, str(path))
            rows = connection.execute("SELECT * FROM people").fetchall()
        assert large.unread == small.unread
        assert large.unread
        assert large.remarks == small.remarks
        expected = {row.id: made.row(str(row.id), standing_of(row.profile, catalogue, TODAY)) for row in small.rows}
        assert {row[0]: row for row in rows} == expected


def test_large_rosters_tell_people_of_one_name_apart(tmp_path: Path) -> None:
    """As small ones do: an id of two rows is nobody's, a name of two is told apart, also where it is another's id."""
    catalogue, path = CATALOGUES["builtin"], tmp_path / "roster.csv"
    rows = ["id,name,title", "a,Ann,PM", ",Ann,PM", ",Ann,PM", "Ann,Other,PM", "b,Ben,PM", "b,Bea,PM", ",b,PM"]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    small = read_people([str(path)], catalogue)
    with database() as connection:
        large = put_roster(connection, PeopleTable(catalogue), str(path))
        keys = [key for [key] in connection.execute("SELECT id FROM people").fetchall()]
    assert keys == [key for key, _ in keys_of(small.rows)]
    assert len(set(keys)) == 5
    assert large.unread == small.unread


def test_a_day_that_there_is_not_is_none_in_small_and_large_rosters(tmp_path: Path) -> None:
    catalogue, path = CATALOGUES["builtin"], tmp_path / "roster.csv"
    there = ["", "1900", "2024-02", "2024-02-29", "2024-02-29 00:00:00", "9999-12-31"]
    not_there = ["2023-02-29", "2024-04-31", "0000-01-01", "1899-12-31", "2024-13", "24", "2024-2-1", "today"]
    lines = [f"p{number},{day}" for number, day in enumerate([*there, *not_there])]
    path.write_text("\n".join(["id,rated", *lines]) + "\n", "utf-8")
    small = read_people([str(path)], catalogue)
    with database() as connection:
        large = put_roster(connection, PeopleTable(catalogue), str(path))
    assert [entry.row for entry in small.unread] == [2 + len(there) + number for number in range(len(not_there))]
    assert large.unread == small.unread
    assert large.people == len(small.rows) == len(there)


@each(
    ("name", "data", "what"),
    [
        ("r.csv", "id,title\nä,pm\n".encode("latin-1"), "is not UTF-8"),
        ("r.csv", b"shoe,hat\n9,1\n", "column"),
        ("r.parquet", b"PAR1 and no more", "cannot be read as a table"),
        ("r.csv", None, "cannot be read: "),
    ],
)
def test_a_large_roster_that_is_none_is_refused(tmp_path: Path, name: str, data: bytes | None, what: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with database() as connection, pytest.raises(InputError) as refused:
        put_roster(connection, PeopleTable(CATALOGUES["plain"]), str(path))
    assert what in str(refused.value.lines())


def test_rows_of_parquet_are_those_of_a_table(tmp_path: Path) -> None:
    import duckdb

    catalogue, path = CATALOGUES["plain"], tmp_path / "r.parquet"
    rows = "(VALUES ('a', 'First', 3), ('b', 'Second', NULL)) AS t(id, title, years)"
    duckdb.sql(f"COPY (SELECT * FROM {rows}) TO '{path}'")
    small = read_people([str(path)], catalogue)
    assert [(row.id, row.profile.role, row.profile.years) for row in small.rows] == [
        ("a", "First", 3),
        ("b", "Second", None),
    ]
    made = PeopleTable(catalogue)
    with database() as connection:
        assert put_roster(connection, made, str(path)).people == 2
        found = connection.execute("SELECT * FROM people ORDER BY id").fetchall()
    assert found == [made.row(str(row.id), standing_of(row.profile, catalogue, TODAY)) for row in small.rows]


def test_parquet_has_no_more_cells_than_another_table(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "r.parquet"
    duckdb.sql(f"COPY (SELECT range AS id, range AS name FROM range({CELLS // 2 + 1})) TO '{path}'")
    with pytest.raises(InputError, match="cells"):
        read_people([str(path)], CATALOGUES["plain"])


@pytest.mark.slow
def test_the_statement_runs_on_a_roster_without_a_history(tmp_path: Path) -> None:
    catalogue = CATALOGUES["builtin"]
    path = tmp_path / "roster.csv"
    path.write_text(table(catalogue, 60, 9, bad=0), "utf-8", newline="")
    small = read_people([str(path)], catalogue)
    with database() as connection:
        made = PeopleTable(catalogue)
        put_roster(connection, made, str(path))
        found = by_rows(connection.execute(Statement(made, streams=True).text()).fetchall())
    assert found == by_engine(catalogue, [(str(row.id), row.profile) for row in small.rows])


def in_long_form(catalogue: Catalogue, people: Iterable[tuple[str, Profile]]) -> tuple[list[Any], list[Any]]:
    """What an organisation has: one row a person, and one row a rating."""
    persons, ratings = [], []
    for key, profile in people:
        read = standing_of(profile, catalogue, TODAY)
        degree = None if read.education is None else DEGREES.index(read.education)
        role, goal = read.role.id if read.role else None, read.goal.id if read.goal else None
        persons.append(
            [
                *(key, role, int(read.role_is_unread), read.years, read.years_of_work, read.years_in_role),
                *(read.people, read.people_led_before, read.reach, degree, goal, read.company_size),
            ]
        )
        ratings += [(key, skill, level) for skill, level in read.levels.items()]
        ratings += [(key, skill, None) for skill in read.present]
        ratings += [(key, skill, -1) for skill in read.not_applicable]
    return persons, ratings


def without_history(catalogue: Catalogue, number: int, seed: int) -> list[tuple[str, Profile]]:
    """Random people, with nothing that the long form has no place for."""
    people = crowd(catalogue, number, seed)
    return [(f"p{n}", p.model_copy(update={"history": (), "evidence": ()})) for n, p in enumerate(people)]


@pytest.mark.parametrize("dialect", ["duckdb", pytest.param("sqlite", marks=pytest.mark.slow)])
def test_an_exported_statement_runs_from_ratings(dialect: str) -> None:
    """The whole text of the export, as somebody would run it: tables, people made of ratings, pairs."""
    import duckdb

    from pmladder.render.as_sql import as_sql

    catalogue = CATALOGUES["builtin"]
    bare = without_history(catalogue, 40, 3)
    persons, ratings = in_long_form(catalogue, bare)
    *first, made, statement = as_sql(catalogue, dialect).rstrip(";\n").split(";\n")
    connection: Any = duckdb.connect() if dialect == "duckdb" else sqlite3.connect(":memory:")
    for text in first:
        connection.execute(text)
    connection.executemany(f"INSERT INTO persons VALUES ({', '.join('?' * 12)})", persons)
    connection.executemany("INSERT INTO ratings VALUES (?, ?, ?)", ratings)
    connection.execute(made)
    assert by_rows(connection.execute(statement).fetchall()) == by_engine(catalogue, bare)


@pytest.mark.parametrize("dialect", ["postgres", "spark", "snowflake", "bigquery", "redshift", "tsql"])
def test_other_dialects_are_written(dialect: str) -> None:
    from pmladder.render.as_sql import MEASURED, RUN, as_sql

    text = as_sql(CATALOGUES["starter"], dialect)
    assert ("not run" in text) == (dialect not in (*RUN, *MEASURED))
    assert text.count("SELECT") > 10
    # Only these databases can be asked to keep a step.
    assert ("MATERIALIZED" in text) == (dialect in RUN)
