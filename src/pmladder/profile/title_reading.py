"""How a job title is built: from its words to the positions that it names.

English titles have few forms: `[seniority] [domain] field noun [domain]` ("senior payments product manager"),
`leader [of] [domain] field` ("VP of product"), `field leader` ("product lead"), and any of these cut by a comma
("director, product"). Nothing here knows which roles exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pmladder.profile import title_words as words
from pmladder.profile.title_text import Phrase, Segment

Ranks = frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One position that a title names.

    `field` is what it is about, without seniority; `noun` the noun for the person that ends it, or empty
    where a seniority word does that ("product lead"). `prefix` says that the leader stands in front
    ("head of ..."), `open_end` that words of unknown meaning follow the noun, `managed` that the field is
    called "management". A reading without `noun` and telling `ranks` is only a part of a title.
    """

    field: Phrase = ()
    noun: str = ""
    ranks: Ranks = frozenset()
    prefix: bool = False
    open_end: bool = False
    managed: bool = False
    engaged: bool = False

    @property
    def bare(self) -> bool:
        """Seniority and nothing else."""
        return bool(self.ranks) and not self.field and not self.noun

    @property
    def whole(self) -> bool:
        """A position: a noun for a person with what it does, or a leader with a field."""
        return bool(self.field) and bool(self.noun or self.ranks & _LEADING)

    @property
    def leads(self) -> bool:
        return not self.noun and bool(self.ranks & words.LEADERS)

    @property
    def functions(self) -> tuple[Phrase, ...]:
        """What the position does, first in full, then with the words in front of it left out as a domain."""
        noun = () if not self.noun or (self.noun == "manager" and self._in_product) else (self.noun,)
        found = []
        for start in range(max(len(self.field), 1)):
            kept = self.field[start:]
            third = kept[:1] != ("product",) and not words.FUNCTIONS.isdisjoint(self.field[:start])
            if not third and (kept or noun):
                found.append(kept + noun)
        return tuple(found)

    @property
    def _in_product(self) -> bool:
        return self.field[-1:] == ("product",) and not self.ranks & words.LEADERS


_LEADING = words.RANK_NOUNS | {"manager"}


_MANAGER = Reading(ranks=frozenset({"manager"}))


def readings(segments: tuple[Segment, ...]) -> tuple[Reading, ...]:
    """The positions that a title names, in its order; none where it names no whole one."""
    found: list[Reading] = []
    part: Reading | None = None
    for segment in segments:
        parsed = _joined([_phrase(phrase) for phrase in _without_officer(segment)])
        wholes = [reading for reading in parsed if reading.whole]
        if wholes:
            found += [_after(part, reading) for reading in wholes if not (found and reading.open_end)]
            part = None
        elif found:
            if len(parsed) == 1 and parsed[0].bare:
                found[-1] = _with_rank_behind(found[-1], parsed[0].ranks)
        elif part is None:
            part = _first(parsed)
        else:
            combined = [reading for other in parsed for reading in _combined(part, other)]
            found += combined
            part = None if combined else part
    if not found and part is not None:
        found = _alone(part)
    return tuple(dict.fromkeys(_settled(reading) for reading in found))


def _without_officer(segment: Segment) -> Iterator[Phrase]:
    """ "Chief product & technology officer" as "chief product & technology", the form of every other leader."""
    chief = any("chief" in phrase for phrase in segment)
    for phrase in segment:
        yield phrase[:-1] if chief and phrase[-1] == "officer" and len(phrase) > 1 else phrase


def _settled(reading: Reading) -> Reading:
    """ "Manager of engineering" is an engineering manager; a manager of product managers is not a product manager."""
    if not reading.noun and "manager" in reading.ranks and not reading.ranks & words.LEADERS:
        product = reading.field[-1:] == ("product",)
        return reading if product else replace(reading, noun="manager", ranks=reading.ranks - {"manager"})
    return reading


def _first(parsed: list[Reading]) -> Reading | None:
    """The part of a title that waits for the rest: "Director" of "Director, Product"."""
    return next((reading for reading in parsed if reading.field or reading.noun or reading.ranks), None)


def _alone(part: Reading) -> list[Reading]:
    """What a part means when nothing follows: "product management" names the work of a product manager."""
    if part.managed and part.field[-1:] == ("product",) and not part.noun:
        return [replace(part, noun="manager")]
    return [part] if part.noun else []


