"""The package as people get it: from a wheel, from a source archive, from the tree, and with the oldest libraries."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from pmladder import load_catalogue

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
IMPORTED_AS = {
    "python-docx": {"docx"},
    "PyYAML": {"yaml"},
    "markdown-it-py": {"markdown_it"},
    "pydantic": {"pydantic", "pydantic_core"},
    # It is a layer over prompt_toolkit, and takes its inputs and outputs.
    "questionary": {"questionary", "prompt_toolkit"},
}

ROLES = ["roles", "--format", "json"]
COMMANDS = [
    ROLES,
    ["next", "--years", "6", "--json"],
    ["next", "--years", "6"],
    ["gap", "director", "--years", "6", "--skill", "coaching=expert", "--format", "csv"],
    ["compare", "senior-pm", "group-pm", "--format", "md"],
    ["next", "--output-schema"],
    ["report", "--years", "6", "--as-of", "2026-11-22", "-o", "-"],
]


def ran(*command: str | Path, folder: Path | str = "/") -> str:
    """What a command prints, run in `folder`; a failure shows what it said."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("PMLADDER_", "PYTHON"))}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def installed(folder: Path, *what: str | Path) -> Path:
    """The folder of programs of a new environment in `folder` that `what` is installed in."""
    ran(sys.executable, "-m", "venv", folder)
    ran(folder / "bin/python", "-m", "pip", "install", "--quiet", *what)
    return folder / "bin"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source tree. Skips where pip reaches no package index, for then nothing can be built; CI has to reach one."""
    probe = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "hatchling>=1.26"]
    found = subprocess.run(probe, cwd=tmp_path_factory.mktemp("probe"), capture_output=True, check=False)
    if found.returncode and not os.environ.get("CI"):
        pytest.skip("pip reaches no package index here, so nothing can be built or installed")
    return ROOT


@pytest.fixture(scope="module")
def built(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that is made from it."""
    folder = tmp_path_factory.mktemp("dist")
    ran(sys.executable, "-m", "build", "--outdir", folder, tree)
    return folder


@pytest.fixture(scope="module")
def source_archive(built: Path) -> Path:
    [archive] = built.glob("*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    [made] = built.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def from_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel, and with what types at a terminal for one of the pages."""
    return installed(tmp_path_factory.mktemp("from-wheel"), wheel, "pexpect")


@pytest.mark.slow
def test_a_wheel_holds_the_program_the_catalogue_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read("pmladder/data/roles.yaml") == (ROOT / "data/roles.yaml").read_bytes()
    about = f"pmladder-{PROJECT['version']}.dist-info/"
    assert {"pmladder/py.typed", f"{about}licenses/LICENSE"} <= names
    assert {name for name in names if not name.startswith(("pmladder/", about))} == set()
    assert {Path(name).suffix for name in names if name.startswith("pmladder/")} == {
        *(".py", ".typed", ".yaml", ".html", ".css", ".js"),
    }
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert modules == {name for name in names if name.endswith(".py")}


@pytest.mark.slow
def test_a_source_archive_holds_what_it_takes_to_test_it(source_archive: Path) -> None:
    with tarfile.open(source_archive) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for wanted in (
        "data/roles.yaml",
        "tests/test_packaging.py",
        "docs/documents.py",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
    ):
        assert wanted in names
    assert not [name for name in names if "cache" in name and not name.endswith(".py")]


@pytest.mark.slow
def test_the_wheel_answers_from_anywhere(from_wheel: Path) -> None:
    assert len(json.loads(ran(from_wheel / "pmladder", *ROLES))["roles"]) == len(load_catalogue().roles)
    assert ran(from_wheel / "pmladder", "--version") == f"pmladder {PROJECT['version']}\n"
    assert ran(from_wheel / "pmladder", *COMMANDS[-1]).startswith("<!doctype html>")
    assert ran(from_wheel / "python", "-c", "from pmladder import load_catalogue; print(len(load_catalogue().roles))")


@pytest.mark.slow
def test_the_wheel_alone_prints_what_the_pages_show(from_wheel: Path, tmp_path: Path) -> None:
    pages = tmp_path / "docs"
    pages.mkdir()
    shutil.copy(ROOT / "README.md", tmp_path)
    for page in [*(ROOT / "docs").glob("*.md"), ROOT / "docs/documents.py", ROOT / "docs/assess_run.py"]:
        shutil.copy(page, pages)
    # What it is behind with is told; then run: python docs/documents.py
    ran(from_wheel / "python", pages / "documents.py", "--check", folder=tmp_path)


@pytest.mark.release
def test_an_editable_installation_reads_the_catalogue_of_the_tree_many_times(
    tree: Path, from_wheel: Path, tmp_path: Path
) -> None:
    programs = installed(tmp_path / "env", "--editable", tree)
    assert ran(programs / "pmladder", *ROLES) == ran(from_wheel / "pmladder", *ROLES)
    found = "from pmladder.files.catalogue_file import builtin_path; print(builtin_path())"
    assert ran(programs / "python", "-c", found) == f"{tree / 'data/roles.yaml'}\n"


@pytest.mark.release
@pytest.mark.skipif(sys.version_info >= (3, 14), reason="the oldest libraries are older than this Python")
def test_the_oldest_libraries_that_are_allowed_give_the_same_answers_many_times(
    wheel: Path, from_wheel: Path, tmp_path: Path
) -> None:
    oldest = [requirement.replace(">=", "==") for requirement in PROJECT["dependencies"]]
    programs = installed(tmp_path / "env", wheel, *oldest)
    # The cache of the other installation would hide what reading a catalogue does.
    fresh = ["env", f"XDG_CACHE_HOME={tmp_path}"]
    for command in COMMANDS:
        assert ran(*fresh, programs / "pmladder", *command) == ran(from_wheel / "pmladder", *command)


@pytest.mark.slow
def test_every_dependency_has_a_floor_and_is_imported() -> None:
    declared = {}
    extras = PROJECT["optional-dependencies"]
    optional = [requirement for extra in extras if extra != "dev" for requirement in extras[extra]]
    for requirement in [*PROJECT["dependencies"], *optional]:
        written = re.fullmatch(r"([\w.-]+)>=([\d.]+)", requirement)
        assert written, f"{requirement} should be NAME>=VERSION"
        declared[written[1]] = IMPORTED_AS.get(written[1], {written[1].lower()})
    imported = third_party_imports()
    assert imported == set().union(*declared.values())


def third_party_imports() -> set[str]:
    names = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    return {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"pmladder"}


def test_every_file_that_names_the_version_names_this_one() -> None:
    version = PROJECT["version"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == version
    assert f"## [{version}] - {cited['date-released']}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"rev: v{version}\n" in (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
