"""Two roles of one title, and two skills of one name: whoever reads an answer can tell which is meant."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.strategies import Raw
from cli.conftest import Run, json_of
from pmladder.catalogue.models import labels
from pmladder.cli.app import CATALOGUE_COMMANDS, COMMANDS, PROFILE_COMMANDS
from pmladder.render.charts.fitting import cut
from pmladder.render.charts.move_map import move_map
from pmladder.report.page_one import MapBox, MoveMap
from pmladder.text import folded

_ASKED = {"craft-a": "two", "craft-b": "two"}
_BLOCKING = {"skills": _ASKED, "must_have": [*_ASKED]}
_YEARS = {"years_in_product": {"min": 1, "typical": 3}}
TWINS: Raw = {
    "catalogue": {"id": "twins", "title": "Two of each", "version": "1"},
    "scale": ["one", "two", "three"],
    "skills": [
        {"id": "craft-a", "name": "Twin craft"},
        {"id": "craft-b", "name": "Twin craft"},
        {"id": "own", "name": "Own craft"},
    ],
    "roles": [
        {"id": "low-a", "title": "Twin maker", "seniority": 1, **_YEARS, "skills": {"craft-a": "one", "own": "one"}},
        # To a reader the same, however it is written.
        {"id": "low-b", "title": "twin  Maker", "seniority": 1, **_YEARS, "skills": {"craft-a": "one"}},
        {
            "id": "mid-a",
            "title": "Twin lead",
            "seniority": 2,
            "people": {"min": 1, "must_have": True},
            **_BLOCKING,
        },
        {"id": "mid-b", "title": "Twin lead", "seniority": 2, **_BLOCKING, "skills": {**_ASKED, "craft-a": "three"}},
        {"id": "top-a", "title": "Twin head", "seniority": 3, "track": "management", **_BLOCKING},
        {"id": "top-b", "title": "Twin head", "seniority": 3, "track": "management", "skills": _ASKED},
    ],
    "transitions": [
        {"from": "low-a", "to": "low-b", "kind": "lateral"},
        *({"from": f"low-{one}", "to": f"mid-{other}"} for one, other in product("ab", "ab")),
        *({"from": f"mid-{one}", "to": f"top-{other}"} for one, other in product("ab", "ab")),
    ],
    "company_ladders": [{"size": "small", "name": "Small ones", "ladder": ["low-a", "mid-b", "top-a"]}],
}
ME = {
    "role": "low-a",
    "years": 6,
    "goal": "top-a",
    "history": [{"title": "Builder", "role": "low-a", "start": "2020"}],
    "skills": {"craft-a": 1, "craft-b": 0},
}
_LABELLED = re.compile(r"(?i)twin\s+(?:maker|lead|head|craft) \\?\((?:low|mid|top|craft)-[ab]\\?\)")
_BARE = re.compile(r"(?i)twin\s+(?:maker|lead|head|craft)")
_IDS = re.compile(r"\b(?:low|mid|top|craft)-[ab]\b")

# Which command shows which of the twins.
SHOWN: list[tuple[str, str]] = [
    ("roles", "low-a low-b mid-a mid-b top-a top-b"),
    ("role low-a --sources", "low-b mid-a mid-b craft-a"),
    ("role top-b --all", "mid-a mid-b craft-a craft-b"),
    ("skills", "craft-a craft-b"),
    ("skill craft-b", "craft-b"),
    ("title --company-size small low-a", "low-a"),
    ("next --years 6", "mid-a mid-b"),
    ("next --years 3", "low-a low-b"),
    ("next {me} --map --all --why --if craft-a=3", "low-a low-b mid-a mid-b top-a top-b craft-a craft-b"),
    ("next --role top-a --goal low-b", "top-a"),
    ("gap mid-b {me} --chart --why --if craft-a=2", "low-a mid-b craft-a craft-b"),
    ("opens {me} --all", "mid-a mid-b craft-a craft-b"),
    ("route top-a {me} --if craft-a=3 --all", "mid-a mid-b top-a craft-a craft-b"),
    ("route low-b --role mid-a --all", "low-a low-b mid-a"),
    ("plan mid-b {me} --all", "low-a mid-b craft-a craft-b"),
    ("plan mid-a --role mid-b --focus craft-b --all", "mid-a mid-b"),
    ("brief mid-b {me} --all", "low-a mid-b craft-a craft-b"),
    ("brief top-b --role mid-a --all", "mid-a top-b"),
    ("compare low-a low-b mid-a mid-b --all", "low-a low-b mid-a mid-b craft-a craft-b"),
    ("profile show {me}", "low-a top-a craft-a craft-b"),
    ("profile diff {mine} {theirs}", "low-a low-b top-a top-b craft-a craft-b"),
    ("profile import {mine} --dry-run --profile {other}", "low-a craft-a craft-b"),
    ("profile set {kept} craft-a=3 craft-b=1 role=low-b", "craft-a craft-b"),
    ("assess {kept} --answers {answers}", "low-b top-a craft-a"),
    ("progress {kept} --all", "low-b mid-a mid-b top-a craft-a craft-b"),
    ("catalogue show --role low-a", "low-a low-b mid-a mid-b top-a top-b"),
    ("catalogue export", "low-a low-b mid-a mid-b top-a top-b craft-a craft-b"),
    ("catalogue page --output -", "low-a low-b mid-a mid-b top-a top-b craft-a craft-b"),
    ("report {me} --output - top-b", "low-a low-b mid-a mid-b top-b craft-a craft-b"),
    ("report {me} --output -", "low-a low-b mid-a mid-b top-a craft-a craft-b"),
]
_FORMS = {"report": "html", "catalogue page": "html", "catalogue export": "md"}
# What they say of a catalogue or a profile, they say of ids, or they make a file.
_ELSEWHERE = {"profile new", "profile check", "catalogue check", "catalogue new", "catalogue schema"}
_ELSEWHERE |= {"catalogue diff", "catalogue import", "profile forget", "agent-guide", "mcp"}


@pytest.fixture
def names(tmp_path: Path) -> dict[str, str]:
    """The catalogue of twins, and profiles, by the names that `SHOWN` has for them."""

    def kept(name: str, content: Any) -> str:
        (tmp_path / name).write_text(json.dumps(content))
        return str(tmp_path / name)

    mine, shelf = kept("me.json", ME), kept("kept.json", ME)
    theirs = kept("theirs.json", {"role": "low-b", "goal": "top-b", "skills": {"craft-a": 2, "craft-b": 1}})
    answers = kept("answers.json", {"craft-a": 1, "craft-b": 2})
    other = str(tmp_path / "new.yaml")
    named = {"mine": mine, "theirs": theirs, "other": other, "answers": answers, "ladder": kept("ladder.json", TWINS)}
    return {**named, "me": f"--profile {mine}", "kept": f"--profile {shelf}"}


def read(pmladder: Run, names: dict[str, str], command: str, form: str) -> str:
    """What a reader gets of a command that succeeds, on the screen and beside it."""
    words = command.format(**names).split()
    at = 2 if words[0] in ("catalogue", "profile") else 1
    ran = pmladder(*words[:at], "--format", form, *words[at:], "--catalogue", names["ladder"])
    assert ran.code == 0, ran
    page = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", ran.out)
    # A picture breaks its texts into lines.
    return re.sub(r"</text>\s*<text[^>]*>(?=\()", " ", page) + ran.err


def test_every_command_is_looked_at() -> None:
    commands = {*COMMANDS, *(f"profile {name}" for name in PROFILE_COMMANDS)}
    commands |= {f"catalogue {name}" for name in CATALOGUE_COMMANDS}
    groups = ("profile", "catalogue")
    seen = {" ".join(command.split()[: 2 if command.split()[0] in groups else 1]) for command, _ in SHOWN}
    assert seen | _ELSEWHERE == commands


@pytest.mark.parametrize("form", ["table", "md"])
def test_whoever_reads_can_tell_twins_apart(
    pmladder: Run, names: dict[str, str], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    for command, ids in SHOWN:
        text = read(
            pmladder,
            names,
            command,
            _FORMS.get(" ".join(command.split()[: 2 if command.startswith("catalogue") else 1]), form),
        )
        bare = [line for line in _LABELLED.sub("", text).splitlines() if _BARE.search(line) and not _IDS.search(line)]
        assert not bare, (command, bare[:5])
        assert {*ids.split()} <= {*_IDS.findall(text)}, command


def test_in_json_a_title_stays_the_title(pmladder: Run, names: dict[str, str]) -> None:
    option = ("--catalogue", names["ladder"])
    answer = json_of(pmladder, "next", "--profile", names["mine"], "--if", "craft-a=3", *option)
    assert answer["placement"]["title"] == "Twin maker"
    assert {s["role"]: s["title"] for s in answer["suggestions"]}["mid-b"] == "Twin lead"
    findings = answer["suggestions"][0]["assessment"]["findings"]
    assert {f["name"] for f in findings if f["axis"] == "skill"} == {"Twin craft"}
    assert {step["name"] for step in answer["what_if"]["steps"]} == {"Twin craft"}
    page = json_of(pmladder, "report", "--profile", names["mine"], "--output", "-", *option)
    assert {box["title"] for box in page["page_one"]["map"]["boxes"]} >= {"Twin lead", "Twin head"}


def test_a_name_that_is_not_one_thing_s_is_answered_with_ids(pmladder: Run, names: dict[str, str]) -> None:
    option = ("--catalogue", names["ladder"])
    for command in (["gap", "Twin lead", "--years", "3"], ["next", "--role", "twin lead"], ["gap", "Twin laed"]):
        ran = pmladder(*command, *option)
        assert ran.code == 2
        assert '"mid-a" or "mid-b"' in ran.err
    for command in (["skill", "twin craft"], ["next", "--role", "low-a", "--skill", "Twin craft=2"]):
        ran = pmladder(*command, *option)
        assert ran.code == 2
        assert '"craft-a" or "craft-b"' in ran.err
    assert {"mid-a", "mid-b"} <= {*_IDS.findall(pmladder("title", "Twin lead", *option).out)}


def test_where_a_title_is_one_role_s_nothing_is_added(pmladder: Run) -> None:
    assert pmladder("next", "--years", 6).out.count("(senior-pm)") == 0


def test_a_role_that_went_is_told_from_the_one_that_took_its_title(pmladder: Run, names: dict[str, str]) -> None:
    pmladder("profile", "set", "craft-a=2", *names["kept"].split(), "--catalogue", names["ladder"])
    renamed = json.dumps(TWINS).replace("top-a", "crown")
    Path(names["ladder"]).write_text(renamed.replace('"top-b", "title": "Twin head"', '"top-b", "title": "Crown"'))
    text = read(pmladder, names, "progress {kept} --goal crown", "md").replace("\\", "")
    assert "Twin head (crown)" in text
    assert "Twin head (top-a) (" in text


def test_labels() -> None:
    assert labels([("a", "PM"), ("b", "Lead")]) == {"a": "PM", "b": "Lead"}
    assert labels([("a", "PM"), ("b", "pm"), ("c", "Lead")]) == {"a": "PM (a)", "b": "pm (b)", "c": "Lead"}
    # What another is called with its id is no name of one's own.
    assert labels([("a", "PM"), ("b", "PM"), ("c", "PM (a)")]) == {"a": "PM (a)", "b": "PM (b)", "c": "PM (a) (c)"}


_KEYS = st.sampled_from(["a", "b", "c", "a/1"])
_NAMES = st.recursive(
    st.sampled_from(["PM", "pm ", "P M", "ｐｍ", "Lead"]), lambda name: st.builds("{} ({})".format, name, _KEYS)
)


@given(named=st.dictionaries(_KEYS, _NAMES))
def test_no_two_are_called_the_same(named: dict[str, str]) -> None:
    called = labels(named.items())
    assert called.keys() == named.keys()
    assert len({" ".join(folded(label).split()) for label in called.values()}) == len(named)
    assert all(label in (named[key], f"{named[key]} ({key})") for key, label in called.items())


def test_a_picture_shows_the_id_where_the_title_needs_it() -> None:
    title = f"{'A long title ' * 5}(product-manager-platform)"
    moves = MoveMap((MapBox("product-manager-platform", title, "individual", 4, "here", "here now"),))
    drawn = move_map(moves)
    assert drawn
    assert [text for _, text in drawn.boxes[0].lines][1].startswith("(product-manager-pl")
    assert cut("Stakeholders of all kinds (in)", 12, " (in)").endswith("… (in)")
    assert cut("Stakeholders of all kinds (in)", 12).endswith("…")
