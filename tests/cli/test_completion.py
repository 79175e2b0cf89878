"""What a shell is offered, and that no text of a catalogue can make it run anything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from cli.conftest import Ran, Run
from rows import each

ROOT = Path(__file__).resolve().parents[2]
LEVELS = ("awareness", "working", "practitioner", "expert")
HOSTILE = """
roles:
  - {id: harmless, title: "x\\"); touch /tmp/pmladder-was-here; echo (`id` $(id)"}
  - {id: harmless-too, title: "'; rm -rf ~; '"}
"""


Offered = Callable[..., Ran]


@pytest.fixture
def offered(pmladder: Run, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """What a shell gets that asks how to go on with a line; it asks through the environment."""

    def ask(shell: str, line: str, **environment: str) -> Ran:
        asked = {
            "_PMLADDER_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "COMP_WORDS": line,
            "COMP_CWORD": str(line.count(" ")),
        }
        for name, value in (asked | environment).items():
            monkeypatch.setenv(name, value)
        return pmladder()

    return ask


@pytest.mark.parametrize(
    ("line", "wanted", "described"),
    [
        ("pmladder role sen", ["senior-pm", "senior-director", "senior-software-engineer"], "Senior product manager"),
        ("pmladder gap cp", ["cpo"], "Chief product officer"),
        ("pmladder compare pm gro", ["group-pm"], "Group product manager"),
        ("pmladder next --role staff", ["staff-pm"], "Staff product manager"),
        ("pmladder next --role=staff", ["--role=staff-pm"], "Staff product manager"),
        ("pmladder next --goal cp", ["cpo"], "Chief product officer"),
        ("pmladder plan cpo --focus coa", ["coaching"], "Coaching and mentoring"),
        ("pmladder skill coa", ["coaching"], "Coaching and mentoring"),
        ("pmladder next --skill pro", ["problem-framing=", "product-strategy="], "Product strategy"),
        ("pmladder next --skill coaching=e", ["coaching=expert"], "adviser"),
        ("pmladder next --if coach", ["coaching=+1"], "one level up"),
        ("pmladder profile set coach", [f"coaching={level}" for level in LEVELS], "Applies it"),
        ("pmladder profile set reach=te", ["reach=team"], ""),
        ("pmladder profile set company_size=s", ["company_size=small"], ""),
        ("pmladder profile set goal=hea", ["goal=head-of-product"], "Head of product"),
        ("pmladder profile set focus=coa", ["focus=coaching"], ""),
        ("pmladder profile set yea", ["years="], ""),
        ("pmladder next --reach te", ["team"], ""),
        ("pmladder next --company-size l", ["large"], ""),
        ("pmladder next --format c", ["csv"], ""),
        ("pmladder report -f h", ["html"], ""),
        ("pmladder next --ye", ["--years", "--years-of-work", "--years-in-role"], "Years in product"),
        ("pmladder com", ["compare"], "Two to five"),
        ("pmladder catalogue sc", ["schema"], "The JSON Schema"),
        ("pmladder help profile f", ["forget"], "Delete"),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", pytest.param("fish", marks=pytest.mark.slow)])
def test_offers(offered: Offered, shell: str, line: str, wanted: list[str], described: str) -> None:
    ran = offered(shell, line)
    assert (ran.code, ran.err) == (0, "")
    found = names_in(shell, ran.out)
    begun = line.rpartition(" ")[2]
    behind = begun.rfind("=") + 1 if shell == "bash" else 0
    assert set(wanted) == {f"{begun[:behind]}{name}" for name in found} or set(wanted) < set(found)
    if shell != "bash":
        assert described in ran.out


@pytest.mark.parametrize(
    "line",
    [
        "pmladder next --years 6 --years",
        "pmladder next -f json --format",
        "pmladder compare cpo cp",
        "pmladder next --skill coaching=2 --skill coach",
        "pmladder plan cpo --focus coaching --focus coach",
        "pmladder profile set coaching=3 coach",
        "pmladder role cpo s",
        "pmladder nonsense s",
        "pmladder next --output s",
        "pmladder role --catalogue - s",
        "pmladder profile set name=s",
    ],
)
def test_what_is_said_already_or_stands_nowhere_is_not_offered(offered: Offered, line: str) -> None:
    found = names_in("fish", offered("fish", line).out)
    assert [name for name in found if name not in ("--years-of-work", "--years-in-role")] == []
    assert offered("fish", line, _TYPER_COMPLETE_FISH_ACTION="is-args").code == (0 if found else 1)


def test_powershell_gets_each_name_with_what_it_is(offered: Offered) -> None:
    ran = offered("powershell", "pmladder role senior-p", _TYPER_COMPLETE_WORD_TO_COMPLETE="senior-p")
    assert ran.out.splitlines() == ["senior-pm:::Senior product manager"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["next", "--skill", "coaching", "="], [*LEVELS]),
        (["next", "--skill", "coaching", "=", "e"], ["expert"]),
        (["next", "--skill", "coa"], [f"coaching={level}" for level in LEVELS]),
        (["next", "--format", "=", "j"], ["json"]),
        (["gap", '"Senior PM"', "--no-p"], ["--no-profile", "--no-presume", "--no-pager"]),
        (["next", "--role", "'Senior pr"], []),
    ],
)
def test_bash_takes_an_equals_sign_for_a_word(offered: Offered, words: list[str], wanted: list[str]) -> None:
    line = "\n".join(["pmladder", *words])
    ran = offered("bash", line, COMP_CWORD=str(len(words)))
    assert ran.out.split() == wanted


def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> tuple[str, str]:
    """A shell where the program is on the path, and the script of its completion. Skips where the shell is missing."""
    shell = shutil.which(name)
    if shell is None:
        pytest.skip(f"no {name} here; apt-get install {name}")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "pmladder"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pmladder "$@"\n')
    program.chmod(0o755)
    # The script is for the shell that asks for it.
    asked = [shell, "-c", f"'{program}' --show-completion; true"]
    script = subprocess.run(
        asked, capture_output=True, check=True, text=True, env={**os.environ, "SHELL": shell}
    ).stdout
    assert f"complete_{name}" in script
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("TERM", "xterm")
    return shell, script


def test_completion_in_bash_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bash, script = prepared(tmp_path, monkeypatch, "bash")
    (tmp_path / "rc").write_text(f"PS1='ready> '\nbind 'set bell-style none'\n{script}\n")
    shell = pexpect.spawn(bash, ["--rcfile", str(tmp_path / "rc"), "-i"], dimensions=(24, 100), timeout=60)
    shell.expect_exact("ready> ")
    shell.send("pmladder next --skill coaching=e\t")
    shell.expect_exact("coaching=expert")
    shell.close(force=True)


@pytest.mark.slow
def test_completion_in_zsh_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zsh, script = prepared(tmp_path, monkeypatch, "zsh")
    monkeypatch.setenv("ZDOTDIR", str(tmp_path))
    start = "autoload -Uz compinit && compinit -u -d $ZDOTDIR/dump\nunsetopt beep\nPROMPT='ready> '\n"
    (tmp_path / ".zshrc").write_text(f"{start}{script}\n")
    shell = pexpect.spawn(zsh, ["-d", "-i"], dimensions=(24, 100), timeout=60)
    shell.expect_exact("ready> ")
    shell.send("pmladder next --skill coaching=e\t")
    shell.expect_exact("coaching=expert")
    # The first Tab goes as far as all of them agree; the second one shows them with their titles.
    shell.send("\x15pmladder role sen\t")
    shell.expect_exact("senior-")
    shell.send("\t")
    shell.expect_exact("Senior product manager")
    shell.close(force=True)


@pytest.mark.slow
def test_completion_in_fish_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fish, script = prepared(tmp_path, monkeypatch, "fish")
    (tmp_path / "pmladder.fish").write_text(script)
    for line, wanted in (
        ("pmladder next --skill coaching=e", "coaching=expert\t"),
        ("pmladder role sen", "senior-pm\tSenior product manager\n"),
        ("pmladder com", "compare\tTwo to five"),
    ):
        asked = f"source '{tmp_path}/pmladder.fish'; complete -C '{line}'"
        done = subprocess.run([fish, "--no-config", "-c", asked], capture_output=True, check=True, text=True)
        assert wanted in done.stdout


def test_the_table_is_made_of_the_commands_as_they_are() -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from completion_table import TABLE, table
    finally:
        sys.path.pop(0)
    assert TABLE.read_text("utf-8") == table(), "run: python docs/completion_table.py"


def test_nothing_heavy_is_imported() -> None:
    asked = {"_PMLADDER_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "pmladder gap cp"}
    watch = "import sys, pmladder.cli.main as m; m.run([]); print(*sys.modules, file=sys.stderr)"
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", watch], capture_output=True, check=True, text=True, env=os.environ | asked
        )
    assert '"cpo"' in ran.stdout
    assert not {"typer", "pydantic", "yaml", "rich", "importlib.metadata"} & {*ran.stderr.split()}


def test_names_are_read_anew_when_their_file_changes(offered: Offered, tmp_path: Path) -> None:
    catalogue = tmp_path / "mine.yaml"
    for role in ("first", "second-one"):
        catalogue.write_text(f"roles:\n  - {{id: {role}, title: {role}}}\n")
        for _ in range(2):
            found = names_in("fish", offered("fish", f"pmladder role --catalogue {catalogue} ").out)
            assert found == [role]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": {}, "names": 3}', '{"files": 1}'])
def test_kept_names_that_are_damaged_are_made_anew(
    offered: Offered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    wanted = offered("fish", "pmladder role sen").out
    [kept] = tmp_path.glob("pmladder/names-*.json")
    assert kept.stat().st_mode & 0o777 == 0o600
    whole = kept.read_text("utf-8")
    kept.write_text(damage)
    assert offered("fish", "pmladder role sen").out == wanted
    assert kept.read_text("utf-8") == whole


def names_in(shell: str, out: str) -> list[str]:
    """The words that a shell is offered."""
    if shell == "zsh":
        return re.findall(r'^(?:_arguments \'\*: :\(\()?"([^"]*)"', out, re.MULTILINE)
    return [line.partition("\t")[0] for line in out.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_hostile_catalogue_offers_harmless_text(offered: Offered, shell: str, tmp_path: Path) -> None:
    catalogue = tmp_path / "hostile.yaml"
    catalogue.write_text(HOSTILE)
    ran = offered(shell, "pmladder role harm", PMLADDER_CATALOGUE=str(catalogue))
    offers = ran.out.replace("_arguments '*: :((", "").replace("))'", "")
    assert "harmless" in offers
    assert not re.search(r"[`$;'()\\]", offers)


@each("shell", ["bash", "zsh", "fish"])
def test_a_broken_catalogue_offers_nothing_and_says_nothing(offered: Offered, shell: str, tmp_path: Path) -> None:
    catalogue = tmp_path / "broken.yaml"
    catalogue.write_text("roles: [")
    ran = offered(shell, "pmladder role s", PMLADDER_CATALOGUE=str(catalogue))
    assert ran.err == ""
    assert "senior" not in ran.out
