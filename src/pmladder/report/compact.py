"""The same answer in few bytes: the keys that stay, the cuts of lists, and the next command.

For each kind of answer, a line lists the keys of the full JSON that stay. `role(role title)` keeps two keys of an
object, `notes:2` at most two entries of a list. Each list has a number beside it, such as `notes_left_out`, for the
entries that were left out. The same line cuts JSON and JSON Schema, so the keys do not depend on the data.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

MOST_BYTES = 4_096
"""The most bytes of a compact answer, including its line end."""
LEFT_OUT = "_left_out"
NEXT = "next_command"
_LONGEST_WORD = 200
_TEXTS = (1_000, 300, 100, 60)
"""The bytes of a text that stay if even empty lists are not enough."""
_GAPS = ("short", "unknown")

_HEAD = "schema_version kind"
_LADDER = f"{_HEAD} catalogue(id version)"
_PERSON = "as_of catalogue(id version) name profile(source) placement(role title basis years people cannot_tell)"
_ABOUT = f"{_HEAD} {_PERSON}"
_COUNTS = "counts(met exceeded short unknown must_haves_short must_haves_unknown)"
_FINDINGS = "findings:8(subject axis name entry level low high basis status must_have)"
_ASSESSMENT = f"assessment(verdict must_haves:8 {_COUNTS} {_FINDINGS})"
_IN_SHORT = f"assessment(verdict must_haves:6 {_COUNTS})"
_STEP = "step(kind subject name from to)"
_ROUTE = "(way years(min max) years_known levels steps:5(role title verdict must_haves:4 growth unknown))"
_TEAM = f"{_HEAD} as_of catalogue(id version) team(people outside:3(name role) unread:3(file row why))"
_COVERED = "(skill level must_have needed rated presumed min max holders:4)"
_RISKS = "(kind subject level people:4 number of is_known)"
_CHECKED = "files:5(file readable errors warnings silenced) findings:8(file line column id kind where what)"


class _Form(NamedTuple):
    """The keys that stay of one kind of answer, and the next command. Braces hold paths into the answer."""

    kept: str
    then: str | None = None


FORMS: Mapping[str, _Form] = {
    "next": _Form(
        f"{_ABOUT} suggestions:8(role title track assessment(verdict must_haves:6 {_COUNTS} "
        "findings:2(name status must_have))) ways_in:3(role title) notes:2",
        "gap {suggestions.0.role}",
    ),
    "gap": _Form(f"{_ABOUT} role(role title) {_ASSESSMENT} decides notes:2", "plan {role.role}"),
    "opens": _Form(
        f"{_ABOUT} goal targets:4(role title verdict must_haves:4) "
        f"steps:8({_STEP} must_haves_closed gaps_closed months(min max)) notes:2",
        "gap {targets.0.role}",
    ),
    "route": _Form(
        f"{_ABOUT} goal(role title) order routes:3{_ROUTE} nearest:3 entries:3 proven notes:2",
        "gap {routes.0.steps.0.role}",
    ),
    "plan": _Form(
        f"{_ABOUT} role title verdict must_haves:8 settle_first usual(min max) by "
        "case(months(min max) earliest latest must_haves_earliest must_haves_latest "
        "items:6(subject name from to start end must_have fits)) "
        "waits:3(subject name day must_have) to_find_out:4(subject name must_have) to_show:4(subject name must_have) "
        "decides notes:2",
        "brief {role}",
    ),
    "plan-check": _Form(
        f"{_ABOUT} planned same_catalogue role title verdict must_haves:8 counts "
        "items:8(subject name to end state) notes:2",
        "plan {role}",
    ),
    "brief": _Form(
        f"{_ABOUT} role title {_ASSESSMENT} focus:3(skill name from to must_have check) questions:3 decides notes:2",
        "plan {role}",
    ),
    "assess": _Form(
        f"{_ABOUT} asked:5 saved:8(skill name level) unrated_left:8 "
        "verdicts:8(role title before verdict must_haves:6) notes:2",
        "next",
    ),
    "form": _Form(f"{_LADDER} name rater present roles:5(role title) questions:12(skill name)"),
    "progress": _Form(
        f"{_HEAD} as_of since catalogue(id version) name profile(source) recorded then(date role rated) "
        "now(date role rated) years_passed levels:8(skill name kind) "
        "roles:8(role title verdict_then verdict_now verdict_cause must_haves:6 gaps:4(subject name kind cause)) "
        "left:3(role title) notes:2",
        "gap {roles.0.role}",
    ),
    "report": _Form(
        f"{_HEAD} as_of catalogue(id version) about(title) anonymous person(name) "
        "next(placement(role title basis years people cannot_tell) "
        f"suggestions:6(role title {_IN_SHORT})) "
        f"target(role(role title) {_IN_SHORT}) "
        "plan(role title verdict must_haves:6 case(earliest latest)) editorial",
    ),
    "compare": _Form(
        f"{_LADDER} roles:4(role title track seniority must_have:5) rows:16(skill name levels must_have:4)",
        "gap {roles.-1.role}",
    ),
    "roles": _Form(f"{_LADDER} roles:99(id title track seniority)", "role {roles.0.id}"),
    "role": _Form(
        f"{_LADDER} role(id title family track seniority years(min typical) years_in_product(min typical)) summary "
        "people(min max) education skills:30(skill name entry level must_have) leads_to:6(role title) "
        "comes_from:6(role title) exits:4 notes:2",
        "gap {role.id}",
    ),
    "skills": _Form(f"{_LADDER} scale:9 skills:99(id name asked_by must_have_for)", "skill {skills.0.id}"),
    "skill": _Form(
        f"{_LADDER} skill(id name category_name description asked_by must_have_for) "
        "levels:9(level name text close:2 roles:4) reading:2(title author)",
    ),
    "title": _Form(f"{_LADDER} text company_size role title matched_by why nearest:3 also:5", "gap {role}"),
    "handbook": _Form(f"{_LADDER} title scale:9 roles:60(role(id title track seniority)) skills:30(skill(id name))"),
    "profile-show": _Form(
        f"{_HEAD} as_of catalogue(id version) file name placement(role title basis years people cannot_tell) "
        "role(text role title) goal(text role title) years_of_work years_in_role years_of_history people "
        "people_led_before reach education company_size history:3(title company start end held role) "
        "skills:12(skill name state level asked) unknown evidence:3(id kind title) focus:3 notes:2",
        "next",
    ),
    "profile-saved": _Form(
        f"{_LADDER} file created saved changes:12(key name old new) next:5",
        "next",
    ),
    "profile-forgotten": _Form(f"{_HEAD} deleted:12"),
    "profile-check": _Form(f"{_HEAD} ok strict as_of catalogue(id version) {_CHECKED}"),
    "profile-diff": _Form(
        f"{_HEAD} as_of catalogue(id version) first second same agreed skills:12(skill name first(state level) "
        "second(state level)) "
        "others:8(field first second)",
    ),
    "profile-import": _Form(
        f"{_HEAD} catalogue(id version) as_of source(file format how) target(file existed) outcome name role education "
        "positions:6(title company start end held role) skills:10(skill name level applies) evidence:3(id title) "
        "not_understood:4(place what) remarks:2",
    ),
    "catalogue-check": _Form(f"{_HEAD} ok strict {_CHECKED}"),
    "catalogue-checks": _Form(f"{_HEAD} checks:60(id kind)"),
    "catalogue-show": _Form(
        f"{_LADDER} title scale:9 skills families:6(family tracks:6(track roles:12(id title seniority))) "
        "company_ladders:3(size name ladder:8) files:4",
    ),
    "catalogue-diff": _Form(
        f"{_HEAD} old(id version) new(id version) counts(added removed raised lowered reworded changed) "
        "changes:16(change part where what old new)"
    ),
    "team-show": _Form(
        f"{_TEAM} overview(people:16(name team role next verdict must_haves:4 not_rated) "
        "held_by_one:5(skill level must_have holders:1) met_by_nobody:5(skill level must_have) not_rated cells) "
        "notes:2",
    ),
    "team-organisation": _Form(
        f"{_HEAD} question as_of catalogue(id version) "
        "organisation(k hidden groups:8(group people near not_rated cells:3(skill level there)))",
    ),
    "team-coverage": _Form(f"{_TEAM} target coverage:16{_COVERED}"),
    "team-risks": _Form(f"{_TEAM} risks:16{_RISKS}"),
    "team-successors": _Form(
        f"{_TEAM} role(role title) incumbents:5 people:8(name role window by must_haves:4(subject name status)) above",
    ),
    "team-grow": _Form(f"{_TEAM} covered{_COVERED} people:12(name role level basis on_the_job earliest latest)"),
    "team-what-if": _Form(
        f"{_HEAD} as_of catalogue(id version) changes:5 before(people:4) after(people:4) "
        f"differs(came:4 went:4 new_risks:6{_RISKS} gone_risks:6{_RISKS})",
    ),
    "team-compare": _Form(
        f"{_HEAD} as_of catalogue(id version) names:2 before(people:4) after(people:4) "
        f"differs(came:4 went:4 new_risks:6{_RISKS} gone_risks:6{_RISKS})",
    ),
}
"""The compact form of each kind of answer."""


class _Kept(NamedTuple):
    """The part of a value that stays: the most entries of a list, and the keys of an object (none: all of them)."""

    entries: int | None = None
    keys: Mapping[str, _Kept] | None = None


def compacted(data: Mapping[str, Any], options: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The compact forms of an answer in JSON, the longest first.

    `options` are those of the command line about the catalogue and the person, for the next command. Lists are cut
    first, the longest one before the others. Then long texts are cut, with an ellipsis.
    """
    form = FORMS[data["kind"]]
    kept, command = _Kept(None, _keys(form.kept)), _command(form.then, data, options)
    most = _longest(kept)
    for fewer in range(most):
        yield {**_cut(data, kept, _Amount(fewer)), NEXT: command}
    for bytes_of_text in (None, *_TEXTS):
        last = _cut(data, kept, _Amount(None, bytes_of_text))
        yield {**last, NEXT: command if bytes_of_text is None else _short(command)}


