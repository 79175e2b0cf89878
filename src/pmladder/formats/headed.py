"""Reads the sections of a Markdown or HTML text: the paragraphs and tables under each heading.

Markup is removed: a text is what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import Any, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.formats.limits import NODES

SUFFIXES = {".md": "Markdown", ".markdown": "Markdown", ".mdx": "Markdown", ".html": "HTML", ".htm": "HTML"}
"""The suffixes of such files, each with its format."""

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LABEL = re.compile(r"[^\W\d_][^:.!?]{0,40}: +\S")
"""A label in plain text, before what it is for."""
_DEEPEST = 60
_HEADING_WORDS = 6
_MOST_FOLDS = 10
"""The most folded parts that lie in each other."""
_MOST_SPAN = 100
"""The most cells that one cell may span."""
_MOST_MARKDOWN = 256 * 1024
"""The most characters of one Markdown text. A ladder has far fewer, and some texts take seconds for each megabyte."""


class Passage(NamedTuple):
    """A paragraph, or one entry of a list. `label` is the bold text at its beginning."""

    line: int
    text: str
    label: str
    in_list: bool


class Section(NamedTuple):
    """A heading and the text under it, up to the next heading. The text before any heading has depth 0."""

    title: str
    depth: int
    line: int
    passages: list[Passage]
    tables: list[list[tuple[int, list[str]]]]


class HeadedDocument(NamedTuple):
    """The sections of a text in their order, and the YAML text of its front matter."""

    sections: list[Section]
    front: str


def read_document(text: str, file: str) -> HeadedDocument:
    """The sections of a Markdown text, or of an HTML one if its name says so. Raises InputError if it is too large."""
    if SUFFIXES.get(f".{file.rpartition('.')[2].lower()}") == "HTML":
        sections = _Sections(file)
        _HTML(sections, 0).feed_all(text)
        return HeadedDocument(sections.found, "")
    front, rest = without_front(text)
    sections = _Sections(file)
    _read_markdown(rest, text.count("\n") - rest.count("\n"), sections)
    return HeadedDocument(sections.found, front)


def without_front(text: str) -> tuple[str, str]:
    """The YAML text of the front matter, which may be empty, and the text after it."""
    front = _FRONT.match(text)
    return (front["yaml"], text[front.end() :]) if front else ("", text)


class _Sections:
    """The sections read so far, with a count of their parts."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found = [Section("", 0, 1, [], [])]
        self.count = 0
        self._depth = 0
        self._folds: list[int] = []
        """The depth at which each part began that is folded and still open."""
        self._entries: list[Passage] = []

    def heading(self, title: str, depth: int, line: int) -> None:
        """Add a heading; one in a folded part is below its summary."""
        self._add()
        self._depth = depth + (self._folds[-1] + 1 if self._folds else 0)
        self.found.append(Section(title, self._depth, line, [], []))

    def fold(self) -> None:
        """Begin a part that opens by a click on its summary."""
        if len(self._folds) < _MOST_FOLDS:
            self._folds.append(self._depth)

    def unfold(self) -> None:
        """End the latest part of this kind."""
        if self._folds:
            self._depth = self._folds.pop()

    def summary(self, line: int, title: str) -> None:
        """Add the summary of a folded part: a short one is a heading."""
        if not self._folds or not _is_short(title):
            self.passage(line, title, "", 0)
        elif title:
            self._add()
            self._depth = self._folds[-1] + 1
            self.found.append(Section(title, self._depth, line, [], []))

    def passage(self, line: int, label: str, rest: str, nesting: int) -> None:
        """Add a paragraph, or an entry of a list. `nesting` is the depth of the list, 0 for a paragraph.

        A short paragraph all in bold is a heading. A short entry with entries below it is their label.
        """
        passage = _passage(line, label, rest, nesting > 0)
        if not passage.text:
            return
        if not nesting and label and passage.text == label.strip().rstrip(":").strip() and _is_short(passage.text):
            self._bold_heading(passage)
            return
        self._add()
        del self._entries[max(nesting - 1, 0) :]
        above = self._entries[-1] if nesting > 1 and len(self._entries) == nesting - 1 else None
        if above and not passage.label and not above.label and _is_short(above.text):
            if self.found[-1].passages[-1:] == [above]:
                self.found[-1].passages.pop()
            passage = passage._replace(label=above.text.rstrip(":").strip())
        self.found[-1].passages.append(passage)
        if nesting and len(self._entries) == nesting - 1:
            self._entries.append(passage)

    def _bold_heading(self, passage: Passage) -> None:
        depth = self._depth + 1
        self._add()
        self.found.append(Section(passage.text, depth, passage.line, [], []))

    def table(self, rows: list[tuple[int, list[str]]]) -> None:
        for _, cells in rows:
            self._add(len(cells))
        if any(any(cells) for _, cells in rows):
            self.found[-1].tables.append([(line, cells) for line, cells in rows if any(cells)])

    def _add(self, count: int = 1) -> None:
        self.count += count
        if self.count > NODES:
            raise InputError(self.file, [Problem((), "", f"holds more than {NODES:,} parts; split it")])


