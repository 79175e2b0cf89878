"""Which sources the entries of a catalogue cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from pmladder.catalogue.fields import Model
from pmladder.catalogue.models import Role, Skill, Transition, models_in
from pmladder.catalogue.naming import move_named
from pmladder.text import repr_quoted

Path = tuple[str | int, ...]


@cache
def _citing(model: type[BaseModel]) -> Mapping[str, bool]:
    """The fields of `model` that hold sources or entries with sources; True where such entries hold further ones."""
    found = {}
    for name, field in model.model_fields.items():
        models = models_in(field.annotation)
        inside = [fields for fields in map(_citing, models) if fields]
        if inside or (name == "sources" and not models):
            found[name] = any(fields != {"sources": False} for fields in inside)
    return found


def citations(entry: Model, path: Path = (), where: str = "catalogue") -> Iterator[tuple[Path, str, str]]:
    """Every source that `entry` and the entries inside it cite: its path, the entry that cites it, and its id."""
    held = entry.__dict__
    for key, deep in _citing(type(entry)).items():
        value = held[key]
        if not value:
            continue
        if key == "sources":
            for number, source in enumerate(value):
                yield (*path, key, number), where, source
            continue
        for step, inner in _entries(value):
            if deep or inner.sources:  # type: ignore[attr-defined]
                inside = (*path, key) if step is None else (*path, key, step)
                yield from citations(inner, inside, where if path else _entry_label(inner, key, step))


def _entries(value: Any) -> Iterable[tuple[str | int | None, Model]]:
    """The models that a field holds, each with the step that leads to it."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else [(None, value)]


def _entry_label(entry: Model, part: str, step: str | int | None) -> str:
    """The name of a top-level entry in a message."""
    if isinstance(entry, Transition):
        return move_named(entry)
    if isinstance(entry, Role | Skill):
        return f"{part[:-1]} {repr_quoted(entry.id)}"
    return part if step is None else f"{part}, number {int(step) + 1}"
