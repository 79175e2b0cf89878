"""Text from outside is data: what may not reach a screen or a file in a form that acts, and how it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MANY = 300
_ESCAPED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}

# C0, DEL and C1 controls (terminals obey them); lone surrogates; invisible and direction marks (they hide or
# reorder text); line and paragraph separators; interlinear marks; the byte order mark; tag characters.
_UNSAFE = (
    "\x00-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
UNSAFE = re.compile(f"[{_UNSAFE}]")
UNSAFE_IN_TEXT = re.compile(f"(?![\n\t])[{_UNSAFE}]")
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
    """`text` on one line with nothing in it that acts: such characters are shown as escapes (`\\x1b`)."""
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    kept = {match.start() for match in _JOINER.finditer(text)}
    return UNSAFE.sub(lambda m: m.group() if m.start() in kept else escape(m.group()), text)


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

    folded = {entry.casefold(): entry for entry in reversed(known)}
    wanted = word.casefold()[:100]
    if len(folded) > _MANY:
        # Each comparison takes its time: of many, those are worth it that begin, end and run as long as the word.
        folded = dict(sorted(folded.items(), key=lambda pair: _unlike(wanted, pair[0]))[:_MANY])
    return [folded[match] for match in get_close_matches(wanted, folded, limit, 0.6)]


def _unlike(wanted: str, entry: str) -> tuple[int, int]:
    """How little two words have in common at a glance: where they begin and end, then their lengths."""
    return (entry[:2] != wanted[:2]) + (entry[-2:] != wanted[-2:]), abs(len(entry) - len(wanted))


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """`; did you mean "x"?` or nothing, to be put behind a message."""
    near = nearest(word, known)
    return f"; did you mean {' or '.join(repr_quoted(entry) for entry in near)}?" if near else ""


def repr_quoted(text: str) -> str:
    """`text` between double quotes, cut to a length that fits a message."""
    return f'"{safe(text, 60)}"'


def first_quoted(texts: Sequence[str], most: int = 5) -> str:
    """`"a", "b", ...`: the first of many, each between double quotes."""
    return ", ".join([*map(repr_quoted, texts[:most]), *(["..."] if len(texts) > most else [])])


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 blocker`, `2 blockers`."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"
