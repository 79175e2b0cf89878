"""What is read of a program without running it: plain values, by their names; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from pmladder.errors import InputError
from pmladder.formats.constants import read_constants
from pmladder.formats.limits import DEPTH, TEXT
from rows import each


@each(
    ("suffix", "text", "values", "not_plain"),
    [
        # Texts, their escapes and their parts.
        ("js", r"const a = ['\u0041\x42\u{43}\n\t\'', `two`, 'on' + 'e', '\u{110000}', 'x\q'];", 0, []),
        ("py", "A = ['AB' 'C\\n\\t' + '\\'', 'two', 'on' + 'e', '', 'xq']", 0, []),
        # Numbers, truth and nothing.
        ("ts", "let a: (number | null)[] = [1_000, -2, 1.5, .5, true, false, null, undefined]", 1, []),
        ("py", "A: list = [1_000, -2 + 0, 1.5]\nB = [1000, 1.5, True, None]", {"B": [1000, 1.5, True, None]}, ["A"]),
        # Keys of every kind, and values that stand for themselves.
        (
            "js",
            "const b = {x: 1};\nconst a = { 'k 1': 1, 2: 2, [Level.HIGH]: 3, ['w']: 4, b, ...b };",
            {"a": {"k 1": 1, "2": 2, "HIGH": 3, "w": 4, "b": {"x": 1}, "x": 1}},
            [],
        ),
        ("py", "A = {1: 'a', 2.5: 'b', L.HIGH: 'c'}", {"A": {"1": "a", "2.5": "b", "HIGH": "c"}}, []),
        ("js", "const b = ['x'];\nconst a = [...b, 'y', ...'z'];", {"a": ["x", "y"]}, []),
        # A key that is a name is the value of that name, and so is a member of an enumeration or of a mapping.
        (
            "ts",
            "const K = 'Two words', N = 3;\nconst M: number = 2;\nenum Rank { Low = 'Lowest', High = 7, Top = 'To' + x}"
            "\nexport const enum More { A = \"a b\" };\nconst T = { X: 'the x', Y: 1 } as const;\n"
            "const a = { [K]: K, [M]: M, [Rank.Low]: Rank.Low, [Rank.High]: 1, [Rank.Top]: 2, "
            "[More.A]: 3, [T.X]: 4, [T.Y]: 5, K };\nconst b = { [x]: 1 };\n"
            "const c = { [a]: 1 };\nconst d = { [`${K}`]: 1 };",
            {
                "a": {
                    "Two words": "Two words",
                    "2": 2,
                    "Lowest": "Lowest",
                    "High": 1,
                    "Top": 2,
                    "a b": 3,
                    "the x": 4,
                    "Y": 5,
                    "K": "Two words",
                }
            },
            list("bcd"),
        ),
        (
            "py",
            "K = 'Two words'\nclass Rank(Enum):\n    LOW = 'Lowest'\n    HIGH = 7\n    TOP = f(1)\n"
            "A = {K: K, Rank.LOW: 1, Rank.HIGH: 2, Rank.TOP: Rank.LOW.value}\nB = {x: 1}",
            {"A": {"Two words": "Two words", "Lowest": 1, "HIGH": 2, "TOP": "Lowest"}},
            ["B"],
        ),
        # What only says a type, or that nothing changes, is no part of a value.
        (
            "ts",
            "const a: Record<string, { n: number }> = Object.freeze({ x: [1] as const }) satisfies M<A, B>;\n"
            "export const b = { y: 1 } as { y: number }\nexport const c = [2] as T",
            {"a": {"x": [1]}, "b": {"y": 1}, "c": [2]},
            [],
        ),
        ("js", "export default { x: 1 };", {"default": {"x": 1}}, []),
        ("cjs", "module.exports = { x: [1] };", {"exports": {"x": [1]}}, []),
        ("js", "module.exports = make();\nexport default make;\nlet later;\nvar x", {}, []),
        # A comment is none, and neither is what stands in a function.
        ("js", "// const a = [1];\n/* const b = [2]; */\nfunction f() { const c = [3]; }\nconst d = [4];", 2, []),
        ("py", "# A = [1]\ndef f():\n    B = [2]\nC = D = [3]\nE.x = [5]\nF: list\nG = [4]", {"G": [4]}, []),
        # What only running it would give.
        ("js", "const a = [f(1)];\nconst b = [`${x}`];\nconst c = { get x() {} };\nconst d = [1, 2;", {}, list("abcd")),
        (
            "js",
            "const a = [x];\nconst b = { c };\nconst e = Object.freeze([1], 2);\nconst g = { + : 1 };",
            {},
            list("abeg"),
        ),
        (
            "py",
            f"A = [f(1)]\nB = [f()]\nC = [x]\nD = {{**E}}\nF = ['a' + 1]\nG = [{'9' * 400}]\nH = [b'x']\n"
            "I = {(1,): 2}",
            {},
            list("ABCDFGHI"),
        ),
        # A mere text or number is no ladder; a call with names is a mapping.
        ("py", "A = 'text'\nB = 3\nC = []\nD = Role(name='x', level=2, **rest)", {"D": {"name": "x", "level": 2}}, []),
    ],
)
def test_plain_values_are_read(suffix: str, text: str, values: Any, not_plain: list[str]) -> None:
    alike = [
        {"a": ["ABC\n\t'", "two", "one", "", "xq"]},
        {"a": [1000, -2, 1.5, 0.5, True, False, None, None]},
        {"d": [4]},
    ]
    wanted = alike[values] if isinstance(values, int) else values
    found, others = read_constants(text, f"x.{suffix}")
    assert ({name.lower() if values == 0 else name: value for name, value in found.items()}, others) == (
        wanted,
        not_plain,
    )


@each(
    ("suffix", "text", "line", "what"),
    [
        ("py", "A = [1]\nB = (", 2, "cannot be read as Python"),
        ("py", "A = " + "'a' + " * 5000 + "'a'", None, "nested too deep"),
        ("js", "\n\nconst a = " + "[" * (DEPTH + 2), 3, "is nested deeper than"),
        ("py", "A = " + "[" * (DEPTH + 2) + "]" * (DEPTH + 2), 1, "is nested deeper than"),
        ("py", f"\nA = ['{'x' * (TEXT + 1)}']", 2, "this text has"),
        ("py", "A = ['\u202e']", 1, "the character \\u202e"),
        # Each name is small, and what they stand for together is not.
        (
            "js",
            "const a0 = [1, 2];\n" + "".join(f"const a{n + 1} = [{f'a{n}, ' * 9}];\n" for n in range(9)),
            1,
            "holds more",
        ),
        ("js", "const a = [1];" + " " * 1024 * 1024, None, "are the most"),
    ],
)
def test_a_program_that_is_none_or_too_much_is_refused(suffix: str, text: str, line: int | None, what: str) -> None:
    with pytest.raises(InputError) as refused:
        read_constants(text, f"x.{suffix}")
    [problem] = refused.value.problems
    assert what in problem.what
    assert problem.line == line


def test_what_python_warns_of_is_not_said(recwarn: pytest.WarningsRecorder) -> None:
    values, _ = read_constants('LEVELS = ["low"]\nMOST = 1or 2\n', "ladder.py")
    assert values["LEVELS"] == ["low"]
    assert not recwarn.list
