"""A catalogue that is written out and read back is the same, as YAML, as JSON and, as far as it goes, as CSV."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amount import examples
from catalogue.strategies import catalogues, lines, texts
from engine.small import small
from pmladder.catalogue.export import to_plain
from pmladder.catalogue.models import Catalogue, Role
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from pmladder.formats.spreadsheet import read_sheet
from pmladder.formats.structured import parse
from pmladder.formats.yaml_writer import to_yaml
from pmladder.imports.ladder.importing import import_table
from pmladder.render.as_csv import as_csv
from pmladder.render.formats import FORMATS
from pmladder.render.screen import Screen
from pmladder.report.catalogue_export import export_report
from pmladder.report.ground import Ground
from rows import each


def carried(catalogue: Catalogue) -> dict[str, Any]:
    """What the long form of CSV has of a catalogue."""
    used = {skill for role in catalogue.roles for skill in role.skills}

    def role(role: Role) -> dict[str, Any]:
        plain = role.model_dump(include={"id", "title", "family", "track", "seniority"})
        figures = [(years.min, years.typical) if years else None for years in (role.years, role.years_in_product)]
        asked = {skill: (asked.level, asked.must_have) for skill, asked in role.skills.items()}
        return {**plain, "figures": [pair for pair in figures if pair != (None, None)], "skills": asked}

    top = max((asked.level for role in catalogue.roles for asked in role.skills.values()), default=0)
    names = {level.level for role in catalogue.roles for level in role.skills.values() if level.level}
    return {
        "roles": [role(entry) for entry in catalogue.roles],
        "skills": {skill.id: (skill.name, skill.category) for skill in catalogue.skills if skill.id in used},
        "scale": {level: catalogue.level_name(level) for level in names} if top else {},
    }


def from_csv(catalogue: Catalogue, folder: Any) -> Catalogue:
    path = folder / "ladder.csv"
    sheet = read_sheet(as_csv(export_report(Ground(catalogue, ""))).encode(), str(path))
    imported = import_table(sheet.rows, {}, None, "ladder.csv", sheet.broken)
    assert imported.unread == []
    return parse_catalogue(json.dumps(imported.raw), "ladder.csv")


@each("catalogue", [load_catalogue, small], ids=["builtin", "small"])
def test_the_same_comes_back(catalogue: Any, tmp_path: Any) -> None:
    made = catalogue()
    plain = to_plain(made)
    assert parse_catalogue(to_yaml(plain), "x.yaml") == made
    assert parse_catalogue(json.dumps(plain), "x.json") == made
    assert carried(from_csv(made, tmp_path)) == carried(made)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogues())
def test_any_catalogue_comes_back_from_yaml_and_json(catalogue: Catalogue) -> None:
    plain = to_plain(catalogue)
    assert parse_catalogue(to_yaml(plain), "x.yaml") == catalogue
    assert parse_catalogue(json.dumps(plain, ensure_ascii=False), "x.json") == catalogue
    assert FORMATS["md"](export_report(Ground(catalogue, "")), Screen()).endswith("\n")


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogues(plain=True))
def test_what_csv_can_carry_comes_back(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> None:
    assert carried(from_csv(catalogue, tmp_path_factory.getbasetemp())) == carried(catalogue)


@pytest.mark.release
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogues())
def test_any_catalogue_comes_back_many_times(catalogue: Catalogue) -> None:
    plain = to_plain(catalogue)
    assert parse_catalogue(to_yaml(plain), "x.yaml") == catalogue
    assert parse_catalogue(json.dumps(plain), "x.json") == catalogue


@pytest.mark.release
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(catalogues(plain=True))
def test_what_csv_can_carry_comes_back_many_times(tmp_path_factory: Any, catalogue: Catalogue) -> None:
    assert carried(from_csv(catalogue, tmp_path_factory.getbasetemp())) == carried(catalogue)


_scalars = st.integers(-(10**9), 10**9) | st.booleans() | texts | st.floats(allow_nan=False, allow_infinity=False)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(lines, inner, max_size=3), max_leaves=12
)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(lines, _values, min_size=1, max_size=4))
def test_any_data_reads_back_by_our_reader_and_by_yaml_1_1(data: dict[str, Any]) -> None:
    text = to_yaml(data)
    assert parse(text, "x.yaml") == data
    assert yaml.safe_load(text) == data


@each(
    ("value", "expected"),
    [
        ("plain words, and more", "key: plain words, and more\n"),
        ("no", 'key: "no"\n'),
        ("1.10", 'key: "1.10"\n'),
        ("2026-11-22", 'key: "2026-11-22"\n'),
        ("3rd line analyst", "key: 3rd line analyst\n"),
        ("👷 Engineer", "key: 👷 Engineer\n"),
        ("a: b", 'key: "a: b"\n'),
        (["a", "b c", "d,e"], 'key: [a, b c, "d,e"]\n'),
        ({"min": 1, "max": 2.5}, "key: {min: 1, max: 2.5}\n"),
        ("one\n\ntwo", "key: |-\n  one\n\n  two\n"),
        ("word " * 30 + "end", f"key: >-\n  {'word ' * 22}word\n  {'word ' * 7}end\n"),
        ([{"id": "a"}, {"id": "b"}], "key:\n  - {id: a}\n  - {id: b}\n"),
        ({}, "key: {}\n"),
    ],
)
def test_how_values_are_written(value: Any, expected: str) -> None:
    assert to_yaml({"key": value}) == expected


def test_a_catalogue_reads_like_one_written_by_hand() -> None:
    text = to_yaml(to_plain(small()))
    assert "scale: [basic, solid, master]\n" in text
    assert "  - {id: people, name: People}\n" in text
    assert "    years_in_product: {min: 0, typical: 1}\n" in text
    assert "    must_have: [craft]\n    skills:\n      craft: solid\n      talk: solid\n" in text
    assert "  - {from: junior, to: senior, kind: promotion, years_in_from: [1, 3], common: usual}\n" in text
    assert "      people: {level: master, sources: [book]}\n" in text


def test_seniority_is_always_written_for_its_absence_means_the_order() -> None:
    flat = parse_catalogue("roles: [{id: a, title: A, seniority: 0}, {id: b, title: B, seniority: 0}]", "x")
    assert [role.seniority for role in parse_catalogue(to_yaml(to_plain(flat)), "x").roles] == [0, 0]