def _read_markdown(text: str, skipped: int, sections: _Sections) -> None:
    from markdown_it import MarkdownIt

    if len(text) > _MOST_MARKDOWN:
        what = f"has {len(text):,} characters of Markdown; the limit is {_MOST_MARKDOWN:,}, so give a part of it"
        raise InputError(sections.file, [Problem((), "", what)])
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    depth = in_list = 0
    rows: list[tuple[int, list[str]]] = []
    for token in reader.parse(text):
        line = skipped + (token.map[0] if token.map else 0) + 1
        if token.type == "heading_open":
            depth = int(token.tag[1])
        elif token.type == "heading_close":
            depth = 0
        elif token.type in ("list_item_open", "list_item_close"):
            in_list += token.nesting
        elif token.type == "table_open":
            rows = []
        elif token.type == "table_close":
            sections.table(rows)
            rows = []
        elif token.type == "tr_open":
            rows.append((line, []))
        elif token.type in ("th_open", "td_open"):
            rows[-1][1].append("")
        elif token.type == "html_block":
            _HTML(sections, line - 1).feed_all(token.content)
        elif token.type == "inline":
            label, rest = _seen(token.children or ())
            if rows:
                rows[-1][1][-1] = f"{label}{rest}".strip()
            elif depth:
                sections.heading(_one_line(label + rest), depth, line)
            else:
                for below, children in enumerate(_labelled_lines(token.children or ())):
                    sections.passage(line + below, *_seen(children), in_list)


def _passage(line: int, label: str, rest: str, in_list: bool) -> Passage:
    """A passage whose beginning is bold. The bold text is a label only if something follows."""
    rest = rest.strip()
    label = label.strip().rstrip(":").strip()
    if rest.startswith((":", "-", "–", "—")) and label:
        rest = rest[1:].strip()
    return Passage(line, rest or label, label if rest else "", in_list)


def _is_short(text: str) -> bool:
    """Whether a text may be a heading or a label: a few words that are not a sentence."""
    return len(text.split()) <= _HEADING_WORDS and not text.endswith((".", "!", "?", ";", ","))


def _labelled_lines(children: Sequence[Any]) -> list[list[Any]]:
    """The lines of a paragraph by themselves, where each begins with a label; else the paragraph as a whole."""
    lines: list[list[Any]] = [[]]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(child)
    return lines if len(lines) > 1 and all(map(_is_labelled, lines)) else [list(children)]


def _is_labelled(line: Sequence[Any]) -> bool:
    first = next((child for child in line if child.type != "text" or child.content.strip()), None)
    if first is None or first.type == "strong_open":
        label, rest = _seen(line)
        return (
            first is not None and bool(rest.strip()) and (label.rstrip().endswith(":") or rest.lstrip().startswith(":"))
        )
    return first.type == "text" and _LABEL.match(first.content) is not None


