"""Reads values from a YAML text through the events of libyaml: without recursion, within limits, with exact errors.

PyYAML's own loaders can crash, hang or change the meaning of a text. So the values are built here, with the numbers and
booleans of YAML 1.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, Final, NoReturn

import yaml

from pmladder.errors import InputError, Problem, SurroundingsError
from pmladder.formats.document import Document, Noted, Path
from pmladder.formats.limits import DEPTH, NODES, PROBLEMS, TEXT, collector_paused, position
from pmladder.formats.scalars import RefusedScalarError, resolve, unsafe_character, unsafe_text
from pmladder.text import repr_quoted, safe

_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS, _MAP_TAGS, _LIST_TAGS = ((None, "!", _CORE + name) for name in ("str", "map", "seq"))

# What the open collection expects next, if it is not the value of a key.
_ITEM: Final = object()
_KEY: Final = object()
_UNSEEN: Final = object()
_UNFINISHED: Final = (object(), 0, 0)
_REMEMBERED = 10_000
TOO_MANY = f"holds more than {NODES:,} values, aliases written out; split the file"
TOO_DEEP = f"lists and mappings are nested more than {DEPTH} deep; flatten them"
_TAGGED = 'tags ("!...") are not supported; remove the tag, and quote the value if it is a text'

BROKEN = (yaml.YAMLError, ValueError, OverflowError, RecursionError)
"""The errors for a text that is not YAML. libyaml raises only `YAMLError`, PyYAML's own scanner also the others."""

_EXPLAINED = (
    ("mapping values are not allowed", 'a ":" is not allowed here; put the text that contains it in quotes'),
    ("could not find expected ':'", 'a ":" is missing after a key, or this line belongs to a text above'),
    ("did not find expected key", "this line does not fit the indentation of those above; line it up with them"),
    ("expected <block end>", "this line does not fit the indentation of those above; line it up with them"),
    ("did not find expected '-' indicator", "this line does not fit the list above; line it up with it"),
    ("',' or", "a comma or the closing bracket is missing here"),
    ("unexpected end of stream", "a quote is opened and not closed"),
    ("tab character", "there is a tab in the indentation; use spaces"),
    ("maximum nesting depth", TOO_DEEP),
    ("escape code", "this escape is of no character; write the character itself"),
    ("unknown escape", "there is no such escape; write two backslashes for one"),
)


def read_yaml(text: str, file: str, any_key: bool = False) -> Document:
    """The value of `text`. Raises `InputError` with the place of every problem.

    With `any_key`, a key such as a number counts as the text as written.
    """
    builder = _Builder(text, file, any_key)
    take = builder.handlers()
    event = None
    with collector_paused():
        try:
            for event in _events(text):
                take[event.__class__](event)
        except BROKEN as error:
            builder.wrong.problems.append(_broken(text, error, event))
            raise builder.wrong.refusal() from None
    if builder.wrong:
        raise builder.wrong.refusal()
    return Document(text, file, builder.documents[0] if builder.documents else None, lambda: builder.noted)


