"""The first screen is the answer: what 80 columns by 24 lines hold, and what happens on other widths."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.conftest import Run, json_of
from pmladder import load_catalogue
from pmladder.cli import output
from pmladder.render.as_table import as_table
from pmladder.render.formats import in_signs
from pmladder.render.screen import Screen
from pmladder.report.blocks import Block, Bullets, Cell, Heading, Outline, Paragraph, Table
from pmladder.report.report import Report
from rows import each

JOURNAL = ("me.yaml", "role: senior-pm\nyears: 6\nskills: {coaching: 1, product-strategy: 3}\n")
LONG_NAMES = """
catalogue: {id: long-names, title: Long names, version: "1"}
scale: [a, b, c, d, e, f, g, h, i, j]
skills:
  - id: one
    name: Negotiating with suppliers of interdepartmental infrastructure and their many representatives
    close: {b: "Sit beside somebody who negotiates, and write down what was asked, what was given, and what for."}
  - {id: two, name: 製品戦略とロードマップの策定および実行, short: 戦略}
  - {id: three, name: Three}
roles:
  - {id: lower, title: Interdepartmental procurement representative of the northern regions, track: t, seniority: 1,
     years: 0, skills: {one: 3, two: 2}}
  - {id: upper, title: 上級プロダクトマネージャー, track: t, seniority: 2, years: 5, must_have: [one, three],
     skills: {one: 9, two: 8, three: 4}}
  - {id: top, title: Head, track: t, seniority: 3, years: 9, must_have: [two], skills: {one: 10, two: 10, three: 9}}
transitions:
  - {from: lower, to: upper, kind: promotion, years_in_from: [2, 4]}
  - {from: upper, to: top, kind: promotion}
