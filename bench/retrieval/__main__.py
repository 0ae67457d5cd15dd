"""`python3 dev.py bench faq [--sets DIR] [--sizes N,N] [--seconds N] [--json]`; ``--help`` tells the rest."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.retrieval import live, table
from bench.retrieval.figures import Result
from bench.retrieval.methods import METHODS, OURS_TRAINED
from bench.retrieval.sets import names

SIZES = (1_000, 10_000, 100_000, 250_000)
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _words(text: str) -> list[str]:
    return text.split(",")


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="dev.py bench faq", description="our engine beside the usual libraries")
    parser.add_argument("--sets", type=Path, help="folder with public retrieval sets; without it our own content")
    parser.add_argument("--sizes", type=_numbers, default=list(SIZES), help="numbers of entries, as 1000,10000")
    parser.add_argument("--only", type=_words, default=[], help="names of sets, as gov-names,lcqmc28k")
    parser.add_argument("--methods", type=_words, default=[], help="parts of names of methods, as yichuang,bm25s")
    parser.add_argument("--seconds", type=float, default=10, help="for the questions of one method on one set")
    parser.add_argument("--no-live", action="store_true", help="leave out publishing among readers")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser.parse_args(given)


def _order(**order: Any) -> dict[str, Any]:
    """Have one thing done by a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.retrieval.worker"],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | _ONE_THREAD,
    )
    if done.returncode:
        raise SystemExit(f"no figures for {order['method']} on {order['set']}:\n{done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def chosen_methods(parts: Sequence[str]) -> list[str]:
    """The methods whose names hold one of the parts; all for none."""
    return [name for name in METHODS if not parts or any(part in name for part in parts)]


def _results(given: argparse.Namespace, scratch: Path) -> Iterator[Result]:
    folder = str(given.sets) if given.sets else None
    for name in given.only or names(given.sets, given.sizes):
        for method in chosen_methods(given.methods):
            print(f"· {name}: {method}", file=sys.stderr, flush=True)
            shared = {"folder": folder, "set": name, "seconds": given.seconds, "train_s": 0.0, "model": None}
            if method == OURS_TRAINED:
                shared["model"] = str(scratch / "model.npz")
                shared |= _order(**shared, method="train")
            yield Result.from_json(_order(**shared, method=method))


def main() -> None:
    """Measure and print."""
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        results = list(_results(given, Path(folder)))
    published = None if given.no_live else live.measure(None)
    if given.json:
        found = {"results": [one.as_json() for one in results], "live": published.as_json() if published else None}
        print(json.dumps(found, ensure_ascii=False))
    else:
        table.show(results, published, Console(width=150 if not sys.stdout.isatty() else None))


if __name__ == "__main__":
    main()
