"""One phrase of a job title: which words are its seniority, its field and its noun for a person.

English titles have few forms: `[seniority] [domain] field noun [domain]` ("senior payments product manager"),
`leader [of] [domain] field` ("VP of product") and `field leader` ("product lead").
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pmladder.names import vocabulary

Phrase = tuple[str, ...]
Ranks = frozenset[str]
LEADING = vocabulary.RANK_NOUNS | {"manager"}
"""The nouns that make a position of a field: "product" with one of these is a job."""


class PhraseReading(NamedTuple):
    """One position that a title names.

    `field` is its area of work, without seniority. `noun` is the noun for the person at its end, or empty if a
    seniority word stands there ("product lead"). `prefix`: the leader comes first ("head of ..."). `open_end`: unknown
    words follow the noun. `managed`: the field is called "management". `engaged`: the phrase ends with the kind of
    employment ("contractor"). `grade` is a leader's rung in front of a job that leads nobody, which is then the
    employer's grade ("VP, Product Manager"). `shared`: the noun ends two phrases ("maintenance & engineering manager").
    """

    field: Phrase = ()
    noun: str = ""
    ranks: Ranks = frozenset()
    prefix: bool = False
    open_end: bool = False
    managed: bool = False
    engaged: bool = False
    grade: Ranks = frozenset()
    shared: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is a noun for a person without a field: it names a job only as a whole title."""
        return bool(self.noun) and not self.field

    @property
    def bare(self) -> bool:
        """Whether it has seniority and nothing else."""
        return bool(self.ranks) and not self.field and not self.noun

    @property
    def whole(self) -> bool:
        """Whether it is a full position: a noun for a person with a function, or a leader with a field."""
        return bool(self.field) and bool(self.noun or self.ranks & LEADING)

    @property
    def leads(self) -> bool:
        return not self.noun and bool(self.ranks & vocabulary.LEADERS)

    @property
    def functions(self) -> tuple[Phrase, ...]:
        """The possible functions of the position: first all words, then without leading words that may be a domain."""
        if self.alone and self.open_end:
            return ()
        noun = () if not self.noun or (self.noun == "manager" and self._in_product) else (self.noun,)
        found = []
        for start in range(max(len(self.field), 1)):
            kept = self.field[start:]
            if start and kept[0] == "product" and self.field[start - 1] in vocabulary.GOODS:
                break
            third = kept[:1] != ("product",) and not vocabulary.FUNCTIONS.isdisjoint(self.field[:start])
            if not third and (kept or noun):
                found.append(kept + noun)
        return tuple(found)

    @property
    def _in_product(self) -> bool:
        return self.field[-1:] == ("product",) and not self.ranks & vocabulary.LEADERS


def read_phrase(tokens: Phrase) -> PhraseReading:
    """Parse one phrase: a full position, or a part of one."""
    if tokens[0] == "ex" and len(tokens) > 1 and not _is_said_of_work(tokens[1]):  # "ex-Acme product manager"
        tokens = tokens[2:]
    elif tokens[0] in vocabulary.NOT_HELD or tokens[-1] in vocabulary.ENDED_BEHIND:
        return PhraseReading()
    engaged = tokens[-1:] != () and tokens[-1] in vocabulary.ENGAGED
    tokens = tuple(token for token in tokens if token not in vocabulary.NOISE)
    if "of" in tokens:
        return _of_phrase(tokens)._replace(engaged=engaged)
    if not tokens:
        return PhraseReading()
    reading = _plain_phrase(tokens)
    if engaged and reading.managed and not reading.noun:
        return reading._replace(noun="manager", engaged=True)
    return reading._replace(engaged=engaged)


def _is_said_of_work(word: str) -> bool:
    return word in vocabulary.KNOWN or _is_noun(word) or _is_rank(word)


def _of_phrase(tokens: Phrase) -> PhraseReading:
    at = tokens.index("of")
    left, right = tokens[:at], _in_order(tokens[at + 1 :])
    others = [token for token in left if not _is_rank(token)]
    ranks = frozenset(left) - frozenset(others)
    if left and not right:
        return _plain_phrase(left)
    if others == ["manager"] or (ranks and not others):
        # "Head of Department" leads a department that another part of the title names.
        return (
            PhraseReading(ranks=ranks | frozenset(others))
            if vocabulary.UNITS.issuperset(right)
            else _prefixed(ranks | frozenset(others), right)
        )
    if len(others) == 1 and others[0] in vocabulary.PEOPLE:
        return PhraseReading(field=right, noun=others[0], ranks=ranks)
    return _plain_phrase(left)._replace(open_end=True) if left else PhraseReading(field=right)


def _in_order(tokens: Phrase) -> Phrase:
    """Reorder words with "of": "design of product" becomes product design."""
    groups: list[Phrase] = [()]
    for token in tokens:
        if token == "of":
            groups.insert(0, ())
        else:
            groups[0] += (token,)
    field = sum(groups, ())
    return (*field[:-1], "management") if field[-2:] == ("product", "manager") else field