def _combined(part: Reading, other: Reading) -> list[Reading]:
    """The halves of "Director, Product", "Owner, Product" or "Product, Director" put together."""
    if part.field and not part.noun and other.bare:
        whole = replace(part, ranks=part.ranks | other.ranks)
    elif other.field and not other.noun and not part.field:
        ranks = part.ranks | other.ranks
        whole = replace(part, field=_narrowed(other.field, ranks), ranks=ranks, managed=other.managed, prefix=True)
    else:
        return []
    if whole.managed and not whole.noun and not whole.ranks & _LEADING:
        whole = replace(whole, noun="manager")
    return [whole] if whole.whole and not _only_domain(whole.field) else []


def _only_domain(field: Phrase) -> bool:
    return words.DOMAINS.issuperset(field)


def _after(part: Reading | None, reading: Reading) -> Reading:
    """`reading` behind a first segment that names no whole position by itself: "VP, Head of Product"."""
    if part is None or not part.bare:
        return reading
    if not part.ranks & words.LEADERS:
        return reading if "manager" in part.ranks else replace(reading, ranks=reading.ranks | part.ranks)
    # A leader's rung in front of a job that leads no one is the employer's grade ("VP, Product Manager").
    if not reading.leads or "chief" in reading.ranks:
        return reading
    return replace(reading, ranks=part.ranks)


def _with_rank_behind(reading: Reading, ranks: Ranks) -> Reading:
    """ "Product Manager, Senior": a rung named behind counts, unless it is a leader's."""
    return reading if ranks & (words.LEADERS | {"manager"}) else replace(reading, ranks=reading.ranks | ranks)


def _joined(parsed: list[Reading]) -> list[Reading]:
    """Phrases of one segment with what they share filled in: "Head of Product & Engineering"."""
    if len(parsed) < 2:
        return parsed
    backward = list(parsed)
    for at in range(len(parsed) - 2, -1, -1):
        backward[at], backward[at + 1] = _share_noun(backward[at], backward[at + 1])
    found = backward[:1]
    for reading in backward[1:]:
        found.append(_share_leader(found[-1], reading))
    if found[0].bare:
        found[1:] = [_after(found[0], reading) if reading.whole else reading for reading in found[1:]]
    return found


def _share_noun(before: Reading, behind: Reading) -> tuple[Reading, Reading]:
    """ "Product & growth lead", "senior to staff product manager": the first phrase takes the noun of the second."""
    if (
        before.whole
        or before.prefix
        or before.noun
        or before.engaged
        or behind.prefix
        or not (behind.whole or behind.noun)
    ):
        return before, behind
    if before.bare:
        return (before if before.ranks & words.LEADERS else replace(behind, ranks=before.ranks)), behind
    # "Product and customer support manager" may or may not name a product manager.
    shares = len(behind.field) < 2
    own = behind.ranks or before.ranks
    whole = replace(behind, field=before.field, ranks=before.ranks | (behind.ranks & words.RANK_NOUNS))
    return (whole if shares else replace(before, managed=False)), replace(behind, ranks=own)


def _share_leader(before: Reading, behind: Reading) -> Reading:
    """ "Head of product & engineering": the second phrase has the leader of the first; "manager/owner" its field."""
    if behind.noun == "owner" and not behind.field and before.noun == "manager":
        return replace(behind, field=before.field)
    if behind == _MANAGER and before.noun == "owner":
        return replace(behind, field=before.field, noun="manager", ranks=before.ranks)
    if before.prefix and behind.field and not behind.noun and not behind.ranks:
        return replace(behind, ranks=before.ranks, prefix=True, field=_narrowed(behind.field, before.ranks))
    return behind


def _phrase(tokens: Phrase) -> Reading:
    """What one phrase names: a whole position, or the part of one that it holds."""
    if tokens[0] in words.NOT_YET:
        return Reading()
    engaged = tokens[-1] in words.ENGAGED
    tokens = tuple(token for token in tokens if token not in words.NOISE)
    if "of" in tokens:
        return replace(_of_phrase(tokens), engaged=engaged)
    if not tokens:
        return Reading()
    reading = _plain_phrase(tokens)
    if engaged and reading.managed and not reading.noun:
        return replace(reading, noun="manager", engaged=True)
    return replace(reading, engaged=engaged)


def _of_phrase(tokens: Phrase) -> Reading:
    at = tokens.index("of")
    left, right = tokens[:at], tuple(token for token in tokens[at + 1 :] if token != "of")
    others = [token for token in left if not _is_rank(token)]
    ranks = frozenset(left) - frozenset(others)
    if left and not right:
        return _plain_phrase(left)
    if others == ["manager"] or (ranks and not others):
        return _prefixed(ranks | frozenset(others), right)
    if len(others) == 1 and others[0] in words.PEOPLE:
        return Reading(field=right, noun=others[0], ranks=ranks)
    return replace(_plain_phrase(left), open_end=True) if left else Reading(field=right)


