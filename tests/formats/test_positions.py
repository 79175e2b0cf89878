"""Where entries stand, for messages that point at them."""

from __future__ import annotations

from pmladder.errors import Problem
from pmladder.formats.limits import DEPTH
from pmladder.formats.positions import Path, Spot, locate, spots
from pmladder.formats.structured import parse_marked
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


@each(
    ("path", "spot"),
    [
        ((), Spot(2, 1, 2, 1, None)),
        (("roles",), Spot(3, 3, 2, 1, None)),
        (("roles", 0), Spot(3, 5, 3, 5, None)),
        (("roles", 0, "title"), Spot(4, 12, 4, 5, "1.10")),
        (("roles", 0, "skills", "b"), Spot(5, 25, 5, 20, "no")),
        (("roles", 1, "note"), Spot(8, 11, 8, 5, "|\n      two\n      lines\n")),
        (("seen",), Spot(12, 7, 12, 1, None)),
    ],
)
def test_what_is_in_the_file(path: Path, spot: Spot) -> None:
    assert spots(TEXT, [path]) == {path: spot}


def test_an_empty_value_stands_at_its_key() -> None:
    spot = spots(TEXT, [("roles", 1, "none")])["roles", 1, "none"]
    assert (spot.line, spot.key_line, spot.written) == (11, 11, "")


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


def test_of_equal_keys_the_first_counts() -> None:
    assert spots("a: {b: 1}\na: {b: 2, c: 3}", [("a", "b")])["a", "b"].line == 1
    assert spots("a: {b: 1}\na: {b: 2, c: 3}", [("a", "c")])["a", "c"].column == 4


def test_keys_that_are_no_texts_are_passed_over() -> None:
    assert spots("? [a, {b: 1}]\n: c\n? {d: e}\n: f\n*x : g\nh: 1", [("h",)])[("h",)].line == 6


def test_json() -> None:
    text = '{\n\t"a": "\\ud83d\\ude00",\n\t"b": [1,\t{"c": "\\ud800"}]}'
    assert spots(text, [("b", 1, "c")])["b", 1, "c"].line == 3
    assert spots('\ufeff{"a":1}', [("a",)])[("a",)].column == 6


@each("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends(end: str) -> None:
    assert spots(f"a: é{end}b: 1", [("b",)])[("b",)] == Spot(2, 4, 2, 1, "1")


@each("rest", ["b: [", "b: " + "[" * 100_000, "b: " + "[" * (DEPTH + 1) + "]" * (DEPTH + 1), 'b: "\\q"'])
def test_what_comes_before_an_end_in_disorder_is_found(rest: str) -> None:
    found = spots("a: 1\n" + rest, [("a",), ("c",)])
    assert found[("a",)].line == 1


def test_nothing_is_found_in_what_is_not_yaml() -> None:
    problem = Problem(("a",), "", "")
    assert locate("]", [problem]) == [problem]
    assert locate("", [problem]) == [problem]


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


def test_many_problems() -> None:
    count = 20_000
    text = "a:\n" + "- {b: 1}\n" * count
    located = locate(text, (Problem(("a", index, "b"), "", "what") for index in range(count)))
    assert [problem.line for problem in located] == list(range(2, count + 2))


@each("end", ["\n", ""])
def test_the_marks_of_the_first_pass_say_the_same_as_a_second_one(end: str) -> None:
    text = TEXT + "flow: [{a: [1, {b: 2}], c: []}, d]\nempty: {}\nlast:" + end
    marks = parse_marked(text, "a.yaml").marks
    assert marks is not None
    entries: list[Path] = [("roles", 0, "skills", "b"), ("roles", 0, "skills", "c", "level"), ("roles", 1, "none")]
    entries += [(), ("roles",), ("roles", 7), ("roles", "0"), ("roles", 0, "title", "deeper"), ("roles", 1, "note")]
    entries += [("seen",), ("seen", "id"), ("flow", 0, "a", 1, "b"), ("flow", 0, "c", 0), ("flow", 1), ("flow", 0, "c")]
    entries += [("empty", "a"), ("empty",), ("last",), ("nowhere", 3)]
    problems = [Problem(path, "w", "what", on_key=on_key, check="c") for path in entries for on_key in (True, False)]
    assert marks.located(problems) == locate(text, problems)