class _Builder:
    """The state between two events. Marks are slow to read, so they are read only for problems.

    `open` is the collection that is being filled. `key` is what it expects (the value of that key, `_KEY` or `_ITEM`),
    and `noted` its record for `Document`. `outer` holds the same three for each surrounding collection. `known` caches
    plain scalars, as most of them repeat, especially keys. An anchor's entry is its value, its number of nodes and its
    height.
    """

    def __init__(self, text: str, file: str, any_key: bool) -> None:
        self.text = text
        self.any_key = any_key
        self.wrong = _Complaints(file)
        self.documents: list[Any] = []
        self.open: Any = self.documents
        self.key: Any = _ITEM
        self.outer: list[tuple[Any, Any, Noted]] = []
        self.noted: Noted = [0, 0]
        self.nodes = 0
        self.deepest = 0
        self.known: dict[str, Any] = {}
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.anchored: list[tuple[str, int, int, int]] = []

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """What is called for each kind of event. It is not kept: a builder that refers to itself is never freed."""
        return {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.mapping,
            yaml.SequenceStartEvent: self.sequence,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
            **dict.fromkeys((yaml.DocumentEndEvent, yaml.StreamStartEvent, yaml.StreamEndEvent), self.skip),
        }

    def scalar(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            self.wrong.give_up(event, TOO_MANY)
        text = event.value
        if event.style or event.tag:
            value = self.marked_text(event, text)
        else:
            value = self.known.get(text, _UNSEEN)
            if value is _UNSEEN:
                value = self.plain(event, text)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1, 0)
        # The same as in `put`. Most events are scalars, and an extra call for each is noticeably slow.
        key = self.key
        if key is _KEY:
            if value.__class__ is not str or value in self.open:
                value = self.odd_key(event, value)
            self.key = value
            self.noted += (value, event.start_mark, event.end_mark)
            return
        if key is _ITEM:
            self.open.append(value)
        else:
            self.open[key] = value
            self.key = _KEY
        self.noted += (event.start_mark, event.end_mark)

    def put(self, event: Any, value: Any) -> None:
        """Put the value that starts and ends with these events into the open collection, as key, value or item."""
        key = self.key
        if key is _KEY:
            if value.__class__ is not str or value in self.open:
                value = self.odd_key(event, value)
            self.key = value
            self.noted += (value, event.start_mark, event.end_mark)
            return
        if key is _ITEM:
            self.open.append(value)
        else:
            self.open[key] = value
            self.key = _KEY
        self.noted += (event.start_mark, event.end_mark)

    def mapping(self, event: Any) -> None:
        self.begin(event, {}, _KEY, _MAP_TAGS)

    def sequence(self, event: Any) -> None:
        self.begin(event, [], _ITEM, _LIST_TAGS)

    def begin(self, event: Any, collection: Any, awaits: object, tags: tuple[str | None, ...]) -> None:
        if self.key is _KEY:
            self.wrong.give_up(event, "a key is missing here: there is a list or mapping instead; a key is a text")
        self.count(event, 1)
        if event.tag not in tags:
            self.wrong.say(event, _TAGGED)
        self.outer.append((self.open, self.key, self.noted))
        self.open, self.key, noted = collection, awaits, [event.start_mark, event.end_mark]
        self.noted.append(noted)
        self.noted = noted
        depth = len(self.outer)
        if depth > self.deepest:
            self.reach(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = _UNFINISHED
            self.anchored.append((event.anchor, depth, self.nodes - 1, self.deepest))
            self.deepest = depth

    def end(self, event: Any) -> None:
        value, depth = self.open, len(self.outer)
        self.noted[1] = event.end_mark
        self.open, key, self.noted = self.outer.pop()
        if self.anchored and self.anchored[-1][1] == depth:
            name, _, nodes_before, deepest_before = self.anchored.pop()
            self.anchors[name] = (value, self.nodes - nodes_before, self.deepest - depth + 1)
            self.deepest = max(self.deepest, deepest_before)
        if key is _ITEM:
            self.key = key
            self.open.append(value)
        else:
            self.key = _KEY
            self.open[key] = value

    def alias(self, event: Any) -> None:
        anchor = self.anchors.get(event.anchor)
        name = repr_quoted("*" + event.anchor)
        if anchor is None:
            self.wrong.give_up(event, f'{name} refers to nothing: no "&" with this name comes before it')
        if anchor is _UNFINISHED:
            self.wrong.give_up(event, f"{name} refers to the entry that contains it; write the value out")
        value, nodes, height = anchor
        self.count(event, nodes)
        self.reach(event, len(self.outer) + height)
        # Each alias gets a copy, so that changing one place leaves the others unchanged.
        self.put(event, deepcopy(value) if height else value)

    def document(self, event: Any) -> None:
        if self.documents:
            self.wrong.give_up(event, 'a second document begins here ("---"); keep one in a file')

    def skip(self, event: Any) -> None:
        """Ignore the event."""

    def plain(self, event: Any, text: str) -> Any:
        """The value of a plain scalar that is not in the cache."""
        if self.is_refused_text(event, text):
            return text
        try:
            value = resolve(text)
        except RefusedScalarError as refused:
            self.wrong.say(event, str(refused))
            return text
        if "\t" in text:
            self.wrong.say(event, "a text without quotes contains a tab; put the text in quotes, or use spaces")
        elif text == "<<" and self.key is _KEY:
            self.wrong.say(event, 'merge keys ("<<") are not supported; write the keys out')
        elif len(self.known) < _REMEMBERED and value != "<<":
            self.known[text] = value
        return value

    def marked_text(self, event: Any, text: str) -> str:
        """The text of a scalar that is a text because of its quotes, block style or tag."""
        # libyaml and PyYAML's scanner disagree about a tag without a value.
        if event.tag not in _TEXT_TAGS or not (text or event.style):
            self.wrong.say(event, _TAGGED)
        else:
            self.is_refused_text(event, text)
        return text

    def is_refused_text(self, event: Any, text: str) -> bool:
        if len(text) > TEXT:
            self.wrong.give_up(event, f"this text has {len(text):,} characters; {TEXT:,} are the most")
        character = unsafe_character(text)
        if character is None:
            return False
        start, end = event.start_mark.index, event.end_mark.index
        raw = self.text.find(character, start, end)
        self.wrong.at(*position(self.text, max(raw, start)), unsafe_text(character))
        return True

    def odd_key(self, event: Any, value: Any) -> str:
        """Record the problem of a key, and return a replacement, so that reading can continue."""
        if isinstance(value, str):
            first = self.noted[self.noted.index(value) + 1]
            used = f"is already used at line {first.line + 1}, column {first.column + 1}"
            what = f"the key {repr_quoted(value)} {used}; remove or rename one of the two"
            self.wrong.say(event, what, (*self.path(), value))
            return self.stand_in()
        if isinstance(value, (dict, list)):
            self.wrong.give_up(event, "a key is missing here: there is a list or mapping instead; a key is a text")
        written = self.text[event.start_mark.index : event.end_mark.index]
        if self.any_key and written and written not in self.open:
            return written
        if not written:
            self.wrong.say(event, "a key is missing here; write one before the colon")
        else:
            self.wrong.say(event, f"the key {safe(written, 60)} is not a text; quote it: {repr_quoted(written)}")
        return self.stand_in()

    def stand_in(self) -> str:
        """A replacement for a wrong key. No file can hold this key."""
        return f"\0{len(self.wrong)}"

    def path(self) -> Path:
        """The path to the open collection."""
        return tuple(len(where) if key is _ITEM else key for where, key, _ in self.outer[1:])

    def count(self, event: Any, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > NODES:
            self.wrong.give_up(event, TOO_MANY)

    def reach(self, event: Any, depth: int) -> None:
        self.deepest = max(self.deepest, depth)
        if depth > DEPTH:
            self.wrong.give_up(event, TOO_DEEP)


class _Complaints:
    """The problems of one text so far.

    When their number reaches the limit, `InputError` is raised. The length is the number of problems.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def __len__(self) -> int:
        return len(self.problems)

    def say(self, event: Any, what: str, key: Path = ()) -> None:
        """Record a problem at the start of `event`, possibly about the key at this path."""
        mark = event.start_mark
        self.at(mark.line + 1, mark.column + 1, what, key)

    def at(self, line: int, column: int, what: str, key: Path = ()) -> None:
        """Record a problem at a line and a column, both from 1."""
        self.problems.append(Problem(key, "", what, line, column, on_key=bool(key)))
        if len(self) >= PROBLEMS:
            raise self.refusal()

    def give_up(self, event: Any, what: str) -> NoReturn:
        """Record a problem that ends reading. Raises `InputError`."""
        mark = event.start_mark
        self.problems.append(Problem((), "", what, mark.line + 1, mark.column + 1))
        raise self.refusal()

    def refusal(self) -> InputError:
        """An error with all problems so far, in the order of the text."""
        return InputError(
            self.file, sorted(self.problems, key=lambda problem: (problem.line or 0, problem.column or 0))
        )


def _loader() -> type[Any]:
    """libyaml's loader. Raises `SurroundingsError` if PyYAML was built without libyaml."""
    try:
        return yaml.CSafeLoader
    except AttributeError:
        raise SurroundingsError(
            "PyYAML is installed without libyaml, which reads the files; nothing was changed; "
            "install PyYAML again from one of its wheels"
        ) from None


def _events(text: str) -> Iterator[Any]:
    """The events of `text`, one by one. Raises one of `BROKEN` at the first part that is not YAML."""
    # Without the generator of `yaml.parse`, this is a tenth faster.
    return iter(_loader()(text).get_event, None)


def _broken(text: str, error: Exception, last: Any) -> Problem:
    """The message and the place of one of `BROKEN`: its own mark, or else the end of the `last` event."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        mark = getattr(last, "end_mark", None)
        what = "is not YAML from here on; check the escapes and numbers of this line"
    else:
        what = _explanation(text, mark.index, getattr(error, "problem", None) or "is not YAML here")
    return Problem((), "", what, *((1, 1) if mark is None else _place(text, mark)))


def _place(text: str, mark: Any) -> tuple[int, int]:
    """The line and column of a mark in `text`, from 1."""
    if mark.index >= len(text):
        # If the last line has no line end, libyaml's last mark is on a line that does not exist.
        return position(text, len(text))
    return mark.line + 1, mark.column + 1


def _explanation(text: str, index: int, problem: str) -> str:
    if "cannot start any token" in problem and index < len(text):
        if text[index] == "\t":
            return "a tab is not allowed here; use spaces"
        return f'a value cannot start with "{safe(text[index])}"; put the text in quotes'
    for part, explained in _EXPLAINED:
        if part in problem:
            return explained
    return f"this is not YAML: {safe(problem, 200)}"
