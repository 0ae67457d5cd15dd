"""Publishing while citizens ask: how soon an alias is found, and what readers notice of two hundred updates."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

from bench.retrieval.figures import percentile
from bot.encoder import Encoder
from bot.engine import Engine
from faq.loader import load_book
from faq.schema import Guide

UPDATES = 200
READERS = 2
_QUESTIONS = ("身份证丢了怎么补办", "二手房过户要多久", "社保卡丢了去哪里补", "开个小店怎么办执照", "结婚登记要带什么")
_MARKS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True)
class Live:
    """``published`` is from the call of ``with_entry`` until a search for the new alias has answered; ``missed`` are
    those of which the guide was not the first found; ``own`` is the CPU time of the publishing thread in it, which
    waits for the readers and for other programs."""

    updates: int
    missed: int
    published_p50_ms: float
    published_p99_ms: float
    own_p50_ms: float
    own_p99_ms: float
    idle_p50_ms: float
    idle_p99_ms: float
    reads: int
    errors: int
    read_p50_ms: float
    read_p99_ms: float

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        return asdict(self)


class _Board:
    """What readers see: one reference, swapped by the publisher."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.over = threading.Event()
        self.times: list[float] = []
        self.errors: list[str] = []

    def read(self) -> None:
        """Ask again and again until it is over."""
        number = 0
        while not self.over.is_set():
            began = perf_counter()
            try:
                self.engine.reply(_QUESTIONS[number % len(_QUESTIONS)])
            except Exception as problem:  # whatever a reader meets is the finding
                self.errors.append(repr(problem))
            self.times.append(perf_counter() - began)
            number += 1


def alias(number: int) -> str:
    """An alias that no content has, different for each number."""
    return "快办通" + "".join(_MARKS[int(digit)] for digit in str(number)) + "号业务"


def _publish(board: _Board, guides: list[Guide], numbers: range) -> tuple[list[float], list[float], int]:
    """Give one guide after another a new alias. Returns the seconds of each, those of CPU time, and how many were not
    found first."""
    times, own, missed = [], [], 0
    for number in numbers:
        guide, text = guides[number % len(guides)], alias(number)
        began, worked = perf_counter(), thread_time()
        board.engine = board.engine.with_entry(guide.model_copy(update={"aliases": (*guide.aliases, text)}))
        found = board.engine.search(text)
        own.append(thread_time() - worked)
        times.append(perf_counter() - began)
        missed += not found or found[0].code != guide.code
    return times, own, missed


def measure(model: Path | None, updates: int = UPDATES) -> Live:
    """Publish first alone, then ``updates`` times while readers ask without a pause."""
    encoder = Encoder.from_bytes(model.read_bytes()) if model else None
    board = _Board(Engine.build(load_book(), encoder=encoder))
    guides = list(board.engine.book.guides[:6])
    idle, _, missed_idle = _publish(board, guides, range(12))
    readers = [threading.Thread(target=board.read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        busy, own, missed = _publish(board, guides, range(12, 12 + updates))
    finally:
        board.over.set()
        for reader in readers:
            reader.join()
    (publish_p50, publish_p99), (own_p50, own_p99) = _milliseconds(busy), _milliseconds(own)
    (idle_p50, idle_p99), (read_p50, read_p99) = _milliseconds(idle), _milliseconds(board.times)
    return Live(
        updates=len(busy),
        missed=missed + missed_idle,
        published_p50_ms=publish_p50,
        published_p99_ms=publish_p99,
        own_p50_ms=own_p50,
        own_p99_ms=own_p99,
        idle_p50_ms=idle_p50,
        idle_p99_ms=idle_p99,
        reads=len(board.times),
        errors=len(board.errors),
        read_p50_ms=read_p50,
        read_p99_ms=read_p99,
    )


def _milliseconds(times: list[float]) -> tuple[float, float]:
    return percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000
