"""Many people in DuckDB: reads a large roster as text and assesses everybody, from file to file in one stream.

The meaning of a cell is the same as for small rosters (`team.words`, `team.roster`). A row that the database does not
understand goes to the reader of small rosters, which says why.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.engine.sql import PeopleTable, Statement, ends_from, literal, quoted
from pmladder.errors import InputError, Problem, SurroundingsError
from pmladder.files.saving import unwritten
from pmladder.formats.limits import BOM
from pmladder.formats.spreadsheet import CELLS, SheetRow, delimiter_of, too_much
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from pmladder.team.people import RosterRow, UnreadRow
from pmladder.team.roster import LONGEST, Reader
from pmladder.team.words import (
    BLANK,
    DAY,
    DEGREES,
    FIRST_YEAR,
    MOST,
    NAMED_CODE,
    NOT_APPLICABLE_CODE,
    NUMBER,
    SIZES,
    WHOLE,
    Columns,
    about_unread,
    columns_of,
    level_words,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_TOLD = 1_000
"""The most rows that are reported one by one."""
_HEAD = 1 << 20
_SOME = 1_000
_TYPES = {"INTEGER": "SMALLINT"}
_SPACES = " \t\r\n\x0b\x0c\xa0\u2003\u3000"
_BAD, _NOTHING, _UNFIT = -9, -8, "\x01"
_TWICE = "given AND id IN (SELECT id FROM twice WHERE ids > 1)"
_ALIKE = "id IN (SELECT id FROM twice WHERE ids < 2 OR every > ids + 1)"
_FORMATS = {"csv": "(FORMAT csv, HEADER)", "jsonl": "(FORMAT json)", "parquet": "(FORMAT parquet)"}


class LargeRoster(NamedTuple):
    """A roster in the database, ready to be assessed: the number of people, and the rows that were not understood.

    `left_out` is the number of rows that were not understood; `unread` has the first ones.
    """

    people: int
    left_out: int
    unread: tuple[UnreadRow, ...]
    remarks: tuple[str, ...]


@contextmanager
def database(memory: str = "700MB") -> Iterator[DuckDBPyConnection]:
    """A new database, which writes to disk what does not fit into this much memory. Raises ImportError."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="pmladder-") as folder:
        # Kept in memory, tables are not compressed, which would take longer than all else.
        connection = duckdb.connect()
        try:
            connection.execute(f"SET memory_limit = '{memory}'")
            connection.execute(f"SET temp_directory = {literal(folder)}")
            # Only the named files are opened, and nothing is downloaded.
            connection.execute("SET autoinstall_known_extensions = false")
            yield connection
        finally:
            connection.close()


def rows_of_parquet(path: str) -> list[SheetRow]:
    """The rows of a Parquet file as texts, the headers first.

    Raises ImportError without DuckDB, InputError for a file that is none, or has more cells than a table may have.
    """
    with database() as connection:
        found = _read(connection, path, f"SELECT count(*) FROM read_parquet({literal(path)})")
        [people] = found.fetchone() or (0,)
        found = _read(connection, path, f"SELECT * FROM read_parquet({literal(path)})")
        if people * len(found.description or ()) > CELLS:
            raise too_much(path)
        heads = [column[0] for column in found.description or ()]
        rows = [SheetRow(n, ["" if v is None else str(v) for v in row]) for n, row in enumerate(found.fetchall(), 2)]
    return [SheetRow(1, heads), *rows]


def put_people(connection: DuckDBPyConnection, table: PeopleTable, rows: Iterable[Sequence[Any]]) -> None:
    """Fill the table `people` with rows from `PeopleTable.row`."""
    types = [_TYPES.get(column.type, column.type) for column in table.columns]
    columns = ", ".join(f"{quoted(c.name)} {kind}" for c, kind in zip(table.columns, types, strict=True))
    connection.execute(f"CREATE TABLE people ({columns})")
    # Inserting column by column is much faster than row by row.
    lists = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in types)
    every = iter(rows)
    while some := list(islice(every, _SOME)):
        connection.execute(f"INSERT INTO people SELECT {lists}", [list(cells) for cells in zip(*some, strict=True)])


