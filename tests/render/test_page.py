"""The page as its reader gets it: it says what the JSON says, every text is a text, and it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from page_texts import forever, marked, page_data, page_with_texts
from page_tree import Node, tree
from pages import DAY, data, journal_entry, written
from pmladder.files.catalogue_file import load_catalogue
from pmladder.render.as_html import as_html
from pmladder.text import safe
from pmladder.version import VERSION
from render.test_nasty import ACTING, NASTY, some_texts
from rows import each

JOURNAL = (
    journal_entry(1, "2025-11-03", {"vision-roadmapping": 2, "product-strategy": 1, "coaching": 1}),
    journal_entry(2, "2026-05-04", {"vision-roadmapping": 3, "product-strategy": 2, "coaching": 1}),
)
CASES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "profile": ((), ()),
    "journal": ((), JOURNAL),
    "target": (("director"), ()),
    "far target": (("vp-product"), ()),
    "years": (("--years", "6"), ()),
    "years and target": (("--years", "6", "group-pm"), ()),
    "top": (("--role", "cpo"), ()),
    "anonymous": (("--anonymous",), JOURNAL),
}
LIMIT = 450_000


_made: dict[str, tuple[Node, Any, str]] = {}


USUAL = ("journal", "years and target", "top")
"""The cases of the usual run; each other one is a part of these, or near to it."""


@pytest.fixture(params=[pytest.param(name, marks=() if name in USUAL else pytest.mark.slow) for name in CASES])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Node, Any, str]:
    """The page as a tree, the JSON of the same, and the page's text. Each is made once, whatever is asked of it."""
    if request.param not in _made:
        arguments, journal = CASES[request.param]
        page = written(tmp_path, *arguments, journal=journal)
        _made[request.param] = tree(page), data(tmp_path, *arguments, journal=journal), page
    return _made[request.param]


def cards(root: Node) -> list[Node]:
    return root.find("article", "card")


