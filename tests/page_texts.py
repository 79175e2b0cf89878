"""A page all of whose free texts are others: to see that texts are texts, whatever is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from pages import DAY
from pmladder.catalogue.models import Catalogue
from pmladder.cli.options import Person
from pmladder.cli.report_page import PageChoice, _page_report, _PageSession
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.models import Company, Profile
from pmladder.render.formats import HTML
from pmladder.report.page import PageData

FREE = {
    *("title", "titles", "name", "note", "close", "levels", "description", "meaning", "publisher", "text", "author"),
    *("licence", "attribution", "updated", "version", "basis", "exits", "summary"),
}
"""Fields of a catalogue that hold any text, where they hold a text; ids, dates and addresses are not among them."""


def page_with_texts(text: Callable[[], str]) -> PageData:
    """What a page shows of somebody with a goal and a target, where all free texts are others."""
    catalogue, name, employer = load_catalogue(), text(), text()
    profile = Profile.model_construct(name=name, company=Company.model_construct(name=employer))
    return report_of("senior-pm", "cpo", with_texts(catalogue, text), "group-pm", profile)


def report_of(
    role: str, goal: str, catalogue: Catalogue, named: str | None = None, profile: Profile | None = None
) -> PageData:
    """What the report of a person with six years in product shows, who holds one role and wants another."""
    skills = [f"{skill}={level}" for skill, level in (("coaching", 1), ("communication", 4))]
    known = [skill for skill in skills if skill.partition("=")[0] in catalogue.skills_by_id]
    person = Person(role=role, years=6, goal=goal, as_of=DAY, skill=known)
    session = _PageSession(PageChoice(catalogue="builtin"), HTML, anonymous=False)
    session.chosen = session.chosen._replace(catalogue=catalogue)
    if profile is not None:
        session.profile = lambda _: profile.model_copy(update=session.option_values(person, profile))  # type: ignore[method-assign]
        session.read = profile
    made: PageData = _page_report(session, person, named).data
    return made


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