def _seen(children: Iterable[Any]) -> tuple[str, str]:
    """The visible text of inline markup: the bold beginning, and the rest."""
    label: list[str] = []
    rest: list[str] = []
    strong = 0
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong += child.nesting
            continue
        text = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, "")
        if child.type in ("text", "code_inline", "image"):
            text = child.content
        elif child.type == "html_inline" and re.match(r"<br\b", child.content, re.IGNORECASE):
            text = "\n"
        (label if strong and not "".join(rest).strip() else rest).append(text)
    return "".join(label), "".join(rest)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _HTML(HTMLParser):
    """Reads HTML into sections. Unclosed elements do no harm."""

    _HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
    _BLOCKS = (
        *_HEADINGS,
        "p",
        "li",
        "div",
        "td",
        "th",
        "tr",
        "table",
        "ul",
        "ol",
        "section",
        "body",
        "dt",
        "dd",
        "summary",
        "details",
    )
    _HIDDEN = ("script", "style", "title", "head", "template")

    def __init__(self, sections: _Sections, before: int) -> None:
        super().__init__(convert_charrefs=True)
        self._sections = sections
        self._before = before
        self._text: list[str] = []
        self._label: list[str] = []
        self._bold = self._hidden = self._lists = self._tables = 0
        self._heading = ""
        self._is_summary = False
        self._rows: list[tuple[int, list[str]]] = []
        self._cell: list[str] | None = None
        self._down: dict[int, int] = {}
        """For each column with a cell from above, the number of rows that the cell still spans."""

    def feed_all(self, text: str) -> None:
        """Read the whole text."""
        self.feed(text)
        self.close()
        self._end_block()
        if self._tables:
            self._tables = 1
            self.handle_endtag("table")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._HIDDEN:
            self._hidden += 1
        if tag in self._BLOCKS:
            self._end_block()
        if tag in self._HEADINGS and self._cell is None:
            self._heading = tag
        elif tag == "li":
            self._lists += 1
        elif tag in ("b", "strong"):
            if self._label and self._cell is None and not self._heading and "".join(self._text).endswith("\n"):
                # A line that begins with a label is a passage of its own.
                self._end_block()
            self._bold += 1
        elif tag == "details":
            self._sections.fold()
        elif tag == "summary":
            self._is_summary = True
        elif tag == "br":
            self._put("\n")
        elif tag == "table":
            self._tables += 1
            self._down = {}
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._down = {column: left - 1 for column, left in self._down.items() if left > 1}
            self._rows.append((self._line(), []))
        elif tag in ("td", "th") and self._rows:
            self._end_cell()
            self._cell = []
            spans = {name: min(int(value[:3]), _MOST_SPAN) for name, value in attrs if value and value.isdecimal()}
            self._across, self._rows_down = max(spans.get("colspan", 1), 1), max(spans.get("rowspan", 1), 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        if tag in self._BLOCKS:
            self._end_block()
        if tag == "li":
            self._lists = max(self._lists - 1, 0)
        elif tag in ("b", "strong"):
            self._bold = max(self._bold - 1, 0)
        elif tag == "details":
            self._sections.unfold()
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_cell()
            self._tables -= 1
            if not self._tables:
                self._sections.table(self._rows)
                self._rows = []

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._put(re.sub(r"\s+", " ", data))

    def _put(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)
        elif not self._rows:
            (self._label if self._bold and not self._text else self._text).append(text)

    def _end_block(self) -> None:
        if self._cell is not None:
            self._cell.append("\n")
            return
        label, rest = "".join(self._label).strip(), "".join(self._text).strip()
        self._label, self._text = [], []
        if self._heading:
            self._sections.heading(_one_line(f"{label} {rest}"), int(self._heading[1]), self._line())
            self._heading = ""
        elif self._is_summary:
            self._sections.summary(self._line(), _one_line(f"{label} {rest}"))
            self._is_summary = False
        elif label or rest:
            self._sections.passage(self._line(), label, rest, self._lists)

    def _end_cell(self) -> None:
        if self._cell is not None and self._rows:
            lines = (line.strip() for line in "".join(self._cell).split("\n"))
            row = self._rows[-1][1]
            while len(row) in self._down:
                row.append("")
            first = len(row)
            row.extend(["\n".join(filter(None, lines)), *([""] * (self._across - 1))])
            if self._rows_down > 1:
                self._down |= dict.fromkeys(range(first, len(row)), self._rows_down)
        self._cell = None

    def _line(self) -> int:
        return self._before + self.getpos()[0]
