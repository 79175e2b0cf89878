"""Caches the validated form of a catalogue for the user, so that it is parsed only once.

The name of an entry is the digest of the catalogue's text and the version of the program. An entry is plain JSON after
a line with its kind and checksum, so reading it cannot run code. A damaged or stale entry, or one of another user, is
ignored and written anew. A failure to write is ignored.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from pmladder.catalogue.models import Catalogue, Role, models_in
from pmladder.catalogue.role_parts import SkillAsked
from pmladder.files import system
from pmladder.version import VERSION

_Reader = Callable[[Any], Any]

_MAGIC = b"pmladder-catalogue"
_KEPT = 16
_ATOMS = frozenset((str, int, float, bool, type(None)))
_MOST_BYTES = 64 * 1024 * 1024


def load(digest: str) -> Catalogue | None:
    """The catalogue whose text has this digest; None if the cache has no valid entry of the user for it."""
    entry = _entry(digest)
    if entry is None:
        return None
    try:
        descriptor = os.open(entry, system.TO_READ_OWN)
        if not system.is_own(os.fstat(descriptor)):
            os.close(descriptor)
            return None
        with open(descriptor, "rb") as file:
            head, _, body = file.read(_MOST_BYTES).partition(b"\n")
        if head != _head(digest, body):
            return None
        return _whole(*json.loads(body))
    except (OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None


def save(digest: str, catalogue: Catalogue) -> None:
    """Save `catalogue` in the cache, if the cache can be written."""
    entry = _entry(digest)
    if entry is None:
        return
    body = json.dumps(_parts(catalogue), ensure_ascii=False, separators=(",", ":")).encode()
    temporary = entry.with_name(f"{entry.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        _make_private(entry.parent)
        try:
            with open(os.open(temporary, system.TO_WRITE_NEW, 0o600), "wb") as file:
                file.write(_head(digest, body) + b"\n" + body)
            system.replace(temporary, entry)
        except OSError:
            temporary.unlink(missing_ok=True)
        _sweep(entry.parent)


def _entry(digest: str) -> Path | None:
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("pmladder", appauthor=False)
    except (RuntimeError, OSError):
        return None  # the user has no home
    key = hashlib.sha256(f"{VERSION} {digest}".encode()).hexdigest()[:32]
    return folder / f"catalogue-{key}.json" if folder.is_absolute() else None


def _head(digest: str, body: bytes) -> bytes:
    return b" ".join([_MAGIC, VERSION.encode(), _shape(), digest.encode(), hashlib.sha256(body).hexdigest().encode()])


def _make_private(folder: Path) -> None:
    """Make `folder` and the one above it, readable only by the user. A missing home is not created."""
    for missing in (folder.parent, folder):
        if not missing.is_dir():
            missing.mkdir(mode=0o700, exist_ok=True)


def _sweep(folder: Path) -> None:
    """Remove the oldest entries, so that many catalogues do not fill the disk."""
    entries = sorted(folder.glob("catalogue-*"), key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in entries[_KEPT:]:
        with contextlib.suppress(OSError):
            entry.unlink()


def _parts(catalogue: Catalogue) -> list[Any]:
    """The different skill requirements of all roles, and the catalogue with their numbers instead.

    A large catalogue consists mostly of requirements, and many are equal, so this form is faster to read.
    """
    numbers: dict[int, int] = {}
    asked: list[SkillAsked] = []
    roles = []
    for role in catalogue.roles:
        for entry in role.skills.values():
            # Equal requirements are mostly the same object, and comparing all of them would be slower.
            if numbers.setdefault(id(entry), len(asked)) == len(asked):
                asked.append(entry)
        roles.append(_values(role, "skills", {skill: numbers[id(entry)] for skill, entry in role.skills.items()}))
    return [_plain(asked), _values(catalogue, "roles", roles)]


def _values(model: BaseModel, field: str = "", instead: Any = None) -> list[Any]:
    """The values of a model's fields. The value of `field` is made by `instead`."""
    held = model.__dict__
    # Most values are a text, a number or None, which need no call.
    return [
        instead if name == field else part if (part := held[name]).__class__ in _ATOMS or not part else _plain(part)
        for name in _names(type(model))
    ]


@cache
def _names(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def _whole(asked: list[Any], values: list[Any]) -> Catalogue:
    """The inverse of `_parts`: the catalogue."""
    entries = [_built(SkillAsked, entry) for entry in asked]
    skills = _place(Role, "skills")
    for role in values[_place(Catalogue, "roles")]:
        role[skills] = {skill: entries[number] for skill, number in role[skills].items()}
    return _built(Catalogue, values)  # type: ignore[no-any-return]


def _place(model: type[BaseModel], field: str) -> int:
    return list(model.model_fields).index(field)


def _plain(value: Any) -> Any:
    """A model as nested lists of field values, without names. Other values stay as they are."""
    if isinstance(value, BaseModel):
        return _values(value)
    if isinstance(value, (tuple, list)):
        return [_plain(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return value


def _built(model: type[BaseModel], values: list[Any]) -> Any:
    """The inverse of `_plain`: the model, without validating it again."""
    fields, names = _plan(model)
    if len(values) != len(fields):
        raise ValueError(f"not a {model.__name__}")
    made = model.__new__(model)
    # This is how unpickling does it, in half the time of `model_construct`. All models share one set of names, as they
    # are frozen.
    made.__setstate__(
        {
            "__dict__": {
                name: value if read is None or value is None else read(value)
                for (name, read), value in zip(fields, values, strict=True)
            },
            "__pydantic_fields_set__": names,
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return made


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[tuple[str, _Reader | None], ...], set[str]]:
    """Each field of `model` with its reader (`_whole` fills in a role's skills), and the names of all fields."""
    fields = tuple(
        (name, None if (model, name) == (Role, "skills") else _reader(field.annotation))
        for name, field in model.model_fields.items()
    )
    return fields, set(model.model_fields)


def _reader(annotation: Any) -> _Reader | None:
    """The reader for a value of this type; None if JSON keeps the value as it is."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return partial(_built, annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        inner = _reader(arguments[0])
        return tuple if inner is None else partial(_mapped, inner)
    if origin is Mapping:
        key, entry = (int if arguments[0] is int else str), _reader(arguments[1]) or _unchanged
        return lambda values: {key(name): entry(value) for name, value in values.items()}
    readers = [_reader(argument) for argument in arguments] if origin in (Annotated, Union, UnionType) else []
    return next((reader for reader in readers if reader is not None), None)


def _mapped(inner: _Reader, values: list[Any]) -> tuple[Any, ...]:
    return tuple(map(inner, values))


def _unchanged(value: Any) -> Any:
    return value


@cache
def _shape() -> bytes:
    """A digest of the models' fields. An entry with another digest is stale, even in the same version."""
    names: list[str] = []
    models: list[type[BaseModel]] = [Catalogue]
    for model in models:
        for name, field in model.model_fields.items():
            names.append(f"{name}:{field.annotation}")
            models.extend(inner for inner in models_in(field.annotation) if inner not in models)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16].encode()
