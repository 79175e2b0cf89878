"""The people of files and folders: what is read, what is told of a file, and what is refused."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from pages import journal_entry
from pmladder.errors import InputError, UsageError
from pmladder.files import people
from pmladder.files.catalogue_file import BUILTIN, read_catalogue
from pmladder.files.people import people_then, read_people, read_targets
from rows import each

CATALOGUE = read_catalogue(BUILTIN).catalogue
ROSTER = "id,role,years\na,pm,3\n"
ENTRY = journal_entry(1, "2026-03-01", {}).replace("awareness", "hearsay")


def told(folder: Path, *names: str) -> str:
    """What is said where nobody can be read."""
    with pytest.raises(InputError) as refused:
        read_people([str(folder / name) for name in names], CATALOGUE)
    return "\n".join(refused.value.lines()).replace(str(folder), "")


def test_a_folder_may_hold_profiles_and_rosters_of_every_kind(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROSTER)
    (tmp_path / "b.yaml").write_text("role: pm\n")
    (tmp_path / "c.jsonl").write_text('{"id": "c", "role": "pm"}\n')
    (tmp_path / "d.yaml").write_text("role: 7\n")
    (tmp_path / "e.csv").write_text("years\n3\n")
    # A journal, what is hidden and what is of another kind hold no people.
    for name in ("b.journal.jsonl", ".f.yaml", "g.txt"):
        (tmp_path / name).write_text("not read")
    found = read_people([str(tmp_path)], CATALOGUE)
    assert [Path(row.file).name for row in found.rows] == ["a.csv", "b.yaml", "c.jsonl"]
    assert [(Path(row.file).name, row.row) for row in found.unread] == [("d.yaml", None), ("e.csv", None)]
    assert 'has no column "id" or "name"' in found.unread[1].why


@each(
    ("name", "text", "said"),
    [
        ("x.yaml", "role: 7\n", ":1:7: role: "),
        ("x.csv", "years\n3\n", 'has no column "id" or "name"'),
        ("x.csv", "", "is empty"),
        ("x.jsonl", "[1]\n", "row 1"),
        ("x.jsonl", "{\n", "row 1"),
        ("x.csv", "id,years\na,x\n", "row 2"),
    ],
)
def test_a_file_that_is_named_is_refused_with_its_faults(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    assert said in told(tmp_path, name)


def test_a_folder_without_people_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes.txt").write_text("none")
    assert "has no profiles (.yaml, .json) or rosters" in told(tmp_path, ".")
    (tmp_path / "a.csv").write_text("id\n")
    assert "has no people in it" in told(tmp_path, ".")
    monkeypatch.setattr(people, "_MOST_FILES", 0)
    assert "has more than 0 files of people; make one roster" in told(tmp_path, ".")

    def closed(_: str) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", closed)
    assert "cannot be read: permission denied" in told(tmp_path, ".")


def test_of_a_link_out_of_the_folder_nothing_is_quoted(tmp_path: Path) -> None:
    outside, folder = tmp_path / "secret.csv", tmp_path / "team"
    outside.write_text("salary\n95k\n")
    folder.mkdir()
    (folder / "a.csv").symlink_to(outside)
    said = told(folder, ".")
    assert "is a link to a file outside the folder, and that has no people" in said
    assert "salary" not in said


def test_standard_input_is_read_once() -> None:
    with pytest.raises(UsageError, match="only once"):
        read_people(["-", "-"], CATALOGUE)


def test_people_as_they_were_want_a_journal_of_this_scale(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROSTER)
    (tmp_path / "b.yaml").write_text("role: pm\n")
    (tmp_path / "c.yaml").write_text("role: pm\n")
    (tmp_path / "c.journal.jsonl").write_text(ENTRY + "\n")
    with pytest.raises(InputError) as refused:
        people_then(read_people([str(tmp_path)], CATALOGUE), CATALOGUE, date(2026, 5, 1))
    first, second, third = refused.value.lines()
    assert "row 2: has no journal entry for 2026-05-01" in first
    assert "b.yaml: has no journal entry" in second
    assert "on 2026-03-01; compare two files instead" in third


def test_targets_are_read_or_refused_with_every_fault(tmp_path: Path) -> None:
    file = tmp_path / "needed.csv"
    file.write_text("skill,level,people\ncoaching,2,3\n")
    [target] = read_targets(str(file), CATALOGUE)
    assert (target.skill, target.level, target.people) == ("coaching", 2, 3)
    file.write_text("skill,level,people\ncoachng,2,3\ncoaching,9,3\ncoaching,2,many\n")
    with pytest.raises(InputError) as refused:
        read_targets(str(file), CATALOGUE)
    assert len(refused.value.lines()) == 3
