"""`assess --form`: a page to rate oneself in a browser, to be sent to somebody who installs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmladder.cli.options import Choice, Person
from pmladder.cli.output import Result
from pmladder.cli.session import Session
from pmladder.errors import UsageError
from pmladder.render.formats import HTML

if TYPE_CHECKING:
    from pmladder.engine.asking import Question


def rating_form(
    person: Person, choice: Choice, role: str | None, name: str | None, rater: str, only_must_haves: bool
) -> Result:
    """The form as HTML, or its content as JSON. It asks about `role`, else about the next roles.

    Raises UsageError without a file to write, or without roles to ask about.
    """
    from pmladder.engine.asking import outlook_of, questions
    from pmladder.report.form import form_report

    session = Session(choice, usual=HTML)
    session.require_output("rate.html")
    profile, (standing, _) = session.profile(person), session.standing(person)
    target = session.role(role, standing.company_size) if role else standing.goal
    if target is None and not (profile.role or profile.history or standing.years is not None):
        raise UsageError("for which role? Name it, or give the role held now with --role TITLE")
    outlook = outlook_of(session.catalogue, standing, target)
    asked = [q for q in questions(session.catalogue, outlook, {}) if not only_must_haves or _is_must_have(q)]
    report = form_report(session.ground(standing), asked, name or profile.name, rater, profile.role)
    return session.answer(report)


def _is_must_have(question: Question) -> bool:
    return any(asked.requirement.must_have for asked in question.asked)
