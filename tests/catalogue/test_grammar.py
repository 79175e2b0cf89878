"""A field that is added to a model is read, laid over, compared, written and described without a word elsewhere."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from jsonschema import Draft202012Validator
from pydantic import Field

import pmladder.catalogue
from pmladder.catalogue.diff import diff
from pmladder.catalogue.export import to_plain
from pmladder.catalogue.fields import FigureNote, FigureSources, Id, Level, Line, Many, Model, Months
from pmladder.catalogue.file_schema import file_schema
from pmladder.catalogue.grammar import Raw
from pmladder.catalogue.models import Catalogue, Role
from pmladder.catalogue.notation import Listed, Notation
from pmladder.catalogue.overlay import overlay
from pmladder.catalogue.shorthand import spell_out
from rows import each


class Notice(Model):
    """How long before leaving one says so."""

    months: Annotated[Months, Notation.SHORT, "In months."]
    sources: FigureSources = ()
    note: FigureNote = None


class Badge(Model):
    """A mark of honour."""

    title: Annotated[Line, Notation.NAMES, Notation.SHORT, "What it is called."]
    wants: Annotated[Level | None, "The level that it takes."] = None


class WiderRole(Role):
    """A role with three fields more."""

    notice: Annotated[Notice | None, "When to say that one leaves."] = None
    nicknames: Annotated[Many[Line], Notation.ALONE, "What friends say."] = ()
    perks: Annotated[Mapping[int, Line], Notation.IN_ORDER, "What there is at each level."] = {}


class WiderCatalogue(Catalogue):
    """A catalogue of such roles, with a part more."""

    roles: Annotated[Many[WiderRole], Field(min_length=1), Listed("role"), "The positions."]
    badges: Annotated[Many[Badge], Listed("badge"), "What can be worn."] = ()
    favourite: Annotated[Id | None, "The one to begin with."] = None


def written() -> Raw:
    role = {"id": "a", "title": "A", "notice": {"months": 3, "sources": "s", "note": "By law."}}
    return {
        "roles": [{**role, "nicknames": "Boss", "perks": ["Tea", "Coffee"]}],
        "badges": ["Gold", {"title": "Iron", "wants": "working"}],
        "sources": [{"id": "s", "title": "S"}],
    }


def made(raw: Raw) -> WiderCatalogue:
    assert spell_out(raw, 9, model=WiderCatalogue) == []
    return WiderCatalogue.model_validate(raw)


def laid(upper: Raw) -> WiderCatalogue:
    merged, problems = overlay(written(), upper, WiderCatalogue)
    assert problems == []
    return made(merged)


def test_a_new_field_is_read_in_short_and_written_in_short() -> None:
    catalogue = made(written())
    role, (gold, iron) = catalogue.roles[0], catalogue.badges
    assert role.notice == Notice(months=3, sources=("s",), note="By law.")
    assert (role.nicknames, role.perks) == (("Boss",), {1: "Tea", 2: "Coffee"})
    assert (gold.wants, iron.wants) == (None, 2)
    plain = to_plain(catalogue)
    assert plain["badges"] == ["Gold", {"title": "Iron", "wants": "working"}]
    assert plain["roles"][0]["perks"] == {"awareness": "Tea", "working": "Coffee"}
    assert plain["roles"][0]["nicknames"] == ["Boss"]
    assert to_plain(laid({"roles": [{"id": "a", "notice": 1}]}))["roles"][0]["notice"] == 1
    assert made(plain) == catalogue


def test_a_new_field_is_laid_over_by_its_key_and_loses_its_credit() -> None:
    first = laid({"roles": [{"id": "a", "notice": 6, "perks": {"working": "Juice"}}]}).roles[0]
    assert first.notice == Notice(months=6)
    assert first.perks == {1: "Tea", 2: "Juice"}
    badges = laid({"badges": [{"title": "Gold", "remove": True}, {"title": "Iron", "wants": 4}, "Tin"]}).badges
    assert [(badge.title, badge.wants) for badge in badges] == [("Iron", 4), ("Tin", None)]


def test_a_new_field_is_compared() -> None:
    upper = {"roles": [{"id": "a", "notice": 6, "nicknames": []}], "badges": [{"title": "Iron", "wants": 4}]}
    changes = diff(made(written()), laid({**upper, "favourite": "a"}))
    assert [(change.kind, change.part, change.where, change.what) for change in changes] == [
        ("raised", "role", "a", "notice.months"),
        ("removed", "role", "a", "notice.sources"),
        ("removed", "role", "a", "notice.note"),
        ("removed", "role", "a", "nicknames"),
        ("raised", "badge", "Iron", "wants"),
        ("added", "favourite", "", ""),
    ]


@each(
    ("key", "values", "wrong"),
    [
        ("notice", [3, {"months": 3, "editorial": True}], [-1, "x", {}, [3]]),
        ("nicknames", ["Boss", ["Boss", "Chief"]], [5, ""]),
        ("perks", [["Tea"], {"working": "Tea"}], ["Tea", [5]]),
    ],
)
def test_a_new_field_is_in_the_schema(key: str, values: list[Any], wrong: list[Any]) -> None:
    schema = file_schema(WiderCatalogue)
    validator = Draft202012Validator(schema)
    for value in (*values, *wrong):
        raw = {"roles": [{"id": "a", "title": "A", key: value}], "badges": ["Gold"]}
        assert validator.is_valid(raw) is (value in values), value
    described = schema["$defs"]["WiderRole"]["properties"]
    assert described["notice"]["description"] == "When to say that one leaves."
    assert schema["properties"]["badges"]["description"] == "What can be worn."
    overlaid = {"extends": "builtin", "badges": [{"title": "Gold", "remove": True}]}
    assert validator.is_valid(overlaid)
    assert not validator.is_valid({**overlaid, "extends": ""})


def test_a_level_that_is_unknown_in_a_new_field_is_told_where_it_stands() -> None:
    raw = {**written(), "badges": [{"title": "Iron", "wants": "wroking"}]}
    (problem,) = spell_out(raw, 9, model=WiderCatalogue)
    assert problem.path == ("badges", 0, "wants")
    assert "working" in problem.what


def test_no_public_name_of_the_catalogue_stands_twice() -> None:
    folder = Path(pmladder.catalogue.__file__).parent
    trees = [ast.parse(path.read_text("utf-8")) for path in folder.glob("*.py")]
    named = Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    assert [name for name, times in named.items() if times > 1 and not name.startswith("_")] == []
