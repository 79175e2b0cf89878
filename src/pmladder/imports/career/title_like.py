"""Whether some words read like the title of a position, in any of the languages that titles are read in."""

from __future__ import annotations

from pmladder.catalogue.labels import words_of
from pmladder.names.order import in_english
from pmladder.names.vocabulary import PEOPLE, RANKS

_MOST_WORDS = 12
_LONGEST = 100
_NOUNS = (
    PEOPLE | RANKS | {"manager", "pm", "po", "apm", "vp", "cpo", "cto", "ceo", "owner", "intern", "master", "trainee"}
)


def is_title_like(text: str) -> bool:
    """Whether `text` is a few words, one of which names a person at work or a rank."""
    if len(text) > _LONGEST or text.rstrip().endswith((".", ":", ";")):
        return False
    words = list(words_of(text))
    return 0 < len(words) <= _MOST_WORDS and not _NOUNS.isdisjoint(in_english(words))
