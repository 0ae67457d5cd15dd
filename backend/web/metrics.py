"""Prometheus figures of this process (one process a unit, so no multiprocess folder)."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """Requests by route and status, their seconds, open screens, job lag, calendar horizon, miscounted slots."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("yichuang_requests", "Requests", ["route", "status"], registry=self.registry)
        self.seconds = Histogram(
            "yichuang_request_seconds", "Seconds a request took", ["route"], buckets=BUCKETS, registry=self.registry
        )
        self.screens = Gauge("yichuang_open_screens", "Connected event streams", registry=self.registry)
        self.job_lag = Gauge("yichuang_job_lag_seconds", "Age of the oldest due job", registry=self.registry)
        self.horizon = Gauge(
            "yichuang_calendar_horizon_days", "Days until the announced calendar ends", registry=self.registry
        )
        self.miscounted = Gauge(
            "yichuang_reconciliation_differences",
            "Slots whose counters differ from their bookings, at the last reconciliation",
            registry=self.registry,
        )

    def seen(self, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self.requests.labels(route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def routes(self) -> set[str]:
        """Names of the routes that were answered, without the application's name."""
        samples = (sample for metric in self.requests.collect() for sample in metric.samples)
        return {sample.labels["route"].partition(".")[2] for sample in samples if "route" in sample.labels}

    def text(self) -> bytes:
        """The exposition format."""
        return generate_latest(self.registry)
