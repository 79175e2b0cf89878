"""A page all of whose free texts are others: to see that texts are texts, whatever is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

from pages import DAY
from pmladder.cli.options import Person
from pmladder.cli.report_page import PageChoice, _PageSession, _report
from pmladder.report.page import PageData

FREE = {
    *("title", "name", "note", "notes", "close", "reason", "publisher", "activities", "artefact", "employer", "why"),
    *("licence", "attribution", "updated", "basis", "text", "author", "need_name", "have_name", "version", "unit"),
    *("from_name", "to_name", "meaning", "scope", "blockers"),
}
"""Fields that hold any text, where they hold a text; ids, dates and addresses are not among them."""


@cache
def page_data() -> PageData:
    """What a page shows of somebody with a goal and a target."""
    person = Person(role="senior-pm", years=6, goal="cpo", as_of=DAY, skill=["coaching=1", "communication=4"])
    session = _PageSession(PageChoice(catalogue="builtin"), anonymous=False)
    made: PageData = _report(session, person, "group-pm", anonymous=False).data
    return made._replace(person=made.person._replace(name="Ada", employer="A company"))


_hints = cache(get_type_hints)


def with_texts(value: Any, text: Callable[[], str], field: str = "", hint: Any = None) -> Any:
    """The same value with every free text replaced: not the ids, nor words that are one of a few."""
    if hasattr(value, "_fields"):
        hints = _hints(type(value))
        pairs = zip(value._fields, value, strict=True)
        return type(value)(*(with_texts(entry, text, name, hints[name]) for name, entry in pairs))
    if isinstance(value, tuple):
        inner = get_args(hint)
        return tuple(with_texts(entry, text, field, inner[0]) for entry in value)
    free = isinstance(value, str) and field in FREE and (hint is str or str in get_args(hint))
    return text() if free else value


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