def compact_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON Schema of the compact form of an answer, made from that of the full form. It contains no references."""
    form = FORMS[schema["properties"]["kind"]["const"]]
    made: dict[str, Any] = _schema_cut(schema, _Kept(None, _keys(form.kept)), schema.get("$defs", {}))
    described = {"description": "The next command for the same person.", "type": ["string", "null"]}
    made["properties"][NEXT] = described
    made["required"] = [*made["required"], NEXT]
    return made


class _Amount(NamedTuple):
    """How much is left out: this many entries of each list, of which one stays (None: no entry stays), and the ends of
    texts.
    """

    fewer: int | None
    bytes_of_text: int | None = None

    def of(self, entries: int) -> int:
        return 0 if self.fewer is None else max(1, entries - self.fewer)


def _cut(value: Any, kept: _Kept, amount: _Amount) -> Any:
    if isinstance(value, str):
        return _text(value, amount.bytes_of_text)
    if isinstance(value, Mapping):
        made = {}
        for key, entry in value.items():
            inner = _Kept() if kept.keys is None else kept.keys.get(key)
            if inner is None:
                continue
            if inner.entries is None:
                made[key] = _cut(entry, inner, amount)
            else:
                some = _first(entry or ())[: amount.of(inner.entries)]
                made[key] = None if entry is None else [_cut(one, _Kept(None, inner.keys), amount) for one in some]
                made[f"{key}{LEFT_OUT}"] = len(entry or ()) - len(some)
        return made
    return value


def _first(entries: Sequence[Any]) -> list[Any]:
    """The entries in the order in which they are kept. Of findings, only gaps are kept, must-haves first."""
    if entries and isinstance(entries[0], Mapping) and {"growth", "status", "must_have"} <= entries[0].keys():
        return sorted((one for one in entries if one["status"] in _GAPS), key=_urgency)
    return list(entries)


def _urgency(finding: Mapping[str, Any]) -> tuple[bool, bool]:
    return not finding["must_have"], finding["status"] != "short"


def _text(text: str, most: int | None) -> str:
    """The text, or its beginning that has at most this many bytes in JSON, escapes included."""
    if most is None or len(text) * 12 <= most or len(_escaped(text)) <= most:
        return text
    room, end = most - len(_escaped("…")), 0
    while (room := room - len(_escaped(text[end]))) >= 0:
        end += 1
    return f"{text[:end]}…"


def _escaped(text: str) -> str:
    import json

    return json.dumps(text)[1:-1]


def _short(command: str | None) -> str | None:
    return command if command is not None and len(_escaped(command)) <= _LONGEST_WORD else None


def _command(then: str | None, data: Mapping[str, Any], options: Sequence[str]) -> str | None:
    """The next command; None if the answer lacks a part of it."""
    if then is None:
        return None
    parts = ["pmladder"]
    for word in then.split():
        found: Any = _at(data, word[1:-1].split(".")) if word.startswith("{") else word
        if found is None:
            return None
        parts.append(shlex.quote(found))
    return " ".join((*parts, *options))


def _at(value: Any, path: Sequence[str]) -> Any:
    for step in path:
        if value is None or value == []:
            return None
        value = value[step] if isinstance(value, Mapping) else value[int(step)]
    return value


def _schema_cut(schema: Mapping[str, Any], kept: _Kept, known: Mapping[str, Any]) -> Any:
    """The schema of the parts that stay."""
    if "$ref" in schema:
        return _schema_cut(known[schema["$ref"].rpartition("/")[2]], kept, known)
    if "anyOf" in schema:
        return {**schema, "anyOf": [_schema_cut(one, kept, known) for one in schema["anyOf"]]}
    if schema.get("type") == "array" and kept.entries is not None:
        # Any entry of a fixed number may be left out.
        entry = schema["prefixItems"][0] if "prefixItems" in schema else schema["items"]
        items = _schema_cut(entry, _Kept(None, kept.keys), known)
        return {"type": "array", "items": items, "maxItems": kept.entries}
    if "properties" not in schema:
        return dict(schema)
    properties: dict[str, Any] = {}
    for key, value in schema["properties"].items():
        inner = _Kept() if kept.keys is None else kept.keys.get(key)
        if inner is None:
            continue
        properties[key] = _schema_cut(value, inner, known)
        if inner.entries is not None:
            meaning = f"The number of entries of `{key}` that only the full answer has."
            properties[f"{key}{LEFT_OUT}"] = {"description": meaning, "minimum": 0, "type": "integer"}
    made = {key: value for key, value in schema.items() if key not in ("$defs", "properties", "required")}
    return {**made, "properties": properties, "required": [*properties]}


@cache
def _keys(written: str) -> Mapping[str, _Kept]:
    """The keys that a line of the table keeps."""
    tokens = re.findall(r"\w+(?::\d+)?|[()]", written)
    return _read(iter(tokens))


def _read(tokens: Iterator[str]) -> Mapping[str, _Kept]:
    keys: dict[str, _Kept] = {}
    last = ""
    for token in tokens:
        if token == ")":
            break
        if token == "(":
            keys[last] = keys[last]._replace(keys=_read(tokens))
            continue
        last, colon, number = token.partition(":")
        keys[last] = _Kept(int(number) if colon else None)
    return keys


def _longest(kept: _Kept) -> int:
    return max([kept.entries or 0, *(_longest(inner) for inner in (kept.keys or {}).values())])
