"""What must hold of every catalogue that can be written, tried on generated ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amount import examples
from catalogue.strategies import Raw, ids, raw_catalogues, titles, written
from pmladder.catalogue.diff import diff
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.overlay import overlay
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.text import folded

_RELAXED = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def made(raw: Raw) -> Catalogue:
    return parse_catalogue(written(raw), "generated.json")


def laid(base: Raw, upper: Raw) -> Catalogue:
    merged, problems = overlay(base, upper)
    assert problems == []
    return made(merged)


@pytest.mark.slow
@settings(max_examples=examples(40), deadline=None, suppress_health_check=_RELAXED)
@given(one=raw_catalogues(), other=raw_catalogues())
def test_nothing_differs_exactly_when_catalogues_are_equal(one: Raw, other: Raw) -> None:
    a, b = made(one), made(other)
    assert diff(a, made(one)) == ()
    assert (diff(a, b) == ()) == (a == b)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=_RELAXED)
@given(raw=raw_catalogues(), data=st.data())
def test_a_single_change_is_seen_and_turns_round(raw: Raw, data: st.DataObject) -> None:
    changed = json.loads(json.dumps(raw))
    data.draw(st.sampled_from(CHANGES))(changed, data.draw)
    a, b = made(raw), made(changed)
    there, back = diff(a, b), diff(b, a)
    assert (there == ()) == (a == b)
    turned = {"added": "removed", "removed": "added", "raised": "lowered", "lowered": "raised"}
    assert sorted(turned.get(change.kind, change.kind) for change in there) == sorted(change.kind for change in back)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=_RELAXED)
@given(raw=raw_catalogues())
def test_laying_nothing_over_a_catalogue_changes_nothing(raw: Raw) -> None:
    assert laid(raw, {"extends": "base.yaml"}) == made(raw)
    assert laid(raw, {"extends": "base.yaml", "catalogue": {}, "roles": [], "transitions": []}) == made(raw)
    named = {part: [{"id": entry["id"]} for entry in raw.get(part, [])] for part in ("roles", "skills")}
    assert laid(raw, {part: entries for part, entries in named.items() if entries}) == made(raw)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=_RELAXED)
@given(raw=raw_catalogues())
def test_laying_a_catalogue_over_itself_changes_nothing(raw: Raw) -> None:
    assert laid(raw, raw) == made(raw)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=_RELAXED)
@given(raw=raw_catalogues(), name=ids, title=titles)
def test_removing_what_was_added_gives_the_base_back(raw: Raw, name: str, title: str) -> None:
    known = {folded(entry["id"]) for part in ("roles", "skills", "sources") for entry in raw.get(part, [])}
    if folded(name) in known:
        return
    first = raw["roles"][0]["id"]
    upper: Raw = {
        "skills": [{"id": name, "name": title}],
        "roles": [{"id": name, "title": title, "skills": {name: 1}}, {"id": first, "skills": {name: 1}}],
        "transitions": [{"from": name, "to": first, "kind": "lateral"}],
        "sources": [{"id": name, "title": title}],
    }
    merged, problems = overlay(raw, upper)
    assert problems == []
    assert diff(made(raw), made(json.loads(json.dumps(merged)))) != ()
    gone: Raw = {part: [{"id": name, "remove": True}] for part in ("skills", "roles", "sources")}
    assert laid(merged, gone) == made(raw)


Draw = Callable[[Any], Any]


def _retitle(raw: Raw, draw: Draw) -> None:
    draw(st.sampled_from(raw["roles"]))["title"] = draw(titles)


def _drop_role(raw: Raw, _: Draw) -> None:
    if len(raw["roles"]) > 1:
        gone = raw["roles"].pop()["id"]
        raw["transitions"] = [m for m in raw.get("transitions", []) if gone not in (m["from"], m["to"])]


def _turn_order(raw: Raw, draw: Draw) -> None:
    raw.get(draw(st.sampled_from(["roles", "transitions", "skills"])), []).reverse()


def _ask(raw: Raw, draw: Draw) -> None:
    role = draw(st.sampled_from(raw["roles"]))
    for skill in raw.get("skills", [])[:1]:
        role.setdefault("skills", {})[skill["id"]] = draw(st.integers(1, len(raw["scale"])))


def _years(raw: Raw, draw: Draw) -> None:
    draw(st.sampled_from(raw["roles"]))["years"] = draw(st.integers(0, 20))


def _move(raw: Raw, draw: Draw) -> None:
    for move in raw.get("transitions", [])[:1]:
        move["years_in_from"] = [draw(st.integers(0, 3)), draw(st.integers(4, 7))]


CHANGES: list[Callable[[Raw, Draw], None]] = [_retitle, _drop_role, _turn_order, _ask, _years, _move]
