"""What a résumé in JSON, YAML or XML says, by the shape of its entries: what has a title and dates is a position.

It is told from the usual names of parts and fields (`keys`), whatever program wrote the file; where a name says
nothing, from what stands there. Whatever was taken for what is told, and what was not taken too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from pmladder.imports.career.dates import NOTHING, OPEN, DateRead, read_date, read_span, read_start_of_span
from pmladder.imports.career.found import (
    Found,
    FoundEvidence,
    FoundJob,
    FoundSkill,
    FoundStudy,
    ImportedPlace,
    KeyRead,
    Unread,
)
from pmladder.imports.career.keys import (
    BESIDE_TITLES,
    COMPANIES,
    CURRENT,
    ENDS,
    INSIDE,
    NAMES_OF_PARTS,
    SPANS,
    STARTS,
    TITLES,
    Part,
    folded_key,
    part_named,
)
from pmladder.imports.career.lines import is_too_long, line_of, names
from pmladder.imports.career.title_like import is_title_like
from pmladder.profile.models import Job, Profile
from pmladder.text import plural, repr_quoted, safe

_MOST_ENTRIES = 2_000
_MOST_KEYS = 200
"""Keys of one mapping that are looked at."""
_MOST_NAMED = 12
_TITLE_AT_COMPANY = re.compile(r"(\S.{0,200}?) (?:@|at) (\S.{0,200})")
_MARKS = re.compile(r"\*\*|__|`|\[([^]\n]{1,200})\]\([^)\n]{0,500}\)")
"""Marks of Markdown in a text, and its links, of which the words stay."""
_BEHIND_COMPANY = re.compile(
    r"\s+[·•|]\s+(?:full[- ]time|part[- ]time|contract|freelance|self[- ]employed|internship|apprenticeship|seasonal|"
    r"permanent|temporary|on[- ]site|hybrid|remote|vollzeit|teilzeit|temps plein|tiempo completo)\b.*",
    re.IGNORECASE,
)
"""What programs write behind the name of a company: how one is employed there."""
_LENGTH = re.compile(r"\W*(?:\d+ *\+? *[^\W\d_]{1,8}\.?[ ,]*(?:and|und|et|y|e)? *){1,2}")
"""How long something took: `5 yrs 2 mos`."""
_OF_POSITIONS = names("positions roles jobs titles promotions positionhistory history")
"""The names of lists of positions that may be texts."""
_KINDS_OF_ENTRIES = names("type kind category section")
_TEXT_INSIDE = names("name title label text value en")
"""Where the text of a field lies that is an object: `position: {label: Product manager}`."""
_DEGREES = names("studytype degree degreename qualification diploma degreetype title")
_NAMES = names("name title label certificate certification project")
_DATES = names("date issued issuedate issuedon dateissued awarded awarddate completed obtained")
_ADDRESSES = names("url website link href")
_SKILL_NAMES = names("name skill title label")
_SKILL_WORDS = names("keywords details items skills list sets tags technologies description")
_PERSON = names("name fullname displayname personname")
_LABELS = names("label headline jobtitle title position role professionaltitle occupation")
_WRONG_TITLE = "has no title, and is left out"
_EVIDENCE: dict[Part, str] = {"certificates": "certificate", "projects": "project", "volunteer": "volunteering"}
_WORDS: dict[Part, tuple[str, str]] = {
    "education": ("course of study", "courses of study"),
    "certificates": ("certificate", "certificates"),
    "projects": ("project", "projects"),
    "volunteer": ("volunteer post", "volunteer posts"),
}


def is_career(raw: Any) -> bool:
    """Whether `raw`, as it was parsed, has parts of a résumé, and not the keys of a profile of ours."""
    if not isinstance(raw, Mapping):
        return True
    return not _is_profile(raw) and (
        any(part_named(key) for key in raw) or next(_parts(raw, "", None), None) is not None
    )


def _is_profile(raw: Mapping[str, Any]) -> bool:
    """Whether the keys that a profile and a résumé share have the shape that they have in a profile."""
    fields_of_ours = Profile.model_fields
    if isinstance(raw.get("skills"), list) or isinstance(raw.get("education"), list):
        return False
    others = (key for key in islice(raw, _MOST_KEYS) if key not in fields_of_ours)
    if any(part_named(key) or next(_parts(raw[key], key, None), None) for key in others):
        return False
    history = raw.get("history")
    entries = history if isinstance(history, list) else []
    foreign = [key for entry in entries if isinstance(entry, Mapping) for key in entry if key not in Job.model_fields]
    return not any(folded_key(key) in names for key in foreign for names in (TITLES, STARTS, ENDS, SPANS))


def read_values(raw: Any) -> Found:
    """What the résumé in `raw`, as it was parsed, says."""
    return _Reading().of(raw)


class _Part(NamedTuple):
    """A part of a résumé: what it is, the key that it stands under, its entries with their places, and their names.

    The name of an entry is the key that it stands under, where there is one, as in `{Acme: {position: ...}}`.
    """

    kind: Part
    key: str
    entries: Sequence[tuple[ImportedPlace, Any, str | None]]


def _parts(value: Any, key: str, kind: Part | None) -> Iterator[_Part]:
    """The parts of a résumé in `value`, which stands under `key` and is of this kind, where that is known."""
    if isinstance(value, list):
        kind = kind or ("work" if _holds_positions(value) else None)
        if kind:
            yield _Part(kind, key, [(ImportedPlace(f"{key}[{at}]"), entry, None) for at, entry in enumerate(value)])
            return
        for at, entry in enumerate(islice(value, _MOST_ENTRIES)):
            if isinstance(entry, Mapping):
                yield from _parts(entry, f"{key}[{at}]", None)
    elif isinstance(value, Mapping):
        yield from _parts_of_mapping(value, key, kind)


def _parts_of_mapping(value: Mapping[str, Any], key: str, kind: Part | None) -> Iterator[_Part]:
    if kind == "other":
        yield _Part(kind, key, [(ImportedPlace(key), value, None)])
        return
    if kind is None:
        kind = _named_part(value)
    if kind in ("about", "skills"):
        yield _Part(kind, key, [(ImportedPlace(key), value, None)])
    if kind == "skills":
        return
    if kind not in (None, "about") and _is_entry(value):
        yield _Part(kind, key, [(ImportedPlace(key), value, None)])
        return
    named: list[tuple[ImportedPlace, Any, str | None]] = []
    for name, child in islice(value.items(), _MOST_ENTRIES):
        below = f"{key}.{_key(name)}" if key else _key(name)
        part = part_named(name)
        if part == "work" and kind in (None, "about") and isinstance(child, str):
            lines = [(ImportedPlace(f"{below} line {at}"), line, None) for at, line in enumerate(child.splitlines(), 1)]
            yield _Part("work", below, [line for line in lines if line[1].strip()])
        elif kind in (None, "about"):
            yield from _parts(child, below, part)
        elif (
            folded_key(name) in INSIDE or part == kind or (part and part != kind and isinstance(child, (list, Mapping)))
        ):
            yield from _parts(child, below, kind if folded_key(name) in INSIDE else part)
        elif isinstance(child, Mapping):
            named.append((ImportedPlace(below), child, name))
        elif isinstance(child, list):
            named += [(ImportedPlace(f"{below}[{at}]"), entry, name) for at, entry in enumerate(child)]
    if named and kind is not None:
        yield _Part(kind, key, named)


def _named_part(value: Mapping[str, Any]) -> Part | None:
    """What a mapping is that names itself: `{title: Experience, items: [...]}`."""
    if not any(folded_key(key) in INSIDE and isinstance(child, (list, Mapping)) for key, child in value.items()):
        return None
    names = (child for key, child in value.items() if folded_key(key) in NAMES_OF_PARTS and isinstance(child, str))
    return next(filter(None, map(part_named, names)), None)


def _holds_positions(entries: Sequence[Any]) -> bool:
    """Whether most entries of a list have a title, a time, and a company or a title that reads like one.

    Those do not count that say that they are of another part.
    """
    seen = [entry for entry in islice(entries, 50) if isinstance(entry, Mapping) and _kind_of(entry) in (None, "work")]
    return bool(seen) and sum(map(_is_position, seen)) * 2 > len(seen)


def _is_position(entry: Mapping[str, Any]) -> bool:
    fields = _Fields(entry)
    inside = fields.first(INSIDE)
    if (
        inside
        and fields.first(COMPANIES)
        and _named_part(entry) is None
        and any(map(_is_position, _objects_in(inside.value)[:9]))
    ):
        return True
    title = fields.text(TITLES)
    if title is None or not (fields.first(STARTS) or fields.first(SPANS)):
        return False
    surest = title.folded not in ("title", "role", "function", "occupation", "job")
    return surest or is_title_like(title.text)


def _is_entry(value: Mapping[str, Any]) -> bool:
    if _named_part(value) is not None:
        return False
    fields = _Fields(value)
    return _is_position(value) or (
        any(fields.first(names) for names in (TITLES, STARTS, SPANS, _DEGREES, _SKILL_NAMES))
        and not any(isinstance(child, Mapping) and _Fields(child).first(STARTS) for child in value.values())
    )


class _Field(NamedTuple):
    """A field of an entry: its key, the same folded, its value, and the text in it."""

    key: str
    folded: str
    value: Any
    text: str = ""


class _Fields:
    """The fields of one entry, found by the usual names, the surest first."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.all = {
            folded_key(key): _Field(key, folded_key(key), value)
            for key, value in reversed(list(islice(entry.items(), 200)))
            if value not in (None, "", [], {})
        }

    def first(self, names: Sequence[str]) -> _Field | None:
        """The first of these fields that holds anything."""
        return next((field for name in names if (field := self.all.get(name))), None)

    def flag(self) -> _Field | None:
        """A field that is true or false, and whose name says that it is about now."""
        bools = (field for field in self.all.values() if isinstance(field.value, bool))
        return next((field for field in bools if re.search("current|still|present|ongoing", field.folded)), None)

    def text(self, names: Sequence[str], besides: _Field | None = None) -> _Field | None:
        """The first of these fields that holds a text, or an object with one; `besides` is another field."""
        return next(self.texts(names, besides), None)

    def texts(self, names: Sequence[str], besides: _Field | None = None) -> Iterator[_Field]:
        """All of them."""
        for name in names:
            field = self.all.get(name)
            if field and (besides is None or field.key != besides.key) and (text := _text_in(field.value)):
                yield field._replace(text=text)


