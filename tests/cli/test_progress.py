"""`progress`: what changed since, from a profile and the journal beside it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from cli.conftest import Run
from pmladder.engine.journal_entry import entry_of
from pmladder.files.catalogue_file import read_catalogue
from pmladder.files.journal_file import append_entry, journal_path
from pmladder.files.profile_file import read_profile
from pmladder.profile.standing import standing_of

LADDER = """
catalogue: {id: ours}
scale: [basic, solid, master]
skills: [{id: craft, name: Craft}, {id: talk, name: Talk}]
roles:
  - {id: junior, title: Junior, seniority: 1, skills: {craft: basic}}
  - id: senior
    title: Senior
    seniority: 2
    years_in_product: {min: 2}
    skills: {craft: SENIOR, talk: basic}
    must_have: [craft]
transitions: [{from: junior, to: senior}]
"""


class Desk:
    """A folder with a ladder and a profile, and the days on which the profile was put down."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self._run = folder, run
        self.ladder, self.profile = folder / "ladder.yaml", folder / "profile.yaml"
        self.asks()

    def asks(self, senior: str = "solid", **replaced: str) -> None:
        text = LADDER.replace("SENIOR", senior)
        for old, new in replaced.items():
            text = text.replace(old, new)
        self.ladder.write_text(text)

    def says(self, years: float = 3, **skills: str) -> None:
        rated = "".join(f"\n  {skill}: {level}" for skill, level in skills.items()) or " {}"
        self.profile.write_text(f"role: junior\nyears: {years}\nskills:{rated}\n")

    def put_down(self, day: str, **said: Any) -> None:
        self.says(**said)
        ladder = read_catalogue(str(self.ladder))
        on = date.fromisoformat(day)
        standing = standing_of(read_profile(str(self.profile)).fit(ladder.catalogue), ladder.catalogue, on)
        entry = entry_of(ladder.catalogue, ladder.digest, standing, on)
        append_entry(str(self.profile), entry.model_copy(update={"profile": "0" * 64}))

    def run(self, *options: str) -> Any:
        """All that `progress` tells."""
        at = ("--catalogue", self.ladder, "--profile", self.profile, "--as-of", "2026-11-22")
        return self._run("progress", *at, "--all", *options)

    def json(self, *options: str) -> Any:
        ran = self.run("--json", *options)
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)


@pytest.fixture
def desk(tmp_path: Path, pmladder: Run) -> Desk:
    return Desk(tmp_path, pmladder)


def senior(data: Any) -> Any:
    [role] = [role for role in data["roles"] if role["role"] == "senior"]
    return role


def test_what_a_person_changed(desk: Desk) -> None:
    desk.put_down("2025-11-22", years=1, craft="basic")
    desk.put_down("2026-05-01", years=1.5, craft="basic", talk="basic")
    desk.says(years=2, craft="solid", talk="basic")
    data = desk.json()
    assert (data["kind"], data["recorded"], data["years_passed"]) == ("progress", 2, 1)
    assert [(level["skill"], level["kind"]) for level in data["levels"]] == [("craft", "up"), ("talk", "rated")]
    assert [entry["sequence"] for entry in data["entries"]] == [1, 2, None]
    over_time = {line["skill"]: [held["level"] for held in line["held"]] for line in data["over_time"]}
    assert over_time == {"craft": [1, 1, 2], "talk": [None, 1, 1]}
    role = senior(data)
    assert (role["verdict_then"], role["verdict_now"], role["verdict_cause"]) == ("not-yet", "case-to-make", "you")
    kinds = {gap["subject"]: (gap["kind"], gap["cause"]) for gap in role["gaps"]}
    assert kinds == {"craft": ("closed", "you"), "talk": ("closed", "you"), "years-in-product": ("closed", "you")}


def test_what_the_ladder_changed(desk: Desk) -> None:
    desk.put_down("2025-11-22", craft="solid", talk="basic")
    desk.asks("master")
    data = desk.json()
    role = senior(data)
    assert data["levels"] == []
    assert (role["verdict_then"], role["verdict_now"], role["verdict_cause"]) == ("case-to-make", "not-yet", "ladder")
    assert [(gap["subject"], gap["kind"], gap["cause"]) for gap in role["gaps"]] == [("craft", "opened", "ladder")]
    [asked] = role["asked"]
    assert (asked["then"]["entry_name"], asked["now"]["entry_name"]) == ("solid", "master")


