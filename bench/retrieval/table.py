"""The figures as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table

from bench.retrieval.figures import Result
from bench.retrieval.live import Live

_COLUMNS = ("hit@1", "hit@3", "MRR@10", "p50 ms", "p99 ms", "CPU p50", "CPU p99", "build s", "memory MB", "asked")


def row(result: Result) -> tuple[str, ...]:
    """One method's cells, beginning with its name."""
    right, paid = result.quality, result.price
    sample = "" if result.asked == result.questions else f" of {result.questions}"
    times = (paid.p50_ms, paid.p99_ms, paid.cpu_p50_ms, paid.cpu_p99_ms)
    return (
        result.method,
        *(f"{share:.3f}" for share in (right.hit1, right.hit3, right.mrr)),
        *(f"{value:.2f}" if value < 100 else f"{value:.0f}" for value in times),
        f"{result.build_s:.1f}" + (f" (+{result.train_s:.0f} training)" if result.train_s else ""),
        f"{result.memory_mb:.0f}",
        f"{result.asked}{sample}",
    )


def show(results: Sequence[Result], live: Live | None, console: Console) -> None:
    """Print a table for each set, and what publishing came to."""
    for (name, entries), found in groupby(results, key=lambda one: (one.set, one.entries)):
        table = Table(title=f"{name}: {entries} entries", title_justify="left")
        table.add_column("method")
        for column in _COLUMNS:
            table.add_column(column, justify="right")
        for result in found:
            table.add_row(*row(result))
        console.print(table)
    console.print("Seconds of build are CPU time. 'asked … of …': a sample, because the method is slow.")
    if live:
        console.print(
            f"alias live after {live.idle_p50_ms:.1f} ms (p99 {live.idle_p99_ms:.1f}) alone, "
            f"{live.published_p50_ms:.1f} ms (p99 {live.published_p99_ms:.1f}) among readers, "
            f"{live.own_p50_ms:.1f} ms (p99 {live.own_p99_ms:.1f}) of own CPU time; {live.updates} updates, "
            f"{live.missed} not first; {live.reads} replies meanwhile, {live.errors} errors, "
            f"p50 {live.read_p50_ms:.1f} ms, p99 {live.read_p99_ms:.1f} ms"
        )
