"""The whole check of a file: no catalogue that people could write takes time that grows with the square of its size."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from pmladder.files.catalogue_file import check_file, parse_catalogue
from rows import each

MANY = 3_000
SECONDS = 5.0
"""Far above what the work takes, and far below what its square would."""


def many(entry: str) -> str:
    return "".join(entry.replace("#", str(n)) for n in range(MANY))


def roles(more: str = "", name: str = "r") -> str:
    return "roles:\n" + many(f"- {{id: {name}#, title: T #{more}}}\n")


CATALOGUES = {
    "moves": roles() + "- {id: top, title: Top}\ntransitions:\n" + many("- {from: r#, to: top}\n"),
    "a skill each": roles(", skills: {s#: 1}"),
    "silences": roles() + "silence:\n" + many("- {check: indistinct-roles, where: roles.r#, reason: none}\n"),
    "a wrong key each": roles(", yeers: 1"),
    "overlay": "extends: base.yaml\n" + roles(", skills: {s#: 1}") + many("- {id: b#, skills: {t#: 1}}\n"),
    "a wrong overlay": "extends: base.yaml\n" + roles(", years: many", "b"),
    "nothing to change": "extends: base.yaml\nroles:\n" + many("- {id: c#, years: 3}\n"),
}


@pytest.mark.slow
@each("text", CATALOGUES.values(), ids=CATALOGUES)
def test_checking_takes_no_square_of_the_roles(text: str, tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(roles(name="b"), encoding="utf-8")
    file = tmp_path / "large.yaml"
    file.write_text(text, encoding="utf-8")
    start = process_time()
    check_file(str(file))
    assert process_time() - start < SECONDS


def test_many_empty_lines_are_gone_over_once() -> None:
    start = process_time()
    text = "roles: [{id: a, title: A}]" + "\n" * 300_000 + "# this extends nothing\n"
    assert parse_catalogue(text, "a.yaml").roles[0].id == "a"
    assert process_time() - start < SECONDS
