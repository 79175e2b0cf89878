"""One test for all rows of a table: each row is tried, and each that fails is named."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

FAILURES = (Exception, pytest.fail.Exception)
LONGEST = 200
"""Characters of a row that a message shows."""


def each(names: str | Sequence[str], table: Iterable[Any], ids: object = None) -> Callable[[Callable[..., None]], Any]:  # noqa: ARG001
    """Like `parametrize`, as one test: far less work for each row, and all rows that fail are told at once.

    `names` are the parameters that a row of `table` fills. Each row has a folder of its own as `tmp_path`, and what it
    does with `monkeypatch` is undone after it. Other fixtures are the same for all rows. `ids` are for the reader.
    """
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    listed = [_row(values, len(wanted)) for values in table]
    assert listed, "a table without rows tries nothing"

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        # Of two tables, each row of one with each of the other.
        body, others, more = getattr(test, "table", (test, (), [()]))
        asked, every = (*wanted, *others), [row + other for row in listed for other in more]

        def tried(*own: Any, **fixtures: Any) -> None:
            failed: list[BaseException] = []
            skipped: list[BaseException] = []
            shown = ""
            for number, values in enumerate(every):
                try:
                    _try(body, number, own, fixtures, dict(zip(asked, values, strict=True)))
                except pytest.skip.Exception as reason:
                    skipped.append(reason)
                except FAILURES as error:
                    told = ", ".join(map(repr, values))
                    shown += "\n  " + (told if len(told) <= LONGEST else f"{told[:LONGEST]}... (row {number})")
                    failed.append(error)
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(every)} rows fail:{shown}\n", failed)
            if len(skipped) == len(every):
                raise skipped[0]

        signature = inspect.signature(body)
        assert {*asked} <= {*signature.parameters}, f"{body.__name__} does not take {asked}"
        left = [parameter for name, parameter in signature.parameters.items() if name not in asked]
        tried.__dict__.update(test.__dict__)
        for name in ("__name__", "__qualname__", "__doc__", "__module__"):
            setattr(tried, name, getattr(body, name))
        tried.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        tried.table = (body, asked, every)  # type: ignore[attr-defined]
        return tried

    return decorate


def _row(values: Any, size: int) -> tuple[Any, ...]:
    """The values of a row, which may be written as for `parametrize`."""
    if hasattr(values, "marks"):
        assert not values.marks, "a row has no marks of its own"
        return tuple(values.values)
    return (values,) if size == 1 else tuple(values)


def _try(test: Callable[..., None], number: int, own: Any, fixtures: dict[str, Any], row: dict[str, Any]) -> None:
    given = dict(fixtures)
    if isinstance(folder := given.get("tmp_path"), Path):
        given["tmp_path"] = folder / str(number)
        given["tmp_path"].mkdir()
    if (patch := given.get("monkeypatch")) is None:
        test(*own, **given, **row)
        return
    with patch.context() as given["monkeypatch"]:
        test(*own, **given, **row)