"""


def commands(present: str, goal: str, skill: str, roles: list[str]) -> Iterator[list[str]]:
    """Every command that answers in tables."""
    for every in ([], ["--all"]):
        yield ["next", "--role", present, *every]
        yield ["next", "--years", "6", *every]
        yield ["gap", goal, "--role", present, *every]
        yield ["opens", "--role", present, *every]
        yield ["route", goal, "--role", present, *every]
        yield ["plan", goal, "--role", present, *every]
        yield ["brief", goal, "--role", present, *every]
        yield ["role", goal, *every]
        yield ["compare", *roles, *every]
    yield ["next", "--role", present, "--why", "--map"]
    yield ["gap", goal, "--role", present, "--why", "--chart"]
    yield ["role", goal, "--sources"]
    yield ["roles"]
    yield ["skills"]
    yield ["skill", skill]
    yield ["title", present]
    yield ["catalogue", "show"]


def report_of(pmladder: Run, monkeypatch: pytest.MonkeyPatch, *command: str) -> Report:
    """The report that a command makes."""
    made: list[Report] = []

    def keep(report: Report, *_: object) -> str:
        made.append(report)
        return ""

    monkeypatch.setattr(output, "rendered", keep)
    ran = pmladder(*command)
    monkeypatch.undo()
    assert made, (command, ran)
    return made[0]


def texts(block: Block) -> Iterator[str]:
    """All that a block says, in every length."""
    cells: list[Cell] = []
    match block:
        case Heading():
            cells = [Cell(block.text)]
        case Paragraph():
            yield block.text
        case Bullets():
            cells = [*block.items]
        case Outline():
            yield from ("".join(cell.text for cell in line) for _, line in block.lines)
        case Table():
            yield from (text for column in block.columns for text in (column.head, f"{column.head}:"))
            cells = [cell for row in block.rows for cell in row]
    for cell in cells:
        yield from (cell.text, f"{cell.text}.", *cell.shorter)


LADDERS = ("builtin", "long names", "small")


@pytest.mark.parametrize("ladder", LADDERS)
def test_a_wider_screen_never_takes_more_lines_and_no_word_is_split(
    pmladder: Run, ladder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_all_widths(pmladder, ladder, tmp_path, monkeypatch, (40, 60, 80, 100, 200))


@pytest.mark.slow
@pytest.mark.parametrize("ladder", LADDERS)
def test_nor_does_one_that_is_a_little_wider(
    pmladder: Run, ladder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_all_widths(pmladder, ladder, tmp_path, monkeypatch, (*range(40, 80, 8), *range(80, 200, 20), 200))


@pytest.mark.release
@pytest.mark.parametrize("ladder", LADDERS)
def test_no_column_more_takes_more_lines_many_times(
    pmladder: Run, ladder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_all_widths(pmladder, ladder, tmp_path, monkeypatch, range(40, 201))


def on_all_widths(
    pmladder: Run, ladder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, widths: Sequence[int]
) -> None:
    """Every command on one ladder, laid out for each of `widths`."""
    present, goal, skill = ("senior-pm", "head-of-product", "coaching")
    roles, chosen = ["pm", "senior-pm", "lead-pm", "staff-pm", "group-pm"], []
    if ladder != "builtin":
        text = LONG_NAMES if ladder == "long names" else SMALL
        (tmp_path / "ladder.yaml").write_text(text, encoding="utf-8")
        chosen = ["--catalogue", str(tmp_path / "ladder.yaml")]
        present, goal, skill, roles = "lower", "top", "one", ["lower", "upper", "top"]
    for command in commands(present, goal, skill, roles):
        report = report_of(pmladder, monkeypatch, *command, *chosen)
        blocks = list(in_signs((report.first or report.blocks)()))
        known = {word for block in blocks for text in texts(block) for word in text.split()}
        drawn = "--map" in command or "--chart" in command or command[0] == "plan"
        before = None
        for width in widths:
            text = as_table(blocks, Screen(width))
            lines = text.count("\n")
            assert before is None or lines <= before, (command, width, before, lines)
            before = lines
            if not drawn and width in (40, 60, 80, 100):
                parts = {
                    word for word in text.split() if word not in known and word not in ("├─", "└─", "│", "-", "\\")
                }
                split = [word for word in parts if not any(word in one for one in known if cell_len(one) > 30)]
                assert not split, (command, width, split)


SMALL = """
catalogue: {id: small, title: Small, version: "1"}
skills: [{id: one, name: One}]
roles:
  - {id: lower, title: Lower, track: t, seniority: 1, skills: {one: 1}}
  - {id: upper, title: Upper, track: t, seniority: 2, skills: {one: 2}}
  - {id: top, title: Top, track: t, seniority: 3, must_have: [one], skills: {one: 4}}
