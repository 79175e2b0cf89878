"""One spelling for letters: lower case, without accents and other marks, whatever the script."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ß": "ss"})


def one_spelling(text: str) -> str:
    """`text` in lower case, with letters that stand for themselves: "Kıdemli" is `kidemli`."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(character for character in split if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", kept).translate(_LETTERS)
