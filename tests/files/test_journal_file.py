"""The journal's file: nothing is lost, nothing is half written, and what is damaged is refused and left alone."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmladder.errors import InputError, SurroundingsError, UsageError
from pmladder.files.journal_file import append_entry, journal_path, read_journal
from pmladder.formats.journal_lines import line_of
from pmladder.profile.journal import AskedThen, CatalogueThen, Entry, HoldingThen, RoleThen, SkillThen


def entry(**said: object) -> Entry:
    catalogue = CatalogueThen(id="small", version="1", digest="ab", scale=("basic", "solid"))
    return Entry.model_validate({"date": "2026-11-22", "catalogue": catalogue, "levels": {"craft": 1}, **said})


@pytest.fixture
def profile(tmp_path: Path) -> str:
    return str(tmp_path / "profile.yaml")


def journal_of(profile: str) -> Path:
    return Path(journal_path(profile))


def test_where_the_journal_is(tmp_path: Path) -> None:
    assert journal_path("profile.yaml") == "profile.journal.jsonl"
    assert journal_path("a.b/ada.2026.json") == "a.b/ada.2026.journal.jsonl"
    assert journal_path("ada") == "ada.journal.jsonl"
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")
    assert journal_path(str(tmp_path / "link.yaml")) == str(tmp_path / "real.journal.jsonl")
    with pytest.raises(UsageError):
        journal_path("-")


def test_entries_come_back_as_they_were_in_order(profile: str) -> None:
    role = RoleThen(
        title="Señor — 製品",
        why=("next", "goal"),
        verdict="cannot-say",
        skills={"craft": SkillThen(entry=1, level=2)},
        must_have=("craft",),
        others=(
            AskedThen(axis="time-on-track", subject="individual or management", entry=2.5, level=2.5),
            AskedThen(axis="education", subject="education", level=2, must_have=True),
        ),
    )
    years = HoldingThen(axis="years-in-product", subject="years-in-product", low=6, high=6, basis="given")
    entries = [
        entry(date="2026-11-22", asked={"senior": role}, held=(years,)),
        entry(date="2020-01-01", present=("talk",)),  # the clock went back
        entry(date="2026-11-23", not_applicable=("talk",), levels={}),
    ]
    assert read_journal(profile) == ()
    for number, made in enumerate(entries, 1):
        assert append_entry(profile, made).sequence == number
    read = read_journal(profile)
    assert [one.sequence for one in read] == [1, 2, 3]
    assert [one.model_copy(update={"sequence": 0}) for one in read] == entries
    lines = journal_of(profile).read_text("ascii").splitlines()
    assert [json.loads(line)["sequence"] for line in lines] == [1, 2, 3]


def test_a_new_journal_begins_with_what_was_held_before(profile: str) -> None:
    before = entry(levels={"craft": 1})
    for level in (2, 1):
        append_entry(profile, entry(levels={"craft": level}), before)
    told = [(one.sequence, one.baseline, dict(one.levels)) for one in read_journal(profile)]
    assert told == [(1, True, {"craft": 1}), (2, False, {"craft": 2}), (3, False, {"craft": 1})]


def test_a_journal_of_before_baselines_stays_as_it_is(profile: str) -> None:
    append_entry(profile, entry())
    old = journal_of(profile).read_text()
    assert "baseline" not in old
    append_entry(profile, entry(levels={"craft": 2}), entry(levels={}, present=("craft",)))
    assert journal_of(profile).read_text().startswith(old)
    assert [one.baseline for one in read_journal(profile)] == [False, False]


def test_the_owner_alone_may_read_it(profile: str) -> None:
    old = os.umask(0)
    try:
        append_entry(profile, entry())
        journal_of(profile).chmod(0o644)
        append_entry(profile, entry())
    finally:
        os.umask(old)
    assert {path.stat().st_mode & 0o777 for path in journal_of(profile).parent.iterdir()} == {0o600}


def test_a_line_without_an_end_gets_one(profile: str) -> None:
    journal_of(profile).write_text(line_of(entry(sequence=4)).rstrip("\n"))
    append_entry(profile, entry())
    assert [one.sequence for one in read_journal(profile)] == [4, 5]


GOOD = line_of(entry(sequence=1)) + line_of(entry(sequence=2))
DAMAGED = {
    "empty": b"",
    "blank": b"\n\n",
    "cut": GOOD.encode()[:-40],
    "zeros": b"\0" * 4096,
    "zeros behind": GOOD.encode() + b"\0\0\0",
    "binary": bytes(range(256)),
    "not ours": b"name: Ada\nrole: pm\n",
    "not ours, JSON": b'{"a": 1}\n',
    "a list": b"[1, 2]\n",
    "a word": b"true\n",
    "nothing": b"null\n",
    "a number": b"7\n",
    "a text": b'"\\u001b[2J"\n',
    "a blank line": GOOD.replace("\n", "\n\n", 1).encode(),
    "twice the same": (line_of(entry(sequence=1)) * 2).encode(),
    "out of order": (line_of(entry(sequence=2)) + line_of(entry(sequence=1))).encode(),
    "no sequence": line_of(entry()).encode(),
    "no such day": GOOD.replace("2026-11-22", "2026-02-30", 1).encode(),
    "no such level": GOOD.replace('"craft":1', '"craft":"one"', 1).encode(),
    "equal keys": GOOD.replace('"date"', '"date":"2020-01-01","date"', 1).encode(),
    "unknown key": GOOD.replace('"levels"', '"levles"', 1).encode(),
    "invisible": GOOD.replace('"small"', '"sm\\u202eall"', 1).encode(),
    "UTF-16": GOOD.encode("utf-16"),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_journal_is_refused_and_left_as_it_is(profile: str, damage: bytes) -> None:
    journal = journal_of(profile)
    journal.write_bytes(damage)
    for attempt in (lambda: read_journal(profile), lambda: append_entry(profile, entry())):
        with pytest.raises(InputError) as refused:
            attempt()
        assert refused.value.file == str(journal)
        assert journal.read_bytes() == damage
    assert not list(journal.parent.glob("*.tmp")) + list(journal.parent.glob(".*.tmp"))


def test_every_damaged_line_is_named(profile: str) -> None:
    lines = [line_of(entry(sequence=number)) for number in range(1, 6)]
    lines[1], lines[3] = "{\n", lines[3].replace("craft", "no id at all", 1)
    journal_of(profile).write_text("".join(lines))
    with pytest.raises(InputError) as refused:
        read_journal(profile)
    assert [problem.line for problem in refused.value.problems] == [2, 4]
    assert "Ada" not in str(refused.value)


def test_a_journal_that_cannot_be_one_is_refused(profile: str) -> None:
    journal_of(profile).mkdir()
    for attempt in (lambda: read_journal(profile), lambda: append_entry(profile, entry())):
        with pytest.raises((InputError, SurroundingsError)):
            attempt()


def test_a_full_journal_stays_readable(profile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    append_entry(profile, entry())
    monkeypatch.setattr("pmladder.files.journal_file.LIMIT", journal_of(profile).stat().st_size + 20)
    with pytest.raises(InputError, match="full"):
        append_entry(profile, entry())
    assert len(read_journal(profile)) == 1


CALLS = ("open", "fchmod", "write", "fsync", "replace")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("call", CALLS)
def test_a_failing_call_leaves_the_old_journal(
    profile: str, call: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_entry(profile, entry())
    before = journal_of(profile).read_bytes()

    def failing(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        if call == "open":
            patch.setattr("pmladder.files.saving.os.open", fails_on_new(os.open, failing))
        elif call == "write":
            patch.setattr("pmladder.files.saving.open", failing, raising=False)
        else:
            patch.setattr(f"pmladder.files.system.os.{call}", failing)
        with pytest.raises(SurroundingsError, match="nothing was changed"):
            append_entry(profile, entry())
    assert journal_of(profile).read_bytes() == before
    append_entry(profile, entry())
    assert len(read_journal(profile)) == 2


@pytest.mark.parametrize("call", CALLS[1:])
def test_a_journal_begins_with_both_lines_or_not_at_all(
    profile: str, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(f"pmladder.files.saving.{'open' if call == 'write' else f'os.{call}'}", failing, raising=False)
        with pytest.raises(SurroundingsError, match="nothing was changed"):
            append_entry(profile, entry(levels={"craft": 2}), entry())
    assert not journal_of(profile).exists()
    append_entry(profile, entry(levels={"craft": 2}), entry())
    assert [one.baseline for one in read_journal(profile)] == [True, False]


def fails_on_new(real: Callable[..., int], failing: Callable[..., None]) -> Callable[..., int]:
    def opened(path: object, flags: int, *rest: object, **named: object) -> int:
        if flags & os.O_EXCL:
            failing()
        return real(path, flags, *rest, **named)

    return opened


WRITER = """
import sys
from tests.files.test_journal_file import append_entry, entry
for _ in range(int(sys.argv[2])):
    append_entry(sys.argv[1], entry())
"""
ROOT = Path(__file__).parents[2]


def writer(profile: str, times: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, profile, str(times)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


@pytest.mark.slow
def test_writers_at_once_lose_nothing(profile: str) -> None:
    writers = [writer(profile, 12) for _ in range(3)]
    assert [one.wait(60) for one in writers] == [0, 0, 0], [one.stderr and one.stderr.read() for one in writers]
    assert [one.sequence for one in read_journal(profile)] == list(range(1, 37))


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_was_there(profile: str) -> None:
    append_entry(profile, entry())
    victim = writer(profile, 10_000)
    try:
        while len(read_journal(profile)) < 20:
            assert victim.poll() is None
    finally:
        victim.kill()
        victim.wait(10)
    kept = read_journal(profile)
    assert [one.sequence for one in kept] == list(range(1, len(kept) + 1))
    append_entry(profile, entry())
    assert len(read_journal(profile)) == len(kept) + 1
    assert not [path for path in journal_of(profile).parent.iterdir() if path.suffix == ".tmp"]
