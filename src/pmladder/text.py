"""Text from outside is data. Characters that could act on a terminal or hide text are found, escaped or removed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

_MANY, _FEW, _LONGEST = 300, 12, 100
_ESCAPED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}

# C0, DEL and C1 controls (terminals obey them); lone surrogates; invisible and direction marks (they hide or
# reorder text); line and paragraph separators; interlinear marks; the byte order mark; tag characters.
_UNSAFE = (
    "\x00-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
UNSAFE = re.compile(f"[{_UNSAFE}]")
UNSAFE_IN_TEXT = re.compile(f"(?![\n\t])[{_UNSAFE}]")
_JOINERS = "\u200c\u200d"
_JOINER = re.compile(
    # An emoji sequence, or letters of a script that needs joiners (Arabic to the Indic scripts), on both sides.
    "(?<=[\u00a9\u00ae\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
    "|(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff])"
)


def unsafe(text: str) -> str | None:
    """The first character of `text` that may not stand in a file's text, or None."""
    found = UNSAFE_IN_TEXT.search(text)
    if found is None:
        return None
    found = UNSAFE_IN_TEXT.search(_JOINER.sub("", text))
    return found.group() if found else None


def safe(text: str, limit: int | None = None) -> str:
    """`text` on one line, with every unsafe character shown as an escape (`\\x1b`)."""
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    kept = {match.start() for match in _JOINER.finditer(text)}
    return UNSAFE.sub(lambda m: m.group() if m.start() in kept else escape(m.group()), text)


def without_unsafe(text: str) -> str:
    """`text` without unsafe characters. Joiners inside an emoji, or in scripts that need them, stay."""
    if not unsafe(text):
        return text
    return UNSAFE_IN_TEXT.sub(lambda found: found.group() if _joins(text, found.start()) else "", text)


def _joins(text: str, index: int) -> bool:
    return text[index] in _JOINERS and unsafe(text[max(index - 1, 0) : index + 2]) is None


def folded(text: str) -> str:
    """`text` as ids are compared: the same for case variants and for Unicode forms that look the same."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFKC", text).casefold()


def escape(character: str) -> str:
    """How one character is written in Python source: `\\n`, `\\x1b`, `\\u202e`."""
    code = ord(character)
    if character in _ESCAPED:
        return _ESCAPED[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def nearest(word: str, known: list[str] | tuple[str, ...], limit: int = 3) -> list[str]:
    """The entries of `known` that `word` may have been meant for, best first."""
    from difflib import get_close_matches

    return _index_of(tuple(known)).nearest(word.casefold()[:_LONGEST], limit, get_close_matches)


class _Index:
    """An index of words that finds near misses quickly, however many words there are.

    Comparing two words letter by letter is slow. So only words that begin or end like the wanted one are compared, and
    of these the ones that share the most pairs of letters with it.
    """

    def __init__(self, known: tuple[str, ...]) -> None:
        self._words = {entry.casefold(): entry for entry in reversed(known)}
        self._pairs: dict[str, frozenset[str]] = {}
        self._ends: dict[str, list[str]] = {}
        if len(self._words) > _MANY:
            for entry in self._words:
                for end in (f"{entry[:2]}-", f"-{entry[-2:]}"):
                    self._ends.setdefault(end, []).append(entry)
        for entries in self._ends.values():
            entries.sort(key=len)

    def nearest(self, wanted: str, limit: int, compare: Callable[[str, list[str], int, float], list[str]]) -> list[str]:
        """The entries nearest to `wanted`, which is folded already. `compare` decides, letter by letter."""
        pairs = _pairs(wanted)
        few = sorted(self._alike(wanted), key=lambda entry: self._apart(pairs, entry))[:_FEW]
        return [self._words[match] for match in compare(wanted, few, limit, 0.6)]

    def _alike(self, wanted: str) -> Iterable[str]:
        if not self._ends:
            return self._words
        begin, end = (self._ends.get(part, []) for part in (f"{wanted[:2]}-", f"-{wanted[-2:]}"))
        return dict.fromkeys((*_of_length(begin, len(wanted)), *_of_length(end, len(wanted))))

    def _apart(self, pairs: frozenset[str], entry: str) -> float:
        """How many pairs of letters a word does not share: 0 when it shares all."""
        if entry not in self._pairs:
            self._pairs[entry] = _pairs(entry[:_LONGEST])
        own = self._pairs[entry]
        return 1 - 2 * len(pairs & own) / (len(pairs) + len(own) or 1)


_index_of = lru_cache(maxsize=8)(_Index)


def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(f" {word} ")))


def _of_length(entries: list[str], length: int) -> list[str]:
    """The words whose lengths are nearest to `length`. `entries` is sorted by length."""
    at = bisect_left(entries, length, key=len)
    return entries[max(0, at - _MANY // 2) : at + _MANY // 2]


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """`; did you mean "x"?`, or an empty text: the end of a message."""
    near = nearest(word, known)
    return f"; did you mean {' or '.join(repr_quoted(entry) for entry in near)}?" if near else ""


def repr_quoted(text: str) -> str:
    """`text` between double quotes, cut to a length that fits a message."""
    return f'"{safe(text, 60)}"'


def first_quoted(texts: Sequence[str], most: int = 5) -> str:
    """`"a", "b", ...`: the first of many, each between double quotes."""
    return ", ".join([*map(repr_quoted, texts[:most]), *(["..."] if len(texts) > most else [])])


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 gap`, `2 gaps`."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"
