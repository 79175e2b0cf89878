"""What a text means, what is refused, and where; hostile texts are refused soon and in a small space."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable

import pytest
import yaml

from pmladder.errors import InputError, Problem, SurroundingsError
from pmladder.formats.limits import DEPTH, NODES, PROBLEMS, TEXT
from pmladder.formats.scalars import surprise
from pmladder.formats.structured import parse
from pmladder.text import safe
from rows import each


def refusal(text: str, file: str = "a.yaml") -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        parse(text, file)
    for line in caught.value.lines():
        assert len(line) < 1000
        assert line == safe(line)
    return caught.value.problems


def places(text: str, file: str = "a.yaml") -> list[tuple[int | None, int | None]]:
    return [(problem.line, problem.column) for problem in refusal(text, file)]


class TestScalars:
    @each(
        ("written", "value"),
        [
            *(pytest.param(word, None, id=f"none {word}") for word in ("", "~", "null", "Null", "NULL")),
            *(pytest.param(word, True, id=word) for word in ("true", "True", "TRUE")),
            *(pytest.param(word, False, id=word) for word in ("false", "False", "FALSE")),
            ("0", 0),
            ("7", 7),
            ("-7", -7),
            ("+7", 7),
            ("2024", 2024),
            ("9" * 18, 10**18 - 1),
            ("1.10", 1.1),
            (".5", 0.5),
            ("1.", 1.0),
            ("1e3", 1000.0),
            ("-0.0", -0.0),
            ("1.7976931348623157e+308", 1.7976931348623157e308),
        ],
    )
    def test_what_is_not_a_text(self, written: str, value: object) -> None:
        found = parse(f"a: {written}", "")["a"]
        assert found == value
        assert type(found) is type(value)

    @each(
        "written",
        [
            "yes",
            "no",
            "NO",
            "on",
            "Off",
            "y",
            "N",
            "tRUE",
            "012",
            "08",
            "-012",
            "00",
            "01.5",
            "12:30",
            "1:30:20",
            "1_000",
            "0b101",
            "0x",
            "0x_",
            "2024-01-02",
            "2023-02-30",
            "2024-01",
            "1.2.3",
            "v1",
            "1e",
            "e5",
            ".",
            "+",
            "NaN",
            "nan",
            "inf",
            "=",
            "a b",
            "C++ [advanced]",
            "12:30:45.5",
            "1,5",
            "<<",
        ],
    )
    def test_what_is_a_text(self, written: str) -> None:
        assert parse(f"a: {written} ", "")["a"] == written

    @each("written", ['"7"', "'7'", "|-\n  7", ">-\n  7", "! 7", "!!str 7", "!<tag:yaml.org,2002:str> 7"])
    def test_what_is_marked_as_a_text(self, written: str) -> None:
        assert parse(f"a: {written}", "") == {"a": "7"}

    @each(
        "written",
        [".inf", "-.Inf", ".nan", ".NaN", "1e999", "-1e999", "0x1F", "0o17", "9" * 19, "9" * 4301, "0." + "1" * 19],
    )
    def test_numbers_that_are_refused(self, written: str) -> None:
        assert places(f"b: 1\na: {written}") == [(2, 4)]
        assert parse(f'a: "{written}"', "") == {"a": written}

    @each(
        "tagged",
        [
            "!!bool maybe",
            "!!timestamp x",
            "!!int 1",
            "!mine x",
            "!!set {a}",
            "!!map x",
            "!!str",
            "!!str [x]",
            "!!seq {a: 1}",
            "!!python/name:os.system x",
        ],
    )
    def test_tags_are_refused(self, tagged: str) -> None:
        assert places(f"b: 1\na: {tagged}") == [(2, 4)]

    def test_a_tag_and_nothing_else(self) -> None:
        assert places("a: {b: !!str, c: 1}")[0] == (1, 8)

    @each("tagged", ["!!map {b: 1}", "! {b: 1}"])
    def test_tags_that_say_nothing_new(self, tagged: str) -> None:
        assert parse(f"a: {tagged}", "") == {"a": {"b": 1}}


class TestSurprise:
    @each(
        "written",
        ["1.10", "7", "true", "~", "no", "ON", "012", "12:30", "1_000", "0b1", "0x1F", "2024-01-02", '"7"', "1,5", ""],
    )
    def test_is_explained(self, written: str) -> None:
        why = surprise(written)
        assert why is not None
        assert why == safe(why)

    @each("written", ["hello", '"hello"', "''", "|\n  7", "'", "[1]", "*a"])
    def test_nothing_to_explain(self, written: str) -> None:
        assert surprise(written) is None

    def test_the_words(self) -> None:
        assert surprise("1.10") == 'reads as the number 1.1; quote it: "1.10"'

    @each(
        ("written", "text_wanted", "explained"),
        [
            ("7", True, True),
            ("7", False, False),
            ("no", True, False),
            ("no", False, True),
            ("", True, True),
            ("", False, True),
        ],
    )
    def test_only_what_matters(self, written: str, text_wanted: bool, explained: bool) -> None:
        assert (surprise(written, text_wanted) is not None) == explained

    def test_long_scalars_are_cut(self) -> None:
        assert len(surprise("1." + "0" * 300 + "1") or "") < 200


class TestStructure:
    def test_both_styles(self) -> None:
        text = "a:\n- b: 1\n  c: [x, {d: 2}]\n- - 3\ne: {}\nf: []\n"
        assert parse(text, "") == {"a": [{"b": 1, "c": ["x", {"d": 2}]}, [3]], "e": {}, "f": []}

    @each(
        "text",
        [
            "a: 1\r\nb: 2\r\n",
            "a: 1\rb: 2",
            "\ufeffa: 1\nb: 2",
            "%YAML 1.2\n---\na: 1\nb: 2\n...\n",
            '{"a":1,"b":2}',
            "a:\t1\nb: 2",
            "a: 1\t\nb: 2",
            "a: 1\t# c\nb: 2",
        ],
    )
    def test_forms_of_one_mapping(self, text: str) -> None:
        assert parse(text, "") == {"a": 1, "b": 2}

    @each("text", ["", " \n", "# nothing\n", "---\n", "null", "- a\n- b", "a", '"a"', "7", "[]", "[1]", '["a"]'])
    def test_not_a_mapping(self, text: str) -> None:
        (problem,) = refusal(text)
        assert problem.path == ()

    def test_two_documents(self) -> None:
        assert places("a: 1\n---\nb: 1") == [(2, 1)]

    @each(
        "text",
        [
            "a: b: c",
            'a: "b',
            "a: [1",
            "a: @b",
            "a: `b",
            "a:\n  b: 1\n c: 2",
            "\ta: 1",
            "a: 1\n\tb: 2",
            'a: "\\ud800"',
            'a: "\\UFFFFFFFF"',
            'a: "\\q"',
            "%YAML 9.9\n---\na: 1",
            "%YAML 1." + "9" * 5000 + "\n---\na: 1",
            "a: !u!x y",
            "a: x\ty",
            "]",
            "{",
            "a: {b",
        ],
    )
    def test_not_yaml(self, text: str) -> None:
        for line, column in places(text):
            assert line is not None
            assert column is not None

    @each("character", [*"\0\x1b\x7f\x85\x9b", "\u2028", "\u2029", "\ufeff", "\ud800", "\uffff"])
    def test_a_raw_control_character(self, character: str) -> None:
        assert places(f"a: 1\nb: {character}") == [(2, 4)]

    @each(
        "escape",
        ["\\e]52;c;eA==\\a", "\\e[31m", "\\x9b31m", "\\N", "\\L", "\\u202e", "\\u200b", "\\U000e0041", "\\0", "\\r"],
    )
    def test_an_escaped_control_character(self, escape: str) -> None:
        assert places(f'b: 1\na: "x{escape}"\n"{escape}": 2') == [(2, 4), (3, 1)]

    def test_an_invisible_character_is_placed_in_a_long_text(self) -> None:
        assert places("a: |\n  one\n  two\u200b\n") == [(3, 6)]


class TestKeys:
    @each("key", ["1", "1.5", "true", "null", "~"])
    def test_that_are_no_text(self, key: str) -> None:
        assert places(f"b: 1\n{key}: 1") == [(2, 1)]
        assert parse(f'"{key}": 1', "") == {key: 1}

    @each("text", ["? [a]\n: b", "? {a: b}\n: c", "{[a]: b}", "a: &a [x]\n*a : b"])
    def test_that_are_collections(self, text: str) -> None:
        assert len(places(text)) == 1

    @each("key", ["no", "on", "y", "012", "2024-01-02", "=", '"<<"'])
    def test_that_are_texts(self, key: str) -> None:
        assert parse(f"{key}: 1", "") == {key.strip('"'): 1}

    @each("text", ["a: 1\nb: 2\na: 3", 'a: 1\nb: 2\n"a": 3', '"\\x61": 1\nb: 2\na: 3'])
    def test_used_twice(self, text: str) -> None:
        (problem,) = refusal(text)
        assert (problem.path, problem.on_key) == (("a",), True)
        assert (problem.line, problem.column) == (3, 1)
        assert "line 1, column 1" in problem.what

    def test_used_twice_deep_down_and_several_times(self) -> None:
        problems = refusal("r:\n- {x: 1}\n- y: 1\n  z: {q: 1, q: 2}\n  y: 2\n  y: 3")
        assert [(problem.path, problem.line) for problem in problems] == [
            (("r", 1, "z", "q"), 4),
            (("r", 1, "y"), 5),
            (("r", 1, "y"), 6),
        ]
        assert "line 4, column 7" in problems[0].what
        assert "line 3, column 3" in problems[1].what

    def test_used_twice_below_a_key_used_twice(self) -> None:
        assert places("a:\n  b: 1\na:\n  b: 2\n  b: 3") == [(3, 1), (5, 3)]

    def test_merge_keys(self) -> None:
        assert places("a: &a {b: 1}\nc:\n  <<: *a") == [(3, 3)]

    def test_problems_have_an_end(self) -> None:
        assert len(refusal("1: x\n" * 1000)) == PROBLEMS


class TestRareYaml:
    """What few people write."""

    @each(
        ("text", "value"),
        [
            ("a: !\tb", {"a": "b"}),
            ("a: !!str\t7", {"a": "7"}),
            ("a: !!s%74r 7", {"a": "7"}),
            ("a: [! b, !!str c]", {"a": ["b", "c"]}),
            ("a: ># why\n  b\n", {"a": "b\n"}),
            ("a: |-\t# why\n  b\n", {"a": "b"}),
            ("a: |2\t\n   b\n", {"a": " b\n"}),
            ("a:\n  b\n  \t\n  c\n", {"a": "b\nc"}),
            ("%YAML\t1.2# why\n---\na: 1", {"a": 1}),
            ("%TAG\t!x!\ttag:yaml.org,2002:\n---\na: !x!str 1", {"a": "1"}),
        ],
    )
    def test_is_taken(self, text: str, value: object) -> None:
        assert parse(text, "") == value

    @each(
        ("text", "line"),
        [
            ("%ODD x\n---\na: 1", 1),
            ("%YAML 1.3\n---\na: 1", 1),
            ("%TAG ! %\n---\na: 1", 1),
            ("a: 1\nb: !x%ff\n!", 2),
            ("a: 1\nb: !!str!\n", 2),
            ("a: |0\n b", 1),
            ('a: 1\nb: "\\ud800\n', 2),
            ('a: 1\nb: "\\U00110000\n', 2),
            ("a:\n  b\n\tc: d", 3),
            ("a: 1\nb: [ [", 2),
            ("a: 1\n[ [", 2),
            ("{\na: 1,\n?\n}", 4),
            ("a: [\n?\n: b]", 3),
            ("", 1),
            ("# nothing\n\n", 1),
            ("---", 1),
        ],
    )
    def test_is_refused_at_the_same_line(self, text: str, line: int) -> None:
        assert places(text)[0][0] == line


class TestAliases:
    def test_are_written_out(self) -> None:
        value = parse("a: &a [x, {b: 1}]\nc: *a\nd: &d t\ne: *d\n*d : k", "")
        assert value == {"a": ["x", {"b": 1}], "c": ["x", {"b": 1}], "d": "t", "e": "t", "t": "k"}
        value["c"][1]["b"] = 2
        assert value["a"][1]["b"] == 1

    def test_the_last_anchor_of_a_name_counts(self) -> None:
        assert parse("a: &x 1\nb: &x 2\nc: *x", "")["c"] == 2

    @each(("text", "column"), [("a: *b", 4), ("a: &a [*a]", 8), ("a: &a {b: [*a]}", 12)])
    def test_that_lead_nowhere(self, text: str, column: int) -> None:
        assert places(text) == [(1, column)]

    def test_count_in_depth(self) -> None:
        deep = "a: &a " + "[" * 20 + "]" * 20 + "\n"
        assert parse(deep + "b: " + "[" * 11 + "*a" + "]" * 11, "")
        assert places(deep + "b: " + "[" * 12 + "*a" + "]" * 12) == [(2, 16)]
        assert places(deep + "b: &b [[[[[[*a]]]]]]\nc: [[[[[[*b]]]]]]") == [(3, 10)]

    def test_count_in_nodes(self) -> None:
        text = "a: &a [" + "x," * 999 + "]\nb:\n" + "- *a\n" * 398
        assert parse(text, "")
        assert places(text + "- *a\n") == [(401, 3)]


class TestBudgets:
    def test_depth(self) -> None:
        assert parse("{a: " * DEPTH + "1" + "}" * DEPTH, "")
        assert parse('{"a": ' * DEPTH + "1" + "}" * DEPTH, "")
        assert places("{a: " * (DEPTH + 1) + "1" + "}" * (DEPTH + 1)) == [(1, 4 * DEPTH + 1)]
        assert places('{"a": ' * (DEPTH + 1) + "1" + "}" * (DEPTH + 1)) == [(1, 6 * DEPTH + 1)]

    def test_text(self) -> None:
        assert parse(f"a: {'x' * TEXT}", "")
        for text in (f"a: {'x' * (TEXT + 1)}", f'a: "{"x" * (TEXT + 1)}"', f'{{"a":"{"x" * (TEXT + 1)}"}}'):
            assert len(places(text)) == 1

    @pytest.mark.slow
    def test_nodes_of_every_kind(self) -> None:
        rest = NODES - 3
        assert len(parse("a:\n" + "- x\n" * rest, "")["a"]) == rest
        assert places("a:\n" + "- x\n" * (rest + 1)) == [(rest + 2, 3)]
        assert places("a:\n" + "- []\n" * (rest + 1)) == [(rest + 2, 3)]
        assert len(places('{"a": [' + "1," * rest + "1]}")) == 1


class TestJson:
    def test_is_strict_first(self) -> None:
        text = '\n{"a": "\\ud83d\\ude00", "b": 1.5e3,\t"c": [true, false, null, "\\/"]}'
        assert parse(text, "") == {"a": "\U0001f600", "b": 1500.0, "c": [True, False, None, "/"]}

    @each(
        ("text", "place"),
        [
            ('{"a": 1, "a": 2}', (1, 10)),
            ('{\n\t"a": {"b": 1,\n\t\t"b": 2}}', (3, 3)),
            ('{"b": "NaN",\n "a": NaN}', (2, 7)),
            ('{"a": [-Infinity]}', (1, 8)),
            ('{"a": 1e999}', (1, 7)),
            ('{"a": 1234567890123456789}', (1, 7)),
            ('{"a": "\\u001b]52;"}', (1, 7)),
            ('{"a": "\\ud800"}', (1, 7)),
            ('{"x": "\\ud83d\\ude00",\n\t"\\u202e": 1}', (2, 2)),
        ],
    )
    def test_what_is_refused(self, text: str, place: tuple[int, int]) -> None:
        assert places(text) == [place]

    def test_a_comma_at_the_end_is_yaml(self) -> None:
        assert parse('{"a": 1, # one\n}', "a.yaml") == {"a": 1}
        assert places('{"a": 1,\n}', "a.JSON") == [(1, 8)]
        assert places('{"a": [1 , ]}', "a.json") == [(1, 10)]

    @each("text", ['{"a" 1}', '{"a": 1', '{"a": "b}', "{'a\": 1}"])
    def test_what_is_neither(self, text: str) -> None:
        for file in ("a.json", "a.yaml"):
            assert len(places(text, file)) == 1


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
QUADRATIC = "a: &a [" + "x," * 10_000 + "]\nroles:\n" + "- {id: r, skills: *a}\n" * 10_000
HOSTILE: dict[str, Callable[[], str]] = {
    "alias bomb": lambda: BOMB,
    "quadratic aliases": lambda: QUADRATIC,
    **{
        f"nested {start!r}": lambda start=start: start * 100_000
        for start in ("[", "- ", "{a: ", "? ", "{? ", '{"a":', "[[],", "&a [", "!!map {a: ")
    },
    "nested after two equal keys": lambda: "a: 1\na: 2\nb: " + "[" * 100_000,
    "sexagesimal": lambda: "a: 1" + ":1" * 200_000,
    "digits": lambda: "a: " + "9" * 60_000,
    "pairs in a list": lambda: "a: [" + "? a," * 250_000 + "]",
    "pairs in a mapping": lambda: "a: {" + "? a," * 250_000 + "}",
    "set": lambda: "a: !!set {" + "? a," * 250_000 + "}",
    "equal keys": lambda: "a: 1\n" * 200_000,
    "equal JSON keys": lambda: "{" + ",".join(f'"k{n}":1' for n in range(190_000)) + ',"k5":1}',
    "one text": lambda: 'a: "' + "\\x41" * 2_000_000 + '"',
    "one JSON text": lambda: '{"a": "' + "x" * 8_000_000 + '"}',
    "a JSON text without an end": lambda: '{"a": "' + "\\\\" * 4_000_000,
    "spaces": lambda: " " * 8_000_000,
    "comments": lambda: "#\n" * 4_000_000,
    "items": lambda: "a:\n" + "- x\n" * 2_000_000,
    "JSON items": lambda: '{"a":[' + "[]," * 2_700_000 + "1]}",
    "anchors": lambda: "a:\n" + "".join(f"- &a{n} [x]\n" for n in range(250_000)),
}
COSTLY = ("equal JSON keys", "JSON items", "anchors", "pairs in a list", "items")
"""The largest, that take a second each."""
PROGRAM = """
import resource, sys
from pmladder.errors import InputError
from pmladder.formats.structured import parse
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
while size := sys.stdin.buffer.readline():
    text = sys.stdin.buffer.read(int(size)).decode()
    try:
        parse(text, "a.yaml")
    except InputError as error:
        print(max(map(len, error.lines())), flush=True)
"""


def lengths_of_hostile_messages(*, costly: bool) -> dict[str, int]:
    """For each hostile text of a kind the longest line of its refusal: all refused by one small process."""
    names = [name for name in HOSTILE if (name in COSTLY) is costly]
    texts = [HOSTILE[name]().encode() for name in names]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(400 * 1024 * 1024)],
        input=b"".join(b"%d\n%s" % (len(text), text) for text in texts),
        capture_output=True,
        timeout=300,
        check=False,
    )
    found = [int(line) for line in done.stdout.split()]
    assert (done.returncode, len(found)) == (0, len(texts)), (names[len(found) :][:1], done.stderr[-500:])
    return dict(zip(names, found, strict=True))


@pytest.mark.parametrize("costly", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["cheap", "costly"])
def test_hostile_texts_are_refused_in_a_small_space(costly: bool) -> None:
    lengths = lengths_of_hostile_messages(costly=costly)
    assert {name: length for name, length in lengths.items() if not 0 < length < 1000} == {}


def test_a_failing_parse_leaves_the_collector_on() -> None:
    refusal("a: [")
    assert gc.isenabled()


def test_without_libyaml_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    with pytest.raises(SurroundingsError, match="without libyaml"):
        parse("a: 1", "a.yaml")
