"""The pictures of the page: where things lie, and that what is unknown or left out is told apart."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from pages import DAY
from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import assess
from pmladder.engine.journal_entry import entry_of
from pmladder.engine.ladder import ladder
from pmladder.engine.progress import SkillOverTime
from pmladder.engine.progress_levels import Held
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from pmladder.profile.standing import Standing
from pmladder.render.charts.fitting import cut, fit, width
from pmladder.render.charts.ladder_map import HEIGHT, MOST_STOPS, WIDTH, Box, LadderPicture, ladder_map
from pmladder.render.charts.level_lines import level_lines
from pmladder.render.charts.radar import MOST_AXES, radar
from pmladder.render.charts.skill_bars import WIDTH as FULL
from pmladder.render.charts.skill_bars import skill_bars
from pmladder.render.charts.timeline import timeline
from pmladder.report.blocks import Bar, BarGroup, Bars, Calendar, CalendarLine, CalendarSpan
from pmladder.report.drawings import CategoryData, bars_of
from pmladder.report.ground import Ground
from pmladder.report.progress import ProgressData
from rows import each

CATALOGUE = load_catalogue()


def drawn(catalogue: Catalogue) -> LadderPicture:
    return ladder_map(ladder(catalogue))


def overlap(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) < WIDTH and abs(one.y - other.y) < HEIGHT


def plain(count: int, title: str = "A role") -> Catalogue:
    roles = "".join(
        f"  - {{id: r{n}, title: {title!r}, seniority: {n % 7}, track: {'abc'[n % 3]}}}\n" for n in range(count)
    )
    return parse_catalogue(f"scale: [one]\nroles:\n{roles}", "plain.yaml")


@each("catalogue", [CATALOGUE, plain(1), plain(40)], ids=["built-in", "one", "forty"])
def test_no_stop_covers_another_and_all_lie_inside(catalogue: Catalogue) -> None:
    made = drawn(catalogue)
    assert len(made.boxes) == len(catalogue.roles)
    assert not [1 for n, one in enumerate(made.boxes) for other in made.boxes[n + 1 :] if overlap(one, other)]
    for box in made.boxes:
        assert 0 <= box.x <= made.width - WIDTH
        assert 0 <= box.y <= made.height - HEIGHT


def test_higher_roles_stand_further_up() -> None:
    boxes = {box.stop.role: box for box in drawn(CATALOGUE).boxes}
    for one in boxes.values():
        for other in boxes.values():
            if one.stop.seniority > other.stop.seniority:
                assert one.y < other.y


def test_a_large_catalogue_is_cut_and_says_how_much() -> None:
    made = drawn(plain(MOST_STOPS + 50))
    assert len(made.boxes) <= MOST_STOPS
    assert made.left_out == MOST_STOPS + 50 - len(made.boxes)


@each("title", ["x" * 5000, "word " * 900, "産品経理" * 50, "🚀" * 300, "a"])
def test_titles_are_broken_into_lines_that_fit(title: str) -> None:
    for box in drawn(plain(3, title.strip())).boxes:
        assert 1 <= len(box.lines) <= 2
        assert all(width(line.text) * 11.5 <= WIDTH for line in box.lines)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert fit("one two three four five six", 5, 2) == ("one two", "three fo…")
    assert fit("", 5, 2) == ()
    assert cut("short", 9) == "short"
    assert cut("something long", 5).endswith("…")


def bars_for(role: str, **held: object) -> Bars:
    asked = CATALOGUE.roles_by_id[role]
    standing = Standing(role=asked, role_basis="given", **held)  # type: ignore[arg-type]
    found = assess(CATALOGUE, standing, asked, None)
    skills = tuple(CATALOGUE.skills_by_id)
    return bars_of(found, Ground(CATALOGUE, "", standing), [CategoryData(None, "All", skills)])


def test_unknown_spans_worst_to_best_and_not_applicable_is_left_out() -> None:
    asked = CATALOGUE.roles_by_id["senior-pm"].skills
    first, second, third, *_ = asked
    drawn = bars_for("senior-pm", levels={first: 1}, present=frozenset({second}), not_applicable={third: "no"})
    made = skill_bars(drawn)
    bars = {bar.finding.subject: bar for bar in made.all}
    assert third not in bars
    assert [finding.subject for finding in made.left_out] == [third]
    entry, level = asked[first].level - 1, asked[first].level
    assert bars[first].missing == (FULL / 4, FULL / 4 * (entry - 1))
    assert bars[first].grow == (FULL / 4 * entry, FULL / 4)
    assert (bars[first].entry, bars[first].level) == (FULL / 4 * entry, FULL / 4 * level)
    assert bars[first].open is None
    # Held at a level that nobody gave: at least the lowest.
    assert bars[second].open == (FULL / 4, FULL / 4 * (asked[second].level - 2))
    rest = [bar for skill, bar in bars.items() if skill not in (first, second)]
    assert all(bar.open == (0, bar.entry) and bar.held == 0 for bar in rest)
    assert [bar.number for bar in made.all] == list(range(1, len(asked)))


def some(made: Bars, bars: tuple[Bar, ...]) -> Bars:
    return made._replace(groups=(BarGroup("All", bars),))


def test_the_radar_has_both_cases_of_what_is_unknown() -> None:
    made = bars_for("senior-pm", levels=dict.fromkeys(CATALOGUE.skills_by_id, 4))
    shape = radar(made)
    assert shape is not None
    assert shape.best is None
    assert {dot.sign for dot in shape.dots} == {"met"}
    open_shape = radar(bars_for("senior-pm"))
    assert open_shape is not None
    assert open_shape.best == open_shape.entry != open_shape.worst
    assert radar(some(made, made.all[:2])) is None
    assert radar(some(made, made.all * 5)) is None
    assert len(made.all) * 5 > MOST_AXES


def progress_of(held: list[Held], days: list[str]) -> ProgressData:
    today = entry_of(CATALOGUE, "", Standing(), date.fromisoformat(DAY), None)
    entries = tuple(today.model_copy(update={"date": day}) for day in days)
    line = SkillOverTime("coaching", tuple(held))
    return ProgressData(
        *("2.0", "progress", DAY, None, Ground(CATALOGUE, ""), None, Ground(CATALOGUE, ""), 1),
        entries=entries,
        over_time=(line,),
    )


def test_a_line_breaks_where_nothing_was_rated() -> None:
    one, two, nothing = Held("rated", 1, "low"), Held("rated", 2, "high"), Held("unknown", None, None)
    [line] = level_lines(progress_of([one, nothing, one, two], ["2025-01-01", "2025-02-01", "2025-03-01", DAY]), 4)
    assert line.path.count("M") == 2
    assert line.path.count("H") == 1
    assert [word for _, word in line.words] == ["low", "not rated", "low", "high"]
    xs = [point.x for point in line.points]
    assert all(before < after for before, after in pairwise(xs))
    assert level_lines(progress_of([nothing], [DAY]), 4) == ()


def test_days_that_go_back_are_set_apart_all_the_same() -> None:
    one = Held("rated", 1, "low")
    [line] = level_lines(progress_of([one, one, one], [DAY, "2025-01-01", DAY]), 4)
    assert len({point.x for point in line.points}) == 3


@each(("years", "ticks"), [(0, range(1)), (1, range(3, 6)), (80, range(5, 12))])
def test_a_timeline_has_room_for_its_days(years: int, ticks: range) -> None:
    by = f"{2026 + years}-11-22"
    spans = (CalendarSpan(DAY, DAY, "fast", 2), CalendarSpan(DAY, by, "slow", 2))
    lines = (CalendarLine("A", "a", False, spans), CalendarLine("B", "b", False, ()))
    made = timeline(Calendar(lines, DAY, 3, by))
    assert made is not None
    assert len(made.ticks) in ticks
    dated, undated = made.rows
    assert undated.spans == ()
    fast, slow = dated.spans
    assert (fast.kind, slow.kind) == ("fast", "slow")
    assert made.left == fast.x == fast.end == slow.x <= slow.end <= made.width
    assert timeline(Calendar(lines[1:], DAY, 3, by)) is None


def test_of_too_many_moves_the_own_are_drawn() -> None:
    roles = "".join(f"  - {{id: r{n}, title: R, seniority: {n // 9}}}\n" for n in range(45))
    catalogue = parse_catalogue(f"scale: [one]\nroles:\n{roles}", "dense.yaml")
    answer = next_moves(catalogue, Standing(role=catalogue.roles_by_id["r0"], role_basis="given"))
    made = ladder_map(ladder(catalogue, answer))
    assert made.moves_left_out
    assert {curve.role for curve in made.curves} == {"next"}
    assert len(made.curves) == 9
    assert not drawn(CATALOGUE).moves_left_out
