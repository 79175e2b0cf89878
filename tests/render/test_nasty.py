"""Text from outside in every format: it reads back the same, and nothing in it acts."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from markdown_it import MarkdownIt

from pmladder.render.as_csv import as_csv
from pmladder.render.as_json import as_json
from pmladder.render.formats import FORMATS
from pmladder.render.screen import Screen
from pmladder.report.blocks import Bullets, Cell, Column, Heading, paragraph, table
from pmladder.report.report import Report
from pmladder.text import UNSAFE, safe
from rows import each

NASTY = [
    "PM [/]",
    "C++ [advanced]",
    "[link=https://example.org]x[/link]",
    "[bold]x[/bold] :smile:",
    "a|b||c",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</table></style>",
    "![x](http://example.org/x.png)",
    "[x](javascript:alert(1))",
    "https://example.org/?a=b",
    "www.example.org",
    "me@example.org",
    "**bold** _it_ `code` ~~no~~",
    "# heading",
    "> quote",
    "1. list",
    "- list",
    "+ list",
    "---",
    "===",
    "    indented",
    "&amp; &lt; &#124;",
    "\\| \\\\ \\",
    "{{ 7*7 }} ${x} $(id) `id`",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "say \"yes\", 'no'",
    "x;=1",
    "two\nlines",
    "cr\rlf\r\n",
    "é ü ß 産品経理 منتج 🚀 👩‍💻",
    "x" * 5000,
]
ACTING = [
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;http://example.org\x1b\\x\x1b]8;;\x1b\\",
    "\x9b31m",
    "bell\x07",
    "back\x08space",
    "over\u202eride",
    "zero\u200bwidth",
    "tag\U000e0041",
    "para\u2029graph\u2028line\x85next",
    "nul\x00",
    "del\x7f",
    "\ud800",
]
WIDE, NARROW = Screen(10_000), Screen(30)


class Data(NamedTuple):
    """Any text."""

    texts: tuple[str, ...]


def report(texts: list[str]) -> Report:
    return Report(
        Data(tuple(texts)),
        lambda: (
            Heading(texts[0]),
            paragraph(texts[0]),
            Bullets(tuple(Cell(text) for text in texts)),
            table([Column(texts[0]), Column("n", right=True)], [[text, str(n)] for n, text in enumerate(texts)]),
        ),
        lambda: [["text", "n"], *([text, str(n)] for n, text in enumerate(texts))],
    )


def one_line(text: str) -> str:
    return " ".join(text.split())


def markdown(text: str) -> Iterator[tuple[str, str]]:
    """Every token of a Markdown text, with its content, as a reader of GitHub's kind sees it."""
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").parse(text):
        yield token.type, token.content
        for child in token.children or ():
            yield child.type, child.content


