"""Whatever stands anywhere in a catalogue: it loads, or it is refused in short lines that are safe to show."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from amount import examples
from pmladder.catalogue.fields import Many, Model
from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError, Problem
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.profile.models import Profile
from pmladder.text import safe
from pmladder.validation import validate, where
from rows import each

SECRET = "dont-repeat-me"
WHOLE: dict[str, Any] = {
    "catalogue": {"id": "whole", "title": "Whole", "version": "1"},
    "scale": ["low", {"name": "high", "meaning": "Much"}],
    "categories": [{"id": "data", "name": "Data"}],
    "skills": [
        {"id": "m", "name": "M", "category": "data", "levels": ["A", "B"], "close": {"low": "Do", "2": ["Do"]}},
        {"id": "n", "name": "N", "reading": ["Book", {"title": "Other", "sources": "s"}]},
    ],
    "roles": [
        {
            "id": "a", "title": "A", "aliases": ["B", {"title": "C", "company": ["small"]}], "seniority": 1,
            "years": {"min": 1, "typical": 2, "sources": ["s"]}, "years_in_product": 2, "people": 0, "scope": "One",
            "reports_to": ["B"], "education": "None", "evidence": ["Launch", {"id": "e", "text": "E"}],
            "prior": {"tracks": ["individual"], "years": 1},
            "pay": [{"low": 1, "high": 2, "currency": "EUR", "basis": "base"}],
            "skills": {"m": "low", "n": {"level": "high", "entry": "low"}}, "must_have": ["m"],
        },
        {"id": "b", "title": "B", "track": "management", "seniority": 2},
    ],
    "transitions": [{"from": "a", "to": "b", "kind": "fork", "years_in_from": [1, 2], "sources": ["editorial"]}],
    "effort": {"focus": {"low": 2}, "skills": {"m": {"high": [1, 3]}}},
    "company_ladders": [{"size": "small", "name": "S", "ladder": ["a", "b"]}],
    "sources": [{"id": "s", "title": "S", "tier": "A"}],
}  # fmt: skip

Step = tuple[Any, Any]


def places(value: Any) -> list[Step]:
    """Every container in `value` with each of its keys or indices."""
    steps = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    inner = [place for _, entry in steps if isinstance(entry, (dict, list)) for place in places(entry)]
    return [(value, key) for key, _ in steps] + inner


PLACES = len(places(WHOLE))

words = st.sampled_from(
    ["", " ", "a", "b", "m", "low", "none", "id", "title", "skills", "sources", "editorial", "min", "2", "yes", SECRET]
)
texts = words | st.text(max_size=20) | st.sampled_from(["x" * 300, "é" * 6_000, "\u202e", "\x1b[31m", "a\nb", "[/]"])
numbers = st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1, 6)
junk = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


def put(index: int, how: str, key: str, value: Any) -> str:
    """`WHOLE` as a text, with `value` in one of its places."""
    raw = copy.deepcopy(WHOLE)
    container, step = places(raw)[index]
    if how == "replace":
        container[step] = value
    elif how == "remove":
        del container[step]
    elif isinstance(container, list):
        container.insert(step, value)
    else:
        container[key] = value
    return json.dumps(raw)


def loads_or_says_why(index: int, how: str, key: str, value: Any) -> None:
    try:
        assert isinstance(parse_catalogue(put(index, how, key, value), "junk.json"), Catalogue)
    except InputError as refused:
        error = refused
    else:
        return
    assert error.problems
    for problem, line in zip(error.problems, error.lines(), strict=True):
        assert line == safe(line)
        assert len(line) < 1000
        assert problem.line is not None


arguments = given(st.integers(0, PLACES - 1), st.sampled_from(["replace", "add", "remove"]), texts, junk)
health = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@arguments
@settings(max_examples=examples(300), deadline=None, suppress_health_check=health)
def test_junk_anywhere(index: int, how: str, key: str, value: Any) -> None:
    loads_or_says_why(index, how, key, value)


@pytest.mark.release
@arguments
@settings(max_examples=int(os.environ.get("EXAMPLES", "5000")), deadline=None, suppress_health_check=health)
def test_much_junk_anywhere(index: int, how: str, key: str, value: Any) -> None:
    loads_or_says_why(index, how, key, value)


def test_the_whole_catalogue_loads() -> None:
    assert len(parse_catalogue(json.dumps(WHOLE), "whole.json").roles) == 2


@each("key", ["years", "people", "education", "history", "company", "evidence"])
def test_values_of_a_profile_are_never_repeated(key: str) -> None:
    made = validate(Profile, {key: SECRET})
    assert isinstance(made, list)
    assert made
    assert not any(SECRET in problem.where + problem.what for problem in made)


def test_titles_of_a_history_are_never_repeated() -> None:
    made = validate(Profile, {"history": [{"title": SECRET, "start": "x"}]})
    assert isinstance(made, list)
    assert [problem.where for problem in made] == ["position number 1, start"]


class Inner(Model):
    name: str


class Outer(Model):
    entries: Many[Inner] = ()
    by_name: Mapping[str, int] = Field(default={})


@each(
    ("model", "raw", "said"),
    [
        (Outer, {"entry": 1}, 'unknown key "entry"; did you mean "entries"?'),
        (Outer, {"entries": [{"name": "a", "nam": 1}]}, 'unknown key "nam"; did you mean "name"?'),
        (Outer, {"entries": [{}]}, '"name" is missing'),
        (Outer, {"entries": 5}, "should be a list"),
        (Outer, {"by_name": {"a": "b"}}, "should be a whole number"),
        (Outer, 5, "should be a mapping of keys to values"),
    ],
)
def test_what_is_said(model: type[BaseModel], raw: Any, said: str) -> None:
    made = validate(model, raw)
    assert isinstance(made, list)
    assert [problem.what for problem in made] == [said]


def test_no_more_problems_than_asked_for() -> None:
    made = validate(Outer, {"entries": [{}] * 90}, 50)
    assert isinstance(made, list)
    assert len(made) == 50


def test_a_list_is_too_short_only_when_nothing_is_in_it() -> None:
    def problems(roles: Any) -> list[Problem]:
        made = validate(Catalogue, {"scale": [], "roles": roles})
        assert isinstance(made, list)
        return made

    assert [problem.what for problem in problems([])] == ["needs at least 1 entry"]
    assert [problem.what for problem in problems([{"title": "A"}])] == ['"id" is missing']


@each(
    ("path", "said"),
    [
        ((), ""),
        (("roles", 0), 'role "a"'),
        (("roles", 0, "skills", "m m"), 'role "a", skills, "m m"'),
        (("roles", 7, "title"), "role number 8, title"),
        (("transitions", 0), 'transition "a" to "b"'),
        (("aliases", 0), "alias number 1"),
        (("x" * 500,), '"' + "x" * 59 + '…"'),
    ],
)
def test_where(path: tuple[str | int, ...], said: str) -> None:
    assert where(path, {"roles": [{"id": "a"}], "transitions": [{"from": "a", "to": "b"}]}) == said


@pytest.mark.parametrize("wrong", [0, 700, 4_000], ids=["from the first on", "from further down on", "at the end"])
def test_of_very_many_problems_as_many_as_asked_are_told(wrong: int) -> None:
    roles = [{"id": f"r{number}", "title": "R"} for number in range(wrong)] + [{} for _ in range(2_000)]
    raw = {"scale": ["low"], "roles": roles, "sources": [{} for _ in range(2_000)]}
    first, all_of_them = validate(Catalogue, raw, 50), validate(Catalogue, raw)
    assert isinstance(first, list)
    assert isinstance(all_of_them, list)
    assert len(first) == 50
    assert all(problem in all_of_them for problem in first)
