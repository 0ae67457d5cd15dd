"""The small parts of benchmarks and drills."""

from __future__ import annotations

import io
import random
import tarfile
from collections import Counter
from pathlib import Path

import httpx
import pytest

from backend.common.numbers import check_phone, parse_id_number
from bench import report
from bench.drills.__main__ import conclusion
from bench.drills.clients import Told, is_definite
from bench.drills.journal import Ack
from bench.drills.nemesis import plan
from bench.drills.papers import papers
from bench.drills.restore import flipped
from bench.load import Figures, Prepared


def figures(per_second: float, cpu_us: float) -> Figures:
    return Figures(per_second, 1.0, 2.0, cpu_us, {"200": 1}, 0)


def test_ratios_are_against_the_median_hello_of_the_run() -> None:
    hellos = [figures(1000, 100), figures(4000, 40), figures(1200, 90)]
    hello, guide = report.lines({"guide": figures(600, 180)}, hellos)
    assert (hello.rate_ratio, hello.cpu_ratio) == (1.0, 1.0)
    assert (guide.rate_ratio, guide.cpu_ratio) == (0.5, 2.0)
    assert report.table([hello, guide]).count("\n") == 3


def test_a_request_is_one_line_for_wrk() -> None:
    line = Prepared("POST", "/a", {"X": "1", "Y": "2"}, "{}").line()
    assert line == "POST\t/a\tX: 1|Y: 2\t{}"


@pytest.mark.parametrize("kills", [15, 20, 21])
def test_every_kind_is_killed_at_least_five_times(kills: int) -> None:
    victims = plan(kills, random.Random(7))
    assert len(victims) == kills
    assert min(Counter(victims).values()) >= 5
    assert victims == plan(kills, random.Random(7)), "a seed can be run again"


@pytest.mark.parametrize(
    ("status", "code", "definite"),
    [
        (200, None, True),
        (409, "slot_taken", True),
        (404, "not_found", True),
        (409, "in_progress", False),
        (429, "too_many_requests", False),
        (500, "internal", False),
        (503, "unavailable", False),
    ],
)
def test_only_some_answers_are_definite(status: int, code: str | None, definite: bool) -> None:
    assert is_definite(httpx.Response(status, json={"code": code} if code else {})) is definite


def test_acknowledged_rows_are_found_in_a_body() -> None:
    body = {"items": [{"id": "m1"}], "ticket": None, "id": "a1", "state": "held", "version": 1}
    assert Told("appointment", creates=True).acks(body) == [Ack("appointment", "a1", "held", 1, True)]
    assert Told("words", "items.0").acks(body) == [Ack("words", "m1")]
    assert Told("words", "items.-1").acks(body) == [Ack("words", "m1")]
    assert Told("ticket", "ticket").acks(body) == []


def test_papers_hold_and_differ() -> None:
    people = [papers(number) for number in range(500)]
    assert all(parse_id_number(who.id_number) and check_phone(who.phone) for who in people)
    assert len({who.name for who in people}) == len({who.id_number for who in people}) == 500


def test_the_control_backup_differs_in_one_byte_of_the_dump(tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    with tarfile.open(file, "w") as archive:
        for name, content in (("manifest.json", b"{}"), ("database.dump", bytes(1000))):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    (tmp_path / "damaged.tar").write_bytes(flipped(file))
    with tarfile.open(tmp_path / "damaged.tar") as archive:
        dump, manifest = archive.extractfile("database.dump"), archive.extractfile("manifest.json")
        assert dump is not None
        assert manifest is not None
        assert sum(byte != 0 for byte in dump.read()) == 1
        assert manifest.read() == b"{}"


@pytest.mark.parametrize(
    ("broken", "control", "code"),
    [([], False, 0), (["history"], False, 1), (["history"], True, 0), ([], True, 1)],
)
def test_a_control_that_breaks_nothing_is_the_failure(broken: list[str], control: bool, code: int) -> None:
    shown, exit_code = conclusion({"broken": broken}, control)
    assert exit_code == code
    assert shown.get("control") == ({True: "caught", False: "not caught"}[bool(broken)] if control else None)