def test_cards_say_what_the_json_says(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    ranked = list(enumerate(answer["next"]["suggestions"], 1))
    out = [pair for pair in ranked if pair[1]["order_key"]["out_or_down"]]
    wanted = [*ranked[: len(ranked) - len(out)], *([(None, answer["target"])] if answer["target"] else []), *out]
    assert len(cards(root)) == len(wanted)
    assert [cards(section) for section in root.find("section") if section.attributes["id"] == "out"] == (
        [cards(root)[-len(out) :]] if out else []
    )
    for card, (rank, entry) in zip(cards(root), wanted, strict=True):
        assessment = entry["assessment"]
        title = entry["title"] if "title" in entry else f"{entry['role']['title']}"
        [heading] = card.find("h3")
        assert heading.text() == (f"{rank} {title}" if "title" in entry else title)
        assert facts(card)["Requirements"] == counted(assessment["counts"])
        assert facts(card)["Skill levels to show"].split()[0] == str(assessment["counts"]["levels_best"])
        assert str(assessment["counts"]["levels_worst"]) in facts(card)["Skill levels to show"]
        assert facts(card)["Skill levels to grow into"].split()[0] == str(assessment["counts"]["growth"])
        if pay := entry.get("pay"):
            assert f"{pay['currency']} {pay['low']:,}–{pay['high']:,}" in facts(card)["Pay a year"]
        assert [bar(node) for node in bars(card)] == skills(answer, assessment)
        found = {finding["subject"]: finding for finding in assessment["findings"]}
        to_show = [found[subject] for subject in assessment["must_haves"]]
        [verdict] = card.find("header")[0].find("span", "verdict")
        assert verdict.text().lower().startswith(VERDICTS[assessment["verdict"]].format(**assessment["counts"]))
        listed = [li for ul in card.find("ul", "to-show") for li in ul.find("li")]
        assert [li.text().partition(":")[0] for li in listed] == [finding["name"] for finding in to_show]
        for li, finding in zip(listed, to_show, strict=True):
            assert ("(by your role)" in li.text()) == (finding["basis"] == "presumed")
            assert bool(li.find("span", "lacks")) == (finding["status"] == "short")
        supporting = [f["name"] for f in found.values() if f["status"] == "short" and not f["must_have"]]
        gaps = [strong.text() for ul in card.find("ul", "gaps") for strong in ul.find("strong")]
        assert gaps == [*(finding["name"] for finding in to_show), *supporting]
        marks = [mark.text() for ul in card.find("ul", "gaps") for mark in ul.find("span", "must-have")]
        assert marks == ["! must-have"] * len(to_show)


VERDICTS = {
    "not-yet": "{must_haves_short} must-have",
    "cannot-say": "can't say yet, {must_haves_unknown} must-have",
    "within-reach": "within reach, {short} gap",
    "case-to-make": "case to make",
}


def facts(card: Node) -> dict[str, str]:
    [listed] = card.find("dl", "facts")
    names = [node.text() for node in listed.find("dt")]
    return dict(zip(names, [node.text(without=("ref",)) for node in listed.find("dd")], strict=True))


def counted(counts: dict[str, int]) -> str:
    text = "{met} met, {exceeded} exceeded, {short} gap".format(**counts) + ("" if counts["short"] == 1 else "s")
    text += f", {counts['unknown']} not rated"
    text += f", {counts['not_applicable']} not applicable" if counts["not_applicable"] else ""
    return text + (f"; {counts['presumed']} by your role" if counts["presumed"] else "")


def bars(card: Node) -> list[Node]:
    return [li for group in card.find("div", "group") for li in group.find("li")]


class Drawn(NamedTuple):
    """A bar: its name and words, how far what is held runs, where the marks stand, and whether it is red."""

    name: str
    words: str
    held: float
    entry: float
    level: float
    grown: float
    red: bool


def bar(node: Node) -> Drawn:
    [skill], [levels] = node.find("span", "skill"), node.find("span", "levels")
    [entry] = places(node, "at-entry")
    [level] = places(node, "at-level") or [entry]
    return Drawn(
        skill.text(without=("ref", "number", "must-have")),
        levels.text(),
        widths(node, "held"),
        entry,
        level,
        widths(node, "grow"),
        any("lacks" in inside.classes for inside in node.walk()),
    )


def places(node: Node, kind: str) -> list[float]:
    return [float((path.attributes["d"] or "")[1:].split()[0]) for path in node.find("path", kind)]


def widths(node: Node, kind: str) -> float:
    return sum(float(rect.attributes["width"] or 0) for rect in node.find("rect", kind))


def skills(answer: Any, assessment: Any) -> list[Drawn]:
    order = [skill for category in answer["categories"] for skill in category["skills"]]
    found = [f for f in assessment["findings"] if f["axis"] == "skill" and f["status"] != "not-applicable"]
    signs = {"met": "= met", "exceeded": "+ exceeded", "short": "− gap", "unknown": "? not rated"}
    rows = []
    for f in sorted(found, key=lambda finding: order.index(finding["subject"])):
        entry, level = f["entry"], f["level"]
        held = f["held_name"] or (f"at least {answer['scale'][f['low'] - 1]['name']}" if f["low"] else "")
        said = f"{held} {'by your role' if f['basis'] == 'presumed' else 'held'}" if held else "not rated"
        asked = f"entry {f['entry_name']}, level {f['level_name']}"
        asked = asked if entry != level else f"entry and level {f['level_name']}"
        grown = max(0, level - max(entry, f["low"])) if f["status"] in ("met", "short") else 0
        red = f["must_have"] and f["status"] == "short"
        words = f"{said}; {asked} {signs[f['status']]}"
        rows.append(Drawn(f["name"], words, 42.0 * f["low"], 42.0 * entry, 42.0 * level, 42.0 * grown, red))
    return rows


def test_the_table_says_what_the_json_says(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    tables = root.find("table", "side")
    assert bool(tables) == bool(answer["next"]["suggestions"])
    names = [f["title"] for f in answer["next"]["suggestions"]]
    for table in tables:
        shown = [th.text() for th in table.find("thead")[0].find("th")][2:]
        assert shown == [answer["next"]["placement"]["title"], *names][: len(shown)]
        levels = {}
        for comparison in answer["comparisons"]:
            for row in comparison["rows"]:
                for role in comparison["roles"]:
                    entry, level = row["entries"][role["role"]], row["levels"][role["role"]]
                    levels[row["name"], role["title"]] = (entry, level, role["role"] in row["must_have"])
        for tr in table.find("tbody")[0].find("tr"):
            [name] = [th.text() for th in tr.find("th")]
            for title, td in zip(shown, tr.find("td")[1:], strict=True):
                entry, level, must_have = levels.get((name, title), (None, None, False))
                before = "" if entry == level else f"{'none' if entry is None else entry} → "
                wanted = "-" if level is None else f"{before}{level}" + (" !" if must_have else "")
                assert td.text(without=("ref", "change")) in (wanted, wanted.replace("-", ""))


def test_plan_and_routes_say_what_the_json_says(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    plan = answer["plan"]
    items = [i for i in plan["case"]["items"] if i["must_have"] or not plan["settle_first"]] if plan else []
    rows = [tr for table in root.find("table", "plan") for tr in table.find("tbody")[0].find("tr")]
    assert len(rows) == len(items)
    for tr, item in zip(rows, items, strict=True):
        cells = [td.text() for td in tr.find("td")]
        assert tr.find("th")[0].text(without=("ref", "must-have")) == item["name"]
        assert bool(tr.find("span", "must-have")) == item["must_have"]
        for cell, start, end in zip(cells[1:3], ("earliest_start", "start"), ("earliest", "end"), strict=True):
            assert cell == (f"{item[start]} to {item[end]}" if item[start] else f"by {item[end]}")
        assert cells[3] == (item["check"] or "-")
        by_role = " (by your role)" if item["presumed"] else ""
        assert cells[0] == f"{item['from_name']} → {item['to_name']}{by_role}"
    grown = [li.text(without=("muted",)) for ul in root.find("ul", "grow") for li in ul.find("li")]
    assert grown == ([g["name"].strip(".") for g in plan["grow"]] if plan and not plan["settle_first"] else [])
    routes = [*answer["route"]["routes"], *answer["route"]["others"]] if answer["route"] else []
    ways = root.find("div", "route")
    assert len(ways) == len(routes)
    for way, route in zip(ways, routes, strict=True):
        [heading] = way.find("h3")
        assert f"{len(route['steps'])} move" in heading.text()
        assert f"{route['levels']} level" in heading.text()
        assert [li.find("strong")[0].text() for li in way.find("li")] == [step["title"] for step in route["steps"]]


def test_every_number_on_the_page_is_one_of_the_json(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    shown = " ".join(root.texts(without=("style", "script", "desc", "title", "digest", "tick-label")))
    assert numbers(shown) - known_numbers(answer) - numbers(VERSION) == set()
    assert len(numbers(shown)) > 10


def numbers(text: str) -> set[str]:
    return {found.replace(",", "").rstrip(".") for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def known_numbers(value: Any) -> set[str]:
    """The numbers in a JSON value and in its texts; how long its lists are, since ranks and counts come of it."""
    match value:
        case dict():
            return set().union(*(known_numbers(entry) for entry in value.values()))
        case list():
            return set(map(str, range(len(value) + 1))).union(*(known_numbers(entry) for entry in value))
        case bool() | None:
            return set()
        case int() | float():
            return {f"{value:g}", str(value), f"{value:.0f}", f"{value / 1000:.0f}"}
    return numbers(str(value))


def test_every_mark_leads_somewhere(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    ids = [node.attributes["id"] for node in root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    leading = [a.attributes["href"] for a in root.find("a") if (a.attributes["href"] or "").startswith("#")]
    assert {link[1:] for link in leading if link} <= set(ids)
    for node in root.walk():
        for name in ("aria-labelledby", "aria-describedby"):
            assert {*(node.attributes.get(name) or "").split()} <= set(ids)
    listed = [li.attributes["id"] for li in root.find("ol", "sources")[0].find("li")] if answer["sources"] else []
    assert listed == [f"s{source['number']}" for source in answer["sources"]]
    assert {f"#{place}" for place in listed} <= set(leading)


def test_it_asks_for_nothing_and_runs_only_its_own(case: tuple[Node, Any, str]) -> None:
    root, _, page = case
    [policy] = [m.attributes["content"] for m in root.find("meta") if "http-equiv" in m.attributes]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        [inline] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
        assert "url(" not in inline.replace("url(#", "")
        assert "@import" not in inline
    fetching = ("src", "srcset", "data", "action", "formaction", "poster", "background", "style")
    for node in root.walk():
        assert not {*node.attributes} & {*fetching}
        assert not [name for name in node.attributes if name.startswith("on")]
        assert node.tag not in ("img", "iframe", "object", "embed", "form", "base", "audio", "video")
        if node.tag == "link":
            assert node.attributes["href"] == "data:,"


def test_it_stays_small(case: tuple[Node, Any, str]) -> None:
    _, answer, page = case
    assert len(page.encode()) < LIMIT
    assert answer["as_of"] == DAY


def test_the_same_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, journal=JOURNAL) == written(tmp_path, journal=JOURNAL)


@pytest.mark.slow
@each("role", list(load_catalogue().roles_by_id))
def test_the_page_of_every_role_stays_small(role: str, tmp_path: Path) -> None:
    page = written(tmp_path, "--years", "6", "--role", role, "cpo")
    assert len(page.encode()) < LIMIT
    tree(page)


# Texts from outside.

MARK = re.compile("⟦(\\d+):(.*?)⟧", re.DOTALL)


def page_with(texts: Iterator[str]) -> tuple[Node, list[str]]:
    text, given = marked(texts)
    return tree(as_html(page_with_texts(text))), given


def structure(root: Node) -> list[tuple[str, tuple[str, ...], str]]:
    """Every element with the names of its attributes, but for lines of text in pictures, of which some need two."""
    return [
        (node.tag, tuple(node.attributes), node.attributes.get("class") or "")
        for node in root.walk()
        if not (node.tag == "text" and not node.classes)
    ]


def read_back(root: Node) -> dict[int, set[str]]:
    """The marked texts in texts and attributes, by number, but for those that pictures cut to fit."""
    found: dict[int, set[str]] = {}
    for text in [root.text(without=("text", "style", "script")), *(attribute_texts(root))]:
        for match in MARK.finditer(text):
            found.setdefault(int(match[1]), set()).add(match[2])
    return found


def attribute_texts(root: Node) -> Iterator[str]:
    for node in root.walk():
        yield from (value for value in node.attributes.values() if value and "⟦" in value)


def as_shown(text: str) -> str:
    return safe(" ".join(text.split()))


def assert_texts_are_texts(texts: Iterator[str], plain_structure: list[tuple[str, tuple[str, ...], str]]) -> int:
    root, given = page_with(texts)
    found = read_back(root)
    for number, shown in found.items():
        assert {one.strip() for one in shown} == {as_shown(given[number]).strip()}
    assert structure(root) == plain_structure
    assert len(found) > 150
    return len(found)


@pytest.fixture(scope="module")
def plain_structure() -> list[tuple[str, tuple[str, ...], str]]:
    return structure(page_with(forever(["plain"]))[0])


TEXTS = [*NASTY, *ACTING, "]]><!--", "'\"", "</title></desc></svg>", "</script><script>"]


@each("first", range(0, len(TEXTS), 18))
def test_nasty_texts_are_texts(first: int, plain_structure: list[tuple[str, tuple[str, ...], str]]) -> None:
    # A page has each of its kinds of place many times, so that these eighteen take turns in it.
    assert_texts_are_texts(forever(TEXTS[first : first + 18]), plain_structure)


@pytest.mark.slow
@each("text", TEXTS)
def test_a_nasty_text_is_a_text(text: str, plain_structure: list[tuple[str, tuple[str, ...], str]]) -> None:
    assert_texts_are_texts(forever([text]), plain_structure)


@pytest.mark.parametrize(
    "count", [pytest.param(500, id="some"), pytest.param(8_000, id="many", marks=pytest.mark.slow)]
)
def test_random_texts_read_back_the_same(count: int, plain_structure: list[tuple[str, tuple[str, ...], str]]) -> None:
    texts, checked = some_texts(20 * count), 0
    while checked < count:
        checked += assert_texts_are_texts(texts, plain_structure)


def test_only_web_addresses_are_links() -> None:
    value = page_data()
    wanted = ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://example.org/?a=b&c", "HTTPS://x y"]
    sources = tuple(
        cited._replace(source=cited.source.model_copy(update={"url": url}))
        for cited, url in zip(value.sources[: len(wanted)], wanted, strict=True)
    )
    root = tree(as_html(value._replace(sources=sources)))
    links = [a.attributes["href"] for a in root.find("a") if not (a.attributes["href"] or "").startswith("#")]
    assert links == ["https://example.org/?a=b&c"]
