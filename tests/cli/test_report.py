"""`pmladder report`: where it writes and where it refuses, what an anonymous page leaves out, its JSON."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.conftest import Run, json_of
from pages import DAY, PROFILE, journal_entry
from pmladder.errors import SURROUNDINGS, USAGE
from rows import each

YEARS = ("report", "--years", "6", "--as-of", DAY)


@pytest.fixture
def ada(tmp_path: Path) -> Path:
    path = tmp_path / "ada.yaml"
    path.write_text(PROFILE, "utf-8")
    return path


def test_the_page_goes_where_it_is_told_and_to_its_owner_alone(pmladder: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert pmladder(*YEARS, "-o", page) == (0, "", "")
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    shown = pmladder(*YEARS, "-o", "-")
    assert shown == (0, page.read_text("utf-8"), "")


@each(
    ("arguments", "word"),
    [
        ((), "-o report.html"),
        (("--open",), "-o report.html"),
        (("-o", "-", "--open"), "-o report.html"),
        (("-o", "page.pdf"), "FILE.html"),
        (("-o", "page.md"), "FILE.html"),
        (("--format", "csv", "-o", "x.html"), "html, json"),
        (("--format", "hmtl"), "did you mean"),
        (("-o", "x.html", "no-such-role"), "unknown role"),
    ],
)
def test_it_refuses_what_cannot_be_meant(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = pmladder(*YEARS, *arguments)
    assert (ran.code, ran.out) == (USAGE, "")
    assert word in ran.err
    assert ran.err.count("\n") == 2
    assert list(tmp_path.iterdir()) == []


def test_html_is_a_format_of_no_other_command(pmladder: Run) -> None:
    assert pmladder("next", "--years", "6", "--format", "html").code == USAGE


def test_a_format_for_everything_else_is_none_for_the_page(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMLADDER_FORMAT", "csv")
    assert pmladder(*YEARS, "-o", tmp_path / "page.html").code == 0


@each("old", [b"my novel", b"", b"<!doctype html>\n<html><head></head></html>", b"\xff\xfe\x00"])
def test_a_file_of_somebody_else_is_kept(pmladder: Run, tmp_path: Path, old: bytes) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(old)
    ran = pmladder(*YEARS, "-o", page)
    assert ran.code == SURROUNDINGS
    assert "--force" in ran.err
    assert page.read_bytes() == old
    assert pmladder(*YEARS, "-o", page, "--force").code == 0
    assert page.read_bytes().startswith(b"<!doctype html>")
    assert os.listdir(tmp_path) == ["page.html"]


def test_an_older_page_is_replaced_and_a_link_followed(pmladder: Run, tmp_path: Path) -> None:
    page, link = tmp_path / "page.html", tmp_path / "link.html"
    assert pmladder(*YEARS, "-o", page).code == 0
    link.symlink_to(page)
    assert pmladder(*YEARS, "--role", "pm", "-o", link).code == 0
    assert link.is_symlink()
    assert "Product manager" in page.read_text("utf-8")


@each("place", ["folder", "missing/page.html"])
def test_where_nothing_can_be_written_nothing_is(pmladder: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    ran = pmladder(*YEARS, "-o", tmp_path / place)
    assert ran.code == SURROUNDINGS
    assert "nothing was changed" in ran.err


def test_open_shows_the_file(pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: shown.append(url) or True)
    monkeypatch.chdir(tmp_path)
    assert pmladder(*YEARS, "-o", "my page.html", "--open") == (0, "", "")
    assert shown == [(tmp_path / "my page.html").resolve().as_uri()]
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    ran = pmladder(*YEARS, "-o", "my page.html", "--open")
    assert ran.code == 0
    assert "my page.html" in ran.err


SECRETS = (
    "Ada Example",
    "Example Ltd",
    "our own operations team",
    "secret pricing",
    "Chief Secret Officer",
    "0.7 wizard",
)


def test_an_anonymous_page_has_no_word_of_the_person(pmladder: Run, ada: Path) -> None:
    ada.write_text(PROFILE.replace("goal: cpo", "goal: 0.7 wizard").replace("role: senior-pm", ""), "utf-8")
    base = ("report", "--profile", ada, "--as-of", DAY, "--role", "pm")
    named = pmladder(*base, "-o", "-").out
    for form in ("html", "json"):
        hidden = pmladder(*base, "-o", "-", "--format", form, "--anonymous").out
        assert [secret for secret in SECRETS if secret in hidden] == []
    assert [secret for secret in SECRETS[:3] if secret in named] == list(SECRETS[:3])
    assert "wizard" in named


def test_an_anonymous_page_has_no_title_of_the_person(pmladder: Run, ada: Path) -> None:
    ada.write_text(
        "name: Zebedee\nhistory:\n  - {title: Wizard of pricing, role: senior-pm, start: 2021-01}\n"
        "  - {title: Keeper of keys, role: pm, start: 2022-01}\n  - {title: Star gazer, start: 2019-01, end: 2020-01}\n"
    )
    base = ("report", "--profile", ada, "--as-of", DAY, "-o", "-")
    own = ("Wizard", "Keeper", "Star gazer", "Zebedee")
    assert "Keeper" in pmladder(*base, "--json").out
    for form in ("html", "json"):
        hidden = pmladder(*base, "--format", form, "--anonymous").out
        assert [word for word in own if word in hidden] == []


def test_a_short_page_stops_after_page_one(pmladder: Run, ada: Path) -> None:
    base = ("report", "--profile", ada, "--as-of", DAY, "-o", "-")
    whole, short = pmladder(*base).out, pmladder(*base, "--short").out
    assert ("Appendix" in whole, "Appendix" in short) == (True, False)
    assert (
        whole.partition("<main")[2].partition("</section>")[0] == short.partition("<main")[2].partition("</section>")[0]
    )
    one, other = (json.loads(pmladder(*base, "--json", *said).out) for said in ((), ("--short",)))
    assert (one.pop("short"), other.pop("short")) == (False, True)
    assert one == other


@pytest.mark.slow
def test_an_anonymous_page_does_not_name_the_employer_whose_ladder_it_is(
    pmladder: Run, ada: Path, tmp_path: Path
) -> None:
    catalogue = tmp_path / "own.yaml"
    catalogue.write_text("extends: builtin\ncatalogue: {id: own, title: The ladder of EXAMPLE LTD}\n")
    base = ("report", "--catalogue", catalogue, "--profile", ada, "--as-of", DAY, "-o", "-")
    assert "EXAMPLE LTD" in pmladder(*base).out
    assert "EXAMPLE LTD" not in pmladder(*base, "--anonymous").out


def test_its_json_keeps_to_its_schema(pmladder: Run, ada: Path) -> None:
    schema = json.loads(pmladder("report", "--output-schema").out)
    Draft202012Validator.check_schema(schema)
    (ada.parent / "ada.journal.jsonl").write_text(journal_entry(1, "2025-11-03", {"coaching": 1}) + "\n")
    for arguments in (YEARS, ("report", "--profile", ada, "cpo", "--as-of", DAY)):
        answer: Any = json_of(pmladder, *arguments)
        Draft202012Validator(schema).validate(answer)
        assert (answer["schema_version"], answer["kind"]) == ("2.0", "report")


def test_its_parts_are_those_of_the_other_commands(pmladder: Run, ada: Path) -> None:
    person = ("--profile", ada, "--as-of", DAY, "--json")

    def answer(*arguments: object) -> Any:
        return json.loads(pmladder(*arguments, *person).out)

    page = answer("report")
    assert page["next"] == answer("next")
    assert page["route"] == answer("route", "cpo")
    first = page["route"]["routes"][0]["steps"][0]["role"]
    assert page["plan"] == answer("plan", first)
    page = answer("report", "vp-product")
    assert page["target"] == answer("gap", "vp-product")
    assert page["plan"] == answer("plan", "vp-product")
    for comparison in page["comparisons"]:
        pair = [role["role"] for role in comparison["roles"]]
        assert comparison == json_of(pmladder, "compare", *pair)


def test_the_journal_is_part_of_the_page(pmladder: Run, ada: Path) -> None:
    (ada.parent / "ada.journal.jsonl").write_text(journal_entry(1, "2025-11-03", {"coaching": 1}) + "\n")
    person = ("--profile", ada, "--as-of", DAY, "--json")
    page = json.loads(pmladder("report", *person).out)
    assert page["progress"] == json.loads(pmladder("progress", *person).out)


@pytest.mark.slow
def test_a_profile_from_standard_input_has_a_page(process: Run) -> None:
    ran = process("report", "--profile", "-", "--as-of", DAY, "-o", "-", stdin=PROFILE.encode())
    assert ran.code == 0
    assert "Ada Example" in ran.out


def test_a_catalogue_without_years_moves_or_sources_has_a_page(pmladder: Run, tmp_path: Path) -> None:
    catalogue = tmp_path / "plain.yaml"
    catalogue.write_text("scale: [one]\nroles: [{id: a, title: A}, {id: b, title: A, seniority: 1}]\n")
    ran = pmladder("report", "--catalogue", catalogue, "--role", "a", "--as-of", DAY, "-o", "-")
    assert ran.code == 0
    assert ran.out.count('<details class="card" id="next-') == 1
    ran = pmladder("report", "--catalogue", catalogue, "--years", "3", "--as-of", DAY, "-o", "-")
    assert ran.code == 0
    assert '<details class="card" id="next-' not in ran.out


@each("day", ["0001-01-01", "9999-12-31"])
def test_it_has_a_page_on_the_first_day_and_the_last(pmladder: Run, day: str) -> None:
    ran = pmladder("report", "--role", "senior-pm", "--goal", "cpo", "--as-of", day, "-o", "-")
    assert (ran.code, ran.err) == (0, "")


@each(
    "command",
    [
        "report --role senior-pm -o -",
        "catalogue page -o -",
        "compare pm senior-pm -o x.html",
    ],
)
def test_a_page_names_the_licence_of_the_ladder_and_what_it_has_to_name(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = pmladder(*command.split())
    page = ran.out if command.endswith(" -") else (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "Open Government Licence v3.0" in page
    assert "keep their own licences." in page
    assert "licences.." not in page
