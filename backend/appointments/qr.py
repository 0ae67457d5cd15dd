"""The picture a clerk scans."""

from __future__ import annotations

from functools import lru_cache

import segno

from backend.appointments.rules import QR_PREFIX


@lru_cache(maxsize=1024)
def qr_svg(code: str) -> str:
    """A data URL of the QR code of a check-in code; medium error correction, because phones have cracked screens."""
    picture: str = segno.make(f"{QR_PREFIX}{code}", error="m", micro=False).svg_data_uri(scale=8)
    return picture
