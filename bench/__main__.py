"""`python3 dev.py bench [NAME] [--seconds N] [--connections N] [--json]`, `bench booking [--past N]`."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence

from bench import booking, report
from bench.cases import CASES
from bench.load import Figures, Prepared, Unsound, drive
from bench.server import HELLO
from bench.stage import Stage, staged

WARM_UP_SECONDS = 2


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="benchmarks: ratios within one run")
    parser.add_argument(
        "name", nargs="?", choices=[*sorted(CASES), "booking"], help="one benchmark; without it all of them"
    )
    parser.add_argument("--seconds", type=int, default=10, help="length of each run")
    parser.add_argument("--connections", type=int, default=32, help="connections that send at once")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--past", type=int, default=booking.MANY, help="past appointments, for booking; 0 for none")
    return parser.parse_args()


async def _drive(stage: Stage, requests: Sequence[Prepared], connections: int, seconds: int) -> Figures:
    def run() -> Figures:
        return drive(stage.base, stage.pid, requests, connections=connections, seconds=seconds)

    return await asyncio.to_thread(run)


async def _measure(names: Sequence[str], connections: int, seconds: int) -> list[report.Line]:
    """Hello before, between and after: the machine may change under a run."""
    hello = [Prepared("GET", HELLO)]
    measured: dict[str, Figures] = {}
    async with staged() as stage:
        await _drive(stage, hello, connections, WARM_UP_SECONDS)
        hellos = [await _drive(stage, hello, connections, seconds)]
        for name in names:
            print(f"· {name}", file=sys.stderr, flush=True)
            requests = await CASES[name](stage, seconds)
            measured[name] = await _drive(stage, requests, connections, seconds)
            hellos.append(await _drive(stage, hello, connections, seconds))
    return report.lines(measured, hellos)


def main() -> None:
    """Measure and print."""
    given = _arguments()
    if given.name == "booking":
        print(booking.text(asyncio.run(booking.measure(given.seconds, given.past))))
        return
    names = [given.name] if given.name else list(CASES)
    try:
        rows = asyncio.run(_measure(names, given.connections, given.seconds))
    except Unsound as problem:
        raise SystemExit(f"no figures: {problem}") from None
    print(json.dumps([row.as_json() for row in rows], ensure_ascii=False) if given.json else report.table(rows))


if __name__ == "__main__":
    main()
