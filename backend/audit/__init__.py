"""Append-only record of who did what and who saw whose data."""

from backend.audit.service import record

__all__ = ["record"]
