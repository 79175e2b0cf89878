"""A page all of whose free texts are others: to see that texts are texts, whatever is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from pages import DAY
from pmladder.cli.options import Person
from pmladder.cli.report_page import PageChoice, _PageSession, _report
from pmladder.report.page import PageData

FREE = {
    *("title", "titles", "name", "note", "close", "levels", "description", "meaning", "publisher", "text", "author"),
    *("licence", "attribution", "updated", "version", "basis", "exits", "summary"),
}
"""Fields of a catalogue that hold any text, where they hold a text; ids, dates and addresses are not among them."""


@cache
def page_data() -> PageData:
    """What a page shows of somebody with a goal and a target."""
    return page_with_texts(None)


def page_with_texts(text: Callable[[], str] | None) -> PageData:
    """The same page of a catalogue and a person all of whose free texts are others."""
    person = Person(role="senior-pm", years=6, goal="cpo", as_of=DAY, skill=["coaching=1", "communication=4"])
    session = _PageSession(PageChoice(catalogue="builtin"), anonymous=False)
    if text is not None:
        session.chosen = session.chosen._replace(catalogue=with_texts(session.chosen.catalogue, text))
    made: PageData = _report(session, person, "group-pm", anonymous=False).data
    name, employer = (text(), text()) if text else ("Ada", "A company")
    return made._replace(person=made.person._replace(name=name, employer=employer))


def with_texts(value: Any, text: Callable[[], str], field: str = "") -> Any:
    """The same part of a catalogue with every free text replaced: not the ids, nor words that are one of a few."""
    if isinstance(value, BaseModel):
        names = type(value).model_fields
        return value.model_construct(**{name: with_texts(getattr(value, name), text, name) for name in names})
    if isinstance(value, Mapping):
        return {key: with_texts(entry, text, field) for key, entry in value.items()}
    if isinstance(value, tuple):
        return tuple(with_texts(entry, text, field) for entry in value)
    return text() if isinstance(value, str) and field in FREE else value


def marked(texts: Iterator[str]) -> tuple[Callable[[], str], list[str]]:
    """Gives the next of `texts` between signs by which it is found again, and the list of those that were given."""
    given: list[str] = []

    def text() -> str:
        given.append(next(texts))
        return f"⟦{len(given) - 1}:{given[-1]}⟧"

    return text, given


def forever(texts: list[str]) -> Iterator[str]:
    while True:
        yield from texts
