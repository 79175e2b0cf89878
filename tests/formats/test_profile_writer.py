"""A change of a profile's file changes what it is about, and not one other character."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amount import examples
from pmladder.errors import InputError
from pmladder.files.profile_saving import save_profile
from pmladder.formats.editing import Edit, applied
from pmladder.formats.profile_reader import read_profile_text
from pmladder.formats.profile_writer import edited_profile, new_profile
from pmladder.formats.structured import parse, read_mapping
from pmladder.profile.models import Profile
from rows import each

MINE = """\
# mine
name: Ada   # me
role: 'senior-pm'
skills: # ratings
  a: 3 # x
  b: {level: 2,
      rater: x}
  # tail

note: |
  hello

  you


# jobs
history:
- title: one # t
  role: 'x'
-   title: two
"""


def edited(text: str, changes: Sequence[Edit], file: str = "me.yaml") -> str:
    """The text of a profile after the changes."""
    return edited_profile(read_mapping(text, file), changes).text


def changed(text: str, *changes: tuple[tuple[str | int, ...], Any]) -> str:
    """The text after the changes, held against what the data should be."""
    made = [Edit(*change) for change in changes]
    after = edited(text, made)
    assert parse(after, "a.yaml") == applied(parse(text, "a.yaml"), made)
    return after


def difference(text: str, *changes: tuple[tuple[str | int, ...], Any]) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    before, after = text.splitlines(keepends=True), changed(text, *changes).splitlines(keepends=True)
    return [line for line in before if line not in after], [line for line in after if line not in before]


@each("newline", ["\n", "\r\n"])
@each(
    ("path", "value", "went", "came"),
    [
        (("name",), "Bob: x", ["name: Ada   # me"], ['name: "Bob: x"   # me']),
        (("role",), "cpo", ["role: 'senior-pm'"], ["role: 'cpo'"]),
        (("years",), 6.5, [], ["years: 6.5"]),
        (("skills", "a"), 4, ["  a: 3 # x"], ["  a: 4 # x"]),
        (("skills", "a", "level"), 4, ["  a: 3 # x"], ["  a: 4 # x"]),
        (("skills", "a", "evidence"), ["e"], ["  a: 3 # x"], ["  a: {level: 3, evidence: [e]} # x"]),
        (("skills", "b", "level"), 3, ["  b: {level: 2,"], ["  b: {level: 3,"]),
        (("skills", "b", "note"), "hm", ["      rater: x}"], ["      rater: x,", "      note: hm}"]),
        (("skills", "a"), None, ["  a: 3 # x"], []),
        (("skills", "c"), {"level": 1, "rated": "2026-11-23"}, [], ['  c: {level: 1, rated: "2026-11-23"}']),
        (("history", 0, "role"), None, ["  role: 'x'"], []),
        (("history", 1), None, ["-   title: two"], []),
        (("history", 2), {"title": "three"}, [], ["- {title: three}"]),
        (("history", 1, "end"), "2026", [], ['    end: "2026"']),
        (("note",), "short", ["note: |", "  hello", "  you"], ["note: short"]),
        (("goal",), "cpo", [], ["goal: cpo"]),
        (("company", "size"), "small", [], ["company: {size: small}"]),
    ],
)
def test_one_change_touches_its_own_lines(
    path: tuple[str | int, ...], value: Any, went: list[str], came: list[str], newline: str
) -> None:
    text = MINE.replace("\n", newline)
    assert difference(text, (path, value)) == ([f"{x}{newline}" for x in went], [f"{x}{newline}" for x in came])


@each(
    ("text", "path", "value", "after"),
    [
        ("role:\n", ("role",), "pm", "role: pm\n"),
        ("role:  # mine\n", ("role",), "pm", "role: pm  # mine\n"),
        ("role: pm", ("goal",), "cpo", "role: pm\ngoal: cpo"),
        ("role: pm\ngoal: cpo", ("goal",), None, "role: pm"),
        ("role: pm\n# end\n...\n", ("goal",), "cpo", "role: pm\ngoal: cpo\n# end\n...\n"),
        ("---\n{role: pm}\n", ("goal",), "cpo", "---\n{role: pm, goal: cpo}\n"),
        ("%YAML 1.2\n---\nrole: pm\n", ("role",), "cpo", "%YAML 1.2\n---\nrole: cpo\n"),
        ("skills: {a: 1, b: 2}\n", ("skills", "a"), None, "skills: {b: 2}\n"),
        ("skills: {a: 1}\n", ("skills", "a"), None, "skills: {}\n"),
        ("skills:\n  a: 1\n", ("skills", "a"), None, "skills: {}\n"),
        ("skills: {}\n", ("skills", "a"), 1, "skills:\n  a: 1\n"),
        ("skills: {a: 1,}\n", ("skills", "b"), 2, "skills: {a: 1, b: 2,}\n"),
        ("{}\n", ("role",), "pm", '{"role": "pm"}\n'),
        ("focus:\n  - a # -b\n  # - c\n  - d\n", ("focus", 1), None, "focus:\n  - a # -b\n  # - c\n"),
        ("focus: [a, b, c]\n", ("focus",), ["c", "a"], "focus: [c, a]\n"),
        ("note: |+\n  a\n\n\n", ("role",), "pm", "note: |+\n  a\n\n\nrole: pm\n"),
        ("note: >-\r\n  a", ("role",), "pm", "note: >-\r\n  a\r\nrole: pm"),
        ("name: *a\n", ("role",), "pm", None),
        ("company: &c {size: small}\nhistory:\n- {title: a, company: *c}\n", ("company", "size"), "large", None),
        ('{"role":"x"}', ("people",), 2, '{"role":"x", "people": 2}'),
        ('{\n\t"role": "x"\n}\n', ("skills",), {"a": 1}, '{\n\t"role": "x",\n\t"skills": {\n\t\t"a": 1\n\t}\n}\n'),
        ('{\n    "role": "x",\n    "people": 1\n}', ("people",), None, '{\n    "role": "x"\n}'),
    ],
)
def test_whatever_the_layout(text: str, path: tuple[str | int, ...], value: Any, after: str | None) -> None:
    if after is None:
        with pytest.raises(InputError):
            edited(text, [Edit(path, value)])
    else:
        assert changed(text, (path, value)) == after


@each("newline", ["\n", "\r\n"])
@each("kind", ["|", ">", "|+"])
def test_a_text_in_lines_of_its_own_that_ends_with_the_file_gets_an_end(kind: str, newline: str) -> None:
    text = f"skills:\n  a:\n    note: {kind}\n      one # two\n      three".replace("\n", newline)
    for path in (("skills", "a", "rater"), ("role",)):
        after = edited(text, [Edit(path, "me")])
        indent = "    " if len(path) > 1 else ""
        assert after == f"{text}{newline}{indent}{path[-1]}: me{newline}"
        assert parse(after, "a.yaml")["skills"]["a"]["note"].endswith("three\n")
    assert edited(text, []) == text


def test_json_stays_json() -> None:
    text = json.dumps({"role": "x", "skills": {"a": {"level": 2}, "b": 3}}, indent=4, ensure_ascii=False)
    changes = [Edit(("skills", "b", "rater"), "é"), Edit(("skills", "a"), None), Edit(("years",), 3)]
    after = json.loads(edited(text, changes))
    assert after == {"role": "x", "skills": {"b": {"level": 3, "rater": "é"}}, "years": 3}


WORDS = st.text("abcdefghij é😀:#-'\"[]{},&*!|>%@`~0123456789", min_size=1, max_size=30).filter(str.strip)
DATES = st.sampled_from(["2020", "2020-05", "2021-06-07"])
IDS = st.sampled_from([f"skill-{letter}" for letter in "abcdefgh"])
RATINGS = st.one_of(
    st.integers(0, 4),
    st.fixed_dictionaries({"level": st.integers(0, 4)}, optional={"rater": WORDS, "rated": DATES, "note": WORDS}),
)
COMMENTS = st.sampled_from(["", "", "  # why: - not", " # 'quoted' {x: y}"])
OWN_LINES = st.sampled_from(["", "", "\n", "# a comment: [x\n", "  # - indented\n\n"])


@st.composite
def written(draw: st.DrawFn) -> list[tuple[str, str]]:
    """A hand-written profile as pairs: whose line it is (`role`, `skills.ID`, or nobody's), and the line."""
    lines: list[tuple[str, str]] = []

    def quoted(value: object) -> str:
        styles = [json.dumps(value, ensure_ascii=False)]
        if isinstance(value, str):
            styles.append("'" + value.replace("'", "''") + "'")
        return draw(st.sampled_from(styles))

    def rating(value: Any) -> str:
        if not isinstance(value, dict):
            return quoted(value)
        gap = draw(st.sampled_from(["", " "]))
        return "{" + gap + f",{gap} ".join(f"{key}: {quoted(entry)}" for key, entry in value.items()) + gap + "}"

    keys = draw(st.permutations(["name", "role", "years", "people", "goal", "skills"]))
    for key in keys[: draw(st.integers(1, 6))]:
        lines.append(("", draw(OWN_LINES)))
        if key != "skills":
            value = draw(st.integers(0, 40) if key in ("years", "people") else WORDS)
            lines.append((key, f"{key}:{' ' * draw(st.integers(1, 3))}{quoted(value)}{draw(COMMENTS)}\n"))
            continue
        indent = " " * draw(st.integers(1, 5))
        skills = draw(st.dictionaries(IDS, RATINGS, min_size=1, max_size=5))
        lines.append(("skills", f"skills:{draw(COMMENTS)}\n"))
        for skill, value in skills.items():
            lines.append(("", draw(st.sampled_from(["", f"{indent}# about\n", "# far out\n"]))))
            if isinstance(value, dict) and draw(st.booleans()):
                inner = indent + " " * draw(st.integers(1, 4))
                block = "".join(f"{inner}{name}: {quoted(entry)}{draw(COMMENTS)}\n" for name, entry in value.items())
                lines.append((f"skills.{skill}", f"{indent}{skill}:\n{block}"))
            else:
                lines.append((f"skills.{skill}", f"{indent}{skill}: {rating(value)}{draw(COMMENTS)}\n"))
    lines.append(("", draw(OWN_LINES)))
    return lines


CHANGES = st.lists(
    st.one_of(
        st.builds(Edit, st.sampled_from([("name",), ("role",), ("goal",)]), st.none() | WORDS),
        st.builds(Edit, st.sampled_from([("years",), ("people",)]), st.none() | st.integers(0, 40)),
        st.builds(lambda skill, value: Edit(("skills", skill), value), IDS, st.none() | RATINGS),
        st.builds(lambda skill, value: Edit(("skills", skill, "level"), value), IDS, st.integers(0, 4)),
        st.builds(lambda skill, value: Edit(("skills", skill, "rater"), value), IDS, st.none() | WORDS),
    ),
    max_size=6,
)


def in_order(wanted: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in wanted)


@settings(max_examples=examples(150), deadline=None)
@given(written(), CHANGES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_lines_that_no_change_is_about_stay_byte_for_byte(
    lines: list[tuple[str, str]], changes: list[Edit], newline: str, ended: bool
) -> None:
    text = "".join(line for _, line in lines).replace("\n", newline)
    text = text if ended else text.rstrip("\r\n")
    after = edited(text, changes)
    old = parse(text, "a.yaml")
    new = applied(old, changes)
    assert parse(after, "a.yaml") == new
    if old == new:
        assert after == text
    touched = {".".join(map(str, change.path[:2])) for change in changes}
    if not new.get("skills"):
        touched |= {"skills", *(owner for owner, _ in lines if owner.startswith("skills."))}
    kept = [line for owner, block in lines if owner not in touched for line in block.splitlines()]
    assert in_order([line for line in kept if line.strip()], after.splitlines())
    assert "\r" not in text or "\n" not in after.replace("\r\n", "")


@settings(max_examples=examples(80), deadline=None)
@given(st.dictionaries(IDS, RATINGS, min_size=1), CHANGES, st.sampled_from([None, 1, 2, "\t"]))
def test_generated_json_takes_every_change(skills: dict[str, Any], changes: list[Edit], indent: Any) -> None:
    text = json.dumps({"role": "pm", "skills": skills}, indent=indent, ensure_ascii=False)
    after = edited(text, changes)
    assert json.loads(after) == applied(json.loads(text), changes)


@settings(max_examples=examples(40), deadline=None)
@given(CHANGES)
def test_a_new_file_holds_what_it_is_told(changes: list[Edit]) -> None:
    for name in ("a.yaml", "a.json"):
        made = new_profile(changes, name).text
        assert parse(made, name) == applied({}, changes)
        assert made.startswith("{" if name == "a.json" else "# ")


class TestSaveProfile:
    def test_a_function_is_given_the_profile_as_it_is(self, tmp_path: Path) -> None:
        file = tmp_path / "p.yaml"

        def one_more(profile: Profile | None) -> list[Edit]:
            return [Edit(("people",), (profile.people or 0) + 1 if profile else 1)]

        for expected in (1, 2, 3):
            saved = save_profile(str(file), one_more)
            assert saved.profile.people == expected
            assert read_profile_text(file.read_text(), "p").profile == saved.profile

    @each(
        "text",
        [
            "",
            "- a list\n",
            "role: [pm\n",
            "people: many\n",
            "skills: {a: 1, a: 2}\n",
            "history: [{title: x, start: 2020-13}]",
        ],
    )
    def test_a_file_that_is_wrong_is_refused_and_left_alone(self, tmp_path: Path, text: str) -> None:
        file = tmp_path / "p.yaml"
        file.write_text(text)
        with pytest.raises(InputError):
            save_profile(str(file), [Edit(("goal",), "cpo")])
        assert file.read_text() == text

    @each("change", [Edit(("people",), -1), Edit(("nme",), "x"), Edit(("skills", "a b"), 1)])
    def test_what_would_be_no_profile_is_not_written(self, tmp_path: Path, change: Edit) -> None:
        file = tmp_path / "p.yaml"
        file.write_text(MINE.replace("note:", "#").replace("  hello\n\n  you\n", ""))
        before = file.read_bytes()
        with pytest.raises(InputError):
            save_profile(str(file), [change])
        assert file.read_bytes() == before
