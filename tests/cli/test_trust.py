"""What is trusted of what lies around: settings that are found, files that a ladder extends."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from cli.conftest import Run
from pmladder.errors import InputError
from pmladder.files import catalogue_file
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from rows import each

SOUND = "roles: [{id: pm, title: PM, skills: {a: 1}}]\n"


@pytest.fixture
def strangers(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Files in this set belong to somebody else."""
    names: set[str] = set()
    real = {"stat": os.stat, "lstat": os.lstat}

    def seen(call: str) -> object:
        def status(path: object, *rest: object, **named: object) -> object:
            found = real[call](path, *rest, **named)  # type: ignore[call-overload]
            if str(path) not in names:
                return found
            values = list(found)
            values[4] = 54_321
            return os.stat_result(values)

        return status

    if not hasattr(os, "geteuid"):
        pytest.skip("files have no owners here")
    for call in real:
        monkeypatch.setattr(os, call, seen(call))
    return names


class TestSettings:
    def test_those_of_somebody_else_are_left_out_and_named(
        self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strangers: set[str]
    ) -> None:
        below = tmp_path / "shared" / "work"
        below.mkdir(parents=True)
        (tmp_path / "pmladder.yaml").write_text("format: csv\n", "utf-8")
        theirs = tmp_path / "shared" / "pmladder.yaml"
        theirs.write_text("format: json\nprofile: stolen.yaml\n", "utf-8")
        strangers.add(str(theirs))
        monkeypatch.chdir(below)
        ran = pmladder("roles")
        assert ran.code == 0
        assert ran.out.startswith("id,title")
        assert ran.err.count(str(theirs)) == 2
        assert "belongs to somebody else" in ran.err
        assert "stolen" not in pmladder("profile", "set", "people=2").err
        assert not (tmp_path / "shared" / "stolen.yaml").exists()

    def test_a_link_of_somebody_else_counts_no_more(
        self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strangers: set[str]
    ) -> None:
        (tmp_path / "real.yaml").write_text("format: json\n", "utf-8")
        link = tmp_path / "pmladder.yaml"
        link.symlink_to(tmp_path / "real.yaml")
        strangers.add(str(link))
        monkeypatch.chdir(tmp_path)
        assert "is left out" in pmladder("roles").err

    @each("named", ["option", "environment"])
    def test_those_that_are_named_count_whoever_owns_them(
        self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strangers: set[str], named: str
    ) -> None:
        theirs = tmp_path / "checkout" / "pmladder.yaml"
        theirs.parent.mkdir()
        theirs.write_text("format: json\ncatalogue: ladder.yaml\n", "utf-8")
        (theirs.parent / "ladder.yaml").write_text(SOUND, "utf-8")
        strangers.add(str(theirs))
        monkeypatch.chdir(theirs.parent)
        if named == "environment":
            monkeypatch.setenv("PMLADDER_SETTINGS", str(theirs))
        ran = pmladder("roles", *(["--settings", theirs] if named == "option" else []))
        assert (ran.code, ran.err) == (0, "")
        assert len(json.loads(ran.out)["roles"]) == 1

    def test_named_ones_that_are_not_there_are_missed(self, pmladder: Run, tmp_path: Path) -> None:
        ran = pmladder("roles", "--settings", tmp_path / "missing.yaml")
        assert (ran.code, ran.out) == (3, "")
        assert "there is no such file" in ran.err

    def test_a_place_that_settings_chose_is_named_before_anything_is_saved_there(
        self, pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "pmladder.yaml").write_text("profile: shared.yaml\n", "utf-8")
        monkeypatch.chdir(tmp_path)
        ran = pmladder("profile", "set", "people=2")
        assert ran.code == 0
        assert ran.err.startswith(f"saving in {tmp_path / 'shared.yaml'}, which the settings in {tmp_path}")
        assert "saving in" not in pmladder("profile", "set", "people=3", "--profile", "shared.yaml").err


