"""The documents say what is so: every example runs, every table agrees with the program, every link leads somewhere."""

from __future__ import annotations

import ast
import inspect
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

import documents
from pmladder import errors
from pmladder.catalogue.fields import CompanySize
from pmladder.cli.app import COMMANDS, GROUPS, HELP, function_at, grouped
from pmladder.engine.formula import VERDICTS
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from pmladder.files.profile_file import read_profile
from pmladder.files.settings import NAME, SettingsModel, find_settings
from pmladder.profile.terms import Status
from pmladder.render.formats import FORMATS
from pmladder.report.wording import VERDICT_WORDS
from rows import each

ROOT = documents.ROOT
PAGES = documents.pages()
README = PAGES[documents.README]
TEXT = "\n".join(PAGES.values())
DOCUMENTS = (*PAGES, "CONTRIBUTING.md", "CHANGELOG.md")


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A folder with the example files of the pages."""
    documents.write_files(PAGES.values(), str(tmp_path))
    return tmp_path


def table(heading: str) -> list[list[str]]:
    """The rows of the table of the pages whose first heading this is, as the text of their cells."""
    [rows] = re.findall(rf"^\| {re.escape(heading)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows.splitlines()]


def code(cell: str) -> list[str]:
    """What a cell sets as code."""
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.slow
def test_a_page_that_is_behind_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Two pages\n", "utf-8")
    behind = tmp_path / "docs" / "titles.md"
    behind.parent.mkdir()
    behind.write_text('<!-- run: pmladder title "Sr. Product Manager" -->\nsomething else\n<!-- end -->\n', "utf-8")
    assert documents.main(["--check"], tmp_path) == 1
    assert "something else" in behind.read_text("utf-8")
    assert documents.main([], tmp_path) == 0
    assert "Senior product manager (senior-pm)" in behind.read_text("utf-8")
    assert documents.main(["--check"], tmp_path) == 0


@each(
    "block",
    ["run: pmladder gap zookeeper", "run: rm -r /", "table: nothing", "ran: pmladder roles", "file: a.yaml"],
)
def test_a_block_that_cannot_be_filled_is_an_error(block: str) -> None:
    with pytest.raises(documents.DocumentError):
        documents.filled({"a.md": f"<!-- {block} -->\n<!-- end -->\n"})


def test_no_two_example_files_share_a_name() -> None:
    names = [name for text in PAGES.values() for name in documents.written(text, "file")]
    assert len(names) == len(set(names))


def test_every_marker_belongs_to_a_block() -> None:
    openings = re.findall(r"^<!-- (?!end -->)", TEXT, re.MULTILINE)
    assert len(openings) == TEXT.count("<!-- end -->") == len(list(documents.BLOCK.finditer(TEXT)))


def test_the_readme_shows_six_commands_and_two_set_up_lines_and_is_short() -> None:
    assert len(documents.commands_of(README)) == 6
    setup = documents.written(README, "setup")
    assert setup.keys() == {"main", "tests"}
    assert all(line.count("\n") == 1 for line in setup.values())
    assert README.count("\n") <= 210
    after = README.partition(setup["tests"])[2].partition("<!-- end -->")[2].strip().splitlines()[0]
    assert "pipx install pmladder" in after


def test_the_readme_leads_to_every_page() -> None:
    assert set(re.findall(r"\]\((docs/[a-z]+\.md)\)", README)) == PAGES.keys() - {documents.README}


@pytest.mark.slow
@pytest.mark.parametrize("first", ["pmladder catalogue import ladder.csv", "pmladder plan head-of-product"])
def test_shown_commands_work_one_after_the_other(examples: Path, first: str) -> None:
    [commands] = (
        block for block in re.findall(r"^```sh\n([\s\S]*?)```", TEXT, re.MULTILINE) if block.startswith(first)
    )
    program = examples / "bin" / "pmladder"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m pmladder "$@"\n')
    program.chmod(0o755)
    me = {f"GIT_{who}_{what}": "me@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-e", "-c", f"git init -q\n{commands}"],
        cwd=examples,
        env={**os.environ, **me, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_the_example_profile_fits_the_built_in_catalogue(examples: Path) -> None:
    profile = read_profile(str(examples / "ada.yaml")).fit(load_catalogue())
    assert (profile.name, profile.years, len(profile.history), len(profile.skills)) == ("Ada", 6, 2, 3)


def test_the_example_catalogue_loads(examples: Path) -> None:
    catalogue = load_catalogue(str(examples / "acme.yaml"))
    assert [role.id for role in catalogue.roles] == ["pm", "senior-pm"]
    assert [skill for skill, asked in catalogue.roles[1].skills.items() if asked.must_have] == ["discovery"]
    assert catalogue.roles[1].skills["strategy"].sources == ("editorial",)


def test_the_example_settings_say_everything_that_settings_can(examples: Path) -> None:
    found = find_settings(examples / "team")
    assert found.file == str(examples / "team" / NAME)
    assert found.catalogue == str(examples / "acme.yaml")
    assert found.profile == str(examples / "team" / "me.yaml")
    assert yaml.safe_load((examples / "team" / NAME).read_text("utf-8")).keys() == SettingsModel.model_fields.keys()


@each("row", table("write"), ids=lambda row: row[0].strip("`"))
def test_a_shorthand_stands_for_what_the_table_says(row: list[str]) -> None:
    short, long = (role_with(code(cell)[0]) for cell in row)
    assert short == long
    assert short != role_with("{}")


def role_with(text: str) -> Any:
    role = {"id": "pm", "title": "Product manager"} | yaml.safe_load(text)
    sources = [{"id": "handbook", "title": "The handbook"}]
    return parse_catalogue(yaml.safe_dump({"roles": [role], "sources": sources}), "a.yaml").roles[0]


def test_the_table_of_exit_codes_is_complete() -> None:
    told = {int(number) for row in table("exit code") for number in row[0].split(", ")}
    named = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, int)}
    assert told == named | {129, 143}


@pytest.mark.slow
def test_the_table_of_variables_is_complete() -> None:
    strings = {
        node.value
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    read = {text for text in strings if re.fullmatch(r"PMLADDER_[A-Z]+", text)}
    assert {name for row in table("variable") for name in code(row[0])} == read


def test_every_verdict_is_explained() -> None:
    assert [row[0] for row in table("verdict")] == [VERDICT_WORDS[verdict] for verdict in VERDICTS]


def test_every_status_and_format_is_named() -> None:
    for word in [*(status.replace("-", " ") for status in get_args(Status)), *get_args(CompanySize)]:
        assert word in TEXT
    for name in FORMATS:
        assert f"`-f {name}`" in TEXT or f"`{name}`" in TEXT


@each("document", DOCUMENTS)
def test_every_option_and_command_that_is_named_exists(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    ours = re.sub(r"```sh\n[\s\S]*?```", "", text)
    others = {"--from", "--install-completion", "--show-completion", "--version", "--help", "--error-schema"}
    assert set(OPTION.findall(ours)) - options() - others == set()
    named = set(re.findall(r"(?:`|^\$ )pmladder ([a-z][a-z-]*)", text, re.MULTILINE))
    assert named - COMMANDS.keys() - {HELP} == GROUPS.keys() & named
    for group, (_, commands) in GROUPS.items():
        assert set(re.findall(rf"`(?:pmladder )?{group} ([a-z-]+)", text)) <= commands.keys()


def options() -> set[str]:
    """Every option of every command, by what its declaration names it, else by its parameter."""
    found = set()
    for commands in (COMMANDS, *(group for _, group in GROUPS.values())):
        for place in commands.values():
            for name, parameter in inspect.signature(grouped(function_at(place))).parameters.items():
                about = parameter.annotation.__metadata__[0]
                # Beside a type, typer keeps the first name of an option where its default would be.
                found |= {str(about.default), *(about.param_decls or ()), f"--{name.replace('_', '-')}"}
    return found


OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


@each("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, heading = target.partition("#")
        linked = (ROOT / document).parent / file if file else ROOT / document
        assert linked.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}, target


@each("document", DOCUMENTS)
def test_every_file_that_is_named_exists(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    for name in re.findall(r"`((?:src|tests|docs|data|benchmarks|\.ci)/[\w./-]*)`", text):
        assert (ROOT / name).exists(), name


def test_every_name_in_the_table_of_lines_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.search(r"\| this line or value \|.*\n\|[-|]+\n((?:\|.*\n)+)", text)
    assert rows is not None
    named = re.findall(r"(?:`(\w+)` in )?`([\w/]+(?:\.py|/))`", rows[1])
    assert len(named) > 20
    for name, path in named:
        place = ROOT / "src" / "pmladder" / path
        if path.startswith("data/"):
            continue
        assert place.exists(), path
        if name:
            tops = ast.parse(place.read_text("utf-8")).body
            defined = {getattr(node, "name", "") for node in tops} | {
                target.id
                for node in tops
                if isinstance(node, (ast.Assign, ast.AnnAssign))
                for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
                if isinstance(target, ast.Name)
            }
            assert name in defined, f"{name} in {path}"
