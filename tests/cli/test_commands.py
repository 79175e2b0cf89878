"""Every command through the real entry point: what it answers, in every format, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.conftest import Run, json_of
from rows import each

COMMANDS = {
    "next": ["next", "--years", "6"],
    "next-nowhere": ["next", "--role", "cpo"],
    "next-goal": ["next", "--role", "senior-pm", "--goal", "cpo", "--skill", "coaching=expert", "--people", "2"],
    "gap": ["gap", "director", "--years", "6"],
    "gap-rated": ["gap", "group-pm", "--role", "senior-pm", "--skill", "coaching=3", "--skill", "people-management=0"],
    "compare": ["compare", "senior-pm", "staff-pm", "group-pm"],
    "compare-far": ["compare", "ux-designer", "pm"],
    "roles": ["roles"],
    "role": ["role", "head-of-product"],
    "role-bare": ["role", "pm-intern"],
    "skills": ["skills"],
    "skill": ["skill", "coaching"],
    "title": ["title", "Sr. Product Manager"],
    "title-unknown": ["title", "Chief Happiness Wizard"],
}
FORMATS = ("table", "json", "csv", "md")


@each("form", FORMATS)
@each("command", COMMANDS)
def test_every_command_answers_in_every_format(pmladder: Run, command: str, form: str) -> None:
    ran = pmladder(*COMMANDS[command], "--format", form)
    assert ran.code == 0
    assert ran.out.endswith("\n")
    assert "\x1b" not in ran.out + ran.err
    if form == "csv":
        rows = list(csv.reader(io.StringIO(ran.out), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
    if form == "table":
        assert max(map(len, ran.out.splitlines())) <= 80


@each("command", COMMANDS)
def test_json_keeps_to_its_schema(pmladder: Run, command: str) -> None:
    schema = json.loads(pmladder(*COMMANDS[command], "--output-schema").out)
    Draft202012Validator.check_schema(schema)
    answer = json_of(pmladder, *COMMANDS[command])
    Draft202012Validator(schema).validate(answer)
    assert answer["schema_version"] == "2.0"
    assert answer["kind"] == command.partition("-")[0]
    # The schema is no formality: an answer without one of its keys is refused.
    assert {*schema["required"]} == {*answer}


def test_all_keys_of_the_contract(pmladder: Run) -> None:
    answer = json_of(pmladder, *COMMANDS["next"])
    head = ["schema_version", "kind", "as_of", "catalogue", "name", "profile", "placement"]
    assert [*answer] == [*head, "suggestions", "ways_in", "exits", "what_if", "notes"]
    assert set(answer["placement"]) == {
        *("role", "title", "basis", "years", "years_basis", "people", "by_years", "others", "cannot_tell", "position"),
    }
    suggestion = answer["suggestions"][0]
    assert {"role", "title", "track", "seniority", "transition", "assessment", "order_key"} <= set(suggestion)
    assert set(suggestion["assessment"]) == {
        *("verdict", "must_haves", "counts", "findings", "grow", "dropped", "exceeded"),
    }
    assert set(suggestion["assessment"]["findings"][0]) == {
        *("subject", "axis", "name", "entry", "entry_name", "level", "level_name", "low", "high", "held_name"),
        *("basis", "status", "growth", "must_have", "sources", "why", "close"),
    }
    rows = json_of(pmladder, *COMMANDS["compare"])["rows"]
    assert all([change["from"] for change in row["changes"]] == ["senior-pm", "staff-pm"] for row in rows)


def test_formats_do_not_disagree(pmladder: Run) -> None:
    """The order of suggestions and their verdicts, read back from three formats."""
    wanted = [(s["title"], s["assessment"]["verdict"]) for s in json_of(pmladder, "next", "--years", 6)["suggestions"]]
    rows = list(csv.DictReader(io.StringIO(pmladder("next", "--years", 6, "-f", "csv").out)))
    assert [(row["title"], row["verdict"]) for row in rows] == wanted
    table = pmladder("next", "--years", 6).out
    places = [table.index(f"{number}  {title}") for number, (title, _) in enumerate(wanted[:4], 1)]
    assert places == sorted(places)


def test_presumed_findings_are_marked(pmladder: Run) -> None:
    answer = json_of(pmladder, "next", "--years", 6)
    skills = [f for s in answer["suggestions"] for f in s["assessment"]["findings"] if f["axis"] == "skill"]
    assert {finding["basis"] for finding in skills} == {"presumed"}
    rated = json_of(pmladder, "next", "--role", "senior-pm", "--skill", "coaching=2")
    skills = [f for s in rated["suggestions"] for f in s["assessment"]["findings"] if f["axis"] == "skill"]
    assert {(f["subject"] == "coaching", f["basis"]) for f in skills} == {(True, "rated"), (False, "presumed")}
    assert "(by your role)" in pmladder("gap", "group-pm", "--role", "senior-pm", "--all").out.replace("\n", " ")


@each(
    ("arguments", "code"),
    [
        (["gap", "director", "--years", "6", "--check"], 1),
        (["gap", "senior-pm", "--role", "senior-pm", "--check"], 0),
        (["gap", "director", "--years", "6"], 0),
        (["gap", "senior-pm", "--role", "senior-pm", "--strict"], 2),
    ],
)
def test_check_answers_with_the_exit_code(pmladder: Run, arguments: list[str], code: int) -> None:
    assert pmladder(*arguments).code == code


@each(
    ("arguments", "meant"),
    [
        (["gap", "directr"], "director"),
        (["role", "senor-pm"], "senior-pm"),
        (["skill", "coachng"], "coaching"),
        (["skill", "A/B tseting"], "A/B testing"),
        (["next", "--years", "6", "--format", "jsn"], "json"),
        (["next", "--role", "senior-pm", "--skill", "coaching=experrt"], "expert"),
        (["next", "--role", "senior-pm", "--skill", "coachin=2"], "coaching"),
        (["nxt"], "next"),
        (["compare", "pm", "senoir-pm"], "senior-pm"),
        (["next", "--year", "6"], "--years"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(pmladder: Run, arguments: list[str], meant: str) -> None:
    ran = pmladder(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert meant in ran.err
    assert len(ran.err.splitlines()) == 2


@each(
    "arguments",
    [
        ["next"],
        ["next", "--years", "nan"],
        ["next", "--years", "-1"],
        ["next", "--years", "inf"],
        ["next", "--years", "81"],
        ["next", "--years", "many"],
        ["next", "--years", "6", "--people", "-2"],
        ["next", "--years", "6", "--company-size", "huge"],
        ["next", "--years", "6", "--as-of", "yesterday"],
        ["next", "--role", "senior-pm", "--skill", "coaching"],
        ["next", "--role", "senior-pm", "--skill", "coaching=9"],
        ["next", "--role", "senior-pm", "--skill", "coaching=-1"],
        ["compare", "pm"],
        ["compare", "pm", "pm"],
        ["compare", "pm", "senior-pm", "lead-pm", "staff-pm", "group-pm", "cpo"],
        ["role", ""],
        ["next", "--years", "6", "extra"],
    ],
)
def test_wrong_usage(pmladder: Run, arguments: list[str]) -> None:
    ran = pmladder(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert 2 <= len(ran.err.splitlines()) <= 3


def test_version(pmladder: Run) -> None:
    from importlib.metadata import version

    ran = pmladder("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"pmladder {version('pmladder')}\n", "")


def test_output_goes_to_a_file_whose_suffix_chooses_the_format(pmladder: Run, tmp_path: Path) -> None:
    target = tmp_path / "roles.json"
    ran = pmladder("roles", "-o", target)
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(target.read_text())["kind"] == "roles"
    before = target.read_bytes()
    assert pmladder("roles", "-o", tmp_path / "missing" / "x.json").code == 4
    assert pmladder("roles", "-o", tmp_path).code == 4
    assert [entry.name for entry in tmp_path.iterdir()] == ["roles.json"]
    assert target.read_bytes() == before


def test_environment_and_settings_choose_what_options_do_not(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("option", "environment", "settings"):
        (tmp_path / f"{name}.yaml").write_text(f"roles: [{{id: {name}, title: T}}]")
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)

    def chosen(*arguments: object) -> list[str]:
        return [role["id"] for role in json_of(pmladder, "roles", *arguments)["roles"]]

    assert "pm" in chosen()
    (tmp_path / "pmladder.yaml").write_text("catalogue: settings.yaml\nformat: csv\n")
    assert chosen() == ["settings"]
    assert pmladder("roles").out.startswith("id,title")
    monkeypatch.setenv("PMLADDER_CATALOGUE", str(tmp_path / "environment.yaml"))
    monkeypatch.setenv("PMLADDER_FORMAT", "md")
    assert chosen() == ["environment"]
    assert pmladder("roles").out.startswith("| Role")
    assert chosen("--catalogue", tmp_path / "option.yaml") == ["option"]
    assert chosen("--catalog", tmp_path / "option.yaml") == ["option"]
    assert "option.yaml" in pmladder("roles", "--catalogue", tmp_path / "option.yaml", "-v").err
    assert "pm" in chosen("--catalogue", "builtin")


def test_a_profile_file_and_single_options_over_it(pmladder: Run, tmp_path: Path) -> None:
    profile = tmp_path / "me.yaml"
    profile.write_text("role: Senior PM\nyears: 6\nskills: {coaching: working}\n")

    def coaching(*arguments: object) -> object:
        findings = json_of(pmladder, "gap", "lead-pm", *arguments)["assessment"]["findings"]
        return next(finding["low"] for finding in findings if finding["subject"] == "coaching")

    assert coaching("--profile", profile) == 2
    assert coaching("--profile", profile, "--skill", "coaching=4") == 4
    placement = json_of(pmladder, "next", "--profile", profile, "--role", "pm")["placement"]
    assert (placement["role"], placement["years"]) == ("pm", 6)


def test_a_wrong_profile_is_told_line_by_line(pmladder: Run, tmp_path: Path) -> None:
    profile = tmp_path / "me.yaml"
    profile.write_text("role: pm\nyers: 6\npeople: two\nskills:\n  coaching: 2\n")
    ran = pmladder("next", "--profile", profile)
    assert (ran.code, ran.out) == (3, "")
    assert [line.split(":")[1:3] for line in ran.err.splitlines()] == [["2", "1"], ["3", "9"]]
    assert "two" not in ran.err
    profile.write_text("skills:\n  coachng: 2\n  coaching: 7\n")
    ran = pmladder("next", "--profile", profile)
    assert (ran.code, [line.split(":")[1:3] for line in ran.err.splitlines()]) == (3, [["2", "3"], ["3", "13"]])


def test_standard_input_is_a_file_too(process: Run) -> None:
    ran = process("next", "--profile", "-", "--json", stdin=b'{"role": "pm", "years": 3}')
    assert json.loads(ran.out)["placement"]["role"] == "pm"
    ran = process("roles", "--catalogue", "-", "-f", "csv", stdin=b"roles: [{id: one, title: One}]")
    assert ran.out.splitlines()[1].startswith("one,One")


def test_a_catalogue_without_years_says_so_instead_of_guessing(pmladder: Run, tmp_path: Path) -> None:
    catalogue = tmp_path / "bare.yaml"
    catalogue.write_text("roles: [{id: a, title: A}, {id: b, title: B}]")
    answer = json_of(pmladder, "next", "--years", 6, "--catalogue", catalogue)
    assert answer["placement"]["role"] is None
    assert answer["suggestions"] == []
    assert any("no years" in note for note in answer["notes"])


def test_why_shows_rule_source_and_order(pmladder: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    shown = pmladder("next", "--years", 6, "--why").out
    assert "presumed by your role" in shown
    assert "gov-2017" in shown
    place = "Its place in the list, by what counts first: a frequent move"
    assert f"{place}, 2 must-haves to show" in shown
    assert shown.count("must-haves to show\n") == 1
    assert pmladder("next", "--years", 6, "--all").out.count("must-haves to show\n") == 6


def test_years_of_work_are_not_years_in_product(pmladder: Run) -> None:
    answer = json_of(pmladder, "gap", "senior-pm", "--role", "pm", "--years", 3)
    status = {f["axis"]: f["status"] for f in answer["assessment"]["findings"]}
    assert (status["years-in-product"], status["years-of-work"]) == ("met", "unknown")


def test_check_strict_is_no_where_a_must_have_is_not_rated(pmladder: Run, tmp_path: Path) -> None:
    ladder = tmp_path / "ladder.yaml"
    ladder.write_text(
        "scale: [basic, solid]\nskills: [{id: craft, name: Craft}]\n"
        "roles: [{id: a, title: A, skills: {craft: 1}, must_have: [craft]}, {id: b, title: B}]\n"
    )
    asked = ("gap", "a", "--catalogue", ladder, "--check")
    assert (pmladder(*asked).code, pmladder(*asked, "--strict").code) == (0, 1)
    assert pmladder(*asked, "--strict", "--skill", "craft=1").code == 0


def judged(answer: Any) -> Iterator[tuple[str, str]]:
    """Each verdict in an answer as JSON, with its must-haves as a cell has them."""
    if isinstance(answer, dict):
        verdict = answer.get("verdict_now", answer.get("verdict"))
        if verdict is not None:
            yield verdict, "; ".join(answer["must_haves"])
        answer = list(answer.values())
    for one in answer if isinstance(answer, list) else ():
        yield from judged(one)


@each(
    "command",
    [
        "next",
        "gap",
        "opens",
        "route",
        "plan",
        "plan --against plan.json",
        "brief",
        "progress",
        "assess --answers a.txt",
    ],
)
def test_csv_about_a_person_says_whose_it_is_with_every_verdict_and_its_must_haves(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("me.yaml").write_text("name: Ada\nrole: senior-pm\nyears: 6\ngoal: group-pm\nskills: {coaching: 2}\n")
    Path("a.txt").write_text("metrics-analytics: 3\n")
    about = [*command.split(), "--profile", "me.yaml"]
    assert pmladder("profile", "set", "coaching=3", "--profile", "me.yaml").code == 0
    assert pmladder("plan", "--profile", "me.yaml", "-o", "plan.json").code == 0
    rows = list(csv.DictReader(io.StringIO(pmladder(*about, "-f", "csv").out)))
    assert {row["person"] for row in rows} == {"Ada"}
    told = {(row["verdict"], row["must_haves"]) for row in rows if row["verdict"]}
    assert told == {*judged(json_of(pmladder, *about))}


def test_an_answer_says_whose_it_is_and_which_profile_it_rests_on(
    pmladder: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path.home() / "ada.yaml"
    file.write_text("name: Ada\nrole: senior-pm\n")
    asked = (["next"], ["gap", "group-pm"], ["opens"], ["route", "cpo"], ["plan", "group-pm"], ["brief", "group-pm"])
    try:
        for command in (*asked, ["progress"]):
            answer = json_of(pmladder, *command, "--profile", file)
            assert (answer["name"], answer["profile"]) == ("Ada", {"source": "~/ada.yaml"})
            assert "~/ada.yaml" not in pmladder(*command, "--profile", file).out
        nobody = json_of(pmladder, "next", "--role", "pm")
        assert (nobody["name"], nobody["profile"]) == (None, {"source": None})
        monkeypatch.setenv("PMLADDER_PROFILE", str(file))
        for command in (*asked, ["progress"]):
            for form in ("table", "md"):
                first, *lines = pmladder(*command, "-f", form).out.splitlines()
                assert first.replace("\\~", "~") == "Profile: ~/ada.yaml."
                # On the terminal somebody reads about themselves; Markdown is for others.
                assert ("Ada" in lines) == (form == "md")
        page = pmladder("report", "--anonymous", "--json", "-o", "-").out
        assert '"Ada"' not in page
        assert "ada.yaml" not in page
    finally:
        file.unlink()


def test_a_title_may_stand_without_quotes(pmladder: Run) -> None:
    assert pmladder("title", "Sr.", "Product", "Manager").out == pmladder("title", "Sr. Product Manager").out != ""
