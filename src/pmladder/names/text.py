"""Splits the text of a job title into segments, phrases and words in one spelling.

A title is a list of *segments* (separated by commas, dashes, brackets), each a list of *phrases* (joined by "&", "and",
"/"), each a list of words. `Senior PM & designer, Payments` has two segments. The first has two phrases.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pmladder.names import vocabulary
from pmladder.names.lexicon import one_spelling
from pmladder.names.order import in_english
from pmladder.names.phrase import Phrase

LONGEST = 400
"""How many characters of a title are read. No title is longer, and a longer text must not be slow."""
_REMEMBERED = 100_000

Segment = tuple[Phrase, ...]

_ENDINGS = "in|innen|e|a|fe|ne|se|ve|trice|rice|ice|euse|ere"
_GENDER_MARK = re.compile(
    r"\(?\b[mwfdxhv](?:\s?[/|]\s?[mwfdxhv]){1,3}\b\)?"
    rf"|(?<=\w{{3}})(?:[:*_/·•.](?:{_ENDINGS})(?![\w-])|\((?:{_ENDINGS})\))"
)
_MARKS_OF_GENDER = frozenset("/:*_·•.(")
_ELIDED = re.compile(r"(?<=\w)-(?=\s+(?:und|oder|and|or|u\.|&|/)\s)")
"""The hyphen for the rest of a compound that a later word has: "Produkt- und Projektmanager"."""
_ELISION = re.compile(r"\b([dl]|dell|all|nell)['’](?=\w)")
_E_WORD = re.compile(r"\be-(?=[a-z]{3})")
_REQUISITION = re.compile(
    r"#\s*[a-z]*\d+\b"
    r"|\b(?:job|req|requisition|posting|vacancy|ref|reference|position)\b[ .:#-]*(?:id|no|nr|number|code)?[ .:#-]*"
    r"[a-z]{0,4}-?\d[\d-]{2,}\b"
    r"|\b(?:jr|r|req|id|jo?b|p|j)[ _-]?\d{4,}\b|\b(?:19|20)\d\d-\d{3,}\b|\b\d{5,}\b"
)
"""The number under which an employer advertises a position."""
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_BRACKETED_END = re.compile(r"[)\]}]\s*(?=[,;:|/&()\[\]{}–—-]|$)")
_TOKEN = re.compile(r"[^\W_]+|[,;:|()\[\]{}/\\&+@•·→>–—]|(?<=\s)-+|-+(?=\s)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = {"@": "at", "\\": "/", "&": "&", "+": "+", "/": "/", **dict.fromkeys(";|•·→", vocabulary.STOP)}
_BEFORE_SERVICES = (
    vocabulary.SERVICES | vocabulary.RANKS | vocabulary.JOINS | vocabulary.CUTS | {"of", "the", vocabulary.STOP}
)
_DROPPED = frozenset({"of", vocabulary.SIDE_BY_SIDE, vocabulary.STOP, "the"})


def segments(text: str, abbreviations: Abbreviations) -> tuple[Segment, ...]:
    """The segments of a title, in order, without empty ones. Words after "at" or "for" are left out."""
    found: list[list[list[str]]] = [[[]]]
    skipping = False
    tokens = _words(text, abbreviations)
    for token, following in itertools.pairwise((*tokens, vocabulary.STOP)):
        if token in (vocabulary.SIDE_BY_SIDE, vocabulary.STOP):
            skipping = skipping and token != vocabulary.STOP
            found.append([[]])
        elif skipping:
            continue
        elif token in vocabulary.FOR and following in vocabulary.FUNCTIONS and _leads(found[-1][-1]):
            found[-1][-1].append("of")
        elif token in vocabulary.CUTS:
            skipping = True
        elif token in vocabulary.JOINS:
            found[-1].append([])
        else:
            found[-1][-1].append(token)
    kept = ([phrase for phrase in segment if phrase] for segment in found)
    return tuple(tuple(_led(phrase, len(segment) > 1) for phrase in segment) for segment in kept if segment)


def _leads(phrase: list[str]) -> bool:
    """Whether these words name only a leader or an intern: "Director" in "Director for product"."""
    ranks = vocabulary.RANKS | {"manager"}
    return ranks.issuperset(phrase) and not (vocabulary.LEADERS | {"lead", "manager", "intern"}).isdisjoint(phrase)


def spelled(text: str) -> Phrase:
    """All words of a title in one spelling, without "of" and the marks between them; "and" is "&"."""
    return _one_row(_words(text, {}))


def spelled_out(cut: tuple[Segment, ...]) -> Phrase:
    """The same for segments, in which abbreviations are already spelled out."""
    found: list[str] = []
    for segment in cut:
        for at, phrase in enumerate(segment):
            found += ("&", *phrase) if at else phrase
    return _one_row(found)


def _one_row(tokens: Iterable[str]) -> Phrase:
    joined = ("&" if token in vocabulary.JOINS else "lead" if token == "team-lead" else token for token in tokens)
    return tuple(token for token in joined if token not in _DROPPED)


def _led(phrase: list[str], one_of_several: bool) -> Phrase:
    """A phrase with "team lead" as seniority, unless it is a position of its own beside another."""
    if one_of_several and vocabulary.RANKS.issuperset(token for token in phrase if token != "team-lead"):
        return tuple(phrase)
    return tuple("lead" if token == "team-lead" else token for token in phrase)


def plain(text: str) -> str:
    """`text` in one spelling of its letters, without gender marks, grades and years as single words."""
    text = one_spelling(text.strip()[:LONGEST])[:LONGEST]
    if "'" in text or "’" in text:
        text = _ELISION.sub(r"\1 ", text).replace("'", "").replace("’", "")
    if not _MARKS_OF_GENDER.isdisjoint(text):
        text = _GENDER_MARK.sub(" ", text)
    if "- " in text:
        text = _ELIDED.sub("", text)
    if "." in text:
        text = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", text)
    if any(map(str.isdigit, text)):
        text = _REQUISITION.sub(" ", text)
    return vocabulary.GRADE_NAMED.sub(r"grade\1", _E_WORD.sub("e", text))


def _words(text: str, abbreviations: Abbreviations) -> Sequence[str]:
    """The words and marks in English order. A bracket at the end of a phrase splits it; one inside is ignored."""
    return tuple(_read(text, abbreviations)) if abbreviations else _words_alone(text)


@lru_cache(_REMEMBERED)
def _words_alone(text: str) -> tuple[str, ...]:
    """The words of a text without abbreviations: then the split form and the spelled-out form are the same."""
    return tuple(_read(text, {}))


def _read(text: str, abbreviations: Abbreviations) -> list[str]:
    text = plain(text)
    if "(" in text or "[" in text or "{" in text:
        text = _open_brackets(text, abbreviations)
    cut = [token for token in _TOKEN.findall(text) if not _YEAR.fullmatch(token)]
    found: list[str] = []
    for token in in_english([_marked(token) for token in cut], abbreviations.keys()):
        before = found[-1] if found else vocabulary.SIDE_BY_SIDE
        if token == "pm" and before in vocabulary.PROJECT_FIELDS:
            found += ("project", "manager")
        elif token == "products" and before[0].isalpha() and before not in _BEFORE_SERVICES:
            found.append("goods")
        else:
            found += _one_spelling(token, abbreviations)
    return _with_ranges(_with_phrases(written_out(found, abbreviations)))


def _marked(token: str) -> str:
    """A word as it is, or a mark as one of the few marks that connect or separate phrases."""
    return token if token[0].isalnum() else _MARKS.get(token, vocabulary.SIDE_BY_SIDE)


def _open_brackets(text: str, abbreviations: Abbreviations) -> str:
    """Brackets become commas at the end of a phrase and vanish inside one. A repeated abbreviation is removed."""
    text = re.sub(r"(?<=\w)\s*[(\[{]\s*([a-z]{2,4})\s*[)\]}]", lambda f: _restated(f, abbreviations), text)
    text = _BRACKETED_END.sub(" , ", text)
    opened = re.split(r"[(\[{]", text)
    parts = [opened[0]]
    for part in opened[1:]:
        inside = ")" in part or "]" in part or "}" in part
        parts.append((" " if inside else " , ") + part)
    return re.sub(r"[)\]}]", " ", "".join(parts))


def _restated(found: re.Match[str], abbreviations: Abbreviations) -> str:
    letters = found.group(1)
    before = re.findall(r"[^\W_]+", found.string[: found.start(1)])[-len(letters) :]
    restated = letters in abbreviations and "".join(word[0] for word in before) == letters
    return " " if restated else found.group()


def _one_spelling(token: str, abbreviations: Abbreviations) -> list[str]:
    if token in abbreviations:
        return [token]
    if token[-1].isdigit() and token[:-1] in abbreviations:
        return [token[:-1], token[-1]]
    return vocabulary.SAME_WORD.get(token, token).split()


def _with_phrases(tokens: list[str]) -> list[str]:
    """`tokens` with known groups of words joined into one token."""
    if vocabulary.PHRASES.keys().isdisjoint(tokens):
        return tokens
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for phrase, meaning in vocabulary.PHRASES.get(tokens[at], ()):
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                found.extend(meaning)
                at += len(phrase)
                break
        else:
            found.append(tokens[at])
            at += 1
    return found


def _with_ranges(tokens: list[str]) -> list[str]:
    """ "Senior to staff" joins two rungs. Any other "to" names the person's boss."""
    if "to" not in tokens:
        return tokens
    rungs = vocabulary.RANKS | {"mid"}
    found: list[str] = []
    for at, token in enumerate(tokens):
        before, after = tokens[max(at - 2, 0) : at], tokens[at + 1 : at + 2]
        held = rungs.issuperset(before[-1:]) or before in (["product", "manager"], ["product", "owner"])
        joins = token == "to" and bool(before and after) and held and (rungs | {"product"}).issuperset(after)
        found.append(("&" if joins else "at") if token == "to" else token)
    return found


