"""Reads the plain values that a program in Python, JavaScript or TypeScript gives to names. Nothing is run.

A value is plain if it is made of texts, numbers, lists, mappings and the names of other such values.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from pmladder.errors import InputError, Problem
from pmladder.formats.limits import DEPTH, DIGITS, NODES, TEXT, check_characters, position
from pmladder.formats.scalars import unsafe_character, unsafe_text

SUFFIXES = {
    "py": "Python",
    **dict.fromkeys(("js", "mjs", "cjs", "jsx"), "JavaScript"),
    **dict.fromkeys(("ts", "mts", "cts", "tsx"), "TypeScript"),
}
"""The ends of the names of such files, and what they are written in."""
_MOST_TEXT = 1024 * 1024
"""Characters of one program; a ladder has far fewer."""

_TOKEN = re.compile(
    r"(?P<blank>\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)"
    r"|(?P<text>\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`)"
    r"|(?P<number>-?(?:\d[\d_]*+(?:\.\d++)?|\.\d++))"
    r"|(?P<name>[^\W\d][\w$]*+(?:\??\.[^\W\d][\w$]*+)*+|\$[\w$]*+)"
    r"|(?P<sign>=>|===?|\.\.\.|.)",
    re.DOTALL,
)
_DECLARES = ("const", "let", "var")
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\n|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None}
_OPEN = {"(": ")", "[": "]", "{": "}", "<": ">"}


class _NotPlainError(Exception):
    """A value that only running the program would give."""


def read_constants(text: str, file: str) -> tuple[dict[str, Any], list[str]]:
    """The plain values by name, without those that others hold, and the names whose values are not plain.

    Raises InputError for what is no such program, or is too large.
    """
    check_characters(text, file)
    if len(text) > _MOST_TEXT:
        raise InputError(file, [Problem((), "", f"has {len(text):,} characters; {_MOST_TEXT:,} are the most")])
    is_python = file.lower().endswith(".py")
    try:
        found = _Python(text) if is_python else _Script(text)
        found.read()
    except (SyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise InputError(file, [Problem((), "", "cannot be read as Python", line, 1 if line else None)]) from None
    except (MemoryError, RecursionError):
        raise InputError(file, [Problem((), "", "is nested too deep")]) from None
    if found.problem:
        raise InputError(file, [found.problem])
    kept = {name: value for name, value in found.values.items() if name not in found.held}
    return kept, found.not_plain


class _Values:
    """The plain values found so far, the names of those that others hold, and the names of those that are not plain."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.held: set[str] = set()
        self.not_plain: list[str] = []
        self.words: dict[str, Any] = {}
        """Single values by name: they are no ladder, and others may call them, as keys too."""
        self.problem: Problem | None = None
        self._count = 0
        self._sizes: dict[str, int] = {}

    def keep(self, name: str, value: Callable[[], Any]) -> None:
        """Give a name its value, unless that is not plain; a mere text or number is only for others to call."""
        before, counted = set(self.held), self._count
        try:
            made = value()
        except _NotPlainError:
            self.held = before
            self.not_plain.append(name)
            return
        if isinstance(made, (dict, list)) and made:
            self.values[name], self._sizes[name] = made, self._count - counted
        elif isinstance(made, (str, int, float)):
            self.words[name] = made

    def counted(self, value: Any, depth: int, line: int) -> Any:
        """The value, counted; more than a file may hold is a problem."""
        self._count += 1
        why = unsafe_text(sign) if isinstance(value, str) and (sign := unsafe_character(value)) else ""
        if isinstance(value, str) and len(value) > TEXT:
            why = f"this text has {len(value):,} characters; {TEXT:,} are the most"
        if self._count > NODES or depth > DEPTH:
            why = f"holds more than {NODES:,} values" if self._count > NODES else f"is nested deeper than {DEPTH}"
        if why:
            self.problem = self.problem or Problem((), "", why, line, 1)
            raise _NotPlainError
        return value

    def value_of(self, name: str) -> Any:
        """The value of a name; of `Level.SENIOR`, the text that is its value here, or else its last part."""
        if name in self.values:
            self.held.add(name)
            # Counted again, since a value that holds another many times would grow beyond all limits.
            self._count += self._sizes[name]
            return self.counted(self.values[name], 0, 1)
        if name in self.words:
            return self.counted(self.words[name], 0, 1)
        owner, dot, part = name.rpartition(".")
        if not dot:
            raise _NotPlainError
        held = self.values.get(owner)
        if isinstance(held, dict) and isinstance(held.get(part), str):
            self.held.add(owner)
            return self.counted(held[part], 0, 1)
        return part


