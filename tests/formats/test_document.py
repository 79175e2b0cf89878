"""Where entries stand, for messages that point at them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pmladder.errors import InputError, Problem
from pmladder.formats.document import Path
from pmladder.formats.structured import read_mapping
from rows import each

TEXT = """\
# a catalogue
roles:
  - id: pm
    title: 1.10
    skills: {a: 1, "b": no}
  - &x
    id: lead
    note: |
      two
      lines
    none:
seen: *x
"""


def locate(text: str, problems: Iterable[Problem], file: str = "a.yaml") -> list[Problem]:
    return read_mapping(text, file).located(problems)


def spot(text: str, *path: str | int) -> tuple[int | str | None, ...]:
    """Line and column of the value at a path and of its key, and the value as it is written."""
    document = read_mapping(text, "a.yaml")
    value, key = document.located([Problem(path, "", ""), Problem(path, "", "", on_key=True)])
    assert None not in (value.line, value.column, key.line, key.column)
    return value.line, value.column, key.line, key.column, document.root.nearest(path)[0].written


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), (2, 1, 2, 1, None)),
        (("roles",), (3, 3, 2, 1, None)),
        (("roles", 0), (3, 5, 3, 5, None)),
        (("roles", 0, "title"), (4, 12, 4, 5, "1.10")),
        (("roles", 0, "skills", "b"), (5, 25, 5, 20, "no")),
        (("roles", 1, "note"), (8, 11, 8, 5, "|\n      two\n      lines\n")),
        (("seen",), (12, 7, 12, 1, None)),
    ],
)
def test_what_is_in_the_file(path: Path, expected: tuple[int | str | None, ...]) -> None:
    assert spot(TEXT, *path) == expected


def test_an_empty_value_stands_at_its_key() -> None:
    line, _, key_line, _, written = spot(TEXT, "roles", 1, "none")
    assert (line, key_line, written) == (11, 11, "")


@each(
    ("path", "line"),
    [
        (("missing",), 2),
        (("roles", 0, "missing"), 3),
        (("roles", 0, "skills", "c", "level"), 5),
        (("roles", 7, "id"), 3),
        (("roles", "0"), 3),
        (("roles", 0, "title", "deeper"), 4),
        (("seen", "id"), 12),
    ],
)
def test_what_is_missing_takes_the_place_of_what_lacks_it(path: Path, line: int) -> None:
    (problem,) = locate(TEXT, [Problem(path, "", "is missing", on_key=True)])
    assert problem.line == line


def test_all_in_one_pass_in_the_order_given() -> None:
    paths: list[Path] = [("seen",), ("roles", 0, "id"), ("roles", 0), ("seen",)]
    located = locate(TEXT, [Problem(path, "", "what") for path in paths])
    assert [(problem.path, problem.line) for problem in located] == list(zip(paths, [12, 3, 3, 12], strict=True))


def test_keys_and_values() -> None:
    at_value, at_key = locate(TEXT, [Problem(("roles",), "", ""), Problem(("roles",), "", "", on_key=True)])
    assert (at_value.line, at_value.column, at_key.line, at_key.column) == (3, 3, 2, 1)


def test_a_place_that_is_known_stays() -> None:
    problem = Problem(("roles",), "", "", line=99)
    assert locate(TEXT, [problem]) == [problem]


def test_an_equal_key_names_the_place_of_the_first() -> None:
    with pytest.raises(InputError) as refused:
        read_mapping("a: {b: 1}\na: {b: 2, c: 3, b: 4}", "a.yaml")
    assert [(one.line, one.column, one.path) for one in refused.value.problems] == [
        (2, 1, ("a",)),
        (2, 17, ("\x001", "b")),
    ]
    assert [one.what.split(";")[0].split("used ")[1] for one in refused.value.problems] == [
        "at line 1, column 1",
        "at line 2, column 5",
    ]


def test_json() -> None:
    text = '{\n\t"a": "\\ud83d\\ude00",\n\t"b\\n": [1,\t{"c": "x\\"{", "d": {}}, []]}'
    assert spot(text, "b\n", 1, "c") == (3, 19, 3, 14, '"x\\"{"')
    assert spot(text, "b\n", 1, "d") == (3, 32, 3, 27, None)
    assert spot(text, "b\n", 2)[:2] == (3, 37)
    assert spot('\ufeff{"a":1}', "a")[:2] == (1, 6)


def test_json_says_the_same_places_as_the_yaml_that_it_is() -> None:
    text = '{"a": [1, {"b": "c, d", "e": []}, {}], "f": {"g": {"h": null}},\n "i": -1.5e3}'
    paths: list[Path] = [(), ("a",), ("a", 0), ("a", 1, "b"), ("a", 1, "e"), ("a", 2), ("f", "g", "h"), ("i",), ("j",)]
    problems = [Problem(path, "", "", on_key=on_key) for path in paths for on_key in (True, False)]
    # A comment makes YAML of it.
    assert locate(text, problems, "a.json") == locate(text + " # end", problems)


@each("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends(end: str) -> None:
    assert spot(f"a: é{end}b: 1", "b") == (2, 4, 2, 1, "1")


@each(
    ("written", "what", "explained"),
    [
        ("1.10", "should be a text", True),
        ("true", "should be a text", True),
        ("", "should be a text", True),
        ("[]", "should be a text", False),
        ("no", "should be true or false", True),
        ("012", "should be a whole number", True),
        ('"7"', "should be a whole number", True),
        ("", "should be a whole number", True),
        ("1.5", "should be a whole number", False),
        ("hello", "should be a number", False),
    ],
)
def test_a_misread_value_is_explained(written: str, what: str, explained: bool) -> None:
    (problem,) = locate(f"a: {written}", [Problem(("a",), "", what, misread=True)])
    assert problem.what.startswith(what)
    assert (problem.what != what) == explained


def test_only_a_misread_value_is_explained() -> None:
    (problem,) = locate("a: 1.10", [Problem(("a",), "", "should be a text")])
    assert problem.what == "should be a text"


@pytest.mark.slow
def test_many_problems() -> None:
    count = 20_000
    text = "a:\n" + "- {b: 1}\n" * count
    located = locate(text, (Problem(("a", index, "b"), "", "what") for index in range(count)))
    assert [problem.line for problem in located] == list(range(2, count + 2))
