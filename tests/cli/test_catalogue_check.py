"""`catalogue check`, `catalogue new` and `catalogue schema` through the real entry point."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cli.conftest import Run, json_of
from pmladder.catalogue.file_schema import ID, file_schema
from rows import each

ROOT = Path(__file__).parents[2]
SOUND = "roles: [{id: a, title: A, skills: {m: 1}}, {id: b, title: B, skills: {m: 2}}]\n"
ODD = "roles:\n- {id: a, title: A, skills: {m: 1}}\n- {id: b, title: A, skills: {m: 2}}\n"
WRONG = "roles:\n- {id: a, title: A}\n- {id: a, titel: B, years: three}\n"
BROKEN = "roles: [\n"


@pytest.fixture
def file(tmp_path: Path) -> dict[str, Path]:
    texts = {"sound": SOUND, "odd": ODD, "wrong": WRONG, "broken": BROKEN}
    paths = {name: tmp_path / f"{name}.yaml" for name in texts}
    for name, path in paths.items():
        path.write_text(texts[name], encoding="utf-8")
    return {**paths, "missing": tmp_path / "missing.yaml"}


@pytest.mark.parametrize(
    ("names", "strict", "code"),
    [
        ("sound", False, 0),
        ("odd", False, 0),
        ("odd", True, 1),
        ("wrong", False, 1),
        ("sound odd wrong", False, 1),
        ("broken", False, 3),
        ("missing sound", False, 3),
        ("missing wrong", True, 3),
    ],
)
@pytest.mark.parametrize("written", ["table", "json", "csv", "md", "github"])
def test_the_code_says_how_the_files_are(
    pmladder: Run, file: dict[str, Path], names: str, strict: bool, code: int, written: str
) -> None:
    files = [file[name] for name in names.split()]
    ran = pmladder("catalogue", "check", *files, "--format", written, *(["--strict"] if strict else []))
    assert ran.code == code
    for name in ("broken", "missing"):
        assert (f"{name}.yaml" in ran.err) == (name in names)


def test_every_finding_has_its_place_and_its_check(pmladder: Run, file: dict[str, Path]) -> None:
    ran = pmladder("catalogue", "check", file["odd"], file["wrong"], file["sound"], "--json")
    answer = json.loads(ran.out)
    places = [(Path(f["file"]).stem, f["line"], f["column"], f["id"], f["kind"]) for f in answer["findings"]]
    assert places == [
        ("odd", 3, 18, "shared-title", "warning"),
        ("wrong", 3, 3, "malformed-entry", "error"),
        ("wrong", 3, 11, "malformed-entry", "error"),
        ("wrong", 3, 28, "malformed-entry", "error"),
    ]
    assert answer["findings"][0]["entry"] == "roles.b"
    assert [(f["errors"], f["warnings"]) for f in answer["files"]] == [(0, 1), (3, 0), (0, 0)]
    rows = list(csv.reader(io.StringIO(pmladder("catalogue", "check", file["odd"], "--format", "csv").out)))
    assert rows[0][:5] == ["file", "line", "column", "id", "kind"]
    assert len(rows) == 2


def test_all_problems_are_listed(pmladder: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("roles:\n" + "".join(f"- {{id: r{n}, title: [x]}}\n" for n in range(300)))
    answer = json.loads(pmladder("catalogue", "check", tmp_path / "a.yaml", "--json").out)
    assert [finding["line"] for finding in answer["findings"]] == list(range(2, 302))


def test_standard_input_is_checked(pmladder: Run) -> None:
    ran = pmladder("catalogue", "check", "-", "--format", "github", stdin=ODD.encode())
    assert ran.code == 0
    assert ran.out.startswith("::warning file=standard input,line=3,col=18,title=shared-title::")


def test_json_keeps_to_its_schema(pmladder: Run, file: dict[str, Path]) -> None:
    for arguments in ([file["odd"], file["wrong"]], ["--list"]):
        schema = json.loads(pmladder("catalogue", "check", *arguments, "--output-schema").out)
        Draft202012Validator(schema).validate(json.loads(pmladder("catalogue", "check", *arguments, "--json").out))


def test_annotations_cannot_be_broken_out_of(pmladder: Run, tmp_path: Path) -> None:
    folder = tmp_path / "a,b:c%0A"
    folder.mkdir()
    path = folder / "x.yaml"
    path.write_text('roles: [{id: a, title: "A"}, {id: "x\\n::error::y%0A,%", title: "::stop-commands::t"}]\n')
    ran = pmladder("catalogue", "check", path, "--format", "github")
    assert ran.code == 1
    [line] = ran.out.splitlines()
    head, _, message = line.removeprefix("::").partition("::")
    assert "a%2Cb%3Ac%250A/x.yaml,line=1,col=35,title=malformed-entry" in head
    assert "%0A" not in message.replace("%250A", "")
    assert head.count(",") == 3


@each("written", ["table", "json", "csv", "md"])
def test_the_list_has_every_check_with_its_sentence(pmladder: Run, written: str) -> None:
    ran = pmladder("catalogue", "check", "--list", "--format", written)
    assert ran.code == 0
    for name in ("unknown-ids", "skill-used-once", "needless-silence", "cycles-of-promotions"):
        assert name in ran.out


@each("arguments", [[], ["x.yaml", "--format", "xml"], ["--list", "--format", "github"]], ids=["none", "xml", "github"])
def test_wrong_usage_is_told(pmladder: Run, arguments: list[str]) -> None:
    ran = pmladder("catalogue", "check", *arguments)
    assert (ran.code, ran.out) == (2, "")


def test_an_overlay_is_told_of_its_own_changes_alone(pmladder: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "ours.yaml"
    overlay.write_text("extends: builtin\nroles:\n- {id: cpo, title: Our chief product officer}\n", encoding="utf-8")
    assert json.loads(pmladder("catalogue", "check", overlay, "--json").out)["findings"] == []
    overlay.write_text("extends: builtin\nroles:\n- {id: pm, title: Product owner}\n", encoding="utf-8")
    found = json.loads(pmladder("catalogue", "check", overlay, "--json").out)["findings"]
    assert "shared-title" in {finding["id"] for finding in found}
    assert {(finding["file"], bool(finding["line"])) for finding in found} == {(str(overlay), True)}


def test_the_built_in_catalogue_is_sound(pmladder: Run) -> None:
    assert pmladder("catalogue", "check", "builtin", "--strict").code == 0


def test_a_new_catalogue_is_sound_and_answers(pmladder: Run, tmp_path: Path) -> None:
    path = tmp_path / "ladder.yaml"
    assert pmladder("catalogue", "new", "-o", path) == (0, "", "")
    assert path.read_text("utf-8") == pmladder("catalogue", "new").out
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=")
    assert pmladder("catalogue", "check", path, "--strict").code == 0
    answer = json_of(pmladder, "next", "--catalogue", path, "--years", "3")
    assert [suggestion["role"] for suggestion in answer["suggestions"]] == ["product-manager-2"]


def test_nothing_is_overwritten_by_a_new_catalogue(pmladder: Run, tmp_path: Path) -> None:
    path = tmp_path / "ladder.yaml"
    path.write_text("mine", encoding="utf-8")
    ran = pmladder("catalogue", "new", "--output", path)
    assert (ran.code, ran.out) == (4, "")
    assert "already exists" in ran.err
    assert path.read_text("utf-8") == "mine"
    assert pmladder("catalogue", "new", "--output", tmp_path / "no" / "ladder.yaml").code == 4


def test_the_hook_runs_what_there_is(pmladder: Run) -> None:
    import yaml

    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["id"] == "pmladder-check"
    program, *command = hook["entry"].split()
    assert program == "pmladder"
    assert pmladder(*command, ROOT / "data" / "starter.yaml").code == 0
    workflow = (ROOT / "docs" / "catalogue-check.workflow.yml").read_text("utf-8")
    assert "pmladder catalogue check --format github" in workflow
    assert set(yaml.safe_load(workflow)["jobs"]) == {"check"}


def test_the_command_prints_the_schema(pmladder: Run, tmp_path: Path) -> None:
    ran = pmladder("catalogue", "schema")
    assert ran.code == 0
    schema = json.loads(ran.out)
    assert schema == file_schema()
    assert (schema["$schema"], schema["$id"]) == ("https://json-schema.org/draft/2020-12/schema", ID)
    assert pmladder("catalogue", "schema", "-o", tmp_path / "s.json") == (0, "", "")
    assert json.loads((tmp_path / "s.json").read_text("utf-8")) == schema


@pytest.mark.parametrize(("name", "base"), [("circle", "circle"), ("lost", "missing"), ("over-broken", "broken")])
def test_the_file_that_was_named_is_the_one_told_of(
    pmladder: Run, file: dict[str, Path], tmp_path: Path, name: str, base: str
) -> None:
    middle = tmp_path / "middle.yaml"
    middle.write_text(f"extends: {base}.yaml\n", "utf-8")
    (tmp_path / f"{name}.yaml").write_text("extends: middle.yaml\n", "utf-8")
    ran = pmladder("catalogue", "check", file["sound"], tmp_path / f"{name}.yaml")
    assert ran.code == 3
    assert f"{name}.yaml" in "".join(ran.out.split())


@each(
    ("command", "options"),
    [
        ("skills", ["--catalogue"]),
        ("next", ["--catalogue", "--profile"]),
    ],
)
def test_a_file_that_stands_without_its_option_is_told_which(pmladder: Run, command: str, options: list[str]) -> None:
    ran = pmladder(*command.split(), "ladder.yaml")
    assert ran.code == 2
    assert [option for option in ("--catalogue", "--profile") if option in ran.err] == options
    assert "FILE" not in pmladder(*command.split(), "surplus").err


@each(
    ("said", "given", "kept_back"),
    [("", "--role b", "--years"), (", years_in_product: 2", "--years 6 (in product)", "senior-pm")],
)
def test_who_says_nothing_is_told_what_this_catalogue_can_read(
    pmladder: Run, tmp_path: Path, said: str, given: str, kept_back: str
) -> None:
    roles = f"roles: [{{id: a, title: A}}, {{id: b, title: B{said}}}]\n"
    (ladder := tmp_path / "ladder.yaml").write_text(roles, "utf-8")
    ran = pmladder("next", "--catalogue", ladder)
    assert ran.code == 2
    assert given in ran.err
    assert kept_back not in ran.err


def test_a_wrong_level_of_an_overlay_is_told_where_the_overlay_writes_it(pmladder: Run, tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(
        "skills:\n- {id: y, name: Y, levels: [a, b], close: {working: c}}\nroles: [{id: a, title: A, skills: {y: 1}}]\n"
        "effort: {focus: {'2': [1, 3]}}\n",
        "utf-8",
    )
    (over := tmp_path / "over.yaml").write_text(
        "extends: base.yaml\nskills:\n- id: y\n  levels:\n    Working: [q]\n  close:\n    '2': [a, 4]\n"
        "effort:\n  focus:\n    working: {min: soon}\n",
        "utf-8",
    )
    findings = json.loads(pmladder("catalogue", "check", over, "--json").out)["findings"]
    places = [(Path(found["file"]).stem, found["line"], found["column"]) for found in findings]
    assert places == [("over", 5, 14), ("over", 7, 14), ("over", 10, 20)]
