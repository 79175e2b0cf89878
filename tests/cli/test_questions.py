"""What is asked at a terminal, and what each answer does, without a terminal: what is typed is a text."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.output import DummyOutput

from cli.conftest import Run
from pmladder.cli import asking, output, questions
from pmladder.cli.asking import ArrowAsker, EndOfInputError, Page, PlainAsker, Reply, Vocabulary, asker_for
from pmladder.engine.asking import Question, QuestionKey
from pmladder.files.catalogue_file import BUILTIN, parse_catalogue, read_catalogue
from pmladder.formats.structured import parse
from rows import each

UP, DOWN, ENTER, CTRL_C, CTRL_D = "\x1b[A", "\x1b[B", "\r", "\x03", "\x04"
PASTED = "\x1b[200~2\x1b[201~"
NOBODY = "the input ended before the last question"


@pytest.fixture
def at_terminal(pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a command as for somebody who sits at a terminal and types this."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("NO_COLOR", "1")
    for module in (questions, output):
        monkeypatch.setattr(module, "is_terminal", lambda _: True)

    def run(typed: str | io.StringIO, *arguments: object) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed) if isinstance(typed, str) else typed)
        return pmladder(*arguments)

    return run


@each(
    ("typed", "code", "said", "kept"),
    [
        (
            "Senior prodct manager\n6\n2\ngroup-pm\n",
            0,
            [],
            {"role": "Senior prodct manager", "years": 6, "people": 2, "goal": "group-pm"},
        ),
        # What cannot be read is asked again, and what is left open is not kept.
        ("\nmany\n90\n6.5\n1.5\n2\n\n", 0, ["a number, such as 6", "whole number"], {"years": 6.5, "people": 2}),
        ("Plumber\nsenior-pm\n\n\n\n", 0, ["Plumber"], {"role": "senior-pm"}),
        # The size of the company is asked once, for the first title that it decides.
        (
            "Product Lead\nhuge\nsmall\n\n\nProduct Lead\n",
            0,
            ["The size of your company", "huge"],
            {"role": "Product Lead", "goal": "Product Lead", "company": {"size": "small"}},
        ),
        ("\n\n\n\n", 2, ["nothing to save"], None),
        ("senior-pm\n6", 4, [NOBODY], None),
    ],
)
def test_what_is_said_of_a_person_is_kept(
    at_terminal: Callable[..., Any], tmp_path: Path, typed: str, code: int, said: list[str], kept: dict[str, Any] | None
) -> None:
    path = tmp_path / "me.yaml"
    ran = at_terminal(typed, "profile", "new", path)
    assert ran.code == code, ran.err
    assert [line for line in said if line not in ran.err] == []
    assert (parse(path.read_text("utf-8"), "me.yaml") if path.exists() else None) == kept


@each(
    ("typed", "code", "shown"),
    [
        ("Senior product manager\n6\n", 0, "Senior product manager   6 years"),
        # A title that nobody heard of is enough here, for years say the rest.
        ("Chief baker\n6\n", 0, "6 years"),
        ("Product Lead\nlarge\n6\n", 0, "6 years"),
        ("\n\n", 2, "your role is not known"),
        ("", 4, NOBODY),
    ],
)
def test_two_questions_before_an_answer(at_terminal: Callable[..., Any], typed: str, code: int, shown: str) -> None:
    ran = at_terminal(typed, "next", "--no-pager")
    assert (ran.code, "Years in product roles: " in ran.err) == (code, bool(typed))
    assert shown in ran.out + ran.err


class Left(io.StringIO):
    """Somebody presses Ctrl-C."""

    def readline(self, _: int | None = -1, /) -> str:
        raise KeyboardInterrupt


def test_ctrl_c_at_a_question_keeps_nothing(at_terminal: Callable[..., Any], tmp_path: Path) -> None:
    for command, told in ((("profile", "new", tmp_path / "me.yaml"), "nothing was saved"), (("next",), "\n")):
        ran = at_terminal(Left(), *command)
        assert ran.code == 130
        assert told in ran.err
    assert not (tmp_path / "me.yaml").exists()


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        monkeypatch.setattr(asking, "_streams", lambda: {"input": pipe, "output": DummyOutput()})
        yield pipe


CATALOGUE = read_catalogue(BUILTIN, False).catalogue
SHORT = parse_catalogue(
    "scale: [S, good]\nskills: [{id: a, name: A}]\nroles: [{id: r, title: R, seniority: 1, skills: {a: S}}]\n", "x.yaml"
)


@each(
    ("rows", "catalogue", "level", "typed", "wanted"),
    [
        # Enter alone confirms what is known, and skips what is not.
        (24, CATALOGUE, None, ENTER, Reply("skip")),
        (24, CATALOGUE, 2, ENTER, Reply("level", 2)),
        # On a low screen what the levels mean stands above the menu.
        (6, CATALOGUE, 2, ENTER, Reply("level", 2)),
        (24, CATALOGUE, 2, UP + ENTER, Reply("level", 1)),
        (24, CATALOGUE, 2, DOWN + ENTER, Reply("level", 3)),
        (24, CATALOGUE, None, "3" + ENTER, Reply("level", 3)),
        (24, CATALOGUE, 2, "s" + ENTER, Reply("skip")),
        # Letters act at once; what is pasted is no answer.
        (24, CATALOGUE, None, "n", Reply("not-applicable")),
        (24, CATALOGUE, None, "b", Reply("back")),
        (24, CATALOGUE, None, "?", Reply("levels")),
        (24, CATALOGUE, None, "q", Reply("quit")),
        (24, CATALOGUE, 1, PASTED + ENTER, Reply("level", 1)),
        (24, CATALOGUE, None, CTRL_D, EndOfInputError),
        (24, CATALOGUE, None, CTRL_C, KeyboardInterrupt),
        # A level called S goes before the letter of a command, which is a choice without one.
        (24, SHORT, None, ENTER, Reply("skip")),
        (24, SHORT, 2, UP + ENTER, Reply("level", 1)),
    ],
)
def test_keys_of_a_menu(
    keys: PipeInput,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    rows: int,
    catalogue: Any,
    level: int | None,
    typed: str,
    wanted: Any,
) -> None:
    monkeypatch.setattr(asking, "_rows", lambda: rows)
    skill = catalogue.skills[0]
    question = Question(skill, (), level, False, None, QuestionKey(0, "", 0, 0, 0, 0, 0))
    keys.send_text(typed)
    capfd.readouterr()
    asker = ArrowAsker(Page(1), Vocabulary(catalogue))
    if not isinstance(wanted, Reply):
        with pytest.raises(wanted):
            asker.reply(question)
        return
    assert asker.reply(question) == wanted
    shown = capfd.readouterr().out
    assert f"> {skill.name}: " in shown


@each(
    ("typed", "wanted"),
    [
        ("no market here" + ENTER, "no market here"),
        ("b" + ENTER, None),
        # What is no reason is told, and the rest of it can still be typed.
        (ENTER + "now there is" + ENTER, "now there is"),
        (CTRL_C, KeyboardInterrupt),
        (CTRL_D, EndOfInputError),
    ],
)
def test_a_reason_is_typed(keys: PipeInput, typed: str, wanted: Any) -> None:
    keys.send_text(typed)
    asker = ArrowAsker(Page(1), Vocabulary(CATALOGUE))
    if isinstance(wanted, type):
        with pytest.raises(wanted):
            asker.reason()
    else:
        assert asker.reason() == wanted


def test_arrows_are_for_a_terminal_that_can_show_them(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = Vocabulary(CATALOGUE)
    monkeypatch.setattr(output, "is_terminal", lambda _: True)
    for term, to, plain, kind in (
        ("xterm", 1, False, ArrowAsker),
        ("xterm", 1, True, PlainAsker),
        ("xterm", 2, False, PlainAsker),
        ("dumb", 1, False, PlainAsker),
    ):
        monkeypatch.setenv("TERM", term)
        assert isinstance(asker_for(Page(to), vocabulary, plain), kind), (term, to, plain)


MINE = "# mine\nname: By hand\nrole: pm\nhistory:\n  - {title: Baker, start: 2019-01, end: 2020-01}\n"
RESUME = "{work: [{position: Product manager, name: Acme, startDate: 2021-01, endDate: 2023-01}]}"
LETTER = "Alex\n\nExperience\n\nProduct manager, Acme\nJanuary 2021 - March 2023\n"


@each(
    ("source", "options", "typed", "code", "titles"),
    [
        ("r.yaml", (), "m\n", 0, ["Product manager", "Baker"]),
        ("r.yaml", (), "Replace\n", 0, ["Product manager"]),
        ("r.yaml", (), "\n", 1, ["Baker"]),
        ("r.yaml", (), "what?\n", 1, ["Baker"]),
        ("r.yaml", (), "", 1, ["Baker"]),
        # Of a text it is asked first whether it was read right.
        ("r.txt", (), "y\n", 0, ["Product manager"]),
        ("r.txt", (), "\n", 1, None),
        ("r.txt", ("--merge",), "yes\n", 0, ["Product manager", "Baker"]),
        ("r.txt", ("--replace",), "y\n", 0, ["Product manager"]),
        ("r.txt", ("--merge",), "no\n", 1, ["Baker"]),
    ],
)
def test_what_is_imported_is_saved_as_somebody_says(
    at_terminal: Callable[..., Any],
    tmp_path: Path,
    source: str,
    options: tuple[str, ...],
    typed: str,
    code: int,
    titles: list[str] | None,
) -> None:
    path = tmp_path / "me.yaml"
    if source == "r.yaml" or options:
        path.write_text(MINE, "utf-8")
    (tmp_path / source).write_text(RESUME if source == "r.yaml" else LETTER, "utf-8")
    ran = at_terminal(typed, "profile", "import", tmp_path / source, "--profile", path, *options)
    assert ran.code == code, ran.err
    assert "[m/r/L]" in ran.out if source == "r.yaml" else "[y/N]" in ran.out
    assert ("nothing was" in ran.err) is (code == 1)
    assert (titles is not None) is path.exists()
    text = path.read_text("utf-8") if path.exists() else "{history: []}"
    assert [entry["title"] for entry in parse(text, "me.yaml")["history"]] == (titles or [])
    assert ("# mine" in text) is (titles is not None and "Baker" in titles)


@each(
    ("typed", "code", "is_kept"),
    [("y\n", 0, False), ("Yes\n", 0, False), ("\n", 1, True), ("no\n", 1, True), ("y", 2, True)],
)
def test_a_profile_is_forgotten_if_somebody_says_so(
    at_terminal: Callable[..., Any], tmp_path: Path, typed: str, code: int, is_kept: bool
) -> None:
    path = tmp_path / "me.yaml"
    path.write_text(MINE, "utf-8")
    ran = at_terminal(typed, "profile", "forget", path)
    assert (ran.code, path.exists()) == (code, is_kept)
    assert str(path) in ran.err


@pytest.mark.skipif(shutil.which("tr") is None, reason="there is no such command here")
@each(
    ("lines", "pager", "options", "is_paged"),
    [
        (10, "tr a-z A-Z", (), True),
        (10_000, "tr a-z A-Z", (), False),
        (10, "tr a-z A-Z", ("--no-pager",), False),
        (10, "", (), False),
        (10, "tr 'a-z", (), False),
        (10, "no-such-pager", (), False),
    ],
)
def test_what_is_longer_than_the_screen_goes_through_the_pager(
    at_terminal: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    lines: int,
    pager: str,
    options: tuple[str, ...],
    is_paged: bool,
) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _=1: os.terminal_size((80, lines)))
    monkeypatch.setenv("PMLADDER_PAGER", pager)
    for term, pages in (("xterm", is_paged), ("dumb", False)):
        monkeypatch.setenv("TERM", term)
        ran = at_terminal("", "roles", *options)
        assert ran.code == 0
        assert ("SENIOR PRODUCT MANAGER" in ran.out, "Senior product manager" in ran.out) == (pages, not pages)


def test_a_wrong_command_line_says_what_may_have_been_meant_on_a_line_of_its_own(
    at_terminal: Callable[..., Any],
) -> None:
    ran = at_terminal("", "role", "senior-pn")
    assert ran.code == 2
    first, second, *rest = ran.err.splitlines()
    assert first.startswith("pmladder: ")
    assert second.startswith("  ")
    assert "senior-pm" in second
    assert rest[-1].strip().startswith("Usage: pmladder role ROLE")
