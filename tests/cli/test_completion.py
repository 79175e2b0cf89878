"""What a shell is offered, and that no text of a catalogue can make it run anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Ran, Run
from rows import each

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


@pytest.mark.parametrize("shell", ["bash", "zsh", pytest.param("fish", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("line", "wanted", "described"),
    [
        ("pmladder role sen", ["senior-pm", "senior-director"], "Senior product manager"),
        ("pmladder gap cp", ["cpo"], "Chief product officer"),
        ("pmladder compare pm gro", ["group-pm"], "Group product manager"),
        ("pmladder next --role staff", ["staff-pm"], "Staff product manager"),
        ("pmladder next --goal c", ["cpo"], "Chief product officer"),
        ("pmladder skill coa", ["coaching"], "Coaching and mentoring"),
        ("pmladder next --skill coa", ["coaching="], "Coaching and mentoring"),
        ("pmladder next --skill coaching=e", ["coaching=expert"], ""),
        ("pmladder next --format c", ["csv"], ""),
        ("pmladder com", ["compare"], ""),
    ],
)
def test_offers(offered: Offered, shell: str, line: str, wanted: list[str], described: str) -> None:
    ran = offered(shell, line)
    assert (ran.code, ran.err) == (0, "")
    for name in wanted:
        assert re.search(rf"(?m)(^|\"){re.escape(name)}(\"|\t|$)", ran.out), ran.out
    if shell != "bash":
        assert described in ran.out


@each("shell", ["bash", "zsh", "fish"])
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
