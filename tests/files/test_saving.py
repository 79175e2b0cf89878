"""A file that is kept is at every moment the old one or the new one, and belongs to its owner alone."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pmladder.errors import InputError, PmladderError, SurroundingsError
from pmladder.files import saving
from pmladder.files.saving import locked, update
from pmladder.files.settings import own_profile
from rows import each

OLD, NEW = "role: senior-pm\n", "role: cpo\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(OLD)
    return path


def to_new(_: str | None) -> str:
    return NEW


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.lstat().st_mode) for path in folder.iterdir()}


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


class TestUpdate:
    def test_the_change_is_given_the_text_and_its_text_is_kept(self, file: Path) -> None:
        seen = []
        assert update(str(file), lambda text: (seen.append(text), NEW)[1]) == NEW  # type: ignore[func-returns-value]
        assert (seen, file.read_text()) == ([OLD], NEW)

    def test_where_there_is_no_file_the_change_is_given_none(self, tmp_path: Path) -> None:
        update(str(tmp_path / "new.yaml"), lambda text: f"was: {text}\n")
        assert (tmp_path / "new.yaml").read_text() == "was: None\n"

    def test_the_same_text_is_not_written(self, file: Path) -> None:
        before = file.stat()
        update(str(file), str)
        assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_a_change_that_raises_changes_nothing(self, file: Path) -> None:
        for error in (ValueError("no"), KeyboardInterrupt(), SystemExit(143)):
            with pytest.raises(type(error)):
                update(str(file), lambda _, error=error: (_ for _ in ()).throw(error))
            assert file.read_text() == OLD
        assert update(str(file), to_new) == NEW  # the lock is free again

    def test_line_ends_and_a_byte_order_mark_stay(self, tmp_path: Path) -> None:
        file = tmp_path / "a.yaml"
        file.write_bytes(b"\xef\xbb\xbfrole: pm\r\n")
        update(str(file), lambda text: str(text).replace("pm", "cpo"))
        assert file.read_bytes() == b"\xef\xbb\xbfrole: cpo\r\n"

    def test_a_link_is_followed_and_kept(self, tmp_path: Path, file: Path) -> None:
        folder = tmp_path / "elsewhere"
        folder.mkdir()
        link = folder / "link.yaml"
        link.symlink_to("../profile.yaml")
        update(str(link), to_new)
        assert link.is_symlink()
        assert file.read_text() == NEW
        assert [path.name for path in folder.iterdir()] == ["link.yaml"]

    def test_a_link_to_nothing_yet_gets_its_file(self, tmp_path: Path) -> None:
        (tmp_path / "link.yaml").symlink_to("real.yaml")
        update(str(tmp_path / "link.yaml"), to_new)
        assert (tmp_path / "real.yaml").read_text() == NEW

    @pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
    def test_everything_is_the_owners_alone_whatever_the_umask(self, file: Path, mask: int) -> None:
        file.chmod(0o644)
        during: dict[str, int] = {}
        real = os.fsync

        def look(descriptor: int) -> None:
            during.update(modes(file.parent))
            real(descriptor)

        with umask(mask), pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", look)
            update(str(file), to_new)
        assert any(name.endswith(".tmp") for name in during)
        assert {mode for name, mode in during.items() if name != file.name} == {0o600}
        assert set(modes(file.parent).values()) == {0o600}

    def test_what_killed_saves_left_is_swept_and_nothing_else(self, file: Path) -> None:
        left = file.with_name(".profile.yaml.0123456789abcdef.tmp")
        others = [".profile.yaml.tmp", ".other.yaml.0123456789abcdef.tmp", "profile.yaml.0123456789abcdef.tmp"]
        for name in (left.name, *others):
            file.with_name(name).write_text("half")
        update(str(file), to_new)
        assert not left.exists()
        assert all(file.with_name(name).exists() for name in others)

    def test_a_writer_that_takes_too_long_is_named(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(saving, "PATIENCE", 0.1)
        with locked(str(file)), pytest.raises(SurroundingsError, match=r"another pmladder .*nothing was changed"):
            update(str(file), to_new)
        assert file.read_text() == OLD

    @pytest.mark.parametrize("call", ["open", "fchmod", "fsync", "replace"])
    def test_a_call_that_fails_changes_nothing(self, file: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
        real = getattr(os, call)

        def fails(first: object, *rest: object, **named: object) -> object:
            if call != "open" or str(first).endswith(".tmp"):
                raise OSError(28, "No space left on device")
            return real(first, *rest, **named)

        monkeypatch.setattr(os, call, fails)
        with pytest.raises(SurroundingsError, match=r"No space left on device; nothing was changed"):
            update(str(file), to_new)
        assert file.read_text() == OLD
        assert left_over(file.parent) == []

    def test_a_folder_that_cannot_be_synced_is_no_failure(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real, done = os.fsync, []

        def fails_for_folders(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                done.append("folder")
                raise OSError(5, "Input/output error")
            done.append("file")
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fails_for_folders)
        update(str(file), to_new)
        assert done == ["file", "folder"]
        assert file.read_text() == NEW


DAMAGED = {
    "cut in a character": "name: Zoë"[:-1].encode() + b"\xc3",
    "zero bytes": b"role: senior-pm\n\0\0\0\0",
    "binary": bytes(range(256)),
    "UTF-16": "role: pm\n".encode("utf-16"),
}


@each("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "profile.yaml"
    file.write_bytes(data)
    with pytest.raises(InputError):
        update(str(file), to_new)
    assert file.read_bytes() == data


@each("name", ["a\0b", "", "x" * 300, "missing/profile.yaml", "\udcff/profile.yaml", "."])
def test_a_name_that_can_be_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PmladderError):
        update(f"{tmp_path}/{name}" if name else "", to_new)


class TestDataFolder:
    def test_it_is_made_for_its_owner_alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("XDG_DATA_HOME")
        monkeypatch.setenv("HOME", str(tmp_path))
        with umask(0):
            update(own_profile(), to_new)
        made = [path for path in tmp_path.rglob("*") if path.is_dir()]
        assert len(made) == 3
        assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o700}

    @each("home", ["/dev/null", "/nonexistent/home"])
    def test_a_home_that_is_none_is_not_made_up(self, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
        monkeypatch.delenv("XDG_DATA_HOME")
        monkeypatch.setenv("HOME", home)
        with pytest.raises(SurroundingsError, match="nothing was changed"):
            update(own_profile(), to_new)
        assert not os.path.exists("/nonexistent")

    def test_without_a_home_there_is_no_place(self, homeless: None) -> None:  # noqa: ARG002
        with pytest.raises(SurroundingsError, match="nothing was changed"):
            own_profile()

    def test_no_other_folder_is_made(self, tmp_path: Path) -> None:
        with pytest.raises(SurroundingsError, match="nothing was changed"):
            update(str(tmp_path / "new" / "profile.yaml"), to_new)
        assert list(tmp_path.iterdir()) == []


LOOP = """
import os, sys, time
from pmladder.cli.main import listen
from pmladder.files.saving import update

