"""One method on one set, in a process of its own: so that its memory and its imports are its own."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import psutil

from bench.retrieval.figures import Result, place, price, quality
from bench.retrieval.methods import METHODS, Search
from bench.retrieval.ours import trained
from bench.retrieval.sets import Set, load

LEAST_ASKED = 20
_WARM_UP = 5


def train(given: Set, target: Path) -> dict[str, Any]:
    """Train an encoder on the set and keep it in ``target``."""
    began = process_time()
    target.write_bytes(trained(given).to_bytes())
    return {"train_s": process_time() - began}


def measure(given: Set, method: str, model: Path | None, seconds: float, train_s: float) -> Result:
    """Build the method, ask questions for ``seconds`` (at least a few), and tell what it came to."""
    _give_back()
    before = psutil.Process().memory_info().rss
    began = process_time()
    search = METHODS[method](given, model)
    built = process_time() - began
    _give_back()
    grown = psutil.Process().memory_info().rss - before
    gc.freeze()  # what was built lives on: no method pays for looking through it again
    places, wall, cpu = _asked(given, search, seconds)
    return Result(
        set=given.name,
        entries=len(given.texts),
        method=method,
        questions=len(given.questions),
        asked=len(places),
        quality=quality(places),
        price=price(wall, cpu),
        build_s=built,
        memory_mb=grown / 2**20,
        train_s=train_s,
    )


def _give_back() -> None:
    """Let the system have what is free, so that what is built does not hide in what loading the set left behind."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # glibc only
        ctypes.CDLL(None).malloc_trim(0)


def _asked(given: Set, search: Search, seconds: float) -> tuple[list[int | None], list[float], list[float]]:
    places: list[int | None] = []
    wall: list[float] = []
    cpu: list[float] = []
    for question in given.questions[-_WARM_UP:]:
        search(question.text)
    end = perf_counter() + seconds
    for question in given.questions:
        if len(places) >= LEAST_ASKED and perf_counter() > end:
            break
        clock, own = perf_counter(), process_time()
        found = search(question.text)
        cpu.append(process_time() - own)
        wall.append(perf_counter() - clock)
        places.append(place(found, question.right))
    return places, wall, cpu


def main() -> None:
    """Read one order from stdin as JSON, write its result as JSON."""
    order = json.load(sys.stdin)
    given = load(Path(order["folder"]) if order["folder"] else None, order["set"])
    model = Path(order["model"]) if order["model"] else None
    if order["method"] == "train" and model:
        print(json.dumps(train(given, model)))
    else:
        print(json.dumps(measure(given, order["method"], model, order["seconds"], order["train_s"]).as_json()))


if __name__ == "__main__":
    main()
