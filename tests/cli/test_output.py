"""`-o` of every command: what is written through, what is kept, what is replaced and what is left alone."""

from __future__ import annotations

import json
import os
import shlex
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Run
from pmladder.cli.output import format_chosen, wants_json
from pmladder.errors import UsageError
from pmladder.files import saving, writing
from pmladder.files.writing import write_output
from rows import each

NEXT = ("next", "--years", "6")
PMLADDER = f"{shlex.quote(sys.executable)} -m pmladder"

posix = pytest.mark.skipif(os.name != "posix", reason="there are no such files here")
by_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may do this")


def bash(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def device(path: Path, minor: int) -> Path:
    """A device as those in /dev, of our own."""
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, minor))
        path.open("rb").close()
    except OSError:
        pytest.skip("devices can't be made or opened here")
    return path


@posix
class TestWrittenThrough:
    def test_a_device_stays_one(self, pmladder: Run, tmp_path: Path) -> None:
        for arguments in (("roles", "-f", "md"), (*NEXT, "--json"), ("catalogue", "schema"), ("catalogue", "new")):
            null = device(tmp_path / "null", 3)
            assert pmladder(*arguments, "-o", null).code == 0
            assert stat.S_ISCHR(null.stat().st_mode)
            assert os.listdir(tmp_path) == ["null"]
            null.unlink()

    def test_a_device_that_is_full_is_told(self, pmladder: Run, tmp_path: Path) -> None:
        full = device(tmp_path / "full", 7)
        assert pmladder("roles", "-o", full).code == 4
        assert stat.S_ISCHR(full.stat().st_mode)

    def test_a_named_pipe_is_written_to(self, pmladder: Run, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
            ran = pmladder("roles", "--json", "-o", pipe)
            read, _ = reader.communicate(timeout=30)
        assert (ran.code, json.loads(read)["kind"]) == (0, "roles")
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    def test_a_named_pipe_that_nobody_reads_is_refused_in_time(
        self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert writing.PATIENCE == 2
        monkeypatch.setattr(writing, "PATIENCE", 0.2)
        os.mkfifo(tmp_path / "pipe")
        begun = time.monotonic()
        ran = pmladder("roles", "-o", tmp_path / "pipe")
        assert (ran.code, ran.out) == (4, "")
        assert "nobody reads" in ran.err
        assert time.monotonic() - begun < 60

    @pytest.mark.slow
    def test_a_reader_that_went_away_ends_it_in_silence(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(["head", "-c", "1", str(pipe)], stdout=subprocess.DEVNULL):
            done = bash(f"{PMLADDER} next --years 6 --json -o {pipe}")
        assert (done.returncode, done.stderr.count("pmladder")) in ((141, 0), (0, 0))

    @pytest.mark.slow
    def test_an_open_descriptor_is_written_to(self, tmp_path: Path) -> None:
        shown = bash(f"{PMLADDER} roles -f csv").stdout
        assert bash(f"{PMLADDER} roles -f csv -o /dev/stdout | cat").stdout == shown
        assert bash(f"{PMLADDER} roles -f csv -o /dev/fd/1").stdout == shown
        assert bash(f"{PMLADDER} roles -f csv -o >(cat); wait").stdout == shown
        other = tmp_path / "other"
        assert bash(f"{PMLADDER} roles -f csv -o /dev/fd/7 7>{other}").returncode == 0
        assert other.read_text() == shown
        assert bash(f"{PMLADDER} roles -f csv -o /dev/stdout >>{other}").returncode == 0
        assert other.read_text() == 2 * shown

    def test_a_descriptor_that_is_not_open_is_told(self, pmladder: Run) -> None:
        assert pmladder("roles", "-o", "/dev/fd/987").code == 4

    def test_a_socket_is_refused(self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("s")
            ran = pmladder("roles", "-o", "s")
        assert (ran.code, ran.out) == (4, "")
        assert "socket" in ran.err

    def test_an_import_is_written_through_as_well(self, pmladder: Run, tmp_path: Path) -> None:
        source = tmp_path / "resume.json"
        source.write_text('{"basics": {"name": "A"}, "work": [{"position": "PM", "startDate": "2020"}]}')
        folder = tmp_path / "devices"
        folder.mkdir()
        null = device(folder / "null", 3)
        assert pmladder("profile", "import", source, "-o", null).code == 0
        assert os.listdir(folder) == ["null"]

    def test_a_device_is_no_profile_and_gets_no_lock(self, pmladder: Run, tmp_path: Path) -> None:
        null = device(tmp_path / "null", 3)
        os.mkfifo(tmp_path / "pipe")
        for place in (null, tmp_path / "pipe"):
            for command in (("set", "people=2"), ("new", "--years", "3")):
                assert pmladder("profile", *command, "--profile", place).code in (3, 4)
        assert sorted(os.listdir(tmp_path)) == ["null", "pipe"]


class TestKept:
    @posix
    def test_mode_and_owner_stay(self, pmladder: Run, tmp_path: Path) -> None:
        file = tmp_path / "next.json"
        assert pmladder(*NEXT, "-o", file).code == 0
        for wanted in (0o644, 0o664, 0o600, 0o444):
            file.chmod(wanted)
            before = file.stat()
            assert pmladder(*NEXT, "-o", file, *(["--force"] if wanted == 0o444 else [])).code == 0
            after = file.stat()
            assert (mode(file), after.st_uid, after.st_gid) == (wanted, before.st_uid, before.st_gid)

    @by_root
    def test_an_owner_that_is_another_one_stays(self, pmladder: Run, tmp_path: Path) -> None:
        file = tmp_path / "next.json"
        assert pmladder(*NEXT, "-o", file).code == 0
        os.chown(file, 1234, 2345)
        assert pmladder(*NEXT, "-o", file).code == 0
        assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)

    @posix
    def test_an_owner_that_cannot_be_given_is_kept_by_writing_in_place(
        self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "next.json"
        assert pmladder(*NEXT, "-o", file).code == 0
        before = file.stat().st_ino
        monkeypatch.setattr("pmladder.files.system.give_owner", lambda *_: False)
        assert pmladder("next", "--years", "3", "-o", file).code == 0
        assert file.stat().st_ino == before
        assert json.loads(file.read_text("utf-8"))["placement"]["role"] == "pm"
        assert os.listdir(tmp_path) == ["next.json"]

    @posix
    def test_what_fails_in_place_is_put_back(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "roles.csv"
        file.write_text("a,b\n1,2\n")
        monkeypatch.setattr("pmladder.files.system.give_owner", lambda *_: False)
        real, calls = os.ftruncate, []

        def fails(*arguments: int) -> None:
            calls.append(arguments)
            if len(calls) == 1:
                raise OSError(28, "No space left on device")
            real(*arguments)

        monkeypatch.setattr(os, "ftruncate", fails)
        with pytest.raises(saving.SurroundingsError, match="nothing was changed"):
            write_output(str(file), "a,b\n" + "3,4\n" * 9, "csv", "roles", private=False)
        assert file.read_text() == "a,b\n1,2\n"

    @posix
    def test_a_new_file_is_its_owners_alone_if_it_is_about_a_person(self, pmladder: Run, tmp_path: Path) -> None:
        before = os.umask(0o022)
        try:
            person = tmp_path / "me.yaml"
            person.write_text("role: pm\n")
            runs = {
                "next.json": NEXT,
                "show.md": ("profile", "show", "--profile", person),
                "check.json": ("profile", "check", person),
                "page.html": ("report", "--years", "6"),
                "plan.ics": ("plan", "cpo", "--years", "6"),
            }
            for name, arguments in runs.items():
                assert pmladder(*arguments, "-o", tmp_path / name).code == 0
                assert mode(tmp_path / name) == 0o600, name
            for name, arguments in {
                "roles.json": ("roles",),
                "ladder.yaml": ("catalogue", "export"),
                "starter.yaml": ("catalogue", "new"),
                "title.md": ("title", "PM"),
            }.items():
                assert pmladder(*arguments, "-o", tmp_path / name).code == 0
                assert mode(tmp_path / name) == 0o644, name
        finally:
            os.umask(before)


class TestReplaced:
    @each(
        ("name", "arguments"),
        [
            ("next.json", NEXT),
            ("next.md", NEXT),
            ("next.csv", NEXT),
            ("roles.csv", ("roles",)),
            ("plan.ics", ("plan", "cpo", "--years", "6")),
            ("page.html", ("report", "--years", "6")),
            ("schema.json", ("catalogue", "schema")),
            ("ladder.md", ("catalogue", "export")),
        ],
    )
    def test_what_the_same_command_made(
        self, pmladder: Run, tmp_path: Path, name: str, arguments: tuple[str, ...]
    ) -> None:
        file = tmp_path / name
        for _ in range(2):
            ran = pmladder(*arguments, "-o", file)
            assert ran.code == 0, ran.err
        assert os.listdir(tmp_path) == [name]

    @each(
        ("name", "arguments", "old"),
        [
            ("notes.csv", ("roles",), "my,own,notes\n1,2,3\n"),
            ("notes.md", ("roles",), "# My notes\n\n| a | b |\n|---|---|\n"),
            ("notes.json", ("roles",), '{"my": "notes"}\n'),
            ("gap.json", NEXT, '{\n  "schema_version": "1.0",\n  "kind": "gap"\n}\n'),
            ("notes.ics", ("plan", "cpo", "--years", "6"), "BEGIN:VCALENDAR\nPRODID:-//somebody//EN\n"),
            ("notes.txt", ("roles",), "notes\n"),
            ("notes", ("roles",), "notes\n"),
            ("ladder.yaml", ("catalogue", "export"), "# finished by hand\nroles: [{id: a, title: A}]\n"),
            ("ladder.yaml", ("catalogue", "new"), "roles: [{id: a, title: A}]\n"),
            ("ladder.yaml", ("catalogue", "import", "{table}"), "roles: [{id: a, title: A}]\n"),
            ("ladder.json", ("catalogue", "export"), '{"roles": [{"id": "a", "title": "A"}]}\n'),
        ],
    )
    def test_nothing_else_without_force(
        self, pmladder: Run, tmp_path: Path, name: str, arguments: tuple[str, ...], old: str
    ) -> None:
        table, file = tmp_path / "table.csv", tmp_path / name
        table.write_text("Skill,A\nCraft,1\n", "utf-8")
        file.write_text(old, "utf-8")
        command = [argument.format(table=table) for argument in arguments]
        ran = pmladder(*command, "-o", file)
        assert (ran.code, file.read_text("utf-8")) == (4, old)
        assert "--force" in ran.err
        assert "nothing was changed" in ran.err
        assert pmladder(*command, "-o", file, "--force").code == 0
        assert file.read_text("utf-8") != old

    def test_markdown_made_by_another_command_is_kept(self, pmladder: Run, tmp_path: Path) -> None:
        file = tmp_path / "answer.md"
        assert pmladder("roles", "-o", file).code == 0
        assert pmladder("skills", "-o", file).code == 4


class TestFormat:
    @each("name", ["x.xlsx", "x.html", "x.yaml", "x.pdf", "x.docx"])
    def test_a_suffix_that_is_no_format_of_the_command_is_refused(
        self, pmladder: Run, tmp_path: Path, name: str
    ) -> None:
        ran = pmladder(*NEXT, "-o", tmp_path / name)
        assert (ran.code, ran.out) == (2, "")
        assert "FILE.json" in ran.err
        assert os.listdir(tmp_path) == []

    def test_the_suffix_beats_environment_and_settings(
        self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PMLADDER_FORMAT", "csv")
        assert pmladder(*NEXT, "-o", tmp_path / "x.json").code == 0
        assert json.loads((tmp_path / "x.json").read_text("utf-8"))["kind"] == "next"
        assert pmladder(*NEXT, "-o", tmp_path / "x").code == 0
        assert (tmp_path / "x").read_text("utf-8").startswith("rank,role,")

    @each("arguments", [("-f", "csv", "-o", "x.json"), ("--json", "-o", "x.md")])
    def test_an_option_against_the_suffix_is_refused(
        self, pmladder: Run, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        ran = pmladder(*NEXT, *arguments)
        assert ran.code == 2
        assert "two formats" in ran.err
        assert os.listdir(tmp_path) == []

    def test_what_chooses_goes_in_one_order(self) -> None:
        known = ("table", "json", "csv", "md")
        assert format_chosen(None, False, None, known, "md") == "md"
        assert format_chosen(None, False, "a.MARKDOWN", known, "json") == "md"
        assert format_chosen("csv", False, "a", known, "json") == "csv"
        assert format_chosen("JSON", False, "-", known, "md") == "json"
        assert format_chosen(None, False, "a.txt", known, "json") == "table"
        with pytest.raises(UsageError, match="unknown format"):
            format_chosen(None, False, "a", known, "jsno")

    @each(
        ("arguments", "wanted"),
        [
            ("next --json", True),
            ("next -f json", True),
            ("next -fjson --years", True),
            ("next -vf json", True),
            ("next --format=JSON", True),
            ("next -o x.json", True),
            ("next --output=x.json", True),
            ("next -o x.csv", False),
            ("title -- --json", False),
            ("next", False),
            ("catalogue schema", True),
            ("profile import a -o me.json", False),
        ],
    )
    def test_who_wants_json_is_read_off_a_wrong_command_line(self, arguments: str, wanted: bool) -> None:
        words = arguments.split()
        command = " ".join(words[:2]) if words[0] in ("catalogue", "profile") else words[0]
        assert wants_json(words, command) is wanted
