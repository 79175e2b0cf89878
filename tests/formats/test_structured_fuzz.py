"""Any text at all: it is refused with an `InputError` fit to be shown, or read."""

from __future__ import annotations

import json
import math
import os
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amount import examples
from pmladder.errors import InputError, Problem
from pmladder.formats.limits import decoded
from pmladder.formats.structured import read_mapping
from pmladder.text import safe, unsafe
from rows import each

EXAMPLES = int(os.environ.get("PMLADDER_FUZZ_EXAMPLES", examples(300)))
MANY = 20_000


class Refused(NamedTuple):
    """A refusal, with the lines of its problems."""

    lines: tuple[int | None, ...]


def answer(text: str, file: str = "a.yaml") -> Any:
    """The value, or the refusal after looking at its every message."""
    try:
        document = read_mapping(text, file)
    except InputError as error:
        for line in error.lines():
            assert line == safe(line)
            assert len(line) < 1000
        return Refused(tuple(problem.line for problem in error.problems))
    check_texts(document.value)
    assert all(problem.line for problem in document.located([Problem(("a", 0, "b"), "", "")]))
    return document.value


def check_texts(value: Any) -> None:
    if isinstance(value, str):
        assert unsafe(value) is None
    elif isinstance(value, float):
        assert math.isfinite(value)
    elif isinstance(value, dict):
        for key, child in value.items():
            assert type(key) is str
            check_texts(key)
            check_texts(child)
    elif isinstance(value, list):
        for child in value:
            check_texts(child)
    else:
        assert value is None or type(value) in (bool, int)


def check(text: str) -> None:
    value = answer(text)
    assert not isinstance(value, Refused) or None not in value.lines


VOCABULARY = r"""
    a b id title yes no on ~ null true 0 7 012 1.10 1e3 1e999 .nan .inf 0x1F 1_000 12:30 1:1:1 2024-01-02 2023-02-30
    << = é ü字 😀 'q' "d" "\e[0m" "\u202e" "\x41" "\ud800" "\UFFFFFFFF" *x &x &x1
    !!s%74r !e%zz %TAG %FOO !!str !!bool !!map !!seq ! !t
    [] {} [a] {a: b} | > |- >+2 # #c @ ` % %YAML --- ... ? : - , [ ] { } 9999999999999999999
"""
WORDS = st.sampled_from(VOCABULARY.split())
SPACES = st.sampled_from(
    ["", " ", " ", " ", "  ", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", ": ", ": ", ", ", "\t", "\r\n", "\r"]
)
SOUP = st.lists(st.tuples(WORDS, SPACES), max_size=30).map(lambda parts: "".join(map("".join, parts)))

VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=25
)


def block(value: Any, indent: str = "") -> str:
    """`value` in block style, its words as they are."""
    if isinstance(value, dict):
        return "".join(f"\n{indent}{key}:{block(child, indent + '  ')}" for key, child in value.items()) or " {}"
    if isinstance(value, list):
        return "".join(f"\n{indent}-{block(child, indent + '  ')}" for child in value) or " []"
    return f" {value}"


DOCUMENTS = st.dictionaries(WORDS, VALUES, max_size=5).map(block)

VALID = """\
catalogue: {id: x, title: "A \\"ladder\\"", version: '1'}
roles:
  - id: pm
    title: Product manager   # held by many
    aliases: &a [PM, {title: Owner, company: [small]}]
    years: {min: 2, typical: 3.5}
    summary: >
      Folded
      text.
    skills:
      metrics: practitioner
      strategy: {level: 2, entry: 1}
  - id: lead
    aliases: *a
    note: |-
      kept
    pay: ~
"""
EDITS = st.lists(
    st.tuples(st.integers(0, len(VALID)), st.integers(0, 4), st.one_of(WORDS, SPACES, st.characters(), st.just(""))),
    min_size=1,
    max_size=4,
)


def edited(edits: list[tuple[int, int, str]]) -> str:
    text = VALID
    for at, cut, new in edits:
        text = text[:at] + new + text[at + cut :]
    return text


NEAR = EDITS.map(edited)
ANY = st.text(st.characters(codec=None), max_size=200) | st.text(
    "\t\n\r -?:,[]{}#&*!|>'\"%@`ab01.\\\0\x85\u2028\ufeff\ud800", max_size=80
)

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)
JSON = st.dictionaries(
    st.text(max_size=8),
    st.recursive(
        LEAVES, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5)
    ),
    max_size=6,
)


def check_json(value: dict[str, Any], ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    found = answer(text, "a.json")
    if isinstance(found, Refused):
        assert has_unsafe(value)
    else:
        assert found == value
        assert json.dumps(found) == json.dumps(value)


def has_unsafe(value: Any) -> bool:
    if isinstance(value, dict):
        return any(has_unsafe(key) or has_unsafe(child) for key, child in value.items())
    if isinstance(value, list):
        return any(map(has_unsafe, value))
    # A byte order mark and non-characters may not stand in a file in any form but an escape.
    return isinstance(value, str) and (unsafe(value) is not None or any(odd in value for odd in "\ufffe\uffff"))


def check_bytes(data: bytes) -> None:
    try:
        text = decoded(data, "a.yaml")
    except InputError as error:
        for line in error.lines():
            assert line == safe(line)
            assert len(line) < 1000
    else:
        check(text)


KINDS: dict[str, tuple[Any, Any]] = {
    "documents": (check, DOCUMENTS),
    "soup": (check, SOUP),
    "near": (check, NEAR),
    "any": (check, ANY),
    "bytes": (check_bytes, st.binary(max_size=100)),
    "json": (lambda given: check_json(*given), st.tuples(JSON, st.booleans(), st.sampled_from([None, 0, 2, "\t"]))),
}
QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck))


def run(kind: str, count: int) -> None:
    function, strategy = KINDS[kind]

    @settings(QUIET, max_examples=count)
    @given(strategy)
    def fuzz(value: Any) -> None:
        function(value)

    fuzz()


@pytest.mark.slow
@pytest.mark.hypothesis
@each("kind", KINDS)
def test_any_text(kind: str) -> None:
    # To make JSON takes far longer than to read it.
    run(kind, EXAMPLES // 3 if kind == "json" else EXAMPLES)


@pytest.mark.release
@pytest.mark.parametrize("kind", KINDS)
def test_any_text_many_times(kind: str) -> None:
    run(kind, MANY)
