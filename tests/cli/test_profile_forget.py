"""`profile forget`, and a journal that could not be written when its profile was."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.conftest import Run, json_of


@pytest.fixture
def mine(tmp_path: Path, pmladder: Run) -> Path:
    """A profile in a folder of its own, with a journal and locks."""
    folder = tmp_path / "mine"
    folder.mkdir()
    file = folder / "me.yaml"
    file.write_text("role: pm\n", "utf-8")
    assert pmladder("profile", "set", "people=2", "--profile", file).code == 0
    assert (folder / "me.journal.jsonl").exists()
    return file


def entries(file: Path) -> list[Any]:
    text = file.with_name("me.journal.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


class TestForget:
    def test_it_deletes_all_that_belongs_to_the_profile_and_says_what(self, pmladder: Run, mine: Path) -> None:
        other = mine.with_name("other.yaml")
        other.write_text("role: pm\n", "utf-8")
        mine.with_name(".me.yaml.0123456789abcdef.tmp").write_text("left over", "utf-8")
        there = {name for name in os.listdir(mine.parent) if name.startswith(("me.", ".me.")) and "tmp" not in name}
        data = json_of(pmladder, "profile", "forget", "--yes", "--profile", mine)
        assert {Path(file).name for file in data["deleted"]} == there
        assert os.listdir(mine.parent) == ["other.yaml"]
        schema = json.loads(pmladder("profile", "forget", "--output-schema").out)
        Draft202012Validator(schema).validate(data)

    @pytest.mark.parametrize(
        ("typed", "code", "gone"),
        [(b"y\n", 0, True), (b"yes\n", 0, True), (b"n\n", 1, False), (b"\n", 1, False), (b"", 2, False)],
    )
    def test_it_asks_first(self, pmladder: Run, mine: Path, typed: bytes, code: int, gone: bool) -> None:
        ran = pmladder("profile", "forget", "--profile", mine, stdin=typed)
        assert ran.code == code
        assert str(mine) in ran.err
        assert "Delete these for good?" in ran.err
        assert mine.exists() is not gone

    def test_a_link_goes_with_what_it_leads_to(self, pmladder: Run, mine: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.yaml"
        link.symlink_to(mine)
        assert pmladder("profile", "forget", "--yes", "--profile", link).code == 0
        assert os.listdir(mine.parent) == []
        assert not link.is_symlink()

    def test_what_is_no_profile_is_not_deleted(self, pmladder: Run, tmp_path: Path) -> None:
        file = tmp_path / "novel.yaml"
        file.write_text("chapter: 1\n", "utf-8")
        ran = pmladder("profile", "forget", "--yes", "--profile", file)
        assert (ran.code, file.exists()) == (3, True)
        assert "delete the file yourself" in ran.err
        assert pmladder("profile", "forget", "--yes", "--profile", tmp_path / "missing.yaml").code == 3
        assert pmladder("profile", "forget", "--yes", "--profile", "-").code == 2
        assert pmladder("profile", "forget", "--yes").code == 2

    def test_a_file_that_cannot_be_deleted_is_told(
        self, pmladder: Run, mine: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.unlink

        def fails(path: Any, **named: Any) -> None:
            if str(path).endswith("me.yaml"):
                raise PermissionError(13, "Permission denied")
            real(path, **named)

        monkeypatch.setattr(os, "unlink", fails)
        ran = pmladder("profile", "forget", "--yes", "--profile", mine)
        assert ran.code == 4
        assert "deleted already" in ran.err
        assert mine.exists()


class TestMissingEntry:
    def unwritten(self, pmladder: Run, mine: Path, *words: str) -> None:
        """A change whose entry cannot be written: something else is where the journal should be."""
        journal = mine.with_name("me.journal.jsonl")
        kept = journal.rename(mine.with_name("kept")) if journal.exists() else None
        journal.mkdir()
        ran = pmladder("profile", "set", *words, "--profile", mine)
        assert ran.code in (3, 4)
        assert ran.err.startswith("the profile is saved, the journal is not")
        journal.rmdir()
        if kept:
            kept.rename(journal)

    def test_the_same_change_writes_it(self, pmladder: Run, mine: Path) -> None:
        before = len(entries(mine))
        self.unwritten(pmladder, mine, "coaching=3")
        assert pmladder("profile", "set", "coaching=3", "--profile", mine).code == 0
        assert len(entries(mine)) == before + 1
        assert entries(mine)[-1]["levels"] == {"coaching": 3}
        assert pmladder("profile", "set", "coaching=3", "--profile", mine).code == 0
        assert len(entries(mine)) == before + 1

    def test_the_next_change_writes_it_and_its_own(self, pmladder: Run, mine: Path) -> None:
        before = len(entries(mine))
        self.unwritten(pmladder, mine, "coaching=3")
        assert pmladder("profile", "set", "people=5", "--profile", mine).code == 0
        added = entries(mine)[before:]
        people = [{held["axis"]: held["low"] for held in entry["held"]}["people"] for entry in added]
        assert ([entry["levels"] for entry in added], people) == ([{"coaching": 3}, {"coaching": 3}], [2, 5])

    def test_an_assessment_writes_it_too(self, pmladder: Run, mine: Path, tmp_path: Path) -> None:
        before = len(entries(mine))
        self.unwritten(pmladder, mine, "coaching=3")
        answers = tmp_path / "answers.yaml"
        answers.write_text("communication: 2\n", "utf-8")
        assert pmladder("assess", "--answers", answers, "--profile", mine).code == 0
        assert [len(entry["levels"]) for entry in entries(mine)[before:]] == [1, 2]

    def test_the_first_one_is_written_later_as_well(self, pmladder: Run, mine: Path) -> None:
        mine.with_name("me.journal.jsonl").unlink()
        self.unwritten(pmladder, mine, "coaching=3")
        assert pmladder("profile", "set", "coaching=3", "--profile", mine).code == 0
        assert [entry["levels"] for entry in entries(mine)] == [{"coaching": 3}]

    def test_lines_that_do_not_say_what_they_are_of_miss_nothing(self, pmladder: Run, mine: Path) -> None:
        journal = mine.with_name("me.journal.jsonl")
        lines = [json.dumps({key: value for key, value in e.items() if key != "profile"}) for e in entries(mine)]
        journal.write_text("\n".join(lines) + "\n", "utf-8")
        assert pmladder("profile", "set", "people=4", "--profile", mine).code == 0
        assert len(entries(mine)) == len(lines) + 1