def _text_in(value: Any) -> str | None:
    if isinstance(value, Mapping):
        inner = {folded_key(key): child for key, child in islice(value.items(), 20)}
        return next((line for name in _TEXT_INSIDE if (line := line_of(inner.get(name)))), None)
    return line_of(value)


class _Reading:
    """One résumé being read: what was found so far, and what there is to say of it."""

    def __init__(self) -> None:
        self.jobs: list[FoundJob] = []
        self.skills: list[FoundSkill] = []
        self.evidence: list[FoundEvidence] = []
        self.studies: list[FoundStudy] = []
        self.keys: list[KeyRead] = []
        self.unread: list[Unread] = []
        self.unread_entries: list[str] = []
        self.unused: dict[str, dict[str, None]] = {}
        self.told: dict[str, dict[str, None]] = {}
        self.name: str | None = None
        self.label: _Field | None = None
        self.label_place = ""

    def of(self, raw: Any) -> Found:
        """Read all of `raw`."""
        while isinstance(raw, list) and len(raw) == 1 and isinstance(raw[0], Mapping) and not _is_entry(raw[0]):
            [raw] = raw
        about = [_Part("about", "", [(ImportedPlace(""), raw, None)])] if isinstance(raw, Mapping) else []
        parts = list(_parts(raw, "", None))
        for part in [*parts, *about]:
            self._part(part)
        self._other(raw, parts)
        return Found(
            name=self.name,
            label=self.label.text if self.label else None,
            label_place=self.label_place,
            jobs=tuple(self.jobs),
            skills=tuple(self.skills),
            evidence=tuple(self.evidence),
            studies=tuple(self.studies),
            keys=tuple(self.keys),
            unread=tuple(self.unread),
            unused=tuple(f"{key} ({_some(list(names))})" if names else key for key, names in self.unused.items()),
            unread_entries=tuple(self.unread_entries),
        )

    def _part(self, part: _Part) -> None:
        self.told = {}
        entries = [entry for entry in part.entries[:_MOST_ENTRIES] if entry[1] not in (None, "", {}, [])]
        match part.kind:
            case "work":
                self._work(part.key, entries)
            case "about":
                for place, entry, _ in entries:
                    self._about(place.entry, entry)
            case "skills":
                before = len(self.skills)
                for place, entry, _ in entries:
                    self._skill(place, entry)
                if len(self.skills) > before:
                    self.keys.append(KeyRead(part.key, "words for skills", len(self.skills) - before))
            case "education" | "certificates" | "projects" | "volunteer":
                before = len(self.studies) + len(self.evidence)
                for place, entry, _ in self._objects(entries):
                    if part.kind == "education":
                        self._study(place, entry)
                    else:
                        self._evidence(part.kind, place, entry)
                    self._rest(part.key, entry)
                if count := len(self.studies) + len(self.evidence) - before:
                    self.keys.append(KeyRead(part.key, _WORDS[part.kind][count > 1], count, self._how()))
            case "other":
                pass

    def _objects(
        self, entries: Sequence[tuple[ImportedPlace, Any, str | None]]
    ) -> Iterator[tuple[ImportedPlace, Mapping[str, Any], str | None]]:
        for place, entry, name in entries:
            if isinstance(entry, Mapping):
                yield place, entry, name
            else:
                self.unread.append(Unread(place.entry, "should be an object"))

    # Positions

    def _work(self, key: str, entries: Sequence[tuple[ImportedPlace, Any, str | None]]) -> None:
        before = len(self.jobs)
        others: dict[Part, list[tuple[ImportedPlace, Any, str | None]]] = {}
        for place, entry, name in entries:
            if isinstance(entry, str):
                self._position_in_text(place, entry)
            elif isinstance(entry, Mapping):
                if (kind := _kind_of(entry)) in ("work", None):
                    self._position(place, entry, name, None)
                    self._rest(key, entry)
                else:
                    others.setdefault(kind, []).append((place, entry, name))
            else:
                self.unread.append(Unread(place.entry, "should be an object"))
        for kind, held in others.items():
            told, self.told = self.told, {}
            self._part(_Part(kind, key, held))
            self.told = told
        if count := len(self.jobs) - before:
            self.keys.append(
                KeyRead(key or "the list", plural(count, "position").partition(" ")[2], count, self._how())
            )
        elif len(entries) > sum(map(len, others.values())):
            names = {_key(name): None for _, entry, _ in entries if isinstance(entry, Mapping) for name in entry}
            shown = f": {_some(list(names))}" if names else ""
            self.unread_entries.append(f"{key or 'the list'} ({plural(len(entries), 'entry', 'entries')}{shown})")

    def _position(self, place: ImportedPlace, entry: Mapping[str, Any], name: str | None, company: str | None) -> None:
        """A position, or those at one company that lie below it."""
        if len(entry) == 1 and isinstance(only := next(iter(entry.values())), Mapping) and _is_entry(only):
            [key] = entry
            self._position(ImportedPlace(place.at(_key(key))), only, key, company)
            return
        fields = _Fields(entry)
        inner = [
            (field, child)
            for field in fields.all.values()
            if field.folded in INSIDE and (child := _positions_in(field))
        ]
        title = self._title(fields)
        where = self._company(fields, title)
        if where and is_too_long(where.text):
            self.unread.append(Unread(place.at(where.key), "is too long to be a name"))
            where = None
        company_name = _BEHIND_COMPANY.sub("", where.text) if where else company
        if title is None and name and is_title_like(name):
            title = _Field("", "", [name], name)
        elif company_name is None and name and not is_too_long(name):
            company_name = line_of(name)
        if inner and title and title.text and company_name is None and not fields.first([*STARTS, *SPANS]):
            # A heading above positions that has no time is the name of their company.
            company_name = title.text
        found = False
        for field, children in inner[:4]:
            before = len(self.jobs)
            several = isinstance(field.value, list)
            for at, promotion in enumerate(children[:_MOST_ENTRIES]):
                below = ImportedPlace(place.at(f"{field.key}[{at}]" if several else field.key))
                if isinstance(promotion, str):
                    self._position_in_text(below, promotion, company_name)
                    continue
                self._position(below, promotion, None, company_name)
                self._rest(place.at(field.key), promotion)
            found |= len(self.jobs) > before
        if found and (title is None or not fields.first([*STARTS, *SPANS])):
            self._tell("company", where or title)
            return
        if title is None:
            if not inner:
                self.unread.append(Unread(place.entry, _WRONG_TITLE, company_name))
            return
        titles = [line for text in title.value if (line := line_of(text))] if title.text == "" else [title.text]
        if company_name is None and len(titles) == 1 and (both := _TITLE_AT_COMPANY.fullmatch(titles[0])):
            titles, company_name = [both[1]], both[2]
        self._tell("title", title)
        self._tell("company", where)
        start, end, start_field, end_field = self._dates(fields)
        for line in titles[:8]:
            if is_too_long(line):
                self.unread.append(Unread(place.at(title.key), "is too long to be a title, and is left out"))
                continue
            self.jobs.append(FoundJob(place, line, company_name, start, end, start_field, end_field))

    def _title(self, fields: _Fields) -> _Field | None:
        """The field with the title, its text blank where it is a list of titles."""
        for name in TITLES:
            field = fields.all.get(name)
            if field and isinstance(field.value, list) and any(isinstance(text, str) for text in field.value):
                return field
        known = list(fields.texts(TITLES))
        if len(known) > 1 and not fields.first(COMPANIES):
            known.sort(key=lambda field: not is_title_like(field.text))
        if known:
            return known[0]
        # No field has a usual name: one whose text reads like a title is meant, if the entry has a time.
        if not (fields.first(STARTS) or fields.first(SPANS)):
            return None
        taken = {*STARTS, *ENDS, *SPANS, *CURRENT}
        texts = (
            (field, line_of(field.value)) for field in islice(fields.all.values(), 30) if field.folded not in taken
        )
        return next((field._replace(text=text) for field, text in texts if text and is_title_like(text)), None)

    def _company(self, fields: _Fields, title: _Field | None) -> _Field | None:
        found = fields.text(COMPANIES, title) or (fields.text(TITLES, title) if title and title.text else None)
        beside = (field for field in fields.texts(BESIDE_TITLES, title) if not _is_time(field.text))
        return found or (next(beside, None) if title else None)

    def _dates(self, fields: _Fields) -> tuple[DateRead, DateRead, str, str]:
        """Start and end, and the fields that they are from."""
        start, end = _date_field(fields, STARTS, "start"), _date_field(fields, ENDS, "end")
        from_, to = (read_date(start.value) if start else NOTHING), (_end_of(end.value) if end else NOTHING)
        start_field, end_field = (start.key if start else ""), (end.key if end else "")
        if start is None:
            span = next((read for field in _spans(fields) if (read := _span_of(field))), None)
            if span:
                from_, to, start, end = span
                start_field, end_field = start.key, end.key
        elif (
            end is None and isinstance(start.value, str) and from_.value is None and (halves := read_span(start.value))
        ):
            from_, to, end_field = *halves, start.key
        flag = fields.first(CURRENT) or fields.flag()
        held = _truth(flag.value) if flag else None
        if flag and held:
            aside = f"is set aside, for {_key(flag.key)} says that the position is held"
            to = DateRead(open=True, doubt=aside if to.value or to.wrong else None)
        elif flag and held is False and to == NOTHING:
            to, end_field = DateRead(wrong="is missing, and the position is not held now"), flag.key
        self._tell("start", start)
        self._tell("end", end)
        self._tell("held now", flag)
        return from_, to, start_field, end_field or start_field

    def _position_in_text(self, place: ImportedPlace, text: str, company: str | None = None) -> None:
        """A position in one text: `Senior product manager, Acme, 2018 - 2021`; the company may be known from above."""
        from pmladder.imports.career.document import position_in_line

        found = position_in_line(_MARKS.sub(r"\1", text), place)
        found = found._replace(company=found.company or company) if found else None
        if found is None:
            self.unread.append(Unread(place.entry, "is a text without a title and a time, and is left out"))
        else:
            self.jobs.append(found)

    def _tell(self, what: str, field: _Field | None) -> None:
        if field and field.key:
            self.told.setdefault(what, {})[_key(field.key)] = None

    def _how(self) -> str:
        return ", ".join(f"{what} from {' or '.join(list(names)[:4])}" for what, names in self.told.items())

    def _rest(self, key: str, entry: Mapping[str, Any]) -> None:
        """Note which fields of an entry nothing was taken from."""
        taken = {name for names in self.told.values() for name in names}
        for name, value in islice(entry.items(), 200):
            folded = folded_key(name)
            is_month = folded.endswith("month") and _is_taken(f"{folded.removesuffix('month')}year", taken)
            if value not in (None, "", [], {}) and _key(name) not in taken and folded not in INSIDE and not is_month:
                self.unused.setdefault(key, {})[_key(name)] = None

    # The person

    def _about(self, key: str, entry: Any) -> None:
        if not isinstance(entry, Mapping):
            self.unread.append(Unread(key, "should be an object"))
            return
        fields = _Fields(entry)
        self.told = {}
        name = fields.text(_PERSON)
        if name is None and (first := fields.text(["firstname", "givenname", "first"])):
            last = fields.text(["lastname", "familyname", "surname", "last"])
            name = first._replace(text=" ".join(filter(None, (first.text, last and last.text))))
        for field, wanted in ((name, "name"), (fields.text(_LABELS), "title")):
            if field and is_too_long(field.text):
                self.unread.append(Unread(f"{key}.{field.key}", "is too long to be a name or a title"))
            elif field and wanted == "name":
                self.name = self.name or field.text
                self._tell("name", field)
            elif field and self.label is None:
                self.label, self.label_place = field, f"{key}.{field.key}" if key else field.key
                self._tell("title", field)
        for wanted_key in [*_PERSON, *_LABELS]:
            odd = fields.all.get(wanted_key)
            if odd and key and not isinstance(odd.value, (str, list, Mapping)) and not _text_in(odd.value):
                self.unread.append(Unread(f"{key}.{odd.key}", "is no text"))
        if key:
            if self.told:
                self.keys.append(KeyRead(key, "the person", 1, self._how()))
            self._rest(key, {name: value for name, value in entry.items() if part_named(name) is None})

    # What else there is

    def _skill(self, place: ImportedPlace, entry: Any) -> None:
        """The name of an entry with its level, then its words, which the level does not speak of."""
        if not isinstance(entry, Mapping):
            self._word(entry, place.entry)
            return
        fields = _Fields(entry)
        name = fields.text(_SKILL_NAMES)
        words = [field for folded in _SKILL_WORDS if (field := fields.all.get(folded))]
        if name:
            level = fields.text(["level", "proficiency", "rating"])
            self.skills.append(FoundSkill(place.at(name.key), name.text, level.text if level else None))
        elif odd := fields.first(_SKILL_NAMES):
            self.unread.append(Unread(place.at(odd.key), "is no text"))
        elif not words:
            # A group of words by name, or names with levels.
            for key, value in islice(entry.items(), _MOST_ENTRIES):
                if isinstance(value, list):
                    self._words(ImportedPlace(place.at(_key(key))), value)
                elif isinstance(value, Mapping):
                    self._skill(ImportedPlace(place.at(_key(key))), value)
                elif (text := line_of(key)) and not isinstance(value, bool):
                    self.skills.append(FoundSkill(place.at(_key(key)), text, line_of(value)))
        for field in words:
            value = field.value.split(",") if isinstance(field.value, str) else field.value
            if isinstance(value, list):
                self._words(ImportedPlace(place.at(field.key)), value)
            elif isinstance(value, Mapping):
                self._skill(ImportedPlace(place.at(field.key)), value)
            else:
                self.unread.append(Unread(place.at(field.key), "should be a list"))

    def _words(self, place: ImportedPlace, words: Sequence[Any]) -> None:
        for at, word in enumerate(islice(words, _MOST_ENTRIES)):
            below = ImportedPlace(f"{place.entry}[{at}]")
            if isinstance(word, Mapping):
                self._skill(below, word)
            else:
                self._word(word, below.entry)

    def _word(self, value: Any, place: str) -> None:
        if line := line_of(value):
            self.skills.append(FoundSkill(place, line))
        elif value is not None and not (isinstance(value, str) and not value.strip()):
            self.unread.append(Unread(place, "is no text"))

    def _evidence(self, kind: Part, place: ImportedPlace, entry: Mapping[str, Any]) -> None:
        fields = _Fields(entry)
        name = fields.text([*TITLES, *_NAMES]) if kind == "volunteer" else fields.text(_NAMES)
        title = name.text if name else None
        if kind == "volunteer" and (where := fields.text(COMPANIES, name)):
            title = f"{title}, {where.text}" if title else where.text
            self._tell("organisation", where)
        self._tell("title", name)
        url = fields.text(_ADDRESSES)
        self._tell("address", url)
        if title is None or is_too_long(title):
            self.unread.append(Unread(place.entry, "has no name, and is left out"))
            return
        date, field = NOTHING, fields.first([*_DATES, *ENDS]) or fields.first(STARTS)
        if field:
            date = read_date(field.value, True)
            span = read_span(field.value) if date.wrong and isinstance(field.value, str) else None
            if span:
                date = span[1] if span[1].value else span[0]
            self._tell("date", field)
        found = FoundEvidence(place, _EVIDENCE[kind], title, date, field.key if field else "", url and url.text)
        self.evidence.append(found)

    def _study(self, place: ImportedPlace, entry: Mapping[str, Any]) -> None:
        fields = _Fields(entry)
        degree = fields.text(_DEGREES)
        if degree is None or is_too_long(degree.text):
            return
        start, end, _, end_field = self._dates(fields)
        self._tell("degree", degree)
        # A single date of a course of study is the day when it was finished.
        last = start if end == NOTHING and start.value and not fields.first(STARTS) else end
        self.studies.append(FoundStudy(place, degree.text, degree.key, last, end_field))

    def _other(self, raw: Any, parts: Sequence[_Part]) -> None:
        """Note the parts that a profile has no place for."""
        for part in parts:
            if part.kind == "other" and folded_key(part.key) not in ("schema", "meta", "metadata"):
                listed = part.entries if len(part.entries) > 1 or part.entries[0:1] != [] else ()
                many = (
                    isinstance(part.entries[0][1], Mapping) and part.entries[0][0].entry == part.key
                    if listed
                    else False
                )
                count = "" if many else f" ({plural(len(part.entries), 'entry', 'entries')})"
                self.unused.setdefault(f"{part.key}{count}", {})
        if not isinstance(raw, Mapping):
            return
        taken = {part.key.partition(".")[0].partition("[")[0] for part in parts}
        known = {*_PERSON, *_LABELS, "firstname", "lastname", "schema"}
        for key, value in islice(raw.items(), 200):
            if value not in (None, "", [], {}) and _key(key) not in taken and folded_key(key) not in known:
                if part_named(key) == "about" or part_named(key) == "other":
                    if isinstance(value, str) and part_named(key) == "about":
                        self.unread.append(Unread(_key(key), "should be an object"))
                    continue
                if part_named(key) and not isinstance(value, (list, Mapping)):
                    self.unread.append(Unread(_key(key), "should be a list"))
                    continue
                self.unused.setdefault(_key(key) + _count(value), {})


