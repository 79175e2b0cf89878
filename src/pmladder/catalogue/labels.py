"""How names are compared, and what people read for each of several that may be called the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def labels(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What people read for each id of ids with names: `PM`, or `PM (pm-platform)` where the name is another's too."""
    names = dict(named)
    read = [_read(name) for name in names.values()]
    times = Counter(read)
    if any(name.endswith(")") for name in read):
        # What one is called by name and id, another may be called by name.
        times.update(_read(f"{name} ({key})") for key, name in names.items())
    return {
        key: name if times[alike] == 1 else f"{name} ({key})"
        for (key, name), alike in zip(names.items(), read, strict=True)
    }


def _read(text: str) -> str:
    """A name as a reader tells it from others: spaces are spaces."""
    return " ".join(folded(text).split())


def folded(text: str) -> str:
    """`text` as ids are compared: the same for case variants and for Unicode forms that look the same."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFKC", text).casefold()