def cells(text: str) -> list[str]:
    """What stands in the cells of the table of a Markdown text."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inside = [tokens[n + 1] for n, token in enumerate(tokens) if token.type in ("td_open", "th_open")]
    return ["".join(child.content for child in token.children or ()) for token in inside]


@each("text", NASTY + ACTING)
@each("form", FORMATS)
@each("screen", [WIDE, NARROW, Screen(80, "none", "ascii"), Screen(1)])
def test_nothing_acts_in_any_format(text: str, form: str, screen: Screen) -> None:
    # Calendars end their lines as their standard has it.
    out = FORMATS[form](report([text]), screen).replace("\r\n", "\n")
    assert UNSAFE.sub("", out.replace("\n", "").replace("👩‍💻", "")) == out.replace("\n", "").replace("👩‍💻", "")
    assert "\r" not in out


@each("text", NASTY)
def test_a_table_shows_the_text_as_it_is(text: str) -> None:
    shown = FORMATS["table"](report([text]), WIDE)
    assert shown.count(safe(text).strip()) >= 4
    folded = re.sub(r"\s", "", FORMATS["table"](report([text]), NARROW))
    assert re.sub(r"\s", "", safe(text)) in folded


def test_colours_come_from_meaning_alone() -> None:
    report_of_tones = Report(
        Data(()), lambda: (paragraph(Cell("bad", "bad"), Cell("[red]plain[/red]")),), lambda: [["x"]]
    )
    assert FORMATS["table"](report_of_tones, Screen(80, "basic")) == "\x1b[31mbad\x1b[0m[red]plain[/red]\n"
    assert FORMATS["table"](report_of_tones, Screen(80)) == "bad[red]plain[/red]\n"


@each("texts", [[text] for text in NASTY + ACTING] + [NASTY])
def test_csv_keeps_its_rows_and_runs_nothing(texts: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(report(texts))), strict=True))
    assert len(rows) == 1 + len(texts)
    for text, (cell, number) in zip(texts, rows[1:], strict=True):
        assert number.isdecimal()
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
        assert one_line(cell.removeprefix("'")) == one_line(safe(" ".join(text.splitlines())))


@each("text", NASTY + [text for text in ACTING if text != "\ud800"])
def test_json_is_lossless(text: str) -> None:
    assert json.loads(as_json(report([text]))) == {"texts": [text]}


@each("text", NASTY + ACTING)
def test_markdown_has_the_text_and_no_markup_of_its_own(text: str) -> None:
    out = FORMATS["md"](report([text, "second"]), Screen())
    wanted = one_line(safe(text))
    assert cells(out) == [wanted, "n", wanted, "0", "second", "1"]
    kinds = {kind for kind, _ in markdown(out)}
    plain = {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    listed = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
    tabled = {f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")}
    assert kinds <= plain | listed | tabled
    assert "://" not in out


ALPHABET = [
    *map(chr, range(32, 127)),
    *"\n\t\r\x1b\x07\x9b\u202e\u200béß産\U0001f680\u0301",
    "::",
    "**",
    "[/",
    "||",
    "://",
]


def some_texts(count: int) -> Iterator[str]:
    chosen = random.Random(7)
    for _ in range(count):
        yield "".join(chosen.choices(ALPHABET, k=chosen.randint(1, 30)))


@pytest.mark.parametrize(
    "count", [pytest.param(500, id="some"), pytest.param(8_000, id="many", marks=pytest.mark.slow)]
)
def test_random_texts_read_back_the_same(count: int) -> None:
    for text in some_texts(count):
        made: Any = report([text, "second"])
        wanted = one_line(safe(text))
        assert json.loads(as_json(made)) == {"texts": [text, "second"]}
        assert [one_line(cell) for cell in cells(FORMATS["md"](made, Screen()))] == [
            wanted,
            "n",
            wanted,
            "0",
            "second",
            "1",
        ]
        rows = list(csv.reader(io.StringIO(as_csv(made)), strict=True))
        assert [len(row) for row in rows] == [2, 2, 2]
        assert not rows[1][0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_random_texts_in_a_table() -> None:
    texts = list(some_texts(300))
    shown = re.sub(r"\s", "", FORMATS["table"](report(texts), WIDE))
    assert all(re.sub(r"\s", "", safe(text)) in shown for text in texts)
    assert not UNSAFE.search(shown)


@each(
    "text",
    [
        "FP&A analyst",
        "snake_case_name",
        "C# developer",
        "a > b",
        "Now → to show",
        "100% + more",
        "< 5 years",
        "I <3 it",
    ],
)
def test_markdown_leaves_alone_what_is_no_markup(text: str) -> None:
    from pmladder.render.as_markdown import escaped

    assert escaped(text) == text


@each(
    ("text", "written"),
    [
        ("a `word`", r"a \`word\`"),
        ("*new*", r"\*new\*"),
        ("_new_", r"\_new\_"),
        ("&lt;b>", r"\&lt;b>"),
        ("a|b", r"a\|b"),
        ("<b>, <!-- and </i>", "&lt;b>, &lt;!-- and &lt;/i>"),
        ("see #12", r"see \#12"),
    ],
)
def test_markdown_is_escaped_as_people_write_it(text: str, written: str) -> None:
    from pmladder.render.as_markdown import escaped

    assert escaped(text) == written
