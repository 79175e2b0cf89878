"""What a terminal gets that a pipe does not: questions, a pager, bold names; and that Ctrl-C ends each of them."""

from __future__ import annotations

import os
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.terminal import CTRL_C, CTRL_D, ENTER, Terminal

Open = Callable[..., Terminal]


@pytest.fixture
def at_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the program at a terminal of a user who has saved nothing yet."""
    monkeypatch.chdir(tmp_path)
    opened = []

    def run(*arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
        home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
        opened.append(Terminal([*arguments], columns, rows, **home, **environment))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.child.close(force=True)


@pytest.mark.parametrize("line", [(), ("next",)])
def test_two_questions_and_an_answer(at_terminal: Open, tmp_path: Path, line: tuple[str, ...]) -> None:
    terminal = at_terminal(*line, rows=60)
    terminal.wait("Your title, such as Senior product manager:")
    terminal.send("Senior prodct manager", ENTER)
    terminal.wait("Years in product roles:")
    terminal.send("many", ENTER)
    terminal.wait("years are a number")
    terminal.send("6", ENTER)
    assert terminal.end() == 0
    assert "Senior product manager" in terminal.text
    assert "must-haves to show" in terminal.text
    assert not list(tmp_path.glob("**/profile.yaml"))


@pytest.mark.slow
def test_what_follows_a_question_is_as_wide_as_the_terminal_is_then(at_terminal: Open, process: Run) -> None:
    terminal = at_terminal(rows=80)
    terminal.wait("Your title")
    terminal.resize(50, 80)
    terminal.send("Senior product manager", ENTER)
    terminal.wait("Years in product roles:")
    terminal.resize(44, 80)
    terminal.send("6", ENTER)
    assert terminal.end() == 0
    answer = terminal.text[terminal.text.index("Senior product manager   6 years") :]
    # A screen of this width breaks no line of it: it is what a pipe gets that is told the width.
    said = ("--role", "Senior product manager", "--years", "6")
    told = process("next", *said, COLUMNS="44").out
    assert answer.split() == told.split()
    assert answer.strip().splitlines() == told.strip().splitlines()


@pytest.mark.slow
def test_years_alone_are_enough_and_nothing_at_all_is_told(at_terminal: Open) -> None:
    terminal = at_terminal("next", rows=60)
    terminal.wait("Your title")
    terminal.send(ENTER, "6", ENTER)
    assert terminal.end() == 0
    assert "from 6 years in product" in terminal.text
    terminal = at_terminal("next", rows=60)
    terminal.wait("Your title")
    terminal.send(ENTER, ENTER)
    assert terminal.end() == 2
    assert "your role is not known" in terminal.text


@pytest.mark.slow
def test_where_the_size_decides_it_is_asked_for(at_terminal: Open) -> None:
    terminal = at_terminal(rows=60)
    terminal.wait("Your title")
    terminal.send("Product Lead", ENTER)
    terminal.wait("small, medium or large:")
    terminal.send("small", ENTER)
    terminal.wait("Years in product roles:")
    terminal.send("9", ENTER)
    assert terminal.end() == 0


@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 4)])
def test_a_question_can_be_left(at_terminal: Open, key: str, code: int) -> None:
    terminal = at_terminal()
    before = termios.tcgetattr(terminal.child.child_fd)[:4]
    terminal.wait("Your title")
    terminal.send(key)
    assert terminal.end() == code
    assert "Traceback" not in terminal.text
    assert termios.tcgetattr(terminal.child.child_fd)[:4] == before


def test_in_a_pipe_it_says_what_to_give(process: Run) -> None:
    for line in ((), ("next",)):
        ran = process(*line)
        assert (ran.code, ran.out) == (2, "")
        assert "add --years 6 (in product), or --role senior-pm" in ran.err


@pytest.mark.slow
def test_who_has_said_something_is_not_asked(at_terminal: Open, tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("role: senior-pm\nyears: 6\n")
    for line in (("next", "--people", "2"), ("next", "--profile", "me.yaml"), ("next", "--years", "6")):
        terminal = at_terminal(*line, rows=200)
        terminal.end()
        assert "Your title" not in terminal.text


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that keeps what it is given, and says so."""
    program = tmp_path / "pager"
    program.write_text(f'#!/bin/sh\ncat > "{tmp_path}/paged"\necho "paged $*"\n')
    program.chmod(0o755)
    return program


