"""Ladders in every shape that people keep them in come back as they were meant, and damaged ones never crash."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amount import examples
from imports.ladder_shapes import SHAPES, Written, make
from pmladder.cli.catalogue_exchange import checked_text
from pmladder.errors import InputError
from pmladder.imports.ladder.making import ImportedLadder
from pmladder.imports.ladder.sources import HowToRead, LadderSource, import_file, import_folder

NOISE = (
    *(
        "|",
        "\n",
        ",",
        '"',
        "#",
        "- ",
        "\t",
        ":",
        "---\n",
        "<table>",
        "</td>",
        "[",
        "]",
        "{",
        "}",
        "**",
        "\u2028",
        "\x00",
    ),
    *(
        "level: ",
        "  ",
        "9" * 30,
        "é",
        "\ud83d",
        "=1+1",
        "<!--",
        "&#0;",
        "1.5",
        "Skill",
        "Role",
        "0",
        "none",
        "\ufeff",
        "`",
    ),
)
SLOWEST = 10
"""Seconds that the worst of damaged files may take."""


def imported(written: Written) -> ImportedLadder:
    return of_files({name: text.encode() for name, text in written.files.items()})


def of_files(files: dict[str, bytes]) -> ImportedLadder:
    sources = [LadderSource(name, name, data) for name, data in files.items()]
    if len(sources) == 1:
        return import_file(sources[0], HowToRead())[1]
    return import_folder(sources, "folder", HowToRead())[1]


def asked(made: ImportedLadder) -> dict[str, dict[str, int]]:
    """The level asked by title of the role and name of the skill, without what is not asked."""
    names = {skill["id"]: skill["name"] for skill in made.raw["skills"]}
    return {
        role["title"]: {
            names[skill]: level for skill, one in role.get("skills", {}).items() if (level := level_of(one))
        }
        for role in made.raw["roles"]
    }


def level_of(one: object) -> int:
    return one["level"] if isinstance(one, dict) else int(str(one))


def comes_back(shape: str, seed: int) -> None:
    random = Random(seed)
    written = {shape.__name__: shape for shape in SHAPES}[shape](make(random), random)
    made = imported(written)
    wanted = {role: dict(levels) for role, levels in written.asked.items() if levels}
    assert {role: levels for role, levels in asked(made).items() if levels} == wanted
    assert made.unread == []
    # One job is one ladder, in the order in which it climbs.
    families: dict[str, list[tuple[int, str]]] = {}
    for role in made.raw["roles"]:
        families.setdefault(role.get("family", ""), []).append((role["seniority"], role["title"]))
    assert len(families) == (2 if shape == "two_jobs" else 1)
    for members in families.values():
        titles = {title for _, title in members}
        there = [role for role in written.asked if role in titles]
        assert [title for _, title in sorted(members)] == there


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from([shape.__name__ for shape in SHAPES]), st.integers(0, 10**6))
def test_a_ladder_comes_back_from_every_shape(shape: str, seed: int) -> None:
    comes_back(shape, seed)


@pytest.mark.release
@settings(max_examples=5_000, deadline=None)
@given(st.sampled_from([shape.__name__ for shape in SHAPES]), st.integers(0, 10**9))
def test_ladders_of_every_shape_come_back_many_times(shape: str, seed: int) -> None:
    comes_back(shape, seed)


def damaged(random: Random) -> dict[str, bytes]:
    """The files of a ladder with some of it cut, doubled, moved or replaced; or random bytes under any name."""
    if random.random() < 0.1:
        suffix = random.choice(("csv", "md", "html", "yaml", "json", "xlsx"))
        return {f"x.{suffix}": random.randbytes(random.randrange(300))}
    files: dict[str, bytes] = {}
    for name, whole in random.choice(SHAPES)(make(random), random).files.items():
        text = whole
        for _ in range(random.choice((1, 1, 2, 5, 20))):
            start = random.randrange(len(text) + 1)
            end = min(start + random.choice((0, 1, 3, 30)), len(text))
            piece = random.choice((random.choice(NOISE), text[start:end] * 2, "", text[end : end + 40]))
            text = text[:start] + piece + text[end:]
        data = text.encode("utf-8", "surrogatepass")
        if random.random() < 0.1:
            data = text.encode(random.choice(("utf-16", "cp1252")), "replace")
        stem, _, suffix = name.rpartition(".")
        files[f"{stem}.{random.choice(('csv', 'md', 'html', 'yaml', 'json')) if random.random() < 0.1 else suffix}"] = (
            data
        )
    return files


def is_a_catalogue_or_clear_lines(seed: int) -> None:
    random = Random(seed)
    files = damaged(random)
    begun = time.process_time()
    lines = ["read"]
    try:
        checked_text(of_files(files).raw, "yaml", "x")
    except InputError as error:
        lines = error.lines()
    # What the importer lets through is never refused by the checks behind it.
    assert lines, seed
    assert not any(not line or "cannot be imported" in line for line in lines), (seed, lines)
    assert time.process_time() - begun < SLOWEST, seed


def test_damaged_files_are_a_catalogue_or_clear_lines() -> None:
    for seed in range(300):
        is_a_catalogue_or_clear_lines(seed)


@pytest.mark.release
def test_damaged_files_are_a_catalogue_or_clear_lines_many_times() -> None:
    for seed in range(1_000, 101_000):
        is_a_catalogue_or_clear_lines(seed)
