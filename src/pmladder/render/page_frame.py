"""What all pages for the browser share: one file each, their own style and script and nothing else, texts as data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pmladder.text import plural, safe
from pmladder.version import VERSION

_LINK = re.compile(r"https?://[^\s\"'<>\\]+")


def framed(template: str, styles: Sequence[str], scripts: Sequence[str], values: Any = None, **context: Any) -> str:
    """The page of `template`, with its styles and scripts in it. `values` are what the scripts find as JSON.

    A policy in the page lets the browser run only these styles and scripts, and make no request.
    """
    environment = _environment()
    style, script = ("\n".join(_asset(environment, name) for name in names) for names in (styles, scripts))
    return environment.get_template(template).render(
        context, style=style, script=script, policy=_policy(style, script), version=VERSION, values=_as_json(values)
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
        # Each page is written once, so that the time to make a template faster never comes back.
        optimized=False,
    )
    environment.globals.update(plural=plural, link=_link)
    return environment


def _finalized(value: Any) -> Any:
    """Prepare a value for output: a text on one line without unsafe characters. It is escaped after this."""
    # Templates and marked-up texts have their own class.
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return safe(" ".join(value.split()))


def _link(url: str | None) -> str | None:
    """An address that may be linked to; None for anything but a plain web address."""
    return url if url and _LINK.fullmatch(url) else None


def _as_json(values: Any) -> str:
    """Values for a script, written so that they can end no element and start no comment."""
    written = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _asset(environment: Environment, name: str) -> str:
    if environment.loader is None:
        raise ValueError("templates need a loader")
    return environment.loader.get_source(environment, name)[0]


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
