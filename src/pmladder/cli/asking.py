"""The dialogue of `assess`: the next question, how it is shown, and what a reply means.

Plain lines go anywhere, arrow keys on a real terminal.
The arrow keys are drawn by questionary, which is imported on a real terminal only: in a pipe it would answer by itself.
"""

from __future__ import annotations

import contextlib
import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from pmladder.catalogue.models import Catalogue, level_numbers
from pmladder.cli import output
from pmladder.cli.output import STANDARD_OUTPUT, write_answer
from pmladder.cli.rating import Keeper
from pmladder.engine.asking import Question, asked_again
from pmladder.errors import InputError, PmladderError, Problem
from pmladder.files.bounded import STANDARD_INPUT
from pmladder.profile.standing import level_number
from pmladder.render.as_table import as_table
from pmladder.render.formats import in_signs
from pmladder.render.screen import Screen
from pmladder.report.assess import Answered, QuestionPlace, changed, level_blocks, looks, question_blocks
from pmladder.report.blocks import Block, paragraph
from pmladder.text import did_you_mean, repr_quoted, safe, unsafe

if TYPE_CHECKING:
    import questionary

Kind = Literal["level", "skip", "not-applicable", "back", "levels", "quit"]
MOST_CHARACTERS = 2_000
"""The most characters of a reason, which is one line of a profile."""

_SHORT: dict[str, Kind] = {"s": "skip", "n": "not-applicable", "b": "back", "?": "levels", "q": "quit"}
_LONG: dict[str, Kind] = {
    "skip": "skip",
    "not applicable": "not-applicable",
    "not-applicable": "not-applicable",
    "n/a": "not-applicable",
    "back": "back",
    "all levels": "levels",
    "help": "levels",
    "quit": "quit",
    "exit": "quit",
}
_WORDS: dict[Kind, str] = {
    "skip": "skip",
    "not-applicable": "not applicable",
    "back": "back",
    "levels": "all levels",
    "quit": "quit",
}

_STANDARD_INPUT = 0
_CHUNK = 4096
_LONGEST = 1 << 16
_MOST_IDLE = 10
"""The most consecutive lines of a pipe that are no answer."""
_MOST_LINES = 10_000
REASON_PROMPT = "Why does it not apply? (b goes back)"
BACK = ("b", "back")
_MOST_LEVELS = 30
"""The most choices of a menu: questionary has no keys for more."""

_ROOM_FOR_LEVELS = 12
"""The most lines of levels, so that a whole question has at most 20 lines."""
_BESIDE_LEVELS = 4
"""Lines of a menu beside its levels."""
_MARKS = 7
"""Columns before a level in a menu: ` > 1) `, and one left free at the end."""
_LEAST_TEXT = 16
_ROOMY = 72
"""Columns from which there is room for a hint beside a skill's name."""
Step = Literal["on", "back", "quit"]


class Limits(NamedTuple):
    """The questions to ask, and the most answers to take; None means no limit."""

    only_unrated: bool = False
    answers: int | None = None


def ask(catalogue: Catalogue, keeper: Keeper, asker: Asker, limits: Limits) -> None:
    """Ask questions until none is left, enough are answered, or the person quits or leaves.

    `back` goes back one question at a time. The following questions then come again in the same order.
    """
    trail: list[Question] = []
    at = 0
    while True:
        if at == len(trail):
            following = _next_question(keeper, trail, limits)
            if following is None:
                return
            trail.append(following)
            keeper.asked.append(following.skill.id)
        question = asked_again(trail[at], keeper.now.standing)
        try:
            step = _ask_one(catalogue, keeper, asker, question, _place(catalogue, keeper, trail, at, limits))
        except EndOfInputError:
            return
        if step == "quit":
            return
        if step == "back" and at == 0:
            asker.page.say("This is the first question.")
        at = max(0, at - 1) if step == "back" else at + 1


def _next_question(keeper: Keeper, trail: list[Question], limits: Limits) -> Question | None:
    """The most important question that was not asked yet."""
    if limits.answers is not None and len(keeper.saved) >= limits.answers:
        return None
    asked_before = {question.skill.id for question in trail}
    return next((q for q in keeper.questions(limits.only_unrated) if q.skill.id not in asked_before), None)


def _place(catalogue: Catalogue, keeper: Keeper, trail: list[Question], at: int, limits: Limits) -> QuestionPlace:
    """The number of this question, and the number of all questions up to the limit of answers."""
    asked_before = {question.skill.id for question in trail}
    following = sum(question.skill.id not in asked_before for question in keeper.questions(limits.only_unrated))
    if limits.answers is not None:
        following = min(following, limits.answers - len(keeper.saved) - 1)
    roles = tuple(catalogue.role_labels[target.role.id] for target in keeper.now.targets)
    return QuestionPlace(at + 1, len(trail) + max(0, following), roles)


