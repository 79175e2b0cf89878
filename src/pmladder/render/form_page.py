"""The form to rate oneself as HTML: one file that can be sent, asks for nothing, and in which every text is data."""

from __future__ import annotations

from pmladder.render.page_frame import framed
from pmladder.report.form import QUESTION, FormData
from pmladder.report.shapes import encoded

APART = "does not apply to my work"
"""What the form writes for a skill that does not apply."""


def form_page(data: FormData) -> str:
    """The form. The same data gives the same bytes."""
    ground = data.catalogue
    questions = [encoded(entry, ground, QUESTION) for entry in data.questions]
    script = {
        "form": data.form,
        "name": data.name,
        "rater": data.rater,
        "present": data.present,
        "size": data.company_size,
        "apart": APART,
        "scale": [ground.catalogue.level_name(level) for level in range(len(ground.catalogue.scale) + 1)],
        "roles": [{"id": role.id, "title": ground.role(role)} for role in data.roles],
        "questions": questions,
    }
    return framed("form.html", ("look.css", "form.css"), ("form.js",), script, data=data, questions=questions)
