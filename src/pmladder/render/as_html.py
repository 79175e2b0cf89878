"""The one page as HTML: a single file that asks for nothing, and in which every text is data."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pmladder.engine.assess import ways_to_close
from pmladder.engine.ladder import LadderLine
from pmladder.render.charts.fitting import cut
from pmladder.render.page_view import page_view
from pmladder.report import plan, rules, wording
from pmladder.report.blocks import shown
from pmladder.report.notes import NOT_A_PROMISE
from pmladder.report.page import PageData, is_editorial
from pmladder.report.progress_gaps import KINDS, WHOSE, label
from pmladder.text import plural, safe
from pmladder.version import VERSION

_LINK = re.compile(r"https?://[^\s\"'<>\\]+")
_SIGNS: Mapping[str, str] = {
    "met": "=",
    "exceeded": "+",
    "short": "−",
    "unknown": "?",
    "not-applicable": "×",
    "new": "*",
    "higher": "+",
    "lower": "−",
    "dropped": "×",
}
_STATUS_WORDS: Mapping[str, str] = {
    "met": "met",
    "exceeded": "exceeded",
    "short": "gap",
    "unknown": "not rated",
    "not-applicable": "not applicable",
}


def as_html(data: PageData) -> str:
    """The page. The same data gives the same bytes."""
    environment = _environment()
    style, script = (_asset(environment, name) for name in ("page.css", "page.js"))
    view, ground = page_view(data), data.catalogue
    drawn = {box.stop.role: box.stop.title for box in view.map.boxes}
    moves: dict[str, list[LadderLine]] = {}
    for line in data.ladder.lines:
        if line.start in drawn and line.end in drawn:
            moves.setdefault(line.start, []).append(line)
    return environment.get_template("page.html").render(
        view._asdict(),
        ground=ground,
        names=lambda findings: [ground.requirement(finding) for finding in findings],
        drawn=drawn,
        moves=moves,
        style=style,
        script=script,
        policy=_policy(style, script),
        version=VERSION,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pmladder.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    environment.filters.update(
        capitalised=_capitalised, fitted=cut, levels=_levels, link=_link, shown=shown, sign=_SIGNS.__getitem__
    )
    environment.globals.update(
        wording=wording,
        plural=plural,
        is_editorial=is_editorial,
        promise=NOT_A_PROMISE,
        ways_to_close=ways_to_close,
        gap_words=KINDS,
        gap_name=label,
        plan_report=plan,
        rules=rules,
        status_words=_STATUS_WORDS,
        whose=WHOSE,
    )
    return environment


def _finalized(value: Any) -> Any:
    """What is put out: a text on one line, with nothing in it that acts; it is escaped after this."""
    # Templates and what is marked as markup are of a class of their own.
    return safe(" ".join(value.split())) if type(value) is str and not _plain(value) else value


def _plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _asset(environment: Environment, name: str) -> str:
    if environment.loader is None:
        raise ValueError("templates need a loader")
    return environment.loader.get_source(environment, name)[0]


def _policy(style: str, script: str) -> str:
    """What the page may do: use its own style and its own script, and nothing else; no request at all."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _link(url: str | None) -> str | None:
    """An address that may be linked to; None for anything but a plain web address."""
    return url if url and _LINK.fullmatch(url) else None


def _levels(best: int, worst: int) -> str:
    return plural(best, "level") if best == worst else f"{best} to {worst} levels"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
