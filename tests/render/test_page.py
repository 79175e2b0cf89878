"""The report as its reader gets it: it says what the JSON says, every text is a text, and it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from page_texts import forever, marked, page_with_texts, report_of
from page_tree import Node, tree
from pages import DAY, data, journal_entry, written
from pmladder.files.catalogue_file import load_catalogue
from pmladder.render.report_page import report_page
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
    "target": (("director",), ()),
    "far target": (("vp-product",), ()),
    "years": (("--years", "6"), ()),
    "years and target": (("--years", "6", "group-pm"), ()),
    "not in product yet": (("--years", "0"), ()),
    "top": (("--role", "cpo"), ()),
    "anonymous": (("--anonymous",), JOURNAL),
    "short": (("--short",), JOURNAL),
}
LIMIT = 300_000


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


def cards(root: Node) -> dict[str, Node]:
    """The cards of roles, by what they are called by."""
    found = {str(node.attributes["id"]): node for node in root.find("details", "card")}
    return {name: node for name, node in found.items() if name.startswith("next-") or name == "target"}


def assessed(answer: Any) -> dict[str, tuple[str, Any, Any]]:
    """Title, assessment and move of each role that has a card, by what the card is called by."""
    found = {
        f"next-{rank}": (entry["title"], entry["assessment"], entry)
        for rank, entry in enumerate(answer["next"]["suggestions"], 1)
    }
    if answer["target"]:
        found["target"] = (answer["target"]["role"]["title"], answer["target"]["assessment"], None)
    return {} if answer["short"] else found


def of_role(answer: Any, role: str) -> Any:
    """The assessment for a role."""
    found = {entry["role"]: entry["assessment"] for entry in answer["next"]["suggestions"]}
    if answer["target"]:
        found[answer["target"]["role"]["role"]] = answer["target"]["assessment"]
    return found[role]


def test_page_one_says_what_the_json_says(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    one = answer["page_one"]
    [main] = root.find("main", "page-one")
    assert main.find("h1")[0].text() == (answer["person"]["name"] or one["now"])
    [verdict] = main.find("p", "verdict")
    assert verdict.text() == " ".join("".join(words["text"] for words in one["verdict"]).split())
    assert [b.text() for b in verdict.find("b")] == [w["text"] for w in one["verdict"] if w["strong"]]
    ends = {dt.text(): dd for dt, dd in zip(main.find("dt"), main.find("dd"), strict=True)}
    assert ends["Now"].find("b")[0].text() == one["now"]
    assert [dd.find("b")[0].text() for name, dd in ends.items() if name != "Now"] == (
        [one["goal"]["title"]] if one["goal"] else []
    )
    assert [text.text() for li in main.find("section", "asked")[0].find("li") for text in li.find("label")] == [
        f"{asked['lead']} {asked['text']}" for asked in one["asked"]
    ]
    boxes = main.find("g", "box")
    assert len(boxes) == len(one["map"]["boxes"]) <= 6
    drawn = {"".join(t.text() + " " for t in g.find("text", "title")).strip(): g.find("text", "words") for g in boxes}
    for box in one["map"]["boxes"]:
        assert [words.text() for words in drawn[box["title"]]] == [box["words"]]


def test_must_haves_are_those_of_the_assessment(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    one = answer["page_one"]
    if one["about"] is None:
        assert one["must_haves"] == []
        return
    assessment = of_role(answer, one["about"]["role"])
    findings = {finding["subject"]: finding for finding in assessment["findings"]}
    states = {
        "short": "to-show",
        "unknown": "not-rated",
        "met": "met",
        "exceeded": "met",
        "not-applicable": "set-aside",
    }
    wanted = [subject for subject, finding in findings.items() if finding["must_have"]]
    assert sorted(row["subject"] for row in one["must_haves"]) == sorted(wanted)
    assert [row["subject"] for row in one["must_haves"]][: len(assessment["must_haves"])] == assessment["must_haves"]
    for row in one["must_haves"]:
        finding = findings[row["subject"]]
        assert row["state"] == states.get(finding["status"], "met")
        assert row["presumed"] == (finding["basis"] == "presumed")
        assert 0 < len(row["action"]) <= 100
        if finding["status"] == "short" and finding["close"]:
            assert any(way.startswith(row["action"].rstrip("…")) for way in finding["close"])
    rows = root.find("main")[0].find("ul", "must-haves")[0].find("li") if wanted else []
    shown = [row for row in rows if "rest" not in row.classes]
    by_name = {row["name"]: row for row in one["must_haves"]}
    for row in shown:
        name = row.find("span", "name")[0].text().rstrip("*")
        entry = by_name[name]
        assert row.find("p", "action")[0].text() == entry["action"]
        assert row.find("span", "name")[0].text().endswith("*") == entry["presumed"]
        assert entry["state"] in row.classes
        assert_bar(row, findings[entry["subject"]])
    if len(shown) == len(one["must_haves"]):
        assert [row.find("span", "name")[0].text().rstrip("*") for row in shown] == [*by_name]


def assert_bar(row: Node, finding: Any) -> None:
    """The cells of a bar are what the finding says, and so are the words beside it."""
    cells = [cell.classes for bar in row.find("span", "bar") for cell in bar.find("i")]
    said = row.find("span", "said")[0].text()
    if finding["axis"] != "skill":
        assert cells == []
        return
    held, entry, level = int(finding["low"]), int(finding["entry"]), int(finding["level"])
    assert [n for n, cell in enumerate(cells, 1) if "entry" in cell] == [entry]
    if finding["status"] == "not-applicable":
        assert not any({"held", "presumed", "show", "grow"} & {*cell} for cell in cells)
        return
    known = "presumed" if finding["basis"] == "presumed" else "held"
    assert sum(known in cell for cell in cells) == held
    assert sum("show" in cell for cell in cells) == (entry - held if finding["status"] == "short" else 0)
    assert sum("unknown" in cell for cell in cells) == (entry - held if finding["status"] == "unknown" else 0)
    assert sum("grow" in cell for cell in cells) == max(0, level - max(entry, held))
    if finding["status"] == "short":
        assert said == f"{finding['held_name']} → {finding['entry_name']}"
        assert any("supporting" in cell for cell in cells) == (not finding["must_have"])
    elif finding["status"] != "unknown":
        assert said == finding["held_name"]


def test_times_are_those_of_the_plan(case: tuple[Node, Any, str]) -> None:
    _, answer, _ = case
    times, plan = answer["page_one"]["times"], answer["plan"]
    assert times["as_of"] == answer["as_of"]
    if plan is None:
        assert (times["usual"], times["ready_from"]) == (None, None)
        return
    assert times["usual"] == plan["usual"]
    items = {item["subject"]: item for item in plan["case"]["items"]}
    waits = {wait["subject"]: wait["day"] for wait in plan["waits"]}
    to_show = plan["must_haves"]
    ends = [(items[s]["earliest"], items[s]["end"]) for s in to_show if s in items and items[s]["end"]]
    ends += [(waits[s], waits[s]) for s in to_show if s in waits]
    assert times["ready_from"] == max((first for first, _ in ends), default=None)
    assert times["ready_to"] == max((last for _, last in ends), default=None)
    assert len(times["undated"]) == len(to_show) - len(ends)


def test_cards_say_what_the_json_says(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    wanted, found = assessed(answer), cards(root)
    assert {*found} == {*wanted}
    about = answer["page_one"]["about"]
    for name, card in found.items():
        title, assessment, entry = wanted[name]
        is_open = about is not None and about["title"] == title
        assert card.find("h3")[0].text() == (f"{title} in full" if is_open else title)
        assert ("open" in card.attributes) == is_open
        counts = assessment["counts"]
        known = dict(zip((n.text() for n in card.find("dt")), (n.text() for n in card.find("dd")), strict=True))
        assert known["Requirements"].startswith(
            "{met} met, {exceeded} exceeded, {short} to show, {unknown} not rated".format(**counts)
        )
        levels = {str(counts["levels_best"]), str(counts["levels_worst"])}
        assert {*known["Skill levels to show"].split(" to ")} == levels
        assert known["Skill levels to grow into"] == str(counts["growth"])
        if pay := (entry or {}).get("pay"):
            assert f"{pay['currency']} {pay['low']:,}–{pay['high']:,}" in known["Pay a year"]
        shown = {
            li.find("span", "name")[0].text().rstrip("*"): li for ul in card.find("ul", "rows") for li in ul.find("li")
        }
        findings = {f["name"].rstrip("."): f for f in assessment["findings"]}
        rows = {n for n, f in findings.items() if f["must_have"] or f["status"] in ("short", "unknown")}
        assert {*shown} == rows
        for row_name, li in shown.items():
            assert_bar(li, findings[row_name])
            red = [s for s in li.find("span", "state") if "to-show" in s.classes]
            assert bool(red) == (findings[row_name]["must_have"] and findings[row_name]["status"] == "short")


def test_the_table_says_what_the_json_says(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    tables = root.find("table", "side")
    assert bool(tables) == bool(
        answer["next"]["suggestions"] and answer["next"]["placement"]["role"] and not answer["short"]
    )
    names = [f["title"] for f in answer["next"]["suggestions"]]
    for table in tables:
        shown = [th.text() for th in table.find("thead")[0].find("th")][1:]
        assert shown == [answer["next"]["placement"]["title"], *names][: len(shown)]
        levels = {}
        for comparison in answer["comparisons"]:
            for row in comparison["rows"]:
                for role in comparison["roles"]:
                    entry, level = row["entries"][role["role"]], row["levels"][role["role"]]
                    levels[row["name"], role["title"]] = (entry, level, role["role"] in row["must_have"])
        for tr in table.find("tbody")[0].find("tr"):
            [name] = [th.text() for th in tr.find("th")]
            for title, td in zip(shown, tr.find("td"), strict=True):
                entry, level, must_have = levels.get((name, title), (None, None, False))
                before = "" if entry == level else f"{'none' if entry is None else entry} → "
                assert td.text() == ("" if level is None else f"{before}{level}" + (" !" if must_have else ""))


def test_plan_and_routes_say_what_the_json_says(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    plan, shows = answer["plan"], not answer["short"]
    items = [i for i in plan["case"]["items"] if i["must_have"] or not plan["settle_first"]] if plan and shows else []
    rows = [tr for table in root.find("table", "plan") for tr in table.find("tbody")[0].find("tr")]
    assert len(rows) == len(items)
    for tr, item in zip(rows, items, strict=True):
        cells = [td.text() for td in tr.find("td")]
        assert tr.find("th")[0].text(without=("to-show",)).rstrip("*") == item["name"]
        assert bool(tr.find("span", "to-show")) == item["must_have"]
        for cell, start, end in zip(cells[1:3], ("earliest_start", "start"), ("earliest", "end"), strict=True):
            assert cell == (
                f"{spoken(item[start])} to {spoken(item[end])}" if item[start] else f"by {spoken(item[end])}"
            )
        assert cells[3] == (spoken(item["check"]) if item["check"] else "-")
        assert cells[0] == f"{item['from_name']} → {item['to_name']}"
    routes = [*answer["route"]["routes"], *answer["route"]["others"]] if answer["route"] and shows else []
    ways = root.find("div", "way")
    assert len(ways) == len(routes)
    for way, route in zip(ways, routes, strict=True):
        [heading] = way.find("h4")
        assert f"{len(route['steps'])} move" in heading.text()
        assert f"{route['levels']} level" in heading.text()
        assert [li.find("b")[0].text() for li in way.find("li")] == [step["title"] for step in route["steps"]]


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def spoken(day: str) -> str:
    year, month, number = map(int, day.split("-"))
    return f"{number} {MONTHS[month - 1]} {year}"


def test_every_number_on_the_page_is_one_of_the_json(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    shown = " ".join(root.texts(without=("style", "script", "title", "digest", "tick-label")))
    assert numbers(shown) - known_numbers(answer) - numbers(VERSION) == set()
    assert len(numbers(shown)) > 5


def numbers(text: str) -> set[str]:
    """The numbers in a text, without zeros in front, as days have them."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    return {(number.replace(",", "").rstrip(".").lstrip("0") or "0").replace("..", ".") for number in found}


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
            return numbers(f"{value:g} {value} {value:.0f} {value / 1000:.0f}")
    return numbers(str(value))