def test_one_role_alone_leaves_no_empty_lines_of_details(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    desk.put_down("2025-01-01", craft="solid")
    desk.asks(senior="master")
    assert "solid (must-have) → master (must-have)" in desk.run("senior").out
    assert not [line for line in desk.run("senior").out.splitlines() if line.strip() == "."]


def test_every_format_says_the_same(desk: Desk) -> None:
    desk.put_down("2025-11-22", craft="basic")
    desk.says(craft="solid")
    table, markdown = desk.run().out, desk.run("--format", "md").out
    for text in (table, markdown):
        assert "basic → solid" in text
        assert "you changed" in text
        assert "1 2" in text
    rows = list(csv.DictReader(io.StringIO(desk.run("--format", "csv").out)))
    assert {"level", "verdict", "gap"} == {row["part"] for row in rows}
    [gap] = [row for row in rows if row["part"] == "gap"]
    assert (gap["subject"], gap["kind"], gap["cause"], gap["then"], gap["now"]) == (
        "craft",
        "closed",
        "you",
        "basic",
        "solid",
    )


@pytest.mark.parametrize("columns", ["20", "40", "80", "120"])
def test_it_is_read_without_colour_or_room(desk: Desk, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    desk.put_down("2025-11-22", craft="basic")
    desk.says(craft="solid", talk="basic")
    out = desk.run().out
    assert "\x1b" not in out
    assert ". 1" in out
    assert "Craft" in out


def test_the_json_is_what_its_schema_says(desk: Desk, pmladder: Run) -> None:
    schema = json.loads(pmladder("progress", "--output-schema").out)
    desk.says(craft="basic")
    validate(desk.json(), schema)
    desk.put_down("2025-11-22", craft="basic")
    desk.asks("master")
    desk.says(craft="solid")
    validate(desk.json(), schema)


def test_no_journal_says_how_to_get_one(desk: Desk) -> None:
    desk.says(craft="basic")
    data = desk.json()
    assert (data["then"], data["now"], data["roles"]) == (None, None, [])
    assert "pmladder assess" in data["notes"][0]
    assert "pmladder assess" in " ".join(desk.run().out.split())
    assert sorted(path.name for path in desk.folder.iterdir()) == ["ladder.yaml", "profile.yaml"]


def test_one_entry_is_nothing_to_compare(desk: Desk) -> None:
    desk.put_down("2026-10-01", craft="basic", years=3)
    data = desk.json()
    assert "One entry so far" in data["notes"][0]
    assert (data["levels"], len(data["entries"])) == ([], 1)
    assert desk.run().code == 0


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        (1.0, 1.9, "time passed: 1 → 1.9"),
        (1.0, 2.0, "time passed: 1 → 2"),
        (1.0, 2.5, "you changed: 1 → 2.5"),
        (3.0, 1.0, "you changed: 3 → 1"),
        (1.9, 1.5, "you changed: 1.9 → 1.5"),
    ],
)
def test_years_are_put_down_to_time_only_where_so_many_passed(desk: Desk, then: float, now: float, told: str) -> None:
    desk.put_down("2025-12-30", craft="basic", years=then)
    desk.says(craft="basic", years=now)
    assert desk.json("senior")["years_passed"] == 0.9
    assert told in " ".join(desk.run("senior").out.split())


class TestTheFirstChange:
    """A journal begins with what the profile said before it."""

    @staticmethod
    def set(desk: Desk, *words: str, day: str = "2026-11-22") -> None:
        at = ("--profile", desk.profile, "--catalogue", desk.ladder, "--as-of", day)
        assert desk._run("profile", "set", *words, *at).code == 0

    def test_it_is_told_and_put_down_to_the_person(self, desk: Desk) -> None:
        desk.says(craft="basic")
        self.set(desk, "craft=solid")
        data = desk.json()
        assert (data["recorded"], [entry["sequence"] for entry in data["entries"]]) == (2, [1, 2])
        assert (data["then"]["date"], data["now"]["date"], data["years_passed"]) == ("2026-11-22", "2026-11-22", 0)
        [level] = data["levels"]
        assert (level["kind"], level["then"]["name"], level["now"]["name"]) == ("up", "basic", "solid")
        [gap] = senior(data)["gaps"]
        assert (gap["kind"], gap["cause"]) == ("closed", "you")
        assert "until its first change" in data["notes"][0]
        told = " ".join(desk.run().out.split())
        assert told.startswith("All on 2026-11-22; 2 entries")
        assert "you changed: basic → solid" in told

    def test_it_stays_told_whatever_comes_after(self, desk: Desk) -> None:
        desk.says(craft="basic")
        self.set(desk, "craft=solid", day="2026-01-10")
        self.set(desk, "talk=basic", day="2026-06-10")
        desk.asks(senior="master")
        data = desk.json()
        assert {level["skill"]: level["kind"] for level in data["levels"]} == {"craft": "up", "talk": "rated"}
        assert [line["held"][0]["level"] for line in data["over_time"] if line["skill"] == "craft"] == [1]
        assert {gap["subject"]: gap["cause"] for gap in senior(data)["gaps"]}["craft"] == "both"
        # What held on a day is what was said last on it.
        assert [level["skill"] for level in desk.json("--since", "2026-01-10")["levels"]] == ["talk"]
        assert desk.json("--since", "2026-01-09")["then"]["sequence"] == 1

    @pytest.mark.parametrize("word", ["people=4", "years=5", "role=senior"])
    def test_it_may_be_of_something_else_than_a_skill(self, desk: Desk, word: str) -> None:
        desk.says(craft="basic")
        self.set(desk, word)
        data = desk.json()
        assert [entry["sequence"] for entry in data["entries"]] == [1, 2]
        key, value = word.split("=")
        assert (str(data["then"][key]), str(data["now"][key]).removesuffix(".0")) != (value, value)

    def test_an_assessment_has_it_too(self, desk: Desk) -> None:
        desk.says(craft="basic")
        answers = desk.folder / "answers.json"
        answers.write_text('{"craft": "solid"}')
        at = ("--profile", desk.profile, "--catalogue", desk.ladder, "--as-of", "2026-11-22")
        assert desk._run("assess", "--answers", answers, *at).code == 0
        assert [level["kind"] for level in desk.json()["levels"]] == ["up"]

    def test_where_nothing_was_rated_the_first_assessment_is_what_later_days_are_held_against(self, desk: Desk) -> None:
        desk.says()
        self.set(desk, "craft=basic", day="2026-01-10")
        at = ("progress", "--catalogue", desk.ladder, "--profile", desk.profile, "--json", "--as-of")
        [level] = json.loads(desk._run(*at, "2026-01-10").out)["levels"]
        assert (level["kind"], level["then"]["state"]) == ("rated", "unknown")
        self.set(desk, "craft=solid", day="2026-11-22")
        data = desk.json()
        assert (data["then"]["sequence"], data["recorded"]) == (2, 3)
        assert [level["kind"] for level in data["levels"]] == ["up"]

    def test_a_new_profile_begins_with_what_it_says_first(self, desk: Desk) -> None:
        self.set(desk, "craft=basic")
        data = desk.json()
        assert (data["recorded"], data["levels"]) == (1, [])
        assert "One entry so far" in data["notes"][0]

    def test_a_skill_that_today_s_ladder_lacks_is_no_part_of_it(self, desk: Desk) -> None:
        desk.says(craft="basic", juggling="solid")
        self.set(desk, "juggling=", "craft=solid")
        assert [level["skill"] for level in desk.json()["levels"]] == ["craft"]