"""

FIRST = {
    ("next", "--years", "6"): 22,
    ("next", "--role", "senior-pm"): 22,
    ("gap", "group-pm", "--role", "senior-pm"): 22,
    ("opens", "--years", "6"): 24,
    ("route", "head-of-product", "--role", "senior-pm"): 24,
    ("plan", "group-pm", "--role", "senior-pm"): 24,
    ("brief", "group-pm", "--role", "senior-pm"): 24,
    ("role", "senior-pm"): 24,
    ("title", "Sr. Product Manager"): 24,
}


@each("command, most", FIRST.items())
def test_one_screen_has_the_verdict_the_must_haves_and_the_next_command(
    pmladder: Run, command: tuple[str, ...], most: int
) -> None:
    ran = pmladder(*command)
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert len(lines) <= most
    assert max(map(len, lines)) <= 80
    assert any(word in lines[0] + lines[1] for word in ("role", "manager", "must-have"))
    assert "must-have" in ran.out.casefold()
    assert "pmladder " in lines[-1]


def test_progress_has_both_dates_and_a_line_for_each_kind_of_change(pmladder: Run, tmp_path: Path) -> None:
    profile = tmp_path / JOURNAL[0]
    profile.write_text(JOURNAL[1], encoding="utf-8")
    for day, level in (("2026-01-10", 1), ("2026-06-10", 3)):
        answers = tmp_path / "answers.yaml"
        answers.write_text(f"coaching: {level}\n" + ("communication: 3\n" if level == 3 else ""), encoding="utf-8")
        ran = pmladder("assess", "--answers", answers, "--profile", profile, "--as-of", day)
        assert ran.code == 0, ran
    ran = pmladder("progress", "--profile", profile, "--as-of", "2026-11-27")
    lines = ran.out.splitlines()
    assert len(lines) <= 24
    assert "2026-01-10" in lines[0]
    assert "2026-11-27" in lines[0]
    heads = ("Newly rated", "Raised", "Closed by you")
    assert [sum(line.startswith(head) for line in lines) for head in heads] == [1, 1, 1]
    assert commands_in(ran.out)[-1][:2] == ["pmladder", "assess"]


PEOPLE = (
    ["--role", "pm", "--years", "3"],
    ["--role", "senior-pm", "--company-size", "small"],
    ["--role", "senior-pm", "--company-size", "large"],
    ["--role", "UX designer", "--years-of-work", "8"],
    ["--role", "director", "--years", "10", "--people", "5"],
    ["--role", "vp-product", "--years", "14", "--people", "30"],
)


@each("person", PEOPLE)
def test_two_commands_tell_what_to_show_next(pmladder: Run, person: list[str]) -> None:
    """The first names moves, each with what to show; the command that it ends with, for one of them, says how."""
    first = pmladder("next", *person)
    assert first.code == 0
    assert len(first.out.splitlines()) <= 24
    command = [found for found in commands_in(first.out) if found[1] == "gap"][-1][1:]
    second = pmladder(*command)
    assert second.code == 0, (command, second)
    lines = second.out.splitlines()
    assert len(lines) <= 24
    findings = json_of(pmladder, *command)["assessment"]["findings"]
    short = [finding for finding in findings if finding["must_have"] and finding["status"] == "short"]
    marked = [line for line in lines if line.startswith("▲")]
    assert len(marked) == len(short)
    assert len(marked) <= 3 or "decides" in second.out


@each("width", (40, 80, 200))
@each("command", ("next", "gap group-pm", "opens", "route cpo", "plan group-pm", "brief group-pm"))
def test_what_was_said_is_in_the_next_commands_as_a_shell_takes_it(
    pmladder: Run, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    said = "--role 'Senior PM' --skill coaching=2 --skill 'Communication=3' --company-size large --people 2 --years 6"
    out = pmladder(*shlex.split(f"{command} {said}")).out
    found = [again for again in commands_in(out) if again[1:2] != ["skill"]]
    assert found
    for again in found:
        for option in ("--role", "Senior PM", "coaching=2", "Communication=3", "large", "--people", "--years"):
            assert option in again, again
    assert max(map(len, out.splitlines())) <= width


def test_what_is_too_much_to_type_again_is_there_once(pmladder: Run) -> None:
    skills = [word for skill in load_catalogue().skills for word in ("--skill", f"{skill.id}=2")]
    out = pmladder("gap", "group-pm", "--role", "senior-pm", *skills).out
    [again] = commands_in(out)
    assert set(skills) <= set(again)


def commands_in(text: str) -> list[list[str]]:
    """The commands to type, as a shell reads them; behind two spaces stands what they answer."""
    lines = text.replace(" \\\n ", "").splitlines()
    return [shlex.split(line.split("  ")[0]) for line in lines if line.startswith("pmladder ")]


def test_red_is_for_a_missing_must_have_alone(pmladder: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = pmladder("gap", "group-pm", "--role", "senior-pm")
    red = [line for line in ran.out.splitlines() if "\x1b[31m" in line]
    assert len(red) == 3
    assert all(line.startswith("\x1b[31m▲") for line in red)
    assert "\x1b[36mpmladder" in ran.out
    met = pmladder("gap", "group-pm", "--role", "cpo")
    assert "\x1b[31m" not in met.out


def test_a_screen_without_these_signs_gets_plain_ones(pmladder: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ran = pmladder("gap", "group-pm", "--role", "senior-pm")
    assert ran.out.isascii()
    assert "#/-." in ran.out
    assert "# held   / to show   - grown into in the role   . beyond it" in ran.out