def save():
    update(sys.argv[1], lambda text: f"{int(text.split()[0]) + 1} " + "y" * 300_000 + " end\\n")

save()
number, trials = int(sys.argv[2]), int(sys.argv[3])
for trial in range(trials):
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        listen()
        try:
            while True:
                save()
                os.write(theirs, b".")
        finally:
            os._exit(0)
    os.close(theirs)
    os.read(ours, 1)
    # Somewhere within the next saves, at another place each time.
    time.sleep(trial % 50 * 0.0003)
    os.kill(child, number)
    os.waitpid(child, 0)
    told = 1 + len(os.read(ours, 10_000))
    os.close(ours)
    words = open(sys.argv[1]).read().split(" ")
    whole = len(words) == 3 and len(words[1]) == 300_000 and words[2] == "end\\n"
    left = sum(name.endswith(".tmp") for name in os.listdir(os.path.dirname(sys.argv[1])))
    print(told, words[0], whole, left, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("number", "trials"), [(signal.SIGKILL, 200), (signal.SIGINT, 50), (signal.SIGTERM, 50)])
def test_a_loop_of_saves_that_is_ended_anywhere_tears_and_loses_nothing(
    tmp_path: Path, number: signal.Signals, trials: int
) -> None:
    file = tmp_path / "store.txt"
    file.write_text("0\n")
    command = [sys.executable, "-c", LOOP, str(file), str(int(number)), str(trials)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert ran.stderr == ""
    before, cut, most_left = 1, 0, 0
    for told, count, whole, left in map(str.split, ran.stdout.splitlines()):
        assert whole == "True", "torn"
        assert int(told) <= int(count) - before <= int(told) + 1, "lost"
        cut += int(count) - before > int(told) or int(left) > 0
        before, most_left = int(count), max(most_left, int(left))
    assert len(ran.stdout.splitlines()) == trials
    # A signal that can be caught leaves nothing; what a kill leaves, the next save sweeps.
    assert most_left <= (number == signal.SIGKILL)
    assert number != signal.SIGKILL or cut, "no trial ended within a save"
    update(str(file), lambda text: str(text) + "swept\n")
    assert left_over(tmp_path) == []


ADDER = """
import sys
from pmladder.files.saving import update
for number in range(int(sys.argv[2])):
    update(sys.argv[1], lambda text: (text or "") + f"{sys.argv[3]} {number}\\n")
"""


@pytest.mark.parametrize("many", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_many_writers_lose_nothing(tmp_path: Path, many: int) -> None:
    file, each = tmp_path / "store.txt", 25
    writers = [subprocess.Popen([sys.executable, "-c", ADDER, str(file), str(each), str(name)]) for name in range(many)]
    try:
        assert [writer.wait(60) for writer in writers] == [0] * many
    finally:
        for writer in writers:
            writer.kill()
    lines = file.read_text().splitlines()
    assert sorted(lines) == sorted(f"{name} {number}" for name in range(many) for number in range(each))


def in_a_small_world(limit: Callable[[], object], code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, preexec_fn=limit, capture_output=True, text=True, timeout=60, check=False)


def test_a_file_larger_than_allowed_leaves_the_old_one(file: Path) -> None:
    import resource

    code = "import sys; from pmladder.files.saving import update; update(sys.argv[1], lambda text: text + '#' * 70_000)"
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))  # noqa: E731
    ran = in_a_small_world(limit, code, str(file))
    assert "nothing was changed" in ran.stderr
    assert file.read_text() == OLD
    assert left_over(file.parent) == []