def _kind_of(entry: Mapping[str, Any]) -> Part | None:
    """The part of a résumé that an entry says that it is of: `{type: education, ...}`; None where it says nothing."""
    fields = _Fields(entry)
    kinds = (
        part_named(field.value)
        for name in _KINDS_OF_ENTRIES
        if (field := fields.all.get(name)) and isinstance(field.value, str)
    )
    return next(filter(None, kinds), None)


def _is_time(text: str) -> bool:
    return read_span(text) is not None or _LENGTH.fullmatch(text) is not None


def _is_taken(folded: str, taken: Collection[str]) -> bool:
    return any(folded_key(name) == folded for name in taken)


def _objects_in(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a field that may hold the positions at one company; none where it holds anything else."""
    entries = value if isinstance(value, list) else [value]
    found = [entry for entry in entries if isinstance(entry, Mapping)]
    is_nested = found and (isinstance(value, list) or _Fields(found[0]).first([*STARTS, *SPANS]))
    return (
        found if is_nested and any(_Fields(entry).first([*TITLES, *INSIDE, *STARTS, *SPANS]) for entry in found) else []
    )


def _positions_in(field: _Field) -> list[Any]:
    """What is below a company: the objects in a field, or its texts where each names a position with its time."""
    from pmladder.imports.career.document import position_in_line

    entries = field.value if isinstance(field.value, list) and field.folded in _OF_POSITIONS else []
    texts = [entry for entry in entries[:_MOST_ENTRIES] if isinstance(entry, str)]
    if texts and len(texts) == len(entries) and all(position_in_line(text, ImportedPlace("")) for text in texts):
        return texts
    return list(_objects_in(field.value))


def _date_field(fields: _Fields, names: Sequence[str], which: str) -> _Field | None:
    """The field of a date; a year and a month in fields of their own are one."""
    year, month = fields.all.get(f"{which}year"), fields.all.get(f"{which}month")
    if year and month:
        return year._replace(value={"year": year.value, "month": month.value})
    known = fields.first(names)
    alike = (field for field in islice(fields.all.values(), 30) if which in field.folded)
    return known or next((field for field in alike if read_date(field.value).value), None)


def _end_of(value: Any) -> DateRead:
    """The date of an end, which an object may say to be not over yet: `{present: true}`."""
    flag = _Fields(value).first(CURRENT) if isinstance(value, Mapping) else None
    return OPEN if flag and _truth(flag.value) else read_date(value, True)


def _spans(fields: _Fields) -> Iterator[_Field]:
    """The fields that may hold a start and an end: those of the usual names, then any short text."""
    yield from (field for name in SPANS if (field := fields.all.get(name)))
    for field in islice(fields.all.values(), 30):
        if isinstance(field.value, str) and len(field.value) < 60 and field.folded not in SPANS:
            span = read_span(field.value)
            if span and span[1] != NOTHING:
                yield field


def _span_of(field: _Field) -> tuple[DateRead, DateRead, _Field, _Field] | None:
    """Start and end in one field: a text, an object with both, or a list of two."""
    value = field.value
    if isinstance(value, Mapping):
        inner = _Fields(value)
        start, end = _date_field(inner, STARTS, "start"), _date_field(inner, ENDS, "end")
        flag = inner.first(CURRENT)
        if start is None:
            read = read_date(value)
            return (read, DateRead(wrong="is not said"), field, field) if read.value else None
        to = OPEN if flag and _truth(flag.value) else read_date(end.value, True) if end else NOTHING
        keys = (f"{field.key}.{start.key}", f"{field.key}.{end.key}" if end else field.key)
        return read_date(start.value), to, field._replace(key=keys[0]), field._replace(key=keys[1])
    if isinstance(value, list) and len(value) == 2:
        return read_date(value[0]), read_date(value[1], True), field, field
    if isinstance(value, (str, int)) and not isinstance(value, bool) and (span := read_span(str(value)[:200])):
        start_read, end_read = span
        missing = DateRead(wrong="is not said: one date alone stands here")
        return start_read, missing if end_read == NOTHING else end_read, field, field
    if isinstance(value, str) and field.folded in SPANS and (span := read_start_of_span(value)):
        return *span, field, field
    return None


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold() if isinstance(value, (str, int)) else ""
    return (
        True
        if word in ("true", "yes", "1", "y", "present", "current", "x")
        else False
        if word in ("false", "no", "0", "n")
        else None
    )


def _count(value: Any) -> str:
    return f" ({plural(len(value), 'entry', 'entries')})" if isinstance(value, list) else ""


def _key(key: str) -> str:
    return key if key.isidentifier() and len(key) < 30 else repr_quoted(safe(key))


def _some(names: list[str]) -> str:
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return ", ".join([*names[:_MOST_NAMED], *more])


def careers_in(raw: Any) -> int:
    """How many people's résumés a list holds: 1 for anything else."""
    if not isinstance(raw, list):
        return 1
    entries = [entry for entry in raw[:50] if isinstance(entry, Mapping) and not _is_entry(entry)]
    return max(1, sum(any(part_named(key) == "work" for key in entry) for entry in entries))
