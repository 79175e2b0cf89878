"""Reads XML into plain values. An element is a mapping of its content. No entity is replaced, no declaration is read.

It uses expat directly, which opens no other file, and stops at a document type, which all attacks need.
"""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from pmladder.errors import InputError, Problem
from pmladder.formats.limits import DEPTH, NODES
from pmladder.text import without_unsafe

_TEXT = "text"
"""The key of an element's text if the element has attributes or elements too."""


def parse_xml(data: bytes, file: str) -> Any:
    """The value of the outermost element of an XML file, from its bytes.

    An element with only text is that text. An element with attributes or elements is a mapping by their names, without
    namespaces. A name that occurs more than once has a list. Raises InputError with line and column.
    """
    parser = expat.ParserCreate()
    reader = _Reader(file, parser)
    parser.buffer_text = True
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        code = getattr(error, "code", None)
        what = expat.errors.messages.get(code, "it cannot be read") if code else "its encoding is not known"
        raise InputError(file, [Problem((), "", f"is no XML: {what}", *reader.place())]) from None
    return reader.value


class _Reader:
    """The value of one file, built from its events."""

    def __init__(self, file: str, parser: expat.XMLParserType) -> None:
        self.file, self._parser = file, parser
        self.value: Any = None
        self.nodes = 0
        self.open: list[tuple[str, dict[str, Any], list[str]]] = []

    def place(self) -> tuple[int, int]:
        """The line and the column of the parser, from 1."""
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.nodes += 1 + len(attributes)
        if len(self.open) >= DEPTH or self.nodes > NODES:
            raise InputError(self.file, [Problem((), "", "is nested too deep, or is too large", *self.place())])
        held = {_local(key): without_unsafe(value) for key, value in attributes.items() if not key.startswith("xmlns")}
        self.open.append((_local(name), {key: value for key, value in held.items() if key != "schemaLocation"}, []))

    def text(self, text: str) -> None:
        """Text in the open element."""
        if self.open:
            self.open[-1][2].append(text)

    def end(self, _: str) -> None:
        """An element ends."""
        name, held, texts = self.open.pop()
        text = without_unsafe("".join(texts)).strip()
        value: Any = text
        if held:
            value = {**held, _TEXT: text} if text else held
        if not self.open:
            self.value = value
            return
        above = self.open[-1][1]
        there = above.get(name)
        if isinstance(there, list):
            there.append(value)
        else:
            above[name] = [there, value] if name in above else value

    def refuse(self, *_: object) -> None:
        """A document type begins."""
        what = "has a document type, which is not allowed; save it without the line that begins with <!DOCTYPE"
        raise InputError(self.file, [Problem((), "", what, *self.place())])


def _local(name: str) -> str:
    return name.rpartition(":")[2][:200]
