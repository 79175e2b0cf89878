"""Errors of pydantic as problems that name the entry and say what to do. They never repeat a private value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pmladder.errors import Problem
from pmladder.text import did_you_mean, repr_quoted

Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)
StandIn = Callable[[int, Any], Any]
"""Makes a stand-in for a wrong entry of a list, from its number and from the part of it that is right."""

_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "mapping_type": "a mapping of keys to values",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
}
_PATTERNS = {
    r"^[^\n\t]*$": "should be on one line, without tabs",
    r"^[A-Z]{3}$": "should be three capital letters, such as USD",
    r"^[0-9]{4}": "should be a date: YYYY, YYYY-MM or YYYY-MM-DD",
    r"^[\p{L}": "should be an id: letters, digits and _ . / : + # & @ -, beginning with a letter or digit, no spaces",
}
_LONGEST_KEY = 60
_MANY = 10
_HINTED = 100
"""How many problems of one file get a "did you mean" hint. Finding hints is slow."""
_SINGULAR = {
    "roles": "role",
    "skills": "skill",
    "sources": "source",
    "categories": "category",
    "transitions": "transition",
    "evidence": "evidence",
    "company_ladders": "company ladder",
    "aliases": "alias",
    "history": "position",
}


def validate(model: type[M], raw: Any, most: int | None = None) -> M | list[Problem]:
    """`raw` as a `model`, or everything that is wrong with it (at most `most` problems)."""
    head = None if most is None else _head(raw, most)
    found = None if head is None else _read(model, head)
    # Finding everything that is wrong with a large broken file, only to show little of it, takes much memory.
    if not isinstance(found, ValidationError) or found.error_count() < (most or 0):
        found = _read(model, raw)
    if not isinstance(found, ValidationError):
        return found
    details = found.errors(include_url=False, include_context=True, include_input=False)
    return [
        _problem(detail, model, raw, number < _HINTED)
        for number, detail in enumerate(details[:most])
        if not _only_follows(detail, raw)
    ]


def _read(model: type[M], raw: Any) -> M | ValidationError:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        return error


def _head(raw: Any, most: int) -> dict[str, Any] | None:
    """`raw` with the first entries of each list; None if no list is much longer."""
    lists = [value for value in raw.values() if isinstance(value, list)] if isinstance(raw, dict) else []
    if not any(len(value) > _MANY * most for value in lists):
        return None
    return {key: value[:most] if isinstance(value, list) else value for key, value in raw.items()}


def sound_part(
    model: type[M], raw: dict[str, Any], problems: Iterable[Problem], stand_ins: Mapping[str, StandIn]
) -> M | None:
    """The model of `raw` without the parts that `problems` are about, so that one run reports every problem.

    A wrong entry of a list is replaced by a stand-in, so that the other entries keep their numbers. A list without an
    entry in `stand_ins` is left out. None when the rest is no valid model either.
    """
    wrong: dict[str | int, list[Path]] = {}
    for problem in problems:
        if not problem.path:
            return None
        wrong.setdefault(problem.path[0], []).append(problem.path[1:])
    left = {
        part: _sound_entries(held, wrong[part], stand_ins.get(part)) if part in wrong else held
        for part, held in raw.items()
    }
    kept = {part: held for part, held in left.items() if part not in wrong or held is not None}
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None


def _sound_entries(held: Any, wrong: Sequence[Path], stand_in: StandIn | None) -> Any:
    """A list or mapping without its wrong parts; None when nothing is left."""
    if () in wrong:
        return None
    steps: dict[str | int, set[str | int]] = {}
    for step, *below in wrong:
        steps.setdefault(step, set()).update(below[:1])
    if isinstance(held, dict):
        return {
            key: _without(entry, steps.get(key, ()))
            for key, entry in held.items()
            if key not in steps or (isinstance(entry, dict) and (key,) not in wrong)
        }
    if isinstance(held, list) and stand_in is not None:
        return [
            stand_in(number, _without(entry, steps[number])) if number in steps else entry
            for number, entry in enumerate(held)
        ]
    return None


def _without(entry: Any, keys: Collection[str | int]) -> Any:
    return {key: value for key, value in entry.items() if key not in keys} if isinstance(entry, dict) else entry


def where(path: Path, raw: Any) -> str:
    """The place in the data in words: `role "senior-pm", skills, metrics`."""
    words: list[str] = []
    for depth, step in enumerate(path):
        keyed, raw = isinstance(raw, Mapping), _step(raw, step)
        if isinstance(step, int) and keyed:
            # A mapping whose keys are numbers is keyed by level.
            words.append(f"level {step}")
        elif isinstance(step, str):
            words.append(step if step.isidentifier() and len(step) <= _LONGEST_KEY else repr_quoted(step))
        elif words and isinstance(path[depth - 1], int):
            words.append(f"number {step + 1}")
        elif words:
            part = str(path[depth - 1])
            # What a person did is private, so a position or a piece of evidence is named by its number only.
            private = depth == 1 and part in ("history", "evidence")
            words[-1] = _entry_name(part, step, None if private else raw)
    return ", ".join(words)


def _entry_name(part: str, index: int, entry: Any) -> str:
    noun = _SINGULAR.get(part, part)
    if isinstance(entry, Mapping):
        if isinstance(entry.get("id"), str):
            return f"{noun} {repr_quoted(entry['id'])}"
        if isinstance(entry.get("from"), str) and isinstance(entry.get("to"), str):
            return f"{noun} {repr_quoted(entry['from'])} to {repr_quoted(entry['to'])}"
        for key in ("title", "name"):
            if isinstance(entry.get(key), str):
                return f"{noun} {repr_quoted(entry[key])}"
    return f"{noun} number {index + 1}"


def _problem(detail: ErrorDetails, model: type[BaseModel], raw: Any, is_hinted: bool) -> Problem:
    kind, path = detail["type"], tuple(detail["loc"])
    # pydantic marks a mapping's own key with a last step of this name.
    on_key = bool(path) and path[-1] == "[key]"
    if on_key:
        path = path[:-1]
    if kind in ("missing", "extra_forbidden"):
        key, parent = str(path[-1]), path[:-1]
        if kind == "missing":
            return Problem(parent, where(parent, raw), f"{repr_quoted(key)} is missing")
        known = _keys(_model_at(model, parent))
        if key == "editorial" and "sources" in known:
            # A right value of this shorthand was spelled out before. What is left here is a wrong one.
            return Problem(path, where(path, raw), f"should be {_WANTED['bool_type']}", misread=True)
        hint = (did_you_mean(key, known) if is_hinted else "") or (
            f"; the keys here are {', '.join(known)}" if known else ""
        )
        return Problem(path, where(parent, raw), f"unknown key {repr_quoted(key)}{hint}", on_key=True)
    return Problem(
        path, where(path, raw), _what(kind, detail, _model_at(model, path)), on_key=on_key, misread=kind in _WANTED
    )


def _only_follows(detail: ErrorDetails, raw: Any) -> bool:
    """Whether a list seems too short only because all of its entries are wrong."""
    for step in detail["loc"]:
        raw = _step(raw, step)
    return detail["type"] == "too_short" and isinstance(raw, list) and len(raw) >= detail["ctx"]["min_length"]


def _what(kind: str, detail: ErrorDetails, wanted: type[BaseModel] | None) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    if kind in _WANTED:
        # Some entries may be written as a mapping or in short; the message names both.
        in_short = getattr(wanted, "in_short", "") if kind == "model_type" else ""
        return f"should be {in_short or _WANTED[kind]}"
    match kind:
        case "literal_error":
            expected = str(context["expected"]).replace("'", "")
            return f"should be {'one of ' if ' or ' in expected else ''}{expected}"
        case "string_too_short":
            return "is empty"
        case "too_short":
            return f"needs at least {context['min_length']} entry"
        case "too_long":
            return f"has too many entries: at most {context['max_length']:,}"
        case "string_too_long":
            return f"is too long: at most {context['max_length']:,} characters"
        case "greater_than_equal":
            return f"should be {context['ge']:g} or more"
        case "less_than_equal":
            return f"should be {context['le']:g} or less"
        case "finite_number":
            return "should be a finite number"
        case "string_pattern_mismatch":
            pattern = str(context["pattern"])
            return next((words for start, words in _PATTERNS.items() if pattern.startswith(start)), "is malformed")
    return str(detail["msg"])


def _step(raw: Any, step: str | int) -> Any:
    if isinstance(raw, Mapping):
        return raw.get(step)
    if isinstance(raw, (list, tuple)) and isinstance(step, int) and step < len(raw):
        return raw[step]
    return None


def _keys(model: type[BaseModel] | None) -> tuple[str, ...]:
    if model is None:
        return ()
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of the entry that `path` leads to, if it is a model at all."""
    annotation: Any = model
    for step in path:
        entry = _entry_type(annotation)
        if entry is not None:
            annotation = entry
            continue
        found = _inner_model(annotation)
        fields = {field.alias or name: field for name, field in found.model_fields.items()} if found else {}
        if step not in fields:
            return None
        annotation = fields[str(step)].annotation
    return None if _entry_type(annotation) is not None else _inner_model(annotation)


def _entry_type(annotation: Any) -> Any:
    """The type of the entries of a list or mapping; None for any other type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return arguments[0]
    if origin is Mapping:
        return arguments[1]
    return next((entry for entry in map(_entry_type, arguments) if entry is not None), None)


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model in `X`, `X | None`, `tuple[X, ...]` or `Annotated[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is None:
        return None
    return next((model for model in map(_inner_model, get_args(annotation)) if model is not None), None)
