"""The picture a clerk scans: ``YC2:<code>:<day>:<signature>``. Who typed the short code needs no signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from secrets import compare_digest

import segno

from backend.appointments.refusals import ForgedCode
from backend.database import vault

_CONTEXT = "appointment.qr"
_FORM = re.compile(r"YC2:([0-9A-Z]{10}):([0-9]{8}):([0-9A-F]{16})")
_PREFIX = "YC"


@dataclass(frozen=True)
class Shown:
    """A code that somebody showed or typed; ``day`` is what the picture says, None for a typed one."""

    code: str
    day: date | None = None


def qr_text(code: str, day: date) -> str:
    """What the picture of a check-in code says; signed, so that nobody can make one up or change its day."""
    return f"YC2:{code}:{day:%Y%m%d}:{_signature(code, day)}"


def read(text: str) -> Shown:
    """The code in a scanned text, or the typed text itself.

    Raises:
        ForgedCode: it looks like one of our pictures and is none.
    """
    text = text.strip().upper()
    if not text.startswith(f"{_PREFIX}1:") and not text.startswith(f"{_PREFIX}2:"):
        return Shown(text)
    found = _FORM.fullmatch(text)
    day = _day(found[2]) if found else None
    if found is None or day is None or not compare_digest(found[3], _signature(found[1], day)):
        raise ForgedCode()
    return Shown(found[1], day)


@lru_cache(maxsize=1024)
def qr_svg(text: str) -> str:
    """A data URL of a text's QR code; medium error correction, because phones have cracked screens."""
    picture: str = segno.make(text, error="m", micro=False).svg_data_uri(scale=8)
    return picture


def _signature(code: str, day: date) -> str:
    """64 of the keyed hash's bits: guessing one takes longer than the day."""
    return vault.blind(f"{code}:{day:%Y%m%d}", _CONTEXT)[:16].upper()


def _day(digits: str) -> date | None:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None