class _Python(_Values):
    """The values of a Python module."""

    def __init__(self, text: str) -> None:
        super().__init__()
        # Python's warnings about a program are of no use to somebody who imports a ladder.
        with warnings.catch_warnings(action="ignore"):
            self.tree = ast.parse(text)

    def read(self) -> None:
        """Read the assignments of the module itself, and the texts in its classes, as those of an enumeration."""
        for line in self.tree.body:
            if isinstance(line, ast.ClassDef):
                self._members(line)
            targets = (
                line.targets
                if isinstance(line, ast.Assign)
                else [line.target]
                if isinstance(line, ast.AnnAssign)
                else []
            )
            if len(targets) == 1 and isinstance(targets[0], ast.Name) and (value := line.value) is not None:  # type: ignore[attr-defined]
                self.keep(targets[0].id, lambda value=value: self._value(value, 0))  # type: ignore[misc]

    def _members(self, owner: ast.ClassDef) -> None:
        for line in owner.body:
            if not isinstance(line, ast.Assign) or not isinstance(line.value, ast.Constant):
                continue
            if isinstance(line.targets[0], ast.Name) and isinstance(line.value.value, str):
                self.words[f"{owner.name}.{line.targets[0].id}"] = line.value.value

    def _value(self, node: ast.expr, depth: int) -> Any:
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, (str, bool, int, float))):
            if not isinstance(node.value, str) and len(str(node.value)) > DIGITS:
                raise _NotPlainError
            return self.counted(node.value, depth, node.lineno)
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return self.counted([self._value(one, depth + 1) for one in node.elts], depth, node.lineno)
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            made = {self._key(key, depth): self._value(value, depth + 1) for key, value in pairs}
            return self.counted(made, depth, node.lineno)
        if isinstance(node, ast.Call):
            return self._call(node, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self._value(node.left, depth + 1), self._value(node.right, depth + 1)
            if isinstance(left, str) and isinstance(right, str):
                return self.counted(left + right, depth, node.lineno)
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.value_of(ast.unparse(node).removesuffix(".value"))
        raise _NotPlainError

    def _key(self, node: ast.expr | None, depth: int) -> str:
        key = self._value(node, depth + 1) if node is not None else None
        if not isinstance(key, (str, int, float)):
            raise _NotPlainError
        return str(key)

    def _call(self, node: ast.Call, depth: int) -> Any:
        """What is made with names for its parts, as a data class is: a mapping of those."""
        if node.args or not node.keywords:
            raise _NotPlainError
        self.counted(None, depth, node.lineno)
        return {str(part.arg): self._value(part.value, depth + 1) for part in node.keywords if part.arg}


class _Script(_Values):
    """The values of a JavaScript or TypeScript module."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.tokens = [*self._tokens(), ("end", "", len(text))]
        self.at = 0

    def _tokens(self) -> Iterator[tuple[str, str, int]]:
        for match in _TOKEN.finditer(self.text):
            if (kind := str(match.lastgroup)) != "blank":
                yield kind, match[0], match.start()

    def read(self) -> None:
        """Read the declarations of the module, and what it exports without a name."""
        depth = 0
        while self._kind() != "end" and not self.problem:
            word = self._next()
            depth += (word in ("{", "(", "[")) - (word in ("}", ")", "]"))
            if depth:
                continue
            if word == "enum" and self._kind() == "name":
                self._members(self._next())
            elif word in _DECLARES and self._kind() == "name" and self._peek() != "enum":
                name = self._next()
                if self._skip_type():
                    self._keep(name)
            elif word == "default" and self._peek() in ("{", "["):
                self._keep("default")
            elif word == "module.exports" and self._peek() == "=":
                self._next()
                if self._peek() in ("{", "["):
                    self._keep("exports")

    def _members(self, owner: str) -> None:
        """Read the members of an enumeration that are texts."""
        while self._kind() != "end" and self._peek() != "}":
            member = self._next()
            if self._peek() == "=" and self.tokens[self.at + 1][0] == "text":
                self._next()
                word = self._next()
                if self._peek() in (",", "}") and not (word[0] == "`" and "${" in word):
                    self.words[f"{owner}.{member}"] = self._text(word)
        self._next()

    def _keep(self, name: str) -> None:
        start = self.at
        self.keep(name, lambda: self._value(0))
        if name in self.not_plain[-1:]:
            self.at = start

    def _peek(self) -> str:
        return self.tokens[self.at][1]

    def _kind(self) -> str:
        return self.tokens[self.at][0]

    def _next(self) -> str:
        word = self.tokens[self.at][1]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return word

    def _skip_type(self) -> bool:
        """Go behind the `=` of a declaration; False if it has none."""
        depth = 0
        while self._kind() != "end":
            word = self._next()
            depth += (word in _OPEN) - (word in _OPEN.values())
            if word == "=" and depth <= 0:
                return True
            if word == ";" and depth <= 0:
                return False
        return False

    def _value(self, depth: int) -> Any:
        if depth > DEPTH:
            self.counted(None, depth, position(self.text, self.tokens[self.at][2])[0])
        line = position(self.text, self.tokens[self.at][2])[0] if depth > DEPTH - 2 else 0
        kind, word = self._kind(), self._next()
        value: Any
        if kind == "text":
            value = self._text(word)
            while self._peek() == "+" and self.tokens[self.at + 1][0] == "text":
                self._next()
                value += self._text(self._next())
        elif kind == "number":
            value = float(word.replace("_", "")) if "." in word else int(word.replace("_", "")[:DIGITS])
        elif word == "[":
            value = self._list(depth)
        elif word == "{":
            value = self._mapping(depth)
        elif word in _CONSTANTS:
            value = _CONSTANTS[word]
        elif kind == "name" and word.startswith("Object.freeze") and self._peek() == "(":
            self._next()
            value = self._value(depth + 1)
            self._expect(")")
        elif kind == "name" and self._peek() not in ("(", "[", "=>", "`"):
            value = self.value_of(word)
        else:
            raise _NotPlainError
        while self._peek() in ("as", "satisfies"):
            self._skip_words()
        return self.counted(value, depth, line)

    def _skip_words(self) -> None:
        """Go behind what only says the type of a value, such as `as const`."""
        self._next()
        depth = 0
        while self._kind() != "end" and not (depth == 0 and self._peek() in (",", ";", "]", "}", ")")):
            word = self._next()
            depth += (word in _OPEN) - (word in _OPEN.values())
            if depth == 0 and self._peek() in ("export", "module.exports", *_DECLARES):
                return

    def _text(self, word: str) -> str:
        if word[0] == "`" and "${" in word:
            raise _NotPlainError
        return _ESCAPE.sub(_unescaped, word[1:-1])

    def _list(self, depth: int) -> list[Any]:
        values: list[Any] = []
        while self._peek() != "]":
            if self._peek() == "...":
                self._next()
                more = self._value(depth + 1)
                values += more if isinstance(more, list) else []
            else:
                values.append(self._value(depth + 1))
            self._comma("]")
        self._next()
        return values

    def _mapping(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while self._peek() != "}":
            kind, word = self._kind(), self._next()
            if word == "...":
                more = self._value(depth + 1)
                values |= more if isinstance(more, dict) else {}
                self._comma("}")
                continue
            if is_computed := word == "[":
                kind, word = self._kind(), self._next()
                self._expect("]")
            if kind not in ("text", "number", "name"):
                raise _NotPlainError
            key = self._text(word) if kind == "text" else self._key(word) if is_computed and kind == "name" else word
            if kind == "name" and not is_computed and self._peek() in (",", "}"):
                values[key] = self.value_of(word)
            else:
                self._expect(":")
                values[key] = self._value(depth + 1)
            self._comma("}")
        self._next()
        return values

    def _key(self, name: str) -> str:
        key = self.value_of(name)
        if isinstance(key, bool) or not isinstance(key, (str, int, float)):
            raise _NotPlainError
        return f"{key:g}" if isinstance(key, float) else str(key)

    def _comma(self, closing: str) -> None:
        if self._peek() != closing:
            self._expect(",")

    def _expect(self, word: str) -> None:
        if self._next() != word:
            raise _NotPlainError


def _unescaped(match: re.Match[str]) -> str:
    sign = match[1]
    if len(sign) > 1:
        number = int(sign.strip("ux{}"), 16)
        return chr(number) if number <= 0x10FFFF else ""
    return _ESCAPES.get(sign, sign)
