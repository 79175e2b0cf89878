"""`profile new` and `profile set`: what they write, what they refuse, and that the file survives whatever happens."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Ran, Run
from pmladder.formats.structured import parse
from rows import each

DAY = ("--as-of", "2026-11-23")
MINE = """\
# mine
role: senior-pm   # since spring
people: 1
skills:
  metrics-analytics: 3   # shipped it
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE)
    return path


def read(path: Path) -> dict[str, Any]:
    return parse(path.read_text("utf-8"), path.name)


def own(home: str | None = None) -> Path:
    return Path(home or os.environ["XDG_DATA_HOME"], "pmladder", "profile.yaml")


class TestSet:
    def test_single_things_change_and_the_rest_stays(self, pmladder: Run, file: Path) -> None:
        ran = pmladder("profile", "set", "metrics-analytics=4", "people=2", "goal=cpo", "--profile", file, *DAY)
        assert (ran.code, ran.err) == (0, "")
        rating = '{level: expert, rated: "2026-11-23", rater: self}'
        after = MINE.replace(": 3 ", f": {rating} ").replace("people: 1", "people: 2") + "goal: cpo\n"
        assert file.read_text() == after
        assert "practitioner → expert" in ran.out
        assert "people: 1 → 2" in ran.out
        # A long path is broken where a line ends.
        assert f"Savedto{file}." in "".join(ran.out.split())

    def test_json_says_what_was_and_what_is(self, pmladder: Run, file: Path) -> None:
        ran = pmladder("profile", "set", "Metrics and analytics=expert", "role=", "--profile", file, "--json")
        data = json.loads(ran.out)
        changes = {change["key"]: (change["old"], change["new"]) for change in data["changes"]}
        assert changes == {"skills.metrics-analytics": ("practitioner", "expert"), "role": ("senior-pm", None)}
        assert (data["file"], data["created"], data["saved"]) == (str(file), False, True)

    @each(
        ("arguments", "expected"),
        [
            (["company-size=small", "role=Head of Product"], {"company": {"size": "small"}, "role": "Head of Product"}),
            (
                ["years=6.5", "years-of-work=9", "years_in_role=2"],
                {"years": 6.5, "years_of_work": 9, "years_in_role": 2},
            ),
            (["name=Zoë: a=b", "education=master"], {"name": "Zoë: a=b", "education": "master"}),
            (["focus=coaching, experimentation"], {"focus": ["coaching", "experimentation"]}),
            (
                ["skills.coaching=0", *DAY],
                {"skills": {"coaching": {"level": "none", "rated": "2026-11-23", "rater": "self"}}},
            ),
            (
                ["coaching=2", "--evidence", "talk", "--evidence", "book", "--rater", "Kim", *DAY],
                {
                    "skills": {
                        "coaching": {
                            "level": "working",
                            "evidence": ["talk", "book"],
                            "rated": "2026-11-23",
                            "rater": "Kim",
                        }
                    }
                },
            ),
            (
                ["coaching", "--not-applicable", "I lead nobody", *DAY],
                {"skills": {"coaching": {"rated": "2026-11-23", "rater": "self", "not_applicable": "I lead nobody"}}},
            ),
        ],
    )
    def test_what_can_be_set(self, pmladder: Run, tmp_path: Path, arguments: list[str], expected: object) -> None:
        file = tmp_path / "new.yaml"
        ran = pmladder("profile", "set", *arguments, "--profile", file)
        assert ran.code == 0, ran.err
        assert read(file) == expected

    def test_evidence_adds_to_a_rating_and_a_level_takes_its_place_when_it_applies_again(
        self, pmladder: Run, file: Path
    ) -> None:
        steps = [
            ["metrics-analytics", "--evidence", "a"],
            ["metrics-analytics=2", "--evidence", "b", "--evidence", "a"],
            ["metrics-analytics", "--not-applicable", "no data"],
            ["metrics-analytics=1"],
        ]
        for step in steps:
            assert pmladder("profile", "set", *step, "--profile", file).code == 0
        rating = read(file)["skills"]["metrics-analytics"]
        assert (rating["level"], rating["evidence"], "not_applicable" in rating) == ("awareness", ["a", "b"], False)
        assert "  # shipped it" in file.read_text()

    def test_what_is_wrong_is_told_at_once_and_nothing_is_written(self, pmladder: Run, file: Path) -> None:
        ran = pmladder(
            "profile", "set", "metrics-analitics=3", "coaching=9", "yers=3", "people=x", "role=senor-pm", "goal=cpo",
            "experimentation", "people=1", "people=2", "years=900", "--profile", file,
        )  # fmt: skip
        assert (ran.code, ran.out) == (2, "")
        for part in (
            "metrics-analytics",
            "coaching",
            '"years"',
            "people",
            "senior-pm",
            "experimentation=3",
            "twice",
            "80",
        ):
            assert part in ran.err, part
        assert file.read_text() == MINE

    @pytest.mark.parametrize(
        "arguments",
        [
            [], ["people"], ["coaching=2", "--not-applicable", "x"], ["name=a\x1b[31m"], ["name=a\nb"], ["=3"],
            ["people=-1"],
            ["coaching=2", "--evidence", "two words"], ["coaching=2", "--rater", ""], ["years=nan"], ["education=phd"],
            ["people=1", "--as-of", "yesterday"], ["people=1", "--profile", "-"], ["coaching=2", "--rater", "\u202e"],
        ],
        ids=repr,
    )  # fmt: skip
    def test_what_makes_no_sense_is_refused(self, pmladder: Run, file: Path, arguments: list[str]) -> None:
        where = [] if "--profile" in arguments else ["--profile", str(file)]
        ran = pmladder("profile", "set", *arguments, *where)
        assert (ran.code, ran.out) == (2, "")
        assert "Traceback" not in ran.err
        assert not re.search("[\x1b\u202e]", ran.err)
        assert file.read_text() == MINE

    def test_the_same_again_writes_nothing(self, pmladder: Run, file: Path) -> None:
        before = file.stat()
        ran = pmladder("profile", "set", "people=1", "role=senior-pm", "--profile", file)
        assert ran.code == 0
        assert "saved to" not in ran.out.lower()
        assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_a_skill_that_the_ladder_does_not_know_can_be_taken_out(self, pmladder: Run, file: Path) -> None:
        file.write_text(MINE + "  juggling: 2\n")
        assert pmladder("profile", "set", "juggling=", "--profile", file).code == 0
        assert file.read_text() == MINE

    def test_a_change_that_counts_is_kept_in_the_journal(self, pmladder: Run, file: Path) -> None:
        journal = file.with_name("mine.journal.jsonl")
        assert pmladder("profile", "set", "goal=cpo", "--profile", file).code == 0
        assert not journal.exists()
        assert pmladder("profile", "set", "coaching=2", "--profile", file, *DAY).code == 0
        before, entry = map(json.loads, journal.read_text().splitlines())
        assert (entry["date"], entry["levels"]) == ("2026-11-23", {"coaching": 2, "metrics-analytics": 3})
        assert (before["date"], before["levels"]) == ("2026-11-23", {"metrics-analytics": 3})
        assert (before["baseline"], "baseline" in entry) == (True, False)

    @pytest.mark.parametrize(
        ("word", "kept"),
        [
            ("role=cpo", True),
            ("company_size=large", True),
            ("years=9", True),
            ("years_of_work=19", True),
            ("education=master", True),
            ("name=Bo", False),
            ("goal=cpo", False),
            ("focus=coaching", False),
        ],
    )
    def test_what_verdicts_rest_on_is_what_the_journal_keeps(
        self, pmladder: Run, file: Path, word: str, kept: bool
    ) -> None:
        assert pmladder("profile", "set", word, "--profile", file).code == 0
        assert file.with_name("mine.journal.jsonl").exists() is kept

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("people=2", "--not-applicable", "why"), "--not-applicable needs a skill"),
            (("people=2", "--evidence", "launch"), "--evidence needs a skill"),
            (("metrics-analytics=", "--not-applicable", "why"), "remove it with metrics-analytics=, or say"),
        ],
    )
    def test_nothing_that_is_said_is_passed_over(
        self, pmladder: Run, file: Path, words: tuple[str, ...], told: str
    ) -> None:
        ran = pmladder("profile", "set", *words, "--profile", file)
        assert (ran.code, told in ran.err, file.read_text() == MINE) == (2, True, True)

    @pytest.mark.parametrize(
        ("word", "told"),
        [
            ("people=2000000", "people should be between 0 and 1,000,000"),
            ("framing=3", 'unknown skill "framing"; did you mean "problem-framing"?'),
            ("ANALYTICS=3", 'unknown skill "ANALYTICS"; did you mean "metrics-analytics"?'),
        ],
    )
    def test_what_cannot_be_says_what_could(self, pmladder: Run, file: Path, word: str, told: str) -> None:
        ran = pmladder("profile", "set", word, "--profile", file)
        assert (ran.code, told in ran.err) == (2, True)

    def test_a_damaged_journal_keeps_nothing_from_being_saved_and_is_told(self, pmladder: Run, file: Path) -> None:
        journal = file.with_name("mine.journal.jsonl")
        journal.write_text("{half")
        ran = pmladder("profile", "set", "people=4", "--profile", file)
        assert ran.code == 3
        assert "the profile is saved" in ran.err
        assert "nothing was changed" not in ran.err
        assert (read(file)["people"], journal.read_text()) == (4, "{half")


