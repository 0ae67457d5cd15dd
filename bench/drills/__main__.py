"""`python3 dev.py drill NAME [options]`: the last line is one JSON object; exit 1 when a promise breaks.

``--control`` switches a guard off: the drill must notice, or it proves nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bench.drills import booking
from bench.drills.restore import restore
from bench.drills.sla import sla
from bench.drills.sla_year import year
from bench.drills.storm import Options, walks

Drill = Callable[[Path], Coroutine[Any, Any, dict[str, Any]]]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py drill", description=__doc__)
    drills = parser.add_subparsers(dest="name", required=True)
    storm = drills.add_parser("walks", help="kill web, jobs and PostgreSQL during the four walks")
    storm.add_argument("--kills", type=int, default=20)
    storm.add_argument("--minutes", type=float, default=None, help="spread the kills over this time")
    back = drills.add_parser("restore", help="back up under load and restore elsewhere")
    back.add_argument("--load-seconds", type=float, default=20.0, help="load before the backup begins")
    sale = drills.add_parser("booking", help="kill web nodes, backends and the postmaster during a contested sale")
    sale.add_argument("--confirmed", type=int, default=5_000, help="bookings to be confirmed")
    sale.add_argument("--kills", type=int, default=20)
    terms = drills.add_parser("sla", help="deadlines against a slow reference")
    terms.add_argument("--cases", type=int, default=100_000)
    whole = drills.add_parser("sla-year", help="a simulated year of timers with kills and clock jumps")
    whole.add_argument("--matters", type=int, default=300, help="consultations of the year")
    whole.add_argument("--kills", type=int, default=40)
    for one, citizens in ((storm, 12), (back, 12), (sale, 32)):
        one.add_argument("--citizens", type=int, default=citizens, help="citizens who come at once")
    for one in (storm, back, sale, terms, whole):
        one.add_argument("--seed", type=int, default=1)
        one.add_argument("--control", action="store_true", help="switch the guard off; it must be caught")
        one.add_argument("--keep", action="store_true", help="keep the folder with data, logs and histories")
    return parser.parse_args()


def _drill(given: argparse.Namespace) -> Drill:
    if given.name == "walks":
        options = Options(given.kills, given.seed, given.minutes, given.citizens, given.control)
        return lambda folder: walks(options, folder)
    if given.name == "booking":
        sale = booking.Options(given.confirmed, given.kills, given.seed, given.citizens, control=given.control)
        return lambda folder: booking.booking(sale, folder)
    if given.name == "sla":
        return lambda _folder: asyncio.to_thread(sla, given.cases, given.seed, given.control)
    if given.name == "sla-year":
        return lambda folder: year(given.matters, given.kills, given.seed, given.control, folder)
    return lambda folder: restore(given.seed, given.citizens, given.load_seconds, given.control, folder)


def conclusion(figures: dict[str, Any], control: bool) -> tuple[dict[str, Any], int]:
    """What to print and the exit code: a control that breaks nothing is the failure."""
    if not control:
        return figures, 1 if figures["broken"] else 0
    caught = bool(figures["broken"])
    return figures | {"control": "caught" if caught else "not caught"}, 0 if caught else 1


def main() -> int:
    """Run one drill in a temporary folder, which stays when something broke."""
    given = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="yichuang-drill-"))
    code = 1
    try:
        figures, code = conclusion(asyncio.run(_drill(given)(folder)), given.control)
        print(json.dumps({"drill": given.name, **figures}, ensure_ascii=False))
        if given.name == "booking":
            print(json.dumps({name: figures[name] for name in booking.FIGURES}))
    finally:
        if code or given.keep:
            print(f"· kept: {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
