"""A report as Markdown (GitHub's), to paste into a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pmladder.render.screen import Signs
from pmladder.report.blocks import Bullets, Cell, Heading, Outline, Paragraph, Plain, Table
from pmladder.text import safe

# Characters that could begin or end markup. A mark within a word cannot, nor can an ampersand without a semicolon.
_MARKS = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#|[A-Za-z][A-Za-z0-9]*;)|(?<![A-Za-z0-9])#")
# What would become a link by itself: a scheme, a bare www, an address.
_LINKS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=[wW]{3})\.|@|(?i:(?<=mailto)|(?<=xmpp)):")
# What would begin a tag, a comment or an instruction; before anything else it is the sign for "less than".
_TAGS = re.compile(r"<(?=[A-Za-z/!?])")
# What would begin a list, a rule or a heading at the start of a line.
_STARTS = re.compile(r"^(\s*)([-+=>])|^(\s*\d+)([.)])")


def as_markdown(blocks: Iterable[Plain | Signs]) -> str:
    """The blocks. A text from a file is shown as text; it cannot link, break the layout or run."""
    return "\n\n".join(chunk for block in blocks for chunk in _block(block)) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, every character that Markdown could read as markup written as itself."""
    text = _MARKS.sub(lambda mark: f"\\{mark.group()}", " ".join(safe(text).split()))
    # Not every reader of Markdown takes a backslash before these signs.
    return _LINKS.sub(lambda mark: f"&#{ord(mark.group())};", _TAGS.sub("&lt;", text))


def _block(block: Plain | Signs) -> Iterator[str]:
    match block:
        case Heading():
            # Behind the marks of a heading nothing begins a list.
            yield f"## {escaped(block.text)}"
        case Paragraph():
            yield _line(block.text)
        case Bullets():
            yield "\n".join(f"- {_line(item.text)}" for item in block.items)
        case Outline():
            yield "\n".join(f"{'  ' * depth}- {_line(''.join(c.text for c in cells))}" for depth, cells in block.lines)
        case Signs():
            # Four spaces in front make it code, in which nothing is markup.
            rows = block.lines()
            widest = max((len(name) for name, _ in rows), default=0)
            yield "\n".join(f"    {name:<{widest}}  {signs}".rstrip() for name, signs in rows)
        case Table():
            yield "\n".join(_table(block))


def _line(text: str) -> str:
    return _STARTS.sub(lambda start: f"{start[1] or start[3] or ''}\\{start[2] or start[4]}", escaped(text))


def _table(table: Table) -> Iterator[str]:
    yield _row([column.head for column in table.columns])
    yield "|" + "|".join(" ---: " if column.right else " --- " for column in table.columns) + "|"
    for row in table.rows:
        yield _row([_cell(cell) for cell in row], done=True)


def _cell(cell: Cell) -> str:
    text = escaped(cell.text)
    return f"**{text}**" if cell.tone == "strong" and text else text


def _row(cells: list[str], done: bool = False) -> str:
    return "| " + " | ".join(cell if done else escaped(cell) for cell in cells) + " |"