def put_roster(connection: DuckDBPyConnection, table: PeopleTable, path: str) -> LargeRoster:
    """Fill the table `people` from a roster of any size, CSV in UTF-8 or Parquet.

    Raises InputError when it cannot be read, or its header does not say what is in it.
    """
    catalogue = table.catalogue
    headers, source = _source(connection, path)
    columns, problems = columns_of(headers, catalogue)
    if problems:
        raise InputError(path, [Problem((), "", what) for what in problems])
    anything = " OR ".join(f"{_trimmed(f'c{n}')} <> ''" for n in range(len(headers)))
    rows = f"SELECT * FROM (SELECT row_number() OVER () + 1 AS number, * FROM {source}) WHERE {anything}"
    # A view does not store the texts of the rows. The few rows that are reported are read a second time.
    connection.execute(f"CREATE VIEW raw AS {_numbered(connection, path, rows)}")
    _read(connection, path, f"CREATE TABLE typed AS {_typed(table, columns)}")
    _resolve(connection, catalogue)
    # Rows with the same id are left out. People with the same name get the number of their row.
    connection.execute(
        "CREATE TABLE twice AS SELECT id, count(*) AS every, count(*) FILTER (given) AS ids FROM typed "
        "WHERE wrong = 0 GROUP BY id HAVING count(*) > 1"
    )
    connection.execute(f"CREATE VIEW people AS {_people(table)}")
    unread, left_out = _unread(connection, catalogue, columns, path, len(headers))
    [people] = connection.execute("SELECT count(*) FROM people").fetchone() or (0,)
    remarks = tuple(f"{path}: {line}" for line in about_unread(columns, catalogue))
    return LargeRoster(int(people), left_out, unread, remarks)


def assess_into(connection: DuckDBPyConnection, table: PeopleTable, path: str, form: str, force: bool) -> None:
    """Assess everybody in `people` for every role, and write a row for each pair to `path`: csv, jsonl or parquet.

    The file is written completely or not at all, and only its owner can read it. Raises SurroundingsError, with nothing
    changed.
    """
    import duckdb

    if os.path.lexists(path) and not force:
        raise SurroundingsError(f"{path}: already exists; name another file, or add --force; nothing was changed")
    try:
        # The file is made in a private folder beside its place, and then moved there.
        with tempfile.TemporaryDirectory(prefix=".pmladder-", dir=os.path.dirname(os.path.realpath(path))) as folder:
            made = os.path.join(folder, f"pairs.{form}")
            connection.execute(f"COPY ({Statement(table, streams=True).text()}) TO {literal(made)} {_FORMATS[form]}")
            os.chmod(made, 0o600)
            os.replace(made, os.path.realpath(path))
    except duckdb.Error as error:
        kind = type(error).__name__.removesuffix("Exception")
        raise SurroundingsError(f"{path}: the database failed ({kind}); nothing was changed") from None
    except OSError as error:
        raise unwritten(path, error) from error


def _read(connection: DuckDBPyConnection, path: str, query: str) -> DuckDBPyConnection:
    """Run a query that reads a file. Raises InputError, without content of the file, if it cannot be read."""
    import duckdb

    try:
        return connection.execute(query)
    except duckdb.Error as error:
        kind = type(error).__name__.removesuffix("Exception").lower()
        raise InputError(
            path, [Problem((), "", f"cannot be read as a table ({kind}); save it as CSV in UTF-8")]
        ) from None


def _source(connection: DuckDBPyConnection, path: str) -> tuple[list[str], str]:
    """The headers of a file, and how a query reads the rows behind them as texts c0, c1, ..."""
    if path.casefold().endswith(".parquet"):
        found = _read(connection, path, f"DESCRIBE SELECT * FROM read_parquet({literal(path)})").fetchall()
        headers = [row[0] for row in found]
        texts = ", ".join(f"COALESCE(CAST({quoted(h)} AS VARCHAR), '') AS c{n}" for n, h in enumerate(headers))
        return headers, f"(SELECT {texts} FROM read_parquet({literal(path)}))"
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise InputError(
            path, [Problem((), "", f"cannot be read: {(error.strerror or 'it failed').lower()}")]
        ) from None
    try:
        text = head[: head.rfind(b"\n") + 1].decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError:
        raise InputError(
            path, [Problem((), "", "is not UTF-8; a roster of this size has to be CSV in UTF-8")]
        ) from None
    delimiter = delimiter_of(text)
    headers = next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True), [])
    kinds = "{" + ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(headers))) + "}"
    texts = ", ".join(f"COALESCE(c{n}, '') AS c{n}" for n in range(len(headers)))
    options = f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', null_padding = true, strict_mode = false"
    read = f"read_csv({literal(path)}, header = false, skip = 1, auto_detect = false, columns = {kinds}, {options})"
    return headers, f"(SELECT {texts} FROM {read})"


