"""Changing a profile in its file: what is said anew is changed, and every other character stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from pmladder.errors import InputError, Problem
from pmladder.files.data_steps import MISSING, Change, applied, in_order, same, steps
from pmladder.files.events import BROKEN
from pmladder.files.profile_file import ProfileFile, profile_in
from pmladder.files.saving import update
from pmladder.files.structured import parse
from pmladder.files.yaml_nodes import nodes
from pmladder.files.yaml_splice import Splicer, line_break
from pmladder.files.yaml_writer import pair
from pmladder.profile.first_edition import RATER, profile_in_todays_words, rated_in_old_words
from pmladder.profile.models import Profile

__all__ = ["Change", "edited", "save_profile"]

HEADER = """\
# A profile for pmladder: change it here, or with `pmladder profile set` and `pmladder assess`.
# Everything is optional; a skill that is not here is unknown, never zero.

"""

_NOT_EDITABLE = (
    "is written in a way that cannot be changed without touching the rest of it (an anchor, perhaps); "
    "change it in an editor; nothing was changed"
)


def save_profile(
    path: str,
    changes: Callable[[Profile | None], Sequence[Change]] | Sequence[Change],
    then: Callable[[Profile | None, Profile], None] | None = None,
) -> ProfileFile:
    """Make these changes in the profile at `path`, which may be missing, and return it as it is now.

    A function of the profile as it is at that moment may say what to change. `then` is told the profile before and
    after, before anybody else may change it. Raises InputError when the file, as it is or as it would become, is no
    valid profile, SurroundingsError when it cannot be written; nothing is changed then.
    """
    saved: list[tuple[Profile | None, ProfileFile]] = []

    def change(text: str | None) -> str:
        before = None if text is None else profile_in(text, path).profile
        made = changes(before) if callable(changes) else changes
        new = edited(text, made, path)
        saved.append((before, profile_in(new, path)))
        return new

    def told() -> None:
        if then is not None:
            then(saved[-1][0], saved[-1][1].profile)

    update(path, change, told)
    return saved[-1][1]


def edited(text: str | None, changes: Sequence[Change], file: str = "the profile") -> str:
    """The text of a profile with `changes` made, or of a new one; without any difference, the same text.

    Words of the first edition become those of today where anything is changed.

    Raises InputError, naming `file`, when the text cannot be read, or not changed without touching the rest.
    """
    if text is None:
        return _new(in_order(applied({}, changes)), file)
    old = parse(text, file)
    today = profile_in_todays_words(old)
    if same(today, applied(today, changes)):
        return text
    text, old = _open_ended(text, old, file)
    today = profile_in_todays_words(old)
    new = applied(today, changes)
    splicer = Splicer(text, _is_json(text))
    try:
        for skill in rated_in_old_words(old):
            splicer.rename(("skills", skill, RATER), "rater")
        text, old = splicer.text, today
        for step in steps((), old, new, nodes(text)):
            if not step.path:
                splicer.replace_all(step.value)
            elif step.value is MISSING:
                splicer.remove(step.path)
            elif step.after is None:
                splicer.replace(step.path, step.value)
            else:
                splicer.add(step.path, step.value, step.after)
        if same(parse(splicer.text, file), new):
            return splicer.text
    except (InputError, LookupError, *BROKEN):
        pass
    raise InputError(file, [Problem((), "", _NOT_EDITABLE)])


def _open_ended(text: str, old: dict[str, Any], file: str) -> tuple[str, dict[str, Any]]:
    """The text with something to add behind it, and what it says then.

    A text in lines of its own at the very end of a file whose last line has no end gets that end.
    """
    if text.endswith(("\n", "\r")):
        return text, old
    ended = text + line_break(text)
    says = parse(ended, file)
    return (text, old) if same(old, says) else (ended, says)


def _new(data: dict[str, Any], file: str) -> str:
    if file.lower().endswith(".json"):
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if not data:
        return f"{HEADER}{{}}\n"
    parts = ["\n".join(pair(key, value, 0)) + "\n" for key, value in data.items()]
    written = parts[0]
    for before, part in pairwise(parts):
        # What takes several lines stands by itself.
        written += ("\n" if before.count("\n") + part.count("\n") > 2 else "") + part
    return HEADER + written


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