Abbreviations = Mapping[str, Phrase]
"""Abbreviations in lower case, each with its words."""


def written_out(tokens: list[str], abbreviations: Abbreviations) -> list[str]:
    """`tokens` with abbreviations spelled out. An abbreviation beside its own words is dropped."""
    if abbreviations.keys().isdisjoint(tokens):
        return tokens
    found: list[str] = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1 :]
        if token not in abbreviations:
            found.append(token)
        elif not _is_spelled_out(token, abbreviations[token], found, after):
            found += abbreviations[token]
    return found


def _is_spelled_out(letters: str, full: Phrase, before: list[str], after: list[str]) -> bool:
    """Whether the words before or after a mark begin with these letters but are another meaning of them.

    "Chief people officer, CPO" and "PM (project manager)": the words count.
    """
    marked = [word for word in before[-1:] if _is_mark(word)]
    runs = [_run(reversed(before[: len(before) - len(marked)]))[::-1]]
    if after and _is_mark(after[0]):
        runs.append(_run(after[1:]))
    for run in runs:
        last = tuple(run[-len(letters) :])
        are_initials = "".join(word[0] for word in last) == letters
        of_person = last[-1:] == ("management",) and last[0] in vocabulary.FUNCTIONS
        if are_initials and last != full and (of_person or last[-1] in vocabulary.TELLING):
            return True
    return False


def _run(tokens: Iterable[str]) -> list[str]:
    """The words up to the first mark."""
    return list(itertools.takewhile(lambda token: not _is_mark(token), tokens))


def _is_mark(token: str) -> bool:
    return token in vocabulary.JOINS or token in (vocabulary.SIDE_BY_SIDE, vocabulary.STOP)
