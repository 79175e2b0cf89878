"""A catalogue as SQL that assesses people where an organisation keeps them, in the dialect of its database."""

from __future__ import annotations

from pmladder.catalogue.models import Catalogue
from pmladder.engine.sql import PERSONS, PeopleTable, Statement, from_ratings
from pmladder.text import safe
from pmladder.version import VERSION

BASE = "duckdb"
RUN = ("duckdb", "sqlite", "postgres")
"""The dialects whose statement the tests of this program run."""
MEASURED = ("spark",)
"""Those that a benchmark runs; others are translated, and nobody has run them here."""
# With these, Spark writes each step into the next while it plans, again and again, and never comes to an end.
_SPARK = ("spark.sql.optimizer.dynamicPartitionPruning.enabled", "spark.sql.constraintPropagation.enabled")


def dialects() -> tuple[str, ...]:
    """The dialects that there are. Raises ImportError without sqlglot."""
    from sqlglot.dialects.dialect import Dialects

    return tuple(sorted(dialect.value for dialect in Dialects if dialect.value))


def as_sql(catalogue: Catalogue, dialect: str = BASE) -> str:
    """The tables that are expected, how to make one of them from ratings, and the statement.

    Raises ImportError without sqlglot, ValueError for a catalogue that is too large.
    """
    table = PeopleTable(catalogue)
    about = catalogue.catalogue
    run = "Translated by sqlglot, and not run by the program's tests."
    if dialect in RUN:
        run = "Tests run this dialect."
    elif dialect in MEASURED:
        run = "Translated by sqlglot; a benchmark of the program runs this dialect."
    head = [
        f"pmladder {VERSION}, dialect {dialect}. {run}",
        f"Catalogue: {about.title or about.id or 'without a name'} {about.version or ''}".rstrip(),
        "",
        "1. One row a person, and one row a rating. A level is a number; -1 says that the skill does not apply, an",
        "   empty one that it is there at a level nobody gave. role and goal are ids of the catalogue; role_unread is",
        "   1 where a title is none of its roles. reach and education are places in their order.",
    ]
    persons = ", ".join(f"{name} {kind}" for name, kind in PERSONS.items())
    columns = "\n".join(_comment(f"   {column.name}: {column.about}") for column in table.columns)
    parts = [
        "\n".join(map(_comment, head)),
        _translated(f"CREATE TABLE persons ({persons})", dialect),
        _translated("CREATE TABLE ratings (person VARCHAR, skill VARCHAR, level INTEGER)", dialect),
        _comment("2. The table of people, made of both.") + "\n" + columns,
        _translated(f"CREATE TABLE people AS {from_ratings(table)}", dialect),
        _comment("3. Everybody against every role, one row for each pair."),
        *(f"SET {name}=false;" for name in _SPARK if dialect == "spark"),
        _translated(Statement(table).text(keeps_steps=dialect in RUN), dialect),
    ]
    return "\n\n".join(parts) + "\n"


def _comment(line: str) -> str:
    return f"-- {safe(line)}".rstrip()


def _translated(text: str, dialect: str) -> str:
    if dialect == BASE:
        return text.rstrip() + ";"
    import sqlglot

    [made] = sqlglot.transpile(text, read=BASE, write=dialect)
    return made + ";"