def test_no_profile_is_a_usage_error(pmladder: Run) -> None:
    ran = pmladder("progress")
    assert (ran.code, ran.out) == (2, "")


def test_since_and_to(desk: Desk) -> None:
    desk.put_down("2025-01-01", craft="basic")
    desk.put_down("2025-06-01", craft="solid")
    desk.says(craft="master")
    assert desk.json("--since", "2025-06-01")["then"]["sequence"] == 2
    assert desk.json("--since", "2025")["then"]["sequence"] == 1
    assert "begins on" in desk.json("--since", "2020-02-02")["notes"][0]
    assert "lies after 2026-11-22" in desk.json("--since", "2027")["notes"][0]
    assert [role["role"] for role in desk.json("senior")["roles"]] == ["senior"]
    assert desk.run("--since", "yesterday").code == 2
    unknown = desk.run("senoir")
    assert (unknown.code, "senior" in unknown.err) == (2, True)


def test_another_scale_is_said_and_compared_by_name(desk: Desk) -> None:
    desk.put_down("2025-01-01", craft="basic", talk="master")
    desk.asks(**{"[basic, solid, master]": "[novice, basic, solid]"})
    desk.says(craft="basic", talk="solid")
    data = desk.json()
    assert [(level["skill"], level["kind"]) for level in data["levels"]] == [("talk", "cannot be compared")]
    assert any("Another scale" in note for note in data["notes"])


def test_another_catalogue_is_said(desk: Desk) -> None:
    desk.put_down("2025-01-01", craft="basic")
    desk.asks(ours="theirs")
    assert any("Another catalogue" in note for note in desk.json()["notes"])


def test_dates_that_run_back_are_said(desk: Desk) -> None:
    desk.put_down("2030-01-01", craft="basic")
    desk.says(craft="solid")
    data = desk.json()
    assert data["years_passed"] is None
    # The journal itself is in order: it is the day asked for that lies before it.
    [note] = data["notes"]
    assert "2026-11-22, the day of this answer, lies before 2030-01-01" in note
    desk.put_down("2026-01-01", craft="solid")
    assert any("dated before" in note for note in desk.json()["notes"])


def test_a_damaged_journal_is_refused_and_left_alone(desk: Desk) -> None:
    desk.put_down("2025-01-01", craft="basic")
    journal = Path(journal_path(str(desk.profile)))
    damaged = journal.read_bytes()[:-30]
    journal.write_bytes(damaged)
    ran = desk.run()
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"{journal}:1:")
    assert journal.read_bytes() == damaged


def test_reading_writes_nothing(desk: Desk) -> None:
    desk.put_down("2025-01-01", craft="basic")
    before = {path: path.stat().st_mtime_ns for path in desk.folder.iterdir()}
    desk.run()
    assert {path: path.stat().st_mtime_ns for path in desk.folder.iterdir()} == before


def test_many_entries_are_cut_to_what_there_is_room_for(desk: Desk) -> None:
    for month in range(1, 13):
        for half in (1, 15):
            desk.put_down(f"2025-{month:02}-{half:02}", craft=("basic", "solid", "master")[(month + half) % 3])
    assert len(desk.json()["entries"]) >= 24
    assert "entries after the first left out" in " ".join(desk.run().out.split())
