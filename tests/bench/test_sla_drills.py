"""The two drills of the clocks, small; each control is caught."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from bench.drills import sla_year
from bench.drills.sla import sla
from bench.drills.sla_reference import Almanac, Step, reached
from tests.support import databases

ROOT = Path(__file__).resolve().parents[2]


def test_generated_deadlines_agree_with_the_reference() -> None:
    assert sla(400, seed=7, control=False)["broken"] == 0
    assert sla(60, seed=7, control=True)["broken"] > 0


def test_the_reference_counts_what_was_reached() -> None:
    almanac = sla_year._almanac([])
    monday = 4 * 24 * 60 + 9 * 60  # 2026-01-05 09:00: 1170 minutes to Wednesday 17:00
    assert reached(almanac, almanac, 0, monday, 2, [Step(monday + 2 * 1440, "stop")]) == {50}
    paused = [Step(monday, "pause"), Step(monday + 2 * 1440, "stop")]
    assert reached(almanac, almanac, 0, monday, 2, paused) == set()


async def test_a_year_of_timers_loses_and_doubles_nothing(template: tuple[str, object], tmp_path: Path) -> None:
    for control in (False, True):
        async with databases.copied(template[0]) as url:
            folder = tmp_path / str(control)
            folder.mkdir()
            code = (
                "import asyncio, json, sys; from pathlib import Path; from bench.drills.sla_year import year;"
                "print(json.dumps(asyncio.run(year(4, 2, 3, sys.argv[3] == 'True', Path(sys.argv[1]), sys.argv[2]))))"
            )
            command = [sys.executable, "-c", code, str(folder), url, str(control)]
            run = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, capture_output=True, check=False)
            assert run.returncode == 0, run.stderr.decode()[-2000:]
            figures = orjson.loads(run.stdout.splitlines()[-1])
            assert (figures["broken"] > 0) is control, figures


@pytest.mark.parametrize("special", [{}, {sla_year.FIRST: ()}])
def test_an_almanac_knows_its_closing(special: dict[object, tuple[()]]) -> None:
    almanac = Almanac(sla_year.FIRST, 3, sla_year.HOURS, special)  # type: ignore[arg-type]
    assert almanac.works(0) is not bool(special)
    assert almanac.closes(1) == 1440 + 1020