class TestNew:
    def test_one_that_came_into_being_meanwhile_stays(
        self, pmladder: Run, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("pmladder.cli.profile_keep.os.path.lexists", lambda _: False)
        ran = pmladder("profile", "new", "--role", "cpo", "--profile", file)
        assert (ran.code, "already exists" in ran.err) == (4, True)
        assert file.read_text() == MINE

    def test_options_make_the_profile_in_the_data_folder(self, pmladder: Run) -> None:
        said = ["--role", "Senior PM", "--years", "6", "--people", "0", "--goal", "cpo", "--skill", "coaching=2"]
        ran = pmladder("profile", "new", *said, "--company-size", "small", *DAY)
        assert (ran.code, ran.err) == (0, "")
        assert str(own()) in ran.out.replace("\n", "")
        assert "pmladder assess" in ran.out
        assert read(own()) == {
            "role": "Senior PM",
            "company": {"size": "small"},
            "years": 6,
            "people": 0,
            "skills": {"coaching": {"level": "working", "rated": "2026-11-23", "rater": "self"}},
            "goal": "cpo",
        }
        assert own().read_text().startswith("# ")

    def test_reading_commands_use_it_and_say_so(self, pmladder: Run) -> None:
        assert pmladder("profile", "new", "--role", "senior-pm").code == 0
        ran = pmladder("next", "--verbose")
        assert ran.code == 0
        assert f"profile: {own()}" in ran.err

    def test_an_existing_one_is_not_overwritten(self, pmladder: Run, file: Path) -> None:
        file.write_text("{damaged")
        ran = pmladder("profile", "new", "--years", "3", "--profile", file)
        assert ran.code == 4
        assert "nothing was changed" in ran.err
        assert file.read_text() == "{damaged"

    def test_without_a_terminal_nothing_is_asked_and_nothing_is_made(self, process: Run) -> None:
        ran = process("profile", "new", stdin=b"senior-pm\n6\n0\ncpo\n")
        assert (ran.code, ran.out) == (2, "")
        assert not own().parent.exists()

    def test_a_wrong_option_makes_nothing(self, pmladder: Run) -> None:
        assert pmladder("profile", "new", "--role", "wizard").code == 2
        assert not own().parent.exists()

    @pytest.mark.slow
    @each(
        ("typed", "code", "expected"),
        [
            (["Senior PM", "6", "0", "cpo"], 0, {"role": "Senior PM", "years": 6, "people": 0, "goal": "cpo"}),
            (["wizard", "senior-pm", "six", "6", "", ""], 0, {"role": "senior-pm", "years": 6}),
            (["", "", "", ""], 2, None),
            (["senior-pm", "\x03"], 130, None),
            (["senior-pm", "\x04"], 4, None),
        ],
        ids=["all", "asked again", "none", "Ctrl-C", "end of input"],
    )
    def test_four_questions_at_a_terminal(self, typed: list[str], code: int, expected: object) -> None:
        # The home is that of all rows.
        own().unlink(missing_ok=True)
        shown, ended = at_a_terminal(typed)
        assert ended == code, shown
        assert "Traceback" not in shown
        assert (read(own()) if own().exists() else None) == expected
        assert ("Saved to" in shown) == (expected is not None)


def at_a_terminal(typed: list[str]) -> tuple[str, int]:
    """Types a line at each question; returns all that was shown, and the code."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "pmladder", "profile", "new"]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, preexec_fn=_own
    )
    os.close(theirs)
    shown, waiting = "", list(typed)
    try:
        while select.select([ours], [], [], 60)[0]:
            try:
                part = os.read(ours, 10_000)
            except OSError:
                break
            shown += part.decode()
            if shown.endswith(": ") and waiting:
                line = waiting.pop(0)
                os.write(ours, line.encode() if line in ("\x03", "\x04") else f"{line}\n".encode())
                shown += " "
        os.close(ours)
        return shown, process.wait(30)
    finally:
        process.kill()


def _own() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class TestPlaces:
    def test_option_beats_variable_beats_settings_beats_the_data_folder(
        self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "work" / "deep"
        folder.mkdir(parents=True)
        monkeypatch.chdir(folder)
        pmladder("profile", "set", "people=1")
        (tmp_path / "work" / "pmladder.yaml").write_text("profile: team.yaml\n")
        pmladder("profile", "set", "people=2")
        monkeypatch.setenv("PMLADDER_PROFILE", str(tmp_path / "variable.yaml"))
        pmladder("profile", "set", "people=3")
        pmladder("profile", "set", "people=4", "--profile", "option.yaml")
        places = [own(), tmp_path / "work" / "team.yaml", tmp_path / "variable.yaml", folder / "option.yaml"]
        assert [read(place)["people"] for place in places] == [1, 2, 3, 4]

    def test_reading_makes_nothing(self, pmladder: Run) -> None:
        assert pmladder("next", "--years", "6").code == 0
        assert not own().parent.exists()

    def test_without_a_home_nothing_is_written(self, pmladder: Run, homeless: None) -> None:  # noqa: ARG002
        ran = pmladder("profile", "set", "people=1")
        assert ran.code == 4
        assert "nothing was changed" in ran.err
        assert pmladder("next", "--years", "6").code == 0

    @each("home", ["/dev/null", "/nonexistent"])
    def test_a_home_that_is_none_is_told(self, pmladder: Run, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
        monkeypatch.delenv("XDG_DATA_HOME")
        monkeypatch.setenv("HOME", home)
        ran = pmladder("profile", "new", "--years", "6")
        assert (ran.code, ran.err.count("\n")) == (4, 1)
        assert "nothing was changed" in ran.err
        assert not os.path.lexists("/nonexistent")

    @pytest.mark.slow
    def test_everything_made_is_its_owners_alone(self, process: Run, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            ran = process("profile", "set", "coaching=2", XDG_DATA_HOME=str(tmp_path / "data"))
        finally:
            os.umask(before)
        assert ran.code == 0
        made = list((tmp_path / "data").rglob("*"))
        assert len(made) == 5  # the folder, the profile, its journal and their locks
        assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600, 0o700}


DAMAGED = {
    "empty": b"",
    "cut": b"role: pm\nskills: {coaching: 3, exp",
    "zero bytes": MINE.encode() + b"\0\0\0",
    "not ours": b"dear diary,\ntoday I earned 95k\n",
    "binary": bytes(range(256)),
}


@each("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_profile_is_refused_on_reading_and_on_writing(pmladder: Run, data: bytes) -> None:
    own().parent.mkdir(parents=True, exist_ok=True)
    own().write_bytes(data)
    for arguments in (["next"], ["profile", "set", "people=1"]):
        ran = pmladder(*arguments)
        assert (ran.code, ran.out) == (3, ""), arguments
        assert str(own()) in ran.err
        assert "95k" not in ran.err
        assert own().read_bytes() == data


SECRET = (
    "name: Wilhelmina\nyears: 37.25\npeople: 4711\nskills: {coaching: 3}\nevidence: [{id: raise-95k, title: Raise}]\n"
)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        (SECRET + "nmae: Wilhelmina\n", ["people=1"]),
        (SECRET.replace("37.25", "Wilhelmina"), ["people=1"]),
        (SECRET.replace("3}", "wilhelmina}"), ["coachng=1"]),
        (SECRET, ["people=many"]),
        (SECRET.replace("name:", "name: &a"), ["name=x", "education=wrong"]),
        (SECRET + "role: *a\n", ["people=1"]),
        (SECRET + "history: [{title: Wilhelmina, start: 2020-99}]\n", ["people=1"]),
    ],
)
def test_no_message_tells_anything_of_the_person(pmladder: Run, file: Path, text: str, arguments: list[str]) -> None:
    file.write_text(text)
    for debug in (False, True):
        ran = pmladder("profile", "set", *arguments, "--profile", file, *(["--verbose"] if debug else []))
        assert ran.code in (2, 3)
        for secret in ("ilhelmina", "37.25", "4711", "95k"):
            assert secret not in ran.err, secret


@pytest.mark.slow
@pytest.mark.parametrize("number", [4, pytest.param(8, marks=pytest.mark.slow)])
def test_processes_at_once_lose_nothing(process: Run, tmp_path: Path, number: int) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("# mine\n")
    file.write_text("# mine\nrole: pm\n")
    skills = sorted(parse(Path("data/roles.yaml").read_text("utf-8"), "")["skills"], key=lambda s: s["id"])[:number]

    def rate(skill: str) -> list[Ran]:
        return [process("profile", "set", f"{skill}={level}", "--profile", file) for level in (1, 2)]

    with ThreadPoolExecutor(number) as pool:
        ran = [one for several in pool.map(rate, (skill["id"] for skill in skills)) for one in several]
    assert {one.code for one in ran} == {0}
    assert {name: rating["level"] for name, rating in read(file)["skills"].items()} == {
        s["id"]: "working" for s in skills
    }
    lines = list(map(json.loads, file.with_name("mine.journal.jsonl").read_text().splitlines()))
    assert [line.get("baseline", False) for line in lines] == [True] + 2 * number * [False]
    assert [line["sequence"] for line in lines] == [*range(1, 2 * number + 2)]
    assert file.read_text().startswith("# mine\nrole: pm\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_for_reading_only(pmladder: Run, file: Path) -> None:
    file.parent.chmod(0o500)
    try:
        ran = pmladder("profile", "set", "people=2", "--profile", file)
    finally:
        file.parent.chmod(0o700)
    assert (ran.code, file.read_text()) == (4, MINE)
    assert "nothing was changed" in ran.err


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if (
        os.geteuid()
        or not shutil.which("mount")
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("a disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_and_one_for_reading_only(pmladder: Run, mounted: Path) -> None:
    file = mounted / "mine.yaml"
    file.write_text(MINE)
    with pytest.raises(OSError, match="space"):
        (mounted / "filler").write_bytes(b"x" * 70_000)
    full = pmladder("profile", "set", "people=2", "--profile", file)
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    locked = pmladder("profile", "set", "people=2", "--profile", file)
    for ran in (full, locked):
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
        assert "nothing was changed" in ran.err
    assert file.read_text() == MINE
    assert not list(mounted.glob("*.tmp"))
