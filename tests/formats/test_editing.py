"""A document is changed to other data in place: what else stands in it stays, to the last character."""

from __future__ import annotations

from typing import Any

import pytest

from pmladder.errors import InputError
from pmladder.formats.editing import renamed, rewritten
from pmladder.formats.structured import parse, read_mapping
from rows import each


@each(
    ("text", "new", "wanted"),
    [
        ("a: 1\n# c\nb: 2\nc: 3\n", {"a": 1, "c": 3}, "a: 1\n# c\nc: 3\n"),
        ("a: 1\r\n# c\r\nb: 2", {"a": 1}, "a: 1\r\n# c"),
        # Comments outlive the last entry.
        ("a: 1\n# c\nb: 2\n", {}, "{}\n# c\n"),
        ("# mine\na: 1", {}, "# mine\n{}"),
        ('{"a": 1, "b": [1, 2, 3]}', {}, "{}"),
        ('{"b": 2}', {"a": 1, "b": 2}, '{"b": 2, "a": 1}'),
        ('{\n  "b": 2\n}\n', {"b": {"x": 1}, "a": 1}, '{\n  "b": {\n    "x": 1\n  },\n  "a": 1\n}\n'),
        ("a: [1, 2, 3]\n", {"a": [1, 3]}, "a: [1, 3]\n"),
        ("a: [x]\n", {"a": ["z", "x"]}, "a: [z, x]\n"),
        ("a: {x: 1}\n", {"a": {"x": 1, "z": "b"}}, "a: {x: 1, z: b}\n"),
        # Texts of several lines end where they ended.
        ("a: |\n  x\n", {"a": "x\n", "b": 1}, "a: |\n  x\nb: 1\n"),
        ("a: |+\n  x\n\n", {"a": "x\n\n", "b": 1}, "a: |+\n  x\n\nb: 1\n"),
        ("a:\nb: 1\n", {"a": 2, "b": 1}, "a: 2\nb: 1\n"),
        # Quotes stay where they still fit.
        ("a: 'x'\nb: \"x\"\nc: z\n", {"a": "it's", "b": "q", "c": "true"}, 'a: it\'s\nb: "q"\nc: "true"\n'),
        ("a: # c\n  - 1\n", {"a": {"x": 1}}, "a: # c\n  {x: 1}\n"),
        ("a:\n- x: 1\n-  q: 2\n- z\n", {"a": [{"x": 1}, "z", "w"]}, "a:\n- x: 1\n- z\n- w\n"),
        ("a:\n- b\n", {"a": ["c", "b"]}, "a:\n- c\n- b\n"),
        # What another entry shares cannot be changed alone.
        ("a: &x 1\nb: *x\n", {"a": 2, "b": 1}, None),
    ],
)
def test_a_document_is_rewritten_in_place(text: str, new: dict[str, Any], wanted: str | None) -> None:
    file = "x.json" if text.startswith("{") else "x.yaml"
    document, old = read_mapping(text, file), parse(text, file)
    if wanted is None:
        with pytest.raises(InputError):
            rewritten(document, old, new, ())
        return
    made = rewritten(document, old, new, ())
    assert (made.text, made.value) == (wanted, new)


def test_keys_are_renamed_and_nothing_else() -> None:
    document = read_mapping('{"a": {"b": 1}}', "x.json")
    assert renamed(document, [("a", "b"), ("a",)], "x y").text == '{"x y": {"x y": 1}}'
    assert renamed(read_mapping("a: {b: 1} # c\n", "x.yaml"), [("a", "b")], "true").text == 'a: {"true": 1} # c\n'
