"""The exported statement on a Spark cluster of two workers on this machine, beside the engine in Python.

    pip install pyspark                          and Java 17 or later
    python benchmarks/spark.py                   10,000 people and the built-in catalogue
    python benchmarks/spark.py 100 plain starter

The people are random ones of the tests, and so are the catalogues: builtin, starter, plain. It ends with an error where
the two differ about anybody. Seconds are of the clock, as the cluster has its own processes: "plan" is what Spark takes
to understand the statement, "run" to carry it out.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from pyspark.sql import SparkSession

from pmladder.engine.sql import PERSONS
from pmladder.render.as_sql import as_sql

# In place of this folder, whose team.py is no package.
sys.path[0] = str(Path(__file__).resolve().parent.parent / "tests")

from team.test_sql import CATALOGUES, Found, by_engine, by_rows, in_long_form, without_history  # noqa: E402

CLUSTER = "local-cluster[2,1,1024]"
TYPES = {"VARCHAR": "string", "INTEGER": "int", "DOUBLE": "double"}


class Clock:
    """Prints what took how long."""

    def __init__(self) -> None:
        self.begun = perf_counter()

    def tell(self, what: str) -> None:
        """Print the seconds since the last time."""
        now = perf_counter()
        print(f"  {what:24} {now - self.begun:7.1f} s", flush=True)
        self.begun = perf_counter()


def typed(person: list[Any]) -> tuple[Any, ...]:
    """A row of `persons` with the types of Python that Spark wants."""
    return tuple(
        float(v) if kind == "DOUBLE" and v is not None else v for v, kind in zip(person, PERSONS.values(), strict=True)
    )


def by_spark(spark: SparkSession, text: str, persons: list[Any], ratings: list[Any], clock: Clock) -> Found:
    """What the exported text says, run as it is, but that the table of people is kept in memory, in no warehouse."""
    _, _, made, *settings, statement = text.rstrip(";\n").split(";\n")
    columns = ", ".join(f"{name} {TYPES[kind]}" for name, kind in PERSONS.items())
    spark.createDataFrame([typed(row) for row in persons], columns).createOrReplaceTempView("persons")
    spark.createDataFrame(ratings, "person string, skill string, level int").createOrReplaceTempView("ratings")
    people = spark.sql(made[made.index("SELECT") :]).cache()
    people.createOrReplaceTempView("people")
    people.count()
    clock.tell("Spark, people of ratings")
    for setting in settings:
        spark.sql(setting)
    answer = spark.sql(statement)
    answer._jdf.queryExecution().executedPlan()
    clock.tell("Spark, plan")
    found = by_rows(answer.collect())
    clock.tell("Spark, run")
    people.unpersist()
    return found


def main() -> None:
    """Assess everybody with both, and print a line for each figure."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    # Spark shuffles into 200 parts if nothing else is said, which is for larger clusters.
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
    spark = SparkSession.builder.master(CLUSTER).appName("pmladder").config(map=settings).getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    differ = 0
    for name in sys.argv[2:] or ["builtin"]:
        catalogue = CATALOGUES[name]
        crowd = without_history(catalogue, people, seed=18)
        print(f"{name}, {people:,} people, {len(catalogue.roles)} roles, Spark {spark.version} {CLUSTER}", flush=True)
        clock = Clock()
        expected = by_engine(catalogue, crowd)
        clock.tell("engine")
        text = as_sql(catalogue, "spark")
        persons, ratings = in_long_form(catalogue, crowd)
        clock.tell("export")
        found = by_spark(spark, text, persons, ratings, clock)
        different = [key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key)]
        print(f"  {len(expected):,} pairs, {len(different):,} differ{f': {min(different)}' if different else ''}")
        differ += len(different)
    spark.stop()
    if differ:
        raise SystemExit("Spark and the engine differ")


if __name__ == "__main__":
    main()