@pytest.mark.slow
def test_what_is_longer_than_the_screen_goes_through_the_pager(at_terminal: Open, pager: Path, tmp_path: Path) -> None:
    terminal = at_terminal("roles", PMLADDER_PAGER=f"'{pager}' -x", PAGER="false")
    assert terminal.end() == 0
    assert "paged -x" in terminal.text
    assert "Chief product officer" in (tmp_path / "paged").read_text("utf-8")
    (tmp_path / "paged").unlink()
    environment = {"PMLADDER_PAGER": str(pager)}
    for line, rows, given in (
        (("roles", "--no-pager"), 24, {}),
        (("roles",), 400, {}),
        (("roles",), 24, {"TERM": "dumb"}),
        (("roles", "-o", str(tmp_path / "roles.txt")), 24, {}),
        (("roles",), 24, {"PMLADDER_PAGER": ""}),
        (("roles",), 24, {"PMLADDER_PAGER": "no-such-program"}),
        (("roles",), 24, {"PMLADDER_PAGER": "'"}),
    ):
        terminal = at_terminal(*line, rows=rows, **(environment | given))
        assert terminal.end() == 0
        assert not (tmp_path / "paged").exists()
        assert "-o" in line or b"Chief product officer" in terminal.raw


def test_without_a_name_of_its_own_the_pager_is_the_users(at_terminal: Open, pager: Path, tmp_path: Path) -> None:
    # The helper of these tests asks for none; a variable of the user comes second.
    terminal = at_terminal("help", "next", rows=10, PMLADDER_PAGER=str(pager))
    assert terminal.end() == 0
    assert "This answer" in (tmp_path / "paged").read_text("utf-8")


def test_a_pager_that_is_left_is_no_failure(at_terminal: Open, tmp_path: Path) -> None:
    program = tmp_path / "head"
    program.write_text("#!/bin/sh\nread line\necho left\nexit 3\n")
    program.chmod(0o755)
    terminal = at_terminal("catalogue", "export", "-f", "json", PMLADDER_PAGER=str(program))
    assert terminal.end() == 0
    assert "left" in terminal.text


def test_the_code_of_the_answer_stays(at_terminal: Open, pager: Path) -> None:
    line = ("gap", "director", "--years", "6", "--check")
    terminal = at_terminal(*line, rows=8, PMLADDER_PAGER=str(pager))
    assert terminal.end() == 1
    assert "paged" in terminal.text


@pytest.mark.skipif(not os.access("/usr/bin/less", os.X_OK), reason="no less here")
def test_less_shows_colours_and_is_left_with_q(at_terminal: Open) -> None:
    terminal = at_terminal("gap", "director", "--years", "6", "--why", PMLADDER_PAGER="less -FRX")
    terminal.wait("Director of product", ":")
    terminal.send(CTRL_C, "q")
    assert terminal.end() == 0
    assert "ESC[" not in terminal.text


@pytest.mark.slow
@pytest.mark.parametrize("line", [("next", "--help"), ("--help",), ("help", "options")])
def test_headings_and_names_are_bold_and_say_the_same_without(
    at_terminal: Open, process: Run, line: tuple[str]
) -> None:
    terminal = at_terminal(*line, rows=80)
    assert terminal.end() == 0
    bold = {
        "".join(terminal.screen.buffer[row][column].data for column in range(80) if cell(terminal, row, column)).strip()
        for row in range(80)
    } - {""}
    assert bold >= ({"You"} if "options" in line or "next" in line else {"Ask", "next", "Ladder"})
    assert any("--" in name for name in bold)
    assert terminal.text.split() == process(*line, COLUMNS="80").out.split()
    plain = at_terminal(*line, rows=80, NO_COLOR="1")
    assert plain.end() == 0
    assert b"\x1b[" not in plain.raw


@pytest.mark.slow
def test_at_a_terminal_what_was_meant_has_a_line_of_its_own(at_terminal: Open) -> None:
    terminal = at_terminal("gap", "group-mp")
    assert terminal.end() == 2
    assert terminal.text.splitlines()[:3] == [
        'pmladder: unknown role "group-mp"',
        '  Did you mean "group-pm"?',
        "  Usage: pmladder gap [ROLE] [OPTIONS]    Help: pmladder gap --help",
    ]
    assert cell(terminal, 0, 0)
    assert not cell(terminal, 0, 20)
    hostile = at_terminal("gap", "\x1b[31mred", "--role", "pm")
    assert hostile.end() == 2
    assert b"\x1b[31m" not in hostile.raw


def cell(terminal: Terminal, row: int, column: int) -> bool:
    return bool(terminal.screen.buffer[row][column].bold)
