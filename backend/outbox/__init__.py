"""Jobs that happen after the transaction: everything that leaves the process goes through here."""

from backend.outbox.jobs import Job, JobFailed, TryLater, enqueue, handler, handlers, schedule, schedules

__all__ = ["Job", "JobFailed", "TryLater", "enqueue", "handler", "handlers", "schedule", "schedules"]
