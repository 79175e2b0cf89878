"""Hostile and odd catalogues through the whole program: one clear line each, or an honest answer."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import Run, json_of
from pmladder.catalogue.fields import MOST_LISTED
from pmladder.text import UNSAFE
from rows import each

FORMATS = ("table", "json", "csv", "md")
ROLE = "roles:\n  - {id: one, title: One, skills: {a: 1}}\n"


def bomb(width: int, depth: int) -> str:
    lines = ["a0: &a0 [" + ", ".join(["x"] * width) + "]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)]
    return "\n".join(lines) + f"\nroles: [{{id: x, title: *a{depth - 1}}}]\n"


REFUSED: dict[str, bytes] = {
    "alias bomb": bomb(9, 9).encode(),
    "one list for all": (
        "list: &l ["
        + "1," * 10_000
        + "]\nroles:\n"
        + "".join(f"- {{id: r{n}, title: T, aliases: *l}}\n" for n in range(9_999))
    ).encode(),
    "list holding itself": b"roles: &a [*a]\n",
    "nested lists": b"[" * 100_000,
    "nested items": b"- " * 100_000,
    "nested mappings": b"{a: " * 100_000,
    "nested keys": b"? " * 100_000,
    "nested json": b'{"roles":' * 5_000,
    "base 60": b"roles: [{id: x, title: " + b"1:" * 200_000 + b"1}]",
    "huge integer": b"roles: [{id: x, title: X, seniority: " + b"9" * 4301 + b"}]",
    "huge hexadecimal": b"roles: [{id: x, title: X, seniority: 0x" + b"f" * 5000 + b"}]",
    "set of questions": b"roles: [" + b"? a," * 250_000 + b"]",
    "many empty roles": b"roles:\n" + b"- {}\n" * 20_000,
    "many keys of no text": b"roles:\n" + b"- {1: a}\n" * 1000,
    "nul": b"roles: [{id: x, title: 'a\0b'}]",
    "raw escape": b"roles: [{id: x, title: 'a\x1b[31mb'}]",
    "escaped escape": b'roles: [{id: x, title: "\\e]52;c;eHg=\\a"}]',
    "json escape": b'{"roles": [{"id": "x", "title": "\\u001b[31m"}]}',
    "c1": 'roles: [{id: x, title: "a\x9b31mb"}]'.encode(),
    "bidi": 'roles: [{id: x, title: "a\u202eb"}]'.encode(),
    "escaped bidi": b'roles: [{id: x, title: "a\\u202eb"}]',
    "zero width": 'roles: [{id: x, title: "a\u200bb"}]'.encode(),
    "tag letters": 'roles: [{id: x, title: "a\U000e0041b"}]'.encode(),
    "next line": 'roles: [{id: x, title: "a\x85b"}]'.encode(),
    "lone surrogate": b'roles: [{id: x, title: "\\ud800"}]',
    "beyond unicode": b'roles: [{id: x, title: "\\UFFFFFFFF"}]',
    "escape in a key": b'roles: [{id: x, title: X, "\\e[31mkey": 1}]',
    "utf-16": "roles: []".encode("utf-16"),
    "utf-32": "roles: []".encode("utf-32"),
    "latin-1": "roles: [{id: x, title: Caf\xe9}]".encode("latin-1"),
    "cut utf-8": b"roles: [{id: x, title: 'a\xe2\x82'}]",
    "overlong utf-8": b"roles: [{id: x, title: 'a\xc0\xafb'}]",
    "tag bool": b"roles: [{id: x, title: !!bool maybe}]",
    "tag python": b"roles: [{id: x, title: !!python/object/apply:os.system [id]}]",
    "tag timestamp": b"roles: [{id: x, title: !!timestamp x}]",
    "merge": b"a: &a {id: x}\nroles: [{<<: *a, title: X}]",
    "duplicate key": b"roles: [{id: x, id: y, title: X}]",
    "duplicate quoted key": b"roles: [{id: x, 'id': y, title: X}]",
    "two documents": b"roles: [{id: x, title: X}]\n---\nroles: []\n",
    "number keys": b"roles: [{id: x, title: X, 1: a, 1.0: b}]",
    "yes for years": b"roles: [{id: x, title: X, years: yes}]",
    "clock for years": b"roles: [{id: x, title: X, years: 1:30}]",
    "infinite years": b"roles: [{id: x, title: X, years: .inf}]",
    "no number of years": b"roles: [{id: x, title: X, years: .nan}]",
    "huge years": b"roles: [{id: x, title: X, years: 1e999}]",
    "true years": b"roles: [{id: x, title: X, years: true}]",
    "blank id": b"roles: [{id: ' ', title: X}]",
    "empty id": b"roles: [{id: '', title: X}]",
    "number id": b"roles: [{id: 1.10, title: X}]",
    "path id": b"roles: [{id: ../../etc/passwd, title: X}]",
    "long title": b"roles: [{id: x, title: " + b"x" * 20_000 + b"}]",
    "long text": b"roles: [{id: x, title: X, summary: " + b"x" * 70_000 + b"}]",
    "unknown key": b"roles: [{id: x, titel: X}]",
    "no roles": b"catalogue: {id: x}",
    "empty roles": b"roles: []",
    "null roles": b"roles:",
    "list": b"- a\n",
    "text": b"just a text",
    "empty": b"",
    "only a comment": b"# nothing\n",
    "json duplicate": b'{"roles": [], "roles": []}',
    "json nan": b'{"roles": [{"id": "x", "title": "X", "years": NaN}]}',
    "unclosed": b'roles: [{id: "x',
    "tabs": b"roles:\n\t- id: x",
    "binary": bytes(range(256)) * 20,
}
ACCEPTED: dict[str, tuple[bytes, str]] = {
    "markup": (b"roles: [{id: x, title: 'PM [/] [bold]x[/bold]'}]", "PM [/] [bold]x[/bold]"),
    "brackets": (b"roles: [{id: x, title: 'C++ [advanced]'}]", "C++ [advanced]"),
    "formula": (b"roles: [{id: x, title: '=1+1'}]", "=1+1"),
    "html": (b"roles: [{id: x, title: '<script>alert(1)</script>'}]", "<script>alert(1)</script>"),
    "pipes": (b"roles: [{id: x, title: 'a | b'}]", "a | b"),
    "braces": (b"roles: [{id: x, title: '{{ 7*7 }} ${x}'}]", "{{ 7*7 }} ${x}"),
    "word no": (b"roles: [{id: NO, title: NO}]", "NO"),
    "emoji": ("roles: [{id: x, title: 'Lead 🚀 👩‍💻'}]".encode(), "Lead 🚀 👩‍💻"),
    "east asian": ("roles: [{id: x, title: 产品经理}]".encode(), "产品经理"),
    "right to left": ("roles: [{id: x, title: مدير المنتج}]".encode(), "مدير المنتج"),
    "byte order mark": (b"\xef\xbb\xbfroles: [{id: x, title: X}]", "X"),
    "crlf": (b"roles:\r\n  - id: x\r\n    title: X\r\n", "X"),
    "honest alias": (b"roles:\n- {id: x, title: X, years: &y {min: 2}}\n- {id: z, title: Z, years: *y}\n", "Z"),
    "json": (b'{"roles": [{"id": "x", "title": "\\ud83d\\ude80"}]}', "🚀"),
    "document marks": (b"---\nroles: [{id: x, title: X}]\n...\n", "X"),
    "long title": (b"roles: [{id: x, title: " + b"x" * 5000 + b"}]", "x" * 5000),
}


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    return tmp_path / "catalogue.yaml"


@pytest.mark.parametrize("forms", [1, pytest.param(len(FORMATS), marks=pytest.mark.slow)])
@each("name", REFUSED)
def test_refused_in_a_few_clear_lines(pmladder: Run, tmp_path: Path, name: str, forms: int) -> None:
    file = tmp_path / "catalogue.yaml"
    file.write_bytes(REFUSED[name])
    # The large ones are refused by what all formats share; the others in some formats each, by turns.
    turn = list(REFUSED).index(name) % len(FORMATS)
    for form in (FORMATS * 2)[turn : turn + forms] if len(REFUSED[name]) < 100_000 else FORMATS[:1]:
        ran = pmladder("roles", "--catalogue", file, "-f", form)
        lines = ran.err.splitlines()
        assert ran.code == 3
        assert (json.loads(ran.out)["kind"] if form == "json" else ran.out) == ("error" if form == "json" else "")
        assert not UNSAFE.search(ran.out.replace("\n", ""))
        assert 1 <= len(lines) <= 5
        assert all(len(line) < 1000 for line in lines)
        assert not UNSAFE.search("".join(lines))
        assert all(str(file) in line for line in lines if "more problems" not in line)
        assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted_and_shown_as_written(pmladder: Run, file: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    content, title = ACCEPTED[name]
    file.write_bytes(content)
    for form in FORMATS:
        ran = pmladder("roles", "--catalogue", file, "-f", form)
        assert (ran.code, ran.err) == (0, "")
        assert not UNSAFE.search(ran.out.replace("\n", "").replace("👩‍💻", ""))
        if form == "table" and len(title) < 100:
            assert "".join(title.split()) in "".join(ran.out.split())
    assert json_of(pmladder, "roles", "--catalogue", file)["roles"][-1]["title"] == title


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))


def in_a_small_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A run with 400 MB of address space and a time that only a hang exceeds."""
    return subprocess.run(
        [sys.executable, "-m", "pmladder", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        preexec_fn=limit_memory,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("content", [b" ", b"x", b"[", b"- {id: r, title: T}\n"], ids=repr)
def test_a_hundred_megabytes_are_refused_by_size(file: Path, content: bytes) -> None:
    with file.open("wb") as out:
        for _ in range(100):
            out.write((content * (1_000_000 // len(content) + 1))[:1_000_000])
    done = in_a_small_process("roles", "--catalogue", str(file))
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1


def test_what_is_no_file_is_refused(pmladder: Run, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        names = (str(tmp_path / name) for name in ("loop", "socket", "missing", ".", "a\x1b[31mb.yaml"))
        for name in (*names, "/dev/null", " "):
            ran = pmladder("roles", "--catalogue", name)
            assert (ran.code, ran.out) == (3, ""), name
            assert len(ran.err.splitlines()) == 1
            assert "\x1b" not in ran.err


@pytest.mark.slow
def test_what_never_ends_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for name in (str(tmp_path / "fifo"), "/dev/zero", "/dev/tty", "/proc/self/mem"):
        done = in_a_small_process("roles", "--catalogue", name)
        assert (done.returncode, done.stdout) == (3, ""), name
        assert len(done.stderr.splitlines()) == 1


def test_all_problems_are_told_at_once(pmladder: Run, file: Path) -> None:
    file.write_text(
        "roles:\n"
        "  - {id: one, titel: One}\n"
        "  - {id: two, title: Two, skills: {a: 9}}\n"
        "  - {id: three, title: 3}\n"
        "transitions:\n"
        "  - {from: one, to: one}\n"
    )
    ran = pmladder("roles", "--catalogue", file)
    assert [line.split(":")[1] for line in ran.err.splitlines()] == ["2", "2", "3", "4", "6"]


_TOO_MANY = MOST_LISTED + 1


@each(
    ("command", "text"),
    [
        ("roles --catalogue", "roles:\n" + "".join(f"- {{id: r{n}, title: R}}\n" for n in range(_TOO_MANY))),
        # No list of skills: they are what the roles ask.
        (
            "roles --catalogue",
            "roles:\n" + "".join(f"- {{id: r{n}, title: R, skills: {{a{n}: 1, b{n}: 1}}}}\n" for n in range(6_000)),
        ),
        ("next --profile", "skills:\n" + "".join(f"  s{n}: 1\n" for n in range(_TOO_MANY))),
    ],
)
def test_a_list_of_more_than_anybody_has_is_refused_in_one_line(
    pmladder: Run, file: Path, command: str, text: str
) -> None:
    file.write_text(text)
    ran = pmladder(*command.split(), file)
    [line] = ran.err.splitlines()
    assert (ran.code, ran.out) == (3, "")
    assert line.endswith(f"has too many entries: at most {MOST_LISTED:,}")
