"""The validated form of a catalogue, kept in the user's cache so that it is parsed only once.

An entry is named by the digest of the catalogue's text and the version of the program. It is plain JSON
behind a line that says what it is and sums it up, so that reading one can run nothing; an entry that is
damaged, stale, or not the user's own is ignored and written anew. Failing to write one is no failure.
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
    """The catalogue whose text has this digest, or None when the cache does not hold it, whole and ours."""
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
    """Keep `catalogue` for the next time, if the cache can be written."""
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
        return None  # no home to keep it in
    key = hashlib.sha256(f"{VERSION} {digest}".encode()).hexdigest()[:32]
    return folder / f"catalogue-{key}.json" if folder.is_absolute() else None


def _head(digest: str, body: bytes) -> bytes:
    return b" ".join([_MAGIC, VERSION.encode(), _shape(), digest.encode(), hashlib.sha256(body).hexdigest().encode()])


def _make_private(folder: Path) -> None:
    """Make `folder` and the one above it, for this user alone. A home that is not there is not made up."""
    for missing in (folder.parent, folder):
        if not missing.is_dir():
            missing.mkdir(mode=0o700, exist_ok=True)


def _sweep(folder: Path) -> None:
    """Drop the oldest entries, so that trying many catalogues does not fill the disk."""
    entries = sorted(folder.glob("catalogue-*"), key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in entries[_KEPT:]:
        with contextlib.suppress(OSError):
            entry.unlink()


def _parts(catalogue: Catalogue) -> list[Any]:
    """The levels that roles ask for, each once, and the catalogue with their numbers in their place.

    The roles of a large catalogue ask for little else, and most for the same: it takes less time to read so.
    """
    numbers: dict[int, int] = {}
    asked: list[SkillAsked] = []
    roles = []
    for role in catalogue.roles:
        for entry in role.skills.values():
            # Those that say the same are mostly one object; to compare all of them would take longer.
            if numbers.setdefault(id(entry), len(asked)) == len(asked):
                asked.append(entry)
        roles.append(_values(role, "skills", {skill: numbers[id(entry)] for skill, entry in role.skills.items()}))
    return [_plain(asked), _values(catalogue, "roles", roles)]


def _values(model: BaseModel, field: str = "", instead: Any = None) -> list[Any]:
    """The values of a model's fields, that of one `field` left to `instead`."""
    held = model.__dict__
    # Most of what an entry holds is a text, a number or nothing: that needs no call of its own.
    return [
        instead if name == field else part if (part := held[name]).__class__ in _ATOMS or not part else _plain(part)
        for name in _names(type(model))
    ]


@cache
def _names(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def _whole(asked: list[Any], values: list[Any]) -> Catalogue:
    """The catalogue that `_parts` was given."""
    entries = [_built(SkillAsked, entry) for entry in asked]
    skills = _place(Role, "skills")
    for role in values[_place(Catalogue, "roles")]:
        role[skills] = {skill: entries[number] for skill, number in role[skills].items()}
    return _built(Catalogue, values)  # type: ignore[no-any-return]


def _place(model: type[BaseModel], field: str) -> int:
    return list(model.model_fields).index(field)


def _plain(value: Any) -> Any:
    """A model as lists of its fields' values, without their names; what holds no model as it is."""
    if isinstance(value, BaseModel):
        return _values(value)
    if isinstance(value, (tuple, list)):
        return [_plain(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return value


def _built(model: type[BaseModel], values: list[Any]) -> Any:
    """The model that `_plain` was given. What was validated once is not validated again."""
    fields, names = _plan(model)
    if len(values) != len(fields):
        raise ValueError(f"not a {model.__name__}")
    made = model.__new__(model)
    # As unpickling does it, in half the time of `model_construct`. All share one set of names: they are frozen.
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
    """Each field of `model` with how to read it back (`_whole` puts a role's skills in), and the names of all."""
    fields = tuple(
        (name, None if (model, name) == (Role, "skills") else _reader(field.annotation))
        for name, field in model.model_fields.items()
    )
    return fields, set(model.model_fields)


def _reader(annotation: Any) -> _Reader | None:
    """How a value of this type is read back; None when JSON keeps it as it is."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return partial(_built, annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        inner = _reader(arguments[0])
        return tuple if inner is None else partial(_mapped, inner)
    if origin is Mapping:
        key, entry = (int if arguments[0] is int else str), _reader(arguments[1]) or _same
        return lambda values: {key(name): entry(value) for name, value in values.items()}
    readers = [_reader(argument) for argument in arguments] if origin in (Annotated, Union, UnionType) else []
    return next((reader for reader in readers if reader is not None), None)


def _mapped(inner: _Reader, values: list[Any]) -> tuple[Any, ...]:
    return tuple(map(inner, values))


def _same(value: Any) -> Any:
    return value


@cache
def _shape() -> bytes:
    """A digest of the models' fields: an entry made by other models is stale whatever its version."""
    names: list[str] = []
    models: list[type[BaseModel]] = [Catalogue]
    for model in models:
        for name, field in model.model_fields.items():
            names.append(f"{name}:{field.annotation}")
            models.extend(inner for inner in models_in(field.annotation) if inner not in models)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16].encode()
