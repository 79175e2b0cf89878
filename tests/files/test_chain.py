"""Whether a text may extend another is asked of every catalogue at every start, so it is asked by the word itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmladder.errors import InputError
from pmladder.files.catalogue_file import load_catalogue, may_extend
from rows import each

KEY = re.compile(r"""(?:^|[{,])[ \t]*["']?extends["']?\s*:""", re.MULTILINE)
PIECES = ("extends", ":", " ", "\t", "\n", "{", ",", '"', "'", "a", "#")


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_key_is_found_where_a_line_or_an_entry_begins(text: str) -> None:
    assert may_extend(text.encode()) == bool(KEY.search(text))


@each(
    ("text", "may"),
    [
        ("extends: builtin", True),
        ("roles: []\n  'extends' : a", True),
        ('{"roles": [],\t"extends": "a"}', True),
        ("# one that says `extends: builtin`", False),
        ("title: it extends: far", False),
        ("extends", False),
    ],
)
def test_the_word_alone_is_no_key(text: str, may: bool) -> None:
    assert may_extend(text.encode()) is may


@each(("named", "hinted"), [("built-in", True), ("Builtin", True), ("base.yaml", False)])
def test_a_slip_in_builtin_is_no_missing_file_alone(tmp_path: Path, named: str, hinted: bool) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"extends: {named}\n")
    with pytest.raises(InputError) as refused:
        load_catalogue(str(file))
    assert ('"builtin"' in str(refused.value)) == hinted
