"""Questions with arrow keys, drawn by questionary. Imported on a real terminal only: a pipe would answer by itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import questionary
from prompt_toolkit.input import create_input
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output

from pmladder.cli import terminal
from pmladder.cli.asking_terminal import BACK, WHY, EndOfInputError, Page
from pmladder.cli.replies import Reply, Vocabulary, wrong_reason
from pmladder.engine.asking import Question
from pmladder.text import safe

_MOST_LEVELS = 30
"""With more, questionary has no keys left to give."""

_ROOMY = 72
"""Columns from which there is room for a hint beside a skill's name."""


class ArrowAsker:
    """Arrow keys or letters, then Enter: on a real terminal only, for a pipe would answer by itself."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self._vocabulary = vocabulary

    def reply(self, question: Question) -> Reply:
        # Enter alone confirms what is known, and records nothing where nothing is.
        start = Reply("skip") if question.level is None else Reply("level", question.level)
        prompt = questionary.select(
            # On a low screen the question itself may have moved out of sight.
            f"{safe(self._vocabulary.skills[question.skill.id])}:",
            choices=self._choices(),
            default=start,  # type: ignore[arg-type]  # any value of a choice will do
            qmark=">",
            pointer=">",
            use_shortcuts=self._vocabulary.top <= _MOST_LEVELS,
            use_jk_keys=False,
            instruction="(arrows or a key, then Enter)" if terminal.screen().width >= _ROOMY else " ",
            **_streams(),
        )
        _bind(prompt, "?", lambda app: app.exit(result=Reply("levels")))
        # What is pasted is no choice.
        _bind(prompt, "<bracketed-paste>", lambda _: None)
        _bind(prompt, "c-d", lambda app: app.exit(exception=EOFError))
        _bind(prompt, "<sigint>", lambda app: app.exit(exception=KeyboardInterrupt))
        reply: Reply = _asked(prompt)
        return reply

    def reason(self) -> str | None:
        text: str = _asked(questionary.text(f"{WHY}:", qmark=">", validate=_right_reason, **_streams()))
        return None if text.strip().casefold() in BACK else text.strip()

    def _choices(self) -> list[questionary.Choice]:
        levels = [
            questionary.Choice(name, Reply("level", level), shortcut_key=str(level) if level <= 9 else False)
            for level, name in enumerate(self._vocabulary.names)
        ]
        # Letters and digits alone can be such keys, so that ? is bound beside them.
        letters = {"levels": "a"}
        return levels + [
            questionary.Choice(
                command.word, Reply(command.kind), shortcut_key=letters.get(command.kind, command.word[0])
            )
            for command in self._vocabulary.commands
        ]


def _asked(prompt: questionary.Question) -> Any:
    try:
        return prompt.unsafe_ask()
    except EOFError as error:
        raise EndOfInputError from error


def _right_reason(text: str) -> bool | str:
    """What the prompt for a reason lets through; a text says why not."""
    return text.strip().casefold() in BACK or wrong_reason(text) or True


def _bind(prompt: questionary.Question, key: str, act: Callable[[Any], None]) -> None:
    """Let a key do something that the prompt itself has no key for."""
    bindings: Any = prompt.application.key_bindings
    bindings.add(key, eager=True)(lambda event: act(event.app))


def _streams() -> dict[str, Any]:
    """The real terminal, whatever standard output has been made into meanwhile."""
    assert sys.__stdin__ is not None
    assert sys.__stdout__ is not None
    output = Vt100_Output.from_pty(sys.__stdout__, term=os.environ.get("TERM"))
    # Asked where its cursor is, a terminal may answer into the next program's input.
    output.enable_cpr = False
    streams = {"input": create_input(sys.__stdin__), "output": output}
    return streams | ({"color_depth": ColorDepth.DEPTH_1_BIT} if terminal.screen().colours == "none" else {})