def _plain_phrase(tokens: Phrase) -> Reading:
    end = len(tokens)
    while end and _is_rank(tokens[end - 1]) and tokens[end - 1] != "executive":
        end -= 1
    others = [token for token in tokens if not _is_rank(token)]
    if not others or others == ["manager"]:
        return Reading(ranks=frozenset(tokens))
    if _is_noun(tokens[end - 1]):
        return _with_noun(tokens, end - 1)
    if end < len(tokens) and words.RANK_NOUNS & frozenset(tokens[end:]):
        return _with_rank_noun(tokens, end)
    if others[0] == "manager" and tokens.index("manager") < 3:
        ranks = frozenset(token for token in tokens if _is_rank(token))
        return _prefixed(ranks | {"manager"}, tuple(others[1:]))
    nouns = [at for at, token in enumerate(tokens) if _is_noun(token)]
    if nouns and not (tokens[0] in words.LEADERS and tokens[0] != "executive"):
        return _with_noun(tokens, nouns[0])
    inner = [at for at, token in enumerate(tokens) if token in words.RANK_NOUNS and not _is_rank(tokens[0])]
    if inner:
        return _with_rank_noun(tokens, inner[0])
    ranks = frozenset(token for token in tokens if _is_rank(token) and not token.isdigit())
    return _prefixed(ranks, tuple(token for token in tokens if token not in ranks))


def _prefixed(ranks: Ranks, field: Phrase) -> Reading:
    managed = field[-1:] == ("management",)
    leads = bool(ranks & _LEADING)
    return Reading(field=_narrowed(field, ranks), ranks=ranks, prefix=leads, managed=managed)


def _with_noun(tokens: Phrase, at: int) -> Reading:
    """`[seniority] [domain] field noun [seniority | grade domain]`."""
    noun = tokens[at]
    if noun == "consultant" and tokens[at - 1] in ("manager", "owner") and at:
        return _with_noun((*tokens[:at], *tokens[at + 1 :]), at - 1)
    behind = tokens[at + 1 :]
    run = len(behind) if all(map(_is_rank, behind)) else 0
    if not run:
        run = len(behind[:1]) if behind and words.GRADE.fullmatch(behind[0]) else 0
    ranks = {token for token in tokens[:at] if _is_rank(token) and not token.isdigit()} | set(behind[:run])
    field = tuple(token for token in tokens[:at] if not _is_rank(token) or token.isdigit())
    open_end = run < len(behind)
    if noun == "manager" and len(field) > 1 and field[-1] in words.MANAGED:
        return Reading(_narrowed(field, frozenset(ranks)), "", frozenset(ranks | {"manager"}), open_end=open_end)
    if noun == "manager":
        field = _without_parts(field)
    elif field[-1:] == ("management",) and len(field) > 1:
        field = field[:-1]
    return Reading(field, noun, frozenset(ranks), open_end=open_end)


def _with_rank_noun(tokens: Phrase, at: int) -> Reading:
    """`[seniority] [domain] field leader`, perhaps with a domain behind ("product lead payments")."""
    end = at
    while end < len(tokens) and _is_rank(tokens[end]):
        end += 1
    ranks = frozenset(token for token in tokens[:end] if _is_rank(token) and not token.isdigit())
    field = tuple(token for token in tokens[:at] if not _is_rank(token))
    behind = tokens[end:]
    if not words.FUNCTIONS.isdisjoint(behind):
        field += behind
    managed = field[-1:] == ("management",)
    narrow = _narrowed(field, ranks) if ranks & words.LEADERS else _without_parts(_without_managed(field))
    grade = frozenset(token for token in tokens[at:end] if token.isdigit())
    return Reading(narrow, "", ranks | grade, open_end=bool(behind), managed=managed)


def _narrowed(field: Phrase, ranks: Ranks) -> Phrase:
    """A leader's field with the words behind "product" that only narrow it left out: "product innovation"."""
    field = _without_parts(_without_managed(field))
    if "product" not in field or "chief" in ranks:
        return field
    last = len(field) - 1 - field[::-1].index("product")
    return field[: last + 1] if words.DOMAINS.issuperset(field[last + 1 :]) else field


def _without_managed(field: Phrase) -> Phrase:
    while len(field) > 1 and field[-1] in words.MANAGED and (field[-1] == "management" or "product" in field):
        field = field[:-1]
    return field


def _without_parts(field: Phrase) -> Phrase:
    while len(field) > 1 and field[-1] in words.PRODUCT_PARTS and "product" in field:
        field = field[:-1]
    return field


def _is_rank(word: str) -> bool:
    return word in words.RANKS or words.GRADE.fullmatch(word) is not None


def _is_noun(word: str) -> bool:
    return word == "manager" or word in words.PEOPLE
