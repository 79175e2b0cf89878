"""Turns the phrases of a job title into the positions that it names.

Separate parts are joined ("Director, Product"), and shared words are filled in ("Head of Product & Engineering"). This
module does not know which roles exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmladder.names import vocabulary
from pmladder.names.phrase import LEADING, Phrase, PhraseReading, Ranks, narrowed, read_phrase
from pmladder.names.text import Segment

_MANAGER = PhraseReading(ranks=frozenset({"manager"}))


def readings(segments: tuple[Segment, ...]) -> tuple[PhraseReading, ...]:
    """The positions that a title names, in its order; empty if it names no full position."""
    if any(vocabulary.ENDED.issuperset(phrase) for segment in segments for phrase in segment):
        return ()
    found: list[PhraseReading] = []
    part: PhraseReading | None = None
    for segment in segments:
        parsed = _joined([read_phrase(phrase) for phrase in _without_officer(segment)])
        if not found and part is None and len(parsed) == 1 and parsed[0].noun in vocabulary.SERVING:
            return (parsed[0],)
        other_job = bool(found) or (part is not None and bool(part.noun))
        wholes = [reading for reading in parsed if reading.whole and not (other_job and reading.open_end)]
        if wholes:
            found += [_after(part, reading) for reading in wholes]
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
        kept = tuple(token for token in phrase if token not in vocabulary.NOISE) if chief else phrase
        yield kept[:-1] if chief and kept[-1:] == ("officer",) and len(kept) > 1 else phrase


def _settled(reading: PhraseReading) -> PhraseReading:
    """ "Manager of engineering" is an engineering manager; a manager of product managers is not a product manager."""
    if not reading.noun and "manager" in reading.ranks and not reading.ranks & vocabulary.LEADERS:
        product = reading.field[-1:] == ("product",)
        return reading if product else reading._replace(noun="manager", ranks=reading.ranks - {"manager"})
    return reading


def _first(parsed: list[PhraseReading]) -> PhraseReading | None:
    """The first part of a title that needs the rest: "Director" in "Director, Product"."""
    return next((reading for reading in parsed if reading.field or reading.noun or reading.ranks), None)


def _alone(part: PhraseReading) -> list[PhraseReading]:
    """The meaning of a part without a following part: "product management" is the work of a product manager.

    After an unknown word, it may be what somebody studies or supports.
    """
    known = vocabulary.DOMAINS | vocabulary.OF_PRODUCTS
    if part.managed and part.field[-1:] == ("product",) and not part.noun and known.issuperset(part.field[:-1]):
        return [part._replace(noun="manager")]
    return [part] if part.noun else []


def _combined(part: PhraseReading, other: PhraseReading) -> list[PhraseReading]:
    """Join the halves of "Director, Product", "Owner, Product" or "Product, Director"."""
    if part.field and not part.noun and other.bare:
        whole = part._replace(ranks=part.ranks | other.ranks)
    elif other.field and not other.noun and not part.field:
        ranks = part.ranks | other.ranks
        whole = part._replace(field=narrowed(other.field, ranks), ranks=ranks, managed=other.managed, prefix=True)
    else:
        return []
    if whole.managed and not whole.noun and not whole.ranks & LEADING:
        whole = whole._replace(noun="manager")
    return [whole] if whole.whole and not _only_domain(whole.field) else []


def _only_domain(field: Phrase) -> bool:
    return vocabulary.DOMAINS.issuperset(field)


def _after(part: PhraseReading | None, reading: PhraseReading) -> PhraseReading:
    """`reading` after a first segment that is no full position: "VP, Head of Product"."""
    if part is None or not part.bare:
        return reading
    if not part.ranks & vocabulary.LEADERS:
        if reading.leads and vocabulary.TITLES_OF_GRADE.issuperset(part.ranks):
            return reading._replace(grade=part.ranks)
        return reading._replace(ranks=reading.ranks | (part.ranks - {"manager"}))
    if not reading.leads:
        return _with_leaders_rank(reading, part.ranks)
    if "chief" in reading.ranks:
        return reading
    return reading._replace(ranks=part.ranks)


def _with_rank_behind(reading: PhraseReading, ranks: Ranks) -> PhraseReading:
    """ "Product Manager, Senior": a rung after the title counts; of two rungs of a leader, the first one counts."""
    if not ranks & vocabulary.LEADERS:
        return reading._replace(ranks=reading.ranks | (ranks - {"manager"}))
    return reading if reading.leads else _with_leaders_rank(reading, ranks)


def _with_leaders_rank(reading: PhraseReading, ranks: Ranks) -> PhraseReading:
    """A job that leads nobody, next to a leader's rung: a grade of a large employer, or a contradiction."""
    if vocabulary.BANK_GRADES.isdisjoint(ranks):
        return reading._replace(ranks=reading.ranks | ranks)
    return reading._replace(grade=ranks)


def _joined(parsed: list[PhraseReading]) -> list[PhraseReading]:
    """The phrases of one segment with shared words filled in: "Head of Product & Engineering"."""
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


def _share_noun(before: PhraseReading, after: PhraseReading) -> tuple[PhraseReading, PhraseReading]:
    """ "Product & growth lead", "senior to staff product manager": the first phrase takes the noun of the second."""
    if (
        before.whole
        or before.prefix
        or before.noun
        or before.engaged
        or after.prefix
        or not (after.whole or after.noun)
    ):
        return before, after
    if before.bare:
        return (before if before.ranks & vocabulary.LEADERS else after._replace(ranks=before.ranks)), after
    # "Product and customer support manager" may or may not name a product manager.
    shares = len(after.field) < 2 or before.field == after.field[:1] == ("product",)
    ranks = after.ranks or before.ranks
    whole = after._replace(field=before.field, ranks=before.ranks | (after.ranks & vocabulary.RANK_NOUNS), shared=True)
    return (whole if shares else before._replace(managed=False)), after._replace(ranks=ranks, shared=True)


def _share_leader(before: PhraseReading, after: PhraseReading) -> PhraseReading:
    """ "Head of product & engineering": the second phrase has the leader of the first; "manager/owner" its field."""
    if after.noun == "owner" and not after.field and before.noun == "manager":
        return after._replace(field=before.field)
    if after == _MANAGER and before.noun == "owner":
        return after._replace(field=before.field, noun="manager", ranks=before.ranks)
    if before.prefix and after.field and not after.noun and not after.ranks:
        return after._replace(ranks=before.ranks, prefix=True, field=narrowed(after.field, before.ranks))
    return after
