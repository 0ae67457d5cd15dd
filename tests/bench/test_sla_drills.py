"""The two drills of the clocks, small; each control is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.drills import sla_year
from bench.drills.sla import sla
from bench.drills.sla_reference import Almanac, Step, reached
from tests.support import databases


def test_generated_deadlines_agree_with_the_reference() -> None:
    assert sla(400, seed=7, control=False)["broken"] == 0
    assert sla(60, seed=7, control=True)["broken"] > 0


def test_the_reference_counts_what_was_reached() -> None:
    almanac = sla_year._almanac([])
    monday = 4 * 24 * 60 + 9 * 60  # 2026-01-05 09:00: 1170 minutes to Wednesday 17:00
    assert reached(almanac, almanac, 0, monday, 2, [Step(monday + 2 * 1440, "stop")]) == {50}
    paused = [Step(monday, "pause"), Step(monday + 2 * 1440, "stop")]
    assert reached(almanac, almanac, 0, monday, 2, paused) == set()


@pytest.mark.parametrize("control", [False, True])
async def test_a_year_of_timers_loses_and_doubles_nothing(
    template: tuple[str, object], tmp_path: Path, control: bool
) -> None:
    async with databases.copied(template[0]) as url:
        figures = await sla_year.year(3, 2, 3, control, tmp_path, url)
    assert figures["expected"] > 10
    assert (figures["broken"] > 0) is control, figures


@pytest.mark.parametrize("special", [{}, {sla_year.FIRST: ()}])
def test_an_almanac_knows_its_closing(special: dict[object, tuple[()]]) -> None:
    almanac = Almanac(sla_year.FIRST, 3, sla_year.HOURS, special)  # type: ignore[arg-type]
    assert almanac.works(0) is not bool(special)
    assert almanac.closes(1) == 1440 + 1020