class TestExtends:
    def test_a_base_beside_or_below_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "below").mkdir()
        (tmp_path / "below" / "base.yaml").write_text(SOUND, "utf-8")
        (tmp_path / "over.yaml").write_text("extends: below/base.yaml\n", "utf-8")
        assert load_catalogue(str(tmp_path / "over.yaml")).roles_by_id.keys() == {"pm"}

    @each("way", ["../base.yaml", "{folder}/base.yaml", "link.yaml"])
    def test_one_outside_is_refused_unless_it_is_allowed(self, pmladder: Run, tmp_path: Path, way: str) -> None:
        folder = tmp_path / "own"
        folder.mkdir()
        (tmp_path / "base.yaml").write_text(SOUND, "utf-8")
        (folder / "link.yaml").symlink_to(tmp_path / "base.yaml")
        over = folder / "over.yaml"
        over.write_text(f"extends: {way.format(folder=tmp_path)}\n", "utf-8")
        for command in (
            ("roles", "--catalogue", over),
            ("catalogue", "check", over),
            ("catalogue", "diff", over, over),
        ):
            ran = pmladder(*command)
            assert ran.code == 3
            assert f"{over}:1:10: extends: " in ran.err
            assert "--allow-outside" in ran.err
            assert pmladder(*command, "--allow-outside").code == 0

    @each("kind", ["folder", "file"])
    def test_one_of_the_same_git_repository_is_read(self, tmp_path: Path, kind: str) -> None:
        mark, deep = tmp_path / ".git", tmp_path / "teams" / "one"
        deep.mkdir(parents=True)
        if kind == "folder":
            mark.mkdir()
        else:
            mark.write_text("gitdir: /somewhere/else\n", "utf-8")
        (tmp_path / "base.yaml").write_text(SOUND, "utf-8")
        (deep / "over.yaml").write_text("extends: ../../base.yaml\n", "utf-8")
        assert load_catalogue(str(deep / "over.yaml")).roles
        # A repository within it is another one.
        (deep / ".git").mkdir()
        with pytest.raises(InputError, match="allow-outside"):
            load_catalogue(str(deep / "over.yaml"))
        assert load_catalogue(str(deep / "over.yaml"), allow_outside=True).roles

    @each(
        "secret",
        [
            "root:$6$hunter2:19000:0\ndaemon:hunter2\n",
            "hunter2: 1\nroles: []\n",
            "roles: [{id: a, title: {hunter2: 1}}]\n",
            "roles: [{id: a, title: A, skills: {hunter2: hunter2}}]\n",
            "a: &hunter2 1\nb: *hunter3\n",
            "hunter2: 1\nhunter2: 2\n",
            "- hunter2\n",
            '{"hunter2": 1, "hunter2": 2}',
            "hunter2: \x1b\n",
            "transitions: [{from: hunter2, to: hunter2}]\nroles: [{id: a, title: A}]\n",
        ],
    )
    def test_what_is_wrong_in_a_base_is_told_without_its_words(
        self, pmladder: Run, tmp_path: Path, secret: str
    ) -> None:
        base, over = tmp_path / "base.yaml", tmp_path / "over.yaml"
        base.write_text(secret, "utf-8")
        over.write_text("extends: base.yaml\nroles: [{id: b, title: B}]\n", "utf-8")
        for command in (("roles", "--catalogue", over), ("catalogue", "check", over)):
            for form in ("table", "json", "csv"):
                ran = pmladder(*command, "-f", form)
                assert ran.code in (1, 3)
                assert "hunter" not in ran.out + ran.err
                assert "base.yaml" in "".join((ran.out + ran.err).split())

    def test_what_is_wrong_with_a_sound_base_only_as_it_is_extended_is_told(
        self, pmladder: Run, tmp_path: Path
    ) -> None:
        skills = "{x: {level: 1, sources: [handbook]}}"
        (tmp_path / "base.yaml").write_text(
            f"sources: [{{id: handbook, title: H}}]\nroles: [{{id: a, title: A, skills: {skills}}}]\n", "utf-8"
        )
        over = tmp_path / "over.yaml"
        over.write_text("extends: base.yaml\nsources: [{id: handbook, remove: true}]\n", "utf-8")
        ran = pmladder("roles", "--catalogue", over)
        assert ran.code == 3
        assert f"{tmp_path / 'base.yaml'}:2:" in ran.err
        assert 'unknown source "handbook"' in ran.err

    @pytest.mark.slow
    def test_limits_hold_for_all_files_of_a_chain_together(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        roles = "".join(f"- {{id: r{{0}}-{number}, title: Role {{0}} {number}}}\n" for number in range(300))
        for number in range(6):
            above = f"extends: f{number - 1}.yaml\n" if number else ""
            text = f"{above}roles:\n{roles}".replace("{0}", str(number)).replace("{{", "{").replace("}}", "}")
            (tmp_path / f"f{number}.yaml").write_text(text, "utf-8")
        top = str(tmp_path / "f5.yaml")
        assert len(load_catalogue(top).roles) == 1_800
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr(catalogue_file, "MOST_VALUES", 3_000)
        with pytest.raises(InputError, match="more than 3,000 values together"):
            load_catalogue(top)
        monkeypatch.setattr(catalogue_file, "LIMIT", 20_000)
        with pytest.raises(InputError, match="MiB together"):
            load_catalogue(top)

    @pytest.mark.slow
    def test_a_chain_as_large_as_it_may_not_be_is_soon_refused(self, tmp_path: Path) -> None:
        cells = ", ".join(f"s{number}: 1" for number in range(25))
        for number in range(8):
            above = f"extends: f{number - 1}.yaml\n" if number else ""
            roles = "".join(
                f"- {{id: r{number}-{n}, title: R{number} {n}, skills: {{{cells}}}}}\n" for n in range(4000)
            )
            (tmp_path / f"f{number}.yaml").write_text(f"{above}roles:\n{roles}", "utf-8")
        begun = time.process_time()
        with pytest.raises(InputError, match="together with those above"):
            load_catalogue(str(tmp_path / "f7.yaml"))
        assert time.process_time() - begun < 10

    def test_standard_input_stands_in_the_working_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "base.yaml").write_text(SOUND, "utf-8")
        monkeypatch.chdir(tmp_path)
        assert parse_catalogue("extends: base.yaml\n", "-").roles
        (tmp_path / "own").mkdir()
        monkeypatch.chdir(tmp_path / "own")
        with pytest.raises(InputError, match="allow-outside"):
            parse_catalogue("extends: ../base.yaml\n", "-")
