"""`assess` at a real terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from cli.terminal import CTRL_C, CTRL_D, ENTER, PATIENCE, UP, Terminal
from pmladder.formats.structured import parse

FIRST = "Product strategy  (1 of "


Open = Callable[..., Terminal]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "p.yaml"
    path.write_text("role: senior-pm\nyears: 6\npeople: 0\nskills: {}\n", encoding="utf-8")
    return path


@pytest.fixture
def at_terminal(profile: Path) -> Iterator[Open]:
    """Opens `assess` on the profile at a terminal."""
    opened = []

    def run(*arguments: str, columns: int = 80, rows: int = 50, **environment: str) -> Terminal:
        command = ["assess", "--profile", str(profile), "--as-of", "2026-11-22", *arguments]
        opened.append(Terminal(command, columns, rows, **environment))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.child.close(force=True)


def skills(path: Path) -> dict[str, Any]:
    return dict(parse(path.read_text("utf-8"), path.name)["skills"])


def levels(path: Path) -> list[str | None]:
    return [rating.get("level") for rating in skills(path).values()]


def test_arrows_letters_back_skip_and_not_applicable(at_terminal: Open, profile: Path) -> None:
    terminal = at_terminal()
    terminal.wait(FIRST, "> s) skip")
    assert terminal.is_raw()
    # Nothing is chosen for anybody: Enter alone skips what nobody rated.
    terminal.send(UP, UP)
    terminal.wait("> 3) practitioner")
    terminal.send(ENTER)
    terminal.wait("Saved.", "(2 of ", "> s) skip")
    assert levels(profile) == ["practitioner"]
    terminal.send("n")
    terminal.wait("Why does it not apply?")
    terminal.send(ENTER)
    terminal.wait("A reason is needed")
    assert levels(profile) == ["practitioner"]
    terminal.send("no market here", ENTER)
    terminal.wait("(3 of ", "> s) skip")
    assert list(skills(profile).values())[1]["not_applicable"] == "no market here"
    terminal.send(ENTER)
    terminal.wait("(4 of ", "> s) skip")
    assert len(skills(profile)) == 2
    for number in (3, 2, 1):
        terminal.send("b")
        terminal.wait(f"({number} of ", "q quit")
    # What is rated is pointed at, so that Enter confirms it; here another level is given.
    terminal.wait("So far: practitioner", "> 3) practitioner")
    terminal.send("4", ENTER)
    terminal.wait("So far: set aside", "> s) skip")
    terminal.send(ENTER)
    terminal.wait("(3 of ", "> s) skip")
    terminal.send("q", ENTER)
    assert terminal.end() == 0
    assert levels(profile) == ["expert", None]
    assert list(skills(profile).values())[1]["not_applicable"] == "no market here"
    assert "2 answers saved" in terminal.text


@pytest.mark.slow
def test_all_levels_are_shown_when_asked_for(at_terminal: Open) -> None:
    terminal = at_terminal("principal-pm")
    terminal.wait("0) none ", "Not held.", "> s) skip")
    terminal.send("?")
    terminal.wait("0 none ", "> s) skip")
    terminal.send("q", ENTER)
    assert terminal.end() == 0


@pytest.mark.slow
def test_a_resize_in_the_middle_of_a_question_loses_nothing(at_terminal: Open, profile: Path) -> None:
    terminal = at_terminal()
    terminal.wait(FIRST, "> s) skip")
    terminal.send(UP)
    terminal.wait("> 4) expert")
    terminal.resize(50, 60)
    terminal.send(UP)
    terminal.wait("> 3) practitioner")
    terminal.send(ENTER)
    terminal.wait("Saved.", "(2 of ", "> s) skip")
    assert levels(profile) == ["practitioner"]
    # The next question is as wide as the screen is now.
    question = terminal.text[terminal.text.index("(2 of ") :]
    assert max(map(len, question.splitlines())) <= 50
    terminal.resize(100, 60)
    terminal.send("2", ENTER)
    terminal.wait("(3 of ", "> s) skip")
    assert levels(profile) == ["practitioner", "working"]


@pytest.mark.slow
def test_what_is_pasted_into_a_menu_is_no_answer(at_terminal: Open, profile: Path) -> None:
    terminal = at_terminal()
    terminal.wait(FIRST, "> s) skip")
    terminal.send("\x1b[200~3\r4\r\x1b[201~", "q")
    terminal.send(ENTER)
    assert terminal.end() == 0
    assert skills(profile) == {}


@pytest.mark.slow
@pytest.mark.parametrize("how", ["plain", "arrows"])
@pytest.mark.parametrize("stop", ["ctrl-c", "sigint", "sigterm"])
def test_an_interruption_says_what_is_saved_and_leaves_the_terminal_as_it_was(
    at_terminal: Open, profile: Path, how: str, stop: str
) -> None:
    terminal = at_terminal(*(["--plain"] if how == "plain" else []))
    ready = "?, q): " if how == "plain" else "> s) skip"
    before = termios.tcgetattr(terminal.child.child_fd)[:4]
    terminal.wait(FIRST, ready.strip())
    terminal.send("2", ENTER)
    terminal.wait("Saved.", "(2 of ", ready.strip())
    if stop == "ctrl-c":
        terminal.send(CTRL_C)
    else:
        terminal.child.kill(signal.SIGINT if stop == "sigint" else signal.SIGTERM)
    assert terminal.end() == (143 if stop == "sigterm" else 130)
    told = " ".join(terminal.text.split())
    assert "1 answer saved in" in told
    assert "pmladder assess" in told
    assert "Traceback" not in told
    assert levels(profile) == ["working"]
    assert termios.tcgetattr(terminal.child.child_fd)[:4] == before
    entries = profile.with_name("p.journal.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(entry).get("baseline", False) for entry in entries] == [True, False]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["plain", "arrows"])
def test_the_end_of_input_is_the_end_of_the_questions(at_terminal: Open, profile: Path, how: str) -> None:
    terminal = at_terminal(*(["--plain"] if how == "plain" else []))
    ready = "?, q):" if how == "plain" else "> s) skip"
    terminal.wait(FIRST, ready)
    terminal.send("2", ENTER)
    terminal.wait("(2 of ", ready)
    terminal.send("n", ENTER)
    terminal.wait("Why does it not apply?")
    terminal.send(CTRL_D)
    assert terminal.end() == 0
    assert "1 answer saved" in terminal.text
    assert levels(profile) == ["working"]


@pytest.mark.slow
def test_the_end_of_input_at_a_menu(at_terminal: Open, profile: Path) -> None:
    terminal = at_terminal()
    terminal.wait(FIRST, "> s) skip")
    terminal.send(CTRL_D)
    assert terminal.end() == 0
    assert skills(profile) == {}


@pytest.mark.slow
def test_forty_columns_are_enough(at_terminal: Open, profile: Path) -> None:
    terminal = at_terminal(columns=40, rows=60)
    terminal.wait(FIRST, "3) practitioner", "> s) skip", "q quit")
    terminal.send(UP, ENTER)
    terminal.wait("(2 of ", "> s) skip")
    assert levels(profile) == ["expert"]
    terminal.send("q", ENTER)
    assert terminal.end() == 0


@pytest.mark.slow
@pytest.mark.parametrize("rows", [24, 14])
def test_on_a_low_screen_one_sees_what_is_asked_beside_the_choices(at_terminal: Open, profile: Path, rows: int) -> None:
    terminal = at_terminal(rows=rows)
    terminal.wait("> Product strategy:", "0) none", "> s) skip", "q quit")
    terminal.send("3", ENTER)
    terminal.wait("> Stakeholder management:", "0) none", "> s) skip", "q quit")
    assert levels(profile) == ["practitioner"]


@pytest.mark.slow
@pytest.mark.parametrize("surroundings", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_a_plain_terminal_gets_no_colours(at_terminal: Open, profile: Path, surroundings: dict[str, str]) -> None:
    terminal = at_terminal(**surroundings)
    dumb = "TERM" in surroundings
    terminal.wait(FIRST, "?, q):" if dumb else "> s) skip")
    assert terminal.is_raw() is not dumb
    terminal.send("3", ENTER)
    terminal.wait("Saved.", "(2 of ")
    assert levels(profile) == ["practitioner"]
    terminal.send("q", ENTER)
    assert terminal.end() == 0
    if dumb:
        assert b"\x1b" not in terminal.raw
    else:
        found = re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw)
        styles = {int(style) for styles in found for style in styles.split(b";") if style}
        assert not {style for style in styles if style >= 30}


@pytest.mark.slow
def test_a_pipe_on_either_end_gets_plain_lines(profile: Path) -> None:
    # A terminal to type at, and a file to write to; what is typed is echoed by the terminal alone.
    out = profile.with_name("out.txt")
    command = f"{sys.executable} -m pmladder assess --profile {profile} --as-of 2026-11-22 > {out}"
    child = pexpect.spawn("/bin/sh", ["-c", command], timeout=PATIENCE, env={**os.environ, "TERM": "xterm"})
    child.send("3\nq\n")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "\x1b" not in out.read_text("utf-8")
    assert levels(profile) == ["practitioner"]


@pytest.mark.slow
def test_a_terminal_that_goes_away_keeps_what_was_answered(at_terminal: Open, profile: Path) -> None:
    terminal = at_terminal()
    terminal.wait(FIRST, "> s) skip")
    terminal.send("3", ENTER)
    terminal.wait("Saved.", "(2 of ", "> s) skip")
    terminal.child.close(force=False)
    terminal.child.wait() if terminal.child.isalive() else None
    assert terminal.child.exitstatus == 129
    assert levels(profile) == ["practitioner"]
    assert profile.with_name("p.journal.jsonl").exists()


@pytest.mark.slow
def test_the_transcript_of_the_documentation_is_made_by_a_script() -> None:
    from assess_run import ANSWERS, transcript

    made = transcript()
    assert made == transcript()
    assert f"{len(ANSWERS)} answers saved in ada.yaml" in made
    assert all(f"): {answer}\n" in made for answer in ANSWERS)
    assert max(map(len, made.splitlines()[1:])) <= 80
    with pytest.raises(RuntimeError, match="does not go on"):
        transcript(["q", "3"])
