"""What may be read, and what is said of everything else."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pmladder.errors import InputError, Problem
from pmladder.files.bounded import LIMIT, read_text
from pmladder.text import safe
from rows import each


def refusal(path: str | Path) -> Problem:
    with pytest.raises(InputError) as caught:
        read_text(str(path))
    (problem,) = caught.value.problems
    assert len(safe(problem.what)) < 1000
    assert problem.what == safe(problem.what)
    return problem


def test_text_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("a: é\r\nb: 1\rc: \U0001f600\n".encode())
    assert read_text(str(file)) == "a: é\r\nb: 1\rc: \U0001f600\n"


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1")
    assert read_text(str(file)) == "a: 1"


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert read_text(str(tmp_path / "b.yaml")) == "a: 1"


class TestNotAFile:
    def test_missing(self, tmp_path: Path) -> None:
        assert "no such file" in refusal(tmp_path / "missing.yaml").what

    def test_below_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("")
        assert "no such file" in refusal(tmp_path / "a" / "b").what

    def test_folder(self, tmp_path: Path) -> None:
        assert "folder" in refusal(tmp_path).what

    def test_named_pipe_without_a_writer(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert "pipe" in refusal(tmp_path / "pipe").what

    def test_socket(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("s")
            assert "socket" in refusal("s").what

    @each("device", ["/dev/zero", "/dev/null", "/dev/tty"])
    def test_device(self, device: str) -> None:
        assert "device" in refusal(device).what

    def test_symlink_loop(self, tmp_path: Path) -> None:
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        assert "link" in refusal(tmp_path / "loop").what

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_no_permission(self, tmp_path: Path) -> None:
        file = tmp_path / "a.yaml"
        file.write_text("a: 1")
        file.chmod(0)
        assert "permission" in refusal(file).what

    @each("name", ["", "a\0b", "a" * 5000, "\ud800"])
    def test_no_file_name(self, name: str) -> None:
        assert "name" in refusal(name).what


class TestSize:
    def test_at_the_limit(self, tmp_path: Path) -> None:
        file = tmp_path / "a.yaml"
        file.write_bytes(b" " * LIMIT)
        assert len(read_text(str(file))) == LIMIT

    @each("size", [LIMIT + 1, 100_000_000])
    def test_above_the_limit(self, tmp_path: Path, size: int) -> None:
        file = tmp_path / "a.yaml"
        file.touch()
        os.truncate(file, size)
        assert "MiB" in refusal(file).what


class TestEncoding:
    @each("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
    def test_another_unicode_encoding_is_named(self, tmp_path: Path, encoding: str) -> None:
        file = tmp_path / "a.yaml"
        file.write_bytes("roles:\n- id: a\n".encode(encoding))
        assert encoding[:6].upper() in refusal(file).what

    @each(
        ("data", "line", "column"),
        [
            ("a: b\nc: d\xe9\n".encode("latin-1"), 2, 5),
            ("a: é\r\nb: ".encode() + b"\xff", 2, 4),
            (b"\xef\xbb\xbfa: \xe9.", 1, 4),
            (b"a: \xc0\xaf", 1, 4),
            (b"a: \xed\xa0\x80", 1, 4),
            (b"a: b\rc: \xe2\x82", 2, 4),
        ],
        ids=["latin-1", "after non-ASCII", "after a mark", "overlong", "surrogate", "cut"],
    )
    def test_a_bad_byte_has_a_place(self, tmp_path: Path, data: bytes, line: int, column: int) -> None:
        file = tmp_path / "a.yaml"
        file.write_bytes(data)
        problem = refusal(file)
        assert (problem.line, problem.column) == (line, column)
        assert "UTF-8" in problem.what

    @each("character", [*"\0\a\b\v\f\x1b\x7f\x80\x85\x9b\x9d", "\u2028", "\u2029", "\ufeff", "\uffff"])
    def test_a_control_character_has_a_place(self, tmp_path: Path, character: str) -> None:
        file = tmp_path / "a.yaml"
        file.write_text(f"a: 1\n# é{character}", encoding="utf-8")
        problem = refusal(file)
        assert (problem.line, problem.column) == (2, 4)


class TestStreams:
    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: 1")))
        assert read_text("-") == "a: 1"

    @each("data", [b" " * (LIMIT + 1), b"a: \xff"])
    def test_standard_input_is_checked(self, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        refusal("-")

    def test_standard_input_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        assert "closed" in refusal("-").what

    @each("redirection", ["< /dev/zero", "<&-"])
    def test_odd_standard_input(self, redirection: str) -> None:
        program = "import sys; from pmladder.files.bounded import read_text; read_text('-')"
        done = subprocess.run(
            ["/bin/sh", "-c", f'exec "$0" -c "$1" {redirection}', sys.executable, program],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.stderr.splitlines()[-1].startswith("pmladder.errors.InputError: standard input")

    def test_process_substitution(self) -> None:
        reader, writer = os.pipe()
        with os.fdopen(reader), os.fdopen(writer, "wb") as pipe:
            pipe.write(b"a: 1")
            pipe.close()
            assert read_text(f"/dev/fd/{reader}") == "a: 1"

    def test_process_substitution_waits_for_a_slow_writer(self) -> None:
        slow = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(0.3); print('a: 1')"], stdout=subprocess.PIPE
        )
        assert slow.stdout is not None
        with slow:
            assert read_text(f"/dev/fd/{slow.stdout.fileno()}") == "a: 1\n"

    def test_process_substitution_is_bounded(self) -> None:
        with subprocess.Popen(["cat", "/dev/zero"], stdout=subprocess.PIPE) as endless:
            assert endless.stdout is not None
            assert "MiB" in refusal(f"/dev/fd/{endless.stdout.fileno()}").what
            endless.kill()


def test_a_name_is_kept_as_it_is_for_the_message(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_text(str(tmp_path / "a\x1b[31mb.yaml"))
    assert caught.value.file.endswith("a\x1b[31mb.yaml")