def _ask_one(catalogue: Catalogue, keeper: Keeper, asker: Asker, question: Question, place: QuestionPlace) -> Step:
    """Ask one question until it is answered, skipped or left. Raises EndOfInputError."""
    skill, every = question.skill.id, False
    asker.page.show(question_blocks(catalogue, question, keeper.rating(skill), place))
    while True:
        reply = asker.reply(question, every)
        match reply.kind:
            case "levels":
                every = True
                continue
            case "skip":
                return "on"
            case "back" | "quit":
                return reply.kind
            case "not-applicable":
                reason = asker.reason()
                if reason is None:
                    continue
                answer = Answered(skill, None, reason)
            case "level":
                answer = Answered(skill, reply.level)
        before = keeper.save(answer)
        asker.page.say(f"Saved. {changed(catalogue, before, keeper.now)}.")
        return "on"


class Reply(NamedTuple):
    """A reply: the number of a level, or another command."""

    kind: Kind
    level: int | None = None


class Command(NamedTuple):
    """A command beside giving a level: its letter (unless a level has this name) and its word."""

    kind: Kind
    letter: str | None
    word: str


class Vocabulary:
    """The meaning of replies for one scale. A level's name wins over the letter of a command.

    `skills` are the labels of those that are asked about.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.names = tuple(catalogue.level_name(level) for level in range(len(catalogue.scale) + 1))
        self.skills = catalogue.skill_labels
        self._numbers = level_numbers(self.names[1:])
        self.commands = tuple(
            Command(kind, letter if letter not in self._numbers else None, _WORDS[kind])
            for letter, kind in _SHORT.items()
        )

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.names) - 1

    def read(self, text: str) -> Reply | None:
        """The meaning of `text`; None if it has none."""
        wanted = " ".join(text.split()).casefold()
        number = level_number(wanted, self._numbers, self.top)
        if number is not None:
            return Reply("level", number)
        kind = _SHORT.get(wanted) or _LONG.get(wanted)
        return Reply(kind) if kind else None

    def misread(self, text: str) -> str:
        """The message about a reply without a meaning."""
        if not text.strip():
            return f"Give a level from 0 to {self.top}, or skip the question with skip."
        known = (*self.names, *_WORDS.values())
        hint = did_you_mean(text.strip(), known) or f"; a level is a number from 0 to {self.top}, or its name."
        return f"{repr_quoted(text.strip())} is no answer here{hint}"

    @property
    def legend(self) -> str:
        """The possible replies in a few words: `0-4 or a name, s skip, ...`."""
        commands = (f"{c.letter} {c.word}" if c.letter else c.word for c in self.commands)
        return f"0-{self.top} or a name, {', '.join(commands)}"


def problem_of_reason(text: str) -> str | None:
    """Why `text` cannot be used as a reason; None if it can."""
    if not text.strip():
        return "A reason is needed; b goes back to the question"
    if len(text) > MOST_CHARACTERS:
        return f"A reason has at most {MOST_CHARACTERS:,} characters"
    if unsafe(text) or "\t" in text:
        return "A reason has no control characters"
    return None


class EndOfInputError(Exception):
    """The input has ended. A line without Enter is no answer."""


class Page:
    """The stream for questions: standard error if the answer goes to standard output, else standard output."""

    def __init__(self, to: int) -> None:
        self.to = to

    def show(self, blocks: Iterable[Block]) -> None:
        """Write blocks, as wide as the screen is at this moment, and an empty line above them."""
        self.write("\n" + self._drawn(blocks))

    def show_levels(self, catalogue: Catalogue, question: Question, every: bool) -> None:
        """Write what the levels look like: `every` one, or as many as leave the question on one screen."""
        text = self._drawn(level_blocks(catalogue, question, every=True))
        if not every and text.count("\n") > _ROOM_FOR_LEVELS:
            text = self._drawn(level_blocks(catalogue, question, every=False))
        self.write("\n" + text)

    def _drawn(self, blocks: Iterable[Block]) -> str:
        return as_table(in_signs(blocks), self._screen())

    def say(self, line: str) -> None:
        """Write one line."""
        self.write(self._drawn([paragraph(line)]))

    def write(self, text: str) -> None:
        """Write `text` as it is, at once."""
        write_answer(text, output.encoding(), self.to)

    def _screen(self) -> Screen:
        screen = output.screen()
        return screen if self.to == STANDARD_OUTPUT else screen._replace(colours="none")


class Asker(Protocol):
    """Asks a question and returns the reply. Both methods raise EndOfInputError at the end of input."""

    page: Page

    def reply(self, question: Question, every: bool = False) -> Reply:
        """Show the levels, `every` one or as many as fit, and bring back what to do about the question on the page."""

    def reason(self) -> str | None:
        """Ask why a skill does not apply; None if the person goes back."""


class PlainAsker:
    """Lines in, lines out: over a pipe, or for somebody who wants no moving screen.

    A pipe that gives no answers, or no end of them, is refused with InputError; a person is asked again.
    """

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self._vocabulary = vocabulary
        self._is_person = output.is_terminal(_STANDARD_INPUT)
        self._lines = _lines()
        self._read = self._idle = 0
        letters = ", ".join(command.letter or command.word for command in vocabulary.commands)
        self._keys = f"0-{vocabulary.top}, {letters}"

    def reply(self, question: Question, every: bool = False) -> Reply:
        self.page.show_levels(self._vocabulary.catalogue, question, every)
        while True:
            line = self._line(f"{safe(self._vocabulary.skills[question.skill.id])} ({self._keys}): ")
            reply = self._vocabulary.read(line)
            if reply is None:
                self.page.say(self._vocabulary.misread(line))
            if reply is None or reply.kind in ("levels", "back", "not-applicable"):
                self._count_idle_line()
            else:
                self._idle = 0
            if reply is not None:
                return reply

    def reason(self) -> str | None:
        while True:
            line = self._line(f"{REASON_PROMPT}: ").strip()
            if line.casefold() in BACK:
                return None
            problem = problem_of_reason(line)
            if problem is None:
                self._idle = 0
                return line
            self.page.say(f"{problem}.")
            self._count_idle_line()

    def _count_idle_line(self) -> None:
        """Count a line that answers nothing. Raises InputError for the tenth in a row over a pipe."""
        self._idle += 1
        if self._idle == _MOST_IDLE and not self._is_person:
            raise _refused(f"{_MOST_IDLE} lines in a row answer nothing; give a level, or skip, on each")

    def _line(self, prompt: str) -> str:
        self.page.write(prompt)
        try:
            line = next(self._lines, None)
        except (KeyboardInterrupt, SystemExit):
            # A closed terminal accepts no output.
            with contextlib.suppress(PmladderError):
                self.page.write("\n")
            raise
        if line is None:
            self.page.write("\n")
            raise EndOfInputError
        if not self._is_person:
            # The line of the prompt has no line end, as nobody pressed Enter.
            self.page.write("\n")
            self._read += 1
            if self._read > _MOST_LINES:
                raise _refused(f"has more than {_MOST_LINES:,} lines; --answers FILE takes them all at once")
        return line


def _refused(what: str) -> InputError:
    return InputError(STANDARD_INPUT, [Problem((), "", what)])


class ArrowAsker:
    """Arrow keys or letters, then Enter. Only for a real terminal, because a pipe would answer by itself."""

    def __init__(self, page: Page, vocabulary: Vocabulary) -> None:
        self.page = page
        self._vocabulary = vocabulary

    def reply(self, question: Question, every: bool = False) -> Reply:
        import questionary

        here = output.screen()
        choices = None if every else self._level_lines(question, here.width)
        # On a low screen the names stay in sight, below their descriptions.
        if choices is None or sum(text.count("\n") + 1 for text in choices) + _BESIDE_LEVELS > _rows():
            self.page.show_levels(self._vocabulary.catalogue, question, every)
            choices = None
        # Enter alone confirms a known level, and skips an unknown one.
        start = Reply("skip") if question.level is None else Reply("level", question.level)
        prompt = questionary.select(
            # On a low screen the question itself may have moved out of sight.
            f"{safe(self._vocabulary.skills[question.skill.id])}:",
            choices=self._choices(choices, here.width),
            default=start,  # type: ignore[arg-type]  # any value of a choice will do
            qmark=">",
            pointer=">",
            use_shortcuts=self._vocabulary.top <= _MOST_LEVELS,
            use_jk_keys=False,
            instruction="(arrows or a key, then Enter)" if here.width >= _ROOMY else " ",
            # The chosen level is written below, without its description.
            erase_when_done=True,
            **_streams(),
        )
        for command in self._keys:
            _bind(prompt, str(command.letter), _exit_with(Reply(command.kind)))
        # A pasted text is no choice.
        _bind(prompt, "<bracketed-paste>", lambda _: None)
        _bind(prompt, "c-d", lambda app: app.exit(exception=EOFError))
        _bind(prompt, "<sigint>", lambda app: app.exit(exception=KeyboardInterrupt))
        reply: Reply = _answer_to(prompt)
        chosen = next((one.word for one in self._vocabulary.commands if one.kind == reply.kind), None)
        chosen = chosen or self._vocabulary.names[reply.level or 0]
        self.page.say(f"> {self._vocabulary.skills[question.skill.id]}: {chosen}")
        return reply

    def reason(self) -> str | None:
        import questionary

        text: str = _answer_to(questionary.text(f"{REASON_PROMPT}:", qmark=">", validate=_check_reason, **_streams()))
        return None if text.strip().casefold() in BACK else text.strip()

    @property
    def _keys(self) -> list[Command]:
        """What a key does at once. Skipping is a choice in the menu, and so is a command without a letter."""
        return [command for command in self._vocabulary.commands if command.letter and command.kind != "skip"]

    def _choices(self, texts: list[str] | None, width: int) -> list[questionary.Choice]:
        import questionary

        levels = [
            questionary.Choice(
                texts[level] if texts else name, Reply("level", level), shortcut_key=str(level) if level <= 9 else False
            )
            for level, name in enumerate(self._vocabulary.names)
        ]
        others = [
            questionary.Choice(command.word, Reply(command.kind), shortcut_key=command.letter or False)
            for command in self._vocabulary.commands
            if command not in self._keys
        ]
        keys = ",  ".join(f"{command.letter} {command.word}" for command in self._keys)
        below = [questionary.Separator(f"   {line}") for line in textwrap.wrap(keys, max(_LEAST_TEXT, width - _MARKS))]
        return [*levels, *others, *below]

    def _level_lines(self, question: Question, width: int) -> list[str]:
        """Every level with what it looks like beside its name, in lines that fit the screen."""
        from prompt_toolkit.utils import get_cwidth

        names = [safe(name) for name in self._vocabulary.names]
        column = max(map(get_cwidth, names)) + 2
        texts = []
        for level, name in enumerate(names):
            text = safe(looks(level, question.skill, self._vocabulary.catalogue))
            # Letters of two columns, as in Chinese, leave room for half as many.
            room = max(_LEAST_TEXT, width - column - _MARKS) // (2 if get_cwidth(text) > len(text) else 1)
            lines = textwrap.wrap(text, room) or [""]
            beside = f"\n{' ' * (column + _MARKS - 1)}".join(lines)
            texts.append(f"{name}{' ' * (column - get_cwidth(name))}{beside}")
        return texts


def _exit_with(reply: Reply) -> Callable[[Any], None]:
    return lambda app: app.exit(result=reply)


def _rows() -> int:
    """The lines of the terminal."""
    try:
        return os.get_terminal_size(STANDARD_OUTPUT).lines
    except OSError:
        return 24


def _answer_to(prompt: questionary.Question) -> Any:
    try:
        return prompt.unsafe_ask()
    except EOFError as error:
        raise EndOfInputError from error


def _check_reason(text: str) -> bool | str:
    """The test of the prompt for a reason: True, or a text that says what is wrong."""
    return text.strip().casefold() in BACK or problem_of_reason(text) or True


def _bind(prompt: questionary.Question, key: str, act: Callable[[Any], None]) -> None:
    """Bind a key of the prompt to an action."""
    bindings: Any = prompt.application.key_bindings
    bindings.add(key, eager=True)(lambda event: act(event.app))


def _streams() -> dict[str, Any]:
    """The real terminal, also when standard output is replaced."""
    from prompt_toolkit.input import create_input
    from prompt_toolkit.output import ColorDepth
    from prompt_toolkit.output.vt100 import Vt100_Output

    assert sys.__stdin__ is not None
    assert sys.__stdout__ is not None
    screen = Vt100_Output.from_pty(sys.__stdout__, term=os.environ.get("TERM"))
    # Asked where its cursor is, a terminal may answer into the next program's input.
    screen.enable_cpr = False
    streams = {"input": create_input(sys.__stdin__), "output": screen}
    return streams | ({"color_depth": ColorDepth.DEPTH_1_BIT} if output.screen().colours == "none" else {})


def asker_for(page: Page, vocabulary: Vocabulary, plain: bool) -> Asker:
    """The asker for this terminal or pipe."""
    real = output.is_terminal(_STANDARD_INPUT) and page.to == STANDARD_OUTPUT and output.is_terminal(STANDARD_OUTPUT)
    if plain or not real or os.environ.get("TERM", "dumb") == "dumb":
        return PlainAsker(page, vocabulary)
    return ArrowAsker(page, vocabulary)


def _lines() -> Iterator[str]:
    """The lines of standard input, one by one. An unfinished last line is ignored."""
    kept = b""
    while True:
        while b"\n" in kept:
            line, _, kept = kept.partition(b"\n")
            yield line.decode("utf-8", "replace").removesuffix("\r")
        try:
            read = os.read(_STANDARD_INPUT, _CHUNK)
        except OSError:
            return
        if not read or len(kept) > _LONGEST:
            return
        kept += read