def test_it_names_the_person_and_speaks_to_nobody(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    [body] = root.find("body")
    texts = body.text(without=("style", "script", "sources", "ways", "now", "soft"))
    assert re.findall(r"\b(?:you|your|yours|I|my|me)\b", texts, re.IGNORECASE) == []
    if name := answer["person"]["name"]:
        assert body.find("h1")[0].text() == name
        assert f"{name.split()[0]} is here" in texts


def test_every_mark_leads_somewhere(case: tuple[Node, Any, str]) -> None:
    root, answer, _ = case
    ids = [node.attributes["id"] for node in root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    leading = [a.attributes["href"] for a in root.find("a") if (a.attributes["href"] or "").startswith("#")]
    assert {link[1:] for link in leading if link} <= set(ids)
    for node in root.walk():
        for name in ("aria-labelledby", "aria-describedby"):
            assert {*(node.attributes.get(name) or "").split()} <= set(ids)
    cited = " ".join(foot.text() for foot in root.find("p", "sources"))
    assert all(source["title"] in cited for source in answer["sources"]) or answer["short"]


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

LONG = 500
"""Characters of a text for which page one makes room."""
MARK = re.compile("⟦(\\d+):(.*?)⟧", re.DOTALL)


def page_with(texts: Iterator[str]) -> tuple[Node, list[str]]:
    text, given = marked(texts)
    return tree(report_page(page_with_texts(text))), given


def structure(root: Node) -> list[tuple[str, tuple[str, ...], str]]:
    """Every element with the names of its attributes, but for lines of text in pictures, of which some need two."""
    return [
        (node.tag, tuple(node.attributes), node.attributes.get("class") or "")
        for node in root.walk()
        if not (node.tag == "text" and node.classes == ["title"])
    ]


def read_back(root: Node) -> dict[int, set[str]]:
    """The marked texts in texts and attributes, by number, but for those that pictures and page one cut to fit."""
    found: dict[int, set[str]] = {}
    for text in [root.text(without=("text", "style", "script", "brief")), *(attribute_texts(root))]:
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
    if any(len(text) > LONG for text in given):
        # Page one leaves out what has no room beside such a text.
        for tag, names, _ in structure(root):
            assert any(tag == other and {*names} <= {*others} for other, others, _ in plain_structure)
    else:
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
    wanted = ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://example.org/?a=b&c", "HTTPS://x y"]
    catalogue = load_catalogue()
    sources = tuple(
        source.model_copy(update={"url": wanted[place % len(wanted)]}) for place, source in enumerate(catalogue.sources)
    )
    root = tree(report_page(report_of("senior-pm", "group-pm", catalogue.model_copy(update={"sources": sources}))))
    links = [a.attributes["href"] for a in root.find("a") if not (a.attributes["href"] or "").startswith("#")]
    assert {*links} == {"https://example.org/?a=b&c"}
