"""A page as a tree, as a parser reads it: to find what it says, and to see that nothing else is in it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Node:
    """An element with its attributes, and the nodes and texts in it."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag, self.attributes = tag, attributes
        self.inside: list[Node | str] = []

    def walk(self) -> Iterator[Node]:
        """This element and every one in it, in order."""
        yield self
        for entry in self.inside:
            if isinstance(entry, Node):
                yield from entry.walk()

    def find(self, tag: str, kind: str | None = None) -> list[Node]:
        """The elements of a tag, and of a class if one is said."""
        return [n for n in self.walk() if n.tag == tag and (kind is None or kind in n.classes)]

    @property
    def classes(self) -> list[str]:
        """The classes."""
        return (self.attributes.get("class") or "").split()

    def text(self, without: tuple[str, ...] = ()) -> str:
        """All text in it, on one line; `without` names tags and classes that are left out."""
        return " ".join("".join(self._texts(without)).split())

    def texts(self, without: tuple[str, ...] = ()) -> list[str]:
        """The texts in it, one by one, as `text`."""
        return list(self._texts(without))

    def _texts(self, without: tuple[str, ...]) -> Iterator[str]:
        for entry in self.inside:
            if isinstance(entry, str):
                yield entry
            elif entry.tag not in without and not {*entry.classes} & {*without}:
                yield from entry._texts(without)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(page: str) -> Node:
    """The tree of a page, every element of which is closed as it should be."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    [root] = reader.open
    return root
