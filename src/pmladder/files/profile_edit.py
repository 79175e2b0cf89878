"""Changing a profile in its file: what is said anew is changed, and every other character stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.files.data_steps import MISSING, DataStep, Edit, applied, in_order, same, steps
from pmladder.files.profile_file import ProfileFile, profile_of
from pmladder.files.saving import update
from pmladder.formats.events import BROKEN
from pmladder.formats.structured import parse
from pmladder.formats.yaml_nodes import Node, nodes
from pmladder.formats.yaml_splice import Splicer, line_break
from pmladder.formats.yaml_writer import pair
from pmladder.profile.first_edition import RATER, profile_in_todays_words, rated_in_old_words
from pmladder.profile.models import Profile

__all__ = ["Edit", "edited", "save_profile"]

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
    changes: Callable[[Profile | None], Sequence[Edit]] | Sequence[Edit],
    then: Callable[[Profile | None, Profile], None] | None = None,
) -> ProfileFile:
    """Make these changes in the profile at `path`, which may be missing, and return it as it is now.

    A function of the profile as it is at that moment may say what to change. `then` is told the profile before and
    after, before anybody else may change it. Raises InputError when the file, as it is or as it would become, is no
    valid profile, SurroundingsError when it cannot be written; nothing is changed then.
    """
    saved: list[tuple[Profile | None, ProfileFile]] = []

    def change(text: str | None) -> str:
        old = {} if text is None else parse(text, path)
        before = None if text is None else profile_of(old, text, path).profile
        made = changes(before) if callable(changes) else changes
        new = _new_file(made, path) if text is None else _edited(text, old, made, path)
        saved.append((before, profile_of(new.says, new.text, path)))
        return new.text

    def told() -> None:
        if then is not None:
            then(saved[-1][0], saved[-1][1].profile)

    update(path, change, told)
    return saved[-1][1]


class Edited(NamedTuple):
    """The text of a profile, and what it says."""

    text: str
    says: dict[str, Any]


def edited(text: str | None, changes: Sequence[Edit], file: str = "the profile") -> str:
    """The text of a profile with `changes` made, or of a new one; without any difference, the same text.

    Words of the first edition become those of today where anything is changed.

    Raises InputError, naming `file`, when the text cannot be read, or not changed without touching the rest.
    """
    return (_new_file(changes, file) if text is None else _edited(text, parse(text, file), changes, file)).text


def _new_file(changes: Sequence[Edit], file: str) -> Edited:
    text = _new(in_order(applied({}, changes)), file)
    return Edited(text, parse(text, file))


def _edited(text: str, old: dict[str, Any], changes: Sequence[Edit], file: str) -> Edited:
    today = profile_in_todays_words(old)
    if same(today, applied(today, changes)):
        return Edited(text, old)
    text, old = _open_ended(text, old, file)
    today = profile_in_todays_words(old)
    new = applied(today, changes)
    try:
        text = _in_todays_words(text, rated_in_old_words(old))
        made = _stepped(text, today, new, file, removing=False)
        if not same(made.says, new):
            made = _stepped(*made, new, file, removing=True)
        if same(made.says, new):
            return made
    except (InputError, LookupError, *BROKEN):
        pass
    raise InputError(file, [Problem((), "", _NOT_EDITABLE)])


def _in_todays_words(text: str, rated: Iterable[str]) -> str:
    """The text with the rater of these ratings said in the word of today."""
    rated = tuple(rated)
    if not rated:
        return text
    root = nodes(text)
    splicer = Splicer(text, root, _is_json(text))
    [ratings] = (value for key, value in zip(root.keys, root.values, strict=True) if key.name == "skills")
    of = {key.name: rating for key, rating in zip(ratings.keys, ratings.values, strict=True)}
    for skill in rated:
        [key] = (key for key in of[skill].keys if key.name == RATER)
        splicer.rename(key, "rater")
    return splicer.text_now()


def _stepped(text: str, old: dict[str, Any], new: dict[str, Any], file: str, removing: bool) -> Edited:
    """The text, which says `old`, one turn nearer to saying `new`: entries go in a turn of their own, the last."""
    root = nodes(text)
    splicer = Splicer(text, root, _is_json(text))
    if not (old and new and root.kind == "mapping"):
        splicer.replace_all(new)
    elif removing:
        for parent, first, last in _runs(step for step in steps(old, new, root) if step.value is MISSING):
            splicer.remove(parent, first, last)
    else:
        for step in steps(old, new, root):
            if step.new:
                splicer.add(step.parent, step.key, step.value, step.place)
            elif step.value is not MISSING:
                splicer.replace(step.parent, step.place, step.value)
    made = splicer.text_now()
    return Edited(text, old) if made == text else Edited(made, parse(made, file))


def _runs(removed: Iterable[DataStep]) -> list[tuple[Node, int, int]]:
    """Entries to remove, those that stand side by side together: first and last of each run."""
    runs: list[tuple[Node, int, int]] = []
    for parent, place, *_ in removed:
        if runs and runs[-1][0] is parent and runs[-1][2] == place - 1:
            runs[-1] = (parent, runs[-1][1], place)
        else:
            runs.append((parent, place, place))
    return runs


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
