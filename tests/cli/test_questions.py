"""What is asked at a terminal, and what each answer does, without a terminal: what is typed is a text."""

from __future__ import annotations

import io
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
        ("\n\n\n\n", 2, ["nothing is said of you"], None),
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
        ("\n\n", 2, "nothing to go by"),
        ("", 4, NOBODY),
    ],
)
def test_two_questions_before_an_answer(at_terminal: Callable[..., Any], typed: str, code: int, shown: str) -> None:
    ran = at_terminal(typed, "next", "--no-pager")
    assert (ran.code, "Years in product roles: " in ran.err) == (code, bool(typed))
    assert shown in ran.out + ran.err


class Left(io.StringIO):
    """Somebody presses Ctrl-C."""

    def readline(self, size: int | None = -1, /) -> str:
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
    ("catalogue", "level", "typed", "wanted"),
    [
        # Enter alone confirms what is known, and skips what is not.
        (CATALOGUE, None, ENTER, Reply("skip")),
        (CATALOGUE, 2, ENTER, Reply("level", 2)),
        (CATALOGUE, 2, UP + ENTER, Reply("level", 1)),
        (CATALOGUE, 2, DOWN + ENTER, Reply("level", 3)),
        (CATALOGUE, None, "3" + ENTER, Reply("level", 3)),
        (CATALOGUE, 2, "s" + ENTER, Reply("skip")),
        # Letters act at once; what is pasted is no answer.
        (CATALOGUE, None, "n", Reply("not-applicable")),
        (CATALOGUE, None, "b", Reply("back")),
        (CATALOGUE, None, "?", Reply("levels")),
        (CATALOGUE, None, "q", Reply("quit")),
        (CATALOGUE, 1, PASTED + ENTER, Reply("level", 1)),
        (CATALOGUE, None, CTRL_D, EndOfInputError),
        (CATALOGUE, None, CTRL_C, KeyboardInterrupt),
        # A level called S goes before the letter of a command, which is a choice without one.
        (SHORT, None, ENTER, Reply("skip")),
        (SHORT, 2, UP + ENTER, Reply("level", 1)),
    ],
)
@each("rows", [24, 6])
def test_keys_of_a_menu(
    keys: PipeInput,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    catalogue: Any,
    level: int | None,
    typed: str,
    wanted: Any,
    rows: int,
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