def _plain_phrase(tokens: Phrase) -> PhraseReading:
    end = len(tokens)
    while end and _is_rank(tokens[end - 1]) and tokens[end - 1] != "executive":
        end -= 1
    others = [token for token in tokens if not _is_rank(token)]
    leading = [token for token in others if token not in vocabulary.UNITS]
    if not others or leading == ["manager"] or (not leading and not vocabulary.LEADERS.isdisjoint(tokens)):
        return PhraseReading(ranks=frozenset(tokens) - vocabulary.UNITS)
    if _is_noun(tokens[end - 1]):
        return _with_noun(tokens, end - 1)
    if end < len(tokens) and vocabulary.RANK_NOUNS & frozenset(tokens[end:]):
        return _with_rank_noun(tokens, end)
    if others[0] == "manager" and tokens.index("manager") < 3:
        ranks = frozenset(token for token in tokens if _is_rank(token))
        return _prefixed(ranks | {"manager"}, tuple(others[1:]))
    nouns = [at for at, token in enumerate(tokens) if _is_noun(token)]
    if nouns and not (tokens[0] in vocabulary.LEADERS and tokens[0] != "executive"):
        return _with_noun(tokens, nouns[0])
    inner = [at for at, token in enumerate(tokens) if token in vocabulary.RANK_NOUNS and not _is_rank(tokens[0])]
    if inner:
        return _with_rank_noun(tokens, inner[0])
    ranks = frozenset(token for token in tokens if _is_rank(token) and not token.isdigit())
    return _prefixed(ranks, tuple(token for token in tokens if token not in ranks))


def _prefixed(ranks: Ranks, field: Phrase) -> PhraseReading:
    grades = {token for token in field if vocabulary.GRADE.fullmatch(token) and not token.isdigit()}
    if grades:
        ranks, field = ranks | grades, tuple(token for token in field if token not in grades)
    managed = field[-1:] == ("management",)
    leads = bool(ranks & LEADING)
    main_field = narrowed(field, ranks) if leads else _without_parts(_without_managed(field))
    return PhraseReading(field=main_field, ranks=ranks, prefix=leads, managed=managed)


def _with_noun(tokens: Phrase, at: int) -> PhraseReading:
    """`[seniority] [domain] field noun [seniority | grade domain]`."""
    noun = tokens[at]
    if noun == "consultant" and tokens[at - 1] in ("manager", "owner") and at:
        return _with_noun((*tokens[:at], *tokens[at + 1 :]), at - 1)
    after = tokens[at + 1 :]
    run = len(after) if all(map(_is_rank, after)) else 0
    if not run:
        run = len(after[:1]) if after and vocabulary.GRADE.fullmatch(after[0]) else 0
    ranks = {token for token in tokens[:at] if _is_rank(token) and not token.isdigit()} | set(after[:run])
    # "Chef de produit digital senior", "product manager intern payments": such a word names no domain.
    ranks |= vocabulary.OF_PERSON.intersection((*after[:1], *after[-1:]))
    field = tuple(token for token in tokens[:at] if not _is_rank(token) or token.isdigit())
    open_end = run < len(after)
    if noun == "manager" and field[-1:] == ("manager",):  # "PM manager"
        field = (*field[:-1], "management")
    if noun == "manager" and len(field) > 1 and field[-1] in vocabulary.MANAGED:
        return PhraseReading(narrowed(field, frozenset(ranks)), "", frozenset(ranks | {"manager"}), open_end=open_end)
    if noun == "manager":
        field = _without_parts(field)
    elif field[-1:] == ("management",) and len(field) > 1:
        field = field[:-1]
    return PhraseReading(field, noun, frozenset(ranks), open_end=open_end)


def _with_rank_noun(tokens: Phrase, at: int) -> PhraseReading:
    """`[seniority] [domain] field leader`, perhaps with a domain after it ("product lead payments")."""
    end = at
    while end < len(tokens) and _is_rank(tokens[end]):
        end += 1
    ranks = frozenset(token for token in tokens[:end] if _is_rank(token) and not token.isdigit())
    field = tuple(token for token in tokens[:at] if not _is_rank(token))
    after = tokens[end:]
    if not vocabulary.FUNCTIONS.isdisjoint(after):
        field += after
    managed = field[-1:] == ("management",)
    narrows = bool(ranks & (vocabulary.LEADERS | {"intern"}))
    narrow = narrowed(field, ranks) if narrows else _without_parts(_without_managed(field))
    grade = frozenset(token for token in tokens[at:end] if token.isdigit())
    return PhraseReading(narrow, "", ranks | grade, open_end=bool(after), managed=managed)


def narrowed(field: Phrase, ranks: Ranks) -> Phrase:
    """A leader's field without the words after "product" that only narrow it: "product innovation"."""
    field = _without_parts(_without_managed(field))
    if "product" not in field or "chief" in ranks:
        return field
    last = len(field) - 1 - field[::-1].index("product")
    narrowing = vocabulary.DOMAINS | vocabulary.MANAGED | vocabulary.PRODUCT_PARTS
    return field[: last + 1] if narrowing.issuperset(field[last + 1 :]) else field


def _without_managed(field: Phrase) -> Phrase:
    while len(field) > 1 and field[-1] in vocabulary.MANAGED and (field[-1] == "management" or "product" in field):
        field = field[:-1]
    return field


def _without_parts(field: Phrase) -> Phrase:
    while len(field) > 1 and field[-1] in vocabulary.PRODUCT_PARTS and "product" in field:
        field = field[:-1]
    return field


@lru_cache(10_000)
def _is_rank(word: str) -> bool:
    return word in vocabulary.RANKS or vocabulary.GRADE.fullmatch(word) is not None


def _is_noun(word: str) -> bool:
    return word == "manager" or word in vocabulary.PEOPLE