def _resolve(connection: DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Which role each title means at each size: worked out once for each, and put into the table `titles`."""
    connection.execute("CREATE TABLE titles (title VARCHAR, size VARCHAR, role VARCHAR)")
    wanted = connection.execute(
        "SELECT DISTINCT role, size FROM typed WHERE role IS NOT NULL AND wrong = 0 "
        "UNION SELECT DISTINCT goal, size FROM typed WHERE goal IS NOT NULL AND wrong = 0"
    ).fetchall()
    made = []
    for title, size in sorted(wanted):
        company = {"size": size} if size else None
        standing = standing_of(Profile.model_validate({"goal": title, "company": company}), catalogue, None)
        made.append([title, size, standing.goal.id if standing.goal else None])
    if made:
        connection.executemany("INSERT INTO titles VALUES (?, ?, ?)", made)


def _trimmed(cell: str) -> str:
    # To trim takes longer than all else that is done with a cell, and few need it.
    return f"CASE WHEN regexp_matches({cell}, '^\\s|\\s$|[^ -~]') THEN trim({cell}, {literal(_SPACES)}) ELSE {cell} END"


def _chosen(cell: str, words: Mapping[str, int]) -> str:
    """The code of the word in a cell; `_NOTHING` for a blank cell, `_BAD` for an unknown word.

    The cell is looked up as it is, and only if it is not found, trimmed and in lower case.
    """
    every = dict(sorted({**dict.fromkeys(BLANK, _NOTHING), **words}.items(), key=lambda entry: len(entry[0])))
    texts, codes = ", ".join(map(literal, every)), ", ".join(map(str, every.values()))
    found = [f"[{codes}][list_position([{texts}], {text})]" for text in (cell, f"lower({_trimmed(cell)})")]
    return f"CAST(NULLIF(COALESCE({', '.join(found)}, {_BAD}), {_NOTHING}) AS TINYINT)"


def _blank(text: str) -> str:
    """Whether a trimmed text is one of the words for nothing."""
    return f"lower({text}) IN ({', '.join(map(literal, sorted(BLANK)))})"


def _text(text: str) -> str:
    """A trimmed text, of one line; `_UNFIT` for any other."""
    unfit = f"length({text}) > {LONGEST} OR regexp_matches({text}, '[\\x00-\\x1f\\x7f]')"
    return f"CASE WHEN {_blank(text)} THEN NULL WHEN {unfit} THEN {literal(_UNFIT)} ELSE {text} END"


def _number(field: str, text: str) -> str:
    number = f"TRY_CAST(replace({text}, ',', '.') AS DOUBLE)"
    whole = f" AND {number} = floor({number})" if field in WHOLE else ""
    fits = f"regexp_full_match({text}, '{NUMBER}') AND {number} <= {MOST[field]}{whole}"
    return f"CASE WHEN {_blank(text)} THEN NULL WHEN {fits} THEN {number} ELSE {_BAD} END"


def _day(text: str) -> str:
    day = f"regexp_replace({text}, ' 00:00:00$', '')"
    exists = f"{day} >= '{FIRST_YEAR}' AND TRY_CAST(left({day} || '-01-01', 10) AS DATE) IS NOT NULL"
    fits = f"regexp_full_match({day}, '{DAY}') AND {exists}"
    return f"CASE WHEN {_blank(text)} OR ({fits}) THEN NULL ELSE {_BAD} END"


_TEXTS = ("id", "name", "role", "goal", "team", "manager")


def _typed(table: PeopleTable, columns: Columns) -> str:
    """The query that makes values of texts: each cell by what its word means, and in `wrong` how many mean nothing.

    The columns of skills begin with `s_` and hold the codes of `level_words`.
    """
    cells = {field: f"c{place}" for field, place in columns.fields.items()}
    values: dict[str, str] = {field: _text(cells[field]) for field in _TEXTS if field in cells}
    values |= {field: _number(field, cells[field]) for field in MOST if field in cells}
    for field, words in (("company_size", SIZES), ("education", DEGREES), ("reach", table.catalogue.reach)):
        if field in cells:
            begin = 1 if field == "reach" else 0
            values[field] = _chosen(cells[field], {word.casefold(): n for n, word in enumerate(words, begin)})
    if "rated" in cells:
        values["rated"] = _day(cells["rated"])
    levels = level_words(table.catalogue)
    values |= {f"s_{table.skills[skill]}": _chosen(f"c{place}", levels) for skill, place in columns.skills.items()}
    wrong = [
        f"CASE WHEN {quoted(name)} = {literal(_UNFIT if name in _TEXTS else _BAD)} THEN 1 ELSE 0 END" for name in values
    ]
    named = [field for field in ("id", "name") if field in cells]
    key = f"COALESCE({', '.join(named)})"
    wrong.append(f"CASE WHEN {key} IS NULL THEN 1 ELSE 0 END")
    sizes = " ".join(f"WHEN {n} THEN {literal(word)}" for n, word in enumerate(SIZES))
    size = f"CASE company_size {sizes} ELSE '' END" if "company_size" in cells else "''"
    kinds = {
        **dict.fromkeys(("role", "goal"), "VARCHAR"),
        **dict.fromkeys(MOST, "DOUBLE"),
        **dict.fromkeys(("reach", "education", *(f"s_{name}" for name in table.skills.values())), "TINYINT"),
    }
    rest = [
        f"CAST({quoted(name) if name in values else 'NULL'} AS {kind}) AS {quoted(name)}"
        for name, kind in kinds.items()
    ]
    given = "id IS NOT NULL" if "id" in cells else "false"
    # Each text is trimmed once, before several questions are asked of it.
    plain = {cells[field] for field in (*_TEXTS, *MOST, "rated") if field in cells}
    trimmed = f"* REPLACE ({', '.join(f'{_trimmed(cell)} AS {cell}' for cell in sorted(plain))})"
    coded = ", ".join(f"{text} AS {quoted(name)}" for name, text in values.items())
    return (
        f"SELECT number, {key} AS id, {given} AS given, {' + '.join(wrong)} AS wrong, {size} AS size, "
        f"{', '.join(rest)} FROM (SELECT number, {coded} FROM (SELECT {trimmed} FROM raw))"
    )


def _people(table: PeopleTable) -> str:
    """The query that makes people of values."""
    ends = {
        "id": f"CASE WHEN {_ALIKE} THEN id || ' (row ' || number || ')' ELSE id END",
        "role": "t.role",
        "role_unread": "CASE WHEN v.role IS NOT NULL AND t.role IS NULL THEN 1 ELSE 0 END",
        "goal": "g.role",
        "company_size": "NULLIF(v.size, '')",
        **{name: f"v.{name}" for name in ("years", "years_of_work", "years_in_role", "people")},
        **ends_from("v."),
    }
    for name in table.skills.values():
        code = "v." + quoted(f"s_{name}")
        ends[f"{name}_low"] = f"CASE {code} WHEN {NAMED_CODE} THEN 1 WHEN {NOT_APPLICABLE_CODE} THEN -1 ELSE {code} END"
        ends[f"{name}_high"] = (
            f"CASE {code} WHEN {NAMED_CODE} THEN NULL WHEN {NOT_APPLICABLE_CODE} THEN -1 ELSE {code} END"
        )
    made = ", ".join(f"{ends[column.name]} AS {quoted(column.name)}" for column in table.columns)
    return (
        f"SELECT {made} FROM typed v LEFT JOIN titles t ON t.title = v.role AND t.size = v.size "
        f"LEFT JOIN titles g ON g.title = v.goal AND g.size = v.size WHERE wrong = 0 AND NOT ({_TWICE})"
    )


def _unread(
    connection: DuckDBPyConnection, catalogue: Catalogue, columns: Columns, path: str, width: int
) -> tuple[tuple[UnreadRow, ...], int]:
    """The rows that were not understood, as the reader of small rosters tells of them, and how many there are."""
    which = f"wrong > 0 OR ({_TWICE})"
    [left_out] = connection.execute(f"SELECT count(*) FROM typed WHERE {which}").fetchone() or (0,)
    if not left_out:
        return (), 0
    first = connection.execute(f"SELECT number FROM typed WHERE {which} ORDER BY number LIMIT {MOST_TOLD}").fetchall()
    numbers = ", ".join(str(number) for [number] in first)
    cells = ", ".join(f"c{n}" for n in range(width))
    found = connection.execute(
        f"SELECT number, {cells} FROM raw WHERE number IN ({numbers}) ORDER BY number LIMIT {len(first)}"
    ).fetchall()
    reader = Reader(catalogue, columns, path)
    unread = []
    for number, *texts in found:
        read = reader.row(SheetRow(number, texts))
        if isinstance(read, RosterRow):
            read = UnreadRow(path, number, 'column "id" has an id that another row has too')
        unread.append(read)
    return tuple(unread), int(left_out)


def _numbered(connection: DuckDBPyConnection, path: str, rows: str) -> str:
    """The query with row numbers as in a spreadsheet. The database skips blank rows without counting them."""
    if path.casefold().endswith(".parquet") or not _has_blank_lines(path):
        return rows
    with open(path, encoding="utf-8-sig", newline="", errors="replace") as file:
        blank = [number for number, row in enumerate(csv.reader(file), 1) if not row]
    connection.execute("CREATE TABLE blank (number BIGINT)")
    if blank:
        numbers = [number - n for n, number in enumerate(blank)]
        connection.execute("INSERT INTO blank SELECT unnest(CAST(? AS BIGINT[]))", [numbers])
    shift = "(SELECT count(*) FROM blank b WHERE b.number <= r.number)"
    return f"SELECT * REPLACE (r.number + {shift} AS number) FROM ({rows}) r"


def _has_blank_lines(path: str) -> bool:
    before = b""
    with open(path, "rb") as file:
        while part := file.read(_HEAD):
            whole = before + part
            if b"\n\n" in whole or b"\n\r\n" in whole:
                return True
            before = whole[-2:]
    return False
