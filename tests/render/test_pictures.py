"""Pictures in plain signs: a gap is always seen, nothing is drawn that is not meant, and all of it fits."""

from __future__ import annotations

from typing import Any

from pmladder.catalogue.models import Catalogue
from pmladder.engine.ladder import ladder
from pmladder.engine.route import routes
from pmladder.engine.suggest import gap, next_moves
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from pmladder.render.screen import WIDEST, Signs
from pmladder.render.signs.bars import bar_signs
from pmladder.render.signs.ladder import ladder_signs
from pmladder.report.blocks import Paragraph, Plain, Table
from pmladder.report.drawings import bars_of, categories_of
from pmladder.report.ground import Ground
from rows import each

BUILTIN = load_catalogue()


def of_one_skill(top: int, level: int, entry: int) -> Catalogue:
    """A catalogue with a scale of `top` levels, and a role that asks for one skill."""
    return Catalogue.model_validate(
        {
            "scale": [{"name": f"level {number}"} for number in range(1, top + 1)],
            "skills": [{"id": "craft", "name": "Craft"}],
            "roles": [{"id": "maker", "title": "Maker", "skills": {"craft": {"level": level, "entry": entry}}}],
        }
    )


def chart(catalogue: Catalogue, target: str, **profile: Any) -> tuple[dict[str, str], str]:
    """The bars of a gap chart by name, and the legend under it."""
    standing = standing_of(Profile.model_validate(profile), catalogue, None)
    _, standing, assessment = gap(catalogue, standing, catalogue.roles_by_id[target])
    drawn = bars_of(assessment, Ground(catalogue, "", standing), tuple(categories_of(catalogue)))
    blocks = tuple(bar_signs(drawn))
    bars = {name: signs for block in blocks if isinstance(block, Signs) for name, signs in block.rows}
    return bars, " ".join(block.text for block in blocks if isinstance(block, Paragraph))


@each("top", [1, 2, 3, 4, 5, 7, 12, 24, 25, 60, 99])
def test_a_bar_tells_held_from_asked_on_any_scale(top: int) -> None:
    for entry, level in {(1, 1), (1, top), ((top + 1) // 2, top), (top, top)}:
        for held in {0, 1, entry - 1, entry, level, top}:
            bars, _ = chart(of_one_skill(top, level, entry), "maker", skills={"craft": held})
            signs, figures = bars["Craft"].split()
            assert figures == f"{held}/{entry}/{level}"
            assert signs.count("|") == 1
            assert ("-" in signs) == (held < entry)
            assert ":" not in signs or max(held, entry) < level
            assert "+" not in signs or held > level
            assert "?" not in signs
            assert len(bars["Craft"]) <= WIDEST
        bars, _ = chart(of_one_skill(top, level, entry), "maker", skills={"craft": {}})
        assert ("?/" in bars["Craft"].split()[1]) == ("?" in bars["Craft"])
        assert "-" not in bars["Craft"]


def test_what_nobody_rated_spans_from_the_worst_case_to_the_best() -> None:
    skills = {"coaching": {"evidence": ["a"]}, "communication": {"not_applicable": "no"}, "product-strategy": 4}
    bars, legend = chart(BUILTIN, "group-pm", skills=skills)
    assert bars["Coaching and mentoring"] == "###??????|...  ?/3/3"
    assert bars["Problem framing"] == "?????????|:::  ?/3/4"
    assert bars["Product strategy"] == "#########|+++  4/3/3"
    assert "Communication" not in bars
    assert "not applicable: 1 skill" in legend


def test_what_is_presumed_has_a_sign_of_its_own_and_must_haves_to_show_a_mark() -> None:
    bars, legend = chart(BUILTIN, "group-pm", years=6, skills={"communication": 3})
    assert bars["Communication"] == "#########|:::  3/3/4"
    assert bars["Portfolio management"] == "===---|:::...  1/2/3  !"
    assert "= held by your role" in legend
    assert "?" not in legend


def test_skills_stand_under_their_categories_and_none_is_lost() -> None:
    bars, _ = chart(BUILTIN, "director", years=6)
    heads = [name for name, signs in bars.items() if not signs]
    assert heads == [category.name for category in BUILTIN.categories]
    assert len(bars) - len(heads) == len(BUILTIN.roles_by_id["director"].skills)


def drawn(catalogue: Catalogue, goal: str | None = None, **profile: Any) -> tuple[Table, str]:
    """The map of a person, and the text under it."""
    standing = standing_of(Profile.model_validate({**profile, "goal": goal}), catalogue, None)
    answer = next_moves(catalogue, standing)
    present = answer.placement.role
    assert present is not None
    way = routes(catalogue, standing, present, catalogue.roles_by_id[goal]).found[0] if goal else None
    blocks: tuple[Plain, ...] = tuple(ladder_signs(ladder(catalogue, answer, way)))
    [table] = [block for block in blocks if isinstance(block, Table)]
    return table, " ".join(block.text for block in blocks if isinstance(block, Paragraph))


@each("role", [role.id for role in BUILTIN.roles if role.family == "core"])
def test_a_map_marks_where_one_is_and_what_comes_next(role: str) -> None:
    table, text = drawn(BUILTIN, role=role)
    cells = [cell.text for row in table.rows for cell in row[1:] if cell.text]
    title = BUILTIN.roles_by_id[role].title
    assert cells.count(f"@ {title}") == 1
    assert "you are here" in text
    moves = BUILTIN.moves.get(role, ())
    ranks = sorted(int(cell.split()[0][1:]) for cell in cells if cell.startswith("#"))
    assert ranks == list(range(1, len(moves) + 1))
    core = [r for r in BUILTIN.roles if r.family == "core"]
    assert {r.title for r in core} <= {cell.split(" ", 1)[1] if cell[0] in "@#" else cell for cell in cells}
    rungs = [int(row[0].text) for row in table.rows]
    assert rungs == sorted(rungs, reverse=True)


def test_a_map_tells_the_way_to_the_goal() -> None:
    table, text = drawn(BUILTIN, goal="cpo", role="senior-pm")
    cells = [cell.text for row in table.rows for cell in row]
    assert ">2 * Chief product officer" in cells
    assert "Senior product manager → Head of product → Chief product officer" in text


def test_a_large_ladder_is_drawn_with_what_is_marked() -> None:
    roles = [{"id": f"r{n}", "title": f"R{n}", "track": f"t{n % 7}", "seniority": n} for n in range(200)]
    moves = [{"from": f"r{n}", "to": f"r{n + 1}"} for n in range(199)]
    catalogue = Catalogue.model_validate({"scale": [{"name": "one"}], "roles": roles, "transitions": moves})
    table, text = drawn(catalogue, goal="r12", role="r10")
    assert [cell.text for row in table.rows for cell in row if cell.text and not cell.text.isdecimal()] == [
        ">2 * R12",
        "#1 >1 R11",
        "@ R10",
    ]
    assert "Not drawn: 197 roles" in text
